//! How deep objects lie inside each other.
//!
//! Reading a document goes down by recursion, in Automerge as here, and a stack that overflows ends the process: no
//! `catch_unwind` holds that. A change of 5,000 operations could nest 5,000 maps.

use automerge::{Automerge, ObjId, ObjType, Prop, ROOT, ReadDoc, Value, ValueRef};

/// The deepest place of a file of ours lies in three objects: container, entry, inner map. The rest is room for what a
/// newer version may keep, and costs nothing: reading so deep a file takes less than a quarter of the smallest stack
/// that reads one (2 MiB, every thread but the first), as a test of `document` holds.
const DEEPEST: usize = 32;

/// Whether a document that makes so many objects is shallow, found without looking at them where it can be: objects lie
/// no deeper than there are objects. Looking costs as much as loading.
pub(super) fn is_shallow_with(document: &Automerge, objects: u64) -> bool {
    objects <= DEEPEST as u64 || is_shallow(document)
}

/// Whether every object that can be read lies at most [`DEEPEST`] below the root, those beside a winner too. Each is
/// looked at once: one met twice on each level would be met four billion times at the deepest.
fn is_shallow(document: &Automerge) -> bool {
    let mut open: Vec<(ObjId, usize)> = vec![(ROOT, 0)];
    while let Some((object, depth)) = open.pop() {
        if depth > DEEPEST {
            return false;
        }
        let inside = match document.object_type(&object) {
            Ok(ObjType::Map | ObjType::Table) => in_map(document, &object),
            Ok(ObjType::List | ObjType::Text) => in_list(document, &object),
            Err(_) => return false,
        };
        open.extend(inside.into_iter().map(|inner| (inner, depth + 1)));
    }
    true
}

fn in_map(document: &Automerge, object: &ObjId) -> Vec<ObjId> {
    let mut found = Vec::new();
    for item in document.map_range(object, ..) {
        if item.conflict {
            found.extend(all_at(document, object, item.key.as_ref()));
        } else if matches!(item.value, ValueRef::Object(_)) {
            found.push(item.id());
        }
    }
    found
}

fn in_list(document: &Automerge, object: &ObjId) -> Vec<ObjId> {
    let mut found = Vec::new();
    for item in document.list_range(object, ..) {
        if item.conflict {
            found.extend(all_at(document, object, item.index));
        } else if matches!(item.value, ValueRef::Object(_)) {
            found.push(item.id());
        }
    }
    found
}

fn all_at<P: Into<Prop>>(document: &Automerge, object: &ObjId, place: P) -> impl Iterator<Item = ObjId> {
    let values = document.get_all(object, place).unwrap_or_default();
    values.into_iter().filter(|(value, _)| matches!(value, Value::Object(_))).map(|(_, inner)| inner)
}
