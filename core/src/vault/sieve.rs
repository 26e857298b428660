//! Customer files whose phones the relay's sieve is to be told, and what of others this device turned away.

use rusqlite::{Connection, Transaction};

use super::VaultError;
use crate::{
    clock::Instant,
    ids::{DeviceId, FileId},
};

/// A file to be told, and its place in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// Its place.
    pub position: i64,
    /// Which.
    pub file: FileId,
}

/// Puts a file at the end of the queue, also if it stands there already.
pub fn note(tx: &Transaction<'_>, file: FileId) -> Result<(), VaultError> {
    tx.prepare_cached("INSERT OR REPLACE INTO sieve_due (file) VALUES (?1)")?.execute([file])?;
    Ok(())
}

/// Puts every customer file into the queue.
pub fn note_all(tx: &Transaction<'_>) -> Result<(), VaultError> {
    tx.execute("INSERT OR REPLACE INTO sieve_due (file) SELECT file FROM file WHERE kind = 'customer'", ())?;
    Ok(())
}

/// The first of the queue whose changes were all acknowledged: before, the relay may not know the file.
pub fn due(conn: &Connection, limit: u32) -> Result<Vec<Due>, VaultError> {
    let mut statement = conn.prepare_cached(include_str!("sql/sieve_due.sql"))?;
    let rows = statement.query_map([limit], |row| Ok(Due { position: row.get(0)?, file: row.get(1)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes places out of the queue.
pub fn settle(tx: &Transaction<'_>, positions: &[i64]) -> Result<(), VaultError> {
    for position in positions {
        tx.prepare_cached("DELETE FROM sieve_due WHERE position = ?1")?.execute([position])?;
    }
    Ok(())
}

/// How often this device turned something of another away for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnedAway {
    /// Who made it.
    pub device: DeviceId,
    /// Why.
    pub code: String,
    /// How often.
    pub count: u32,
    /// When last.
    pub last_at: Instant,
}

/// Counts some more.
pub fn turn_away(tx: &Transaction<'_>, device: DeviceId, code: &str, count: u32, at: Instant) -> Result<(), VaultError> {
    tx.prepare_cached(include_str!("sql/turn_away.sql"))?.execute((device, code, count, at))?;
    Ok(())
}

/// What was turned away, the last first, at most `limit`.
pub fn turned_away(conn: &Connection, limit: u32) -> Result<Vec<TurnedAway>, VaultError> {
    let mut statement =
        conn.prepare_cached("SELECT device, code, count, last_at FROM turned_away ORDER BY last_at DESC LIMIT ?1")?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(TurnedAway { device: row.get(0)?, code: row.get(1)?, count: row.get(2)?, last_at: row.get(3)? })
    };
    let rows = statement.query_map([limit], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
