//! What both sides tell each other after the relay came back from a backup.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{ChangeHash, FileId, LedgerHash, StaffId},
    sync::{envelope::Envelope, ledger::Ledger},
};

const DIGEST_CONTEXT: &str = "forecourt 2026 file digest";

/// How a ledger once stood. From a row of these the other side finds where both part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Height {
    /// How many entries it had.
    pub len: u64,
    /// Hash of the last of them.
    pub head: LedgerHash,
}

/// What one side holds of a file. Equal digests mean equal heads: no document holds a change without those it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// The file.
    pub file: FileId,
    /// Of [`digest`].
    #[serde(with = "serde_bytes")]
    pub digest: [u8; 32],
}

/// The changes that one side holds of a file, beside its genesis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHashes {
    /// The file.
    pub file: FileId,
    /// Its changes.
    pub hashes: Vec<ChangeHash>,
}

/// Changes of one file that a device brings back, each after those it stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Healed {
    /// Who began the file, as the relay told before it was restored.
    pub creator: StaffId,
    /// The changes.
    pub envelopes: Vec<Envelope>,
}

/// BLAKE3 in derive-key mode over the hashes in rising order.
#[must_use]
pub fn digest(mut hashes: Vec<ChangeHash>) -> [u8; 32] {
    hashes.sort_unstable();
    let mut hasher = blake3::Hasher::new_derive_key(DIGEST_CONTEXT);
    for hash in &hashes {
        hasher.update(hash.as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// How a ledger stood now, one entry ago, two, four, eight, and so on down to its beginning.
#[must_use]
pub fn heights(ledger: &Ledger) -> Vec<Height> {
    let len = ledger.len();
    let back = std::iter::once(0).chain((0..u64::BITS - len.leading_zeros()).map(|power| 1_u64 << power));
    let lens = back.filter_map(|back| len.checked_sub(back));
    lens.filter_map(|len| Some(Height { len, head: ledger.head_at(len)? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_changes_does_not_alter_a_digest() {
        let [a, b] = [1, 2].map(|n| ChangeHash::from_bytes([n; 32]));
        assert_eq!(digest(vec![a, b]), digest(vec![b, a]));
        assert_ne!(digest(vec![a, b]), digest(vec![a]));
    }
}
