//! Edits of the sales process: presentations, test drives and quotations in a customer file, test cars in the store file,
//! bookings in the day's book.

use crate::{
    clock::{Date, Instant},
    domain::{
        booking::{Booking, BookingState, Slot},
        presentation::{Presentation, PresentationField},
        quotation::{Finance, PriceLine, Quotation, QuotationField, QuotationWord, TradeIn},
        test_car::{TestCar, TestCarField},
        test_drive::{TestDrive, TestDriveField, TestDriveStep},
    },
    ids::{PresentationId, PriceLineId, QuotationId, TestCarId, TestDriveId},
};

/// One change wanted in the sales part of a customer file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SalesEdit {
    /// Adds a presentation.
    AddPresentation(Presentation),
    /// Writes a field of a presentation; `None` clears it.
    SetPresentation(PresentationId, PresentationField, Option<String>),
    /// Takes a presentation away.
    RemovePresentation {
        /// Which.
        id: PresentationId,
        /// When.
        at: Instant,
    },
    /// Adds a test drive.
    AddTestDrive(Box<TestDrive>),
    /// Writes a field of a test drive; `None` clears it.
    SetTestDrive(TestDriveId, TestDriveField, Option<String>),
    /// Writes that something was done.
    StepTestDrive(TestDriveId, TestDriveStep),
    /// Adds a quotation with all it holds.
    AddQuotation(Box<Quotation>),
    /// Writes a field of a quotation; `None` clears it.
    SetQuotation(QuotationId, QuotationField, Option<String>),
    /// Writes a line of the price, a new one if it is not there.
    SetPriceLine(QuotationId, PriceLine),
    /// Takes a line away.
    RemovePriceLine(QuotationId, PriceLineId),
    /// Writes the loan; `None` takes it away.
    SetFinance(QuotationId, Option<Finance>),
    /// Writes the car taken in; `None` takes it away.
    SetTradeIn(QuotationId, Option<TradeIn>),
    /// Writes the last word about a quotation.
    SetWord(QuotationId, QuotationWord),
}

/// One change wanted among the store's test cars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestCarEdit {
    /// Adds a car.
    Add(TestCar),
    /// Writes a field; `None` clears it.
    Set(TestCarId, TestCarField, Option<String>),
}

/// One change wanted among the bookings of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookingEdit {
    /// Stamps the day's book, which may be a new file.
    Day(Date),
    /// Adds a booking, or brings one back that was moved to another day.
    Add(Booking),
    /// Moves it within the day.
    Move(TestDriveId, Slot),
    /// Takes it off this day, because it was moved to another. Names the times that were known then: one that somebody
    /// else writes apart stays, to be offered.
    Leave(TestDriveId, Vec<Instant>),
    /// Writes what became of it.
    SetState(TestDriveId, BookingState),
    /// Writes the mileage when the car left.
    SetOut(TestDriveId, i64),
    /// Writes the mileage when it came back.
    SetBack(TestDriveId, i64),
}
