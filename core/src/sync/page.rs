//! Pages of whole files: CBOR, then zstd. What inflates beyond [`INFLATED_LIMIT`] is not a page.

use std::io::Read as _;

use serde::{Deserialize, Serialize};

use super::{
    envelope::{Mark, Place},
    wire::{self, WireError},
};
use crate::{
    ids::{ChangeHash, FileId, StaffId, StoreId},
    policy::FileKind,
};

/// Most bytes a page may have once inflated.
pub const INFLATED_LIMIT: usize = 12 * 1024 * 1024;
/// A sender closes a page once its files have this many bytes together; a single file may be larger.
pub const INFLATED_TARGET: usize = 2 * 1024 * 1024;

const LEVEL: i32 = 3;
/// 2^23 = 8 MiB: bounds the memory that a frame's header can make the reader take.
const WINDOW_LOG: u32 = 23;

/// One whole file, with what is needed to check every change in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSnapshot {
    /// The file.
    pub file: FileId,
    /// What kind of file.
    pub kind: FileKind,
    /// The customer file it belongs to.
    pub about: Option<FileId>,
    /// Who began it: its owner while it was never assigned.
    pub creator: StaffId,
    /// The document as `save_nocompress` wrote it, genesis included.
    #[serde(with = "serde_bytes")]
    pub doc: Vec<u8>,
    /// One per change but the genesis, in any order.
    pub marks: Vec<Mark>,
    /// Changes whose author had the file when they were made and somebody else when they came. Nothing rests on it.
    #[serde(default)]
    pub around: Vec<ChangeHash>,
}

impl FileSnapshot {
    /// The place that its marks were signed for.
    #[must_use]
    pub const fn place(&self, store: StoreId) -> Place {
        Place { store, file: self.file, kind: self.kind, about: self.about }
    }

    /// About how many bytes it takes in a page.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.doc.len() + self.marks.len() * 220 + 120
    }
}

/// Packs files into the bytes of a page.
pub fn pack(files: &[FileSnapshot]) -> Result<Vec<u8>, WireError> {
    let encoded: Vec<Vec<u8>> = files.iter().map(wire::encode).collect::<Result<_, _>>()?;
    pack_encoded(&encoded)
}

/// Packs files that are CBOR already, so that a relay need not read what it kept to send it.
pub fn pack_encoded(files: &[Vec<u8>]) -> Result<Vec<u8>, WireError> {
    let mut bytes = array_head(files.len())?;
    files.iter().for_each(|file| bytes.extend_from_slice(file));
    zstd::bulk::compress(&bytes, LEVEL).map_err(|_| WireError::Malformed)
}

/// How a CBOR array of `len` items begins (RFC 8949, major type 4).
fn array_head(len: usize) -> Result<Vec<u8>, WireError> {
    let len = u32::try_from(len).map_err(|_| WireError::Malformed)?;
    let mut head = vec![0x9a];
    head.extend(len.to_be_bytes());
    Ok(head)
}

/// Opens the bytes of a page.
pub fn unpack(page: &[u8]) -> Result<Vec<FileSnapshot>, WireError> {
    let mut reader = zstd::stream::read::Decoder::new(page).map_err(|_| WireError::Malformed)?;
    reader.window_log_max(WINDOW_LOG).map_err(|_| WireError::Malformed)?;
    let mut inflated = Vec::new();
    let limit = u64::try_from(INFLATED_LIMIT).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(limit).read_to_end(&mut inflated).map_err(|_| WireError::Malformed)?;
    wire::decode(&inflated, INFLATED_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{ChangeHash, DeviceId, LedgerHash},
        sync::keys::Signature,
    };

    #[test]
    fn a_page_opens_to_what_was_packed() {
        let mark = Mark {
            hash: ChangeHash::from_bytes([1; 32]),
            device: DeviceId::from_bytes([2; 16]),
            ledger_head: LedgerHash::from_bytes([3; 32]),
            signature: Signature::from_bytes([4; 64]),
        };
        let file = FileSnapshot {
            file: FileId::from_bytes([5; 16]),
            kind: FileKind::Customer,
            about: None,
            creator: StaffId::from_bytes([6; 16]),
            doc: vec![7; 3000],
            marks: vec![mark; 11],
            around: Vec::new(),
        };
        let files = vec![file; 50];
        assert_eq!(unpack(&pack(&files).unwrap()), Ok(files));
    }

    #[test]
    fn a_page_that_inflates_without_end_is_refused() {
        let bomb = zstd::bulk::compress(&vec![0; INFLATED_LIMIT + 10], 19).unwrap();
        assert!(bomb.len() < 10_000);
        assert!(matches!(unpack(&bomb), Err(WireError::TooLarge { .. })));
        assert_eq!(unpack(b"<html>"), Err(WireError::Malformed));
    }
}
