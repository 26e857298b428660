//! How presentations, test drives, quotations, test cars and bookings stand in documents.
//!
//! ```text
//! presentations  id -> opportunity, cars (one name per line), way, reaction, feedback, at, by
//! test_drives    id -> opportunity, car, way, route, reaction, feedback, booked_at, booked_by; licence, agreement, prepared,
//!                      out, back, not_held (JSON each)
//! quotations     id -> opportunity, version, replaces, made_at, made_by, one register per field; finance, trade_in, word
//!                      (JSON each); lines: id -> JSON (kind, label, amount)
//! cars           id -> plate, model, mileage_km, retired (of the store file)
//! bookings       id -> slot (JSON), booked_at, booked_by, state, out_km, in_km (of the day's log); left: when the slots
//!                      were written that were known when it was moved to another day
//! ```
//!
//! What belongs to one act, or means nothing torn apart, stands whole as JSON in one register.

use std::collections::BTreeMap;

use serde::{Serialize, de::DeserializeOwned};

use super::Collected;
use crate::{
    clock::Instant,
    document::{
        plan::{Made, Registers},
        register::Register,
    },
    domain::{
        booking::Booking,
        customer::Place,
        presentation::{Presentation, PresentationField},
        quotation::{PriceLine, Quotation, QuotationWord},
        test_car::{TestCar, TestCarField},
        test_drive::{TestDrive, TestDriveField, TestDriveStep},
    },
};

pub(in crate::document) const OPPORTUNITY: &str = "opportunity";
pub(in crate::document) const CAR: &str = "car";
pub(in crate::document) const BOOKED_AT: &str = "booked_at";
pub(in crate::document) const BOOKED_BY: &str = "booked_by";
pub(in crate::document) const MADE_AT: &str = "made_at";
pub(in crate::document) const MADE_BY: &str = "made_by";
pub(in crate::document) const VERSION: &str = "version";
pub(in crate::document) const REPLACES: &str = "replaces";
pub(in crate::document) const FINANCE: &str = "finance";
pub(in crate::document) const TRADE_IN: &str = "trade_in";
pub(in crate::document) const WORD: &str = "word";
pub(in crate::document) const LINES: &str = "lines";
pub(in crate::document) const SLOT: &str = "slot";
pub(in crate::document) const STATE: &str = "state";
pub(in crate::document) const LEFT: &str = "left";
pub(in crate::document) const OUT_KM: &str = "out_km";
pub(in crate::document) const IN_KM: &str = "in_km";

/// Whether a register belongs to a booking: those are told with the bookings, not as fields of the day's log.
pub(super) fn is_booking(place: &Place) -> bool {
    place.first().is_some_and(|root| root == "bookings")
}

/// Whether a register only notes that something was done: two who both note it do not disagree.
pub(super) fn is_mark(place: &Place) -> bool {
    matches!(place.iter().map(String::as_str).collect::<Vec<_>>()[..], ["test_drives", _, "licence" | "prepared"])
}

/// What a person reads where a register holds more than a text; none where it holds a text.
pub(super) fn shown(place: &Place, register: &Register) -> Option<String> {
    let json = |key: &str| -> Option<String> {
        let json: serde_json::Value = serde_json::from_str(register.as_text()?).ok()?;
        Some(match json.get(key)? {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        })
    };
    match place.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["quotations", _, WORD] => json("state"),
        ["quotations", _, FINANCE] => read::<crate::domain::quotation::Finance>(register)
            .map(|loan| format!("{} {} x {}", loan.lender, yuan(loan.principal.get()), loan.months)),
        ["quotations", _, TRADE_IN] => {
            read::<crate::domain::quotation::TradeIn>(register).map(|car| format!("{} {}", car.car, yuan(car.valuation.get())))
        }
        ["quotations", _, LINES, id] => {
            read_line(id, register).map(|line| format!("{} {}", line.label, yuan(line.amount.get())).trim().to_owned())
        }
        ["test_drives", _, "out" | "back"] => json("mileage_km"),
        ["test_drives", _, "not_held"] => json("why"),
        ["test_drives", _, "agreement"] => json("way"),
        _ => None,
    }
}

fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, (fen % 100).abs())
}

/// A value that is kept whole.
pub(in crate::document) fn whole<T: Serialize>(value: Option<&T>) -> Register {
    value.and_then(|value| serde_json::to_string(value).ok()).map_or(Register::Empty, Register::Text)
}

/// The other way; nothing where a newer version wrote it in another form.
pub(in crate::document) fn read<T: DeserializeOwned>(register: &Register) -> Option<T> {
    serde_json::from_str(register.as_text()?).ok()
}

fn put(mut registers: Registers, key: &str, register: Register) -> Registers {
    if register != Register::Empty {
        registers.insert(key.to_owned(), Made::Register(register));
    }
    registers
}

pub(in crate::document) fn presentation(shown: &Presentation) -> Registers {
    Collected::default()
        .shown(OPPORTUNITY, shown.opportunity.as_ref())
        .text(PresentationField::Cars.as_str(), &shown.cars.join("\n"))
        .text(PresentationField::Way.as_str(), shown.way.as_str())
        .shown(PresentationField::Reaction.as_str(), shown.reaction.as_ref())
        .text(PresentationField::Feedback.as_str(), &shown.feedback)
        .instant("at", shown.at)
        .text("by", &shown.by.to_string())
        .0
}

pub(in crate::document) fn test_drive(drive: &TestDrive) -> Registers {
    Collected::default()
        .shown(OPPORTUNITY, drive.opportunity.as_ref())
        .shown(CAR, drive.car.as_ref())
        .text(TestDriveField::Way.as_str(), drive.way.as_str())
        .text(TestDriveField::Route.as_str(), &drive.route)
        .instant(BOOKED_AT, drive.booked_at)
        .text(BOOKED_BY, &drive.booked_by.to_string())
        .0
}

/// The register of a step, and what it says.
pub(in crate::document) fn step(step: &TestDriveStep) -> (&'static str, Register) {
    match step {
        TestDriveStep::Licence(check) => ("licence", whole(Some(check))),
        TestDriveStep::Agreement(agreement) => ("agreement", whole(Some(agreement))),
        TestDriveStep::Prepared(prepared) => ("prepared", whole(Some(prepared))),
        TestDriveStep::Out(reading) => ("out", whole(Some(reading))),
        TestDriveStep::Back(reading) => ("back", whole(Some(reading))),
        TestDriveStep::NotHeld(not_held) => ("not_held", whole(not_held.as_ref())),
    }
}

pub(in crate::document) fn quotation(quotation: &Quotation) -> Registers {
    let mut collected = Collected::default()
        .shown(OPPORTUNITY, quotation.opportunity.as_ref())
        .number(VERSION, i64::from(quotation.version))
        .shown(REPLACES, quotation.replaces.as_ref())
        .instant(MADE_AT, quotation.made_at)
        .text(MADE_BY, &quotation.made_by.to_string());
    for (field, text) in &quotation.fields {
        collected = collected.text(field.as_str(), text);
    }
    let registers = put(collected.0, FINANCE, whole(quotation.finance.as_ref()));
    let registers = put(registers, TRADE_IN, whole(quotation.trade_in.as_ref()));
    let mut registers = put(registers, WORD, whole::<QuotationWord>(quotation.word.as_ref()));
    let lines = quotation.lines.iter().map(|line| (line.id.to_string(), whole(Some(line))));
    registers.insert(LINES.to_owned(), Made::Map(lines.collect::<BTreeMap<String, Register>>()));
    registers
}

/// A line of the price; its id is its key.
pub(in crate::document) fn read_line(id: &str, register: &Register) -> Option<PriceLine> {
    Some(PriceLine { id: id.parse().ok()?, ..read(register)? })
}

pub(in crate::document) fn test_car(car: &TestCar) -> Registers {
    let collected = Collected::default()
        .text(TestCarField::Plate.as_str(), &car.plate)
        .text(TestCarField::Model.as_str(), &car.model)
        .text(TestCarField::Retired.as_str(), super::yes(car.retired));
    match car.mileage_km {
        Some(km) => collected.number(TestCarField::MileageKm.as_str(), km).0,
        None => collected.0,
    }
}

/// A field's register; the mileage as a number.
pub(in crate::document) fn test_car_value(field: &TestCarField, text: Option<&str>) -> Register {
    match (field, text.and_then(|text| text.parse().ok())) {
        (TestCarField::MileageKm, Some(km)) => Register::Number(km),
        _ => text.into(),
    }
}

/// Instants of slots that no longer stand on a day.
pub(in crate::document) fn left(known: &[Instant]) -> Register {
    let known: Vec<String> = known.iter().map(|at| at.unix_ms().to_string()).collect();
    Register::from(known.join(" ").as_str())
}

/// The other way.
pub(in crate::document) fn read_left(register: &Register) -> Vec<Instant> {
    let text = register.to_text();
    text.split(' ').filter_map(|at| at.parse().ok().map(Instant::from_unix_ms)).collect()
}

pub(in crate::document) fn booking(booking: &Booking) -> Registers {
    let collected = Collected::default()
        .instant(BOOKED_AT, booking.booked_at)
        .text(BOOKED_BY, &booking.booked_by.to_string())
        .text(STATE, booking.state.as_str());
    put(collected.0, SLOT, whole(Some(&booking.slot)))
}
