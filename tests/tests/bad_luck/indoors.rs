//! A store in one process: the shipped relay and apps without sockets, their clocks driven by hand.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    thread,
};

use forecourt_core::{
    app::{
        self, App, Link, Options,
        api::error::AppError,
        outside::{Address, Door, DoorError, KeyPlace, RelayPin},
    },
    clock::{Instant, ManualClock, SeededEntropy, World},
    sync::{
        Refusal,
        http::{BODY_LIMIT, JOIN_PATH, JOIN_STATUS_PATH, OPEN_PATH, Refused},
        wire,
    },
    vault::Key,
};
use forecourt_relay::relay::{Config, ConnId, Outgoing, Relay};
use forecourt_tests::processes::lead;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tempfile::TempDir;

const NOON_MS: i64 = 1_795_230_000_000;

/// The relay, and where the devices lie.
pub struct Hall {
    /// The relay's clock.
    pub clock: Arc<ManualClock>,
    relay: Arc<Mutex<Relay>>,
    folder: TempDir,
}

/// An app, connected as long as it lives.
pub struct Device {
    /// The app.
    pub app: App,
    line: Option<(Link, ConnId)>,
}

#[derive(Default)]
struct Keys(Mutex<HashMap<String, Key>>);

impl KeyPlace for Keys {
    fn load(&self, name: &str) -> Result<Option<Key>, AppError> {
        Ok(self.0.lock().unwrap().get(name).cloned())
    }
    fn keep(&self, name: &str, key: &Key) -> Result<(), AppError> {
        self.0.lock().unwrap().insert(name.to_owned(), key.clone());
        Ok(())
    }
    fn place(&self) -> &'static str {
        "file"
    }
}

struct RelayDoor(Arc<Mutex<Relay>>);

impl Door for RelayDoor {
    fn look(&self, _: &str) -> Result<Option<RelayPin>, DoorError> {
        Ok(None)
    }

    fn post(&self, _: &Address, path: &str, body: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
            wire::decode(body, BODY_LIMIT).map_err(|_| Refusal::Malformed)
        }
        fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
            wire::encode(value).unwrap()
        }
        let mut relay = self.0.lock().unwrap();
        let answer = match path {
            OPEN_PATH => read(&body).and_then(|open| relay.open_store(&open)).map(|opened| bytes(&opened)),
            JOIN_PATH => read(&body).and_then(|join| relay.join(&join)).map(|joined| bytes(&joined)),
            JOIN_STATUS_PATH => read(&body).and_then(|status| relay.join_status(&status)).map(|state| bytes(&state)),
            _ => return Err(DoorError::NotARelay),
        };
        relay.commit().unwrap();
        answer.map_err(|code| DoorError::Refused(bytes(&Refused { code })))
    }
}

fn world(clock: &Arc<ManualClock>, seed: u64) -> World {
    World::new(Arc::clone(clock) as Arc<_>, Arc::new(SeededEntropy::new(seed)))
}

impl Hall {
    /// An empty relay at noon.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(Instant::from_unix_ms(NOON_MS)));
        let relay = Relay::open(&folder.path().join("relay.db"), world(&clock, 1), Config::default()).unwrap();
        Self { clock, relay: Arc::new(Mutex::new(relay)), folder }
    }

    /// A new device, whose clock is wrong by `skew_ms`.
    pub fn device(&self, name: &str, skew_ms: i64) -> Device {
        let clock = Arc::new(ManualClock::at(Instant::from_unix_ms(NOON_MS + skew_ms)));
        let seed = name.bytes().fold(2, |seed, byte| seed * 31 + u64::from(byte));
        let app = App::open(Options {
            data: self.folder.path().join(name),
            world: world(&clock, seed),
            keys: Arc::new(Keys::default()),
            door: Arc::new(RelayDoor(Arc::clone(&self.relay))),
            relay_host: None,
        });
        Device { app: app.unwrap(), line: None }
    }

    /// Opens the store.
    pub fn open_store(&self, manager: &mut Device) {
        let code = self.relay.lock().unwrap().first_code().unwrap().text();
        let request =
            json!({ "store_name": "滨河店", "staff_name": "梁宇", "roles": ["sales_manager"], "relay": "relay", "code": code });
        assert_eq!(manager.ask("open_store", request)["phase"]["phase"], "ready");
        self.carry(&mut [manager]);
    }

    /// A consultant, by id.
    pub fn hire(&self, manager: &mut Device, name: &str) -> String {
        manager.ask("add_staff", json!({ "name": name, "roles": ["consultant"] }));
        self.carry(&mut [manager]);
        let page = manager.ask("store", json!({}));
        let row = page["staff"].as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
        row["id"].as_str().unwrap().to_owned()
    }

    /// Lets a device in, the digits compared.
    pub fn enrol(&self, manager: &mut Device, device: &mut Device, staff: &str) {
        let code = self.asked(manager, "invite_device", json!({ "staff": staff }))["code"].clone();
        device.ask("join_store", json!({ "relay": "relay", "code": code, "device_name": "手机" }));
        let early = self.asked(manager, "pending_devices", json!({}))[0].clone();
        assert_eq!(early["digits"], "", "nobody has revealed anything yet");
        self.carry(&mut [manager]);
        device.app.poll_join().unwrap();
        let joining = device.ask("state", json!({}));
        let pending = self.asked(manager, "pending_devices", json!({}))[0].clone();
        assert_eq!(pending["digits"].as_str().unwrap().len(), 6);
        assert_eq!(pending["digits"], joining["phase"]["digits"]);
        self.asked(manager, "confirm_device", json!({ "slot": pending["slot"], "admit": true }));
        device.app.poll_join().unwrap();
        self.carry(&mut [manager, device]);
    }

    /// A command that waits for the relay's answer, carried there and back meanwhile.
    pub fn asked(&self, device: &mut Device, command: &str, request: Value) -> Value {
        let (app, name) = (device.app.clone(), command.to_owned());
        let asking = thread::spawn(move || app::dispatch(&app, &name, request));
        while !asking.is_finished() {
            self.carry(&mut [&mut *device]);
            thread::yield_now();
        }
        asking.join().unwrap().unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    /// Carries messages both ways until nobody has anything to say.
    pub fn carry(&self, devices: &mut [&mut Device]) {
        let mut relay = self.relay.lock().unwrap();
        for device in devices.iter_mut() {
            device.connect(&mut relay);
        }
        loop {
            let mut is_quiet = true;
            for device in devices.iter_mut() {
                let (link, conn) = device.line.as_mut().unwrap();
                for message in link.poll().unwrap() {
                    relay.receive(*conn, &message);
                }
            }
            relay.commit().unwrap();
            for outgoing in relay.take_outgoing() {
                let Outgoing::Message { conn, bytes } = outgoing else { panic!("the relay closed a connection") };
                // A device that is not carried now hears of it when it pulls again.
                let Some(device) = devices.iter_mut().find(|device| device.line.as_ref().is_some_and(|line| line.1 == conn))
                else {
                    continue;
                };
                is_quiet = false;
                for answer in device.line.as_mut().unwrap().0.received(&bytes).unwrap() {
                    relay.receive(conn, &answer);
                }
            }
            if is_quiet {
                return;
            }
        }
    }
}

impl Device {
    fn connect(&mut self, relay: &mut Relay) {
        if self.line.as_ref().is_some_and(|(link, _)| link.is_current()) {
            return;
        }
        let mut link = self.app.link().unwrap().unwrap_or_else(|| panic!("no store is open"));
        let conn = relay.connect();
        for message in link.opened().unwrap() {
            relay.receive(conn, &message);
        }
        self.line = Some((link, conn));
    }

    /// Asks for what must be answered.
    pub fn ask(&self, command: &str, request: Value) -> Value {
        self.try_ask(command, request).unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    /// Asks for what may be refused.
    pub fn try_ask(&self, command: &str, request: Value) -> Result<Value, AppError> {
        app::dispatch(&self.app, command, request)
    }

    /// Captures a lead; its file.
    pub fn capture(&self, phone: &str) -> Value {
        self.ask("capture_lead", lead(&json!({ "phones": [phone] })))["file"].clone()
    }
}
