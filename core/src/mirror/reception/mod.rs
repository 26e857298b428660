//! The reception log: lines by day, consultant and condition.

mod footfall;
mod write;

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

pub use self::{
    footfall::{Deal, Drive, Footfall, deals, drives, footfall},
    write::put_reception,
};
use super::MirrorError;
use crate::{
    clock::Date,
    domain::{
        opportunity::Grade,
        reception::{CameBy, Line, ReceptionFile, VisitResult},
    },
    ids::{FileId, LineId, StaffId},
};

/// A line, and the customer it is shown with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    /// The line.
    pub line: Line,
    /// Its customer, under the id by which lists know them.
    pub customer: Option<FileId>,
}

/// Why the information specialist should look at a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineNeed {
    /// Something is missing.
    Incomplete,
    /// Something looks wrong.
    Doubtful,
    /// It came late into the log.
    Late,
    /// Any of these.
    Any,
}

impl LineNeed {
    const fn word(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Doubtful => "doubtful",
            Self::Late => "late",
            Self::Any => "any",
        }
    }
}

/// Conditions; all that are given must hold.
#[derive(Debug, Clone)]
pub struct Asked {
    /// From this day on.
    pub from: Date,
    /// Up to and with this day.
    pub upto: Date,
    /// Of this consultant.
    pub consultant: Option<StaffId>,
    /// Came so.
    pub came_by: Option<CameBy>,
    /// Means to buy, or not.
    pub is_intending: Option<bool>,
    /// Ended so.
    pub result: Option<VisitResult>,
    /// On the first visit, or on a later one.
    pub is_first: Option<bool>,
    /// The word for whether a contact was left; empty where nobody asked.
    pub contact: Option<String>,
    /// Has a customer file, or none.
    pub has_file: Option<bool>,
    /// Looked at the series of this name.
    pub series: Option<String>,
    /// Was brought by this event.
    pub event: Option<FileId>,
    /// Of customers with this grade.
    pub grade: Option<Grade>,
    /// Needs looking at.
    pub need: Option<LineNeed>,
}

impl Asked {
    /// Every line of these days.
    #[must_use]
    pub const fn days(from: Date, upto: Date) -> Self {
        Self {
            from,
            upto,
            consultant: None,
            came_by: None,
            is_intending: None,
            result: None,
            is_first: None,
            contact: None,
            has_file: None,
            series: None,
            event: None,
            grade: None,
            need: None,
        }
    }
}

/// How often a customer was here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Visits {
    /// Arrivals in the store.
    pub count: u32,
    /// The last day they came or called.
    pub last_on: Option<Date>,
}

/// A page of lines, the newest first, and how many there are in all.
pub fn lines(conn: &Connection, asked: &Asked, today: Date, page: super::Page) -> Result<(u32, Vec<LineRow>), MirrorError> {
    let (from, upto, today) = (asked.from.to_string(), asked.upto.to_string(), today.to_string());
    let series = asked.series.as_ref().map(|name| format!("\n{name}\n"));
    let conditions = named_params! {
        ":from": from, ":upto": upto, ":today": today, ":consultant": asked.consultant,
        ":came_by": asked.came_by.as_ref().map(CameBy::as_str), ":is_intending": asked.is_intending,
        ":result": asked.result.as_ref().map(VisitResult::as_str), ":is_first": asked.is_first, ":contact": asked.contact,
        ":has_file": asked.has_file, ":series": series, ":event": asked.event,
        ":grade": asked.grade.as_ref().map(Grade::as_str), ":need": asked.need.map(LineNeed::word),
    };
    let total = conn.prepare_cached(include_str!("../sql/line_count.sql"))?.query_row(conditions, |row| row.get(0))?;
    let mut paged: Vec<(&str, &dyn rusqlite::ToSql)> = conditions.to_vec();
    paged.push((":limit", &page.limit));
    paged.push((":offset", &page.offset));
    let mut statement = conn.prepare_cached(include_str!("../sql/lines.sql"))?;
    Ok((total, read_all(statement.query(&paged[..])?)?))
}

/// Every line of a day, oldest first.
pub fn lines_of_day(conn: &Connection, day: Date) -> Result<Vec<LineRow>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT json, customer FROM m_line WHERE day = ?1 ORDER BY in_at, id")?;
    read_all(statement.query([day.to_string()])?)
}

/// The visitors that a consultant was given and has not said to have, oldest first.
pub fn to_receive(conn: &Connection, consultant: StaffId, from: Date) -> Result<Vec<LineRow>, MirrorError> {
    let mut statement = conn.prepare_cached(
        "SELECT json, customer FROM m_line WHERE consultant = ?1 AND day >= ?2 AND accepted_at IS NULL ORDER BY day, in_at, id",
    )?;
    read_all(statement.query((consultant, from.to_string()))?)
}

/// One line.
pub fn line(conn: &Connection, file: FileId, id: LineId) -> Result<Option<LineRow>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT json, customer FROM m_line WHERE file = ?1 AND id = ?2")?;
    Ok(read_all(statement.query((file, id))?)?.pop())
}

/// A day without its lines; none where nobody wrote yet.
pub fn reception_day(conn: &Connection, day: Date) -> Result<Option<ReceptionFile>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT json FROM m_reception WHERE day = ?1 ORDER BY file LIMIT 1")?;
    let json: Option<String> = statement.query_row([day.to_string()], |row| row.get(0)).optional()?;
    json.map(|json| serde_json::from_str(&json).map_err(|_| MirrorError::Unreadable { what: "reception day" })).transpose()
}

/// How often a customer was in the store.
pub fn visits_of(conn: &Connection, customer: FileId) -> Result<Visits, MirrorError> {
    let mut statement = conn.prepare_cached(
        "SELECT count(*) FILTER (WHERE is_in_store AND NOT is_double), max(day) FROM m_line WHERE customer = ?1",
    )?;
    Ok(statement.query_row([customer], |row| Ok(Visits { count: row.get(0)?, last_on: row.get(1)? }))?)
}

/// How many follow-ups were done for a customer (R2).
pub fn follow_ups_done(conn: &Connection, customer: FileId) -> Result<u32, MirrorError> {
    Ok(conn.prepare_cached(include_str!("../sql/follow_ups_done.sql"))?.query_row([customer], |row| row.get(0))?)
}

/// The days whose lines name this file.
pub fn days_naming(conn: &Connection, file: FileId) -> Result<Vec<FileId>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT DISTINCT file FROM m_line WHERE named = ?1 ORDER BY file")?;
    Ok(statement.query_map([file], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn read_all(mut rows: rusqlite::Rows<'_>) -> Result<Vec<LineRow>, MirrorError> {
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> Result<LineRow, MirrorError> {
    let json: String = row.get(0)?;
    let line = serde_json::from_str(&json).map_err(|_| MirrorError::Unreadable { what: "line" })?;
    Ok(LineRow { line, customer: row.get(1)? })
}
