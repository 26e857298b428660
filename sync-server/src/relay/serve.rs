//! What devices get: changes, whole files, grants. Never anything that the present ledger does not let them see.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use forecourt_core::{
    ids::{FileId, StaffId},
    policy::{AccountState, Action, acts::Duty},
    sync::{
        Envelope, Refusal,
        frame::{Numbered, PULL_COUNT, Snapshots, ToDevice},
        ledger::Act,
        page::{self, INFLATED_TARGET},
    },
};

use super::{
    ConnId, Relay, Stop,
    files::Person,
    store::{Kept, StoreError},
};

/// Rows looked at for one pull, visible or not.
const SCAN_COUNT: u32 = 4096;
/// Bytes looked at for one pull.
const SCAN_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of changes after which an answer is closed.
const CHANGES_BYTES: usize = 512 * 1024;
/// Files that may be packed anew for one page: bounds how long others wait.
const PACK_COUNT: usize = 256;

/// Which ledger entries can let somebody see a file that they could not see before.
#[derive(Debug)]
pub(super) enum Granting {
    /// Those files with all that are joined with them, for anybody.
    Files(Vec<FileId>),
    /// Any file, for that person.
    Person(StaffId),
    /// Any file, for anybody.
    Anybody,
    /// None.
    Nothing,
}

impl From<&Act> for Granting {
    fn from(act: &Act) -> Self {
        match act {
            Act::FilesAssigned { files, .. } => Self::Files(files.clone()),
            Act::FilesJoined { one, other } | Act::FilesSplit { one, other } => Self::Files(vec![*one, *other]),
            Act::RolesSet { staff, .. } | Act::BookHandedOver { to: Some(staff), .. } => Self::Person(*staff),
            Act::BookHandedOver { to: None, .. } => Self::Anybody,
            Act::StoreOpened(_)
            | Act::StaffAdded { .. }
            | Act::StaffRevoked { .. }
            | Act::DeviceEnrolled { .. }
            | Act::DeviceRevoked { .. }
            | Act::ErasureRequested { .. }
            | Act::ErasureDecided { .. }
            | Act::LateSettled { .. }
            | Act::RecoveryKeySet { .. } => Self::Nothing,
        }
    }
}

impl Relay {
    /// Answers a pull; at the end of the log the connection goes live.
    pub(super) fn pull(&mut self, conn: ConnId, after: u64, limit: u32) -> Result<(), Stop> {
        let limit = usize::try_from(limit.clamp(1, PULL_COUNT)).unwrap_or(1);
        let Some(signed) = self.connections.get(&conn).and_then(|conn| conn.signed()) else { return Ok(()) };
        let Some(person) = Person::of(self.ledger.now(), signed.staff) else { return Ok(()) };
        let scanned = self.store.changes_after(after, SCAN_COUNT, SCAN_BYTES)?;
        let mut upto = after;
        let mut bytes = 0;
        let mut items = Vec::new();
        let mut is_cut = false;
        for kept in scanned.changes {
            if items.len() >= limit || bytes > CHANGES_BYTES {
                is_cut = true;
                break;
            }
            upto = kept.number;
            let opened = self.files.opened_by(&person, kept.file, kept.number);
            if self.files.may_read(&person, kept.file) && !signed.pushed.contains(&kept.number) {
                bytes += kept.change.len();
                items.push(self.numbered(kept)?);
            }
            // The cursor passed over what the customer's file held before its first vehicle.
            for customer in opened {
                for earlier in self.store.changes_of(customer, 0)?.into_iter().filter(|earlier| earlier.number <= after) {
                    bytes += earlier.change.len();
                    items.push(self.numbered(earlier)?);
                }
            }
        }
        let more = is_cut || !scanned.is_end;
        if let Some(signed) = self.connections.get_mut(&conn).and_then(|conn| conn.signed_mut()) {
            signed.pushed = signed.pushed.split_off(&(upto + 1));
            signed.live_from = if more { None } else { Some(upto) };
        }
        self.send(conn, &ToDevice::Changes { items, after, upto, more });
        Ok(())
    }

    fn numbered(&self, kept: Kept) -> Result<Numbered, StoreError> {
        let damaged = StoreError::Damaged { what: "change" };
        let (Some(row), Some(store), Some(ledger_head)) =
            (self.files.get(kept.file), self.ledger.store(), self.ledger.head_at(kept.ledger_len))
        else {
            return Err(damaged);
        };
        let envelope = Envelope {
            store,
            file: kept.file,
            kind: row.kind,
            about: row.about,
            change: kept.change,
            device: kept.device,
            ledger_head,
            signature: kept.signature,
        };
        Ok(Numbered { number: kept.number, creator: row.creator, is_around: kept.is_around, envelope })
    }

    /// Tells every live connection what it may see of what was kept since the last commit.
    pub(super) fn fan_out(&mut self) {
        let fresh = std::mem::take(&mut self.fresh);
        let Some(last) = fresh.last().map(|numbered| numbered.number) else { return };
        let mut encoded: HashMap<(u64, Vec<u64>), Arc<Vec<u8>>> = HashMap::new();
        let mut out = Vec::new();
        for (conn, signed) in self.connections.iter_mut().filter_map(|(id, conn)| Some((*id, conn.signed_mut()?))) {
            let Some(after) = signed.live_from else { continue };
            let Some(person) = Person::of(self.ledger.now(), signed.staff) else { continue };
            let opens = |one: &Arc<Numbered>| !self.files.opened_by(&person, one.envelope.file, one.number).is_empty();
            if fresh.iter().any(|one| one.number > after && opens(one)) {
                // It pulls what it has missed, and with it the earlier changes of the customer.
                let frame = ToDevice::Changes { items: Vec::new(), after: last, upto: last, more: false };
                out.push((conn, Arc::new(frame.encode().unwrap_or_default())));
                signed.live_from = None;
                continue;
            }
            let is_for = |one: &&Arc<Numbered>| {
                one.number > after && !signed.pushed.contains(&one.number) && self.files.may_read(&person, one.envelope.file)
            };
            let visible: Vec<&Arc<Numbered>> = fresh.iter().filter(is_for).collect();
            if visible.is_empty() {
                continue;
            }
            for (after, upto, items) in frames(&visible, after, last) {
                let key = (after, items.iter().map(|one| one.number).collect());
                let bytes = encoded.entry(key).or_insert_with(|| {
                    let items = items.iter().map(|one| Numbered::clone(one)).collect();
                    Arc::new(ToDevice::Changes { items, after, upto, more: false }.encode().unwrap_or_default())
                });
                out.push((conn, Arc::clone(bytes)));
            }
            signed.pushed.clear();
            signed.live_from = Some(last);
        }
        for (conn, bytes) in out {
            self.send_bytes(conn, bytes);
        }
    }

    /// Answers the question for the next page of whole files.
    pub(super) fn snapshots(&mut self, conn: ConnId, since: Option<u64>, after: Option<FileId>) -> Result<(), Stop> {
        let Some(staff) = self.connections.get(&conn).and_then(|conn| conn.signed()).map(|signed| signed.staff) else {
            return Ok(());
        };
        let visible = match since {
            Some(len) => self.granted_files(staff, len),
            None => self.visible_files(staff),
        };
        let begin = after.map_or(0, |after| visible.partition_point(|file| *file <= after));
        let mut files = Vec::new();
        let mut bytes = 0;
        let mut packed_anew = 0;
        for file in visible.iter().skip(begin) {
            if bytes >= INFLATED_TARGET || packed_anew >= PACK_COUNT {
                break;
            }
            packed_anew += usize::from(self.unpacked.contains(file));
            let snapshot = self.packed(*file)?;
            bytes += snapshot.len();
            files.push(snapshot);
        }
        let done = begin + files.len();
        let last = if done < visible.len() { visible.get(done.saturating_sub(1)).copied() } else { None };
        let page = page::pack_encoded(&files).map_err(|_| StoreError::Damaged { what: "packed file" })?;
        let (done, total) = (done as u64, visible.len() as u64);
        let (upto, ledger_len) = (self.head, self.ledger.len());
        self.send(conn, &ToDevice::Snapshots(Snapshots { since, page, last, upto, ledger_len, done, total }));
        Ok(())
    }

    fn packed(&mut self, file: FileId) -> Result<Vec<u8>, StoreError> {
        if !self.unpacked.contains(&file)
            && let Some((_, snapshot)) = self.store.packed(file)?
        {
            return Ok(snapshot);
        }
        self.pack(file)
    }

    fn pack(&mut self, file: FileId) -> Result<Vec<u8>, StoreError> {
        let row = *self.files.get(file).ok_or(StoreError::Damaged { what: "file" })?;
        let (upto, snapshot) = self.documents.pack(&self.store, &self.ledger, file, &row)?;
        self.store.pack(file, upto, &snapshot)?;
        self.unpacked.remove(&file);
        Ok(snapshot)
    }

    /// Packs at most `limit` files that changed; returns how many are left. For idle moments.
    pub fn pack_some(&mut self, limit: usize) -> Result<usize, StoreError> {
        for _ in 0..limit {
            let Some(file) = self.unpacked.first().copied() else { break };
            if let Err(error) = self.pack(file) {
                self.is_broken = true;
                return Err(error);
            }
        }
        Ok(self.unpacked.len())
    }

    /// Every file that a person may see, in the order of ids.
    fn visible_files(&self, staff: StaffId) -> Vec<FileId> {
        let Some(person) = Person::of(self.ledger.now(), staff) else { return Vec::new() };
        let may = |(file, row): &(FileId, &super::store::FileRow)| self.files.may(&person, Action::Read, *file, row);
        self.files.after(None).filter(may).map(|(file, _)| file).collect()
    }

    /// Files that a person may see now and might not at some moment since the ledger had `len` entries, in the order of
    /// ids. Some moment, not only the first: a file taken away and given back was edited by others meanwhile, and the
    /// person's cursor passed over those edits.
    pub(super) fn granted_files(&self, staff: StaffId, len: u64) -> Vec<FileId> {
        let Some(now) = Person::of(self.ledger.now(), staff) else { return Vec::new() };
        let (by_person, by_file) = self.grants_since(staff, len);
        let was_hidden = |file: FileId, at: &u64| {
            !Person::of(self.ledger.at_len(*at), staff).is_some_and(|then| self.files.may_read(&then, file))
        };
        let is_new = |file: &FileId| {
            let named = by_file.get(file).into_iter().flatten();
            self.files.may_read(&now, *file) && by_person.iter().chain(named).any(|at| was_hidden(*file, at))
        };
        if by_person.is_empty() {
            by_file.keys().copied().filter(is_new).collect()
        } else {
            self.files.after(None).map(|(file, _)| file).filter(is_new).collect()
        }
    }

    /// The ledger's lengths just before entries that could grant something: to the person, and of a file.
    fn grants_since(&self, staff: StaffId, len: u64) -> (Vec<u64>, BTreeMap<FileId, Vec<u64>>) {
        let (mut by_person, mut by_file) = (Vec::new(), BTreeMap::<FileId, Vec<u64>>::new());
        let since = usize::try_from(len).unwrap_or(usize::MAX);
        for (at, granting) in (len..).zip(self.granting.get(since..).unwrap_or_default()) {
            match granting {
                Granting::Anybody => by_person.push(at),
                Granting::Person(person) if *person == staff => by_person.push(at),
                Granting::Files(files) => {
                    let joined = files.iter().flat_map(|file| self.ledger.now().group(*file));
                    for file in joined.flat_map(|file| self.files.family(file)) {
                        by_file.entry(file).or_default().push(at);
                    }
                }
                Granting::Person(_) | Granting::Nothing => {}
            }
        }
        (by_person, by_file)
    }

    /// Tells connections that an entry just taken grants them files.
    pub(super) fn tell_grants(&mut self) {
        let ledger_len = self.ledger.len();
        let before = ledger_len.saturating_sub(1);
        if matches!(self.granting.last(), None | Some(Granting::Nothing)) {
            return;
        }
        let granted: Vec<ConnId> = self
            .connections
            .iter()
            .filter_map(|(id, conn)| Some((*id, conn.signed()?.staff)))
            .filter(|(_, staff)| !self.granted_files(*staff, before).is_empty())
            .map(|(id, _)| id)
            .collect();
        for conn in granted {
            self.send(conn, &ToDevice::Granted { ledger_len });
        }
    }

    /// Refuses unless the connection belongs to someone who has the duty.
    pub(super) fn needs(&self, conn: ConnId, duty: Duty) -> Result<(), Refusal> {
        let staff = self.connections.get(&conn).and_then(|conn| conn.signed()).map(|signed| signed.staff);
        let view = self.ledger.now();
        let is_active = |staff: &StaffId| view.account_of(*staff) == Some(AccountState::Active);
        if staff.filter(is_active).is_some_and(|staff| duty.is_of(view.roles_of(staff))) {
            Ok(())
        } else {
            Err(Refusal::NotAllowed)
        }
    }
}

/// Cuts changes into frames that fit; each begins where the one before ended.
fn frames<'a>(visible: &[&'a Arc<Numbered>], after: u64, last: u64) -> Vec<(u64, u64, Vec<&'a Arc<Numbered>>)> {
    let mut frames = Vec::new();
    let mut from = after;
    let mut items: Vec<&Arc<Numbered>> = Vec::new();
    let mut bytes = 0;
    for one in visible {
        if bytes > CHANGES_BYTES {
            let upto = items.last().map_or(from, |one| one.number);
            frames.push((from, upto, std::mem::take(&mut items)));
            (from, bytes) = (upto, 0);
        }
        bytes += one.envelope.change.len();
        items.push(one);
    }
    frames.push((from, last, items));
    frames
}
