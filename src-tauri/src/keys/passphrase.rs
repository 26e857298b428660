//! A key derived from a passphrase with Argon2id; the salt and the cost lie beside the database.

use std::{fs, io, path::Path};

use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::HEXLOWER;
use forecourt_core::clock::World;

use super::{Key, KeyError, file::write_private};

const FILE: &str = "key.salt";

/// 64 MiB and three passes: about a quarter of a second once at start.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// Whether the folder's database was made with a passphrase.
pub fn was_used(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// The key of this passphrase; the salt is made where `may_make` and there is none.
pub fn derive(folder: &Path, words: &str, may_make: bool, world: &World) -> Result<Key, KeyError> {
    let path = folder.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound && may_make => {
            let text = format!("argon2id {MEMORY_KIB} {PASSES} {}\n", HEXLOWER.encode(&world.random::<16>()));
            write_private(&path, &text)?;
            text
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(KeyError::Missing),
        Err(error) => return Err(error.into()),
    };
    let (params, salt) = parse(&text).ok_or(KeyError::Unreadable(path))?;
    let mut key = Key::default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(words.as_bytes(), &salt, key.as_mut_slice())
        .map_err(|_| KeyError::OutOfMemory)?;
    Ok(key)
}

fn parse(text: &str) -> Option<(Params, Vec<u8>)> {
    let mut words = text.split_whitespace();
    let is_ours = words.next()? == "argon2id";
    let params = Params::new(words.next()?.parse().ok()?, words.next()?.parse().ok()?, 1, Some(32)).ok()?;
    let salt = HEXLOWER.decode(words.next()?.as_bytes()).ok()?;
    is_ours.then_some((params, salt))
}
