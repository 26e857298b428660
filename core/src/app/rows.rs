//! From the mirror's rows to what the screens show: names for ids, nothing else.

use super::{
    api::{
        common::CustomerRow,
        customers::{CustomerFilter, CustomerSort, Need},
    },
    damage::Failed,
    store::Standing,
};
use rusqlite::Connection;

use crate::{
    clock::Date,
    domain::rules::{NumberRule, Rules},
    mirror, vault,
};

/// Customers as lists show them; a row says whether changes of its file still wait to be sent.
pub(super) fn customer_rows(
    conn: &Connection,
    standing: &Standing,
    rows: Vec<mirror::Customer>,
) -> Result<Vec<CustomerRow>, Failed> {
    rows.into_iter().map(|row| customer_row(conn, standing, row)).collect()
}

/// One of them.
pub(super) fn customer_row(conn: &Connection, standing: &Standing, row: mirror::Customer) -> Result<CustomerRow, Failed> {
    let waiting = vault::outbox::count_of_file(conn, row.file)? > 0;
    Ok(shown(standing, row, waiting))
}

fn shown(standing: &Standing, row: mirror::Customer, waiting: bool) -> CustomerRow {
    let masking = standing.masking();
    let (phone, masked) = masking.phone(row.owner, row.phone);
    CustomerRow {
        file: row.file,
        name: masking.words(row.owner, row.name),
        kind: row.kind,
        phone,
        masked,
        contact_refused: row.contact_refused,
        source: row.source,
        owner: row.owner.map(|owner| standing.name_of(owner)),
        grade: row.grade,
        stage: row.stage,
        interests: row.interests.into_iter().map(|name| masking.words(row.owner, name)).collect(),
        budget_fen: row.budget_fen,
        event: row.event,
        next_follow_up_on: row.next_follow_up_on,
        last_contact_at: row.last_contact_at,
        opened_at: row.opened_at,
        clashes: row.clashes,
        duplicates: row.duplicates,
        tags: row.tags.into_iter().map(|tag| masking.words(row.owner, tag)).collect(),
        do_not_call: row.do_not_call,
        waiting,
    }
}

/// The mirror's filter, by the store's rules of today.
pub(super) fn filter(asked: &CustomerFilter, rules: &Rules, today: Date) -> mirror::Filter {
    let months = u32::try_from(rules.number(&NumberRule::LapsedMonths)).unwrap_or(0);
    mirror::Filter {
        relations: asked.relations.clone(),
        lapsed_before: Some(today.minus_months(months).starts_at()),
        search: asked.search.clone(),
        owners: asked.owners.clone(),
        sources: asked.sources.clone(),
        grades: asked.grades.clone(),
        stages: asked.stages.clone(),
        event: asked.event,
        tags: asked.tags.clone(),
        need: asked.need.map(|need| match need {
            Need::OverdueFollowUp => mirror::Need::OverdueFollowUp,
            Need::NoFollowUp => mirror::Need::NoFollowUp,
            Need::Incomplete => mirror::Need::Incomplete,
            Need::Duplicate => mirror::Need::Duplicate,
            Need::Clash => mirror::Need::Clash,
        }),
    }
}

impl From<CustomerSort> for mirror::Sort {
    fn from(sort: CustomerSort) -> Self {
        match sort {
            CustomerSort::LastContact => Self::LastContact,
            CustomerSort::Name => Self::Name,
            CustomerSort::NextFollowUp => Self::NextFollowUp,
            CustomerSort::Opened => Self::Opened,
        }
    }
}
