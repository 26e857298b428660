//! An envelope that was tampered with: it is read as it was sealed, or its signature does not hold.
//!
//! The input is a list of pokes, three bytes each: where (two bytes), and with what.
#![no_main]

use std::sync::OnceLock;

use forecourt_core::{
    ids::{DeviceId, FileId, LedgerHash, StoreId},
    policy::FileKind,
    sync::{DeviceKey, Envelope, Place, wire},
};
use libfuzzer_sys::fuzz_target;

const LIMIT: usize = 1 << 20;

fn honest() -> &'static (Envelope, Vec<u8>) {
    static HONEST: OnceLock<(Envelope, Vec<u8>)> = OnceLock::new();
    HONEST.get_or_init(|| {
        let place = Place {
            store: StoreId::from_bytes([1; 32]),
            file: FileId::from_bytes([2; 16]),
            kind: FileKind::CustomerPrivate,
            about: Some(FileId::from_bytes([3; 16])),
        };
        let change = (0..=255).collect();
        let envelope = Envelope::seal(place, change, DeviceId::from_bytes([4; 16]), LedgerHash::from_bytes([5; 32]), &key());
        let bytes = wire::encode(&envelope).expect("an envelope can be written");
        (envelope, bytes)
    })
}

fn key() -> DeviceKey {
    DeviceKey::from_secret(&[7; 32])
}

/// Magic and checksum of a change are not signed: the guard recomputes them. Everything else is.
fn is_meant(envelope: &Envelope, honest: &Envelope) -> bool {
    envelope.change.get(8..) == honest.change.get(8..) && Envelope { change: honest.change.clone(), ..envelope.clone() } == *honest
}

fuzz_target!(|pokes: &[u8]| {
    let (honest, bytes) = honest();
    let mut tampered = bytes.clone();
    for poke in pokes.chunks_exact(3).take(64) {
        let at = usize::from(u16::from_le_bytes([poke[0], poke[1]])) % tampered.len();
        tampered[at] = poke[2];
    }
    if let Ok(envelope) = wire::decode::<Envelope>(&tampered, LIMIT) {
        let holds = envelope.verify(&key().public()).is_ok();
        assert!(!holds || is_meant(&envelope, honest), "a signature that covers less than it should: {envelope:?}");
    }
    let _refused_or_read = wire::decode::<Envelope>(pokes, LIMIT);
});
