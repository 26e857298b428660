//! Proof 1: device and relay are ended at random moments, as by a power cut. No acknowledged capture is lost or doubled.

use std::{collections::BTreeMap, ops::Range, thread, time::Duration};

use forecourt_tests::{
    dice::Dice,
    processes::{App, Proxy, Store, lead, timed, until},
    size::rounds,
};
use serde_json::{Value, json};

use super::phone;

/// Kills in one store; a list shows at most 200 files.
const KILLS: u64 = 100;

/// Who is ended.
#[derive(Debug, Clone, Copy)]
enum Victim {
    Device,
    Relay,
    Both,
}

/// A store under fire.
struct Field {
    store: Store,
    device: App,
    road: Proxy,
    /// How long the device usually takes for a lead.
    usual: Duration,
    /// The file of each number whose saving was answered.
    answered: BTreeMap<String, String>,
}

#[test]
fn no_acknowledged_capture_is_lost_or_doubled_whoever_dies_when() {
    let Range { start, end } = rounds("kills");
    let mut from = start;
    while from < end {
        let to = (from + KILLS).min(end);
        eprintln!("seeds {from}..{to}");
        Field::open().survives(from..to);
        from = to;
    }
}

impl Field {
    fn open() -> Self {
        let store = Store::open();
        let staff = store.hire("赵青", &["consultant"]);
        let (device, road) = store.enrol(&staff, "phone");
        let mut field = Self { store, device, road, usual: Duration::ZERO, answered: BTreeMap::new() };
        let warm_up = "13000000000".to_owned();
        let ((), took) = timed(|| field.asks(&warm_up, u64::MAX));
        field.usual = took;
        field
    }

    fn survives(&mut self, seeds: Range<u64>) {
        for seed in seeds {
            self.one_death(seed);
        }
        self.device.sync();
        self.store.manager.sync();
        let files: Vec<&String> = self.answered.values().collect();
        let at_manager = until("the manager has every lead", || {
            let rows = self.store.manager.search("");
            (rows.len() >= files.len()).then_some(rows)
        });
        for (whose, rows) in [("the manager", at_manager), ("the device", self.device.search(""))] {
            assert_eq!(rows.len(), files.len(), "{whose} has every lead once");
            let has = |file: &String| rows.iter().any(|row| row["file"] == file.as_str());
            assert!(files.iter().all(|file| has(file)), "{whose} has every lead");
        }
        assert_eq!(self.device.ask("sync_page", &json!({}))["refused"], json!([]));
        until("device and manager hold the same", || {
            let (here, there) = (self.device.diagnosis(), self.store.manager.diagnosis());
            let there = there["files"].as_array().unwrap();
            here["files"].as_array().unwrap().iter().all(|file| there.contains(file)).then_some(())
        });
    }

    /// A lead is on its way from the screen to the relay; at some moment somebody dies.
    fn one_death(&mut self, seed: u64) {
        let mut dice = Dice::new(seed);
        let victim =
            [Victim::Device, Victim::Device, Victim::Relay, Victim::Relay, Victim::Both][usize::try_from(dice.below(5)).unwrap()];
        let number = phone(seed);
        let pending = self.device.api.send("capture_lead", &request(&number, seed));
        // Moments spread over the whole way, which is about four times as long as the device's part.
        let thousandths = u32::try_from(dice.below(4_000)).unwrap();
        thread::sleep(self.usual * thousandths / 1_000);
        let answer = match victim {
            Victim::Relay => {
                self.store.relay.kill();
                pending.answer().ok()
            }
            Victim::Device | Victim::Both => {
                self.device.kill();
                pending.answer().ok()
            }
        };
        let answer = answer.map(Result::unwrap).map(|saved| saved["file"].clone());
        match victim {
            Victim::Device => self.device.start_again(),
            Victim::Relay => self.relay_returns(),
            Victim::Both => {
                self.relay_returns();
                self.device.start_again();
            }
        }
        let there = self.device.search(&number);
        assert!(there.len() <= 1, "seed {seed}, {victim:?}: it is there {} times", there.len());
        if let Some(file) = &answer {
            assert_eq!(there.len(), 1, "seed {seed}, {victim:?}: its saving was answered and it is lost");
            assert_eq!(there[0]["file"], *file, "seed {seed}, {victim:?}");
        }
        self.asks(&number, seed);
        let now = self.device.search(&number);
        assert_eq!(now.len(), 1, "seed {seed}, {victim:?}: asked again, it is there once");
        if let Some(before) = there.first() {
            assert_eq!(before["file"], now[0]["file"], "seed {seed}, {victim:?}: asked again, it is the same file");
        }
    }

    fn relay_returns(&mut self) {
        self.store.relay.restart();
        self.store.road.lead_to(self.store.relay.address());
        self.road.lead_to(self.store.relay.address());
    }

    /// Captures a lead, perhaps once more; it must be answered.
    fn asks(&mut self, number: &str, seed: u64) {
        let saved: Value = self.device.ask("capture_lead", &request(number, seed));
        self.answered.insert(number.to_owned(), saved["file"].as_str().unwrap().to_owned());
    }
}

fn request(number: &str, seed: u64) -> Value {
    let id = format!("01900000-0000-7000-8000-{:012x}", seed & 0xffff_ffff_ffff);
    lead(&json!({ "phones": [number], "name": format!("客户{seed}"), "remark": format!("第 {seed} 条"), "request": id }))
}
