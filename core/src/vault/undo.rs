//! The ways back from commands of the last day.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, named_params};

use super::VaultError;
use crate::{
    clock::Instant,
    ids::{FileId, UndoId},
};

/// How long a command can be undone, in milliseconds.
pub const KEPT_MS: i64 = 24 * 3600 * 1000;

/// A way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoRow {
    /// Which.
    pub id: UndoId,
    /// The file the command changed.
    pub file: FileId,
    /// Name of the command.
    pub command: String,
    /// What to write back, in the form the caller gave it.
    pub bytes: Vec<u8>,
    /// When the command ran.
    pub at: Instant,
    /// Whether it was undone.
    pub is_undone: bool,
}

impl UndoRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            file: row.get("file")?,
            command: row.get("command")?,
            bytes: row.get("bytes")?,
            at: row.get("at")?,
            is_undone: row.get("is_undone")?,
        })
    }
}

/// Keeps a way back.
pub fn put(tx: &Transaction<'_>, undo: &UndoRow) -> Result<(), VaultError> {
    tx.prepare_cached(include_str!("sql/undo_put.sql"))?.execute(named_params! {
        ":id": undo.id, ":file": undo.file, ":command": undo.command, ":bytes": undo.bytes, ":at": undo.at,
        ":is_undone": undo.is_undone,
    })?;
    Ok(())
}

/// One way back.
pub fn get(conn: &Connection, id: UndoId) -> Result<Option<UndoRow>, VaultError> {
    Ok(conn.prepare_cached("SELECT * FROM undo WHERE id = ?1")?.query_row([id], UndoRow::read).optional()?)
}

/// Notes that it was used.
pub fn mark_undone(tx: &Transaction<'_>, id: UndoId) -> Result<(), VaultError> {
    tx.prepare_cached("UPDATE undo SET is_undone = 1 WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The commands since `since`, newest first, at most `limit`.
pub fn recent(conn: &Connection, since: Instant, limit: u32) -> Result<Vec<UndoRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT * FROM undo WHERE at >= ?1 ORDER BY at DESC, id DESC LIMIT ?2")?;
    let rows = statement.query_map((since, limit), UndoRow::read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Forgets those older than [`KEPT_MS`].
pub fn purge(tx: &Transaction<'_>, now: Instant) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM undo WHERE at < ?1")?.execute([now.plus_ms(-KEPT_MS)])?;
    Ok(())
}
