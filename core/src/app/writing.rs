//! The one place where a file is changed: permission, document, then vault, mirror and outbox in one transaction.

use std::sync::MutexGuard;

use rusqlite::Transaction;

use super::{
    api::{
        common::{Saved, Touched, TouchedFile},
        error::{AppError, ErrorCode},
    },
    damage::Failed,
    documents::Documents,
    group,
    relation::{mirror_document, owner_of},
    store::{OpenStore, Standing},
    way_back::{Detail, SaidStep, WayBack},
};
use crate::{
    clock::Date,
    document::{Document, UndoStep, Written},
    domain::{customer::CustomerFile, edit::Edit, event::EventFile, reception::ReceptionFile, store::StoreFile},
    ids::{FileId, StaffId, UndoId},
    policy::FileKind,
    sync::envelope::{Envelope, Place},
    vault::{self, change::ChangeRow, file::FileRow},
};

/// A command being carried out. Nothing is kept unless [`Writing::commit`] answers `Ok`.
pub(super) struct Writing<'a> {
    store: &'a OpenStore,
    standing: std::sync::Arc<Standing>,
    documents: MutexGuard<'a, Documents>,
    staged: Vec<Staged>,
    keeps: Keeps,
    /// What the command was about, for the list of recent ones.
    detail: Option<Detail>,
    /// What it said in the ledger besides.
    said: Vec<SaidStep>,
}

/// Whether a command can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeps {
    WayBack,
    Nothing,
}

struct Staged {
    row: FileRow,
    owner: Option<StaffId>,
    written: Written,
}

/// What a commit did.
pub(super) struct Committed {
    pub touched: Touched,
    pub undo: Option<UndoId>,
}

impl Committed {
    pub(super) fn saved(self, file: FileId) -> Saved {
        Saved { file, touched: self.touched, undo: self.undo, warnings: Vec::new() }
    }
}

impl<'a> Writing<'a> {
    pub(super) fn begin(store: &'a OpenStore) -> Self {
        Self {
            documents: store.lock_documents(),
            standing: store.standing(),
            staged: Vec::new(),
            keeps: Keeps::WayBack,
            detail: None,
            said: Vec::new(),
            store,
        }
    }

    /// Says what the command is about.
    pub(super) fn about(mut self, detail: Option<Detail>) -> Self {
        self.detail = detail;
        self
    }

    /// Keeps the way back from what the command said in the ledger too.
    pub(super) fn having_said(mut self, said: Vec<SaidStep>) -> Self {
        self.said = said;
        self
    }

    /// Keeps no way back: for hundreds of files at once it would be as large as they are.
    pub(super) fn for_good(mut self) -> Self {
        self.keeps = Keeps::Nothing;
        self
    }

    /// The customer file as it stands, with the decisions in it that count, if this person may write it.
    pub(super) fn customer(&mut self, file: FileId) -> Result<CustomerFile, AppError> {
        let (store, standing) = (self.store, std::sync::Arc::clone(&self.standing));
        let document = self.existing(file, FileKind::Customer)?;
        store.read(|conn| Ok::<_, Failed>(group::decided(conn, &standing, document)))
    }

    /// The files of a customer as they stand, the oldest first, if this person may write them.
    pub(super) fn customers(&mut self, file: FileId) -> Result<Vec<CustomerFile>, AppError> {
        let mut members = vec![self.customer(file)?];
        for member in self.standing.ledger.now().group(file) {
            let is_here = member != file && self.store.read(|conn| vault::file::get(conn, member))?.is_some();
            if is_here {
                members.push(self.customer(member)?);
            }
        }
        members.sort_by_key(|member| member.id);
        Ok(members)
    }

    /// Of the files of a customer the one in which `id` stands, else the one named.
    pub(super) fn customer_holding(&mut self, file: FileId, id: &str) -> Result<CustomerFile, AppError> {
        let members = self.customers(file)?;
        let place = members.iter().position(|member| member.holds(id));
        let place = place.or_else(|| members.iter().position(|member| member.id == file));
        place.and_then(|place| members.into_iter().nth(place)).ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// The event as it stands, if this person may write it.
    pub(super) fn event(&mut self, file: FileId) -> Result<EventFile, AppError> {
        Ok(self.existing(file, FileKind::Event)?.event())
    }

    /// A day's reception log as it stands, if this person may write it; with nothing in it where nobody wrote yet.
    pub(super) fn reception(&mut self, day: Date) -> Result<ReceptionFile, AppError> {
        let Target { file, kind, .. } = Target::reception(&self.store.id, day);
        match self.existing(file, kind) {
            Ok(document) => Ok(document.reception()),
            Err(error) if error.code == ErrorCode::NotFound => Ok(Document::new(kind, file).reception()),
            Err(error) => Err(error),
        }
    }

    /// The store file as it stands, if this person may write it.
    pub(super) fn store_file(&mut self) -> Result<StoreFile, AppError> {
        Ok(self.existing(FileId::of_store(&self.store.id), FileKind::Store)?.store())
    }

    fn existing(&mut self, file: FileId, kind: FileKind) -> Result<&Document, AppError> {
        let row =
            self.store.read(|conn| vault::file::get(conn, file))?.filter(|row| row.kind == kind).ok_or(ErrorCode::NotFound)?;
        self.permit(&row)?;
        Ok(self.open(file, kind)?)
    }

    fn open(&mut self, file: FileId, kind: FileKind) -> Result<&mut Document, AppError> {
        let (documents, store) = (&mut self.documents, self.store);
        store.read(|conn| documents.open(&store.world, conn, file, kind))
    }

    /// Whose the file is, if this person may write it.
    fn permit(&self, row: &FileRow) -> Result<Option<StaffId>, AppError> {
        let may = self.store.read(|conn| self.standing.may_write(conn, row))?;
        if may { self.store.read(|conn| owner_of(conn, &self.standing, row)) } else { Err(ErrorCode::NotAllowed.into()) }
    }

    /// Writes edits into one file, a new one if it is not here. Several files may be staged and are kept together.
    pub(super) fn stage(&mut self, place: Target, edits: &[Edit]) -> Result<(), AppError> {
        self.stage_with(place, |document| document.write(edits)).map(|_| ())
    }

    /// Puts back what a command wrote; gives the places that were changed since and are left alone.
    pub(super) fn stage_undo(&mut self, place: Target, steps: &[UndoStep]) -> Result<Vec<Vec<String>>, AppError> {
        let mut kept = Vec::new();
        let at = self.store.world.now();
        self.stage_with(place, |document| {
            let undone = document.undo(steps, at)?;
            kept = undone.kept;
            Ok(undone.written)
        })?;
        Ok(kept)
    }

    fn stage_with(
        &mut self,
        place: Target,
        write: impl FnOnce(&mut Document) -> Result<Written, crate::document::DocumentError>,
    ) -> Result<(), AppError> {
        let staff = self.standing.staff.ok_or(ErrorCode::NotAllowed)?;
        let known = self.store.read(|conn| vault::file::get(conn, place.file))?;
        let row = known.unwrap_or(FileRow { file: place.file, kind: place.kind, about: place.about, creator: staff });
        let owner = self.permit(&row)?;
        let written = write(self.open(place.file, place.kind)?).map_err(|error| {
            tracing::error!(error = %error, "a document could not be written");
            ErrorCode::Internal
        });
        match written {
            Ok(written) => {
                if written.change.is_some() {
                    self.staged.push(Staged { row, owner, written });
                }
                Ok(())
            }
            Err(code) => {
                self.documents.forget(place.file);
                Err(code.into())
            }
        }
    }

    /// Whether nothing was staged, because the files said all of it already.
    pub(super) fn is_empty(&self) -> bool {
        self.staged.is_empty()
    }

    /// Keeps everything staged in one transaction, with whatever `also` writes beside it. When this answers `Ok`, it is
    /// on the disk.
    pub(super) fn commit(
        mut self,
        command: &str,
        also: impl FnOnce(&Transaction<'_>, &Committed) -> Result<(), Failed>,
    ) -> Result<Committed, AppError> {
        let staged = std::mem::take(&mut self.staged);
        let way_back = self.way_back(&staged);
        let mut committed = Committed { touched: self.touched(&staged), undo: None };
        let kept = self.store.write(|tx| {
            for one in &staged {
                self.keep(tx, one)?;
            }
            if let Some((file, way_back)) = &way_back {
                committed.undo = way_back.keep(tx, &self.store.world, command, *file)?;
            }
            also(tx, &committed)
        });
        if let Err(error) = kept {
            for one in &staged {
                self.documents.forget(one.row.file);
            }
            return Err(error);
        }
        if staged.iter().any(|one| one.row.kind == FileKind::Store) {
            self.store.refresh_store_file()?;
        }
        Ok(committed)
    }

    /// A joined customer is shown under the id of another file; that one is touched too.
    fn touched(&self, staged: &[Staged]) -> Touched {
        let now = self.standing.ledger.now();
        let mut files = Vec::with_capacity(staged.len());
        for FileRow { file, kind, .. } in staged.iter().map(|one| &one.row) {
            files.push(TouchedFile { file: *file, kind: *kind });
            if now.is_linked(*file) && now.joined(*file) != *file {
                files.push(TouchedFile { file: now.joined(*file), kind: *kind });
            }
        }
        if files.len() > MOST_TOUCHED {
            Touched { everything: true, ..Touched::default() }
        } else {
            Touched { files, ..Touched::default() }
        }
    }

    fn way_back(&mut self, staged: &[Staged]) -> Option<(FileId, WayBack)> {
        let first = staged.first().filter(|_| self.keeps == Keeps::WayBack)?.row.file;
        let files = staged.iter().map(|one| (one.row.file, one.row.kind, one.written.undo.clone())).collect();
        Some((first, WayBack { files, said: std::mem::take(&mut self.said), detail: self.detail.take(), view: None }))
    }

    fn keep(&mut self, tx: &Transaction<'_>, one: &Staged) -> Result<(), Failed> {
        let Some(change) = &one.written.change else { return Ok(()) };
        let (store, row) = (self.store, &one.row);
        let place = Place { store: store.id, file: row.file, kind: row.kind, about: row.about };
        let ledger_head = self.standing.head();
        let envelope = Envelope::seal(place, change.bytes.clone(), store.device, ledger_head, &store.key);
        vault::file::add(tx, row)?;
        vault::actor::bind(tx, row.file, &change.actor, store.device)?;
        let kept = ChangeRow {
            hash: change.hash,
            file: row.file,
            actor: change.actor.to_vec(),
            seq: change.seq,
            number: None,
            device: store.device,
            ledger_head,
            signature: *envelope.signature.as_bytes(),
            bytes: Some(envelope.change),
        };
        vault::change::insert(tx, &kept)?;
        if self.standing.relay.is_some() {
            vault::outbox::push(tx, change.hash, row.file, store.world.now())?;
            if row.kind == FileKind::Customer {
                vault::sieve::note(tx, row.file)?;
            }
        }
        let document = self.documents.open(&store.world, tx, row.file, row.kind)?;
        pack_if_grown(tx, document)?;
        mirror_document(tx, &self.standing, document, one.owner)
    }
}

impl Drop for Writing<'_> {
    /// What was staged and not kept must not be seen by the next writer.
    fn drop(&mut self) {
        for one in &self.staged {
            self.documents.forget(one.row.file);
        }
    }
}

/// Files named one by one to the screens; beyond that they fetch everything anew.
const MOST_TOUCHED: usize = 200;

/// Bytes of changes on top of a snapshot beyond which a file is packed: some twenty changes, so that opening it stays
/// below a millisecond.
const PACK_BEYOND: u32 = 8 * 1024;

/// Packs a file whose changes have outgrown its snapshot; one with unsent changes waits until they are acknowledged.
pub(super) fn pack_if_grown(tx: &Transaction<'_>, document: &Document) -> Result<(), Failed> {
    if vault::packing::unpacked_bytes(tx, document.file())? > PACK_BEYOND {
        vault::packing::pack(tx, document.file(), &document.save())?;
    }
    Ok(())
}

/// Which file is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub file: FileId,
    pub kind: FileKind,
    pub about: Option<FileId>,
}

impl Target {
    pub(super) const fn customer(file: FileId) -> Self {
        Self { file, kind: FileKind::Customer, about: None }
    }

    pub(super) const fn event(file: FileId) -> Self {
        Self { file, kind: FileKind::Event, about: None }
    }

    pub(super) fn private_of(customer: FileId) -> Self {
        Self { file: FileId::belonging_to(customer, "customer_private"), kind: FileKind::CustomerPrivate, about: Some(customer) }
    }

    /// The vehicle file of a car whose owner is `customer`.
    pub(super) const fn vehicle(file: FileId, customer: FileId) -> Self {
        Self { file, kind: FileKind::Vehicle, about: Some(customer) }
    }

    /// The log of a day.
    pub(super) fn reception(store: &crate::ids::StoreId, day: Date) -> Self {
        Self { file: FileId::of_reception(store, &day.to_string()), kind: FileKind::Reception, about: None }
    }

    pub(super) fn store(store: &crate::ids::StoreId) -> Self {
        Self { file: FileId::of_store(store), kind: FileKind::Store, about: None }
    }
}
