//! Numbers that somebody else in the store has.

use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

const MINUTE_MS: i64 = 60_000;

fn perhaps(device: &Device, typed: &str) -> Value {
    let check = device.ask("check_phone", json!({ "typed": typed, "except": null }));
    assert_eq!(check["known"], json!([]), "no file of it is here");
    check["perhaps"].clone()
}

#[test]
fn a_new_device_learns_on_its_first_connection_which_numbers_others_have() {
    let hall = Hall::open();
    let (mut manager, mut zhou, mut wang) = (hall.device("office", 0), hall.device("phone", 0), hall.device("tablet", 0));
    hall.open_store(&mut manager);
    let id = hall.hire(&mut manager, "周颖");
    hall.enrol(&mut manager, &mut zhou, &id);
    zhou.capture("13900000001");
    let id = hall.hire(&mut manager, "王强");
    hall.enrol(&mut manager, &mut wang, &id);
    zhou.hang_up();
    for _ in 0..3 {
        hall.carry_as_far_as_it_goes(&mut [&mut manager, &mut zhou, &mut wang]);
        hall.wait(MINUTE_MS);
    }
    hall.carry_as_far_as_it_goes(&mut [&mut manager, &mut zhou, &mut wang]);
    assert_eq!(perhaps(&wang, "13900000001"), true);
    assert_eq!(perhaps(&wang, "139 0000 0001"), true);
    assert_eq!(perhaps(&wang, "13900000002"), false);
    assert_eq!(perhaps(&wang, "1390000000"), false, "not a whole number");
}
