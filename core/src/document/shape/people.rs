//! Contact people, tags, and what managers decided of a customer.
//!
//! ```text
//! contacts  id -> name, relation, roles (words parted by spaces), remark
//! phones    id -> contact (of the person whose number it is)
//! tags      "group:word" -> "yes"
//! file      fleet (JSON: is_fleet, reason, at; counts only from a manager)
//! judged    id of the other file -> JSON: verdict, at; counts only from a manager
//! ```

use serde_json::{Value as Json, json};

use super::{super::plan::Registers, Collected, Register};
use crate::{
    clock::Instant,
    domain::{
        contact::{Contact, ContactField, roles_text},
        customer::Place,
        judgement::{Fleet, Judged, Verdict},
        profile::{Tag, TagGroup},
    },
    ids::{ContactId, FileId, StaffId},
};

/// See the shape above.
pub(in super::super) const FLEET: &str = "fleet";
/// See the shape above.
pub(in super::super) const CONTACT: &str = "contact";

/// Whether a register is a tag: put on and taken off, it is on.
pub(super) fn is_mark(place: &Place) -> bool {
    place.first().is_some_and(|root| root == "tags")
}

/// Whether a register holds a decision of this page.
pub(super) fn is_decision(place: &Place) -> bool {
    matches!(place.iter().map(String::as_str).collect::<Vec<_>>()[..], ["file", FLEET] | ["judged", _])
}

pub(in super::super) fn contact_phone(typed: &str, label: &str, contact: ContactId) -> Registers {
    Collected::default().text("number", typed).text("label", label).text(CONTACT, &contact.to_string()).0
}

pub(in super::super) fn contact(contact: &Contact) -> Registers {
    Collected::default()
        .text(ContactField::Name.as_str(), &contact.name)
        .text(ContactField::Relation.as_str(), &contact.relation)
        .text(ContactField::Roles.as_str(), &roles_text(&contact.roles))
        .text(ContactField::Remark.as_str(), &contact.remark)
        .0
}

/// The key of a tag's register.
pub(in super::super) fn tag_key(tag: &Tag) -> String {
    format!("{}:{}", tag.group, tag.word)
}

/// The other way.
pub(in super::super) fn read_tag(key: &str) -> Option<Tag> {
    let (group, word) = key.split_once(':')?;
    Some(Tag { group: TagGroup::from(group), word: word.to_owned() })
}

pub(in super::super) fn fleet(fleet: &Fleet) -> Register {
    let whole = json!({ "is_fleet": fleet.is_fleet, "reason": fleet.reason, "at": fleet.at.unix_ms() });
    Register::Text(whole.to_string())
}

/// The other way, by the person whose device signed it.
pub(in super::super) fn read_fleet(register: &Register, by: StaffId) -> Option<Fleet> {
    let json: Json = serde_json::from_str(register.as_text()?).ok()?;
    Some(Fleet {
        is_fleet: json.get("is_fleet")?.as_bool()?,
        reason: json.get("reason").and_then(Json::as_str).unwrap_or_default().to_owned(),
        at: at(&json),
        by,
    })
}

pub(in super::super) fn judged(judged: &Judged) -> Register {
    Register::Text(json!({ "verdict": judged.verdict.as_str(), "at": judged.at.unix_ms() }).to_string())
}

/// The other way, by the person whose device signed it.
pub(in super::super) fn read_judged(other: FileId, register: &Register, by: StaffId) -> Option<Judged> {
    let json: Json = serde_json::from_str(register.as_text()?).ok()?;
    Some(Judged { other, verdict: Verdict::from(json.get("verdict")?.as_str()?), at: at(&json), by })
}

fn at(json: &Json) -> Instant {
    Instant::from_unix_ms(json.get("at").and_then(Json::as_i64).unwrap_or_default())
}
