//! What support asks when two devices seem to differ: hashes only, never content.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    ids::{ChangeHash, DeviceId, FileId, LedgerHash},
    policy::FileKind,
};

/// Asks for the state of the files on this device, in the order of their ids. Works offline and changes nothing.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AskDiagnosis {
    /// Only this file; none for all.
    pub file: Option<FileId>,
    /// Only files after this one: the `next` of the page before.
    pub after: Option<FileId>,
}

/// A page of files and what holds them together. Two devices agree on a file when its heads and hash are equal; two
/// devices of people who see the same files agree on everything when their mirrors are equal too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Diagnosis {
    /// This device.
    pub device: DeviceId,
    /// How many entries of the ledger it holds.
    pub ledger_len: u64,
    /// Hash of the last of them.
    pub ledger_head: LedgerHash,
    /// Files that this person may see, at most 500.
    pub files: Vec<FileState>,
    /// With what to ask for the next page; none where no file is left.
    pub next: Option<FileId>,
    /// BLAKE3 over everything that lists, boards and search stand on, in hexadecimal; in the first page of all files only.
    pub mirror: Option<String>,
}

/// How one file stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileState {
    /// Which.
    pub file: FileId,
    /// Of what kind.
    pub kind: FileKind,
    /// Its last changes, sorted.
    pub heads: Vec<ChangeHash>,
    /// BLAKE3 over its values as canonical JSON, in hexadecimal.
    pub content: String,
    /// Changes of it that the relay has not acknowledged.
    pub waiting: u32,
}
