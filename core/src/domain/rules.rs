//! The rules of the house: intervals per grade, limits, the lists people choose from. Defaults come from industry practice
//! (domain.md section 4, features.md sections 2 and 5); the store file holds what differs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{code::codes, customer::Source, opportunity::Grade, workday::Calendar};
use crate::clock::Date;

/// What the store's rules say of one grade (domain.md section 4, features.md section 2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GradeRule {
    /// The grade.
    pub grade: Grade,
    /// Days until the next follow-up when nobody says otherwise.
    pub interval_days: i64,
    /// Days that may pass at most.
    pub longest_days: i64,
}

codes! {
    /// A rule that is one whole number.
    NumberRule {
        /// Hours until the first contact of a lead whose source has no limit of its own.
        FirstContactHours = "first_contact_hours",
        /// Months without a visit after which a service customer is at risk.
        AtRiskMonths = "at_risk_months",
        /// Months without a visit after which a service customer has lapsed.
        LapsedMonths = "lapsed_months",
        /// Months after the hand-over until the first service, where nobody names a date (首保). Brands differ: the store
        /// writes its own.
        FirstServiceMonths = "first_service_months",
        /// Kilometres until the first service, likewise.
        FirstServiceKm = "first_service_km",
        /// Months of warranty after a car was bought (保修期).
        WarrantyMonths = "warranty_months",
        /// Service spend of twelve months in yuan from which a customer is class A.
        ValueASpendYuan = "value_a_spend_yuan",
        /// Service visits of twelve months from which a customer is class A.
        ValueAVisits = "value_a_visits",
        /// The same for class B.
        ValueBSpendYuan = "value_b_spend_yuan",
        /// See [`Self::ValueBSpendYuan`].
        ValueBVisits = "value_b_visits",
        /// Whether the store is open on days that are no workdays: 1 or 0.
        OpenAtWeekends = "open_at_weekends",
        /// Hour from which nobody is reminded of anything.
        QuietFromHour = "quiet_from_hour",
        /// Hour until which nobody is reminded of anything.
        QuietUntilHour = "quiet_until_hour",
    }
}

impl NumberRule {
    /// What holds where the store says nothing.
    #[must_use]
    pub const fn default_number(&self) -> i64 {
        match self {
            Self::FirstContactHours => 24,
            Self::AtRiskMonths => 6,
            Self::LapsedMonths => 12,
            Self::FirstServiceMonths => 6,
            Self::FirstServiceKm => 5_000,
            Self::WarrantyMonths => 24,
            Self::ValueASpendYuan => 20_000,
            Self::ValueAVisits => 4,
            Self::ValueBSpendYuan => 5_000,
            Self::ValueBVisits => 2,
            Self::OpenAtWeekends => 1,
            Self::QuietFromHour => 21,
            Self::QuietUntilHour => 8,
            Self::Other(_) => 0,
        }
    }

    /// The numbers it may be.
    #[must_use]
    pub const fn range(&self) -> std::ops::RangeInclusive<i64> {
        match self {
            Self::FirstContactHours => 1..=720,
            Self::AtRiskMonths | Self::LapsedMonths | Self::WarrantyMonths | Self::FirstServiceMonths => 1..=120,
            Self::FirstServiceKm => 100..=100_000,
            Self::ValueASpendYuan | Self::ValueBSpendYuan => 0..=10_000_000,
            Self::ValueAVisits | Self::ValueBVisits => 1..=100,
            Self::OpenAtWeekends => 0..=1,
            Self::QuietFromHour | Self::QuietUntilHour => 0..=23,
            Self::Other(_) => 0..=0,
        }
    }
}

codes! {
    /// 战败原因, as every store begins with them (F8). A store adds its own and retires what it does not use.
    LossReason {
        /// 价格/优惠不足
        Price = "price",
        /// 选择竞品
        Competitor = "competitor",
        /// 同品牌他店购买
        BoughtElsewhere = "bought_elsewhere",
        /// 产品不合需求
        Product = "product",
        /// 无现车或等待过久
        Stock = "stock",
        /// 金融未通过
        Finance = "finance",
        /// 置换估价不合
        TradeIn = "trade_in",
        /// 购车指标/资格
        Licence = "licence",
        /// 推迟或取消购车
        PlanDropped = "plan_dropped",
        /// 对服务不满
        Service = "service",
        /// 退订
        OrderCancelled = "order_cancelled",
        /// 多次联系不上
        Unreachable = "unreachable",
        /// 无效线索
        Invalid = "invalid",
        /// 其他
        Unclear = "unclear",
    }
}

impl LossReason {
    /// Whether a loss with this reason says why it was lost (战败明确率, features.md section 3).
    #[must_use]
    pub const fn is_clear(&self) -> bool {
        !matches!(self, Self::Unclear | Self::Unreachable | Self::Invalid)
    }
}

/// One line of a list that people choose from: a reason, a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Choice {
    /// The word that files hold.
    pub code: String,
    /// The store's own words for it; none where the product's words are used.
    pub name: Option<String>,
    /// Place in the list; equal places sort by code.
    pub order: i64,
    /// Whether it is no longer offered. Files that name it keep it.
    pub retired: bool,
    /// Hours until the first contact of a lead from this source, where the source has a limit of its own.
    pub first_contact_hours: Option<i64>,
}

/// The lists that a store orders and lengthens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceList {
    /// 战败原因
    Reasons,
    /// 客户来源
    Sources,
}

/// The rules in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rules {
    /// One per open grade.
    pub grades: Vec<GradeRule>,
    /// Numbers that the store wrote; the others are as [`NumberRule::default_number`] says.
    #[ts(as = "BTreeMap<String, i64>")]
    pub numbers: BTreeMap<NumberRule, i64>,
    /// Reasons of loss in their order, retired ones too.
    pub reasons: Vec<Choice>,
    /// Sources in their order, retired ones too.
    pub sources: Vec<Choice>,
    /// 月度销售目标: orders per month, each from the month of this first day on until another one says otherwise.
    #[ts(as = "BTreeMap<String, u32>")]
    pub targets: BTreeMap<Date, u32>,
    /// Workdays, by year.
    pub calendar: Calendar,
}

impl Default for Rules {
    fn default() -> Self {
        let rule = |grade, interval_days, longest_days| GradeRule { grade, interval_days, longest_days };
        Self {
            grades: vec![
                rule(Grade::H, 2, 7),
                rule(Grade::A, 4, 15),
                rule(Grade::B, 7, 30),
                rule(Grade::C, 15, 90),
                rule(Grade::N, 1, 1),
            ],
            numbers: BTreeMap::new(),
            reasons: choices(LossReason::ALL.iter().map(LossReason::as_str)),
            sources: choices(Source::ALL.iter().map(Source::as_str))
                .into_iter()
                .map(|choice| match Source::from(choice.code.as_str()) {
                    // A lead from the web has asked others too (features.md section 2).
                    Source::Web => Choice { first_contact_hours: Some(2), ..choice },
                    _ => choice,
                })
                .collect(),
            targets: BTreeMap::new(),
            calendar: Calendar::default(),
        }
    }
}

fn choices<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    (0..)
        .zip(codes)
        .map(|(order, code)| Choice { code: code.to_owned(), name: None, order, retired: false, first_contact_hours: None })
        .collect()
}

impl Rules {
    /// What they say of a grade; none for grades that are not followed up.
    #[must_use]
    pub fn grade(&self, grade: &Grade) -> Option<&GradeRule> {
        self.grades.iter().find(|rule| rule.grade == *grade)
    }

    /// Days until the next follow-up of a file of this grade; none for grades that are not followed up.
    #[must_use]
    pub fn interval_days(&self, grade: &Grade) -> Option<i64> {
        self.grade(grade).map(|rule| rule.interval_days)
    }

    /// A number of the house.
    #[must_use]
    pub fn number(&self, rule: &NumberRule) -> i64 {
        self.numbers.get(rule).copied().unwrap_or_else(|| rule.default_number())
    }

    /// The sales target of the month of a day; none where the store has set none yet.
    #[must_use]
    pub fn sales_target(&self, day: Date) -> Option<u32> {
        self.targets.range(..=day.first_of_month()).next_back().map(|(_, target)| *target)
    }

    /// Whether the store is open on days that are no workdays.
    #[must_use]
    pub fn is_open_at_weekends(&self) -> bool {
        self.number(&NumberRule::OpenAtWeekends) != 0
    }

    /// Hours until the first contact of a lead from this source.
    #[must_use]
    pub fn first_contact_hours(&self, source: &str) -> i64 {
        let own = self.sources.iter().find(|choice| choice.code == source).and_then(|choice| choice.first_contact_hours);
        own.unwrap_or_else(|| self.number(&NumberRule::FirstContactHours))
    }

    /// A list that people choose from.
    #[must_use]
    pub fn choices(&self, list: ChoiceList) -> &[Choice] {
        match list {
            ChoiceList::Reasons => &self.reasons,
            ChoiceList::Sources => &self.sources,
        }
    }

    /// The same, to be read into.
    pub fn choices_mut(&mut self, list: ChoiceList) -> &mut Vec<Choice> {
        match list {
            ChoiceList::Reasons => &mut self.reasons,
            ChoiceList::Sources => &mut self.sources,
        }
    }

    /// The date of a follow-up that the rules make on `today` for this grade: after its interval, on a day the store is open.
    /// None for grades that are not followed up.
    #[must_use]
    pub fn due_on(&self, grade: &Grade, today: Date) -> Option<Date> {
        let days = self.interval_days(grade)?;
        Some(self.calendar.next_open_day(today.plus_days(days), self.is_open_at_weekends()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// F2, F8
    #[test]
    fn a_store_begins_with_the_rules_of_the_trade() {
        let rules = Rules::default();
        assert_eq!(rules.first_contact_hours("web"), 2);
        assert_eq!(rules.first_contact_hours("walk_in"), 24);
        assert_eq!(rules.first_contact_hours(""), 24);
        assert_eq!(rules.number(&NumberRule::LapsedMonths), 12);
        assert!(rules.reasons.iter().any(|reason| reason.code == "competitor"));
        for rule in NumberRule::ALL {
            assert!(rule.range().contains(&rule.default_number()), "{rule}");
        }
    }

    #[test]
    fn a_sales_target_holds_from_its_month_on_until_another_one() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let targets = BTreeMap::from([(day("2026-11-01"), 40), (day("2027-01-01"), 55)]);
        let rules = Rules { targets, ..Rules::default() };
        let asked =
            ["2026-10-31", "2026-11-01", "2026-12-31", "2027-01-01", "2027-06-15"].map(|text| rules.sales_target(day(text)));
        assert_eq!(asked, [None, Some(40), Some(40), Some(55), Some(55)]);
    }

    /// F2
    #[test]
    fn a_follow_up_made_by_rule_falls_on_a_day_the_store_is_open() {
        let friday: Date = "2026-11-20".parse().unwrap();
        let mut rules = Rules::default();
        assert_eq!(rules.due_on(&Grade::N, friday).unwrap().to_string(), "2026-11-21", "a showroom works on Saturday");
        rules.numbers.insert(NumberRule::OpenAtWeekends, 0);
        assert_eq!(rules.due_on(&Grade::N, friday).unwrap().to_string(), "2026-11-23");
        assert_eq!(rules.due_on(&Grade::O, friday), None);
    }
}
