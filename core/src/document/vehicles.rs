//! The vehicle file, and what the log of a day says of cars.
//!
//! ```text
//! vehicle    file: one register per field; owners: customer -> since; mileages: date -> km
//! reception  claims: car of an order -> JSON (at, by, customer, number, order, state, vehicle)
//! ```

use automerge::{Automerge, ObjId};

use super::{
    DocumentError, decisions, orders,
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

/// Of each car the highest of the words that stand and count. One that does not count gives way to what it was written over:
/// whoever writes the log of the day could else take another's word away.
pub(super) fn read_words(document: &Automerge, tree: &Tree, counts: &Speaker<'_>) -> CarWords {
    let Some(object) = object_at(document, &["claims"]) else { return CarWords::new() };
    let cars = tree.container("claims").registers().map(|(key, _)| key);
    cars.filter_map(|key| Some((key.parse().ok()?, word(document, &object, key, counts)?))).collect()
}

fn word(document: &Automerge, object: &ObjId, key: &str, counts: &Speaker<'_>) -> Option<CarWord> {
    let mut found: Option<CarWord> = None;
    decisions::walk(document, object, key, |value, hash| {
        let said: Option<CarWord> = value.as_scalar().and_then(|scalar| orders::parted(&Register::from(scalar)));
        let Some(word) = said.filter(|word| counts(hash, word)) else { return false };
        if found.as_ref().is_none_or(|best| best.rank() < word.rank()) {
            found = Some(word);
        }
        true
    });
    found
}
