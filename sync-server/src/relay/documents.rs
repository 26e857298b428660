//! Documents, loaded to judge the next change, the most recently used kept open; and files packed for new devices.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use automerge::Automerge;
use forecourt_core::{
    guard::genesis,
    ids::FileId,
    policy::FileKind,
    sync::{Ledger, Mark, page::FileSnapshot, wire},
};

use super::store::{FileRow, Kept, Store, StoreError};

const SNAPSHOT_LIMIT: usize = 8 * 1024 * 1024;
/// About what a file weighs that nobody wrote in yet.
const GENESIS_WEIGHT: usize = 600;

/// The open documents; those used longest ago are closed when together they weigh more than `limit` bytes.
#[derive(Debug)]
pub(super) struct Documents {
    limit: usize,
    weight: usize,
    clock: u64,
    open: HashMap<FileId, Open>,
    by_use: BTreeMap<u64, FileId>,
}

#[derive(Debug)]
struct Open {
    used: u64,
    weight: usize,
    document: Automerge,
}

impl Documents {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, weight: 0, clock: 0, open: HashMap::new(), by_use: BTreeMap::new() }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::new(self.limit);
    }

    /// Closes a document that must not be used again, such as one whose file was never begun.
    pub(super) fn close(&mut self, file: FileId) {
        if let Some(open) = self.open.remove(&file) {
            self.by_use.remove(&open.used);
            self.weight -= open.weight;
        }
    }

    /// The document of a file, with all changes of the log; only its genesis if the log has none.
    pub(super) fn open(&mut self, store: &Store, file: FileId, kind: FileKind) -> Result<&mut Automerge, StoreError> {
        self.clock += 1;
        let used = self.clock;
        self.by_use.insert(used, file);
        let open = match self.open.entry(file) {
            Entry::Occupied(open) => {
                let open = open.into_mut();
                self.by_use.remove(&open.used);
                open.used = used;
                open
            }
            Entry::Vacant(vacant) => {
                let (document, weight) = match load(store, file, kind) {
                    Ok(loaded) => loaded,
                    Err(error) => {
                        self.by_use.remove(&used);
                        return Err(error);
                    }
                };
                self.weight += weight;
                vacant.insert(Open { used, weight, document })
            }
        };
        Ok(&mut open.document)
    }

    /// Notes that a document grew, and closes others to make up for it.
    pub(super) fn grow(&mut self, file: FileId, bytes: usize) {
        if let Some(open) = self.open.get_mut(&file) {
            open.weight += bytes;
            self.weight += bytes;
        }
        while self.weight > self.limit && self.open.len() > 1 {
            let Some((_, oldest)) = self.by_use.pop_first() else { return };
            if let Some(open) = self.open.remove(&oldest) {
                self.weight -= open.weight;
            }
        }
    }

    /// A file as a new device gets it, and the number of the last change in it.
    pub(super) fn pack(
        &mut self,
        store: &Store,
        ledger: &Ledger,
        file: FileId,
        row: &FileRow,
    ) -> Result<(u64, Vec<u8>), StoreError> {
        let changes = store.changes_of(file, 0)?;
        let upto = changes.last().map_or(0, |kept| kept.number);
        let marks = changes.iter().map(|kept| mark(kept, ledger)).collect::<Result<_, _>>()?;
        let around = changes.iter().filter(|kept| kept.is_around).map(|kept| kept.hash).collect();
        let doc = self.open(store, file, row.kind)?.save_nocompress();
        self.grow(file, 0);
        let snapshot = FileSnapshot { file, kind: row.kind, about: row.about, creator: row.creator, doc, marks, around };
        Ok((upto, wire::encode(&snapshot).map_err(|_| StoreError::Damaged { what: "packed file" })?))
    }
}

fn load(store: &Store, file: FileId, kind: FileKind) -> Result<(Automerge, usize), StoreError> {
    let damaged = |_| StoreError::Damaged { what: "document" };
    let (upto, mut weight, mut document) = match store.packed(file)? {
        Some((upto, bytes)) => {
            let snapshot: FileSnapshot =
                wire::decode(&bytes, SNAPSHOT_LIMIT).map_err(|_| StoreError::Damaged { what: "packed file" })?;
            let mut document = Automerge::load(&snapshot.doc).map_err(damaged)?;
            genesis::complete(kind, file, &mut document).map_err(damaged)?;
            (upto, bytes.len(), document)
        }
        None => (0, GENESIS_WEIGHT, genesis::document(kind, file)),
    };
    let later = store.changes_of(file, upto)?;
    weight += later.iter().map(|kept| kept.change.len()).sum::<usize>();
    let changes = later.iter().map(|kept| automerge::Change::try_from(kept.change.as_slice()));
    let changes = changes.collect::<Result<Vec<_>, _>>().map_err(|_| StoreError::Damaged { what: "change" })?;
    document.apply_changes(changes).map_err(damaged)?;
    Ok((document, weight))
}

fn mark(kept: &Kept, ledger: &Ledger) -> Result<Mark, StoreError> {
    let ledger_head = ledger.head_at(kept.ledger_len).ok_or(StoreError::Damaged { what: "ledger head of a change" })?;
    Ok(Mark { hash: kept.hash, device: kept.device, ledger_head, signature: kept.signature })
}
