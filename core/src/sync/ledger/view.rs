//! The ledger as it stood after some entry. Cheap to make; every question is one look-up and a binary search.

use super::{Ledger, Person};
use crate::{
    ids::{DeviceId, FileId, StaffId},
    policy::{AccountState, Owner, Role},
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
        let state = match (person.is_revoked, person.has_device) {
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

    /// What a device is called.
    #[must_use]
    pub fn name_of(&self, device: DeviceId) -> Option<&'a str> {
        self.ledger.devices.get(&device).filter(|enrolled| enrolled.seq < self.len).map(|enrolled| enrolled.name.as_str())
    }

    /// Whether a device was revoked, itself or with its person.
    #[must_use]
    pub fn is_revoked(&self, device: DeviceId) -> bool {
        let Some(enrolled) = self.ledger.devices.get(&device) else { return false };
        enrolled.revoked_by.is_some_and(|seq| seq < self.len) || self.person(enrolled.staff).is_some_and(|p| p.is_revoked)
    }

    /// The person behind a device, if both may work.
    #[must_use]
    pub fn active_staff_of(&self, device: DeviceId) -> Option<StaffId> {
        self.staff_of(device).filter(|_| !self.is_revoked(device))
    }

    /// Whether the person is on the staff, not revoked, and holds the role.
    #[must_use]
    pub fn holds(&self, staff: StaffId, role: Role) -> bool {
        self.person(staff).is_some_and(|person| !person.is_revoked && person.roles.contains(&role))
    }

    /// What the ledger says of a file's owner.
    #[must_use]
    pub fn holder_of(&self, file: FileId) -> Holder {
        match self.ledger.files.get(&file).and_then(|history| history.at(self.len)) {
            None => Holder::Creator,
            Some(None) => Holder::Pool,
            Some(Some(staff)) => Holder::Staff(*staff),
        }
    }

    /// Whose a customer file is, if it was begun by `creator`.
    #[must_use]
    pub fn owner_of(&self, file: FileId, creator: StaffId) -> Option<StaffId> {
        match self.holder_of(file) {
            Holder::Creator => Some(creator),
            Holder::Pool => None,
            Holder::Staff(staff) => Some(staff),
        }
    }

    /// The same, seen from `me`.
    #[must_use]
    pub fn owner_for(&self, me: StaffId, file: FileId, creator: StaffId) -> Owner {
        match self.owner_of(file, creator) {
            Some(owner) if owner == me => Owner::Me,
            Some(_) => Owner::Other,
            None => Owner::Nobody,
        }
    }
}
