//! Bodies of the three HTTP requests a device makes before it has a session. CBOR both ways.
//!
//! A refusal comes as a 4xx status with [`Refused`] as its body. Every reply of a relay carries [`RELAY_HEADER`]; one
//! without it comes from something else, such as a captive portal, whatever its status says.

use serde::{Deserialize, Serialize};

use super::{
    keys::{Incarnation, Nonce, PublicKey, Signature},
    ledger::Entry,
    pairing::Code,
    refusal::Refusal,
};
use crate::ids::{DeviceId, SlotId, StoreId};

/// Name of the header that every reply of a relay carries.
pub const RELAY_HEADER: &str = "forecourt-relay";
/// Value of that header: the newest protocol version spoken.
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
/// Where the socket is opened.
pub const SYNC_PATH: &str = "/v1/sync";

/// Opens a store on an empty relay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// The first administrator's code.
    pub code: Code,
    /// The ledger's first entry, made and signed by the device.
    pub entry: Entry,
}

/// The store is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its id, as the device computed it too.
    pub store: StoreId,
    /// The relay's incarnation.
    pub incarnation: Incarnation,
}

/// Asks for a place by an invitation's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// The code.
    pub code: Code,
    /// The device's id, minted by itself.
    pub device: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// What it calls itself, at most 64 characters.
    pub name: String,
}

/// The code was right; the device waits until an administrator has compared the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The place.
    pub slot: SlotId,
    /// The store.
    pub store: StoreId,
    /// Goes into the six digits.
    pub relay_nonce: Nonce,
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
}

/// How a waiting device stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinState {
    /// Nobody has decided yet.
    Pending,
    /// The ledger holds the device: it may connect.
    Admitted,
    /// Turned away.
    Refused,
    /// Nobody decided in time.
    Expired,
}

/// Body of every 4xx and 5xx reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Why.
    pub code: Refusal,
}
