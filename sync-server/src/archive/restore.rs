//! A backup put in the place of a relay's database. It begins a new life: devices compare what they hold with it, and
//! nothing is served before an administrator's device has presented its ledger, or the operator has said so.

use std::path::{Path, PathBuf};

use forecourt_core::clock::World;

use super::{
    ArchiveError, Manifest,
    backup::{copy, remove_if_there},
    beside, digest, io, manifest_path, put_in_place, sync_folder_of,
    verify::verify,
};
use crate::{
    folder::{DATABASE, Folder},
    relay::store::Store,
};

/// Puts the backup `from` in the place of the database in the folder `data`, whose relay must not run. Answers where the
/// database that was there stands now; it is never deleted.
///
/// While the file `relay.db.restoring` is there, [`Folder::database`] serves nothing: a restore that is cut off anywhere is
/// run again.
pub fn restore(data: &Path, from: &Path, world: &World) -> Result<Option<PathBuf>, ArchiveError> {
    let folder = Folder::take(data)?;
    check(from)?;
    let restoring = folder.restoring();
    let part = beside(&restoring, ".part");
    remove_if_there(&part)?;
    copy(from, &part)?;
    let mut store = Store::open(&part)?;
    store.begin_life(world.random())?;
    store.commit()?;
    store.close()?;
    put_in_place(&part, &restoring)?;
    let aside = set_aside(&folder, world)?;
    put_in_place(&restoring, &folder.path().join(DATABASE))?;
    Ok(aside)
}

/// Opens the gate by hand: what the restored ledger does not hold is given up, unless a device still brings it.
pub fn accept_ledger(data: &Path) -> Result<(), ArchiveError> {
    let mut store = Store::open(&data.join(DATABASE))?;
    store.open_gate()?;
    Ok(store.commit()?)
}

fn check(from: &Path) -> Result<(), ArchiveError> {
    let manifest = manifest_path(from);
    if manifest.exists() {
        let line = std::fs::read(&manifest).map_err(io(&manifest))?;
        let told: Manifest = serde_json::from_slice(&line).map_err(|_| ArchiveError::NotAsWritten)?;
        if digest(from)? != (told.bytes, told.blake3) {
            return Err(ArchiveError::NotAsWritten);
        }
    }
    let report = verify(from)?;
    if report.is_sound() { Ok(()) } else { Err(ArchiveError::Unsound(Box::new(report))) }
}

/// Moves what is there out of the way, with its write-ahead log: a log beside another database would be laid upon it.
fn set_aside(folder: &Folder, world: &World) -> Result<Option<PathBuf>, ArchiveError> {
    let database = folder.path().join(DATABASE);
    let aside = beside(&database, &format!(".before-{}", world.now().unix_ms()));
    let was_there = database.exists();
    for behind in ["-wal", "-shm", ""] {
        let from = beside(&database, behind);
        if from.exists() {
            std::fs::rename(&from, beside(&aside, behind)).map_err(io(&from))?;
        }
    }
    sync_folder_of(&database)?;
    Ok(was_there.then_some(aside))
}
