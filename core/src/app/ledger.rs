//! The ledger on this device: read at the start, added to by the relay or, in a store without one, by the device itself.

mod parting;

use std::{cell::Cell, sync::Arc};

use rusqlite::Transaction;

use super::{
    App,
    api::{
        common::Touched,
        error::{AppError, ErrorCode},
        sync::{SyncLogCode, Told},
    },
    damage::{self, Failed},
    documents::{self, Documents},
    erasing,
    ingest::log,
    relation::{owner_of, show},
    store::{OpenStore, Standing},
};
use crate::{
    ids::{FileId, StatementId},
    mirror,
    policy::AccountState,
    sync::{
        audit,
        ledger::{Act, Entry, Ledger, LedgerError, STATEMENT_LIMIT, Said, Statement},
        wire,
    },
    vault::{
        self, Database, VaultError,
        file::FileRow,
        ledger::{LedgerRow, ProposalState},
    },
};

const PAGE: u32 = 1_000;
/// Most bytes an entry may take in the vault; statements are far smaller.
const ENTRY_LIMIT: usize = 64 * 1024;

/// Reads the ledger from the vault, checking every signature and the chain again.
pub(super) fn load(db: &Database) -> Result<Ledger, AppError> {
    let mut ledger = Ledger::default();
    loop {
        let rows =
            db.read(|conn| vault::ledger::from(conn, ledger.len(), PAGE)).map_err(|error: VaultError| damage::told(error))?;
        if rows.is_empty() {
            return Ok(ledger);
        }
        for row in rows {
            let entry: Entry = wire::decode(&row.bytes, ENTRY_LIMIT).map_err(|_| ErrorCode::DatabaseDamaged)?;
            ledger.append(&entry).map_err(|error| match error {
                LedgerError::OtherVersion => ErrorCode::NotOurDatabase,
                _ => ErrorCode::DatabaseDamaged,
            })?;
        }
    }
}

/// The first entry.
pub(super) fn first(db: &Database) -> Result<Option<Entry>, AppError> {
    let rows = db.read(|conn| vault::ledger::from(conn, 0, 1)).map_err(|error: VaultError| damage::told(error))?;
    let entry = rows.first().map(|row| wire::decode(&row.bytes, ENTRY_LIMIT));
    entry.transpose().map_err(|_| ErrorCode::DatabaseDamaged.into())
}

/// Keeps an entry.
pub(super) fn keep(tx: &Transaction<'_>, entry: &Entry) -> Result<(), Failed> {
    let bytes = wire::encode(entry).map_err(|_| VaultError::Unreadable { what: "ledger entry" })?;
    Ok(vault::ledger::append(tx, &LedgerRow { seq: entry.seq, hash: entry.hash(), bytes })?)
}

/// Statements of this device that wait for the relay, oldest first.
pub(super) fn waiting(store: &OpenStore) -> Result<Vec<Statement>, AppError> {
    let rows = store.read(vault::ledger::proposals)?;
    let waiting = rows.into_iter().filter(|row| row.state == ProposalState::Waiting);
    waiting.map(|row| wire::decode(&row.bytes, STATEMENT_LIMIT + 1024).map_err(|_| ErrorCode::DatabaseDamaged.into())).collect()
}

impl App {
    /// Says something in the ledger. With a relay it waits as a proposal until the relay has ordered it; a store without
    /// one orders for itself.
    pub(super) fn act(&self, store: &OpenStore, act: Act) -> Result<Touched, AppError> {
        self.say(store, act).map(|(touched, _)| touched)
    }

    /// The same, and which statement it was. It is judged by the ledger as it will stand once what waits is ordered, so
    /// that what was said without a network can be taken back without one.
    pub(super) fn say(&self, store: &OpenStore, act: Act) -> Result<(Touched, StatementId), AppError> {
        let standing = store.standing();
        let said = Said { id: store.world.mint(), store: Some(store.id), device: store.device, on: standing.ledger.head(), act };
        let statement = Statement::sign(&said, &store.key).map_err(|_| ErrorCode::Internal)?;
        if standing.relay.is_none() {
            let entry = standing.ledger.order(statement).map_err(refused)?;
            return Ok((self.take_entries(store, &[entry])?, said.id));
        }
        self.expected_ledger(store)?.order(statement.clone()).map_err(refused)?;
        let bytes = wire::encode(&statement).map_err(|_| ErrorCode::Internal)?;
        store.write(|tx| Ok(vault::ledger::propose(tx, said.id, &bytes, store.world.now())?))?;
        let touched = Touched { ledger: true, ..Touched::default() };
        self.changed(store, &touched);
        Ok((touched, said.id))
    }

    /// Takes the next entries of the ledger with all they mean: owners in the mirror, files this person may no longer see.
    pub(super) fn take_entries(&self, store: &OpenStore, entries: &[Entry]) -> Result<Touched, AppError> {
        let mut documents = store.lock_documents();
        let before = store.standing();
        let mut ledger = Ledger::clone(&before.ledger);
        let mut fresh = Vec::new();
        for entry in entries.iter().filter(|entry| entry.seq >= before.ledger.len()) {
            let said = ledger.append(entry).map_err(refused)?;
            fresh.push((entry, said));
        }
        let after = Standing::of(Arc::new(ledger), Arc::clone(&before.store_file), store.device, before.relay.clone());
        let change = Change { before: &before, after: &after, released: Cell::new(0) };
        let mut erased = 0;
        let touched = store.write(|tx| {
            for (entry, said) in &fresh {
                keep(tx, entry)?;
                vault::ledger::settle(tx, said.id)?;
                if after.relay.is_none() {
                    store.record(tx, audit::note_of(said))?;
                }
            }
            let mut touched = change.apply(tx, &mut documents, &fresh)?;
            erased = change.conclude(tx, store, &mut documents)?;
            touched.everything |= erased > 0;
            Ok(touched)
        })?;
        if erased > 0 {
            erasing::sweep(store);
        }
        store.set_standing(after);
        drop(documents);
        self.tell_growth();
        self.tell(&Told::Touched { touched: touched.clone() });
        if before.staff != store.standing().staff || before.roles != store.standing().roles {
            self.tell(&Told::State);
        }
        Ok(touched)
    }
}

/// From one standing to the next.
struct Change<'a> {
    before: &'a Standing,
    after: &'a Standing,
    /// Files that left this device.
    released: Cell<usize>,
}

impl Change<'_> {
    fn apply(&self, tx: &Transaction<'_>, open: &mut Documents, fresh: &[(&Entry, Said)]) -> Result<Touched, Failed> {
        let mut touched = Touched { ledger: !fresh.is_empty(), ..Touched::default() };
        if self.before.roles != self.after.roles || self.before.account != self.after.account {
            touched.everything = true;
            self.review_all(tx, open)?;
            return Ok(touched);
        }
        for (_, said) in fresh {
            match &said.act {
                Act::FilesAssigned { files, .. } => {
                    touched.everything |= !files.is_empty();
                    for file in files.iter().flat_map(|file| self.after.ledger.now().group(*file)) {
                        self.review(tx, open, file)?;
                    }
                }
                Act::FilesJoined { one, other } | Act::FilesSplit { one, other } => {
                    touched.everything = true;
                    self.relink(tx, open, *one, *other)?;
                }
                Act::BookHandedOver { .. } => {
                    touched.everything = true;
                    self.review_all(tx, open)?;
                }
                Act::StoreOpened(_)
                | Act::StaffAdded { .. }
                | Act::RolesSet { .. }
                | Act::StaffRevoked { .. }
                | Act::DeviceEnrolled { .. }
                | Act::DeviceRevoked { .. }
                | Act::ErasureRequested { .. }
                | Act::ErasureDecided { .. }
                | Act::LateSettled { .. }
                | Act::RecoveryKeySet { .. } => {}
            }
        }
        Ok(touched)
    }

    /// What leaves this device with the old standing. Answers how many files were erased.
    fn conclude(&self, tx: &Transaction<'_>, store: &OpenStore, open: &mut Documents) -> Result<usize, Failed> {
        if self.before.reads_audit() && !self.after.reads_audit() {
            vault::audit::forget_log(tx)?;
        }
        let erased = erasing::carry_out(tx, self.after, open)?;
        if self.released.get() > 0 {
            mirror::forget_words(tx)?;
            log(tx, store, SyncLogCode::Released, self.released.get())?;
            store.record_released(tx, self.released.get())?;
        }
        if self.after.account == AccountState::Revoked {
            vault::card::clear(tx)?;
            vault::draft::clear(tx)?;
        }
        Ok(erased)
    }

    /// Files that became one customer, or two: whose they are and how they are shown.
    fn relink(&self, tx: &Transaction<'_>, open: &mut Documents, one: FileId, other: FileId) -> Result<(), Failed> {
        let now = self.after.ledger.now();
        for file in now.group(one).into_iter().chain(now.group(other)) {
            self.review(tx, open, file)?;
            // The lines of the reception log that name it are shown with the customer it belongs to.
            for named in std::iter::once(file).chain(mirror::days_naming(tx, file)?) {
                if let Some(row) = vault::file::get(tx, named)? {
                    show(tx, self.after, &row, &documents::load(tx, named, row.kind)?)?;
                }
            }
        }
        Ok(())
    }

    /// After a change of roles every file is looked at again.
    fn review_all(&self, tx: &Transaction<'_>, open: &mut Documents) -> Result<(), Failed> {
        let mut after = None;
        loop {
            let rows = vault::file::after(tx, after, PAGE)?;
            let Some(last) = rows.last().map(|row| row.file) else { return Ok(()) };
            for row in &rows {
                self.review_row(tx, open, row)?;
            }
            after = Some(last);
        }
    }

    fn review(&self, tx: &Transaction<'_>, open: &mut Documents, file: FileId) -> Result<(), Failed> {
        for row in vault::file::about(tx, file)? {
            self.review_row(tx, open, &row)?;
        }
        match vault::file::get(tx, file)? {
            Some(row) => self.review_row(tx, open, &row),
            None => Ok(()),
        }
    }

    fn review_row(&self, tx: &Transaction<'_>, open: &mut Documents, row: &FileRow) -> Result<(), Failed> {
        let (could, can) = (self.before.may_read(tx, row)?, self.after.may_read(tx, row)?);
        match (could, can) {
            (true, true) => Ok(mirror::set_owner(tx, row.file, owner_of(tx, self.after, row)?)?),
            (false, true) => show(tx, self.after, row, &documents::load(tx, row.file, row.kind)?),
            // A customer that came before its car waits for it unseen.
            (false, false) if self.after.may_hold(tx, row)? => Ok(()),
            (_, false) if self.after.relay.is_none() => {
                // Nobody else has it: hidden, not given away, until a role shows it again.
                open.forget(row.file);
                Ok(mirror::remove(tx, row.file)?)
            }
            (_, false) => {
                self.released.set(self.released.get() + usize::from(release(tx, open, row.file)?));
                Ok(())
            }
        }
    }
}

/// Hides a file that this person may no longer see, and takes it off the device once its own changes are safe. Its open
/// document is closed too: should the file come back, changes must not be laid upon one that the disk no longer has.
/// Answers whether it left.
pub(super) fn release(tx: &Transaction<'_>, open: &mut Documents, file: FileId) -> Result<bool, Failed> {
    open.forget(file);
    mirror::remove(tx, file)?;
    Ok(vault::file::purge(tx, file)?)
}

pub(super) fn refused(error: LedgerError) -> AppError {
    tracing::warn!(error = %error, "a statement or entry of the ledger was refused");
    match error {
        LedgerError::NotAllowed | LedgerError::UnknownDevice | LedgerError::Revoked => ErrorCode::NotAllowed,
        LedgerError::NoAdministratorLeft => ErrorCode::NotAllowed,
        LedgerError::OtherVersion => ErrorCode::OtherVersion,
        LedgerError::Impossible | LedgerError::Known => ErrorCode::BadRequest,
        LedgerError::Malformed
        | LedgerError::BrokenChain
        | LedgerError::BadSignature
        | LedgerError::OtherStore
        | LedgerError::UnknownHead => ErrorCode::Internal,
    }
    .into()
}
