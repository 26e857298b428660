//! 轮排: whose turn it is. Computed from the day's log alone, so two desks agree as soon as their logs do.

use std::collections::{BTreeMap, BTreeSet};

use super::{Duty, Line, LineState};
use crate::ids::StaffId;

/// The consultants on duty, whose turn it is first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rota {
    /// In the order of their turns.
    pub turns: Vec<StaffId>,
    /// Those with a visitor who has not left.
    pub busy: BTreeSet<StaffId>,
    /// How many visitors each was given today.
    pub served: BTreeMap<StaffId, u32>,
}

impl Rota {
    /// Whose turn it is. `usual` is the order of a day that says nothing else, `duty` what this day says of its own.
    /// Whoever was served last goes to the end; lines of a visitor who is counted already give nobody a turn.
    #[must_use]
    pub fn of(usual: &[StaffId], duty: &BTreeMap<StaffId, Duty>, lines: &[Line]) -> Self {
        let counted = || lines.iter().filter(|line| line.same_as.is_none());
        let mut served = BTreeMap::new();
        let mut last = BTreeMap::new();
        for assigned in counted().filter_map(|line| line.assigned.as_ref()) {
            *served.entry(assigned.to).or_insert(0) += 1;
            let latest = last.entry(assigned.to).or_insert(assigned.at);
            *latest = assigned.at.max(*latest);
        }
        let busy = counted().filter(|line| line.came_by.is_in_store() && line.state() != LineState::Over);
        let mut turns = on_duty(usual, duty);
        turns.sort_by_key(|(place, staff)| (last.get(staff).copied(), *place, *staff));
        Self {
            turns: turns.into_iter().map(|(_, staff)| staff).collect(),
            busy: busy.filter_map(Line::consultant).collect(),
            served,
        }
    }

    /// Whether somebody takes turns today.
    #[must_use]
    pub fn is_on_duty(&self, staff: StaffId) -> bool {
        self.turns.contains(&staff)
    }

    /// The next who is free; none where all are busy.
    #[must_use]
    pub fn next(&self) -> Option<StaffId> {
        self.turns.iter().copied().find(|staff| !self.busy.contains(staff))
    }
}

/// The day's list with places: the usual one, with what the day says of its own.
fn on_duty(usual: &[StaffId], duty: &BTreeMap<StaffId, Duty>) -> Vec<(i64, StaffId)> {
    let mut places: BTreeMap<StaffId, i64> = (0..).zip(usual).map(|(place, staff)| (*staff, place)).collect();
    for (staff, duty) in duty {
        match duty {
            Duty::Off => drop(places.remove(staff)),
            Duty::On(place) => drop(places.insert(*staff, *place)),
        }
    }
    places.into_iter().map(|(staff, place)| (place, staff)).collect()
}
