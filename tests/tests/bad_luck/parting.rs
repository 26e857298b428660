//! Devices that are turned out: while connected, while away, told to wipe themselves, and cut off in the middle of that.

use std::{fs, sync::atomic::Ordering};

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

/// A manager, and a consultant with one synced and two unsent captures.
struct Scene {
    hall: Hall,
    manager: Device,
    phone: Device,
    /// Of the store, once one was made.
    recovery: Value,
}

impl Scene {
    fn set() -> Self {
        let hall = Hall::open();
        let (mut manager, mut phone) = (hall.device("office", 0), hall.device("phone", 0));
        hall.open_store(&mut manager);
        let zhou = hall.hire(&mut manager, "周颖");
        hall.enrol(&mut manager, &mut phone, &zhou);
        phone.capture("13900000001");
        hall.carry_as_far_as_it_goes(&mut [&mut manager, &mut phone]);
        phone.capture("13900000002");
        phone.capture("13900000003");
        Self { hall, manager, phone, recovery: Value::Null }
    }

    /// The manager turns the phone out while it is away.
    fn revoke(&mut self, wipe: bool) {
        let me = self.phone_id();
        self.phone.hang_up();
        self.manager.ask("revoke_device", json!({ "device": me, "wipe": wipe }));
        self.hall.carry_as_far_as_it_goes(&mut [&mut self.manager]);
    }

    fn phone_id(&self) -> Value {
        let page = self.manager.ask("store", json!({}));
        let row = page["devices"].as_array().unwrap().iter().find(|row| row["name"] == "手机").unwrap();
        row["id"].clone()
    }

    /// The phone signs in.
    fn tell(&mut self) {
        self.phone.hang_up();
        self.hall.carry_as_far_as_it_goes(&mut [&mut self.phone]);
    }

    fn is_data_gone(&self) -> bool {
        !self.phone.folder.join("store.db").exists() && !self.phone.folder.join("store.db-wal").exists()
    }

    /// What matters at the end: no key, no data, every capture handed over.
    fn is_wiped_and_nothing_lost(&mut self) {
        while self.phone.app.is_parting() {
            self.phone.app.part().unwrap();
        }
        assert!(self.phone.keys.is_empty() && self.is_data_gone());
        assert_eq!(self.phone.phase(), json!({ "phase": "wiped", "waiting": 0, "handed_over": 2 }));
        assert!(!self.phone.folder.join("store.late").exists(), "nothing stays once the relay has it");
        self.hall.restart(&mut self.phone, "phone");
        assert_eq!(self.phone.phase()["phase"], "wiped", "told until another store is opened");
    }
}

#[test]
fn a_device_revoked_while_connected_shows_nothing_more_and_hands_over_what_it_had_not_sent() {
    let mut scene = Scene::set();
    let me = scene.phone_id();
    scene.hall.shut_door(true);
    // Both are connected, and the manager's word comes before the phone's captures.
    scene.manager.ask("revoke_device", json!({ "device": me, "wipe": false }));
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut scene.phone]);
    let phase = scene.phone.phase();
    assert_eq!((&phase["phase"], &phase["waiting"]), (&json!("revoked"), &json!(2)), "{phase}");
    assert!(scene.phone.try_ask("list_customers", json!({"filter": {}, "sort": "opened", "offset": 0, "limit": 5})).is_err());
    assert!(
        scene.phone.try_ask("capture_lead", forecourt_tests::processes::lead(&json!({ "phones": ["13900000004"] }))).is_err()
    );
    assert!(scene.phone.app.part().is_err(), "the relay is out of reach");
    scene.hall.shut_door(false);
    scene.hall.restart(&mut scene.phone, "phone");
    assert_eq!(scene.phone.phase()["waiting"], 2, "a restart loses nothing");
    assert!(scene.phone.app.is_parting());
    scene.phone.app.part().unwrap();
    let phase = scene.phone.phase();
    assert_eq!((&phase["waiting"], &phase["handed_over"]), (&json!(0), &json!(2)));
    assert!(!scene.phone.app.is_parting());
    assert!(scene.phone.app.held_files().unwrap().is_empty(), "what the relay has leaves the device");
}

#[test]
fn a_device_revoked_while_away_learns_it_when_it_signs_in_again() {
    let mut scene = Scene::set();
    let draft = json!({ "id": "01900000-0000-7000-8000-00000000000d", "form": "capture", "values": { "name": "王" } });
    scene.phone.ask("save_draft", draft);
    scene.revoke(false);
    assert_eq!(scene.phone.phase()["phase"], "ready");
    scene.tell();
    assert_eq!(scene.phone.phase()["phase"], "revoked");
    assert_eq!(scene.phone.ask("drafts", json!({})), json!([]), "half-typed words about customers are gone with them");
}

#[test]
fn a_device_kept_at_first_can_be_told_to_wipe_itself_later() {
    let mut scene = Scene::set();
    scene.revoke(false);
    scene.tell();
    assert_eq!(scene.phone.phase()["phase"], "revoked");
    scene.revoke(true);
    scene.tell();
    assert_eq!(scene.phone.phase()["phase"], "wiped");
    scene.is_wiped_and_nothing_lost();
}

#[test]
fn a_wipe_seals_then_forgets_the_key_then_removes_the_data() {
    let mut scene = Scene::set();
    // In a customer's hands at that moment: the next person must get in all the same.
    scene.phone.ask("hand_over_screen", json!({ "on": true }));
    scene.revoke(true);
    scene.hall.shut_door(true);
    scene.tell();
    assert_eq!(scene.phone.phase(), json!({ "phase": "wiped", "waiting": 2, "handed_over": 0 }));
    let sealed = fs::read(scene.phone.folder.join("store.late")).unwrap();
    assert!(scene.phone.keys.is_empty());
    assert!(!sealed.windows(11).any(|part| part == b"13900000002"), "nothing can be read of it");
    scene.phone.app.part().unwrap_err();
    assert!(scene.is_data_gone(), "without the relay too");
    scene.hall.shut_door(false);
    scene.is_wiped_and_nothing_lost();
    let other = scene.hall.hire(&mut scene.manager, "王强");
    scene.hall.enrol(&mut scene.manager, &mut scene.phone, &other);
    assert_eq!(scene.phone.phase()["phase"], "ready", "the device may serve somebody else");
}

#[test]
fn what_one_wipe_still_owes_is_not_lost_by_the_next() {
    let mut scene = Scene::set();
    let first = scene.phone_id();
    scene.revoke(true);
    scene.hall.shut_door(true);
    scene.tell();
    scene.phone.app.part().unwrap_err();
    scene.hall.shut_door(false);
    let other = scene.hall.hire(&mut scene.manager, "王强");
    scene.hall.enrol(&mut scene.manager, &mut scene.phone, &other);
    scene.phone.capture("13900000004");
    let page = scene.manager.ask("store", json!({}));
    let rows = page["devices"].as_array().unwrap();
    let second = rows.iter().find(|row| row["name"] == "手机" && row["id"] != first).unwrap()["id"].clone();
    scene.phone.hang_up();
    scene.manager.ask("revoke_device", json!({ "device": second, "wipe": true }));
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager]);
    scene.tell();
    assert_eq!(scene.phone.phase()["phase"], "wiped");
    // One store after the other is handed what is its.
    for _ in 0..3 {
        if scene.phone.app.is_parting() {
            drop(scene.phone.app.part());
        }
    }
    assert!(scene.phone.keys.is_empty() && scene.is_data_gone() && !scene.phone.folder.join("store.late").exists());
    let review = scene.hall.asked(&mut scene.manager, "review_box", json!({})).to_string();
    for phone in ["13900000002", "13900000003", "13900000004"] {
        assert!(review.contains(&phone[7..]), "{phone} is in the review box: {review}");
    }
}

#[test]
fn a_wipe_cut_off_before_anything_was_sealed_is_carried_through_at_the_next_start() {
    let mut scene = Scene::set();
    scene.revoke(true);
    let obstacle = scene.phone.folder.join("store.late.new");
    fs::create_dir(&obstacle).unwrap();
    scene.tell();
    assert!(!scene.phone.keys.is_empty() && !scene.is_data_gone(), "what is not sealed is not destroyed");
    assert_eq!(scene.phone.phase()["phase"], "revoked", "and not shown either");
    fs::remove_dir(obstacle).unwrap();
    scene.hall.restart(&mut scene.phone, "phone");
    scene.is_wiped_and_nothing_lost();
}

#[test]
fn a_wipe_cut_off_before_the_key_was_forgotten_leaves_the_data_until_it_is() {
    let mut scene = Scene::set();
    scene.revoke(true);
    scene.phone.keys.is_silent.store(true, Ordering::SeqCst);
    scene.tell();
    assert!(scene.phone.folder.join("store.late").exists() && !scene.is_data_gone());
    scene.hall.restart(&mut scene.phone, "phone");
    assert!(!scene.is_data_gone(), "the key goes first");
    assert_ne!(scene.phone.phase()["phase"], "ready");
    scene.phone.keys.is_silent.store(false, Ordering::SeqCst);
    scene.hall.restart(&mut scene.phone, "phone");
    scene.is_wiped_and_nothing_lost();
}

#[test]
fn a_wipe_cut_off_before_it_was_noted_as_done_is_done_again() {
    let mut scene = Scene::set();
    scene.revoke(true);
    scene.tell();
    let obstacle = scene.phone.folder.join("settings.json.new");
    fs::create_dir(&obstacle).unwrap();
    scene.phone.app.part().unwrap_err();
    assert!(scene.phone.keys.is_empty() && scene.is_data_gone());
    fs::remove_dir(obstacle).unwrap();
    scene.hall.restart(&mut scene.phone, "phone");
    scene.is_wiped_and_nothing_lost();
}

const PIN: &str = "739204";

impl Scene {
    /// The phone has a PIN and is locked.
    fn set_locked() -> Self {
        let mut scene = Self::set();
        let recovery = scene.manager.ask("make_recovery_key", json!({}))["text"].clone();
        scene.recovery = recovery;
        scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut scene.phone]);
        scene.phone.ask("set_pin", json!({ "old": null, "new": PIN }));
        scene.phone.hang_up();
        scene.phone.capture("13900000004");
        scene.phone.capture("13900000005");
        scene.phone.ask("lock", json!({}));
        assert_eq!(scene.phone.phase()["phase"], "locked");
        scene
    }
}

#[test]
fn a_wipe_does_not_wait_for_the_pin_of_a_running_app() {
    let mut scene = Scene::set_locked();
    assert_eq!(scene.phone.try_ask("store", json!({})).unwrap_err().code, ErrorCode::Locked);
    scene.revoke(true);
    scene.tell();
    assert!(scene.phone.keys.is_empty(), "neither the key nor what a PIN opens");
    assert_eq!(scene.phone.phase(), json!({ "phase": "wiped", "waiting": 2, "handed_over": 0 }));
    scene.is_wiped_and_nothing_lost();
    assert!(!scene.phone.folder.join("store.pin").exists());
}

#[test]
fn an_app_started_with_a_pin_hears_of_its_wipe_once_the_pin_is_given() {
    let mut scene = Scene::set_locked();
    scene.revoke(true);
    scene.hall.restart(&mut scene.phone, "phone");
    assert_eq!(scene.phone.phase()["phase"], "locked");
    assert!(scene.phone.app.link().unwrap().is_none() && !scene.phone.app.is_parting(), "nobody can be asked before");
    scene.phone.app.part().unwrap();
    assert!(!scene.is_data_gone() && !scene.phone.keys.is_empty());
    scene.phone.ask("unlock", json!({ "pin": PIN }));
    scene.tell();
    assert_eq!(scene.phone.phase()["phase"], "wiped");
    scene.is_wiped_and_nothing_lost();
}

#[test]
fn a_wipe_that_a_locked_app_could_not_begin_begins_with_the_pin_before_anything_is_shown() {
    for command in ["unlock", "recover"] {
        let mut scene = Scene::set_locked();
        let recovery = scene.recovery.clone();
        scene.revoke(true);
        let obstacle = scene.phone.folder.join("store.late.new");
        fs::create_dir(&obstacle).unwrap();
        scene.tell();
        assert!(!scene.phone.keys.is_empty() && !scene.is_data_gone(), "what is not sealed is not destroyed");
        fs::remove_dir(obstacle).unwrap();
        scene.hall.restart(&mut scene.phone, "phone");
        assert_eq!(scene.phone.phase()["phase"], "locked");
        let request =
            if command == "unlock" { json!({ "pin": PIN }) } else { json!({ "recovery_key": recovery, "new_pin": PIN }) };
        assert_eq!(scene.phone.ask(command, request)["phase"]["phase"], "wiped");
        scene.is_wiped_and_nothing_lost();
    }
}

#[test]
fn what_was_sealed_waits_for_the_relay_over_restarts_and_another_store() {
    let mut scene = Scene::set();
    scene.revoke(true);
    scene.tell();
    scene.hall.shut_door(true);
    scene.phone.app.part().unwrap_err();
    scene.hall.restart(&mut scene.phone, "phone");
    scene.phone.app.part().unwrap_err();
    assert_eq!(scene.phone.phase()["waiting"], 2);
    scene.hall.shut_door(false);
    let other = scene.hall.hire(&mut scene.manager, "王强");
    scene.hall.enrol(&mut scene.manager, &mut scene.phone, &other);
    scene.phone.capture("13900000009");
    scene.phone.app.part().unwrap();
    assert!(!scene.phone.app.is_parting());
    assert_eq!(scene.phone.phase()["phase"], "ready", "and the new store is left alone");
    assert_eq!(scene.phone.ask("sync_status", json!({}))["waiting"], 1);
}
