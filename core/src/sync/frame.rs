//! The messages of the socket. [`super`] tells how they follow each other.

use serde::{Deserialize, Serialize};

use super::{
    envelope::Envelope,
    keys::{DeviceKey, Incarnation, Nonce, PublicKey, Signature},
    ledger::{Entry, Statement},
    pairing::Code,
    refusal::Refusal,
    wire::{self, WireError},
};
use crate::{
    clock::Instant,
    ids::{ChangeHash, DeviceId, FileId, LedgerHash, SlotId, StaffId, StatementId, StoreId},
};

/// The version of the protocol that this crate speaks.
pub const PROTOCOL: u16 = 1;
/// Most bytes of a message to the relay.
pub const TO_RELAY_LIMIT: usize = 1024 * 1024;
/// Most bytes of a message to a device: a page may hold one large file.
pub const TO_DEVICE_LIMIT: usize = 8 * 1024 * 1024;
/// Most envelopes in one push.
pub const PUSH_COUNT: usize = 64;
/// A sender closes a push once its envelopes have this many bytes together.
pub const PUSH_BYTES: usize = 512 * 1024;
/// Most statements in one proposal.
pub const PROPOSE_COUNT: usize = 64;
/// Most envelopes that a pull may ask for.
pub const PULL_COUNT: u32 = 512;

const AUTH_CONTEXT: &[u8] = b"forecourt-auth-v1";

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
    /// Opens a place for one more device of a person. Administrators only.
    OpenSlot {
        /// Whose device.
        staff: StaffId,
    },
    /// Asks for [`ToDevice::Pending`]. Administrators only.
    AskPending,
    /// Says how the digits compared. To admit, the `device_enrolled` statement is proposed first.
    CloseSlot {
        /// The place.
        slot: SlotId,
        /// Whether the device was let in.
        admitted: bool,
    },
}

/// The device's answer to the challenge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Auth {
    /// Over [`Challenged`].
    pub signature: Signature,
    /// Number of the last change taken in.
    pub cursor: u64,
    /// How many entries of the ledger it holds.
    pub ledger_len: u64,
    /// Hash of the last of them, zeros if none.
    pub ledger_head: LedgerHash,
    /// The length of the ledger up to which it received all files that it was granted.
    pub granted_len: u64,
    /// Whether it has received its first snapshots in full.
    pub bootstrapped: bool,
}

/// What a device signs to prove who it is.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Challenged {
    /// The store.
    pub store: StoreId,
    /// The relay's incarnation.
    pub incarnation: Incarnation,
    /// From the challenge.
    pub nonce: Nonce,
    /// The device.
    pub device: DeviceId,
}

impl Challenged {
    /// Signs it.
    #[must_use]
    pub fn sign(&self, key: &DeviceKey) -> Signature {
        key.sign(&wire::in_context(AUTH_CONTEXT, self))
    }

    /// Whether the device with this key signed it.
    #[must_use]
    pub fn is_signed(&self, key: &PublicKey, signature: &Signature) -> bool {
        key.verify(&wire::in_context(AUTH_CONTEXT, self), signature).is_ok()
    }
}

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
        /// To be typed on the new device.
        code: Code,
        /// When it ends.
        expires_at: Instant,
    },
    /// Devices that wait to be let in. Also sent unasked when one comes.
    Pending {
        /// One per waiting device.
        rows: Vec<Waiting>,
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
    /// The change.
    pub envelope: Envelope,
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
    /// Goes into the six digits.
    pub relay_nonce: Nonce,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_names_its_kind_and_fields() {
        let bytes = ToRelay::Pull { after: 7, limit: 100 }.encode().unwrap();
        let value: ciborium::Value = wire::decode(&bytes, 1000).unwrap();
        assert_eq!(
            format!("{value:?}"),
            r#"Map([(Text("pull"), Map([(Text("after"), Integer(Integer(7))), (Text("limit"), Integer(Integer(100)))]))])"#
        );
    }

    #[test]
    fn a_field_added_by_a_newer_version_does_not_disturb() {
        use ciborium::Value;
        let pull = Value::Map(vec![("after".into(), 7.into()), ("limit".into(), 9.into()), ("colour".into(), "red".into())]);
        let bytes = wire::encode(&Value::Map(vec![("pull".into(), pull)])).unwrap();
        assert_eq!(ToRelay::decode(&bytes), Ok(ToRelay::Pull { after: 7, limit: 9 }));
    }

    #[test]
    fn an_answer_holds_for_its_challenge_only() {
        let key = DeviceKey::from_secret(&[1; 32]);
        let challenged = Challenged {
            store: StoreId::from_bytes([1; 32]),
            incarnation: Incarnation::from_bytes([2; 16]),
            nonce: Nonce::from_bytes([3; 32]),
            device: DeviceId::from_bytes([4; 16]),
        };
        let signature = challenged.sign(&key);
        assert!(challenged.is_signed(&key.public(), &signature));
        let replayed = Challenged { nonce: Nonce::from_bytes([9; 32]), ..challenged };
        assert!(!replayed.is_signed(&key.public(), &signature));
    }

    #[test]
    fn rubbish_and_cut_messages_are_refused_without_panic() {
        let bytes =
            ToRelay::Hello { protocols: vec![1], store: StoreId::from_bytes([1; 32]), device: DeviceId::from_bytes([2; 16]) }
                .encode()
                .unwrap();
        for len in 0..bytes.len() {
            assert!(ToRelay::decode(&bytes[..len]).is_err());
        }
        assert!(ToRelay::decode(b"<!doctype html><title>Welcome to our Wi-Fi</title>").is_err());
        assert!(ToDevice::decode(&vec![0xa1; 100_000]).is_err());
    }
}
