//! Cards: what was said in own changes that do not count, kept for a person to read and put away.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, named_params};

use super::VaultError;
use crate::{
    clock::Instant,
    ids::{ChangeHash, FileId},
    policy::FileKind,
};

/// A card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRow {
    /// The change that it is about, and by which it is put away.
    pub hash: ChangeHash,
    /// Its file.
    pub file: FileId,
    /// Of what kind.
    pub kind: FileKind,
    /// Why it does not count, a word.
    pub code: String,
    /// When that was told.
    pub at: Instant,
    /// What it said, in the form the caller gave it.
    pub body: String,
}

impl CardRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            hash: row.get("hash")?,
            file: row.get("file")?,
            kind: row.get("kind")?,
            code: row.get("code")?,
            at: row.get("at")?,
            body: row.get("body")?,
        })
    }
}

/// Keeps a card; one about the same change is replaced.
pub fn put(tx: &Transaction<'_>, card: &CardRow) -> Result<(), VaultError> {
    tx.prepare_cached(include_str!("sql/card_put.sql"))?.execute(named_params! {
        ":hash": card.hash, ":file": card.file, ":kind": card.kind, ":code": card.code, ":at": card.at, ":body": card.body,
    })?;
    Ok(())
}

/// The cards, newest first, at most `limit`.
pub fn list(conn: &Connection, limit: u32) -> Result<Vec<CardRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT * FROM card ORDER BY at DESC, hash LIMIT ?1")?;
    let rows = statement.query_map([limit], CardRow::read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// One card.
pub fn get(conn: &Connection, hash: ChangeHash) -> Result<Option<CardRow>, VaultError> {
    Ok(conn.prepare_cached("SELECT * FROM card WHERE hash = ?1")?.query_row([hash], CardRow::read).optional()?)
}

/// How many there are.
pub fn count(conn: &Connection) -> Result<u32, VaultError> {
    Ok(conn.prepare_cached("SELECT count(*) FROM card")?.query_row((), |row| row.get(0))?)
}

/// Puts a card away. Answers whether it was there.
pub fn remove(tx: &Transaction<'_>, hash: ChangeHash) -> Result<bool, VaultError> {
    Ok(tx.prepare_cached("DELETE FROM card WHERE hash = ?1")?.execute([hash])? > 0)
}

/// Puts away all cards of a file.
pub fn remove_of_file(tx: &Transaction<'_>, file: FileId) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM card WHERE file = ?1")?.execute([file])?;
    Ok(())
}

/// Puts away all cards.
pub fn clear(tx: &Transaction<'_>) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM card")?.execute(())?;
    Ok(())
}
