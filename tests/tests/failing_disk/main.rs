//! Proof 3: the n-th call to the disk fails, for every n of a lead's whole way, on the device and on the relay. People are
//! told plainly, nothing is acknowledged that is not kept, and the databases open again.
//!
//! A program of its own, because the failing disk lies under every database of the process.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

mod shim;

use std::collections::BTreeMap;

use forecourt_core::app::api::error::{AppError, ErrorCode};
use forecourt_tests::{
    indoors::{Device, Hall, Shut},
    processes::lead,
    size::rounds,
};
use serde_json::{Value, json};
use shim::Fault;

/// Whose disk fails, and how; a round is a place in this list and a call.
const CASES: [(&str, Fault); 6] = [
    ("phone/", Fault::Full),
    ("phone/", Fault::Error),
    ("phone/", Fault::Short),
    ("relay.db", Fault::Full),
    ("relay.db", Fault::Error),
    ("relay.db", Fault::Short),
];

/// What a person may be told when the disk fails.
const PLAIN: [ErrorCode; 3] = [ErrorCode::DiskFull, ErrorCode::NotSaved, ErrorCode::DatabaseDamaged];

const LEADS: usize = 2;

/// What was answered with OK: the file of each number.
type Answered = BTreeMap<String, String>;

#[test]
fn whichever_call_to_the_disk_fails_nothing_acknowledged_is_lost_and_it_is_told_plainly() {
    shim::install();
    let shut = prepare();
    let mut over = BTreeMap::new();
    let rounds = rounds("failing-disk");
    let end = rounds.end;
    for seed in rounds {
        let case = usize::try_from(seed).unwrap() % CASES.len();
        let nth = seed / CASES.len() as u64;
        if over.contains_key(&case) {
            continue;
        }
        let (victim, fault) = CASES[case];
        let (calls, has_failed) = one_failure(&shut, victim, fault, nth, seed);
        if !has_failed {
            over.insert(case, calls);
        }
    }
    eprintln!("calls of each case, where they were all tried: {over:?}");
    assert!(end < LEAST || over.len() == CASES.len(), "the scenario has more calls than were tried: give it more rounds");
}

/// From this size on the whole scenario must have been tried.
const LEAST: u64 = 600;

/// A store with two devices of its manager.
fn prepare() -> Shut {
    let hall = Hall::open();
    let mut phone = hall.device("phone", 0);
    hall.open_store(&mut phone);
    let me = phone.ask("state", json!({}))["phase"]["me"]["staff"].as_str().unwrap().to_owned();
    let mut tablet = hall.device("tablet", 0);
    hall.enrol(&mut phone, &mut tablet, &me);
    phone.capture("13800000000");
    hall.carry(&mut [&mut phone, &mut tablet]);
    drop((phone, tablet));
    hall.shut()
}

/// Tells how many calls the scenario had, and whether it had so many that one failed.
fn one_failure(shut: &Shut, victim: &str, fault: Fault, nth: u64, seed: u64) -> (u64, bool) {
    let hall = shut.open();
    let mut phone = hall.device("phone", 0);
    hall.carry(&mut [&mut phone]);
    shim::arm(victim, fault, nth);
    let mut answered = Answered::new();
    let mut told = Vec::new();
    let mut ended = Vec::new();
    for lead in 0..LEADS {
        told.extend(work(&phone, lead, &mut answered).err());
        ended.extend(hall.carry_as_far_as_it_goes(&mut [&mut phone]));
    }
    let (calls, has_failed) = shim::disarm();
    let what = format!("seed {seed}: {fault:?} at call {nth} to {victim}; told {told:?}, ended {ended:?}");
    assert!(told.iter().all(|error| PLAIN.contains(&error.code)), "{what}");
    assert!(has_failed || told.is_empty() && ended.is_empty(), "{what}: nothing failed");
    let waiting = phone.ask("sync_status", json!({}))["waiting"].clone();
    drop(phone);
    hall.restart_relay();
    is_all_there(&hall, &answered, &what, &waiting);
    (calls, has_failed)
}

/// A lead and a note on it, as far as the disk lets them be kept.
fn work(phone: &Device, nth: usize, answered: &mut Answered) -> Result<(), AppError> {
    let number = format!("1380000001{nth}");
    let request = lead(&json!({ "phones": [number], "name": format!("客户{nth}"), "remark": "说了很多。".repeat(40) }));
    let saved = phone.try_ask("capture_lead", request)?;
    let file = saved["file"].as_str().unwrap().to_owned();
    answered.insert(number, file.clone());
    let note = json!({ "edit": "note", "kind": "note", "text": "周末再来" });
    phone.try_ask("edit_customer", json!({ "file": file, "edits": [note] })).map(drop)
}

/// Both devices hold everything that was answered, once, after they were opened again.
fn is_all_there(hall: &Hall, answered: &Answered, what: &str, waiting: &Value) {
    let mut phone = hall.device("phone", 0);
    assert_eq!(phone.ask("state", json!({}))["phase"]["phase"], "ready", "{what}: the database opens again");
    let waits = phone.ask("sync_status", json!({}))["waiting"].clone();
    assert!(waits.as_u64() >= waiting.as_u64(), "{what}: {waiting} waited to be sent, now {waits}");
    let mut tablet = hall.device("tablet", 0);
    hall.carry(&mut [&mut phone, &mut tablet]);
    hall.carry(&mut [&mut phone, &mut tablet]);
    for (whose, device) in [("phone", &phone), ("tablet", &tablet)] {
        for (number, file) in answered {
            let found = search(device, number);
            assert_eq!(found.len(), 1, "{what}: {number} on the {whose}");
            assert_eq!(found[0]["file"], file.as_str(), "{what}: {number} on the {whose}");
        }
        assert_eq!(device.ask("sync_page", json!({}))["refused"], json!([]), "{what}");
        assert_eq!(device.ask("sync_status", json!({}))["waiting"], 0, "{what}");
    }
    let files = |device: &Device| device.ask("diagnosis", json!({}))["files"].clone();
    assert_eq!(files(&phone), files(&tablet), "{what}");
}

fn search(device: &Device, number: &str) -> Vec<Value> {
    let request = json!({ "filter": { "search": number }, "sort": "opened", "offset": 0, "limit": 200 });
    device.ask("list_customers", request)["rows"].as_array().unwrap().clone()
}
