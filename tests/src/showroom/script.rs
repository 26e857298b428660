//! What happens in a showroom in one day, from a seed: who comes, who is called, what is sold and lost, who is away.
//!
//! Knows nothing of the product. The tally is computed from it, and the product must come to the same figures.

use crate::dice::Dice;

/// Consultants of the store.
pub const CONSULTANTS: usize = 12;
/// Desks at the door.
pub const DESKS: usize = 2;
/// Customers of earlier days, each with one follow-up due.
pub const KNOWN: usize = 200;
/// Arrivals of the day.
pub const VISITS: usize = 60;
/// Off-site events of the day.
pub const EVENTS: usize = 3;
/// Leads of each event.
const LEADS: usize = 5;
/// Of the known customers: who buys, whose loss is asked for, whose loss is refused, who changes hands.
const BUYING_KNOWN: usize = 5;
const LOST: usize = 5;
const KEPT: usize = 1;
const HANDED: usize = 10;
/// Of the known customers: who comes again and does not buy.
const OTHERS: usize = 7;
/// Of those who come for the first time: who buys at once.
const BUYING_NEW: usize = 3;
/// Reasons of a loss, as the store's list has them.
pub const REASONS: [&str; 3] = ["price", "competitor", "plan_dropped"];
/// The showroom's day in minutes after midnight.
pub const OPENS: u32 = 9 * 60;
const CLOSES: u32 = 18 * 60;

/// A customer of the day, known before or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Known before, by number.
    Known(usize),
    /// The visitor of this visit.
    Visitor(usize),
}

/// Somebody comes to a desk.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Which desk writes it down.
    pub desk: usize,
    /// When they come and go.
    pub minutes: (u32, u32),
    /// How many they are.
    pub party: u32,
    /// The customer they are, where they came before.
    pub known: Option<usize>,
    /// Whether they mean to buy a car some day; others come for a coffee or for their car.
    pub means_to_buy: bool,
    /// Who receives them.
    pub consultant: usize,
    /// Whether they leave a number, and how often they were asked.
    pub leaves_number: bool,
    /// See `leaves_number`.
    pub asked: u32,
}

/// A result of a follow-up is written.
#[derive(Debug, Clone, Copy)]
pub struct Called {
    /// Whose.
    pub known: usize,
    /// When.
    pub minute: u32,
    /// By whom.
    pub by: usize,
}

/// Somebody orders a car.
#[derive(Debug, Clone, Copy)]
pub struct Ordered {
    /// Who.
    pub who: Who,
    /// When.
    pub minute: u32,
    /// At whom.
    pub by: usize,
}

/// A consultant gives somebody up and the manager answers.
#[derive(Debug, Clone, Copy)]
pub struct GivenUp {
    /// Who.
    pub known: usize,
    /// When it is asked for.
    pub minute: u32,
    /// Place in [`REASONS`].
    pub reason: usize,
    /// Whether the manager agrees.
    pub is_confirmed: bool,
}

/// The day.
#[derive(Debug, Clone)]
pub struct Day {
    /// Arrivals, in order of time.
    pub visits: Vec<Visit>,
    /// Per known customer, whether the follow-up is due today; else it was due yesterday.
    pub is_due_today: Vec<bool>,
    /// Results, in order of time.
    pub calls: Vec<Called>,
    /// Orders, in order of time.
    pub orders: Vec<Ordered>,
    /// Losses asked for.
    pub given_up: Vec<GivenUp>,
    /// Known customers that change hands at noon, and to whom.
    pub handed: Vec<(usize, usize)>,
    /// Per event, which consultants catch its leads, one lead each.
    pub leads: Vec<Vec<usize>>,
    /// Per consultant, from when until when there is no network.
    pub away: Vec<(u32, u32)>,
    /// The same per desk.
    pub desk_away: Vec<(u32, u32)>,
}

/// Who looks after a known customer in the morning.
#[must_use]
pub const fn consultant_of(known: usize) -> usize {
    known % CONSULTANTS
}

/// When customers change hands.
pub const NOON: u32 = 12 * 60;

impl Day {
    /// The day of this seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mut known = shuffled(&mut dice, KNOWN);
        let mut take = |count: usize| known.split_off(known.len() - count);
        let (buying, lost, kept, handed, others) = (take(BUYING_KNOWN), take(LOST), take(KEPT), take(HANDED), take(OTHERS));
        // Who buys comes to sign.
        let returning: Vec<usize> = buying.iter().copied().chain(others).collect();
        let away: Vec<(u32, u32)> = (0..CONSULTANTS).map(|_| window(&mut dice)).collect();
        let handed: Vec<(usize, usize)> = handed.into_iter().map(|known| (known, (known + 5) % CONSULTANTS)).collect();
        let visits = visits(&mut dice, &returning);
        let orders = orders(&buying, &visits);
        let given_up = lost.iter().map(|known| (*known, true)).chain(kept.iter().map(|known| (*known, false)));
        let given_up = given_up.map(|(known, is_confirmed)| GivenUp {
            known,
            minute: 14 * 60 + pick(&mut dice, 60),
            reason: index(&mut dice, REASONS.len()),
            is_confirmed,
        });
        let given_up: Vec<GivenUp> = given_up.collect();
        // Who is about to buy or was given up has been called before.
        let first: Vec<usize> = buying.iter().copied().chain(given_up.iter().map(|one| one.known)).collect();
        Self {
            given_up,
            is_due_today: (0..KNOWN).map(|_| dice.below(5) > 0).collect(),
            calls: calls(&mut dice, &first, &handed, &away),
            leads: (0..EVENTS).map(|_| (0..LEADS).map(|_| index(&mut dice, CONSULTANTS)).collect()).collect(),
            desk_away: vec![(0, 0), (10 * 60, 12 * 60)],
            visits,
            orders,
            handed,
            away,
        }
    }
}

fn visits(dice: &mut Dice, returning: &[usize]) -> Vec<Visit> {
    let mut visits: Vec<Visit> = (0..VISITS)
        .map(|nth| {
            let known = returning.get(nth).copied();
            let comes = OPENS + pick(dice, CLOSES - OPENS - 90);
            let means_to_buy = known.is_some() || nth < VISITS - 6;
            let leaves_number = known.is_some() || (means_to_buy && dice.below(3) > 0);
            Visit {
                desk: index(dice, DESKS),
                minutes: (comes, comes + 10 + pick(dice, 80)),
                party: 1 + pick(dice, 3),
                consultant: known.map_or_else(|| index(dice, CONSULTANTS), consultant_of),
                asked: if leaves_number { 1 + pick(dice, 3) } else { pick(dice, 3) },
                known,
                means_to_buy,
                leaves_number,
            }
        })
        .collect();
    // At least as many new visitors leave a number as buy on the spot.
    let new: Vec<usize> = (0..VISITS).filter(|nth| visits[*nth].known.is_none() && visits[*nth].means_to_buy).collect();
    for nth in new.into_iter().take(BUYING_NEW) {
        visits[nth].leaves_number = true;
        visits[nth].asked = 3;
    }
    visits.sort_by_key(|visit| visit.minutes);
    visits
}

/// Everybody signs just before they leave.
fn orders(buying: &[usize], visits: &[Visit]) -> Vec<Ordered> {
    let known = visits.iter().filter_map(|visit| {
        let known = visit.known.filter(|known| buying.contains(known))?;
        Some(Ordered { who: Who::Known(known), minute: visit.minutes.1 - 2, by: visit.consultant })
    });
    let mut orders: Vec<Ordered> = known.collect();
    let new = visits.iter().enumerate().filter(|(_, visit)| visit.known.is_none() && visit.leaves_number);
    orders.extend(new.take(BUYING_NEW).map(|(nth, visit)| Ordered {
        who: Who::Visitor(nth),
        minute: visit.minutes.1 - 2,
        by: visit.consultant,
    }));
    orders.sort_by_key(|order| order.minute);
    orders
}

/// Nine of ten are called; one who changed hands is called by whoever has not heard of it yet, or by the new one.
fn calls(dice: &mut Dice, first: &[usize], handed: &[(usize, usize)], away: &[(u32, u32)]) -> Vec<Called> {
    let mut calls = Vec::new();
    for known in 0..KNOWN {
        let (is_first, is_skipped) = (first.contains(&known), dice.below(10) == 0);
        if is_skipped && !is_first {
            continue;
        }
        let minute = OPENS + if is_first { 0 } else { pick(dice, CLOSES - OPENS) };
        let old = consultant_of(known);
        let given = handed.iter().find(|(handed, _)| *handed == known).map(|(_, to)| *to);
        let by = match given {
            Some(to) if minute > NOON && !is_in(away[old], minute) => to,
            _ => old,
        };
        calls.push(Called { known, minute, by });
    }
    calls.sort_by_key(|call| (call.minute, call.known));
    calls
}

/// Whether a minute lies in a window.
#[must_use]
pub const fn is_in((from, upto): (u32, u32), minute: u32) -> bool {
    from <= minute && minute < upto
}

fn window(dice: &mut Dice) -> (u32, u32) {
    let from = OPENS + pick(dice, 5 * 60);
    (from, from + 60 + pick(dice, 120))
}

fn shuffled(dice: &mut Dice, count: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (0..count).collect();
    for nth in (1..count).rev() {
        all.swap(nth, index(dice, nth + 1));
    }
    all
}

fn index(dice: &mut Dice, count: usize) -> usize {
    usize::try_from(dice.below(count as u64)).unwrap_or(0)
}

fn pick(dice: &mut Dice, below: u32) -> u32 {
    u32::try_from(dice.below(u64::from(below))).unwrap_or(0)
}
