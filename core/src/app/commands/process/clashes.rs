//! Two bookings of one car at one time: shown to both consultants and the manager until one is moved or given up.

use super::car_name;
use crate::{
    app::{
        App,
        api::{
            common::Nothing,
            error::AppError,
            test_drives::{BookingClashRow, BookingClashes, ClashingBooking},
        },
        damage::Failed,
        store::Standing,
    },
    domain::booking::{self, Booking},
    mirror,
    policy::acts::Duty,
};

impl App {
    /// Clashes of today and later: those of the person's own bookings; every one for who settles them.
    pub fn booking_clashes(&self, _: Nothing) -> Result<BookingClashes, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let sees_all = standing.has(Duty::SettleBookings);
        let today = store.world.today();
        store.read(|conn| -> Result<BookingClashes, Failed> {
            let bookings = mirror::bookings_since(conn, today)?;
            let mut rows = Vec::new();
            for clash in booking::clashes(&bookings) {
                let one = |id| bookings.iter().find(|booking| booking.id == id);
                let (Some(first), Some(later)) = (one(clash.first), one(clash.later)) else { continue };
                let is_mine = |booking: &Booking| Some(booking.slot.consultant) == standing.staff;
                if !(sees_all || is_mine(first) || is_mine(later)) {
                    continue;
                }
                let shown = |booking: &Booking| super::calendar::shown(conn, &standing, booking, &bookings);
                rows.push(BookingClashRow {
                    car: car_name(&standing, later.slot.car),
                    first: shown(first)?,
                    later: shown(later)?,
                    must_decide: is_mine(later),
                });
            }
            rows.sort_by_key(|row| (row.later.booking.slot.on, row.later.booking.slot.from, row.later.booking.id));
            Ok(BookingClashes { rows })
        })
    }
}

/// The others among `all` that have the car of `own` at its time.
pub(super) fn of(standing: &Standing, own: &Booking, all: &[Booking]) -> Vec<ClashingBooking> {
    let mut found = Vec::new();
    for clash in booking::clashes(all) {
        let other = match (clash.first == own.id, clash.later == own.id) {
            (true, _) => clash.later,
            (_, true) => clash.first,
            (false, false) => continue,
        };
        if let Some(other) = all.iter().find(|booking| booking.id == other) {
            found.push(ClashingBooking {
                id: other.id,
                slot: other.slot.clone(),
                consultant: standing.name_of(other.slot.consultant),
                was_first: clash.first == other.id,
            });
        }
    }
    found
}
