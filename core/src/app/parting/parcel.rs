//! What a wiped device still owes its store: sealed to the relay's key, in a file beside the database that is gone.
//!
//! Invariant: nothing in it can be read on this device, and it is written whole and durably or not at all. It is also the
//! mark that a wipe has begun: where it is, the wipe is carried through before anything is opened.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{
    ids::{ChangeHash, StoreId},
    sync::wire,
};

/// More than any outbox ever took; the file is our own.
const LIMIT: usize = 1 << 30;

/// What is to be handed over once the store is gone from this device.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Parcel {
    pub store: StoreId,
    /// Address of its relay.
    pub relay: String,
    /// The key that the relay's certificate must have, as 32 bytes; none without TLS.
    #[serde(default)]
    pub pin: Option<[u8; 32]>,
    pub boxes: Vec<SealedBox>,
    /// Changes that the relay has.
    pub handed_over: u32,
    /// Whether it may be handed over: key and data are gone, or were only a copy.
    pub is_wiped: bool,
    /// What the wipe before this one still owes: its relay did not answer yet.
    #[serde(default)]
    pub earlier: Vec<Parcel>,
}

/// One body for the relay.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SealedBox {
    /// The changes in it.
    pub hashes: Vec<ChangeHash>,
    #[serde(with = "serde_bytes")]
    pub sealed: Vec<u8>,
}

impl Parcel {
    /// Where the parcel of the database at `database` lies.
    pub(super) fn beside(database: &Path) -> PathBuf {
        database.with_extension("late")
    }

    /// The parcel at `path`, if there is one.
    pub(super) fn load(path: &Path) -> io::Result<Option<Self>> {
        match fs::read(path) {
            Ok(bytes) => wire::decode(&bytes, LIMIT).map(Some).map_err(io::Error::other),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes it beside and renames, and is back when it is on the disk.
    pub(super) fn save(&self, path: &Path) -> io::Result<()> {
        let beside = path.with_extension("late.new");
        let bytes = wire::encode(self).map_err(io::Error::other)?;
        let mut file = File::create(&beside)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        sync_folder(path)
    }

    /// Everything in it was handed over.
    pub(super) fn remove(path: &Path) -> io::Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => sync_folder(path),
        }
    }

    /// Changes that still wait.
    pub(super) fn waiting(&self) -> u32 {
        let count: usize = self.boxes.iter().map(|one| one.hashes.len()).sum();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// A name in a folder is as durable as the folder.
fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
