//! Registers: a place, and the values that nobody has written over knowingly.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// From the root of a file down.
pub(in crate::sim) type Place = Vec<String>;

/// What a file must say: for each register the values that may show. More than one means a clash.
#[derive(Debug)]
pub(in crate::sim) struct View {
    registers: BTreeMap<Place, Vec<Value>>,
}

impl View {
    pub(super) const fn new(registers: BTreeMap<Place, Vec<Value>>) -> Self {
        Self { registers }
    }

    /// The values of a register; none where nobody wrote it.
    pub(in crate::sim) fn values(&self, place: &[String]) -> &[Value] {
        self.registers.get(place).map_or(&[], Vec::as_slice)
    }

    /// Compares with what a device shows; tells the first difference.
    pub(in crate::sim) fn compare(&self, content: &Value) -> Result<(), String> {
        let found = flatten(content);
        for (place, value) in &found {
            if !self.values(place).contains(value) {
                return Err(format!("{place:?} says {value}, which may be {:?}", self.values(place)));
            }
        }
        for (place, values) in &self.registers {
            if !found.contains_key(place) && !values.iter().any(is_empty) {
                return Err(format!("{place:?} says nothing, which may be {values:?}"));
            }
        }
        Ok(())
    }

    /// The clashes that must be offered, with all values as a person reads them; and those that may be, because it is
    /// itself in dispute whether their entry was removed.
    pub(in crate::sim) fn clashes(&self) -> (BTreeMap<Place, BTreeSet<String>>, BTreeSet<Place>) {
        let (mut must, mut may) = (BTreeMap::new(), BTreeSet::new());
        for (place, values) in &self.registers {
            let texts: BTreeSet<String> = values.iter().map(|value| shown(place, value)).collect();
            if texts.len() < 2 || is_mark(place) {
                continue;
            }
            let removed = match place.as_slice() {
                [container, id, _, ..] => self.values(&[container.clone(), id.clone(), "removed_at".to_owned()]),
                _ => &[],
            };
            match (removed.iter().any(is_empty), removed.is_empty()) {
                (false, false) => {}
                (true, _) if removed.len() > 1 => {
                    may.insert(place.clone());
                }
                _ => {
                    must.insert(place.clone(), texts);
                }
            }
        }
        (must, may)
    }
}

/// Marks tell that something ended; two people who both end it do not disagree.
fn is_mark(place: &Place) -> bool {
    place.last().is_some_and(|key| key == "removed_at" || key == "withdrawn_at")
}

/// Nothing, and a cleared text, say the same.
pub(in crate::sim) fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("")
}

/// A value as a person reads it.
pub(in crate::sim) fn shown(place: &[String], value: &Value) -> String {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    match value {
        Value::Object(result) if place.last().is_some_and(|key| key == "result") => {
            let said = result.get("text").map(text).unwrap_or_default();
            if said.is_empty() { result.get("outcome").map(text).unwrap_or_default() } else { said }
        }
        other => text(other),
    }
}

/// Every register that says something. A result stands in one register, written as JSON.
pub(in crate::sim) fn flatten(content: &Value) -> BTreeMap<Place, Value> {
    let mut found = BTreeMap::new();
    walk(content, &mut Vec::new(), &mut found);
    found
}

fn walk(value: &Value, path: &mut Place, found: &mut BTreeMap<Place, Value>) {
    if let Value::Object(map) = value {
        for (key, inner) in map {
            path.push(key.clone());
            walk(inner, path, found);
            path.pop();
        }
    } else if !is_empty(value) {
        let is_result =
            path.first().is_some_and(|first| first == "follow_ups") && path.last().is_some_and(|last| last == "result");
        let parsed = if is_result { value.as_str().and_then(|text| serde_json::from_str(text).ok()) } else { None };
        found.insert(path.clone(), parsed.unwrap_or_else(|| value.clone()));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Deed, Model};
    use super::*;

    fn place() -> Place {
        vec!["file".into(), "city".into()]
    }

    fn deed(knew: &[usize], city: &str) -> Deed {
        Deed { knew: knew.iter().copied().collect(), writes: [(place(), json!(city))].into() }
    }

    #[test]
    fn a_later_write_wins_and_two_apart_clash() {
        let model = Model { deeds: vec![deed(&[], "a"), deed(&[0], "b"), deed(&[0], "c")], ..Model::default() };
        let view = |known: &[usize]| model.view(&known.iter().copied().collect());
        assert_eq!(view(&[0, 1]).compare(&json!({"file": {"city": "b"}})), Ok(()));
        assert!(view(&[0, 1]).compare(&json!({"file": {"city": "a"}})).is_err());
        assert!(view(&[0, 1]).compare(&json!({"file": {}})).is_err());
        assert!(view(&[0, 1]).compare(&json!({"file": {"city": "b", "name": "x"}})).is_err());
        let apart = view(&[0, 1, 2]);
        assert_eq!(apart.compare(&json!({"file": {"city": "c"}})), Ok(()));
        assert_eq!(apart.clashes().0, [(place(), ["b".to_owned(), "c".to_owned()].into())].into());
    }
}
