//! Envelopes whose change builds on one that is not here yet. They are not acknowledged and bounded in number.

use rusqlite::{Connection, Transaction};

use super::{VaultError, columns::to_column};
use crate::ids::{ChangeHash, FileId};

/// How many envelopes wait at most.
pub const LIMIT: u32 = 10_000;

/// A waiting envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Hash of its change.
    pub hash: ChangeHash,
    /// Place in the store's log.
    pub number: Option<u64>,
    /// The envelope as it came.
    pub envelope: Vec<u8>,
}

/// Keeps an envelope; one that waits already stays as it is.
pub fn put(tx: &Transaction<'_>, file: FileId, waiting: &Waiting) -> Result<(), VaultError> {
    if count(tx)? >= LIMIT {
        return Err(VaultError::Full { what: "waiting changes", limit: LIMIT });
    }
    let number = waiting.number.map(|number| to_column(number, "change number")).transpose()?;
    tx.prepare_cached("INSERT INTO waiting (hash, file, number, envelope) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING")?
        .execute((waiting.hash, file, number, &waiting.envelope))?;
    Ok(())
}

/// The envelopes that wait for this file, to be tried again after one of its changes came.
pub fn of_file(conn: &Connection, file: FileId) -> Result<Vec<Waiting>, VaultError> {
    let mut statement =
        conn.prepare_cached("SELECT hash, number, envelope FROM waiting WHERE file = ?1 ORDER BY number, hash")?;
    let rows = statement
        .query_map([file], |row| {
            let number = row.get::<_, Option<i64>>(1)?.map(i64::unsigned_abs);
            Ok(Waiting { hash: row.get(0)?, number, envelope: row.get(2)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Takes an envelope out.
pub fn remove(tx: &Transaction<'_>, hash: ChangeHash) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM waiting WHERE hash = ?1")?.execute([hash])?;
    Ok(())
}

/// How many wait.
pub fn count(conn: &Connection) -> Result<u32, VaultError> {
    Ok(conn.prepare_cached("SELECT count(*) FROM waiting")?.query_row((), |row| row.get(0))?)
}
