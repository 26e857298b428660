//! The change log of each file as this device knows it.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, named_params};

use super::{VaultError, columns::to_column};
use crate::ids::{ChangeHash, DeviceId, FileId, LedgerHash};

/// One change with what its envelope needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its own hash.
    pub hash: ChangeHash,
    /// The file it belongs to.
    pub file: FileId,
    /// The actor that made it, 16 bytes for our own.
    pub actor: Vec<u8>,
    /// Its place among the actor's changes of this file, from 1.
    pub seq: u64,
    /// Its place in the store's log, once a relay has told it.
    pub number: Option<u64>,
    /// The device that signed it.
    pub device: DeviceId,
    /// The ledger head it was made under.
    pub ledger_head: LedgerHash,
    /// Ed25519 signature of the envelope.
    pub signature: [u8; 64],
    /// The change itself; none where a snapshot holds it.
    pub bytes: Option<Vec<u8>>,
}

impl ChangeRow {
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            hash: row.get("hash")?,
            file: row.get("file")?,
            actor: row.get("actor")?,
            seq: row.get::<_, i64>("seq")?.unsigned_abs(),
            number: row.get::<_, Option<i64>>("number")?.map(i64::unsigned_abs),
            device: row.get("device")?,
            ledger_head: row.get("ledger_head")?,
            signature: row.get("signature")?,
            bytes: row.get("bytes")?,
        })
    }
}

/// What became of an insert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inserted {
    /// It was not known.
    New,
    /// It was here already; a number it lacked was filled in.
    Known,
}

/// Adds a change to its file, which must be there; one that was set aside counts again. A second change with the same actor and sequence number is an error.
pub fn insert(tx: &Transaction<'_>, change: &ChangeRow) -> Result<Inserted, VaultError> {
    let number = change.number.map(|number| to_column(number, "change number")).transpose()?;
    let seq = to_column(change.seq, "sequence number")?;
    if contains(tx, change.hash)? {
        tx.prepare_cached("UPDATE change SET number = coalesce(?2, number), is_aside = 0 WHERE hash = ?1")?
            .execute((change.hash, number))?;
        return Ok(Inserted::Known);
    }
    let written = tx.prepare_cached(include_str!("sql/change_insert.sql"))?.execute(named_params! {
        ":file": change.file, ":actor": change.actor, ":seq": seq, ":hash": change.hash, ":number": number,
        ":device": change.device, ":ledger_head": change.ledger_head, ":signature": change.signature, ":bytes": change.bytes,
    })?;
    if written == 0 { Err(VaultError::DuplicateActorSeq) } else { Ok(Inserted::New) }
}

/// The relay's number of a change that is here.
pub fn set_number(tx: &Transaction<'_>, hash: ChangeHash, number: u64) -> Result<(), VaultError> {
    let number = to_column(number, "change number")?;
    tx.prepare_cached("UPDATE change SET number = ?2 WHERE hash = ?1 AND number IS NOT ?2")?.execute((hash, number))?;
    Ok(())
}

/// Whether the change is here, in bytes or in a snapshot.
pub fn contains(conn: &Connection, hash: ChangeHash) -> Result<bool, VaultError> {
    Ok(conn.prepare_cached("SELECT 1 FROM change WHERE hash = ?1")?.exists([hash])?)
}

/// Whether the change is here and part of its document.
pub fn counts(conn: &Connection, hash: ChangeHash) -> Result<bool, VaultError> {
    Ok(conn.prepare_cached("SELECT 1 FROM change WHERE hash = ?1 AND is_aside = 0")?.exists([hash])?)
}

/// One change.
pub fn get(conn: &Connection, hash: ChangeHash) -> Result<Option<ChangeRow>, VaultError> {
    Ok(conn.prepare_cached("SELECT * FROM change WHERE hash = ?1")?.query_row([hash], ChangeRow::read).optional()?)
}

/// Every change of a file in order of arrival, those in the snapshot without bytes, those set aside left out.
pub fn of_file(conn: &Connection, file: FileId) -> Result<Vec<ChangeRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT * FROM change WHERE file = ?1 AND is_aside = 0 ORDER BY position")?;
    let rows = statement.query_map([file], ChangeRow::read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// The bytes of the changes that are to be applied on top of the snapshot, in order of arrival.
pub fn unpacked(conn: &Connection, file: FileId) -> Result<Vec<Vec<u8>>, VaultError> {
    let mut statement = conn.prepare_cached(include_str!("sql/change_unpacked.sql"))?;
    let rows = statement.query_map([file], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Notes that the file had gone to somebody else when the change came.
pub fn mark_around(tx: &Transaction<'_>, hash: ChangeHash) -> Result<(), VaultError> {
    tx.prepare_cached("UPDATE change SET is_around = 1 WHERE hash = ?1")?.execute([hash])?;
    Ok(())
}

/// The changes of a file that were made around a hand-over, in order of arrival.
pub fn around(conn: &Connection, file: FileId) -> Result<Vec<ChangeRow>, VaultError> {
    let sql = "SELECT * FROM change WHERE file = ?1 AND is_around = 1 AND is_aside = 0 ORDER BY position";
    let rows = conn.prepare_cached(sql)?.query_map([file], ChangeRow::read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Takes a refused change out of its file's document. It is kept, so that a person can adopt what it said.
pub fn set_aside(tx: &Transaction<'_>, hash: ChangeHash) -> Result<(), VaultError> {
    let set = tx.prepare_cached("UPDATE change SET is_aside = 1 WHERE hash = ?1 AND bytes IS NOT NULL")?.execute([hash])?;
    if set == 0 { Err(VaultError::NotFound { what: "change with bytes" }) } else { Ok(()) }
}

/// The changes of a file that were set aside, in order of arrival.
pub fn aside(conn: &Connection, file: FileId) -> Result<Vec<ChangeRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT * FROM change WHERE file = ?1 AND is_aside = 1 ORDER BY position")?;
    let rows = statement.query_map([file], ChangeRow::read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}
