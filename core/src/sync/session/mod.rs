//! A device's side of the protocol as a machine without IO: events in, effects out.
//!
//! Invariant: whatever is lost, nothing is lost. All that must survive is the outbox, the ledger and the [`Position`],
//! and the position only ever moves together with the data it describes, in one transaction of the caller. The machine
//! itself may be dropped between any two events.
//!
//! The caller runs the effects in the order given, before the next event. `ReadOutbox`, `ReadProposals`, `Ingest` and
//! `IngestSnapshots` are each answered by one event; an effect that fails is answered by [`Event::Failed`]. At most one
//! page is being taken in while the next one is under way, so memory is bounded whatever the relay sends.

mod event;
mod healing;
mod inward;
mod outward;
#[cfg(test)]
mod tests;

pub use event::{CloseReason, Effect, Event, Fault, Status};
pub use healing::{Healing, Reached};
use healing::{Outcome, Work};
use inward::Inward;
use outward::Outward;
use serde::{Deserialize, Serialize};

use super::{
    frame::{Auth, Challenged, Height, PRESENT_COUNT, PROTOCOL, ToDevice, ToRelay},
    keys::{DeviceKey, Incarnation},
    ledger::Entry,
};
use crate::ids::{DeviceId, FileId, LedgerHash, StoreId};

/// Who this device is.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The store.
    pub store: StoreId,
    /// The device.
    pub device: DeviceId,
    /// Its key.
    pub key: DeviceKey,
}

/// How far this device has come with its relay. Kept beside the data, saved with the data it describes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The relay life that the rest speaks of; none before the first contact.
    pub incarnation: Option<Incarnation>,
    /// Number of the last change considered.
    pub cursor: u64,
    /// The ledger's length up to which all granted files were received.
    pub granted_len: u64,
    /// How far the first files have come.
    pub bootstrap: Bootstrap,
    /// How far the relay has got back what it lost, while that is under way; until then the rest speaks of the life before.
    #[serde(default)]
    pub healing: Option<Healing>,
    /// Something could not be brought back yet, because it stands on what only others can bring.
    #[serde(default)]
    pub unhealed: bool,
}

/// How far the first files have come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bootstrap {
    /// No page was taken in yet.
    #[default]
    Fresh,
    /// Some were.
    Running {
        /// The last file taken in.
        after: FileId,
    },
    /// All were: from here on changes are pulled.
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Closed,
    Greeting { ledger_len: u64, ledger_head: LedgerHash },
    Proving,
    Open,
}

/// One device's session with its relay, across connections.
#[derive(Debug)]
pub struct Session {
    identity: Identity,
    stage: Stage,
    inward: Inward,
    outward: Outward,
    told: Option<Status>,
    /// How the ledger stood, from the opening of a connection until it is told.
    heights: Vec<Height>,
    /// The relay's life, as it said last.
    life: Option<Incarnation>,
    /// The length up to which the relay's ledger and ours are the same, where ours had more.
    common: Option<u64>,
    healing: Option<Work>,
}

impl Session {
    /// A session of a device that stands at `position`.
    #[must_use]
    pub fn new(identity: Identity, position: Position) -> Self {
        Self {
            identity,
            stage: Stage::Closed,
            inward: Inward::new(position),
            outward: Outward::default(),
            told: None,
            heights: Vec::new(),
            life: None,
            common: None,
            healing: None,
        }
    }

    /// Where the device stands, counting only what is on the disk.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.inward.position()
    }

    /// Takes the bytes of one message.
    pub fn on_message(&mut self, bytes: &[u8]) -> Vec<Effect> {
        match ToDevice::decode(bytes) {
            Ok(frame) => self.on(Event::Frame(frame)),
            Err(_) => self.close(CloseReason::Protocol),
        }
    }

    /// Takes one event.
    pub fn on(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        let closed = match event {
            Event::Opened { ledger_len, ledger_head, heights } => {
                self.open(ledger_len, ledger_head, &mut effects);
                self.heights = heights;
                Ok(())
            }
            Event::Closed => {
                self.forget_connection();
                Ok(())
            }
            Event::Failed(fault) => Err(fault.into()),
            event if self.stage == Stage::Closed => {
                self.outward.note(&event);
                Ok(())
            }
            Event::Frame(frame) => self.hear(frame, &mut effects),
            event => {
                self.turn(event, &mut effects);
                Ok(())
            }
        };
        if let Err(reason) = closed {
            effects.extend(self.close(reason));
            return effects;
        }
        if self.stage == Stage::Open && self.healing.is_some() {
            self.inward.take_in(&mut effects);
        } else if self.stage == Stage::Open {
            self.inward.go_on(&mut effects);
            self.outward.go_on(&mut effects);
        }
        self.tell_status(&mut effects);
        effects
    }

    fn open(&mut self, ledger_len: u64, ledger_head: LedgerHash, effects: &mut Vec<Effect>) {
        self.forget_connection();
        self.stage = Stage::Greeting { ledger_len, ledger_head };
        let Identity { store, device, .. } = self.identity;
        effects.push(Effect::Send(ToRelay::Hello { protocols: vec![PROTOCOL], store, device }));
    }

    /// What this device itself does.
    fn turn(&mut self, event: Event, effects: &mut Vec<Effect>) {
        match event {
            Event::OutboxRead(envelopes) => self.outward.outbox_read(envelopes, effects),
            Event::ProposalsRead(statements) => self.outward.proposals_read(statements, effects),
            Event::Ingested => self.inward.ingested(),
            Event::LedgerRead(entries) => self.present(entries, effects),
            Event::FilesRead { files, total } => {
                let outcome = self.healing.as_mut().map(|work| work.files_read(files, total, effects));
                self.note_healing(outcome, effects);
            }
            Event::MissingRead(read) => {
                if let Some(work) = &mut self.healing {
                    work.missing_read(read, effects);
                }
                self.note_healing(None, effects);
            }
            Event::Ask(question) if self.stage == Stage::Open => effects.push(Effect::Send(question)),
            Event::SyncNow => {
                self.outward.try_again();
                self.inward.look_again();
            }
            Event::Tick => self.outward.try_again(),
            Event::LocalChanges | Event::LocalProposals => self.outward.note(&event),
            Event::Ask(_) | Event::Opened { .. } | Event::Closed | Event::Failed(_) | Event::Frame(_) => {}
        }
    }

    fn hear(&mut self, frame: ToDevice, effects: &mut Vec<Effect>) -> Result<(), CloseReason> {
        match (self.stage, frame) {
            (_, ToDevice::Bye { reason }) => Err(CloseReason::Bye(reason)),
            (
                Stage::Greeting { ledger_len, ledger_head },
                ToDevice::Challenge { protocol, incarnation: life, nonce, seal_key },
            ) => {
                if protocol != PROTOCOL {
                    return Err(CloseReason::OtherVersion);
                }
                effects.push(Effect::SealKey(seal_key));
                self.inward.meet(life, effects);
                let Identity { store, device, ref key } = self.identity;
                let Position { cursor, granted_len, bootstrap, .. } = self.inward.position();
                let signature = Challenged { store, incarnation: life, nonce, device }.sign(key);
                let bootstrapped = bootstrap == Bootstrap::Done;
                self.life = Some(life);
                let (incarnation, heights) = (self.inward.position().incarnation, std::mem::take(&mut self.heights));
                let auth = Auth { signature, cursor, ledger_len, ledger_head, granted_len, bootstrapped, incarnation, heights };
                effects.push(Effect::Send(ToRelay::Auth(auth)));
                self.stage = Stage::Proving;
                Ok(())
            }
            (Stage::Proving, ToDevice::LedgerWanted { common }) => {
                self.common = Some(common);
                effects.push(Effect::ReadLedger { from: common, limit: PRESENT_COUNT });
                Ok(())
            }
            (Stage::Proving, ToDevice::AtGate) => {
                effects.push(Effect::AtGate);
                Ok(())
            }
            (Stage::Proving, ToDevice::Welcome { head, ledger_len, has_grants, now, shared }) => {
                self.stage = Stage::Open;
                effects.push(Effect::RelayTime(now));
                self.begin_healing(head, shared, effects);
                self.inward.welcome(ledger_len, has_grants, effects);
                self.outward.welcome();
                Ok(())
            }
            // Who is not let in any more is told why before it is sent away.
            (Stage::Proving, ToDevice::LedgerEntries { entries }) => {
                // Where the ledgers parted, the relay's entries stand in the place of those here.
                let is_followed = self.common.is_some();
                effects.push(if is_followed { Effect::FollowLedger(entries) } else { Effect::TakeLedger(entries) });
                Ok(())
            }
            (Stage::Open, frame) => self.hear_open(frame, effects),
            (Stage::Closed | Stage::Greeting { .. } | Stage::Proving, _) => Err(CloseReason::Protocol),
        }
    }

    fn hear_open(&mut self, frame: ToDevice, effects: &mut Vec<Effect>) -> Result<(), CloseReason> {
        match frame {
            ToDevice::LedgerEntries { .. } | ToDevice::Changes { .. } | ToDevice::Snapshots(_) | ToDevice::Granted { .. } => {
                self.inward.hear(frame)
            }
            ToDevice::Differ { files, upto } => {
                let outcome = self.healing.as_mut().map(|work| work.differ(files, upto, effects));
                let is_ours = !matches!(outcome, None | Some(Outcome::OutOfTurn));
                self.note_healing(outcome, effects);
                if is_ours { Ok(()) } else { Err(CloseReason::Protocol) }
            }
            ToDevice::Pushed { id, accepted, refused, .. }
                if self.healing.as_mut().is_some_and(|work| work.pushed(id, &accepted, &refused, effects)) =>
            {
                self.note_healing(None, effects);
                Ok(())
            }
            // What the relay was too busy for is in no other list, so it is pushed again.
            ToDevice::Pushed { id, accepted, refused, waiting, .. } => {
                self.outward.pushed(id, accepted, refused, &waiting, effects);
                Ok(())
            }
            ToDevice::Proposed { accepted, refused } => {
                self.outward.proposed(accepted, refused, effects);
                Ok(())
            }
            told @ (ToDevice::Devices { .. }
            | ToDevice::SlotOpened { .. }
            | ToDevice::Pending { .. }
            | ToDevice::Review { .. }
            | ToDevice::Recorded { .. }
            | ToDevice::Audit { .. }
            | ToDevice::RefusedList { .. }
            | ToDevice::SieveKey { .. }
            | ToDevice::Sieve { .. }
            | ToDevice::Tagged { .. }
            | ToDevice::PhoneKnown { .. }
            | ToDevice::Declined { .. }) => {
                effects.push(Effect::Tell(told));
                Ok(())
            }
            ToDevice::Challenge { .. }
            | ToDevice::Welcome { .. }
            | ToDevice::LedgerWanted { .. }
            | ToDevice::AtGate
            | ToDevice::Bye { .. } => Err(CloseReason::Protocol),
        }
    }

    /// Presents a page of the ledger, and reads the next.
    fn present(&mut self, entries: Vec<Entry>, effects: &mut Vec<Effect>) {
        if self.stage != Stage::Proving {
            return;
        }
        let last = entries.len() < PRESENT_COUNT;
        let next = entries.last().map_or(0, |entry| entry.seq + 1);
        effects.push(Effect::Send(ToRelay::PresentLedger { entries, last }));
        if !last {
            effects.push(Effect::ReadLedger { from: next, limit: PRESENT_COUNT });
        }
    }

    fn begin_healing(&mut self, head: u64, shared: u64, effects: &mut Vec<Effect>) {
        let Some(life) = self.life else { return };
        let mut position = self.inward.position();
        if let Some(common) = self.common {
            position.granted_len = position.granted_len.min(common);
            self.inward.follow();
        }
        let Some((goal, is_new)) = healing::needed(&position, life, head, shared) else { return };
        if is_new {
            position.healing = Some(goal);
            effects.push(Effect::BeginHealing { position, shared: goal.shared });
            self.inward.stand_at(position);
        }
        self.healing = Some(Work::begin(goal, effects));
    }

    /// Saves how far healing has come; once all was compared, the device lives with this life of the relay.
    fn note_healing(&mut self, outcome: Option<Outcome>, effects: &mut Vec<Effect>) {
        let Some(work) = &self.healing else { return };
        let goal = work.goal();
        let mut position = self.inward.position();
        if let Some(Outcome::Done { has_rest }) = outcome {
            position.incarnation = Some(goal.life);
            position.cursor = position.cursor.min(goal.shared);
            position.healing = None;
            position.unhealed = has_rest;
            self.healing = None;
        } else if position.healing.is_some() {
            position.healing = Some(goal);
        }
        self.inward.heal_to(position, effects);
    }

    fn close(&mut self, reason: CloseReason) -> Vec<Effect> {
        self.forget_connection();
        let mut effects = vec![Effect::Close(reason)];
        self.tell_status(&mut effects);
        effects
    }

    fn forget_connection(&mut self) {
        self.stage = Stage::Closed;
        self.healing = None;
        self.common = None;
        self.inward.forget_connection();
        self.outward.forget_connection();
    }

    fn tell_status(&mut self, effects: &mut Vec<Effect>) {
        let status = match self.stage {
            Stage::Closed => Status::Offline,
            Stage::Greeting { .. } | Stage::Proving => Status::Connecting,
            Stage::Open if self.healing.is_none() && self.inward.is_idle() && self.outward.is_idle() => Status::Synced,
            Stage::Open => match self.healing.as_ref().map(Work::progress) {
                Some((done, total)) => Status::Healing { done, total },
                None => {
                    let (done, total) = self.inward.progress();
                    Status::Syncing { done, total }
                }
            },
        };
        if self.told != Some(status) {
            self.told = Some(status);
            effects.push(Effect::Status(status));
        }
    }
}
