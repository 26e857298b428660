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
    /// What is no file's: what it said and what it was, in the form the caller gave it.
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

/// What a command wrote into one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoPart {
    /// The file.
    pub file: FileId,
    /// What to write back, in the form the caller gave it.
    pub bytes: Vec<u8>,
}

/// Keeps a way back, with what it wrote into files.
pub fn put(tx: &Transaction<'_>, undo: &UndoRow, parts: &[UndoPart]) -> Result<(), VaultError> {
    tx.prepare_cached(include_str!("sql/undo_put.sql"))?.execute(named_params! {
        ":id": undo.id, ":file": undo.file, ":command": undo.command, ":bytes": undo.bytes, ":at": undo.at,
        ":is_undone": undo.is_undone,
    })?;
    let mut statement = tx.prepare_cached("INSERT INTO undo_part (undo, position, file, bytes) VALUES (?1, ?2, ?3, ?4)")?;
    for (position, part) in (0_i64..).zip(parts) {
        statement.execute((undo.id, position, part.file, &part.bytes))?;
    }
    Ok(())
}

/// What a command wrote into files that are still on this device, the first `limit` of them.
pub fn parts(conn: &Connection, id: UndoId, limit: u32) -> Result<Vec<UndoPart>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT file, bytes FROM undo_part WHERE undo = ?1 ORDER BY position LIMIT ?2")?;
    let read = |row: &Row<'_>| Ok(UndoPart { file: row.get(0)?, bytes: row.get(1)? });
    let parts = statement.query_map((id, limit), read)?.collect::<Result<_, _>>()?;
    Ok(parts)
}

/// Into how many files that are still on this device a command wrote.
pub fn part_count(conn: &Connection, id: UndoId) -> Result<u32, VaultError> {
    let mut statement = conn.prepare_cached("SELECT count(DISTINCT file) FROM undo_part WHERE undo = ?1")?;
    Ok(statement.query_row([id], |row| row.get(0))?)
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
    let mut statement = conn.prepare_cached("SELECT * FROM undo WHERE at >= ?1 ORDER BY at DESC, rowid DESC LIMIT ?2")?;
    let rows = statement.query_map((since, limit), UndoRow::read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Forgets those older than [`KEPT_MS`].
pub fn purge(tx: &Transaction<'_>, now: Instant) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM undo WHERE at < ?1")?.execute([now.plus_ms(-KEPT_MS)])?;
    Ok(())
}
