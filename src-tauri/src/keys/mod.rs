//! Where the key of the database is kept: the system's keychain, else a passphrase, else a file.
//!
//! Invariant: a key is made only for a folder without a database; for any other the one it was made with is found, or
//! the app says which is missing. Nothing here is ever overwritten.

mod file;
mod keychain;
mod passphrase;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use forecourt_core::clock::World;
use zeroize::Zeroizing;

/// The 32 bytes that open a database.
pub type Key = Zeroizing<[u8; 32]>;

/// What the person asked for on the command line.
#[derive(Debug, Clone, Default)]
pub enum Choice {
    /// Whatever the folder was made with; for a new one the keychain, else a file.
    #[default]
    Usual,
    /// This file.
    File(PathBuf),
    /// A passphrase.
    Passphrase(Zeroizing<String>),
}

/// Where a key was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The system's keychain.
    Keychain,
    /// A file that only this user may read.
    File,
    /// Nowhere: it is derived from a passphrase.
    Passphrase,
}

impl Place {
    /// The word that the sync page shows.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Keychain => "keychain",
            Self::File => "file",
            Self::Passphrase => "passphrase",
        }
    }
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The folder has a database, but the key it was made with is not where it should be.
    #[error("the key of this database is missing")]
    Missing,
    /// The database was made with a passphrase and none was given.
    #[error("this database was made with a passphrase; give it with --passphrase-env")]
    NeedsPassphrase,
    /// The keychain that holds the key does not answer.
    #[error("the keychain that holds the key does not answer")]
    KeychainSilent,
    /// A key file or salt that is not one of ours.
    #[error("{0} does not hold a key")]
    Unreadable(PathBuf),
    /// The disk refused.
    #[error("the key could not be read or kept: {0}")]
    Disk(#[from] io::Error),
    /// The passphrase could not be stretched.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
}

/// The key of the database in `folder`, made there if the folder has no database.
///
/// # Errors
/// Where the key that the database was made with cannot be had.
pub fn find(folder: &Path, choice: &Choice, world: &World) -> Result<(Key, Place), KeyError> {
    let is_new = !has_database(folder)?;
    match choice {
        Choice::File(path) => Ok((file::read_or_make(path, is_new, world)?, Place::File)),
        Choice::Passphrase(words) => Ok((passphrase::derive(folder, words, is_new, world)?, Place::Passphrase)),
        Choice::Usual => usual(folder, is_new, world),
    }
}

fn usual(folder: &Path, is_new: bool, world: &World) -> Result<(Key, Place), KeyError> {
    let path = folder.join("device.key");
    if path.exists() {
        return Ok((file::read_or_make(&path, false, world)?, Place::File));
    }
    if passphrase::was_used(folder) {
        return Err(KeyError::NeedsPassphrase);
    }
    if keychain::was_used(folder) {
        return Ok((keychain::read(folder)?, Place::Keychain));
    }
    if !is_new {
        return Err(KeyError::Missing);
    }
    match keychain::make(folder, world)? {
        Some(key) => Ok((key, Place::Keychain)),
        None => Ok((file::read_or_make(&path, true, world)?, Place::File)),
    }
}

fn has_database(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if entry?.path().extension().is_some_and(|ending| ending == "db") {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests;
