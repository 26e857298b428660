//! How deep objects lie inside each other.
//!
//! Reading a document goes down by recursion, in Automerge as here, and a stack that overflows ends the process: no
//! `catch_unwind` holds that. A change of 5,000 operations could nest 5,000 maps.

use automerge::{Automerge, ObjId, ROOT, ReadDoc, Value, ValueRef};

/// The deepest place of a file of ours lies in three objects: container, entry, inner map.
const DEEPEST: usize = 32;

/// Whether a document that makes so many objects is shallow, found without looking at them where it can be: objects lie
/// no deeper than there are objects. Looking costs as much as loading.
pub(super) fn is_shallow_with(document: &Automerge, objects: u64) -> bool {
    objects <= DEEPEST as u64 || is_shallow(document)
}

/// Whether every object that can be read lies at most [`DEEPEST`] below the root, those beside a winner too.
fn is_shallow(document: &Automerge) -> bool {
    let mut open: Vec<(ObjId, usize)> = vec![(ROOT, 0)];
    while let Some((object, depth)) = open.pop() {
        if depth > DEEPEST {
            return false;
        }
        let mut found = Vec::new();
        for item in document.map_range(&object, ..) {
            if item.conflict {
                found.extend(objects_at(document, &object, &item.key));
            } else if matches!(item.value, ValueRef::Object(_)) {
                found.push(item.id());
            }
        }
        for item in document.list_range(&object, ..) {
            if matches!(item.value, ValueRef::Object(_)) {
                found.push(item.id());
            }
        }
        open.extend(found.into_iter().map(|inner| (inner, depth + 1)));
    }
    true
}

fn objects_at(document: &Automerge, object: &ObjId, key: &str) -> Vec<ObjId> {
    let values = document.get_all(object, key).unwrap_or_default();
    values.into_iter().filter(|(value, _)| matches!(value, Value::Object(_))).map(|(_, inner)| inner).collect()
}
