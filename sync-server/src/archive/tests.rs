//! Backups of a relay that runs, restores that may be cut off, and what `verify` finds.

use forecourt_core::{
    clock::{Instant, SeededEntropy, World},
    sync::frame::ToDevice,
};
use rusqlite::Connection;

use super::{ArchiveError, backup, restore, verify};
use crate::{
    folder::{Folder, FolderError},
    relay::{
        store::{Gate, Store},
        tests::crew::{ANNA, Crew},
    },
};

/// A relay with two leads of Anna, the second not packed.
fn with_leads() -> Crew {
    let mut crew = Crew::staffed();
    let anna = crew.sign_in(ANNA);
    for n in [40, 41] {
        let (_, envelope) = crew.lead(ANNA, n, "caught in a park");
        assert_eq!(crew.push(anna, vec![envelope]).0.len(), 1);
        if n == 40 {
            crew.relay.pack_some(10).unwrap();
            crew.settle();
        }
    }
    crew
}

fn at(ms: i64) -> Instant {
    Instant::from_unix_ms(ms)
}

fn world() -> World {
    World::new(std::sync::Arc::new(forecourt_core::clock::ManualClock::at(at(9))), std::sync::Arc::new(SeededEntropy::new(99)))
}

#[test]
fn a_backup_of_a_running_relay_is_one_whole_file_that_verifies() {
    let mut crew = with_leads();
    let away = tempfile::tempdir().unwrap();
    let (path, manifest) = backup(crew.dir.path(), away.path(), at(5), None).unwrap();
    assert_eq!((manifest.files, manifest.changes, manifest.head, manifest.entries), (2, 2, 2, crew.ledger.len()));
    assert_eq!((manifest.store, manifest.ledger_head), (crew.ledger.store(), crew.ledger.head()));
    let names: Vec<_> = std::fs::read_dir(away.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "the backup and its manifest: {names:?}");
    // The relay goes on; the backup does not.
    let anna = crew.sign_in(ANNA);
    let (_, envelope) = crew.lead(ANNA, 42, "later");
    crew.push(anna, vec![envelope]);
    assert!(verify(&path).unwrap().is_sound());
    assert_eq!(verify(&path).unwrap().counts.changes, 2);
    assert_eq!(verify(&crew.dir.path().join("relay.db")).unwrap().counts.changes, 3, "also while the relay runs");
}

#[test]
fn of_many_backups_the_newest_stay() {
    let crew = with_leads();
    let away = tempfile::tempdir().unwrap();
    for ms in 1..=5 {
        backup(crew.dir.path(), away.path(), at(1_700_000_000_000 + ms), Some(2)).unwrap();
    }
    let mut names: Vec<String> =
        std::fs::read_dir(away.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(
        names,
        [
            "relay-1700000000004.backup",
            "relay-1700000000004.backup.json",
            "relay-1700000000005.backup",
            "relay-1700000000005.backup.json"
        ]
    );
}

#[test]
fn a_restored_relay_lives_another_life_behind_a_shut_gate_and_counts_on_from_the_backup() {
    let mut crew = with_leads();
    let away = tempfile::tempdir().unwrap();
    let (path, _) = backup(crew.dir.path(), away.path(), at(5), None).unwrap();
    let (_, heard) = crew.hello(ANNA);
    let [ToDevice::Challenge { incarnation: before, .. }] = heard[..] else { panic!("{heard:?}") };
    let place = tempfile::tempdir().unwrap();
    assert_eq!(restore(place.path(), &path, &world()).unwrap(), None);
    let mut store = Store::open(&place.path().join("relay.db")).unwrap();
    let life = store.life([0; 16]).unwrap();
    assert_ne!(life.incarnation, before);
    assert_eq!(life.before, [(before, 2)]);
    assert_eq!((store.gate().unwrap(), store.head().unwrap()), (Gate::Shut, 2));
    drop(store);
    super::accept_ledger(place.path()).unwrap();
    assert_eq!(Store::open(&place.path().join("relay.db")).unwrap().gate().unwrap(), Gate::Open);
}

#[test]
fn nothing_is_restored_over_a_running_relay_and_what_was_there_is_kept() {
    let crew = with_leads();
    let away = tempfile::tempdir().unwrap();
    let (path, _) = backup(crew.dir.path(), away.path(), at(5), None).unwrap();
    let place = tempfile::tempdir().unwrap();
    restore(place.path(), &path, &world()).unwrap();
    let folder = Folder::take(place.path()).unwrap();
    let refused = restore(place.path(), &path, &world());
    assert!(matches!(refused, Err(ArchiveError::Folder(FolderError::InUse))), "{refused:?}");
    drop(folder);
    let aside = restore(place.path(), &path, &world()).unwrap().unwrap();
    assert!(verify(&aside).unwrap().is_sound(), "{}", aside.display());
}

#[test]
fn a_restore_that_was_cut_off_is_not_served_and_can_be_run_again() {
    let crew = with_leads();
    let away = tempfile::tempdir().unwrap();
    let (path, _) = backup(crew.dir.path(), away.path(), at(5), None).unwrap();
    let place = tempfile::tempdir().unwrap();
    restore(place.path(), &path, &world()).unwrap();
    // As if the power had gone after the old database was moved away.
    std::fs::rename(place.path().join("relay.db"), place.path().join("relay.db.restoring")).unwrap();
    let unfinished = Folder::take(place.path()).unwrap().database();
    assert!(matches!(unfinished, Err(FolderError::RestoreUnfinished)), "an empty relay would begin another store");
    restore(place.path(), &path, &world()).unwrap();
    assert!(Folder::take(place.path()).unwrap().database().unwrap().exists());
}

#[test]
fn a_backup_that_is_not_as_it_was_written_is_not_restored() {
    let crew = with_leads();
    let away = tempfile::tempdir().unwrap();
    let (path, _) = backup(crew.dir.path(), away.path(), at(5), None).unwrap();
    let db = Connection::open(&path).unwrap();
    db.execute("UPDATE envelope SET signature = zeroblob(64) WHERE number = 1", []).unwrap();
    drop(db);
    let place = tempfile::tempdir().unwrap();
    assert!(matches!(restore(place.path(), &path, &world()), Err(ArchiveError::NotAsWritten)));
    std::fs::remove_file(super::manifest_path(&path)).unwrap();
    assert!(matches!(restore(place.path(), &path, &world()), Err(ArchiveError::Unsound(_))));
    assert!(!place.path().join("relay.db").exists());
}

#[test]
fn verify_says_what_is_wrong() {
    let cases: &[(&str, &str)] = &[
        ("UPDATE envelope SET signature = zeroblob(64) WHERE number = 2", "change 2: not signed by its device"),
        (
            "UPDATE envelope SET device = x'02020202020202020202020202020202' WHERE number = 2",
            "change 2: not signed by its device",
        ),
        ("UPDATE envelope SET ledger_len = 99 WHERE number = 2", "change 2: made under a ledger entry that is not there"),
        ("UPDATE envelope SET change = zeroblob(40) WHERE number = 2", "change 2: "),
        ("UPDATE envelope SET hash = zeroblob(32) WHERE number = 2", "change 2: its row tells another hash"),
        ("UPDATE envelope SET number = 7 WHERE number = 2", "5 numbers are missing of 7"),
        ("DELETE FROM envelope WHERE number = 1", "packed file"),
        ("UPDATE audit SET entry = (SELECT entry FROM audit WHERE seq = 2) WHERE seq = 1", "audit row 2: "),
        ("UPDATE packed SET snapshot = zeroblob(10)", "packed file"),
        ("UPDATE entry SET bytes = zeroblob(10) WHERE seq = 3", "ledger entry 3 cannot be read"),
        ("DELETE FROM entry WHERE seq = 3", "ledger entry 3: the entry does not continue the ledger"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM file", "SQLite: a row of"),
    ];
    for (damage, fault) in cases {
        let mut crew = with_leads();
        crew.settle();
        let away = tempfile::tempdir().unwrap();
        let (path, _) = backup(crew.dir.path(), away.path(), at(5), None).unwrap();
        Connection::open(&path).unwrap().execute_batch(damage).unwrap();
        let report = verify(&path).unwrap();
        assert!(report.faults.iter().any(|told| told.contains(fault)), "{damage}: {report}");
    }
}
