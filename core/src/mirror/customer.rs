//! A customer as lists show it.

use rusqlite::{Connection, OptionalExtension as _, Row};

use super::{
    MirrorError,
    facts::{NEVER, PART},
};
use crate::{
    clock::{Date, Instant},
    domain::opportunity::{Grade, Stage},
    ids::{FileId, OpportunityId, StaffId},
};

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The file.
    pub file: FileId,
    /// Who looks after it; none for the pool.
    pub owner: Option<StaffId>,
    /// Name; empty where only a phone is known.
    pub name: String,
    /// `individual`, `company`, `batch`; empty where nobody said.
    pub kind: String,
    /// Main number: its digits where valid, else as typed; empty where none was left.
    pub phone: String,
    /// Whether the customer refused to leave a number.
    pub contact_refused: bool,
    /// Source word, empty if unknown.
    pub source: String,
    /// The most recent open opportunity, else the last one. Grade, stage, interests, budget and event are its own.
    pub opportunity: Option<OpportunityId>,
    /// Its grade.
    pub grade: Option<Grade>,
    /// Its stage.
    pub stage: Option<Stage>,
    /// Names of the series and models of interest.
    pub interests: Vec<String>,
    /// Its budget in fen.
    pub budget_fen: Option<i64>,
    /// The event at which it was caught.
    pub event: Option<FileId>,
    /// The next open follow-up's date.
    pub next_follow_up_on: Option<Date>,
    /// When something was last done for the customer.
    pub last_contact_at: Option<Instant>,
    /// When the file was opened.
    pub opened_at: Option<Instant>,
    /// Fields written differently by two devices.
    pub clashes: u32,
    /// Other files that have one of the same phones, 99 at most.
    pub duplicates: u32,
    /// Whether the store must not call.
    pub do_not_call: bool,
    /// Files of which a manager said that they are not the same person.
    pub apart: Vec<FileId>,
    /// Free tags.
    pub tags: Vec<String>,
}

impl Customer {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let next_on: String = row.get("next_on")?;
        Ok(Self {
            file: row.get("file")?,
            owner: row.get("owner")?,
            name: row.get("name")?,
            kind: row.get("kind")?,
            phone: row.get("phone")?,
            contact_refused: row.get("contact_refused")?,
            source: row.get("source")?,
            opportunity: row.get("opportunity")?,
            grade: row.get::<_, Option<String>>("grade")?.as_deref().map(Grade::from),
            stage: row.get::<_, Option<String>>("stage")?.as_deref().map(Stage::from),
            interests: parts(&row.get::<_, String>("interests")?),
            budget_fen: row.get("budget_fen")?,
            event: row.get("event")?,
            next_follow_up_on: if next_on == NEVER { None } else { Some(row.get("next_on")?) },
            last_contact_at: row.get("last_contact_at")?,
            opened_at: row.get("opened_at")?,
            clashes: row.get("clashes")?,
            duplicates: row.get("duplicates")?,
            tags: parts(&row.get::<_, Option<String>>("tags")?.unwrap_or_default()),
            do_not_call: row.get::<_, Option<bool>>("do_not_call")?.unwrap_or(false),
            apart: Vec::new(),
        })
    }
}

fn parts(joined: &str) -> Vec<String> {
    joined.split(PART).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// One customer, if the file is here.
pub fn customer(conn: &Connection, file: FileId) -> Result<Option<Customer>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT row FROM m_customer WHERE file = ?1")?;
    let row = statement.query_row([file], |row| row.get(0)).optional()?;
    row.map(|row| by_row(conn, row)).transpose()
}

/// The customers among `files`, in their order; those that are not here are left out.
pub fn customers(conn: &Connection, files: &[FileId]) -> Result<Vec<Customer>, MirrorError> {
    files.iter().filter_map(|file| customer(conn, *file).transpose()).collect()
}

/// The customer of a row that is known to be there.
pub(super) fn by_row(conn: &Connection, row: i64) -> Result<Customer, MirrorError> {
    Ok(conn.prepare_cached(include_str!("sql/customer.sql"))?.query_row([row], Customer::read)?)
}

/// The same with the files of which a manager said that they are another person.
pub(super) fn judged(conn: &Connection, row: i64) -> Result<Customer, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT other FROM m_apart WHERE row = ?1")?;
    let apart = statement.query_map([row], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(Customer { apart, ..by_row(conn, row)? })
}

/// The customers of rows that are known to be there, in their order.
pub(super) fn by_rows(conn: &Connection, rows: &[i64]) -> Result<Vec<Customer>, MirrorError> {
    rows.iter().map(|row| by_row(conn, *row)).collect()
}
