//! Test drives, the calendar of the store's test cars, and the cars themselves.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::StaffName;
use crate::{
    app::masking::Shown,
    clock::Date,
    domain::{
        booking::{Booking, Slot},
        language::Language,
        test_car::TestCar,
        test_drive::{AgreementWay, CalledOff, DriveWay, LicenceKind, Preparation, TestDrive, TestDriveField, TestDriveState},
    },
    ids::{FileId, OpportunityId, StaffId, TestCarId, TestDriveId},
};

/// In which language an agreement is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AskTerms {
    /// Which.
    pub language: Language,
}

/// What a customer agrees to before a test drive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TestDriveTerms {
    /// How the file names the words that were shown.
    pub version: String,
    /// One by one.
    pub clauses: Vec<String>,
}

/// A test drive with its booking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TestDriveView {
    /// What the customer's file tells, as this person may see it.
    #[ts(as = "TestDrive")]
    pub drive: Shown<TestDrive>,
    /// Where it stands.
    pub state: TestDriveState,
    /// Car and time; none where the log of its day is not here.
    pub booking: Option<Booking>,
    /// The car's name.
    pub car: String,
    /// What the car's odometer said last, to begin with.
    pub last_km: Option<i64>,
    /// Others that have the car then.
    pub clashes: Vec<ClashingBooking>,
    /// What may be done with it now.
    pub acts: Vec<TestDriveAct>,
}

/// Something that may be done with a test drive now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TestDriveAct {
    /// Move it to another car or time.
    Move,
    /// Look at the licence.
    Licence,
    /// Have the agreement signed.
    Agreement,
    /// Check the preparation.
    Prepare,
    /// Let the car leave.
    Out,
    /// Take it back.
    Back,
    /// Write the feedback.
    Feedback,
    /// Call it off.
    CallOff,
    /// Take that back.
    Restore,
}

/// Another booking of the same car at the same time: when and who, never for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClashingBooking {
    /// Which.
    pub id: TestDriveId,
    /// When.
    pub slot: Slot,
    /// Who goes along.
    pub consultant: StaffName,
    /// Whether this one was booked first and the other has to be moved.
    pub was_first: bool,
}

/// Books a test car.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BookTestDrive {
    /// The customer file.
    pub file: FileId,
    /// For which purchase.
    pub opportunity: OpportunityId,
    /// Who drives.
    pub way: DriveWay,
    /// Along which road.
    pub route: String,
    /// Car and time.
    pub slot: AskSlot,
}

/// A car and a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AskSlot {
    /// Which car.
    pub car: TestCarId,
    /// On which day.
    pub on: Date,
    /// From this minute of the day.
    pub from: u16,
    /// Until this one.
    pub to: u16,
    /// Who goes along; none for whoever has it, else oneself.
    pub consultant: Option<StaffId>,
}

/// Moves a test drive to another car or time.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MoveTestDrive {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub id: TestDriveId,
    /// Car and time.
    pub slot: AskSlot,
}

/// Writes what was done in a test drive; all changes are kept together or none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EditTestDrive {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub id: TestDriveId,
    /// What.
    pub edits: Vec<TestDriveChange>,
}

/// One thing done in a test drive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum TestDriveChange {
    /// Writes a field; empty clears it.
    Field {
        /// Which.
        field: TestDriveField,
        /// The text.
        value: String,
    },
    /// The licence was looked at.
    Licence {
        /// What it allows.
        kind: LicenceKind,
        /// The last day it is valid.
        valid_until: Option<Date>,
        /// Its number, which goes into the private part; empty where it was not noted.
        number: String,
    },
    /// The agreement was signed.
    Agreement {
        /// How.
        way: AgreementWay,
        /// Version of the wording.
        wording: String,
        /// Strokes as `[[x,y,x,y]]`, where it was drawn.
        strokes: Option<String>,
    },
    /// These points were found ready.
    Prepared {
        /// Which.
        points: Vec<Preparation>,
    },
    /// The car left.
    Out {
        /// Its mileage.
        mileage_km: i64,
    },
    /// The car came back.
    Back {
        /// Its mileage.
        mileage_km: i64,
    },
    /// It did not take place.
    CallOff {
        /// Why.
        why: CalledOff,
        /// What was said.
        text: String,
    },
    /// It takes place after all.
    Restore {},
}

/// Asks for a day of the calendar.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AskCarDay {
    /// Which day.
    pub on: Date,
}

/// A day of the calendar of test cars.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CarDay {
    /// The day.
    pub on: Date,
    /// Today in the store.
    pub today: Date,
    /// One row per car that is driven or booked on the day.
    pub cars: Vec<CarRow>,
    /// Whether this person may book.
    pub can_book: bool,
}

/// A car and its bookings of a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CarRow {
    /// The car.
    pub car: TestCar,
    /// What its odometer said last.
    pub last_km: Option<i64>,
    /// Its bookings by time.
    pub bookings: Vec<CalendarBooking>,
}

/// A booking as the calendar shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CalendarBooking {
    /// The booking.
    pub booking: Booking,
    /// Who goes along.
    pub consultant: StaffName,
    /// Whose test drive it is, where that file is here.
    pub customer: Option<CalendarCustomer>,
    /// Others that have the car then.
    pub clashes: Vec<ClashingBooking>,
}

/// A customer as the calendar names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalendarCustomer {
    /// The file.
    pub file: FileId,
    /// The name.
    pub name: String,
    /// The purchase.
    pub opportunity: Option<OpportunityId>,
}

/// Bookings of one car at one time that this person sees, today and later.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BookingClashes {
    /// By day and time.
    pub rows: Vec<BookingClashRow>,
}

/// Two bookings of one car at one time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct BookingClashRow {
    /// The car's name.
    pub car: String,
    /// The one that was booked first.
    pub first: CalendarBooking,
    /// The one that was booked later.
    pub later: CalendarBooking,
    /// Whether it is this person who must move or give up the later one.
    pub must_decide: bool,
}

/// Adds or changes a test car.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveTestCar {
    /// Which; none adds one.
    pub id: Option<TestCarId>,
    /// 车牌号
    pub plate: String,
    /// 车型
    pub model: String,
    /// 里程
    pub mileage_km: Option<i64>,
    /// Whether it is no longer driven.
    pub retired: bool,
}
