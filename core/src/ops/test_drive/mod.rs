//! Test drives: booking a car, then licence, agreement, preparation, mileage and feedback (S4, S11).

mod booking;
mod steps;

pub use booking::{Asked, Booked, Moved, book, call_off, move_to, restore};
pub use steps::{Done, Doubt, Step, step};

use super::text::TooLong;
use crate::{
    domain::{
        booking::{Booking, Slot},
        customer::CustomerFile,
        store::StoreFile,
        test_car::TestCar,
        test_drive::TestDrive,
    },
    ids::{TestCarId, TestDriveId},
};

/// Why a test drive is not booked or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TestDriveRefused {
    /// The file holds no such test drive or purchase.
    #[error("the file holds no such test drive or purchase")]
    NotFound,
    /// The store has no such car, or drives it no longer.
    #[error("the store has no such test car")]
    NoSuchCar,
    /// It ends before it begins, or not on the same day.
    #[error("a booking ends after it begins, on the same day")]
    BadTimes,
    /// Somebody else has the car then.
    #[error("the car is taken at that time")]
    CarTaken(Slot),
    /// The car left already, came back, or it was called off.
    #[error("this can no longer be done with the test drive")]
    TooLate,
    /// The customer drives and showed no valid licence.
    #[error("the customer drives only with a valid licence that was looked at")]
    NeedsLicence,
    /// It came back without having left.
    #[error("the car has not left")]
    NotOut,
    /// Less when it came back than when it left.
    #[error("the mileage went backwards")]
    MileageBackwards,
    /// Not a mileage.
    #[error("not a possible mileage")]
    BadMileage,
    /// Nothing was drawn, or too much.
    #[error("the signature cannot be kept")]
    BadSignature,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// What stands around a test drive.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The store's cars.
    pub store: &'a StoreFile,
    /// The bookings of the day asked for, as far as this device knows them.
    pub bookings: &'a [Booking],
}

impl Around<'_> {
    fn car(&self, id: TestCarId) -> Result<&TestCar, TestDriveRefused> {
        self.store.cars.iter().find(|car| car.id == id && !car.retired).ok_or(TestDriveRefused::NoSuchCar)
    }

    /// Whether the car is free then for everybody but `own`.
    fn free(&self, slot: &Slot, own: TestDriveId) -> Result<(), TestDriveRefused> {
        let taken = self.bookings.iter().find(|other| other.id != own && other.state.holds_car() && other.slot.overlaps(slot));
        taken.map_or(Ok(()), |other| Err(TestDriveRefused::CarTaken(other.slot.clone())))
    }
}

/// The test drive of a file by its id.
///
/// # Errors
/// When the file holds no such test drive.
pub fn find(file: &CustomerFile, id: TestDriveId) -> Result<&TestDrive, TestDriveRefused> {
    file.test_drives.iter().find(|one| one.id == id).ok_or(TestDriveRefused::NotFound)
}

#[cfg(test)]
mod tests;
