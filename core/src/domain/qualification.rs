//! Whether a lead is an opportunity 线索 -> 商机: the need is clear, and the buyer has the money and the say (S18).
//!
//! Computed and explained, never stored: it is what the file says at the moment.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    code::codes,
    money::Fen,
    opportunity::{Decider, InterestKind, Opportunity, OpportunityField},
    store::{CatalogueLevel, StoreFile},
};
use crate::ids::CatalogueId;

codes! {
    /// An answer.
    Answer {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// Nobody knows yet.
        Unknown = "unknown",
    }
}

codes! {
    /// Why.
    Reason {
        /// 已知意向车型与购车时间
        CarAndDateKnown = "car_and_date_known",
        /// 意向车型不明
        NoCar = "no_car",
        /// 购车时间不明
        NoDate = "no_date",
        /// 预算够得上
        BudgetReaches = "budget_reaches",
        /// 贷款后够得上
        LoanReaches = "loan_reaches",
        /// 预算低于指导价太多
        BudgetTooLow = "budget_too_low",
        /// 预算不明
        NoBudget = "no_budget",
        /// 有决定权
        Decides = "decides",
        /// 由他人决定
        OthersDecide = "others_decide",
        /// 决策人不明
        NoDecider = "no_decider",
    }
}

/// One of the three parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Criterion {
    /// The answer.
    pub answer: Answer,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Whether a lead is an opportunity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Qualification {
    /// Yes where all three are, no where one is not.
    pub answer: Answer,
    /// 需求明确
    pub need: Criterion,
    /// 有购买力
    pub means: Criterion,
    /// 有决策权
    pub say: Criterion,
}

/// A budget reaches a car from this share of its guide price on, in percent: there are discounts.
const REACHES_PERCENT: i64 = 85;
/// With a loan the first payment is asked for, in percent.
const LOAN_PERCENT: i64 = 30;

/// Judges a purchase; `guide` is the cheapest guide price of what the customer looks at, where the catalogue has one.
#[must_use]
pub fn qualification(opportunity: &Opportunity, guide: Option<Fen>) -> Qualification {
    let (need, means, say) = (need(opportunity), means(opportunity, guide), say(opportunity));
    let all = [&need.answer, &means.answer, &say.answer];
    let answer = if all.contains(&&Answer::No) {
        Answer::No
    } else if all.iter().all(|answer| **answer == Answer::Yes) {
        Answer::Yes
    } else {
        Answer::Unknown
    };
    Qualification { answer, need, means, say }
}

fn need(opportunity: &Opportunity) -> Criterion {
    let names_car = opportunity.interests.iter().any(|one| matches!(one.kind, InterestKind::Series | InterestKind::Model));
    let says_when = opportunity.purchase_on.is_some() || said(opportunity, &OpportunityField::PurchaseWindow).is_some();
    match (names_car, says_when) {
        (true, true) => judged(Answer::Yes, &[Reason::CarAndDateKnown]),
        (true, false) => judged(Answer::Unknown, &[Reason::NoDate]),
        (false, true) => judged(Answer::Unknown, &[Reason::NoCar]),
        (false, false) => judged(Answer::Unknown, &[Reason::NoCar, Reason::NoDate]),
    }
}

fn means(opportunity: &Opportunity, guide: Option<Fen>) -> Criterion {
    let Some(budget) = opportunity.budget else { return judged(Answer::Unknown, &[Reason::NoBudget]) };
    let Some(guide) = guide else { return judged(Answer::Yes, &[Reason::BudgetReaches]) };
    let reaches = |percent: i64| budget.get().saturating_mul(100) >= guide.get().saturating_mul(percent);
    let lends = said(opportunity, &OpportunityField::Payment).is_some_and(|way| way.contains('贷') || way.contains("loan"))
        || said(opportunity, &OpportunityField::LoanMonths).is_some();
    match (reaches(REACHES_PERCENT), lends && reaches(LOAN_PERCENT)) {
        (true, _) => judged(Answer::Yes, &[Reason::BudgetReaches]),
        (false, true) => judged(Answer::Yes, &[Reason::LoanReaches]),
        (false, false) => judged(Answer::No, &[Reason::BudgetTooLow]),
    }
}

fn say(opportunity: &Opportunity) -> Criterion {
    match said(opportunity, &OpportunityField::Decider).map(Decider::from) {
        Some(Decider::Alone | Decider::Together) => judged(Answer::Yes, &[Reason::Decides]),
        Some(Decider::Others) => judged(Answer::No, &[Reason::OthersDecide]),
        Some(Decider::Other(_)) | None => judged(Answer::Unknown, &[Reason::NoDecider]),
    }
}

fn judged(answer: Answer, reasons: &[Reason]) -> Criterion {
    Criterion { answer, reasons: reasons.to_vec() }
}

fn said<'a>(opportunity: &'a Opportunity, field: &OpportunityField) -> Option<&'a str> {
    opportunity.fields.get(field).map(String::as_str).filter(|text| !text.is_empty())
}

/// The cheapest guide price of what the customer looks at: of a model its own, of a series that of its cheapest model.
#[must_use]
pub fn cheapest_guide(store: &StoreFile, opportunity: &Opportunity) -> Option<Fen> {
    let asked = opportunity.interests.iter().map(|one| CatalogueId::from_bytes(*one.id.as_bytes()));
    asked.filter_map(|id| cheapest_below(store, id, CatalogueLevel::ALL.len())).min().map(Fen::new)
}

fn cheapest_below(store: &StoreFile, id: CatalogueId, levels: usize) -> Option<i64> {
    let node = store.catalogue.iter().find(|node| node.id == id)?;
    if node.price_fen.is_some() || levels == 0 {
        return node.price_fen;
    }
    let below = store.catalogue.iter().filter(|one| one.parent == Some(id) && !one.retired);
    below.filter_map(|one| cheapest_below(store, one.id, levels - 1)).min()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        clock::Instant,
        domain::{
            opportunity::{Grade, Interest, Stage},
            store::CatalogueNode,
        },
        ids::{FileId, InterestId, OpportunityId},
    };

    fn asked(fields: &[(OpportunityField, &str)], budget: Option<i64>, names_car: bool) -> Opportunity {
        let interest = Interest { id: InterestId::from_bytes([2; 16]), kind: InterestKind::Series, name: "A6L".into() };
        Opportunity {
            id: OpportunityId::from_bytes([1; 16]),
            opened_at: Instant::from_unix_ms(0),
            opened_by: None,
            stage: Stage::Needs,
            grade: Grade::N,
            budget: budget.map(Fen::new),
            purchase_on: None,
            event: None,
            interests: if names_car { vec![interest] } else { Vec::new() },
            fields: fields.iter().map(|(field, text)| (field.clone(), (*text).to_owned())).collect::<BTreeMap<_, _>>(),
            loss: Default::default(),
        }
    }

    const WHEN: (OpportunityField, &str) = (OpportunityField::PurchaseWindow, "30d");
    const ALONE: (OpportunityField, &str) = (OpportunityField::Decider, "alone");

    #[test]
    fn a_lead_is_an_opportunity_when_need_money_and_say_are_there() {
        let guide = Some(Fen::new(42_000_000));
        assert_eq!(qualification(&asked(&[WHEN, ALONE], Some(40_000_000), true), guide).answer, Answer::Yes);
        assert_eq!(qualification(&asked(&[WHEN], Some(40_000_000), true), guide).answer, Answer::Unknown);
        assert_eq!(qualification(&asked(&[], None, false), guide).need.reasons, [Reason::NoCar, Reason::NoDate]);
    }

    #[test]
    fn too_small_a_budget_says_no_unless_a_loan_carries_it() {
        let guide = Some(Fen::new(42_000_000));
        let poor = qualification(&asked(&[WHEN, ALONE], Some(20_000_000), true), guide);
        assert_eq!((poor.answer, poor.means.reasons), (Answer::No, vec![Reason::BudgetTooLow]));
        let lent = qualification(&asked(&[WHEN, ALONE, (OpportunityField::Payment, "贷款")], Some(20_000_000), true), guide);
        assert_eq!((lent.answer, lent.means.reasons), (Answer::Yes, vec![Reason::LoanReaches]));
        let others = qualification(&asked(&[WHEN, (OpportunityField::Decider, "others")], Some(50_000_000), true), guide);
        assert_eq!((others.answer, others.say.reasons), (Answer::No, vec![Reason::OthersDecide]));
    }

    #[test]
    fn a_series_costs_what_its_cheapest_model_does() {
        let node = |id: u8, parent: Option<u8>, level, price_fen, retired| CatalogueNode {
            id: CatalogueId::from_bytes([id; 16]),
            parent: parent.map(|id| CatalogueId::from_bytes([id; 16])),
            level,
            name: String::new(),
            price_fen,
            order: 0,
            retired,
        };
        let store = StoreFile {
            catalogue: vec![
                node(2, None, CatalogueLevel::Series, None, false),
                node(3, Some(2), CatalogueLevel::Model, Some(48_000_000), false),
                node(4, Some(2), CatalogueLevel::Model, Some(42_000_000), false),
                node(5, Some(2), CatalogueLevel::Model, Some(10_000_000), true),
            ],
            ..StoreFile::empty(FileId::from_bytes([1; 16]))
        };
        assert_eq!(cheapest_guide(&store, &asked(&[], None, true)), Some(Fen::new(42_000_000)));
        assert_eq!(cheapest_guide(&store, &asked(&[], None, false)), None);
    }
}
