//! The sales process of one purchase: its page, presentations, competitors.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    common::{CustomerRow, StaffName},
    quotations::QuotationView,
    test_drives::TestDriveView,
};
use crate::{
    app::masking::Shown,
    clock::Date,
    domain::{
        follow_up::FollowUp,
        opportunity::Opportunity,
        presentation::{Presentation, PresentationWay, Reaction},
        process::Process,
        qualification::Qualification,
    },
    ids::{FileId, OpportunityId, PresentationId},
};

/// Names one purchase.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct OneOpportunity {
    /// The customer file.
    pub file: FileId,
    /// Which purchase.
    pub opportunity: OpportunityId,
}

/// Everything the page of a purchase shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OpportunityPage {
    /// Whose it is.
    pub customer: CustomerRow,
    /// The purchase as this person may see it.
    #[ts(as = "Opportunity")]
    pub opportunity: Shown<Opportunity>,
    /// The eight steps, what they hold and what they lack.
    pub process: Process,
    /// Whether the lead is an opportunity, and why.
    pub qualification: Qualification,
    /// Cars shown for it, the newest first.
    #[ts(as = "Vec<Presentation>")]
    pub presentations: Shown<Vec<Presentation>>,
    /// Its test drives, the newest first.
    pub test_drives: Vec<TestDriveView>,
    /// Its quotations, the newest first.
    pub quotations: Vec<QuotationView>,
    /// Return visits about it, planned and done, by date.
    #[ts(as = "Vec<FollowUp>")]
    pub return_visits: Shown<Vec<FollowUp>>,
    /// Names of everyone it mentions.
    pub names: Vec<StaffName>,
    /// Date of the next follow-up that is planned.
    pub next_follow_up_on: Option<Date>,
    /// The date to offer for the next one, by the store's rule for the grade; none where one is planned already.
    pub offered_follow_up_on: Option<Date>,
    /// Whether this person may write in the file.
    pub can_edit: bool,
    /// Whether this person may book the store's cars.
    pub can_book: bool,
    /// Whether this person may read and write the private part.
    pub can_edit_private: bool,
}

/// Writes down which cars were shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SavePresentation {
    /// The customer file.
    pub file: FileId,
    /// For which purchase.
    pub opportunity: OpportunityId,
    /// Which; none adds one.
    pub id: Option<PresentationId>,
    /// Names of the cars.
    pub cars: Vec<String>,
    /// Standing or driven.
    pub way: PresentationWay,
    /// How the customer took it.
    pub reaction: Option<Reaction>,
    /// What the customer said.
    pub feedback: String,
}

/// Names one presentation.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct OnePresentation {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub id: PresentationId,
}

/// Competing models beside our series, as far as this person may see the purchases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompetitorReport {
    /// One per series or model of interest, the one named most first.
    pub series: Vec<SeriesCompetitors>,
}

/// What customers look at beside one series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeriesCompetitors {
    /// The series of interest.
    pub series: String,
    /// n: purchases that name it.
    pub count: u32,
    /// Whether n is below 30, so that the shares say little.
    pub few: bool,
    /// Of those, how many name no competitor.
    pub without: u32,
    /// Each competing model, the most first.
    pub models: Vec<CompetitorShare>,
}

/// How many purchases name a competing model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompetitorShare {
    /// The model.
    pub model: String,
    /// How many.
    pub count: u32,
}
