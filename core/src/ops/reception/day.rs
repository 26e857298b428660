//! Who is on duty on a day, and what the desk has seen to.

use super::{reception, stamp};
use crate::{
    clock::Date,
    domain::{
        edit::{Edit, ReceptionEdit},
        reception::{Chore, Duty},
    },
    ids::StaffId,
    ops::Author,
};

/// Puts people on or off duty for a day.
#[must_use]
pub fn set_duty(day: Date, duty: &[(StaffId, Duty)]) -> Vec<Edit> {
    let set = duty.iter().map(|(staff, duty)| ReceptionEdit::SetDuty(*staff, Some(*duty)));
    std::iter::once(ReceptionEdit::Day(day)).chain(set).map(reception).collect()
}

/// Ticks a chore of the desk.
#[must_use]
pub fn tick(author: &Author, day: Date, chore: &Chore) -> Vec<Edit> {
    [ReceptionEdit::Day(day), ReceptionEdit::Tick(chore.clone(), Some(stamp(author)))].map(reception).to_vec()
}

/// Takes the tick away.
#[must_use]
pub fn untick(chore: &Chore) -> Vec<Edit> {
    vec![reception(ReceptionEdit::Tick(chore.clone(), None))]
}
