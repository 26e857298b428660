//! How the files are spread over people.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{MirrorError, Scope};
use crate::ids::StaffId;

/// How many customers each person looks after, of those in scope; none is the pool.
pub fn count_by_owner(conn: &Connection, scope: Scope) -> Result<BTreeMap<Option<StaffId>, u32>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT owner, count(*) FROM m_customer GROUP BY owner")?;
    let rows = statement.query_map((), |row| Ok((row.get::<_, Option<StaffId>>(0)?, row.get(1)?)))?;
    let mut counts = BTreeMap::new();
    for row in rows {
        let (owner, count) = row?;
        if scope.admits(owner) {
            counts.insert(owner, count);
        }
    }
    Ok(counts)
}
