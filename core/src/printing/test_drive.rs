//! 试乘试驾协议: the agreement of one test drive, signed on the screen or to be signed on the paper.

use serde_json::{Value, json};

use super::{Paper, drawing, words};
use crate::domain::{
    booking::Slot,
    customer::PrivateField,
    driving_terms::DrivingTerms,
    test_car::TestCar,
    test_drive::{Reading, TestDrive},
};

/// What stands on the paper of a test drive, and its number.
#[must_use]
pub fn test_drive(paper: &Paper<'_>, drive: &TestDrive, slot: Option<&Slot>, car: Option<&TestCar>) -> (Value, String) {
    let number = words::number("T", drive.booked_at.store_date(), &drive.id.to_string());
    let licence = drive.licence.as_ref();
    let agreement = drive.agreement.as_ref().map(|agreement| {
        json!({
            "way": agreement.way.as_str(), "wording": words::plain(&agreement.wording),
            "on": paper.day(Some(agreement.at.store_date())),
            "signature": agreement.strokes.as_ref().and_then(|strokes| drawing::from_lists(strokes.as_str())),
        })
    });
    // What was signed stands on the paper; what nobody signed yet is what would be signed now.
    let terms = drive.agreement.as_ref().map_or(Some(DrivingTerms::newest()), |agreement| DrivingTerms::of(&agreement.wording));
    let reading = |reading: Option<&Reading>| {
        json!({
            "km": reading.map(|reading| words::grouped(reading.mileage_km)).unwrap_or_default(),
            "at": paper.moment(reading.map(|reading| reading.at)),
        })
    };
    let checked = licence.map(|check| format!("{} {}", paper.moment(Some(check.at)), paper.name(Some(check.by))));
    let own = json!({
        "state": drive.state().as_str(),
        "way": drive.way.as_str(),
        "booked_for": slot.map(|slot| booked_for(paper, slot)).unwrap_or_default(),
        "consultant": paper.name(Some(slot.map_or(drive.booked_by, |slot| slot.consultant))),
        "route": words::plain(&drive.route),
        "car": {
            "name": words::plain(car.map_or("", |car| car.model.as_str())),
            "plate": words::plain(car.map_or("", |car| car.plate.as_str())),
        },
        "licence": {
            "kind": licence.map_or("", |check| check.kind.as_str()),
            "valid_until": paper.day(licence.and_then(|check| check.valid_until)),
            "number": words::plain(&paper.hidden(&PrivateField::DrivingLicence)),
            "checked": checked.unwrap_or_default().trim(),
        },
        "terms": terms.map_or(&[][..], |terms| terms.clauses(paper.language)),
        "agreement": agreement,
        "out": reading(drive.out.as_ref()),
        "back": reading(drive.back.as_ref()),
        "feedback": words::plain(&drive.feedback),
    });
    (paper.with_head("test_drive", &number, &drive.id.to_string(), own), number)
}

fn booked_for(paper: &Paper<'_>, slot: &Slot) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    format!("{} {}–{}", paper.day(Some(slot.on)), clock(slot.from), clock(slot.to))
}
