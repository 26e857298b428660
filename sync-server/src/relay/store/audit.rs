//! Rows of the audit log.

use forecourt_core::{
    ids::{AuditHash, AuditId},
    sync::audit::{AuditHead, AuditRow, NO_AUDIT},
};
use rusqlite::{OptionalExtension as _, params};

use super::{Store, StoreError, from_sql, to_sql};

impl Store {
    /// Where the log ends.
    pub fn audit_head(&self) -> Result<AuditHead, StoreError> {
        let mut query = self.db.prepare("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?;
        let last =
            query.query_row([], |row| Ok(AuditHead { len: from_sql(row.get(0)?) + 1, hash: AuditHash::from_bytes(row.get(1)?) }));
        Ok(last.optional()?.unwrap_or(AuditHead { len: 0, hash: NO_AUDIT }))
    }

    /// Whether a record is in the log.
    pub fn has_audit(&self, id: AuditId) -> Result<bool, StoreError> {
        Ok(self.db.prepare_cached("SELECT 1 FROM audit WHERE id = ?1")?.exists([id.as_bytes()])?)
    }

    /// Appends a row.
    pub fn add_audit(&mut self, id: AuditId, row: &AuditRow) -> Result<(), StoreError> {
        self.write()?
            .prepare_cached("INSERT INTO audit (seq, id, prev, hash, entry) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![to_sql(row.seq), id.as_bytes(), row.prev.as_bytes(), row.hash().as_bytes(), row.entry])?;
        Ok(())
    }

    /// At most `limit` rows from `seq` on.
    pub fn audit_from(&self, seq: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT seq, prev, entry FROM audit WHERE seq >= ?1 ORDER BY seq LIMIT ?2")?;
        let rows = query.query_map(params![to_sql(seq), limit], |row| {
            Ok(AuditRow { seq: from_sql(row.get(0)?), prev: AuditHash::from_bytes(row.get(1)?), entry: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
