//! The mirror: tables derived from the documents, for lists, boards, counts and search.
//!
//! Invariant: the mirror is a function of the files put into it and their owners. Rebuilt from the same files it has the
//! same [`digest()`], in whatever order and however often they were put. It may be dropped at any time and holds nothing
//! that is not in the vault. It never opens a document and knows no network.

mod bookings;
mod clashes;
mod competitors;
mod customer;
mod digest;
mod duplicates;
mod error;
mod events;
mod facts;
mod follow_ups;
mod history;
mod list;
mod losses;
mod orders;
mod owners;
mod pairs;
mod phone;
mod pipeline;
mod profile;
mod rates;
mod reception;
mod row_set;
mod search;
mod segments;
mod select;
mod tags;
mod today;
mod vehicles;
mod write;

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use crate::ids::FileId;

pub use bookings::{Driver, booking, bookings_on, bookings_since, customer_of_test_drive, last_km, put_bookings};
pub use clashes::{ClashRow, clash_count, clashes};
pub use competitors::{Competitors, competitors};
pub use customer::{Customer, customer, customers};
pub use digest::digest;
pub use duplicates::{Pair, duplicate_count, duplicates, same_phone};
pub use error::MirrorError;
pub use events::{EventLeads, OwnerShare, Wanted, event_by_owner, event_leads, event_name, events, store, wanted_series};
pub use follow_ups::{
    Deed, Done, Finished, Hot, ReviewFilter, Reviewed, customer_of_row, deeds, due_between, finished, hot, unread_by_person,
    untouched,
};
pub use list::{List, Page, Sort, list};
pub use losses::{LossCount, LossFilter, LossStanding, Said, loss_counts, losses, past};
pub use orders::{ClaimRow, OrderFilter, OrderList, OrderRow, claims_on, clashing_claims, highest_number, orders};
pub use owners::count_by_owner;
pub use pairs::{Suspected, Suspects, suspects};
pub use phone::{KnownNumber, Number, check_phone};
pub use pipeline::{Board, Card, Column, Columns, Share, customer_of_opportunity, pipeline};
pub use profile::{Referrals, referrals, referred_by, referrer_of};
pub use rates::{CountedRow, CountedThing, RateFilter, Whose, count, counted_rows};
pub use reception::{
    Asked, Deal, Drive, Footfall, LineNeed, LineRow, Visits, days_naming, deals, drives, follow_ups_done, footfall, line, lines,
    lines_of_day, put_reception, reception_day, to_receive, visits_of,
};
pub use search::spell;
pub use segments::{Counted, Segment, segments};
pub use select::{Filter, Need, Scope};
pub use tags::{TagCount, tags};
pub use today::{Due, Today, today};
pub use vehicles::{
    CarWordRow, UnsaidCar, Vehicle, VehicleList, cars_unsaid, highest_word, put_car_words, put_vehicle, vehicles, vehicles_due,
    vehicles_of, words_on,
};
pub use write::{forget_words, put_customer, put_event, put_private, put_store, remove, set_owner, set_question};

#[cfg(test)]
mod tests;

/// Changes whenever a table, a derivation or a search word does; the mirror is then dropped and rebuilt.
pub const VERSION: i64 = 8;

/// Whether the mirror holds what the files say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prepared {
    /// It is of this version; nothing was done.
    Ready,
    /// It was made anew and is empty: every file has to be put in the same transaction, or later before it is read.
    Empty,
}

/// Makes sure that the mirror's tables are of this version.
pub fn prepare(tx: &Transaction<'_>) -> Result<Prepared, MirrorError> {
    if found_version(tx)? == Some(VERSION) {
        return Ok(Prepared::Ready);
    }
    reset(tx)?;
    Ok(Prepared::Empty)
}

/// Drops the mirror and makes it anew, empty: for a rebuild when a page of it is damaged or it is not trusted.
pub fn reset(tx: &Transaction<'_>) -> Result<(), MirrorError> {
    tx.execute_batch(include_str!("sql/drop.sql"))?;
    tx.execute_batch(include_str!("sql/schema.sql"))?;
    tx.execute("INSERT INTO m_version (version) VALUES (?1)", [VERSION])?;
    Ok(())
}

/// Forgets the mirror without reading any page of it, and makes it anew, empty: for when a page of it is damaged, which
/// would stop an ordinary drop. Its pages stay in the file unused until the next `VACUUM`.
pub fn discard(tx: &Transaction<'_>) -> Result<(), MirrorError> {
    tx.execute_batch(include_str!("sql/discard.sql"))?;
    tx.execute_batch(include_str!("sql/schema.sql"))?;
    tx.execute("INSERT INTO m_version (version) VALUES (?1)", [VERSION])?;
    Ok(())
}

fn found_version(conn: &Connection) -> Result<Option<i64>, MirrorError> {
    let has_table = conn.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'm_version'")?.exists(())?;
    if !has_table {
        return Ok(None);
    }
    Ok(conn.query_row("SELECT version FROM m_version", (), |row| row.get(0)).optional()?)
}

/// The joined customers of whom a manager is asked whether they stay so although there is an order, up to `limit`.
pub fn questions(conn: &Connection, limit: u32) -> Result<Vec<FileId>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT file FROM m_question ORDER BY file LIMIT ?1")?;
    Ok(statement.query_map([limit], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// How many rows of each kind the mirror holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Customer files.
    pub customers: u32,
    /// Opportunities in them.
    pub opportunities: u32,
    /// Events.
    pub events: u32,
}

/// Counts what there is.
pub fn counts(conn: &Connection) -> Result<Counts, MirrorError> {
    Ok(conn
        .prepare_cached(include_str!("sql/counts.sql"))?
        .query_row((), |row| Ok(Counts { customers: row.get(0)?, opportunities: row.get(1)?, events: row.get(2)? }))?)
}
