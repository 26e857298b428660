//! Records consents and their withdrawal.

use crate::{
    domain::{
        customer::{Consent, ConsentPurpose, CustomerFile},
        edit::{CustomerEdit, Edit},
    },
    ids::ConsentId,
    ops::{
        Author,
        text::{LINE, TooLong, clean},
    },
};

/// Why a consent is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConsentRefused {
    /// A consent says which wording was agreed to, and how.
    #[error("a consent needs the wording's version and the way it was given")]
    Incomplete,
    /// The file holds no such consent.
    #[error("the file holds no such consent")]
    NoSuchConsent,
    /// It was withdrawn.
    #[error("the consent was withdrawn already")]
    AlreadyWithdrawn,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// Records a consent given now.
///
/// # Errors
/// See [`ConsentRefused`].
pub fn add_consent(author: &Author, purpose: &ConsentPurpose, wording: &str, way: &str) -> Result<Edit, ConsentRefused> {
    let consent = Consent {
        id: author.world.mint(),
        purpose: purpose.clone(),
        wording: clean(wording, LINE)?,
        way: clean(way, LINE)?,
        given_at: author.now(),
        taken_by: author.staff,
        withdrawn_at: None,
    };
    if consent.wording.is_empty() || consent.way.is_empty() {
        return Err(ConsentRefused::Incomplete);
    }
    Ok(Edit::Customer(CustomerEdit::AddConsent(consent)))
}

/// Records that a consent was withdrawn; the record of its giving stays.
///
/// # Errors
/// See [`ConsentRefused`].
pub fn withdraw_consent(author: &Author, file: &CustomerFile, id: ConsentId) -> Result<Edit, ConsentRefused> {
    let consent = file.consents.iter().find(|consent| consent.id == id).ok_or(ConsentRefused::NoSuchConsent)?;
    if consent.withdrawn_at.is_some() {
        return Err(ConsentRefused::AlreadyWithdrawn);
    }
    Ok(Edit::Customer(CustomerEdit::WithdrawConsent { id, at: author.now() }))
}
