//! Follow-ups beyond today's list: finished ones to review, the days of a week, what people did, and whom nobody has called.

use rusqlite::{Connection, Row, named_params};

use super::{Customer, Due, MirrorError, Said, Scope, customer, today};
use crate::{
    clock::{Date, Instant},
    domain::{
        follow_up::{Outcome, Way},
        opportunity::Grade,
    },
    ids::{FollowUpId, StaffId},
};

/// Which finished follow-ups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reviewed {
    /// No manager has said anything.
    Unread,
    /// The comment waits for an answer.
    Unanswered,
    /// Commented, and answered where an answer was asked for.
    Settled,
}

/// Which finished follow-ups are asked for.
#[derive(Debug, Clone, Copy)]
pub struct ReviewFilter {
    /// Which.
    pub show: Reviewed,
    /// Finished from here on.
    pub from: Instant,
    /// Finished by this person; none for all.
    pub done_by: Option<StaffId>,
}

/// A finished follow-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Which.
    pub id: FollowUpId,
    /// How.
    pub way: Way,
    /// What for.
    pub aim: String,
    /// When it was due.
    pub due_on: Date,
    /// When it was finished.
    pub done_at: Instant,
    /// By whom.
    pub done_by: StaffId,
    /// How it went.
    pub outcome: Outcome,
    /// What was said.
    pub said: String,
    /// The manager's comment.
    pub comment: Option<Said>,
    /// The answer to it.
    pub answer: Option<Said>,
    /// Whether it waits for an answer.
    pub unanswered: bool,
    /// The customer.
    pub customer: Customer,
}

/// Finished follow-ups in scope, the newest first, and how many there are.
pub fn finished(
    conn: &Connection,
    scope: Scope,
    filter: ReviewFilter,
    page: super::Page,
) -> Result<(Vec<Finished>, u32), MirrorError> {
    let (everyone, pool) = scope.reach();
    let (page_sql, count_sql) = match filter.show {
        Reviewed::Unread => (include_str!("sql/review_unread.sql"), include_str!("sql/review_unread_count.sql")),
        Reviewed::Unanswered => (include_str!("sql/review_unanswered.sql"), include_str!("sql/review_unanswered_count.sql")),
        Reviewed::Settled => (include_str!("sql/review_settled.sql"), include_str!("sql/review_settled_count.sql")),
    };
    let asked = named_params! {
        ":from": filter.from, ":by": filter.done_by, ":everyone": everyone, ":pool": pool, ":staff": scope.staff(),
    };
    let total = conn.prepare_cached(count_sql)?.query_row(asked, |row| row.get(0))?;
    let asked = named_params! {
        ":from": filter.from, ":by": filter.done_by, ":everyone": everyone, ":pool": pool, ":staff": scope.staff(),
        ":limit": page.limit, ":offset": page.offset,
    };
    let mut statement = conn.prepare_cached(page_sql)?;
    let mut rows = statement.query(asked)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read_finished(conn, row)?);
    }
    Ok((found, total))
}

fn read_finished(conn: &Connection, row: &Row<'_>) -> Result<Finished, MirrorError> {
    let said = |at: &str, by: &str, text: &str| -> Result<Option<Said>, MirrorError> {
        let (at, by): (Option<Instant>, Option<StaffId>) = (row.get(at)?, row.get(by)?);
        let text: String = row.get(text)?;
        Ok(at.zip(by).map(|(at, by)| (at, by, text)))
    };
    Ok(Finished {
        id: row.get("id")?,
        way: Way::from(row.get::<_, String>("way")?.as_str()),
        aim: row.get("aim")?,
        due_on: row.get("due_on")?,
        done_at: row.get("done_at")?,
        done_by: row.get("done_by")?,
        outcome: Outcome::from(row.get::<_, String>("outcome")?.as_str()),
        said: row.get("said")?,
        comment: said("comment_at", "comment_by", "comment")?,
        answer: said("answer_at", "answer_by", "answer")?,
        unanswered: row.get("unanswered")?,
        customer: customer::by_row(conn, row.get("row")?)?,
    })
}

/// How many finished follow-ups of each person wait for a manager, and how many comments for an answer.
pub fn unread_by_person(conn: &Connection, scope: Scope, from: Instant) -> Result<Vec<(StaffId, u32, u32)>, MirrorError> {
    let (everyone, pool) = scope.reach();
    let mut statement = conn.prepare_cached(include_str!("sql/review_by_person.sql"))?;
    let asked = named_params! { ":from": from, ":everyone": everyone, ":pool": pool, ":staff": scope.staff() };
    let rows = statement.query_map(asked, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The open follow-ups of some days, at most `limit`, and how many there are.
pub fn due_between(conn: &Connection, scope: Scope, from: Date, upto: Date, limit: u32) -> Result<(Vec<Due>, u32), MirrorError> {
    today::between(conn, scope, &from.to_string(), &upto.to_string(), limit)
}

/// What somebody did for a customer, or has to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A line of the timeline: a call, a visit, a message, a test drive.
    Line(String),
    /// A finished follow-up: how, and when it had been due.
    FollowUp(Way, Date),
    /// A file opened.
    Opened,
    /// A follow-up that was or is due on the day.
    Due,
}

/// One deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The customer's row.
    pub row: i64,
    /// When; for what is due the beginning of its day.
    pub at: Instant,
    /// By whom; for what is due the owner.
    pub by: StaffId,
    /// What.
    pub deed: Deed,
}

/// Everything that people did from `from` up to and with `upto`, and what is due then, in order of time. `by` asks for one
/// person.
pub fn deeds(conn: &Connection, from: Date, upto: Date, by: Option<StaffId>) -> Result<Vec<Done>, MirrorError> {
    let mut found = Vec::new();
    let days = named_params! { ":from": from.starts_at(), ":before": upto.plus_days(1).starts_at(), ":by": by };
    let mut statement = conn.prepare_cached(include_str!("sql/deeds.sql"))?;
    let mut rows = statement.query(days)?;
    while let Some(row) = rows.next()? {
        let (kind, word): (String, String) = (row.get(3)?, row.get(4)?);
        let deed = match kind.as_str() {
            "line" => Deed::Line(word),
            "opened" => Deed::Opened,
            _ => Deed::FollowUp(Way::from(word.as_str()), row.get(5)?),
        };
        found.push(Done { row: row.get(0)?, at: row.get(1)?, by: row.get(2)?, deed });
    }
    let mut statement = conn.prepare_cached(include_str!("sql/due_on.sql"))?;
    let mut rows = statement.query(named_params! { ":from": from.to_string(), ":upto": upto.to_string(), ":by": by })?;
    while let Some(row) = rows.next()? {
        let on: Date = row.get(1)?;
        found.push(Done { row: row.get(0)?, at: on.starts_at(), by: row.get(2)?, deed: Deed::Due });
    }
    found.sort_by_key(|done| (done.at, done.row));
    Ok(found)
}

/// A row that is known to be there, as a customer.
pub fn customer_of_row(conn: &Connection, row: i64) -> Result<Customer, MirrorError> {
    customer::by_row(conn, row)
}

/// A person's open customers of one grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hot {
    /// Whose; none for the pool.
    pub owner: Option<StaffId>,
    /// The grade.
    pub grade: Grade,
    /// How many.
    pub customers: u32,
    /// Of those, with an overdue follow-up.
    pub overdue: u32,
    /// Of those, with nothing planned.
    pub unplanned: u32,
}

/// The customers in scope that are followed up, per owner and grade. What was due before `overdue_before` is overdue.
pub fn hot(conn: &Connection, scope: Scope, overdue_before: Date) -> Result<Vec<Hot>, MirrorError> {
    let (everyone, pool) = scope.reach();
    let mut statement = conn.prepare_cached(include_str!("sql/hot.sql"))?;
    let asked = named_params! {
        ":before": overdue_before.to_string(), ":everyone": everyone, ":pool": pool, ":staff": scope.staff(),
    };
    let rows = statement.query_map(asked, |row| {
        Ok(Hot {
            owner: row.get(0)?,
            grade: Grade::from(row.get::<_, String>(1)?.as_str()),
            customers: row.get(2)?,
            overdue: row.get(3)?,
            unplanned: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The customers in scope that were opened from `from` on, are worked, and whom nobody has contacted, the oldest first.
pub fn untouched(conn: &Connection, scope: Scope, from: Instant) -> Result<Vec<Customer>, MirrorError> {
    let (everyone, pool) = scope.reach();
    let mut statement = conn.prepare_cached(include_str!("sql/untouched.sql"))?;
    let asked = named_params! { ":from": from, ":everyone": everyone, ":pool": pool, ":staff": scope.staff() };
    let rows: Vec<i64> = statement.query_map(asked, |row| row.get(0))?.collect::<Result<_, _>>()?;
    customer::by_rows(conn, &rows)
}
