//! What this device has made and no relay has acknowledged, in the order in which it was made.

use rusqlite::{Connection, Transaction};

use super::{VaultError, change::ChangeRow, columns::to_column};
use crate::{
    clock::Instant,
    ids::{ChangeHash, FileId},
    policy::FileKind,
};

/// A change to send, with everything an envelope needs beside store id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The change with its bytes.
    pub change: ChangeRow,
    /// Kind of its file.
    pub kind: FileKind,
    /// The customer file its file belongs to.
    pub about: Option<FileId>,
}

/// Queues a change that was just inserted.
pub fn push(tx: &Transaction<'_>, hash: ChangeHash, file: FileId, at: Instant) -> Result<(), VaultError> {
    tx.prepare_cached("INSERT INTO outbox (hash, file, state, at) VALUES (?1, ?2, 'waiting', ?3)")?.execute((hash, file, at))?;
    Ok(())
}

/// Up to `limit` waiting changes, oldest first, after the given one.
pub fn next(conn: &Connection, after: Option<ChangeHash>, limit: u32) -> Result<Vec<Outgoing>, VaultError> {
    let mut statement = conn.prepare_cached(include_str!("sql/outbox_next.sql"))?;
    let rows = statement
        .query_map((after, limit), |row| {
            Ok(Outgoing { change: ChangeRow::read(row)?, kind: row.get("kind")?, about: row.get("about")? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// The relay has the change under `number`. One that was not queued only gets its number.
pub fn acknowledge(tx: &Transaction<'_>, hash: ChangeHash, number: u64) -> Result<(), VaultError> {
    let number = to_column(number, "change number")?;
    tx.prepare_cached("UPDATE change SET number = ?2 WHERE hash = ?1")?.execute((hash, number))?;
    tx.prepare_cached("DELETE FROM outbox WHERE hash = ?1")?.execute([hash])?;
    Ok(())
}

/// The relay has the change where a manager looks at it, or refused it: nothing is left to send.
pub fn hand_over(tx: &Transaction<'_>, hash: ChangeHash) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM outbox WHERE hash = ?1")?.execute([hash])?;
    Ok(())
}

/// Whether the change waits.
pub fn is_waiting(conn: &Connection, hash: ChangeHash) -> Result<bool, VaultError> {
    Ok(conn.prepare_cached("SELECT 1 FROM outbox WHERE hash = ?1 AND state = 'waiting'")?.exists([hash])?)
}

/// How many changes wait, per kind that has any.
pub fn count_by_kind(conn: &Connection) -> Result<Vec<(FileKind, u32)>, VaultError> {
    let mut statement = conn.prepare_cached(include_str!("sql/outbox_count_by_kind.sql"))?;
    let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// How many changes wait in all.
pub fn count(conn: &Connection) -> Result<u32, VaultError> {
    Ok(conn.prepare_cached("SELECT count(*) FROM outbox WHERE state = 'waiting'")?.query_row((), |row| row.get(0))?)
}

/// How many changes of a file wait.
pub fn count_of_file(conn: &Connection, file: FileId) -> Result<u32, VaultError> {
    let mut statement = conn.prepare_cached("SELECT count(*) FROM outbox WHERE file = ?1 AND state = 'waiting'")?;
    Ok(statement.query_row([file], |row| row.get(0))?)
}

/// Puts every change that no relay is known to hold back into the queue: after a relay lost its log, what it does not
/// have is told by comparing; `missing` names those.
pub fn requeue(tx: &Transaction<'_>, missing: &[ChangeHash], at: Instant) -> Result<(), VaultError> {
    for hash in missing {
        tx.prepare_cached(include_str!("sql/outbox_requeue.sql"))?.execute((hash, at))?;
    }
    Ok(())
}
