//! 疑似重复与合并: pairs that may be one person, side by side, and what a manager says of them. And segments (C16).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::{CustomerRow, StaffName};
use crate::{
    app::masking::Shown,
    clock::Instant,
    domain::{judgement::Verdict, pair::PairReason},
    ids::FileId,
};

/// Asks for a page of the pairs.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
pub struct AskMergeQueue {
    /// How many to skip.
    pub offset: u32,
    /// How many to give, at most 100.
    pub limit: u32,
}

/// What there is to decide about files that may be, or are, one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MergeQueue {
    /// Pairs with the same number.
    pub certain: u32,
    /// Pairs that something else hints at.
    pub hints: u32,
    /// A page of the pairs, certain ones first.
    pub pairs: Vec<MergePair>,
    /// Joined customers of whom one file got an order, or became a batch buyer's, before its author knew of the join.
    pub questions: Vec<MergeQuestion>,
    /// Whether this person may join, split and judge.
    pub can_join: bool,
}

/// How many decisions wait; nothing for who may not make them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MergeCounts {
    /// Pairs with the same number.
    pub certain: u32,
    /// Pairs that something else hints at.
    pub hints: u32,
    /// Joined customers with an order that came meanwhile.
    pub questions: u32,
}

/// Two files that may be one person, `a` the older.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MergePair {
    /// One file.
    pub a: CustomerRow,
    /// The other.
    pub b: CustomerRow,
    /// Why, the strongest reason first. The same number is certain, all else a hint.
    pub reasons: Vec<PairReason>,
    /// The number both have, as this person may see it.
    #[ts(as = "Option<String>")]
    pub phone: Option<Shown<String>>,
}

/// A joined customer of whom a manager is asked once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MergeQuestion {
    /// The customer.
    pub customer: CustomerRow,
    /// The files that are shown as this customer; the first is the one it is named by.
    pub files: Vec<FileId>,
}

/// Two files side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// One file.
    pub a: CustomerRow,
    /// The other.
    pub b: CustomerRow,
    /// Why they may be one person; empty where nothing but a person says so.
    pub reasons: Vec<PairReason>,
    /// What they say, field by field, differing ones first.
    pub rows: Vec<ComparedRow>,
    /// How many follow-ups, lines and purchases each has.
    pub counts: [FileCounts; 2],
    /// Whether this person may join them.
    pub can_join: bool,
    /// Why nobody may (C35).
    pub refused: Option<JoinBar>,
    /// Whether they are one customer already.
    pub joined: bool,
    /// What a manager said of them.
    pub verdict: Option<Verdict>,
}

/// Why two files are joined by nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JoinBar {
    /// It is one file.
    SameFile,
    /// One belongs to a batch buyer.
    BatchBuyer,
    /// One has an order.
    HasOrder,
}

/// What a file holds beside its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileCounts {
    /// Purchases considered.
    pub opportunities: u32,
    /// Follow-ups planned and done.
    pub follow_ups: u32,
    /// Lines of the timeline.
    pub entries: u32,
    /// Consents.
    pub consents: u32,
}

/// One field of two files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ComparedRow {
    /// Where it stands, as in a clash: `["file", "name"]`, `["phones"]`.
    pub place: Vec<String>,
    /// What one file says.
    pub a: Vec<Said>,
    /// What the other says.
    pub b: Vec<Said>,
    /// Whether both say the same.
    pub same: bool,
    /// Which of them the joined customer would show; none where it shows both.
    pub shows: Option<ComparedSide>,
}

/// One of two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ComparedSide {
    /// The one.
    A,
    /// The other.
    B,
}

/// A value with who said it. A change tells its time only by what it added; else it lies between two that do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Said {
    /// The value, as this person may see it.
    #[ts(as = "String")]
    pub value: Shown<String>,
    /// Who wrote it.
    pub by: Option<StaffName>,
    /// The name of the device it was written on.
    pub device: Option<String>,
    /// When.
    pub at: Option<Instant>,
    /// Or after this.
    pub after: Option<Instant>,
    /// And before this.
    pub before: Option<Instant>,
}

/// A manager's word on two files.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct JudgePair {
    /// One.
    pub one: FileId,
    /// The other.
    pub other: FileId,
    /// What is said.
    pub verdict: Verdict,
}

/// Asks who looks at, or buys, which model.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AskSegments {
    /// Only who bought.
    pub bought: bool,
}

/// 车型客户特征 (C16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SegmentReport {
    /// One per model, the most wanted first.
    pub models: Vec<ModelSegment>,
}

/// The customers of one model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ModelSegment {
    /// The model's name.
    pub name: String,
    /// How many customers.
    pub n: u32,
    /// Whether that is too few to say much (below 30).
    pub is_small: bool,
    /// By sex; an empty word where nobody said.
    pub sexes: Vec<Counted>,
    /// By age band.
    pub ages: Vec<Counted>,
    /// By education.
    pub educations: Vec<Counted>,
}

/// How many of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Counted {
    /// The kind's word; empty where nobody said.
    pub word: String,
    /// How many.
    pub count: u32,
}
