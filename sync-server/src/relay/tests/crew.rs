//! A relay and people with devices, driven by hand.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, OnceLock},
};

use automerge::{
    ActorId, Author, Automerge, AutomergeError, ROOT, ReadDoc as _,
    transaction::{CommitOptions, Transactable as _},
};
use forecourt_core::{
    clock::{Instant, ManualClock, SeededEntropy, World},
    guard::genesis,
    ids::{DeviceId, FileId, StaffId, StatementId, StoreId},
    policy::{FileKind, Role},
    sync::{
        DeviceKey, Envelope, Nonce, Place,
        audit::AuditWord,
        frame::{Accepted, Auth, Challenged, Numbered, RefusedChange, ToDevice, ToRelay, heights},
        http::{Asking, Join, Open},
        ledger::{Act, Entry, Founding, Ledger, Said, Statement},
        page,
        pairing::{Code, CodeKey, Commitment},
    },
};

use crate::relay::{Config, ConnId, Outgoing, Relay};

pub const ADMIN: u8 = 1;
pub const MANAGER: u8 = 2;
pub const ANNA: u8 = 3;
pub const BO: u8 = 4;

pub fn staff(n: u8) -> StaffId {
    StaffId::from_bytes([n; 16])
}
pub fn device(n: u8) -> DeviceId {
    DeviceId::from_bytes([n; 16])
}
pub fn file(n: u8) -> FileId {
    FileId::from_bytes([n; 16])
}
pub fn key(n: u8) -> DeviceKey {
    DeviceKey::from_secret(&[n; 32])
}

/// What a device sends that knows the code and sees no TLS.
pub fn joining(code: &Code, n: u8) -> Join {
    let (device, key) = (device(n), key(n).public());
    let commitment = Commitment::to(nonce(n), device, key);
    let asking = Asking { locator: code.locator(), device, key, name: "Tablet".into(), commitment };
    Join::new(&CodeKey::of(code).unwrap(), None, asking)
}

/// What such a device committed to.
pub fn nonce(n: u8) -> Nonce {
    Nonce::from_bytes([n; 32])
}

/// Opens a place for a device of Anna with this code.
pub fn place(code: &Code) -> ToRelay {
    let code_key = *CodeKey::of(code).unwrap().as_bytes();
    ToRelay::OpenSlot { staff: staff(ANNA), locator: code.locator(), code_key }
}

pub fn opening(code: &Code) -> Open {
    Open::new(&CodeKey::of(code).unwrap(), None, first_entry())
}

/// Stretching takes a moment, and the first code of a crew is always the same.
fn stretched(code: &Code) -> CodeKey {
    static KEYS: OnceLock<Mutex<HashMap<String, CodeKey>>> = OnceLock::new();
    let mut keys = KEYS.get_or_init(Mutex::default).lock().unwrap();
    keys.entry(code.text()).or_insert_with(|| CodeKey::of(code).unwrap()).clone()
}

pub fn first_entry() -> Entry {
    let founding = Founding {
        founder: staff(ADMIN),
        roles: vec![Role::Administrator],
        device: device(ADMIN),
        key: key(ADMIN).public(),
        device_name: "Office".into(),
        practice: false,
        nonce: [7; 16],
    };
    Entry::first(StatementId::from_bytes([200; 16]), founding, &key(ADMIN)).unwrap()
}

pub struct Crew {
    pub relay: Relay,
    pub clock: Arc<ManualClock>,
    pub dir: tempfile::TempDir,
    pub world: World,
    /// What every device received, as bytes too.
    pub inbox: BTreeMap<ConnId, Vec<ToDevice>>,
    pub bytes: BTreeMap<ConnId, Vec<u8>>,
    pub closed: Vec<ConnId>,
    pub ledger: Ledger,
    said: u8,
    lives: u64,
}

impl Crew {
    /// A relay without a store.
    pub fn alone() -> Self {
        let clock = Arc::new(ManualClock::at(Instant::from_unix_ms(1_700_000_000_000)));
        let world = World::new(clock.clone(), Arc::new(SeededEntropy::new(7)));
        let dir = tempfile::tempdir().unwrap();
        let relay = Relay::open(&dir.path().join("relay.db"), world.clone(), Config::default()).unwrap();
        Self {
            relay,
            clock,
            dir,
            world,
            inbox: BTreeMap::new(),
            bytes: BTreeMap::new(),
            closed: Vec::new(),
            ledger: Ledger::default(),
            said: 0,
            lives: 7,
        }
    }

    /// A store with an administrator, a manager and two consultants.
    pub fn staffed() -> Self {
        let mut crew = Self::alone();
        let code_key = stretched(&crew.relay.first_code().unwrap());
        crew.relay.first_code.as_mut().unwrap().key = Some(code_key.clone());
        let open = Open::new(&code_key, None, first_entry());
        crew.relay.open_store(&open).unwrap();
        crew.settle();
        crew.ledger.append(&open.entry).unwrap();
        let admin = crew.sign_in(ADMIN);
        for (n, role) in [(MANAGER, Role::SalesManager), (ANNA, Role::Consultant), (BO, Role::Consultant)] {
            crew.say(admin, ADMIN, Act::StaffAdded { staff: staff(n), roles: vec![role] });
            let enrolled = Act::DeviceEnrolled { device: device(n), staff: staff(n), key: key(n).public(), name: "Phone".into() };
            crew.say(admin, ADMIN, enrolled);
        }
        crew
    }

    /// Stops the relay and starts it on the same data.
    pub fn restart(&mut self) {
        self.lives += 1;
        self.world = World::new(self.clock.clone(), Arc::new(SeededEntropy::new(self.lives)));
        self.relay = Relay::open(&self.dir.path().join("relay.db"), self.world.clone(), Config::default()).unwrap();
        self.inbox.clear();
    }

    /// Commits and hands out what leaves.
    pub fn settle(&mut self) {
        self.relay.commit().unwrap();
        self.hand_out();
    }

    pub fn hand_out(&mut self) {
        for outgoing in self.relay.take_outgoing() {
            match outgoing {
                Outgoing::Message { conn, bytes } => {
                    let frame = ToDevice::decode(&bytes).unwrap();
                    if let ToDevice::LedgerEntries { entries } = &frame {
                        for entry in entries.iter().filter(|entry| entry.seq >= self.ledger.len()).cloned().collect::<Vec<_>>() {
                            self.ledger.append(&entry).unwrap();
                        }
                    }
                    self.bytes.entry(conn).or_default().extend(bytes.iter());
                    self.inbox.entry(conn).or_default().push(frame);
                }
                Outgoing::Close { conn } => self.closed.push(conn),
            }
        }
    }

    /// What stands in the audit log under a word: of which device, how often, and why.
    pub fn recorded(&self, what: AuditWord) -> Vec<(Option<DeviceId>, Option<u32>, Option<String>)> {
        let rows = self.relay.store.audit_from(0, 10_000).unwrap();
        let notes = rows.iter().map(|row| row.read().unwrap().record.note).filter(|note| note.what == what);
        notes.map(|note| (note.by, note.count, note.reason)).collect()
    }

    pub fn tell(&mut self, conn: ConnId, frame: &ToRelay) -> Vec<ToDevice> {
        self.relay.receive(conn, &frame.encode().unwrap());
        self.settle();
        self.heard(conn)
    }

    pub fn heard(&mut self, conn: ConnId) -> Vec<ToDevice> {
        self.inbox.remove(&conn).unwrap_or_default()
    }

    pub fn store(&self) -> StoreId {
        first_entry().statement.store_id()
    }

    pub fn hello(&mut self, n: u8) -> (ConnId, Vec<ToDevice>) {
        let conn = self.relay.connect();
        let hello = ToRelay::Hello { protocols: vec![1], store: self.store(), device: device(n) };
        let heard = self.tell(conn, &hello);
        (conn, heard)
    }

    pub fn auth(&self, n: u8, heard: &[ToDevice]) -> Auth {
        let [ToDevice::Challenge { incarnation, nonce, .. }] = heard else { panic!("{heard:?}") };
        let challenged = Challenged { store: self.store(), incarnation: *incarnation, nonce: *nonce, device: device(n) };
        Auth {
            signature: challenged.sign(&key(n)),
            cursor: 0,
            ledger_len: self.ledger.len(),
            ledger_head: self.ledger.head(),
            granted_len: self.ledger.len(),
            bootstrapped: true,
            incarnation: Some(*incarnation),
            heights: heights(&self.ledger),
        }
    }

    /// A connection that proved who it is.
    pub fn sign_in(&mut self, n: u8) -> ConnId {
        let (conn, heard) = self.hello(n);
        let auth = self.auth(n, &heard);
        let heard = self.tell(conn, &ToRelay::Auth(auth));
        assert!(matches!(heard[0], ToDevice::Welcome { .. }), "{heard:?}");
        conn
    }

    /// One that has everything and hears what happens.
    pub fn live(&mut self, n: u8) -> ConnId {
        let conn = self.sign_in(n);
        let mut after = 0;
        loop {
            let heard = self.tell(conn, &ToRelay::Pull { after, limit: 512 });
            let [ToDevice::Changes { upto, more, .. }] = heard[..] else { panic!("{heard:?}") };
            after = upto;
            if !more {
                return conn;
            }
        }
    }

    pub fn say(&mut self, conn: ConnId, by: u8, act: Act) -> Vec<ToDevice> {
        self.said += 1;
        let said = Said {
            id: StatementId::from_bytes([self.said; 16]),
            store: Some(self.store()),
            device: device(by),
            on: self.ledger.head(),
            act,
        };
        let statement = Statement::sign(&said, &key(by)).unwrap();
        self.tell(conn, &ToRelay::Propose { statements: vec![statement] })
    }

    pub fn seal(&self, by: u8, place: Place, change: Vec<u8>) -> Envelope {
        Envelope::seal(place, change, device(by), self.ledger.head(), &key(by))
    }

    pub fn customer(&self, n: u8) -> Place {
        Place { store: self.store(), file: file(n), kind: FileKind::Customer, about: None }
    }

    /// A new customer file with one change.
    pub fn lead(&self, by: u8, n: u8, note: &str) -> (Automerge, Envelope) {
        let mut document = on_device(&genesis::document(FileKind::Customer, file(n)), by, n);
        let change = write(&mut document, note);
        let envelope = self.seal(by, self.customer(n), change);
        (document, envelope)
    }

    pub fn push(&mut self, conn: ConnId, envelopes: Vec<Envelope>) -> (Vec<Accepted>, Vec<RefusedChange>) {
        let heard = self.tell(conn, &ToRelay::Push { id: 1, envelopes });
        pushed(&heard)
    }
}

/// A copy on which a device writes.
pub fn on_device(document: &Automerge, by: u8, salt: u8) -> Automerge {
    let mut actor = [by; 16];
    actor[0] = salt;
    document.clone().with_author(Some(Author::from(vec![by; 16]))).with_actor(ActorId::from(&actor[..]))
}

/// One more change.
pub fn write(document: &mut Automerge, note: &str) -> Vec<u8> {
    let before = document.get_heads();
    document
        .transact_with::<_, (), AutomergeError, _>(
            |()| CommitOptions::default().with_time(0),
            |transaction| {
                let (_, fields) = transaction.get(ROOT, "file")?.unwrap();
                transaction.put(&fields, "note", note)
            },
        )
        .unwrap();
    document.save_after(&before)
}

pub fn pushed(heard: &[ToDevice]) -> (Vec<Accepted>, Vec<RefusedChange>) {
    let mut found = (Vec::new(), Vec::new());
    for frame in heard {
        if let ToDevice::Pushed { accepted, refused, .. } = frame {
            found.0.extend(accepted.clone());
            found.1.extend(refused.clone());
        }
    }
    found
}

pub fn changes(heard: &[ToDevice]) -> Vec<&Numbered> {
    heard.iter().flat_map(|frame| if let ToDevice::Changes { items, .. } = frame { items.as_slice() } else { &[] }).collect()
}

pub fn paged_files(heard: &[ToDevice]) -> Vec<FileId> {
    let mut files = Vec::new();
    for frame in heard {
        if let ToDevice::Snapshots(snapshots) = frame {
            files.extend(page::unpack(&snapshots.page).unwrap().into_iter().map(|snapshot| snapshot.file));
        }
    }
    files
}
