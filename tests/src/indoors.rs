//! A store in one process: the shipped relay and apps without sockets, their clocks driven by hand.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up must fail")]

mod folder;
mod hand;
mod outside;

use std::{
    collections::{BTreeSet, HashMap},
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering},
    },
    thread,
};

use forecourt_core::{
    app::{self, App, Link, Options, api::error::AppError, outside::KeyPlace},
    clock::{Instant, ManualClock, SeededEntropy, World},
    sync::{
        Envelope, Refusal,
        frame::{RefusedChange, ToDevice, ToRelay},
    },
};
use forecourt_relay::relay::{Config, ConnId, Outgoing, Relay};
use serde_json::{Value, json};
use tempfile::TempDir;

use self::folder::{copy_folder, scratch};
pub use self::hand::Hand;
use self::outside::{Keys, RelayDoor, Weather};
use crate::processes::lead;

const NOON_MS: i64 = 1_795_230_000_000;
const RELAY_FILE: &str = "relay.db";

/// The relay, and where the devices lie.
pub struct Hall {
    /// The relay's clock.
    pub clock: Arc<ManualClock>,
    relay: Arc<Mutex<Option<Relay>>>,
    /// Which life the relay lives.
    relays_life: AtomicU64,
    folder: TempDir,
    keys: Mutex<HashMap<String, Arc<Keys>>>,
    /// Starts so far: no two of them roll the same numbers.
    lives: AtomicU64,
    /// Lines that are over and whose device does not know it yet.
    over: Mutex<BTreeSet<LineId>>,
    weather: Arc<Weather>,
    /// What a hand's visit made the relay say to others.
    unheard: Mutex<Vec<Outgoing>>,
}

/// A connection in a life of the relay.
type LineId = (u64, ConnId);

/// A hall in which nothing runs, to be opened as often as one likes.
pub struct Shut {
    folder: TempDir,
    keys: HashMap<String, Arc<Keys>>,
    lives: u64,
}

/// An app, connected as long as it lives.
pub struct Device {
    /// The app.
    pub app: App,
    /// Its keychain.
    pub keys: Arc<Keys>,
    /// Its folder.
    pub folder: PathBuf,
    /// Its clock.
    pub clock: Arc<ManualClock>,
    /// Every message that the relay sent it.
    pub heard: Vec<Vec<u8>>,
    line: Option<(Link, LineId)>,
}

fn world(clock: &Arc<ManualClock>, seed: u64) -> World {
    World::new(Arc::clone(clock) as Arc<_>, Arc::new(SeededEntropy::new(seed)))
}

impl Shut {
    /// A hall with everything in it as it was.
    #[must_use]
    pub fn open(&self) -> Hall {
        let folder = scratch();
        copy_folder(self.folder.path(), folder.path());
        Hall::over(folder, self.keys.clone(), self.lives)
    }
}

impl Hall {
    /// An empty relay at noon.
    #[must_use]
    pub fn open() -> Self {
        Self::over(scratch(), HashMap::new(), 1)
    }

    fn over(folder: TempDir, keys: HashMap<String, Arc<Keys>>, lives: u64) -> Self {
        let clock = Arc::new(ManualClock::at(Instant::from_unix_ms(NOON_MS)));
        let hall = Self {
            clock,
            relay: Arc::default(),
            folder,
            keys: Mutex::new(keys),
            lives: AtomicU64::new(lives),
            over: Mutex::default(),
            unheard: Mutex::default(),
            relays_life: AtomicU64::new(0),
            weather: Arc::default(),
        };
        hall.restart_relay();
        hall
    }

    /// Ends everything. Devices must have been dropped before.
    #[must_use]
    pub fn shut(self) -> Shut {
        *self.relay.lock().unwrap() = None;
        Shut { folder: self.folder, keys: self.keys.into_inner().unwrap(), lives: self.lives.into_inner() }
    }

    fn next_life(&self) -> u64 {
        self.lives.fetch_add(1, Ordering::SeqCst)
    }

    /// Ends the relay as a power cut would and starts it again on its file.
    pub fn restart_relay(&self) {
        let life = self.next_life();
        self.relays_life.store(life, Ordering::SeqCst);
        let world = world(&self.clock, life);
        let mut relay = self.relay();
        *relay = None;
        self.unheard.lock().unwrap().clear();
        *relay = Some(Relay::open(&self.folder.path().join(RELAY_FILE), world, Config::default()).unwrap());
    }

    /// A device, new or as it was when it was last dropped; its clock is wrong by `skew_ms`.
    pub fn device(&self, name: &str, skew_ms: i64) -> Device {
        let clock = Arc::new(ManualClock::at(Instant::from_unix_ms(NOON_MS + skew_ms)));
        let keys = Arc::clone(self.keys.lock().unwrap().entry(name.to_owned()).or_default());
        let folder = self.folder.path().join(name);
        let app = App::open(Options {
            data: folder.clone(),
            world: world(&clock, self.next_life()),
            keys: Arc::clone(&keys) as Arc<dyn KeyPlace>,
            door: Arc::new(RelayDoor(Arc::clone(&self.relay), Arc::clone(&self.weather))),
            relay_host: None,
            printer: None,
            background: None,
        });
        Device { app: app.unwrap(), keys, folder, clock, heard: Vec::new(), line: None }
    }

    /// Ends the app where it stands and starts it again.
    pub fn restart(&self, device: &mut Device, name: &str) {
        device.hang_up();
        let heard = std::mem::take(&mut device.heard);
        *device = self.device("nowhere", 0);
        *device = Device { heard, ..self.device(name, 0) };
    }

    /// The relay refuses the oldest change of the device's next push, and what stands on it waits; nothing reaches it.
    pub fn refuse_next(&self, device: &mut Device, code: Refusal) {
        let link = &mut device.line.as_mut().unwrap().0;
        for message in link.poll().unwrap() {
            let Ok(ToRelay::Push { id, envelopes, .. }) = ToRelay::decode(&message) else { continue };
            let mut hashes = envelopes.iter().map(Envelope::hash);
            let refused = vec![RefusedChange { hash: hashes.next().unwrap(), code }];
            let waiting = hashes.collect();
            let answer = ToDevice::Pushed { id: Some(id), accepted: Vec::new(), refused, waiting, busy: Vec::new() };
            link.received(&answer.encode().unwrap()).unwrap();
        }
    }

    /// Whether nobody reaches the relay by its front door.
    pub fn shut_door(&self, is_shut: bool) {
        self.weather.is_shut.store(is_shut, Ordering::SeqCst);
    }

    /// Time goes by at the relay, which does what it does now and then.
    pub fn wait(&self, ms: i64) {
        self.clock.advance_ms(ms);
        self.relay().as_mut().unwrap().tick();
    }

    /// Whether what the relay answers at its front door is lost.
    pub fn lose_answers(&self, is_lost: bool) {
        self.weather.is_deaf.store(is_lost, Ordering::SeqCst);
    }

    /// The code that opens a store on the relay; none once one is open.
    #[must_use]
    pub fn first_code(&self) -> Option<String> {
        self.relay().as_ref().unwrap().first_code().map(|code| code.text())
    }

    /// Copies everything of a device that is not running, its database's key too, as somebody does who copies a folder.
    pub fn copy(&self, from: &str, to: &str) {
        copy_folder(&self.folder.path().join(from), &self.folder.path().join(to));
        let mut keys = self.keys.lock().unwrap();
        let kept = Mutex::new(keys[from].kept.lock().unwrap().clone());
        let machine = AtomicU8::new(keys[from].machine.load(Ordering::SeqCst));
        let copied = Keys { kept, is_silent: AtomicBool::new(false), machine };
        keys.insert(to.to_owned(), Arc::new(copied));
    }

    /// From the next start of this device on its folder lies on that machine.
    pub fn on_machine(&self, name: &str, machine: u8) {
        self.keys.lock().unwrap().entry(name.to_owned()).or_default().machine.store(machine, Ordering::SeqCst);
    }

    /// A device of another hall, as it was when it was last dropped, comes into this one.
    pub fn move_in(&self, from: &Self, name: &str) {
        copy_folder(&from.folder.path().join(name), &self.folder.path().join(name));
        let keys = Arc::clone(&from.keys.lock().unwrap()[name]);
        self.keys.lock().unwrap().insert(name.to_owned(), keys);
    }

    fn relay(&self) -> MutexGuard<'_, Option<Relay>> {
        self.relay.lock().unwrap()
    }

    /// Opens the store.
    pub fn open_store(&self, manager: &mut Device) {
        let code = self.first_code().unwrap();
        let request =
            json!({ "store_name": "滨河店", "staff_name": "梁宇", "roles": ["sales_manager"], "relay": "relay", "code": code });
        assert_eq!(manager.ask("open_store", request)["phase"]["phase"], "ready");
        self.carry(&mut [manager]);
    }

    /// A consultant, by id.
    pub fn hire(&self, manager: &mut Device, name: &str) -> String {
        self.hire_as(manager, name, &["consultant"])
    }

    /// A person with these roles, by id.
    pub fn hire_as(&self, manager: &mut Device, name: &str, roles: &[&str]) -> String {
        manager.ask("add_staff", json!({ "name": name, "roles": roles }));
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
        let ended = self.carry_as_far_as_it_goes(devices);
        assert_eq!(ended, [""; 0], "connections ended");
    }

    /// Likewise, where devices or the relay may give up; tells what ended. Who gave up connects again the next time.
    pub fn carry_as_far_as_it_goes(&self, devices: &mut [&mut Device]) -> Vec<String> {
        let mut guard = self.relay();
        let relay = guard.as_mut().unwrap();
        let life = self.relays_life.load(Ordering::SeqCst);
        let mut ended = Vec::new();
        for device in devices.iter_mut() {
            device.hang_up_if(|line| line.0 != life || self.over.lock().unwrap().contains(&line));
            ended.extend(device.connect(relay, life).err());
        }
        loop {
            for device in devices.iter_mut() {
                ended.extend(device.says(relay, Link::poll).err());
            }
            if let Err(error) = relay.commit() {
                ended.push(error.to_string());
            }
            let mut outgoing = std::mem::take(&mut *self.unheard.lock().unwrap());
            outgoing.extend(relay.take_outgoing());
            if outgoing.is_empty() {
                return ended;
            }
            for outgoing in outgoing {
                let (Outgoing::Message { conn, .. } | Outgoing::Close { conn }) = &outgoing;
                let line = (life, *conn);
                let hearer = devices.iter_mut().find(|device| device.line.as_ref().is_some_and(|(_, own)| *own == line));
                match (outgoing, hearer) {
                    (Outgoing::Message { bytes, .. }, Some(device)) => {
                        device.heard.push(bytes.to_vec());
                        ended.extend(device.says(relay, |link| link.received(&bytes)).err());
                    }
                    // Nobody carries what is for this device: its line is cut, and it hears of it when it is back.
                    (Outgoing::Message { conn, .. }, None) => {
                        if self.over.lock().unwrap().insert(line) {
                            relay.disconnect(conn);
                        }
                    }
                    (Outgoing::Close { .. }, hearer) => {
                        ended.push("the relay closed a connection".to_owned());
                        match hearer {
                            Some(device) => device.hang_up_if(|_| true),
                            None => drop(self.over.lock().unwrap().insert(line)),
                        }
                    }
                }
            }
        }
    }
}

impl Device {
    /// The connection ends.
    pub fn hang_up(&mut self) {
        self.hang_up_if(|_| true);
    }

    /// Where it stands.
    #[must_use]
    pub fn phase(&self) -> Value {
        self.ask("state", json!({}))["phase"].clone()
    }

    /// Opens a line unless there is one.
    fn connect(&mut self, relay: &mut Relay, life: u64) -> Result<(), String> {
        if self.line.as_ref().is_some_and(|(link, _)| link.is_current()) {
            return Ok(());
        }
        let link = self.app.link().map_err(|error| format!("{error:?}"))?.unwrap_or_else(|| panic!("no store is open"));
        self.line = Some((link, (life, relay.connect())));
        self.says(relay, Link::opened)
    }

    /// Carries to the relay what the line says, or hangs up.
    fn says(
        &mut self,
        relay: &mut Relay,
        asked: impl FnOnce(&mut Link) -> Result<Vec<Vec<u8>>, app::Closing>,
    ) -> Result<(), String> {
        let Some((link, (_, conn))) = self.line.as_mut() else { return Ok(()) };
        let conn = *conn;
        match asked(link) {
            Ok(messages) => messages.iter().for_each(|message| relay.receive(conn, message)),
            Err(closing) => {
                self.hang_up_if(|_| true);
                relay.disconnect(conn);
                return Err(closing.to_string());
            }
        }
        Ok(())
    }

    fn hang_up_if(&mut self, is_over: impl FnOnce(LineId) -> bool) {
        if let Some((mut link, _)) = self.line.take_if(|(_, line)| is_over(*line)) {
            link.closed();
        }
    }

    /// Asks for what must be answered.
    pub fn ask(&self, command: &str, request: Value) -> Value {
        self.try_ask(command, request).unwrap_or_else(|error| panic!("{command}: {error:?}"))
    }

    /// Asks for what may be refused.
    ///
    /// # Errors
    /// What the app answers.
    pub fn try_ask(&self, command: &str, request: Value) -> Result<Value, AppError> {
        app::dispatch(&self.app, command, request)
    }

    /// Captures a lead; its file.
    pub fn capture(&self, phone: &str) -> Value {
        self.ask("capture_lead", lead(&json!({ "phones": [phone] })))["file"].clone()
    }
}
