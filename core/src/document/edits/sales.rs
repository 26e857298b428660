//! Edits of the sales process.

use automerge::Automerge;

use super::super::{
    DocumentError,
    plan::{Plan, object_at},
    register::Register,
    shape::sales as shape,
};
use crate::domain::{
    booking::BookingState,
    sales_edit::{BookingEdit, SalesEdit, TestCarEdit},
};

/// In a customer file.
pub(super) fn sales(plan: &mut Plan<'_>, edit: &SalesEdit) -> Result<(), DocumentError> {
    match edit {
        SalesEdit::AddPresentation(shown) => plan.add("presentations", &shown.id.to_string(), shape::presentation(shown)),
        SalesEdit::SetPresentation(id, field, value) => {
            plan.set(&["presentations", &id.to_string(), field.as_str()], value.as_deref().into())
        }
        SalesEdit::RemovePresentation { id, at } => plan.mark(["presentations", &id.to_string(), "removed_at"], at.unix_ms()),
        SalesEdit::AddTestDrive(drive) => plan.add("test_drives", &drive.id.to_string(), shape::test_drive(drive)),
        SalesEdit::SetTestDrive(id, field, value) => {
            plan.set(&["test_drives", &id.to_string(), field.as_str()], value.as_deref().into())
        }
        SalesEdit::StepTestDrive(id, step) => {
            let (key, value) = shape::step(step);
            plan.set(&["test_drives", &id.to_string(), key], value)
        }
        SalesEdit::AddQuotation(quotation) => plan.add("quotations", &quotation.id.to_string(), shape::quotation(quotation)),
        SalesEdit::SetQuotation(id, field, value) => {
            plan.set(&["quotations", &id.to_string(), field.as_str()], value.as_deref().into())
        }
        SalesEdit::SetPriceLine(id, line) => {
            plan.set(&["quotations", &id.to_string(), shape::LINES, &line.id.to_string()], shape::whole(Some(line)))
        }
        SalesEdit::RemovePriceLine(id, line) => {
            plan.set(&["quotations", &id.to_string(), shape::LINES, &line.to_string()], Register::Empty)
        }
        SalesEdit::SetFinance(id, finance) => {
            plan.set(&["quotations", &id.to_string(), shape::FINANCE], shape::whole(finance.as_ref()))
        }
        SalesEdit::SetTradeIn(id, car) => plan.set(&["quotations", &id.to_string(), shape::TRADE_IN], shape::whole(car.as_ref())),
        SalesEdit::SetWord(id, word) => plan.set(&["quotations", &id.to_string(), shape::WORD], shape::whole(Some(word))),
    }
}

/// In the store file.
pub(super) fn test_car(plan: &mut Plan<'_>, edit: &TestCarEdit) -> Result<(), DocumentError> {
    match edit {
        TestCarEdit::Add(car) => plan.add("cars", &car.id.to_string(), shape::test_car(car)),
        TestCarEdit::Set(id, field, value) => {
            plan.set(&["cars", &id.to_string(), field.as_str()], shape::test_car_value(field, value.as_deref()))
        }
    }
}

/// In the day's log.
pub(super) fn booking(plan: &mut Plan<'_>, document: &Automerge, edit: &BookingEdit) -> Result<(), DocumentError> {
    match edit {
        BookingEdit::Day(day) => plan.set(&["file", super::super::shape::reception::DAY], Register::Text(day.to_string())),
        BookingEdit::Add(booking) => {
            let id = booking.id.to_string();
            plan.add("bookings", &id, shape::booking(booking))?;
            // A booking that comes back to a day has not left it.
            if object_at(document, &["bookings", &id]).is_some() {
                plan.set(&["bookings", &id, shape::LEFT], Register::Empty)?;
            }
            Ok(())
        }
        BookingEdit::Move(id, slot) => plan.set(&["bookings", &id.to_string(), shape::SLOT], shape::whole(Some(slot))),
        BookingEdit::Leave(id, known) => plan.set(&["bookings", &id.to_string(), shape::LEFT], shape::left(known)),
        BookingEdit::SetState(id, state) => plan.set(&["bookings", &id.to_string(), shape::STATE], state_of(state)),
        BookingEdit::SetOut(id, km) => plan.set(&["bookings", &id.to_string(), shape::OUT_KM], Register::Number(*km)),
        BookingEdit::SetBack(id, km) => plan.set(&["bookings", &id.to_string(), shape::IN_KM], Register::Number(*km)),
    }
}

fn state_of(state: &BookingState) -> Register {
    Register::Text(state.to_string())
}
