//! Quotations 报价/提案: what a car would cost a customer, line by line, in versions (S5, S13, S14).
//!
//! Totals are computed and never stored: what two people change apart adds up all the same. What the customer was told is
//! kept beside the word that it was given, so a difference shows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{code::codes, loan, money::Fen};
use crate::{
    clock::{Date, Instant},
    ids::{OpportunityId, PriceLineId, QuotationId, StaffId},
};

codes! {
    /// Where a quotation stands.
    QuotationState {
        /// 草稿
        Draft = "draft",
        /// 已报价
        Given = "given",
        /// 已接受
        Accepted = "accepted",
        /// 已拒绝
        Declined = "declined",
        /// 已被新版取代
        Superseded = "superseded",
    }
}

codes! {
    /// A single field of a quotation.
    QuotationField {
        /// 车型配置
        Configuration = "configuration",
        /// 颜色
        Colour = "colour",
        /// 有效期至, `2026-11-30`.
        ValidUntil = "valid_until",
        /// 备注
        Remark = "remark",
        /// 不需要选装: `yes`.
        NoOptions = "no_options",
        /// 不在店投保: `yes`.
        NoInsurance = "no_insurance",
        /// 不贷款: `yes`.
        NoFinance = "no_finance",
        /// 无旧车置换: `yes`.
        NoTradeIn = "no_trade_in",
    }
}

codes! {
    /// What a line of the price is for.
    LineKind {
        /// 裸车价
        Vehicle = "vehicle",
        /// 选装/精品
        Option = "option",
        /// 购置税
        Tax = "tax",
        /// 上牌费
        PlateFee = "plate_fee",
        /// 保险
        Insurance = "insurance",
        /// 服务费
        Service = "service",
        /// 优惠: taken off.
        Discount = "discount",
        /// 其他
        Else = "else",
    }
}

/// A line of the price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PriceLine {
    /// Its place in the quotation.
    pub id: PriceLineId,
    /// What for.
    pub kind: LineKind,
    /// In words, such as the option's name.
    pub label: String,
    /// How much, never below zero; a discount is taken off.
    pub amount: Fen,
}

/// A loan 融资 as offered. Kept whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finance {
    /// Who lends.
    pub lender: String,
    /// How much is lent.
    pub principal: Fen,
    /// For how many months.
    pub months: u16,
    /// Hundredths of a percent a year.
    pub rate_bp: u32,
}

/// The customer's car taken in 旧车置换, as valued. Kept whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TradeIn {
    /// Which car.
    pub car: String,
    /// What the store gives for it.
    pub valuation: Fen,
    /// Who valued it.
    pub valuer: String,
    /// On which day.
    pub valued_on: Date,
}

/// The last word about a quotation. Kept whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuotationWord {
    /// What it became.
    pub state: QuotationState,
    /// The total at that moment.
    pub total: Fen,
    /// What was said, such as why it was declined.
    pub text: String,
    /// When.
    pub at: Instant,
    /// Who wrote it.
    pub by: StaffId,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Quotation {
    /// Its place in the file.
    pub id: QuotationId,
    /// The purchase it is about.
    pub opportunity: Option<OpportunityId>,
    /// 1 for the first, one more for each that was copied from it.
    pub version: u32,
    /// The version it was copied from.
    pub replaces: Option<QuotationId>,
    /// When it was made.
    pub made_at: Instant,
    /// Who made it.
    pub made_by: StaffId,
    /// The fields that are filled in.
    #[ts(as = "BTreeMap<String, String>")]
    pub fields: BTreeMap<QuotationField, String>,
    /// Its lines, by age.
    pub lines: Vec<PriceLine>,
    /// The loan, where one is offered.
    pub finance: Option<Finance>,
    /// The car taken in, where there is one.
    pub trade_in: Option<TradeIn>,
    /// The last word; none while it is a draft.
    pub word: Option<QuotationWord>,
}

/// What a quotation comes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Totals {
    /// The car alone, in fen.
    pub vehicle_fen: i64,
    /// Everything added to it.
    pub extras_fen: i64,
    /// Everything taken off.
    pub discount_fen: i64,
    /// What the store gives for the car taken in.
    pub trade_in_fen: i64,
    /// What the customer pays in all: car and extras without discount and trade-in.
    pub total_fen: i64,
    /// What of that is lent.
    pub lent_fen: i64,
    /// What is paid at once: the rest.
    pub down_fen: i64,
    /// Each month's payment; none without a loan.
    pub monthly_fen: Option<i64>,
    /// What the loan costs over its months, none without one.
    pub interest_fen: Option<i64>,
}

codes! {
    /// What is doubtful about a quotation.
    QuotationDoubt {
        /// No line for the car.
        NoVehicle = "no_vehicle",
        /// The total is below zero.
        BelowZero = "below_zero",
        /// More is taken off than the car costs.
        DiscountOverPrice = "discount_over_price",
        /// More is lent than is to be paid.
        LentTooMuch = "lent_too_much",
        /// It is no longer valid.
        Expired = "expired",
        /// It says something else than when it was given.
        ChangedSince = "changed_since",
    }
}

impl Quotation {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> QuotationState {
        self.word.as_ref().map_or(QuotationState::Draft, |word| word.state.clone())
    }

    /// The text of a field, if filled in.
    #[must_use]
    pub fn field(&self, field: &QuotationField) -> Option<&str> {
        self.fields.get(field).map(String::as_str).filter(|text| !text.is_empty())
    }

    /// The last day it is valid, if it says one.
    #[must_use]
    pub fn valid_until(&self) -> Option<Date> {
        self.field(&QuotationField::ValidUntil)?.parse().ok()
    }

    /// What it comes to.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let sum = |wanted: fn(&LineKind) -> bool| {
            let amounts = self.lines.iter().filter(|line| wanted(&line.kind)).map(|line| line.amount.get());
            amounts.fold(0, i64::saturating_add)
        };
        let vehicle_fen = sum(|kind| *kind == LineKind::Vehicle);
        let discount_fen = sum(|kind| *kind == LineKind::Discount);
        let extras_fen = sum(|kind| !matches!(kind, LineKind::Vehicle | LineKind::Discount));
        let trade_in_fen = self.trade_in.as_ref().map_or(0, |car| car.valuation.get());
        let total_fen = vehicle_fen.saturating_add(extras_fen).saturating_sub(discount_fen).saturating_sub(trade_in_fen);
        let lent_fen = self.finance.as_ref().map_or(0, |loan| loan.principal.get());
        let monthly = self.finance.as_ref().and_then(|loan| loan::monthly(loan.principal, loan.months, loan.rate_bp));
        let interest = self
            .finance
            .as_ref()
            .zip(monthly)
            .map(|(loan, monthly)| monthly.get().saturating_mul(i64::from(loan.months)).saturating_sub(loan.principal.get()));
        Totals {
            vehicle_fen,
            extras_fen,
            discount_fen,
            trade_in_fen,
            total_fen,
            lent_fen,
            down_fen: total_fen.saturating_sub(lent_fen),
            monthly_fen: monthly.map(Fen::get),
            interest_fen: interest,
        }
    }

    /// What is doubtful about it on `today`.
    #[must_use]
    pub fn doubts(&self, today: Date) -> Vec<QuotationDoubt> {
        let totals = self.totals();
        let is_open = matches!(self.state(), QuotationState::Draft | QuotationState::Given);
        let told = self.word.as_ref().filter(|word| word.state != QuotationState::Superseded);
        let all = [
            (totals.vehicle_fen == 0, QuotationDoubt::NoVehicle),
            (totals.total_fen < 0, QuotationDoubt::BelowZero),
            (totals.discount_fen > totals.vehicle_fen, QuotationDoubt::DiscountOverPrice),
            (totals.lent_fen > totals.total_fen.max(0), QuotationDoubt::LentTooMuch),
            (is_open && self.valid_until().is_some_and(|until| until < today), QuotationDoubt::Expired),
            (told.is_some_and(|word| word.total.get() != totals.total_fen), QuotationDoubt::ChangedSince),
        ];
        all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, doubt)| doubt).collect()
    }

    /// Whether it may become `to`: a draft is given, and what was given is answered.
    #[must_use]
    pub fn may_become(&self, to: &QuotationState) -> bool {
        matches!(
            (self.state(), to),
            (QuotationState::Draft, QuotationState::Given)
                | (QuotationState::Given, QuotationState::Accepted | QuotationState::Declined)
                | (QuotationState::Accepted, QuotationState::Declined)
        )
    }

    /// Whether it has a line of this kind.
    #[must_use]
    pub fn has(&self, kind: &LineKind) -> bool {
        self.lines.iter().any(|line| line.kind == *kind)
    }
}

/// The purchase tax 购置税 to begin with: a tenth of the price without value-added tax of 13 %, half a fen counts as one.
#[must_use]
pub fn purchase_tax(vehicle: Fen) -> Fen {
    // vehicle / 1.13 / 10 = vehicle x 10 / 113.
    let tenfold = vehicle.get().max(0).saturating_mul(20).saturating_add(113);
    Fen::new(tenfold / 226)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn quotation(lines: &[(LineKind, i64)]) -> Quotation {
        let line = |(n, (kind, fen)): (u8, &(LineKind, i64))| PriceLine {
            id: PriceLineId::from_bytes([n; 16]),
            kind: kind.clone(),
            label: String::new(),
            amount: Fen::new(*fen),
        };
        Quotation {
            id: QuotationId::from_bytes([1; 16]),
            opportunity: None,
            version: 1,
            replaces: None,
            made_at: Instant::from_unix_ms(0),
            made_by: StaffId::from_bytes([1; 16]),
            fields: BTreeMap::new(),
            lines: (0..).zip(lines).map(line).collect(),
            finance: None,
            trade_in: None,
            word: None,
        }
    }

    fn today() -> Date {
        "2026-11-22".parse().unwrap()
    }

    #[test]
    fn the_total_is_car_and_extras_without_discount_and_trade_in() {
        let mut asked = quotation(&[
            (LineKind::Vehicle, 30_000_000),
            (LineKind::Option, 500_000),
            (LineKind::Tax, 2_654_867),
            (LineKind::PlateFee, 50_000),
            (LineKind::Insurance, 950_000),
            (LineKind::Discount, 1_200_000),
        ]);
        asked.trade_in = Some(TradeIn {
            car: "帕萨特 2018".into(),
            valuation: Fen::new(6_000_000),
            valuer: "孙师傅".into(),
            valued_on: today(),
        });
        asked.finance =
            Some(Finance { lender: "大众金融".into(), principal: Fen::new(20_000_000), months: 36, rate_bp: 399 });
        let totals = asked.totals();
        assert_eq!((totals.vehicle_fen, totals.extras_fen, totals.discount_fen), (30_000_000, 4_154_867, 1_200_000));
        assert_eq!((totals.total_fen, totals.lent_fen, totals.down_fen), (26_954_867, 20_000_000, 6_954_867));
        assert_eq!((totals.monthly_fen, totals.interest_fen), (Some(590_391), Some(1_254_076)));
        assert_eq!(asked.doubts(today()), []);
    }

    #[test]
    fn what_cannot_be_is_told_and_not_changed() {
        assert_eq!(quotation(&[]).doubts(today()), [QuotationDoubt::NoVehicle]);
        let cheap = quotation(&[(LineKind::Vehicle, 100), (LineKind::Discount, 300)]);
        assert_eq!(cheap.doubts(today()), [QuotationDoubt::BelowZero, QuotationDoubt::DiscountOverPrice], "{:?}", cheap.totals());
        let mut late = quotation(&[(LineKind::Vehicle, 100)]);
        late.fields.insert(QuotationField::ValidUntil, "2026-11-21".into());
        late.finance = Some(Finance { lender: String::new(), principal: Fen::new(101), months: 12, rate_bp: 0 });
        assert_eq!(late.doubts(today()), [QuotationDoubt::LentTooMuch, QuotationDoubt::Expired]);
    }

    #[test]
    fn a_price_that_changed_after_it_was_given_says_so() {
        let mut given = quotation(&[(LineKind::Vehicle, 30_000_000)]);
        let word = |total| QuotationWord {
            state: QuotationState::Given,
            total: Fen::new(total),
            text: String::new(),
            at: Instant::from_unix_ms(0),
            by: StaffId::from_bytes([1; 16]),
        };
        given.word = Some(word(30_000_000));
        assert_eq!(given.doubts(today()), []);
        given.word = Some(word(29_000_000));
        assert_eq!(given.doubts(today()), [QuotationDoubt::ChangedSince]);
    }

    #[test]
    fn purchase_tax_begins_at_a_tenth_of_the_price_without_value_added_tax() {
        assert_eq!(purchase_tax(Fen::new(11_300_000)).get(), 1_000_000);
        assert_eq!(purchase_tax(Fen::new(30_000_000)).get(), 2_654_867, "26548.6725...");
        assert_eq!(purchase_tax(Fen::new(-5)).get(), 0);
    }
}
