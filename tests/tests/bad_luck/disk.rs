//! A disk that is full, or writes no more, while leads are saved.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::processes::{App, Place, Relay, lead};
use serde_json::{Value, json};

use super::{saved, sentences::is_clear};

const DRAFT: &str = "01900000-0000-7000-8000-00000000d4a7";
/// More leads than fit.
const MOST: usize = 2_000;

fn phone(nth: usize) -> String {
    format!("1380001{nth:04}")
}

fn request(nth: usize) -> Value {
    lead(&json!({ "phones": [phone(nth)], "name": format!("客户{nth}"), "remark": "说了很多。".repeat(150),
                  "request": format!("01900000-0000-7000-8000-00000000{nth:04}") }))
}

/// Captures leads until one is refused; then makes room and goes on. What was answered is there, what was refused is not.
fn every_answer_is_kept(folder: &Path, place: Place, code: ErrorCode, make_room: impl FnOnce(&mut App)) {
    let relay = Relay::start(&folder.join("relay"));
    let mut app = App::start(place);
    let open = json!({ "store_name": "滨河店", "staff_name": "梁宇", "roles": ["sales_manager"],
                       "relay": relay.url(), "code": relay.first_code() });
    app.tell("open_store", &open);
    let draft = json!({ "id": DRAFT, "form": "capture", "values": { "name": "客户", "remark": "说了一半" } });
    app.tell("save_draft", &draft);
    let mut answered = BTreeMap::new();
    let refused = (0..MOST).find(|nth| match app.try_ask("capture_lead", &request(*nth)) {
        Ok(answer) => {
            answered.insert(*nth, saved(&answer));
            false
        }
        Err(error) => {
            assert_eq!(error.code, code, "lead {nth}");
            true
        }
    });
    let refused = refused.unwrap_or_else(|| panic!("{MOST} leads fit"));
    assert!(answered.len() > 3, "some were saved first");
    is_clear(code);
    assert_eq!(app.search(&phone(refused)).len(), 0, "what was not saved is not shown as if it were");
    for (nth, file) in &answered {
        assert_eq!(app.search(&phone(*nth))[0]["file"], file.as_str(), "what was saved can be read all the time");
    }

    let mut typed = request(refused);
    typed["draft"] = json!(DRAFT);
    assert_eq!(app.api.refused("capture_lead", &typed), code);
    assert_eq!(app.ask("drafts", &json!({}))[0]["values"], draft["values"], "what was typed is kept");

    // Who closes the app and opens it again finds what was saved, or is told why not yet.
    app.kill();
    app.start_again();
    let phase = app.phase();
    let is_open = phase["phase"] == "ready";
    if is_open {
        assert_eq!(app.search("").len(), answered.len());
    } else {
        assert_eq!(phase["error"]["code"], "disk_full");
    }
    make_room(&mut app);
    if !is_open {
        app.kill();
        app.start_again();
    }
    answered.insert(refused, saved(&app.ask("capture_lead", &typed)));
    assert_eq!(app.ask("drafts", &json!({})), json!([]));
    answered.insert(refused + 1, saved(&app.ask("capture_lead", &request(refused + 1))));
    app.sync();
    app.kill();
    app.start_again();
    let rows = app.search("");
    assert_eq!(rows.len(), answered.len(), "everything that was answered is there once");
    assert!(answered.values().all(|file| rows.iter().any(|row| row["file"] == file.as_str())));
    app.sync();
}

/// A disk of a few megabytes.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    /// None where this user may not mount one.
    fn mount(at: &'a Path) -> Option<Self> {
        let mut command = Command::new("mount");
        let mounted = command.args(["-t", "tmpfs", "-o", "size=4m", "forecourt-test"]).arg(at).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(at))
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(self.0).status();
        assert!(unmounted.is_ok_and(|status| status.success()) || std::thread::panicking(), "the small disk is still in use");
    }
}

#[test]
fn when_the_disk_is_full_nothing_is_told_to_be_saved_and_nothing_saved_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("small");
    fs::create_dir(&data).unwrap();
    let Some(_disk) = SmallDisk::mount(&data) else {
        eprintln!("not proved here: this user may not mount a small disk");
        return;
    };
    let ballast = data.join("other-things");
    fs::write(&ballast, vec![7; 3 << 19]).unwrap();
    let place = Place { data: data.join("data"), ..Place::in_folder(&folder.path().join("app")) };
    every_answer_is_kept(folder.path(), place, ErrorCode::DiskFull, |_| fs::remove_file(ballast).unwrap());
}

#[test]
#[cfg(target_os = "linux")]
fn when_the_disk_writes_no_more_nothing_is_told_to_be_saved_and_nothing_saved_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    // Files may not grow beyond a few megabytes; without the trap the app would be ended for trying.
    let limited = ["sh", "-c", r#"trap '' XFSZ; ulimit -S -f 5000; exec "$0" "$@""#].map(str::to_owned).to_vec();
    let place = Place { through: limited, ..Place::in_folder(&folder.path().join("app")) };
    every_answer_is_kept(folder.path(), place, ErrorCode::NotSaved, |app| {
        let freed = Command::new("prlimit").arg("--fsize=unlimited").arg("--pid").arg(app.id().to_string()).status().unwrap();
        assert!(freed.success());
        app.place.through.clear();
    });
}
