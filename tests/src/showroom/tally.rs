//! What a day's figures must be, counted from its script alone.

use std::collections::BTreeMap;

use super::script::{Day, REASONS, Who};

/// The figures of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Everybody who came.
    pub traffic: usize,
    /// Who came and means to buy.
    pub footfall: usize,
    /// Of these, who came for the first time.
    pub new_footfall: usize,
    /// Of these, who left a number: the capture rate is this by the line above.
    pub captured: usize,
    /// Of those who came for the first time and did not buy: how many, and how many left a number.
    pub unsold: (usize, usize),
    /// Follow-ups with a result.
    pub done: usize,
    /// Of these, those that were due today.
    pub on_time: usize,
    /// Follow-ups without one at the end of the day, those that were due yesterday and those that were due today.
    pub left: (usize, usize),
    /// Orders of people who came for the first time today.
    pub first_meeting_orders: usize,
    /// Orders of people known before.
    pub follow_up_orders: usize,
    /// Losses that the manager confirmed, by reason.
    pub lost: BTreeMap<&'static str, usize>,
    /// Requests that the manager refused.
    pub kept: usize,
    /// Leads per event.
    pub leads: Vec<usize>,
}

impl Tally {
    /// Counts a day.
    #[must_use]
    pub fn of(day: &Day) -> Self {
        let means = |nth: &usize| day.visits[*nth].means_to_buy;
        let footfall: Vec<usize> = (0..day.visits.len()).filter(means).collect();
        let new: Vec<usize> = footfall.iter().copied().filter(|nth| day.visits[*nth].known.is_none()).collect();
        let bought = |nth: &usize| day.orders.iter().any(|order| order.who == Who::Visitor(*nth));
        let left = |nth: &&usize| day.visits[**nth].leaves_number;
        let unsold: Vec<usize> = new.iter().copied().filter(|nth| !bought(nth)).collect();
        let first_meeting_orders = day.orders.iter().filter(|order| matches!(order.who, Who::Visitor(_))).count();
        let mut lost = BTreeMap::new();
        for loss in day.given_up.iter().filter(|loss| loss.is_confirmed) {
            *lost.entry(REASONS[loss.reason]).or_default() += 1;
        }
        Self {
            traffic: day.visits.len(),
            footfall: footfall.len(),
            captured: new.iter().filter(left).count(),
            unsold: (unsold.len(), unsold.iter().filter(left).count()),
            new_footfall: new.len(),
            done: day.calls.len(),
            on_time: day.calls.iter().filter(|call| day.is_due_today[call.known]).count(),
            left: (left_undone(day, false), left_undone(day, true)),
            first_meeting_orders,
            follow_up_orders: day.orders.len() - first_meeting_orders,
            lost,
            kept: day.given_up.iter().filter(|loss| !loss.is_confirmed).count(),
            leads: day.leads.iter().map(Vec::len).collect(),
        }
    }
}

fn left_undone(day: &Day, due_today: bool) -> usize {
    let is_called = |known: &usize| day.calls.iter().any(|call| call.known == *known);
    (0..day.is_due_today.len()).filter(|known| day.is_due_today[*known] == due_today && !is_called(known)).count()
}
