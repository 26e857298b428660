//! The relay without sockets: messages in, messages out, one SQLite file. Synchronous and driven from one thread, so that
//! a test can run devices and a relay from a seed; the same code ships.
//!
//! Invariant: nothing leaves before the commit that makes it true ([`Relay::commit`], then [`Relay::take_outgoing`]), and
//! nothing leaves that the present ledger does not let its reader see. If the disk refuses, everything since the last
//! commit is forgotten, in memory too, and every connection ends; devices come back and push again.
//!
//! It judges access by envelopes and ledger; documents are opened only by the guard, to see that a change can be kept.

mod accept;
mod audit;
mod config;
mod connection;
mod documents;
mod enrol;
mod erase;
mod figures;
mod files;
mod healing;
mod late;
mod people;
mod quarantine;
mod serve;
mod sieve;
pub(crate) mod store;
#[cfg(test)]
pub(crate) mod tests;
mod waiting;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use audit::Repeated;
pub use config::Config;
use connection::{Conn, Presence, Stage};
use documents::Documents;
use enrol::FirstCode;
pub use figures::Figures;
use files::Files;
use forecourt_core::{
    clock::World,
    ids::FileId,
    sync::{
        Ledger, Refusal,
        audit::{AuditChain, AuditNote},
        frame::{Numbered, ToDevice, ToRelay},
        pairing::{Code, CodeKey, RelayPin},
        sealed::SealSecret,
        wire::WireError,
    },
};
use quarantine::SetAside;
use serve::Granting;
use sieve::Sieve;
pub use store::StoreError;
use store::{Gate, Life, Store};
use waiting::{Room, Waiting};

/// One connection, as the carrier of its bytes knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnId(u64);

impl ConnId {
    /// No connection: what the relay does by itself.
    const NOBODY: Self = Self(0);
}

/// What the carrier is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outgoing {
    /// Send these bytes as one message.
    Message {
        /// To whom.
        conn: ConnId,
        /// What.
        bytes: Arc<Vec<u8>>,
    },
    /// Close the connection once everything before was sent.
    Close {
        /// Which.
        conn: ConnId,
    },
}

/// Why a message is not carried out.
#[derive(Debug)]
enum Stop {
    /// The connection ends.
    Bye(Refusal),
    /// The disk refuses.
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// A relay of one store.
#[derive(Debug)]
pub struct Relay {
    world: World,
    config: Config,
    store: Store,
    life: Life,
    /// Opens what revoked devices hand over.
    seal: SealSecret,
    gate: Gate,
    pin: Option<RelayPin>,
    ledger: Ledger,
    granting: Vec<Granting>,
    audit: AuditChain,
    repeated: Repeated,
    /// Notes of who came that are not written down yet.
    later: Vec<AuditNote>,
    files: Files,
    documents: Documents,
    waiting: Waiting,
    set_aside: SetAside,
    sieve: Sieve,
    /// Number of the last change.
    head: u64,
    /// Changes appended since the last commit.
    fresh: Vec<Arc<Numbered>>,
    /// Files whose packed form is not up to date.
    unpacked: BTreeSet<FileId>,
    first_code: Option<FirstCode>,
    connections: BTreeMap<ConnId, Conn>,
    last_conn: u64,
    presence: Presence,
    /// Held back until the commit.
    outgoing: Vec<Outgoing>,
    released: Vec<Outgoing>,
    /// Something since the last commit failed: it must not be committed.
    is_broken: bool,
    /// Something was erased and the write-ahead log not emptied since.
    is_sweeping: bool,
}

impl Relay {
    /// Opens the relay whose data lies in the SQLite file at `path`, or begins one.
    pub fn open(path: &Path, world: World, config: Config) -> Result<Self, StoreError> {
        let mut store = Store::open(path)?;
        let life = store.life(world.random())?;
        let seal = store.seal_secret(world.random())?;
        store.commit()?;
        let gate = store.gate()?;
        let code = Code::from_random(&world.random());
        let mut relay = Self {
            world,
            config,
            store,
            life,
            seal,
            gate,
            pin: None,
            ledger: Ledger::default(),
            granting: Vec::new(),
            audit: AuditChain::default(),
            repeated: Repeated::default(),
            later: Vec::new(),
            files: Files::default(),
            documents: Documents::new(config.document_bytes),
            waiting: Waiting::new(
                Room { count: config.waiting_count, bytes: config.waiting_bytes },
                Room { count: config.waiting_count_each, bytes: config.waiting_bytes_each },
            ),
            set_aside: SetAside::default(),
            sieve: Sieve::default(),
            head: 0,
            fresh: Vec::new(),
            unpacked: BTreeSet::new(),
            first_code: None,
            connections: BTreeMap::new(),
            last_conn: 0,
            presence: Presence::default(),
            outgoing: Vec::new(),
            released: Vec::new(),
            is_broken: false,
            // A crash may have come between an erasure and its sweep.
            is_sweeping: true,
        };
        relay.load()?;
        if relay.ledger.is_empty() {
            relay.first_code = Some(FirstCode::new(code));
        }
        Ok(relay)
    }

    /// Reads what is kept in memory from the disk.
    fn load(&mut self) -> Result<(), StoreError> {
        self.gate = self.store.gate()?;
        self.life.leavers = self.store.leavers()?;
        self.ledger = Ledger::default();
        self.granting = Vec::new();
        for entry in self.store.entries()? {
            let said = self.ledger.append(&entry).map_err(|_| StoreError::Damaged { what: "ledger" })?;
            self.granting.push(Granting::from(&said.act));
        }
        self.audit = AuditChain::after(self.store.audit_head()?);
        self.files = Files::from_rows(self.store.files()?, self.store.erased()?);
        for (customer, vehicle, number) in self.store.vehicles()? {
            self.files.drove_in(customer, vehicle, number);
        }
        self.head = self.store.head()?;
        self.unpacked = self.store.unpacked()?.into_iter().collect();
        self.sieve = Sieve::new(self.store.epoch()?);
        self.set_aside = self.store.quarantined()?.into_iter().collect();
        self.presence.seen = self.store.seen()?.into_iter().collect();
        self.documents.clear();
        self.waiting.clear();
        self.fresh.clear();
        Ok(())
    }

    /// A connection came.
    pub fn connect(&mut self) -> ConnId {
        self.last_conn += 1;
        let conn = ConnId(self.last_conn);
        self.connections.insert(conn, Conn { since: self.world.now(), stage: Stage::New });
        conn
    }

    /// A connection is gone.
    pub fn disconnect(&mut self, conn: ConnId) {
        self.waiting.forget(conn);
        self.sieve.forget(conn);
        let Some(gone) = self.connections.remove(&conn) else { return };
        if let Some(signed) = gone.signed() {
            self.note_seen(signed.device);
        }
    }

    /// A message came. Whatever it leads to waits for [`Relay::commit`].
    pub fn receive(&mut self, conn: ConnId, bytes: &[u8]) {
        if self.is_broken || !self.connections.contains_key(&conn) {
            return;
        }
        let done = match ToRelay::decode(bytes) {
            Ok(frame) => self.take(conn, frame),
            Err(WireError::TooLarge { .. }) => Err(Stop::Bye(Refusal::TooLarge)),
            Err(WireError::Malformed) => Err(Stop::Bye(Refusal::Malformed)),
            Err(WireError::Newer) => Err(Stop::Bye(Refusal::OtherVersion)),
        };
        let done = match done {
            Err(Stop::Bye(reason)) => self.count_message(conn, bytes, reason).and(Err(Stop::Bye(reason))),
            done => done,
        };
        match done {
            Ok(()) => {}
            // A device that is set aside has lost its connection already.
            Err(Stop::Bye(_)) if !self.connections.contains_key(&conn) => {}
            Err(Stop::Bye(reason)) => self.end_for(conn, reason),
            Err(Stop::Store(error)) => {
                self.break_off(error);
            }
        }
    }

    /// Ends a connection for what its device did; one that did not sign in stands in the audit log.
    fn end_for(&mut self, conn: ConnId, reason: Refusal) {
        if let Some(Stage::Challenged { device, .. }) = self.connections.get(&conn).map(|conn| &conn.stage)
            && let Err(error) = self.note_turned_away(Some(*device), reason)
        {
            self.break_off(error);
        }
        self.bye(conn, reason);
    }

    fn take(&mut self, conn: ConnId, frame: ToRelay) -> Result<(), Stop> {
        let Some(stage) = self.connections.get(&conn).map(|conn| &conn.stage) else { return Ok(()) };
        match (stage, frame) {
            (Stage::New, ToRelay::Hello { protocols, store, device }) => self.greet(conn, &protocols, store, device),
            (Stage::Challenged { device, nonce }, ToRelay::Auth(auth)) => self.sign_in(conn, *device, *nonce, &auth),
            (Stage::Presenting(_), ToRelay::PresentLedger { entries, last }) => self.presented(conn, entries, last),
            (Stage::Signed(_), frame) => self.take_signed(conn, frame),
            (Stage::New | Stage::Challenged { .. } | Stage::Presenting(_) | Stage::AtGate { .. }, _) => {
                Err(Stop::Bye(Refusal::Malformed))
            }
        }
    }

    fn take_signed(&mut self, conn: ConnId, frame: ToRelay) -> Result<(), Stop> {
        match frame {
            ToRelay::Push { id, envelopes } => self.push(conn, id, envelopes),
            ToRelay::Propose { statements } => self.propose(conn, statements),
            ToRelay::Pull { after, limit } => self.pull(conn, after, limit),
            ToRelay::NextSnapshots { since, after } => self.snapshots(conn, since, after),
            ToRelay::AskDevices => {
                self.devices(conn);
                Ok(())
            }
            ToRelay::OpenSlot { staff, locator, code_key } => self.open_slot(conn, staff, locator, CodeKey::from_bytes(code_key)),
            ToRelay::Contribute { slot, nonce } => self.contribute(conn, slot, nonce),
            ToRelay::AskPending => self.ask_pending(conn),
            ToRelay::CloseSlot { slot, admitted } => self.close_slot(conn, slot, admitted),
            ToRelay::AskSieve { have } => self.ask_sieve(conn, have),
            ToRelay::Tag { epoch, id, files } => self.tag(conn, epoch, id, files),
            ToRelay::LookUpPhone { tags } => self.look_up(conn, &tags),
            ToRelay::AskRefused => self.ask_refused(conn),
            ToRelay::Release { device } => self.release(conn, device),
            ToRelay::AskReview { after } => self.review(conn, after),
            ToRelay::Record { records } => self.record(conn, records),
            ToRelay::AskAudit { after } => self.ask_audit(conn, after),
            ToRelay::Compare { files } => self.compare(conn, &files),
            ToRelay::Heal { id, files } => self.heal(conn, id, files),
            ToRelay::Hello { .. } | ToRelay::Auth(_) | ToRelay::PresentLedger { .. } => Err(Stop::Bye(Refusal::Malformed)),
        }
    }

    /// Puts everything on the disk and releases what was held back. On an error nothing since the last commit happened,
    /// and every connection is closed.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        if !self.is_broken {
            self.fan_out();
        }
        let done = if self.is_broken { Err(StoreError::Damaged { what: "write" }) } else { self.store.commit() };
        if let Err(error) = done {
            self.start_over()?;
            return Err(error);
        }
        self.sweep();
        self.released.append(&mut self.outgoing);
        Ok(())
    }

    /// What may leave.
    pub fn take_outgoing(&mut self) -> Vec<Outgoing> {
        std::mem::take(&mut self.released)
    }

    /// Whether a commit has anything to write.
    #[must_use]
    pub const fn is_writing(&self) -> bool {
        self.store.is_writing()
    }

    /// Time went by: ends connections that do not sign in, tells who came and went, writes it down. A commit follows.
    pub fn tick(&mut self) {
        let (now, time) = (self.world.now(), self.config.sign_in_ms);
        let slow: Vec<ConnId> = self.connections.iter().filter(|(_, conn)| conn.is_slow(now, time)).map(|(id, _)| *id).collect();
        for conn in slow {
            self.bye(conn, Refusal::TooSlow);
        }
        self.tell_presence();
        self.keep_seen();
        self.note_repeated();
        self.keep_later();
        self.look_at_gate();
        self.tick_sieve();
    }

    fn bye(&mut self, conn: ConnId, reason: Refusal) {
        let device = self.connections.get(&conn).and_then(Conn::device).map(|device| device.to_string());
        tracing::info!(device, code = %reason, "a connection is ended");
        metrics::counter!("forecourt_goodbyes_total", "reason" => reason.word()).increment(1);
        self.send(conn, &ToDevice::Bye { reason });
        self.outgoing.push(Outgoing::Close { conn });
        self.disconnect(conn);
    }

    fn send(&mut self, conn: ConnId, frame: &ToDevice) {
        // Frames of our own always encode; one that did not would end the connection at the device.
        self.send_bytes(conn, Arc::new(frame.encode().unwrap_or_default()));
    }

    fn send_bytes(&mut self, conn: ConnId, bytes: Arc<Vec<u8>>) {
        if self.connections.contains_key(&conn) {
            self.outgoing.push(Outgoing::Message { conn, bytes });
        }
    }

    /// Marks everything since the last commit as not to be kept.
    fn break_off(&mut self, error: StoreError) -> Refusal {
        tracing::error!(%error, "the relay cannot write; nothing since the last commit is kept");
        self.is_broken = true;
        Refusal::NotStored
    }

    fn start_over(&mut self) -> Result<(), StoreError> {
        self.outgoing.clear();
        for conn in std::mem::take(&mut self.connections).into_keys() {
            let bytes = ToDevice::Bye { reason: Refusal::NotStored }.encode().unwrap_or_default();
            self.released.push(Outgoing::Message { conn, bytes: Arc::new(bytes) });
            self.released.push(Outgoing::Close { conn });
        }
        self.store.roll_back()?;
        self.load()?;
        self.is_broken = false;
        Ok(())
    }
}
