//! The ledger as it stood after some entry. Cheap to make; every question is one look-up and a binary search.

use std::collections::BTreeSet;

use super::{Aftermath, ErasureRequest, Ledger, Person, Settled};
use crate::{
    ids::{ChangeHash, DeviceId, FileId, StaffId},
    policy::{AccountState, Role},
    sync::keys::PublicKey,
};

/// What the ledger says of a file's owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// Never assigned: it belongs to whoever began it.
    Creator,
    /// Put into the pool.
    Pool,
    /// Assigned.
    Staff(StaffId),
}

/// The ledger after its first `len` entries.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) len: u64,
}

impl<'a> View<'a> {
    /// How many entries it counts.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether it counts none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn person(&self, staff: StaffId) -> Option<&'a Person> {
        self.ledger.people.get(&staff)?.at(self.len)
    }

    /// Everyone ever on the staff.
    pub fn staff(&self) -> impl Iterator<Item = StaffId> + use<'a> {
        let len = self.len;
        self.ledger.people.iter().filter(move |(_, person)| person.at(len).is_some()).map(|(staff, _)| *staff)
    }

    /// Every device ever enrolled.
    pub fn devices(&self) -> impl Iterator<Item = DeviceId> + use<'a> {
        let len = self.len;
        self.ledger.devices.iter().filter(move |(_, device)| device.seq < len).map(|(device, _)| *device)
    }

    /// A person's roles; empty if unknown. A revoked person keeps them: ask for the account too.
    #[must_use]
    pub fn roles_of(&self, staff: StaffId) -> &'a [Role] {
        self.person(staff).map_or(&[], |person| &person.roles)
    }

    /// How a person's account stands by the ledger; none if unknown. `Pending` is known to the relay only.
    #[must_use]
    pub fn account_of(&self, staff: StaffId) -> Option<AccountState> {
        let person = self.person(staff)?;
        let state = match (person.revoked.is_some(), person.has_device) {
            (true, _) => AccountState::Revoked,
            (false, true) => AccountState::Active,
            (false, false) => AccountState::Invited,
        };
        Some(state)
    }

    /// Whose a device is, revoked or not.
    #[must_use]
    pub fn staff_of(&self, device: DeviceId) -> Option<StaffId> {
        self.ledger.devices.get(&device).filter(|enrolled| enrolled.seq < self.len).map(|enrolled| enrolled.staff)
    }

    /// A device's key, revoked or not: what it signed before stays readable.
    #[must_use]
    pub fn key_of(&self, device: DeviceId) -> Option<PublicKey> {
        self.ledger.devices.get(&device).filter(|enrolled| enrolled.seq < self.len).map(|enrolled| enrolled.key)
    }

    /// The place of a device among all that were ever let in, from 1: no two devices of a store have the same.
    #[must_use]
    pub fn number_of(&self, device: DeviceId) -> Option<usize> {
        let own = self.ledger.devices.get(&device).filter(|enrolled| enrolled.seq < self.len)?.seq;
        Some(self.ledger.devices.values().filter(|enrolled| enrolled.seq <= own).count())
    }

    /// What a device is called.
    #[must_use]
    pub fn name_of(&self, device: DeviceId) -> Option<&'a str> {
        self.ledger.devices.get(&device).filter(|enrolled| enrolled.seq < self.len).map(|enrolled| enrolled.name.as_str())
    }

    /// Whether a device was revoked, itself or with its person.
    #[must_use]
    pub fn is_revoked(&self, device: DeviceId) -> bool {
        self.aftermath_of(device).is_some()
    }

    /// What a revoked device is to do with what it holds, by what was said of itself or its person; none if it may work.
    #[must_use]
    pub fn aftermath_of(&self, device: DeviceId) -> Option<Aftermath> {
        let enrolled = self.ledger.devices.get(&device).filter(|enrolled| enrolled.seq < self.len)?;
        let itself = enrolled.revoked.at(self.len).map(|revoked| revoked.then);
        itself.max(self.aftermath_of_staff(enrolled.staff))
    }

    pub(super) fn aftermath_of_staff(&self, staff: StaffId) -> Option<Aftermath> {
        self.person(staff).and_then(|person| person.revoked).map(|revoked| revoked.then)
    }

    /// Whether a device is to destroy what it holds.
    #[must_use]
    pub fn wipes(&self, device: DeviceId) -> bool {
        self.aftermath_of(device) == Some(Aftermath::Wipe)
    }

    /// The person behind a device, if both may work.
    #[must_use]
    pub fn active_staff_of(&self, device: DeviceId) -> Option<StaffId> {
        self.staff_of(device).filter(|_| !self.is_revoked(device))
    }

    /// Whether the person is on the staff, not revoked, and holds the role.
    #[must_use]
    pub fn holds(&self, staff: StaffId, role: Role) -> bool {
        self.person(staff).is_some_and(|person| person.revoked.is_none() && person.roles.contains(&role))
    }

    /// What the ledger says of a file's owner.
    #[must_use]
    pub fn holder_of(&self, file: FileId) -> Holder {
        match self.ledger.files.get(&file).and_then(|history| history.entry_at(self.len)) {
            None => Holder::Creator,
            Some((since, owner)) => owner.and_then(|owner| self.heir_of(owner, since)).map_or(Holder::Pool, Holder::Staff),
        }
    }

    /// Whose a customer file is, if it was begun by `creator`.
    #[must_use]
    pub fn owner_of(&self, file: FileId, creator: StaffId) -> Option<StaffId> {
        match self.holder_of(file) {
            Holder::Creator => self.heir_of(creator, 0),
            Holder::Pool => None,
            Holder::Staff(staff) => Some(staff),
        }
    }

    /// Whose that is now which `holder` held since entry `since`: books handed over pass it on, each later than the last.
    fn heir_of(&self, holder: StaffId, mut since: u64) -> Option<StaffId> {
        let mut heir = holder;
        while let Some(book) = self.ledger.books.get(&heir).filter(|book| book.seq >= since && book.seq < self.len) {
            since = book.seq + 1;
            heir = book.to?;
        }
        Some(heir)
    }

    /// Whether a revoked person's book was handed over.
    #[must_use]
    pub fn is_handed_over(&self, from: StaffId) -> bool {
        self.ledger.books.get(&from).is_some_and(|book| book.seq < self.len)
    }

    /// The file and all that are the same customer, smallest id first.
    #[must_use]
    pub fn group(&self, file: FileId) -> BTreeSet<FileId> {
        self.ledger.links.group(file, self.len)
    }

    /// The file under whose id a customer is shown: the smallest of the group.
    #[must_use]
    pub fn joined(&self, file: FileId) -> FileId {
        self.group(file).first().copied().unwrap_or(file)
    }

    /// The file through which this one is joined with the smallest of its group: a split of these two takes it out, with
    /// all that are joined through it. None for the smallest and for a file by itself.
    #[must_use]
    pub fn joined_with(&self, file: FileId) -> Option<FileId> {
        self.ledger.links.joined_with(file, self.len)
    }

    /// Whose a customer is: of the files joined, the oldest that somebody has tells it. `creator` tells who began a file,
    /// as far as that is known.
    #[must_use]
    pub fn owner_of_customer(&self, file: FileId, creator: impl Fn(FileId) -> Option<StaffId>) -> Option<StaffId> {
        let owner = |member: FileId| match self.holder_of(member) {
            Holder::Creator => self.heir_of(creator(member)?, 0),
            Holder::Pool => None,
            Holder::Staff(staff) => Some(staff),
        };
        if self.is_linked(file) { self.group(file).into_iter().find_map(owner) } else { owner(file) }
    }

    /// Whether exactly these two were joined, and not split since.
    #[must_use]
    pub fn joined_with_each_other(&self, one: FileId, other: FileId) -> bool {
        self.ledger.links.are_joined(one, other, self.len)
    }

    /// Whether the file was ever joined with another.
    #[must_use]
    pub fn is_linked(&self, file: FileId) -> bool {
        self.ledger.links.knows(file)
    }

    /// Whether a customer file is gone for ever. What is about it is gone with it.
    #[must_use]
    pub fn is_erased(&self, file: FileId) -> bool {
        self.ledger.erasures.is_erased(file, self.len)
    }

    /// Every customer file that is gone for ever.
    pub fn erased_files(&self) -> impl Iterator<Item = FileId> + use<'a> {
        self.ledger.erasures.erased(self.len)
    }

    /// Requests for erasure that nobody decided yet, oldest first.
    #[must_use]
    pub fn erasure_requests(&self) -> Vec<ErasureRequest> {
        self.ledger.erasures.open(self.len)
    }

    /// What was decided about a change that came late or without right; none if nothing was.
    #[must_use]
    pub fn settled(&self, change: ChangeHash) -> Option<Settled> {
        self.ledger.settled.get(&change).filter(|(seq, _)| *seq < self.len).map(|(_, verdict)| *verdict)
    }

    /// Whether a change counts although its author had no right to it.
    #[must_use]
    pub fn is_adopted(&self, change: ChangeHash) -> bool {
        self.settled(change) == Some(Settled::Adopt)
    }

    /// The public key of the store's recovery key, if one was set.
    #[must_use]
    pub fn recovery_key(&self) -> Option<[u8; 32]> {
        self.ledger.recovery_key.at(self.len).copied()
    }
}
