//! The messages of the socket. [`super`] tells how they follow each other.

mod challenge;
mod healing;
mod rows;
mod to_device;
mod to_relay;

pub use challenge::{Auth, Challenged};
pub use healing::{FileDigest, FileHashes, Healed, Height, digest, heights};
pub use rows::{
    Accepted, DeviceSeen, Input, Numbered, Quarantined, RefusedChange, RefusedInput, RefusedStatement, ReviewItem, Snapshots,
    Waiting,
};
pub use to_device::ToDevice;
pub use to_relay::ToRelay;

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
/// Most entries in one page of a presented ledger: so many fit into a message whatever they say.
pub const PRESENT_COUNT: usize = 24;
/// Most files compared at once.
pub const COMPARE_COUNT: usize = 256;
/// Most statements in one proposal.
pub const PROPOSE_COUNT: usize = 64;
/// Most changes in one page of the review box.
pub const REVIEW_COUNT: usize = 64;
/// Most envelopes that a pull may ask for.
pub const PULL_COUNT: u32 = 512;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{DeviceId, StoreId},
        sync::{
            keys::{DeviceKey, Incarnation, Nonce},
            wire,
        },
    };

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
