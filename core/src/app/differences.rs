//! What a change says, in words of the file: values before and after, compared as the screens would show them.
//!
//! Invariant: rows hold what the person at this device may see of a file that they may read, and nothing of ids or of how
//! a file is kept.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    api::{error::AppError, late::FieldRow},
    store::Standing,
};
use crate::{document::Document, ids::StaffId, policy::FileKind};

/// Parts of a file that tell a reader nothing: ids, copies of what stands elsewhere, who and when.
const SILENT: &[&str] = &[
    "id",
    "about",
    "clashes",
    "kind",
    "normalised",
    "by",
    "opened_by",
    "opened_at",
    "planned_by",
    "planned_at",
    "taken_by",
    "given_at",
    "order",
    "is_main",
    "schema",
    "assigned",
    "accepted",
    "confirmed",
    "entered",
    "corrections",
    "customer",
    "event",
    "same_as",
    "duty",
    "chores",
];

/// A file at one moment: each value as it is, and as this person may see it.
pub(super) struct Look {
    plain: BTreeMap<String, String>,
    shown: BTreeMap<String, String>,
}

impl Look {
    /// Looks at a file whose owner is `owner`.
    pub(super) fn at(standing: &Standing, owner: Option<StaffId>, document: &Document) -> Result<Self, AppError> {
        let (plain, shown) = match document.kind() {
            FileKind::Customer => {
                let file = document.customer();
                (json(&file), json(&*standing.masking().customer(owner, file)?))
            }
            FileKind::CustomerPrivate => {
                let file = document.private();
                (json(&file), json(&*standing.masking().private(owner, file)?))
            }
            FileKind::Event => twice(json(&document.event())),
            FileKind::Store => twice(json(&document.store())),
            FileKind::Reception => {
                let file = document.reception();
                (json(&file), json(&standing.masking().reception(&file)?))
            }
            FileKind::Vehicle | FileKind::Care => twice(serde_json::from_str(&document.canonical_json()).unwrap_or(Value::Null)),
        };
        Ok(Self { plain: flat(&plain), shown: flat(&shown) })
    }

    /// What is different `after`.
    pub(super) fn rows(&self, after: &Self) -> Vec<FieldRow> {
        let mut places: Vec<&String> = self.plain.keys().chain(after.plain.keys()).collect();
        places.sort_unstable();
        places.dedup();
        let row = |place: &String| FieldRow {
            field: word(place),
            before: self.shown.get(place).cloned(),
            after: after.shown.get(place).cloned(),
        };
        places.into_iter().filter(|place| self.plain.get(*place) != after.plain.get(*place)).map(row).collect()
    }
}

fn twice(value: Value) -> (Value, Value) {
    (value.clone(), value)
}

fn json<T: serde::Serialize>(value: &T) -> Value {
    // Domain values are plain structs; one that did not become JSON would show no rows.
    serde_json::to_value(value).unwrap_or(Value::Null)
}

/// Every value by its place; entries of a list by their id.
fn flat(value: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    flatten(value, "", &mut found);
    found
}

fn flatten(value: &Value, place: &str, found: &mut BTreeMap<String, String>) {
    let below = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
    match value {
        Value::Null => {}
        Value::Bool(is) => drop(found.insert(place.to_owned(), is.to_string())),
        Value::Number(number) => drop(found.insert(place.to_owned(), number.to_string())),
        Value::String(text) => {
            if !text.is_empty() {
                found.insert(place.to_owned(), text.clone());
            }
        }
        Value::Array(items) => {
            for (nth, item) in items.iter().enumerate() {
                let name = item.get("id").and_then(Value::as_str).map_or_else(|| nth.to_string(), ToOwned::to_owned);
                flatten(item, &below(&format!("#{name}")), found);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !SILENT.contains(&name.as_str())) {
                flatten(value, &below(name), found);
            }
        }
    }
}

/// The place without ids: `phones.number.typed`.
fn word(place: &str) -> String {
    let parts: Vec<&str> = place.split('.').filter(|part| !part.starts_with('#')).collect();
    parts.join(".")
}
