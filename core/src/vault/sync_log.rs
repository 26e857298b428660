//! The last lines of the sync log: codes and counts, never customer data.

use rusqlite::{Connection, Transaction};

use super::VaultError;
use crate::clock::Instant;

/// How many lines are kept.
pub const LIMIT: u32 = 200;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// When.
    pub at: Instant,
    /// What happened, a code.
    pub what: String,
    /// How many it was about.
    pub count: u32,
}

/// Adds a line and forgets the oldest beyond [`LIMIT`].
pub fn push(tx: &Transaction<'_>, line: &LogRow) -> Result<(), VaultError> {
    tx.prepare_cached("INSERT INTO sync_log (at, what, count) VALUES (?1, ?2, ?3)")?
        .execute((line.at, &line.what, line.count))?;
    tx.prepare_cached("DELETE FROM sync_log WHERE position <= (SELECT max(position) FROM sync_log) - ?1")?.execute([LIMIT])?;
    Ok(())
}

/// The lines, newest first.
pub fn list(conn: &Connection) -> Result<Vec<LogRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT at, what, count FROM sync_log ORDER BY position DESC")?;
    let rows = statement
        .query_map((), |row| Ok(LogRow { at: row.get(0)?, what: row.get(1)?, count: row.get(2)? }))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}
