//! Half-filled forms, kept as they are typed. They live on this device only.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, named_params};

use super::VaultError;
use crate::{clock::Instant, ids::DraftId};

/// How many bytes of JSON one draft may have.
pub const LIMIT_BYTES: usize = 64 * 1024;
/// How many drafts are kept.
pub const LIMIT: u32 = 1_000;

/// A kept draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Which.
    pub id: DraftId,
    /// Which form.
    pub form: String,
    /// The values as JSON.
    pub json: String,
    /// When it was last typed in.
    pub updated_at: Instant,
}

impl DraftRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { id: row.get("id")?, form: row.get("form")?, json: row.get("json")?, updated_at: row.get("updated_at")? })
    }
}

/// Keeps a draft, in place of an earlier state of the same.
pub fn save(tx: &Transaction<'_>, draft: &DraftRow) -> Result<(), VaultError> {
    if draft.json.len() > LIMIT_BYTES {
        return Err(VaultError::TooLarge { what: "draft", limit: LIMIT_BYTES });
    }
    let others: u32 = tx.prepare_cached("SELECT count(*) FROM draft WHERE id <> ?1")?.query_row([draft.id], |row| row.get(0))?;
    if others >= LIMIT {
        return Err(VaultError::Full { what: "drafts", limit: LIMIT });
    }
    tx.prepare_cached(include_str!("sql/draft_save.sql"))?.execute(named_params! {
        ":id": draft.id, ":form": draft.form, ":json": draft.json, ":updated_at": draft.updated_at,
    })?;
    Ok(())
}

/// Removes what its person typed and did and nobody else has: drafts, ways back, views, answers kept for a repeated request.
pub fn clear(tx: &Transaction<'_>) -> Result<(), VaultError> {
    for sql in ["DELETE FROM draft", "DELETE FROM undo", "DELETE FROM view", "DELETE FROM request"] {
        tx.execute(sql, ())?;
    }
    Ok(())
}

/// All drafts, the one typed in last first.
pub fn list(conn: &Connection) -> Result<Vec<DraftRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT * FROM draft ORDER BY updated_at DESC, id DESC")?;
    let rows = statement.query_map((), DraftRow::read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// One draft.
pub fn get(conn: &Connection, id: DraftId) -> Result<Option<DraftRow>, VaultError> {
    Ok(conn.prepare_cached("SELECT * FROM draft WHERE id = ?1")?.query_row([id], DraftRow::read).optional()?)
}

/// Drops a draft; none there is no error.
pub fn remove(tx: &Transaction<'_>, id: DraftId) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM draft WHERE id = ?1")?.execute([id])?;
    Ok(())
}
