//! Nothing that says who a customer is lies readable on the disk of a device: while it works, after a kill, after a change of
//! the key, in its logs and settings. And the life of its passphrase.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use forecourt_tests::{
    dice::Dice,
    processes::{App, Place, Store, lead},
};
use serde_json::json;

const NAME: &str = "欧阳雪莉";
const PHONE: &str = "13912345678";
const NOTE: &str = "canary-note-她想要白色的";
const DRAFT: &str = "canary-draft-还没写完";
const STAFF: &str = "赫连清扬";
const KILLS: u32 = 6;
/// The fewest bytes that say something. Sealed pages are as random bytes: four given ones (two characters in UTF-16) are met
/// by chance about once in a hundred runs over some tens of megabytes, six once in millions.
const TOLD: usize = 6;

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// What of these words is readable below a folder, as UTF-8 or UTF-16, and where.
fn readable(folder: &Path) -> Vec<(PathBuf, &'static str)> {
    let mut found = Vec::new();
    for path in files(folder) {
        // A journal may be gone by now.
        let Ok(bytes) = fs::read(&path) else { continue };
        for word in [NAME, PHONE, NOTE, "canary", DRAFT, STAFF, "ouyang", "欧阳"] {
            let wide = |unit: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
            let forms = [word.as_bytes().to_vec(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
            let mut told = forms.iter().filter(|form| form.len() >= TOLD);
            if told.any(|form| bytes.windows(form.len()).any(|window| window == form)) {
                found.push((path.clone(), word));
            }
        }
    }
    found
}

fn capture(app: &App) {
    let request = lead(&json!({ "phones": [PHONE], "name": NAME, "remark": NOTE }));
    app.tell("capture_lead", &request);
    let draft = json!({ "id": "01900000-0000-7000-8000-000000000001", "form": "capture", "values": { "name": DRAFT } });
    app.tell("save_draft", &draft);
}

#[test]
fn nothing_readable_lies_on_the_disk_of_a_device() {
    let store = Store::open();
    let staff = store.hire(STAFF, &["consultant"]);
    let (mut phone, _road) = store.enrol(&staff, "phone");
    let folder = store.place("phone");
    fs::write(folder.join("control"), format!("x{PHONE}x")).unwrap();
    assert_eq!(readable(&folder), [(folder.join("control"), PHONE)], "the search finds what is readable");
    fs::remove_file(folder.join("control")).unwrap();

    capture(&phone);
    assert_eq!(phone.search(NAME).len(), 1);
    assert_eq!(phone.search("5678").len(), 1);
    assert_eq!(readable(&folder), [], "while it works");
    phone.sync();
    phone.kill();
    assert_eq!(readable(&folder), [], "after a kill");
    phone.start_again();
    assert_eq!(phone.search(NAME).len(), 1);
    phone.tell("rotate_key", &json!({}));
    assert_eq!(phone.search(NAME).len(), 1);
    assert_eq!(readable(&folder), [], "after a change of the key");
    phone.close();
    assert_eq!(readable(&folder), [], "when it is closed");
    let log = fs::read_to_string(&phone.place.log).unwrap();
    assert!(!log.contains("panicked"), "{log}");
}

#[test]
fn a_kill_while_the_key_changes_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = App::start(Place::in_folder(folder.path()));
    app.tell("practise", &json!({}));
    capture(&app);
    let all = app.diagnosis();
    let mut dice = Dice::new(20_261_122);
    for nth in 0..KILLS {
        let pending = app.api.send("rotate_key", &json!({}));
        let moment = dice.below(400);
        thread::sleep(Duration::from_millis(moment));
        app.kill();
        drop(pending);
        app.start_again();
        let again = app.diagnosis();
        assert_eq!((&again["files"], &again["mirror"]), (&all["files"], &all["mirror"]), "kill {nth} after {moment} ms");
        assert_eq!(app.search(PHONE).len(), 1);
    }
}

#[test]
fn a_passphrase_can_be_changed_and_then_only_the_new_one_opens() {
    let folder = tempfile::tempdir().unwrap();
    let place = |words: &str| {
        let usual = Place::in_folder(folder.path());
        Place { passphrase: Some(words.to_owned()), ..usual }
    };
    let mut app = App::start(place("correct horse"));
    app.tell("practise", &json!({}));
    capture(&app);
    let change = |old: &str| json!({ "old": old, "new": "battery staple" });
    let wrong = app.try_ask("change_passphrase", &change("wrong horse")).unwrap_err();
    assert_eq!(serde_json::to_value(wrong.code).unwrap(), "wrong_passphrase");
    app.tell("change_passphrase", &change("correct horse"));
    assert_eq!(app.search(PHONE).len(), 1, "it goes on with what is open");
    app.close();
    assert_eq!(readable(folder.path()), []);

    let mut old = App::start(place("correct horse"));
    let phase = old.phase();
    assert_eq!((&phase["phase"], &phase["error"]["code"]), (&json!("closed"), &json!("wrong_key")));
    old.close();
    let app = App::start(place("battery staple"));
    assert_eq!(app.search(PHONE).len(), 1);
}
