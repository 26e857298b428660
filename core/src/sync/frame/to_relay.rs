//! What a device says.

use serde::{Deserialize, Serialize};

use super::{Auth, FileDigest, Healed, TO_RELAY_LIMIT};
use crate::{
    ids::{ChangeHash, DeviceId, FileId, SlotId, StaffId, StoreId},
    sync::{
        audit::AuditRecord,
        envelope::Envelope,
        keys::Nonce,
        ledger::{Entry, Statement},
        pairing::Locator,
        sieve::{FileTags, PhoneTag},
        wire::{self, WireError},
    },
};

/// What a device says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToRelay {
    /// First message: who wants to talk about what.
    Hello {
        /// Every version the device speaks.
        protocols: Vec<u16>,
        /// The store.
        store: StoreId,
        /// The device.
        device: DeviceId,
    },
    /// Answers the challenge and says what the device has.
    Auth(Auth),
    /// Changes for the relay to keep; at most [`PUSH_COUNT`].
    Push {
        /// Comes back in the answer.
        id: u64,
        /// In the order they were made.
        envelopes: Vec<Envelope>,
    },
    /// Statements for the ledger; at most [`PROPOSE_COUNT`].
    Propose {
        /// In the order they were made.
        statements: Vec<Statement>,
    },
    /// Entries of the ledger that the relay lacks; at most [`PRESENT_COUNT`](super::PRESENT_COUNT).
    PresentLedger {
        /// Each after the one before.
        entries: Vec<Entry>,
        /// Whether they are the last.
        last: bool,
    },
    /// Tells what the device holds of some files, to a relay that lost something; at most
    /// [`COMPARE_COUNT`](super::COMPARE_COUNT).
    Compare {
        /// In the order of their ids.
        files: Vec<FileDigest>,
    },
    /// Brings back what the relay kept once; at most [`PUSH_COUNT`](super::PUSH_COUNT) envelopes. Answered like a push.
    Heal {
        /// Comes back in the answer.
        id: u64,
        /// One row per file.
        files: Vec<Healed>,
    },
    /// Asks for changes.
    Pull {
        /// Those numbered above this.
        after: u64,
        /// At most so many, and never more than [`PULL_COUNT`].
        limit: u32,
    },
    /// Asks for the next page of whole files, in the order of their ids.
    NextSnapshots {
        /// Only files that the device may see now and could not when the ledger had this many entries; none for all.
        since: Option<u64>,
        /// The last file of the page before.
        after: Option<FileId>,
    },
    /// Asks for [`ToDevice::Devices`].
    AskDevices,
    /// Opens a place for one more device of a person. Administrators only. The code is made and stretched by their device;
    /// the relay never learns it. Declined with `code_used` where the locator is taken: try again with another code.
    OpenSlot {
        /// Whose device.
        staff: StaffId,
        /// The part of the code that finds the place.
        locator: Locator,
        /// The stretched code.
        #[serde(with = "serde_bytes")]
        code_key: [u8; 32],
    },
    /// Adds an administrator's nonce to the digits of a waiting device, once per place. Administrators only.
    Contribute {
        /// The place.
        slot: SlotId,
        /// The nonce.
        nonce: Nonce,
    },
    /// Asks for [`ToDevice::Pending`]. Administrators only.
    AskPending,
    /// Asks for [`ToDevice::RefusedList`]. Administrators only.
    AskRefused,
    /// Lets a device in again that was set aside, and forgets what it was set aside for. Administrators only; answered like
    /// `ask_refused`.
    Release {
        /// Which.
        device: DeviceId,
    },
    /// Asks for the key and the filter of the duplicate sieve, and to be told when they change.
    AskSieve {
        /// Epoch and version of what the device has.
        have: Option<(u64, u64)>,
    },
    /// Says the phones of files, in place of those said before; at most [`TAG_FILES`](crate::sync::sieve::TAG_FILES).
    Tag {
        /// The epoch whose key the tags were made with.
        epoch: u64,
        /// Comes back in the answer.
        id: u64,
        /// The files.
        files: Vec<FileTags>,
    },
    /// Asks who has a phone number.
    LookUpPhone {
        /// Its tag, under each key that the device has; at most 2.
        tags: Vec<PhoneTag>,
    },
    /// Says how the digits compared. To admit, the `device_enrolled` statement is proposed first.
    CloseSlot {
        /// The place.
        slot: SlotId,
        /// Whether the device was let in.
        admitted: bool,
    },
    /// Asks for [`ToDevice::Review`]. Sales managers only.
    AskReview {
        /// The last change of the page before.
        after: Option<ChangeHash>,
    },
    /// Records for the audit log; at most [`RECORD_COUNT`](crate::sync::audit::RECORD_COUNT).
    Record {
        /// In the order they were made.
        records: Vec<AuditRecord>,
    },
    /// Asks for rows of the audit log. General managers only.
    AskAudit {
        /// How many rows the device has.
        after: u64,
    },
}

impl ToRelay {
    /// The message's bytes.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        wire::encode(self)
    }

    /// Reads one message of at most [`TO_RELAY_LIMIT`] bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        wire::decode(bytes, TO_RELAY_LIMIT)
    }
}
