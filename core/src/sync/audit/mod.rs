//! The audit log: who opened what, in an order that nobody can change unseen. Ids and counts only, no personal data.
//!
//! A device records what happens on it ([`AuditRecord`]) and sends it; the relay adds what happens at the relay and
//! chains both ([`AuditRow`]): a row names the hash of the one before, so a row that is altered, dropped or moved breaks
//! [`AuditChain`] for whoever has seen a later head. A row travels and is kept as the very bytes that were hashed, so
//! that what a newer version adds survives. Neither authority nor merging rests on any of it.

mod acts;
mod words;

pub use acts::note_of;
use serde::{Deserialize, Serialize};
pub use words::{AuditWord, Origin};

use super::wire;
use crate::{
    clock::Instant,
    ids::{AuditHash, AuditId, DeviceId, FileId, StaffId},
};

const ROW_CONTEXT: &[u8] = b"forecourt-audit-v1";

/// Hash before the first row.
pub const NO_AUDIT: AuditHash = AuditHash::from_bytes([0; 32]);
/// Most records in one message.
pub const RECORD_COUNT: usize = 64;
/// Most rows in one answer.
pub const AUDIT_COUNT: u32 = 256;
/// Most characters of a reason.
pub const REASON_LIMIT: usize = 256;
/// Most bytes of an entry.
pub const ENTRY_LIMIT: usize = 4096;

/// What is to be recorded: what happened, by which device, to whom or what. Made by [`AuditNote::of`] and filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditNote {
    /// What happened.
    pub what: AuditWord,
    /// The device that did it, or that it happened to.
    #[serde(default)]
    pub by: Option<DeviceId>,
    /// The person it concerns.
    #[serde(default)]
    pub staff: Option<StaffId>,
    /// The device it concerns, where another did it.
    #[serde(default)]
    pub device: Option<DeviceId>,
    /// The file it concerns.
    #[serde(default)]
    pub file: Option<FileId>,
    /// How many.
    #[serde(default)]
    pub count: Option<u32>,
    /// A word that says why or how; at most [`REASON_LIMIT`] characters, never personal data.
    #[serde(default)]
    pub reason: Option<String>,
}

impl AuditNote {
    /// A note of `what` with nothing else told yet.
    #[must_use]
    pub const fn of(what: AuditWord) -> Self {
        Self { what, by: None, staff: None, device: None, file: None, count: None, reason: None }
    }
}

/// A note with its id and time: recorded twice, it is one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRecord {
    /// Its id.
    pub id: AuditId,
    /// When, by the clock of whoever recorded it.
    pub at: Instant,
    /// What.
    pub note: AuditNote,
}

impl AuditRecord {
    /// Whether `device` may send it: its own act, of a kind that happens on devices, and no longer than allowed.
    #[must_use]
    pub fn is_from(&self, device: DeviceId) -> bool {
        self.note.by == Some(device)
            && self.note.what.origin() == Origin::Device
            && self.note.reason.as_ref().is_none_or(|reason| reason.chars().count() <= REASON_LIMIT)
    }
}

/// A record as the chain holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// The record.
    pub record: AuditRecord,
    /// When it was chained, by the clock of whoever chains.
    pub kept_at: Instant,
}

/// A place in the chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Its place, from 0.
    pub seq: u64,
    /// Hash of the row before; [`NO_AUDIT`] in the first.
    pub prev: AuditHash,
    /// CBOR of [`AuditEntry`].
    #[serde(with = "serde_bytes")]
    pub entry: Vec<u8>,
}

impl AuditRow {
    /// Its hash, which the next row names: BLAKE3 over the context and the row's CBOR.
    #[must_use]
    pub fn hash(&self) -> AuditHash {
        AuditHash::from_bytes(*blake3::hash(&wire::in_context(ROW_CONTEXT, self)).as_bytes())
    }

    /// What it says.
    pub fn read(&self) -> Result<AuditEntry, AuditError> {
        wire::decode(&self.entry, ENTRY_LIMIT).map_err(|_| AuditError::Unreadable)
    }
}

/// How long a chain is and where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditHead {
    /// Rows so far.
    pub len: u64,
    /// Hash of the last.
    pub hash: AuditHash,
}

/// Why a row does not belong where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuditError {
    /// It does not follow the row before: something was altered, dropped or moved.
    #[error("the row does not continue the log")]
    BrokenChain,
    /// Not an entry.
    #[error("not an entry of the log")]
    Unreadable,
}

/// The chain as far as it was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditChain {
    head: AuditHead,
}

impl Default for AuditChain {
    fn default() -> Self {
        Self { head: AuditHead { len: 0, hash: NO_AUDIT } }
    }
}

impl AuditChain {
    /// A chain that goes on after `head`.
    #[must_use]
    pub const fn after(head: AuditHead) -> Self {
        Self { head }
    }

    /// Where it ends.
    #[must_use]
    pub const fn head(&self) -> AuditHead {
        self.head
    }

    /// Gives an entry the next place and takes it.
    pub fn chain(&mut self, entry: &AuditEntry) -> Result<AuditRow, AuditError> {
        let entry = wire::encode(entry).map_err(|_| AuditError::Unreadable)?;
        if entry.len() > ENTRY_LIMIT {
            return Err(AuditError::Unreadable);
        }
        let row = AuditRow { seq: self.head.len, prev: self.head.hash, entry };
        self.take(&row)?;
        Ok(row)
    }

    /// Takes the next row, whatever it says.
    pub fn take(&mut self, row: &AuditRow) -> Result<(), AuditError> {
        if (row.seq, row.prev) != (self.head.len, self.head.hash) {
            return Err(AuditError::BrokenChain);
        }
        self.head = AuditHead { len: self.head.len + 1, hash: row.hash() };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(n: u8) -> AuditEntry {
        let note = AuditNote {
            by: Some(DeviceId::from_bytes([n; 16])),
            file: Some(FileId::from_bytes([n; 16])),
            reason: Some("call".to_owned()),
            ..AuditNote::of(AuditWord::Unmasked)
        };
        let record = AuditRecord { id: AuditId::from_bytes([n; 16]), at: Instant::from_unix_ms(i64::from(n)), note };
        AuditEntry { record, kept_at: Instant::from_unix_ms(7) }
    }

    fn rows(count: u8) -> (Vec<AuditRow>, AuditHead) {
        let mut chain = AuditChain::default();
        let rows = (0..count).map(|n| chain.chain(&entry(n)).unwrap()).collect();
        (rows, chain.head())
    }

    fn follow(rows: &[AuditRow]) -> Result<AuditHead, AuditError> {
        let mut chain = AuditChain::default();
        rows.iter().try_for_each(|row| chain.take(row)).map(|()| chain.head())
    }

    #[test]
    fn rows_replay_into_the_same_head_and_nowhere_else() {
        let (rows, head) = rows(6);
        assert_eq!(follow(&rows), Ok(head));
        assert_eq!(rows[3].read(), Ok(entry(3)));
        let mut moved = rows.clone();
        moved.swap(1, 2);
        assert_eq!(follow(&moved), Err(AuditError::BrokenChain));
        let mut dropped = rows.clone();
        dropped.remove(2);
        assert_eq!(follow(&dropped), Err(AuditError::BrokenChain));
        assert_ne!(follow(&rows[..5]), Ok(head), "a cut log has another head");
        for at in 0..rows.len() {
            for position in 0..rows[at].entry.len() {
                let mut altered = rows.clone();
                altered[at].entry[position] ^= 1;
                assert_ne!(follow(&altered), Ok(head), "row {at}, byte {position}");
            }
        }
    }

    #[test]
    fn a_word_of_a_newer_version_does_not_break_the_chain() {
        let mut entry: ciborium::Value = wire::decode(&wire::encode(&entry(1)).unwrap(), 10_000).unwrap();
        let field = |value: &mut ciborium::Value, name: &str| {
            let map = value.as_map_mut().unwrap();
            std::mem::replace(&mut map.iter_mut().find(|(key, _)| *key == name.into()).unwrap().1, ciborium::Value::Null)
        };
        let mut record = field(&mut entry, "record");
        let mut note = field(&mut record, "note");
        note.as_map_mut().unwrap().push(("weather".into(), "rain".into()));
        note.as_map_mut().unwrap().iter_mut().find(|(key, _)| *key == "what".into()).unwrap().1 = "teleported".into();
        record.as_map_mut().unwrap().iter_mut().find(|(key, _)| *key == "note".into()).unwrap().1 = note;
        entry.as_map_mut().unwrap().iter_mut().find(|(key, _)| *key == "record".into()).unwrap().1 = record;
        let row = AuditRow { seq: 0, prev: NO_AUDIT, entry: wire::encode(&entry).unwrap() };
        assert_eq!(AuditChain::default().take(&row), Ok(()));
        assert_eq!(row.read().map(|entry| entry.record.note.what), Ok(AuditWord::Unknown));
    }

    #[test]
    fn a_device_tells_of_its_own_acts_alone() {
        let device = DeviceId::from_bytes([1; 16]);
        assert!(entry(1).record.is_from(device));
        assert!(!entry(2).record.is_from(device), "another device's");
        let mut forged = entry(1).record;
        forged.note.what = AuditWord::Erased;
        assert!(!forged.is_from(device), "only the relay knows of erasures");
        let mut long = entry(1).record;
        long.note.reason = Some("字".repeat(REASON_LIMIT + 1));
        assert!(!long.is_from(device));
    }
}
