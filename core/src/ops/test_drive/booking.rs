//! Takes a car for a test drive, moves it, gives it up.

use std::collections::BTreeMap;

use super::{Around, TestDriveRefused};
use crate::{
    clock::{Date, Instant},
    domain::{
        booking::{Booking, BookingState, DAY_MINUTES, Slot},
        customer::CustomerFile,
        edit::Edit,
        sales_edit::{BookingEdit, SalesEdit},
        test_drive::{CalledOff, DriveWay, NotHeld, TestDrive, TestDriveState, TestDriveStep},
    },
    ids::{OpportunityId, StaffId, TestCarId, TestDriveId},
    ops::{
        Author,
        opportunity::known,
        presentation::sales,
        text::{LINE, clean},
    },
};

/// A car and a time as people ask for them.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which car.
    pub car: TestCarId,
    /// On which day.
    pub on: Date,
    /// From this minute of the day.
    pub from: u16,
    /// Until this one.
    pub to: u16,
    /// Who goes along; none for the person who asks.
    pub consultant: Option<StaffId>,
}

/// What a booking writes.
#[derive(Debug)]
pub struct Booked {
    /// The new test drive.
    pub id: TestDriveId,
    /// Into the customer's file.
    pub customer: Vec<Edit>,
    /// Into the log of its day.
    pub day: Vec<Edit>,
}

/// What moving a booking writes.
#[derive(Debug)]
pub struct Moved {
    /// The days on which it stood and no longer stands, and what goes into the log of each.
    pub leave: Vec<(Date, Edit)>,
    /// Into the log of its new day.
    pub to: Vec<Edit>,
}

/// Books a car.
///
/// # Errors
/// See [`TestDriveRefused`].
pub fn book(
    author: &Author,
    file: &CustomerFile,
    about: OpportunityId,
    (way, route): (&DriveWay, &str),
    asked: &Asked,
    around: &Around<'_>,
) -> Result<Booked, TestDriveRefused> {
    known(file, about).map_err(|_| TestDriveRefused::NotFound)?;
    let id = author.world.mint();
    let slot = slot(author, asked, around, id)?;
    let drive = TestDrive {
        id,
        opportunity: Some(about),
        way: way.clone(),
        car: Some(slot.car),
        route: clean(route, LINE)?,
        licence: None,
        agreement: None,
        prepared: None,
        out: None,
        back: None,
        reaction: None,
        feedback: String::new(),
        not_held: None,
        booked_at: author.now(),
        booked_by: author.staff,
    };
    let booking = Booking {
        id,
        booked_at: drive.booked_at,
        booked_by: author.staff,
        state: BookingState::Booked,
        rivals: Vec::new(),
        out_km: None,
        in_km: None,
        slot,
    };
    let day = vec![Edit::Booking(BookingEdit::Day(asked.on)), Edit::Booking(BookingEdit::Add(booking))];
    Ok(Booked { id, customer: vec![sales(SalesEdit::AddTestDrive(Box::new(drive)))], day })
}

/// Moves a booking to another car or time; of several times that people wrote apart this one counts from now on.
///
/// # Errors
/// See [`TestDriveRefused`].
pub fn move_to(
    author: &Author,
    drive: &TestDrive,
    current: &Booking,
    asked: &Asked,
    around: &Around<'_>,
) -> Result<Moved, TestDriveRefused> {
    if drive.state() != TestDriveState::Booked {
        return Err(TestDriveRefused::TooLate);
    }
    let asked = Asked { consultant: asked.consultant.or(Some(current.slot.consultant)), ..asked.clone() };
    let slot = slot(author, &asked, around, drive.id)?;
    let mut left: BTreeMap<Date, Vec<Instant>> = BTreeMap::new();
    for old in std::iter::once(&current.slot).chain(&current.rivals).filter(|old| old.on != slot.on) {
        left.entry(old.on).or_default().push(old.at);
    }
    let leave = left.into_iter().map(|(on, known)| (on, Edit::Booking(BookingEdit::Leave(drive.id, known))));
    let to = if current.slot.on == slot.on {
        vec![Edit::Booking(BookingEdit::Move(drive.id, slot))]
    } else {
        let moved = Booking { slot, rivals: Vec::new(), state: BookingState::Booked, ..current.clone() };
        vec![Edit::Booking(BookingEdit::Day(moved.slot.on)), Edit::Booking(BookingEdit::Add(moved))]
    };
    Ok(Moved { leave: leave.collect(), to })
}

/// Notes that a test drive did not take place; the car is free again.
///
/// # Errors
/// See [`TestDriveRefused`].
pub fn call_off(author: &Author, drive: &TestDrive, why: &CalledOff, text: &str) -> Result<(Edit, Edit), TestDriveRefused> {
    if drive.state() != TestDriveState::Booked {
        return Err(TestDriveRefused::TooLate);
    }
    let state = match why {
        CalledOff::NoShow => BookingState::NoShow,
        CalledOff::Cancelled | CalledOff::Other(_) => BookingState::Cancelled,
    };
    let not_held = NotHeld { why: why.clone(), text: clean(text, LINE)?, at: author.now(), by: author.staff };
    let step = SalesEdit::StepTestDrive(drive.id, TestDriveStep::NotHeld(Some(not_held)));
    Ok((sales(step), Edit::Booking(BookingEdit::SetState(drive.id, state))))
}

/// Takes that back, if the car is still free.
///
/// # Errors
/// See [`TestDriveRefused`].
pub fn restore(drive: &TestDrive, current: &Booking, around: &Around<'_>) -> Result<(Edit, Edit), TestDriveRefused> {
    if !matches!(drive.state(), TestDriveState::Cancelled | TestDriveState::NoShow) {
        return Err(TestDriveRefused::TooLate);
    }
    around.car(current.slot.car)?;
    around.free(&current.slot, drive.id)?;
    let step = SalesEdit::StepTestDrive(drive.id, TestDriveStep::NotHeld(None));
    Ok((sales(step), Edit::Booking(BookingEdit::SetState(drive.id, BookingState::Booked))))
}

fn slot(author: &Author, asked: &Asked, around: &Around<'_>, own: TestDriveId) -> Result<Slot, TestDriveRefused> {
    around.car(asked.car)?;
    if asked.from >= asked.to || asked.to > DAY_MINUTES {
        return Err(TestDriveRefused::BadTimes);
    }
    let slot = Slot {
        car: asked.car,
        on: asked.on,
        from: asked.from,
        to: asked.to,
        consultant: asked.consultant.unwrap_or(author.staff),
        at: author.now(),
    };
    around.free(&slot, own)?;
    Ok(slot)
}
