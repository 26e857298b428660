//! A store with everyone enrolled, made once through the real way in and copied for each schedule.

use std::{
    path::Path,
    sync::{Arc, Mutex, OnceLock},
    thread,
};

use serde_json::{Value, json};

use super::{
    device::{Device, Keys, Parts},
    model::{Person, Post},
    relay::{NoDoor, RelayDoor, RelayEnd},
    system::System,
};

/// The last device: the manager's second, enrolled, but switched on only when all is over.
pub(super) const LATE: usize = 5;
/// The devices that take part from the start.
pub(super) const CREW: [usize; 5] = [0, 1, 2, 3, 4];

/// No schedule has this seed: its relay would mint the ids of the template again.
const TEMPLATE_SEED: u64 = 77_777_777;
const RELAY_FILE: &str = "relay.db";
/// Hours by which the clocks of the devices are wrong.
const SKEW_HOURS: [i64; 6] = [0, 48, -48, 17, -5, 31];

/// A prepared store.
pub(super) struct Template {
    folder: tempfile::TempDir,
    keys: Vec<Arc<Keys>>,
    people: Vec<Person>,
    /// Series of the catalogue: id and name.
    pub series: Vec<(String, String)>,
}

impl Template {
    /// The store whose fifth person holds `post`.
    pub(super) fn of(post: Post) -> &'static Self {
        static FRONT_DESK: OnceLock<Template> = OnceLock::new();
        static DCC_AGENT: OnceLock<Template> = OnceLock::new();
        match post {
            Post::DccAgent => DCC_AGENT.get_or_init(|| Self::make(post)),
            Post::FrontDesk | Post::Manager | Post::Consultant => FRONT_DESK.get_or_init(|| Self::make(Post::FrontDesk)),
        }
    }

    /// A copy to play with. Keep the folder as long as the system.
    pub(super) fn copy(&self, seed: u64) -> (tempfile::TempDir, System) {
        let folder = scratch();
        copy_folder(self.folder.path(), folder.path());
        let relay = Arc::new(Mutex::new(RelayEnd::start(folder.path().join(RELAY_FILE), seed)));
        let device = |place: usize| {
            Device::start(Parts {
                name: format!("device {place}"),
                person: self.people[place].clone(),
                folder: folder.path().join(place.to_string()),
                keys: Arc::clone(&self.keys[place]),
                door: Arc::new(NoDoor),
                seed: seed.wrapping_mul(16).wrapping_add(place as u64),
                skew_ms: SKEW_HOURS[place] * 3_600_000,
            })
        };
        let devices = (0..self.people.len()).map(device).collect();
        (folder, System::new(relay, devices))
    }

    fn make(last: Post) -> Self {
        let folder = scratch();
        let relay = Arc::new(Mutex::new(RelayEnd::start(folder.path().join(RELAY_FILE), TEMPLATE_SEED)));
        let keys: Vec<Arc<Keys>> = (0..=LATE).map(|_| Arc::default()).collect();
        let posts = [Post::Manager, Post::Consultant, Post::Consultant, Post::Consultant, last, Post::Manager];
        let device = |place: usize| {
            Device::start(Parts {
                name: format!("device {place}"),
                person: Person { post: posts[place], staff: String::new() },
                folder: folder.path().join(place.to_string()),
                keys: Arc::clone(&keys[place]),
                door: Arc::new(RelayDoor(Arc::clone(&relay))),
                seed: 7_000 + place as u64,
                skew_ms: 0,
            })
        };
        let mut system = System::new(Arc::clone(&relay), (0..=LATE).map(device).collect());
        let series = open_store(&mut system);
        for (place, post) in posts.iter().enumerate().take(LATE).skip(1) {
            let roles = json!([role(*post)]);
            system.devices[0].must("add_staff", &json!({"name": format!("同事{place}"), "roles": roles}));
        }
        system.settle(&[0]);
        for place in 1..=LATE {
            let name = if place == LATE { "店长".to_owned() } else { format!("同事{place}") };
            enrol(&mut system, place, &name);
            let connected: Vec<usize> = (0..=place).filter(|one| *one != LATE).collect();
            system.settle(&connected);
        }
        let mut people = Vec::new();
        for (place, device) in system.devices.iter_mut().enumerate() {
            let state = device.must("state", &json!({}));
            // The late device has not heard yet who it belongs to.
            let staff = state["phase"]["me"]["staff"].as_str().map(ToOwned::to_owned);
            let staff = staff.unwrap_or_else(|| people.first().map(|one: &Person| one.staff.clone()).unwrap());
            people.push(Person { post: posts[place], staff });
            device.stop();
        }
        system.relay().stop();
        drop(system);
        Self { folder, keys, people, series }
    }
}

/// Device 0 opens the store and writes a small catalogue.
fn open_store(system: &mut System) -> Vec<(String, String)> {
    let code = system.relay().core().first_code().unwrap().text();
    let manager = &system.devices[0];
    manager.must(
        "open_store",
        &json!({"store_name": "滨河店", "staff_name": "店长", "roles": ["sales_manager"], "relay": "relay", "code": code}),
    );
    manager.must("add_catalogue_node", &json!({"parent": null, "level": "brand", "name": "远山", "price": ""}));
    let brand = manager.must("store", &json!({}))["catalogue"][0]["id"].clone();
    for name in ["远山X3", "远山X5"] {
        manager.must("add_catalogue_node", &json!({"parent": brand, "level": "series", "name": name, "price": ""}));
    }
    let catalogue = manager.must("store", &json!({}))["catalogue"].clone();
    let series: Vec<(String, String)> = catalogue
        .as_array()
        .unwrap()
        .iter()
        .filter(|node| node["level"] == "series")
        .map(|node| (node["id"].as_str().unwrap().to_owned(), node["name"].as_str().unwrap().to_owned()))
        .collect();
    system.settle(&[0]);
    series
}

/// Invites a device, joins with the code, compares the digits, lets it in.
fn enrol(system: &mut System, place: usize, name: &str) {
    let page = system.devices[0].must("store", &json!({}));
    let row = page["staff"].as_array().unwrap().iter().find(|row| row["name"] == name).unwrap().clone();
    let invitation = answered(system, "invite_device", json!({"staff": row["id"]}));
    system.devices[place]
        .must("join_store", &json!({"relay": "relay", "code": invitation["code"], "device_name": format!("设备{place}")}));
    let pending = compared(system, place);
    answered(system, "confirm_device", json!({"slot": pending[0]["slot"], "admit": true}));
    system.devices[place].app().poll_join().unwrap();
    assert!(!system.devices[place].app().is_joining());
}

/// The manager's device sees who waits and adds its part to the digits; then the other reveals its own. Each needs a few
/// turns of the network.
fn compared(system: &mut System, place: usize) -> Value {
    for _ in 0..100 {
        let pending = answered(system, "pending_devices", json!({}));
        let joining = system.devices[place].must("state", &json!({}));
        if pending[0]["digits"].as_str().is_some_and(|digits| digits.len() == 6) {
            assert_eq!(pending[0]["digits"], joining["phase"]["digits"], "both screens show the same digits");
            return pending;
        }
        system.device_looks(0);
        system.pass_on();
        system.devices[place].app().poll_join().unwrap();
    }
    panic!("no digits came")
}

/// A command of device 0 that waits for the relay's answer; the network moves meanwhile.
fn answered(system: &mut System, command: &str, request: Value) -> Value {
    system.connect(0);
    let app = system.devices[0].app().clone();
    let told = command.to_owned();
    let asked = thread::spawn(move || forecourt_core::app::dispatch(&app, &told, request));
    while !asked.is_finished() {
        system.device_looks(0);
        system.pass_on();
        thread::yield_now();
    }
    asked.join().unwrap().unwrap_or_else(|error| panic!("{command}: {error:?}"))
}

fn role(post: Post) -> &'static str {
    match post {
        Post::Manager => "sales_manager",
        Post::Consultant => "consultant",
        Post::FrontDesk => "front_desk",
        Post::DccAgent => "dcc_agent",
    }
}

/// A folder in memory where there is one: what is proved here is not the disk.
fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy_folder(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), &to).unwrap();
        }
    }
}
