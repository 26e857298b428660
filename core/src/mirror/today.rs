//! Today: what is overdue, due and planned, and what was done.

use rusqlite::{Connection, named_params};

use super::{Customer, MirrorError, Scope, customer};
use crate::{
    clock::Date,
    domain::follow_up::Way,
    ids::{FollowUpId, OpportunityId},
};

/// How far ahead planned follow-ups show, in days.
const PLANNED_DAYS: i64 = 7;

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// Due before today, oldest first.
    pub overdue: Vec<Due>,
    /// How many in all.
    pub overdue_total: u32,
    /// Due today.
    pub due: Vec<Due>,
    /// How many in all.
    pub due_total: u32,
    /// Due within the next seven days.
    pub planned: Vec<Due>,
    /// How many in all.
    pub planned_total: u32,
    /// Follow-ups finished today by the person asked about, or by anyone.
    pub done_today: u32,
    /// Customer files opened today by the person asked about, or by anyone.
    pub captured_today: u32,
}

/// A follow-up to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which.
    pub id: FollowUpId,
    /// Which purchase.
    pub opportunity: Option<OpportunityId>,
    /// How.
    pub way: Way,
    /// What for.
    pub aim: String,
    /// When.
    pub due_on: Date,
    /// Whether the customer asked not to be called.
    pub do_not_call: bool,
    /// Whether the store's rules planned it.
    pub by_rule: bool,
    /// The customer.
    pub customer: Customer,
}

/// The follow-ups of the files in scope, at most `limit` per list. What was due before `overdue_before` is overdue; what was
/// due since, on days that are no workdays, is still to be done today.
pub fn today(conn: &Connection, scope: Scope, date: Date, overdue_before: Date, limit: u32) -> Result<Today, MirrorError> {
    let last = overdue_before.plus_days(-1).to_string();
    let (overdue, overdue_total) = between(conn, scope, "", &last, limit)?;
    let (due, due_total) = between(conn, scope, &overdue_before.to_string(), &date.to_string(), limit)?;
    let from = date.plus_days(1).to_string();
    let (planned, planned_total) = between(conn, scope, &from, &date.plus_days(PLANNED_DAYS).to_string(), limit)?;
    let counted = |sql: &str| -> Result<u32, MirrorError> {
        let day = named_params! { ":from": date.starts_at(), ":upto": date.plus_days(1).starts_at(), ":staff": scope.staff() };
        Ok(conn.prepare_cached(sql)?.query_row(day, |row| row.get(0))?)
    };
    Ok(Today {
        overdue,
        overdue_total,
        due,
        due_total,
        planned,
        planned_total,
        done_today: counted(include_str!("sql/done_between.sql"))?,
        captured_today: counted(include_str!("sql/opened_between.sql"))?,
    })
}

pub(super) fn between(
    conn: &Connection,
    scope: Scope,
    from: &str,
    upto: &str,
    limit: u32,
) -> Result<(Vec<Due>, u32), MirrorError> {
    let (everyone, pool) = scope.reach();
    let asked = named_params! {
        ":from": from, ":upto": upto, ":everyone": everyone, ":pool": pool, ":staff": scope.staff(),
    };
    let total: u32 = conn.prepare_cached(include_str!("sql/due_count.sql"))?.query_row(asked, |row| row.get(0))?;
    let mut statement = conn.prepare_cached(include_str!("sql/due.sql"))?;
    let asked = named_params! {
        ":from": from, ":upto": upto, ":everyone": everyone, ":pool": pool, ":staff": scope.staff(), ":limit": limit,
    };
    let mut rows = statement.query(asked)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Due {
            id: row.get("id")?,
            opportunity: row.get("opportunity")?,
            way: Way::from(row.get::<_, String>("way")?.as_str()),
            aim: row.get("aim")?,
            due_on: row.get("due_on")?,
            do_not_call: row.get("do_not_call")?,
            by_rule: row.get("by_rule")?,
            customer: customer::by_row(conn, row.get("row")?)?,
        });
    }
    Ok((found, total))
}
