//! Writes plain fields and notes.

use crate::{
    clock::Date,
    domain::{
        customer::{CustomerField, CustomerFile, CustomerKind, Entry, EntryKind, PrivateField},
        edit::{CustomerEdit, Edit, PrivateEdit},
        follow_up::Outcome,
        money::Fen,
        profile::{Expectation, Mood, ThanksState, Topic},
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
    /// Not an amount or a number.
    #[error("the amount could not be read")]
    BadAmount,
    /// A batch buyer is made one by a manager (C25).
    #[error("a customer becomes a batch buyer by a manager's decision")]
    NeedsPromotion,
    /// The customer does not want to be called.
    #[error("the customer does not want to be called")]
    DoNotCall,
    /// A line that only a verb of its own writes.
    #[error("such a line is not written by hand")]
    NotByHand,
}

/// Writes a plain field; an empty text clears it.
///
/// # Errors
/// See [`FieldRefused`].
pub fn set_field(author: &Author, field: &CustomerField, text: &str) -> Result<Edit, FieldRefused> {
    let limit = match field {
        CustomerField::Remark | CustomerField::Hobbies | CustomerField::MemberBenefits | CustomerField::ImportedVehicles => {
            PARAGRAPH
        }
        _ => LINE,
    };
    let text = clean(text, limit)?;
    let is_written = !text.is_empty();
    match field {
        CustomerField::BirthOn | CustomerField::ThanksOn if is_written => {
            let date: Date = text.parse().map_err(|_| FieldRefused::BadDate)?;
            if date > author.world.today() {
                return Err(FieldRefused::BadDate);
            }
        }
        CustomerField::Referrer if is_written => {
            text.parse::<FileId>().map_err(|_| FieldRefused::BadReference)?;
        }
        CustomerField::Kind if CustomerKind::from(text.as_str()) == CustomerKind::Batch => {
            return Err(FieldRefused::NeedsPromotion);
        }
        _ => {}
    }
    let text = if is_written { said(author, field, text)? } else { text };
    Ok(Edit::Customer(CustomerEdit::SetField(field.clone(), is_written.then_some(text))))
}

/// Writes where thanking whoever sent the customer stands; given, with the date unless one stands (S20).
///
/// # Errors
/// See [`FieldRefused`].
pub fn set_thanks(author: &Author, file: &CustomerFile, state: &str) -> Result<Vec<Edit>, FieldRefused> {
    let given = ThanksState::from(state) == ThanksState::Given && file.field(&CustomerField::ThanksOn).is_none();
    let today = author.world.today().to_string();
    let on = given.then(|| set_field(author, &CustomerField::ThanksOn, &today)).transpose()?;
    Ok(std::iter::once(set_field(author, &CustomerField::ThanksState, state)?).chain(on).collect())
}

/// What is kept of a text that people say in several ways.
fn said(author: &Author, field: &CustomerField, text: String) -> Result<String, FieldRefused> {
    match field {
        CustomerField::BirthYear => birth_year(author, &text),
        CustomerField::CurrentCarSince => month(author, &text),
        CustomerField::ServiceSpendFen => {
            Fen::parse_exact(&text).map(|fen| fen.get().to_string()).map_err(|_| FieldRefused::BadAmount)
        }
        CustomerField::ServiceVisits => match text.parse::<u16>() {
            Ok(visits) if visits < 1_000 => Ok(visits.to_string()),
            Ok(_) | Err(_) => Err(FieldRefused::BadAmount),
        },
        _ => Ok(text),
    }
}

/// A year, or an age, from which the year follows.
fn birth_year(author: &Author, text: &str) -> Result<String, FieldRefused> {
    let number: i32 = text.trim_end_matches(['岁', '年']).trim().parse().map_err(|_| FieldRefused::BadDate)?;
    let today = author.world.today();
    match number {
        1..=120 => Ok(today.years_since_year(number).to_string()),
        1900.. if today.years_since_year(number) >= 0 => Ok(number.to_string()),
        _ => Err(FieldRefused::BadDate),
    }
}

/// `2022`, `2022-06` or a whole date, not after today.
fn month(author: &Author, text: &str) -> Result<String, FieldRefused> {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    let date: Date = whole.parse().map_err(|_| FieldRefused::BadDate)?;
    if date > author.world.today() { Err(FieldRefused::BadDate) } else { Ok(text.to_owned()) }
}

/// Writes a field of the private part; an empty text clears it.
///
/// # Errors
/// See [`FieldRefused`].
pub fn set_private_field(field: &PrivateField, text: &str) -> Result<Edit, FieldRefused> {
    let text = clean(text, LINE)?;
    Ok(Edit::Private(PrivateEdit::SetField(field.clone(), (!text.is_empty()).then_some(text))))
}

/// What is written down of a contact, or beside one.
#[derive(Debug, Clone)]
pub struct Line {
    /// What kind.
    pub kind: EntryKind,
    /// What was said or done.
    pub text: String,
    /// How the customer was (C17).
    pub mood: Option<Mood>,
    /// What they had expected against what they got (C18).
    pub expectation: Option<Expectation>,
    /// What of the person it tells (C30).
    pub topic: Option<Topic>,
    /// How a contact went (F9).
    pub outcome: Option<Outcome>,
}

impl Line {
    /// A line with words alone.
    #[must_use]
    pub fn new(kind: EntryKind, text: &str) -> Self {
        Self { kind, text: text.to_owned(), mood: None, expectation: None, topic: None, outcome: None }
    }
}

/// Writes a line on the timeline. Somebody who does not want to be called was not called; they may have called. That nobody
/// answered needs no words.
///
/// # Errors
/// When there are no words, or too many, or it tells of a call that must not be.
pub fn note(author: &Author, file: &CustomerFile, line: &Line) -> Result<Edit, FieldRefused> {
    let text = clean(&line.text, PARAGRAPH)?;
    match line.kind {
        ref kind if !kind.is_written_by_hand() => return Err(FieldRefused::NotByHand),
        EntryKind::Call if file.is_do_not_call() => return Err(FieldRefused::DoNotCall),
        _ if text.is_empty() && line.outcome != Some(Outcome::Unreachable) => return Err(FieldRefused::Empty),
        _ => {}
    }
    let Line { mood, expectation, topic, outcome, .. } = line.clone();
    let outcome = outcome.filter(|_| line.kind.is_talk());
    let entry = Entry { mood, expectation, topic, outcome, ..author.entry(line.kind.clone(), text, None) };
    Ok(Edit::Customer(CustomerEdit::AddEntry(entry)))
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
        let file = CustomerFile::empty(author().world.mint());
        assert_eq!(note(&author(), &file, &Line::new(EntryKind::Note, "  ")), Err(FieldRefused::Empty));
    }

    #[test]
    fn a_call_to_who_does_not_want_to_be_called_is_refused_and_one_from_them_is_not() {
        let mut file = CustomerFile::empty(author().world.mint());
        file.fields.insert(CustomerField::DoNotCall, "yes".to_owned());
        assert_eq!(note(&author(), &file, &Line::new(EntryKind::Call, "打了")), Err(FieldRefused::DoNotCall));
        assert!(note(&author(), &file, &Line::new(EntryKind::CallIn, "来电问价")).is_ok());
    }

    #[test]
    fn a_line_that_only_an_act_writes_is_not_written_by_hand() {
        let file = CustomerFile::empty(author().world.mint());
        let by_hand = ["note", "call", "call_in", "visit", "message", "email", "fax", "test_drive"];
        for kind in EntryKind::ALL.iter().cloned().chain([EntryKind::from("of_a_newer_version")]) {
            let written = note(&author(), &file, &Line::new(kind.clone(), "说了几句"));
            assert_eq!(written.is_ok(), by_hand.contains(&kind.as_str()), "{kind}");
        }
    }

    /// C7, C26, C28
    #[test]
    fn ages_months_and_amounts_are_read_as_people_say_them() {
        let write = |field, text| match set_field(&author(), &field, text) {
            Ok(Edit::Customer(CustomerEdit::SetField(_, text))) => text,
            _ => None,
        };
        assert_eq!(write(CustomerField::BirthYear, "46岁").as_deref(), Some("1980"));
        assert_eq!(write(CustomerField::BirthYear, "1980").as_deref(), Some("1980"));
        assert_eq!(write(CustomerField::BirthYear, "2999"), None);
        assert_eq!(write(CustomerField::CurrentCarSince, "2022-06").as_deref(), Some("2022-06"));
        assert_eq!(write(CustomerField::CurrentCarSince, "2022-13"), None);
        assert_eq!(write(CustomerField::ServiceSpendFen, "1.2万").as_deref(), Some("1200000"));
        assert_eq!(write(CustomerField::ServiceVisits, "多"), None);
    }

    /// C12, C25
    #[test]
    fn nobody_writes_a_batch_buyer_into_the_field() {
        assert_eq!(set_field(&author(), &CustomerField::Kind, "batch"), Err(FieldRefused::NeedsPromotion));
    }

    #[test]
    fn a_referrer_is_a_file() {
        assert_eq!(set_field(&author(), &CustomerField::Referrer, "张松"), Err(FieldRefused::BadReference));
    }
}
