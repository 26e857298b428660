//! From the hand-over to after-sales (D3).
//!
//! Who sells a car may not write vehicle files, and who may does not see the customer before there is one. So the hand-over
//! leaves a word in the log of the day, which both read: ids only. The first device of the workshop that reads it opens the
//! vehicle file; with that the customer comes to the workshop, and the device fills in what the order tells. The file's id
//! and every word in it are a function of the order, so two devices that do it apart do the same.

use super::{
    App,
    api::error::AppError,
    group,
    store::{OpenStore, Standing},
    writing::{Target, Writing},
};
use crate::{
    clock::Date,
    domain::{
        customer::CustomerFile,
        edit::{CarEdit, Edit, VehicleEdit},
        order::OrderCar,
        order_car::CarField,
        vehicle::{CarWord, CarWordState, VehicleField, of_order},
        vin::Vin,
    },
    ids::{FileId, OrderId},
    mirror,
    ops::Author,
    policy::{Action, FileKind, Owner, Relation},
};

/// Files opened at once; the rest when the next changes come.
const MOST: u32 = 50;

impl App {
    /// Opens the vehicle files of cars that were handed over, if the person at this device may. What goes wrong is tried
    /// again when the next changes come.
    pub(super) fn open_vehicles(&self, store: &OpenStore) {
        if let Err(error) = self.open_due_vehicles(store) {
            tracing::warn!(code = ?error.code, "vehicle files could not be opened yet");
        }
    }

    /// Says again which cars are taken. Where two managers settled one VIN apart one of them said of the order that
    /// keeps it that it let the car go, and who does not hold the order would take the car for free.
    pub(super) fn say_again(&self, store: &OpenStore) {
        if let Err(error) = self.say_unsaid_cars(store) {
            tracing::warn!(code = ?error.code, "the log of the day could not be put right yet");
        }
    }

    fn say_unsaid_cars(&self, store: &OpenStore) -> Result<(), AppError> {
        let unsaid = store.read(|conn| mirror::cars_unsaid(conn, MOST))?;
        if unsaid.is_empty() {
            return Ok(());
        }
        let (standing, author) = (store.standing(), store.author()?);
        let mut writing = Writing::begin(store).for_good();
        for one in unsaid.iter().filter(|one| one.vehicle == FileId::of_vehicle(&store.id, &one.vin)) {
            let members = store.read(|conn| group::members(conn, &standing, one.customer))?;
            let Some(car) = members.iter().flat_map(|file| &file.order_cars).find(|car| car.id == one.car) else { continue };
            let of = (one.customer, (one.order, one.number.as_str()));
            say(&mut writing, (store, &standing, &author), of, &[(car, one.vin.as_str())], &CarWordState::Claimed)?;
        }
        if !writing.is_empty() {
            let committed = writing.commit("say_again", |_, _| Ok(()))?;
            self.tell(&super::api::sync::Told::Touched { touched: committed.touched });
        }
        Ok(())
    }

    fn open_due_vehicles(&self, store: &OpenStore) -> Result<(), AppError> {
        let standing = store.standing();
        if !standing.may(FileKind::Vehicle, Action::Write, Relation::of(Owner::Other)) {
            return Ok(());
        }
        let due = store.read(|conn| mirror::vehicles_due(conn, MOST))?;
        if due.is_empty() {
            return Ok(());
        }
        let mut writing = Writing::begin(store).for_good();
        for word in due {
            if standing.ledger.now().is_erased(word.customer) {
                continue;
            }
            let found = store.read(|conn| group::members(conn, &standing, word.customer))?;
            let car = found.iter().flat_map(|file| &file.order_cars).find(|car| car.id == word.car);
            // What is known here of the car goes before what was said of it.
            let is_other = |car: &&OrderCar| {
                car.is_handed_over() && car.vin_key().is_none_or(|key| FileId::of_vehicle(&store.id, &key) != word.vehicle)
            };
            if car.filter(is_other).is_some() {
                continue;
            }
            let edits = car.and_then(|car| facts(car, word.customer)).unwrap_or_else(|| vec![sold_by_us()]);
            writing.stage(Target::vehicle(word.vehicle, word.customer), &edits)?;
        }
        if !writing.is_empty() {
            let committed = writing.commit("open_vehicle", |_, _| Ok(()))?;
            self.changed(store, &committed.touched);
        }
        Ok(())
    }
}

/// The vehicle files of the cars that were handed over to a customer, with what they say.
pub(super) fn handed_over(store: &OpenStore, file: &CustomerFile) -> Vec<(Target, Vec<Edit>)> {
    let cars = file.order_cars.iter().filter_map(|car| {
        let vehicle = FileId::of_vehicle(&store.id, &car.vin_key()?);
        Some((Target::vehicle(vehicle, file.id), facts(car, file.id)?))
    });
    cars.collect()
}

fn sold_by_us() -> Edit {
    Edit::Vehicle(VehicleEdit::SetField(VehicleField::SoldByUs, Some("yes".to_owned())))
}

/// What the vehicle file says; none where the order here does not know of the hand-over yet.
fn facts(car: &OrderCar, customer: FileId) -> Option<Vec<Edit>> {
    let on = car.delivery.handed_over.as_ref()?.on;
    let fields = of_order(car, on).into_iter().map(|(field, text)| VehicleEdit::SetField(field, Some(text)));
    let km = car.field(&CarField::MileageKm).and_then(|km| km.parse().ok()).map(|km| VehicleEdit::SetMileage(on, km));
    Some(fields.chain([VehicleEdit::SetOwner(customer, on)]).chain(km).map(Edit::Vehicle).collect())
}

/// Says in the log of today what became of a car, if the person may write it.
pub(super) fn say(
    writing: &mut Writing<'_>,
    (store, standing, author): (&OpenStore, &Standing, &Author),
    (customer, order): (FileId, (OrderId, &str)),
    cars: &[(&OrderCar, &str)],
    state: &CarWordState,
) -> Result<(), AppError> {
    if cars.is_empty() || !standing.may(FileKind::Reception, Action::Write, Relation::of(Owner::Nobody)) {
        return Ok(());
    }
    let today: Date = author.world.today();
    let mut edits = vec![Edit::Car(CarEdit::Day(today))];
    for (car, vin) in cars {
        let turn = CarWord::next_turn(store.read(|conn| mirror::highest_word(conn, car.id))?);
        let word = CarWord {
            vehicle: FileId::of_vehicle(&store.id, Vin::read(vin).key()),
            customer,
            order: order.0,
            number: order.1.to_owned(),
            state: state.clone(),
            at: author.now(),
            by: author.staff,
            turn,
        };
        edits.push(Edit::Car(CarEdit::Say(car.id, word)));
    }
    writing.stage(Target::reception(&store.id, today), &edits)
}
