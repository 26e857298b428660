//! The duplicate sieve at the relay: tags per file, the filter made of them, its key.
//!
//! Invariant: every revocation ends an epoch. What leaves is the key and the filter, to people who write customer files, and
//! single answers to those who ask; never a tag.

use std::{collections::BTreeSet, sync::Arc};

use forecourt_core::{
    clock::Instant,
    ids::{DeviceId, FileId, StaffId},
    policy::{self, AccountState, Action, FileKind, Owner, Relation},
    sync::{
        Refusal,
        audit::{AuditNote, AuditWord},
        frame::ToDevice,
        ledger::Act,
        sieve::{FileTags, Filter, PhoneTag, SieveKey, TAG_FILES, TAGS_EACH, capacity_for, is_outgrown},
    },
};

use super::{ConnId, Relay, Stop, files::Person, store::StoreError};

/// A filter is made anew at most this often,
const REST_MS: i64 = 30_000;
/// unless so many files said other phones.
const MANY: u32 = 100;
/// Keys that one look-up may be asked under.
const KEYS: usize = 2;
const DAY_MS: i64 = 24 * 3600 * 1000;

/// One epoch, as on the disk.
#[derive(Debug, Clone)]
pub struct Epoch {
    /// Names it.
    pub epoch: u64,
    /// What devices tag under.
    pub key: SieveKey,
    /// What decoys are made of; never leaves.
    pub decoys: SieveKey,
    /// How many phones the filter is made for.
    pub capacity: usize,
}

/// What of the sieve is in memory.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    epoch: Option<Epoch>,
    /// The filter's version. Not kept: making a filter writes nothing, so that a full disk keeps nobody from reading.
    version: u64,
    /// Files that said other phones since the filter was made.
    changed: u32,
    made_at: Option<Instant>,
    frame: Option<Arc<Vec<u8>>>,
    readers: BTreeSet<ConnId>,
}

impl Sieve {
    pub(super) fn new(epoch: Option<Epoch>) -> Self {
        Self { epoch, ..Self::default() }
    }

    pub(super) fn forget(&mut self, conn: ConnId) {
        self.readers.remove(&conn);
    }

    /// A file's tags changed, or went.
    pub(super) const fn note_change(&mut self) {
        self.changed = self.changed.saturating_add(1);
    }
}

impl Relay {
    /// Tells a device what it lacks of the sieve, and from here on what changes.
    pub(super) fn ask_sieve(&mut self, conn: ConnId, have: Option<(u64, u64)>) -> Result<(), Stop> {
        let Some(view) = self.sieve_view(conn) else { return Ok(()) };
        self.sieve.readers.insert(conn);
        // The first epoch begins with the next tick, and everyone is told.
        let Some(epoch) = self.sieve.epoch.clone() else { return Ok(()) };
        if have.map(|(epoch, _)| epoch) != Some(epoch.epoch) {
            self.send(conn, &ToDevice::SieveKey { epoch: epoch.epoch, key: epoch.key });
        }
        if view == View::Filter && (have != Some((epoch.epoch, self.sieve.version)) || self.sieve.frame.is_none()) {
            let frame = match &self.sieve.frame {
                Some(frame) => Arc::clone(frame),
                None => self.make_filter(&epoch)?,
            };
            self.send_bytes(conn, frame);
        }
        Ok(())
    }

    /// Keeps the tags of files that the device may write.
    pub(super) fn tag(&mut self, conn: ConnId, epoch: u64, id: u64, files: Vec<FileTags>) -> Result<(), Stop> {
        if files.len() > TAG_FILES || files.iter().any(|file| file.tags.len() > TAGS_EACH) {
            return Err(Stop::Bye(Refusal::Malformed));
        }
        let staff = self.connections.get(&conn).and_then(|conn| conn.signed()).map(|signed| signed.staff);
        let is_present = self.sieve.epoch.as_ref().is_some_and(|present| present.epoch == epoch);
        let (Some(staff), true) = (staff, is_present) else { return Ok(()) };
        for FileTags { file, tags } in files {
            let tags: BTreeSet<PhoneTag> = tags.into_iter().collect();
            if self.may_tag(staff, file) && self.store.tags_of(file)? != (epoch, tags.clone()) {
                self.store.put_tags(file, epoch, &tags)?;
                self.sieve.note_change();
            }
        }
        self.send(conn, &ToDevice::Tagged { epoch, id });
        Ok(())
    }

    fn may_tag(&self, staff: StaffId, file: FileId) -> bool {
        let (Some(person), Some(row)) = (Person::of(self.ledger.now(), staff), self.files.get(file)) else { return false };
        row.kind == FileKind::Customer && self.files.may(&person, Action::Write, file, row)
    }

    /// Says who has a phone, so many times a day.
    pub(super) fn look_up(&mut self, conn: ConnId, tags: &[PhoneTag]) -> Result<(), Stop> {
        if tags.len() > KEYS {
            return Err(Stop::Bye(Refusal::Malformed));
        }
        let signed = self.connections.get(&conn).and_then(|conn| conn.signed()).map(|signed| signed.device);
        let (Some(device), Some(_)) = (signed, self.sieve_view(conn)) else {
            self.send(conn, &ToDevice::Declined { reason: Refusal::NotAllowed });
            return Ok(());
        };
        if !self.count_look_up(device)? {
            self.send(conn, &ToDevice::Declined { reason: Refusal::LimitReached });
            return Ok(());
        }
        let mut found = None;
        for tag in tags {
            found = found.or(self.store.file_of_tag(*tag)?);
        }
        let row = found.and_then(|file| Some((file, self.files.get(file)?.creator)));
        let owner = row.and_then(|(file, creator)| self.files.owner(self.ledger.now(), file, Some(creator)));
        self.send(conn, &ToDevice::PhoneKnown { known: row.is_some(), owner });
        Ok(())
    }

    fn count_look_up(&mut self, device: DeviceId) -> Result<bool, StoreError> {
        let today = self.world.now().unix_ms().div_euclid(DAY_MS);
        let count = self.store.count_look_up(device, today)?;
        self.note_later(AuditNote { by: Some(device), ..AuditNote::of(AuditWord::LookedUp) });
        Ok(count <= self.config.look_ups_a_day)
    }

    /// A revocation ends the epoch: whoever was revoked holds its key.
    pub(super) fn turn_sieve(&mut self, act: &Act) -> Result<(), StoreError> {
        let is_ended = matches!(act, Act::DeviceRevoked { .. } | Act::StaffRevoked { .. }) && self.sieve.epoch.is_some();
        if is_ended { self.begin_epoch() } else { Ok(()) }
    }

    /// Makes the filter anew where enough changed or enough time went by. Where the disk refuses, it is tried again.
    pub(super) fn tick_sieve(&mut self) {
        if let Err(error) = self.renew_sieve() {
            tracing::warn!(%error, "the duplicate sieve could not be made anew");
        }
    }

    fn renew_sieve(&mut self) -> Result<(), StoreError> {
        let outgrown = match &self.sieve.epoch {
            None if self.sieve.readers.is_empty() => return Ok(()),
            None => true,
            Some(_) if !self.is_filter_due() => return Ok(()),
            Some(epoch) => is_outgrown(epoch.capacity, self.store.count_tags()?),
        };
        if outgrown {
            // In a transaction of its own: it must not take along what others wrote, should it fail.
            if self.store.is_writing() {
                return Ok(());
            }
            if let Err(error) = self.begin_epoch().and_then(|()| self.store.commit()) {
                self.sieve.epoch = self.store.roll_back().and_then(|()| self.store.epoch())?;
                return Err(error);
            }
        }
        self.send_filter()
    }

    fn is_filter_due(&self) -> bool {
        let now = self.world.now();
        let rested = self.sieve.made_at.is_none_or(|at| now.unix_ms().saturating_sub(at.unix_ms()) >= REST_MS);
        self.sieve.changed >= MANY || (self.sieve.changed > 0 && rested)
    }

    fn send_filter(&mut self) -> Result<(), StoreError> {
        let Some(epoch) = self.sieve.epoch.clone() else { return Ok(()) };
        let frame = self.make_filter(&epoch)?;
        for conn in self.sieve.readers.clone() {
            if self.sieve_view(conn) == Some(View::Filter) {
                self.send_bytes(conn, Arc::clone(&frame));
            }
        }
        Ok(())
    }

    fn make_filter(&mut self, epoch: &Epoch) -> Result<Arc<Vec<u8>>, StoreError> {
        let tags = self.store.tags(epoch.epoch)?;
        let is_whole = !self.store.has_older_tags(epoch.epoch)?;
        let filter = Filter::of(&tags, epoch.capacity, &epoch.decoys);
        // Begins anywhere, so that no device takes a filter of after a restart for the one it has.
        let version = match self.sieve.version {
            0 => u64::from_le_bytes(self.world.random()) >> 2,
            version => version + 1,
        };
        let told = ToDevice::Sieve { epoch: epoch.epoch, version, is_whole, filter };
        let frame = Arc::new(told.encode().unwrap_or_default());
        self.sieve.version = version;
        self.sieve.changed = 0;
        self.sieve.made_at = Some(self.world.now());
        self.sieve.frame = Some(Arc::clone(&frame));
        Ok(frame)
    }

    fn begin_epoch(&mut self) -> Result<(), StoreError> {
        let epoch = Epoch {
            // Random, not counted: a relay restored from a backup must not give an old number to a new key. SQLite's
            // numbers end at 2^63.
            epoch: u64::from_le_bytes(self.world.random()) >> 1,
            key: SieveKey::from_bytes(self.world.random()),
            decoys: SieveKey::from_bytes(self.world.random()),
            capacity: capacity_for(self.store.count_tags()?),
        };
        self.store.put_epoch(&epoch)?;
        self.sieve.frame = None;
        self.sieve.note_change();
        for conn in self.sieve.readers.clone() {
            if self.sieve_view(conn).is_some() {
                self.send(conn, &ToDevice::SieveKey { epoch: epoch.epoch, key: epoch.key });
            }
        }
        self.sieve.epoch = Some(epoch);
        Ok(())
    }

    /// What of the sieve the person behind a connection needs: nothing where they write no customer files.
    fn sieve_view(&self, conn: ConnId) -> Option<View> {
        let staff = self.ledger.now().active_staff_of(self.connections.get(&conn)?.signed()?.device)?;
        let roles = self.ledger.now().roles_of(staff);
        let own = Relation { has_vehicle: true, ..Relation::of(Owner::Me) };
        let writes = policy::may(AccountState::Active, roles, FileKind::Customer, Action::Write, own);
        let view = if policy::sees_all_customers(roles) { View::Key } else { View::Filter };
        writes.then_some(view)
    }
}

/// What of the sieve somebody needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    /// To tag phones: they look numbers up in the files they hold.
    Key,
    /// The filter too.
    Filter,
}
