//! Which life of its data a relay lives, what came before it, and whether it may serve.

use std::collections::BTreeMap;

use forecourt_core::{
    clock::Instant,
    ids::DeviceId,
    sync::{Incarnation, pairing::CodeKey, sealed::SealSecret},
};
use rusqlite::{OptionalExtension as _, Row, params};

use super::{Store, StoreError};

const INCARNATION: &str = "incarnation";
const LINEAGE: &str = "lineage";
const GATE: &str = "gate";
const SEAL_SECRET: &str = "seal_secret";
const TLS_KEY: &str = "tls_key";
const FIRST_CODE_KEY: &str = "first_code_key";
const SHUT: &[u8; 1] = b"s";
const ID_BYTES: usize = 16;
/// An incarnation and a number, big endian.
const ROW_BYTES: usize = ID_BYTES + 8;

/// Whether a relay may serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// It serves.
    Open,
    /// It was restored, and no administrator's device has presented its ledger yet.
    Shut,
}

/// One life of the data, and those it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// This one.
    pub incarnation: Incarnation,
    /// Those before, with the number of the last change that each left to the next.
    pub before: Vec<(Incarnation, u64)>,
    /// Devices that were revoked after the backup was made, and when this life heard of it.
    pub leavers: BTreeMap<DeviceId, Instant>,
}

impl Life {
    /// Whether nothing was ever lost: the data comes from no backup.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        self.before.is_empty()
    }

    /// Up to which number the log is the same as it was in that life; 0 if nothing is known of it.
    #[must_use]
    pub fn shared_with(&self, other: Incarnation) -> u64 {
        if other == self.incarnation {
            return u64::MAX;
        }
        let at = self.before.iter().position(|(life, _)| *life == other);
        // What one life left was cut again by every restore after it.
        at.and_then(|at| self.before.get(at..)?.iter().map(|(_, upto)| *upto).min()).unwrap_or(0)
    }
}

impl Store {
    pub(super) fn meta(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }

    pub(super) fn set_meta(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        self.write()?.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", params![name, value])?;
        Ok(())
    }

    /// The life of this database; `fresh` names one that has none yet.
    pub fn life(&mut self, fresh: [u8; 16]) -> Result<Life, StoreError> {
        let damaged = || StoreError::Damaged { what: "incarnation" };
        let before = self.before()?;
        let incarnation = match self.meta(INCARNATION)? {
            Some(bytes) => Incarnation::from_bytes(bytes.try_into().map_err(|_| damaged())?),
            None => {
                self.set_meta(INCARNATION, &fresh)?;
                Incarnation::from_bytes(fresh)
            }
        };
        Ok(Life { incarnation, before, leavers: self.leavers()? })
    }

    /// The stretched code that the store was opened with, if it is known.
    pub fn first_code_key(&self) -> Result<Option<CodeKey>, StoreError> {
        let damaged = |_| StoreError::Damaged { what: "first code" };
        self.meta(FIRST_CODE_KEY)?.map(|bytes| bytes.try_into().map(CodeKey::from_bytes).map_err(damaged)).transpose()
    }

    /// Keeps that: it opens nothing any more, and proves to the first device that it asks the same relay again.
    pub fn keep_first_code_key(&mut self, key: &CodeKey) -> Result<(), StoreError> {
        self.set_meta(FIRST_CODE_KEY, key.as_bytes())
    }

    /// The key of the relay's own certificate; `fresh` is one that has none yet.
    pub fn tls_key(&mut self, fresh: &[u8]) -> Result<Vec<u8>, StoreError> {
        if let Some(kept) = self.meta(TLS_KEY)? {
            return Ok(kept);
        }
        self.set_meta(TLS_KEY, fresh)?;
        Ok(fresh.to_vec())
    }

    /// Devices that were revoked after the backup was made.
    pub fn leavers(&self) -> Result<BTreeMap<DeviceId, Instant>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT device, since FROM leaver")?;
        let row = |row: &Row<'_>| Ok((DeviceId::from_bytes(row.get(0)?), Instant::from_unix_ms(row.get(1)?)));
        Ok(query.query_map([], row)?.collect::<Result<_, _>>()?)
    }

    /// One more.
    pub fn add_leaver(&mut self, device: DeviceId, since: Instant) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO leaver (device, since) VALUES (?1, ?2)";
        self.write()?.execute(sql, params![device.as_bytes(), since.unix_ms()])?;
        Ok(())
    }

    fn before(&self) -> Result<Vec<(Incarnation, u64)>, StoreError> {
        let damaged = || StoreError::Damaged { what: "lineage" };
        let bytes = self.meta(LINEAGE)?.unwrap_or_default();
        let row = |row: &[u8]| {
            let (id, upto) = row.split_at_checked(ID_BYTES)?;
            Some((Incarnation::from_bytes(id.try_into().ok()?), u64::from_be_bytes(upto.try_into().ok()?)))
        };
        bytes.chunks(ROW_BYTES).map(|chunk| row(chunk).ok_or_else(damaged)).collect()
    }

    /// The secret that opens sealed boxes; `fresh` is kept the first time.
    pub fn seal_secret(&mut self, fresh: [u8; 32]) -> Result<SealSecret, StoreError> {
        if let Some(bytes) = self.meta(SEAL_SECRET)? {
            let bytes = bytes.try_into().map_err(|_| StoreError::Damaged { what: "secret of sealed boxes" })?;
            return Ok(SealSecret::from_bytes(bytes));
        }
        self.set_meta(SEAL_SECRET, &fresh)?;
        Ok(SealSecret::from_bytes(fresh))
    }

    /// Begins another life: the data came from a backup. Invitations of the life before are forgotten, and the gate is
    /// shut, unless no store was ever opened here.
    pub fn begin_life(&mut self, fresh: [u8; 16]) -> Result<(), StoreError> {
        let head = self.head()?;
        let Life { incarnation, mut before, .. } = self.life(fresh)?;
        before.push((incarnation, head));
        let lineage: Vec<u8> =
            before.iter().flat_map(|(life, upto)| life.as_bytes().iter().copied().chain(upto.to_be_bytes())).collect();
        self.set_meta(INCARNATION, &fresh)?;
        self.set_meta(LINEAGE, &lineage)?;
        if !self.entries_from(0, 1)?.is_empty() {
            self.set_meta(GATE, SHUT)?;
        }
        self.write()?.execute("DELETE FROM slot", [])?;
        Ok(())
    }

    /// Whether this life may serve.
    pub fn gate(&self) -> Result<Gate, StoreError> {
        Ok(if self.meta(GATE)?.is_some() { Gate::Shut } else { Gate::Open })
    }

    /// From now on it may.
    pub fn open_gate(&mut self) -> Result<(), StoreError> {
        self.write()?.execute("DELETE FROM meta WHERE name = ?1", [GATE])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_shared_up_to_the_lowest_cut_since() {
        let life = |n| Incarnation::from_bytes([n; 16]);
        let before = vec![(life(1), 50), (life(2), 30), (life(3), 40)];
        let now = Life { incarnation: life(4), before, leavers: BTreeMap::new() };
        let shared: Vec<u64> = [1, 2, 3, 4, 9].map(|n| now.shared_with(life(n))).to_vec();
        assert_eq!(shared, [30, 30, 40, u64::MAX, 0]);
    }
}
