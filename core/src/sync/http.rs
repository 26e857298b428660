//! Bodies of the HTTP requests a device makes before it has a session, or when it will not get one any more. CBOR both ways.
//!
//! A refusal comes as a 4xx status with [`Refused`] as its body. Every reply of a relay carries [`RELAY_HEADER`]; one
//! without it comes from something else, such as a captive portal, whatever its status says.

use serde::{Deserialize, Serialize};

use super::{
    frame::RefusedChange,
    keys::{Incarnation, Nonce, PublicKey, Signature},
    ledger::Entry,
    pairing::{CodeKey, Commitment, Locator, Proof, Prover, RelayPin},
    refusal::Refusal,
};
use crate::ids::{ChangeHash, DeviceId, LedgerHash, SlotId, StoreId};

/// Name of the header that every reply of a relay carries.
pub const RELAY_HEADER: &str = "forecourt-relay";
/// Value of that header: the version of the protocol in which the reply is made.
pub const RELAY_HEADER_VALUE: &str = "1";
/// Content type of bodies.
pub const CBOR: &str = "application/cbor";
/// Most bytes of a request or reply body.
pub const BODY_LIMIT: usize = 64 * 1024;
/// Where a store is opened: [`Open`] -> [`Opened`].
pub const OPEN_PATH: &str = "/v1/open";
/// Where a device asks to join: [`Join`] -> [`Joined`].
pub const JOIN_PATH: &str = "/v1/join";
/// Where it asks whether it was let in: [`JoinStatus`] -> [`JoinState`].
pub const JOIN_STATUS_PATH: &str = "/v1/join/status";
/// Where a device that is not let in any more, or a copy of one, hands over what it had not sent: [`Late`] -> [`LateKept`].
pub const LATE_PATH: &str = "/v1/late";
/// Most bytes of a [`Late`] body, and of the envelopes in it.
pub const LATE_LIMIT: usize = 4 * 1024 * 1024;
/// Most changes in one [`Late`] body.
pub const LATE_EACH: usize = 256;
/// Most changes of one device that wait for a manager; those beyond wait on the device.
pub const LATE_COUNT: u32 = 2_000;
/// Where the socket is opened.
pub const SYNC_PATH: &str = "/v1/sync";

/// Opens a store on an empty relay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// The device's proof that it knows the first administrator's code, over the hash of `entry`.
    pub proof: Proof,
    /// The ledger's first entry, made and signed by the device.
    pub entry: Entry,
}

impl Open {
    /// By a device that sees a relay with this pin.
    #[must_use]
    pub fn new(key: &CodeKey, pin: Option<RelayPin>, entry: Entry) -> Self {
        Self { proof: key.prove(Prover::Device, pin, &entry.hash()), entry }
    }

    /// Whether the device knew the code and saw the relay with this pin.
    #[must_use]
    pub fn is_proved(&self, key: &CodeKey, pin: Option<RelayPin>) -> bool {
        key.is_proved(Prover::Device, pin, &self.entry.hash(), &self.proof)
    }
}

/// The store is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its id, as the device computed it too.
    pub store: StoreId,
    /// The relay's incarnation.
    pub incarnation: Incarnation,
    /// The relay's proof over the same hash.
    pub proof: Proof,
}

impl Opened {
    /// By the relay with this pin.
    #[must_use]
    pub fn new(key: &CodeKey, pin: Option<RelayPin>, store: StoreId, incarnation: Incarnation, entry: LedgerHash) -> Self {
        Self { store, incarnation, proof: key.prove(Prover::Relay, pin, &(store, incarnation, entry)) }
    }

    /// Whether the relay knew the code and is the one that the device sees.
    #[must_use]
    pub fn is_proved(&self, key: &CodeKey, pin: Option<RelayPin>, entry: LedgerHash) -> bool {
        key.is_proved(Prover::Relay, pin, &(self.store, self.incarnation, entry), &self.proof)
    }
}

/// Asks for a place by an invitation's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// Who asks.
    pub asking: Asking,
    /// The device's proof that it knows the code, over `asking`.
    pub proof: Proof,
}

/// What a device says of itself when it asks for a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// The part of the code that finds the invitation.
    pub locator: Locator,
    /// The device's id, minted by itself.
    pub device: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// What it calls itself, at most 64 characters.
    pub name: String,
    /// To the nonce that goes into the six digits.
    pub commitment: Commitment,
}

impl Join {
    /// By a device that sees a relay with this pin.
    #[must_use]
    pub fn new(key: &CodeKey, pin: Option<RelayPin>, asking: Asking) -> Self {
        Self { proof: key.prove(Prover::Device, pin, &asking), asking }
    }

    /// Whether the device knew the code and saw the relay with this pin.
    #[must_use]
    pub fn is_proved(&self, key: &CodeKey, pin: Option<RelayPin>) -> bool {
        key.is_proved(Prover::Device, pin, &self.asking, &self.proof)
    }
}

/// The code was right; the device waits until an administrator has compared the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The place.
    pub slot: SlotId,
    /// The store.
    pub store: StoreId,
    /// The relay's proof that it knows the code, over place, store and what the device said.
    pub proof: Proof,
}

impl Joined {
    /// By the relay with this pin.
    #[must_use]
    pub fn new(key: &CodeKey, pin: Option<RelayPin>, slot: SlotId, store: StoreId, asking: &Asking) -> Self {
        Self { slot, store, proof: key.prove(Prover::Relay, pin, &(slot, store, asking)) }
    }

    /// Whether the relay knew the code and is the one that the device sees.
    #[must_use]
    pub fn is_proved(&self, key: &CodeKey, pin: Option<RelayPin>, asking: &Asking) -> bool {
        key.is_proved(Prover::Relay, pin, &(self.slot, self.store, asking), &self.proof)
    }
}

/// Asks how a waiting device stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinStatus {
    /// The place.
    pub slot: SlotId,
    /// The device.
    pub device: DeviceId,
    /// Of [`StatusQuestion`](super::pairing::StatusQuestion).
    pub signature: Signature,
    /// What the device committed to, once it knows the administrator's nonce.
    #[serde(default)]
    pub reveal: Option<Nonce>,
}

/// How a waiting device stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinState {
    /// Nobody has decided yet.
    Pending {
        /// What an administrator's device added to the digits; none until one has seen the device's commitment.
        admin_nonce: Option<Nonce>,
    },
    /// The ledger holds the device: it may connect.
    Admitted,
    /// Turned away.
    Refused,
    /// Nobody decided in time.
    Expired,
}

/// What a device had not sent that was revoked, or that was copied and then enrolled as another. Anyone may carry it; only
/// the relay can read it. What the device itself sends after that leaves the review box by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Late {
    /// The store.
    pub store: StoreId,
    /// CBOR of `Vec<Envelope>` in a box that is sealed to the relay's `seal_key`.
    #[serde(with = "serde_bytes")]
    pub sealed: Vec<u8>,
}

/// What became of it. Changes in neither list found no room: they stay where they are and come again later.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateKept {
    /// On the relay's disk: in the log, or waiting for a manager.
    pub hashes: Vec<ChangeHash>,
    /// Never to be kept.
    #[serde(default)]
    pub refused: Vec<RefusedChange>,
}

/// Body of every 4xx and 5xx reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Why.
    pub code: Refusal,
}
