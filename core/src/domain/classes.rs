//! 客户分类: into which classes a customer falls, why, and what is advised (domain.md section 2; C19-C21, C26-C29).
//!
//! One pure function of plain facts. What a class rests on is told with it, and a class without its facts says so.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    code::codes,
    customer::{CustomerField, CustomerFile, EntryKind, Source},
    follow_up::Outcome,
    money::Fen,
    order_car::CarField,
    profile::{VehicleClass, VehicleUse},
    vehicle::{VehicleField, VehicleFile},
};
use crate::clock::Date;

codes! {
    /// By what a customer is classed.
    ClassKind {
        /// 线索价值, by what the customer spent to reach us (C19-C21).
        LeadValue = "lead_value",
        /// 车龄 (C26)
        VehicleAge = "vehicle_age",
        /// 用途 (C27)
        Use = "use",
        /// 客户价值 (C28)
        Value = "value",
        /// 职业 (C29)
        Occupation = "occupation",
        /// 区域 (C29)
        Region = "region",
        /// 车辆档次 (C29)
        VehicleClass = "vehicle_class",
    }
}

codes! {
    /// 线索价值.
    LeadValue {
        /// 高价值: came to the store.
        High = "high",
        /// 价值: called, booked, attended an event.
        Medium = "medium",
        /// 一般: gathered on the web, bought.
        General = "general",
    }
}

codes! {
    /// 车龄.
    VehicleAge {
        /// 保修期内
        Warranty = "warranty",
        /// 2-5 年
        Middle = "middle",
        /// 5 年以上
        Old = "old",
    }
}

codes! {
    /// 客户价值. Not to be confused with the grades of a lead.
    Value {
        /// A 类
        A = "A",
        /// B 类
        B = "B",
        /// C 类
        C = "C",
    }
}

codes! {
    /// What a class rests on.
    Because {
        /// 到过展厅
        CameToStore = "came_to_store",
        /// 打来电话、参加活动等
        Interacted = "interacted",
        /// 没有直接接触过
        NoInteraction = "no_interaction",
        /// 购车时间
        Bought = "bought",
        /// 档案所填
        Said = "said",
        /// 车辆档案
        VehicleFile = "vehicle_file",
        /// 本店交车订单
        Delivered = "delivered",
        /// 服务消费与次数
        Service = "service",
        /// 标为外地客户
        OutOfTown = "out_of_town",
        /// 资料不足
        Unknown = "unknown",
    }
}

codes! {
    /// What is advised for a class.
    Advice {
        /// 当天由顾问跟进，优先安排试驾
        FollowToday = "follow_today",
        /// 24 小时内回电，邀约到店
        InviteToStore = "invite_to_store",
        /// 先核实需求，再决定是否跟进
        VerifyFirst = "verify_first",
        /// 提醒首保和保修权益
        RemindWarranty = "remind_warranty",
        /// 推荐保养套餐和续保
        OfferCare = "offer_care",
        /// 关注换车意向，推荐置换
        OfferTradeIn = "offer_trade_in",
        /// 晚间和周末联系，关心家人
        FamilyTimes = "family_times",
        /// 工作时间联系，准备合同和发票
        OfficeTimes = "office_times",
        /// 强调出勤和维修速度
        UpTime = "up_time",
        /// 专人维护，邀请答谢活动
        KeepClose = "keep_close",
        /// 定期关怀，提升到 A 类
        CareRegularly = "care_regularly",
        /// 用首单优惠带回店
        BringBack = "bring_back",
        /// 按职业安排联系时间和话题
        ByOccupation = "by_occupation",
        /// 按区域安排上门和活动
        ByRegion = "by_region",
        /// 多问一步：行程、联系方式、当地服务站
        AskMore = "ask_more",
        /// 推荐同级或高一级车型
        ByVehicleClass = "by_vehicle_class",
        /// 下次联系时补问
        AskNext = "ask_next",
    }
}

/// One class of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Class {
    /// By what.
    pub kind: ClassKind,
    /// The class, a word of the kind's list or a person's own; empty where the facts are missing.
    pub value: String,
    /// What it rests on.
    pub because: Because,
    /// The facts themselves: a source, a date, an amount.
    pub facts: Vec<String>,
    /// What is advised.
    pub advice: Advice,
}

/// What is known of the car a customer drives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VehicleFacts {
    /// When it was bought, and what tells it.
    pub bought_on: Option<(Date, Because)>,
    /// What it is used for, and what tells it.
    pub usage: Option<(VehicleUse, Because)>,
    /// How good a car it is.
    pub class: Option<VehicleClass>,
}

/// What a customer did at the workshop within twelve months.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ServiceFacts {
    /// What was spent.
    pub spend: Option<Fen>,
    /// How often they came.
    pub visits: Option<u32>,
}

/// The store's thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Months of warranty after the purchase.
    pub warranty_months: u32,
    /// Spend from which a customer is class A.
    pub a_spend: Fen,
    /// Visits from which a customer is class A.
    pub a_visits: u32,
    /// The same for class B.
    pub b_spend: Fen,
    /// See `b_spend`.
    pub b_visits: u32,
}

/// Months after which a car is old (C26).
const OLD_MONTHS: u32 = 60;

/// Every class of a customer, in the order in which they are shown.
#[must_use]
pub fn classes(
    file: &CustomerFile,
    vehicle: &VehicleFacts,
    service: &ServiceFacts,
    rules: &Thresholds,
    today: Date,
) -> Vec<Class> {
    vec![
        lead_value(file),
        vehicle_age(vehicle, rules, today),
        by_use(vehicle),
        value(service, rules),
        said(file, ClassKind::Occupation, &[CustomerField::Occupation], Advice::ByOccupation),
        region(file),
        by_vehicle_class(vehicle),
    ]
}

/// What is known of the customer's car: by its vehicle file, else by the order with which it was delivered, else as the
/// customer's file says. Of several cars the one bought last is meant.
#[must_use]
pub fn vehicle_of(file: &CustomerFile, vehicles: &[VehicleFile]) -> VehicleFacts {
    let said = |field| file.field(&field);
    let own = vehicles.iter().filter_map(|vehicle| Some((since_of(vehicle)?, vehicle))).max_by_key(|(since, _)| *since);
    let delivered = file.order_cars.iter().filter_map(|car| Some((car.delivery.handed_over.as_ref()?.on, car)));
    let delivered = delivered.max_by_key(|(on, _)| *on);
    let bought_on = own.map(|(since, _)| (since, Because::VehicleFile));
    let bought_on = bought_on.or_else(|| delivered.map(|(on, _)| (on, Because::Delivered)));
    let usage = own.and_then(|(_, vehicle)| Some((vehicle.field(&VehicleField::Use)?, Because::VehicleFile)));
    let usage = usage.or_else(|| delivered.and_then(|(_, car)| Some((car.field(&CarField::Use)?, Because::Delivered))));
    let usage = usage.or_else(|| Some((said(CustomerField::CurrentCarUse)?, Because::Said)));
    VehicleFacts {
        bought_on: bought_on.or_else(|| Some((said(CustomerField::CurrentCarSince).and_then(since)?, Because::Bought))),
        usage: usage.map(|(text, because)| (VehicleUse::from(text), because)),
        class: said(CustomerField::CurrentCarClass).map(VehicleClass::from),
    }
}

/// Since when a car is on the road: bought, else licensed.
fn since_of(vehicle: &VehicleFile) -> Option<Date> {
    let date = |field| vehicle.field(&field).and_then(|text| text.parse().ok());
    date(VehicleField::BoughtOn).or_else(|| date(VehicleField::LicensedOn)).or_else(|| date(VehicleField::PermitOn))
}

/// `2022-06-18`, `2022-06` or `2022`: where less was said, the middle of it.
fn since(text: &str) -> Option<Date> {
    let whole = match text.len() {
        4 => format!("{text}-07-01"),
        7 => format!("{text}-15"),
        _ => text.to_owned(),
    };
    whole.parse().ok()
}

/// What is known of the workshop within twelve months: spend and visits as the customer's file says; where the vehicle files
/// tell of more visits, those. Each mileage but that of the hand-over was read at a visit.
#[must_use]
pub fn service_of(file: &CustomerFile, vehicles: &[VehicleFile], today: Date) -> ServiceFacts {
    let said = |field| file.field(&field);
    let from = today.minus_months(12);
    let days: BTreeSet<Date> =
        vehicles.iter().flat_map(|vehicle| read_on(vehicle).filter(|on| *on > from && *on <= today)).collect();
    let read = u32::try_from(days.len()).ok().filter(|count| *count > 0);
    ServiceFacts {
        spend: said(CustomerField::ServiceSpendFen).and_then(|text| text.parse().ok()).map(Fen::new),
        visits: said(CustomerField::ServiceVisits).and_then(|text| text.parse().ok()).max(read),
    }
}

/// Days on which the mileage of a car was read, that of its hand-over left out.
fn read_on(vehicle: &VehicleFile) -> impl Iterator<Item = Date> {
    let bought = vehicle.field(&VehicleField::BoughtOn);
    vehicle.mileages.keys().filter(move |on| Some(on.as_str()) != bought).filter_map(|on| on.parse().ok())
}

fn class(kind: ClassKind, value: &str, because: Because, facts: Vec<String>, advice: Advice) -> Class {
    Class { kind, value: value.to_owned(), because, facts, advice }
}

fn unknown(kind: ClassKind) -> Class {
    class(kind, "", Because::Unknown, Vec::new(), Advice::AskNext)
}

/// The most that the customer did to reach us: came, called, or nothing (C19).
fn lead_value(file: &CustomerFile) -> Class {
    let source = file.field(&CustomerField::Source).map(Source::from);
    let of_source = source.as_ref().map(value_of_source);
    let came = file.entries.iter().any(|entry| matches!(entry.kind, EntryKind::Visit | EntryKind::TestDrive));
    let visited = |outcome: &Outcome| *outcome == Outcome::Visited;
    let came = came || file.follow_ups.iter().filter_map(|task| task.result.as_ref()).any(|result| visited(&result.outcome));
    let called = file.entries.iter().any(|entry| entry.kind == EntryKind::CallIn || entry.event.is_some());
    let value = match (&of_source, came, called) {
        (_, true, _) | (Some(LeadValue::High), _, _) => LeadValue::High,
        (_, _, true) | (Some(LeadValue::Medium), _, _) => LeadValue::Medium,
        (Some(_), false, false) => LeadValue::General,
        (None, false, false) => return unknown(ClassKind::LeadValue),
    };
    let (because, advice) = match value {
        LeadValue::High => (Because::CameToStore, Advice::FollowToday),
        LeadValue::Medium => (Because::Interacted, Advice::InviteToStore),
        LeadValue::General | LeadValue::Other(_) => (Because::NoInteraction, Advice::VerifyFirst),
    };
    let facts = source.map(|source| format!("source:{source}")).into_iter().collect();
    class(ClassKind::LeadValue, value.as_str(), because, facts, advice)
}

/// By the source alone: in the store; interactive, not in the store (C21); without contact (C20).
#[must_use]
pub fn value_of_source(source: &Source) -> LeadValue {
    match source {
        // Who buys again or comes from the workshop was in the store.
        Source::WalkIn | Source::Repurchase | Source::ServiceToSales => LeadValue::High,
        Source::PhoneIn | Source::Hotline | Source::Event | Source::Referral => LeadValue::Medium,
        Source::Web | Source::PurchasedLead | Source::Outbound | Source::Other(_) => LeadValue::General,
    }
}

fn vehicle_age(vehicle: &VehicleFacts, rules: &Thresholds, today: Date) -> Class {
    let Some((bought, because)) = vehicle.bought_on.clone() else { return unknown(ClassKind::VehicleAge) };
    let (age, advice) = if today <= bought.plus_months(rules.warranty_months) {
        (VehicleAge::Warranty, Advice::RemindWarranty)
    } else if today <= bought.plus_months(OLD_MONTHS) {
        (VehicleAge::Middle, Advice::OfferCare)
    } else {
        (VehicleAge::Old, Advice::OfferTradeIn)
    };
    class(ClassKind::VehicleAge, age.as_str(), because, vec![format!("date:{bought}")], advice)
}

fn by_use(vehicle: &VehicleFacts) -> Class {
    let Some((usage, because)) = vehicle.usage.clone() else { return unknown(ClassKind::Use) };
    let advice = match &usage {
        VehicleUse::Private | VehicleUse::Other(_) => Advice::FamilyTimes,
        VehicleUse::Official => Advice::OfficeTimes,
        VehicleUse::Commercial => Advice::UpTime,
    };
    class(ClassKind::Use, usage.as_str(), because, Vec::new(), advice)
}

/// Either of spend and visits is enough.
fn value(service: &ServiceFacts, rules: &Thresholds) -> Class {
    if service.spend.is_none() && service.visits.is_none() {
        return unknown(ClassKind::Value);
    }
    let reaches = |spend: Fen, visits: u32| {
        service.spend.is_some_and(|spent| spent >= spend) || service.visits.is_some_and(|came| came >= visits)
    };
    let (value, advice) = if reaches(rules.a_spend, rules.a_visits) {
        (Value::A, Advice::KeepClose)
    } else if reaches(rules.b_spend, rules.b_visits) {
        (Value::B, Advice::CareRegularly)
    } else {
        (Value::C, Advice::BringBack)
    };
    let spend = service.spend.map(|spent| format!("fen:{}", spent.get()));
    let visits = service.visits.map(|came| format!("visits:{came}"));
    class(ClassKind::Value, value.as_str(), Because::Service, spend.into_iter().chain(visits).collect(), advice)
}

fn said(file: &CustomerFile, kind: ClassKind, fields: &[CustomerField], advice: Advice) -> Class {
    let words: Vec<&str> = fields.iter().filter_map(|field| file.field(field)).collect();
    if words.is_empty() { unknown(kind) } else { class(kind, &words.join(" "), Because::Said, Vec::new(), advice) }
}

fn region(file: &CustomerFile) -> Class {
    let fields = [CustomerField::Province, CustomerField::City, CustomerField::Region];
    let known = said(file, ClassKind::Region, &fields, Advice::ByRegion);
    // Of who comes from elsewhere more is asked (C32).
    if file.field(&CustomerField::OutOfTown).is_some() {
        return Class { because: Because::OutOfTown, advice: Advice::AskMore, ..known };
    }
    known
}

fn by_vehicle_class(vehicle: &VehicleFacts) -> Class {
    match &vehicle.class {
        None => unknown(ClassKind::VehicleClass),
        Some(found) => class(ClassKind::VehicleClass, found.as_str(), Because::Said, Vec::new(), Advice::ByVehicleClass),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::Instant,
        domain::customer::Entry,
        ids::{EntryId, FileId, StaffId},
    };

    const RULES: Thresholds =
        Thresholds { warranty_months: 24, a_spend: Fen::new(2_000_000), a_visits: 4, b_spend: Fen::new(500_000), b_visits: 2 };

    fn today() -> Date {
        "2026-11-22".parse().unwrap()
    }

    fn file(fields: &[(CustomerField, &str)]) -> CustomerFile {
        let fields = fields.iter().map(|(field, text)| (field.clone(), (*text).to_owned())).collect();
        CustomerFile { fields, ..CustomerFile::empty(FileId::from_bytes([1; 16])) }
    }

    fn of(file: &CustomerFile, kind: &ClassKind) -> Class {
        of_cars(file, &[], kind)
    }

    fn of_cars(file: &CustomerFile, cars: &[VehicleFile], kind: &ClassKind) -> Class {
        let all = classes(file, &vehicle_of(file, cars), &service_of(file, cars, today()), &RULES, today());
        all.into_iter().find(|class| class.kind == *kind).unwrap()
    }

    /// C19, C20, C21
    #[test]
    fn a_lead_is_worth_what_the_customer_spent_to_reach_us() {
        let value = |file: &CustomerFile| of(file, &ClassKind::LeadValue).value;
        for (source, expected) in
            [("walk_in", "high"), ("phone_in", "medium"), ("event", "medium"), ("web", "general"), ("purchased_lead", "general")]
        {
            assert_eq!(value(&file(&[(CustomerField::Source, source)])), expected, "{source}");
        }
        let mut web = file(&[(CustomerField::Source, "web")]);
        let at = Instant::from_unix_ms(1);
        let line = |kind| Entry::new(EntryId::from_bytes([1; 16]), kind, at, StaffId::from_bytes([1; 16]), "来了");
        web.entries.push(line(EntryKind::CallIn));
        assert_eq!(value(&web), "medium", "called us later");
        web.entries.push(line(EntryKind::Visit));
        let class = of(&web, &ClassKind::LeadValue);
        assert_eq!((class.value.as_str(), class.because, class.advice), ("high", Because::CameToStore, Advice::FollowToday));
        assert_eq!(of(&file(&[]), &ClassKind::LeadValue).because, Because::Unknown);
    }

    /// C26
    #[test]
    fn a_car_ages_from_warranty_over_five_years() {
        for (since, expected) in
            [("2025-03", "warranty"), ("2024-11-22", "warranty"), ("2024-11-21", "middle"), ("2022", "middle"), ("2019", "old")]
        {
            let class = of(&file(&[(CustomerField::CurrentCarSince, since)]), &ClassKind::VehicleAge);
            assert_eq!(class.value, expected, "{since}");
        }
        assert_eq!(of(&file(&[]), &ClassKind::VehicleAge).advice, Advice::AskNext);
    }

    /// C27, C29
    #[test]
    fn use_occupation_region_and_class_of_car_are_as_the_file_says() {
        let file = file(&[
            (CustomerField::CurrentCarUse, "official"),
            (CustomerField::CurrentCarClass, "upper"),
            (CustomerField::Occupation, "医生"),
            (CustomerField::City, "大连"),
            (CustomerField::Region, "沙河口区"),
        ]);
        assert_eq!(of(&file, &ClassKind::Use).advice, Advice::OfficeTimes);
        assert_eq!(of(&file, &ClassKind::VehicleClass).value, "upper");
        assert_eq!(of(&file, &ClassKind::Occupation).value, "医生");
        assert_eq!(of(&file, &ClassKind::Region).value, "大连 沙河口区");
    }

    /// C32
    #[test]
    fn of_a_customer_from_elsewhere_more_is_asked() {
        let class = of(&file(&[(CustomerField::OutOfTown, "yes"), (CustomerField::City, "长春")]), &ClassKind::Region);
        assert_eq!((class.value.as_str(), class.advice), ("长春", Advice::AskMore));
    }

    /// C28
    #[test]
    fn the_value_of_a_customer_is_by_spend_or_visits() {
        let value = |spend: &str, visits: &str| {
            of(&file(&[(CustomerField::ServiceSpendFen, spend), (CustomerField::ServiceVisits, visits)]), &ClassKind::Value).value
        };
        assert_eq!(value("2000000", "1"), "A");
        assert_eq!(value("100", "4"), "A");
        assert_eq!(value("500000", "1"), "B");
        assert_eq!(value("", "2"), "B");
        assert_eq!(value("100", "1"), "C");
        assert_eq!(of(&file(&[]), &ClassKind::Value).value, "", "nothing is known: no class");
    }

    /// C26, C27, C28
    #[test]
    fn a_vehicle_file_knows_better_than_what_was_said_of_a_car() {
        let asked = file(&[(CustomerField::CurrentCarSince, "2019"), (CustomerField::CurrentCarUse, "private")]);
        let car = |bought: &str, read: &[&str]| VehicleFile {
            id: FileId::from_bytes([2; 16]),
            fields: [(VehicleField::BoughtOn, bought.to_owned()), (VehicleField::Use, "official".to_owned())].into(),
            owners: Default::default(),
            mileages: read.iter().map(|on| ((*on).to_owned(), "12".to_owned())).collect(),
            clashes: Vec::new(),
        };
        let cars = [car("2020-05-01", &[]), car("2025-06-01", &["2025-06-01", "2026-03-02", "2026-08-01", "2025-07-01"])];
        let age = of_cars(&asked, &cars, &ClassKind::VehicleAge);
        assert_eq!((age.value.as_str(), age.because), ("warranty", Because::VehicleFile), "by the car bought last");
        assert_eq!(of_cars(&asked, &cars, &ClassKind::Use).value, "official");
        let value = of_cars(&asked, &cars, &ClassKind::Value);
        assert_eq!(
            (value.value.as_str(), value.facts),
            ("B", vec!["visits:2".to_owned()]),
            "twice within a year, the hand-over apart"
        );
        assert_eq!(of_cars(&asked, &cars[..1], &ClassKind::Value).because, Because::Unknown, "no reading, no class");
    }
}
