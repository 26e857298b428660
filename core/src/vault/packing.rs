//! Snapshots: many changes of a file as one block of bytes. The rows of the changes stay, because signature, device and
//! ledger head of each are still needed; only their bytes go.

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::VaultError;
use crate::ids::FileId;

/// A file's packed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The document as it was saved.
    pub bytes: Vec<u8>,
    /// How many changes are in it.
    pub covers: u32,
}

/// The snapshot of a file; the changes that are still in bytes come on top of it.
pub fn snapshot(conn: &Connection, file: FileId) -> Result<Option<Snapshot>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT bytes, covers FROM snapshot WHERE file = ?1")?;
    Ok(statement.query_row([file], |row| Ok(Snapshot { bytes: row.get(0)?, covers: row.get(1)? })).optional()?)
}

/// Keeps `document`, which must hold every change of the file that is not set aside, instead of their bytes. Answers
/// `false` and keeps all as it was while a change still waits for the relay: it must be sent as it was signed.
pub fn pack(tx: &Transaction<'_>, file: FileId, document: &[u8]) -> Result<bool, VaultError> {
    let is_waiting = tx.prepare_cached("SELECT 1 FROM outbox WHERE file = ?1 AND state = 'waiting' LIMIT 1")?.exists([file])?;
    if is_waiting {
        return Ok(false);
    }
    tx.prepare_cached("UPDATE change SET bytes = NULL WHERE file = ?1 AND is_aside = 0 AND bytes IS NOT NULL")?
        .execute([file])?;
    tx.prepare_cached(include_str!("sql/snapshot_put.sql"))?.execute((file, document))?;
    Ok(true)
}

/// How many bytes of changes lie on top of the snapshot: when they outgrow it, packing pays.
pub fn unpacked_bytes(conn: &Connection, file: FileId) -> Result<u32, VaultError> {
    let mut statement =
        conn.prepare_cached("SELECT coalesce(sum(length(bytes)), 0) FROM change WHERE file = ?1 AND is_aside = 0")?;
    Ok(statement.query_row([file], |row| row.get(0))?)
}
