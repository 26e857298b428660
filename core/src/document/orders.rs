//! Orders, their cars and payments in a document: shape, edits, reading.
//!
//! What belongs to one act stands in one register as JSON (who, when, what), because it must not be torn apart by two
//! writers; see [`super::shape`] for the whole table.

use std::collections::BTreeMap;

use serde::{Serialize, de::DeserializeOwned};

use super::{
    DocumentError,
    plan::{Made, Plan, Registers},
    read::instant,
    register::Register,
    shape,
    tree::{Entry, Tree},
};
use crate::{
    clock::Instant,
    domain::{
        delivery::{Check, CheckItem, CheckTemplate, Delivery},
        edit::OrderEdit,
        money::Fen,
        order::{Order, OrderCar, OrderField, OrderLine, OrderPerson, Payment, PaymentKind, PersonRole},
        order_car::{CarField, KeptClaim, ReturnedClaim},
    },
    ids::{ContactId, OrderId, StaffId},
};

/// A manager's word that a claim lost.
pub(super) const RETURNED: &str = "returned";
/// A manager's word that a claim won.
pub(super) const KEPT: &str = "kept";
/// The store's list of checks as it was when a delivery began. Begun apart it shows one of the two; neither is a clash.
pub(super) const CHECK_LIST: &str = "check_list";
const CLAIM: &str = "claim";
/// Registers of an order that are no plain fields.
const ORDER_STAMPS: [&str; 9] =
    ["number", "opportunity", "quotation", shape::OPENED_AT, shape::OPENED_BY, "signed", "invoiced", "cancelled", "removed_at"];
/// Registers of a car that are no plain fields.
const CAR_STAMPS: [&str; 9] = ["order", CLAIM, RETURNED, KEPT, CHECK_LIST, "verified", "signature", "handed_over", "removed_at"];

/// Adds what `edit` wants to the plan.
pub(super) fn plan(plan: &mut Plan<'_>, edit: &OrderEdit) -> Result<(), DocumentError> {
    match edit {
        OrderEdit::Add(order) => plan.add("orders", &order.id.to_string(), order_registers(order)),
        OrderEdit::Remove { id, at } => plan.mark(["orders", &id.to_string(), "removed_at"], at.unix_ms()),
        OrderEdit::SetField(id, field, value) => in_order(plan, *id, &[field.as_str()], value.as_deref().into()),
        OrderEdit::SetLine(id, line) => in_order(plan, *id, &["lines", &line.id.to_string()], whole(line)),
        OrderEdit::RemoveLine(id, line) => in_order(plan, *id, &["lines", &line.to_string()], Register::Empty),
        OrderEdit::SetPerson(id, contact, role) => {
            in_order(plan, *id, &["people", &contact.to_string()], role.as_ref().map(PersonRole::as_str).into())
        }
        OrderEdit::Sign(id, done) => in_order(plan, *id, &["signed"], whole(done)),
        OrderEdit::Invoice(id, invoice) => in_order(plan, *id, &["invoiced"], whole(invoice)),
        OrderEdit::Cancel(id, cancelling) => in_order(plan, *id, &["cancelled"], whole(cancelling)),
        OrderEdit::AddPayment(payment) => plan.add("payments", &payment.id.to_string(), payment_registers(payment)),
        OrderEdit::RemovePayment { id, at } => plan.mark(["payments", &id.to_string(), "removed_at"], at.unix_ms()),
        OrderEdit::AddCar(_)
        | OrderEdit::RemoveCar { .. }
        | OrderEdit::SetCar(..)
        | OrderEdit::Claim(..)
        | OrderEdit::ReturnClaim(..)
        | OrderEdit::KeepClaim(..)
        | OrderEdit::BeginDelivery(..)
        | OrderEdit::SetCheck(..)
        | OrderEdit::Verify(..)
        | OrderEdit::SignDelivery(..)
        | OrderEdit::HandOver(..) => plan_car(plan, edit),
    }
}

fn plan_car(plan: &mut Plan<'_>, edit: &OrderEdit) -> Result<(), DocumentError> {
    let mut set = |id: &crate::ids::OrderCarId, inside: &[&str], register: Register| {
        let id = id.to_string();
        plan.set(&[&["order_cars", id.as_str()], inside].concat(), register)
    };
    match edit {
        OrderEdit::SetCar(id, field, value) => set(id, &[field.as_str()], value.as_deref().into()),
        OrderEdit::Claim(id, claim) => set(id, &[CLAIM], claim.as_ref().map_or(Register::Empty, whole)),
        OrderEdit::ReturnClaim(id, returned) => set(id, &[RETURNED], returned.as_ref().map_or(Register::Empty, whole)),
        OrderEdit::KeepClaim(id, kept) => set(id, &[KEPT], kept.as_ref().map_or(Register::Empty, whole)),
        OrderEdit::BeginDelivery(id, list) => set(id, &[CHECK_LIST], whole(list)),
        OrderEdit::SetCheck(id, item, check) => set(id, &["checks", item.as_str()], whole(check)),
        OrderEdit::Verify(id, verified) => set(id, &["verified"], whole(verified)),
        OrderEdit::SignDelivery(id, signature) => set(id, &["signature"], whole(signature)),
        OrderEdit::HandOver(id, hand_over) => set(id, &["handed_over"], whole(hand_over)),
        OrderEdit::AddCar(car) => plan.add("order_cars", &car.id.to_string(), car_registers(car)),
        OrderEdit::RemoveCar { id, at } => plan.mark(["order_cars", &id.to_string(), "removed_at"], at.unix_ms()),
        // The others are no edits of a car.
        _ => Ok(()),
    }
}

fn in_order(plan: &mut Plan<'_>, id: OrderId, inside: &[&str], register: Register) -> Result<(), DocumentError> {
    let id = id.to_string();
    plan.set(&[&["orders", id.as_str()], inside].concat(), register)
}

/// A value of several parts in one register.
pub(super) fn whole<T: Serialize>(value: &T) -> Register {
    // Plain structs of texts and numbers: there is nothing in them that JSON could not say.
    serde_json::to_string(value).map_or(Register::Empty, Register::Text)
}

/// Whether a car that was taken out of its order is in it for good: it was handed over, or the order was signed while it was
/// being thrown away with its cars.
pub(super) fn is_sold(tree: &Tree, car: Entry<'_>) -> bool {
    let was_thrown_away = |order: Entry<'_>| order.is_removed() && order.has("signed") && car.text("order") == Some(order.id);
    car.has("handed_over") || tree.entries_but("orders", |_| true).any(was_thrown_away)
}

pub(super) fn parted<T: DeserializeOwned>(register: &Register) -> Option<T> {
    serde_json::from_str(register.as_text()?).ok()
}

fn order_registers(order: &Order) -> Registers {
    let mut registers: Registers = order.fields.iter().map(|(field, text)| (field.to_string(), made(text))).collect();
    let stamps = [
        ("number", Register::from(order.number.as_str())),
        ("opportunity", order.opportunity.map(|id| id.to_string()).as_deref().into()),
        ("quotation", order.quotation.as_deref().into()),
        (shape::OPENED_AT, Register::Number(order.opened_at.unix_ms())),
        (shape::OPENED_BY, order.opened_by.map(|id| id.to_string()).as_deref().into()),
    ];
    registers.extend(
        stamps
            .into_iter()
            .filter(|(_, value)| *value != Register::Empty)
            .map(|(key, value)| (key.to_owned(), Made::Register(value))),
    );
    let lines: BTreeMap<String, Register> = order.lines.iter().map(|line| (line.id.to_string(), whole(line))).collect();
    let people = order.people.iter().map(|one| (one.contact.to_string(), Register::from(one.role.as_str())));
    registers.insert("lines".to_owned(), Made::Map(lines));
    registers.insert("people".to_owned(), Made::Map(people.collect::<BTreeMap<String, Register>>()));
    registers
}

fn car_registers(car: &OrderCar) -> Registers {
    let mut registers: Registers = car.fields.iter().map(|(field, text)| (field.to_string(), made(text))).collect();
    registers.insert("order".to_owned(), made(&car.order.to_string()));
    if let Some(claim) = &car.claim {
        registers.insert(CLAIM.to_owned(), Made::Register(whole(claim)));
    }
    registers.insert("checks".to_owned(), Made::Map(BTreeMap::new()));
    registers
}

fn payment_registers(payment: &Payment) -> Registers {
    let texts = [
        ("order", payment.order.to_string()),
        ("kind", payment.kind.to_string()),
        ("way", payment.way.to_string()),
        ("on", payment.on.to_string()),
        ("by", payment.by.to_string()),
        ("receipt", payment.receipt.clone()),
    ];
    let mut registers: Registers =
        texts.iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| ((*key).to_owned(), made(text))).collect();
    registers.insert("amount_fen".to_owned(), Made::Register(Register::Number(payment.amount.get())));
    registers.insert("at".to_owned(), Made::Register(Register::Number(payment.at.unix_ms())));
    registers
}

/// A line of the store's list of checks. Registers are written even where empty, so that a second writing clears.
pub(super) fn check_template(check: &CheckTemplate) -> Registers {
    let left_out = shape::yes(!check.asked);
    [("name", check.name.as_str()), ("left_out", left_out)].into_iter().map(|(key, text)| (key.to_owned(), made(text))).collect()
}

fn made(text: &str) -> Made {
    Made::Register(Register::from(text))
}

/// An order without cars and payments.
pub(super) fn read_order(entry: Entry<'_>) -> Option<Order> {
    let fields = entry.registers().filter(|(key, _)| !ORDER_STAMPS.contains(key));
    let people = entry.inner("people").registers().filter_map(|(contact, role)| {
        Some(OrderPerson { contact: contact.parse::<ContactId>().ok()?, role: PersonRole::from(role.as_text()?) })
    });
    let mut lines: Vec<OrderLine> = entry.inner("lines").registers().filter_map(|(_, line)| parted(line)).collect();
    lines.sort_by_key(|line| line.id);
    Some(Order {
        id: entry.id.parse().ok()?,
        number: entry.text("number").unwrap_or_default().to_owned(),
        opportunity: entry.parsed("opportunity"),
        quotation: entry.text("quotation").map(str::to_owned),
        opened_at: instant(entry, shape::OPENED_AT).unwrap_or(Instant::from_unix_ms(0)),
        opened_by: entry.parsed(shape::OPENED_BY),
        signed: entry.register("signed").and_then(parted),
        invoiced: entry.register("invoiced").and_then(parted),
        cancelled: entry.register("cancelled").and_then(parted),
        lines,
        people: people.collect(),
        fields: fields.map(|(key, value)| (OrderField::from(key), value.to_text())).collect(),
    })
}

/// A car; whether its claim lost, the decisions tell.
pub(super) fn read_car(entry: Entry<'_>) -> Option<OrderCar> {
    let fields = entry.registers().filter(|(key, _)| !CAR_STAMPS.contains(key));
    let checks = entry.inner("checks").registers();
    let checks = checks.filter_map(|(item, check)| Some((CheckItem::from(item), parted::<Check>(check)?)));
    Some(OrderCar {
        id: entry.id.parse().ok()?,
        order: entry.parsed("order")?,
        claim: entry.register(CLAIM).and_then(parted),
        returned: None,
        kept: None,
        delivery: Delivery {
            checks: checks.collect(),
            verified: entry.register("verified").and_then(parted),
            signature: entry.register("signature").and_then(parted),
            handed_over: entry.register("handed_over").and_then(parted),
            list: entry.register(CHECK_LIST).and_then(parted),
        },
        fields: fields.map(|(key, value)| (CarField::from(key), value.to_text())).collect(),
    })
}

/// By the person whose device signed it, whomever the text names.
pub(super) fn read_returned(register: &Register, by: StaffId) -> Option<ReturnedClaim> {
    parted(register).map(|returned| ReturnedClaim { by, ..returned })
}

/// The same of a claim that won.
pub(super) fn read_kept(register: &Register, by: StaffId) -> Option<KeptClaim> {
    parted(register).map(|kept| KeptClaim { by, ..kept })
}

pub(super) fn read_payment(entry: Entry<'_>) -> Option<Payment> {
    let at = instant(entry, "at").unwrap_or(Instant::from_unix_ms(0));
    Some(Payment {
        id: entry.id.parse().ok()?,
        order: entry.parsed("order")?,
        kind: PaymentKind::from(entry.text("kind").unwrap_or_default()),
        way: entry.text("way").unwrap_or_default().into(),
        amount: Fen::new(entry.number("amount_fen").unwrap_or_default()),
        at,
        on: entry.parsed("on").unwrap_or_else(|| at.store_date()),
        by: entry.parsed("by").unwrap_or(StaffId::from_bytes([0; 16])),
        receipt: entry.text("receipt").unwrap_or_default().to_owned(),
    })
}

/// A register of an order or a car as a person reads it: of an act the word or date that tells it apart.
pub(super) fn shown(inside: &[&str], register: &Register) -> String {
    let part = |keys: &[&str]| {
        let json: Option<serde_json::Value> = parted(register);
        let found = json.as_ref().and_then(|json| keys.iter().find_map(|key| json.get(key)));
        found.map_or_else(|| register.to_text(), |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    };
    match inside {
        [CLAIM] => part(&["vin"]),
        ["lines", _] => format!("{} {}", part(&["name"]), part(&["amount"])),
        ["signed" | "handed_over"] => part(&["on"]),
        ["invoiced"] => part(&["number", "on"]),
        ["cancelled"] => part(&["reason", "on"]),
        ["checks", _] => part(&["note", "ok"]),
        ["verified" | "signature"] => String::new(),
        _ => register.to_text(),
    }
}
