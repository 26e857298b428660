//! How a device proves who it is.

use serde::{Deserialize, Serialize};

use super::Height;
use crate::{
    ids::{DeviceId, LedgerHash, StoreId},
    sync::{
        keys::{DeviceKey, Incarnation, Nonce, PublicKey, Signature},
        wire,
    },
};

const AUTH_CONTEXT: &[u8] = b"forecourt-auth-v1";

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
    /// The life of the relay that `cursor` speaks of; none before the first contact.
    #[serde(default)]
    pub incarnation: Option<Incarnation>,
    /// Of [`heights`](super::heights): tells where the ledgers part, should they.
    #[serde(default)]
    pub heights: Vec<Height>,
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
