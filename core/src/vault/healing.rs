//! What a device holds, told to a relay that came back from a backup.

use rusqlite::{Connection, Transaction, params};

use super::{VaultError, columns::to_column};
use crate::ids::{ChangeHash, DeviceId, FileId, LedgerHash};

/// A change of this device as its signature needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealedRow {
    /// Which.
    pub hash: ChangeHash,
    /// Its file.
    pub file: FileId,
    /// The ledger head it was made under.
    pub ledger_head: LedgerHash,
}

/// Up to `limit` files in id order after `after`: those that belong to a customer file, or the others.
pub fn files(conn: &Connection, belongs: bool, after: Option<FileId>, limit: u32) -> Result<Vec<FileId>, VaultError> {
    let after = after.map_or_else(Vec::new, |file| file.as_bytes().to_vec());
    let mut statement =
        conn.prepare_cached("SELECT file FROM file WHERE file > ?1 AND (about IS NOT NULL) = ?2 ORDER BY file LIMIT ?3")?;
    let rows = statement.query_map(params![after, belongs, limit], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// How many files there are.
pub fn count(conn: &Connection) -> Result<u64, VaultError> {
    let count: i64 = conn.prepare_cached("SELECT count(*) FROM file")?.query_row((), |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// The changes of a file that a relay once had: all but those set aside and those that still wait to be sent.
pub fn held(conn: &Connection, file: FileId) -> Result<Vec<ChangeHash>, VaultError> {
    let mut statement = conn.prepare_cached(include_str!("sql/healing_held.sql"))?;
    let rows = statement.query_map([file], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Numbers above `shared` were given by a life of the relay that is over.
pub fn forget_numbers(tx: &Transaction<'_>, shared: u64) -> Result<(), VaultError> {
    let shared = to_column(shared.min(i64::MAX.unsigned_abs()), "change number")?;
    tx.execute("UPDATE change SET number = NULL WHERE number > ?1", [shared])?;
    Ok(())
}

/// The changes that a device made itself.
pub fn made_by(conn: &Connection, device: DeviceId) -> Result<Vec<SealedRow>, VaultError> {
    let mut statement = conn.prepare("SELECT hash, file, ledger_head FROM change WHERE device = ?1 AND is_aside = 0")?;
    let row = |row: &rusqlite::Row<'_>| Ok(SealedRow { hash: row.get(0)?, file: row.get(1)?, ledger_head: row.get(2)? });
    let rows = statement.query_map([device], row)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Signs a change anew, under another ledger head.
pub fn seal_again(
    tx: &Transaction<'_>,
    hash: ChangeHash,
    ledger_head: LedgerHash,
    signature: &[u8; 64],
) -> Result<(), VaultError> {
    tx.prepare_cached("UPDATE change SET ledger_head = ?2, signature = ?3 WHERE hash = ?1")?.execute((
        hash,
        ledger_head,
        signature,
    ))?;
    Ok(())
}
