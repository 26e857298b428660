//! Keys in a file sealed with a passphrase. Argon2id stretches the passphrase to a master key; each key is covered by a
//! keyed BLAKE3 stream under a fresh nonce and carries a keyed BLAKE3 mark, so that a wrong passphrase is told at once and
//! no database is ever tried with a wrong key.
//!
//! First line: `argon2id MEMORY_KIB PASSES SALT`; then a line per key: `NAME NONCE COVERED MARK`.

use std::{fs, io, path::Path};

use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::HEXLOWER;
use forecourt_core::{app::outside::Key, clock::World};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use super::{
    KeyError,
    plain::{replace_private, write_private},
};

const FILE: &str = "key.sealed";

/// 64 MiB and three passes: about a quarter of a second once at start.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

type Master = Zeroizing<[u8; 32]>;

/// Whether the folder's keys are sealed.
pub fn is_used(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// The key called `name`, if there is one.
pub fn read(folder: &Path, words: &str, name: &str) -> Result<Option<Key>, KeyError> {
    let Some(text) = text(folder)? else { return Ok(None) };
    let unreadable = || KeyError::Unreadable(folder.join(FILE));
    let (head, lines) = text.split_once('\n').ok_or_else(unreadable)?;
    let master = stretch(head, words)?.ok_or_else(unreadable)?;
    let mut found = None;
    // Every line must be ours and whole: a wrong passphrase is told even where this name has no key yet.
    for line in lines.lines() {
        let (own, key) = open(&master, line).ok_or_else(unreadable)??;
        if own == name {
            found = Some(key);
        }
    }
    Ok(found)
}

/// Adds a key; the first one makes the file.
pub fn add(folder: &Path, words: &str, name: &str, key: &Key, world: &World) -> Result<(), KeyError> {
    if read(folder, words, name)?.is_some() {
        return Err(KeyError::Kept);
    }
    let mut text =
        text(folder)?.unwrap_or_else(|| format!("argon2id {MEMORY_KIB} {PASSES} {}\n", HEXLOWER.encode(&world.random::<16>())));
    let head = text.lines().next().unwrap_or_default();
    let master = stretch(head, words)?.ok_or_else(|| KeyError::Unreadable(folder.join(FILE)))?;
    text.push_str(&sealed_line(&master, name, key, world));
    Ok(write_private(&folder.join(FILE), &text)?)
}

/// Destroys a key, if there is one; needs no passphrase.
pub fn remove(folder: &Path, name: &str) -> Result<(), KeyError> {
    let Some(text) = text(folder)? else { return Ok(()) };
    let is_its = |line: &&str| line.split_once(' ').is_some_and(|(own, _)| own == name);
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default();
    if !lines.clone().any(|line| is_its(&line)) {
        return Ok(());
    }
    let mut rest = format!("{head}\n");
    for line in lines.filter(|line| !is_its(line)) {
        rest.push_str(line);
        rest.push('\n');
    }
    Ok(replace_private(&folder.join(FILE), &rest)?)
}

/// Seals every key with another passphrase, under a new salt. The file with the old one is overwritten.
pub fn change(folder: &Path, old: &str, new: &str, world: &World) -> Result<(), KeyError> {
    let unreadable = || KeyError::Unreadable(folder.join(FILE));
    let sealed = text(folder)?.ok_or_else(unreadable)?;
    let (head, lines) = sealed.split_once('\n').ok_or_else(unreadable)?;
    let master = stretch(head, old)?.ok_or_else(unreadable)?;
    let mut text = format!("argon2id {MEMORY_KIB} {PASSES} {}\n", HEXLOWER.encode(&world.random::<16>()));
    let fresh = stretch(text.trim_end(), new)?.ok_or_else(unreadable)?;
    for line in lines.lines() {
        let (name, key) = open(&master, line).ok_or_else(unreadable)??;
        text.push_str(&sealed_line(&fresh, name, &key, world));
    }
    Ok(replace_private(&folder.join(FILE), &text)?)
}

fn sealed_line(master: &Master, name: &str, key: &Key, world: &World) -> String {
    let nonce = world.random::<16>();
    let covered = cover(master, &nonce, key.as_bytes());
    let mark = mark(master, name, &nonce, &covered);
    format!("{name} {} {} {}\n", HEXLOWER.encode(&nonce), HEXLOWER.encode(&*covered), HEXLOWER.encode(&mark))
}

fn text(folder: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(folder.join(FILE)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The master key of a passphrase; nothing where the first line is not one of ours.
fn stretch(head: &str, words: &str) -> Result<Option<Master>, KeyError> {
    let Some((params, salt)) = parse(head) else { return Ok(None) };
    let mut master = Master::default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(words.as_bytes(), &salt, master.as_mut_slice())
        .map_err(|_| KeyError::OutOfMemory)?;
    Ok(Some(master))
}

fn parse(head: &str) -> Option<(Params, Vec<u8>)> {
    let mut words = head.split(' ');
    let is_ours = words.next()? == "argon2id";
    let params = Params::new(words.next()?.parse().ok()?, words.next()?.parse().ok()?, 1, Some(32)).ok()?;
    let salt = HEXLOWER.decode(words.next()?.as_bytes()).ok()?;
    is_ours.then_some((params, salt))
}

/// A line's name and key; nothing where it is no line of ours.
fn open<'a>(master: &Master, line: &'a str) -> Option<Result<(&'a str, Key), KeyError>> {
    let mut parts = line.split(' ');
    let name = parts.next()?;
    let mut bytes = || HEXLOWER.decode(parts.next()?.as_bytes()).ok();
    let nonce: [u8; 16] = bytes()?.try_into().ok()?;
    let covered: [u8; 32] = bytes()?.try_into().ok()?;
    let kept = bytes()?;
    if !bool::from(mark(master, name, &nonce, &covered).as_slice().ct_eq(&kept)) {
        return Some(Err(KeyError::WrongPassphrase));
    }
    Some(Ok((name, Key::from_bytes(*cover(master, &nonce, &covered)))))
}

/// Covers, and covering again uncovers.
fn cover(master: &Master, nonce: &[u8; 16], bytes: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    let mut covered = Zeroizing::new([0; 32]);
    let mut stream = blake3::Hasher::new_keyed(master).update(b"cover").update(nonce).finalize_xof();
    stream.fill(covered.as_mut_slice());
    covered.iter_mut().zip(bytes).for_each(|(out, byte)| *out ^= byte);
    covered
}

fn mark(master: &Master, name: &str, nonce: &[u8; 16], covered: &[u8; 32]) -> [u8; 32] {
    *blake3::Hasher::new_keyed(master).update(b"mark").update(nonce).update(covered).update(name.as_bytes()).finalize().as_bytes()
}
