//! Codes that are wrong, used or too old.

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::{
    indoors::Hall,
    processes::{App, Place, Store},
};
use serde_json::{Value, json};

use super::sentences::refused_with;

const CODE_LIFE_MS: i64 = 10 * 60 * 1000;

fn join(relay: &str, code: &str) -> Value {
    json!({ "relay": relay, "code": code, "device_name": "手机" })
}

/// The code with another last character.
fn nearly(code: &str) -> String {
    let (rest, last) = code.split_at(code.len() - 1);
    format!("{rest}{}", if last == "0" { "1" } else { "0" })
}

#[test]
fn a_wrong_code_changes_nothing_and_a_right_one_lets_in_one_device() {
    let store = Store::open();
    let staff = store.hire("赵青", &["consultant"]);
    let code = store.invite(&staff)["code"].as_str().unwrap().to_owned();
    let phone = App::start(Place::in_folder(&store.place("phone")));
    for wrong in ["", "12345", "ABCDE-FGHJK", &nearly(&code)] {
        refused_with(phone.try_ask("join_store", &join(&store.road.url(), wrong)), ErrorCode::WrongCode);
    }
    assert_eq!(phone.phase()["phase"], "first_start");
    assert!(!phone.place.data.join("store.db").exists());
    store.let_in(&phone, &join(&store.road.url(), &code));

    let other = App::start(Place::in_folder(&store.place("other")));
    refused_with(other.try_ask("join_store", &join(&store.road.url(), &code)), ErrorCode::CodeUsed);
    assert_eq!(other.phase()["phase"], "first_start");
    let open = json!({ "store_name": "另一家", "staff_name": "钱白", "roles": [], "relay": store.road.url(),
                       "code": store.relay.first_code() });
    assert_eq!(other.api.refused("open_store", &open), ErrorCode::StoreExists);
    assert!(!other.place.data.join("store.db").exists());
}

#[test]
fn after_five_wrong_tries_a_code_is_worth_nothing() {
    let store = Store::open();
    let staff = store.hire("赵青", &["consultant"]);
    let code = store.invite(&staff)["code"].as_str().unwrap().to_owned();
    let phone = App::start(Place::in_folder(&store.place("phone")));
    for _ in 0..5 {
        refused_with(phone.try_ask("join_store", &join(&store.road.url(), &nearly(&code))), ErrorCode::WrongCode);
    }
    refused_with(phone.try_ask("join_store", &join(&store.road.url(), &code)), ErrorCode::CodeExpired);
}

#[test]
fn a_code_is_good_for_ten_minutes() {
    let hall = Hall::open();
    let mut manager = hall.device("manager", 0);
    hall.open_store(&mut manager);
    let staff = hall.hire(&mut manager, "赵青");
    let invite = |manager: &mut _| hall.asked(manager, "invite_device", json!({ "staff": staff }));
    let old = invite(&mut manager)["code"].as_str().unwrap().to_owned();
    let phone = hall.device("phone", 0);
    hall.clock.advance_ms(CODE_LIFE_MS);
    refused_with(phone.try_ask("join_store", join("relay", &old)), ErrorCode::CodeExpired);
    assert_eq!(phone.ask("state", json!({}))["phase"]["phase"], "first_start");

    let fresh = invite(&mut manager)["code"].as_str().unwrap().to_owned();
    hall.clock.advance_ms(CODE_LIFE_MS - 1);
    assert_eq!(phone.ask("join_store", join("relay", &fresh))["phase"]["phase"], "joining");
    // Nobody confirms it in time: the device is as it was before.
    hall.clock.advance_ms(CODE_LIFE_MS);
    phone.app.poll_join().unwrap();
    assert_eq!(phone.ask("state", json!({}))["phase"]["phase"], "first_start");
}
