//! Edits: what a verb wants changed in a file, as small as it can be said. `document` writes them.
//!
//! An edit names one register or adds one entry. There is no edit that replaces a list or a map, because it would undo
//! what another device wrote at the same time.

mod order;

pub use order::OrderEdit;

use crate::{
    clock::{Date, Instant},
    domain::{
        contact::{Contact, ContactField},
        customer::{Consent, CustomerField, Entry, Place, PrivateField},
        delivery::CheckTemplate,
        event::EventField,
        follow_up::{FollowUp, FollowUpAnswer, FollowUpComment, FollowUpField, FollowUpResult},
        judgement::{Fleet, Judged},
        loss::{LossRequest, LossVerdict, Revival},
        opportunity::{Interest, Opportunity, OpportunityField},
        phone::PhoneNumber,
        profile::Tag,
        reception::{Assigned, Chore, Correction, Duty, Line, LineField, Stamp},
        rules::{ChoiceList, GradeRule, NumberRule},
        sales_edit::{BookingEdit, SalesEdit, TestCarEdit},
        store::{CatalogueNode, StoreField},
        vehicle::{CarWord, VehicleField},
        view::SavedView,
        workday::YearDays,
    },
    ids::{
        CatalogueId, ConsentId, ContactId, FileId, FollowUpId, InterestId, LineId, OpportunityId, OrderCarId, PhoneId, StaffId,
        ViewId,
    },
};

/// One change wanted in some file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "a handful per command, made and written at once")]
pub enum Edit {
    /// In a customer file.
    Customer(CustomerEdit),
    /// In the private part of a customer file.
    Private(PrivateEdit),
    /// In an event.
    Event(EventEdit),
    /// In a vehicle file.
    Vehicle(VehicleEdit),
    /// In the log of a day: what became of a car of the store.
    Car(CarEdit),
    /// In the store file.
    Store(StoreEdit),
    /// In a day's reception log.
    Reception(ReceptionEdit),
    /// Among the bookings of test cars that stand in a day's reception log.
    Booking(BookingEdit),
    /// Any file: of the values that two devices wrote apart, keep this one.
    Settle {
        /// The register.
        place: Place,
        /// The value to keep.
        value: String,
    },
}

/// One change wanted in a customer file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CustomerEdit {
    /// Stamps a new file.
    Open {
        /// When.
        at: Instant,
        /// By whom.
        by: StaffId,
    },
    /// Writes a plain field; `None` clears it.
    SetField(CustomerField, Option<String>),
    /// Adds a phone.
    AddPhone {
        /// Its id.
        id: PhoneId,
        /// The number.
        number: PhoneNumber,
        /// Whose or what it is.
        label: String,
    },
    /// Corrects a number.
    SetPhone {
        /// Which.
        id: PhoneId,
        /// The new number.
        number: PhoneNumber,
        /// The new label.
        label: String,
    },
    /// Takes a phone out of use; the entry stays, so that a colleague's correction is not lost.
    RemovePhone {
        /// Which.
        id: PhoneId,
        /// When.
        at: Instant,
    },
    /// Marks the number to call first.
    SetMainPhone(PhoneId),
    /// Adds a contact person.
    AddContact(Contact),
    /// Writes a field of a contact person.
    SetContact(ContactId, ContactField, String),
    /// Takes a contact person away; their numbers are taken away one by one.
    RemoveContact {
        /// Which.
        id: ContactId,
        /// When.
        at: Instant,
    },
    /// Adds a phone of a contact person.
    AddContactPhone {
        /// Its id.
        id: PhoneId,
        /// The number.
        number: PhoneNumber,
        /// Whose or what it is.
        label: String,
        /// The person's.
        contact: ContactId,
    },
    /// Puts a tag on, or takes it off.
    SetTag {
        /// Which.
        tag: Tag,
        /// Whether it is on.
        is_on: bool,
    },
    /// Writes a manager's decision whether the customer is a batch buyer.
    SetFleet(Fleet),
    /// Writes a manager's word on this file and another.
    Judge(Judged),
    /// Adds a consent.
    AddConsent(Consent),
    /// Withdraws a consent.
    WithdrawConsent {
        /// Which.
        id: ConsentId,
        /// When.
        at: Instant,
    },
    /// Adds an opportunity with all it holds.
    AddOpportunity(Opportunity),
    /// Writes a field of an opportunity; `None` clears it.
    SetOpportunity(OpportunityId, OpportunityField, Option<String>),
    /// Adds a series, model or competitor.
    AddInterest(OpportunityId, Interest),
    /// Takes an interest away.
    RemoveInterest {
        /// Of which opportunity.
        opportunity: OpportunityId,
        /// Which.
        id: InterestId,
        /// When.
        at: Instant,
    },
    /// Adds a follow-up.
    AddFollowUp(FollowUp),
    /// Changes an open follow-up.
    SetFollowUp(FollowUpId, FollowUpField, String),
    /// Writes the result, which finishes it.
    FinishFollowUp(FollowUpId, FollowUpResult),
    /// Writes a manager's comment; one without words takes it back.
    CommentFollowUp(FollowUpId, FollowUpComment),
    /// Answers a manager's comment.
    AnswerFollowUp(FollowUpId, FollowUpAnswer),
    /// Asks to give a purchase up.
    RequestLoss(OpportunityId, LossRequest),
    /// A manager's word on that.
    JudgeLoss(OpportunityId, LossVerdict),
    /// Works it again.
    Revive(OpportunityId, Revival),
    /// Takes a planned follow-up away.
    RemoveFollowUp {
        /// Which.
        id: FollowUpId,
        /// When.
        at: Instant,
    },
    /// Changes an order, a car of it or a payment.
    Order(OrderEdit),
    /// Adds a line to the timeline.
    AddEntry(Entry),
    /// Changes presentations, test drives or quotations.
    Sales(SalesEdit),
}

/// One change wanted in the private part of a customer file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PrivateEdit {
    /// Names the customer file it belongs to.
    About(FileId),
    /// Writes a field; `None` clears it.
    SetField(PrivateField, Option<String>),
}

/// One change wanted in a vehicle file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VehicleEdit {
    /// Writes a field; `None` clears it.
    SetField(VehicleField, Option<String>),
    /// Names an owner, and since when.
    SetOwner(FileId, Date),
    /// Writes how far the car had gone on a date, in km.
    SetMileage(Date, u32),
}

/// One change wanted in the log of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CarEdit {
    /// Names the day.
    Day(Date),
    /// What became of a car of an order.
    Say(OrderCarId, CarWord),
}

/// One change wanted in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventEdit {
    /// Writes a field; `None` clears it.
    SetField(EventField, Option<String>),
    /// Puts a person on the event's team.
    AddStaff(StaffId),
    /// Takes a person off it.
    RemoveStaff(StaffId),
}

/// One change wanted in the store file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreEdit {
    /// Writes a field; `None` clears it.
    SetField(StoreField, Option<String>),
    /// Writes the name of a person on the staff.
    SetStaffName(StaffId, String),
    /// Adds a catalogue node.
    AddCatalogueNode(CatalogueNode),
    /// Renames a node.
    RenameCatalogueNode(CatalogueId, String),
    /// Offers a node or no longer offers it.
    RetireCatalogueNode {
        /// Which.
        id: CatalogueId,
        /// Whether it is no longer offered.
        retired: bool,
    },
    /// Moves a node among its siblings.
    OrderCatalogueNode(CatalogueId, i64),
    /// Writes the guide price in fen; `None` clears it.
    PriceCatalogueNode(CatalogueId, Option<i64>),
    /// Writes a line of the list of checks before a hand-over.
    SetCheck(CheckTemplate),
    /// Writes the rule of a grade.
    SetGradeRule(GradeRule),
    /// Changes the test cars.
    TestCar(TestCarEdit),
    /// Writes a rule that is a number; `None` goes back to the default.
    SetNumberRule(NumberRule, Option<i64>),
    /// Writes one part of a line of a list that people choose from.
    SetChoice(ChoiceList, String, ChoicePart),
    /// Adds a saved view; where it stands already, it is written anew.
    AddView(SavedView),
    /// Takes a saved view away.
    RemoveView {
        /// Which.
        id: ViewId,
        /// When.
        at: Instant,
    },
    /// Puts a consultant on the rota at a place; `None` takes them off it.
    SetRotaPlace(StaffId, Option<i64>),
    /// Writes the sales target that holds from the month of this day on; `None` takes it away.
    SetSalesTarget(Date, Option<u32>),
    /// Writes a year's workdays; `None` goes back to the built-in ones.
    SetYear(i32, Option<YearDays>),
}

/// One part of a line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChoicePart {
    /// The store's own words; `None` goes back to the product's.
    Name(Option<String>),
    /// Its place.
    Order(i64),
    /// Whether it is no longer offered.
    Retired(bool),
    /// Hours until the first contact; `None` has no limit of its own.
    FirstContactHours(Option<i64>),
}

/// One change wanted in a day's reception log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceptionEdit {
    /// Says which day it is.
    Day(Date),
    /// Adds a line with all it holds.
    AddLine(Box<Line>),
    /// Writes a field of a line; `None` clears it.
    SetLine(LineId, LineField, Option<String>),
    /// Adds a series or model of interest.
    AddInterest(LineId, Interest),
    /// Takes one away.
    RemoveInterest(LineId, InterestId),
    /// Gives the visitor to a consultant; `None` puts them back into the queue.
    Assign(LineId, Option<Assigned>),
    /// The consultant takes the visitor over who was given to them at that instant.
    Accept(LineId, Stamp, Instant),
    /// Somebody looked a doubtful line over and found it right.
    Confirm(LineId, Stamp),
    /// Notes what a line said before somebody corrected it.
    Correct(LineId, Correction),
    /// Says that the line is of the visitor of another line; `None` says that it is not.
    SameAs(LineId, Option<LineId>),
    /// Takes a line out that should not be there; it stays in the file.
    RemoveLine {
        /// Which.
        id: LineId,
        /// When.
        at: Instant,
    },
    /// Who is on duty on this day, beside what the store's rota says; `None` says nothing of the day's own.
    SetDuty(StaffId, Option<Duty>),
    /// Ticks a chore of the desk; `None` takes the tick away.
    Tick(Chore, Option<Stamp>),
}
