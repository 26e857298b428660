//! How a day's reception log stands in a document.
//!
//! ```text
//! file   day; one register per chore done, "chore.drinks" (JSON: at, by)
//! lines  id -> one register per field; entered_at, entered_by; interests: id -> "kind:name"; assigned (JSON: to, how, at,
//!              by); accepted (JSON: at, by, of: when it was given), confirmed (JSON: at, by); same_as (a line); corrections: id -> JSON (field, was, at, by)
//! duty   staff id -> place of the day's list, or "off"
//! ```

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{Collected, interest};
use crate::{
    clock::Instant,
    document::{
        plan::{Made, Registers},
        register::Register,
    },
    domain::{
        customer::Place,
        reception::{Assigned, Chore, ChosenBy, Correction, Duty, Line, LineField, Stamp},
    },
    ids::{CorrectionId, LineId, StaffId},
};

/// The day of the log.
pub(in crate::document) const DAY: &str = "day";
/// To whom a visitor was given.
pub(in crate::document) const ASSIGNED: &str = "assigned";
/// That the consultant has them.
pub(in crate::document) const ACCEPTED: &str = "accepted";
/// That somebody looked a line over.
pub(in crate::document) const CONFIRMED: &str = "confirmed";
/// The line that counts in place of this one.
pub(in crate::document) const SAME_AS: &str = "same_as";
/// When a line was entered.
pub(in crate::document) const ENTERED_AT: &str = "entered_at";
/// By whom.
pub(in crate::document) const ENTERED_BY: &str = "entered_by";
const CHORE: &str = "chore.";
const OFF: &str = "off";

/// Whether a register says which day it is: that is so whoever wrote it first, and nobody takes it back.
pub(in crate::document) fn is_day(place: &Place) -> bool {
    matches!(place.iter().map(String::as_str).collect::<Vec<_>>()[..], ["file", DAY])
}

/// Whether a register only notes that something was done: two who both note it do not disagree. Who decides about one visitor
/// in several lines is asked again where two decided differently.
pub(super) fn is_mark(place: &Place) -> bool {
    match place.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["lines", _, key] => [ACCEPTED, CONFIRMED, SAME_AS].contains(&key),
        ["lines", _, "corrections", _] => true,
        ["file", key] => key.starts_with(CHORE),
        _ => false,
    }
}

pub(in crate::document) fn line(line: &Line) -> Registers {
    let mut registers = Collected::default()
        .instant(ENTERED_AT, line.entered.at)
        .text(ENTERED_BY, &line.entered.by.to_string())
        .shown(SAME_AS, line.same_as.as_ref())
        .0;
    for (field, text) in fields(line) {
        registers.insert(field.as_str().to_owned(), Made::Register(value(&field, &text)));
    }
    if let Some(to) = &line.assigned {
        registers.insert(ASSIGNED.to_owned(), Made::Register(assigned(to)));
    }
    if let (Some(by), Some(to)) = (line.accepted, &line.assigned) {
        registers.insert(ACCEPTED.to_owned(), Made::Register(accepted(by, to.at)));
    }
    let interests = line.interests.iter().map(|one| (one.id.to_string(), interest(one)));
    registers.insert("interests".to_owned(), Made::Map(interests.collect::<BTreeMap<String, Register>>()));
    registers.insert("corrections".to_owned(), Made::Map(BTreeMap::new()));
    registers
}

/// The fields that are filled in.
fn fields(line: &Line) -> Vec<(LineField, String)> {
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let code = |code: &str| (!code.is_empty()).then(|| code.to_owned());
    let all = [
        (LineField::CameBy, code(line.came_by.as_str())),
        (LineField::InAt, Some(line.in_at.unix_ms().to_string())),
        (LineField::OutAt, line.out_at.map(|at| at.unix_ms().to_string())),
        (LineField::VisitCount, number(line.visit_count)),
        (LineField::PartySize, number(line.party_size)),
        (LineField::Purpose, code(line.purpose.as_str())),
        (LineField::Enquiry, code(&line.enquiry)),
        (LineField::Contact, line.contact.as_ref().map(ToString::to_string)),
        (LineField::Asked, number(line.asked)),
        (LineField::Result, line.result.as_ref().map(ToString::to_string)),
        (LineField::Stage, line.stage.as_ref().map(ToString::to_string)),
        (LineField::Remark, code(&line.remark)),
        (LineField::Event, line.event.map(|event| event.to_string())),
        (LineField::Customer, line.customer.map(|customer| customer.to_string())),
    ];
    all.into_iter().filter_map(|(field, text)| Some((field, text?))).collect()
}

/// A field's register; numbers as numbers, which are small.
pub(in crate::document) fn value(field: &LineField, text: &str) -> Register {
    match text.parse().ok().filter(|_| field.is_number()) {
        Some(number) => Register::Number(number),
        None => Register::from(text),
    }
}

pub(in crate::document) fn assigned(assigned: &Assigned) -> Register {
    let Assigned { to, how, at, by } = assigned;
    let whole = json!({ "to": to.to_string(), "how": how.as_str(), "at": at.unix_ms(), "by": by.to_string() });
    Register::Text(whole.to_string())
}

/// The other way; nothing where the visitor was put back into the queue.
pub(in crate::document) fn read_assigned(register: &Register) -> Option<Assigned> {
    let json: Json = serde_json::from_str(register.as_text()?).ok()?;
    let how = ChosenBy::from(json.get("how").and_then(Json::as_str).unwrap_or_default());
    let Stamp { at, by } = stamped(&json);
    Some(Assigned { to: json.get("to")?.as_str()?.parse().ok()?, how, at, by })
}

/// Names the very act that is answered: after the visitor went to somebody else and back, the old word says nothing.
pub(in crate::document) fn accepted(accepted: Stamp, of: Instant) -> Register {
    let Stamp { at, by } = accepted;
    Register::Text(json!({ "at": at.unix_ms(), "by": by.to_string(), "of": of.unix_ms() }).to_string())
}

/// The other way; nothing where it answers another assignment.
pub(in crate::document) fn read_accepted(register: &Register, assigned: &Assigned) -> Option<Stamp> {
    let json: Json = serde_json::from_str(register.as_text()?).ok()?;
    let of = json.get("of").and_then(Json::as_i64)?;
    Some(stamped(&json)).filter(|stamp| stamp.by == assigned.to && of == assigned.at.unix_ms())
}

pub(in crate::document) fn stamp(stamp: Stamp) -> Register {
    Register::Text(json!({ "at": stamp.at.unix_ms(), "by": stamp.by.to_string() }).to_string())
}

/// The other way.
pub(in crate::document) fn read_stamp(register: &Register) -> Option<Stamp> {
    let json: Json = serde_json::from_str(register.as_text()?).ok()?;
    Some(stamped(&json))
}

fn stamped(json: &Json) -> Stamp {
    Stamp {
        at: Instant::from_unix_ms(json.get("at").and_then(Json::as_i64).unwrap_or_default()),
        by: json.get("by").and_then(Json::as_str).and_then(|by| by.parse().ok()).unwrap_or(StaffId::from_bytes([0; 16])),
    }
}

pub(in crate::document) fn correction(correction: &Correction) -> Register {
    let Correction { id: _, field, was, at, by } = correction;
    let whole = json!({ "field": field.as_str(), "was": was, "at": at.unix_ms(), "by": by.to_string() });
    Register::Text(whole.to_string())
}

/// The other way.
pub(in crate::document) fn read_correction(id: &str, register: &Register) -> Option<Correction> {
    let id: CorrectionId = id.parse().ok()?;
    let json: Json = serde_json::from_str(register.as_text()?).ok()?;
    let text = |key: &str| json.get(key).and_then(Json::as_str).unwrap_or_default();
    let Stamp { at, by } = stamped(&json);
    Some(Correction { id, field: LineField::from(text("field")), was: text("was").to_owned(), at, by })
}

pub(in crate::document) fn duty(duty: Duty) -> Register {
    match duty {
        Duty::Off => Register::Text(OFF.to_owned()),
        Duty::On(place) => Register::Number(place),
    }
}

/// The other way.
pub(in crate::document) fn read_duty(register: &Register) -> Option<Duty> {
    match (register.as_number(), register.as_text()) {
        (Some(place), _) => Some(Duty::On(place)),
        (None, Some(OFF)) => Some(Duty::Off),
        (None, _) => None,
    }
}

/// The register of a chore.
pub(in crate::document) fn chore(chore: &Chore) -> String {
    format!("{CHORE}{chore}")
}

/// The other way.
pub(in crate::document) fn read_chore(key: &str) -> Option<Chore> {
    key.strip_prefix(CHORE).map(Chore::from)
}

/// A line's id, where a register names one.
pub(in crate::document) fn read_line_id(register: &Register) -> Option<LineId> {
    register.as_text()?.parse().ok()
}
