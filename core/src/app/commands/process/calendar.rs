//! The calendar of test cars, a day at a time.

use rusqlite::Connection;

use super::{bookings_on, clashes::Clashing, may_book};
use crate::{
    app::{
        App,
        api::{
            error::AppError,
            test_drives::{AskCarDay, CalendarBooking, CalendarCustomer, CarDay, CarRow},
        },
        damage::Failed,
        store::{OpenStore, Standing},
    },
    domain::booking::Booking,
    ids::TestCarId,
    mirror,
};

impl App {
    /// A day of the calendar: every car that is driven, and every booking.
    pub fn car_day(&self, request: AskCarDay) -> Result<CarDay, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let bookings = bookings_on(&store, request.on)?;
        let clashing = Clashing::among(&bookings);
        let mut cars = Vec::new();
        for car in &standing.store_file.cars {
            let own: Vec<&Booking> = bookings.iter().filter(|booking| booking.slot.car == car.id).collect();
            if car.retired && own.is_empty() {
                continue;
            }
            let last_km = last_km(&store, &standing, car.id)?;
            let shown = store.read(|conn| -> Result<Vec<_>, Failed> {
                own.into_iter().map(|booking| shown(conn, &standing, booking, &clashing)).collect()
            })?;
            cars.push(CarRow { car: car.clone(), last_km, bookings: shown });
        }
        cars.sort_by(|a, b| (&a.car.model, &a.car.plate).cmp(&(&b.car.model, &b.car.plate)));
        Ok(CarDay { on: request.on, today: store.world.today(), cars, can_book: may_book(&standing) })
    }
}

/// What the car's odometer said last: in the store file or in a test drive since.
pub(super) fn last_km(store: &OpenStore, standing: &Standing, car: TestCarId) -> Result<Option<i64>, AppError> {
    let written = standing.store_file.cars.iter().find(|one| one.id == car).and_then(|one| one.mileage_km);
    Ok(store.read(|conn| mirror::last_km(conn, car))?.max(written))
}

/// A booking as the calendar shows it: for whom only where that file is here.
pub(super) fn shown(
    conn: &Connection,
    standing: &Standing,
    booking: &Booking,
    clashing: &Clashing<'_>,
) -> Result<CalendarBooking, Failed> {
    let customer = match mirror::customer_of_test_drive(conn, booking.id)? {
        Some(found) => mirror::customer(conn, found.file)?.map(|row| CalendarCustomer {
            file: row.file,
            name: standing.masking().words(row.owner, row.name),
            opportunity: found.opportunity,
        }),
        None => None,
    };
    Ok(CalendarBooking {
        consultant: standing.name_of(booking.slot.consultant),
        clashes: clashing.with(standing, booking),
        booking: booking.clone(),
        customer,
    })
}
