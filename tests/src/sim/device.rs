//! A device: a real app over a real encrypted database in a folder, its clock wrong, its randomness seeded.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use forecourt_core::{
    app::{
        self, App, Inspection, Link, Options,
        api::error::AppError,
        outside::{Door, KeyPlace},
    },
    clock::{Clock, Instant, ManualClock, SeededEntropy, World},
    ids::FileId,
    vault::Key,
};
use serde_json::{Value, json};

use super::model::Person;

/// Noon of a day in November in China.
pub(super) const NOON_MS: i64 = 1_795_230_000_000;

/// A clock whose hands are moved by hand, and which may end the app in the middle of what it does: reading the clock is
/// what an app does inside every transaction that takes something in.
#[derive(Debug)]
struct Clockwork {
    hands: ManualClock,
    /// Readings until the app ends; 0 where it may go on.
    fuse: AtomicU64,
}

/// The app ended where it stood.
struct Ended;

impl Clock for Clockwork {
    fn now(&self) -> Instant {
        if self.fuse.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) == Ok(1) {
            std::panic::resume_unwind(Box::new(Ended));
        }
        self.hands.now()
    }
}

/// Keys kept in memory, as if in a keychain.
#[derive(Default)]
pub(super) struct Keys(Mutex<HashMap<String, Key>>);

impl KeyPlace for Keys {
    fn load(&self, name: &str) -> Result<Option<Key>, AppError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }
    fn keep(&self, name: &str, key: &Key) -> Result<(), AppError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), key.clone());
        Ok(())
    }
    fn forget(&self, name: &str) -> Result<(), AppError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
    fn place(&self) -> &'static str {
        "file"
    }
}

/// A device and the person who carries it.
pub(super) struct Device {
    pub name: String,
    pub person: Person,
    folder: PathBuf,
    keys: Arc<Keys>,
    door: Arc<dyn Door>,
    clock: Arc<Clockwork>,
    seed: u64,
    lives: u64,
    running: Option<(App, Option<Link>)>,
}

/// A lit fuse.
pub(super) struct Fuse(Arc<Clockwork>);

/// What a device is made of.
pub(super) struct Parts {
    pub name: String,
    pub person: Person,
    pub folder: PathBuf,
    pub keys: Arc<Keys>,
    pub door: Arc<dyn Door>,
    pub seed: u64,
    /// How wrong its clock is.
    pub skew_ms: i64,
}

impl Device {
    /// Starts the app on what lies in the folder.
    pub(super) fn start(parts: Parts) -> Self {
        let Parts { name, person, folder, keys, door, seed, skew_ms } = parts;
        let hands = ManualClock::at(Instant::from_unix_ms(NOON_MS + skew_ms));
        let clock = Arc::new(Clockwork { hands, fuse: AtomicU64::new(0) });
        let mut device = Self { name, person, folder, keys, door, clock, seed, lives: 0, running: None };
        device.restart();
        device
    }

    /// Ends the app between two acts and starts it again.
    pub(super) fn restart(&mut self) {
        self.running = None;
        self.lives += 1;
        let entropy = SeededEntropy::new(self.seed.wrapping_mul(1_000).wrapping_add(self.lives));
        let app = App::open(Options {
            data: self.folder.clone(),
            world: World::new(Arc::clone(&self.clock) as Arc<_>, Arc::new(entropy)),
            keys: Arc::clone(&self.keys) as Arc<dyn KeyPlace>,
            door: Arc::clone(&self.door),
            relay_host: None,
            printer: None,
            background: None,
        })
        .unwrap();
        let link = app.link().unwrap();
        self.running = Some((app, link));
    }

    /// Ends the app for good.
    pub(super) fn stop(&mut self) {
        self.running = None;
    }

    pub(super) fn app(&self) -> &App {
        &self.running.as_ref().unwrap().0
    }

    /// Its line to the relay.
    pub(super) fn link(&mut self) -> &mut Link {
        let (app, link) = self.running.as_mut().unwrap();
        if !link.as_ref().is_some_and(Link::is_current) {
            *link = app.link().unwrap();
        }
        link.as_mut().unwrap_or_else(|| panic!("{} has no store to sync", self.name))
    }

    /// Does `work` while the fuse burns; whether the app came to the end of it.
    pub(super) fn survives(fuse: &Fuse, work: impl FnOnce()) -> bool {
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
        fuse.0.fuse.store(0, Ordering::SeqCst);
        match ended {
            Ok(()) => true,
            Err(payload) if payload.is::<Ended>() => false,
            Err(payload) => std::panic::resume_unwind(payload),
        }
    }

    /// The app will end at the reading of its clock that is so many readings away.
    pub(super) fn light_fuse(&self, readings: u64) -> Fuse {
        self.clock.fuse.store(readings, Ordering::SeqCst);
        Fuse(Arc::clone(&self.clock))
    }

    pub(super) fn advance_ms(&self, delta_ms: i64) {
        self.clock.hands.advance_ms(delta_ms);
    }

    pub(super) fn now_ms(&self) -> i64 {
        self.clock.hands.now().unix_ms()
    }

    /// A command, as a screen would give it.
    pub(super) fn ask(&self, command: &str, request: Value) -> Result<Value, AppError> {
        app::dispatch(self.app(), command, request)
    }

    /// A command that must succeed.
    pub(super) fn must(&self, command: &str, request: &Value) -> Value {
        let answer = self.ask(command, request.clone());
        answer.unwrap_or_else(|error| panic!("{} {command} {request}: {error:?}", self.name))
    }

    /// The customer files that its list shows.
    pub(super) fn listed(&self) -> Vec<String> {
        let list = self.must("list_customers", &json!({"filter": {}, "sort": "opened", "offset": 0, "limit": 200}));
        let rows = list["rows"].as_array().unwrap();
        assert_eq!(list["total"], rows.len(), "{}: the list counts what it shows", self.name);
        rows.iter().map(|row| row["file"].as_str().unwrap().to_owned()).collect()
    }

    /// One hash over all that its lists, boards and search are answered from.
    pub(super) fn digest(&self) -> Value {
        self.must("diagnosis", &json!({}))["mirror"].clone()
    }

    /// How a file stands here; none where this person has none such.
    pub(super) fn inspect(&self, file: &str) -> Option<Inspection> {
        match self.app().inspect(id(file)) {
            Ok(found_here) => Some(found_here),
            Err(error) if error.code == app::api::error::ErrorCode::NotFound => None,
            Err(error) => panic!("{}: {file}: {error:?}", self.name),
        }
    }
}

/// What a file says, as JSON; nothing where it is not here.
pub(super) fn content(found_here: Option<&Inspection>) -> Value {
    found_here.map_or_else(|| json!({}), |found_here| serde_json::from_str(&found_here.content).unwrap())
}

/// The changes as the model names them.
pub(super) fn hashes(found_here: Option<&Inspection>) -> Vec<String> {
    found_here.map(|found_here| found_here.changes.iter().map(ToString::to_string).collect()).unwrap_or_default()
}

pub(super) fn id(file: &str) -> FileId {
    file.parse().unwrap()
}
