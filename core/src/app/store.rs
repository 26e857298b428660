//! An open store on this device: its database, its key, and what is known without asking the database.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError, RwLock,
    atomic::{AtomicBool, Ordering},
};

use rusqlite::{Connection, Transaction};

use super::{
    api::{
        common::StaffName,
        error::{AppError, ErrorCode},
    },
    damage::{self, Failed},
    documents::Documents,
    lock::lease::Lease,
    preparing::Preparation,
    settings::Shelf,
};
use crate::{
    clock::{Date, World},
    document::Document,
    domain::store::StoreFile,
    ids::{DeviceId, FileId, LedgerHash, StaffId, StoreId},
    mirror::Scope,
    ops::Author,
    policy::{
        self, AccountState, Action, FileKind, Owner, Relation, Role,
        acts::{Duty, LedgerAct, Say},
    },
    sync::{keys::DeviceKey, ledger::Ledger, pairing::RelayPin},
    vault::Database,
};

/// An open store. Readers never wait for the writer: lists come from the mirror through connections of their own.
pub(super) struct OpenStore {
    pub world: World,
    pub db: Database,
    pub shelf: Shelf,
    pub id: StoreId,
    pub device: DeviceId,
    pub key: DeviceKey,
    /// Who the relay is; none without TLS or relay.
    pub pin: Option<RelayPin>,
    /// The documents being written; whoever holds this lock is the one writer.
    pub(super) documents: Mutex<Documents>,
    standing: RwLock<Arc<Standing>>,
    pub(super) lease: Mutex<Option<Lease>>,
    is_mending: AtomicBool,
    /// While its mirror is prepared.
    preparation: Mutex<Option<Preparation>>,
    /// The duplicate sieve, once it was asked for.
    pub(super) sieves: Mutex<Option<Arc<super::sieve::Sieves>>>,
}

/// What the ledger and the store file say at this moment. Replaced whole, never changed in place.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub ledger: Arc<Ledger>,
    pub store_file: Arc<StoreFile>,
    /// The person this device belongs to; none until the ledger tells.
    pub staff: Option<StaffId>,
    pub roles: Vec<Role>,
    pub account: AccountState,
    /// Address of the relay; none where the store has none, as in practice.
    pub relay: Option<String>,
}

impl OpenStore {
    pub(super) fn new(parts: Parts, standing: Standing) -> Self {
        let Parts { world, db, shelf, id, device, key, pin } = parts;
        Self {
            documents: Mutex::new(Documents::new(device)),
            standing: RwLock::new(Arc::new(standing)),
            lease: Mutex::new(None),
            is_mending: AtomicBool::new(false),
            preparation: Mutex::new(None),
            sieves: Mutex::new(None),
            world,
            db,
            shelf,
            id,
            device,
            key,
            pin,
        }
    }

    /// How far its preparation is; none once it is ready.
    pub(super) fn preparation(&self) -> Option<Preparation> {
        *super::lock(&self.preparation)
    }

    pub(super) fn set_preparation(&self, preparation: Option<Preparation>) {
        *super::lock(&self.preparation) = preparation;
    }

    pub(super) fn standing(&self) -> Arc<Standing> {
        Arc::clone(&self.standing.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn set_standing(&self, standing: Standing) {
        *self.standing.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(standing);
    }

    pub(super) fn lock_documents(&self) -> MutexGuard<'_, Documents> {
        let mut documents = self.documents.lock().unwrap_or_else(|poisoned| {
            // A panic while writing may have left a document ahead of the disk: read them anew.
            let mut guard = poisoned.into_inner();
            guard.forget_all();
            guard
        });
        documents.trim();
        documents
    }

    /// After the store file changed: names, catalogue and rules are kept at hand.
    pub(super) fn refresh_store_file(&self) -> Result<(), AppError> {
        let store_file = self.document(FileId::of_store(&self.id), FileKind::Store)?.store();
        let mut standing = Standing::clone(&self.standing());
        standing.store_file = Arc::new(store_file);
        self.set_standing(standing);
        Ok(())
    }

    /// The person at this device, as author of what is written now.
    pub(super) fn author(&self) -> Result<Author, AppError> {
        let staff = self.standing().staff.ok_or(ErrorCode::NotAllowed)?;
        Ok(Author { world: self.world.clone(), staff })
    }

    /// A read of the last committed state.
    pub(super) fn read<T, E: Into<Failed>>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, AppError> {
        self.db.read(|conn| work(conn).map_err(Into::into)).map_err(|failed: Failed| self.told(failed))
    }

    /// One transaction: all of it is kept, or nothing.
    pub(super) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Failed>) -> Result<T, AppError> {
        self.db.write(work).map_err(|failed| self.told(failed))
    }

    /// What people are told. A mirror with a damaged page is first made anew from the documents, so that trying again
    /// helps; while that runs, a second failure is told as it is.
    fn told(&self, failed: Failed) -> AppError {
        let is_damage = matches!(&failed, Failed::Mirror(error) if error.is_damage());
        if !is_damage || self.is_mending.swap(true, Ordering::SeqCst) {
            return damage::told(failed);
        }
        tracing::error!("the mirror is damaged and is made anew from the documents");
        let mended = super::preparing::replace_mirror(self);
        self.is_mending.store(false, Ordering::SeqCst);
        match mended {
            Ok(()) => ErrorCode::Internal.into(),
            Err(error) => error,
        }
    }

    /// Reads a document as it was last committed, apart from those being written. The caller has checked the permission.
    pub(super) fn document(&self, file: FileId, kind: FileKind) -> Result<Document, AppError> {
        self.read(|conn| super::documents::load(conn, file, kind))
    }
}

/// What an [`OpenStore`] is made of.
pub(super) struct Parts {
    pub world: World,
    pub db: Database,
    pub shelf: Shelf,
    pub id: StoreId,
    pub device: DeviceId,
    pub key: DeviceKey,
    pub pin: Option<RelayPin>,
}

impl Standing {
    /// What a ledger and a store file mean for this device.
    pub(super) fn of(ledger: Arc<Ledger>, store_file: Arc<StoreFile>, device: DeviceId, relay: Option<String>) -> Self {
        let now = ledger.now();
        let staff = now.active_staff_of(device);
        let roles = staff.map(|staff| now.roles_of(staff).to_vec()).unwrap_or_default();
        let account = match (staff, now.staff_of(device)) {
            (Some(_), _) => AccountState::Active,
            (None, Some(_)) => AccountState::Revoked,
            (None, None) => AccountState::Pending,
        };
        Self { ledger, store_file, staff, roles, account, relay }
    }

    pub(super) fn head(&self) -> LedgerHash {
        self.ledger.head()
    }

    /// How the person at this device stands to whoever has a file. Whether its customer has a car is not asked: see
    /// [`super::relation::relation_of`].
    pub(super) fn relation(&self, owner: Option<StaffId>) -> Relation {
        Relation::of(match owner {
            None => Owner::Nobody,
            Some(staff) if Some(staff) == self.staff => Owner::Me,
            Some(_) => Owner::Other,
        })
    }

    pub(super) fn may(&self, kind: FileKind, action: Action, relation: Relation) -> bool {
        policy::may(self.account, &self.roles, kind, action, relation)
    }

    /// Whether the person at this device has a duty.
    pub(super) fn has(&self, duty: Duty) -> bool {
        self.account == AccountState::Active && duty.is_of(&self.roles)
    }

    /// Whether the person at this device may say something in the ledger, and about what.
    pub(super) fn may_say(&self, act: LedgerAct) -> Say {
        if self.account == AccountState::Active { act.may(&self.roles) } else { Say::No }
    }

    /// Whether the person at this device reads the store's audit log.
    pub(super) fn reads_audit(&self) -> bool {
        self.has(Duty::SeeAudit)
    }

    /// Whether the person at this device may write tables to files.
    pub(super) fn may_export(&self) -> bool {
        self.has(Duty::Export)
    }

    /// Whether the audit log tells when the person at this device reads the private part of a file.
    pub(super) fn is_private_read_recorded(&self) -> bool {
        policy::is_read_recorded(&self.roles, FileKind::CustomerPrivate, self.relation(None))
    }

    /// What was due before this date is overdue today: see [`crate::domain::workday`].
    pub(super) fn overdue_before(&self, today: Date) -> Date {
        self.store_file.rules.calendar.overdue_before(today)
    }

    /// Which customer files this person sees in lists. The lists hold nothing that they may not read, so where a car is
    /// what opens a colleague's file, all that is in them is seen.
    pub(super) fn scope(&self) -> Result<Scope, AppError> {
        let staff = self.staff.ok_or(ErrorCode::NotAllowed)?;
        let sees = |owner| self.may(FileKind::Customer, Action::Read, Relation::of(owner));
        let with_car = Relation { has_vehicle: true, ..Relation::of(Owner::Other) };
        match (self.may(FileKind::Customer, Action::Read, with_car), sees(Owner::Nobody), sees(Owner::Me)) {
            (true, _, _) => Ok(Scope::All),
            (false, true, _) => Ok(Scope::OwnAndPool(staff)),
            (false, false, true) => Ok(Scope::Own(staff)),
            (false, false, false) => Err(ErrorCode::NotAllowed.into()),
        }
    }

    /// A person's name for the screen; the beginning of the id where the store file does not tell it.
    pub(super) fn name_of(&self, staff: StaffId) -> StaffName {
        let name = self.store_file.staff_names.get(&staff).filter(|name| !name.is_empty());
        StaffName { id: staff, name: name.cloned().unwrap_or_else(|| staff.to_string().chars().rev().take(4).collect()) }
    }

    /// Names of several people at once.
    pub(super) fn names_of(&self, staff: impl IntoIterator<Item = StaffId>) -> Vec<StaffName> {
        let mut ids: Vec<StaffId> = staff.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().map(|id| self.name_of(id)).collect()
    }
}
