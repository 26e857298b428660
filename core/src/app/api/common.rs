//! What several commands share.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    app::masking::Shown,
    clock::Instant,
    domain::{opportunity::Grade, opportunity::Stage},
    ids::{FileId, StaffId, UndoId},
    policy::FileKind,
};

/// A request or answer without content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// What a command or a sync changed; screens refetch exactly that.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Touched {
    /// Files whose content changed. At most 200; beyond that `everything` is set instead.
    pub files: Vec<TouchedFile>,
    /// So much changed that every list should be fetched again.
    pub everything: bool,
    /// The ledger changed: staff, roles, devices, assignments.
    pub ledger: bool,
    /// Drafts changed.
    pub drafts: bool,
    /// The audit log on this device grew.
    pub audit: bool,
}

/// One touched file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct TouchedFile {
    /// Which.
    pub file: FileId,
    /// Of what kind.
    pub kind: FileKind,
}

/// The answer of a command that changed something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Saved {
    /// The file that was changed or opened.
    pub file: FileId,
    /// What changed.
    pub touched: Touched,
    /// How to undo it; none where it cannot be.
    pub undo: Option<UndoId>,
    /// What the person should know, such as a doubtful number.
    pub warnings: Vec<Warning>,
}

/// What a person should know about what was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Warning {
    /// Which field.
    pub field: String,
    /// What about it.
    pub code: WarningCode,
}

/// What is doubtful about a value that was saved all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// Not a valid phone number; kept as typed.
    DoubtfulPhone,
    /// Another file on this device has the same number.
    PhoneKnown,
    /// The next follow-up is later than the store's rules allow for this grade.
    FollowUpLate,
    /// Who bought before and buys again comes by 续购; the opportunity says another source, or none (C23).
    RepurchaseSource,
    /// Sensitive data was written and the customer has not agreed to that (知情同意).
    NoConsent,
    /// The check digit of a VIN is not what the others ask for; cars made for Europe carry none.
    VinCheckDigit,
    /// The tenth sign of a VIN stands for no model year.
    VinYear,
    /// A plate of a special kind.
    UnusualPlate,
    /// No plate of any kind; kept as typed.
    DoubtfulPlate,
    /// A date that does not fit the others.
    DoubtfulDate,
    /// More came in than the order asks for, or more went back than came in.
    Overpaid,
    /// An identity number does not have 18 signs.
    IdentityLength,
    /// An identity number holds a sign that none does.
    IdentitySign,
    /// An identity number begins with no province.
    IdentityRegion,
    /// An identity number holds no possible date of birth.
    IdentityDate,
    /// The last sign of an identity number is not what the others ask for.
    IdentityCheckSign,
    /// The visitor was given to a consultant, but their customer file stays with whoever has it: a role that gives files
    /// has to.
    FileStays,
    /// The line came late into the log.
    EnteredLate,
    /// A visitor of this customer is in the house already.
    AlreadyHere,
    /// The booking begins in the past.
    BookingInPast,
    /// The licence is no longer valid.
    LicenceExpired,
    /// Nobody signed the agreement yet.
    NoAgreement,
    /// The odometer said more before.
    MileageBelowLast,
    /// Far for a test drive.
    LongWay,
    /// The total of the quotation is below zero.
    TotalBelowZero,
    /// More is taken off than the car costs.
    DiscountOverPrice,
    /// More is lent than is to be paid.
    LentTooMuch,
    /// The quotation is no longer valid.
    QuotationExpired,
}

/// A person on the staff, as shown beside records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StaffName {
    /// Who.
    pub id: StaffId,
    /// Their name; the id's first characters where the store file does not tell.
    pub name: String,
}

/// A customer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CustomerRow {
    /// The file.
    pub file: FileId,
    /// Name; empty where only a phone is known.
    pub name: String,
    /// `individual`, `company`, `batch`.
    pub kind: String,
    /// Main number as this person may see it; empty where none was left.
    #[ts(as = "String")]
    pub phone: Shown<String>,
    /// Whether it is masked: `unmask` shows it in full.
    pub masked: bool,
    /// Whether the customer refused to leave a number.
    pub contact_refused: bool,
    /// Source word, empty if unknown.
    pub source: String,
    /// Who looks after the file; none for the pool.
    pub owner: Option<StaffName>,
    /// The grade of the most recent open opportunity, else of the last one.
    pub grade: Option<Grade>,
    /// The stage of the same opportunity.
    pub stage: Option<Stage>,
    /// Names of series and models of interest of that opportunity.
    pub interests: Vec<String>,
    /// Its budget in fen.
    pub budget_fen: Option<i64>,
    /// The event at which it was caught.
    pub event: Option<FileId>,
    /// The next open follow-up's date.
    pub next_follow_up_on: Option<crate::clock::Date>,
    /// When something was last done for the customer.
    pub last_contact_at: Option<Instant>,
    /// When the file was opened.
    pub opened_at: Option<Instant>,
    /// Fields written differently by two devices.
    pub clashes: u32,
    /// Files that have one of the same phones.
    pub duplicates: u32,
    /// Whether the store must not call.
    pub do_not_call: bool,
    /// Free tags.
    pub tags: Vec<String>,
    /// Whether changes of this file still wait to be sent.
    pub waiting: bool,
}
