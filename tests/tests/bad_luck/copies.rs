//! A device whose folder was copied to another machine: the copy must enrol again, and what it had not sent is not lost.

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

const PIN: &str = "739204";

/// A manager, a consultant's phone with one sent and two unsent captures, and a copy of that on another machine.
struct Scene {
    hall: Hall,
    manager: Device,
    twin: Device,
    staff: String,
}

impl Scene {
    fn set(has_pin: bool) -> Self {
        let hall = Hall::open();
        let mut manager = hall.device("office", 0);
        hall.open_store(&mut manager);
        let staff = hall.hire(&mut manager, "周颖");
        hall.on_machine("phone", 1);
        let mut phone = hall.device("phone", 0);
        hall.enrol(&mut manager, &mut phone, &staff);
        if has_pin {
            manager.ask("make_recovery_key", json!({}));
            hall.carry(&mut [&mut manager, &mut phone]);
            phone.ask("set_pin", json!({ "old": null, "new": PIN }));
        }
        phone.capture("13900000001");
        hall.carry(&mut [&mut manager, &mut phone]);
        phone.hang_up();
        phone.capture("13900000002");
        phone.capture("13900000003");
        drop(phone);
        hall.copy("phone", "twin");
        hall.on_machine("twin", 2);
        let twin = hall.device("twin", 0);
        Self { hall, manager, twin, staff }
    }

    /// The copy becomes a device of its own, and hands over what it had not sent.
    fn enrol_copy(&mut self) {
        self.hall.enrol(&mut self.manager, &mut self.twin, &self.staff);
        assert!(self.twin.app.is_parting());
        self.twin.app.part().unwrap();
        assert!(!self.twin.app.is_parting() && !self.twin.folder.join("store.copied").exists());
        assert_eq!(self.twin.phase()["phase"], "ready");
    }

    fn cards(&mut self) -> Vec<Value> {
        self.hall.asked(&mut self.manager, "review_box", json!({}))["cards"].as_array().unwrap().clone()
    }

    fn customers(&self) -> Value {
        let all = json!({"filter": {}, "sort": "opened", "offset": 0, "limit": 20});
        self.manager.ask("list_customers", all)["total"].clone()
    }
}

#[test]
fn what_a_copy_had_not_sent_reaches_the_review_box_when_it_enrols_again() {
    for has_pin in [false, true] {
        let mut scene = Scene::set(has_pin);
        if has_pin {
            assert_eq!(scene.twin.phase()["phase"], "locked");
            let refused = scene.twin.try_ask("unlock", json!({ "pin": PIN })).unwrap_err();
            assert_eq!(refused.code, ErrorCode::ClonedDevice);
        }
        assert_eq!(scene.twin.phase()["error"]["code"], "cloned_device");
        assert!(!scene.twin.app.is_parting(), "until it makes room it is left as it is");
        scene.enrol_copy();
        let cards = scene.cards();
        assert_eq!(cards.len(), 2);
        assert!(cards.iter().all(|card| card["author"]["name"] == "周颖" && card["reason"] == "not_allowed"), "{cards:?}");
        let changes: Vec<&Value> =
            cards.iter().flat_map(|card| card["changes"].as_array().unwrap()).map(|one| &one["hash"]).collect();
        scene.manager.ask("settle_late", json!({ "changes": changes, "adopt": true }));
        scene.hall.carry(&mut [&mut scene.manager, &mut scene.twin]);
        assert_eq!(scene.customers(), 3);
        scene.hall.restart(&mut scene.twin, "twin");
        assert_eq!(scene.twin.phase()["phase"], "ready", "a device like any other");
    }
}

#[test]
fn what_the_device_itself_sends_later_needs_no_decision() {
    let mut scene = Scene::set(false);
    scene.enrol_copy();
    assert_eq!(scene.cards().len(), 2);
    let mut phone = scene.hall.device("phone", 0);
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut phone]);
    assert_eq!(phone.ask("sync_status", json!({}))["waiting"], 0);
    assert_eq!(scene.cards(), [Value::Null; 0]);
    assert_eq!(scene.customers(), 3);
}

#[test]
fn a_copy_whose_words_the_store_has_already_brings_nothing_twice() {
    let mut scene = Scene::set(false);
    let mut phone = scene.hall.device("phone", 0);
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut phone]);
    scene.enrol_copy();
    assert_eq!(scene.cards(), [Value::Null; 0]);
    assert_eq!(scene.customers(), 3);
}
