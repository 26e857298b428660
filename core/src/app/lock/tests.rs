use std::{
    collections::HashMap,
    sync::{
        Arc, LazyLock, Mutex,
        atomic::{AtomicI64, AtomicU8, Ordering},
    },
};

use serde_json::{Value, json};

use crate::{
    app::{
        App, Options,
        api::error::{AppError, ErrorCode},
        dispatch,
        outside::{Address, Door, DoorError, Key, KeyPlace, RelayPin},
        tests::Copied,
    },
    clock::{Instant, ManualClock, SeededEntropy, World},
    sync::{
        audit::{AuditEntry, AuditWord, ENTRY_LIMIT},
        wire,
    },
};

const DAY_MS: i64 = 24 * 3600 * 1000;
const PIN: &str = "739204";

/// Keys in memory, of a machine that may be another one next time, and that stop answering after a while.
struct Keys {
    kept: Mutex<HashMap<String, Key>>,
    machine: AtomicU8,
    answers: AtomicI64,
}

impl Keys {
    fn answer(&self) -> Result<(), AppError> {
        if self.answers.fetch_sub(1, Ordering::SeqCst) > 0 { Ok(()) } else { Err(ErrorCode::NotSaved.into()) }
    }
}

impl KeyPlace for Keys {
    fn load(&self, name: &str) -> Result<Option<Key>, AppError> {
        Ok(self.kept.lock().unwrap().get(name).cloned())
    }
    fn keep(&self, name: &str, key: &Key) -> Result<(), AppError> {
        self.answer()?;
        assert!(self.kept.lock().unwrap().insert(name.to_owned(), key.clone()).is_none(), "a key was overwritten");
        Ok(())
    }
    fn forget(&self, name: &str) -> Result<(), AppError> {
        self.answer()?;
        self.kept.lock().unwrap().remove(name);
        Ok(())
    }
    fn installation(&self) -> Result<Option<[u8; 32]>, AppError> {
        Ok(Some([self.machine.load(Ordering::SeqCst); 32]))
    }
    fn change_passphrase(&self, _: &str, _: &str) -> Result<(), AppError> {
        Ok(())
    }
    fn place(&self) -> &'static str {
        "file"
    }
}

/// A relay that opens any store whose device knows the code.
struct Opener;

const CODE: &str = "ABCDE12345";

impl Door for Opener {
    fn look(&self, _: &str) -> Result<Option<RelayPin>, DoorError> {
        Ok(None)
    }
    fn post(&self, _: &Address, _: &str, body: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        use crate::sync::{
            http::{BODY_LIMIT, Open, Opened},
            keys::Incarnation,
            pairing::CodeKey,
            wire,
        };
        let open: Open = wire::decode(&body, BODY_LIMIT).map_err(|_| DoorError::Unreachable)?;
        let key = CodeKey::of(&CODE.parse().unwrap()).unwrap();
        let (store, life) = (open.entry.statement.store_id(), Incarnation::from_bytes([1; 16]));
        Ok(wire::encode(&Opened::new(&key, None, store, life, open.entry.hash())).unwrap())
    }
}

/// The practice store of machine 1 and its key, made once for all tests.
static PRACTICE: LazyLock<(Copied, HashMap<String, Key>)> = LazyLock::new(|| {
    let place = Place::new();
    ask(&place.open(), "practise", json!({}));
    let keys = place.keys.kept.lock().unwrap().clone();
    (Copied::of(place.folder.path()), keys)
});

struct Place {
    folder: tempfile::TempDir,
    keys: Arc<Keys>,
    clock: Arc<ManualClock>,
    starts: Mutex<u64>,
}

impl Place {
    fn new() -> Self {
        let keys = Keys { kept: Mutex::default(), machine: AtomicU8::new(1), answers: AtomicI64::new(i64::MAX) };
        let clock = Arc::new(ManualClock::at(Instant::from_unix_ms(1_795_230_000_000)));
        Self { folder: tempfile::tempdir().unwrap(), keys: Arc::new(keys), clock, starts: Mutex::new(0) }
    }

    /// One in which somebody practises.
    fn practised() -> Self {
        let (store, keys) = &*PRACTICE;
        let place = Self::new();
        store.put(place.folder.path());
        place.keys.kept.lock().unwrap().clone_from(keys);
        // Not the numbers that made it.
        *place.starts.lock().unwrap() = 1;
        place
    }

    fn open(&self) -> App {
        let mut starts = self.starts.lock().unwrap();
        *starts += 1;
        App::open(Options {
            data: self.folder.path().to_owned(),
            world: World::new(Arc::clone(&self.clock) as Arc<_>, Arc::new(SeededEntropy::new(*starts))),
            keys: Arc::clone(&self.keys) as Arc<dyn KeyPlace>,
            door: Arc::new(Opener),
            relay_host: None,
            printer: None,
            background: None,
        })
        .unwrap()
    }

    /// An app with a lead and a PIN, and the store's recovery key.
    fn with_pin(&self) -> (App, String) {
        let app = self.open();
        capture(&app, "13900008888", "刘汉");
        let weak = dispatch(&app, "set_pin", json!({ "old": null, "new": PIN })).unwrap_err();
        assert_eq!(weak.code, ErrorCode::NoRecoveryKey, "ten slips must not cost anything");
        let recovery = ask(&app, "make_recovery_key", json!({}))["text"].as_str().unwrap().to_owned();
        let state = ask(&app, "set_pin", json!({ "old": null, "new": PIN }));
        assert_eq!((&state["lock"]["has_pin"], &state["lock"]["locked"]), (&json!(true), &json!(false)));
        (app, recovery)
    }
}

fn ask(app: &App, command: &str, request: Value) -> Value {
    dispatch(app, command, request).unwrap_or_else(|error| panic!("{command}: {error:?}"))
}

fn refused(app: &App, command: &str, request: Value) -> ErrorCode {
    dispatch(app, command, request).unwrap_err().code
}

fn capture(app: &App, phone: &str, name: &str) -> Value {
    let mut request = serde_json::to_value(crate::app::api::capture::CaptureLead::default()).unwrap();
    request["phones"] = json!([phone]);
    request["name"] = json!(name);
    ask(app, "capture_lead", request)
}

/// What the log of this device says of its lock.
fn recorded(app: &App) -> Vec<(AuditWord, Option<u32>, Option<String>)> {
    let rows = app.opened().unwrap().read(|conn| crate::vault::audit::in_order(conn, None, 1_000)).unwrap();
    let note = |row: &crate::vault::audit::AuditRow| {
        let entry: AuditEntry = wire::decode(&row.entry, ENTRY_LIMIT).unwrap();
        entry.record.note
    };
    let of_the_lock = [
        AuditWord::PinChanged,
        AuditWord::UnlockRefused,
        AuditWord::Recovered,
        AuditWord::PassphraseChanged,
        AuditWord::KeyRotated,
    ];
    let notes = rows.iter().map(note).filter(|note| of_the_lock.contains(&note.what));
    notes.map(|note| (note.what, note.count, note.reason)).collect()
}

#[test]
fn what_is_done_to_the_lock_is_recorded_and_wrong_pins_once_the_vault_is_open_again() {
    let place = Place::practised();
    let (app, recovery) = place.with_pin();
    ask(&app, "rotate_key", json!({}));
    ask(&app, "change_passphrase", json!({ "old": "a", "new": "b" }));
    drop(app);
    let app = place.open();
    for _ in 0..3 {
        assert_eq!(refused(&app, "unlock", json!({ "pin": "111222" })), ErrorCode::WrongPin);
    }
    ask(&app, "unlock", json!({ "pin": PIN }));
    assert_eq!(refused(&app, "set_pin", json!({ "old": "111222", "new": "519283" })), ErrorCode::WrongPin);
    ask(&app, "set_pin", json!({ "old": PIN, "new": "519283" }));
    ask(&app, "lock", json!({}));
    assert_eq!(refused(&app, "unlock", json!({ "pin": PIN })), ErrorCode::WrongPin);
    ask(&app, "recover", json!({ "recovery_key": recovery, "new_pin": PIN }));
    ask(&app, "remove_pin", json!({ "pin": PIN }));
    let because = |reason: &str| (AuditWord::PinChanged, None, Some(reason.to_owned()));
    let wrong = |count| (AuditWord::UnlockRefused, Some(count), None);
    let plain = |what| (what, None, None);
    assert_eq!(
        recorded(&app),
        [
            because("set"),
            plain(AuditWord::KeyRotated),
            plain(AuditWord::PassphraseChanged),
            wrong(3),
            wrong(1),
            because("changed"),
            wrong(1),
            plain(AuditWord::Recovered),
            because("removed"),
        ]
    );
}

fn list() -> Value {
    json!({"filter": {"search": "刘汉"}, "sort": "opened", "offset": 0, "limit": 50})
}

fn holds_the_lead(app: &App) -> bool {
    ask(app, "list_customers", list())["total"] == 1
}

#[test]
fn with_a_pin_neither_the_kept_secret_nor_the_pin_alone_opens_the_database() {
    let place = Place::practised();
    let plain = |place: &Place| place.keys.kept.lock().unwrap().get("practice").map(|key| *key.as_bytes());
    let (app, _) = place.with_pin();
    let db_key = *app.opened().unwrap().db.key().as_bytes();
    assert_eq!(plain(&place), None, "the key lies nowhere as it is");
    assert!(place.keys.kept.lock().unwrap().values().all(|kept| *kept.as_bytes() != db_key));
    drop(app);

    let app = place.open();
    assert_eq!(ask(&app, "state", json!({}))["phase"]["phase"], "locked");
    for (command, request) in [("list_customers", list()), ("sync_status", json!({})), ("open_store", json!({}))] {
        assert_eq!(refused(&app, command, request), ErrorCode::Locked);
    }
    assert!(app.opened().is_err(), "the database itself is not open");
    assert_eq!(refused(&app, "unlock", json!({ "pin": "739205" })), ErrorCode::WrongPin);
    assert_eq!(ask(&app, "state", json!({}))["lock"]["tries_left"], 9);
    assert_eq!(ask(&app, "unlock", json!({ "pin": PIN }))["phase"]["phase"], "ready");
    assert!(holds_the_lead(&app));
    assert_eq!(ask(&app, "state", json!({}))["lock"]["tries_left"], 10);
    drop(app);

    // Another secret in the key place, with the right PIN.
    for kept in place.keys.kept.lock().unwrap().values_mut() {
        *kept = Key::from_bytes([9; 32]);
    }
    assert_eq!(refused(&place.open(), "unlock", json!({ "pin": PIN })), ErrorCode::WrongPin);
}

#[test]
fn two_minutes_without_a_person_lock_the_app_and_refetching_screens_are_no_person() {
    let place = Place::practised();
    let (app, _) = place.with_pin();
    for _ in 0..5 {
        place.clock.advance_ms(60_000);
        ask(&app, "touch", json!({}));
    }
    place.clock.advance_ms(90_000);
    assert!(holds_the_lead(&app));
    place.clock.advance_ms(31_000);
    assert_eq!(refused(&app, "list_customers", list()), ErrorCode::Locked);
    assert_eq!(ask(&app, "state", json!({}))["phase"]["phase"], "locked");
    assert!(app.opened().is_ok(), "sync goes on");
    ask(&app, "unlock", json!({ "pin": PIN }));
    place.clock.advance_ms(-3 * DAY_MS);
    assert_eq!(refused(&app, "list_customers", list()), ErrorCode::Locked, "a clock turned back keeps nothing open");
    ask(&app, "unlock", json!({ "pin": PIN }));
    ask(&app, "lock", json!({}));
    assert_eq!(refused(&app, "touch", json!({})), ErrorCode::Locked);
}

#[test]
fn ten_wrong_pins_end_the_pin_however_often_the_app_is_ended_and_the_recovery_key_opens() {
    let place = Place::practised();
    let (app, recovery) = place.with_pin();
    drop(app);
    for nth in 0..10 {
        // Each try in a process of its own.
        let code = refused(&place.open(), "unlock", json!({ "pin": "000001" }));
        assert_eq!(code, if nth < 9 { ErrorCode::WrongPin } else { ErrorCode::PinEnded });
    }
    let app = place.open();
    assert_eq!(refused(&app, "unlock", json!({ "pin": PIN })), ErrorCode::PinEnded);
    assert!(place.keys.kept.lock().unwrap().keys().all(|name| !name.contains("pin")), "the secret is destroyed");
    let recover = |key: &str, pin: &str| json!({ "recovery_key": key, "new_pin": pin });
    let slip = recovery.replacen(|c: char| c.is_ascii_digit(), "Z", 1);
    assert_eq!(refused(&app, "recover", recover(&slip, "582943")), ErrorCode::WrongRecoveryKey);
    assert_eq!(refused(&app, "recover", recover(&recovery, "123456")), ErrorCode::WeakPin);
    ask(&app, "recover", recover(&recovery.to_lowercase(), "582943"));
    assert!(holds_the_lead(&app));
    drop(app);
    let app = place.open();
    ask(&app, "unlock", json!({ "pin": "582943" }));
    ask(&app, "remove_pin", json!({ "pin": "582943" }));
    drop(app);
    assert!(holds_the_lead(&place.open()), "without a PIN as before");
}

#[test]
fn a_try_is_counted_on_the_disk_before_it_is_made() {
    let place = Place::practised();
    let (app, _) = place.with_pin();
    drop(app);
    let app = place.open();
    // The key place does not answer: the process might as well have been ended there.
    place.keys.kept.lock().unwrap().retain(|name, _| !name.contains("pin"));
    assert!(dispatch(&app, "unlock", json!({ "pin": PIN })).is_err());
    assert_eq!(std::fs::read_to_string(place.folder.path().join("practice.tries")).unwrap().trim(), "1");
}

#[test]
fn a_new_key_opens_what_the_old_one_did_and_the_old_one_opens_nothing() {
    let place = Place::practised();
    let (app, recovery) = place.with_pin();
    for has_pin in [true, false] {
        let before = app.opened().unwrap().db.key();
        ask(&app, "rotate_key", json!({}));
        assert!(holds_the_lead(&app));
        capture(&app, "13900007777", "王五");
        let path = app.opened().unwrap().db.path().to_owned();
        let copy = place.folder.path().join("copy.db");
        std::fs::copy(&path, &copy).unwrap();
        assert!(crate::vault::Database::open(&copy, &before).is_err());
        std::fs::remove_file(&copy).unwrap();
        if has_pin {
            ask(&app, "remove_pin", json!({ "pin": PIN }));
        }
    }
    ask(&app, "set_pin", json!({ "old": null, "new": PIN }));
    ask(&app, "rotate_key", json!({}));
    drop(app);
    let app = place.open();
    ask(&app, "recover", json!({ "recovery_key": recovery, "new_pin": PIN }));
    assert!(holds_the_lead(&app));
    app.opened().unwrap().db.verify().unwrap();
}

#[test]
fn wherever_a_change_of_key_is_cut_off_the_next_start_opens_everything() {
    for cut in 0..6 {
        let place = Place::practised();
        let app = place.open();
        capture(&app, "13900008888", "刘汉");
        place.keys.answers.store(cut, Ordering::SeqCst);
        let turned = dispatch(&app, "rotate_key", json!({}));
        assert_eq!(turned.is_err(), cut < 5, "{cut}: {turned:?}");
        // What the app would still have done is not done.
        drop(app);
        place.keys.answers.store(i64::MAX, Ordering::SeqCst);
        let app = place.open();
        assert!(holds_the_lead(&app), "{cut}");
        let kept: Vec<String> = place.keys.kept.lock().unwrap().keys().cloned().collect();
        assert_eq!(kept, ["practice"], "{cut}");
        assert!(holds_the_lead(&place_again(&place, app)), "{cut}");
    }
}

fn place_again(place: &Place, app: App) -> App {
    drop(app);
    place.open()
}

#[test]
fn seven_days_without_the_relay_hide_the_files_and_never_stop_a_lead() {
    let place = Place::new();
    let app = place.open();
    let open = json!({ "store_name": "滨河店", "staff_name": "梁宇", "roles": ["consultant"], "relay": "relay", "code": CODE });
    ask(&app, "open_store", open);
    let file = capture(&app, "13900008888", "刘汉")["file"].clone();
    let one = json!({ "file": file });
    place.clock.advance_ms(7 * DAY_MS);
    ask(&app, "customer", one.clone());
    place.clock.advance_ms(60_000);
    for (command, request) in [("customer", one.clone()), ("list_customers", list()), ("check_phone", json!({"raw": "139"}))] {
        assert_eq!(refused(&app, command, request), ErrorCode::LeaseOver, "{command}");
    }
    capture(&app, "13900007777", "新客");
    assert_eq!(ask(&app, "state", json!({}))["lease_over"], true);
    // Neither a clock that is turned back nor a restart helps.
    place.clock.advance_ms(-6 * DAY_MS);
    assert_eq!(refused(&app, "customer", one.clone()), ErrorCode::LeaseOver);
    drop(app);
    let app = place.open();
    assert_eq!(refused(&app, "customer", one.clone()), ErrorCode::LeaseOver);
    app.in_touch(&app.opened().unwrap());
    ask(&app, "customer", one.clone());
    place.clock.advance_ms(6 * DAY_MS);
    ask(&app, "customer", one);
}

#[test]
fn a_copy_on_another_machine_stays_shut_untouched_and_may_be_enrolled_anew() {
    let place = Place::practised();
    let app = place.open();
    capture(&app, "13900008888", "刘汉");
    drop(app);
    place.keys.machine.store(2, Ordering::SeqCst);
    let app = place.open();
    let state = ask(&app, "state", json!({}));
    assert_eq!((&state["phase"]["phase"], &state["phase"]["error"]["code"]), (&json!("closed"), &json!("cloned_device")));
    assert_eq!(refused(&app, "list_customers", list()), ErrorCode::ClonedDevice);
    drop(app);
    place.keys.machine.store(1, Ordering::SeqCst);
    assert!(holds_the_lead(&place.open()), "at home it opens as before");
    place.keys.machine.store(2, Ordering::SeqCst);
    let app = place.open();
    // A real store takes a place of its own beside it.
    let open = json!({ "store_name": "滨河店", "staff_name": "梁宇", "roles": [], "relay": "relay", "code": CODE });
    assert_eq!(ask(&app, "open_store", open)["phase"]["phase"], "ready");
}
