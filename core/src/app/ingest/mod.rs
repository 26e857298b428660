//! Changes and files from outside: signature, policy, guard, then vault and mirror in one transaction.

use std::{collections::BTreeMap, sync::mpsc};

use rusqlite::Transaction;

mod files;
mod judge;

use files::{check_parts, keep_file};
pub(super) use judge::permitted;
use judge::{begun_by, judge};

use super::{
    App,
    admitting::{Offer, admit_all},
    api::{
        common::{Touched, TouchedFile},
        error::AppError,
        sync::{SyncLogCode, Told},
    },
    damage::Failed,
    documents::Documents,
    opening::names,
    relation::{look_again, owner_of, show},
    store::{OpenStore, Standing},
    writing::pack_if_grown,
};
use crate::{
    guard::{self, Verdict},
    ids::{DeviceId, FileId},
    policy::FileKind,
    sync::{envelope::Envelope, frame::Numbered, page::FileSnapshot, refusal::Refusal, session::Position, wire},
    vault::{self, VaultError, change::ChangeRow, file::FileRow, meta},
};

/// Files checked together: enough for their signatures to be checked as one batch, few enough to hold them loaded.
const PART: usize = 32;
/// Parts that may be checked ahead of those being kept.
const PARTS_AHEAD: usize = 2;
/// More touched files than this are told as "everything".
const MOST_TOUCHED: usize = 200;

impl App {
    /// Takes numbered changes in and notes where that leaves this device, all in one transaction.
    pub(super) fn take_changes(&self, store: &OpenStore, items: Vec<Numbered>, position: &Position) -> Result<(), AppError> {
        let count = items.len();
        let mut documents = store.lock_documents();
        let standing = store.standing();
        let mut batch = Batch::new(store, &standing, &mut documents);
        let result = store.write(|tx| {
            batch.take(tx, unknown(tx, items)?)?;
            if batch.refused > 0 {
                log(tx, store, SyncLogCode::Refused, batch.refused)?;
                for ((device, code), count) in &batch.turned_away {
                    vault::sieve::turn_away(tx, *device, code, *count, store.world.now())?;
                }
            }
            save_position(tx, position)?;
            if count > 0 {
                log(tx, store, SyncLogCode::Received, count)?;
            }
            Ok(())
        });
        let touched = batch.finish(&result);
        result?;
        let touches_store = touched.files.iter().any(|one| one.kind == FileKind::Store);
        drop(documents);
        if touches_store {
            store.refresh_store_file()?;
        }
        self.tell_taken(touched);
        self.open_vehicles(store);
        self.say_again(store);
        Ok(())
    }

    fn tell_taken(&self, touched: Touched) {
        if touched != Touched::default() {
            self.tell(&Told::Touched { touched });
        }
    }

    /// Takes whole files in, likewise.
    pub(super) fn take_files(&self, store: &OpenStore, files: Vec<FileSnapshot>, position: &Position) -> Result<(), AppError> {
        let standing = store.standing();
        let mut documents = store.lock_documents();
        let mut touched = Vec::new();
        let result = std::thread::scope(|scope| {
            let (sender, checked) = mpsc::sync_channel(PARTS_AHEAD);
            let checking = scope.spawn(|| check_parts(store, &standing, &files, sender));
            let result = store.write(|tx| {
                for part in files.chunks(PART) {
                    // Where checking ended too early nothing more is taken.
                    let verdicts = checked.recv().unwrap_or_else(|_| part.iter().map(|_| Err(Refusal::Malformed)).collect());
                    for (snapshot, loaded) in part.iter().zip(verdicts) {
                        match loaded {
                            Ok(loaded) => touched.push(keep_file(tx, &standing, &mut documents, snapshot, loaded)?),
                            Err(refusal) => tracing::warn!(file = %snapshot.file, code = refusal.word(), "a file was refused"),
                        }
                    }
                }
                save_position(tx, position)?;
                log(tx, store, SyncLogCode::Snapshots, files.len())
            });
            drop(checked);
            if checking.join().is_err() {
                tracing::error!("checking files panicked; those not checked were refused");
            }
            result
        });
        for one in &touched {
            documents.forget(one.file);
        }
        drop(documents);
        result?;
        if touched.iter().any(|one| one.kind == FileKind::Store) {
            store.refresh_store_file()?;
        }
        self.tell_taken(told_files(touched));
        self.open_vehicles(store);
        self.say_again(store);
        Ok(())
    }
}

/// Notes how far this device has come with its relay, in the transaction of the data it describes.
pub(super) fn save_position(tx: &Transaction<'_>, position: &Position) -> Result<(), Failed> {
    let bytes = wire::encode(position).map_err(|_| VaultError::Unreadable { what: "position" })?;
    Ok(meta::put_bytes(tx, names::POSITION, &bytes)?)
}

/// Writes a line of the sync log.
pub(super) fn log(tx: &Transaction<'_>, store: &OpenStore, what: SyncLogCode, count: usize) -> Result<(), Failed> {
    let word = serde_json::to_value(what).ok().and_then(|value| value.as_str().map(ToOwned::to_owned)).unwrap_or_default();
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let line = vault::sync_log::LogRow { at: store.world.now(), what: word, count };
    Ok(vault::sync_log::push(tx, &line)?)
}

fn told_files(mut files: Vec<TouchedFile>) -> Touched {
    files.sort_by_key(|one| one.file);
    files.dedup();
    if files.len() > MOST_TOUCHED {
        return Touched { everything: true, ..Touched::default() };
    }
    Touched { files, ..Touched::default() }
}

/// Leaves out what is here already; a change of our own that comes back only tells its number.
fn unknown(tx: &Transaction<'_>, items: Vec<Numbered>) -> Result<Vec<Numbered>, VaultError> {
    let mut fresh = Vec::with_capacity(items.len());
    for item in items {
        let hash = item.envelope.hash();
        if vault::change::counts(tx, hash)? {
            vault::change::set_number(tx, hash, item.number)?;
        } else {
            fresh.push(item);
        }
    }
    Ok(fresh)
}

/// Changes being taken in: documents are changed before the disk is, so they are forgotten if the disk refuses.
struct Batch<'a> {
    store: &'a OpenStore,
    standing: &'a Standing,
    documents: &'a mut Documents,
    touched: Vec<TouchedFile>,
    refused: usize,
    turned_away: BTreeMap<(DeviceId, String), u32>,
}

impl<'a> Batch<'a> {
    fn new(store: &'a OpenStore, standing: &'a Standing, documents: &'a mut Documents) -> Self {
        Self { store, standing, documents, touched: Vec::new(), refused: 0, turned_away: BTreeMap::new() }
    }

    fn finish(self, result: &Result<(), AppError>) -> Touched {
        if result.is_err() {
            for one in &self.touched {
                self.documents.forget(one.file);
            }
            return Touched::default();
        }
        told_files(self.touched)
    }

    fn take(&mut self, tx: &Transaction<'_>, items: Vec<Numbered>) -> Result<(), Failed> {
        // A customer file comes before what belongs to it: whose that is, the customer file tells.
        let mut by_file: BTreeMap<(bool, FileId), Vec<Numbered>> = BTreeMap::new();
        let begun_by = begun_by(tx, self.standing, &items)?;
        let verdicts = judge(self.store, self.standing, &items, &begun_by);
        for (item, verdict) in items.into_iter().zip(verdicts) {
            match verdict {
                Ok(()) => by_file.entry((item.envelope.about.is_some(), item.envelope.file)).or_default().push(item),
                Err(refusal) => self.refuse(&item.envelope, refusal.word()),
            }
        }
        let mut offers = Vec::with_capacity(by_file.len());
        for ((_, file), items) in by_file {
            offers.extend(self.open(tx, file, items)?);
        }
        let verdicts = admit_all(&mut offers);
        for (offer, verdicts) in offers.into_iter().zip(verdicts) {
            self.keep_all(tx, offer, verdicts)?;
        }
        Ok(())
    }

    fn refuse(&mut self, envelope: &Envelope, code: &str) {
        self.refused += 1;
        *self.turned_away.entry((envelope.device, code.to_owned())).or_default() += 1;
        tracing::warn!(file = %envelope.file, device = %envelope.device, code, "a change was refused");
    }

    /// The file with its document; none where this person could not read it, whatever else comes.
    fn open(&mut self, tx: &Transaction<'_>, file: FileId, items: Vec<Numbered>) -> Result<Option<Offer>, Failed> {
        let Some(first) = items.first() else { return Ok(None) };
        let place = first.envelope.place();
        let row =
            vault::file::get(tx, file)?.unwrap_or(FileRow { file, kind: place.kind, about: place.about, creator: first.creator });
        if !self.standing.may_hold(tx, &row)? {
            return Ok(None);
        }
        let owner = owner_of(tx, self.standing, &row)?;
        self.touched.push(TouchedFile { file, kind: row.kind });
        // A joined customer is shown under the id of another file.
        self.touched.push(TouchedFile { file: self.standing.ledger.now().joined(file), kind: row.kind });
        vault::file::add(tx, &row)?;
        let document = self.documents.take(&self.store.world, tx, file, row.kind)?;
        Ok(Some(Offer { row, owner, items, document }))
    }

    fn keep_all(&mut self, tx: &Transaction<'_>, offer: Offer, verdicts: Vec<Verdict>) -> Result<(), Failed> {
        for (item, verdict) in offer.items.iter().zip(verdicts) {
            self.keep(tx, item, verdict)?;
        }
        // Two people who gave one file a phone each, apart, each told the relay but one of them.
        if offer.document.kind() == FileKind::Customer && offer.owner.is_some() && offer.owner == self.standing.staff {
            vault::sieve::note(tx, offer.document.file())?;
        }
        pack_if_grown(tx, &offer.document)?;
        show(tx, self.standing, &offer.row, &offer.document)?;
        self.documents.put_back(offer.document);
        look_again(tx, self.standing, self.documents, &offer.row)?;
        Ok(())
    }

    fn keep(&mut self, tx: &Transaction<'_>, item: &Numbered, verdict: Verdict) -> Result<(), Failed> {
        let envelope = &item.envelope;
        match verdict {
            Verdict::Admitted(header) | Verdict::Known(header) => {
                vault::actor::bind(tx, envelope.file, &header.actor, envelope.device)?;
                vault::change::insert(tx, &change_row(item, &header))?;
                if item.is_around {
                    vault::change::mark_around(tx, header.hash)?;
                }
                // A manager adopted what was refused: nothing is left to be looked at.
                vault::card::remove(tx, header.hash)?;
            }
            // The protocol sends each change after those it stands on; this one came before its file's snapshot, which
            // will hold it.
            Verdict::Waiting { .. } => {}
            Verdict::Refused(refusal) => self.refuse(envelope, refusal.code()),
        }
        Ok(())
    }
}

fn change_row(item: &Numbered, header: &guard::Header) -> ChangeRow {
    let envelope = &item.envelope;
    ChangeRow {
        hash: header.hash,
        file: envelope.file,
        actor: header.actor.to_vec(),
        seq: header.seq,
        number: Some(item.number),
        device: envelope.device,
        ledger_head: envelope.ledger_head,
        signature: *envelope.signature.as_bytes(),
        bytes: Some(envelope.change.clone()),
    }
}
