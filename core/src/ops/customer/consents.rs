//! Records consents and their withdrawal.

use crate::{
    domain::{
        customer::{Consent, ConsentPurpose},
        edit::{CustomerEdit, Edit},
    },
    ids::ConsentId,
    ops::{
        Author,
        text::{LINE, TooLong, clean},
    },
};

/// Records a consent given now.
///
/// # Errors
/// When a text is too long.
pub fn add_consent(author: &Author, purpose: &ConsentPurpose, wording: &str, way: &str) -> Result<Edit, TooLong> {
    let consent = Consent {
        id: author.world.mint(),
        purpose: purpose.clone(),
        wording: clean(wording, LINE)?,
        way: clean(way, LINE)?,
        given_at: author.now(),
        taken_by: author.staff,
        withdrawn_at: None,
    };
    Ok(Edit::Customer(CustomerEdit::AddConsent(consent)))
}

/// Records that a consent was withdrawn; the record of its giving stays.
#[must_use]
pub fn withdraw_consent(author: &Author, id: ConsentId) -> Edit {
    Edit::Customer(CustomerEdit::WithdrawConsent { id, at: author.now() })
}
