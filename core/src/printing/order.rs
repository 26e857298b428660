//! 购车订单: an order with its cars, lines and payments, to be signed by both sides.

use serde_json::{Value, json};

use super::{Paper, words};
use crate::domain::{
    customer::CustomerFile,
    money::Fen,
    order::{Dossier, OrderCar, OrderField, OrderLine, OrderPerson, Payment, PaymentKind},
    order_car::CarField,
};

/// What stands on the paper of an order, and its number.
#[must_use]
pub fn order(paper: &Paper<'_>, dossier: &Dossier<'_>) -> (Value, String) {
    let order = dossier.order;
    let field = |field: OrderField| words::plain(order.field(&field).unwrap_or_default());
    let money = dossier.money();
    let loan = (order.amount(&OrderField::LoanFen).is_some() || order.field(&OrderField::LoanFrom).is_some()).then(|| {
        json!({
            "from": field(OrderField::LoanFrom),
            "amount": order.amount(&OrderField::LoanFen).map(words::figures).unwrap_or_default(),
            "months": field(OrderField::LoanMonths),
        })
    });
    let cancelled = order.cancelled.as_ref().map(|cancelled| {
        json!({
            "on": paper.day(Some(cancelled.done.on)), "reason": words::plain(&cancelled.reason),
            "withheld": words::figures(cancelled.withheld), "refund_due": words::figures(money.refund_due),
        })
    });
    let own = json!({
        "state": dossier.state().as_str(),
        "signed_on": paper.day(order.signed.as_ref().map(|done| done.on)),
        "promised_on": paper.day_of(order.field(&OrderField::PromisedOn)),
        "consultant": paper.name(order.signed.as_ref().map(|done| done.by).or(order.opened_by)),
        "people": order.people.iter().filter_map(|person| person_of(paper.customer, person)).collect::<Vec<_>>(),
        "cars": dossier.cars.iter().map(|car| car_of(car)).collect::<Vec<_>>(),
        "lines": order.lines.iter().map(line_of).collect::<Vec<_>>(),
        "total": paper.amount(money.total),
        "plan": order.field(&OrderField::PaymentPlan),
        "deposit": order.amount(&OrderField::DepositFen).map(|deposit| paper.amount(deposit)),
        "loan": loan,
        "received": words::figures(Fen::new(money.received.get().saturating_sub(money.refunded.get()))),
        "open": words::figures(money.open),
        "payments": dossier.payments.iter().map(|payment| payment_of(paper, payment)).collect::<Vec<_>>(),
        "insurance": field(OrderField::Insurance),
        "invoice_name": field(OrderField::InvoiceName),
        "remark": field(OrderField::Remark),
        "cancelled": cancelled,
    });
    (paper.with_head("order", &order.number, &order.id.to_string(), own), order.number.clone())
}

/// The VIN as it is compared: on paper every sign of it counts.
pub(super) fn vin(car: &OrderCar) -> String {
    words::plain(&car.vin_key().unwrap_or_default())
}

/// Somebody who has a part in it; nothing of a contact that was taken out of the file.
fn person_of(customer: &CustomerFile, person: &OrderPerson) -> Option<Value> {
    let contact = customer.contacts.iter().find(|contact| contact.id == person.contact)?;
    let phone = customer.phones.iter().find(|phone| phone.contact == Some(contact.id));
    Some(json!({
        "name": words::plain(&contact.name), "role": person.role.as_str(),
        "phone": words::plain(phone.map_or("", |phone| phone.number.typed.as_str())),
    }))
}

fn car_of(car: &OrderCar) -> Value {
    let field = |field: CarField| words::plain(car.field(&field).unwrap_or_default());
    json!({
        "name": words::plain(&car.name()), "colour": field(CarField::Colour), "interior": field(CarField::Interior),
        "use": car.field(&CarField::Use), "vin": vin(car), "price": car.price().map(words::figures).unwrap_or_default(),
    })
}

fn line_of(line: &OrderLine) -> Value {
    let fen = if line.kind.is_taken_off() { line.amount.get().saturating_neg() } else { line.amount.get() };
    json!({ "kind": line.kind.as_str(), "name": words::plain(&line.name), "amount": words::figures(Fen::new(fen)) })
}

fn payment_of(paper: &Paper<'_>, payment: &Payment) -> Value {
    let fen = if payment.kind == PaymentKind::Refund { payment.amount.get().saturating_neg() } else { payment.amount.get() };
    json!({
        "on": paper.day(Some(payment.on)), "kind": payment.kind.as_str(), "way": payment.way.as_str(),
        "amount": words::figures(Fen::new(fen)), "receipt": words::plain(&payment.receipt),
    })
}
