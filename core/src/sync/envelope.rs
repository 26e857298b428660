//! A change on its way: what access needs stands outside it, signed, so the relay opens no document to judge it.
//!
//! The signature covers the change by its hash. Anyone may carry an envelope; its author is judged, not its carrier.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    keys::{BadSignature, DeviceKey, PublicKey, Signature, Signed},
    wire,
};
use crate::{
    ids::{ChangeHash, DeviceId, FileId, LedgerHash, StoreId},
    policy::FileKind,
};

const CONTEXT: &[u8] = b"forecourt-envelope-v1";

/// Where the hashed part of an Automerge change begins: after 4 bytes of magic and 4 of checksum.
const HASHED_FROM: usize = 8;

/// One signed change of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The store it belongs to.
    pub store: StoreId,
    /// The file it changes.
    pub file: FileId,
    /// What kind of file.
    pub kind: FileKind,
    /// The customer file that a private, care or vehicle file belongs to.
    pub about: Option<FileId>,
    /// The bytes of one uncompressed Automerge change.
    #[serde(with = "serde_bytes")]
    pub change: Vec<u8>,
    /// The device that made it.
    pub device: DeviceId,
    /// The head of the ledger it was made under.
    pub ledger_head: LedgerHash,
    /// The device's signature over all of these, with the change's hash for its bytes.
    pub signature: Signature,
}

/// What of an envelope is needed to check a change that is already inside a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The change.
    pub hash: ChangeHash,
    /// The device that made it.
    pub device: DeviceId,
    /// The head of the ledger it was made under.
    pub ledger_head: LedgerHash,
    /// The device's signature, the same as in the envelope.
    pub signature: Signature,
}

/// The file that envelopes and marks speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The store.
    pub store: StoreId,
    /// The file.
    pub file: FileId,
    /// What kind of file.
    pub kind: FileKind,
    /// The customer file it belongs to, if it is of such a kind.
    pub about: Option<FileId>,
}

/// What is signed, in this order, as a CBOR array.
#[derive(Serialize)]
struct Meant(StoreId, FileId, FileKind, Option<FileId>, DeviceId, LedgerHash, ChangeHash);

impl Place {
    fn meant(&self, device: DeviceId, ledger_head: LedgerHash, hash: ChangeHash) -> Vec<u8> {
        wire::in_context(CONTEXT, &Meant(self.store, self.file, self.kind, self.about, device, ledger_head, hash))
    }
}

/// The hash of a plain change: SHA-256 over the chunk without magic and checksum. Meaningless for other bytes.
#[must_use]
pub fn change_hash(change: &[u8]) -> ChangeHash {
    ChangeHash::from_bytes(Sha256::digest(change.get(HASHED_FROM..).unwrap_or_default()).into())
}

impl Envelope {
    /// Wraps and signs a change that `device` made while its ledger ended in `ledger_head`.
    #[must_use]
    pub fn seal(place: Place, change: Vec<u8>, device: DeviceId, ledger_head: LedgerHash, key: &DeviceKey) -> Self {
        let signature = key.sign(&place.meant(device, ledger_head, change_hash(&change)));
        let Place { store, file, kind, about } = place;
        Self { store, file, kind, about, change, device, ledger_head, signature }
    }

    /// The file it speaks of.
    #[must_use]
    pub const fn place(&self) -> Place {
        Place { store: self.store, file: self.file, kind: self.kind, about: self.about }
    }

    /// The hash of its change. Computed, never read from the wire.
    #[must_use]
    pub fn hash(&self) -> ChangeHash {
        change_hash(&self.change)
    }

    /// What remains of it once its change is inside a document.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { hash: self.hash(), device: self.device, ledger_head: self.ledger_head, signature: self.signature }
    }

    /// Checks the signature against the key the ledger holds for `device`.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        self.mark().verify(&self.place(), key)
    }
}

impl Mark {
    /// Signs a change of the file at `place` by its hash.
    #[must_use]
    pub fn seal(place: &Place, hash: ChangeHash, device: DeviceId, ledger_head: LedgerHash, key: &DeviceKey) -> Self {
        Self { hash, device, ledger_head, signature: key.sign(&place.meant(device, ledger_head, hash)) }
    }

    /// Checks the signature for a change of the file at `place`.
    pub fn verify(&self, place: &Place, key: &PublicKey) -> Result<(), BadSignature> {
        key.verify(&place.meant(self.device, self.ledger_head, self.hash), &self.signature)
    }

    /// The same check, to be made together with others by [`verify_all`](super::keys::verify_all).
    #[must_use]
    pub fn signed(&self, place: &Place, key: PublicKey) -> Signed {
        Signed { key, message: place.meant(self.device, self.ledger_head, self.hash), signature: self.signature }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::keys::verify_all;

    fn place() -> Place {
        Place {
            store: StoreId::from_bytes([1; 32]),
            file: FileId::from_bytes([2; 16]),
            kind: FileKind::Care,
            about: Some(FileId::from_bytes([3; 16])),
        }
    }

    fn sealed(change: &[u8]) -> (Envelope, PublicKey) {
        let key = DeviceKey::from_secret(&[9; 32]);
        let envelope =
            Envelope::seal(place(), change.to_vec(), DeviceId::from_bytes([4; 16]), LedgerHash::from_bytes([5; 32]), &key);
        (envelope, key.public())
    }

    #[test]
    fn an_envelope_survives_the_wire_and_verifies() {
        let (envelope, key) = sealed(b"magicsumchange");
        let again: Envelope = wire::decode(&wire::encode(&envelope).unwrap(), 1000).unwrap();
        assert_eq!(again, envelope);
        assert_eq!(again.verify(&key), Ok(()));
    }

    #[test]
    fn no_field_can_be_altered_under_the_signature() {
        let (envelope, key) = sealed(b"magicsumchange");
        let altered: [fn(&mut Envelope); 7] = [
            |e| e.store = StoreId::from_bytes([7; 32]),
            |e| e.file = FileId::from_bytes([7; 16]),
            |e| e.kind = FileKind::Customer,
            |e| e.about = None,
            |e| e.change[10] ^= 1,
            |e| e.device = DeviceId::from_bytes([7; 16]),
            |e| e.ledger_head = LedgerHash::from_bytes([7; 32]),
        ];
        for alter in altered {
            let mut forged = envelope.clone();
            alter(&mut forged);
            assert_eq!(forged.verify(&key), Err(BadSignature), "{forged:?}");
        }
    }

    #[test]
    fn marks_of_many_changes_are_checked_together() {
        let sealed: Vec<_> = (0..20u8).map(|n| sealed(&[n; 20])).collect();
        let mut batch: Vec<_> = sealed.iter().map(|(envelope, key)| envelope.mark().signed(&place(), *key)).collect();
        assert_eq!(verify_all(&batch), Ok(()));
        batch[3].signature = batch[4].signature;
        assert_eq!(verify_all(&batch), Err(BadSignature));
    }

    #[test]
    fn the_hash_is_the_one_automerge_gives() {
        use automerge::{ReadDoc as _, transaction::Transactable as _};
        let mut doc = automerge::AutoCommit::new();
        doc.put(automerge::ROOT, "phone", "13800000001").unwrap();
        let change = doc.get_last_local_change().unwrap();
        assert_eq!(change_hash(change.raw_bytes()).as_bytes(), &change.hash().0);
        assert!(doc.get(automerge::ROOT, "phone").unwrap().is_some());
    }
}
