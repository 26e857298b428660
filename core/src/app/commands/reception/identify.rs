//! Who is this? One box for a phone, the end of one, a plate or a name.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::{
    super::look_up::perhaps_known,
    day::{DayLog, known_consultants},
    desk::readable,
};
use crate::{
    app::{
        App,
        api::{
            error::AppError,
            reception::{IdentifyVisitor, KnownVisitor, TypedKind, VisitorIdentified},
        },
        damage::Failed,
        rows::customer_row,
        store::Standing,
    },
    clock::Date,
    domain::{phone::PhoneNumber, reception::LineState},
    ids::FileId,
    mirror::{self, Customer, Filter, Page, Sort},
};

/// How many are told.
const KNOWN: usize = 8;
/// Fewer digits than this could be anybody's.
const TAIL_DIGITS: usize = 4;

impl App {
    /// Who somebody may be, before anything is written. Colleagues' customers are told as `check_phone` tells them.
    pub fn identify_visitor(&self, request: IdentifyVisitor) -> Result<VisitorIdentified, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        readable(&standing)?;
        let typed = request.typed.trim();
        let number = PhoneNumber::parse(typed);
        let kind = kind_of(typed, &number);
        let today = store.world.today();
        let perhaps = kind == TypedKind::Phone && perhaps_known(&store, &standing, &number)?;
        store.read(|conn| {
            let log = DayLog::read(conn, &standing, today)?;
            let found = candidates(conn, &standing, typed, kind, &number, today)?;
            let known = found.into_iter().map(|hit| known(conn, &standing, &log, hit)).collect::<Result<Vec<_>, Failed>>()?;
            Ok::<_, Failed>(VisitorIdentified {
                kind,
                number: (kind == TypedKind::Phone).then_some(number),
                known,
                perhaps,
                proposals: log.proposals(&standing, &[]),
            })
        })
    }
}

/// A customer, and whether it is certain.
struct Hit {
    customer: Customer,
    is_certain: bool,
}

fn kind_of(typed: &str, number: &PhoneNumber) -> TypedKind {
    let bare: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '·').collect();
    let is_plain = |text: &str| text.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '-' | '+' | '(' | ')'));
    let has_both = bare.chars().any(|sign| sign.is_ascii_digit()) && bare.chars().any(|sign| sign.is_ascii_alphabetic());
    if bare.is_empty() {
        TypedKind::Nothing
    } else if number.normalised.is_some() {
        TypedKind::Phone
    } else if is_plain(&bare) {
        TypedKind::Digits
    } else if has_both {
        TypedKind::Plate
    } else {
        TypedKind::Name
    }
}

fn candidates(
    conn: &Connection,
    standing: &Standing,
    typed: &str,
    kind: TypedKind,
    number: &PhoneNumber,
    today: Date,
) -> Result<Vec<Hit>, Failed> {
    let mut hits: Vec<Hit> = Vec::new();
    let asked = mirror::Number { normalised: number.normalised.as_deref(), typed };
    for hit in mirror::check_phone(conn, asked, None)? {
        hits.push(Hit { is_certain: hit.exact, customer: hit.customer });
    }
    let is_enough = match kind {
        TypedKind::Nothing | TypedKind::Phone => false,
        TypedKind::Digits => typed.chars().filter(char::is_ascii_digit).count() >= TAIL_DIGITS,
        TypedKind::Plate | TypedKind::Name => typed.chars().count() > 1,
    };
    // Who sees no customers knows nobody.
    if let Some(scope) = standing.scope().ok().filter(|_| is_enough) {
        let search: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '·').collect();
        let search = if kind == TypedKind::Name { typed.to_owned() } else { search };
        let filter = Filter { search, ..Filter::default() };
        let limit = u32::try_from(KNOWN).unwrap_or(u32::MAX);
        let found = mirror::list(conn, scope, &filter, Sort::LastContact, today, Page { offset: 0, limit })?;
        hits.extend(found.rows.into_iter().map(|customer| Hit { customer, is_certain: false }));
    }
    let mut seen: BTreeSet<FileId> = BTreeSet::new();
    hits.retain(|hit| seen.insert(hit.customer.file));
    hits.truncate(KNOWN);
    Ok(hits)
}

fn known(conn: &Connection, standing: &Standing, log: &DayLog, hit: Hit) -> Result<KnownVisitor, Failed> {
    let Hit { customer, is_certain } = hit;
    let visits = mirror::visits_of(conn, customer.file)?;
    let is_here = |row: &&mirror::LineRow| row.customer == Some(customer.file) && row.line.state() != LineState::Over;
    let here = log.rows.iter().find(is_here).map(|row| row.line.id);
    let proposals = log.proposals(standing, &known_consultants(conn, standing, Some(customer.file), None)?);
    Ok(KnownVisitor {
        is_certain,
        visits: visits.count,
        last_visit_on: visits.last_on,
        here,
        proposals,
        customer: customer_row(conn, standing, customer)?,
    })
}
