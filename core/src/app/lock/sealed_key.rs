//! The database key of a device with a PIN, as it lies on the disk beside the database.
//!
//! It is covered with a key made from two things: a secret that the key place keeps (the system's keychain, where there is
//! one) and the stretched PIN. Neither alone opens anything: who has the files needs the secret, who has the secret needs
//! the PIN. It is sealed once more to the store's recovery key. Wrong PINs are counted on the disk before they are tried,
//! so that ending the app in between gives no further try; with the tenth the secret is destroyed.

use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce, aead::Aead as _};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::super::{
    api::error::{AppError, ErrorCode},
    settings::Shelf,
};
use crate::{
    clock::World,
    sync::{
        sealed::{SealSecret, seal},
        wire,
    },
    vault::Key,
};

const CONTEXT: &str = "forecourt 2026 lock of the database key";
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LIMIT: usize = 4096;
/// Wrong PINs after which only the recovery key opens.
pub const TRIES: u32 = 10;

/// What covers the database key; wiped from memory when dropped.
#[derive(Clone)]
pub struct Cover(Zeroizing<[u8; 32]>);

/// The covered key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedKey {
    /// The name under which the key place keeps the secret.
    pub secret: String,
    memory_kib: u32,
    passes: u32,
    #[serde(with = "serde_bytes")]
    salt: [u8; 16],
    key: Covered,
    /// The key that the database is being changed to.
    #[serde(default)]
    next: Option<Covered>,
    /// To the store's recovery key.
    #[serde(default)]
    recovery: Option<Recoverable>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Covered {
    #[serde(with = "serde_bytes")]
    nonce: [u8; 24],
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Recoverable {
    #[serde(with = "serde_bytes")]
    to: [u8; 32],
    #[serde(with = "serde_bytes")]
    sealed: Vec<u8>,
}

impl SealedKey {
    /// Covers a database key with a secret and a PIN.
    pub fn new(key: &Key, name: String, secret: &Key, pin: &str, world: &World) -> Result<(Self, Cover), AppError> {
        let empty = Covered { nonce: [0; 24], bytes: Vec::new() };
        let (salt, memory_kib, passes) = (world.random(), MEMORY_KIB, PASSES);
        let mut sealed = Self { secret: name, memory_kib, passes, salt, key: empty, next: None, recovery: None };
        let cover = sealed.cover(secret, pin)?;
        sealed.key = Covered::of(key, &cover, world)?;
        Ok((sealed, cover))
    }

    /// What secret and PIN make.
    pub fn cover(&self, secret: &Key, pin: &str) -> Result<Cover, AppError> {
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32)).map_err(|_| ErrorCode::DatabaseDamaged)?;
        let mut stretched = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(pin.as_bytes(), &self.salt, stretched.as_mut_slice())
            .map_err(|_| ErrorCode::Internal)?;
        let mut cover = blake3::Hasher::new_derive_key(CONTEXT);
        cover.update(secret.as_bytes()).update(stretched.as_slice());
        Ok(Cover(Zeroizing::new(*cover.finalize().as_bytes())))
    }

    /// The database key; nothing under a wrong cover.
    pub fn open(&self, cover: &Cover) -> Option<Key> {
        self.key.open(cover)
    }

    /// The key that the database was being changed to when the app ended.
    pub fn open_next(&self, cover: &Cover) -> Option<Key> {
        self.next.as_ref()?.open(cover)
    }

    /// Notes the key that the database is about to be changed to.
    pub fn with_next(&self, next: &Key, cover: &Cover, world: &World) -> Result<Self, AppError> {
        Ok(Self { next: Some(Covered::of(next, cover, world)?), ..self.clone() })
    }

    /// The database has another key from here on.
    pub fn with_key(&self, key: &Key, cover: &Cover, world: &World) -> Result<Self, AppError> {
        Ok(Self { key: Covered::of(key, cover, world)?, next: None, recovery: None, ..self.clone() })
    }

    /// Seals the database key to the store's recovery key too; nothing where that is done.
    pub fn recoverable(&self, key: &Key, to: [u8; 32], world: &World) -> Result<Option<Self>, AppError> {
        if self.recovery.as_ref().is_some_and(|recovery| recovery.to == to) {
            return Ok(None);
        }
        let sealed = seal(&to, key.as_bytes(), world.random()).map_err(|_| ErrorCode::Internal)?;
        Ok(Some(Self { recovery: Some(Recoverable { to, sealed }), ..self.clone() }))
    }

    /// The database key by the store's recovery key.
    pub fn recover(&self, secret: &SealSecret) -> Option<Key> {
        let plain = Zeroizing::new(secret.open(&self.recovery.as_ref()?.sealed).ok()?);
        Some(Key::from_bytes(plain.as_slice().try_into().ok()?))
    }

    /// As it lies on the disk; none where no PIN is set.
    pub fn read(data: &Path, shelf: Shelf) -> Result<Option<Self>, AppError> {
        match std::fs::read(file(data, shelf)) {
            Ok(bytes) => wire::decode(&bytes, LIMIT).map(Some).map_err(|_| ErrorCode::DatabaseDamaged.into()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(not_saved(&error)),
        }
    }

    /// Durable when this answers.
    pub fn save(&self, data: &Path, shelf: Shelf) -> Result<(), AppError> {
        let bytes = wire::encode(self).map_err(|_| ErrorCode::Internal)?;
        replace(&file(data, shelf), &bytes).map_err(|error| not_saved(&error))
    }

    /// Takes it away: no PIN is set any more.
    pub fn remove(data: &Path, shelf: Shelf) -> Result<(), AppError> {
        for path in [file(data, shelf), tries_file(data, shelf)] {
            match std::fs::remove_file(path) {
                Ok(()) => {}
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(not_saved(&error)),
            }
        }
        Ok(())
    }
}

impl Covered {
    fn of(key: &Key, cover: &Cover, world: &World) -> Result<Self, AppError> {
        let nonce: [u8; 24] = world.random();
        let cipher = XChaCha20Poly1305::new((&*cover.0).into());
        let bytes = cipher.encrypt(&XNonce::from(nonce), key.as_bytes().as_slice()).map_err(|_| ErrorCode::Internal)?;
        Ok(Self { nonce, bytes })
    }

    fn open(&self, cover: &Cover) -> Option<Key> {
        let cipher = XChaCha20Poly1305::new((&*cover.0).into());
        let plain = Zeroizing::new(cipher.decrypt(&XNonce::from(self.nonce), self.bytes.as_slice()).ok()?);
        Some(Key::from_bytes(plain.as_slice().try_into().ok()?))
    }
}

/// Wrong PINs since the last right one. What cannot be read counts as all of them.
pub fn tries(data: &Path, shelf: Shelf) -> u32 {
    match std::fs::read_to_string(tries_file(data, shelf)) {
        Ok(text) => text.trim().parse().unwrap_or(TRIES),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
        Err(_) => TRIES,
    }
}

/// Durable when this answers.
pub fn set_tries(data: &Path, shelf: Shelf, tries: u32) -> Result<(), AppError> {
    replace(&tries_file(data, shelf), format!("{tries}\n").as_bytes()).map_err(|error| not_saved(&error))
}

/// Where the covered key of a database lies.
pub fn file(data: &Path, shelf: Shelf) -> PathBuf {
    data.join(format!("{}.pin", shelf.name()))
}

fn tries_file(data: &Path, shelf: Shelf) -> PathBuf {
    data.join(format!("{}.tries", shelf.name()))
}

/// Writes beside and renames: after a power cut the old or the new stands there, never half.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&beside, path)?;
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn not_saved(error: &std::io::Error) -> AppError {
    tracing::error!(%error, "the covered database key could not be read or kept");
    let full = error.kind() == std::io::ErrorKind::StorageFull;
    if full { ErrorCode::DiskFull.into() } else { ErrorCode::NotSaved.into() }
}
