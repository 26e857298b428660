//! What is done on the way from booking to feedback.

use super::TestDriveRefused;
use crate::{
    clock::Date,
    domain::{
        booking::BookingState,
        customer::PrivateField,
        edit::{Edit, PrivateEdit},
        sales_edit::{BookingEdit, SalesEdit},
        signature::Signature,
        test_drive::{
            Agreement, AgreementWay, DriveWay, LicenceCheck, LicenceKind, Preparation, Prepared, Reading, TestDrive,
            TestDriveField, TestDriveState, TestDriveStep,
        },
    },
    ops::{
        Author,
        presentation::sales,
        text::{LINE, PARAGRAPH, clean},
    },
};

/// No car has driven farther.
const MOST_KM: i64 = 2_000_000;
/// No test drive is longer, in kilometres; a longer one is doubtful.
const LONG_KM: i64 = 200;

/// One thing done, as people tell it.
#[derive(Debug, Clone)]
pub enum Step {
    /// Writes way, route, reaction or feedback; empty clears it.
    Field(TestDriveField, String),
    /// The licence was looked at; its number goes into the private part, empty where it was not noted.
    Licence {
        /// What it allows.
        kind: LicenceKind,
        /// The last day it is valid.
        valid_until: Option<Date>,
        /// Its number.
        number: String,
    },
    /// The agreement was signed.
    Agreement {
        /// How.
        way: AgreementWay,
        /// Version of the wording.
        wording: String,
        /// The strokes, where it was drawn.
        strokes: Option<String>,
    },
    /// These points were found ready.
    Prepared(Vec<Preparation>),
    /// The car left with this mileage.
    Out(i64),
    /// It came back with this one.
    Back(i64),
}

/// What is doubtful about a step that is kept all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The licence is no longer valid.
    LicenceExpired,
    /// Nobody signed the agreement yet.
    NoAgreement,
    /// The odometer said more before.
    MileageBelowLast,
    /// Far for a test drive.
    LongWay,
}

/// What a step writes.
#[derive(Debug, Default)]
pub struct Done {
    /// Into the customer's file or its private part.
    pub customer: Vec<Edit>,
    /// Into the log of its day.
    pub day: Vec<Edit>,
    /// What is doubtful about it.
    pub doubts: Vec<Doubt>,
}

/// The edits of a step. `last_km` is what the car's odometer said last, as far as this device knows.
///
/// # Errors
/// See [`TestDriveRefused`].
pub fn step(author: &Author, drive: &TestDrive, done: &Step, last_km: Option<i64>) -> Result<Done, TestDriveRefused> {
    let only = |edit: SalesEdit| Done { customer: vec![sales(edit)], ..Done::default() };
    let noted = |step: TestDriveStep| only(SalesEdit::StepTestDrive(drive.id, step));
    match done {
        Step::Field(field, text) => {
            let limit = if *field == TestDriveField::Feedback { PARAGRAPH } else { LINE };
            let text = clean(text, limit)?;
            let value = (!text.is_empty()).then_some(text);
            Ok(only(SalesEdit::SetTestDrive(drive.id, field.clone(), value)))
        }
        Step::Licence { kind, valid_until, number } => licence(author, drive, kind, *valid_until, number),
        Step::Agreement { way, wording, strokes } => {
            let strokes = match (way, strokes) {
                (AgreementWay::Drawn, drawn) => {
                    let drawn = drawn.as_deref().unwrap_or_default();
                    Some(Signature::parse(drawn).map_err(|_| TestDriveRefused::BadSignature)?)
                }
                _ => None,
            };
            let wording = clean(wording, LINE)?;
            let agreement = Agreement { way: way.clone(), wording, strokes, at: author.now(), by: author.staff };
            Ok(noted(TestDriveStep::Agreement(agreement)))
        }
        Step::Prepared(points) => {
            let mut points = points.clone();
            points.sort();
            points.dedup();
            let prepared = Prepared { points, at: author.now(), by: author.staff };
            Ok(noted(TestDriveStep::Prepared(prepared)))
        }
        Step::Out(km) => out(author, drive, *km, last_km),
        Step::Back(km) => back(author, drive, *km),
    }
}

type Steps = Result<Done, TestDriveRefused>;

fn licence(author: &Author, drive: &TestDrive, kind: &LicenceKind, valid_until: Option<Date>, number: &str) -> Steps {
    let check = LicenceCheck { kind: kind.clone(), valid_until, at: author.now(), by: author.staff };
    let mut edits = vec![sales(SalesEdit::StepTestDrive(drive.id, TestDriveStep::Licence(check)))];
    let number = clean(number, LINE)?;
    if !number.is_empty() {
        edits.push(Edit::Private(PrivateEdit::SetField(PrivateField::DrivingLicence, Some(number))));
    }
    let doubt = valid_until.filter(|until| *until < author.world.today()).map(|_| Doubt::LicenceExpired);
    Ok(Done { customer: edits, day: Vec::new(), doubts: doubt.into_iter().collect() })
}

fn out(author: &Author, drive: &TestDrive, km: i64, last_km: Option<i64>) -> Steps {
    if !matches!(drive.state(), TestDriveState::Booked | TestDriveState::Out) {
        return Err(TestDriveRefused::TooLate);
    }
    let today = author.world.today();
    let is_valid = |check: &LicenceCheck| check.valid_until.is_none_or(|until| until >= today);
    if drive.way != DriveWay::Ride && !drive.licence.as_ref().is_some_and(is_valid) {
        return Err(TestDriveRefused::NeedsLicence);
    }
    let reading = reading(author, km)?;
    let doubts = [
        (drive.agreement.is_none(), Doubt::NoAgreement),
        (drive.out.is_none() && last_km.is_some_and(|last| km < last), Doubt::MileageBelowLast),
    ];
    let day =
        vec![Edit::Booking(BookingEdit::SetState(drive.id, BookingState::Out)), Edit::Booking(BookingEdit::SetOut(drive.id, km))];
    let customer = vec![sales(SalesEdit::StepTestDrive(drive.id, TestDriveStep::Out(reading)))];
    let doubts = doubts.into_iter().filter(|(is_so, _)| *is_so).map(|(_, doubt)| doubt).collect();
    Ok(Done { customer, day, doubts })
}

fn back(author: &Author, drive: &TestDrive, km: i64) -> Steps {
    let Some(left) = &drive.out else { return Err(TestDriveRefused::NotOut) };
    let reading = reading(author, km)?;
    let driven = km.saturating_sub(left.mileage_km);
    if driven < 0 {
        return Err(TestDriveRefused::MileageBackwards);
    }
    let day = vec![
        Edit::Booking(BookingEdit::SetState(drive.id, BookingState::Back)),
        Edit::Booking(BookingEdit::SetBack(drive.id, km)),
    ];
    let customer = vec![sales(SalesEdit::StepTestDrive(drive.id, TestDriveStep::Back(reading)))];
    Ok(Done { customer, day, doubts: if driven > LONG_KM { vec![Doubt::LongWay] } else { Vec::new() } })
}

fn reading(author: &Author, km: i64) -> Result<Reading, TestDriveRefused> {
    if (0..=MOST_KM).contains(&km) {
        Ok(Reading { mileage_km: km, at: author.now(), by: author.staff })
    } else {
        Err(TestDriveRefused::BadMileage)
    }
}
