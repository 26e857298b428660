//! Proof 10: a device is turned out and told to wipe itself, while it is connected or while it is away, and its process may
//! die between any two steps of that. Its socket is closed within five seconds, its key and its data are gone, and every
//! word it had not sent lies in the review box, where a manager makes it count.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use forecourt_tests::{
    dice::Dice,
    processes::{App, Proxy, Store, closely, lead, timed, until},
    size::rounds,
};
use serde_json::{Value, json};

use super::phone;

/// Devices turned out of one store: each stays in its ledger.
const LEAVERS: u64 = 25;
/// The law.
const CLOSED_WITHIN: Duration = Duration::from_secs(5);
/// Open sockets, as the relay counts them.
const CONNECTED: &str = "forecourt_connected";

/// When its process dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Death {
    /// It does not.
    None,
    /// As soon as what was not sent lies sealed beside the database.
    Sealed,
    /// As soon as the key is gone.
    Keyless,
    /// As soon as the database is gone.
    Emptied,
    /// So long after it could hear of it.
    Within(Duration),
}

/// A phone with words that only it has.
struct Phone {
    app: App,
    road: Proxy,
    id: Value,
    key: String,
    /// Numbers captured and never sent.
    unsent: Vec<String>,
}

#[test]
fn whoever_is_turned_out_loses_socket_key_and_data_and_no_word() {
    let Range { start, end } = rounds("wipes");
    let mut from = start;
    while from < end {
        let to = (from + LEAVERS).min(end);
        let store = Store::open();
        let staff = store.hire("周颖", &["consultant"]);
        for seed in from..to {
            eprintln!("seed {seed}");
            turn_out(&store, &staff, seed);
        }
        from = to;
    }
}

fn turn_out(store: &Store, staff: &str, seed: u64) {
    let mut dice = Dice::new(seed);
    let is_connected = dice.below(2) == 0;
    let death = match dice.below(6) {
        0 | 1 => Death::None,
        2 => Death::Sealed,
        3 => Death::Keyless,
        4 => Death::Emptied,
        _ => Death::Within(Duration::from_millis(dice.below(400))),
    };
    let mut phone = Phone::with_unsent(store, staff, seed, 1 + dice.below(4), is_connected);
    let ((), took) = timed(|| {
        store.manager.tell("revoke_device", &json!({ "device": phone.id, "wipe": true }));
        if is_connected && death == Death::None {
            until("the relay has closed the socket", || (store.relay.figure(CONNECTED) <= 1.0).then_some(()));
        }
    });
    assert!(took <= CLOSED_WITHIN, "seed {seed}: the socket was open {took:?} after the manager's word");
    let id = phone.id.clone();
    let ordered = || until("the relay has ordered the revocation", || is_revoked(store, &id).then_some(()));
    if !is_connected {
        ordered();
        phone.road.lead_to(store.relay.address());
    }
    phone.die(death);
    // Before that a phone that was started again would be let in.
    ordered();
    phone.road.release();
    phone.is_wiped(seed, death);
    every_word_counts(store, &phone, seed);
}

impl Phone {
    /// One sent capture; then the road is cut, or full, and some more.
    fn with_unsent(store: &Store, staff: &str, seed: u64, count: u64, is_connected: bool) -> Self {
        let name = format!("phone-{seed}");
        let (app, road) = store.enrol(staff, &name);
        let page = until("the manager knows the device", || {
            let page = store.manager.ask("store", &json!({}));
            page["devices"].as_array().unwrap().iter().any(|row| row["name"] == name.as_str()).then_some(page)
        });
        let id = page["devices"].as_array().unwrap().iter().find(|row| row["name"] == name.as_str()).unwrap()["id"].clone();
        capture(&app, seed * 10);
        app.sync();
        assert_eq!(store.relay.figure(CONNECTED), 2.0);
        if is_connected {
            road.hold()
        } else {
            road.cut()
        }
        let unsent = (1..=count).map(|nth| capture(&app, seed * 10 + nth)).collect();
        let text = fs::read_to_string(&app.place.key_file).unwrap();
        let key = text.lines().find_map(|line| line.strip_prefix("store ")).unwrap().to_owned();
        Self { app, road, id, key, unsent }
    }

    fn database(&self) -> PathBuf {
        self.app.place.data.join("store.db")
    }

    fn has_key(&self) -> bool {
        fs::read_to_string(&self.app.place.key_file).is_ok_and(|text| text.contains(&self.key))
    }

    /// Watches without a pause what lies on the disk: the steps of a wipe take moments.
    fn die(&mut self, death: Death) {
        let sealed = self.database().with_extension("late");
        let is_there = |phone: &Self| match death {
            Death::None | Death::Within(_) => true,
            Death::Sealed => sealed.exists() || !phone.has_key(),
            Death::Keyless => !phone.has_key(),
            Death::Emptied => !phone.database().exists(),
        };
        closely("the wipe has come so far", || is_there(self).then_some(()));
        if let Death::Within(time) = death {
            thread::sleep(time);
        }
        if death != Death::None {
            self.app.kill();
            let (late, key, data) = (sealed.exists(), self.has_key(), self.database().exists());
            eprintln!("{death:?}: dead with sealed words {late}, key {key}, database {data}");
            self.app.start_again();
        }
    }

    fn is_wiped(&self, seed: u64, death: Death) {
        let told = json!({ "phase": "wiped", "waiting": 0, "handed_over": self.unsent.len() });
        until(&format!("seed {seed}, {death:?}: it is wiped and has handed over everything"), || {
            (self.app.phase() == told).then_some(())
        });
        let folder = self.app.place.data.parent().unwrap();
        let left: Vec<PathBuf> = files(&self.app.place.data).into_iter().filter(|path| is_of_the_store(path)).collect();
        assert_eq!(left, [""; 0].map(PathBuf::from), "seed {seed}, {death:?}");
        for file in files(folder) {
            let bytes = fs::read(&file).unwrap();
            let has = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
            assert!(!has(&self.key), "seed {seed}, {death:?}: the key is in {}", file.display());
            assert!(!self.unsent.iter().any(|number| has(number)), "seed {seed}, {death:?}: {}", file.display());
        }
        let filter = json!({ "filter": {}, "sort": "opened", "offset": 0, "limit": 5 });
        assert!(self.app.try_ask("list_customers", &filter).is_err());
    }
}

/// The manager finds every word in the review box and adopts it: then it is among the customers, once.
fn every_word_counts(store: &Store, phone: &Phone, seed: u64) {
    let review = store.manager.ask("review_box", &json!({}));
    let cards = review["cards"].as_array().unwrap();
    assert_eq!(cards.len(), phone.unsent.len(), "seed {seed}: {review}");
    assert!(cards.iter().all(|card| card["device"] == phone.id && card["reason"] == "revoked"), "seed {seed}: {review}");
    let changes: Vec<&Value> =
        cards.iter().flat_map(|card| card["changes"].as_array().unwrap()).map(|change| &change["hash"]).collect();
    store.manager.tell("settle_late", &json!({ "changes": changes, "adopt": true }));
    for number in &phone.unsent {
        until("what was adopted counts", || (store.manager.search(number).len() == 1).then_some(()));
    }
    assert_eq!(store.manager.ask("review_box", &json!({}))["cards"], json!([]), "seed {seed}");
}

fn is_revoked(store: &Store, device: &Value) -> bool {
    let page = store.manager.ask("store", &json!({}));
    page["devices"].as_array().unwrap().iter().any(|row| row["id"] == *device && row["revoked"] == true)
}

/// The number of a lead that was saved.
fn capture(app: &App, seed: u64) -> String {
    let number = phone(seed);
    app.tell("capture_lead", &lead(&json!({ "phones": [number], "name": format!("客户{seed}") })));
    number
}

fn is_of_the_store(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("store."))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() { found.extend(files(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}
