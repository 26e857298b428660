//! Devices and a relay from a seed: connections cut at any message, messages held back, the relay restarted with work
//! uncommitted, files handed back and forth. In the end every device holds all of what it may see, and of what it never
//! might see nothing. Time, randomness and order all come from the seed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use automerge::{ActorId, Automerge, Change, ReadDoc as _};
use forecourt_core::{
    guard::genesis,
    ids::{ChangeHash, FileId, StaffId},
    policy::FileKind,
    sync::{
        Envelope, Ledger, Place, Session,
        frame::ToDevice,
        ledger::{Act, Said, Statement},
        page,
        session::{Effect, Event, Identity, Position, Status},
    },
};

use super::crew::{ADMIN, ANNA, BO, Crew, MANAGER, device, file, key, on_device, staff, write};
use crate::relay::{ConnId, Outgoing};

/// A device: what it keeps, and what it has only while it runs.
struct Phone {
    n: u8,
    position: Position,
    ledger: Ledger,
    files: BTreeMap<FileId, (StaffId, Automerge)>,
    outbox: Vec<Envelope>,
    proposals: Vec<Statement>,
    refused: usize,
    session: Session,
    conn: Option<ConnId>,
    up: VecDeque<Vec<u8>>,
    down: VecDeque<Vec<u8>>,
    status: Status,
}

struct Play {
    crew: Crew,
    phones: Vec<Phone>,
    random: u64,
    made: u8,
}

impl Phone {
    fn new(crew: &Crew, n: u8) -> Self {
        Self {
            n,
            position: Position::default(),
            ledger: Ledger::default(),
            files: BTreeMap::new(),
            outbox: Vec::new(),
            proposals: Vec::new(),
            refused: 0,
            session: session(crew, n, Position::default()),
            conn: None,
            up: VecDeque::new(),
            down: VecDeque::new(),
            status: Status::Offline,
        }
    }

    fn run(&mut self, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            for effect in self.session.on(event) {
                events.extend(self.carry_out(effect));
            }
        }
    }

    fn carry_out(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Send(frame) => self.up.push_back(frame.encode().unwrap()),
            Effect::ReadOutbox { skip, limit } => {
                return Some(Event::OutboxRead(self.outbox.iter().skip(skip).take(limit).cloned().collect()));
            }
            Effect::ReadProposals { limit } => {
                return Some(Event::ProposalsRead(self.proposals.iter().take(limit).cloned().collect()));
            }
            Effect::Ingest { items, position } => {
                for item in items {
                    let (file, kind) = (item.envelope.file, item.envelope.kind);
                    let begun = || (item.creator, genesis::document(kind, file));
                    let mut document = self.files.get(&file).cloned().unwrap_or_else(begun).1;
                    let change = Change::try_from(item.envelope.change.as_slice()).unwrap();
                    // What it stands on is not here: the file's snapshot is on its way.
                    if document.get_missing_deps(change.deps()).is_empty() {
                        document.apply_changes([change]).unwrap();
                        self.files.insert(file, (item.creator, document));
                    }
                }
                self.position = position;
                return Some(Event::Ingested);
            }
            Effect::IngestSnapshots { page, position } => {
                for snapshot in page::unpack(&page).unwrap() {
                    let mut theirs = Automerge::load(&snapshot.doc).unwrap();
                    if let Some((_, ours)) = self.files.get_mut(&snapshot.file) {
                        theirs.merge(ours).unwrap();
                    }
                    self.files.insert(snapshot.file, (snapshot.creator, theirs));
                }
                self.position = position;
                return Some(Event::Ingested);
            }
            Effect::TakeLedger(entries) => {
                for entry in entries.iter().filter(|entry| entry.seq >= self.ledger.len()).cloned().collect::<Vec<_>>() {
                    self.ledger.append(&entry).unwrap();
                }
            }
            Effect::Acknowledge { accepted, refused } => {
                self.refused += refused.len();
                let is_done = |hash| {
                    accepted.iter().any(|accepted| accepted.hash == hash) || refused.iter().any(|refused| refused.hash == hash)
                };
                self.outbox.retain(|envelope| !is_done(envelope.hash()));
            }
            Effect::AcknowledgeProposals { accepted, refused } => {
                assert!(refused.is_empty(), "{refused:?}");
                self.proposals.retain(|statement| !accepted.contains(&statement.id().unwrap()));
            }
            Effect::SavePosition(position) => self.position = position,
            Effect::Status(status) => self.status = status,
            Effect::Tell(_) | Effect::RelayTime(_) | Effect::SealKey(_) | Effect::Close(_) => {}
            other => panic!("{other:?}"),
        }
        None
    }

    fn owns(&self, file: FileId) -> bool {
        let Some((creator, _)) = self.files.get(&file) else { return false };
        self.ledger.now().owner_of(file, *creator) == Some(staff(self.n))
    }

    fn hashes(&self, file: FileId) -> BTreeSet<ChangeHash> {
        let Some((_, document)) = self.files.get(&file) else { return BTreeSet::new() };
        document.get_changes(&[]).iter().skip(1).map(|change| ChangeHash::from_bytes(change.hash().0)).collect()
    }
}

fn session(crew: &Crew, n: u8, position: Position) -> Session {
    Session::new(Identity { store: crew.store(), device: device(n), key: key(n) }, position)
}

impl Play {
    fn new(seed: u64) -> Self {
        let crew = Crew::staffed();
        let phones = [ADMIN, MANAGER, ANNA, BO].map(|n| Phone::new(&crew, n)).into();
        Self { crew, phones, random: seed, made: 0 }
    }

    fn draw(&mut self, below: usize) -> usize {
        self.random = self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.random >> 33).unwrap() % below
    }

    fn connect(&mut self, at: usize) {
        let conn = self.crew.relay.connect();
        let phone = &mut self.phones[at];
        phone.conn = Some(conn);
        let opened = Event::Opened { ledger_len: phone.ledger.len(), ledger_head: phone.ledger.head(), heights: vec![] };
        phone.run(opened);
    }

    /// The process dies or the network goes: what is on its way is gone.
    fn cut(&mut self, at: usize) {
        let phone = &mut self.phones[at];
        if let Some(conn) = phone.conn.take() {
            self.crew.relay.disconnect(conn);
        }
        phone.up.clear();
        phone.down.clear();
        phone.status = Status::Offline;
        phone.session = session(&self.crew, phone.n, phone.position);
    }

    fn restart_relay(&mut self) {
        for at in 0..self.phones.len() {
            self.cut(at);
        }
        self.crew.restart();
    }

    fn commit(&mut self) {
        self.crew.relay.commit().unwrap();
        for outgoing in self.crew.relay.take_outgoing() {
            let Outgoing::Message { conn, bytes } = outgoing else { continue };
            if let Some(phone) = self.phones.iter_mut().find(|phone| phone.conn == Some(conn)) {
                phone.down.push_back(bytes.to_vec());
            }
        }
    }

    /// One message of a device moves; whether there was one.
    fn deliver(&mut self, at: usize) -> bool {
        let phone = &mut self.phones[at];
        if let (Some(bytes), Some(conn)) = (phone.up.pop_front(), phone.conn) {
            self.crew.relay.receive(conn, &bytes);
            return true;
        }
        if let Some(bytes) = phone.down.pop_front() {
            let frame = ToDevice::decode(&bytes).unwrap();
            phone.run(Event::Frame(frame));
            return true;
        }
        false
    }

    fn capture(&mut self, at: usize) {
        self.made += 1;
        let (n, made) = (self.phones[at].n, self.made);
        let id = file(made);
        let document = genesis::document(FileKind::Customer, id);
        self.edit(at, id, &on_device(&document, n, made), staff(n));
    }

    fn edit(&mut self, at: usize, id: FileId, document: &Automerge, creator: StaffId) {
        let (store, salt) = (self.crew.store(), self.draw(usize::MAX));
        let phone = &mut self.phones[at];
        if phone.ledger.now().staff_of(device(phone.n)).is_none() {
            return;
        }
        let mut document = on_device(document, phone.n, 0);
        // A fresh actor for each edit, as after each start of a process.
        document.set_actor(ActorId::from([salt.to_be_bytes(), [phone.n; 8]].concat()));
        let change = write(&mut document, &format!("note {salt}"));
        let place = Place { store, file: id, kind: FileKind::Customer, about: None };
        phone.outbox.push(Envelope::seal(place, change, device(phone.n), phone.ledger.head(), &key(phone.n)));
        phone.files.insert(id, (creator, document));
        phone.run(Event::LocalChanges);
    }

    fn edit_own(&mut self, at: usize) {
        let own: Vec<FileId> = self.phones[at].files.keys().copied().filter(|file| self.phones[at].owns(*file)).collect();
        if own.is_empty() {
            return;
        }
        let id = own[self.draw(own.len())];
        let (creator, document) = self.phones[at].files[&id].clone();
        self.edit(at, id, &document, creator);
    }

    fn assign(&mut self, n: u8) {
        let manager = self.phones.iter().position(|phone| phone.n == MANAGER).unwrap();
        let files: Vec<FileId> = self.phones[manager].files.keys().copied().collect();
        if files.is_empty() || self.phones[manager].ledger.now().staff_of(device(MANAGER)).is_none() {
            return;
        }
        let chosen = files[self.draw(files.len())];
        let id = self.crew.world.mint();
        let phone = &mut self.phones[manager];
        let act = Act::FilesAssigned { files: vec![chosen], owner: Some(staff(n)) };
        let said = Said { id, store: phone.ledger.store(), device: device(MANAGER), on: phone.ledger.head(), act };
        phone.proposals.push(Statement::sign(&said, &key(MANAGER)).unwrap());
        phone.run(Event::LocalProposals);
    }

    fn step(&mut self) {
        let at = self.draw(self.phones.len());
        match self.draw(40) {
            0 => self.cut(at),
            1 if self.draw(4) == 0 => self.restart_relay(),
            2 | 3 if self.made < 12 => self.capture(2 + at % 2),
            4..=6 => self.edit_own(2 + at % 2),
            7 | 8 => {
                let to = if self.draw(2) == 0 { ANNA } else { BO };
                self.assign(to);
            }
            9..=15 => self.commit(),
            16 => self.phones[at].run(Event::Tick),
            _ if self.phones[at].conn.is_none() => self.connect(at),
            _ => {
                self.deliver(at);
            }
        }
    }

    /// Everything connects and runs until nothing moves.
    fn come_to_rest(&mut self) {
        for _ in 0..3 {
            for at in 0..self.phones.len() {
                if self.phones[at].conn.is_none() {
                    self.connect(at);
                }
                self.phones[at].run(Event::Tick);
            }
            let mut is_moving = true;
            while is_moving {
                is_moving = false;
                for at in 0..self.phones.len() {
                    while self.deliver(at) {
                        is_moving = true;
                    }
                }
                self.commit();
                is_moving |= self.phones.iter().any(|phone| !phone.down.is_empty());
            }
        }
    }

    fn check(&self, seed: u64) {
        let [_, manager, others @ ..] = &self.phones[..] else { panic!() };
        for phone in &self.phones {
            assert_eq!(phone.status, Status::Synced, "seed {seed}, {}", phone.n);
            assert!(phone.outbox.is_empty() && phone.proposals.is_empty(), "seed {seed}, {}", phone.n);
            assert_eq!(phone.refused, 0, "seed {seed}: edits are made by the rights their author had");
            assert_eq!(phone.ledger.head(), manager.ledger.head(), "seed {seed}, {}", phone.n);
        }
        assert!(self.phones[0].files.is_empty(), "an administrator gets no customer");
        for phone in others {
            for (file, (creator, _)) in &manager.files {
                let me = Some(staff(phone.n));
                if manager.ledger.now().owner_of(*file, *creator) == me {
                    assert_eq!(phone.hashes(*file), manager.hashes(*file), "seed {seed}, {} {file}", phone.n);
                }
                let had = (0..=manager.ledger.len()).any(|len| manager.ledger.at_len(len).owner_of(*file, *creator) == me);
                assert!(had || !phone.files.contains_key(file), "seed {seed}, {} {file}", phone.n);
            }
        }
    }
}

#[test]
fn every_device_ends_with_all_it_may_see_and_nothing_it_never_might() {
    for seed in super::rounds(10) {
        let mut play = Play::new(seed);
        for _ in 0..600 {
            play.step();
        }
        play.come_to_rest();
        play.check(seed);
    }
}
