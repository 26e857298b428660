//! 登记: when a customer was registered, whether that was a lead from afar, and whether they were invited and came back
//! (features.md section 3).
//!
//! Invariant: a function of the file alone, each told by the first day on which it holds, so that a month that is over keeps
//! its figures. Being in the store is told by the timeline: the reception writes every arrival there.

use std::collections::BTreeSet;

use super::{
    customer::{CustomerField, CustomerFile, EntryKind, Source},
    follow_up::Outcome,
    opportunity::OpportunityField,
    order::{Order, OrderLineKind},
    relation,
    rules::LossReason,
};
use crate::clock::{Date, Instant};

/// What the figures ask of a registered customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registration {
    /// 登记日期: the day the file was opened.
    pub on: Date,
    /// 二次来店: the first day since on which they had been in the store on another day, or signed an order on a later one.
    pub back_on: Option<Date>,
    /// 有效线索: did not walk in, was not in the store on that day, can be reached, and was not given up as nobody.
    pub is_lead: bool,
    /// 邀约到店: the first day they were in the store after they had agreed to come.
    pub invited_on: Option<Date>,
}

/// None of a file in which nothing is left, or of which nobody knows when it was opened.
#[must_use]
pub fn registration(file: &CustomerFile) -> Option<Registration> {
    let on = file.opened_at.filter(|_| !file.is_blank())?.store_date();
    let came = came_on(file);
    let other_days = came.iter().filter(|day| **day != on).map(|day| (*day).max(on));
    let orders = file.orders.iter().filter_map(|order| order.signed.as_ref().map(|done| done.on));
    let back_on = other_days.chain(orders.filter(|signed| *signed > on)).min();
    let agreed = agreed_on(file);
    let invited_on = came.iter().copied().find(|day| *day >= on && agreed.iter().any(|agreed| agreed <= day));
    Some(Registration { on, back_on, is_lead: !came.contains(&on) && is_lead(file), invited_on })
}

/// The days on which the customer was in the store.
fn came_on(file: &CustomerFile) -> BTreeSet<Date> {
    let lines = file.entries.iter().filter(|line| matches!(line.kind, EntryKind::Visit | EntryKind::TestDrive));
    let driven = file.test_drives.iter().filter_map(|drive| drive.out.as_ref());
    let days = lines.map(|line| line.at).chain(driven.map(|out| out.at)).chain(results(file, &Outcome::Visited));
    days.map(Instant::store_date).collect()
}

fn agreed_on(file: &CustomerFile) -> BTreeSet<Date> {
    results(file, &Outcome::VisitAgreed).map(Instant::store_date).collect()
}

fn results<'a>(file: &'a CustomerFile, outcome: &'a Outcome) -> impl Iterator<Item = Instant> + 'a {
    let done = file.follow_ups.iter().filter_map(|task| task.result.as_ref());
    done.filter(move |result| result.outcome == *outcome).map(|result| result.at)
}

fn is_lead(file: &CustomerFile) -> bool {
    let walked_in = file.field(&CustomerField::Source) == Some(Source::WalkIn.as_str());
    let is_nobody = |reason: &str| matches!(LossReason::from(reason), LossReason::Invalid | LossReason::Unreachable);
    let lost = file.opportunities.iter().filter(|one| one.loss.state().is_lost());
    let mut reasons = lost.filter_map(|one| one.loss.request.as_ref()).map(|request| request.reason.as_str());
    !walked_in && relation::reachable_since(file).is_some() && !reasons.any(is_nobody)
}

/// How a sale came of the store's own customers 保有客户相关销售.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerBase {
    /// 转介绍
    Referral,
    /// 旧车置换
    TradeIn,
    /// 续购/增换购
    Repurchase,
}

impl OwnerBase {
    /// The word it is stored by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Referral => "referral",
            Self::TradeIn => "trade_in",
            Self::Repurchase => "repurchase",
        }
    }
}

/// Whether an order came of the store's own customers: the source of the purchase tells it, else that of the file; who bought
/// here on an earlier day, and not for the same purchase, buys again.
#[must_use]
pub fn owner_base(file: &CustomerFile, order: &Order) -> Option<OwnerBase> {
    let purchase = file.opportunities.iter().find(|one| Some(one.id) == order.opportunity);
    let own = purchase.and_then(|one| one.fields.get(&OpportunityField::Source)).filter(|source| !source.is_empty());
    let source = own.map(String::as_str).or_else(|| file.field(&CustomerField::Source)).map(Source::from);
    let was_sent = own.is_none() && file.field(&CustomerField::Referrer).is_some();
    let signed = |order: &Order| order.signed.as_ref().map(|done| done.on);
    let is_other = |other: &&Order| other.opportunity.is_none() || other.opportunity != order.opportunity;
    let bought_before = relation::standing_orders(file).filter(is_other).any(|other| signed(other) < signed(order));
    if source == Some(Source::Repurchase) || bought_before {
        Some(OwnerBase::Repurchase)
    } else if source == Some(Source::Referral) || was_sent {
        Some(OwnerBase::Referral)
    } else if order.lines.iter().any(|line| line.kind == OrderLineKind::TradeIn) {
        Some(OwnerBase::TradeIn)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{customer::Entry, order::Done, order::OrderLine},
        ids::{EntryId, FileId, OrderCarId, OrderId, OrderLineId, StaffId},
    };

    const DAY_MS: i64 = 86_400_000;

    /// Noon of the n-th day of 1970.
    fn at(day: i64) -> Instant {
        Instant::from_unix_ms(day * DAY_MS + 4 * 3_600_000)
    }

    fn on(day: i64) -> Date {
        at(day).store_date()
    }

    /// Registered on the tenth day, in the store on these.
    fn came(days: &[i64]) -> CustomerFile {
        let mut file = CustomerFile::empty(FileId::from_bytes([1; 16]));
        file.opened_at = Some(at(10));
        file.fields.insert(CustomerField::Name, "张伟".to_owned());
        file.fields.insert(CustomerField::Wechat, "zw".to_owned());
        let line = |(n, day): (u8, &i64)| Entry::new(EntryId::from_bytes([n; 16]), EntryKind::Visit, at(*day), by(), "");
        file.entries = (1..).zip(days).map(line).collect();
        file
    }

    fn by() -> StaffId {
        StaffId::from_bytes([9; 16])
    }

    fn order(n: u8, signed: i64) -> Order {
        Order {
            id: OrderId::from_bytes([n; 16]),
            number: format!("D01-{n}"),
            opportunity: None,
            quotation: None,
            opened_at: at(signed),
            opened_by: None,
            signed: Some(Done { at: at(signed), by: by(), on: on(signed) }),
            invoiced: None,
            cancelled: None,
            lines: Vec::new(),
            people: Vec::new(),
            fields: Default::default(),
        }
    }

    /// R14
    #[test]
    fn a_second_visit_is_on_another_day_than_the_registration_or_an_order_on_a_later_one() {
        let back = |file: &CustomerFile| registration(file).unwrap().back_on;
        assert_eq!(back(&came(&[])), None);
        assert_eq!(back(&came(&[10, 10])), None, "twice on one day");
        assert_eq!(back(&came(&[10, 13, 12])), Some(on(12)));
        assert_eq!(back(&came(&[8, 10])), Some(on(10)), "was here before, and again to register");
        let signed = |day| CustomerFile { orders: vec![order(1, day)], ..came(&[10]) };
        assert_eq!((back(&signed(10)), back(&signed(11))), (None, Some(on(11))));
        let mut blank = came(&[10]);
        blank.fields.clear();
        assert_eq!(registration(&blank), None, "nothing is left in it");
    }

    #[test]
    fn a_lead_comes_from_afar_and_can_be_reached() {
        let is_lead = |file: &CustomerFile| registration(file).unwrap().is_lead;
        assert!(is_lead(&came(&[12])));
        assert!(!is_lead(&came(&[10])), "was in the store on that day");
        let mut other = came(&[]);
        other.fields.insert(CustomerField::Source, "walk_in".to_owned());
        assert!(!is_lead(&other));
        other.fields.insert(CustomerField::Source, "web".to_owned());
        other.fields.remove(&CustomerField::Wechat);
        assert!(!is_lead(&other), "no way to reach them");
    }

    #[test]
    fn a_sale_comes_of_the_owner_base_by_referral_trade_in_or_repurchase() {
        let mut file = came(&[10]);
        let mut sold = order(1, 12);
        assert_eq!(owner_base(&file, &sold), None);
        let line = |kind| OrderLine {
            id: OrderLineId::from_bytes([1; 16]),
            kind,
            name: String::new(),
            amount: crate::domain::money::Fen::new(1),
        };
        sold.lines = vec![line(OrderLineKind::Discount), line(OrderLineKind::TradeIn)];
        assert_eq!(owner_base(&file, &sold), Some(OwnerBase::TradeIn));
        file.fields.insert(CustomerField::Source, "referral".to_owned());
        assert_eq!(owner_base(&file, &sold), Some(OwnerBase::Referral));
        let car = crate::domain::order::OrderCar {
            id: OrderCarId::from_bytes([1; 16]),
            order: OrderId::from_bytes([2; 16]),
            claim: None,
            returned: None,
            kept: None,
            fields: Default::default(),
            delivery: Default::default(),
        };
        file.orders = vec![sold.clone(), order(2, 11)];
        file.order_cars = vec![car];
        assert_eq!(owner_base(&file, &sold), Some(OwnerBase::Repurchase), "bought here the day before");
        assert_eq!(owner_base(&file, &file.orders[1]), Some(OwnerBase::Referral), "the first of them was none");
    }
}
