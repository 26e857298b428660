//! Presentations, test drives, quotations, test cars and bookings.

use automerge::{Automerge, ReadDoc as _};

use super::{
    super::{
        plan,
        register::Register,
        shape::sales as shape,
        tree::{Entry, Tree},
    },
    instant,
};
use crate::{
    clock::Instant,
    domain::{
        booking::{Booking, BookingState, Slot},
        presentation::{Presentation, PresentationField, PresentationWay, Reaction},
        quotation::{Quotation, QuotationField},
        test_car::{TestCar, TestCarField},
        test_drive::{DriveWay, TestDrive, TestDriveField},
    },
    ids::StaffId,
};

fn staff(entry: Entry<'_>, key: &str) -> StaffId {
    entry.parsed(key).unwrap_or(StaffId::from_bytes([0; 16]))
}

fn at(entry: Entry<'_>, key: &str) -> Instant {
    instant(entry, key).unwrap_or(Instant::from_unix_ms(0))
}

fn whole<T: serde::de::DeserializeOwned>(entry: Entry<'_>, key: &str) -> Option<T> {
    entry.register(key).and_then(shape::read)
}

pub(super) fn presentation(entry: Entry<'_>) -> Option<Presentation> {
    let text = |field: PresentationField| entry.text(field.as_str());
    let cars = text(PresentationField::Cars).unwrap_or_default();
    Some(Presentation {
        id: entry.id.parse().ok()?,
        opportunity: entry.parsed(shape::OPPORTUNITY),
        cars: cars.lines().filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        way: PresentationWay::from(text(PresentationField::Way).unwrap_or_default()),
        reaction: text(PresentationField::Reaction).map(Reaction::from),
        feedback: text(PresentationField::Feedback).unwrap_or_default().to_owned(),
        at: at(entry, "at"),
        by: staff(entry, "by"),
    })
}

pub(super) fn test_drive(entry: Entry<'_>) -> Option<TestDrive> {
    let text = |field: TestDriveField| entry.text(field.as_str());
    Some(TestDrive {
        id: entry.id.parse().ok()?,
        opportunity: entry.parsed(shape::OPPORTUNITY),
        way: DriveWay::from(text(TestDriveField::Way).unwrap_or(DriveWay::Drive.as_str())),
        car: entry.parsed(shape::CAR),
        route: text(TestDriveField::Route).unwrap_or_default().to_owned(),
        licence: whole(entry, "licence"),
        agreement: whole(entry, "agreement"),
        prepared: whole(entry, "prepared"),
        out: whole(entry, "out"),
        back: whole(entry, "back"),
        reaction: text(TestDriveField::Reaction).map(Reaction::from),
        feedback: text(TestDriveField::Feedback).unwrap_or_default().to_owned(),
        not_held: whole(entry, "not_held"),
        booked_at: at(entry, shape::BOOKED_AT),
        booked_by: staff(entry, shape::BOOKED_BY),
    })
}

/// Registers of a quotation that are no plain fields.
const STAMPS: [&str; 9] = [
    shape::OPPORTUNITY,
    shape::VERSION,
    shape::REPLACES,
    shape::MADE_AT,
    shape::MADE_BY,
    shape::FINANCE,
    shape::TRADE_IN,
    shape::WORD,
    "removed_at",
];

pub(super) fn quotation(entry: Entry<'_>) -> Option<Quotation> {
    let fields = entry.registers().filter(|(key, _)| !STAMPS.contains(key));
    Some(Quotation {
        id: entry.id.parse().ok()?,
        opportunity: entry.parsed(shape::OPPORTUNITY),
        version: entry.number(shape::VERSION).and_then(|version| u32::try_from(version).ok()).unwrap_or(1),
        replaces: entry.parsed(shape::REPLACES),
        made_at: at(entry, shape::MADE_AT),
        made_by: staff(entry, shape::MADE_BY),
        fields: fields.map(|(key, register): (&str, &Register)| (QuotationField::from(key), register.to_text())).collect(),
        lines: entry.inner(shape::LINES).registers().filter_map(|(id, register)| shape::read_line(id, register)).collect(),
        finance: whole(entry, shape::FINANCE),
        trade_in: whole(entry, shape::TRADE_IN),
        word: whole(entry, shape::WORD),
    })
}

pub(super) fn test_car(entry: Entry<'_>) -> Option<TestCar> {
    let text = |field: TestCarField| entry.text(field.as_str()).unwrap_or_default().to_owned();
    Some(TestCar {
        id: entry.id.parse().ok()?,
        plate: text(TestCarField::Plate),
        model: text(TestCarField::Model),
        mileage_km: entry.number(TestCarField::MileageKm.as_str()),
        retired: entry.text(TestCarField::Retired.as_str()).is_some(),
    })
}

/// The bookings of a day with what else two people wrote of each; one without a car or a time is passed over.
pub(in super::super) fn bookings(document: &Automerge, tree: &Tree) -> Vec<Booking> {
    tree.entries("bookings").filter_map(|entry| booking(document, entry)).collect()
}

fn booking(document: &Automerge, entry: Entry<'_>) -> Option<Booking> {
    let left = entry.register(shape::LEFT).map(shape::read_left).unwrap_or_default();
    // Of several the one that shows in the register comes last.
    let slots = slots(document, entry.id);
    let mut found = Booking {
        id: entry.id.parse().ok()?,
        slot: slots.last()?.clone(),
        rivals: slots,
        booked_at: at(entry, shape::BOOKED_AT),
        booked_by: staff(entry, shape::BOOKED_BY),
        state: state(document, entry.id),
        out_km: entry.number(shape::OUT_KM),
        in_km: entry.number(shape::IN_KM),
    };
    // A car that left on this day did so, wherever somebody moved the booking meanwhile.
    if !found.was_driven() {
        found.rivals.retain(|slot| !left.contains(&slot.at));
        found.slot = found.rivals.last()?.clone();
    }
    let slot = found.slot.clone();
    found.rivals.retain(|rival| !rival.is_same_as(&slot));
    found.rivals.sort_by_key(|rival| (rival.at, rival.from, rival.car));
    Some(found)
}

/// Every value that stands in the register of a booking's time.
fn slots(document: &Automerge, id: &str) -> Vec<Slot> {
    values(document, id, shape::SLOT).iter().filter_map(shape::read).collect()
}

/// Of what two people wrote, what was done: a car that left was not called off.
fn state(document: &Automerge, id: &str) -> BookingState {
    let found = values(document, id, shape::STATE);
    let states = found.iter().filter_map(|register| register.as_text().map(BookingState::from));
    let rank = |state: &BookingState| BookingState::DONE_FIRST.iter().position(|one| one == state).unwrap_or(usize::MAX);
    states.min_by_key(rank).unwrap_or(BookingState::Booked)
}

fn values(document: &Automerge, id: &str, key: &str) -> Vec<Register> {
    let Some(object) = plan::object_at(document, &["bookings", id]) else { return Vec::new() };
    let values = document.get_all(&object, key).unwrap_or_default();
    values.iter().filter_map(|(value, _)| value.as_scalar().map(Register::from)).collect()
}
