//! Values that two devices wrote apart and nobody has settled.

use rusqlite::Connection;

use super::MirrorError;
use crate::{ids::FileId, policy::FileKind};

/// A file with clashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClashRow {
    /// Which.
    pub file: FileId,
    /// Of what kind.
    pub kind: FileKind,
    /// How many of its fields.
    pub fields: u32,
}

/// Up to `limit` files with clashes, in id order.
pub fn clashes(conn: &Connection, limit: u32) -> Result<Vec<ClashRow>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT file, kind, count(*) FROM m_clash GROUP BY file ORDER BY file LIMIT ?1")?;
    let rows = statement
        .query_map([limit], |row| Ok(ClashRow { file: row.get(0)?, kind: row.get(1)?, fields: row.get(2)? }))?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// How many files have a clash.
pub fn clash_count(conn: &Connection) -> Result<u32, MirrorError> {
    Ok(conn.prepare_cached("SELECT count(DISTINCT file) FROM m_clash")?.query_row((), |row| row.get(0))?)
}
