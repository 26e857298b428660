//! What messages are made of.

use serde::{Deserialize, Serialize};

use crate::{
    clock::Instant,
    ids::{ChangeHash, DeviceId, FileId, SlotId, StaffId, StatementId},
    policy::FileKind,
    sync::{
        envelope::Envelope,
        keys::{Nonce, PublicKey},
        pairing::Commitment,
        refusal::Refusal,
    },
};

/// A change that is on the relay's disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The change.
    pub hash: ChangeHash,
    /// Its number in the store.
    pub number: u64,
}

/// A change that will not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedChange {
    /// The change.
    pub hash: ChangeHash,
    /// Why.
    pub code: Refusal,
}

/// A statement that will not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedStatement {
    /// The statement.
    pub id: StatementId,
    /// Why.
    pub code: Refusal,
}

/// A kept change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbered {
    /// Its number in the store, from 1.
    pub number: u64,
    /// Who began the file.
    pub creator: StaffId,
    /// Whether its author had the file when it was made and somebody else when it came. Nothing rests on it.
    #[serde(default)]
    pub is_around: bool,
    /// The change.
    pub envelope: Envelope,
}

/// A change that its author had no right to make, or made on a device that was revoked. It waits for a manager.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewItem {
    /// The change.
    pub hash: ChangeHash,
    /// Its file.
    pub file: FileId,
    /// What kind of file.
    pub kind: FileKind,
    /// The device that made it.
    pub device: DeviceId,
    /// Why it does not count.
    pub reason: Refusal,
    /// When the relay got it.
    pub received_at: Instant,
    /// Who began the file; its author where nobody did yet.
    pub creator: StaffId,
    /// The change itself, if whoever asks may read the file.
    pub envelope: Option<Envelope>,
}

/// A page of whole files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshots {
    /// From the question: what the page answers.
    pub since: Option<u64>,
    /// To be opened by [`page::unpack`](super::page::unpack).
    #[serde(with = "serde_bytes")]
    pub page: Vec<u8>,
    /// Last file of the page: ask on with it. None if no file is left.
    pub last: Option<FileId>,
    /// Number of the last change when the page was made; that of the first page is where pulling begins.
    pub upto: u64,
    /// Length of the ledger by which visibility was judged.
    pub ledger_len: u64,
    /// How many files were sent with this page and before.
    pub done: u64,
    /// How many there are in all.
    pub total: u64,
}

/// When a device was connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSeen {
    /// Which.
    pub device: DeviceId,
    /// Whether it is now.
    pub connected: bool,
    /// When it last was.
    pub last_seen_at: Option<Instant>,
}

/// A device that gave a right code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The place.
    pub slot: SlotId,
    /// The device.
    pub device: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// Whose it will be.
    pub staff: StaffId,
    /// What it calls itself.
    pub name: String,
    /// To its nonce.
    pub commitment: Commitment,
    /// What an administrator's device contributed to the digits.
    pub admin_nonce: Option<Nonce>,
    /// What the device committed to, revealed once it knew the other.
    pub device_nonce: Option<Nonce>,
}

/// What a device sent that was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// A change.
    Change,
    /// A statement for the ledger.
    Statement,
    /// A message as a whole.
    Message,
}

/// How often the relay refused something of a device for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedInput {
    /// Who sent it.
    pub device: DeviceId,
    /// What.
    pub input: Input,
    /// Why.
    pub code: Refusal,
    /// How often.
    pub count: u64,
    /// When last.
    pub last_at: Instant,
}

/// A device from which nothing is taken until an administrator releases it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarantined {
    /// Which.
    pub device: DeviceId,
    /// Since when.
    pub since: Instant,
}
