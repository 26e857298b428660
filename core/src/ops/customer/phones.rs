//! Adds, corrects and removes phones.

use crate::{
    domain::{
        customer::CustomerFile,
        edit::{CustomerEdit, Edit},
        phone::PhoneNumber,
    },
    ids::{ContactId, PhoneId},
    ops::{
        Author,
        text::{LINE, TooLong, clean},
    },
};

/// Why a phone is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneRefused {
    /// Nothing was typed.
    #[error("no number was typed")]
    Empty,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// The file holds no such phone.
    #[error("the file holds no such phone")]
    NoSuchPhone,
    /// The file holds no such contact person.
    #[error("the file holds no such contact person")]
    NoSuchContact,
}

/// Adds a phone. A doubtful number is kept as typed.
///
/// # Errors
/// When nothing was typed or too much.
pub fn add_phone(author: &Author, typed: &str, label: &str) -> Result<Edit, PhoneRefused> {
    let (number, label) = read(typed, label)?;
    Ok(Edit::Customer(CustomerEdit::AddPhone { id: author.world.mint(), number, label }))
}

/// Adds a phone of a contact person (C6, C9).
///
/// # Errors
/// When there is no such person, or nothing was typed or too much.
pub fn add_contact_phone(
    author: &Author,
    file: &CustomerFile,
    contact: ContactId,
    typed: &str,
    label: &str,
) -> Result<Edit, PhoneRefused> {
    if file.contacts.iter().all(|known| known.id != contact) {
        return Err(PhoneRefused::NoSuchContact);
    }
    let (number, label) = read(typed, label)?;
    Ok(Edit::Customer(CustomerEdit::AddContactPhone { id: author.world.mint(), number, label, contact }))
}

/// The same for a person who is being added.
///
/// # Errors
/// When nothing was typed or too much.
pub fn new_contact_phone(author: &Author, contact: ContactId, typed: &str) -> Result<Edit, PhoneRefused> {
    let (number, label) = read(typed, "")?;
    Ok(Edit::Customer(CustomerEdit::AddContactPhone { id: author.world.mint(), number, label, contact }))
}

/// Corrects a phone.
///
/// # Errors
/// When there is no such phone, or nothing was typed or too much.
pub fn correct_phone(file: &CustomerFile, id: PhoneId, typed: &str, label: &str) -> Result<Edit, PhoneRefused> {
    known(file, id)?;
    let (number, label) = read(typed, label)?;
    Ok(Edit::Customer(CustomerEdit::SetPhone { id, number, label }))
}

/// Takes a phone out of use.
///
/// # Errors
/// When there is no such phone.
pub fn remove_phone(author: &Author, file: &CustomerFile, id: PhoneId) -> Result<Edit, PhoneRefused> {
    known(file, id)?;
    Ok(Edit::Customer(CustomerEdit::RemovePhone { id, at: author.now() }))
}

/// Marks the phone to call first.
///
/// # Errors
/// When there is no such phone.
pub fn set_main_phone(file: &CustomerFile, id: PhoneId) -> Result<Edit, PhoneRefused> {
    known(file, id)?;
    Ok(Edit::Customer(CustomerEdit::SetMainPhone(id)))
}

fn known(file: &CustomerFile, id: PhoneId) -> Result<(), PhoneRefused> {
    if file.phones.iter().any(|phone| phone.id == id) { Ok(()) } else { Err(PhoneRefused::NoSuchPhone) }
}

fn read(typed: &str, label: &str) -> Result<(PhoneNumber, String), PhoneRefused> {
    let typed = clean(typed, LINE)?;
    if typed.is_empty() {
        return Err(PhoneRefused::Empty);
    }
    Ok((PhoneNumber::parse(&typed), clean(label, LINE)?))
}
