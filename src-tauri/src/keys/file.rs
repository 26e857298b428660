//! A key in a file of 64 hexadecimal digits that only this user may read.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

use data_encoding::HEXLOWER_PERMISSIVE;
use forecourt_core::clock::World;
use zeroize::Zeroizing;

use super::{Key, KeyError};

/// Reads the key, or makes one where `may_make` and the file is not there.
pub fn read_or_make(path: &Path, may_make: bool, world: &World) -> Result<Key, KeyError> {
    match fs::read_to_string(path).map(Zeroizing::new) {
        Ok(text) => parse(&text).ok_or_else(|| KeyError::Unreadable(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound && may_make => {
            let key = Key::new(world.random());
            write_private(path, &HEXLOWER_PERMISSIVE.encode(&*key))?;
            Ok(key)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(KeyError::Missing),
        Err(error) => Err(error.into()),
    }
}

/// 64 hexadecimal digits.
pub fn parse(text: &str) -> Option<Key> {
    let bytes = Zeroizing::new(HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).ok()?);
    Some(Key::new(bytes.as_slice().try_into().ok()?))
}

/// Writes a file that is not there yet, durably, for this user alone.
pub fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    // The database that this key opens is durable: so must the key be, and its name in the folder.
    file.sync_all()?;
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}
