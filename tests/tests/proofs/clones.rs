//! Proof 6: somebody copies the data folder of a device with its key, and both copies write and sync. No file is stuck, no
//! change is refused, and every word of both is kept.

use std::collections::BTreeSet;

use forecourt_tests::{
    dice::Dice,
    indoors::{Device, Hall, Shut},
    size::rounds,
};
use serde_json::{Value, json};

/// Steps of a round: one in three carries messages.
const STEPS: u64 = 24;
const NAMES: [&str; 3] = ["phone", "twin", "manager"];

#[test]
fn two_copies_of_one_device_lose_no_word_and_stop_no_file() {
    let shut = prepare();
    for seed in rounds("clones") {
        let hall = shut.open();
        hall.copy("phone", "twin");
        let mut devices = NAMES.map(|name| hall.device(name, 0));
        let words = live(&hall, &mut devices, seed);
        // The relay keeps one line for each device: of two copies each in turn.
        for _ in 0..3 {
            for device in &mut devices {
                hall.carry_as_far_as_it_goes(&mut [device]);
            }
        }
        let [phone, twin, manager] = &devices;
        let files = |device: &Device| device.ask("diagnosis", json!({}))["files"].as_array().unwrap().clone();
        assert_eq!(files(phone), files(twin), "seed {seed}: both copies hold the same");
        let at_manager = files(manager);
        assert!(files(phone).iter().all(|file| at_manager.contains(file)), "seed {seed}: and so does the manager");
        for (name, device) in NAMES.iter().zip(&devices) {
            let page = device.ask("sync_page", json!({}));
            assert_eq!((&page["refused"], &page["status"]["waiting"]), (&json!([]), &json!(0)), "seed {seed}, {name}");
            let told = everything(device);
            let lost: Vec<&String> = words.iter().filter(|word| !told.contains(*word)).collect();
            assert_eq!(lost, [""; 0], "seed {seed}, {name}: words that are lost");
        }
    }
}

/// A store whose consultant has three leads on the phone, one of them not sent yet.
fn prepare() -> Shut {
    let hall = Hall::open();
    let mut manager = hall.device("manager", 0);
    hall.open_store(&mut manager);
    let staff = hall.hire(&mut manager, "赵青");
    let mut phone = hall.device("phone", 0);
    hall.enrol(&mut manager, &mut phone, &staff);
    phone.capture("13800000001");
    phone.capture("13800000002");
    hall.carry(&mut [&mut phone]);
    phone.capture("13800000003");
    drop((phone, manager));
    hall.shut()
}

/// Chance decides who writes what where, and who meets the relay; tells every word that was answered with OK.
fn live(hall: &Hall, devices: &mut [Device; 3], seed: u64) -> BTreeSet<String> {
    let mut dice = Dice::new(seed);
    let mut words = BTreeSet::new();
    for step in 0..STEPS {
        let who = usize::try_from(dice.below(3)).unwrap();
        let device = &mut devices[who];
        let word = format!("zq{seed}x{step}k");
        match dice.below(3) {
            0 => {
                // What ends is the other copy's line, at most.
                hall.carry_as_far_as_it_goes(&mut [device]);
            }
            1 if who < 2 => {
                let request = forecourt_tests::processes::lead(&json!({ "phones": [format!("137{:08}", step)], "name": word }));
                device.ask("capture_lead", request);
                words.insert(word);
            }
            _ => {
                let rows = rows(device);
                let Some(row) = rows.get(usize::try_from(dice.below(rows.len().max(1) as u64)).unwrap()) else { continue };
                let note = json!({ "edit": "note", "kind": "note", "text": word });
                let field = json!({ "edit": "field", "field": "hobbies", "value": format!("爱好{step}") });
                device.ask("edit_customer", json!({ "file": row["file"], "edits": [note, field] }));
                words.insert(word);
            }
        }
    }
    words
}

fn rows(device: &Device) -> Vec<Value> {
    let request = json!({ "filter": {}, "sort": "opened", "offset": 0, "limit": 200 });
    device.ask("list_customers", request)["rows"].as_array().unwrap().clone()
}

fn everything(device: &Device) -> String {
    rows(device).iter().map(|row| device.ask("customer", json!({ "file": row["file"] })).to_string()).collect()
}
