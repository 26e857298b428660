//! A relay that comes back from a backup, after all that chance did since: what stands, and what comes back.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::{
    Told,
    device::hashes,
    template::{CREW, LATE},
};

/// Rounds of everybody connecting and coming to rest within which all must be healed.
const ROUNDS: usize = 3;
/// Steps of chance before the backup, and between it and the restore.
const BEFORE: usize = 70;
const SINCE: usize = 110;
/// The one who leaves.
const LEAVER: usize = 3;

/// Plays, backs the relay up, plays on, puts the backup in the relay's place, plays on while it is healed. In the end
/// everything that was ever answered with OK must be everywhere, as the model says.
///
/// # Panics
/// When something does not hold; the seed and what happened are told on the standard error.
pub fn nothing_is_lost(seed: u64) {
    let mut told = Told::new(seed);
    let schedule = &mut told.schedule;
    schedule.chance(BEFORE);
    let backup = schedule.system.relay().back_up();
    schedule.chance(SINCE);
    // Otherwise the relay told some entries of the ledger to some devices only, and the ledgers may part.
    if !seed.is_multiple_of(4) {
        schedule.system.settle(&CREW);
    }
    schedule.story.push("the relay comes back from a backup".to_owned());
    schedule.system.restore_relay(&backup);
    if seed.is_multiple_of(3) {
        schedule.chance(SINCE / 2);
    }
    for _ in 1..ROUNDS {
        CREW.iter().for_each(|device| schedule.system.drop_line(*device));
        schedule.system.settle(&CREW);
    }
    schedule.conclude();
    assert!(schedule.system.relay().is_sound());
}

/// A revocation, an assignment and an erasure since the backup stand, and every change made since comes back.
///
/// # Panics
/// When something does not hold; the seed and what happened are told on the standard error.
pub fn what_was_decided_since_stands(seed: u64) {
    let mut told = Told::new(seed);
    let schedule = &mut told.schedule;
    schedule.system.settle(&CREW);
    [1, 1, 2, LEAVER, LEAVER].iter().for_each(|device| schedule.capture(*device));
    schedule.system.settle(&CREW);
    let (given, erased) = {
        let own = schedule.system.devices[1].listed();
        (own[0].clone(), own[1].clone())
    };
    let backup = schedule.system.relay().back_up();
    schedule.chance(SINCE / 2);
    // Only the others can bring back what the leaver captured since.
    let before: BTreeSet<String> = schedule.system.devices[LEAVER].listed().into_iter().collect();
    schedule.capture(LEAVER);
    let left = schedule.system.devices[LEAVER].listed().into_iter().find(|file| !before.contains(file)).unwrap();
    schedule.system.settle(&CREW);
    let staff = |device: usize| schedule.system.devices[device].person.staff.clone();
    let (manager, heir, leaver) = (staff(0), staff(2), staff(LEAVER));
    let office = &schedule.system.devices[0];
    office.must("assign_files", &json!({"files": [given], "owner": heir}));
    let roles = json!(["administrator", "sales_manager", "general_manager"]);
    office.must("edit_staff", &json!({"staff": manager, "name": null, "roles": roles}));
    office.must("request_erasure", &json!({"file": erased}));
    schedule.system.settle(&[0]);
    let office = &schedule.system.devices[0];
    let request = office.must("erasures", &json!({}))[0]["request"].clone();
    office.must("decide_erasure", &json!({"request": request, "approve": true}));
    office.must("revoke_staff", &json!({"staff": leaver, "wipe": false}));
    schedule.system.drop_line(LEAVER);
    let rest: Vec<usize> = CREW.into_iter().filter(|device| *device != LEAVER).collect();
    schedule.system.settle(&rest);
    let before = schedule.held(&rest);
    assert!(before[0].contains_key(&left));
    schedule.system.restore_relay(&backup);
    for _ in 0..ROUNDS {
        rest.iter().for_each(|device| schedule.system.drop_line(*device));
        schedule.system.settle(&rest);
    }
    assert_eq!(schedule.held(&rest), before, "devices keep what they had");
    assert!(schedule.system.relay().is_sound());
    // A device that knew nothing of all that gets it from the relay.
    schedule.system.settle(&[LATE]);
    assert_eq!(schedule.held(&[LATE])[0], before[0], "the relay has got back what devices had");
    let late = &schedule.system.devices[LATE];
    assert_eq!(late.must("customer", &json!({"file": given}))["owner"]["id"], heir, "the assignment stands");
    assert!(late.inspect(&erased).is_none(), "the erasure stands");
    assert!(schedule.system.is_turned_away(LEAVER), "the revocation stands");
}

impl super::Schedule {
    /// The customer files that each device shows, with the changes they are made of.
    fn held(&self, devices: &[usize]) -> Vec<BTreeMap<String, BTreeSet<String>>> {
        let of = |device: &usize| {
            let device = &self.system.devices[*device];
            let listed = device.listed().into_iter();
            listed.map(|file| (file.clone(), hashes(device.inspect(&file).as_ref()).into_iter().collect())).collect()
        };
        devices.iter().map(of).collect()
    }
}
