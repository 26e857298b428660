//! The audit log at the relay: notes of its own, records that devices send, and their reader.
//!
//! Invariant: a row is committed together with what it tells of. [`Relay::note`] is the one way in.

use std::collections::BTreeMap;

use forecourt_core::{
    clock::Instant,
    ids::DeviceId,
    policy::acts::Duty,
    sync::{
        Refusal,
        audit::{AUDIT_COUNT, AuditChain, AuditEntry, AuditNote, AuditRecord, AuditWord, RECORD_COUNT},
        frame::ToDevice,
    },
};

use super::{ConnId, Relay, Stop, store::StoreError};

/// What happens again and again, as a device in a bad network signs in, is recorded once in this time, with its count.
const AGAIN_MS: i64 = 3600 * 1000;
/// Most different things of which the last record is remembered.
const REMEMBERED: usize = 4096;

/// What counts as the same: kind, device and reason.
type Kind = (AuditWord, Option<DeviceId>, Option<String>);

/// What happened again and again: when it was last recorded, and how often it happened since.
#[derive(Debug, Default)]
pub(super) struct Repeated(BTreeMap<Kind, (Instant, u32)>);

impl Repeated {
    /// Counts one more; the count to record now, if it is time.
    fn count(&mut self, note: &AuditNote, now: Instant) -> Option<u32> {
        let key = (note.what, note.by, note.reason.clone());
        if let Some((recorded_at, since)) = self.0.get_mut(&key) {
            *since = since.saturating_add(1);
            if now.unix_ms().saturating_sub(recorded_at.unix_ms()) < AGAIN_MS {
                return None;
            }
            let count = std::mem::take(since);
            *recorded_at = now;
            return Some(count);
        }
        if self.0.len() >= REMEMBERED {
            self.0.retain(|_, (at, _)| now.unix_ms().saturating_sub(at.unix_ms()) < AGAIN_MS);
        }
        if self.0.len() < REMEMBERED {
            self.0.insert(key, (now, 0));
        }
        Some(1)
    }

    /// What happened again and is not recorded yet: of the last hour nothing, unless all is asked for.
    fn due(&mut self, now: Instant, all: bool) -> Vec<AuditNote> {
        let is_due = |at: &Instant| all || now.unix_ms().saturating_sub(at.unix_ms()) >= AGAIN_MS;
        // What did not happen again is told at once the next time.
        self.0.retain(|_, (at, since)| *since > 0 || !is_due(at));
        let mut notes = Vec::new();
        for ((what, by, reason), (at, since)) in self.0.iter_mut().filter(|(_, (at, _))| is_due(at)) {
            let count = Some(std::mem::take(since));
            *at = now;
            notes.push(AuditNote { by: *by, reason: reason.clone(), count, ..AuditNote::of(*what) });
        }
        notes
    }
}

impl Relay {
    /// Puts a note into the audit log; it is on the disk with the next commit.
    pub(super) fn note(&mut self, note: AuditNote) -> Result<(), StoreError> {
        // Who came before comes before.
        std::mem::take(&mut self.later).into_iter().try_for_each(|note| self.write(note))?;
        self.write(note)
    }

    fn write(&mut self, note: AuditNote) -> Result<(), StoreError> {
        let record = AuditRecord { id: self.world.mint(), at: self.world.now(), note };
        self.chain(record)
    }

    /// A device was turned away. Devices that the ledger does not know are noted as one: anybody can invent ids.
    pub(super) fn note_turned_away(&mut self, device: Option<DeviceId>, refusal: Refusal) -> Result<(), StoreError> {
        let by = device.filter(|device| self.ledger.now().staff_of(*device).is_some());
        let reason = Some(refusal.word().to_owned());
        self.note_later(AuditNote { by, reason, ..AuditNote::of(AuditWord::SignInRefused) });
        Ok(())
    }

    /// Notes who came or was turned away. Not at once: signing in must write nothing, so that a full disk keeps nobody from
    /// reading and being told.
    pub(super) fn note_later(&mut self, note: AuditNote) {
        if let Some(count) = self.repeated.count(&note, self.world.now())
            && self.later.len() < REMEMBERED
        {
            self.later.push(AuditNote { count: Some(count), ..note });
        }
    }

    /// Notes what happened again long enough ago.
    pub(super) fn note_repeated(&mut self) {
        if self.later.len() >= REMEMBERED {
            return;
        }
        let due = self.repeated.due(self.world.now(), false);
        self.later.extend(due);
    }

    /// Writes everything down, as the relay ends.
    pub(super) fn note_all(&mut self) {
        let due = self.repeated.due(self.world.now(), true);
        self.later.extend(due);
        if self.store.is_writing() {
            let notes = std::mem::take(&mut self.later);
            let written = notes.into_iter().try_for_each(|note| self.write(note));
            let _told = written.map_err(|error| self.break_off(error));
        } else {
            self.keep_later();
        }
    }

    /// Writes down who came, apart from all else; where the disk refuses, it is tried again.
    pub(super) fn keep_later(&mut self) {
        if self.later.is_empty() || self.store.is_writing() {
            return;
        }
        let notes = std::mem::take(&mut self.later);
        let kept = notes.iter().try_for_each(|note| self.write(note.clone())).and_then(|()| self.store.commit());
        let Err(error) = kept else { return };
        tracing::warn!(%error, "who came could not be written down");
        let undone = self.store.roll_back().and_then(|()| self.store.audit_head());
        match undone {
            Ok(head) => self.audit = AuditChain::after(head),
            Err(error) => drop(self.break_off(error)),
        }
        self.later = notes;
    }

    fn chain(&mut self, record: AuditRecord) -> Result<(), StoreError> {
        let id = record.id;
        let entry = AuditEntry { record, kept_at: self.world.now() };
        let row = self.audit.chain(&entry).map_err(|_| StoreError::Damaged { what: "audit entry" })?;
        self.store.add_audit(id, &row)
    }

    /// Takes a device's records.
    pub(super) fn record(&mut self, conn: ConnId, records: Vec<AuditRecord>) -> Result<(), Stop> {
        let Some(device) = self.connections.get(&conn).and_then(|conn| conn.signed()).map(|signed| signed.device) else {
            return Ok(());
        };
        if records.len() > RECORD_COUNT || records.iter().any(|record| !record.is_from(device)) {
            return Err(Stop::Bye(Refusal::Malformed));
        }
        let mut ids = Vec::with_capacity(records.len());
        for record in records {
            ids.push(record.id);
            if !self.store.has_audit(record.id)? {
                self.chain(record)?;
            }
        }
        self.send(conn, &ToDevice::Recorded { ids });
        Ok(())
    }

    /// Answers the question for rows of the log.
    pub(super) fn ask_audit(&mut self, conn: ConnId, after: u64) -> Result<(), Stop> {
        self.keep_later();
        let reply = match self.needs(conn, Duty::SeeAudit) {
            Ok(()) => {
                let rows = self.store.audit_from(after, AUDIT_COUNT)?;
                ToDevice::Audit { after, rows, head: self.audit.head() }
            }
            Err(reason) => ToDevice::Declined { reason },
        };
        self.send(conn, &reply);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_again_is_told_once_an_hour_with_its_count() {
        let mut repeated = Repeated::default();
        let note = AuditNote { by: Some(DeviceId::from_bytes([1; 16])), ..AuditNote::of(AuditWord::SignedIn) };
        let other = AuditNote { by: Some(DeviceId::from_bytes([2; 16])), ..note.clone() };
        let at = Instant::from_unix_ms;
        assert_eq!(repeated.count(&note, at(0)), Some(1));
        assert_eq!(repeated.count(&note, at(1)), None);
        assert_eq!(repeated.count(&other, at(2)), Some(1));
        assert_eq!(repeated.count(&note, at(3)), None);
        assert_eq!(repeated.count(&note, at(AGAIN_MS)), Some(3));
        assert_eq!(repeated.count(&note, at(AGAIN_MS + 1)), None);
    }
}
