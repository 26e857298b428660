//! The relay: the shipped core over a real file, without sockets.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use forecourt_core::{
    app::outside::{Address, Door, DoorError, RelayPin},
    clock::{Instant, ManualClock, SeededEntropy, World},
    sync::{
        http::{BODY_LIMIT, JOIN_PATH, JOIN_STATUS_PATH, OPEN_PATH, Refused},
        refusal::Refusal,
        wire,
    },
};
use forecourt_relay::{
    archive::{self, Manifest},
    relay::{Config, Relay},
};
use serde::{Serialize, de::DeserializeOwned};

use super::device::NOON_MS;

/// A relay that can be ended and started again on the same file.
pub(super) struct RelayEnd {
    path: PathBuf,
    clock: Arc<ManualClock>,
    seed: u64,
    lives: u64,
    running: Option<Relay>,
}

impl RelayEnd {
    pub(super) fn start(path: PathBuf, seed: u64) -> Self {
        let clock = Arc::new(ManualClock::at(Instant::from_unix_ms(NOON_MS)));
        let mut relay = Self { path, clock, seed, lives: 0, running: None };
        relay.restart();
        relay
    }

    /// What was not committed is gone, and so is every connection.
    pub(super) fn restart(&mut self) {
        self.running = None;
        self.lives += 1;
        let entropy = SeededEntropy::new(self.seed.wrapping_mul(1_000).wrapping_add(500 + self.lives));
        let world = World::new(Arc::clone(&self.clock) as Arc<_>, Arc::new(entropy));
        self.running = Some(Relay::open(&self.path, world, Config::default()).unwrap());
    }

    /// A backup of the relay, made while it runs.
    pub(super) fn back_up(&self) -> (PathBuf, Manifest) {
        let to = self.path.with_extension("backup");
        archive::backup(self.folder(), &to, Instant::from_unix_ms(NOON_MS), None).unwrap()
    }

    /// Puts a backup in the place of what it has, and starts it.
    pub(super) fn restore(&mut self, backup: &Path) {
        self.running = None;
        self.lives += 1;
        let entropy = SeededEntropy::new(self.seed.wrapping_mul(1_000).wrapping_add(500 + self.lives));
        let world = World::new(Arc::clone(&self.clock) as Arc<_>, Arc::new(entropy));
        archive::restore(self.folder(), backup, &world).unwrap();
        self.restart();
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap()
    }

    /// Whether its data is in order.
    pub(super) fn is_sound(&self) -> bool {
        let report = archive::verify(&self.path).unwrap();
        if !report.is_sound() {
            eprintln!("{report}");
        }
        report.is_sound()
    }

    pub(super) fn stop(&mut self) {
        self.running = None;
    }

    pub(super) fn core(&mut self) -> &mut Relay {
        self.running.as_mut().unwrap()
    }

    pub(super) fn advance_ms(&self, delta_ms: i64) {
        self.clock.advance_ms(delta_ms);
    }
}

/// The relay's HTTP door, without HTTP.
pub(super) struct RelayDoor(pub Arc<Mutex<RelayEnd>>);

impl Door for RelayDoor {
    fn look(&self, _: &str) -> Result<Option<RelayPin>, DoorError> {
        Ok(None)
    }

    fn post(&self, _address: &Address, path: &str, body: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        let mut relay = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let core = relay.core();
        let reply = match path {
            OPEN_PATH => read(&body).and_then(|open| core.open_store(&open)).map(|opened| encode(&opened)),
            JOIN_PATH => read(&body).and_then(|join| core.join(&join)).map(|joined| encode(&joined)),
            JOIN_STATUS_PATH => read(&body).and_then(|status| core.join_status(&status)).map(|state| encode(&state)),
            _ => return Err(DoorError::NotARelay),
        };
        core.commit().unwrap();
        reply.map_err(|code| DoorError::Refused(encode(&Refused { code })))
    }
}

/// No relay within reach: what needs one says so.
pub(super) struct NoDoor;

impl Door for NoDoor {
    fn look(&self, _: &str) -> Result<Option<RelayPin>, DoorError> {
        Err(DoorError::Unreachable)
    }

    fn post(&self, _: &Address, _: &str, _: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        Err(DoorError::Unreachable)
    }
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    wire::decode(body, BODY_LIMIT).map_err(|_| Refusal::Malformed)
}

fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    wire::encode(value).unwrap()
}
