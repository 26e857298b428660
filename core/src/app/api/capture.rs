//! Quick capture and drafts.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::StaffName;
use crate::{
    app::masking::Shown,
    clock::{Date, Instant},
    domain::{
        customer::{ConsentPurpose, InformationSource, Sex, Source},
        opportunity::{Grade, InterestKind},
        phone::PhoneNumber,
    },
    ids::{CatalogueId, DraftId, FileId},
};

/// Captures a lead: one customer file with one opportunity and its first follow-up.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct CaptureLead {
    /// Numbers as typed, the main one first; may be empty.
    pub phones: Vec<String>,
    /// 客户名称, may be empty.
    pub name: String,
    /// 先生/女士
    pub sex: Option<Sex>,
    /// 不愿留电话
    pub contact_refused: bool,
    /// The event at which it was caught.
    pub event: Option<FileId>,
    /// Series or models chosen from the catalogue.
    pub interests: Vec<CatalogueId>,
    /// Models named that the catalogue does not hold, and competitors.
    pub named: Vec<NamedInterest>,
    /// 意向级别; `N` where none was given.
    pub grade: Option<Grade>,
    /// 客户来源; `event` where an event is given.
    #[ts(as = "Option<String>")]
    pub source: Option<Source>,
    /// 信息来源
    pub information_source: Option<InformationSource>,
    /// Budget as said: `45万`, `45W`, `450000`; may be empty.
    pub budget: String,
    /// When the customer means to buy.
    pub purchase_on: Option<Date>,
    /// Date of the next follow-up; by the store's rules where none is given.
    pub next_follow_up_on: Option<Date>,
    /// 备注
    pub remark: String,
    /// What the customer agreed to while the lead was taken; at most 8.
    #[serde(default)]
    pub consents: Vec<NewConsent>,
    /// The draft to drop once this is saved.
    pub draft: Option<DraftId>,
    /// Makes a second call with the same value answer like the first instead of capturing twice.
    pub request: Option<DraftId>,
}

/// A consent given while a lead is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewConsent {
    /// What for.
    pub purpose: ConsentPurpose,
    /// Version of the wording shown.
    pub wording: String,
    /// `signature`, `tick`, `spoken`.
    pub way: String,
}

/// A model or competitor named in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NamedInterest {
    /// What it is.
    pub kind: InterestKind,
    /// Its name.
    pub name: String,
}

/// What the capture screen is filled in with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CaptureDefaults {
    /// Events running today, this person's own first.
    pub events: Vec<EventChoice>,
    /// The six series most wanted at those events, else the catalogue's first.
    pub series: Vec<SeriesChoice>,
    /// Who will look after the lead.
    pub owner: StaffName,
    /// Date of the next follow-up per grade by the store's rules.
    pub next_follow_up_on: Vec<NextFollowUp>,
}

/// An event to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventChoice {
    /// Which.
    pub file: FileId,
    /// Its name.
    pub name: String,
}

/// A series to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeriesChoice {
    /// Which.
    pub id: CatalogueId,
    /// Its name.
    pub name: String,
}

/// When a file of this grade is followed up next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextFollowUp {
    /// The grade.
    pub grade: Grade,
    /// The date.
    pub on: Date,
}

/// Asks what a number is and who has it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CheckPhone {
    /// As typed so far.
    pub typed: String,
    /// A file to leave out, when editing it.
    pub except: Option<FileId>,
}

/// What a number is and which files on this device have it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PhoneCheck {
    /// What the number is.
    pub number: PhoneNumber,
    /// Files that have it: exact for a whole number, by beginning from 7 digits on. At most 5.
    pub known: Vec<KnownPhone>,
    /// Whether the store perhaps knows the number although no file here has it: wrong for one number in a thousand.
    pub perhaps: bool,
}

/// Asks the relay who has a number; so many times a day, and recorded.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LookUpPhone {
    /// As typed.
    pub typed: String,
}

/// Whether the store knows a number, and no more than who looks after that customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PhoneLookedUp {
    /// Whether a file has it.
    pub known: bool,
    /// Who looks after that file; none where nobody does.
    pub owner: Option<StaffName>,
}

/// A file that has a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct KnownPhone {
    /// The file.
    pub file: FileId,
    /// The customer's name.
    pub name: String,
    /// The number as this person may see it.
    #[ts(as = "String")]
    pub phone: Shown<String>,
    /// Whether it is masked.
    pub masked: bool,
    /// Who looks after it.
    pub owner: Option<StaffName>,
    /// When something was last done.
    pub last_contact_at: Option<Instant>,
    /// The contact person of that file whose number it is; none for the customer's own.
    pub person: Option<String>,
    /// Whether the whole number is the same.
    pub exact: bool,
}

/// Keeps what is typed. A draft lives on this device only.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveDraft {
    /// Which draft; the interface mints the id when a form is opened.
    pub id: DraftId,
    /// Which form, such as `capture`.
    pub form: String,
    /// The values as the form holds them, at most 64 KiB as JSON.
    #[ts(type = "unknown")]
    pub values: serde_json::Value,
}

/// A kept draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Draft {
    /// Which.
    pub id: DraftId,
    /// Which form.
    pub form: String,
    /// The values.
    #[ts(type = "unknown")]
    pub values: serde_json::Value,
    /// When it was last typed in.
    pub updated_at: Instant,
}

/// Drops a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DropDraft {
    /// Which.
    pub id: DraftId,
}
