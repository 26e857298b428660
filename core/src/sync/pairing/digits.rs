//! The six digits that two screens compare.
//!
//! The device that joins commits to its nonce before it learns the administrator's, and the administrator's device gives
//! its own only for a commitment it has seen. So whoever sits between, the relay itself included, has fixed everything on
//! either side before the last number that goes into its digits is known: they agree by chance, one time in a million,
//! and cannot be tried again for the same place.

use serde::{Deserialize, Serialize};

use super::RelayPin;
use crate::{
    ids::{DeviceId, SlotId, StoreId},
    sync::{
        keys::{Nonce, PublicKey},
        wire,
    },
};

const DIGITS_CONTEXT: &[u8] = b"forecourt-pair-v1";
const COMMITMENT_CONTEXT: &[u8] = b"forecourt-commit-v1";

/// What a joining device says of its nonce before it reveals it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment(Nonce);

#[derive(Serialize)]
struct Committed {
    device: DeviceId,
    key: PublicKey,
    nonce: Nonce,
}

impl Commitment {
    /// To a nonce, by the device with this key.
    #[must_use]
    pub fn to(nonce: Nonce, device: DeviceId, key: PublicKey) -> Self {
        let hash = blake3::hash(&wire::in_context(COMMITMENT_CONTEXT, &Committed { device, key, nonce }));
        Self(Nonce::from_bytes(*hash.as_bytes()))
    }

    /// As it was kept.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Nonce::from_bytes(bytes))
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

/// What both screens compute their digits from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pairing {
    /// The store joined.
    pub store: StoreId,
    /// The place opened by the invitation.
    pub slot: SlotId,
    /// The device that joins.
    pub device: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// The relay, as each side knows it; none without TLS.
    pub pin: Option<RelayPin>,
    /// What the joining device committed to.
    pub device_nonce: Nonce,
    /// What the administrator's device added before that was revealed.
    pub admin_nonce: Nonce,
}

impl Pairing {
    /// Six digits that differ if the two screens do not speak of the same device, key and relay.
    #[must_use]
    pub fn digits(&self) -> String {
        let hash = blake3::hash(&wire::in_context(DIGITS_CONTEXT, self));
        let number = hash.as_bytes()[..8].iter().fold(0u64, |number, byte| (number << 8) | u64::from(*byte));
        format!("{:06}", number % 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digits_change_with_every_part() {
        let pairing = Pairing {
            store: StoreId::from_bytes([1; 32]),
            slot: SlotId::from_bytes([2; 16]),
            device: DeviceId::from_bytes([3; 16]),
            key: PublicKey::from_bytes([4; 32]),
            pin: Some(RelayPin::from_bytes([5; 32])),
            device_nonce: Nonce::from_bytes([6; 32]),
            admin_nonce: Nonce::from_bytes([7; 32]),
        };
        let digits = pairing.digits();
        assert!(digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()));
        for other in [
            Pairing { store: StoreId::from_bytes([9; 32]), ..pairing },
            Pairing { slot: SlotId::from_bytes([9; 16]), ..pairing },
            Pairing { device: DeviceId::from_bytes([9; 16]), ..pairing },
            Pairing { key: PublicKey::from_bytes([9; 32]), ..pairing },
            Pairing { pin: Some(RelayPin::from_bytes([9; 32])), ..pairing },
            Pairing { pin: None, ..pairing },
            Pairing { device_nonce: Nonce::from_bytes([9; 32]), ..pairing },
            Pairing { admin_nonce: Nonce::from_bytes([9; 32]), ..pairing },
        ] {
            assert_ne!(other.digits(), digits);
        }
    }

    #[test]
    fn a_commitment_binds_nonce_device_and_key() {
        let (nonce, device, key) = (Nonce::from_bytes([1; 32]), DeviceId::from_bytes([2; 16]), PublicKey::from_bytes([3; 32]));
        let commitment = Commitment::to(nonce, device, key);
        assert_ne!(commitment, Commitment::to(Nonce::from_bytes([9; 32]), device, key));
        assert_ne!(commitment, Commitment::to(nonce, DeviceId::from_bytes([9; 16]), key));
        assert_ne!(commitment, Commitment::to(nonce, device, PublicKey::from_bytes([9; 32])));
    }
}
