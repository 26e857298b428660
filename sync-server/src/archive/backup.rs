//! A copy of a relay's database while the relay runs.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use forecourt_core::clock::Instant;
use rusqlite::{Connection, OpenFlags, backup::Backup};

use super::{ArchiveError, Manifest, beside, digest, io, manifest_path, put_in_place};
use crate::{folder::DATABASE, relay::store::Store};

/// Copies the database of the relay in the folder `data` to the file `to`, and keeps of the backups in the same folder the
/// newest `keep`; those, by their names, that end like `to`. Where `to` is a folder, the file is named after `now`.
///
/// The copy is made in one step inside one read transaction: in WAL the relay goes on writing meanwhile, and the backup
/// holds exactly what was committed when it began.
pub fn backup(data: &Path, to: &Path, now: Instant, keep: Option<usize>) -> Result<(PathBuf, Manifest), ArchiveError> {
    let to = if to.is_dir() { to.join(format!("relay-{}.backup", now.unix_ms())) } else { to.to_owned() };
    let part = beside(&to, ".part");
    let database = data.join(DATABASE);
    remove_if_there(&part)?;
    copy(&database, &part)?;
    let manifest = describe(&part, now)?;
    put_in_place(&part, &to)?;
    write_manifest(&manifest_path(&to), &manifest)?;
    if let Some(keep) = keep {
        forget_old(&to, keep)?;
    }
    Ok((to, manifest))
}

pub(super) fn copy(from: &Path, to: &Path) -> Result<(), ArchiveError> {
    let from = Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    private(to)?;
    let mut copy = Connection::open(to)?;
    let done = Backup::new(&from, &mut copy)?.step(-1)?;
    if done != rusqlite::backup::StepResult::Done {
        return Err(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None).into());
    }
    // One file, no write-ahead log beside it.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(())
}

fn describe(part: &Path, now: Instant) -> Result<Manifest, ArchiveError> {
    let store = Store::read_only(part)?;
    let ledger = store.ledger()?;
    let counts = store.counts()?;
    drop(store);
    let (bytes, blake3) = digest(part)?;
    Ok(Manifest {
        made_at: now.unix_ms(),
        store: ledger.store(),
        head: counts.head,
        changes: counts.changes,
        files: counts.files,
        entries: ledger.len(),
        ledger_head: ledger.head(),
        bytes,
        blake3,
    })
}

fn write_manifest(path: &Path, manifest: &Manifest) -> Result<(), ArchiveError> {
    let part = beside(path, ".part");
    let line = serde_json::to_string(manifest).map_err(|error| io(&part)(error.into()))?;
    let mut file = std::fs::File::create(&part).map_err(io(&part))?;
    writeln!(file, "{line}").map_err(io(&part))?;
    put_in_place(&part, path)
}

/// A backup holds the whole store: it is its owner's to read, from its first byte on.
#[cfg(unix)]
fn private(path: &Path) -> Result<(), ArchiveError> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let made = std::fs::File::options().write(true).create_new(true).mode(0o600).open(path);
    made.map(drop).map_err(io(path))
}

#[cfg(not(unix))]
fn private(path: &Path) -> Result<(), ArchiveError> {
    std::fs::File::create_new(path).map(drop).map_err(io(path))
}

/// Names carry the time, so the oldest sorts first.
fn forget_old(newest: &Path, keep: usize) -> Result<(), ArchiveError> {
    let folder = newest.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let is_backup = |path: &PathBuf| path.extension().is_some_and(|end| end == "backup");
    let listed = std::fs::read_dir(folder).map_err(io(folder))?;
    let mut all: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).filter(is_backup).collect();
    all.sort();
    let surplus = all.len().saturating_sub(keep.max(1));
    for old in all.iter().take(surplus).filter(|old| *old != newest) {
        std::fs::remove_file(old).map_err(io(old))?;
        remove_if_there(&manifest_path(old))?;
    }
    Ok(())
}

pub(super) fn remove_if_there(path: &Path) -> Result<(), ArchiveError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io(path)(error)),
        _ => Ok(()),
    }
}
