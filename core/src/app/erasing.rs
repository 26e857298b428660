//! Forgetting a customer on this device: what the ledger erased is destroyed with the entry that says so.

use std::collections::BTreeSet;

use rusqlite::Transaction;

use super::{
    damage::Failed,
    documents::Documents,
    relation::look_again,
    store::{OpenStore, Standing},
};
use crate::{ids::FileId, mirror, policy::FileKind, vault};

/// Kinds of files that every device can name without having them.
const DERIVED: [&str; 2] = ["customer_private", "care"];

/// Destroys what the ledger erased and is still here; answers how many files that were.
pub(super) fn carry_out(tx: &Transaction<'_>, standing: &Standing, open: &mut Documents) -> Result<usize, Failed> {
    let mut files: BTreeSet<FileId> = BTreeSet::new();
    let mut vehicles = Vec::new();
    for customer in standing.ledger.now().erased_files() {
        if vault::erased::contains(tx, customer)? {
            continue;
        }
        files.insert(customer);
        files.extend(DERIVED.map(|kind| FileId::belonging_to(customer, kind)));
        files.extend(vault::file::about(tx, customer)?.into_iter().map(|row| row.file));
    }
    for file in &files {
        vehicles.extend(vault::file::get(tx, *file)?.filter(|row| row.kind == FileKind::Vehicle));
        open.forget(*file);
        mirror::remove(tx, *file)?;
        vault::erased::erase(tx, *file)?;
    }
    for vehicle in &vehicles {
        look_again(tx, standing, open, vehicle)?;
    }
    if !files.is_empty() {
        mirror::forget_words(tx)?;
        tracing::info!(files = files.len(), "a customer was erased");
    }
    Ok(files.len())
}

/// After the commit: the write-ahead log still holds what was overwritten.
pub(super) fn sweep(store: &OpenStore) {
    match store.db.truncate_log() {
        Ok(true) => {}
        // It is emptied when the store is closed, or by the next erasure.
        Ok(false) => tracing::warn!("the write-ahead log is in use and is emptied later"),
        Err(error) => tracing::error!(%error, "the write-ahead log could not be emptied"),
    }
}
