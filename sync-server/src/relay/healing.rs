//! Coming back from a backup: devices present the ledger that the backup lacks, then bring back the changes.
//!
//! Invariant: while the gate is shut nothing is served and nothing is ordered. It is opened by a device that proves to be an
//! administrator's by the very ledger it presents, or by the operator. Every entry is checked by the chain, by its signature
//! and by its author's right, as when it was ordered first; a device brings entries, it does not make them.

use std::collections::{BTreeMap, BTreeSet};

use forecourt_core::{
    ids::{DeviceId, FileId},
    policy::{Action, Role},
    sync::{
        Ledger, Nonce, PublicKey, Refusal,
        audit::{AuditNote, AuditWord},
        frame::{Auth, COMPARE_COUNT, Challenged, FileDigest, FileHashes, Healed, PRESENT_COUNT, ToDevice, digest},
        ledger::{Entry, Statement},
    },
};

use super::{
    ConnId, Relay, Stop,
    connection::Stage,
    files::Person,
    store::{FileRow, Gate, StoreError},
    waiting::Origin,
};

/// Devices that may present at once: each costs a copy of the ledger.
const PRESENTING: usize = 4;
/// How long one may take for all of it.
pub(super) const PRESENT_MS: i64 = 60_000;
/// Statements taken from a ledger that parted from ours; more wait for their authors.
const OTHERS: usize = 512;
/// Hashes told in one answer.
const TOLD: usize = 20_000;
/// How long others may bring back what somebody left behind who was revoked since the backup; later a manager decides.
const LEFT_MS: i64 = 30 * 24 * 3600 * 1000;

/// What a device presented so far.
#[derive(Debug)]
pub(super) struct Presenting {
    device: DeviceId,
    nonce: Nonce,
    auth: Box<Auth>,
    ledger: Ledger,
    entries: Vec<Entry>,
    /// Statements of a ledger that parted from ours: they may stand again, at another place.
    others: Vec<Statement>,
}

impl Relay {
    /// The length up to which a device's ledger and ours are the same.
    pub(super) fn common_len(&self, auth: &Auth) -> u64 {
        let same = |len: u64, head| len <= auth.ledger_len && self.ledger.head_at(len) == Some(head);
        let heights = auth.heights.iter().filter(|height| same(height.len, height.head)).map(|height| height.len);
        let whole = Some(auth.ledger_len).filter(|len| same(*len, auth.ledger_head));
        heights.chain(whole).max().unwrap_or(0)
    }

    /// Asks a device that is signing in for the entries that we lack. One that we do not know may have been enrolled after
    /// the backup was made: its own ledger tells.
    pub(super) fn want_ledger(&mut self, conn: ConnId, device: DeviceId, nonce: Nonce, auth: &Auth) -> Result<(), Stop> {
        if let Some(key) = self.ledger.now().key_of(device) {
            self.prove(&key, device, nonce, auth)?;
        } else if self.life.before.is_empty() {
            return Err(Stop::Bye(Refusal::UnknownDevice));
        }
        let presenting = self.connections.values().filter(|conn| matches!(conn.stage, Stage::Presenting(_))).count();
        if presenting >= PRESENTING {
            return Err(Stop::Bye(Refusal::Busy));
        }
        let common = self.common_len(auth);
        let (entries, others) = (Vec::new(), Vec::new());
        let ledger = self.ledger.clone();
        let presenting = Presenting { device, nonce, auth: Box::new(auth.clone()), ledger, entries, others };
        let now = self.world.now();
        if let Some(conn) = self.connections.get_mut(&conn) {
            conn.since = now;
            conn.stage = Stage::Presenting(Box::new(presenting));
        }
        self.send(conn, &ToDevice::LedgerWanted { common });
        Ok(())
    }

    /// Whether it is the device that it says it is.
    pub(super) fn prove(&self, key: &PublicKey, device: DeviceId, nonce: Nonce, auth: &Auth) -> Result<(), Stop> {
        let store = self.ledger.store().ok_or(Stop::Bye(Refusal::NoStore))?;
        let challenged = Challenged { store, incarnation: self.life.incarnation, nonce, device };
        if challenged.is_signed(key, &auth.signature) { Ok(()) } else { Err(Stop::Bye(Refusal::BadSignature)) }
    }

    /// Takes a page of a device's ledger.
    pub(super) fn presented(&mut self, id: ConnId, entries: Vec<Entry>, last: bool) -> Result<(), Stop> {
        if entries.len() > PRESENT_COUNT || (entries.is_empty() && !last) {
            return Err(Stop::Bye(Refusal::Malformed));
        }
        let Some(conn) = self.connections.get_mut(&id) else { return Ok(()) };
        let Stage::Presenting(presenting) = &mut conn.stage else { return Err(Stop::Bye(Refusal::Malformed)) };
        for entry in entries {
            if presenting.ledger.head_at(entry.seq + 1) == Some(entry.hash()) {
                continue;
            }
            if presenting.ledger.append(&entry).is_ok() {
                presenting.entries.push(entry);
            } else if presenting.others.len() < OTHERS {
                presenting.others.push(entry.statement);
            }
        }
        if !last {
            return Ok(());
        }
        match std::mem::replace(&mut conn.stage, Stage::New) {
            Stage::Presenting(presenting) => self.take_presented(id, *presenting),
            _ => Ok(()),
        }
    }

    fn take_presented(&mut self, conn: ConnId, presenting: Presenting) -> Result<(), Stop> {
        let Presenting { device, nonce, auth, ledger, entries, others } = presenting;
        let view = ledger.now();
        let is_known = self.ledger.now().key_of(device).is_some();
        let is_shut = self.gate == Gate::Shut;
        let key = view.key_of(device).ok_or(Stop::Bye(if is_shut { Refusal::Shut } else { Refusal::UnknownDevice }))?;
        self.prove(&key, device, nonce, &auth)?;
        if is_shut {
            if !is_administrators(&ledger, device) {
                return if is_known { self.wait_at_gate(conn, device, nonce, *auth) } else { Err(Stop::Bye(Refusal::Shut)) };
            }
            self.open_gate(device)?;
        }
        tracing::warn!(%device, entries = entries.len(), parted = others.len(), "a device presented its ledger");
        metrics::counter!("forecourt_ledger_presented_entries_total").increment(entries.len() as u64);
        self.take_back(entries, others)?;
        self.let_in(conn, device, nonce, &auth)
    }

    /// Takes what a device held of the ledger and ours lacks. Who was revoked by it was revoked after the backup was made.
    fn take_back(&mut self, entries: Vec<Entry>, mut others: Vec<Statement>) -> Result<(), StoreError> {
        let revoked = self.revoked();
        for entry in entries {
            if entry.seq == self.ledger.len() && entry.prev == self.ledger.head() {
                self.take_entry(&entry)?;
            } else if self.ledger.head_at(entry.seq + 1) != Some(entry.hash()) {
                // Another device was let in meanwhile, and something else was ordered.
                others.push(entry.statement);
            }
        }
        for statement in others {
            if let Ok(entry) = self.order(statement) {
                self.take_entry(&entry)?;
            }
        }
        if self.life.is_first() {
            return Ok(());
        }
        let now = self.world.now();
        for device in self.revoked().difference(&revoked) {
            self.store.add_leaver(*device, now)?;
            self.life.leavers.insert(*device, now);
        }
        Ok(())
    }

    fn revoked(&self) -> BTreeSet<DeviceId> {
        let view = self.ledger.now();
        view.devices().filter(|device| view.is_revoked(*device)).collect()
    }

    /// Whether the life before may have kept a change of a device that is revoked now, and the backup not hold it: only if
    /// the backup did not hold the revocation either. Whoever left earlier left nothing behind, and whoever left since
    /// could have been healed before. Not for ever: the device's key may be anywhere by then.
    pub(super) fn may_have_left(&self, device: DeviceId) -> bool {
        let since = self.life.leavers.get(&device);
        since.is_some_and(|since| self.world.now().unix_ms().saturating_sub(since.unix_ms()) < LEFT_MS)
    }

    /// Whether an administrator's device that has nothing to present opens the gate: then the gate is open.
    pub(super) fn pass_gate(&mut self, conn: ConnId, device: DeviceId, nonce: Nonce, auth: &Auth) -> Result<bool, Stop> {
        if self.gate == Gate::Open {
            return Ok(true);
        }
        if !is_administrators(&self.ledger, device) {
            self.wait_at_gate(conn, device, nonce, auth.clone())?;
            return Ok(false);
        }
        self.open_gate(device)?;
        Ok(true)
    }

    fn wait_at_gate(&mut self, conn: ConnId, device: DeviceId, nonce: Nonce, auth: Auth) -> Result<(), Stop> {
        if let Some(conn) = self.connections.get_mut(&conn) {
            conn.stage = Stage::AtGate { device, nonce, auth: Box::new(auth) };
        }
        self.send(conn, &ToDevice::AtGate);
        Ok(())
    }

    fn open_gate(&mut self, device: DeviceId) -> Result<(), StoreError> {
        tracing::warn!(%device, "an administrator's device opened the gate");
        self.gate = Gate::Open;
        self.note_restored(Some(device))?;
        self.store.open_gate()
    }

    /// The relay came back from a backup, and from here on serves by the ledger of an administrator's device, or by its own
    /// because the operator said so.
    fn note_restored(&mut self, by: Option<DeviceId>) -> Result<(), StoreError> {
        self.note(AuditNote { by, ..AuditNote::of(AuditWord::Restored) })?;
        let reason = Some(if by.is_some() { "administrator" } else { "operator" }.to_owned());
        self.note(AuditNote { by, reason, ..AuditNote::of(AuditWord::LedgerAccepted) })
    }

    /// Signs those in who waited at the gate.
    pub(super) fn let_in_waiting(&mut self) -> Result<(), Stop> {
        let waiting: Vec<ConnId> = self.connections.iter().filter(|(_, conn)| conn.is_at_gate()).map(|(id, _)| *id).collect();
        for id in waiting {
            let Some(conn) = self.connections.get_mut(&id) else { continue };
            let Stage::AtGate { device, nonce, auth } = std::mem::replace(&mut conn.stage, Stage::New) else { continue };
            match self.sign_in(id, device, nonce, &auth) {
                Err(Stop::Bye(reason)) => self.bye(id, reason),
                other => other?,
            }
        }
        Ok(())
    }

    /// The operator may open the gate from another process; it is found open at the next tick.
    pub(super) fn look_at_gate(&mut self) {
        if self.gate == Gate::Open || !matches!(self.store.gate(), Ok(Gate::Open)) {
            return;
        }
        tracing::warn!("the operator opened the gate: the relay serves by the ledger it has");
        self.gate = Gate::Open;
        let noted = self.note_restored(None).map_err(Stop::Store);
        if let Err(Stop::Store(error)) = noted.and_then(|()| self.let_in_waiting()) {
            self.break_off(error);
        }
    }

    /// Up to which number the device that signs in has seen this very log.
    pub(super) fn shared_with(&self, auth: &Auth) -> u64 {
        let shared = auth.incarnation.map_or(0, |life| self.life.shared_with(life));
        if auth.cursor > self.head && shared == u64::MAX { 0 } else { shared }
    }

    /// Tells what is held here of files that the device holds otherwise.
    pub(super) fn compare(&mut self, conn: ConnId, files: &[FileDigest]) -> Result<(), Stop> {
        if files.len() > COMPARE_COUNT {
            return Err(Stop::Bye(Refusal::Malformed));
        }
        let Some(staff) = self.connections.get(&conn).and_then(|conn| conn.signed()).map(|signed| signed.staff) else {
            return Ok(());
        };
        let Some(person) = Person::of(self.ledger.now(), staff) else { return Ok(()) };
        let (mut differing, mut told, mut upto) = (Vec::new(), 0, None);
        for FileDigest { file, digest: theirs } in files {
            upto = Some(*file);
            if self.is_erased(*file, None) {
                continue;
            }
            // A customer's car may come back later than the customer; what is told are hashes.
            let may = |row| self.files.might_once(&person, Action::Read, *file, row);
            if !self.files.get(*file).is_none_or(may) {
                continue;
            }
            let hashes = self.store.hashes_of(*file)?;
            if digest(hashes.clone()) == *theirs {
                continue;
            }
            told += hashes.len() + 1;
            differing.push(FileHashes { file: *file, hashes });
            if told > TOLD {
                break;
            }
        }
        metrics::counter!("forecourt_healing_files_compared_total").increment(files.len() as u64);
        self.send(conn, &ToDevice::Differ { files: differing, upto });
        Ok(())
    }

    /// Takes changes back that were kept before the backup was put in place. A relay that lost nothing takes them as any
    /// others: it kept what was kept.
    pub(super) fn heal(&mut self, conn: ConnId, id: u64, files: Vec<Healed>) -> Result<(), Stop> {
        if self.life.is_first() {
            let envelopes = files.into_iter().flat_map(|healed| healed.envelopes).collect();
            return self.push(conn, id, envelopes);
        }
        let begun: BTreeMap<FileId, FileRow> = files.iter().filter_map(|healed| self.row_of(healed)).collect();
        let envelopes = files.into_iter().flat_map(|healed| healed.envelopes).collect();
        self.push_as(conn, id, envelopes, Origin::Healing, &begun)
    }

    /// The row of a file that only devices know. Whoever brings it says who began it; that person must be the author of a
    /// change that stands on the file's genesis alone, or of the first that is brought.
    fn row_of(&self, healed: &Healed) -> Option<(FileId, FileRow)> {
        let first = healed.envelopes.first()?;
        let is_theirs = |device| self.ledger.now().staff_of(device) == Some(healed.creator);
        let is_begun = self.files.get(first.file).is_some();
        let is_author = healed.envelopes.iter().any(|envelope| envelope.file == first.file && is_theirs(envelope.device));
        let row = FileRow { kind: first.kind, about: first.about, creator: healed.creator };
        (!is_begun && is_author).then_some((first.file, row))
    }
}

fn is_administrators(ledger: &Ledger, device: DeviceId) -> bool {
    let view = ledger.now();
    view.active_staff_of(device).is_some_and(|staff| view.holds(staff, Role::Administrator))
}
