//! The sales process of one purchase: its page, and what is written on it.

mod calendar;
mod clashes;
mod page;
mod presentations;
mod quotations;
mod test_cars;
mod test_drives;

use crate::{
    app::{
        api::error::{AppError, ErrorCode},
        damage::Failed,
        group,
        relation::{owner_of, relation_of},
        store::{OpenStore, Standing},
    },
    clock::Date,
    domain::{booking::Booking, customer::CustomerFile, joined},
    ids::{FileId, StaffId, TestCarId},
    mirror,
    policy::{Action, FileKind, Owner, Relation},
    vault,
};

/// A customer that this person may read.
struct Readable {
    customer: CustomerFile,
    owner: Option<StaffId>,
    relation: Relation,
}

/// Reads a customer, all joined files as one.
fn readable(store: &OpenStore, standing: &Standing, file: FileId) -> Result<Readable, AppError> {
    if standing.ledger.now().is_erased(file) {
        return Err(ErrorCode::Erased.into());
    }
    let row = store.read(|conn| vault::file::get(conn, file))?;
    let row = row.filter(|row| row.kind == FileKind::Customer).ok_or(ErrorCode::NotFound)?;
    store.read(|conn| -> Result<_, Failed> {
        let (owner, relation) = (owner_of(conn, standing, &row)?, relation_of(conn, standing, &row)?);
        if !standing.may(FileKind::Customer, Action::Read, relation) {
            return Ok(Err(ErrorCode::NotFound.into()));
        }
        let union = joined::union(group::members(conn, standing, file)?);
        Ok(union.map(|customer| Readable { customer, owner, relation }).ok_or_else(|| ErrorCode::NotFound.into()))
    })?
}

/// Whether this person may write into the logs of days, where bookings stand.
fn may_book(standing: &Standing) -> bool {
    standing.may(FileKind::Reception, Action::Write, Relation::of(Owner::Nobody))
}

/// The car's name; empty where the store has none of that id.
fn car_name(standing: &Standing, id: TestCarId) -> String {
    standing.store_file.cars.iter().find(|car| car.id == id).map(crate::domain::test_car::TestCar::name).unwrap_or_default()
}

/// The bookings that could stand in the way on a day.
fn bookings_on(store: &OpenStore, on: Date) -> Result<Vec<Booking>, AppError> {
    store.read(|conn| mirror::bookings_on(conn, on))
}
