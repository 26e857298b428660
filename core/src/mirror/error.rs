//! What can go wrong with the mirror. Nothing of it is lost for good: it can always be rebuilt.

use rusqlite::ErrorCode;

/// Why the mirror could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum MirrorError {
    /// SQLite reports an error; a full disk and a damaged page are told apart by its code.
    #[error("the mirror could not be used")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored value does not have the shape this version writes.
    #[error("a stored {what} cannot be read")]
    Unreadable {
        /// What it should have been.
        what: &'static str,
    },
}

impl MirrorError {
    /// Whether a page of the mirror is broken: then it is to be discarded and rebuilt.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Sqlite(error) => {
                matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
            }
            // A program that cannot read what it wrote would not read it after a rebuild either.
            Self::Unreadable { .. } => false,
        }
    }
}
