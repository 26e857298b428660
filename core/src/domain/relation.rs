//! 客户关系: suspect, prospect, customer, lapsed, and how it came about (C1-C4).
//!
//! Computed from what stands in the file, so that two devices that hold the same file agree. A person may correct it by
//! hand: the correction is a line of the timeline, shows until the customer buys or cancels, and stays in the history.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    code::codes,
    customer::{CustomerField, CustomerFile, Entry, EntryKind},
    follow_up::Outcome,
    opportunity::{Grade, Opportunity, Stage},
    order::{Dossier, Order, OrderState},
};
use crate::{
    clock::{Date, Instant},
    ids::StaffId,
};

codes! {
    /// 客户关系.
    Relation {
        /// 未知客户: interested, but there is no way to reach them (C1).
        Suspect = "suspect",
        /// 潜在客户: known and reachable (C2).
        Prospect = "prospect",
        /// 现实客户: has bought (C3).
        Customer = "customer",
        /// 流失客户: bought, and was not in contact for as long as the store's rule says.
        Lapsed = "lapsed",
    }
}

codes! {
    /// Why a relation is what it is.
    RelationCause {
        /// 建档，未留联系方式
        Opened = "opened",
        /// 留下联系方式
        ContactLeft = "contact_left",
        /// 签订订单
        Ordered = "ordered",
        /// 交车
        Delivered = "delivered",
        /// 退订
        Cancelled = "cancelled",
        /// 长期未联系
        Silent = "silent",
        /// 恢复联系
        ContactAgain = "contact_again",
        /// 人工修正
        Said = "said",
        /// 恢复自动判断
        ByRule = "by_rule",
    }
}

/// One step of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RelationStep {
    /// What it became.
    pub relation: Relation,
    /// When, by the clock of the device that wrote what it rests on.
    pub at: Instant,
    /// Why.
    pub cause: RelationCause,
    /// Who said so, where a person did.
    pub by: Option<StaffId>,
    /// Their words.
    pub words: String,
}

/// What happened to a purchase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bought {
    /// An order was signed.
    Ordered,
    /// The car was handed over.
    Delivered,
    /// An order ended without a car.
    Cancelled,
}

/// Whether a purchase is bound by an order that stands.
#[must_use]
pub fn is_ordered(opportunity: &Opportunity) -> bool {
    ordered_by(opportunity).contains(&true)
}

/// Whether its grade, and whether its stage, says that an order stands.
#[must_use]
pub fn ordered_by(opportunity: &Opportunity) -> [bool; 2] {
    let by_grade = matches!(opportunity.grade, Grade::O | Grade::D);
    [by_grade, matches!(opportunity.stage, Stage::Delivery | Stage::AfterDelivery)]
}

/// Whether any order of the file stands. Such files are not joined with others (C35, O7).
#[must_use]
pub fn has_order(file: &CustomerFile) -> bool {
    file.has_order() || file.opportunities.iter().any(is_ordered)
}

/// Signed orders that were not cancelled.
pub fn standing_orders(file: &CustomerFile) -> impl Iterator<Item = &Order> {
    let is_standing = |order: &&Order| {
        let state = Dossier::of(order, &file.order_cars, &file.payments).state();
        !matches!(state, OrderState::Draft | OrderState::Cancelled)
    };
    file.orders.iter().filter(is_standing)
}

/// What was bought and when, oldest first: by the orders, where there are any; else by the changes of grade and stage on the
/// timeline and by how the purchases stand, as older versions and imports tell it.
#[must_use]
pub fn purchases(file: &CustomerFile) -> Vec<(Instant, Bought)> {
    if file.orders.iter().any(|order| order.signed.is_some()) {
        return purchases_by_orders(file);
    }
    let mut found = Vec::new();
    let mut live = 0_usize;
    for line in sorted_lines(file) {
        let Some((from, to)) = line.text.split_once('>') else { continue };
        let was = is_bought(&line.kind, from);
        match (was, is_bought(&line.kind, to)) {
            // Grade and stage of one sale are moved one after the other: the second tells nothing new.
            (None, Some(now)) if line.kind == EntryKind::Graded || live == 0 => {
                live += 1;
                found.push((line.at, now));
            }
            (Some(Bought::Ordered), Some(Bought::Delivered)) => found.push((line.at, Bought::Delivered)),
            (Some(_), None) if live > 0 && line.kind == EntryKind::Graded => {
                live -= 1;
                found.push((line.at, Bought::Cancelled));
            }
            _ => {}
        }
    }
    let standing: Vec<&Opportunity> = file.opportunities.iter().filter(|one| is_ordered(one)).collect();
    if standing.is_empty() && live > 0 {
        let last = found.last().map_or(Instant::from_unix_ms(0), |(at, _)| *at);
        found.push((last, Bought::Cancelled));
    } else if live == 0 {
        // Imported, or written by an older version: nobody told when.
        found.extend(standing.iter().map(|one| {
            let is_delivered = one.grade == Grade::D || one.stage == Stage::AfterDelivery;
            (one.opened_at, if is_delivered { Bought::Delivered } else { Bought::Ordered })
        }));
    }
    found.sort();
    found
}

fn purchases_by_orders(file: &CustomerFile) -> Vec<(Instant, Bought)> {
    let mut found = Vec::new();
    for order in &file.orders {
        let Some(signed) = &order.signed else { continue };
        found.push((signed.at, Bought::Ordered));
        let dossier = Dossier::of(order, &file.order_cars, &file.payments);
        match (dossier.state(), &order.cancelled) {
            (OrderState::Delivered, _) => {
                let last = dossier.cars.iter().filter_map(|car| car.delivery.handed_over.as_ref()).map(|over| over.at).max();
                found.extend(last.map(|at| (at, Bought::Delivered)));
            }
            (OrderState::Cancelled, Some(cancelled)) => found.push((cancelled.done.at, Bought::Cancelled)),
            _ => {}
        }
    }
    found.sort();
    found
}

fn is_bought(kind: &EntryKind, word: &str) -> Option<Bought> {
    match kind {
        EntryKind::Graded => match Grade::from(word) {
            Grade::O => Some(Bought::Ordered),
            Grade::D => Some(Bought::Delivered),
            _ => None,
        },
        EntryKind::StageMoved => match Stage::from(word) {
            Stage::Delivery => Some(Bought::Ordered),
            Stage::AfterDelivery => Some(Bought::Delivered),
            _ => None,
        },
        _ => None,
    }
}

fn sorted_lines(file: &CustomerFile) -> Vec<&Entry> {
    let mut lines: Vec<&Entry> = file.entries.iter().collect();
    lines.sort_by_key(|line| (line.at, line.id));
    lines
}

/// When the customer could first be reached; none where there is no way.
#[must_use]
pub fn reachable_since(file: &CustomerFile) -> Option<Instant> {
    let opened = file.opened_at.unwrap_or(Instant::from_unix_ms(0));
    let phones = file.phones.iter().map(|phone| phone.id.minted_ms().map_or(opened, Instant::from_unix_ms));
    let has_address =
        [CustomerField::Wechat, CustomerField::Email, CustomerField::Fax].iter().any(|field| file.field(field).is_some());
    phones.chain(has_address.then_some(opened)).min()
}

/// When the store and the customer were in contact, oldest first.
#[must_use]
pub fn contacts(file: &CustomerFile) -> Vec<Instant> {
    let lines = file.entries.iter().filter(|entry| entry.is_contact()).map(|entry| entry.at);
    let results = file.follow_ups.iter().filter_map(|task| task.result.as_ref());
    let reached = results.filter(|result| result.outcome != Outcome::Unreachable).map(|result| result.at);
    let mut all: Vec<Instant> = lines.chain(reached).collect();
    all.sort_unstable();
    all
}

/// How a file stands before the passing of time is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationNow {
    /// Suspect, prospect or customer, or what somebody said.
    pub relation: Relation,
    /// Of a customer: the last contact, from which the time until they lapse counts.
    pub since: Option<Instant>,
}

impl RelationNow {
    /// What is shown on a day, by the store's rule.
    #[must_use]
    pub fn on(&self, day: Date, lapsed_months: u32) -> Relation {
        match self.since {
            Some(since) if is_silent(since.store_date(), day, lapsed_months) => Relation::Lapsed,
            Some(_) | None => self.relation.clone(),
        }
    }
}

fn is_silent(last: Date, day: Date, months: u32) -> bool {
    last < day.minus_months(months)
}

/// The relation as the file tells it: a function of the file alone.
#[must_use]
pub fn now(file: &CustomerFile) -> RelationNow {
    let steps = walk(file, None);
    let relation = steps.last().map_or(Relation::Suspect, |step| step.relation.clone());
    let last = contacts(file).last().copied();
    let since = (relation == Relation::Customer).then(|| last.max(steps.last().map(|step| step.at))).flatten();
    RelationNow { relation, since }
}

/// The whole history, oldest first, as it reads on a day.
#[must_use]
pub fn history(file: &CustomerFile, day: Date, lapsed_months: u32) -> Vec<RelationStep> {
    walk(file, Some((day, lapsed_months)))
}

/// Something that moves the relation.
enum Event<'a> {
    Reached,
    Bought(Bought),
    Contact,
    Said(&'a Entry),
}

fn walk(file: &CustomerFile, lapse: Option<(Date, u32)>) -> Vec<RelationStep> {
    let first = || file.opportunities.iter().map(|one| one.opened_at).min();
    let Some(opened) = file.opened_at.or_else(|| reachable_since(file)).or_else(first) else { return Vec::new() };
    let mut events: Vec<(Instant, u8, Event<'_>)> = Vec::new();
    events.extend(reachable_since(file).map(|at| (at.max(opened), 0, Event::Reached)));
    events.extend(purchases(file).into_iter().map(|(at, bought)| (at, 1, Event::Bought(bought))));
    events.extend(contacts(file).into_iter().map(|at| (at, 2, Event::Contact)));
    let said = file.entries.iter().filter(|entry| entry.kind == EntryKind::RelationSet);
    events.extend(said.map(|entry| (entry.at, 3, Event::Said(entry))));
    events.sort_by_key(|(at, order, _)| (*at, *order));
    let mut walk = Walk { steps: Vec::new(), computed: Relation::Suspect, said: None, live: 0, last: opened };
    let is_reached_at_once = events.iter().any(|(at, _, event)| matches!(event, Event::Reached) && *at <= opened);
    if !is_reached_at_once {
        walk.push(opened, RelationCause::Opened, None);
    }
    for (at, _, event) in &events {
        if let Some((_, months)) = lapse {
            walk.fall_silent(at.store_date(), months);
        }
        walk.take(*at, event, lapse.is_some());
    }
    if let Some((day, months)) = lapse {
        walk.fall_silent(day, months);
    }
    walk.steps
}

/// The history so far.
struct Walk {
    steps: Vec<RelationStep>,
    computed: Relation,
    said: Option<Relation>,
    /// Orders that stand.
    live: usize,
    /// The last contact.
    last: Instant,
}

impl Walk {
    fn shown(&self) -> Relation {
        self.said.clone().unwrap_or_else(|| self.computed.clone())
    }

    fn push(&mut self, at: Instant, cause: RelationCause, by: Option<&Entry>) {
        let relation = self.shown();
        let is_said = by.is_some();
        if is_said || self.steps.last().is_none_or(|step| step.relation != relation) {
            let words = by.and_then(|entry| entry.text.split_once('\n')).map_or("", |(_, words)| words).to_owned();
            self.steps.push(RelationStep { relation, at, cause, by: by.map(|entry| entry.by), words });
        }
    }

    fn take(&mut self, at: Instant, event: &Event<'_>, tells_lapses: bool) {
        match event {
            Event::Reached => {
                if self.computed == Relation::Suspect {
                    self.computed = Relation::Prospect;
                    self.push(at, RelationCause::ContactLeft, None);
                }
            }
            Event::Bought(Bought::Cancelled) => {
                self.live = self.live.saturating_sub(1);
                self.said = None;
                if self.live == 0 {
                    self.computed = Relation::Prospect;
                }
                self.push(at, RelationCause::Cancelled, None);
                self.last = at;
            }
            Event::Bought(bought) => {
                self.live += usize::from(*bought == Bought::Ordered || self.live == 0);
                self.said = None;
                self.computed = Relation::Customer;
                self.push(at, if *bought == Bought::Ordered { RelationCause::Ordered } else { RelationCause::Delivered }, None);
                self.last = at;
            }
            Event::Contact => {
                self.last = at;
                if tells_lapses && self.steps.last().is_some_and(|step| step.cause == RelationCause::Silent) {
                    self.push(at, RelationCause::ContactAgain, None);
                }
            }
            Event::Said(entry) => {
                self.said = said(entry);
                let cause = if self.said.is_some() { RelationCause::Said } else { RelationCause::ByRule };
                self.push(at, cause, Some(entry));
                self.last = at;
            }
        }
    }

    /// A customer with whom nobody was in contact until `day`.
    fn fall_silent(&mut self, day: Date, months: u32) {
        let last = self.last.store_date();
        let is_customer = self.steps.last().is_some_and(|step| step.relation == Relation::Customer);
        if is_customer && is_silent(last, day, months) {
            let at = last.plus_months(months).plus_days(1).starts_at();
            let step =
                RelationStep { relation: Relation::Lapsed, at, cause: RelationCause::Silent, by: None, words: String::new() };
            self.steps.push(step);
        }
    }
}

/// What a line of correction says; none where it gives the word back to the rules.
#[must_use]
pub fn said(entry: &Entry) -> Option<Relation> {
    let word = entry.text.split_once('\n').map_or(entry.text.as_str(), |(word, _)| word);
    (!word.is_empty()).then(|| Relation::from(word))
}

/// The text of a line of correction.
#[must_use]
pub fn said_text(relation: Option<&Relation>, words: &str) -> String {
    format!("{}\n{words}", relation.map_or("", Relation::as_str))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        domain::{
            customer::Phone,
            money::Fen,
            order::{Cancelling, Done},
            phone::PhoneNumber,
        },
        ids::{EntryId, FileId, Minted as _, OpportunityId, OrderId, PhoneId},
    };

    const DAY_MS: i64 = 86_400_000;
    const MONTHS: u32 = 12;

    fn day(n: i64) -> Instant {
        Instant::from_unix_ms(1_700_000_000_000 + n * DAY_MS)
    }

    fn line(file: &mut CustomerFile, at: Instant, kind: EntryKind, text: &str) {
        let id = EntryId::mint(u64::try_from(at.unix_ms()).unwrap(), &[u8::try_from(file.entries.len()).unwrap(); 10]);
        file.entries.push(Entry::new(id, kind, at, StaffId::from_bytes([1; 16]), text));
    }

    fn file() -> CustomerFile {
        CustomerFile { opened_at: Some(day(0)), ..CustomerFile::empty(FileId::from_bytes([1; 16])) }
    }

    fn with_phone(mut file: CustomerFile, since: Instant) -> CustomerFile {
        let id = PhoneId::mint(u64::try_from(since.unix_ms()).unwrap(), &[3; 10]);
        file.phones.push(Phone {
            id,
            number: PhoneNumber::parse("13800000001"),
            label: String::new(),
            is_main: false,
            contact: None,
        });
        file
    }

    fn bought(file: &mut CustomerFile, grade: Grade) {
        let mut one = Opportunity::empty(OpportunityId::from_bytes([2; 16]), day(1));
        one.grade = grade;
        file.opportunities.push(one);
    }

    fn told(file: &CustomerFile, on: i64) -> Vec<String> {
        let steps = history(file, day(on).store_date(), MONTHS);
        let days = |at: Instant| (at.unix_ms() - day(0).unix_ms()).div_euclid(DAY_MS);
        steps.iter().map(|step| format!("{} {} {}", days(step.at), step.relation, step.cause)).collect()
    }

    /// C1, C2, C4
    #[test]
    fn a_visitor_without_a_contact_is_a_suspect_until_one_is_left() {
        assert_eq!(told(&file(), 5), ["0 suspect opened"]);
        assert_eq!(told(&with_phone(file(), day(0)), 5), ["0 prospect contact_left"], "left at once");
        assert_eq!(told(&with_phone(file(), day(3)), 5), ["0 suspect opened", "3 prospect contact_left"]);
    }

    /// C3, C4
    #[test]
    fn an_order_makes_a_customer_and_its_cancellation_a_prospect_again() {
        let mut file = with_phone(file(), day(0));
        line(&mut file, day(4), EntryKind::Graded, "A>O");
        bought(&mut file, Grade::O);
        assert_eq!(told(&file, 5), ["0 prospect contact_left", "4 customer ordered"]);
        line(&mut file, day(9), EntryKind::Graded, "O>T");
        file.opportunities[0].grade = Grade::T;
        assert_eq!(told(&file, 10)[2..], ["9 prospect cancelled"]);
    }

    /// C3, C35, O8
    #[test]
    fn an_order_tells_the_purchase_from_signing_to_cancellation() {
        let mut file = with_phone(file(), day(0));
        let by = StaffId::from_bytes([1; 16]);
        let done = |n: i64| Done { at: day(n), by, on: day(n).store_date() };
        file.orders.push(Order {
            id: OrderId::from_bytes([1; 16]),
            number: "A-1".to_owned(),
            opportunity: None,
            quotation: None,
            opened_at: day(3),
            opened_by: Some(by),
            signed: None,
            invoiced: None,
            cancelled: None,
            lines: Vec::new(),
            people: Vec::new(),
            fields: BTreeMap::new(),
        });
        assert_eq!(told(&file, 9).len(), 1, "a draft is no purchase");
        file.orders[0].signed = Some(done(4));
        assert_eq!(told(&file, 9)[1..], ["4 customer ordered"]);
        assert!(has_order(&file));
        file.orders[0].cancelled = Some(Cancelling { done: done(6), reason: "换车型".to_owned(), withheld: Fen::new(0) });
        assert_eq!(told(&file, 9)[2..], ["6 prospect cancelled"]);
        assert!(!has_order(&file));
    }

    /// C3
    #[test]
    fn a_customer_of_an_import_is_one_since_the_purchase_was_opened() {
        let mut file = with_phone(file(), day(0));
        bought(&mut file, Grade::D);
        assert_eq!(told(&file, 5), ["0 prospect contact_left", "1 customer delivered"]);
    }

    /// C4
    #[test]
    fn a_customer_without_contact_for_a_year_has_lapsed_until_the_next_contact() {
        let mut file = with_phone(file(), day(0));
        line(&mut file, day(4), EntryKind::Graded, "A>D");
        bought(&mut file, Grade::D);
        assert_eq!(now(&file).on(day(300).store_date(), MONTHS), Relation::Customer);
        assert_eq!(now(&file).on(day(400).store_date(), MONTHS), Relation::Lapsed);
        assert_eq!(told(&file, 400).last().unwrap(), "370 lapsed silent");
        line(&mut file, day(420), EntryKind::CallIn, "问保养");
        assert_eq!(told(&file, 421)[2..], ["370 lapsed silent", "420 customer contact_again"]);
        assert_eq!(now(&file).on(day(421).store_date(), MONTHS), Relation::Customer);
    }

    /// C4
    #[test]
    fn a_correction_by_hand_shows_until_the_customer_buys_and_stays_in_the_history() {
        let mut file = with_phone(file(), day(0));
        line(&mut file, day(2), EntryKind::RelationSet, &said_text(Some(&Relation::Customer), "在他店买过"));
        assert_eq!(now(&file).relation, Relation::Customer);
        line(&mut file, day(3), EntryKind::RelationSet, &said_text(None, ""));
        assert_eq!(now(&file).relation, Relation::Prospect);
        line(&mut file, day(4), EntryKind::RelationSet, &said_text(Some(&Relation::Suspect), "号码是空号"));
        line(&mut file, day(6), EntryKind::Graded, "A>O");
        bought(&mut file, Grade::O);
        let expected =
            ["0 prospect contact_left", "2 customer said", "3 prospect by_rule", "4 suspect said", "6 customer ordered"];
        assert_eq!(told(&file, 7), expected);
        assert_eq!(history(&file, day(7).store_date(), MONTHS)[1].words, "在他店买过");
    }
}
