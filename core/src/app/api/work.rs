//! Today, events, the pipeline.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    common::{CustomerRow, StaffName},
    customers::CustomerFilter,
};
use crate::{
    clock::Date,
    domain::{
        event::{EventField, EventFile},
        follow_up::Way,
        opportunity::{Grade, Stage},
    },
    ids::{FileId, FollowUpId, OpportunityId, StaffId},
};

/// Asks for the follow-ups to do.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct AskToday {
    /// Whose; none for one's own. Managers may ask for another's or, with `everyone`, for all.
    pub staff: Option<StaffId>,
    /// Everyone's.
    pub everyone: bool,
}

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Today {
    /// Today in the store.
    pub date: Date,
    /// Due before today, oldest first.
    pub overdue: Vec<DueFollowUp>,
    /// Due today.
    pub due: Vec<DueFollowUp>,
    /// Due within the next seven days.
    pub planned: Vec<DueFollowUp>,
    /// Follow-ups finished today.
    pub done_today: u32,
    /// Leads captured today.
    pub captured_today: u32,
    /// How many there are in all, where the lists (at most 200 each) leave some out.
    pub overdue_total: u32,
    /// See `overdue_total`.
    pub due_total: u32,
    /// See `overdue_total`.
    pub planned_total: u32,
}

/// A follow-up to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DueFollowUp {
    /// Which.
    pub id: FollowUpId,
    /// Which purchase.
    pub opportunity: Option<OpportunityId>,
    /// How.
    pub way: Way,
    /// What for.
    pub aim: String,
    /// When.
    pub due_on: Date,
    /// Workdays overdue; 0 where it is not.
    pub overdue_days: i64,
    /// Whether the customer asked not to be called.
    pub do_not_call: bool,
    /// Whether the store's rules planned it, and nobody by hand.
    pub by_rule: bool,
    /// Whether it is a return visit: its result may hold what the owner said.
    pub return_visit: bool,
    /// The customer.
    pub customer: CustomerRow,
}

/// Asks for the pipeline.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AskPipeline {
    /// Which files.
    pub filter: CustomerFilter,
    /// One column per stage, or per grade.
    pub by: PipelineBy,
    /// Cards per column, at most 200.
    pub limit: u32,
}

/// What the columns of the pipeline are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PipelineBy {
    /// One per stage.
    Stage,
    /// One per grade.
    Grade,
}

/// The pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Pipeline {
    /// Every open column in order, empty ones too; side states after them.
    pub columns: Vec<PipelineColumn>,
    /// Opportunities in all columns.
    pub total: u32,
    /// Sum of budgets in fen.
    pub amount_fen: i64,
    /// The same opportunities counted per consultant.
    pub by_owner: Vec<OwnerTally>,
    /// Per source.
    pub by_source: Vec<SourceTally>,
    /// Per event.
    pub by_event: Vec<EventTally>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PipelineColumn {
    /// The stage, where columns are stages.
    pub stage: Option<Stage>,
    /// The grade, where columns are grades.
    pub grade: Option<Grade>,
    /// How many.
    pub count: u32,
    /// Sum of budgets in fen.
    pub amount_fen: i64,
    /// The first cards, longest without contact first.
    pub cards: Vec<PipelineCard>,
}

/// One opportunity on the board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PipelineCard {
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// Its customer; grade, stage, interests and budget of the row are this opportunity's.
    pub customer: CustomerRow,
    /// Days since the last contact.
    pub idle_days: i64,
}

/// A share of the pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OwnerTally {
    /// Whose; none for the pool.
    pub owner: Option<StaffName>,
    /// How many.
    pub count: u32,
    /// Sum of budgets in fen.
    pub amount_fen: i64,
}

/// A share of the pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SourceTally {
    /// The source word; empty if unknown.
    pub source: String,
    /// How many.
    pub count: u32,
    /// Sum of budgets in fen.
    pub amount_fen: i64,
}

/// A share of the pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EventTally {
    /// The event.
    pub event: FileId,
    /// Its name.
    pub name: String,
    /// How many.
    pub count: u32,
    /// Sum of budgets in fen.
    pub amount_fen: i64,
}

/// Moves an opportunity on the board.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MoveOpportunity {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub opportunity: OpportunityId,
    /// To this stage.
    pub stage: Option<Stage>,
    /// To this grade.
    pub grade: Option<Grade>,
}

/// An event in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EventRow {
    /// The event.
    pub event: EventFile,
    /// Whether it runs today.
    pub running: bool,
    /// Leads of it that this person may see.
    pub leads: u32,
    /// Of those, with a phone.
    pub with_phone: u32,
    /// Leads per grade.
    pub grades: Vec<GradeCount>,
}

/// How many of a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GradeCount {
    /// The grade.
    pub grade: Grade,
    /// How many.
    pub count: u32,
}

/// All events, running ones first, then by date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EventList {
    /// The rows.
    pub rows: Vec<EventRow>,
}

/// One event with its counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct EventPage {
    /// The event and its counts.
    pub row: EventRow,
    /// Its team.
    pub team: Vec<StaffName>,
    /// Leads per person.
    pub by_owner: Vec<OwnerTally>,
    /// Whether this person may change it.
    pub can_edit: bool,
}

/// Plans or changes an event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveEvent {
    /// Which; none plans a new one.
    pub file: Option<FileId>,
    /// Fields to write; empty text clears one.
    pub fields: Vec<EventFieldValue>,
    /// The team, if it changes.
    pub staff: Option<Vec<StaffId>>,
    /// Of a value that two devices wrote apart, keeps this one.
    pub settle: Option<Settled>,
}

/// A field of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventFieldValue {
    /// Which.
    pub field: EventField,
    /// The text; amounts as said, dates `2026-11-21`.
    pub value: String,
}

/// The value to keep of a clash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settled {
    /// Which register.
    pub place: crate::domain::customer::Place,
    /// The value.
    pub value: String,
}
