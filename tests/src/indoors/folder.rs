//! Where a hall lies, and backups of its relay.

use std::{
    fs,
    path::{Path, PathBuf},
};

use forecourt_core::clock::Clock as _;
use forecourt_relay::archive;
use tempfile::TempDir;

use super::{Hall, world};

/// A folder in memory where there is one: what is tried here is not the disk.
pub(super) fn scratch() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

/// Copies a folder with everything in it.
pub(super) fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).unwrap();
        }
    }
}

impl Hall {
    /// A backup of the relay, made while it runs.
    pub fn back_up(&self) -> PathBuf {
        archive::backup(self.folder.path(), &self.folder.path().join("backup"), self.clock.now(), None).unwrap().0
    }

    /// The relay ends, and comes back from a backup.
    pub fn restore_relay(&self, backup: &Path) {
        *self.relay() = None;
        archive::restore(self.folder.path(), backup, &world(&self.clock, self.next_life())).unwrap();
        self.restart_relay();
    }
}
