//! The care plan 关怀计划 (S17): the visits after a hand-over and the reminder of the first service, made by the house's rules.

use std::collections::BTreeMap;

use super::{Author, follow_up::way_by_rule};
use crate::{
    clock::Date,
    domain::{
        customer::CustomerFile,
        edit::{CustomerEdit, Edit, OrderEdit},
        follow_up::{FollowUp, Outcome},
        order::{Dossier, OrderCar},
        order_car::CarField,
        return_visit::CareAim,
        rules::{NumberRule, Rules},
    },
    ids::OpportunityId,
};

/// Days after the hand-over on which the owner is contacted: the same day, 3, 7 and 15 days (features.md section 2).
const LADDER: [(i64, CareAim); 4] = [(0, CareAim::Day0), (3, CareAim::Day3), (7, CareAim::Day7), (15, CareAim::Day15)];
/// Contacts that have a last day: within 3 days of the hand-over, within 7 of the sale, every one of them.
const WITHIN_DAYS: [i64; 2] = [3, 7];

/// The plan after a hand-over on `on`. Several cars of an order that go on one day are one occasion to speak to their owner.
pub(super) fn plan(
    author: &Author,
    file: &CustomerFile,
    (car, dossier): (&OrderCar, &Dossier<'_>),
    on: Date,
    rules: &Rules,
) -> Vec<Edit> {
    let opportunity = dossier.order.opportunity;
    let mut aims = BTreeMap::new();
    if !dossier.cars.iter().any(|other| other.id != car.id && went_on(other, on)) {
        // Of two rungs that come to one open day the later one counts.
        aims.extend(LADDER.into_iter().map(|(days, aim)| (rung(rules, on, days), aim.to_string())));
    }
    let mut plan: Vec<(Date, String)> = aims.into_iter().collect();
    let service = car.date(&CarField::FirstServiceOn).unwrap_or_else(|| first_service(rules, on).0);
    let reminder = (open_on(rules, service), CareAim::FirstService.to_string());
    if service > on && !is_planned(file, opportunity, &reminder) {
        plan.push(reminder);
    }
    plan.into_iter().map(|(due_on, aim)| task(author, file, opportunity, (due_on, aim))).collect()
}

/// Another try of a contact after a hand-over at which nobody answered, where no next one is planned: on the next open day.
#[must_use]
pub fn again(author: &Author, file: &CustomerFile, edits: &[Edit], rules: &Rules) -> Vec<Edit> {
    let unreached = edits.iter().find_map(|edit| match edit {
        Edit::Customer(CustomerEdit::FinishFollowUp(id, result)) if result.outcome == Outcome::Unreachable => Some(*id),
        _ => None,
    });
    let plans_next = edits.iter().any(|edit| matches!(edit, Edit::Customer(CustomerEdit::AddFollowUp(_))));
    let missed = file.follow_ups.iter().find(|task| Some(task.id) == unreached).filter(|_| !plans_next);
    let of_care = missed.filter(|missed| !matches!(CareAim::from(missed.aim.as_str()), CareAim::Other(_)));
    let tomorrow = open_on(rules, author.world.today().plus_days(1));
    of_care.map(|missed| task(author, file, missed.opportunity, (tomorrow, missed.aim.clone()))).into_iter().collect()
}

/// When the first service is due that nobody named: months after the hand-over or kilometres, whichever comes first.
#[must_use]
pub fn first_service(rules: &Rules, on: Date) -> (Date, i64) {
    let months = u32::try_from(rules.number(&NumberRule::FirstServiceMonths)).unwrap_or(0);
    (on.plus_months(months), rules.number(&NumberRule::FirstServiceKm))
}

/// Writes the first service into a car that says nothing of it, so that its vehicle file has it too (D3, D6).
pub(super) fn due_by_rule(car: &OrderCar, on: Date, rules: &Rules) -> Vec<Edit> {
    by_rule(car, on, rules)
        .into_iter()
        .map(|(field, text)| Edit::Customer(CustomerEdit::Order(OrderEdit::SetCar(car.id, field, Some(text)))))
        .collect()
}

/// What the rules write into a car that is handed over on `on` and says nothing of its first service.
#[must_use]
pub fn by_rule(car: &OrderCar, on: Date, rules: &Rules) -> Vec<(CarField, String)> {
    let (due_on, km) = first_service(rules, on);
    let both = [(CarField::FirstServiceOn, due_on.to_string()), (CarField::FirstServiceKm, km.to_string())];
    both.into_iter().filter(|(field, _)| car.field(field).is_none()).collect()
}

fn went_on(car: &OrderCar, on: Date) -> bool {
    car.delivery.handed_over.as_ref().is_some_and(|over| over.on == on)
}

/// The open day of a rung: where there is a last day, not after it.
fn rung(rules: &Rules, on: Date, days: i64) -> Date {
    let (day, at_weekends) = (on.plus_days(days), rules.is_open_at_weekends());
    let before = rules.calendar.last_open_day(day, at_weekends);
    if WITHIN_DAYS.contains(&days) && before > on { before } else { open_on(rules, day) }
}

fn open_on(rules: &Rules, day: Date) -> Date {
    rules.calendar.next_open_day(day, rules.is_open_at_weekends())
}

fn is_planned(file: &CustomerFile, opportunity: Option<OpportunityId>, (due_on, aim): &(Date, String)) -> bool {
    file.follow_ups.iter().any(|task| task.opportunity == opportunity && task.aim == *aim && task.due_on == *due_on)
}

fn task(author: &Author, file: &CustomerFile, opportunity: Option<OpportunityId>, (due_on, aim): (Date, String)) -> Edit {
    Edit::Customer(CustomerEdit::AddFollowUp(FollowUp {
        id: author.world.mint(),
        opportunity,
        way: way_by_rule(file),
        aim,
        due_on,
        planned_by: None,
        planned_at: author.now(),
        result: None,
        comment: None,
        answer: None,
    }))
}
