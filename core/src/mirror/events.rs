//! Events with what was caught at them, and the store file.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _};

use super::{MirrorError, Scope};
use crate::{
    clock::Date,
    domain::{event::EventFile, opportunity::Grade, store::StoreFile},
    ids::{FileId, InterestId, StaffId},
};

/// What was caught at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventLeads {
    /// The event.
    pub event: EventFile,
    /// Customers caught there, those in scope.
    pub leads: u32,
    /// Of those, with a phone.
    pub with_phone: u32,
    /// Of those, per grade that has any, in the order of grades.
    pub grades: Vec<(Grade, u32)>,
}

/// A person's share of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerShare {
    /// Whose; none for the pool.
    pub owner: Option<StaffId>,
    /// How many customers.
    pub count: u32,
    /// Sum of budgets in fen.
    pub amount_fen: i64,
}

/// A series and how many want it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The interest's id, which is the catalogue's where it comes from there.
    pub id: InterestId,
    /// Its name.
    pub name: String,
    /// How many opportunities name it.
    pub count: u32,
}

/// What an event is called; none where it is no event, or not here.
pub fn event_name(conn: &Connection, file: FileId) -> Result<Option<String>, MirrorError> {
    Ok(conn.prepare_cached("SELECT name FROM m_event WHERE file = ?1")?.query_row([file], |row| row.get(0)).optional()?)
}

/// All events with their leads in scope: those that run on `today` first, then the latest.
pub fn events(conn: &Connection, scope: Scope, today: Date) -> Result<Vec<EventLeads>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT json FROM m_event ORDER BY starts_on DESC, file DESC")?;
    let texts: Vec<String> = statement.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut tallies = tally(conn, scope, None)?;
    let mut all = texts
        .iter()
        .map(|text| {
            let event = read_event(text)?;
            Ok(tallies.remove(&event.id).unwrap_or_default().of(event))
        })
        .collect::<Result<Vec<_>, MirrorError>>()?;
    all.sort_by_key(|row| !row.event.runs_on(today));
    Ok(all)
}

/// One event with its leads in scope.
pub fn event_leads(conn: &Connection, scope: Scope, event: FileId) -> Result<Option<EventLeads>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT json FROM m_event WHERE file = ?1")?;
    let Some(text) = statement.query_row([event], |row| row.get::<_, String>(0)).optional()? else {
        return Ok(None);
    };
    let tally = tally(conn, scope, Some(event))?.remove(&event).unwrap_or_default();
    Ok(Some(tally.of(read_event(&text)?)))
}

/// The leads of one event per owner, the largest share first.
pub fn event_by_owner(conn: &Connection, scope: Scope, event: FileId) -> Result<Vec<OwnerShare>, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/event_by_owner.sql"))?;
    let shares: Vec<OwnerShare> = statement
        .query_map([event], |row| Ok(OwnerShare { owner: row.get(0)?, count: row.get(1)?, amount_fen: row.get(2)? }))?
        .collect::<Result<_, _>>()?;
    Ok(shares.into_iter().filter(|share| scope.admits(share.owner)).collect())
}

/// The series most wanted by the leads of these events, at most `limit`.
pub fn wanted_series(conn: &Connection, events: &[FileId], limit: usize) -> Result<Vec<Wanted>, MirrorError> {
    let mut wanted: BTreeMap<InterestId, Wanted> = BTreeMap::new();
    let mut statement = conn.prepare_cached(include_str!("sql/wanted_series.sql"))?;
    for event in events {
        let mut rows = statement.query([event])?;
        while let Some(row) = rows.next()? {
            let found = Wanted { id: row.get(0)?, name: row.get(1)?, count: row.get(2)? };
            let count = found.count;
            wanted.entry(found.id).or_insert(Wanted { count: 0, ..found }).count += count;
        }
    }
    let mut all: Vec<Wanted> = wanted.into_values().collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    all.truncate(limit);
    Ok(all)
}

/// The store file, if it is here; of several the oldest.
pub fn store(conn: &Connection) -> Result<Option<StoreFile>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT json FROM m_store ORDER BY file LIMIT 1")?;
    let text: Option<String> = statement.query_row((), |row| row.get(0)).optional()?;
    text.map(|text| serde_json::from_str(&text).map_err(|_| MirrorError::Unreadable { what: "store" })).transpose()
}

fn read_event(text: &str) -> Result<EventFile, MirrorError> {
    serde_json::from_str(text).map_err(|_| MirrorError::Unreadable { what: "event" })
}

#[derive(Debug, Default)]
struct Tally {
    leads: u32,
    with_phone: u32,
    grades: BTreeMap<Grade, u32>,
}

impl Tally {
    fn of(self, event: EventFile) -> EventLeads {
        EventLeads { event, leads: self.leads, with_phone: self.with_phone, grades: self.grades.into_iter().collect() }
    }
}

fn tally(conn: &Connection, scope: Scope, event: Option<FileId>) -> Result<BTreeMap<FileId, Tally>, MirrorError> {
    let mut tallies: BTreeMap<FileId, Tally> = BTreeMap::new();
    let mut statement = conn.prepare_cached(match event {
        None => include_str!("sql/leads.sql"),
        Some(_) => include_str!("sql/leads_of_event.sql"),
    })?;
    let mut rows = match event {
        None => statement.query(())?,
        Some(event) => statement.query([event])?,
    };
    while let Some(row) = rows.next()? {
        if !scope.admits(row.get("owner")?) {
            continue;
        }
        let count: u32 = row.get("count")?;
        let tally = tallies.entry(row.get("event")?).or_default();
        tally.leads += count;
        tally.with_phone += row.get::<_, u32>("with_phone")?;
        if let Some(grade) = row.get::<_, Option<String>>("grade")? {
            *tally.grades.entry(Grade::from(grade.as_str())).or_default() += count;
        }
    }
    Ok(tallies)
}
