//! The vehicle file, and what the log of a day says of cars.
//!
//! ```text
//! vehicle    file: one register per field; owners: customer -> since; mileages: date -> km
//! reception  claims: car of an order -> JSON (at, by, customer, number, order, state, vehicle)
//! ```

use std::collections::{HashSet, VecDeque};

use automerge::{Automerge, ObjId, ReadDoc as _};

use super::{
    DocumentError, orders,
    plan::{Plan, object_at},
    read,
    register::Register,
    shape,
    tree::Tree,
};
use crate::{
    domain::{
        edit::{CarEdit, VehicleEdit},
        vehicle::{CarWord, CarWords, VehicleFile},
    },
    ids::{ChangeHash, FileId},
};

pub(super) fn vehicle(plan: &mut Plan<'_>, edit: &VehicleEdit) -> Result<(), DocumentError> {
    match edit {
        VehicleEdit::SetField(field, value) => plan.set(&["file", field.as_str()], value.as_deref().into()),
        VehicleEdit::SetOwner(customer, since) => plan.set(&["owners", &customer.to_string()], Register::Text(since.to_string())),
        VehicleEdit::SetMileage(on, km) => plan.set(&["mileages", &on.to_string()], Register::Number(i64::from(*km))),
    }
}

pub(super) fn car(plan: &mut Plan<'_>, edit: &CarEdit) -> Result<(), DocumentError> {
    match edit {
        CarEdit::Day(day) => plan.set(&["file", shape::reception::DAY], Register::Text(day.to_string())),
        CarEdit::Say(car, word) => plan.set(&["claims", &car.to_string()], orders::whole(word)),
    }
}

/// Clashes are left out.
pub(super) fn read_vehicle(file: FileId, tree: &Tree) -> VehicleFile {
    let owners = tree.container("owners").registers();
    let mileages = tree.container("mileages").registers();
    VehicleFile {
        id: file,
        fields: read::fields(tree),
        owners: owners.filter_map(|(customer, since)| Some((customer.parse().ok()?, since.to_text()))).collect(),
        mileages: mileages.map(|(on, km)| (on.to_owned(), km.to_text())).collect(),
        clashes: Vec::new(),
    }
}

/// Whether a word counts that a change wrote: who wrote it had to be allowed to write the customer it names.
pub type Speaker<'a> = dyn Fn(ChangeHash, &CarWord) -> bool + 'a;

/// Of each car the word that shows among those that count. One that does not gives way to what it was written over: whoever
/// writes the log of the day could else take another's word away.
pub(super) fn read_words(document: &Automerge, tree: &Tree, counts: &Speaker<'_>) -> CarWords {
    let Some(object) = object_at(document, &["claims"]) else { return CarWords::new() };
    let cars = tree.container("claims").registers().map(|(key, _)| key);
    cars.filter_map(|key| Some((key.parse().ok()?, word(document, &object, key, counts)?))).collect()
}

fn word(document: &Automerge, object: &ObjId, key: &str, counts: &Speaker<'_>) -> Option<CarWord> {
    let mut seen = HashSet::new();
    // The one that shows comes last.
    let mut left: VecDeque<_> = document.get_all(object, key).unwrap_or_default().into_iter().rev().collect();
    while let Some((value, operation)) = left.pop_front() {
        let (Some(scalar), Some(hash)) = (value.as_scalar(), document.hash_for_opid(&operation)) else { continue };
        if !seen.insert(hash) {
            continue;
        }
        let said: Option<CarWord> = orders::parted(&Register::from(scalar));
        if let Some(word) = said.filter(|word| counts(ChangeHash::from_bytes(hash.0), word)) {
            return Some(word);
        }
        if let Some(change) = document.get_change_by_hash(&hash) {
            left.extend(document.get_all_at(object, key, change.deps()).unwrap_or_default().into_iter().rev());
        }
    }
    None
}
