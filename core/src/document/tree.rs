//! A document read once, as plain maps of registers.
//!
//! Invariant: reading never fails. What this version does not understand is passed over and stays in the document.

use std::collections::BTreeMap;

use automerge::{Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value, ValueRef};

use super::{plan, register::Register};
use crate::domain::customer::Place;

/// A map of the document.
pub(super) type Map = BTreeMap<String, Node>;

/// What stands under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// A single value.
    Register(Register),
    /// A map.
    Map(Map),
}

/// A register with more than one value.
#[derive(Debug)]
pub(super) struct Conflict {
    pub(super) place: Place,
    pub(super) object: ObjId,
}

/// The whole document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    root: Map,
    pub(super) conflicts: Vec<Conflict>,
}

impl Tree {
    pub(super) fn read(document: &Automerge) -> Self {
        let mut tree = Self::default();
        tree.root = tree.read_map(document, &ROOT, &mut Vec::new());
        tree
    }

    fn read_map(&mut self, document: &Automerge, object: &ObjId, path: &mut Place) -> Map {
        let mut map = Map::new();
        for item in document.map_range(object, ..) {
            let key = item.key.clone().into_owned();
            let map_there = match &item.value {
                ValueRef::Object(ObjType::Map | ObjType::Table) => Some(item.id()),
                // Where somebody wrote a value beside a map that others made apart, the map shows.
                ValueRef::Scalar(_) if item.conflict => plan::maps_at(document, object, &key).into_iter().next(),
                ValueRef::Scalar(_) | ValueRef::Object(_) => None,
            };
            let node = match (map_there, &item.value) {
                (None, ValueRef::Scalar(value)) => {
                    if item.conflict {
                        let place = path.iter().cloned().chain([key.clone()]).collect();
                        self.conflicts.push(Conflict { place, object: object.clone() });
                    }
                    Node::Register(Register::from(&ScalarValue::from(value.clone())))
                }
                (Some(winner), _) => {
                    path.push(key.clone());
                    let mut inner = self.read_map(document, &winner, path);
                    if item.conflict {
                        self.join_twins(document, object, path, &winner, &mut inner);
                    }
                    path.pop();
                    Node::Map(inner)
                }
                (None, ValueRef::Object(_)) => continue,
            };
            map.insert(key, node);
        }
        map
    }

    /// Two devices that add an entry under the same id apart make two maps. The winner shows; what only the other holds
    /// is shown with it. The winner is not read again: twins inside twins would double the work with every level.
    fn join_twins(&mut self, document: &Automerge, parent: &ObjId, path: &mut Place, winner: &ObjId, shown: &mut Map) {
        let twins = path.last().and_then(|key| document.get_all(parent, key.as_str()).ok()).unwrap_or_default();
        for (value, twin) in twins {
            if twin != *winner && matches!(value, Value::Object(ObjType::Map | ObjType::Table)) {
                for (key, node) in self.read_map(document, &twin, path) {
                    shown.entry(key).or_insert(node);
                }
            }
        }
    }

    /// The registers of a container; empty where it is missing.
    pub(super) fn container(&self, name: &str) -> Entry<'_> {
        Entry { id: "", map: map_of(self.root.get(name)) }
    }

    /// The entries of a container by id, removed ones left out.
    pub(super) fn entries(&self, container: &str) -> impl Iterator<Item = Entry<'_>> {
        self.entries_but(container, |_| false)
    }

    /// As [`Tree::entries`], with those removed ones too that `stays` keeps: what was done there on one device outweighs that
    /// it was taken out of use on another, which knew nothing of it.
    pub(super) fn entries_but(&self, container: &str, stays: impl Fn(&Entry<'_>) -> bool) -> impl Iterator<Item = Entry<'_>> {
        self.all_entries(container).filter(move |entry| !entry.is_removed() || stays(entry))
    }

    fn all_entries(&self, container: &str) -> impl Iterator<Item = Entry<'_>> {
        map_of(self.root.get(container))
            .into_iter()
            .flatten()
            .filter_map(|(id, node)| map_of(Some(node)).map(|map| Entry { id: id.as_str(), map: Some(map) }))
    }

    /// Whether `place` lies inside an entry that was removed.
    pub(super) fn is_removed(&self, place: &[String]) -> bool {
        match place {
            [container, id, _, ..] => self.all_entries(container).any(|entry| entry.id == id && entry.is_removed()),
            _ => false,
        }
    }
}

fn map_of(node: Option<&Node>) -> Option<&Map> {
    match node {
        Some(Node::Map(map)) => Some(map),
        Some(Node::Register(_)) | None => None,
    }
}

/// A map of registers with its key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) id: &'a str,
    map: Option<&'a Map>,
}

impl<'a> Entry<'a> {
    /// Every register that is not empty, by key.
    pub(super) fn registers(self) -> impl Iterator<Item = (&'a str, &'a Register)> {
        self.map.into_iter().flatten().filter_map(|(key, node)| match node {
            Node::Register(Register::Empty) | Node::Map(_) => None,
            Node::Register(register) => Some((key.as_str(), register)),
        })
    }

    pub(super) fn register(self, key: &str) -> Option<&'a Register> {
        match self.map?.get(key) {
            Some(Node::Register(register)) => Some(register),
            Some(Node::Map(_)) | None => None,
        }
    }

    /// A map inside the entry, such as the interests of an opportunity.
    pub(super) fn inner(self, key: &'a str) -> Entry<'a> {
        Entry { id: key, map: self.map.and_then(|map| map_of(map.get(key))) }
    }

    /// Every map inside the entry, by key.
    pub(super) fn maps(self) -> impl Iterator<Item = (&'a str, &'a Map)> {
        self.map.into_iter().flatten().filter_map(|(key, node)| map_of(Some(node)).map(|map| (key.as_str(), map)))
    }

    /// A text that is not empty.
    pub(super) fn text(self, key: &str) -> Option<&'a str> {
        self.register(key).and_then(Register::as_text)
    }

    pub(super) fn number(self, key: &str) -> Option<i64> {
        self.register(key).and_then(Register::as_number)
    }

    /// A text that has the form wanted.
    pub(super) fn parsed<T: std::str::FromStr>(self, key: &str) -> Option<T> {
        self.text(key).and_then(|text| text.parse().ok())
    }

    /// Whether a register holds something.
    pub(super) fn has(self, key: &str) -> bool {
        self.register(key).is_some_and(|register| *register != Register::Empty)
    }

    pub(super) fn is_removed(self) -> bool {
        self.has("removed_at")
    }
}
