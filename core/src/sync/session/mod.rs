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
mod inward;
mod outward;
#[cfg(test)]
mod tests;

pub use event::{CloseReason, Effect, Event, Fault, Status};
use inward::Inward;
use outward::Outward;
use serde::{Deserialize, Serialize};

use super::{
    frame::{Auth, Challenged, PROTOCOL, ToDevice, ToRelay},
    keys::{DeviceKey, Incarnation},
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
}

impl Session {
    /// A session of a device that stands at `position`.
    #[must_use]
    pub fn new(identity: Identity, position: Position) -> Self {
        Self { identity, stage: Stage::Closed, inward: Inward::new(position), outward: Outward::default(), told: None }
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
            Event::Opened { ledger_len, ledger_head } => {
                self.open(ledger_len, ledger_head, &mut effects);
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
        if self.stage == Stage::Open {
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
            (Stage::Greeting { ledger_len, ledger_head }, ToDevice::Challenge { protocol, incarnation, nonce, seal_key }) => {
                if protocol != PROTOCOL {
                    return Err(CloseReason::OtherVersion);
                }
                effects.push(Effect::SealKey(seal_key));
                self.inward.meet(incarnation, effects);
                let Identity { store, device, ref key } = self.identity;
                let Position { cursor, granted_len, bootstrap, .. } = self.inward.position();
                let signature = Challenged { store, incarnation, nonce, device }.sign(key);
                let bootstrapped = bootstrap == Bootstrap::Done;
                let auth = Auth { signature, cursor, ledger_len, ledger_head, granted_len, bootstrapped };
                effects.push(Effect::Send(ToRelay::Auth(auth)));
                self.stage = Stage::Proving;
                Ok(())
            }
            (Stage::Proving, ToDevice::Welcome { head, ledger_len, has_grants, now }) => {
                self.stage = Stage::Open;
                effects.push(Effect::RelayTime(now));
                self.inward.welcome(head, ledger_len, has_grants, effects);
                self.outward.welcome();
                Ok(())
            }
            // Who is not let in any more is told why before it is sent away.
            (Stage::Proving, ToDevice::LedgerEntries { entries }) => {
                effects.push(Effect::TakeLedger(entries));
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
            | ToDevice::Declined { .. }) => {
                effects.push(Effect::Tell(told));
                Ok(())
            }
            ToDevice::Challenge { .. } | ToDevice::Welcome { .. } | ToDevice::Bye { .. } => Err(CloseReason::Protocol),
        }
    }

    fn close(&mut self, reason: CloseReason) -> Vec<Effect> {
        self.forget_connection();
        let mut effects = vec![Effect::Close(reason)];
        self.tell_status(&mut effects);
        effects
    }

    fn forget_connection(&mut self) {
        self.stage = Stage::Closed;
        self.inward.forget_connection();
        self.outward.forget_connection();
    }

    fn tell_status(&mut self, effects: &mut Vec<Effect>) {
        let status = match self.stage {
            Stage::Closed => Status::Offline,
            Stage::Greeting { .. } | Stage::Proving => Status::Connecting,
            Stage::Open if self.inward.is_idle() && self.outward.is_idle() => Status::Synced,
            Stage::Open => {
                let (done, total) = self.inward.progress();
                Status::Syncing { done, total }
            }
        };
        if self.told != Some(status) {
            self.told = Some(status);
            effects.push(Effect::Status(status));
        }
    }
}
