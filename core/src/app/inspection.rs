//! What lies on this device, file by file, content included: for the tests that hold whole stores against a model. Support
//! asks the `diagnosis` command, which answers hashes.
//!
//! Invariant: nothing here shows a person more than the screens do; a file they may not read is not found.

use super::{
    App,
    api::error::{AppError, ErrorCode},
    preparing::fill_mirror,
};
use crate::{
    ids::{ChangeHash, FileId},
    mirror,
    policy::FileKind,
    vault,
};

/// Files named per read.
const PAGE: u32 = 500;

/// How one file stands on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// Of what kind it is.
    pub kind: FileKind,
    /// The changes that no other change stands on, sorted.
    pub heads: Vec<ChangeHash>,
    /// Every change of it that this device holds, sorted.
    pub changes: Vec<ChangeHash>,
    /// Its content as JSON with sorted keys: equal for equal heads.
    pub content: String,
}

impl App {
    /// Every file whose data lies on this device, also those that are only kept until their own changes were sent.
    ///
    /// # Errors
    /// When no store is open or the database cannot be read.
    pub fn held_files(&self) -> Result<Vec<(FileId, FileKind)>, AppError> {
        let store = self.opened()?;
        let mut held = Vec::new();
        loop {
            let after = held.last().map(|(file, _)| *file);
            let rows = store.read(|conn| vault::file::after(conn, after, PAGE))?;
            if rows.is_empty() {
                return Ok(held);
            }
            held.extend(rows.into_iter().map(|row| (row.file, row.kind)));
        }
    }

    /// How a file stands on this device.
    ///
    /// # Errors
    /// `NotFound` where the file is not here or this person may not read it.
    pub fn inspect(&self, file: FileId) -> Result<Inspection, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let row = store.read(|conn| vault::file::get(conn, file))?.ok_or(ErrorCode::NotFound)?;
        if !store.read(|conn| standing.may_read(conn, &row))? {
            return Err(ErrorCode::NotFound.into());
        }
        let document = store.document(file, row.kind)?;
        let rows = store.read(|conn| vault::change::of_file(conn, file))?;
        let mut changes: Vec<ChangeHash> = rows.into_iter().map(|change| change.hash).collect();
        let mut heads = document.heads();
        changes.sort_unstable();
        heads.sort_unstable();
        Ok(Inspection { kind: row.kind, heads, changes, content: document.canonical_json() })
    }

    /// Makes the lists, boards and search of this device anew from its files.
    ///
    /// # Errors
    /// When no store is open or it could not be saved.
    pub fn rebuild_mirror(&self) -> Result<(), AppError> {
        let store = self.opened()?;
        let _writer = store.lock_documents();
        fill_mirror(&store, mirror::reset)
    }
}
