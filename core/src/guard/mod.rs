//! What comes from outside is judged here before anything is kept of it.
//!
//! Invariant: no bytes pass that Automerge could not save and load again, and nothing is inflated, run-length decoded
//! or built before its size is known. Measured on automerge 0.12: a change of 111 bytes can hold 2,000,000 operations,
//! a compressed one of 500 KB inflates to 1.5 GB, and a mutated one may be applied, saved, and then never load again.
//! Knows files and changes, not who may write them: that is `policy` with the ledger.

mod admit;
mod columns;
pub mod genesis;
mod history;
mod inspect;
mod nesting;
mod reader;
mod snapshot;

#[cfg(test)]
mod tests;

pub use admit::{Offered, Verdict, admit};
pub use inspect::{Header, inspect};
pub use snapshot::{Loaded, Recorded, load_snapshot};

/// What a file or change from outside may measure. The start values come from the store's sizes: a change of a busy
/// customer file has 357 bytes, a file of 100 changes 2 KB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one change.
    pub change_bytes: usize,
    /// Operations of one change.
    pub change_operations: u64,
    /// Changes that one change may stand on, and heads that a file may have: one per device that writes at the same time.
    pub dependencies: u64,
    /// Bytes of one file, saved without compression.
    pub file_bytes: usize,
    /// Operations of one file, replaced values included.
    pub file_operations: u64,
    /// The highest operation counter; Automerge panics where it passes 2^32.
    pub counter: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            change_bytes: 128 * 1024,
            change_operations: 5_000,
            dependencies: 1_024,
            file_bytes: 4 * 1024 * 1024,
            file_operations: 250_000,
            counter: 1 << 30,
        }
    }
}

/// Why something from outside is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal {
    /// Not a change, or one that no honest device writes.
    #[error("not a well-formed change")]
    Malformed,
    /// More bytes than the limit.
    #[error("larger than the limit")]
    TooLarge,
    /// The change itself is in order, but its file would outgrow the limit with it. Honest work can meet this.
    #[error("the file would be larger than the limit")]
    FileFull,
    /// More operations than the limit.
    #[error("more operations than the limit")]
    TooManyOperations,
    /// The checksum does not belong to the bytes.
    #[error("the checksum does not belong to the bytes")]
    BadChecksum,
    /// Its author is not the device that offers it, or not the one its actor belongs to.
    #[error("written by another device than the one that signed")]
    WrongAuthor,
    /// Another change of the same actor has its number.
    #[error("another change of the same actor has this number")]
    DuplicateActorSeq,
}

impl Refusal {
    /// The word that travels and is logged.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::FileFull => "file_full",
            Self::TooManyOperations => "too_many_operations",
            Self::BadChecksum => "bad_checksum",
            Self::WrongAuthor => "wrong_author",
            Self::DuplicateActorSeq => "duplicate_actor_seq",
        }
    }
}
