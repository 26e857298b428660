//! The ledger: staff, roles, devices, assignments, joins and erasures as signed statements in one hash-chained order.
//!
//! Authority is a function of the ledger alone; no wall clock takes part and no customer data stands in it. Every device
//! and the relay run this same code over the same entries, so what one refuses all refuse. The whole history is kept in
//! memory ([`Ledger::at`]), because an edit is judged by the rights its author held at the entry it names.

mod authority;
mod erasure;
mod history;
mod links;
mod sense;
mod statement;
mod take;
#[cfg(test)]
mod tests;
mod view;

use std::collections::{BTreeMap, HashMap, HashSet};

pub use erasure::ErasureRequest;
use erasure::Erasures;
use history::History;
use links::Links;
pub use statement::{
    ASSIGN_COUNT, Act, Aftermath, Entry, Founding, GROUP_COUNT, NAME_LIMIT, NO_HEAD, SETTLE_COUNT, STATEMENT_LIMIT, Said,
    Settled, Statement, Verdict,
};
pub use view::{Holder, View};

use crate::{
    ids::{ChangeHash, DeviceId, FileId, LedgerHash, StaffId, StatementId, StoreId},
    policy::Role,
    sync::keys::PublicKey,
};

/// Why an entry or statement does not belong into the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// Not a statement.
    #[error("not a statement of the ledger")]
    Malformed,
    /// An act that this version does not know; nothing after it can be judged.
    #[error("the ledger holds an act of a newer version; update to go on")]
    OtherVersion,
    /// The entry does not follow the one before.
    #[error("the entry does not continue the ledger")]
    BrokenChain,
    /// The signature is not the author's.
    #[error("the statement is not signed by its device")]
    BadSignature,
    /// The ledger does not know the author.
    #[error("the device is not enrolled")]
    UnknownDevice,
    /// The author was revoked.
    #[error("the device or its person was revoked")]
    Revoked,
    /// The author's roles do not allow the act.
    #[error("the author may not say this")]
    NotAllowed,
    /// Made for another store.
    #[error("made for another store")]
    OtherStore,
    /// Names an entry that is not in the ledger.
    #[error("made on an entry that is not in this ledger")]
    UnknownHead,
    /// The ledger has it already.
    #[error("the ledger holds this statement already")]
    Known,
    /// Speaks of a person, device or key in a way that cannot be.
    #[error("cannot be: no such person or device, or it exists already")]
    Impossible,
    /// Nobody would be left who could manage the store.
    #[error("the store would have no administrator")]
    NoAdministratorLeft,
}

#[derive(Debug, Clone)]
struct Person {
    roles: Vec<Role>,
    revoked: Option<Revoked>,
    has_device: bool,
}

/// The first entry that revoked somebody or something, and what was said last about the copy.
#[derive(Debug, Clone, Copy)]
struct Revoked {
    by: u64,
    then: Aftermath,
}

#[derive(Debug, Clone)]
struct Enrolled {
    seq: u64,
    staff: StaffId,
    key: PublicKey,
    name: String,
    revoked: History<Revoked>,
}

/// A book that changed hands as a whole.
#[derive(Debug, Clone, Copy)]
struct HandedOver {
    seq: u64,
    to: Option<StaffId>,
}

/// All entries taken so far, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    store: Option<StoreId>,
    is_practice: bool,
    hashes: Vec<LedgerHash>,
    places: HashMap<LedgerHash, u64>,
    statements: HashSet<StatementId>,
    people: BTreeMap<StaffId, History<Person>>,
    devices: BTreeMap<DeviceId, Enrolled>,
    keys: HashSet<PublicKey>,
    files: HashMap<FileId, History<Option<StaffId>>>,
    books: HashMap<StaffId, HandedOver>,
    links: Links,
    erasures: Erasures,
    settled: HashMap<ChangeHash, (u64, Settled)>,
    recovery_key: History<[u8; 32]>,
}

impl Ledger {
    /// The store, once the first entry is taken.
    #[must_use]
    pub const fn store(&self) -> Option<StoreId> {
        self.store
    }

    /// Whether it is a practice store.
    #[must_use]
    pub const fn is_practice(&self) -> bool {
        self.is_practice
    }

    /// How many entries it has.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.hashes.len() as u64
    }

    /// Whether it has none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// Hash of the last entry, [`NO_HEAD`] if there is none.
    #[must_use]
    pub fn head(&self) -> LedgerHash {
        self.hashes.last().copied().unwrap_or(NO_HEAD)
    }

    /// Whether a statement is in the ledger.
    #[must_use]
    pub fn has(&self, statement: StatementId) -> bool {
        self.statements.contains(&statement)
    }

    /// The head when the ledger had `len` entries; none if it never had so many.
    #[must_use]
    pub fn head_at(&self, len: u64) -> Option<LedgerHash> {
        let Some(last) = len.checked_sub(1) else { return Some(NO_HEAD) };
        usize::try_from(last).ok().and_then(|last| self.hashes.get(last)).copied()
    }

    /// How many entries the ledger had when its head was `head`; none if it never was.
    #[must_use]
    pub fn len_at(&self, head: LedgerHash) -> Option<u64> {
        if head == NO_HEAD { Some(0) } else { self.places.get(&head).map(|seq| seq + 1) }
    }

    /// As it stands.
    #[must_use]
    pub fn now(&self) -> View<'_> {
        self.at_len(self.len())
    }

    /// As it stood when its head was `head`; none if it never was.
    #[must_use]
    pub fn at(&self, head: LedgerHash) -> Option<View<'_>> {
        self.len_at(head).map(|len| self.at_len(len))
    }

    /// As it stood with `len` entries; the present if there are fewer.
    #[must_use]
    pub fn at_len(&self, len: u64) -> View<'_> {
        View { ledger: self, len: len.min(self.len()) }
    }

    /// Gives a statement the next place if it may stand there. The relay's part; the entry is not yet taken.
    pub fn order(&self, statement: Statement) -> Result<Entry, LedgerError> {
        self.check(&statement)?;
        Ok(Entry { seq: self.len(), prev: self.head(), statement })
    }

    /// Takes the next entry and returns what it says. A refused entry leaves the ledger as it was.
    pub fn append(&mut self, entry: &Entry) -> Result<Said, LedgerError> {
        if entry.seq != self.len() || entry.prev != self.head() {
            return Err(LedgerError::BrokenChain);
        }
        let said = self.check(&entry.statement)?;
        let hash = entry.hash();
        self.places.insert(hash, entry.seq);
        self.hashes.push(hash);
        self.statements.insert(said.id);
        if let Act::StoreOpened(founding) = &said.act {
            self.store = Some(entry.statement.store_id());
            self.is_practice = founding.practice;
        }
        self.take(entry.seq, &said);
        Ok(said)
    }

    /// How many entries the ledger had when it took away what the device may do; none while the device may work.
    #[must_use]
    pub fn revoked_len(&self, device: DeviceId) -> Option<u64> {
        let enrolled = self.devices.get(&device)?;
        let itself = enrolled.revoked.at(self.len()).map(|revoked| revoked.by);
        let person = self.people.get(&enrolled.staff).and_then(|history| history.at(self.len()));
        let with_person = person.and_then(|person| person.revoked).map(|revoked| revoked.by);
        itself.into_iter().chain(with_person).min()
    }
}
