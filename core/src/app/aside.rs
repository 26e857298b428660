//! Own changes that the relay refused: taken out of their file with all that stands on them, and kept as a card.
//!
//! Invariant: nothing blocks. The file is what the relay has and what was not refused; further edits go on from there,
//! under a fresh actor, because the number of a refused change is never used again by another.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Transaction;

use super::{
    api::late::FieldRow,
    damage::Failed,
    differences::Look,
    documents::{self, Documents},
    relation::{owner_of, show},
    store::{OpenStore, Standing},
};
use crate::{
    document::Document,
    guard::{self, Limits},
    ids::{ChangeHash, FileId},
    sync::{frame::RefusedChange, refusal::Refusal},
    vault::{self, VaultError, card::CardRow, file::FileRow},
};

/// Most changes of one file that wait to be sent and are looked at.
const MOST_WAITING: u32 = 100_000;

/// Takes refused changes out of their files. Answers the files.
pub(super) fn set_aside(
    tx: &Transaction<'_>,
    store: &OpenStore,
    standing: &Standing,
    open: &mut Documents,
    refused: &[RefusedChange],
) -> Result<Vec<FileRow>, Failed> {
    let mut by_file: BTreeMap<FileId, Vec<(ChangeHash, Refusal)>> = BTreeMap::new();
    for one in refused {
        // What came back twice was dealt with the first time.
        let is_waiting = vault::outbox::is_waiting(tx, one.hash)?;
        if let Some(change) = vault::change::get(tx, one.hash)?.filter(|_| is_waiting) {
            by_file.entry(change.file).or_default().push((one.hash, one.code));
        }
    }
    let mut touched = Vec::new();
    for (file, refused) in by_file {
        let Some(row) = vault::file::get(tx, file)? else { continue };
        take_out(tx, store, standing, &row, &refused)?;
        open.renew(file);
        touched.push(row);
    }
    Ok(touched)
}

fn take_out(
    tx: &Transaction<'_>,
    store: &OpenStore,
    standing: &Standing,
    row: &FileRow,
    refused: &[(ChangeHash, Refusal)],
) -> Result<(), Failed> {
    let Some((first, code)) = refused.first().copied() else { return Ok(()) };
    let owner = owner_of(tx, standing, row)?;
    let with = documents::load(tx, row.file, row.kind)?;
    for hash in standing_on(tx, row.file, refused.iter().map(|(hash, _)| *hash).collect())? {
        vault::outbox::hand_over(tx, hash)?;
        vault::change::set_aside(tx, hash)?;
    }
    let without = documents::load(tx, row.file, row.kind)?;
    put_card(tx, store, row, Said { first, code: code.word(), rows: rows(standing, owner, &without, &with) })?;
    show(tx, standing, row, &without)
}

/// The refused changes and every own unsent one that stands on them, oldest first.
fn standing_on(tx: &Transaction<'_>, file: FileId, mut found: BTreeSet<ChangeHash>) -> Result<Vec<ChangeHash>, VaultError> {
    let mut ordered = Vec::new();
    let waiting = vault::outbox::next(tx, None, MOST_WAITING)?;
    for outgoing in waiting.into_iter().filter(|outgoing| outgoing.change.file == file) {
        let Some(bytes) = &outgoing.change.bytes else { continue };
        let header = guard::inspect(bytes, &Limits::default()).map_err(|_| VaultError::Damaged)?;
        if found.contains(&header.hash) || header.deps.iter().any(|dep| found.contains(dep)) {
            found.insert(header.hash);
            ordered.push(header.hash);
        }
    }
    Ok(ordered)
}

/// What a card says.
pub(super) struct Said {
    /// The change it is about.
    pub first: ChangeHash,
    /// Why it does not count.
    pub code: &'static str,
    pub rows: Vec<FieldRow>,
}

/// Keeps a card.
pub(super) fn put_card(tx: &Transaction<'_>, store: &OpenStore, row: &FileRow, said: Said) -> Result<(), Failed> {
    let body = serde_json::to_string(&said.rows).map_err(|_| VaultError::Unreadable { what: "card" })?;
    let (file, kind, at) = (row.file, row.kind, store.world.now());
    Ok(vault::card::put(tx, &CardRow { hash: said.first, file, kind, code: said.code.to_owned(), at, body })?)
}

/// What is different; nothing where it cannot be shown.
pub(super) fn rows(
    standing: &Standing,
    owner: Option<crate::ids::StaffId>,
    before: &Document,
    after: &Document,
) -> Vec<FieldRow> {
    match (Look::at(standing, owner, before), Look::at(standing, owner, after)) {
        (Ok(before), Ok(after)) => before.rows(&after),
        _ => Vec::new(),
    }
}
