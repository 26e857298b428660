//! 交车确认单: what was handed over, in which state, and what was left open.

use serde_json::{Value, json};

use super::{Paper, drawing, order, words};
use crate::domain::{
    delivery::CheckTemplate,
    money::Fen,
    order::{Dossier, OrderCar},
    order_car::CarField,
};

/// What stands on the paper of a car's delivery, and the number of its order.
#[must_use]
pub fn delivery(paper: &Paper<'_>, dossier: &Dossier<'_>, car: &OrderCar, checks: &[CheckTemplate]) -> (Value, String) {
    let field = |field: CarField| words::plain(car.field(&field).unwrap_or_default());
    let day = |field: CarField| paper.day_of(car.field(&field));
    let km = |field: CarField| {
        car.field(&field).map_or_else(String::new, |text| text.parse().map_or(words::plain(text), words::grouped))
    };
    let money = dossier.money();
    let handed_over = car.delivery.handed_over.as_ref();
    let gaps: Vec<Value> = handed_over
        .iter()
        .flat_map(|hand_over| &hand_over.gaps)
        .map(|(what, reason)| json!({ "what": what, "reason": words::plain(reason) }))
        .collect();
    let signature = car.delivery.signature.as_ref().map(|signature| {
        json!({
            "on": paper.day(Some(signature.at.store_date())), "drawn": drawing::from_lists(signature.strokes.as_str()),
        })
    });
    let own = json!({
        "handed_over_on": handed_over.map(|hand_over| paper.day(Some(hand_over.on))),
        "consultant": paper.name(handed_over.map(|hand_over| hand_over.by).or(dossier.order.opened_by)),
        "car": {
            "name": words::plain(&car.name()), "colour": field(CarField::Colour), "interior": field(CarField::Interior),
            "use": car.field(&CarField::Use), "vin": order::vin(car), "engine_no": field(CarField::EngineNo),
            "plate": field(CarField::Plate), "produced_on": day(CarField::ProducedOn), "pdi_on": day(CarField::PdiOn),
            "licensed_on": day(CarField::LicensedOn), "permit_on": day(CarField::PermitOn),
            "insurer": field(CarField::Insurer), "insured_until": day(CarField::InsuredUntil),
            "first_service_on": day(CarField::FirstServiceOn), "first_service_km": km(CarField::FirstServiceKm),
            "mileage_km": km(CarField::MileageKm), "usual_driver": field(CarField::UsualDriver),
        },
        "checks": checks_of(car, checks),
        "gaps": gaps,
        "price": paper.amount(car.price().unwrap_or(Fen::new(0))),
        "received": words::figures(Fen::new(money.received.get().saturating_sub(money.refunded.get()))),
        "open": words::figures(money.open),
        "signature": signature,
    });
    let number = dossier.order.number.clone();
    (paper.with_head("delivery", &number, &car.id.to_string(), own), number)
}

/// The store's list as it was checked; a check that was made of something no longer asked for stands too.
fn checks_of(car: &OrderCar, checks: &[CheckTemplate]) -> Vec<Value> {
    let made = &car.delivery.checks;
    let listed = checks.iter().filter(|check| check.asked || made.contains_key(&check.item));
    let unlisted = made.keys().filter(|item| checks.iter().all(|check| check.item != **item));
    let all = listed.map(|check| (&check.item, check.name.as_str())).chain(unlisted.map(|item| (item, "")));
    all.map(|(item, name)| {
        let check = made.get(item);
        json!({
            "item": item.as_str(), "name": words::plain(name), "ok": check.map(|check| check.ok),
            "note": words::plain(check.map_or("", |check| check.note.as_str())),
        })
    })
    .collect()
}
