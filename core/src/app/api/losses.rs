//! Lost purchases: asked, judged, taken back, counted.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::{CustomerRow, StaffName};
use crate::{
    clock::{Date, Instant},
    domain::{
        loss::LossState,
        opportunity::{Grade, Stage},
    },
    ids::{FileId, LossId, OpportunityId, StaffId},
};

/// Why a purchase is given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GivenUp {
    /// Code of the store's list of reasons.
    pub reason: String,
    /// What was bought instead; empty if unknown.
    pub competitor: String,
    /// In words.
    pub words: String,
}

/// Gives a purchase up. A manager's own is confirmed at once.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RequestLoss {
    /// The customer file.
    pub file: FileId,
    /// Which purchase.
    pub opportunity: OpportunityId,
    /// Why.
    pub given_up: GivenUp,
}

/// What becomes of the customer of a confirmed loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum HandTo {
    /// The owner keeps it, for care.
    Keep,
    /// Nobody has it: the pool.
    Pool,
    /// Somebody else works it.
    Staff {
        /// Who.
        staff: StaffId,
    },
}

/// A manager's word on a request.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JudgeLoss {
    /// The customer file.
    pub file: FileId,
    /// Which purchase.
    pub opportunity: OpportunityId,
    /// The request it answers.
    pub request: LossId,
    /// Whether it is lost; else it returns to work.
    pub confirmed: bool,
    /// The word; needed where it returns to work.
    pub words: String,
    /// What becomes of the customer, where it is lost.
    pub hand_to: HandTo,
}

/// Takes a purchase back that was given up.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReviveOpportunity {
    /// The customer file.
    pub file: FileId,
    /// Which purchase.
    pub opportunity: OpportunityId,
    /// Why.
    pub words: String,
}

/// Which losses are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LossesShown {
    /// Those that wait for a manager.
    Waiting,
    /// Those that are lost.
    Lost,
    /// Those that returned to work.
    Back,
}

/// Asks for lost purchases.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AskLosses {
    /// Which.
    pub show: LossesShown,
    /// Only this reason; empty for all.
    pub reason: String,
    /// Only this competitor; empty for all.
    pub competitor: String,
    /// Asked for from this day on; none for all.
    pub from: Option<Date>,
    /// Up to this day.
    pub upto: Option<Date>,
    /// How many to skip.
    pub offset: u32,
    /// How many to give, at most 200.
    pub limit: u32,
}

/// A purchase that was given up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LossRow {
    /// The customer; grade, stage, interests and budget are this purchase's.
    pub customer: CustomerRow,
    /// Which purchase.
    pub opportunity: OpportunityId,
    /// Where it stands.
    pub state: LossState,
    /// The request.
    pub request: LossId,
    /// When it was asked.
    pub asked_at: Instant,
    /// By whom.
    pub asked_by: StaffName,
    /// Code of the reason.
    pub reason: String,
    /// What was bought instead.
    pub competitor: String,
    /// In words.
    pub words: String,
    /// The stage it stood at.
    pub stage: Stage,
    /// The grade it had.
    pub grade: Grade,
    /// Who decided, and in which words.
    pub verdict: Option<SaidOn>,
    /// Who took it back, and in which words.
    pub revival: Option<SaidOn>,
}

/// A word of somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SaidOn {
    /// When.
    pub at: Instant,
    /// Who.
    pub by: StaffName,
    /// The word.
    pub words: String,
}

/// How many purchases a word stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WordCount {
    /// The word.
    pub word: String,
    /// How many.
    pub count: u32,
}

/// Lost purchases and their figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LossPage {
    /// The rows from `offset` on, those that wait first, then the newest.
    pub rows: Vec<LossRow>,
    /// How many there are in all.
    pub total: u32,
    /// The same counted per reason, the most first.
    pub by_reason: Vec<WordCount>,
    /// Per competitor, the most first.
    pub by_competitor: Vec<WordCount>,
    /// How many wait for a manager, whatever is shown.
    pub waiting: u32,
    /// Requests of the days asked about.
    pub requests: u32,
    /// Of those, lost with a clear reason that a manager reviewed (战败明确率).
    pub clear: u32,
    /// Whether the rate stands on fewer than thirty.
    pub few: bool,
    /// Whether this person may judge.
    pub can_judge: bool,
}
