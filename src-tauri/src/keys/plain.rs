//! Keys in a file that only this user may read: one line per key, its name and 64 hexadecimal digits.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

use data_encoding::HEXLOWER_PERMISSIVE;
use forecourt_core::app::outside::Key;
use zeroize::Zeroizing;

use super::KeyError;

/// The key called `name`, if the file has one.
pub fn read(path: &Path, name: &str) -> Result<Option<Key>, KeyError> {
    let lines = lines(path)?;
    let Some(digits) = lines.lines().filter_map(|line| line.split_once(' ')).find(|(own, _)| *own == name) else {
        // A file that is there but holds no line of ours is damage, not a missing key.
        let is_ours = lines.lines().all(|line| line.split_once(' ').is_some_and(|(_, digits)| parse(digits).is_some()));
        return if is_ours { Ok(None) } else { Err(KeyError::Unreadable(path.to_owned())) };
    };
    parse(digits.1).map(Some).ok_or_else(|| KeyError::Unreadable(path.to_owned()))
}

/// Adds a key.
pub fn add(path: &Path, name: &str, key: &Key) -> Result<(), KeyError> {
    if read(path, name)?.is_some() {
        return Err(KeyError::Kept);
    }
    let mut text = lines(path)?;
    text.push_str(&format!("{name} {}\n", *hex(key)));
    Ok(write_private(path, &text)?)
}

/// Destroys a key, if the file has it.
pub fn remove(path: &Path, name: &str) -> Result<(), KeyError> {
    let text = lines(path)?;
    let is_its = |line: &&str| line.split_once(' ').is_some_and(|(own, _)| own == name);
    if !text.lines().any(|line| is_its(&line)) {
        return Ok(());
    }
    let mut rest = Zeroizing::new(String::new());
    for line in text.lines().filter(|line| !is_its(line)) {
        rest.push_str(line);
        rest.push('\n');
    }
    Ok(replace_private(path, &rest)?)
}

/// A key as hexadecimal digits.
pub fn hex(key: &Key) -> Zeroizing<String> {
    Zeroizing::new(HEXLOWER_PERMISSIVE.encode(key.as_bytes()))
}

/// 64 hexadecimal digits.
pub fn parse(digits: &str) -> Option<Key> {
    let bytes = Zeroizing::new(HEXLOWER_PERMISSIVE.decode(digits.trim().as_bytes()).ok()?);
    Some(Key::from_bytes(bytes.as_slice().try_into().ok()?))
}

fn lines(path: &Path) -> io::Result<Zeroizing<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Zeroizing::new(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Zeroizing::default()),
        Err(error) => Err(error),
    }
}

/// The same for a file whose old content must not survive: what lay under the name is overwritten once the new file has it.
pub fn replace_private(path: &Path, text: &str) -> io::Result<()> {
    let mut old = OpenOptions::new().write(true).open(path)?;
    let length = usize::try_from(old.metadata()?.len()).unwrap_or_default();
    write_private(path, text)?;
    old.write_all(&vec![b'0'; length])?;
    old.sync_all()
}

/// Writes beside and renames, durably and for this user alone: what the key opens is durable, so must the key be.
pub fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
