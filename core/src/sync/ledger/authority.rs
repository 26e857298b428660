//! Who may say what. Judged by the ledger as it stands before the entry, never by a clock.

use super::{Act, Founding, Holder, Ledger, LedgerError, NO_HEAD, Said, Statement, sense::is_name};
use crate::{
    ids::{FileId, StaffId},
    policy::Role,
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
            | Act::DeviceRevoked { .. }
            | Act::RecoveryKeySet { .. } => view.holds(author, Role::Administrator),
            Act::BookHandedOver { .. } | Act::FilesJoined { .. } | Act::FilesSplit { .. } | Act::LateSettled { .. } => {
                view.holds(author, Role::SalesManager)
            }
            Act::ErasureRequested { .. } => view.holds(author, Role::SalesManager) || view.holds(author, Role::CsManager),
            Act::ErasureDecided { .. } => view.holds(author, Role::GeneralManager),
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
