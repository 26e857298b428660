//! Where the keys of the databases are kept: the system's keychain, else a file sealed with a passphrase, else a file that
//! only this user may read.
//!
//! Invariant: a folder keeps its keys in one place for ever, and no key is ever overwritten; [`KeyPlace::forget`] alone destroys
//! one. A place that does not answer
//! is an error, never a missing key.

mod keychain;
mod plain;
mod sealed;

use std::{
    fs, io,
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

/// The name under which a folder keeps what tells its installation from others.
const INSTALLATION: &str = "install";
/// What Linux calls this machine. Other systems keep keys in a keychain, which is not copied with a folder.
const MACHINE_ID: &str = "/etc/machine-id";

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

    fn remove(&self, name: &str) -> Result<(), KeyError> {
        match self.current() {
            Place::Undecided => Ok(()),
            Place::Keychain => keychain::remove(&self.folder, name),
            Place::Plain(path) => plain::remove(&path, name),
            // Names stand in clear, so a key can be destroyed by whoever cannot read it.
            Place::Sealed(_) | Place::Locked => sealed::remove(&self.folder, name),
        }
    }

    /// A random number kept with the keys and, where the keys are in a file that can be copied, the machine's own id.
    fn own_id(&self) -> Result<[u8; 32], KeyError> {
        let id = match self.read(INSTALLATION)? {
            Some(id) => id,
            None => {
                let id = Key::from_bytes(self.world.random());
                self.add(INSTALLATION, &id)?;
                id
            }
        };
        let machine = match self.current() {
            Place::Plain(_) | Place::Sealed(_) => fs::read_to_string(MACHINE_ID).unwrap_or_default(),
            Place::Undecided | Place::Keychain | Place::Locked => String::new(),
        };
        let mut hash = blake3::Hasher::new_derive_key("forecourt 2026 installation");
        hash.update(id.as_bytes()).update(machine.trim().as_bytes());
        Ok(*hash.finalize().as_bytes())
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

    fn forget(&self, name: &str) -> Result<(), AppError> {
        self.remove(name).map_err(|error| told(&error, ErrorCode::NotSaved))
    }

    fn installation(&self) -> Result<Option<[u8; 32]>, AppError> {
        self.own_id().map(Some).map_err(|error| told(&error, ErrorCode::WrongKey))
    }

    fn change_passphrase(&self, old: &str, new: &str) -> Result<(), AppError> {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        let Place::Sealed(_) = &*place else { return Err(ErrorCode::NoPassphrase.into()) };
        sealed::change(&self.folder, old, new, &self.world).map_err(|error| match error {
            KeyError::WrongPassphrase => ErrorCode::WrongPassphrase.of("old"),
            error => told(&error, ErrorCode::NotSaved),
        })?;
        *place = Place::Sealed(Zeroizing::new(new.to_owned()));
        Ok(())
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
