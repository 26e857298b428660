//! The reception log: the desk, the hand-over, the specialist's list, the register.

mod acts;
mod register;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use self::{
    acts::{
        AssignLine, EditLine, IdentifyVisitor, KeepVisitor, KnownVisitor, LeaveLine, LineChange, LineSaved, LinkVisitor,
        LogArrival, NewVisitor, OneLine, SetDuty, SettleDuty, TickChore, TypedKind, VisitorIdentified,
    },
    register::{
        AskFootfall, AskLines, ConsultantFigures, DayFigures, EventFigures, ExportLines, FootfallReport, LineFilter, LineList,
        LineNeed, SeriesFigures, WayFigures,
    },
};
use super::{
    capture::{EventChoice, SeriesChoice},
    common::{CustomerRow, StaffName},
};
use crate::{
    clock::{Date, Instant},
    domain::{
        customer::Clash,
        opportunity::{Grade, Interest, Stage},
        reception::{CameBy, Chore, ChosenBy, ContactLeft, LineDoubt, LineField, LineState, Purpose, VisitResult},
    },
    ids::LineId,
    reports::footfall::Figures,
};

/// Asks for a day at the desk.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
pub struct AskReceptionDay {
    /// Which; today if none.
    pub day: Option<Date>,
}

/// A day at the desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReceptionDay {
    /// Which.
    pub day: Date,
    /// Whether it is today.
    pub is_today: bool,
    /// Every line, the newest first.
    pub lines: Vec<LineRow>,
    /// Everyone who may take turns, those on duty first in the order of their turns.
    pub duty: Vec<DutyRow>,
    /// Who is next and free; none where all are busy or nobody is on duty.
    pub next: Option<StaffName>,
    /// What the desk sees to.
    pub chores: Vec<ChoreRow>,
    /// What the day adds up to.
    pub figures: Figures,
    /// Lines per grade of the customer.
    pub grades: Vec<LineGrade>,
    /// Visitors whom two desks gave to two consultants, to be decided about.
    pub doubled: Vec<DoubledVisitor>,
    /// Values that two devices wrote apart.
    pub clashes: Vec<LineClash>,
    /// Series to choose from.
    pub series: Vec<SeriesChoice>,
    /// Events that run.
    pub events: Vec<EventChoice>,
    /// Whether this person writes lines.
    pub can_write: bool,
    /// Whether this person gives customers to consultants.
    pub can_assign: bool,
    /// Whether this person looks lines over.
    pub can_check: bool,
}

/// How many lines have customers of a grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineGrade {
    /// The grade; none for visitors without a file.
    pub grade: Option<Grade>,
    /// How many.
    pub count: u32,
}

/// Somebody who may take turns with visitors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DutyRow {
    /// Who.
    pub staff: StaffName,
    /// Whose turn it is, 1 first; none off duty.
    pub turn: Option<u32>,
    /// Has a visitor who has not left.
    pub is_busy: bool,
    /// Visitors given today.
    pub served: u32,
}

/// A chore of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChoreRow {
    /// Which.
    pub chore: Chore,
    /// Who did it; none where nobody has yet.
    pub by: Option<StaffName>,
    /// When.
    pub at: Option<Instant>,
}

/// A visitor in several lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DoubledVisitor {
    /// The customer; none where their file is not on this device.
    pub customer: Option<CustomerRow>,
    /// The lines, oldest first.
    pub lines: Vec<LineId>,
    /// Whether this person may decide.
    pub can_settle: bool,
}

/// A value of the day's log that two devices wrote apart, with names for ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineClash {
    /// As it stands in the file.
    pub clash: Clash,
    /// The line, where it is about one.
    pub line: Option<LineId>,
    /// People whose ids stand among the values.
    pub names: Vec<StaffName>,
}

/// One arrival or call as this person may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LineRow {
    /// The day.
    pub day: Date,
    /// Its place in the day's log.
    pub id: LineId,
    /// How they came.
    pub came_by: CameBy,
    /// Whether they stand in the showroom.
    pub is_in_store: bool,
    /// When they came.
    pub in_at: Instant,
    /// When they left.
    pub out_at: Option<Instant>,
    /// How long they stayed, in minutes.
    pub stayed_minutes: Option<i64>,
    /// Their how many-th visit.
    pub visit_count: Option<u32>,
    /// How many came together.
    pub party_size: Option<u32>,
    /// What for.
    pub purpose: Purpose,
    /// What they look at.
    pub interests: Vec<Interest>,
    /// What they asked about.
    pub enquiry: String,
    /// Whether a way to reach them was left.
    pub contact: Option<ContactLeft>,
    /// How often they were asked for it.
    pub asked: Option<u32>,
    /// How it ended.
    pub result: Option<VisitResult>,
    /// How far the purchase is.
    pub stage: Option<Stage>,
    /// Remark.
    pub remark: String,
    /// The event that brought them.
    pub event: Option<EventChoice>,
    /// Where the visitor stands.
    pub state: LineState,
    /// The consultant.
    pub consultant: Option<StaffName>,
    /// Why them.
    pub chosen_by: Option<ChosenBy>,
    /// When they were given.
    pub assigned_at: Option<Instant>,
    /// When the consultant had them.
    pub accepted_at: Option<Instant>,
    /// Whether it waits for the word of the person at this device.
    pub is_mine_to_accept: bool,
    /// Whom to give them to, the best first; empty where somebody has them or they do not mean to buy.
    pub proposals: Vec<ConsultantProposal>,
    /// Whether there is a customer file.
    pub has_file: bool,
    /// The customer; none where there is no file or it is not on this device.
    pub customer: Option<CustomerRow>,
    /// Follow-ups done for that customer.
    pub follow_ups: u32,
    /// Who entered it.
    pub entered_by: StaffName,
    /// When.
    pub entered_at: Instant,
    /// How many minutes after the arrival, where that was late.
    pub late_minutes: Option<i64>,
    /// Fields that should be filled in.
    pub missing: Vec<MissingPart>,
    /// What looks wrong.
    pub doubts: Vec<LineDoubt>,
    /// What was corrected.
    pub corrections: Vec<CorrectionRow>,
    /// Who looked it over.
    pub confirmed_by: Option<StaffName>,
    /// Another line counts this visitor.
    pub same_as: Option<LineId>,
}

/// What a line lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MissingPart {
    /// A field.
    Field(LineField),
    /// What they look at.
    Interest,
    /// A consultant.
    Consultant,
    /// When and how it ended.
    Ending,
}

/// What a line said before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CorrectionRow {
    /// Which field.
    pub field: LineField,
    /// What it said, ids and numbers as they are written.
    pub was: String,
    /// When.
    pub at: Instant,
    /// Who corrected it.
    pub by: StaffName,
}

/// A consultant to give a visitor to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConsultantProposal {
    /// Who.
    pub staff: StaffName,
    /// Why.
    pub chosen_by: ChosenBy,
    /// Has another visitor at the moment.
    pub is_busy: bool,
}
