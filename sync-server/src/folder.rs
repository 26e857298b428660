//! The relay's data folder: one relay at a time, readable by its owner only.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
};

/// The database in it.
pub const DATABASE: &str = "relay.db";
/// Stands there while a restore is under way: whatever else lies in the folder is not to be served.
pub const RESTORING: &str = "relay.db.restoring";
const LOCK: &str = "relay.lock";

/// The folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The system said no.
    #[error("the relay cannot use {what}")]
    Io {
        /// What.
        what: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// Another relay runs on it.
    #[error("another relay uses this data folder")]
    InUse,
    /// A restore was cut off.
    #[error("a restore into this folder was cut off; run `forecourt-relay restore` again")]
    RestoreUnfinished,
}

/// A data folder that belongs to this process until it is dropped.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Ends with the process, however it ends.
    _lock: File,
}

impl Folder {
    /// Makes the folder if it is missing and takes it. Two relays on one log would each number changes for themselves.
    pub fn take(path: &Path) -> Result<Self, FolderError> {
        make(path).map_err(|source| FolderError::Io { what: "its data folder", source })?;
        let io = |source| FolderError::Io { what: "its lock file", source };
        let lock = File::options().create(true).truncate(false).write(true).open(path.join(LOCK)).map_err(io)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(FolderError::InUse),
            Err(TryLockError::Error(source)) => Err(io(source)),
        }
    }

    /// The database, if it is fit to be served.
    pub fn database(&self) -> Result<PathBuf, FolderError> {
        if self.restoring().exists() { Err(FolderError::RestoreUnfinished) } else { Ok(self.path.join(DATABASE)) }
    }

    /// Where a restore prepares the database.
    #[must_use]
    pub fn restoring(&self) -> PathBuf {
        self.path.join(RESTORING)
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(unix)]
fn make(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(not(unix))]
fn make(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)
}
