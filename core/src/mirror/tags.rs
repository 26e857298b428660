//! Free tags and who has them.

use rusqlite::Connection;

use super::{MirrorError, row_set::RowSet};

/// A tag and how many customers on this device have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagCount {
    /// Its word.
    pub tag: String,
    /// How many.
    pub count: u32,
}

/// The tags in use, the most used first, at most `limit`.
pub fn tags(conn: &Connection, limit: u32) -> Result<Vec<TagCount>, MirrorError> {
    let sql = "SELECT tag, count(*) AS files FROM m_tag GROUP BY tag ORDER BY files DESC, tag LIMIT ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let read = |row: &rusqlite::Row<'_>| Ok(TagCount { tag: row.get(0)?, count: row.get(1)? });
    Ok(statement.query_map([limit], read)?.collect::<Result<_, _>>()?)
}

/// The customers that have any of these.
pub(super) fn rows_with(conn: &Connection, tags: &[String]) -> Result<RowSet, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT row FROM m_tag WHERE tag = ?1")?;
    let mut set = RowSet::default();
    for tag in tags {
        let mut rows = statement.query([tag])?;
        while let Some(row) = rows.next()? {
            set.insert(row.get(0)?);
        }
    }
    Ok(set)
}
