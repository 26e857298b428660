//! What happens to the session and what the caller is to do.

use super::{Position, Reached};
use crate::{
    clock::Instant,
    ids::{LedgerHash, StatementId},
    sync::{
        envelope::Envelope,
        frame::{Accepted, FileDigest, FileHashes, Healed, Height, Numbered, RefusedChange, RefusedStatement, ToDevice, ToRelay},
        ledger::{Entry, Statement},
        refusal::Refusal,
    },
};

/// What happens to the session.
#[derive(Debug, Clone)]
pub enum Event {
    /// A socket to the relay is open. Carries how the ledger stands.
    Opened {
        /// How many entries it has.
        ledger_len: u64,
        /// Hash of the last.
        ledger_head: LedgerHash,
        /// How it stood before.
        heights: Vec<Height>,
    },
    /// The relay said something.
    Frame(ToDevice),
    /// The outbox got something.
    LocalChanges,
    /// The proposals got something.
    LocalProposals,
    /// Answers `ReadOutbox`: in the order of the outbox.
    OutboxRead(Vec<Envelope>),
    /// Answers `ReadProposals`: in the order they were made.
    ProposalsRead(Vec<Statement>),
    /// Answers `Ingest` and `IngestSnapshots`: it is on the disk.
    Ingested,
    /// Answers `ReadLedger`.
    LedgerRead(Vec<Entry>),
    /// Answers `ReadFiles`.
    FilesRead {
        /// In the order of their ids; none if there are no more.
        files: Vec<FileDigest>,
        /// How many files there are in all.
        total: u64,
    },
    /// Answers `ReadMissing`.
    MissingRead(Vec<Healed>),
    /// An effect could not be carried out.
    Failed(Fault),
    /// A person asks for something of the relay: devices, places for devices.
    Ask(ToRelay),
    /// A person wants to sync now.
    SyncNow,
    /// Some seconds went by. What got stuck is tried again.
    Tick,
    /// The socket is closed.
    Closed,
}

/// Why an effect could not be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The disk did not take it.
    NotSaved,
    /// What the relay sent does not verify.
    Forged,
    /// It holds something that only a newer version understands.
    OtherVersion,
}

/// What the caller is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send this.
    Send(ToRelay),
    /// Read envelopes from the outbox in its order, leaving out the first `skip`. Answered by `OutboxRead`.
    ReadOutbox {
        /// How many of the oldest are under way already.
        skip: usize,
        /// At most how many to read.
        limit: usize,
    },
    /// Read at most `limit` proposals. Answered by `ProposalsRead`.
    ReadProposals {
        /// At most how many to read.
        limit: usize,
    },
    /// Take changes in and save `position` in the same transaction. Answered by `Ingested`. A change that stands on one
    /// which is not here belongs to a file whose snapshot is on its way: drop it.
    Ingest {
        /// In order; may be empty.
        items: Vec<Numbered>,
        /// Where that leaves the device.
        position: Position,
    },
    /// Take a page of whole files in and save `position` in the same transaction. Answered by `Ingested`.
    IngestSnapshots {
        /// For [`page::unpack`](super::page::unpack).
        page: Vec<u8>,
        /// Where that leaves the device.
        position: Position,
    },
    /// Append entries to the ledger, leaving out those it has.
    TakeLedger(Vec<Entry>),
    /// The same from a relay that lost entries: where its ledger parts from the one here, the relay's stands.
    FollowLedger(Vec<Entry>),
    /// Read entries of the ledger from a place on. Answered by `LedgerRead`.
    ReadLedger {
        /// The first.
        from: u64,
        /// At most how many.
        limit: usize,
    },
    /// The relay lost something: save `position` and forget numbers above `shared`, in one transaction.
    BeginHealing {
        /// Where the device stands.
        position: Position,
        /// The last number that still counts.
        shared: u64,
    },
    /// Read which files are here, and what of each. Answered by `FilesRead`.
    ReadFiles {
        /// Those after this place.
        after: Reached,
        /// At most how many.
        limit: usize,
    },
    /// Read the changes of these files that the relay once had and does not name. Answered by `MissingRead`.
    ReadMissing {
        /// What the relay has.
        known: Vec<FileHashes>,
    },
    /// The relay waits for an administrator's device.
    AtGate,
    /// Remove from the outbox what the relay has on its disk; keep what it refused as a card.
    Acknowledge {
        /// Kept by the relay.
        accepted: Vec<Accepted>,
        /// Never to be kept.
        refused: Vec<RefusedChange>,
    },
    /// Likewise for proposals.
    AcknowledgeProposals {
        /// In the ledger.
        accepted: Vec<StatementId>,
        /// Never to be.
        refused: Vec<RefusedStatement>,
    },
    /// Save where the device stands.
    SavePosition(Position),
    /// Something for a screen or the audit log: `devices`, `slot_opened`, `pending`, `review`, `recorded`, `audit`,
    /// `declined`.
    Tell(ToDevice),
    /// What a hand-over to the relay is sealed to. Remember it.
    SealKey([u8; 32]),
    /// The relay's clock.
    RelayTime(Instant),
    /// How it goes; only when that changed.
    Status(Status),
    /// Close the socket.
    Close(CloseReason),
}

/// How it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Not connected.
    Offline,
    /// Proving who we are.
    Connecting,
    /// Sending or receiving.
    Syncing {
        /// Files received of the page sequence under way.
        done: u64,
        /// Of how many; 0 if unknown.
        total: u64,
    },
    /// Bringing back to the relay what it lost.
    Healing {
        /// Files compared, and what the relay lacked of them brought.
        done: u64,
        /// Of how many; 0 while that is not known.
        total: u64,
    },
    /// Everything sent was acknowledged and everything visible received.
    Synced,
}

/// Why the device closes the socket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseReason {
    /// The relay said so.
    Bye(Refusal),
    /// What the relay says is not this protocol.
    Protocol,
    /// No version in common, or something only a newer version understands.
    OtherVersion,
    /// What the relay sent does not verify.
    Forged,
    /// This device could not save.
    NotSaved,
}

impl From<Fault> for CloseReason {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NotSaved => Self::NotSaved,
            Fault::Forged => Self::Forged,
            Fault::OtherVersion => Self::OtherVersion,
        }
    }
}
