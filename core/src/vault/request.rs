//! Answers already given, by request id: a command repeated after a lost reply is answered again, not run again.

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::VaultError;
use crate::{clock::Instant, ids::DraftId};

/// How long an answer is kept, in milliseconds: a week, longer than any retry.
pub const KEPT_MS: i64 = 7 * 24 * 3600 * 1000;

/// The answer given to this request, as JSON.
pub fn answer(conn: &Connection, id: DraftId) -> Result<Option<String>, VaultError> {
    Ok(conn.prepare_cached("SELECT answer FROM request WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()?)
}

/// Keeps the answer of a request and forgets those older than [`KEPT_MS`].
pub fn put(tx: &Transaction<'_>, id: DraftId, answer: &str, at: Instant) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM request WHERE at < ?1")?.execute([at.plus_ms(-KEPT_MS)])?;
    tx.prepare_cached("INSERT INTO request (id, answer, at) VALUES (?1, ?2, ?3)")?.execute((id, answer, at))?;
    Ok(())
}
