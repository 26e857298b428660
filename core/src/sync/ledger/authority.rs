//! Who may say what. Judged by the ledger as it stands before the entry, never by a clock.

use super::{ASSIGN_COUNT, Act, Founding, Holder, Ledger, LedgerError, NAME_LIMIT, NO_HEAD, Said, Statement};
use crate::{
    ids::{DeviceId, FileId, StaffId},
    policy::Role,
    sync::keys::PublicKey,
};

impl Ledger {
    /// What a statement says, if it may stand next in the ledger.
    pub fn check(&self, statement: &Statement) -> Result<Said, LedgerError> {
        let said = statement.read()?;
        if self.has(said.id) {
            return Err(LedgerError::Known);
        }
        if self.is_empty() {
            check_founding(&said, statement)?;
            return Ok(said);
        }
        if said.store != self.store() {
            return Err(LedgerError::OtherStore);
        }
        let author = self.check_author(&said, statement)?;
        if said.on == NO_HEAD || self.len_at(said.on).is_none() {
            return Err(LedgerError::UnknownHead);
        }
        self.check_right(author, &said.act)?;
        self.check_sense(&said.act)?;
        Ok(said)
    }

    fn check_author(&self, said: &Said, statement: &Statement) -> Result<StaffId, LedgerError> {
        let view = self.now();
        let key = view.key_of(said.device).ok_or(LedgerError::UnknownDevice)?;
        if !statement.is_signed(&key) {
            return Err(LedgerError::BadSignature);
        }
        view.active_staff_of(said.device).ok_or(LedgerError::Revoked)
    }

    fn check_right(&self, author: StaffId, act: &Act) -> Result<(), LedgerError> {
        let view = self.now();
        let may = match act {
            Act::StoreOpened(_) => return Err(LedgerError::Impossible),
            Act::StaffAdded { .. }
            | Act::RolesSet { .. }
            | Act::StaffRevoked { .. }
            | Act::DeviceEnrolled { .. }
            | Act::DeviceRevoked { .. } => view.holds(author, Role::Administrator),
            Act::FilesAssigned { files, .. } => {
                view.holds(author, Role::SalesManager)
                    || view.holds(author, Role::FrontDesk)
                    || (view.holds(author, Role::DccAgent) && files.iter().all(|file| self.may_be_own(author, *file)))
            }
        };
        if may { Ok(()) } else { Err(LedgerError::NotAllowed) }
    }

    /// The ledger does not know who began a file that was never assigned; the relay, which does, asks before it orders.
    fn may_be_own(&self, author: StaffId, file: FileId) -> bool {
        match self.now().holder_of(file) {
            Holder::Creator => true,
            Holder::Staff(staff) => staff == author,
            Holder::Pool => false,
        }
    }

    fn check_sense(&self, act: &Act) -> Result<(), LedgerError> {
        let view = self.now();
        let is_on_staff = |staff: &StaffId| view.staff().any(|known| known == *staff) && !self.is_staff_revoked(*staff);
        let is_sound = match act {
            Act::StoreOpened(_) => false,
            Act::StaffAdded { staff, .. } => !self.people.contains_key(staff),
            Act::RolesSet { staff, roles } => {
                is_on_staff(staff) && self.keeps_an_administrator(*staff, roles.contains(&Role::Administrator))?
            }
            Act::StaffRevoked { staff } => is_on_staff(staff) && self.keeps_an_administrator(*staff, false)?,
            Act::DeviceEnrolled { device, staff, key, name } => is_on_staff(staff) && self.is_new(*device, *key, name),
            Act::DeviceRevoked { device } => {
                let staff = view.active_staff_of(*device).ok_or(LedgerError::Impossible)?;
                let is_last = !self.active_devices_of(staff).any(|other| other != *device);
                !is_last || !view.holds(staff, Role::Administrator) || self.keeps_an_administrator(staff, false)?
            }
            Act::FilesAssigned { files, owner } => {
                !files.is_empty() && files.len() <= ASSIGN_COUNT && owner.as_ref().is_none_or(is_on_staff)
            }
        };
        if is_sound { Ok(()) } else { Err(LedgerError::Impossible) }
    }

    fn is_staff_revoked(&self, staff: StaffId) -> bool {
        self.people.get(&staff).and_then(|history| history.at(self.len())).is_none_or(|person| person.is_revoked)
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

fn check_founding(said: &Said, statement: &Statement) -> Result<(), LedgerError> {
    let Act::StoreOpened(Founding { roles, device, key, device_name, .. }) = &said.act else {
        return Err(LedgerError::BrokenChain);
    };
    if said.store.is_some() || said.on != NO_HEAD || said.device != *device {
        return Err(LedgerError::Malformed);
    }
    if !statement.is_signed(key) {
        return Err(LedgerError::BadSignature);
    }
    if !roles.contains(&Role::Administrator) {
        return Err(LedgerError::NoAdministratorLeft);
    }
    if key.is_sound() && is_name(device_name) { Ok(()) } else { Err(LedgerError::Impossible) }
}

fn is_name(name: &str) -> bool {
    name.chars().count() <= NAME_LIMIT
}
