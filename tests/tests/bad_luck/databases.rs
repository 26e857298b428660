//! A database file that is damaged, of another key, or not ours: told, and never touched.

use std::{
    fs,
    path::{Path, PathBuf},
};

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::{
    dice::Dice,
    processes::{App, Place, Store, lead},
};
use serde_json::{Value, json};

use super::{
    capture,
    sentences::{is_clear, refused_with},
};

const PAGE: usize = 4096;
const LEADS: usize = 30;

/// A closed app with leads in it, to be copied and harmed.
struct Closed {
    store: Store,
    phones: Vec<String>,
}

impl Closed {
    fn make() -> Self {
        let mut store = Store::open();
        let phones: Vec<String> = (0..LEADS).map(|nth| format!("138000010{nth:02}")).collect();
        for phone in &phones {
            capture(&store.manager, phone);
        }
        store.manager.sync();
        store.manager.close();
        Self { store, phones }
    }

    fn copy(&self, name: &str) -> Place {
        let place = Place::in_folder(&self.store.place(name));
        let from = &self.store.manager.place;
        fs::create_dir(&place.data).unwrap();
        for entry in fs::read_dir(&from.data).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), place.data.join(entry.file_name())).unwrap();
        }
        fs::copy(&from.key_file, &place.key_file).unwrap();
        place
    }
}

fn database(place: &Place) -> PathBuf {
    place.data.join("store.db")
}

/// Starts the app on a file it cannot open: it says why, does nothing, and leaves every byte as it was.
fn is_told_and_left_alone(place: Place, code: ErrorCode) {
    let path = database(&place);
    let before = fs::read(&path).unwrap();
    let mut app = App::start(place);
    let phase = app.phase();
    assert_eq!((&phase["phase"], &phase["error"]["code"]), (&json!("closed"), &serde_json::to_value(code).unwrap()), "{phase}");
    assert!(phase["error"]["message"].as_str().unwrap().starts_with(code.sentence()), "{phase}");
    is_clear(code);
    let open = json!({ "store_name": "新店", "staff_name": "梁宇", "roles": [], "relay": "127.0.0.1:1", "code": "ABCDE12345" });
    let join = json!({ "relay": "127.0.0.1:1", "code": "ABCDE12345", "device_name": "手机" });
    let phone = lead(&json!({ "phones": ["13800000001"] }));
    for (command, request) in [("open_store", open), ("join_store", join), ("capture_lead", phone)] {
        refused_with(app.try_ask(command, &request), code);
    }
    app.close();
    assert!(fs::read(&path).unwrap() == before, "not a byte of the file was changed");
}

fn harm(path: &Path, harm: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    harm(&mut bytes);
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_damaged_file_or_a_wrong_key_is_told_and_the_file_is_left_alone() {
    let closed = Closed::make();
    let mut dice = Dice::new(7);
    let mut rubbish = move |page: &mut [u8]| page.iter_mut().for_each(|byte| *byte = dice.roll().to_le_bytes()[0]);

    let place = closed.copy("middle");
    harm(&database(&place), |bytes| bytes.chunks_mut(PAGE).skip(1).step_by(2).for_each(&mut rubbish));
    is_told_and_left_alone(place, ErrorCode::DatabaseDamaged);

    let place = closed.copy("first");
    harm(&database(&place), |bytes| rubbish(&mut bytes[..PAGE]));
    is_told_and_left_alone(place, ErrorCode::DatabaseDamaged);

    let place = closed.copy("short");
    harm(&database(&place), |bytes| bytes.truncate(bytes.len() / 2));
    is_told_and_left_alone(place, ErrorCode::DatabaseDamaged);

    let place = closed.copy("empty");
    harm(&database(&place), Vec::clear);
    is_told_and_left_alone(place, ErrorCode::DatabaseDamaged);

    let place = closed.copy("key");
    fs::write(&place.key_file, format!("store {}\n", "ab".repeat(32))).unwrap();
    is_told_and_left_alone(place, ErrorCode::WrongKey);

    let place = closed.copy("rubbish");
    fs::write(&place.key_file, "奥迪 A6L\n").unwrap();
    is_told_and_left_alone(place, ErrorCode::WrongKey);

    let place = closed.copy("without");
    fs::remove_file(&place.key_file).unwrap();
    is_told_and_left_alone(place, ErrorCode::WrongKey);

    // What the people were told to do helps: with the right file and key everything is there.
    let app = App::start(closed.copy("whole"));
    let rows: Vec<Value> = app.search("");
    assert_eq!(rows.len(), LEADS);
    // A sales manager sees numbers masked.
    let masked = |phone: &str| format!("{}****{}", &phone[..3], &phone[7..]);
    assert!(closed.phones.iter().all(|phone| rows.iter().any(|row| row["phone"] == masked(phone))));
}

#[test]
fn a_file_of_something_else_is_told_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| {
        let place = Place::in_folder(&folder.path().join(name));
        fs::create_dir(&place.data).unwrap();
        fs::write(&place.key_file, format!("store {}\n", "cd".repeat(32))).unwrap();
        place
    };
    let other = place("sqlite");
    let conn = rusqlite::Connection::open(database(&other)).unwrap();
    conn.execute_batch("CREATE TABLE customers (name TEXT); INSERT INTO customers VALUES ('张松');").unwrap();
    conn.close().unwrap();
    is_told_and_left_alone(other, ErrorCode::NotOurDatabase);

    let other = place("text");
    fs::write(database(&other), "客户名单\n张松 13800000001\n".repeat(100)).unwrap();
    is_told_and_left_alone(other, ErrorCode::NotOurDatabase);
}
