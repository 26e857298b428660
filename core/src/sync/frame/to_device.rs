//! What the relay says.

use serde::{Deserialize, Serialize};

use super::{
    Accepted, DeviceSeen, FileHashes, Numbered, Quarantined, RefusedChange, RefusedInput, RefusedStatement, ReviewItem,
    Snapshots, TO_DEVICE_LIMIT, Waiting,
};
use crate::{
    clock::Instant,
    ids::{AuditId, ChangeHash, FileId, SlotId, StaffId, StatementId},
    sync::{
        audit::{AuditHead, AuditRow},
        keys::{Incarnation, Nonce},
        ledger::Entry,
        refusal::Refusal,
        sieve::{Filter, SieveKey},
        wire::{self, WireError},
    },
};

/// What the relay says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToDevice {
    /// Answers the greeting.
    Challenge {
        /// The version to speak from here on.
        protocol: u16,
        /// Which life of its data the relay lives.
        incarnation: Incarnation,
        /// To be signed.
        nonce: Nonce,
        /// What [`Late`](crate::sync::http::Late) is sealed to. Told here, so that a device that is not let in knows it too.
        #[serde(default, with = "serde_bytes")]
        seal_key: [u8; 32],
    },
    /// The device is who it says.
    Welcome {
        /// Number of the last change kept.
        head: u64,
        /// How many entries the ledger has.
        ledger_len: u64,
        /// Whether files were granted to the device since its `granted_len`.
        has_grants: bool,
        /// The relay's clock, to tell a device that its own is wrong. Decides nothing.
        now: Instant,
        /// Up to which number the log is the same as in the life that the device knew.
        #[serde(default)]
        shared: u64,
    },
    /// The device holds entries of the ledger that the relay lacks: present them.
    LedgerWanted {
        /// The length up to which both are the same.
        common: u64,
    },
    /// The relay came back from a backup. It serves once an administrator's device has presented its ledger; wait.
    AtGate,
    /// What the relay holds of those compared files that the device holds otherwise.
    Differ {
        /// Those that differ.
        files: Vec<FileHashes>,
        /// The last file considered; compare on after it.
        upto: Option<FileId>,
    },
    /// Entries of the ledger, each after the one before; always sent before changes that name them.
    LedgerEntries {
        /// In order.
        entries: Vec<Entry>,
    },
    /// What became of pushed changes: those kept are on the disk.
    Pushed {
        /// The push that this answers; none for changes that waited and were now decided.
        id: Option<u64>,
        /// Kept, now or before.
        accepted: Vec<Accepted>,
        /// Never to be kept.
        refused: Vec<RefusedChange>,
        /// Held in memory until what they stand on comes; told again when it does.
        waiting: Vec<ChangeHash>,
        /// Not kept, because too much waits already: push them again later.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        busy: Vec<ChangeHash>,
    },
    /// What became of proposed statements: those accepted are in the ledger.
    Proposed {
        /// Kept, now or before.
        accepted: Vec<StatementId>,
        /// Never to be kept.
        refused: Vec<RefusedStatement>,
    },
    /// Changes, asked for or, once the device has caught up, as they happen.
    Changes {
        /// Those the device may see, numbers rising.
        items: Vec<Numbered>,
        /// Only changes numbered above this were considered: a reader whose cursor is lower has missed some and pulls.
        after: u64,
        /// Everything up to here was considered: the cursor's next value.
        upto: u64,
        /// Whether there is more to pull.
        more: bool,
    },
    /// A page of whole files.
    Snapshots(Snapshots),
    /// Files were newly granted: ask for them with `next_snapshots`.
    Granted {
        /// The ledger's length with the grant.
        ledger_len: u64,
    },
    /// The devices of the store. Administrators and managers only.
    Devices {
        /// One per enrolled device.
        rows: Vec<DeviceSeen>,
    },
    /// A place was opened.
    SlotOpened {
        /// The place.
        slot: SlotId,
        /// For whose device.
        staff: StaffId,
        /// When it ends.
        expires_at: Instant,
    },
    /// Devices that wait to be let in. Also sent unasked when one comes.
    Pending {
        /// One per waiting device.
        rows: Vec<Waiting>,
    },
    /// Changes that wait for a manager's decision, in the order of their hashes.
    Review {
        /// A page of them.
        items: Vec<ReviewItem>,
        /// Whether there are more: ask on with the hash of the last.
        more: bool,
    },
    /// Records that are in the audit log.
    Recorded {
        /// Now or before.
        ids: Vec<AuditId>,
    },
    /// Rows of the audit log.
    Audit {
        /// From the question: how many rows come before these.
        after: u64,
        /// In order.
        rows: Vec<AuditRow>,
        /// Where the log ends.
        head: AuditHead,
    },
    /// What the relay refused, by device and reason, and who is set aside for it. Ids and counts only.
    RefusedList {
        /// The last first.
        rows: Vec<RefusedInput>,
        /// Devices from which nothing is taken.
        quarantined: Vec<Quarantined>,
    },
    /// What phones are tagged under from here on.
    SieveKey {
        /// Names the key.
        epoch: u64,
        /// The key.
        key: SieveKey,
    },
    /// The phones of the store, as a filter.
    Sieve {
        /// Whose key it was made with.
        epoch: u64,
        /// Counts up within the epoch.
        version: u64,
        /// Whether every file that had tags in an earlier epoch has them in this one.
        is_whole: bool,
        /// The filter.
        filter: Filter,
    },
    /// Answers `tag`: on the disk.
    Tagged {
        /// From the question.
        epoch: u64,
        /// From the question.
        id: u64,
    },
    /// Answers `look_up_phone`.
    PhoneKnown {
        /// Whether a file has it.
        known: bool,
        /// Who looks after that file.
        owner: Option<StaffId>,
    },
    /// The relay ends the connection.
    Bye {
        /// Why.
        reason: Refusal,
    },
    /// A request that has no other answer is refused; the connection goes on.
    Declined {
        /// Why.
        reason: Refusal,
    },
}

impl ToDevice {
    /// The message's bytes.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        wire::encode(self)
    }

    /// Reads one message of at most [`TO_DEVICE_LIMIT`] bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        wire::decode(bytes, TO_DEVICE_LIMIT)
    }
}
