//! From what the disk reports to what people are told. The cause goes to the log, without any content.

use super::api::error::{AppError, ErrorCode};
use crate::{
    mirror::MirrorError,
    vault::{OpenError, VaultError},
};

/// A read or write that failed. Nothing of its transaction was kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failed {
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Mirror(#[from] MirrorError),
}

/// What people are told of it.
pub(super) fn told(error: impl Into<Failed>) -> AppError {
    let error = match error.into() {
        Failed::Mirror(MirrorError::Sqlite(cause)) => Failed::Vault(cause.into()),
        other => other,
    };
    let code = match &error {
        Failed::Vault(VaultError::DiskFull) => ErrorCode::DiskFull,
        Failed::Vault(VaultError::Damaged | VaultError::Unreadable { .. }) => ErrorCode::DatabaseDamaged,
        Failed::Vault(VaultError::TooLarge { .. } | VaultError::Full { .. }) => ErrorCode::TooLong,
        Failed::Vault(VaultError::NotFound { .. }) => ErrorCode::NotFound,
        Failed::Vault(VaultError::Sqlite(_)) => ErrorCode::NotSaved,
        Failed::Vault(VaultError::DuplicateActorSeq | VaultError::ForeignActor | VaultError::NotNext) | Failed::Mirror(_) => {
            ErrorCode::Internal
        }
    };
    if !matches!(code, ErrorCode::NotFound | ErrorCode::TooLong) {
        tracing::error!(error = %error, cause = ?std::error::Error::source(&error), "the data file reported an error");
    }
    code.into()
}

/// A database that did not open.
pub(super) fn closed(error: &OpenError) -> AppError {
    tracing::error!(error = %error, cause = ?std::error::Error::source(error), "the data file was not opened");
    match error {
        OpenError::WrongKey => ErrorCode::WrongKey,
        OpenError::Damaged => ErrorCode::DatabaseDamaged,
        OpenError::NotOurs | OpenError::TooNew { .. } => ErrorCode::NotOurDatabase,
        OpenError::DiskFull => ErrorCode::DiskFull,
        OpenError::InUse => ErrorCode::AlreadyOpen,
        OpenError::Unreachable(_) | OpenError::Sqlite(_) => ErrorCode::NotSaved,
    }
    .into()
}
