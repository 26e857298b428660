//! The way back from a write.
//!
//! Invariant: undoing never takes away what anybody wrote since. A register goes back only if it still says what the
//! command wrote and nothing else stands beside it; an entry is removed only if it is as it was made.

use std::collections::BTreeMap;

use automerge::{Automerge, ObjId, ReadDoc};
use serde::{Deserialize, Serialize};

use super::{
    DocumentError,
    plan::{self, Plan},
    register::Register,
    tree::{Node, Tree},
};
use crate::{clock::Instant, domain::customer::Place};

/// One thing to take back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum UndoStep {
    /// A register was written.
    Register {
        /// Which.
        place: Place,
        /// What it said before.
        was: Register,
        /// What was written.
        wrote: Register,
    },
    /// An entry was made.
    Entry {
        /// Container and id.
        place: Place,
        /// Its registers, those of inner maps under `map/key`, empty ones left out.
        wrote: BTreeMap<String, Register>,
    },
}

impl UndoStep {
    /// Where it was written.
    #[must_use]
    pub const fn place(&self) -> &Place {
        match self {
            Self::Register { place, .. } | Self::Entry { place, .. } => place,
        }
    }
}

/// Plans the way back; returns the places that were left alone.
pub(super) fn plan<'a>(
    document: &'a Automerge,
    steps: &[UndoStep],
    at: Instant,
) -> Result<(Plan<'a>, Vec<Place>), DocumentError> {
    let mut plan = Plan::new(document);
    let mut kept = Vec::new();
    let tree = Tree::read(document);
    for step in steps {
        match step {
            UndoStep::Register { place, was, wrote } => {
                let path: Vec<&str> = place.iter().map(String::as_str).collect();
                if still_says(document, &path, wrote) {
                    plan.set(&path, was.clone())?;
                } else {
                    kept.push(place.clone());
                }
            }
            UndoStep::Entry { place, wrote } => match place.as_slice() {
                [container, id] if entry_of(&tree, container, id).as_ref() == Some(wrote) => {
                    plan.mark([container, id, "removed_at"], at.unix_ms())?;
                }
                _ => kept.push(place.clone()),
            },
        }
    }
    Ok((plan, kept))
}

fn still_says(document: &Automerge, path: &[&str], wrote: &Register) -> bool {
    let [inside @ .., key] = path else { return false };
    let Some(object) = plan::object_at(document, inside) else { return false };
    plan::register_at(document, &object, key).as_ref() == Some(wrote) && !has_rival(document, &object, key, wrote)
}

fn has_rival(document: &Automerge, object: &ObjId, key: &str, wrote: &Register) -> bool {
    document
        .get_all(object, key)
        .unwrap_or_default()
        .iter()
        .any(|(value, _)| value.as_scalar().is_none_or(|scalar| Register::from(scalar) != *wrote))
}

fn entry_of(tree: &Tree, container: &str, id: &str) -> Option<BTreeMap<String, Register>> {
    let entry = tree.entries(container).find(|entry| entry.id == id)?;
    let mut found: BTreeMap<String, Register> =
        entry.registers().map(|(key, register)| (key.to_owned(), register.clone())).collect();
    for (name, inner) in entry.maps() {
        for (key, node) in inner {
            if let Node::Register(register) = node
                && *register != Register::Empty
            {
                found.insert(format!("{name}/{key}"), register.clone());
            }
        }
    }
    Some(found)
}
