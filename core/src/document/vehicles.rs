//! The vehicle file, and what the log of a day says of cars.
//!
//! ```text
//! vehicle    file: one register per field; owners: customer -> since; mileages: date -> km
//! reception  claims: car of an order -> JSON (at, by, customer, number, order, state, vehicle)
//! ```

use super::{DocumentError, orders, plan::Plan, read, register::Register, shape, tree::Tree};
use crate::{
    domain::{
        edit::{CarEdit, VehicleEdit},
        vehicle::{CarWords, VehicleFile},
    },
    ids::FileId,
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

pub(super) fn read_words(tree: &Tree) -> CarWords {
    let words = tree.container("claims").registers();
    words.filter_map(|(car, word)| Some((car.parse().ok()?, orders::parted(word)?))).collect()
}
