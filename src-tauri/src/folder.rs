//! The data folder of a device. Invariant: at most one process has it open, held by a lock that ends with the process.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// A data folder that this process alone has open.
#[derive(Debug)]
pub struct DataFolder {
    path: PathBuf,
    is_new: bool,
    _lock: File,
}

/// Why a data folder cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Another process has it open.
    #[error("another Forecourt is using the data folder {path} already; close it first, or choose another folder with --data")]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// It cannot be made or written.
    #[error("the data folder {path} cannot be used: {source}")]
    Unusable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl DataFolder {
    /// Makes the folder if needed and locks it.
    ///
    /// # Errors
    /// Where another process has it open, or the disk refuses.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let unusable = |source| FolderError::Unusable { path: path.to_owned(), source };
        make_private(path).map_err(unusable)?;
        let path = fs::canonicalize(path).map_err(unusable)?;
        let is_new = fs::read_dir(&path).map_err(unusable)?.next().is_none();
        let mut lock = OpenOptions::new().create(true).truncate(false).write(true).open(path.join("lock")).map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(FolderError::InUse { path }),
            Err(TryLockError::Error(source)) => return Err(FolderError::Unusable { path, source }),
        }
        // The number is for people who look; nothing reads it.
        lock.set_len(0).and_then(|()| writeln!(lock, "{}", std::process::id())).map_err(unusable)?;
        Ok(Self { path, is_new, _lock: lock })
    }

    /// Whether it was empty before.
    #[must_use]
    pub const fn is_new(&self) -> bool {
        self.is_new
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A folder that only this user may enter.
fn make_private(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_opened_by_one_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let first = DataFolder::open(&dir.path().join("a")).unwrap();
        assert!(first.is_new());
        let second = DataFolder::open(&dir.path().join("a"));
        assert!(matches!(second, Err(FolderError::InUse { .. })), "{second:?}");
        DataFolder::open(&dir.path().join("b")).unwrap();
        drop(first);
        assert!(!DataFolder::open(&dir.path().join("a")).unwrap().is_new());
    }

    #[test]
    fn a_file_in_its_place_is_told() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a"), "x").unwrap();
        assert!(matches!(DataFolder::open(&dir.path().join("a")), Err(FolderError::Unusable { .. })));
    }
}
