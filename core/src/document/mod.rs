//! Files as Automerge documents: typed edits in, values out.
//!
//! Invariant: every local write is one change with the fewest operations that say it, made by a device and an actor that
//! the caller named. Containers come from the genesis, collections are maps keyed by id, nothing is deleted, and a list
//! or map is never replaced, because each of these would undo what another device wrote at the same time.
//! Knows nothing of who may write what, of disks or of the network.

mod canonical;
mod clash;
mod decisions;
mod edits;
mod history;
mod loss;
mod orders;
mod plan;
mod read;
mod register;
mod rules;
mod shape;
mod tree;
mod undo;
mod vehicles;

#[cfg(test)]
mod tests;

use automerge::{
    ActorId, Author, Automerge, AutomergeError, Change, ReadDoc,
    transaction::{CommitOptions, Failure},
};

pub use self::{
    decisions::Decider,
    history::{History, Origin},
    register::Register,
    undo::UndoStep,
    vehicles::Speaker,
};
use self::{plan::Plan, tree::Tree};
use crate::{
    clock::Instant,
    domain::{
        booking::Booking,
        customer::{CustomerFile, Place, PrivateFile},
        edit::Edit,
        event::EventFile,
        reception::ReceptionFile,
        store::StoreFile,
        vehicle::{CarWords, VehicleFile},
    },
    guard::genesis,
    ids::{ChangeHash, DeviceId, FileId},
    policy::FileKind,
};

/// A change beyond these would be refused by every guard it meets (5,000 operations, 128 KiB), and all later ones of the
/// file with it. So it is never made; the distance leaves room for what Automerge adds.
const MOST_OPERATIONS: usize = 4_500;
/// See [`MOST_OPERATIONS`].
const MOST_BYTES: usize = 112 * 1024;
/// The same for the whole file (4 MiB).
const FULL_BYTES: usize = 4 * 1024 * 1024 - 128 * 1024;

/// Why a file could not be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The stored bytes are not a file.
    #[error("the stored file cannot be read")]
    Unreadable(#[source] AutomergeError),
    /// A stored change is not a change.
    #[error("a stored change cannot be read")]
    UnreadableChange(#[source] automerge::LoadChangeError),
    /// Stored changes stand on changes that are not stored.
    #[error("the stored file lacks {0} changes that others stand on")]
    Incomplete(usize),
    /// [`Document::act_as`] was not called before writing.
    #[error("nobody was named as the writer")]
    NobodyWrites,
    /// The edit belongs to another kind of file.
    #[error("the edit belongs to another kind of file")]
    OtherKind,
    /// The entry to be changed is not in the file.
    #[error("there is nothing at this place of the file")]
    NothingThere(Place),
    /// None of the values that stand at this place is the one to keep.
    #[error("none of the values at this place is the one to keep")]
    NotOffered(Place),
    /// More than one change may hold; write it in parts.
    #[error("more than one change may hold")]
    TooMuch,
    /// The file is as large as a file may be.
    #[error("the file is full")]
    FileFull,
    /// Automerge refused the write; the file is as it was.
    #[error("the file could not be written")]
    Unwritable(#[source] AutomergeError),
}

/// A change made here, ready for the change log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChange {
    /// Its hash.
    pub hash: ChangeHash,
    /// Its bytes, uncompressed.
    pub bytes: Vec<u8>,
    /// Its actor.
    pub actor: [u8; 16],
    /// Its number within the actor, from 1.
    pub seq: u64,
    /// The changes it was made after.
    pub deps: Vec<ChangeHash>,
}

/// What a write did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The change; none where the file said all of it already.
    pub change: Option<NewChange>,
    /// The way back.
    pub undo: Vec<UndoStep>,
}

/// What undoing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The change that took things back, itself undoable.
    pub written: Written,
    /// The places left alone, because somebody wrote there since.
    pub kept: Vec<Place>,
}

/// A file.
#[derive(Debug, Clone)]
pub struct Document {
    kind: FileKind,
    file: FileId,
    automerge: Automerge,
    has_writer: bool,
}

impl Document {
    /// A new file, or one nothing of which is known here yet: the genesis alone.
    #[must_use]
    pub fn new(kind: FileKind, file: FileId) -> Self {
        Self::from_automerge(kind, file, genesis::document(kind, file))
    }

    /// Opens a file of this device's own store: its snapshot, then the changes after it in any order.
    pub fn from_parts<'a>(
        kind: FileKind,
        file: FileId,
        snapshot: Option<&[u8]>,
        changes: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Self, DocumentError> {
        let mut automerge = match snapshot {
            Some(bytes) => {
                let mut automerge = Automerge::load(bytes).map_err(DocumentError::Unreadable)?;
                genesis::complete(kind, file, &mut automerge).map_err(DocumentError::Unreadable)?;
                automerge
            }
            None => genesis::document(kind, file),
        };
        let changes: Vec<Change> =
            changes.into_iter().map(Change::try_from).collect::<Result<_, _>>().map_err(DocumentError::UnreadableChange)?;
        if !changes.is_empty() {
            automerge.apply_changes(changes).map_err(DocumentError::Unreadable)?;
        }
        match automerge.get_missing_deps(&[]).len() {
            0 => Ok(Self::from_automerge(kind, file, automerge)),
            missing => Err(DocumentError::Incomplete(missing)),
        }
    }

    /// Wraps a document that was judged already, such as one from [`crate::guard::load_snapshot`].
    #[must_use]
    pub const fn from_automerge(kind: FileKind, file: FileId, automerge: Automerge) -> Self {
        Self { kind, file, automerge, has_writer: false }
    }

    /// What kind of file it is.
    #[must_use]
    pub const fn kind(&self) -> FileKind {
        self.kind
    }

    /// Its id.
    #[must_use]
    pub const fn file(&self) -> FileId {
        self.file
    }

    /// The document itself, to read history from.
    #[must_use]
    pub const fn automerge(&self) -> &Automerge {
        &self.automerge
    }

    /// The document itself, for [`crate::guard::admit`].
    pub const fn automerge_mut(&mut self) -> &mut Automerge {
        &mut self.automerge
    }

    /// The changes nothing stands on yet, sorted: equal heads mean equal files.
    #[must_use]
    pub fn heads(&self) -> Vec<ChangeHash> {
        self.automerge.get_heads().into_iter().map(|hash| ChangeHash::from_bytes(hash.0)).collect()
    }

    /// Names the writer. `actor` must be fresh random bytes, kept for this file while the process runs and never stored:
    /// two copies of a file with one actor end every later sync.
    pub fn act_as(&mut self, device: DeviceId, actor: [u8; 16]) {
        // The author first: setting one draws a new actor.
        self.automerge.set_author(Some(Author::from(device.as_bytes().to_vec())));
        self.automerge.set_actor(ActorId::from(&actor[..]));
        self.has_writer = true;
    }

    /// Writes all edits as one change, or nothing at all.
    pub fn write(&mut self, edits: &[Edit]) -> Result<Written, DocumentError> {
        let mut plan = Plan::new(&self.automerge);
        for edit in edits {
            edits::plan(&mut plan, &self.automerge, self.kind, edit)?;
        }
        let undo = plan.undo_steps();
        let plan = plan.detach()?;
        Ok(Written { change: self.carry_out(plan)?, undo })
    }

    /// Takes back what still is as the steps say it was written. Entries made are marked as removed at `at`.
    pub fn undo(&mut self, steps: &[UndoStep], at: Instant) -> Result<Undone, DocumentError> {
        let (plan, kept) = undo::plan(&self.automerge, steps, at)?;
        let undo = plan.undo_steps();
        let plan = plan.detach()?;
        Ok(Undone { written: Written { change: self.carry_out(plan)?, undo }, kept })
    }

    fn carry_out(&mut self, plan: plan::Detached) -> Result<Option<NewChange>, DocumentError> {
        if plan.is_empty() {
            return Ok(None);
        }
        if !self.has_writer {
            return Err(DocumentError::NobodyWrites);
        }
        if plan.operations() > MOST_OPERATIONS || plan.bytes() > MOST_BYTES {
            return Err(DocumentError::TooMuch);
        }
        if self.save().len() + plan.bytes() > FULL_BYTES {
            return Err(DocumentError::FileFull);
        }
        let done = self
            .automerge
            .transact_with(|()| CommitOptions::default(), |transaction| plan.carry_out(transaction))
            .map_err(|Failure { error, .. }| DocumentError::Unwritable(error))?;
        Ok(done.hash.and_then(|hash| self.automerge.get_change_by_hash(&hash)).map(|change| new_change(&change)))
    }

    /// Takes in everything that another copy of the same file holds. Both were judged already.
    pub fn join(&mut self, other: &mut Self) -> Result<(), DocumentError> {
        self.automerge.merge(&mut other.automerge).map(|_| ()).map_err(DocumentError::Unreadable)
    }

    /// The file just before one of its changes and just after it; none where it is not here.
    #[must_use]
    pub fn around(&self, hash: ChangeHash) -> Option<(Self, Self)> {
        let hash = automerge::ChangeHash(*hash.as_bytes());
        let change = self.automerge.get_change_by_hash(&hash)?;
        let at = |heads: &[automerge::ChangeHash]| {
            let automerge = self.automerge.fork_at(heads).ok()?;
            Some(Self::from_automerge(self.kind, self.file, automerge))
        };
        Some((at(change.deps())?, at(&[hash])?))
    }

    /// The bytes of one change of the file.
    #[must_use]
    pub fn change_bytes(&self, hash: ChangeHash) -> Option<Vec<u8>> {
        let hash = automerge::ChangeHash(*hash.as_bytes());
        self.automerge.get_change_by_hash(&hash).map(|change| change.raw_bytes().to_vec())
    }

    /// The changes after `heads`, each after those it stands on; all but the beginning where `heads` is empty.
    #[must_use]
    pub fn changes_since(&self, heads: &[ChangeHash]) -> Vec<NewChange> {
        let heads: Vec<automerge::ChangeHash> = heads.iter().map(|hash| automerge::ChangeHash(*hash.as_bytes())).collect();
        let changes = self.automerge.get_changes(&heads);
        // Only the changes of the beginning have no author, whoever's actor they come from.
        changes.iter().filter(|change| self.automerge.get_author_for_actor(change.actor_id()).is_some()).map(new_change).collect()
    }

    /// The file as bytes, for the vault and for snapshots. Not canonical: equal files may differ in their bytes.
    #[must_use]
    pub fn save(&self) -> Vec<u8> {
        self.automerge.save_nocompress()
    }

    /// What every device shows of this file, keys sorted: equal for equal heads.
    #[must_use]
    pub fn canonical_json(&self) -> String {
        canonical::json(&self.automerge)
    }

    /// The device an actor of this file belongs to; none for the genesis and for actors that never wrote.
    #[must_use]
    pub fn device_of(&self, actor: &[u8; 16]) -> Option<DeviceId> {
        let author = self.automerge.get_author_for_actor(&ActorId::from(&actor[..]))?;
        <[u8; 16]>::try_from(author.as_bytes()).ok().map(DeviceId::from_bytes)
    }

    /// Reads a customer file, decisions left out: see [`Self::customer_decided`].
    #[must_use]
    pub fn customer(&self) -> CustomerFile {
        let tree = Tree::read(&self.automerge);
        CustomerFile { clashes: clash::clashes(&self.automerge, &tree), ..read::customer(self.file, &tree) }
    }

    /// Reads a customer file with the decisions in it that count.
    #[must_use]
    pub fn customer_decided(&self, decided_by: &Decider<'_>) -> CustomerFile {
        let mut file = self.customer();
        decisions::fill(&self.automerge, &mut file, decided_by);
        file
    }

    /// Reads the private part of a customer file.
    #[must_use]
    pub fn private(&self) -> PrivateFile {
        let tree = Tree::read(&self.automerge);
        PrivateFile { clashes: clash::clashes(&self.automerge, &tree), ..read::private(self.file, &tree) }
    }

    /// Reads the bookings of test cars that stand in a day's reception log.
    #[must_use]
    pub fn bookings(&self) -> Vec<Booking> {
        read::bookings(&self.automerge, &Tree::read(&self.automerge))
    }

    /// Reads an event.
    #[must_use]
    pub fn event(&self) -> EventFile {
        let tree = Tree::read(&self.automerge);
        EventFile { clashes: clash::clashes(&self.automerge, &tree), ..read::event(self.file, &tree) }
    }

    /// Reads a day's reception log.
    #[must_use]
    pub fn reception(&self) -> ReceptionFile {
        let tree = Tree::read(&self.automerge);
        ReceptionFile { clashes: clash::clashes(&self.automerge, &tree), ..read::reception(self.file, &tree) }
    }

    /// Reads a vehicle file.
    #[must_use]
    pub fn vehicle(&self) -> VehicleFile {
        let tree = Tree::read(&self.automerge);
        VehicleFile { clashes: clash::clashes(&self.automerge, &tree), ..vehicles::read_vehicle(self.file, &tree) }
    }

    /// Reads what became of the store's cars on the day of a log, as those say whose word counts.
    #[must_use]
    pub fn car_words(&self, counts: &Speaker<'_>) -> CarWords {
        vehicles::read_words(&self.automerge, &Tree::read(&self.automerge), counts)
    }

    /// Reads the store file.
    #[must_use]
    pub fn store(&self) -> StoreFile {
        let tree = Tree::read(&self.automerge);
        StoreFile { clashes: clash::clashes(&self.automerge, &tree), ..read::store(self.file, &tree) }
    }
}

fn new_change(change: &Change) -> NewChange {
    let mut actor = [0; 16];
    let bytes = change.actor_id().to_bytes();
    // Every actor of a file has 16 bytes: ours are made so, others pass the guard.
    let length = bytes.len().min(actor.len());
    actor[..length].copy_from_slice(&bytes[..length]);
    NewChange {
        hash: ChangeHash::from_bytes(change.hash().0),
        bytes: change.raw_bytes().to_vec(),
        actor,
        seq: change.seq(),
        deps: change.deps().iter().map(|hash| ChangeHash::from_bytes(hash.0)).collect(),
    }
}
