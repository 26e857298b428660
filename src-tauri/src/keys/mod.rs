//! Where the keys of the databases are kept: the system's keychain, else a file sealed with a passphrase, else a file that
//! only this user may read.
//!
//! Invariant: a folder keeps its keys in one place for ever, and no key is ever overwritten. A place that does not answer
//! is an error, never a missing key.

mod keychain;
mod plain;
mod sealed;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use forecourt_core::{
    app::{
        api::error::{AppError, ErrorCode},
        outside::{Key, KeyPlace},
    },
    clock::World,
};
use zeroize::Zeroizing;

/// What the person asked for on the command line.
#[derive(Debug, Clone, Default)]
pub enum Choice {
    /// Where the folder has its keys; for a new one the keychain, else a file.
    #[default]
    Usual,
    /// This file.
    File(PathBuf),
    /// A file sealed with this passphrase.
    Passphrase(Zeroizing<String>),
}

/// The keys of one data folder.
#[derive(Debug)]
pub struct Keys {
    folder: PathBuf,
    world: World,
    place: Mutex<Place>,
}

#[derive(Debug, Clone)]
enum Place {
    /// A new folder: the first key decides.
    Undecided,
    Keychain,
    Plain(PathBuf),
    Sealed(Zeroizing<String>),
    /// Sealed with a passphrase that was not given.
    Locked,
}

/// Why a key cannot be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The keys were sealed with a passphrase and none, or another, was given.
    #[error("the keys of this folder are sealed with another passphrase")]
    WrongPassphrase,
    /// The keychain that holds the key does not answer.
    #[error("the keychain that holds the key does not answer")]
    KeychainSilent,
    /// A file that should hold keys and does not.
    #[error("{0} does not hold a key")]
    Unreadable(PathBuf),
    /// There is a key of this name already.
    #[error("there is a key of this kind already")]
    Kept,
    /// The disk refused.
    #[error("the key could not be read or kept: {0}")]
    Disk(#[from] io::Error),
    /// The passphrase could not be stretched.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
}

impl Keys {
    /// The keys of the data folder `folder`.
    #[must_use]
    pub fn of(folder: &Path, choice: Choice, world: World) -> Self {
        let own = folder.join("device.key");
        let place = match choice {
            Choice::File(path) => Place::Plain(path),
            Choice::Passphrase(words) => Place::Sealed(words),
            Choice::Usual if own.exists() => Place::Plain(own),
            Choice::Usual if sealed::is_used(folder) => Place::Locked,
            Choice::Usual if keychain::is_used(folder) => Place::Keychain,
            Choice::Usual => Place::Undecided,
        };
        Self { folder: folder.to_owned(), world, place: Mutex::new(place) }
    }

    fn current(&self) -> Place {
        self.place.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn read(&self, name: &str) -> Result<Option<Key>, KeyError> {
        match self.current() {
            Place::Undecided => Ok(None),
            Place::Keychain => keychain::read(&self.folder, name),
            Place::Plain(path) => plain::read(&path, name),
            Place::Sealed(words) => sealed::read(&self.folder, &words, name),
            Place::Locked => Err(KeyError::WrongPassphrase),
        }
    }

    fn add(&self, name: &str, key: &Key) -> Result<(), KeyError> {
        match self.current() {
            Place::Undecided => self.decide(name, key),
            Place::Keychain => keychain::add(&self.folder, name, key),
            Place::Plain(path) => plain::add(&path, name, key),
            Place::Sealed(words) => sealed::add(&self.folder, &words, name, key, &self.world),
            Place::Locked => Err(KeyError::WrongPassphrase),
        }
    }

    /// The first key of a folder goes to the keychain, or where that does not work to a file.
    fn decide(&self, name: &str, key: &Key) -> Result<(), KeyError> {
        let place = if keychain::begin(&self.folder, name, key, &self.world)? {
            Place::Keychain
        } else {
            let path = self.folder.join("device.key");
            plain::add(&path, name, key)?;
            Place::Plain(path)
        };
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = place;
        Ok(())
    }
}

impl KeyPlace for Keys {
    fn load(&self, name: &str) -> Result<Option<Key>, AppError> {
        self.read(name).map_err(|error| told(&error, ErrorCode::WrongKey))
    }

    fn keep(&self, name: &str, key: &Key) -> Result<(), AppError> {
        self.add(name, key).map_err(|error| told(&error, ErrorCode::NotSaved))
    }

    fn place(&self) -> &'static str {
        match self.current() {
            Place::Undecided | Place::Keychain => "keychain",
            Place::Plain(_) => "file",
            Place::Sealed(_) | Place::Locked => "passphrase",
        }
    }
}

fn told(error: &KeyError, code: ErrorCode) -> AppError {
    tracing::error!(%error, "a database key could not be had");
    AppError { message: format!("{} ({error})", code.sentence()), ..code.into() }
}

#[cfg(test)]
mod tests;
