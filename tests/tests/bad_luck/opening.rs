//! A store is opened, and the answer to that is lost: it is open on the relay, and the one device in it does not know.

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

fn open(code: &str, store: &str, roles: &[&str]) -> Value {
    json!({ "store_name": store, "staff_name": "梁宇", "roles": roles, "relay": "relay", "code": code })
}

fn first_start(device: &Device) {
    assert_eq!(device.phase()["phase"], "first_start");
}

#[test]
fn a_store_whose_opening_was_not_answered_is_opened_by_asking_again() {
    for (dies, restarts) in [(false, false), (true, false), (false, true), (true, true)] {
        let hall = Hall::open();
        let mut manager = hall.device("office", 0);
        let code = hall.first_code().unwrap();
        hall.lose_answers(true);
        for _ in 0..2 {
            let refused = manager.try_ask("open_store", open(&code, "滨河店", &["sales_manager"])).unwrap_err();
            assert_eq!(refused.code, ErrorCode::RelayUnreachable);
            first_start(&manager);
        }
        assert_eq!(hall.first_code(), None, "it is open all the same");
        hall.lose_answers(false);
        if dies {
            hall.restart(&mut manager, "office");
        }
        if restarts {
            hall.restart_relay();
        }
        first_start(&manager);
        // A slip, and what another device would be told.
        for wrong in [open("0000000000", "滨河店", &["sales_manager"]), open(&code, "别的店", &[])] {
            let other = hall.device(&format!("other-{dies}-{restarts}-{}", wrong["store_name"]), 0);
            assert_eq!(other.try_ask("open_store", wrong).unwrap_err().code, ErrorCode::StoreExists);
        }
        let slip = manager.try_ask("open_store", open("0000000000", "滨河店", &["sales_manager"])).unwrap_err();
        assert_eq!(slip.code, ErrorCode::StoreExists);
        let state = manager.ask("open_store", open(&code, "滨河二店", &["consultant"]));
        assert_eq!((&state["phase"]["phase"], &state["phase"]["store"]["name"]), (&json!("ready"), &json!("滨河二店")));
        hall.carry(&mut [&mut manager]);
        let me = manager.phase()["me"].clone();
        assert_eq!(me["roles"], json!(["administrator", "consultant"]), "what was asked for last");
        let file = manager.capture("13900000001");
        let zhou = hall.hire(&mut manager, "周颖");
        let mut phone = hall.device("phone", 0);
        hall.enrol(&mut manager, &mut phone, &zhou);
        hall.restart(&mut manager, "office");
        hall.carry_as_far_as_it_goes(&mut [&mut manager]);
        manager.ask("customer", json!({ "file": file }));
    }
}

#[test]
fn an_opening_that_the_relay_refused_leaves_the_device_as_it_was() {
    let hall = Hall::open();
    let mut manager = hall.device("office", 0);
    let refused = manager.try_ask("open_store", open("0000000000", "滨河店", &[])).unwrap_err();
    assert_eq!(refused.code, ErrorCode::WrongCode);
    assert!(!manager.folder.join("store.db").exists());
    hall.shut_door(true);
    let code = hall.first_code().unwrap();
    assert!(manager.try_ask("open_store", open(&code, "滨河店", &[])).is_err());
    assert!(!manager.folder.join("store.db").exists(), "nothing was said to anybody");
    hall.shut_door(false);
    hall.open_store(&mut manager);
}

#[test]
fn a_person_may_join_another_store_instead_of_asking_again() {
    let hall = Hall::open();
    let (mut manager, mut lost) = (hall.device("office", 0), hall.device("phone", 0));
    let elsewhere = Hall::open();
    hall.open_store(&mut manager);
    let zhou = hall.hire(&mut manager, "周颖");
    drop(lost);
    // The same folder was to become the first device of another store.
    let begun = elsewhere.device("phone", 0);
    elsewhere.lose_answers(true);
    let code = elsewhere.first_code().unwrap();
    assert!(begun.try_ask("open_store", open(&code, "别的店", &[])).is_err());
    drop(begun);
    hall.move_in(&elsewhere, "phone");
    lost = hall.device("phone", 0);
    first_start(&lost);
    hall.enrol(&mut manager, &mut lost, &zhou);
    assert_eq!(lost.phase()["store"]["name"], "滨河店");
}
