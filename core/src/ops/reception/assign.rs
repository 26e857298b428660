//! Who has the visitor: given, taken over, seen out, and kept where two desks gave one visitor twice.

use super::{LineRefused, check_time, found, reception, stamp};
use crate::{
    clock::Instant,
    domain::{
        edit::{Edit, ReceptionEdit},
        reception::{Assigned, ChosenBy, Line, LineField, VisitResult},
    },
    ids::{LineId, StaffId},
    ops::Author,
};

/// Gives a visitor to a consultant, or puts them back into the queue. Who takes them for themselves has them at once.
///
/// # Errors
/// When there is no such line.
pub fn assign(
    author: &Author,
    lines: &[Line],
    id: LineId,
    consultant: Option<(StaffId, ChosenBy)>,
) -> Result<Vec<Edit>, LineRefused> {
    let line = found(lines, id)?;
    let by = stamp(author);
    let Some((to, how)) = consultant else { return Ok(vec![reception(ReceptionEdit::Assign(id, None))]) };
    if line.consultant() == Some(to) {
        return Ok(Vec::new());
    }
    let mut edits = vec![reception(ReceptionEdit::Assign(id, Some(Assigned { to, how, at: by.at, by: by.by })))];
    if to == author.staff {
        edits.push(reception(ReceptionEdit::Accept(id, by, by.at)));
    }
    Ok(edits)
}

/// The consultant says that they have the visitor and all that was collected.
///
/// # Errors
/// When it was given to somebody else, or to nobody.
pub fn accept(author: &Author, lines: &[Line], id: LineId) -> Result<Vec<Edit>, LineRefused> {
    let line = found(lines, id)?;
    match &line.assigned {
        Some(assigned) if assigned.to != author.staff => Err(LineRefused::NotYours),
        None => Err(LineRefused::NotYours),
        Some(_) if line.accepted.is_some() => Ok(Vec::new()),
        Some(assigned) => Ok(vec![reception(ReceptionEdit::Accept(id, stamp(author), assigned.at))]),
    }
}

/// The visitor leaves, or the call ends.
///
/// # Errors
/// When the time cannot be.
pub fn leave(
    author: &Author,
    lines: &[Line],
    id: LineId,
    result: &VisitResult,
    at: Option<Instant>,
) -> Result<Vec<Edit>, LineRefused> {
    let line = found(lines, id)?;
    let at = at.unwrap_or_else(|| author.now());
    check_time(author.now(), at, LineField::OutAt)?;
    if at < line.in_at || at.store_date() != line.in_at.store_date() {
        return Err(LineRefused::BadTime(LineField::OutAt));
    }
    Ok(vec![
        reception(ReceptionEdit::SetLine(id, LineField::OutAt, Some(at.unix_ms().to_string()))),
        reception(ReceptionEdit::SetLine(id, LineField::Result, Some(result.to_string()))),
    ])
}

/// Of the lines of one visitor this one counts, and its consultant keeps them. All lines stay, with every word in them.
///
/// # Errors
/// When one of the lines is not there, or the one to keep is not among them.
pub fn keep_visitor(lines: &[Line], doubled: &[LineId], keep: LineId) -> Result<Vec<Edit>, LineRefused> {
    found(lines, keep)?;
    if !doubled.contains(&keep) {
        return Err(LineRefused::NotDoubled);
    }
    let point = |id: LineId| reception(ReceptionEdit::SameAs(id, (id != keep).then_some(keep)));
    Ok(doubled.iter().map(|id| point(*id)).collect())
}
