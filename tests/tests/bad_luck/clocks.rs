//! A device whose clock is two days off. No clock decides anything but the dates that people read.

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

use super::sentences::is_clear;

const TWO_DAYS_MS: i64 = 2 * 24 * 3600 * 1000;

fn write(device: &Device, file: &Value, field: &str, value: &str) {
    device.ask("edit_customer", json!({ "file": file, "edits": [{ "edit": "field", "field": field, "value": value }] }));
}

/// The customer without the numbers: how much of them is shown depends on who looks.
fn customer(device: &Device, file: &Value) -> Value {
    let mut customer = device.ask("customer", json!({ "file": file }))["customer"].clone();
    for phone in customer["phones"].as_array_mut().unwrap() {
        phone["number"].take();
    }
    customer
}

fn number(device: &Device, file: &Value) -> Value {
    device.ask("customer", json!({ "file": file }))["customer"]["phones"][0]["number"]["typed"].clone()
}

#[test]
fn a_clock_two_days_off_loses_nothing_wins_nothing_and_is_told() {
    for skew in [TWO_DAYS_MS, -TWO_DAYS_MS] {
        let hall = Hall::open();
        let mut manager = hall.device("manager", 0);
        hall.open_store(&mut manager);
        let staff = hall.hire(&mut manager, "赵青");
        let mut phone = hall.device("phone", skew);
        hall.enrol(&mut manager, &mut phone, &staff);
        let error = |device: &Device| device.ask("sync_status", json!({}))["error"].clone();
        assert_eq!((error(&manager), error(&phone)), (json!(null), json!("clock_off")));
        assert_eq!(phone.ask("sync_status", json!({}))["link"], "synced", "it syncs all the same");
        is_clear(ErrorCode::ClockOff);

        let file = phone.capture("13800000001");
        hall.carry(&mut [&mut manager, &mut phone]);
        // Neither the later nor the earlier clock wins: both values are shown on both.
        write(&manager, &file, "occupation", "教师");
        write(&phone, &file, "occupation", "医生");
        write(&manager, &file, "employer", "三鹿乳业");
        write(&phone, &file, "hobbies", "羽毛球");
        hall.carry(&mut [&mut manager, &mut phone]);
        let (here, there) = (customer(&manager, &file), customer(&phone, &file));
        assert_eq!(here, there);
        assert_eq!((number(&manager, &file), number(&phone, &file)), (json!("138****0001"), json!("13800000001")));
        assert_eq!((&here["fields"]["employer"], &here["fields"]["hobbies"]), (&json!("三鹿乳业"), &json!("羽毛球")));
        assert_eq!(here["clashes"].as_array().unwrap().len(), 1);
        let states = [&manager, &phone].map(|device| device.ask("diagnosis", json!({ "file": file }))["files"].clone());
        assert_eq!(states[0], states[1]);
    }
}
