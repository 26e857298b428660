//! Who came, and what is done about it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    super::{
        capture::NewConsent,
        common::{CustomerRow, Touched, Warning},
        work::Settled,
    },
    ConsultantProposal,
};
use crate::{
    clock::{Date, Instant},
    domain::{
        customer::{InformationSource, Sex, Source},
        opportunity::{Grade, Stage},
        phone::PhoneNumber,
        reception::{CameBy, Chore, ContactLeft, LineField, Purpose, VisitResult},
    },
    ids::{CatalogueId, DraftId, FileId, InterestId, LineId, StaffId, UndoId},
};

/// Asks who somebody is: a phone, the end of one, a plate or a name, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct IdentifyVisitor {
    /// As typed so far.
    pub typed: String,
}

/// Who that may be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct VisitorIdentified {
    /// What was typed.
    pub kind: TypedKind,
    /// The number, where it is a whole one.
    pub number: Option<PhoneNumber>,
    /// Who it may be, at most 8.
    pub known: Vec<KnownVisitor>,
    /// Whether the store perhaps knows the number although no file here has it.
    pub perhaps: bool,
    /// Whom to give a new visitor to, the best first.
    pub proposals: Vec<ConsultantProposal>,
}

/// What somebody typed into the one box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TypedKind {
    /// Nothing yet.
    Nothing,
    /// A whole phone number.
    Phone,
    /// Some digits: of a phone or a plate.
    Digits,
    /// A plate.
    Plate,
    /// A name: two people may have the same, so it is a hint only.
    Name,
}

/// A customer who may be the visitor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct KnownVisitor {
    /// The customer.
    pub customer: CustomerRow,
    /// Whether it is certain: the whole phone or plate is the same.
    pub is_certain: bool,
    /// How often they were in the store.
    pub visits: u32,
    /// The last day they came or called.
    pub last_visit_on: Option<Date>,
    /// The line of the visit that is not over, if they are in the house.
    pub here: Option<LineId>,
    /// Whom to give them to, the best first.
    pub proposals: Vec<ConsultantProposal>,
}

/// A visitor of whom a customer file is opened.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct NewVisitor {
    /// Number as typed; may be empty where a plate or a name with a refusal stands.
    pub phone: String,
    /// Name, may be empty.
    pub name: String,
    /// 先生/女士
    pub sex: Option<Sex>,
    /// Plate of the car they came in, may be empty.
    #[serde(default)]
    pub plate: String,
    /// Asked for a number and refused.
    pub contact_refused: bool,
    /// How soon they mean to buy.
    pub grade: Option<Grade>,
    /// Where they come from, in the store's words; none as they came.
    #[serde(default)]
    #[ts(as = "Option<String>")]
    pub source: Option<Source>,
    /// How they heard of us.
    pub information_source: Option<InformationSource>,
    /// The customer who sent them.
    pub referrer: Option<FileId>,
    /// What they agreed to; at most 8.
    #[serde(default)]
    pub consents: Vec<NewConsent>,
}

/// Writes an arrival or call down.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LogArrival {
    /// How they came.
    pub came_by: CameBy,
    /// When; now if none. The line goes into that day's log.
    pub in_at: Option<Instant>,
    /// When they left, for a line entered afterwards.
    pub out_at: Option<Instant>,
    /// Their how many-th visit; of known customers the log tells it.
    pub visit_count: Option<u32>,
    /// How many came together.
    pub party_size: Option<u32>,
    /// What for.
    pub purpose: Purpose,
    /// Series and models.
    pub interests: Vec<CatalogueId>,
    /// What they asked about.
    pub enquiry: String,
    /// Whether a way to reach them was left; told by the file where there is one.
    pub contact: Option<ContactLeft>,
    /// How often they were asked for it.
    pub asked: Option<u32>,
    /// How it ended, for a line entered afterwards.
    pub result: Option<VisitResult>,
    /// How far the purchase is.
    pub stage: Option<Stage>,
    /// Remark.
    pub remark: String,
    /// The event that brought them.
    pub event: Option<FileId>,
    /// The customer they are.
    pub customer: Option<FileId>,
    /// Or the customer to open a file of.
    pub visitor: Option<NewVisitor>,
    /// The consultant; none puts them into the queue.
    pub consultant: Option<StaffId>,
    /// Makes a second call with the same value answer like the first instead of writing a second line.
    pub request: Option<DraftId>,
}

/// A line that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LineSaved {
    /// The day's log.
    pub file: FileId,
    /// What changed.
    pub touched: Touched,
    /// How to undo it; none where it cannot be.
    pub undo: Option<UndoId>,
    /// What the person should know.
    pub warnings: Vec<Warning>,
    /// The day.
    pub day: Date,
    /// The line.
    pub line: LineId,
    /// The customer file that was opened or linked.
    pub customer: Option<FileId>,
}

/// Names one line.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct OneLine {
    /// The day.
    pub day: Date,
    /// Which.
    pub line: LineId,
}

/// Changes a line; all changes are kept together or none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EditLine {
    /// The day.
    pub day: Date,
    /// Which.
    pub line: LineId,
    /// What to change.
    pub changes: Vec<LineChange>,
}

/// One thing to change in a line.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum LineChange {
    /// A field; an empty text clears it. Instants as milliseconds.
    Field {
        /// Which.
        field: LineField,
        /// The text.
        value: String,
    },
    /// Another series or model.
    AddInterest {
        /// Of the catalogue.
        catalogue: CatalogueId,
    },
    /// One less.
    RemoveInterest {
        /// Which.
        id: InterestId,
    },
    /// Of a value that two devices wrote apart, keeps this one.
    Settle(Settled),
}

/// Opens or links the customer file of a visitor who left a name, number or plate later.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LinkVisitor {
    /// The day.
    pub day: Date,
    /// Which line.
    pub line: LineId,
    /// The customer they are.
    pub customer: Option<FileId>,
    /// Or the customer to open a file of.
    pub visitor: Option<NewVisitor>,
}

/// Gives a visitor to a consultant.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AssignLine {
    /// The day.
    pub day: Date,
    /// Which.
    pub line: LineId,
    /// To whom; none puts them back into the queue.
    pub consultant: Option<StaffId>,
}

/// Sees a visitor out.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LeaveLine {
    /// The day.
    pub day: Date,
    /// Which.
    pub line: LineId,
    /// How it ended.
    pub result: VisitResult,
    /// When; now if none.
    pub at: Option<Instant>,
}

/// Of a visitor in several lines this line counts, and its consultant keeps them.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct KeepVisitor {
    /// The day.
    pub day: Date,
    /// The line to keep.
    pub line: LineId,
}

/// Puts people on or off duty for a day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetDuty {
    /// The day.
    pub day: Date,
    /// Who is on duty, in the order of the day's list; everyone else is off.
    pub on: Vec<StaffId>,
}

/// Says which of the values counts that two desks wrote apart for somebody's turn on a day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SettleDuty {
    /// The day.
    pub day: Date,
    /// Whose turn.
    pub staff: StaffId,
    /// The value to keep, as it was told.
    pub value: String,
}

/// Ticks a chore of the desk, or takes the tick away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TickChore {
    /// The day.
    pub day: Date,
    /// Which.
    pub chore: Chore,
    /// Whether it is done.
    pub done: bool,
}
