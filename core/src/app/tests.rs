//! The facade over a real database in a folder of its own.

mod audit;
mod care;
mod file;
mod follow;
mod hands;
mod many;
mod masking;
mod merging;
mod orders;
mod preparing;
mod printing;
mod process;
mod trust;

use std::{
    collections::HashMap,
    ffi::OsString,
    path::Path,
    sync::{Arc, LazyLock, Mutex},
};

use serde_json::{Value, json};

use super::{
    App, Options,
    api::error::{AppError, ErrorCode},
    dispatch,
    outside::{Address, Door, DoorError, KeyPlace, RelayPin},
};
use crate::{
    clock::{Instant, ManualClock, SeededEntropy, World},
    domain::customer::{CustomerField, PrivateField},
    ops::import_lead::ImportedLead,
    vault::Key,
};

#[derive(Default)]
struct Keys(Mutex<HashMap<String, Key>>);

impl KeyPlace for Keys {
    fn load(&self, name: &str) -> Result<Option<Key>, AppError> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }
    fn keep(&self, name: &str, key: &Key) -> Result<(), AppError> {
        self.0.lock().unwrap().insert(name.to_owned(), key.clone());
        Ok(())
    }
    fn forget(&self, name: &str) -> Result<(), AppError> {
        self.0.lock().unwrap().remove(name);
        Ok(())
    }
    fn place(&self) -> &'static str {
        "file"
    }
}

struct NoRelay;

impl Door for NoRelay {
    fn look(&self, _: &str) -> Result<Option<RelayPin>, DoorError> {
        Err(DoorError::Unreachable)
    }
    fn post(&self, _: &Address, _: &str, _: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        Err(DoorError::Unreachable)
    }
}

/// What lies in an app's folder, to be put into another one: making a practice store takes longer than most tests.
pub(super) struct Copied(Vec<(OsString, Vec<u8>)>);

impl Copied {
    pub(super) fn of(folder: &Path) -> Self {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        Self(entries.map(|entry| (entry.file_name(), std::fs::read(entry.path()).unwrap())).collect())
    }

    pub(super) fn put(&self, folder: &Path) {
        for (name, bytes) in &self.0 {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
    }
}

/// The practice store and its key, made once for all tests.
static PRACTICE: LazyLock<(Copied, HashMap<String, Key>)> = LazyLock::new(|| {
    let place = Place::new();
    ask(&place.open_as(1_000), "practise", json!({}));
    let keys = place.keys.0.lock().unwrap().clone();
    (Copied::of(place.folder.path()), keys)
});

struct Place {
    folder: tempfile::TempDir,
    keys: Arc<Keys>,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), keys: Arc::default() }
    }

    /// One in which somebody practises.
    fn practised() -> Self {
        let (store, keys) = &*PRACTICE;
        let place = Self { keys: Arc::new(Keys(Mutex::new(keys.clone()))), ..Self::new() };
        store.put(place.folder.path());
        place
    }

    fn open(&self) -> App {
        self.open_as(1)
    }

    fn open_as(&self, seed: u64) -> App {
        App::open(self.options(seed)).unwrap()
    }

    fn options(&self, seed: u64) -> Options {
        let clock = ManualClock::at(Instant::from_unix_ms(1_795_230_000_000));
        Options {
            data: self.folder.path().to_owned(),
            world: World::new(Arc::new(clock), Arc::new(SeededEntropy::new(seed))),
            keys: Arc::clone(&self.keys) as Arc<dyn KeyPlace>,
            door: Arc::new(NoRelay),
            relay_host: None,
            printer: Some(Arc::new(printing::Plain)),
            background: None,
        }
    }
}

fn ask(app: &App, command: &str, request: Value) -> Value {
    dispatch(app, command, request).unwrap_or_else(|error| panic!("{command}: {error:?}"))
}

fn capture(app: &App, phone: &str, name: &str) -> Value {
    let mut request = serde_json::to_value(super::api::capture::CaptureLead::default()).unwrap();
    request["phones"] = json!([phone]);
    request["name"] = json!(name);
    request["grade"] = json!("A");
    ask(app, "capture_lead", request)
}

/// The same, with an id after that of `first`: within one millisecond chance orders them.
fn capture_after(app: &App, first: &Value, phone: &str, name: &str) -> Value {
    loop {
        let saved = capture(app, phone, name);
        if saved["file"].as_str() > first.as_str() {
            return saved;
        }
        ask(app, "undo", json!({ "undo": saved["undo"] }));
    }
}

/// An order for the last purchase of a customer, signed today.
fn signed(app: &App, file: &Value) -> Value {
    let purchases = ask(app, "customer", json!({ "file": file }))["customer"]["opportunities"].clone();
    signed_for(app, file, &purchases.as_array().unwrap().last().unwrap()["id"])
}

fn signed_for(app: &App, file: &Value, opportunity: &Value) -> Value {
    let of = json!({ "file": file, "opportunity": opportunity, "quotation": null, "catalogue": null });
    let order = ask(app, "open_order", of)["order"].clone();
    let fields = json!([{ "field": "model", "value": "A4L" }, { "field": "price_fen", "value": "40万" }]);
    let car = json!([{ "change": "add_car", "catalogue": null, "fields": fields }]);
    ask(app, "change_order", json!({ "file": file, "order": order, "changes": car }));
    act_on(app, file, &order, &json!({ "act": "sign", "on": "2026-11-21" }));
    order
}

fn act_on(app: &App, file: &Value, order: &Value, act: &Value) {
    ask(app, "act_on_order", json!({ "file": file, "order": order, "act": act }));
}

fn cancel(app: &App, file: &Value, order: &Value) {
    act_on(app, file, order, &json!({ "act": "cancel", "reason": "不买了", "withheld": "" }));
}

/// The one car of an order gets its VIN and is handed over, whatever is missing.
fn hand_over(app: &App, file: &Value, order: &Value, vin: &str) {
    let page = || ask(app, "order", json!({ "file": file, "order": order }))["cars"][0].clone();
    let car = page()["car"]["id"].clone();
    ask(app, "allot_car", json!({ "file": file, "car": car, "vin": vin }));
    let gaps = page()["gaps"].as_array().unwrap().clone();
    let reasons: serde_json::Map<String, Value> =
        gaps.iter().map(|gap| (gap.as_str().unwrap().to_owned(), json!("改日补"))).collect();
    let step = json!({ "step": "hand_over", "on": "2026-11-21", "reasons": reasons });
    ask(app, "deliver", json!({ "file": file, "car": car, "step": step }));
}

fn search(app: &App, text: &str) -> Value {
    ask(app, "list_customers", json!({"filter": {"search": text}, "sort": "last_contact", "offset": 0, "limit": 50}))
}

#[test]
fn a_captured_lead_is_found_again_after_a_restart() {
    let place = Place::practised();
    let app = place.open();
    let saved = capture(&app, "139 0000 8888", "刘汉");
    assert_eq!(search(&app, "刘汉")["total"], 1);
    drop(app);
    let again = place.open_as(2);
    let found = search(&again, "8888");
    assert_eq!(found["total"], 1);
    assert_eq!(found["rows"][0]["file"], saved["file"]);
    let page = ask(&again, "customer", json!({"file": saved["file"]}));
    assert_eq!(page["customer"]["fields"]["name"], "刘汉");
    assert_eq!(page["customer"]["phones"][0]["number"]["normalised"], "13900008888");
    assert_eq!(page["customer"]["follow_ups"][0]["due_on"], "2026-11-25");
}

#[test]
fn the_practice_store_is_filled_marked_and_wiped() {
    let place = Place::new();
    let app = place.open();
    let state = ask(&app, "practise", json!({}));
    assert_eq!(state["phase"]["store"]["practice"], true);
    assert_eq!(search(&app, "")["total"], 300);
    let board = ask(&app, "pipeline", json!({"filter": {}, "by": "stage", "limit": 5}));
    assert!(board["total"].as_u64().unwrap() >= 300);
    let of_stage = |stage: &str| {
        let column = board["columns"].as_array().unwrap().iter().find(|column| column["stage"] == stage);
        column.map_or(0, |column| column["cards"].as_array().unwrap().len())
    };
    assert!(["needs", "proposal", "closing", "after_delivery", "lost"].into_iter().all(|stage| of_stage(stage) > 0), "{board}");
    assert!(board["by_event"].as_array().unwrap().len() >= 2);
    let today = ask(&app, "today", json!({"staff": null, "everyone": true}));
    assert!(today["overdue_total"].as_u64().unwrap() > 0 && today["planned_total"].as_u64().unwrap() > 0);
    assert!(!ask(&app, "duplicates", json!({})).as_array().unwrap().is_empty());
    let state = ask(&app, "wipe_practice", json!({}));
    assert_eq!(state["phase"]["phase"], "first_start");
    assert!(!place.folder.path().join("practice.db").exists());
}

#[test]
fn the_same_request_captures_once() {
    let place = Place::practised();
    let app = place.open();
    let mut request = serde_json::to_value(super::api::capture::CaptureLead::default()).unwrap();
    request["phones"] = json!(["13900007777"]);
    request["request"] = json!("01900000-0000-7000-8000-000000000001");
    let first = ask(&app, "capture_lead", request.clone());
    let second = ask(&app, "capture_lead", request);
    assert_eq!(first, second);
    assert_eq!(search(&app, "13900007777")["total"], 1);
}

#[test]
fn a_consent_given_with_a_lead_stands_in_its_file() {
    let place = Place::practised();
    let app = place.open();
    let mut request = serde_json::to_value(super::api::capture::CaptureLead::default()).unwrap();
    request["phones"] = json!(["13900005555"]);
    request["consents"] = json!([{"purpose": "consulting", "wording": "zh-2026-11", "way": "tick"}]);
    let saved = ask(&app, "capture_lead", request.clone());
    let page = ask(&app, "customer", json!({"file": saved["file"]}));
    let consent = &page["customer"]["consents"][0];
    assert_eq!([&consent["purpose"], &consent["wording"], &consent["way"]], ["consulting", "zh-2026-11", "tick"]);
    request["consents"] = json!(vec![request["consents"][0].clone(); 9]);
    assert_eq!(dispatch(&app, "capture_lead", request).unwrap_err().field.as_deref(), Some("consents"));
}

#[test]
fn an_undone_capture_shows_nowhere_and_cannot_be_undone_twice() {
    let place = Place::practised();
    let app = place.open();
    let saved = capture(&app, "13900006666", "单小美");
    ask(&app, "undo", json!({"undo": saved["undo"]}));
    assert_eq!(search(&app, "13900006666")["total"], 0);
    let again = dispatch(&app, "undo", json!({"undo": saved["undo"]})).unwrap_err();
    assert_eq!(again.code, ErrorCode::CannotUndo);
}

#[test]
fn an_undo_leaves_alone_what_was_changed_since() {
    let place = Place::practised();
    let app = place.open();
    let file = capture(&app, "13900005555", "解放")["file"].clone();
    let set = |field: &str, value: &str| {
        ask(&app, "edit_customer", json!({"file": file, "edits": [{"edit": "field", "field": field, "value": value}]}))
    };
    let first = set("occupation", "教师");
    set("occupation", "医生");
    let refused = dispatch(&app, "undo", json!({"undo": first["undo"]})).unwrap_err();
    assert_eq!(refused.code, ErrorCode::CannotUndo);
    let page = ask(&app, "customer", json!({"file": file}));
    assert_eq!(page["customer"]["fields"]["occupation"], "医生");
}

#[test]
fn a_follow_up_is_recorded_and_the_next_one_stands_in_its_place() {
    let place = Place::practised();
    let app = place.open();
    let file = capture(&app, "13900004444", "欧阳明")["file"].clone();
    let follow_up = ask(&app, "customer", json!({"file": file}))["customer"]["follow_ups"][0]["id"].clone();
    ask(
        &app,
        "record_follow_up",
        json!({"file": file, "follow_up": follow_up, "outcome": "reached", "text": "周六试驾", "grade": "H", "stage": "test_drive",
               "next_on": "2026-11-28", "next_way": "visit", "next_aim": "试驾"}),
    );
    let page = ask(&app, "customer", json!({"file": file}));
    assert_eq!(page["customer"]["opportunities"][0]["grade"], "H");
    assert_eq!(page["customer"]["follow_ups"].as_array().unwrap().len(), 2);
    assert_eq!(page["names"].as_array().unwrap().len(), 1);
}

#[test]
fn an_event_is_planned_and_a_lead_of_it_is_counted() {
    let place = Place::practised();
    let app = place.open();
    let event = ask(
        &app,
        "save_event",
        json!({"file": null, "staff": null, "settle": null,
               "fields": [{"field": "name", "value": "星海广场外展"}, {"field": "starts_on", "value": "2026-11-21"}]}),
    )["file"]
        .clone();
    let mut request = serde_json::to_value(super::api::capture::CaptureLead::default()).unwrap();
    request["phones"] = json!(["13900003333"]);
    request["event"] = event.clone();
    ask(&app, "capture_lead", request);
    let page = ask(&app, "event", json!({"file": event}));
    assert_eq!(page["row"]["leads"], 1);
    assert_eq!(page["row"]["with_phone"], 1);
    let listed = ask(&app, "list_customers", json!({"filter": {"event": event}, "sort": "opened", "offset": 0, "limit": 5}));
    assert_eq!(listed["total"], 1);
    assert_eq!(listed["rows"][0]["source"], "event");
}

#[test]

fn an_imported_file_is_found_and_its_private_part_lies_apart() {
    let place = Place::practised();
    let app = place.open();
    let lead = ImportedLead {
        fields: vec![(CustomerField::Name, "成奎安".to_owned()), (CustomerField::ExternalId, "c123".to_owned())],
        private: vec![(PrivateField::HomeAddress, "滨河路 1 号".to_owned())],
        phones: vec!["13900002222".to_owned()],
        ..ImportedLead::default()
    };
    let files = app.import_customers(&[lead.clone(), lead]).unwrap();
    assert_eq!(search(&app, "13900002222")["total"], 2);
    let page = ask(&app, "customer", json!({"file": files[0]}));
    assert_eq!(page["customer"]["fields"]["external_id"], "c123");
    assert!(!page["customer"].to_string().contains("滨河路"));
    assert_eq!(page["private"]["fields"]["home_address"], "滨河路 1 号");
    let refused = app.import_customers(&[ImportedLead::default()]).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NeedsPhoneOrName);
}

#[test]
fn a_diagnosis_names_every_file_and_changes_with_what_it_is_about() {
    let place = Place::practised();
    let app = place.open();
    let whole = ask(&app, "diagnosis", json!({}));
    assert!(whole["next"].is_null() && whole["files"].as_array().unwrap().len() > 300);
    let file = capture(&app, "13900002222", "刘汉")["file"].clone();
    let of = |file: &Value| ask(&app, "diagnosis", json!({ "file": file }))["files"][0].clone();
    let before = of(&file);
    ask(&app, "edit_customer", json!({"file": file, "edits": [{"edit": "field", "field": "occupation", "value": "教师"}]}));
    let after = of(&file);
    assert!(before["heads"] != after["heads"] && before["content"] != after["content"]);
    assert_ne!(ask(&app, "diagnosis", json!({}))["mirror"], whole["mirror"]);
    assert!(!ask(&app, "diagnosis", json!({})).to_string().contains("刘汉"), "hashes, never content");
    let listed = whole["files"].as_array().unwrap();
    let last_but_one = listed[listed.len() - 2]["file"].clone();
    let rest = ask(&app, "diagnosis", json!({ "after": last_but_one }));
    assert_eq!((rest["files"].as_array().unwrap().len(), rest["mirror"].is_null()), (1, true));
}

#[test]
fn without_a_store_every_command_says_so() {
    let place = Place::new();
    let app = place.open();
    let refused = dispatch(&app, "list_customers", json!({"filter": {}, "sort": "opened", "offset": 0, "limit": 5})).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NoStore);
    assert_eq!(dispatch(&app, "no_such_command", json!({})).unwrap_err().code, ErrorCode::BadRequest);
}

#[test]
fn an_unreachable_relay_leaves_the_device_as_it_was() {
    let place = Place::new();
    let app = place.open();
    let request = json!({"relay": "192.0.2.1:7420", "code": "ABCDE-12345", "device_name": "手机"});
    assert_eq!(dispatch(&app, "join_store", request).unwrap_err().code, ErrorCode::RelayUnreachable);
    let request = json!({"store_name": "滨河店", "staff_name": "梁宇", "roles": ["sales_manager"], "relay": "192.0.2.1:7420", "code": "ABCDE12345"});
    assert_eq!(dispatch(&app, "open_store", request).unwrap_err().code, ErrorCode::RelayUnreachable);
    assert!(!place.folder.path().join("store.db").exists());
    assert_eq!(ask(&app, "state", json!({}))["phase"]["phase"], "first_start");
}

#[test]
fn a_damaged_or_foreign_database_is_told_and_left_alone() {
    let place = Place::practised();
    let path = place.folder.path().join("practice.db");
    let other_key = Place { folder: place.folder, keys: Arc::default() };
    other_key.keys.keep("practice", &Key::from_bytes([9; 32])).unwrap();
    let state = ask(&other_key.open(), "state", json!({}));
    assert_eq!(state["phase"]["error"]["code"], "wrong_key");
    let before = std::fs::read(&path).unwrap();
    assert!(before.len() > 4096, "the file is still there");
}

#[test]
fn a_damaged_mirror_is_made_anew_and_trying_again_helps() {
    let place = Place::practised();
    let app = place.open();
    capture(&app, "139 0000 8888", "刘汉");
    drop(app);
    let key = place.keys.0.lock().unwrap().values().next().unwrap().clone();
    let mut files = std::fs::read_dir(place.folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let path = files.find(|path| path.extension().is_some_and(|end| end == "db")).unwrap();
    let whole = std::fs::read(&path).unwrap();
    let reads = |question: &dyn Fn(&rusqlite::Connection) -> bool| {
        crate::vault::Database::open(&path, &key)
            .map(|db| db.read(|conn| Ok::<_, crate::vault::VaultError>(question(conn))).unwrap_or(false))
            .unwrap_or(false)
    };
    // The last page that holds customers and nothing of the vault.
    let broken = (1..whole.len() / 4096).rev().any(|page| {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 2000] ^= 0x55;
        std::fs::write(&path, &bytes).unwrap();
        let holds_customers = |conn: &rusqlite::Connection| {
            conn.query_row("SELECT sum(length(name)) FROM m_customer NOT INDEXED", (), |row| row.get::<_, i64>(0)).is_err()
        };
        reads(&holds_customers)
    });
    assert!(broken);

    let app = place.open_as(2);
    let everyone = json!({"filter": {"search": ""}, "sort": "opened", "offset": 0, "limit": 200});
    let pages = [0, 200].map(|offset| {
        let mut request = everyone.clone();
        request["offset"] = json!(offset);
        dispatch(&app, "list_customers", request)
    });
    let codes: Vec<_> = pages.iter().filter_map(|page| page.as_ref().err()).map(|error| error.code).collect();
    assert_eq!(codes, [ErrorCode::Internal]);
    assert_eq!(search(&app, "刘汉")["total"], 1);
    assert_eq!(ask(&app, "list_customers", everyone)["total"], 301);
}
