//! The main job, end to end, over real processes and through `POST /api` alone: leads caught in a field without a network,
//! an app that dies twenty times between request and reply, and the merged pipeline at the manager's.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up must fail")]

use std::{collections::BTreeSet, thread, time::Duration};

use forecourt_tests::{
    dice::Dice,
    processes::{App, Proxy, Store, Wiretap, lead, timed, until},
};
use serde_json::{Value, json};

const SEED: u64 = 20_261_121;
/// Leads of each consultant.
const LEADS: usize = 20;
/// The first of them have phones that both consultants were given.
const SHARED: usize = 6;
/// Leads that the manager captures meanwhile.
const MANAGERS: usize = 5;
const GRADES: [&str; 4] = ["H", "A", "B", "C"];

/// A consultant at the event.
struct Consultant {
    /// Tells their leads from the other's.
    mark: &'static str,
    digit: usize,
    app: App,
    road: Proxy,
    /// Files whose saving was answered, in the order of the leads.
    saved: Vec<String>,
}

/// The event as everyone at it knows it.
struct Event {
    file: Value,
    series: Vec<Value>,
}

impl Event {
    /// The `nth` lead of a consultant. Name, remark and occupation differ also where the phone is the same.
    fn lead(&self, consultant: &Consultant, nth: usize) -> Value {
        let Consultant { mark, digit, .. } = consultant;
        lead(&json!({
            "phones": [phone(*digit, nth)], "name": name(mark, nth), "event": self.file,
            "interests": [self.series[nth % self.series.len()]], "grade": GRADES[nth % GRADES.len()],
            "remark": remark(mark, nth), "budget": if nth.is_multiple_of(2) { "45万" } else { "" },
            "request": format!("01900000-0000-7000-8000-0000000{digit}{nth:04}"),
        }))
    }
}

fn phone(digit: usize, nth: usize) -> String {
    if nth < SHARED { format!("138000009{nth:02}") } else { format!("13800000{digit}{nth:02}") }
}

fn name(mark: &str, nth: usize) -> String {
    format!("{mark}{nth:02}号客户")
}

fn remark(mark: &str, nth: usize) -> String {
    format!("{mark}-note-{nth:02}")
}

/// What nobody but this consultant and the manager may ever receive.
fn canaries(mark: &str, digit: usize) -> Vec<String> {
    let own_phones = (SHARED..LEADS).map(|nth| phone(digit, nth));
    (0..LEADS).flat_map(|nth| [name(mark, nth), remark(mark, nth)]).chain(own_phones).collect()
}

#[test]
fn leads_caught_in_a_field_reach_the_merged_pipeline_exactly_once() {
    eprintln!("seed {SEED}");
    let store = Store::open();
    let staff = [store.hire("赵青", &["consultant"]), store.hire("钱白", &["consultant"])];
    let (app, road) = store.enrol(&staff[0], "phone-of-one");
    let mut one = Consultant { mark: "zhaoqing", digit: 1, app, road, saved: Vec::new() };
    let (app, road) = store.enrol(&staff[1], "phone-of-two");
    let mut two = Consultant { mark: "qianbai", digit: 2, app, road, saved: Vec::new() };
    let event = plan_event(&store, &staff);
    for consultant in [&one, &two] {
        until("the event has come", || consultant.app.ask("events", &json!({}))["rows"].as_array().unwrap().first().cloned());
        consultant.app.sync();
        consultant.road.cut();
    }

    let usual = capture_in_peace(&event, &mut two);
    capture_under_fire(&event, &mut one, usual);
    let managers = capture_at_the_desk(&store, &event);
    for consultant in [&one, &two] {
        assert_eq!(consultant.app.search("").len(), LEADS);
        let offline = consultant.app.offline_because("relay_unreachable");
        assert_eq!(offline["waiting"], LEADS, "all of it waits on the device: {offline}");
        consultant.road.lead_to(store.relay.address());
        consultant.app.sync();
    }

    everything_is_there_once(&store, [&one, &two], &managers);
    pairs_are_flagged(&store, [&one, &two]);
    all_agree(&store, &staff, [&one, &two]);
    a_new_lead_is_seen_at_once(&store, &event, &two);
    nothing_of_the_others_came(&store, [&one, &two]);
}

fn plan_event(store: &Store, staff: &[String]) -> Event {
    let manager = &store.manager;
    let add = |parent: &Value, level: &str, name: &str| {
        manager.tell("add_catalogue_node", &json!({ "parent": parent, "level": level, "name": name, "price": "" }));
        let page = manager.ask("store", &json!({}));
        let nodes = page["catalogue"].as_array().unwrap();
        nodes.iter().find(|node| node["name"] == name).unwrap()["id"].clone()
    };
    let brand = add(&Value::Null, "brand", "奥迪");
    let series = ["A4L", "A6L", "Q5L"].iter().map(|name| add(&brand, "series", name)).collect();
    let today = manager.ask("state", &json!({}))["today"].clone();
    let fields = json!([{ "field": "name", "value": "星海广场外展" }, { "field": "starts_on", "value": today }]);
    let saved = manager.ask("save_event", &json!({ "file": null, "fields": fields, "staff": staff, "settle": null }));
    Event { file: saved["file"].clone(), series }
}

/// One lead after the other; tells how long the app takes for one.
fn capture_in_peace(event: &Event, consultant: &mut Consultant) -> Duration {
    let mut whole = Duration::ZERO;
    for nth in 0..LEADS {
        let request = event.lead(consultant, nth);
        let (saved, took) = timed(|| consultant.app.ask("capture_lead", &request));
        whole += took;
        consultant.saved.push(saved["file"].as_str().unwrap().to_owned());
    }
    whole / u32::try_from(LEADS).unwrap()
}

/// For each lead the app is killed at some moment between request and reply, started again and asked again.
fn capture_under_fire(event: &Event, consultant: &mut Consultant, usual: Duration) {
    let mut dice = Dice::new(SEED);
    let (mut answered, mut kept) = (0, 0);
    for nth in 0..LEADS {
        let request = event.lead(consultant, nth);
        // Moments spread over the whole request and somewhat beyond, each shifted by chance.
        let step = usual.mul_f64(2.0) / u32::try_from(LEADS).unwrap();
        let moment =
            step * u32::try_from(nth).unwrap() + step.mul_f64(f64::from(u32::try_from(dice.below(1000)).unwrap()) / 1000.0);
        let pending = consultant.app.api.send("capture_lead", &request);
        thread::sleep(moment);
        consultant.app.kill();
        let answer = pending.answer().ok().map(Result::unwrap);
        consultant.app.start_again();

        let there = consultant.app.search(&phone(consultant.digit, nth));
        if let Some(saved) = &answer {
            assert_eq!(there.len(), 1, "lead {nth}: its save was answered");
            assert_eq!(there[0]["file"], saved["file"]);
            answered += 1;
        }
        assert!(there.len() <= 1, "lead {nth} is there {} times", there.len());
        kept += usize::from(answer.is_none() && there.len() == 1);

        let again = consultant.app.ask("capture_lead", &request);
        let now = consultant.app.search(&phone(consultant.digit, nth));
        assert_eq!(now.len(), 1, "lead {nth}: asked again, it is there once");
        assert_eq!(now[0]["file"], again["file"]);
        if let Some(before) = there.first() {
            assert_eq!(before["file"], again["file"], "lead {nth}: asked again, it is the same file");
        }
        consultant.saved.push(again["file"].as_str().unwrap().to_owned());
    }
    eprintln!("{LEADS} kills: {answered} answered, {kept} kept and not answered, {} not kept", LEADS - answered - kept);
}

fn capture_at_the_desk(store: &Store, event: &Event) -> Vec<String> {
    let capture = |nth| {
        let request = lead(&json!({ "phones": [format!("138000003{nth:02}")], "name": format!("liangyu{nth:02}"),
                                    "event": event.file, "remark": format!("liangyu-note-{nth:02}") }));
        store.manager.ask("capture_lead", &request)["file"].as_str().unwrap().to_owned()
    };
    (0..MANAGERS).map(capture).collect()
}

fn files(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["file"].as_str().unwrap()).collect()
}

fn everything_is_there_once(store: &Store, consultants: [&Consultant; 2], managers: &[String]) {
    let wanted: BTreeSet<&str> = consultants.iter().flat_map(|one| &one.saved).chain(managers).map(String::as_str).collect();
    assert_eq!(wanted.len(), 2 * LEADS + MANAGERS);
    let rows = until("the manager has every lead", || {
        let rows = store.manager.search("");
        (rows.len() >= wanted.len()).then_some(rows)
    });
    assert_eq!(rows.len(), wanted.len(), "every lead is there once");
    assert_eq!(files(&rows).into_iter().collect::<BTreeSet<_>>(), wanted);
    for consultant in consultants {
        let own = consultant.app.search("");
        let saved: BTreeSet<&str> = consultant.saved.iter().map(String::as_str).collect();
        assert_eq!((files(&own).into_iter().collect::<BTreeSet<_>>(), own.len()), (saved, LEADS));
        for (nth, file) in consultant.saved.iter().enumerate() {
            let row = rows.iter().find(|row| row["file"] == file.as_str()).unwrap();
            assert_eq!(row["name"], name(consultant.mark, nth));
        }
    }
    let board = store.manager.ask("pipeline", &json!({ "filter": {}, "by": "grade", "limit": 10 }));
    assert_eq!((&board["total"], board["by_owner"].as_array().unwrap().len()), (&json!(2 * LEADS + MANAGERS), 3));
    assert_eq!(board["amount_fen"], 2 * (LEADS / 2) * 45_000_000);
}

fn pairs_are_flagged(store: &Store, [one, two]: [&Consultant; 2]) {
    let pairs = store.manager.ask("duplicates", &json!({}));
    let pair = |pair: &Value| {
        let mut files = [pair["a"]["file"].as_str().unwrap().to_owned(), pair["b"]["file"].as_str().unwrap().to_owned()];
        files.sort();
        files
    };
    let flagged: BTreeSet<[String; 2]> = pairs.as_array().unwrap().iter().map(pair).collect();
    let sorted = |nth: usize| {
        let mut files = [one.saved[nth].clone(), two.saved[nth].clone()];
        files.sort();
        files
    };
    assert_eq!(flagged, (0..SHARED).map(sorted).collect());
    assert_eq!(pairs.as_array().unwrap().len(), SHARED);
    for consultant in [one, two] {
        assert_eq!(consultant.app.ask("duplicates", &json!({})), json!([]), "whom the other met is not told");
    }
}

/// Heads and content of every file that two devices hold, and the mirrors of those who see the same.
fn all_agree(store: &Store, staff: &[String], consultants: [&Consultant; 2]) {
    let at_manager = store.manager.diagnosis();
    for consultant in consultants {
        let here = consultant.app.diagnosis();
        assert_eq!((&here["ledger_len"], &here["ledger_head"]), (&at_manager["ledger_len"], &at_manager["ledger_head"]));
        let listed = here["files"].as_array().unwrap();
        // Their leads, the event and the store.
        assert_eq!(listed.len(), LEADS + 2);
        for file in listed {
            assert!(at_manager["files"].as_array().unwrap().contains(file), "{file}");
        }
    }
    let me = store.manager.phase()["me"]["staff"].as_str().unwrap().to_owned();
    let owners = [(&store.manager, me), (&consultants[0].app, staff[0].clone()), (&consultants[1].app, staff[1].clone())];
    for (nth, (app, owner)) in owners.iter().enumerate() {
        let (twin, _road) = store.enrol(owner, &format!("tablet-{nth}"));
        until("the second device agrees with the first in everything", || {
            let (first, second) = (app.diagnosis(), twin.diagnosis());
            (first["files"] == second["files"] && first["mirror"] == second["mirror"]).then_some(())
        });
    }
}

fn a_new_lead_is_seen_at_once(store: &Store, event: &Event, consultant: &Consultant) {
    let request = lead(&json!({ "phones": ["13800000777"], "name": "live", "event": event.file }));
    let (saved, took) = timed(|| {
        let saved = consultant.app.ask("capture_lead", &request);
        let seen = until("the manager sees the new lead", || store.manager.search("13800000777").into_iter().next());
        assert_eq!(seen["file"], saved["file"]);
        saved
    });
    assert!(saved["file"].is_string());
    assert!(took < Duration::from_secs(5), "the manager saw it after {took:?}");
}

fn nothing_of_the_others_came(store: &Store, [one, two]: [&Consultant; 2]) {
    // First that the search finds what is there: all of it came to the manager.
    let at_manager = Wiretap::read(&store.road.records());
    for consultant in [one, two] {
        let canaries = canaries(consultant.mark, consultant.digit);
        let found = at_manager.find(canaries.iter().map(String::as_str));
        assert_eq!(found.len(), canaries.len(), "the search finds what came");
        assert!(consultant.saved.iter().all(|file| at_manager.files.contains(&file.parse().unwrap())));
    }
    for (reader, other) in [(one, two), (two, one)] {
        let tap = Wiretap::read(&reader.road.records());
        assert!(tap.frames > 10 && tap.decoded.contains("星海广场外展"), "its own traffic was read");
        let mut canaries = canaries(other.mark, other.digit);
        canaries.extend((0..MANAGERS).flat_map(|nth| [format!("liangyu{nth:02}"), format!("138000003{nth:02}")]));
        canaries.extend(["liangyu-note".to_owned(), format!("{}-note", other.mark)]);
        let canaries = || canaries.iter().map(String::as_str);
        assert_eq!(tap.find(canaries()), [""; 0], "came to the device of {}", reader.mark);
        let theirs: Vec<&String> = other.saved.iter().filter(|file| tap.files.contains(&file.parse().unwrap())).collect();
        assert!(theirs.is_empty(), "{theirs:?} came to the device of {}", reader.mark);
        let held = everything_on(&reader.app);
        assert!(held.contains(&name(reader.mark, 0)), "its own files were read");
        let found: Vec<&str> = canaries().filter(|canary| held.contains(canary)).collect();
        assert_eq!(found, [""; 0], "lies on the device of {}", reader.mark);
    }
}

/// What the screens of a device can be made to show: every file, every list.
fn everything_on(app: &App) -> String {
    let mut text = String::new();
    for file in app.diagnosis()["files"].as_array().unwrap() {
        let command = match file["kind"].as_str().unwrap() {
            "customer" => "customer",
            "event" => "event",
            "store" => continue,
            other => panic!("a consultant has no {other}"),
        };
        text.push_str(&app.ask(command, &json!({ "file": file["file"] })).to_string());
    }
    let everything = json!({ "filter": {}, "by": "stage", "limit": 200 });
    for (command, request) in [
        ("store", json!({})),
        ("pipeline", everything),
        ("today", json!({ "staff": null, "everyone": false })),
        ("events", json!({})),
        ("recent_operations", json!({})),
        ("sync_page", json!({})),
    ] {
        text.push_str(&app.ask(command, &request).to_string());
    }
    text
}
