//! The customer file and its private part.

use std::collections::BTreeMap;

use super::{
    super::{
        loss, orders, shape,
        tree::{Entry as Registers, Tree},
    },
    fields, instant, sales,
};
use crate::{
    clock::Instant,
    domain::{
        contact::{Contact, ContactField, read_roles},
        customer::{Consent, ConsentPurpose, CustomerFile, Entry, EntryKind, Phone, PrivateFile},
        follow_up::{FollowUp, Outcome, Way},
        loss::Loss,
        money::Fen,
        opportunity::{Grade, Opportunity, OpportunityField, Stage},
        phone::PhoneNumber,
        profile::{Expectation, Mood, Topic},
    },
    ids::{FileId, StaffId},
};

/// Clashes are left out.
pub(in super::super) fn customer(file: FileId, tree: &Tree) -> CustomerFile {
    let stamps = tree.container("file");
    let main = stamps.text(shape::MAIN_PHONE);
    CustomerFile {
        opened_at: instant(stamps, shape::OPENED_AT),
        opened_by: stamps.parsed(shape::OPENED_BY),
        fields: fields(tree),
        phones: tree.entries("phones").filter_map(|entry| phone(entry, main)).collect(),
        contacts: tree.entries("contacts").filter_map(contact).collect(),
        tags: tree.container("tags").registers().filter_map(|(key, _)| shape::people::read_tag(key)).collect(),
        consents: tree.entries("consents").filter_map(consent).collect(),
        opportunities: tree.entries("opportunities").filter_map(opportunity).collect(),
        follow_ups: tree.entries_but("follow_ups", |task| task.has("result")).filter_map(follow_up).collect(),
        presentations: tree.entries("presentations").filter_map(sales::presentation).collect(),
        test_drives: tree.entries("test_drives").filter_map(sales::test_drive).collect(),
        quotations: tree.entries("quotations").filter_map(sales::quotation).collect(),
        orders: tree.entries_but("orders", |order| order.has("signed")).filter_map(orders::read_order).collect(),
        order_cars: tree.entries_but("order_cars", |car| orders::is_sold(tree, *car)).filter_map(orders::read_car).collect(),
        payments: tree.entries("payments").filter_map(orders::read_payment).collect(),
        entries: tree.entries("entries").filter_map(entry).collect(),
        ..CustomerFile::empty(file)
    }
}

/// Clashes are left out.
pub(in super::super) fn private(file: FileId, tree: &Tree) -> PrivateFile {
    let about = tree.container("file").parsed(shape::ABOUT);
    PrivateFile { id: file, about, fields: fields(tree), clashes: Vec::new() }
}

fn phone(entry: Registers<'_>, main: Option<&str>) -> Option<Phone> {
    Some(Phone {
        id: entry.id.parse().ok()?,
        number: PhoneNumber::parse(entry.text("number").unwrap_or_default()),
        label: entry.text("label").unwrap_or_default().to_owned(),
        is_main: main == Some(entry.id),
        contact: entry.parsed(shape::people::CONTACT),
    })
}

fn contact(entry: Registers<'_>) -> Option<Contact> {
    let text = |field: ContactField| entry.text(field.as_str()).unwrap_or_default();
    Some(Contact {
        id: entry.id.parse().ok()?,
        name: text(ContactField::Name).to_owned(),
        relation: text(ContactField::Relation).to_owned(),
        roles: read_roles(text(ContactField::Roles)),
        remark: text(ContactField::Remark).to_owned(),
    })
}

fn consent(entry: Registers<'_>) -> Option<Consent> {
    Some(Consent {
        id: entry.id.parse().ok()?,
        purpose: ConsentPurpose::from(entry.text("purpose").unwrap_or_default()),
        wording: entry.text("wording").unwrap_or_default().to_owned(),
        way: entry.text("way").unwrap_or_default().to_owned(),
        given_at: instant(entry, "given_at").unwrap_or(Instant::from_unix_ms(0)),
        taken_by: staff(entry, "taken_by"),
        withdrawn_at: instant(entry, "withdrawn_at"),
    })
}

/// Who a line names; nobody's id where it names no one.
fn staff(entry: Registers<'_>, key: &str) -> StaffId {
    entry.parsed(key).unwrap_or(StaffId::from_bytes([0; 16]))
}

fn opportunity(entry: Registers<'_>) -> Option<Opportunity> {
    let budget = entry.number(OpportunityField::BudgetFen.as_str()).map(Fen::new);
    let purchase_on = entry.parsed(OpportunityField::PurchaseOn.as_str());
    let event = entry.parsed(OpportunityField::Event.as_str());
    // A value that does not read as what it should be is still shown, as the text it is.
    let is_shown_elsewhere = |field: &OpportunityField| match field {
        OpportunityField::Stage | OpportunityField::Grade => true,
        OpportunityField::BudgetFen => budget.is_some(),
        OpportunityField::PurchaseOn => purchase_on.is_some(),
        OpportunityField::Event => event.is_some(),
        _ => false,
    };
    let fields: BTreeMap<OpportunityField, String> = entry
        .registers()
        .filter(|(key, _)| ![shape::OPENED_AT, shape::OPENED_BY, "removed_at"].contains(key) && !loss::is_register(key))
        .map(|(key, register)| (OpportunityField::from(key), register.to_text()))
        .filter(|(field, _)| !is_shown_elsewhere(field))
        .collect();
    Some(Opportunity {
        id: entry.id.parse().ok()?,
        opened_at: instant(entry, shape::OPENED_AT).unwrap_or(Instant::from_unix_ms(0)),
        opened_by: entry.parsed(shape::OPENED_BY),
        stage: entry.text(OpportunityField::Stage.as_str()).map_or(Stage::InitialContact, Stage::from),
        grade: entry.text(OpportunityField::Grade.as_str()).map_or(Grade::N, Grade::from),
        budget,
        purchase_on,
        event,
        interests: entry.inner("interests").registers().filter_map(|(id, value)| shape::read_interest(id, value)).collect(),
        fields,
        loss: Loss {
            request: entry.register(loss::REQUEST).and_then(loss::read_request),
            verdict: None,
            revival: entry.register(loss::REVIVAL).and_then(loss::read_revival),
            ordered: false,
        },
    })
}

fn follow_up(entry: Registers<'_>) -> Option<FollowUp> {
    let planned_at = instant(entry, "planned_at").unwrap_or(Instant::from_unix_ms(0));
    Some(FollowUp {
        id: entry.id.parse().ok()?,
        opportunity: entry.parsed("opportunity"),
        way: Way::from(entry.text("way").unwrap_or_default()),
        aim: entry.text("aim").unwrap_or_default().to_owned(),
        due_on: entry.parsed("due_on").unwrap_or_else(|| planned_at.store_date()),
        planned_by: entry.parsed("planned_by"),
        planned_at,
        result: entry.register("result").and_then(shape::read_result),
        comment: None,
        answer: entry.register(shape::ANSWER).and_then(shape::read_answer),
    })
}

fn entry(entry: Registers<'_>) -> Option<Entry> {
    Some(Entry {
        id: entry.id.parse().ok()?,
        kind: EntryKind::from(entry.text("kind").unwrap_or_default()),
        at: instant(entry, "at").unwrap_or(Instant::from_unix_ms(0)),
        by: staff(entry, "by"),
        text: entry.text("text").unwrap_or_default().to_owned(),
        event: entry.parsed("event"),
        mood: entry.text("mood").map(Mood::from),
        expectation: entry.text("expectation").map(Expectation::from),
        topic: entry.text("topic").map(Topic::from),
        outcome: entry.text("outcome").map(Outcome::from),
    })
}
