//! The documents being written: a few are kept open, each with the actor of this process.
//!
//! Invariant: a document in here is never ahead of the disk once its lock is released; who fails to commit forgets it.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::{
    clock::World,
    document::Document,
    ids::{DeviceId, FileId},
    policy::FileKind,
    vault::{self, VaultError},
};

/// How many documents stay open. One takes about 45 KB (measured: 20,000 open ones take 880 MB).
const MOST_OPEN: usize = 256;

pub(super) struct Documents {
    device: DeviceId,
    open: HashMap<FileId, (u64, Document)>,
    /// One actor per file and process, never stored: a restored backup that wrote with a stored actor would repeat its
    /// sequence numbers for ever.
    actors: HashMap<FileId, [u8; 16]>,
    uses: u64,
}

impl Documents {
    pub(super) fn new(device: DeviceId) -> Self {
        Self { device, open: HashMap::new(), actors: HashMap::new(), uses: 0 }
    }

    /// The document, ready to be written by this device; with nothing but its genesis if the file is new.
    pub(super) fn open(
        &mut self,
        world: &World,
        conn: &Connection,
        file: FileId,
        kind: FileKind,
    ) -> Result<&mut Document, VaultError> {
        self.uses += 1;
        if !self.open.contains_key(&file) {
            let mut document = load(conn, file, kind)?;
            let actor = *self.actors.entry(file).or_insert_with(|| world.random());
            document.act_as(self.device, actor);
            self.open.insert(file, (self.uses, document));
        }
        let slot = self.open.get_mut(&file).ok_or(VaultError::NotFound { what: "document" })?;
        slot.0 = self.uses;
        Ok(&mut slot.1)
    }

    /// The same, taken out: until it is put back, nobody else has it.
    pub(super) fn take(
        &mut self,
        world: &World,
        conn: &Connection,
        file: FileId,
        kind: FileKind,
    ) -> Result<Document, VaultError> {
        self.open(world, conn, file, kind)?;
        self.open.remove(&file).map(|(_, document)| document).ok_or(VaultError::NotFound { what: "document" })
    }

    /// Keeps a document open that was taken out.
    pub(super) fn put_back(&mut self, document: Document) {
        self.uses += 1;
        self.open.insert(document.file(), (self.uses, document));
    }

    /// Closes a document whose changes did not reach the disk.
    pub(super) fn forget(&mut self, file: FileId) {
        self.open.remove(&file);
    }

    /// Closes a document some of whose own changes were taken out: its next change comes from a fresh actor.
    pub(super) fn renew(&mut self, file: FileId) {
        self.open.remove(&file);
        self.actors.remove(&file);
    }

    pub(super) fn forget_all(&mut self) {
        self.open.clear();
    }

    /// Closes those used longest ago when there are too many.
    pub(super) fn trim(&mut self) {
        if self.open.len() <= MOST_OPEN {
            return;
        }
        let mut uses: Vec<u64> = self.open.values().map(|(used, _)| *used).collect();
        uses.sort_unstable();
        let keep_from = uses[uses.len() - MOST_OPEN / 2];
        self.open.retain(|_, (used, _)| *used >= keep_from);
    }
}

/// Reads a document from the vault: snapshot, then the changes after it; its genesis alone if the file is new.
pub(super) fn load(conn: &Connection, file: FileId, kind: FileKind) -> Result<Document, VaultError> {
    let snapshot = vault::packing::snapshot(conn, file)?;
    let changes = vault::change::unpacked(conn, file)?;
    let snapshot = snapshot.as_ref().map(|snapshot| snapshot.bytes.as_slice());
    Document::from_parts(kind, file, snapshot, changes.iter().map(Vec::as_slice)).map_err(|_| VaultError::Damaged)
}
