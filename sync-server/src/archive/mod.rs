//! Backup, restore and verification of a relay's database. A backup is one SQLite file with a manifest beside it.
//!
//! Invariant: a file that carries a backup's name is whole and on the disk (written under another name, synced, renamed),
//! and nothing is put in a relay's place that did not verify.

mod backup;
mod restore;
#[cfg(test)]
mod tests;
mod verify;

use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

pub use backup::backup;
use forecourt_core::ids::{LedgerHash, StoreId};
pub use restore::{accept_ledger, restore};
use serde::{Deserialize, Serialize};
pub use verify::{Report, verify};

use crate::{folder::FolderError, relay::StoreError};

/// What a backup holds; one line of JSON beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// When it was made, milliseconds since 1970.
    pub made_at: i64,
    /// The store; none if none was opened yet.
    pub store: Option<StoreId>,
    /// Number of the last change.
    pub head: u64,
    /// Changes.
    pub changes: u64,
    /// Files.
    pub files: u64,
    /// Entries of the ledger.
    pub entries: u64,
    /// Hash of the last of them.
    pub ledger_head: LedgerHash,
    /// Bytes of the backup.
    pub bytes: u64,
    /// BLAKE3 of those, in hexadecimal.
    pub blake3: String,
}

/// A backup could not be made, used or checked.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Files could not be read or written.
    #[error("cannot use {}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The data folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The backup is not what its manifest says.
    #[error("the backup is not the file that its manifest describes")]
    NotAsWritten,
    /// The backup does not verify.
    #[error("the backup does not verify: {0}")]
    Unsound(Box<Report>),
}

impl From<rusqlite::Error> for ArchiveError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

fn io(path: &Path) -> impl FnOnce(std::io::Error) -> ArchiveError + '_ {
    |source| ArchiveError::Io { path: path.to_owned(), source }
}

/// Where the manifest of a backup stands.
fn manifest_path(backup: &Path) -> PathBuf {
    beside(backup, ".json")
}

/// The same path with something behind its name.
fn beside(path: &Path, behind: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(behind);
    PathBuf::from(name)
}

/// Length and BLAKE3 of a file.
fn digest(path: &Path) -> Result<(u64, String), ArchiveError> {
    let mut file = File::open(path).map_err(io(path))?;
    let mut hasher = blake3::Hasher::new();
    let mut part = vec![0; 1 << 20];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut part).map_err(io(path))?;
        if read == 0 {
            return Ok((bytes, hasher.finalize().to_hex().to_string()));
        }
        hasher.update(part.get(..read).unwrap_or_default());
        bytes += read as u64;
    }
}

/// Puts a file on the disk under its final name: content first, then the name.
fn put_in_place(from: &Path, to: &Path) -> Result<(), ArchiveError> {
    File::open(from).and_then(|file| file.sync_all()).map_err(io(from))?;
    std::fs::rename(from, to).map_err(io(to))?;
    sync_folder_of(to)
}

#[cfg(unix)]
fn sync_folder_of(path: &Path) -> Result<(), ArchiveError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(io(folder))
}

/// Elsewhere a folder cannot be opened; renaming is the file system's to keep.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same shape as on Unix")]
fn sync_folder_of(_: &Path) -> Result<(), ArchiveError> {
    Ok(())
}
