//! A day of a showroom, played on fifteen devices that are away in turns: all end with the same, and with the figures that
//! the script alone demands.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must fail")]

use std::collections::BTreeMap;

use forecourt_tests::{
    indoors::Device,
    showroom::{
        play::Showroom,
        script::{Day, KNOWN, VISITS},
        tally::Tally,
    },
    size,
};
use serde_json::{Value, json};

/// What a device says of every file it holds, the beginnings of others' languages left out.
fn content(device: &Device) -> BTreeMap<String, String> {
    let held = device.app.held_files().unwrap();
    held.into_iter().map(|(file, _)| (file.to_string(), device.app.inspect(file).unwrap().content)).collect()
}

/// Whoever holds a file holds the same.
fn all_agree(showroom: &Showroom) {
    let office = content(&showroom.manager);
    for (name, device) in showroom.devices() {
        for (file, content) in content(device) {
            if let Some(office) = office.get(&file) {
                assert_eq!(*office, content, "{file} on {name}");
            }
        }
        assert_eq!(device.ask("sync_status", json!({}))["waiting"], 0, "{name} has sent everything");
    }
}

fn footfall_is(device: &Device, today: &Value, tally: &Tally) {
    let report = device.ask("footfall", json!({ "from": today, "upto": today, "consultant": null }));
    let all = &report["all"];
    let rate = |name: &str| (all[name]["part"].clone(), all[name]["whole"].clone());
    let figures = json!([all["traffic"], all["footfall"], all["new_footfall"], all["deals_first"], all["deals_follow_up"]]);
    let demanded = json!([tally.traffic, tally.footfall, tally.new_footfall, tally.first_meeting_orders, tally.follow_up_orders]);
    assert_eq!(figures, demanded, "{all}");
    assert_eq!(rate("capture"), (json!(tally.captured), json!(tally.new_footfall)));
    assert_eq!(rate("capture_unclosed"), (json!(tally.unsold.1), json!(tally.unsold.0)));
}

fn follow_ups_are(manager: &Device, today: &Value, tally: &Tally) {
    let report = manager.ask("activity", json!({ "from": today, "upto": today }));
    let count = |what: &str| -> u64 {
        let rows = report["rows"].as_array().unwrap().iter();
        let counts = rows.flat_map(|row| row["counts"].as_array().unwrap());
        counts.filter(|count| count["what"] == what).map(|count| count["count"].as_u64().unwrap()).sum()
    };
    assert_eq!((count("on_time"), count("late")), (tally.on_time as u64, (tally.done - tally.on_time) as u64), "{report}");
    let left = manager.ask("today", json!({ "staff": null, "everyone": true }));
    assert_eq!((&left["overdue_total"], &left["due_total"]), (&json!(tally.left.0), &json!(tally.left.1)));
}

fn orders_and_losses_are(manager: &Device, tally: &Tally) {
    let ask = json!({
        "search": "", "states": ["signed"], "owners": [], "from": null, "upto": null, "contested": false, "offset": 0,
        "limit": 50,
    });
    assert_eq!(manager.ask("orders", ask)["total"], tally.first_meeting_orders + tally.follow_up_orders);
    let losses = |show: &str| {
        let ask = json!({ "show": show, "reason": "", "competitor": "", "from": null, "upto": null, "offset": 0, "limit": 50 });
        manager.ask("losses", ask)
    };
    let lost = losses("lost");
    let reasons = lost["by_reason"].as_array().unwrap().iter();
    let by_reason: BTreeMap<&str, usize> =
        reasons.map(|row| (row["word"].as_str().unwrap(), usize::try_from(row["count"].as_u64().unwrap()).unwrap())).collect();
    assert_eq!(by_reason, tally.lost);
    assert_eq!(losses("back")["total"], tally.kept);
}

/// R1, R8, R9, R14, F4, F7, F8, F11, O1
#[test]
fn a_day_of_a_showroom_ends_with_the_figures_of_its_script_on_every_device() {
    for seed in size::rounds("showroom") {
        eprintln!("seed {seed}");
        let day = Day::of(seed);
        let tally = Tally::of(&day);
        let leads: usize = tally.leads.iter().sum();
        let mut showroom = Showroom::open(day);
        let today = showroom.today();
        showroom.play();
        all_agree(&showroom);
        assert_eq!(tally.traffic, VISITS);
        let unknown = tally.captured;
        let list = json!({ "filter": {}, "sort": "opened", "offset": 0, "limit": 1 });
        let manager = &showroom.manager;
        assert_eq!(manager.ask("list_customers", list)["total"], KNOWN + leads + unknown, "nobody is lost and nobody twice");
        for device in showroom.desks.iter().chain([manager]) {
            footfall_is(device, &today, &tally);
        }
        follow_ups_are(manager, &today, &tally);
        orders_and_losses_are(manager, &tally);
    }
}
