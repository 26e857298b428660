//! The customer list, the customer file and everything that can be edited in it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use super::customer_list::{CustomerFilter, CustomerList, CustomerSort, ListCustomers, Need};
use super::{
    about::About,
    common::{CustomerRow, StaffName},
};
use crate::{
    app::masking::Shown,
    clock::Date,
    domain::{
        contact::ContactRole,
        customer::{ConsentPurpose, CustomerField, CustomerFile, EntryKind, Place, PrivateField, PrivateFile, Source},
        follow_up::{Outcome, Way},
        opportunity::{InterestKind, OpportunityField},
        profile::{Expectation, Mood, TagGroup, Topic},
        relation::Relation,
    },
    ids::{CatalogueId, ConsentId, ContactId, DeviceId, FileId, FollowUpId, InterestId, OpportunityId, PhoneId, StaffId},
};

/// Names one file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct OneFile {
    /// Which.
    pub file: FileId,
}

/// Everything the file page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CustomerPage {
    /// The file as this person may see it.
    #[ts(as = "CustomerFile")]
    pub customer: Shown<CustomerFile>,
    /// Whether its phones are masked: `unmask` shows them in full.
    pub masked: bool,
    /// Its private part, identity and licence numbers masked; none where this person may not have it or nothing was written.
    #[ts(as = "Option<PrivateFile>")]
    pub private: Option<Shown<PrivateFile>>,
    /// Who looks after it.
    pub owner: Option<StaffName>,
    /// Names of everyone the file mentions.
    pub names: Vec<StaffName>,
    /// The customer who referred this one, if that file is on this device.
    pub referrer: Option<CustomerRow>,
    /// Files that share a phone with this one.
    pub duplicates: Vec<CustomerRow>,
    /// What follows from the file: relation, classes, referrals, what is still to be asked.
    pub about: About,
    /// What others wrote who had the file, and not any more when it came: oldest first.
    pub around_hand_over: Vec<AroundHandOver>,
    /// How many changes of it still wait to be sent.
    pub waiting: u32,
    /// Whether this person may write in it.
    pub can_edit: bool,
    /// Whether this person may read and write the private part.
    pub can_edit_private: bool,
    /// Whether this person may give it to someone else.
    pub can_assign: bool,
    /// Names of events it mentions.
    pub events: Vec<super::capture::EventChoice>,
    /// The files that are shown as this one customer, the one it is named by first; empty where it is one file.
    pub joined: Vec<super::trust::JoinedFile>,
    /// Whether this person's comment on a follow-up would count.
    pub can_comment: bool,
    /// How likely the open purchases are won.
    pub odds: Vec<super::follow_ups::Odds>,
    /// Open follow-ups whose result may hold what an owner said: the return visits (S7).
    pub return_visits: Vec<FollowUpId>,
    /// How often each person followed the customer up, the most first (F6).
    pub followed: Vec<super::follow_ups::FollowUpTally>,
    /// Whether this person decides on lost purchases.
    pub can_judge_losses: bool,
    /// Whether this person may join it with another file, or split it.
    pub can_join: bool,
    /// Whether its erasure was requested and is not decided.
    pub erasure_requested: bool,
    /// Whether this person may request its erasure.
    pub can_request_erasure: bool,
}

/// A change that was made around a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AroundHandOver {
    /// Who made it.
    pub author: StaffName,
    /// What it said.
    pub rows: Vec<super::late::FieldRow>,
}

/// Changes a customer file; all edits are saved together or none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EditCustomer {
    /// Which.
    pub file: FileId,
    /// What.
    pub edits: Vec<CustomerChange>,
}

/// One change to a customer file as the interface says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum CustomerChange {
    /// Writes a plain field; empty clears it.
    Field {
        /// Which.
        field: CustomerField,
        /// The text.
        value: String,
    },
    /// Writes a private field; empty clears it.
    PrivateField {
        /// Which.
        field: PrivateField,
        /// The text.
        value: String,
    },
    /// Adds a phone.
    AddPhone {
        /// As typed.
        typed: String,
        /// Whose or what it is.
        label: String,
        /// The contact person whose number it is; none for the customer's own.
        #[serde(default)]
        #[ts(optional)]
        contact: Option<ContactId>,
    },
    /// Corrects a phone.
    Phone {
        /// Which.
        id: PhoneId,
        /// As typed.
        typed: String,
        /// Whose or what it is.
        label: String,
    },
    /// Removes a phone.
    RemovePhone {
        /// Which.
        id: PhoneId,
    },
    /// Marks the phone to call first.
    MainPhone {
        /// Which.
        id: PhoneId,
    },
    /// Adds a contact person, with a number where one was left.
    AddContact {
        /// Their name.
        name: String,
        /// Who they are to the customer.
        relation: String,
        /// What they are in the purchase.
        roles: Vec<ContactRole>,
        /// 备注
        remark: String,
        /// A number as typed; may be empty.
        phone: String,
    },
    /// Corrects a contact person.
    Contact {
        /// Which.
        id: ContactId,
        /// Their name.
        name: String,
        /// Who they are to the customer.
        relation: String,
        /// What they are in the purchase.
        roles: Vec<ContactRole>,
        /// 备注
        remark: String,
    },
    /// Removes a contact person with their numbers.
    RemoveContact {
        /// Which.
        id: ContactId,
    },
    /// Puts a tag on, or takes it off.
    Tag {
        /// What it is about.
        group: TagGroup,
        /// The word.
        word: String,
        /// Whether it is on.
        on: bool,
    },
    /// Says by hand what the relation is; none gives the word back to the rules.
    Relation {
        /// What it is.
        relation: Option<Relation>,
        /// Why.
        reason: String,
    },
    /// Adds a consent.
    AddConsent {
        /// What for.
        purpose: ConsentPurpose,
        /// Version of the wording shown.
        wording: String,
        /// `signature`, `tick`, `spoken`.
        way: String,
    },
    /// Withdraws a consent.
    WithdrawConsent {
        /// Which.
        id: ConsentId,
    },
    /// Opens one more opportunity.
    AddOpportunity {
        /// How the customer came this time; who bought before comes by 续购 (C23).
        #[serde(default)]
        #[ts(optional)]
        source: Option<Source>,
    },
    /// Writes a field of an opportunity; empty clears it. Budgets as said, stage and grade leave a line on the timeline.
    Opportunity {
        /// Which.
        opportunity: OpportunityId,
        /// Which field.
        field: OpportunityField,
        /// The text.
        value: String,
    },
    /// Adds a catalogue entry to an opportunity.
    AddInterest {
        /// Which.
        opportunity: OpportunityId,
        /// The entry.
        catalogue: CatalogueId,
    },
    /// Adds a model or competitor in words.
    NameInterest {
        /// Which.
        opportunity: OpportunityId,
        /// What it is.
        kind: InterestKind,
        /// Its name.
        name: String,
    },
    /// Takes an interest away.
    RemoveInterest {
        /// Which opportunity.
        opportunity: OpportunityId,
        /// Which interest.
        id: InterestId,
    },
    /// Writes a line on the timeline.
    Note {
        /// What kind.
        kind: EntryKind,
        /// What was said or done.
        text: String,
        /// How the customer was (C17).
        #[serde(default)]
        #[ts(optional)]
        mood: Option<Mood>,
        /// What they had expected against what they got (C18).
        #[serde(default)]
        #[ts(optional)]
        expectation: Option<Expectation>,
        /// What of the person it tells (C30).
        #[serde(default)]
        #[ts(optional)]
        topic: Option<Topic>,
        /// How a contact went (F9).
        #[serde(default)]
        #[ts(optional)]
        outcome: Option<Outcome>,
    },
    /// Plans a follow-up.
    PlanFollowUp {
        /// About which purchase.
        opportunity: Option<OpportunityId>,
        /// How.
        way: Way,
        /// What for.
        aim: String,
        /// When.
        due_on: Date,
    },
    /// Moves a follow-up to another date or way.
    MoveFollowUp {
        /// Which.
        id: FollowUpId,
        /// New date, if it changes.
        due_on: Option<Date>,
        /// New way, if it changes.
        way: Option<Way>,
        /// New aim, if it changes.
        aim: Option<String>,
    },
    /// Takes a planned follow-up away.
    RemoveFollowUp {
        /// Which.
        id: FollowUpId,
    },
    /// Of a value that two devices wrote apart, keeps this one.
    Settle {
        /// Which register.
        place: Place,
        /// The value to keep.
        value: String,
    },
}

/// Gives files to a person, or to the pool.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AssignFiles {
    /// Which.
    pub files: Vec<FileId>,
    /// To whom; none for the pool.
    pub owner: Option<StaffId>,
}

/// Two files with the same phone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DuplicatePair {
    /// The number both have, as this person may see it.
    #[ts(as = "String")]
    pub phone: Shown<String>,
    /// Whether it is masked.
    pub masked: bool,
    /// One file.
    pub a: CustomerRow,
    /// The other.
    pub b: CustomerRow,
}

/// Who wrote a value of a clash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Writer {
    /// The device.
    pub device: DeviceId,
    /// Name of its owner.
    pub staff_name: String,
}
