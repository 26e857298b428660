//! One schedule: everything that chance decides, and what is remembered of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    acts::Act,
    dice::Dice,
    effects::Undoable,
    model::{Model, Post},
    system::{Fate, System},
    template::{CREW, Template},
};

/// Steps of a schedule: about one in four is a command.
const STEPS: usize = 220;

/// A schedule under way.
pub(super) struct Schedule {
    pub system: System,
    pub model: Model,
    pub dice: Dice,
    pub series: Vec<(String, String)>,
    pub undoable: Vec<Undoable>,
    /// Assignments that were answered with OK.
    pub proposed: Vec<(Vec<String>, Option<String>)>,
    /// Words that stand in one file and nowhere else, with that file.
    pub planted: BTreeMap<String, String>,
    fresh: Vec<String>,
    words: usize,
    /// Devices out of reach, and for how many steps.
    away: BTreeMap<usize, usize>,
    /// What happened, to be read when it went wrong.
    pub story: Vec<String>,
    _folder: tempfile::TempDir,
}

/// What happens next.
#[derive(Debug, Clone, Copy)]
enum Step {
    Command,
    Up,
    Down,
    Look,
    Connect,
    Drop,
    Bury,
    Away,
    RestartDevice,
    Die,
    RestartRelay,
    Tick,
    Quiet,
}

const STEP_WEIGHTS: [(Step, usize); 13] = [
    (Step::Command, 60),
    (Step::Up, 50),
    (Step::Down, 60),
    (Step::Look, 30),
    (Step::Connect, 25),
    (Step::Drop, 8),
    (Step::Bury, 5),
    (Step::Away, 3),
    (Step::RestartDevice, 4),
    (Step::Die, 8),
    (Step::RestartRelay, 3),
    (Step::Tick, 5),
    (Step::Quiet, 2),
];

impl Schedule {
    pub(super) fn new(seed: u64) -> Self {
        // Half of the schedules have a front desk, which sees every customer; the others a DCC agent, who sees the pool.
        let post = if seed.is_multiple_of(2) { Post::FrontDesk } else { Post::DccAgent };
        let template = Template::of(post);
        let (folder, system) = template.copy(seed);
        Self {
            system,
            model: Model::default(),
            dice: Dice::new(seed),
            series: template.series.clone(),
            undoable: Vec::new(),
            proposed: Vec::new(),
            planted: BTreeMap::new(),
            fresh: Vec::new(),
            words: 0,
            away: BTreeMap::new(),
            story: Vec::new(),
            _folder: folder,
        }
    }

    /// Whether somebody receives customers but not their private part: then no private part is written, so that such a
    /// device must agree with the manager's in everything.
    fn is_open_book(&self) -> bool {
        self.system.devices[4].person.post == Post::FrontDesk
    }

    /// A text that stands nowhere else.
    pub(super) fn text(&mut self) -> String {
        self.words += 1;
        let word = format!("Zq{:05}x", self.words);
        self.fresh.push(word.clone());
        format!("王{word}记")
    }

    /// A number that stands nowhere else.
    pub(super) fn phone(&mut self) -> String {
        self.words += 1;
        let number = format!("1391{:07}", self.words);
        self.fresh.push(number.clone());
        number
    }

    /// The fresh words of this request stand in this file.
    pub(super) fn plant(&mut self, file: &str, request: &Value) {
        let said = request.to_string();
        for word in std::mem::take(&mut self.fresh) {
            if said.contains(&word) {
                self.planted.insert(word, file.to_owned());
            }
        }
    }

    /// Whether a file was given to somebody, as far as anybody asked for it.
    pub(super) fn was_ever_given(&self, file: &str) -> bool {
        let subject = self.model.files.get(file).and_then(|row| row.about.clone()).unwrap_or_else(|| file.to_owned());
        self.proposed.iter().any(|(files, _)| files.contains(&subject))
    }

    /// Events that this device knows.
    pub(super) fn events_seen(&self, device: usize) -> Vec<String> {
        let list = self.system.devices[device].must("events", &json!({}));
        list["rows"].as_array().unwrap().iter().map(|row| row["event"]["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Lets chance have its way.
    pub(super) fn play(&mut self) {
        self.chance(STEPS);
    }

    /// So many steps of it.
    pub(super) fn chance(&mut self, steps: usize) {
        let weights: Vec<usize> = STEP_WEIGHTS.iter().map(|(_, weight)| *weight).collect();
        for _ in 0..steps {
            let step = STEP_WEIGHTS[self.dice.weighted(&weights)].0;
            let device = CREW[self.dice.below(CREW.len())];
            self.away.retain(|_, steps| {
                *steps = steps.saturating_sub(1);
                *steps > 0
            });
            self.system.devices[device].advance_ms(1_000);
            self.step(step, device);
        }
    }

    fn step(&mut self, step: Step, device: usize) {
        self.story.push(format!("{step:?} at {device}"));
        match step {
            Step::Command => self.command(device),
            Step::Up => self.up(),
            Step::Down => {
                let hearing = self.system.network.hearing();
                if let Some(device) = self.dice.pick(&hearing).copied() {
                    for _ in 0..=self.dice.below(4) {
                        self.system.device_hears(device);
                    }
                }
            }
            Step::Look => self.system.device_looks(device),
            Step::Connect => {
                if !self.away.contains_key(&device) {
                    self.system.connect(device);
                }
            }
            Step::Drop => self.system.drop_line(device),
            Step::Bury => {
                let dead = self.system.network.dead();
                if let Some(place) = self.dice.pick(&dead).copied() {
                    self.system.bury(place);
                }
            }
            Step::Away => {
                self.system.drop_line(device);
                let steps = 20 + self.dice.below(60);
                self.away.insert(device, steps);
            }
            Step::RestartDevice => self.system.restart_device(device),
            Step::Die => {
                let hearing = self.system.network.hearing();
                if let Some(device) = self.dice.pick(&hearing).copied() {
                    let readings = 1 + self.dice.roll() % 3;
                    self.system.device_dies_hearing(device, readings);
                }
            }
            Step::RestartRelay => self.system.restart_relay(),
            Step::Tick => {
                self.system.relay().advance_ms(2_000);
                self.system.relay_ticks();
                self.system.device_ticks(device);
            }
            Step::Quiet => self.quiet(),
        }
    }

    fn up(&mut self) {
        let mut speaking = self.system.network.speaking();
        while speaking.len() > 1 && self.dice.chance(50) {
            let left = self.dice.below(speaking.len());
            speaking.swap_remove(left);
        }
        let fate = match self.dice.below(60) {
            0 | 1 => Fate::DiesBeforeCommit,
            2 => Fate::DiesAfterCommit,
            _ => Fate::Lives,
        };
        self.story.push(format!("relay takes from {speaking:?}, {fate:?}"));
        self.system.relay_takes(&speaking, fate);
    }

    /// Those within reach come to rest, as on a quiet afternoon.
    fn quiet(&mut self) {
        let near: Vec<usize> = CREW.iter().copied().filter(|device| !self.away.contains_key(device)).collect();
        self.system.settle(&near);
    }

    fn command(&mut self, device: usize) {
        let listed = self.system.devices[device].listed();
        let post = self.system.devices[device].person.post;
        let choice = self.dice.below(100);
        let what = match choice {
            0..=21 => "capture",
            22..=29 => "undo",
            30..=37 => "assign",
            38..=43 => "event",
            _ => "work",
        };
        self.story.push(format!("device {device} ({post:?}): {what}"));
        match (what, post) {
            ("capture", _) => self.capture(device),
            ("undo", _) => self.undo(device),
            ("event", Post::Manager) => self.plan_event(device),
            ("assign", Post::Manager | Post::FrontDesk) => self.give(device, &listed),
            ("assign", Post::DccAgent) => {
                let own: Vec<String> = listed.into_iter().filter(|file| self.is_own(device, file)).collect();
                self.give(device, &own);
            }
            _ if listed.is_empty() => self.capture(device),
            _ => {
                let Some(file) = self.dice.pick(&listed).cloned() else { return };
                let without_private = Act::ALL.len() - 1;
                let acts = if self.is_open_book() { &Act::ALL[..without_private] } else { &Act::ALL[..] };
                let weights: Vec<usize> = acts.iter().map(|(_, weight)| *weight).collect();
                let act = acts[self.dice.weighted(&weights)].0;
                self.story.push(format!("{act:?} on {file}"));
                self.work_on(device, &file, act);
            }
        }
    }

    /// Whether the device believes that its person owns a file and nobody else ever did.
    fn is_own(&self, device: usize, file: &str) -> bool {
        let staff = &self.system.devices[device].person.staff;
        self.model.files.get(file).is_some_and(|row| row.creator == *staff) && !self.was_ever_given(file)
    }

    fn give(&mut self, device: usize, from: &[String]) {
        let mut files: Vec<String> = Vec::new();
        for _ in 0..=self.dice.below(2) {
            let given: Vec<String> = from.iter().filter(|file| self.was_ever_given(file)).cloned().collect();
            let from = if self.dice.chance(50) && !given.is_empty() { &given } else { from };
            if let Some(file) = self.dice.pick(from) {
                files.push(file.clone());
            }
        }
        files.dedup();
        if files.is_empty() {
            return;
        }
        let owner = if self.dice.chance(15) { None } else { Some(self.system.devices[self.dice.below(5)].person.staff.clone()) };
        // Often somebody gets back what they had before.
        let creator = files.first().and_then(|file| self.model.files.get(file)).map(|row| row.creator.clone());
        let owner = if self.dice.chance(40) { creator } else { owner };
        self.story.push(format!("gives {files:?} to {owner:?}"));
        self.assign(device, files, owner);
    }
}
