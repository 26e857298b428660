//! The vault's laws, through its public functions on real files.

use std::{fs, path::PathBuf};

use tempfile::TempDir;

use super::{
    Database, Key, OpenError, VaultError, actor,
    change::{self, ChangeRow, Inserted},
    draft, file, ledger, meta, outbox, packing, request, sync_log, undo, waiting,
};
use crate::{
    clock::Instant,
    ids::{ChangeHash, DeviceId, DraftId, FileId, LedgerHash, Minted as _, StaffId, StatementId, UndoId},
    policy::FileKind,
};

fn at(ms: i64) -> Instant {
    Instant::from_unix_ms(ms)
}

fn key(byte: u8) -> Key {
    Key::from_bytes([byte; 32])
}

struct Place {
    dir: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.dir.path().join("store.db")
    }

    fn open(&self) -> Database {
        Database::open(&self.path(), &key(1)).unwrap()
    }

    fn refusal(&self, key: &Key) -> OpenError {
        Database::open(&self.path(), key).unwrap_err()
    }
}

fn ok<T>(answer: Result<T, VaultError>) -> T {
    answer.unwrap()
}

fn file_id(n: u8) -> FileId {
    FileId::mint(u64::from(n), &[n; 10])
}

fn device() -> DeviceId {
    DeviceId::mint(5, &[5; 10])
}

fn add_file(db: &Database, n: u8) -> FileId {
    let id = file_id(n);
    let row = file::FileRow { file: id, kind: FileKind::Customer, about: None, creator: StaffId::mint(1, &[1; 10]) };
    ok(db.write(|tx| file::add(tx, &row)));
    id
}

fn change_of(file: FileId, seq: u8) -> ChangeRow {
    let mut hash = [seq; 32];
    hash[..16].copy_from_slice(file.as_bytes());
    ChangeRow {
        hash: ChangeHash::from_bytes(hash),
        file,
        actor: vec![9; 16],
        seq: u64::from(seq),
        number: None,
        device: device(),
        ledger_head: LedgerHash::from_bytes([2; 32]),
        signature: [3; 64],
        bytes: Some(vec![seq; 100]),
    }
}

fn make_change(db: &Database, file: FileId, seq: u8) -> ChangeRow {
    let change = change_of(file, seq);
    ok(db.write(|tx| {
        change::insert(tx, &change)?;
        outbox::push(tx, change.hash, file, at(i64::from(seq)))
    }));
    change
}

#[test]
fn what_was_written_is_there_after_opening_again() {
    let place = Place::new();
    let db = place.open();
    ok(db.write(|tx| {
        meta::put_text(tx, "language", "zh-CN")?;
        meta::put_integer(tx, "cursor", 7)?;
        meta::put_bytes(tx, "device", &[1, 2])
    }));
    drop(db);
    let db = place.open();
    let found = ok(db.read(|conn| {
        Ok::<_, VaultError>((meta::text(conn, "language")?, meta::integer(conn, "cursor")?, meta::bytes(conn, "device")?))
    }));
    assert_eq!(found, (Some("zh-CN".to_owned()), Some(7), Some(vec![1, 2])));
}

#[test]
fn a_commit_survives_the_loss_of_the_process() {
    let place = Place::new();
    let db = place.open();
    ok(db.write(|tx| meta::put_integer(tx, "n", 1)));
    let after_crash = Place::new();
    for (from, to) in Database::files(&place.path()).iter().zip(Database::files(&after_crash.path())) {
        if from.exists() {
            fs::copy(from, to).unwrap();
        }
    }
    assert!(matches!(after_crash.refusal(&key(2)), OpenError::WrongKey));
    let reopened = after_crash.open();
    assert_eq!(ok(reopened.read(|conn| meta::integer(conn, "n"))), Some(1));
}

#[test]
fn a_failed_write_leaves_nothing_behind() {
    let place = Place::new();
    let db = place.open();
    let answer: Result<(), VaultError> = db.write(|tx| {
        meta::put_integer(tx, "n", 1)?;
        Err(VaultError::NotNext)
    });
    assert!(answer.is_err());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _: Result<(), VaultError> = db.write(|tx| {
            meta::put_integer(tx, "n", 2)?;
            panic!("a bug in a command")
        });
    }));
    assert!(panicked.is_err());
    assert_eq!(ok(db.read(|conn| meta::integer(conn, "n"))), None);
    ok(db.write(|tx| meta::put_integer(tx, "n", 3)));
}

#[test]
fn a_reader_never_waits_for_the_writer_and_sees_one_state() {
    let place = Place::new();
    let db = place.open();
    ok(db.write(|tx| {
        meta::put_integer(tx, "n", 1)?;
        assert_eq!(db.read(|conn| meta::integer(conn, "n"))?, None);
        Ok::<_, VaultError>(())
    }));
    ok(db.read(|conn| {
        assert_eq!(meta::integer(conn, "n")?, Some(1));
        db.write(|tx| meta::put_integer(tx, "n", 2))?;
        assert_eq!(meta::integer(conn, "n")?, Some(1));
        Ok::<_, VaultError>(())
    }));
    assert_eq!(ok(db.read(|conn| meta::integer(conn, "n"))), Some(2));
}

#[test]
fn a_reader_cannot_write() {
    let place = Place::new();
    let db = place.open();
    let answer: Result<usize, VaultError> = db.read(|conn| Ok(conn.execute("DELETE FROM meta", ())?));
    assert!(answer.is_err());
}

#[test]
fn nothing_of_the_content_stands_in_the_clear() {
    let place = Place::new();
    let db = place.open();
    ok(db.write(|tx| meta::put_text(tx, "canary", "kanarienvogel")));
    for path in Database::files(&place.path()).iter().filter(|path| path.exists()) {
        let bytes = fs::read(path).unwrap();
        assert!(!bytes.windows(13).any(|window| window == b"kanarienvogel"));
        assert!(!bytes.starts_with(b"SQLite format 3"));
    }
    ok(db.verify());
}

#[test]
fn another_key_is_told_apart_from_a_damaged_file() {
    let place = Place::new();
    drop(place.open());
    assert!(matches!(place.refusal(&key(2)), OpenError::WrongKey));
    let mut bytes = fs::read(place.path()).unwrap();
    bytes[100] ^= 1;
    fs::write(place.path(), &bytes).unwrap();
    assert!(matches!(place.refusal(&key(1)), OpenError::Damaged));
    assert_eq!(fs::read(place.path()).unwrap(), bytes);
}

#[test]
fn damage_behind_the_first_page_is_found_at_start() {
    let place = Place::new();
    let db = place.open();
    ok(db.write(|tx| {
        for n in 0..200 {
            meta::put_bytes(tx, &format!("name {n}"), &[7; 200])?;
        }
        Ok::<_, VaultError>(())
    }));
    drop(db);
    let mut bytes = fs::read(place.path()).unwrap();
    let last_page = bytes.len() - 4096;
    bytes[last_page + 2000] ^= 0x55;
    fs::write(place.path(), &bytes).unwrap();
    assert!(matches!(place.refusal(&key(1)), OpenError::Damaged));
}

#[test]
fn a_file_emptied_by_something_else_is_not_taken_for_a_new_store() {
    let place = Place::new();
    drop(place.open());
    fs::write(place.path(), b"").unwrap();
    assert!(matches!(place.refusal(&key(1)), OpenError::Damaged));
}

#[test]
fn files_of_others_are_left_alone() {
    let place = Place::new();
    fs::write(place.path(), "not a database, but longer than a header of sixteen bytes").unwrap();
    assert!(matches!(place.refusal(&key(1)), OpenError::NotOurs));
    fs::remove_file(place.path()).unwrap();
    rusqlite::Connection::open(place.path()).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(place.refusal(&key(1)), OpenError::NotOurs));
}

fn with_plain_connection(place: &Place, sql: &str) {
    let conn = rusqlite::Connection::open(place.path()).unwrap();
    conn.execute_batch(&key(1).pragma()).unwrap();
    conn.execute_batch(sql).unwrap();
}

#[test]
fn an_encrypted_database_of_another_product_is_not_ours() {
    let place = Place::new();
    with_plain_connection(&place, "CREATE TABLE t (x)");
    assert!(matches!(place.refusal(&key(1)), OpenError::NotOurs));
}

#[test]
fn a_newer_file_is_not_touched() {
    let place = Place::new();
    drop(place.open());
    with_plain_connection(&place, "PRAGMA user_version = 99");
    assert!(matches!(place.refusal(&key(1)), OpenError::TooNew { found: 99, .. }));
}

#[test]
fn a_folder_that_is_not_there_is_said_to_be_unreachable() {
    let place = Place::new();
    let answer = Database::open(&place.dir.path().join("nowhere").join("store.db"), &key(1));
    assert!(matches!(answer, Err(OpenError::Unreachable(_))));
}

#[test]
fn a_full_disk_is_told_and_what_was_saved_stays() {
    let place = Place::new();
    let db = place.open();
    ok(db.write(|tx| meta::put_integer(tx, "n", 1)));
    let answer: Result<(), VaultError> = db.write(|tx| {
        let pages: i64 = tx.pragma_query_value(None, "page_count", |row| row.get(0))?;
        tx.pragma_update_and_check(None, "max_page_count", pages + 1, |_| Ok(()))?;
        meta::put_bytes(tx, "big", &[0; 100_000])
    });
    assert!(matches!(answer, Err(VaultError::DiskFull)));
    assert_eq!(ok(db.read(|conn| meta::integer(conn, "n"))), Some(1));
}

#[test]
fn a_change_is_kept_once_and_an_actor_counts_once() {
    let place = Place::new();
    let db = place.open();
    let file = add_file(&db, 1);
    let change = change_of(file, 1);
    assert_eq!(ok(db.write(|tx| change::insert(tx, &change))), Inserted::New);
    let numbered = ChangeRow { number: Some(44), ..change.clone() };
    assert_eq!(ok(db.write(|tx| change::insert(tx, &numbered))), Inserted::Known);
    assert_eq!(ok(db.read(|conn| change::get(conn, change.hash))).unwrap().number, Some(44));
    let forged = ChangeRow { hash: ChangeHash::from_bytes([8; 32]), ..change };
    assert!(matches!(db.write(|tx| change::insert(tx, &forged)), Err(VaultError::DuplicateActorSeq)));
}

#[test]
fn a_change_needs_its_file() {
    let place = Place::new();
    let db = place.open();
    assert!(db.write(|tx| change::insert(tx, &change_of(file_id(1), 1))).is_err());
}

#[test]
fn an_actor_stays_with_its_device() {
    let place = Place::new();
    let db = place.open();
    let file = add_file(&db, 1);
    ok(db.write(|tx| actor::bind(tx, file, &[1; 16], device())));
    ok(db.write(|tx| actor::bind(tx, file, &[1; 16], device())));
    let other = DeviceId::mint(6, &[6; 10]);
    assert!(matches!(db.write(|tx| actor::bind(tx, file, &[1; 16], other)), Err(VaultError::ForeignActor)));
}

#[test]
fn the_outbox_gives_changes_in_the_order_they_were_made() {
    let place = Place::new();
    let db = place.open();
    let (a, b) = (add_file(&db, 2), add_file(&db, 1));
    let made: Vec<_> = [(a, 1), (b, 1), (a, 2), (b, 2)].into_iter().map(|(file, seq)| make_change(&db, file, seq)).collect();
    let hashes = |rows: Vec<outbox::Outgoing>| rows.into_iter().map(|row| row.change.hash).collect::<Vec<_>>();
    let all = hashes(ok(db.read(|conn| outbox::next(conn, None, 10))));
    assert_eq!(all, made.iter().map(|change| change.hash).collect::<Vec<_>>());
    assert_eq!(hashes(ok(db.read(|conn| outbox::next(conn, Some(made[1].hash), 1)))), [made[2].hash]);
    ok(db.write(|tx| outbox::acknowledge(tx, made[0].hash, 5)));
    ok(db.write(|tx| outbox::hand_over(tx, made[1].hash)));
    assert_eq!(hashes(ok(db.read(|conn| outbox::next(conn, None, 10)))), [made[2].hash, made[3].hash]);
    assert_eq!(ok(db.read(outbox::count)), 2);
    assert_eq!(ok(db.read(outbox::count_by_kind)), [(FileKind::Customer, 2)]);
    assert_eq!(ok(db.read(|conn| outbox::count_of_file(conn, a))), 1);
    assert_eq!(ok(db.read(|conn| change::get(conn, made[0].hash))).unwrap().number, Some(5));
}

#[test]
fn a_refused_change_leaves_the_document_but_is_kept() {
    let place = Place::new();
    let db = place.open();
    let file = add_file(&db, 1);
    let (first, second) = (make_change(&db, file, 1), make_change(&db, file, 2));
    ok(db.write(|tx| {
        outbox::hand_over(tx, second.hash)?;
        change::set_aside(tx, second.hash)
    }));
    assert_eq!(ok(db.read(|conn| change::unpacked(conn, file))), [first.bytes.unwrap()]);
    assert_eq!(ok(db.read(|conn| change::aside(conn, file))), [second]);
}

#[test]
fn packing_keeps_who_signed_what_and_waits_for_the_outbox() {
    let place = Place::new();
    let db = place.open();
    let file = add_file(&db, 1);
    let changes = [make_change(&db, file, 1), make_change(&db, file, 2)];
    assert!(!ok(db.write(|tx| packing::pack(tx, file, b"document"))));
    for (number, change) in (1_u64..).zip(&changes) {
        ok(db.write(|tx| outbox::acknowledge(tx, change.hash, number)));
    }
    assert_eq!(ok(db.read(|conn| packing::unpacked_bytes(conn, file))), 200);
    assert!(ok(db.write(|tx| packing::pack(tx, file, b"document"))));
    let expected: Vec<_> = (1_u64..)
        .zip(&changes)
        .map(|(number, change)| ChangeRow { bytes: None, number: Some(number), ..change.clone() })
        .collect();
    assert_eq!(ok(db.read(|conn| change::of_file(conn, file))), expected);
    let snapshot = ok(db.read(|conn| packing::snapshot(conn, file))).unwrap();
    assert_eq!((snapshot.bytes.as_slice(), snapshot.covers), (&b"document"[..], 2));
    let third = make_change(&db, file, 3);
    assert_eq!(ok(db.read(|conn| change::unpacked(conn, file))), [third.bytes.unwrap()]);
}

#[test]
fn a_purge_waits_for_the_outbox_and_then_leaves_nothing() {
    let place = Place::new();
    let db = place.open();
    let file = add_file(&db, 1);
    let change = make_change(&db, file, 1);
    assert!(!ok(db.write(|tx| file::purge(tx, file))));
    ok(db.write(|tx| {
        outbox::acknowledge(tx, change.hash, 1)?;
        actor::bind(tx, file, &[1; 16], device())?;
        packing::pack(tx, file, b"document").map(|_| ())
    }));
    assert!(ok(db.write(|tx| file::purge(tx, file))));
    assert_eq!(ok(db.read(|conn| file::get(conn, file))), None);
    assert!(!ok(db.read(|conn| change::contains(conn, change.hash))));
    assert_eq!(ok(db.read(|conn| packing::snapshot(conn, file))), None);
}

#[test]
fn files_are_walked_in_pages_and_counted_by_kind() {
    let place = Place::new();
    let db = place.open();
    let ids: Vec<_> = (1..=5).map(|n| add_file(&db, n)).collect();
    let page = |after, limit| ok(db.read(|conn| file::after(conn, after, limit))).iter().map(|row| row.file).collect::<Vec<_>>();
    assert_eq!(page(None, 2), ids[..2]);
    assert_eq!(page(Some(ids[1]), 9), ids[2..]);
    assert_eq!(ok(db.read(file::count_by_kind)), [(FileKind::Customer, 5)]);
    let care = file::FileRow { file: file_id(9), kind: FileKind::Care, about: Some(ids[0]), creator: StaffId::mint(1, &[1; 10]) };
    ok(db.write(|tx| file::add(tx, &care)));
    assert_eq!(ok(db.read(|conn| file::about(conn, ids[0]))), [care]);
}

#[test]
fn ledger_entries_follow_one_another() {
    let place = Place::new();
    let db = place.open();
    let entry = |seq: u8| ledger::LedgerRow { seq: u64::from(seq), hash: LedgerHash::from_bytes([seq; 32]), bytes: vec![seq] };
    assert_eq!(ok(db.read(ledger::head)), None);
    assert!(matches!(db.write(|tx| ledger::append(tx, &entry(1))), Err(VaultError::NotNext)));
    ok(db.write(|tx| ledger::append(tx, &entry(0))));
    ok(db.write(|tx| ledger::append(tx, &entry(1))));
    assert_eq!(ok(db.read(|conn| ledger::from(conn, 1, 10))), [entry(1)]);
    assert_eq!(ok(db.read(ledger::head)), Some(entry(1)));
    assert_eq!(ok(db.read(ledger::count)), 2);
}

#[test]
fn a_proposal_stands_until_it_is_settled() {
    let place = Place::new();
    let db = place.open();
    let (a, b) = (StatementId::mint(2, &[1; 10]), StatementId::mint(1, &[1; 10]));
    ok(db.write(|tx| ledger::propose(tx, a, b"a", at(1))));
    ok(db.write(|tx| ledger::propose(tx, b, b"b", at(2))));
    ok(db.write(|tx| ledger::refuse(tx, b, "not_allowed", at(3))));
    assert!(ok(db.write(|tx| ledger::settle(tx, a))));
    assert!(!ok(db.write(|tx| ledger::settle(tx, a))));
    let left = ok(db.read(ledger::proposals));
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].state, ledger::ProposalState::Refused { code: "not_allowed".to_owned() });
}

#[test]
fn a_draft_may_have_64_kib_and_the_last_typed_comes_first() {
    let place = Place::new();
    let db = place.open();
    let draft = |n: u8, json: String| draft::DraftRow {
        id: DraftId::mint(u64::from(n), &[n; 10]),
        form: "capture".to_owned(),
        json,
        updated_at: at(i64::from(n)),
    };
    let fits = draft(1, "x".repeat(draft::LIMIT_BYTES));
    ok(db.write(|tx| draft::save(tx, &fits)));
    let too_long = draft(2, "x".repeat(draft::LIMIT_BYTES + 1));
    assert!(matches!(db.write(|tx| draft::save(tx, &too_long)), Err(VaultError::TooLarge { .. })));
    let newer = draft(3, "{}".to_owned());
    ok(db.write(|tx| draft::save(tx, &newer)));
    assert_eq!(ok(db.read(draft::list)), [newer.clone(), fits.clone()]);
    let typed_on = draft::DraftRow { json: "{\"name\":\"x\"}".to_owned(), updated_at: at(99), ..fits };
    ok(db.write(|tx| draft::save(tx, &typed_on)));
    assert_eq!(ok(db.read(draft::list)), [typed_on.clone(), newer]);
    ok(db.write(|tx| draft::remove(tx, typed_on.id)));
    assert_eq!(ok(db.read(|conn| draft::get(conn, typed_on.id))), None);
}

#[test]
fn a_way_back_lasts_a_day() {
    let place = Place::new();
    let db = place.open();
    let way = |n: u8, at| undo::UndoRow {
        id: UndoId::mint(u64::from(n), &[n; 10]),
        file: file_id(1),
        command: "edit_customer".to_owned(),
        bytes: vec![n],
        at,
        is_undone: false,
    };
    let (old, new) = (way(1, at(0)), way(2, at(1)));
    for row in [&old, &new] {
        ok(db.write(|tx| undo::put(tx, row, &[undo::UndoPart { file: file_id(1), bytes: vec![1] }])));
    }
    assert_eq!(ok(db.read(|conn| undo::recent(conn, at(0), 10))), [new.clone(), old]);
    ok(db.write(|tx| undo::purge(tx, at(undo::KEPT_MS + 1))));
    ok(db.write(|tx| undo::mark_undone(tx, new.id)));
    assert_eq!(ok(db.read(|conn| undo::recent(conn, at(0), 10))), [undo::UndoRow { is_undone: true, ..new }]);
}

#[test]
fn a_file_that_leaves_takes_its_part_of_every_way_back_with_it() {
    let place = Place::new();
    let db = place.open();
    let id = UndoId::mint(1, &[1; 10]);
    let row = undo::UndoRow { id, file: file_id(1), command: "x".to_owned(), bytes: Vec::new(), at: at(0), is_undone: false };
    let part = |n| undo::UndoPart { file: file_id(n), bytes: vec![n] };
    ok(db.write(|tx| undo::put(tx, &row, &[part(1), part(2)])));
    ok(db.write(|tx| file::purge(tx, file_id(1))));
    assert_eq!(ok(db.read(|conn| undo::parts(conn, id, 9))), [part(2)]);
    ok(db.write(|tx| crate::vault::erased::erase(tx, file_id(2))));
    assert_eq!(ok(db.read(|conn| undo::parts(conn, id, 9))), []);
    let lone = undo::UndoRow { id: UndoId::mint(2, &[2; 10]), file: file_id(3), ..row };
    ok(db.write(|tx| undo::put(tx, &lone, &[part(3)])));
    ok(db.write(|tx| file::purge(tx, file_id(3))));
    assert_eq!(ok(db.read(|conn| undo::get(conn, lone.id))), None, "nothing is left to go back from");
}

#[test]
fn a_request_is_answered_as_the_first_time() {
    let place = Place::new();
    let db = place.open();
    let id = DraftId::mint(1, &[1; 10]);
    ok(db.write(|tx| request::put(tx, id, "{}", at(0))));
    assert_eq!(ok(db.read(|conn| request::answer(conn, id))).as_deref(), Some("{}"));
    assert!(db.write(|tx| request::put(tx, id, "other", at(1))).is_err());
    ok(db.write(|tx| request::put(tx, DraftId::mint(2, &[2; 10]), "{}", at(request::KEPT_MS + 1))));
    assert_eq!(ok(db.read(|conn| request::answer(conn, id))), None);
}

#[test]
fn the_sync_log_keeps_its_last_lines() {
    let place = Place::new();
    let db = place.open();
    ok(db.write(|tx| {
        for n in 0..sync_log::LIMIT + 5 {
            sync_log::push(tx, &sync_log::LogRow { at: at(i64::from(n)), what: "sent".to_owned(), count: n })?;
        }
        Ok::<_, VaultError>(())
    }));
    let lines = ok(db.read(sync_log::list));
    assert_eq!((lines.len(), lines[0].count, lines[199].count), (200, 204, 5));
}

#[test]
fn what_waits_for_a_missing_change_is_found_by_its_file() {
    let place = Place::new();
    let db = place.open();
    let row = |n: u8| waiting::Waiting { hash: ChangeHash::from_bytes([n; 32]), number: Some(u64::from(n)), envelope: vec![n] };
    ok(db.write(|tx| {
        waiting::put(tx, file_id(1), &row(2))?;
        waiting::put(tx, file_id(1), &row(1))?;
        waiting::put(tx, file_id(1), &row(1))?;
        waiting::put(tx, file_id(2), &row(3))
    }));
    assert_eq!(ok(db.read(|conn| waiting::of_file(conn, file_id(1)))), [row(1), row(2)]);
    ok(db.write(|tx| waiting::remove(tx, row(1).hash)));
    assert_eq!(ok(db.read(waiting::count)), 2);
}

#[test]
fn the_waiting_queue_is_bounded() {
    let place = Place::new();
    let db = place.open();
    let answer = db.write(|tx| {
        for n in 0..=waiting::LIMIT {
            let mut hash = [0; 32];
            hash[..4].copy_from_slice(&n.to_be_bytes());
            waiting::put(
                tx,
                file_id(1),
                &waiting::Waiting { hash: ChangeHash::from_bytes(hash), number: None, envelope: Vec::new() },
            )?;
        }
        Ok::<_, VaultError>(())
    });
    assert!(matches!(answer, Err(VaultError::Full { limit: waiting::LIMIT, .. })));
}
