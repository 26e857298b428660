//! Two bookings of one car at one time: shown to both consultants and the manager until one is moved or given up.

use std::collections::BTreeMap;

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
    domain::booking::{self, Booking, BookingClash},
    ids::TestDriveId,
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
            let clashing = Clashing::among(&bookings);
            for clash in &clashing.pairs {
                let one = |id| clashing.bookings.get(&id).copied();
                let (Some(first), Some(later)) = (one(clash.first), one(clash.later)) else { continue };
                let is_mine = |booking: &Booking| Some(booking.slot.consultant) == standing.staff;
                if !(sees_all || is_mine(first) || is_mine(later)) {
                    continue;
                }
                let shown = |booking: &Booking| super::calendar::shown(conn, &standing, booking, &clashing);
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

/// Bookings with who clashes with whom, found once for all of them.
pub(super) struct Clashing<'a> {
    bookings: BTreeMap<TestDriveId, &'a Booking>,
    pairs: Vec<BookingClash>,
    of: BTreeMap<TestDriveId, Vec<BookingClash>>,
}

impl<'a> Clashing<'a> {
    pub(super) fn among(all: &'a [Booking]) -> Self {
        let pairs = booking::clashes(all);
        let mut of: BTreeMap<TestDriveId, Vec<BookingClash>> = BTreeMap::new();
        for clash in &pairs {
            of.entry(clash.first).or_default().push(*clash);
            of.entry(clash.later).or_default().push(*clash);
        }
        Self { bookings: all.iter().map(|booking| (booking.id, booking)).collect(), pairs, of }
    }

    /// The others that have the car of `own` at its time.
    pub(super) fn with(&self, standing: &Standing, own: &Booking) -> Vec<ClashingBooking> {
        let clashes = self.of.get(&own.id).into_iter().flatten();
        let others = clashes.filter_map(|clash| {
            let was_first = clash.first != own.id;
            let other = self.bookings.get(if was_first { &clash.first } else { &clash.later })?;
            Some(ClashingBooking {
                id: other.id,
                slot: other.slot.clone(),
                consultant: standing.name_of(other.slot.consultant),
                was_first,
            })
        });
        others.collect()
    }
}
