//! What can go wrong, told apart as far as SQLite tells it. No error carries stored bytes.

use rusqlite::{ErrorCode, ffi};

/// Why a database could not be opened. The file is left as it was in every case.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file was made with another key.
    #[error("the data file does not open with this key")]
    WrongKey,
    /// The file was ours, and its content is broken.
    #[error("the data file is damaged")]
    Damaged,
    /// The file is not a database of this product.
    #[error("the file is not a database of this product")]
    NotOurs,
    /// The file was written by a newer version.
    #[error("the data file has version {found}, this program knows {known}")]
    TooNew {
        /// The version of the file.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// There is no room on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// Another process holds the file.
    #[error("the data file is in use by another process")]
    InUse,
    /// The file or its folder cannot be read or written.
    #[error("the data file cannot be reached")]
    Unreachable(#[source] std::io::Error),
    /// Anything else SQLite reports.
    #[error("the data file cannot be opened")]
    Sqlite(#[source] rusqlite::Error),
}

/// Why something could not be read or written. Nothing of the transaction was kept.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no room on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// A page of the file is broken.
    #[error("the data file is damaged")]
    Damaged,
    /// A stored value does not have the shape this version expects.
    #[error("a stored {what} cannot be read")]
    Unreadable {
        /// What it should have been.
        what: &'static str,
    },
    /// More bytes than one value may have.
    #[error("a {what} may have at most {limit} bytes")]
    TooLarge {
        /// What was to be kept.
        what: &'static str,
        /// Its limit in bytes.
        limit: usize,
    },
    /// A bounded queue is full; what waits in it stays.
    #[error("no more than {limit} of {what} are kept")]
    Full {
        /// Which queue.
        what: &'static str,
        /// Its limit.
        limit: u32,
    },
    /// Another change of this file has the same actor and sequence number.
    #[error("an actor used a sequence number twice")]
    DuplicateActorSeq,
    /// The actor is bound to another device.
    #[error("an actor belongs to another device")]
    ForeignActor,
    /// The entry does not follow the last one.
    #[error("a ledger entry does not follow the last one")]
    NotNext,
    /// The row that should be changed is not there.
    #[error("no such {what}")]
    NotFound {
        /// What was looked for.
        what: &'static str,
    },
    /// Anything else SQLite reports.
    #[error("the data file could not be used")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
                Self::Unreachable(std::io::Error::other(error))
            }
            _ => Self::Sqlite(error),
        }
    }
}

/// Whether the key or the first page is wrong: SQLCipher cannot tell these two apart.
pub(super) fn is_not_a_database(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|inner| inner.code == ErrorCode::NotADatabase || inner.extended_code == ffi::SQLITE_NOTADB)
}
