//! Whole files from outside: checked part by part while those before are being kept.

use std::sync::mpsc;

use rusqlite::Transaction;

use super::{PART, judge::is_erased};
use crate::{
    app::{
        api::common::TouchedFile,
        damage::Failed,
        documents::{self, Documents},
        relation::{look_again, show},
        store::{OpenStore, Standing},
    },
    document::Document,
    guard::{self, Limits},
    sync::{
        keys::{Signed, verify_all},
        page::FileSnapshot,
        refusal::Refusal,
    },
    vault::{self, VaultError, change::ChangeRow, file::FileRow},
};

pub(super) type Checked = Result<guard::Loaded, Refusal>;

/// Checks files part by part while those before are being kept: both are about half of a first sync's work.
pub(super) fn check_parts(
    store: &OpenStore,
    standing: &Standing,
    files: &[FileSnapshot],
    checked: mpsc::SyncSender<Vec<Checked>>,
) {
    for part in files.chunks(PART) {
        if checked.send(check_part(store, standing, part)).is_err() {
            return;
        }
    }
}

/// Signatures of several files are checked together; only where that fails, file by file.
fn check_part(store: &OpenStore, standing: &Standing, part: &[FileSnapshot]) -> Vec<Checked> {
    let loaded: Vec<Result<(guard::Loaded, Vec<Signed>), Refusal>> =
        part.iter().map(|file| load_file(store, standing, file)).collect();
    let all: Vec<Signed> = loaded.iter().flatten().flat_map(|(_, signed)| signed.iter().cloned()).collect();
    let is_all_signed = verify_all(&all).is_ok();
    let judge = |(loaded, signed): (guard::Loaded, Vec<Signed>)| {
        if is_all_signed || verify_all(&signed).is_ok() { Ok(loaded) } else { Err(Refusal::BadSignature) }
    };
    loaded.into_iter().map(|loaded| loaded.and_then(judge)).collect()
}

/// Loads a whole file; its signatures are still to be checked.
fn load_file(store: &OpenStore, standing: &Standing, file: &FileSnapshot) -> Result<(guard::Loaded, Vec<Signed>), Refusal> {
    if is_erased(standing.ledger.now(), file.file, file.about) {
        return Err(Refusal::Erased);
    }
    let loaded = guard::load_snapshot(file.kind, file.file, &file.doc, &Limits::default())
        .map_err(|refusal| Refusal::from_word(refusal.code()))?;
    let place = file.place(store.id);
    let now = standing.ledger.now();
    let mut signed = Vec::with_capacity(file.marks.len());
    let marks: std::collections::HashMap<_, _> = file.marks.iter().map(|mark| (mark.hash, mark)).collect();
    for change in &loaded.changes {
        let mark = marks.get(&change.hash).ok_or(Refusal::BadSignature)?;
        if mark.device != change.device {
            return Err(Refusal::WrongAuthor);
        }
        signed.push(mark.signed(&place, now.key_of(mark.device).ok_or(Refusal::UnknownDevice)?));
    }
    Ok((loaded, signed))
}

/// Keeps a checked file; where changes of it are here that it lacks, such as unsent ones, both are joined.
pub(super) fn keep_file(
    tx: &Transaction<'_>,
    standing: &Standing,
    open: &mut Documents,
    snapshot: &FileSnapshot,
    loaded: guard::Loaded,
) -> Result<TouchedFile, Failed> {
    let row = FileRow { file: snapshot.file, kind: snapshot.kind, about: snapshot.about, creator: snapshot.creator };
    let is_known = vault::file::get(tx, row.file)?.is_some();
    vault::file::add(tx, &row)?;
    let marks: std::collections::HashMap<_, _> = snapshot.marks.iter().map(|mark| (mark.hash, mark)).collect();
    let mut document = Document::from_automerge(row.kind, row.file, loaded.document);
    if is_known {
        // The relay has these, so what waits of them need not be sent again; what it lacks stays queued.
        let mut here = documents::load(tx, row.file, row.kind)?;
        here.join(&mut document).map_err(|_| VaultError::Damaged)?;
        document = here;
        open.forget(row.file);
    }
    for change in &loaded.changes {
        let Some(mark) = marks.get(&change.hash) else { continue };
        // Adopted since: what it says stands in the file again.
        vault::card::remove(tx, change.hash)?;
        vault::actor::bind(tx, row.file, &change.actor, change.device)?;
        let bytes = if is_known { document.change_bytes(change.hash) } else { None };
        vault::change::insert(
            tx,
            &ChangeRow {
                hash: change.hash,
                file: row.file,
                actor: change.actor.to_vec(),
                seq: change.seq,
                number: None,
                device: mark.device,
                ledger_head: mark.ledger_head,
                signature: *mark.signature.as_bytes(),
                bytes,
            },
        )?;
    }
    for hash in &snapshot.around {
        vault::change::mark_around(tx, *hash)?;
    }
    if !is_known {
        vault::packing::pack(tx, row.file, &snapshot.doc)?;
    }
    show(tx, standing, &row, &document)?;
    look_again(tx, standing, open, &row)?;
    Ok(TouchedFile { file: row.file, kind: row.kind })
}
