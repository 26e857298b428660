//! The review box as rows.

use forecourt_core::{
    clock::Instant,
    ids::{ChangeHash, DeviceId, FileId},
    sync::{Envelope, Refusal, wire},
};
use rusqlite::{OptionalExtension as _, Row, named_params, params};

use super::{Store, StoreError, to_sql};

const ENVELOPE_LIMIT: usize = 256 * 1024;

/// A change that waits for a manager.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateRow {
    /// Its hash.
    pub hash: ChangeHash,
    /// Why it does not count.
    pub reason: Refusal,
    /// When it came.
    pub received_at: Instant,
    /// The change.
    pub envelope: Envelope,
}

impl Store {
    /// Puts a change into the box; one that lies there stays as it is.
    pub fn put_late(&mut self, row: &LateRow) -> Result<(), StoreError> {
        let envelope = wire::encode(&row.envelope).map_err(|_| StoreError::Damaged { what: "late change" })?;
        self.write()?.prepare_cached(include_str!("../sql/put_late.sql"))?.execute(named_params! {
            ":hash": row.hash.as_bytes(),
            ":file": row.envelope.file.as_bytes(),
            ":device": row.envelope.device.as_bytes(),
            ":reason": row.reason.word(),
            ":received_at": row.received_at.unix_ms(),
            ":envelope": envelope,
        })?;
        Ok(())
    }

    /// Why a change lies in the box; none if it does not.
    pub fn late_reason(&self, hash: ChangeHash) -> Result<Option<Refusal>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT reason FROM late WHERE hash = ?1")?;
        let word: Option<String> = query.query_row([hash.as_bytes()], |row| row.get(0)).optional()?;
        Ok(word.map(|word| Refusal::from_word(&word)))
    }

    /// The file of a change in the box.
    pub fn late_file(&self, hash: ChangeHash) -> Result<Option<FileId>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT file FROM late WHERE hash = ?1")?;
        Ok(query.query_row([hash.as_bytes()], |row| row.get(0).map(FileId::from_bytes)).optional()?)
    }

    /// How many changes of a device lie in the box.
    pub fn count_late(&self, device: DeviceId) -> Result<u32, StoreError> {
        let mut query = self.db.prepare_cached("SELECT count(*) FROM late WHERE device = ?1")?;
        Ok(query.query_row([device.as_bytes()], |row| row.get(0))?)
    }

    /// At most `limit` changes in the order of their hashes, after `after`.
    pub fn late_after(&self, after: Option<ChangeHash>, limit: usize) -> Result<Vec<LateRow>, StoreError> {
        let after = after.map_or_else(Vec::new, |hash| hash.as_bytes().to_vec());
        let sql = "SELECT hash, reason, received_at, envelope FROM late WHERE hash > ?1 ORDER BY hash LIMIT ?2";
        let mut query = self.db.prepare_cached(sql)?;
        let rows = query.query_map(params![after, to_sql(limit as u64)], late)?.collect::<Result<Vec<_>, _>>()?;
        rows.into_iter().collect()
    }

    /// The hashes of all changes of one file, in their order.
    pub fn late_of(&self, file: FileId) -> Result<Vec<ChangeHash>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT hash FROM late WHERE file = ?1 ORDER BY hash")?;
        let rows = query.query_map([file.as_bytes()], |row| row.get(0).map(ChangeHash::from_bytes))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One change; none if it does not lie in the box.
    pub fn late(&self, hash: ChangeHash) -> Result<Option<LateRow>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT hash, reason, received_at, envelope FROM late WHERE hash = ?1")?;
        query.query_row([hash.as_bytes()], late).optional()?.transpose()
    }

    /// Takes a change out of the box.
    pub fn drop_late(&mut self, hash: ChangeHash) -> Result<(), StoreError> {
        self.write()?.prepare_cached("DELETE FROM late WHERE hash = ?1")?.execute([hash.as_bytes()])?;
        Ok(())
    }

    /// Whether the log holds exactly this change.
    pub fn has_change(&self, file: FileId, actor: &[u8; 16], seq: u64, hash: ChangeHash) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM envelope WHERE file = ?1 AND actor = ?2 AND seq = ?3 AND hash = ?4";
        let mut query = self.db.prepare_cached(sql)?;
        Ok(query.exists(params![file.as_bytes(), actor, to_sql(seq), hash.as_bytes()])?)
    }
}

fn late(row: &Row<'_>) -> rusqlite::Result<Result<LateRow, StoreError>> {
    let hash = ChangeHash::from_bytes(row.get(0)?);
    let reason = Refusal::from_word(&row.get::<_, String>(1)?);
    let received_at = Instant::from_unix_ms(row.get(2)?);
    let envelope = wire::decode(&row.get::<_, Vec<u8>>(3)?, ENVELOPE_LIMIT);
    let read = |envelope| LateRow { hash, reason, received_at, envelope };
    Ok(envelope.map(read).map_err(|_| StoreError::Damaged { what: "late change" }))
}
