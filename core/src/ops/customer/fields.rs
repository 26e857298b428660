//! Writes plain fields and notes.

use crate::{
    clock::Date,
    domain::{
        customer::{CustomerField, EntryKind, PrivateField},
        edit::{CustomerEdit, Edit, PrivateEdit},
    },
    ids::FileId,
    ops::{
        Author,
        text::{LINE, PARAGRAPH, TooLong, clean},
    },
};

/// Why a field is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FieldRefused {
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// Not a date.
    #[error("not a possible date")]
    BadDate,
    /// Not the id of a file.
    #[error("not the id of a customer file")]
    BadReference,
    /// A note without words.
    #[error("a note needs words")]
    Empty,
}

/// Writes a plain field; an empty text clears it.
///
/// # Errors
/// See [`FieldRefused`].
pub fn set_field(author: &Author, field: &CustomerField, text: &str) -> Result<Edit, FieldRefused> {
    let limit = match field {
        CustomerField::Remark | CustomerField::Hobbies | CustomerField::ImportedVehicles => PARAGRAPH,
        _ => LINE,
    };
    let text = clean(text, limit)?;
    let is_written = !text.is_empty();
    match field {
        CustomerField::BirthOn if is_written => {
            let date: Date = text.parse().map_err(|_| FieldRefused::BadDate)?;
            if date > author.world.today() {
                return Err(FieldRefused::BadDate);
            }
        }
        CustomerField::Referrer if is_written => {
            text.parse::<FileId>().map_err(|_| FieldRefused::BadReference)?;
        }
        _ => {}
    }
    Ok(Edit::Customer(CustomerEdit::SetField(field.clone(), is_written.then_some(text))))
}

/// Writes a field of the private part; an empty text clears it.
///
/// # Errors
/// See [`FieldRefused`].
pub fn set_private_field(field: &PrivateField, text: &str) -> Result<Edit, FieldRefused> {
    let text = clean(text, LINE)?;
    Ok(Edit::Private(PrivateEdit::SetField(field.clone(), (!text.is_empty()).then_some(text))))
}

/// Writes a line on the timeline.
///
/// # Errors
/// When there are no words, or too many.
pub fn note(author: &Author, kind: &EntryKind, text: &str) -> Result<Edit, FieldRefused> {
    let text = clean(text, PARAGRAPH)?;
    if text.is_empty() {
        return Err(FieldRefused::Empty);
    }
    Ok(Edit::Customer(CustomerEdit::AddEntry(author.entry(kind.clone(), text, None))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::testing::author;

    #[test]
    fn a_birthday_is_a_date_in_the_past() {
        let write = |text| set_field(&author(), &CustomerField::BirthOn, text);
        assert!(write("1980-01-31").is_ok());
        assert_eq!(write("1980-02-31"), Err(FieldRefused::BadDate));
        assert_eq!(write("2999-01-01"), Err(FieldRefused::BadDate));
        assert!(write("").is_ok(), "it can be cleared");
    }

    #[test]
    fn a_note_needs_words() {
        assert_eq!(note(&author(), &EntryKind::Note, "  "), Err(FieldRefused::Empty));
    }

    #[test]
    fn a_referrer_is_a_file() {
        assert_eq!(set_field(&author(), &CustomerField::Referrer, "张松"), Err(FieldRefused::BadReference));
    }
}
