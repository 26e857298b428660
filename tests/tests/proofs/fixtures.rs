//! Proof 12: what older versions left behind is opened and understood, and the older version is understood by the newer
//! one. Nothing is lost, and what neither knows is kept.
//!
//! `tests/fixtures/first` was made by the code of commit c1c1538, vault schema 1, relay schema 1, protocol 1: a
//! consultant's device that was away, with three leads, one of which says things that no version knows, an event, three
//! changes and two drafts that were not sent; the relay it belongs to; every message of the devices, those of the return
//! (`return-0`) last; and what that code said of the device before (`expected.json`) and after (`after.json`) it. The key
//! beside it opens this test data and nothing else.

use std::{fs, path::PathBuf, sync::Arc};

use ciborium::Value as Cbor;
use forecourt_core::{
    app::{
        self, App, Link, Options,
        api::error::AppError,
        outside::{Address, Door, DoorError, KeyPlace, RelayPin},
    },
    clock::{Instant, ManualClock, SeededEntropy, World},
    sync::{
        DeviceKey,
        frame::{Challenged, ToDevice, ToRelay},
        wire,
    },
    vault::{Database, Key, VaultError, meta},
};
use forecourt_relay::relay::{Config, ConnId, Outgoing, Relay};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Just after the fixture was made.
const THEN_MS: i64 = 1_795_318_200_000;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/first").join(name)
}

fn told(name: &str) -> Value {
    serde_json::from_slice(&fs::read(fixture(name)).unwrap()).unwrap()
}

fn key() -> Key {
    let text = fs::read_to_string(fixture("key")).unwrap();
    let hex = text.lines().find_map(|line| line.strip_prefix("store ")).unwrap();
    Key::from_bytes(bytes(hex).try_into().unwrap())
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect()
}

fn world(seed: u64) -> World {
    World::new(Arc::new(ManualClock::at(Instant::from_unix_ms(THEN_MS))), Arc::new(SeededEntropy::new(seed)))
}

/// The fixture's key.
struct TheKey;

impl KeyPlace for TheKey {
    fn load(&self, name: &str) -> Result<Option<Key>, AppError> {
        Ok((name == "store").then(key))
    }
    fn keep(&self, _: &str, _: &Key) -> Result<(), AppError> {
        Ok(())
    }
    fn forget(&self, _: &str) -> Result<(), AppError> {
        Ok(())
    }
    fn place(&self) -> &'static str {
        "file"
    }
}

struct NoDoor;

impl Door for NoDoor {
    fn look(&self, _: &str) -> Result<Option<RelayPin>, DoorError> {
        Err(DoorError::Unreachable)
    }

    fn post(&self, _: &Address, _: &str, _: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        Err(DoorError::Unreachable)
    }
}

/// Every container of the first schema.
const FIRST_SCHEMA: [&str; 10] =
    ["file", "phones", "consents", "opportunities", "follow_ups", "entries", "staff", "staff_names", "catalogue", "grades"];

/// The device of the fixture under present code.
fn device() -> (App, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    for name in ["store.db", "store.db.key-mark"] {
        fs::copy(fixture(name), folder.path().join(name)).unwrap();
    }
    let app = App::open(Options {
        data: folder.path().to_owned(),
        world: world(1),
        keys: Arc::new(TheKey),
        door: Arc::new(NoDoor),
        relay_host: None,
        printer: None,
        background: None,
    });
    (app.unwrap(), folder)
}

fn ask(app: &App, command: &str, request: Value) -> Value {
    app::dispatch(app, command, request).unwrap_or_else(|error| panic!("{command}: {error:?}"))
}

/// What a file says, the containers of a later schema left out while nothing stands in them.
fn content(app: &App, file: &str) -> Value {
    let mut content: Value = serde_json::from_str(&app.inspect(file.parse().unwrap()).unwrap().content).unwrap();
    let later: Vec<String> =
        content.as_object().unwrap().keys().filter(|name| !FIRST_SCHEMA.contains(&name.as_str())).cloned().collect();
    for name in later {
        assert_eq!(content.as_object_mut().unwrap().remove(&name), Some(json!({})), "{name}");
    }
    content
}

/// Every file says what the older code said, made of the same changes.
fn says(app: &App, expected: &Value) {
    let files = expected["files"].as_object().unwrap();
    assert_eq!(app.held_files().unwrap().len(), files.len());
    for (file, was) in files {
        let is = app.inspect(file.parse().unwrap()).unwrap();
        assert_eq!(content(app, file), was["content"], "{file}");
        assert_eq!(json!(is.changes.iter().map(ToString::to_string).collect::<Vec<_>>()), was["changes"], "{file}");
    }
    let here = ask(app, "diagnosis", json!({}));
    assert_eq!((&here["ledger_len"], &here["ledger_head"]), (&expected["ledger_len"], &expected["ledger_head"]));
}

#[test]
fn a_device_of_the_first_schema_opens_with_everything_it_had() {
    let expected = told("expected.json");
    let (app, _folder) = device();
    let state = ask(&app, "state", json!({}));
    assert_eq!(state["phase"]["phase"], "ready", "{state}");
    says(&app, &expected);
    let drafts = ask(&app, "drafts", json!({}));
    for draft in expected["drafts"].as_array().unwrap() {
        let is_it = |kept: &&Value| ["id", "form", "values"].iter().all(|part| kept[part] == draft[part]);
        assert_eq!(drafts.as_array().unwrap().iter().filter(is_it).count(), 1, "{draft} among {drafts}");
    }
    let waiting = expected["outbox"].as_array().unwrap().len();
    assert_eq!(ask(&app, "sync_status", json!({}))["waiting"], waiting);
    let list = ask(&app, "list_customers", json!({ "filter": {}, "sort": "opened", "offset": 0, "limit": 200 }));
    assert_eq!(list["total"], expected["captured"].as_array().unwrap().len());
    assert_eq!(ask(&app, "event", json!({ "file": expected["event"] }))["row"]["event"]["fields"]["name"], "星海广场外展");
}

#[test]
fn what_no_version_knows_is_kept_by_whoever_writes_beside_it() {
    let (app, folder) = device();
    let file = told("expected.json")["captured"][0].as_str().unwrap().to_owned();
    let edits =
        json!([{ "edit": "field", "field": "occupation", "value": "医生" }, { "edit": "note", "kind": "note", "text": "来了" }]);
    ask(&app, "edit_customer", json!({ "file": file, "edits": edits }));
    drop(app);
    let app = App::open(Options {
        data: folder.path().to_owned(),
        world: world(2),
        keys: Arc::new(TheKey),
        door: Arc::new(NoDoor),
        relay_host: None,
        printer: None,
        background: None,
    });
    let content = content(&app.unwrap(), &file);
    assert_eq!((&content["file"]["weather"], &content["file"]["steps_walked"]), (&json!("晴, 26 度"), &json!(4211)));
    assert_eq!(content["file"]["occupation"], "医生");
    let phones = content["phones"].as_object().unwrap();
    assert!(phones.values().any(|phone| phone["messenger"] == "另一种"));
}

/// The recorded messages of one connection and direction.
fn frames(connection: &str, way: &str) -> Vec<Vec<u8>> {
    let text = fs::read_to_string(fixture("frames.txt")).unwrap();
    let mut found = Vec::new();
    for line in text.lines() {
        let mut words = line.split(' ');
        let (whose, which, hex) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
        if (whose == connection || connection.is_empty()) && which == way {
            found.push(bytes(hex));
        }
    }
    assert!(!found.is_empty(), "{connection} {way}");
    found
}

fn cbor(bytes: &[u8]) -> Cbor {
    ciborium::from_reader(bytes).unwrap()
}

/// Whether everything in `old` is also in `new`; maps may have more.
fn holds(new: &Cbor, old: &Cbor) -> bool {
    match (new, old) {
        (Cbor::Map(new), Cbor::Map(old)) => old.iter().all(|(key, old)| {
            let found = new.iter().find(|(name, _)| name == key);
            found.is_some_and(|(_, new)| holds(new, old))
        }),
        (Cbor::Array(new), Cbor::Array(old)) => new.len() == old.len() && new.iter().zip(old).all(|(new, old)| holds(new, old)),
        _ => new == old,
    }
}

/// Reads a recorded message as present code does and writes it again: nothing of it was lost.
fn is_understood<T: DeserializeOwned + Serialize>(old: &[u8]) {
    let read: T = wire::decode(old, 64 << 20).unwrap_or_else(|error| panic!("{error}: {:?}", cbor(old)));
    let new = wire::encode(&read).unwrap();
    assert!(holds(&cbor(&new), &cbor(old)), "was {:?}, is {:?}", cbor(old), cbor(&new));
}

/// How a device joins was made anew before anything was released: these messages are no part of what must be understood.
const JOINING: [&str; 6] = ["open_slot", "slot_opened", "ask_pending", "pending", "close_slot", "slot_closed"];

#[test]
fn every_message_of_the_first_protocol_means_what_it_meant() {
    let is_kept = |frame: &&Vec<u8>| !JOINING.contains(&parts(frame).0.as_str());
    let (said, heard) = (frames("", "to_relay"), frames("", "to_device"));
    said.iter().filter(is_kept).for_each(|frame| is_understood::<ToRelay>(frame));
    heard.iter().filter(is_kept).for_each(|frame| is_understood::<ToDevice>(frame));
}

#[test]
fn a_device_of_today_understands_a_relay_of_the_first_protocol() {
    let (app, _folder) = device();
    let mut link: Link = app.link().unwrap().unwrap();
    link.opened().unwrap();
    for frame in frames("return-0", "to_device") {
        link.received(&frame).unwrap();
        link.poll().unwrap();
    }
    says(&app, &told("after.json"));
    assert_eq!(ask(&app, "sync_status", json!({}))["waiting"], 0, "what it sent was acknowledged");
}

/// A relay of the first schema under present code, and one connection to it.
struct OldRelay {
    relay: Relay,
    conn: ConnId,
    _folder: TempDir,
}

impl OldRelay {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("relay.db");
        fs::copy(fixture("relay.db"), &path).unwrap();
        let mut relay = Relay::open(&path, world(3), Config::default()).unwrap();
        let conn = relay.connect();
        Self { relay, conn, _folder: folder }
    }

    fn tell(&mut self, frame: &[u8]) -> Vec<Vec<u8>> {
        self.relay.receive(self.conn, frame);
        self.relay.commit().unwrap();
        let outgoing = self.relay.take_outgoing().into_iter();
        let message = |outgoing| match outgoing {
            Outgoing::Message { bytes, .. } => bytes.to_vec(),
            Outgoing::Close { .. } => panic!("the relay closed the connection"),
        };
        outgoing.map(message).collect()
    }
}

/// The name of a message and its fields.
fn parts(frame: &[u8]) -> (String, Cbor) {
    match cbor(frame) {
        Cbor::Map(mut map) if map.len() == 1 => {
            let (name, fields) = map.remove(0);
            (name.into_text().unwrap(), fields)
        }
        other => (other.into_text().unwrap(), Cbor::Null),
    }
}

/// Signs the recorded answer to a challenge anew, for the challenge that came now.
fn signed_anew(auth: &[u8], challenge: &[u8]) -> Vec<u8> {
    let ToDevice::Challenge { incarnation, nonce, .. } = ToDevice::decode(challenge).unwrap() else { panic!("no challenge") };
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("store.db"), folder.path().join("store.db")).unwrap();
    let db = Database::open(&folder.path().join("store.db"), &key()).unwrap();
    let kept = |name: &str| db.read::<_, VaultError>(|conn| meta::bytes(conn, name)).unwrap().unwrap();
    let device = DeviceKey::from_secret(&kept("secret").try_into().unwrap());
    let ToRelay::Hello { store, device: id, .. } = ToRelay::decode(&frames("return-0", "to_relay")[0]).unwrap() else {
        panic!("no hello")
    };
    let signature = Challenged { store, incarnation, nonce, device: id }.sign(&device);
    let (name, Cbor::Map(mut fields)) = parts(auth) else { panic!("no fields") };
    let place = fields.iter_mut().find(|(key, _)| key.as_text() == Some("signature")).unwrap();
    place.1 = Cbor::Bytes(signature.as_bytes().to_vec());
    wire::encode(&Cbor::Map(vec![(Cbor::Text(name), Cbor::Map(fields))])).unwrap()
}

#[test]
fn a_relay_of_today_serves_a_device_of_the_first_protocol() {
    let mut relay = OldRelay::open();
    let said = frames("return-0", "to_relay");
    let heard: Vec<(String, Cbor)> = frames("", "to_device").iter().map(|frame| parts(frame)).collect();
    let challenge = relay.tell(&said[0]);
    let mut answers = relay.tell(&signed_anew(&said[1], &challenge[0]));
    for frame in &said[2..] {
        answers.extend(relay.tell(frame));
    }
    for answer in challenge.iter().chain(&answers) {
        let (name, fields) = parts(answer);
        let old = heard.iter().find(|(known, _)| *known == name);
        let (_, old) = old.unwrap_or_else(|| panic!("an older device does not know {name}"));
        if let (Cbor::Map(new), Cbor::Map(old)) = (&fields, old) {
            let missing: Vec<&Cbor> =
                old.iter().map(|(key, _)| key).filter(|key| !new.iter().any(|(name, _)| name == *key)).collect();
            assert_eq!(missing, [&Cbor::Null; 0], "fields that an older device needs in {name}");
        }
    }
    let accepted: usize = answers
        .iter()
        .map(|answer| match ToDevice::decode(answer).unwrap() {
            ToDevice::Pushed { accepted, .. } => accepted.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(accepted, told("expected.json")["outbox"].as_array().unwrap().len(), "what it had to send was kept");
}
