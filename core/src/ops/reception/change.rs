//! Corrections: what a line said before stays beside it, with who changed it and when.

use super::{LineRefused, MOST, check_time, found, reception, stamp, words};
use crate::{
    clock::Instant,
    domain::{
        edit::{Edit, ReceptionEdit},
        opportunity::{Interest, Stage},
        reception::{CameBy, ContactLeft, Correction, Line, LineField, Purpose, VisitResult},
    },
    ids::{FileId, InterestId, LineId},
    ops::Author,
};

/// One thing to change in a line.
#[derive(Debug, Clone)]
pub enum Change {
    /// A field; an empty text clears it.
    Field(LineField, String),
    /// Another series or model.
    AddInterest(Interest),
    /// One less.
    RemoveInterest(InterestId),
}

/// Changes a line. Filling in what was empty is completing it; writing over what stood there is a correction and is kept.
///
/// # Errors
/// See [`LineRefused`].
pub fn change(author: &Author, lines: &[Line], id: LineId, changes: &[Change]) -> Result<Vec<Edit>, LineRefused> {
    let line = found(lines, id)?;
    let mut edits = Vec::new();
    for change in changes {
        match change {
            Change::AddInterest(interest) => edits.push(ReceptionEdit::AddInterest(id, interest.clone())),
            Change::RemoveInterest(interest) => edits.push(ReceptionEdit::RemoveInterest(id, *interest)),
            Change::Field(field, text) => {
                let text = read(author, line, field, text)?;
                let was = said(line, field);
                if was == text {
                    continue;
                }
                edits.push(ReceptionEdit::SetLine(id, field.clone(), text));
                if let Some(was) = was {
                    edits.push(ReceptionEdit::Correct(id, corrected(author, field, was)));
                }
            }
        }
    }
    Ok(edits.into_iter().map(reception).collect())
}

/// Says that a line is right as it stands.
///
/// # Errors
/// When there is no such line.
pub fn confirm(author: &Author, lines: &[Line], id: LineId) -> Result<Vec<Edit>, LineRefused> {
    found(lines, id)?;
    Ok(vec![reception(ReceptionEdit::Confirm(id, stamp(author)))])
}

/// Takes a line out that should not be there.
///
/// # Errors
/// When there is no such line.
pub fn remove(author: &Author, lines: &[Line], id: LineId) -> Result<Vec<Edit>, LineRefused> {
    found(lines, id)?;
    Ok(vec![reception(ReceptionEdit::RemoveLine { id, at: author.now() })])
}

fn corrected(author: &Author, field: &LineField, was: String) -> Correction {
    Correction { id: author.world.mint(), field: field.clone(), was, at: author.now(), by: author.staff }
}

/// What a field says, as it is written; none where it is empty.
fn said(line: &Line, field: &LineField) -> Option<String> {
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    match field {
        LineField::CameBy => text(line.came_by.as_str()),
        LineField::InAt => Some(line.in_at.unix_ms().to_string()),
        LineField::OutAt => line.out_at.map(|at| at.unix_ms().to_string()),
        LineField::VisitCount => number(line.visit_count),
        LineField::PartySize => number(line.party_size),
        LineField::Purpose => text(line.purpose.as_str()),
        LineField::Enquiry => text(&line.enquiry),
        LineField::Contact => line.contact.as_ref().map(ToString::to_string),
        LineField::Asked => number(line.asked),
        LineField::Result => line.result.as_ref().map(ToString::to_string),
        LineField::Stage => line.stage.as_ref().map(ToString::to_string),
        LineField::Remark => text(&line.remark),
        LineField::Event => line.event.map(|event| event.to_string()),
        LineField::Customer => line.customer.map(|customer| customer.to_string()),
        LineField::Other(_) => None,
    }
}

/// The text as it is written; none clears the field.
fn read(author: &Author, line: &Line, field: &LineField, text: &str) -> Result<Option<String>, LineRefused> {
    let text = text.trim();
    let is_needed = matches!(field, LineField::CameBy | LineField::InAt | LineField::Purpose);
    if text.is_empty() {
        return if is_needed { Err(LineRefused::BadWord(field.clone())) } else { Ok(None) };
    }
    let is_known = match field {
        LineField::InAt | LineField::OutAt => return time(author, line, field, text).map(Some),
        LineField::VisitCount | LineField::PartySize => return count(field, text, 1).map(Some),
        LineField::Asked => return count(field, text, 0).map(Some),
        LineField::Enquiry | LineField::Remark => return words(field.clone(), text).map(Some),
        LineField::CameBy => CameBy::ALL.contains(&CameBy::from(text)),
        LineField::Purpose => Purpose::ALL.contains(&Purpose::from(text)),
        LineField::Contact => ContactLeft::ALL.contains(&ContactLeft::from(text)),
        LineField::Result => VisitResult::ALL.contains(&VisitResult::from(text)),
        LineField::Stage => Stage::ALL.contains(&Stage::from(text)),
        LineField::Event | LineField::Customer => text.parse::<FileId>().is_ok(),
        LineField::Other(_) => false,
    };
    if is_known { Ok(Some(text.to_owned())) } else { Err(LineRefused::BadWord(field.clone())) }
}

fn count(field: &LineField, text: &str, least: u32) -> Result<String, LineRefused> {
    let count: u32 = text.parse().map_err(|_| LineRefused::BadCount(field.clone()))?;
    if (least..=MOST).contains(&count) { Ok(count.to_string()) } else { Err(LineRefused::BadCount(field.clone())) }
}

/// A time stays on the line's day: the day is the file.
fn time(author: &Author, line: &Line, field: &LineField, text: &str) -> Result<String, LineRefused> {
    let at = text.parse().map(Instant::from_unix_ms).map_err(|_| LineRefused::BadTime(field.clone()))?;
    check_time(author.now(), at, field.clone())?;
    let is_of_the_day = at.store_date() == line.in_at.store_date();
    let is_in_order = *field != LineField::OutAt || at >= line.in_at;
    if is_of_the_day && is_in_order { Ok(at.unix_ms().to_string()) } else { Err(LineRefused::BadTime(field.clone())) }
}
