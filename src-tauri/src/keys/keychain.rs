//! Keys in the system's keychain. The folder keeps the random part of its entries' names, so that folders never share one.

use std::{fs, path::Path, sync::mpsc, thread, time::Duration};

use data_encoding::HEXLOWER;
use forecourt_core::{app::outside::Key, clock::World};
use zeroize::Zeroizing;

use super::{
    KeyError,
    plain::{hex, parse, write_private},
};

const FILE: &str = "key.keychain";
const SERVICE: &str = "forecourt";

/// A locked keychain asks the person; a session without one may never answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whether the folder's keys are in the keychain.
pub fn is_used(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// The key called `name`, if the keychain has one.
pub fn read(folder: &Path, name: &str) -> Result<Option<Key>, KeyError> {
    let found = ask(entry(folder, name)?, |entry| match entry.get_password().map(Zeroizing::new) {
        Ok(digits) => Ok(Some(digits)),
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(error),
    });
    let Some(digits) = found.ok_or(KeyError::KeychainSilent)? else { return Ok(None) };
    parse(&digits).map(Some).ok_or_else(|| KeyError::Unreadable(folder.join(FILE)))
}

/// Adds a key.
pub fn add(folder: &Path, name: &str, key: &Key) -> Result<(), KeyError> {
    if read(folder, name)?.is_some() {
        return Err(KeyError::Kept);
    }
    if put(entry(folder, name)?, key) { Ok(()) } else { Err(KeyError::KeychainSilent) }
}

/// Keeps a folder's first key; false where this system has no keychain that works.
pub fn begin(folder: &Path, name: &str, key: &Key, world: &World) -> Result<bool, KeyError> {
    let id = HEXLOWER.encode(&world.random::<16>());
    if !put(format!("{id}-{name}"), key) {
        return Ok(false);
    }
    write_private(&folder.join(FILE), &id)?;
    Ok(true)
}

/// Destroys a key, if the keychain has it.
pub fn remove(folder: &Path, name: &str) -> Result<(), KeyError> {
    let gone = ask(entry(folder, name)?, |entry| match entry.delete_credential() {
        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
        Err(error) => Err(error),
    });
    gone.ok_or(KeyError::KeychainSilent)
}

fn entry(folder: &Path, name: &str) -> Result<String, KeyError> {
    Ok(format!("{}-{name}", fs::read_to_string(folder.join(FILE))?.trim()))
}

/// Some keychains take a key and give nothing back: only one that was read again counts.
fn put(entry: String, key: &Key) -> bool {
    let digits = hex(key);
    let kept = ask(entry, move |entry| {
        entry.set_password(&digits)?;
        Ok(*Zeroizing::new(entry.get_password()?) == *digits)
    });
    kept == Some(true)
}

/// Asks on a thread of its own, so that a keychain that hangs does not take the app with it.
fn ask<T: Send + 'static>(
    entry: String,
    question: impl FnOnce(&keyring::Entry) -> keyring::Result<T> + Send + 'static,
) -> Option<T> {
    let (answer, answered) = mpsc::channel();
    thread::spawn(move || {
        let found = keyring::Entry::new(SERVICE, &entry).and_then(|entry| question(&entry));
        // Nobody listens any more once patience has ended.
        let _ = answer.send(found);
    });
    match answered.recv_timeout(PATIENCE) {
        Ok(Ok(found)) => Some(found),
        Ok(Err(error)) => {
            tracing::info!(%error, "the keychain did not answer");
            None
        }
        Err(_) => {
            tracing::warn!("the keychain did not answer in time");
            None
        }
    }
}
