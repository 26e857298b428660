//! What can be said at all: about people, devices and files that are there, and never so that nobody could manage the store.

use super::{ASSIGN_COUNT, Act, GROUP_COUNT, Ledger, LedgerError, NAME_LIMIT, SETTLE_COUNT};
use crate::{
    ids::{DeviceId, FileId, StaffId},
    policy::{AccountState, Role},
    sync::keys::PublicKey,
};

impl Ledger {
    /// Whether what is said can be, whoever says it.
    pub(super) fn check_sense(&self, act: &Act) -> Result<(), LedgerError> {
        let view = self.now();
        let is_on_staff = |staff: &StaffId| view.staff().any(|known| known == *staff) && !self.is_staff_revoked(*staff);
        let is_sound = match act {
            Act::StoreOpened(_) => false,
            Act::StaffAdded { staff, .. } => !self.people.contains_key(staff),
            Act::RolesSet { staff, roles } => {
                is_on_staff(staff) && self.keeps_an_administrator(*staff, roles.contains(&Role::Administrator))?
            }
            Act::StaffRevoked { staff, then } => match view.aftermath_of_staff(*staff) {
                Some(said) => *then > said,
                None => is_on_staff(staff) && self.keeps_an_administrator(*staff, false)?,
            },
            Act::BookHandedOver { from, to } => {
                view.account_of(*from) == Some(AccountState::Revoked)
                    && !self.books.contains_key(from)
                    && to.as_ref().is_none_or(is_on_staff)
            }
            Act::DeviceEnrolled { device, staff, key, name } => is_on_staff(staff) && self.is_new(*device, *key, name),
            Act::DeviceRevoked { device, then } => match view.active_staff_of(*device) {
                None => view.aftermath_of(*device).is_some_and(|said| *then > said),
                Some(staff) => {
                    let is_last = !self.active_devices_of(staff).any(|other| other != *device);
                    !is_last || !view.holds(staff, Role::Administrator) || self.keeps_an_administrator(staff, false)?
                }
            },
            Act::FilesAssigned { files, owner } => {
                !files.is_empty() && files.len() <= ASSIGN_COUNT && owner.as_ref().is_none_or(is_on_staff)
            }
            Act::FilesJoined { one, other } => self.can_join(*one, *other),
            Act::FilesSplit { one, other } => self.links.are_joined(*one, *other, self.len()),
            Act::ErasureRequested { file } => {
                !view.is_erased(*file) && !view.erasure_requests().iter().any(|request| request.file == *file)
            }
            Act::ErasureDecided { request, .. } => view.erasure_requests().iter().any(|open| open.id == *request),
            Act::LateSettled { changes, .. } => {
                changes.len() <= SETTLE_COUNT && changes.iter().any(|change| !self.settled.contains_key(change))
            }
            Act::RecoveryKeySet { key } => *key != [0; 32] && view.recovery_key() != Some(*key),
        };
        if is_sound { Ok(()) } else { Err(LedgerError::Impossible) }
    }

    fn is_staff_revoked(&self, staff: StaffId) -> bool {
        self.people.get(&staff).and_then(|history| history.at(self.len())).is_none_or(|person| person.revoked.is_some())
    }

    fn can_join(&self, one: FileId, other: FileId) -> bool {
        let view = self.now();
        let (group, joining) = (view.group(one), view.group(other));
        !view.is_erased(one) && !view.is_erased(other) && !group.contains(&other) && group.len() + joining.len() <= GROUP_COUNT
    }

    fn is_new(&self, device: DeviceId, key: PublicKey, name: &str) -> bool {
        !self.devices.contains_key(&device) && !self.keys.contains(&key) && key.is_sound() && is_name(name)
    }

    fn active_devices_of(&self, staff: StaffId) -> impl Iterator<Item = DeviceId> + '_ {
        let view = self.now();
        view.devices().filter(move |device| view.active_staff_of(*device) == Some(staff))
    }

    /// Whether somebody with a device could still manage the store once `staff` does or does not remain administrator.
    fn keeps_an_administrator(&self, staff: StaffId, remains: bool) -> Result<bool, LedgerError> {
        let view = self.now();
        let another = view
            .devices()
            .filter_map(|device| view.active_staff_of(device))
            .any(|other| (other != staff && view.holds(other, Role::Administrator)) || (other == staff && remains));
        if another { Ok(true) } else { Err(LedgerError::NoAdministratorLeft) }
    }
}

pub(super) fn is_name(name: &str) -> bool {
    name.chars().count() <= NAME_LIMIT
}
