//! How the nouns stand in a document: which registers an entry has and what they say.
//!
//! ```text
//! file           one register per plain field; opened_at, opened_by, main_phone (an id), about (a file)
//! phones         id -> number (as typed), label
//! consents       id -> purpose, wording, way, given_at, taken_by, withdrawn_at
//! opportunities  id -> opened_at, opened_by, one register per field; interests: id -> "kind:name";
//!                      loss_request, loss_verdict (counts only from a manager), revival (JSON, see loss.rs)
//! follow_ups     id -> opportunity, way, aim, due_on, planned_by, planned_at, result (JSON: at, by, outcome, text, visit),
//!                      comment (JSON: at, by, text, asks; counts only from a manager), answer (JSON: at, by, text, to)
//! orders         id -> number, opportunity, quotation, opened_at, opened_by, one register per field; signed, invoiced, cancelled
//!                      (JSON); lines: id -> JSON; people: contact -> role
//! order_cars     id -> order, one register per field; claim (JSON: at, by, vin), returned, kept (JSON; count only from a manager);
//!                      checks: item -> JSON; verified, signature, handed_over (JSON)
//! payments       id -> order, kind, way, amount_fen, at, on, by, receipt
//! entries        id -> kind, at, by, text, event, mood, expectation, topic, outcome
//! staff          staff id -> "yes"
//! staff_names    staff id -> name
//! catalogue      id -> parent, level, name, price_fen, order, retired
//! grades         "H.interval_days", "H.longest_days" and so on
//! rules          "lapsed_months" and so on; lines of the sources as in `reasons`, as "source.web.hours" and so on
//! reasons        "price.name", "price.order", "price.retired" and so on
//! rota           staff id -> place
//! calendar       "2026" -> JSON: off, work, closed
//! views          id -> name, page, query, roles (words with commas between), opens
//! ```
//!
//! Contact people, tags and managers' decisions: see [`people`]. A day's reception log: see [`reception`].
//! Presentations, test drives and quotations: see [`sales`].
//!
//! Any entry may have `removed_at`. Instants are milliseconds since 1970; an empty text or null says nothing.
//!
//! A value that must not be torn apart by two writers stands in one register: the result of a follow-up, an interest.

pub(super) mod people;
pub(super) mod reception;
pub(super) mod sales;

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{
    loss, orders,
    plan::{Made, Registers},
    register::Register,
};
use crate::{
    clock::Instant,
    domain::{
        customer::{Consent, Entry, Place},
        follow_up::{FollowUp, FollowUpAnswer, FollowUpComment, FollowUpResult, Outcome},
        opportunity::{Interest, InterestKind, Opportunity, OpportunityField},
        store::CatalogueNode,
        view::SavedView,
    },
    ids::{InterestId, StaffId},
};

/// A manager's comment on a follow-up.
pub(super) const COMMENT: &str = "comment";
/// The answer to it.
pub(super) const ANSWER: &str = "answer";
/// Registers of the container `file` that are no plain fields.
pub(super) const OPENED_AT: &str = "opened_at";
/// See [`OPENED_AT`].
pub(super) const OPENED_BY: &str = "opened_by";
/// See [`OPENED_AT`].
pub(super) const MAIN_PHONE: &str = "main_phone";
/// See [`OPENED_AT`].
pub(super) const ABOUT: &str = "about";

/// Whether a register of the container `file` is no plain field.
pub(super) fn is_stamp(key: &str) -> bool {
    [OPENED_AT, OPENED_BY, MAIN_PHONE, ABOUT, people::FLEET].contains(&key)
}

/// Whether a register only marks that something ended; two devices that both end it do not disagree.
pub(super) fn is_mark(place: &Place) -> bool {
    place.last().is_some_and(|key| key == "removed_at" || key == "withdrawn_at")
        || reception::is_mark(place)
        || sales::is_mark(place)
        || people::is_mark(place)
}

/// Whether what two people wrote into a register is told elsewhere than among the clashes of its file.
pub(super) fn is_told_elsewhere(place: &Place) -> bool {
    is_decision(place) || sales::is_booking(place) || place.last().is_some_and(|last| last == orders::CHECK_LIST)
}

/// Whether a register holds a decision: of several values those that count are asked for, so it is no clash.
pub(super) fn is_decision(place: &Place) -> bool {
    match place.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["follow_ups", _, register] => register == COMMENT,
        // Of several requests and revivals those count that the verdict names.
        ["opportunities", _, register] => loss::is_register(register),
        ["order_cars", _, register] => register == orders::RETURNED || register == orders::KEPT,
        // Of what the logs of several days say of a car the latest word counts.
        ["claims", _] => true,
        _ => people::is_decision(place),
    }
}

/// A register's value as a person reads it.
pub(super) fn shown(place: &Place, register: &Register) -> String {
    if let Some(shown) = sales::shown(place, register) {
        return shown;
    }
    match place.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["follow_ups", _, ANSWER] => read_answer(register).map_or_else(String::new, |answer| answer.text),
        ["follow_ups", _, "result"] => read_result(register).map_or_else(String::new, |result| match result.said() {
            said if said.is_empty() => result.outcome.to_string(),
            said => said,
        }),
        ["orders" | "order_cars", _, ref inside @ ..] => orders::shown(inside, register),
        ["opportunities", _, "interests", _] => register.as_text().map_or("", |text| split_interest(text).1).to_owned(),
        ["lines", _, "interests", _] => register.as_text().map_or("", |text| split_interest(text).1).to_owned(),
        ["lines", _, reception::ASSIGNED] => {
            reception::read_assigned(register).map(|assigned| assigned.to.to_string()).unwrap_or_default()
        }
        _ => register.to_text(),
    }
}

/// Collects registers, empty ones left out.
#[derive(Default)]
struct Collected(Registers);

impl Collected {
    fn text(mut self, key: &str, text: &str) -> Self {
        if !text.is_empty() {
            self.0.insert(key.to_owned(), Made::Register(Register::Text(text.to_owned())));
        }
        self
    }

    fn shown<T: ToString>(self, key: &str, value: Option<&T>) -> Self {
        match value {
            Some(value) => self.text(key, &value.to_string()),
            None => self,
        }
    }

    fn number(mut self, key: &str, number: i64) -> Self {
        self.0.insert(key.to_owned(), Made::Register(Register::Number(number)));
        self
    }

    fn instant(self, key: &str, at: Instant) -> Self {
        self.number(key, at.unix_ms())
    }
}

/// A phone keeps what was typed; what follows from it is worked out on reading, so that the parts of a number can never
/// come from two writers.
pub(super) fn phone(typed: &str, label: &str) -> Registers {
    Collected::default().text("number", typed).text("label", label).0
}

pub(super) fn consent(consent: &Consent) -> Registers {
    let registers = Collected::default()
        .text("purpose", consent.purpose.as_str())
        .text("wording", &consent.wording)
        .text("way", &consent.way)
        .instant("given_at", consent.given_at)
        .text("taken_by", &consent.taken_by.to_string());
    match consent.withdrawn_at {
        Some(at) => registers.instant("withdrawn_at", at).0,
        None => registers.0,
    }
}

pub(super) fn opportunity(opportunity: &Opportunity) -> Registers {
    let mut registers = Collected::default();
    for (field, text) in &opportunity.fields {
        registers = registers.text(field.as_str(), text);
    }
    let mut registers = registers
        .instant(OPENED_AT, opportunity.opened_at)
        .shown(OPENED_BY, opportunity.opened_by.as_ref())
        .text(OpportunityField::Stage.as_str(), opportunity.stage.as_str())
        .text(OpportunityField::Grade.as_str(), opportunity.grade.as_str())
        .shown(OpportunityField::BudgetFen.as_str(), opportunity.budget.map(|fen| fen.get()).as_ref())
        .shown(OpportunityField::PurchaseOn.as_str(), opportunity.purchase_on.as_ref())
        .shown(OpportunityField::Event.as_str(), opportunity.event.as_ref())
        .0;
    let interests = opportunity.interests.iter().map(|one| (one.id.to_string(), interest(one)));
    registers.insert("interests".to_owned(), Made::Map(interests.collect::<BTreeMap<String, Register>>()));
    registers
}

/// `kind:name`. One register, keyed by the catalogue's id: two devices that add the same series write the same value.
pub(super) fn interest(interest: &Interest) -> Register {
    Register::Text(format!("{}:{}", interest.kind, interest.name))
}

/// The other way; nothing where it was taken away.
pub(super) fn read_interest(id: &str, register: &Register) -> Option<Interest> {
    let (kind, name) = split_interest(register.as_text()?);
    Some(Interest { id: id.parse::<InterestId>().ok()?, kind: InterestKind::from(kind), name: name.to_owned() })
}

fn split_interest(text: &str) -> (&str, &str) {
    text.split_once(':').unwrap_or(("series", text))
}

pub(super) fn follow_up(follow_up: &FollowUp) -> Registers {
    let mut registers = Collected::default()
        .shown("opportunity", follow_up.opportunity.as_ref())
        .text("way", follow_up.way.as_str())
        .text("aim", &follow_up.aim)
        .shown("due_on", Some(&follow_up.due_on))
        .shown("planned_by", follow_up.planned_by.as_ref())
        .instant("planned_at", follow_up.planned_at)
        .0;
    if let Some(done) = &follow_up.result {
        registers.insert("result".to_owned(), Made::Register(result(done)));
    }
    registers
}

/// Outcome, words, time and writer in one register, because they belong to one act.
pub(super) fn result(result: &FollowUpResult) -> Register {
    let mut whole = json!({
        "at": result.at.unix_ms(),
        "by": result.by.to_string(),
        "outcome": result.outcome.as_str(),
        "text": result.text,
    });
    if let Some(visit) = &result.visit {
        whole["visit"] = json!(visit);
    }
    Register::Text(whole.to_string())
}

/// The other way; a result of another form is still a result.
pub(super) fn read_result(register: &Register) -> Option<FollowUpResult> {
    let written = register.as_text()?;
    let json: Json = serde_json::from_str(written).unwrap_or_else(|_| json!({ "text": written }));
    let text = |key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default();
    Some(FollowUpResult {
        outcome: Outcome::from(text("outcome")),
        text: text("text").to_owned(),
        at: Instant::from_unix_ms(json.get("at").and_then(Json::as_i64).unwrap_or_default()),
        by: text("by").parse().unwrap_or(StaffId::from_bytes([0; 16])),
        visit: json.get("visit").and_then(|visit| serde_json::from_value(visit.clone()).ok()),
    })
}

/// Words, time and writer in one register; without words the register is empty.
pub(super) fn comment(comment: &FollowUpComment) -> Register {
    if comment.text.is_empty() {
        return Register::Empty;
    }
    let whole = json!({ "asks": comment.asks, "at": comment.at.unix_ms(), "by": comment.by.to_string(), "text": comment.text });
    Register::Text(whole.to_string())
}

/// Words, time, writer and which comment is meant in one register.
pub(super) fn answer(answer: &FollowUpAnswer) -> Register {
    let whole = json!({
        "at": answer.at.unix_ms(),
        "by": answer.by.to_string(),
        "text": answer.text,
        "to": answer.to.unix_ms(),
    });
    Register::Text(whole.to_string())
}

/// The other way.
pub(super) fn read_answer(register: &Register) -> Option<FollowUpAnswer> {
    let json: Json = serde_json::from_str(register.as_text()?).ok()?;
    let instant = |key: &str| Instant::from_unix_ms(json.get(key).and_then(Json::as_i64).unwrap_or_default());
    Some(FollowUpAnswer {
        text: json.get("text")?.as_str()?.to_owned(),
        to: instant("to"),
        at: instant("at"),
        by: json.get("by").and_then(Json::as_str).and_then(|by| by.parse().ok()).unwrap_or(StaffId::from_bytes([0; 16])),
    })
}

/// The other way, by the person whose device signed it, whomever the text names.
pub(super) fn read_comment(register: &Register, by: StaffId) -> Option<FollowUpComment> {
    let json: Json = serde_json::from_str(register.as_text()?).ok()?;
    let text = json.get("text").and_then(Json::as_str).filter(|text| !text.is_empty())?.to_owned();
    // A comment of an older version asks for nothing.
    let asks = json.get("asks").and_then(Json::as_bool).unwrap_or_default();
    Some(FollowUpComment { text, asks, at: Instant::from_unix_ms(json.get("at").and_then(Json::as_i64).unwrap_or_default()), by })
}

pub(super) fn entry(entry: &Entry) -> Registers {
    Collected::default()
        .text("kind", entry.kind.as_str())
        .instant("at", entry.at)
        .text("by", &entry.by.to_string())
        .text("text", &entry.text)
        .shown("event", entry.event.as_ref())
        .shown("mood", entry.mood.as_ref())
        .shown("expectation", entry.expectation.as_ref())
        .shown("topic", entry.topic.as_ref())
        .shown("outcome", entry.outcome.as_ref())
        .0
}

pub(super) fn catalogue_node(node: &CatalogueNode) -> Registers {
    let registers = Collected::default()
        .shown("parent", node.parent.as_ref())
        .text("level", node.level.as_str())
        .text("name", &node.name)
        .number("order", node.order)
        .text("retired", yes(node.retired));
    match node.price_fen {
        Some(fen) => registers.number("price_fen", fen).0,
        None => registers.0,
    }
}

pub(super) const fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "" }
}

/// Every register, empty ones too: a view that is saved again loses what was taken out of it.
pub(super) fn view(view: &SavedView) -> Registers {
    let roles = view.roles.join(",");
    let texts = [
        ("name", view.name.as_str()),
        ("page", view.page.as_str()),
        ("query", &view.query),
        ("roles", &roles),
        ("opens", yes(view.opens)),
    ];
    texts.into_iter().map(|(key, text)| (key.to_owned(), Made::Register(Register::from(text)))).collect()
}
