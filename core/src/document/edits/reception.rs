//! Edits of a day's reception log.

use super::super::{
    DocumentError,
    plan::Plan,
    register::Register,
    shape::{self, reception},
};
use crate::domain::edit::ReceptionEdit;

pub(super) fn plan(plan: &mut Plan<'_>, edit: &ReceptionEdit) -> Result<(), DocumentError> {
    match edit {
        ReceptionEdit::Day(day) => plan.set(&["file", reception::DAY], Register::Text(day.to_string())),
        ReceptionEdit::AddLine(line) => plan.add("lines", &line.id.to_string(), reception::line(line)),
        ReceptionEdit::SetLine(id, field, text) => {
            let value = text.as_deref().map_or(Register::Empty, |text| reception::value(field, text));
            plan.set(&["lines", &id.to_string(), field.as_str()], value)
        }
        ReceptionEdit::AddInterest(id, interest) => {
            plan.set(&["lines", &id.to_string(), "interests", &interest.id.to_string()], shape::interest(interest))
        }
        ReceptionEdit::RemoveInterest(id, interest) => {
            plan.set(&["lines", &id.to_string(), "interests", &interest.to_string()], Register::Empty)
        }
        ReceptionEdit::Assign(id, to) => {
            let value = to.as_ref().map_or(Register::Empty, reception::assigned);
            plan.set(&["lines", &id.to_string(), reception::ASSIGNED], value)
        }
        ReceptionEdit::Accept(id, by, of) => {
            plan.set(&["lines", &id.to_string(), reception::ACCEPTED], reception::accepted(*by, *of))
        }
        ReceptionEdit::Confirm(id, by) => plan.set(&["lines", &id.to_string(), reception::CONFIRMED], reception::stamp(*by)),
        ReceptionEdit::Correct(id, correction) => {
            let place = ["lines", &id.to_string(), "corrections", &correction.id.to_string()];
            plan.set(&place, reception::correction(correction))
        }
        ReceptionEdit::SameAs(id, other) => {
            let value = other.map_or(Register::Empty, |other| Register::Text(other.to_string()));
            plan.set(&["lines", &id.to_string(), reception::SAME_AS], value)
        }
        ReceptionEdit::RemoveLine { id, at } => plan.mark(["lines", &id.to_string(), "removed_at"], at.unix_ms()),
        ReceptionEdit::SetDuty(staff, duty) => {
            plan.set(&["duty", &staff.to_string()], duty.map_or(Register::Empty, reception::duty))
        }
        ReceptionEdit::Tick(chore, by) => {
            plan.set(&["file", &reception::chore(chore)], by.map_or(Register::Empty, reception::stamp))
        }
    }
}
