//! The files this device holds: id, kind, whom they are about, who opened them.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, named_params};

use super::VaultError;
use crate::{
    ids::{FileId, StaffId},
    policy::FileKind,
};

/// What is known of a file without opening its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRow {
    /// Which.
    pub file: FileId,
    /// Of what kind.
    pub kind: FileKind,
    /// The customer file that a private, care or vehicle file belongs to.
    pub about: Option<FileId>,
    /// The person whose device made the first change: the owner until the ledger assigns one.
    pub creator: StaffId,
}

impl FileRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { file: row.get("file")?, kind: row.get("kind")?, about: row.get("about")?, creator: row.get("creator")? })
    }
}

/// Adds a file; one that is known stays as it is.
pub fn add(tx: &Transaction<'_>, file: &FileRow) -> Result<(), VaultError> {
    tx.prepare_cached(include_str!("sql/file_add.sql"))?
        .execute(named_params! { ":file": file.file, ":kind": file.kind, ":about": file.about, ":creator": file.creator })?;
    Ok(())
}

/// The file, if it is here.
pub fn get(conn: &Connection, file: FileId) -> Result<Option<FileRow>, VaultError> {
    Ok(conn.prepare_cached("SELECT * FROM file WHERE file = ?1")?.query_row([file], FileRow::read).optional()?)
}

/// Up to `limit` files in id order, after `after` or from the first.
pub fn after(conn: &Connection, after: Option<FileId>, limit: u32) -> Result<Vec<FileRow>, VaultError> {
    let after = after.map_or_else(Vec::new, |file| file.as_bytes().to_vec());
    let mut statement = conn.prepare_cached("SELECT * FROM file WHERE file > ?1 ORDER BY file LIMIT ?2")?;
    let rows = statement.query_map((after, limit), FileRow::read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// The files that are about `customer`.
pub fn about(conn: &Connection, customer: FileId) -> Result<Vec<FileRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT * FROM file WHERE about = ?1 ORDER BY file")?;
    let rows = statement.query_map([customer], FileRow::read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Whether a customer has a car: a vehicle file in which something stands that was not set aside.
pub fn has_vehicle(conn: &Connection, customer: FileId) -> Result<bool, VaultError> {
    Ok(conn.prepare_cached(include_str!("sql/has_vehicle.sql"))?.exists([customer])?)
}

/// How many files there are of each kind that has any.
pub fn count_by_kind(conn: &Connection) -> Result<Vec<(FileKind, u32)>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT kind, count(*) FROM file GROUP BY kind ORDER BY kind")?;
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Takes a file with all its changes off this device. Answers `false` and leaves it where it is while one of its own
/// changes still waits for the relay: a purge must not lose work.
pub fn purge(tx: &Transaction<'_>, file: FileId) -> Result<bool, VaultError> {
    let is_waiting = tx.prepare_cached("SELECT 1 FROM outbox WHERE file = ?1 AND state = 'waiting' LIMIT 1")?.exists([file])?;
    if is_waiting {
        return Ok(false);
    }
    for sql in [
        "DELETE FROM outbox WHERE file = ?1",
        "DELETE FROM waiting WHERE file = ?1",
        "DELETE FROM undo_part WHERE file = ?1",
        "DELETE FROM undo WHERE file = ?1 AND NOT EXISTS (SELECT 1 FROM undo_part WHERE undo = undo.id)",
        "DELETE FROM sieve_due WHERE file = ?1",
        "DELETE FROM actor WHERE file = ?1",
        "DELETE FROM snapshot WHERE file = ?1",
        "DELETE FROM change WHERE file = ?1",
        "DELETE FROM file WHERE file = ?1",
    ] {
        tx.prepare_cached(sql)?.execute([file])?;
    }
    Ok(true)
}
