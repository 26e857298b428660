//! Who may say what. Judged by the ledger as it stands before the entry, never by a clock.

use super::{Act, Founding, Holder, Ledger, LedgerError, NO_HEAD, Said, Statement, sense::is_name};
use crate::{
    ids::{FileId, StaffId},
    policy::{
        Role,
        acts::{LedgerAct, Say},
    },
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
        let Some(kind) = kind(act) else { return Err(LedgerError::Impossible) };
        let may = match (kind.may(self.now().roles_of(author)), act) {
            (Say::Any, _) => true,
            (Say::Own, Act::FilesAssigned { files, .. }) => files.iter().all(|file| self.may_be_own(author, *file)),
            (Say::Own | Say::No, _) => false,
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

/// What the policy calls it; none for the first statement, which stands nowhere else.
const fn kind(act: &Act) -> Option<LedgerAct> {
    Some(match act {
        Act::StoreOpened(_) => return None,
        Act::StaffAdded { .. } => LedgerAct::StaffAdded,
        Act::RolesSet { .. } => LedgerAct::RolesSet,
        Act::StaffRevoked { .. } => LedgerAct::StaffRevoked,
        Act::DeviceEnrolled { .. } => LedgerAct::DeviceEnrolled,
        Act::DeviceRevoked { .. } => LedgerAct::DeviceRevoked,
        Act::RecoveryKeySet { .. } => LedgerAct::RecoveryKeySet,
        Act::FilesAssigned { .. } => LedgerAct::FilesAssigned,
        Act::BookHandedOver { .. } => LedgerAct::BookHandedOver,
        Act::FilesJoined { .. } => LedgerAct::FilesJoined,
        Act::FilesSplit { .. } => LedgerAct::FilesSplit,
        Act::LateSettled { .. } => LedgerAct::LateSettled,
        Act::ErasureRequested { .. } => LedgerAct::ErasureRequested,
        Act::ErasureDecided { .. } => LedgerAct::ErasureDecided,
    })
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
