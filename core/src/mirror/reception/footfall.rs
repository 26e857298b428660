//! Lines as the figures count them.

use rusqlite::{Connection, Row, named_params, types::ValueRef};

use crate::{
    clock::{Date, Instant},
    domain::{
        opportunity::Grade,
        reception::{CameBy, ContactLeft, VisitResult},
    },
    ids::{FileId, StaffId},
    mirror::MirrorError,
};

/// What a figure may ask of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footfall {
    /// The day.
    pub day: Date,
    /// How they came.
    pub came_by: CameBy,
    /// Whether they stood in the showroom.
    pub is_in_store: bool,
    /// Whether they mean to buy.
    pub is_intending: bool,
    /// Their how many-th visit.
    pub visit_count: Option<u32>,
    /// How many came together.
    pub party_size: Option<u32>,
    /// Whether a way to reach them was left.
    pub contact: Option<ContactLeft>,
    /// How it ended.
    pub result: Option<VisitResult>,
    /// The consultant.
    pub consultant: Option<StaffId>,
    /// When they came.
    pub in_at: Instant,
    /// When they left.
    pub out_at: Option<Instant>,
    /// When they were given to the consultant.
    pub assigned_at: Option<Instant>,
    /// When the consultant had them.
    pub accepted_at: Option<Instant>,
    /// The customer.
    pub customer: Option<FileId>,
    /// The event that brought them.
    pub event: Option<FileId>,
    /// Names of what they looked at.
    pub series: Vec<String>,
    /// Everything is filled in that can be by now.
    pub is_complete: bool,
    /// Something looks wrong.
    pub is_doubtful: bool,
    /// It came late into the log.
    pub is_late: bool,
    /// Somebody else had to correct it.
    pub is_corrected: bool,
    /// Somebody looked it over.
    pub is_confirmed: bool,
    /// Nobody wrote when they left.
    pub is_open: bool,
    /// Another line counts this visitor.
    pub is_double: bool,
    /// The customer's grade.
    pub grade: Option<Grade>,
    /// The customer has a signed order that stands.
    pub has_order: bool,
}

/// A signed order that stands, of somebody who was in the log before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deal {
    /// The day it was signed.
    pub on: Date,
    /// The customer's last line until then.
    pub line: Footfall,
}

/// A test drive for which the car left, with or without a line of its customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drive {
    /// The day the car left.
    pub on: Date,
    /// Who looks after the customer.
    pub owner: Option<StaffId>,
    /// The customer's last line until then, where there is one.
    pub line: Option<Footfall>,
}

/// The lines of these days, oldest first; of one consultant where one is named.
pub fn footfall(conn: &Connection, from: Date, upto: Date, consultant: Option<StaffId>) -> Result<Vec<Footfall>, MirrorError> {
    let (from, upto) = (from.to_string(), upto.to_string());
    let mut statement = conn.prepare_cached(include_str!("../sql/footfall.sql"))?;
    let mut rows = statement.query(named_params! { ":from": from, ":upto": upto, ":consultant": consultant })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// The test drives of these days; of one person's customers where one is named.
pub fn drives(conn: &Connection, from: Date, upto: Date, consultant: Option<StaffId>) -> Result<Vec<Drive>, MirrorError> {
    let (from, upto) = (from.to_string(), upto.to_string());
    let mut statement = conn.prepare_cached(include_str!("../sql/drives.sql"))?;
    let mut rows = statement.query(named_params! { ":from": from, ":upto": upto, ":consultant": consultant })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let has_line = row.get_ref("day")? != ValueRef::Null;
        let line = has_line.then(|| read(row)).transpose()?;
        found.push(Drive { on: row.get("out_on")?, owner: row.get("owner")?, line });
    }
    Ok(found)
}

/// The orders signed on these days that stand, each with the last line of its customer; of one consultant where one is named.
pub fn deals(conn: &Connection, from: Date, upto: Date, consultant: Option<StaffId>) -> Result<Vec<Deal>, MirrorError> {
    let (from, upto) = (from.to_string(), upto.to_string());
    let mut statement = conn.prepare_cached(include_str!("../sql/deals.sql"))?;
    let mut rows = statement.query(named_params! { ":from": from, ":upto": upto, ":consultant": consultant })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Deal { on: row.get(25)?, line: read(row)? });
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Footfall> {
    // By number: looking for a name costs more than reading it, and there may be a year of lines.
    let text = |column: usize| row.get::<_, Option<String>>(column);
    Ok(Footfall {
        day: row.get(0)?,
        came_by: CameBy::from(row.get::<_, String>(1)?.as_str()),
        is_in_store: row.get(2)?,
        is_intending: row.get(3)?,
        visit_count: row.get(4)?,
        party_size: row.get(5)?,
        contact: text(6)?.as_deref().map(ContactLeft::from),
        result: text(7)?.as_deref().map(VisitResult::from),
        consultant: row.get(8)?,
        in_at: row.get(9)?,
        out_at: row.get(10)?,
        assigned_at: row.get(11)?,
        accepted_at: row.get(12)?,
        customer: row.get(13)?,
        event: row.get(14)?,
        series: row.get::<_, String>(15)?.lines().filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        is_complete: row.get(16)?,
        is_doubtful: row.get(17)?,
        is_late: row.get(18)?,
        is_corrected: row.get(19)?,
        is_confirmed: row.get(20)?,
        is_open: row.get(21)?,
        is_double: row.get(22)?,
        grade: text(23)?.as_deref().map(Grade::from),
        has_order: row.get(24)?,
    })
}
