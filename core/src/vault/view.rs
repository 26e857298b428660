//! Views that the person at this device saved for themselves.

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::VaultError;
use crate::ids::ViewId;

/// Most views kept.
pub const LIMIT: u32 = 100;

/// Keeps a view, a new one after the others.
pub fn put(tx: &Transaction<'_>, id: ViewId, json: &str) -> Result<(), VaultError> {
    let others: u32 = tx.prepare_cached("SELECT count(*) FROM view WHERE id <> ?1")?.query_row([id], |row| row.get(0))?;
    if others >= LIMIT {
        return Err(VaultError::Full { what: "views", limit: LIMIT });
    }
    tx.prepare_cached(include_str!("sql/view_put.sql"))?.execute((id, json))?;
    Ok(())
}

/// One view.
pub fn get(conn: &Connection, id: ViewId) -> Result<Option<String>, VaultError> {
    Ok(conn.prepare_cached("SELECT json FROM view WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()?)
}

/// All of them, oldest first.
pub fn list(conn: &Connection) -> Result<Vec<String>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT json FROM view ORDER BY position, id")?;
    Ok(statement.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Takes a view out; none there is no error.
pub fn remove(tx: &Transaction<'_>, id: ViewId) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM view WHERE id = ?1")?.execute([id])?;
    Ok(())
}
