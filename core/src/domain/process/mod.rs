//! The sales process 销售流程 as eight steps: what each must collect, what of it is there, and what is missing by name
//! (S1-S8, domain.md section 4).
//!
//! A pure function of what is known of one purchase. What a person may not see is neither counted nor called missing.

mod fact;
mod ordered;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::fact::{COMPANY, STEPS};
pub use self::{
    fact::{Fact, FactPlace, place_of},
    ordered::told_by_orders,
};
use super::{
    code::codes,
    customer::{CustomerField, CustomerFile, CustomerKind, PrivateField, PrivateFile},
    opportunity::{InterestKind, Opportunity, OpportunityField, Stage},
    presentation::Presentation,
    quotation::{LineKind, Quotation, QuotationField, QuotationState},
    return_visit::ReturnVisit,
    test_drive::{DriveWay, TestDrive, TestDriveState},
};
use crate::ids::OpportunityId;

/// The private part of the customer, as far as whoever asks may see it.
#[derive(Debug, Clone, Copy)]
pub enum Sealed<'a> {
    /// It may not be seen.
    Hidden,
    /// It may, and holds this; none where nothing was written.
    Open(Option<&'a PrivateFile>),
}

/// What is known of one purchase.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The customer's file.
    pub file: &'a CustomerFile,
    /// The purchase.
    pub opportunity: &'a Opportunity,
    /// The private part.
    pub private: Sealed<'a>,
    /// Facts that orders, deliveries and return visits tell, which stand elsewhere.
    pub told: &'a BTreeSet<Fact>,
}

codes! {
    /// How a step lies to where the purchase stands.
    StepPlace {
        /// It was left behind.
        Passed = "passed",
        /// The purchase stands here.
        Current = "current",
        /// It comes later.
        Ahead = "ahead",
    }
}

/// Something a step lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Missing {
    /// What.
    pub fact: Fact,
    /// Where it is written.
    pub place: FactPlace,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// Whether it was passed, is current or lies ahead.
    pub place: StepPlace,
    /// How many facts it must collect, those left out that may not be seen.
    pub required: u32,
    /// How many of them are there.
    pub filled: u32,
    /// What is missing, in the order of asking.
    pub missing: Vec<Missing>,
}

/// The process of one purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Process {
    /// The eight steps in order.
    pub steps: Vec<Step>,
    /// Facts required by the steps reached.
    pub required: u32,
    /// Of those, how many are there.
    pub filled: u32,
}

/// The process as far as it is known. Completeness counts the steps reached, the current one with them.
#[must_use]
pub fn process(known: &Known<'_>) -> Process {
    let reached = reached(known);
    let steps: Vec<Step> = STEPS.iter().enumerate().map(|(nth, step)| known.step(step, nth, reached)).collect();
    let counted = steps.iter().take(reached + 1);
    let (required, filled) = counted.fold((0, 0), |sum, step| (sum.0 + step.required, sum.1 + step.filled));
    Process { steps, required, filled }
}

/// How far the purchase came, as a place among the steps. A lost or dormant one is as far as its records tell.
fn reached(known: &Known<'_>) -> usize {
    let place = |stage: &Stage| STEPS.iter().position(|(step, _)| step == stage);
    place(&known.opportunity.stage).unwrap_or_else(|| {
        let traces = [
            (known.quotations().next().is_some(), Stage::Proposal),
            (known.test_drives().next().is_some(), Stage::TestDrive),
            (known.presentations().next().is_some(), Stage::Presentation),
            (known.interest(&InterestKind::Series) || known.wants(&OpportunityField::Motive), Stage::Needs),
        ];
        traces.iter().find(|(is_there, _)| *is_there).and_then(|(_, stage)| place(stage)).unwrap_or(0)
    })
}

impl Known<'_> {
    fn step(&self, (stage, facts): &(Stage, &[Fact]), nth: usize, reached: usize) -> Step {
        let more: &[Fact] = if nth == 0 && self.is_company() { &COMPANY } else { &[] };
        let visible: Vec<&Fact> = facts.iter().chain(more).filter(|fact| !self.is_hidden(fact)).collect();
        let missing: Vec<Missing> = visible
            .iter()
            .filter(|fact| !self.has(fact))
            .map(|fact| Missing { fact: (**fact).clone(), place: place_of(fact) })
            .collect();
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        let place = match nth.cmp(&reached) {
            std::cmp::Ordering::Less => StepPlace::Passed,
            std::cmp::Ordering::Equal => StepPlace::Current,
            std::cmp::Ordering::Greater => StepPlace::Ahead,
        };
        let filled = count(visible.len() - missing.len());
        Step { stage: stage.clone(), place, required: count(visible.len()), filled, missing }
    }

    /// Of a company more is asked in the first step (S19, S20).
    fn is_company(&self) -> bool {
        matches!(self.file.kind(), Some(CustomerKind::Company | CustomerKind::Batch))
    }

    fn is_hidden(&self, fact: &Fact) -> bool {
        matches!(self.private, Sealed::Hidden) && matches!(place_of(fact), FactPlace::Private { .. }) && !self.told.contains(fact)
    }

    fn has(&self, fact: &Fact) -> bool {
        self.told.contains(fact)
            || match place_of(fact) {
                FactPlace::Customer { field } => self.file.field(&field).is_some(),
                FactPlace::Private { field } => self.private_field(&field),
                FactPlace::Interest { kind } => self.interest(&kind),
                FactPlace::Phones {} => !self.file.phones.is_empty() || self.file.field(&CustomerField::Wechat).is_some(),
                FactPlace::Opportunity { field } => self.of_opportunity(&field),
                FactPlace::Presentations {} => self.presentations().any(|shown| match fact {
                    Fact::CarsShown => !shown.cars.is_empty(),
                    _ => !shown.feedback.is_empty() || shown.reaction.is_some(),
                }),
                FactPlace::TestDrives {} => self.test_drives().any(|drive| drive_has(drive, fact)),
                FactPlace::Quotations {} => self.quotations().any(|quotation| quotation_has(quotation, fact)),
                FactPlace::Care {} => self.visits().any(|visit| visit_has(visit, fact)),
                FactPlace::Orders {} | FactPlace::Delivery {} => false,
            }
    }

    fn of_opportunity(&self, field: &OpportunityField) -> bool {
        let one = self.opportunity;
        match field {
            OpportunityField::PurchaseOn => one.purchase_on.is_some() || self.wants(&OpportunityField::PurchaseWindow),
            OpportunityField::BudgetFen => one.budget.is_some(),
            OpportunityField::DecisionMakers => self.wants(field) || self.wants(&OpportunityField::Decider),
            other => self.wants(other),
        }
    }

    fn wants(&self, field: &OpportunityField) -> bool {
        self.opportunity.fields.get(field).is_some_and(|text| !text.is_empty())
    }

    /// A model says its series and a series its brand: who names the finer one has named the coarser.
    fn interest(&self, kind: &InterestKind) -> bool {
        self.opportunity.interests.iter().any(|one| match kind {
            InterestKind::Brand => one.kind != InterestKind::Competitor,
            InterestKind::Series => matches!(one.kind, InterestKind::Series | InterestKind::Model),
            other => one.kind == *other,
        })
    }

    fn private_field(&self, field: &PrivateField) -> bool {
        match self.private {
            Sealed::Hidden | Sealed::Open(None) => false,
            Sealed::Open(Some(part)) => part.fields.get(field).is_some_and(|text| !text.is_empty()),
        }
    }

    fn is_about(&self, opportunity: Option<OpportunityId>) -> bool {
        opportunity.is_none_or(|id| id == self.opportunity.id)
    }

    fn presentations(&self) -> impl Iterator<Item = &Presentation> {
        self.file.presentations.iter().filter(|one| self.is_about(one.opportunity))
    }

    fn test_drives(&self) -> impl Iterator<Item = &TestDrive> {
        let held = |one: &&TestDrive| !matches!(one.state(), TestDriveState::Cancelled | TestDriveState::NoShow);
        self.file.test_drives.iter().filter(|one| self.is_about(one.opportunity)).filter(held)
    }

    fn visits(&self) -> impl Iterator<Item = &ReturnVisit> {
        let visits = self.file.return_visits(self.opportunity.id).into_iter();
        visits.filter_map(|task| task.result.as_ref()?.visit.as_ref())
    }

    fn quotations(&self) -> impl Iterator<Item = &Quotation> {
        let counts = |one: &&Quotation| !matches!(one.state(), QuotationState::Superseded | QuotationState::Declined);
        self.file.quotations.iter().filter(|one| self.is_about(one.opportunity)).filter(counts)
    }
}

/// What an owner does not suggest or ask for is answered too.
fn visit_has(visit: &ReturnVisit, fact: &Fact) -> bool {
    match fact {
        Fact::ReturnVisit => true,
        Fact::OwnerFeedback => !visit.driving.is_empty() || !visit.buying.is_empty(),
        Fact::Suggestions => visit.nothing_more || !visit.suggestions.is_empty() || !visit.requests.is_empty(),
        Fact::DataChecked => visit.checked,
        _ => false,
    }
}

fn drive_has(drive: &TestDrive, fact: &Fact) -> bool {
    match fact {
        Fact::Route => !drive.route.is_empty(),
        // Who only rides along shows no licence.
        Fact::LicenceChecked => drive.licence.is_some() || drive.way == DriveWay::Ride,
        Fact::AgreementSigned => drive.agreement.is_some(),
        Fact::Mileage => drive.out.is_some() && drive.back.is_some(),
        Fact::TestDriveFeedback => !drive.feedback.is_empty() || drive.reaction.is_some(),
        // A booking is of a car.
        _ => true,
    }
}

/// What a customer does not want is answered too.
fn quotation_has(quotation: &Quotation, fact: &Fact) -> bool {
    let says = |field: QuotationField| quotation.field(&field).is_some();
    match fact {
        Fact::Configuration => says(QuotationField::Configuration),
        Fact::Colour => says(QuotationField::Colour),
        Fact::Options => quotation.has(&LineKind::Option) || says(QuotationField::NoOptions),
        Fact::InsuranceOffer => quotation.has(&LineKind::Insurance) || says(QuotationField::NoInsurance),
        Fact::FinanceOffer => quotation.finance.is_some() || says(QuotationField::NoFinance),
        Fact::TradeIn => quotation.trade_in.is_some() || says(QuotationField::NoTradeIn),
        _ => quotation.has(&LineKind::Vehicle),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        clock::Instant,
        domain::{
            opportunity::{Grade, Interest},
            presentation::{Presentation, PresentationWay},
            quotation::tests::quotation,
        },
        ids::{FileId, InterestId, OpportunityId, PresentationId, StaffId},
    };

    fn file(stage: Stage) -> CustomerFile {
        let opportunity = Opportunity {
            id: OpportunityId::from_bytes([1; 16]),
            opened_at: Instant::from_unix_ms(0),
            opened_by: None,
            stage,
            grade: Grade::N,
            budget: None,
            purchase_on: None,
            event: None,
            interests: Vec::new(),
            fields: BTreeMap::new(),
            loss: Default::default(),
        };
        CustomerFile { opportunities: vec![opportunity], ..CustomerFile::empty(FileId::from_bytes([1; 16])) }
    }

    fn of(file: &CustomerFile, private: Sealed<'_>) -> Process {
        process(&Known { file, opportunity: &file.opportunities[0], private, told: &BTreeSet::new() })
    }

    fn step<'a>(process: &'a Process, stage: &Stage) -> &'a Step {
        process.steps.iter().find(|step| step.stage == *stage).unwrap()
    }

    #[test]
    fn a_new_purchase_lacks_everything_and_only_the_first_step_counts() {
        let found = of(&file(Stage::InitialContact), Sealed::Open(None));
        assert_eq!(found.steps.iter().map(|step| step.required).collect::<Vec<_>>(), [8, 10, 2, 12, 7, 8, 9, 4]);
        assert_eq!((found.filled, found.required), (0, 8));
        assert_eq!(step(&found, &Stage::InitialContact).place, StepPlace::Current);
        assert_eq!(step(&found, &Stage::Needs).place, StepPlace::Ahead);
    }

    #[test]
    fn what_is_written_is_no_longer_missing_and_the_steps_reached_count_together() {
        let mut asked = file(Stage::Needs);
        asked.fields.insert(CustomerField::Name, "刘汉".into());
        asked.fields.insert(CustomerField::Source, "referral".into());
        let one = &mut asked.opportunities[0];
        one.interests.push(Interest { id: InterestId::from_bytes([2; 16]), kind: InterestKind::Model, name: "A6L".into() });
        one.fields.insert(OpportunityField::PurchaseWindow, "year_end".into());
        let found = of(&asked, Sealed::Open(None));
        assert_eq!((found.filled, found.required), (2 + 4, 18), "a model says series and brand; a window is a date");
        let names: Vec<&str> = step(&found, &Stage::Needs).missing.iter().map(|one| one.fact.as_str()).collect();
        assert_eq!(names, ["intended_use", "acceptable_price", "motive", "payment_intent", "opinion", "decision_makers"]);
    }

    #[test]
    fn what_a_person_may_not_see_is_neither_counted_nor_called_missing() {
        let asked = file(Stage::Closing);
        let (hidden, open) = (of(&asked, Sealed::Hidden), of(&asked, Sealed::Open(None)));
        assert_eq!((step(&hidden, &Stage::Closing).required, step(&open, &Stage::Closing).required), (6, 8));
        assert!(step(&hidden, &Stage::Closing).missing.iter().all(|one| one.fact != Fact::IdentityCard));
    }

    #[test]
    fn orders_tell_what_stands_in_them() {
        let asked = file(Stage::Closing);
        let told = BTreeSet::from([Fact::OrderedCar, Fact::OrderPrice, Fact::Deposit]);
        let known = Known { file: &asked, opportunity: &asked.opportunities[0], private: Sealed::Hidden, told: &told };
        assert_eq!(step(&process(&known), &Stage::Closing).filled, 3);
    }

    #[test]
    fn a_lost_purchase_came_as_far_as_its_records_tell() {
        let mut asked = file(Stage::Lost);
        asked.presentations.push(Presentation {
            id: PresentationId::from_bytes([3; 16]),
            opportunity: Some(OpportunityId::from_bytes([1; 16])),
            cars: vec!["奥迪 A6L".into()],
            way: PresentationWay::Static,
            reaction: None,
            feedback: String::new(),
            at: Instant::from_unix_ms(0),
            by: StaffId::from_bytes([1; 16]),
        });
        let found = of(&asked, Sealed::Open(None));
        assert_eq!(step(&found, &Stage::Presentation).place, StepPlace::Current);
        assert_eq!((found.filled, found.required), (1, 20));
    }

    #[test]
    fn what_a_customer_does_not_want_is_answered() {
        let mut asked = file(Stage::Proposal);
        let mut offer = quotation(&[(LineKind::Vehicle, 30_000_000), (LineKind::Insurance, 900_000)]);
        for field in [QuotationField::NoFinance, QuotationField::NoTradeIn, QuotationField::NoOptions] {
            offer.fields.insert(field, "yes".into());
        }
        asked.quotations.push(offer);
        let found = of(&asked, Sealed::Open(None));
        let missing: Vec<&str> = step(&found, &Stage::Proposal).missing.iter().map(|one| one.fact.as_str()).collect();
        assert_eq!(missing, ["configuration", "colour"]);
    }
}
