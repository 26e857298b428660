//! The verbs of the reception log: enter a line, correct it, give the visitor to a consultant, see them out.

mod assign;
mod change;
mod day;

pub use self::{
    assign::{accept, assign, keep_visitor, leave},
    change::{Change, change, confirm, remove},
    day::{set_duty, tick, untick},
};

use super::{
    Author,
    text::{LINE, PARAGRAPH, TooLong, clean},
};
use crate::{
    clock::Instant,
    domain::{
        edit::{Edit, ReceptionEdit},
        opportunity::{Interest, Stage},
        phone::holds_number,
        reception::{Assigned, CameBy, ChosenBy, ContactLeft, Line, LineField, Purpose, Stamp, VisitResult},
    },
    ids::{FileId, LineId, StaffId},
};

/// Why a line is not written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineRefused {
    /// The day has no such line.
    #[error("the day has no such line")]
    NoSuchLine,
    /// Not a possible time: in the future, on another day, or before the arrival.
    #[error("not a possible time")]
    BadTime(LineField),
    /// Not a number that can be.
    #[error("not a possible number")]
    BadCount(LineField),
    /// Not a word of the list.
    #[error("not one of the words to choose from")]
    BadWord(LineField),
    /// A number of a person in a text of the log.
    #[error("the log holds no numbers of people")]
    HoldsNumber(LineField),
    /// Neither a deal nor a visit can be accepted by somebody else than the consultant it was given to.
    #[error("it was not given to this person")]
    NotYours,
    /// The visitors are not one.
    #[error("these lines are not of one visitor")]
    NotDoubled,
    /// Too long.
    #[error("too long")]
    TooLong(LineField, #[source] TooLong),
}

/// More than this many in one party, or visits, or questions, is a slip of the finger.
const MOST: u32 = 99;
/// A clock may be ahead of another by so much, in milliseconds.
const AHEAD_MS: i64 = 10 * 60_000;

/// An arrival or call to be written down.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// How they came.
    pub came_by: CameBy,
    /// When; now if nobody said.
    pub in_at: Option<Instant>,
    /// When they left, for a line entered afterwards.
    pub out_at: Option<Instant>,
    /// Their how many-th visit.
    pub visit_count: Option<u32>,
    /// How many came together.
    pub party_size: Option<u32>,
    /// What for.
    pub purpose: Purpose,
    /// Series and models.
    pub interests: Vec<Interest>,
    /// What they asked about.
    pub enquiry: String,
    /// Whether a way to reach them was left.
    pub contact: Option<ContactLeft>,
    /// How often they were asked for it.
    pub asked: Option<u32>,
    /// How it ended, for a line entered afterwards.
    pub result: Option<VisitResult>,
    /// How far the purchase is.
    pub stage: Option<Stage>,
    /// Remark.
    pub remark: String,
    /// The event that brought them.
    pub event: Option<FileId>,
    /// Their customer file.
    pub customer: Option<FileId>,
    /// To whom they are given, and why.
    pub consultant: Option<(StaffId, ChosenBy)>,
}

/// The line of an arrival. A consultant who takes a visitor for themselves has them at once.
///
/// # Errors
/// See [`LineRefused`].
pub fn log_arrival(author: &Author, arrival: &Arrival) -> Result<(Line, Vec<Edit>), LineRefused> {
    let now = author.now();
    let in_at = arrival.in_at.unwrap_or(now);
    check_time(now, in_at, LineField::InAt)?;
    if let Some(out) = arrival.out_at {
        check_time(now, out, LineField::OutAt)?;
        if out < in_at || out.store_date() != in_at.store_date() {
            return Err(LineRefused::BadTime(LineField::OutAt));
        }
    }
    let counts = [
        (LineField::VisitCount, arrival.visit_count, 1),
        (LineField::PartySize, arrival.party_size, 1),
        (LineField::Asked, arrival.asked, 0),
    ];
    for (field, count, least) in counts {
        if count.is_some_and(|count| count < least || count > MOST) {
            return Err(LineRefused::BadCount(field));
        }
    }
    let stamp = Stamp { at: now, by: author.staff };
    let assigned = arrival.consultant.clone().map(|(to, how)| Assigned { to, how, at: now, by: author.staff });
    let line = Line {
        id: author.world.mint(),
        came_by: arrival.came_by.clone(),
        in_at,
        out_at: arrival.out_at,
        visit_count: arrival.visit_count,
        party_size: arrival.party_size,
        purpose: arrival.purpose.clone(),
        interests: arrival.interests.clone(),
        enquiry: words(LineField::Enquiry, &arrival.enquiry)?,
        contact: arrival.contact.clone(),
        asked: arrival.asked,
        result: arrival.result.clone(),
        stage: arrival.stage.clone(),
        remark: words(LineField::Remark, &arrival.remark)?,
        event: arrival.event,
        customer: arrival.customer,
        accepted: assigned.as_ref().filter(|assigned| assigned.to == author.staff).map(|_| stamp),
        assigned,
        same_as: None,
        entered: stamp,
        corrections: Vec::new(),
        confirmed: None,
    };
    let edits =
        vec![reception(ReceptionEdit::Day(in_at.store_date())), reception(ReceptionEdit::AddLine(Box::new(line.clone())))];
    Ok((line, edits))
}

fn reception(edit: ReceptionEdit) -> Edit {
    Edit::Reception(edit)
}

fn stamp(author: &Author) -> Stamp {
    Stamp { at: author.now(), by: author.staff }
}

fn found(lines: &[Line], id: LineId) -> Result<&Line, LineRefused> {
    lines.iter().find(|line| line.id == id).ok_or(LineRefused::NoSuchLine)
}

fn check_time(now: Instant, at: Instant, field: LineField) -> Result<(), LineRefused> {
    if at > now.plus_ms(AHEAD_MS) { Err(LineRefused::BadTime(field)) } else { Ok(()) }
}

/// Free words of a line: none of them the number of a person.
fn words(field: LineField, text: &str) -> Result<String, LineRefused> {
    let limit = if field == LineField::Remark { PARAGRAPH } else { LINE };
    let text = clean(text, limit).map_err(|source| LineRefused::TooLong(field.clone(), source))?;
    if holds_number(&text) { Err(LineRefused::HoldsNumber(field)) } else { Ok(text) }
}

#[cfg(test)]
mod tests;
