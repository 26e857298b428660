//! Documents, loaded to judge the next change, the most recently used kept open; and files packed for new devices.

use std::collections::{BTreeMap, HashMap};

use automerge::Automerge;
use forecourt_core::{
    guard::genesis,
    ids::FileId,
    policy::FileKind,
    sync::{Ledger, Mark, page::FileSnapshot, wire},
};

use super::store::{FileRow, Kept, Store, StoreError};

const SNAPSHOT_LIMIT: usize = 8 * 1024 * 1024;

/// The open documents; at most `limit`. A document takes about 44 KB.
#[derive(Debug)]
pub(super) struct Documents {
    limit: usize,
    clock: u64,
    open: HashMap<FileId, (u64, Automerge)>,
    by_use: BTreeMap<u64, FileId>,
}

impl Documents {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), clock: 0, open: HashMap::new(), by_use: BTreeMap::new() }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::new(self.limit);
    }

    /// Closes a document that must not be used again, such as one whose file was never begun.
    pub(super) fn close(&mut self, file: FileId) {
        if let Some((used, _)) = self.open.remove(&file) {
            self.by_use.remove(&used);
        }
    }

    /// The document of a file, with all changes of the log; only its genesis if the log has none.
    pub(super) fn open(&mut self, store: &Store, file: FileId, kind: FileKind) -> Result<&mut Automerge, StoreError> {
        self.clock += 1;
        let document = match self.open.remove(&file) {
            Some((used, document)) => {
                self.by_use.remove(&used);
                document
            }
            None => {
                self.make_room();
                load(store, file, kind)?
            }
        };
        self.by_use.insert(self.clock, file);
        Ok(&mut self.open.entry(file).insert_entry((self.clock, document)).into_mut().1)
    }

    fn make_room(&mut self) {
        while self.open.len() >= self.limit {
            let Some((_, oldest)) = self.by_use.pop_first() else { return };
            self.open.remove(&oldest);
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
        let doc = self.open(store, file, row.kind)?.save_nocompress();
        let snapshot = FileSnapshot { file, kind: row.kind, about: row.about, creator: row.creator, doc, marks };
        Ok((upto, wire::encode(&snapshot).map_err(|_| StoreError::Damaged { what: "packed file" })?))
    }
}

fn load(store: &Store, file: FileId, kind: FileKind) -> Result<Automerge, StoreError> {
    let damaged = |_| StoreError::Damaged { what: "document" };
    let (upto, mut document) = match store.packed(file)? {
        Some((upto, bytes)) => {
            let snapshot: FileSnapshot =
                wire::decode(&bytes, SNAPSHOT_LIMIT).map_err(|_| StoreError::Damaged { what: "packed file" })?;
            (upto, Automerge::load(&snapshot.doc).map_err(damaged)?)
        }
        None => (0, genesis::document(kind, file)),
    };
    let later = store.changes_of(file, upto)?;
    let changes = later.iter().map(|kept| automerge::Change::try_from(kept.change.as_slice()));
    let changes = changes.collect::<Result<Vec<_>, _>>().map_err(|_| StoreError::Damaged { what: "change" })?;
    document.apply_changes(changes).map_err(damaged)?;
    Ok(document)
}

fn mark(kept: &Kept, ledger: &Ledger) -> Result<Mark, StoreError> {
    let ledger_head = ledger.head_at(kept.ledger_len).ok_or(StoreError::Damaged { what: "ledger head of a change" })?;
    Ok(Mark { hash: kept.hash, device: kept.device, ledger_head, signature: kept.signature })
}
