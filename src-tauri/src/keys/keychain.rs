//! A key in the system's keychain. The folder keeps the entry's random name, so that folders never share a key.

use std::{fs, path::Path, sync::mpsc, thread, time::Duration};

use data_encoding::HEXLOWER;
use forecourt_core::clock::World;
use zeroize::Zeroizing;

use super::{
    Key, KeyError,
    file::{parse, write_private},
};

const FILE: &str = "key.keychain";
const SERVICE: &str = "forecourt";

/// A locked keychain asks the person; a session without one may never answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whether the folder's key is in the keychain.
pub fn was_used(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// The key that the folder's entry holds.
pub fn read(folder: &Path) -> Result<Key, KeyError> {
    let entry = fs::read_to_string(folder.join(FILE))?;
    let found = ask(entry.trim().to_owned(), |entry| entry.get_password().map(Zeroizing::new));
    let text = found.ok_or(KeyError::KeychainSilent)?;
    parse(&text).ok_or_else(|| KeyError::Unreadable(folder.join(FILE)))
}

/// Keeps a new key; nothing where this system has no keychain that works.
pub fn make(folder: &Path, world: &World) -> Result<Option<Key>, KeyError> {
    let key = Key::new(world.random());
    let entry = HEXLOWER.encode(&world.random::<16>());
    let text = Zeroizing::new(HEXLOWER.encode(&*key));
    // Some keychains take a key and give nothing back: only a key that was read again counts.
    let kept = ask(entry.clone(), move |entry| {
        entry.set_password(&text)?;
        Ok(*entry.get_password()? == **text)
    });
    if kept != Some(true) {
        return Ok(None);
    }
    write_private(&folder.join(FILE), &entry)?;
    Ok(Some(key))
}

/// Asks the keychain on a thread of its own, so that one that hangs does not take the app with it.
fn ask<T: Send + 'static>(
    name: String,
    question: impl FnOnce(&keyring::Entry) -> keyring::Result<T> + Send + 'static,
) -> Option<T> {
    let (answer, answered) = mpsc::channel();
    thread::spawn(move || {
        let found = keyring::Entry::new(SERVICE, &name).and_then(|entry| question(&entry));
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
