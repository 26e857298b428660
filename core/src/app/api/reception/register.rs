//! Lines of many days: the register, the specialist's list, the figures.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    super::{capture::EventChoice, common::StaffName},
    LineGrade, LineRow,
};
use crate::{
    clock::Date,
    domain::{
        opportunity::Grade,
        reception::{CameBy, ContactLeft, VisitResult},
    },
    ids::{FileId, StaffId},
    reports::footfall::Figures,
};

/// Conditions of the register; all that are given must hold.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LineFilter {
    /// From this day on.
    pub from: Date,
    /// Up to and with this day.
    pub upto: Date,
    /// Of this consultant.
    #[serde(default)]
    pub consultant: Option<StaffId>,
    /// Came so.
    #[serde(default)]
    pub came_by: Option<CameBy>,
    /// Means to buy, or not.
    #[serde(default)]
    pub is_intending: Option<bool>,
    /// Ended so.
    #[serde(default)]
    pub result: Option<VisitResult>,
    /// First visit, or a later one.
    #[serde(default)]
    pub is_first: Option<bool>,
    /// Left a way to reach them, or refused.
    #[serde(default)]
    pub contact: Option<ContactLeft>,
    /// Has a customer file, or none.
    #[serde(default)]
    pub has_file: Option<bool>,
    /// Looked at this series or model, by name.
    #[serde(default)]
    pub series: Option<String>,
    /// Was brought by this event.
    #[serde(default)]
    pub event: Option<FileId>,
    /// Customers of this grade.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// Lines that need looking at.
    #[serde(default)]
    pub need: Option<LineNeed>,
}

/// Why a line should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineNeed {
    /// Something is missing.
    Incomplete,
    /// Something looks wrong.
    Doubtful,
    /// It came late.
    Late,
    /// Any of these.
    Any,
}

/// Asks for a page of the register.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AskLines {
    /// Which.
    pub filter: LineFilter,
    /// How many to skip.
    pub offset: u32,
    /// How many to give, at most 200.
    pub limit: u32,
}

/// A page of the register, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LineList {
    /// How many there are in all.
    pub total: u32,
    /// The rows.
    pub rows: Vec<LineRow>,
    /// Whether this person may write them to a file.
    pub can_export: bool,
    /// Whether this person looks lines over.
    pub can_check: bool,
}

/// Asks for the register as a table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExportLines {
    /// Which.
    pub filter: LineFilter,
}

/// Asks what some days add up to.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AskFootfall {
    /// From this day on.
    pub from: Date,
    /// Up to and with this day.
    pub upto: Date,
    /// Of one consultant.
    pub consultant: Option<StaffId>,
}

/// What some days add up to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct FootfallReport {
    /// All of it.
    pub all: Figures,
    /// Per day, the oldest first.
    pub days: Vec<DayFigures>,
    /// Per consultant, who had most first.
    pub consultants: Vec<ConsultantFigures>,
    /// Per way of coming.
    pub ways: Vec<WayFigures>,
    /// Per event that brought somebody.
    pub events: Vec<EventFigures>,
    /// Per series or model looked at, the most wanted first.
    pub series: Vec<SeriesFigures>,
    /// Lines per grade.
    pub grades: Vec<LineGrade>,
    /// A line entered within so many minutes is timely.
    pub timely_minutes: i64,
    /// Whether they are of this person's work only, whatever was asked.
    pub own_only: bool,
}

/// A day's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DayFigures {
    /// The day.
    pub day: Date,
    /// Its figures.
    pub figures: Figures,
}

/// A consultant's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConsultantFigures {
    /// Who; none for visitors given to nobody.
    pub staff: Option<StaffName>,
    /// Their figures.
    pub figures: Figures,
}

/// Figures of a way of coming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WayFigures {
    /// Which.
    pub came_by: CameBy,
    /// Its figures.
    pub figures: Figures,
}

/// An event's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventFigures {
    /// Which.
    pub event: EventChoice,
    /// Its figures.
    pub figures: Figures,
}

/// Figures of a series or model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeriesFigures {
    /// Its name.
    pub name: String,
    /// Its figures.
    pub figures: Figures,
}
