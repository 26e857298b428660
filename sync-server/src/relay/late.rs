//! The review box: changes that are rightly signed and well formed, but whose authors had no right to them. They are kept,
//! so that nobody's field work is thrown away, and count only once a manager adopts them.
//!
//! Invariant: nothing lies here that the guard would not look at, and no device can fill it beyond its share.

use std::collections::{BTreeMap, BTreeSet};

use forecourt_core::{
    guard::{self, Limits, Verdict},
    ids::{ChangeHash, DeviceId, FileId},
    policy::{Action, acts::Duty},
    sync::{
        Envelope, Refusal,
        audit::{AuditNote, AuditWord},
        frame::{REVIEW_COUNT, RefusedChange, ReviewItem, ToDevice},
        http::{LATE_COUNT, LATE_EACH, LATE_LIMIT, Late, LateKept},
        ledger::{Act, Settled},
        wire,
    },
};

use super::{
    ConnId, Relay, Stop,
    accept::in_order,
    files::{Person, is_about_right},
    store::{FileRow, Gate, LateRow, StoreError},
    waiting::{Brought, Origin},
};

/// Bytes of changes after which a page of the box is closed.
const PAGE_BYTES: usize = 2 * 1024 * 1024;

/// What became of a late change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shelved {
    /// It lies in the box now, or in the log.
    Kept,
    /// It was here before, or was decided about.
    Known,
    /// Its device has filled its share; later there may be room.
    Full,
    /// It will never be kept.
    Refused(Refusal),
}

impl Relay {
    /// Takes what a revoked device hands over. Reply only after the commit.
    pub fn take_late(&mut self, late: &Late) -> Result<LateKept, Refusal> {
        match self.ledger.store() {
            None => return Err(Refusal::NoStore),
            Some(ours) if ours != late.store => return Err(Refusal::OtherStore),
            Some(_) if self.gate == Gate::Shut => return Err(Refusal::Shut),
            Some(_) => {}
        }
        let plain = self.seal.open(&late.sealed).map_err(|_| Refusal::Malformed)?;
        let envelopes: Vec<Envelope> = wire::decode(&plain, LATE_LIMIT).map_err(|_| Refusal::Malformed)?;
        if envelopes.len() > LATE_EACH {
            return Err(Refusal::Malformed);
        }
        // All of it waits at the device until an administrator releases it.
        if envelopes.iter().any(|envelope| self.set_aside.contains_key(&envelope.device)) {
            return Err(Refusal::Quarantined);
        }
        let mut answer = LateKept::default();
        let mut came: BTreeMap<DeviceId, u32> = BTreeMap::new();
        for envelope in envelopes {
            let (hash, device) = (envelope.hash(), envelope.device);
            let is_revoked = self.ledger.now().is_revoked(envelope.device);
            let reason = if is_revoked { Refusal::Revoked } else { Refusal::NotAllowed };
            match self.shelve(envelope, reason).map_err(|error| self.break_off(error))? {
                Shelved::Kept => {
                    answer.hashes.push(hash);
                    *came.entry(device).or_default() += 1;
                }
                Shelved::Known => answer.hashes.push(hash),
                Shelved::Full => {}
                Shelved::Refused(code) => answer.refused.push(RefusedChange { hash, code }),
            }
        }
        for (device, count) in came {
            let note = AuditNote { by: Some(device), count: Some(count), ..AuditNote::of(AuditWord::LateKept) };
            self.note(note).map_err(|error| self.break_off(error))?;
        }
        tracing::info!(kept = answer.hashes.len(), refused = answer.refused.len(), "late changes were handed over");
        Ok(answer)
    }

    /// Puts a change into the box, unless the log has it.
    pub(super) fn shelve(&mut self, envelope: Envelope, reason: Refusal) -> Result<Shelved, StoreError> {
        let hash = envelope.hash();
        let settled = self.ledger.now().settled(hash);
        if settled == Some(Settled::Drop) || self.store.late_reason(hash)?.is_some() {
            return Ok(Shelved::Known);
        }
        // Before anything that costs: anybody can name a device.
        if self.store.count_late(envelope.device)? >= LATE_COUNT {
            return Ok(Shelved::Full);
        }
        let header = match self.inspect_late(&envelope) {
            Ok(header) => header,
            Err(code) => return Ok(Shelved::Refused(code)),
        };
        if self.store.has_change(envelope.file, &header.actor, header.seq, header.hash)? {
            return Ok(Shelved::Known);
        }
        let (file, received_at) = (envelope.file, self.world.now());
        self.store.put_late(&LateRow { hash: header.hash, reason, received_at, envelope })?;
        metrics::counter!("forecourt_changes_late_total", "reason" => reason.word()).increment(1);
        if settled == Some(Settled::Adopt) {
            // The decision came first, as after a relay was restored.
            self.adopt(file)?;
        }
        Ok(Shelved::Kept)
    }

    /// Signature and form; not the account.
    fn inspect_late(&self, envelope: &Envelope) -> Result<guard::Header, Refusal> {
        if Some(envelope.store) != self.ledger.store() {
            return Err(Refusal::OtherStore);
        }
        if self.is_erased(envelope.file, envelope.about) {
            return Err(Refusal::Erased);
        }
        let view = self.ledger.at(envelope.ledger_head).ok_or(Refusal::UnknownLedgerHead)?;
        let key = view.key_of(envelope.device).ok_or(Refusal::UnknownDevice)?;
        envelope.verify(&key).map_err(|_| Refusal::BadSignature)?;
        let (kind, about) = (envelope.kind, envelope.about);
        let is_same = self.files.get(envelope.file).is_none_or(|row| (row.kind, row.about) == (kind, about));
        if !is_same || !is_about_right(kind, about) {
            return Err(Refusal::OtherFile);
        }
        guard::inspect(&envelope.change, &Limits::default()).map_err(|refusal| Refusal::from_word(refusal.code()))
    }

    /// Why a change that a pushed one stands on lies in the box; none if no such change does.
    pub(super) fn shelved_below(&self, missing: &[ChangeHash]) -> Result<Option<Refusal>, StoreError> {
        for hash in missing {
            if let Some(reason) = self.store.late_reason(*hash)? {
                return Ok(Some(reason));
            }
        }
        Ok(None)
    }

    /// Carries out a manager's decision.
    pub(super) fn settle_late(&mut self, act: &Act) -> Result<(), StoreError> {
        let Act::LateSettled { changes, .. } = act else { return Ok(()) };
        let mut files = BTreeSet::new();
        for hash in changes {
            match self.ledger.now().settled(*hash) {
                Some(Settled::Adopt) => files.extend(self.store.late_file(*hash)?),
                Some(Settled::Drop) => self.store.drop_late(*hash)?,
                None => {}
            }
        }
        files.into_iter().try_for_each(|file| self.adopt(file))
    }

    /// Moves what was adopted of a file from the box into the log, as far as what it stands on is there.
    fn adopt(&mut self, file: FileId) -> Result<(), StoreError> {
        let view = self.ledger.now();
        let adopted = self.store.late_of(file)?.into_iter().filter(|hash| view.is_adopted(*hash));
        let mut offers: Vec<(Brought, u64)> = Vec::new();
        for hash in adopted {
            let Some(LateRow { envelope, .. }) = self.store.late(hash)? else { continue };
            let ledger_len = self.ledger.len_at(envelope.ledger_head).ok_or(StoreError::Damaged { what: "late change" })?;
            offers.push((Brought { by: ConnId::NOBODY, envelope, has_waited: false, origin: Origin::Author }, ledger_len));
        }
        let Some((first, _)) = offers.first() else { return Ok(()) };
        let row = self.file_row(&first.envelope);
        let verdicts = self.admit(file, &row, &offers)?;
        let mut admitted = Vec::new();
        for ((brought, ledger_len), verdict) in offers.into_iter().zip(verdicts) {
            match verdict {
                Verdict::Admitted(header) => admitted.push((brought, ledger_len, header)),
                Verdict::Known(header) => self.store.drop_late(header.hash)?,
                // It comes when what it stands on is adopted too.
                Verdict::Waiting { .. } => {}
                Verdict::Refused(refusal) => {
                    tracing::warn!(%file, code = refusal.code(), "an adopted change does not fit its file and is dropped");
                    self.store.drop_late(brought.envelope.hash())?;
                }
            }
        }
        for (brought, ledger_len, header) in in_order(admitted) {
            let row = match self.files.get(file) {
                Some(row) => *row,
                None => self.begin(file, &brought.envelope, row)?,
            };
            self.append(&brought, ledger_len, &header, row.creator)?;
        }
        if self.files.get(file).is_none() {
            self.documents.close(file);
        }
        Ok(())
    }

    /// Answers the question for a page of the box.
    pub(super) fn review(&mut self, conn: ConnId, after: Option<ChangeHash>) -> Result<(), Stop> {
        if let Err(reason) = self.needs(conn, Duty::ReviewLate) {
            self.send(conn, &ToDevice::Declined { reason });
            return Ok(());
        }
        let Some(staff) = self.connections.get(&conn).and_then(|conn| conn.signed()).map(|signed| signed.staff) else {
            return Ok(());
        };
        let mut rows = self.store.late_after(after, REVIEW_COUNT + 1)?;
        let mut bytes = 0;
        let mut fits = |row: &LateRow| {
            bytes += row.envelope.change.len();
            bytes <= PAGE_BYTES
        };
        let room = rows.iter().take(REVIEW_COUNT).take_while(|row| fits(row)).count().max(1);
        let more = rows.len() > room;
        rows.truncate(room);
        let Some(person) = Person::of(self.ledger.now(), staff) else { return Ok(()) };
        let items = rows.into_iter().map(|row| self.review_item(&person, row)).collect();
        self.send(conn, &ToDevice::Review { items, more });
        Ok(())
    }

    fn review_item(&self, person: &Person<'_>, late: LateRow) -> ReviewItem {
        let LateRow { hash, reason, received_at, envelope } = late;
        let (file, kind, device) = (envelope.file, envelope.kind, envelope.device);
        let row = self.file_row(&envelope);
        let may_read = self.files.may(person, Action::Read, file, &row);
        let envelope = may_read.then_some(envelope);
        ReviewItem { hash, file, kind, device, reason, received_at, creator: row.creator, envelope }
    }

    /// The file of an envelope; where nobody began it, as its author would.
    fn file_row(&self, envelope: &Envelope) -> FileRow {
        let Envelope { file, kind, about, .. } = *envelope;
        // Only changes of known devices lie in the box.
        let author = self.ledger.now().staff_of(envelope.device).unwrap_or(NOBODY);
        self.files.get(file).copied().unwrap_or(FileRow { kind, about, creator: author })
    }
}

/// Owns no file.
const NOBODY: forecourt_core::ids::StaffId = forecourt_core::ids::StaffId::from_bytes([0; 16]);
