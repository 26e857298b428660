//! Bookings of the store's test cars 试驾车排期: which car is whose from when to when, without a word about the customer.
//!
//! They stand in the day's book, which every consultant has; the test drive of the same id in the customer's file tells the
//! rest to those who may read it. Two people apart may take the same car: both bookings stand until one is moved.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::code::codes;
use crate::{
    clock::{Date, Instant},
    ids::{StaffId, TestCarId, TestDriveId},
};

/// Minutes of a day.
pub const DAY_MINUTES: u16 = 24 * 60;

/// A car for some minutes of a day. Kept whole: car and time of two people never mix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Slot {
    /// Which car.
    pub car: TestCarId,
    /// On which day.
    pub on: Date,
    /// From this minute of the day.
    pub from: u16,
    /// Until this one, which is later.
    pub to: u16,
    /// Who goes along.
    pub consultant: StaffId,
    /// When this was written; of two days that name the same booking the later word counts.
    pub at: Instant,
}

impl Slot {
    /// Whether both need the same car at the same time.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.car == other.car && self.on == other.on && self.from < other.to && other.from < self.to
    }

    /// When it begins.
    #[must_use]
    pub fn begins_at(&self) -> Instant {
        self.on.starts_at().plus_ms(i64::from(self.from) * 60_000)
    }

    /// The same car, time and person, whenever it was written.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        Slot { at: other.at, ..self.clone() } == *other
    }
}

codes! {
    /// What became of a booking.
    BookingState {
        /// 已预约
        Booked = "booked",
        /// 已出车
        Out = "out",
        /// 已还车
        Back = "back",
        /// 已取消
        Cancelled = "cancelled",
        /// 未到店
        NoShow = "no_show",
    }
}

impl BookingState {
    /// Of what two people wrote apart the first of these counts.
    pub const DONE_FIRST: [Self; 5] = [Self::Back, Self::Out, Self::NoShow, Self::Cancelled, Self::Booked];

    /// Whether the car is kept for it.
    #[must_use]
    pub fn holds_car(&self) -> bool {
        matches!(self, Self::Booked | Self::Out | Self::Other(_))
    }
}

/// A car taken for some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Booking {
    /// The test drive's id.
    pub id: TestDriveId,
    /// When and with which car.
    pub slot: Slot,
    /// Other words for the same: two people moved it apart.
    pub rivals: Vec<Slot>,
    /// When it was first booked.
    pub booked_at: Instant,
    /// Who booked it.
    pub booked_by: StaffId,
    /// What became of it.
    pub state: BookingState,
    /// Mileage when the car left.
    pub out_km: Option<i64>,
    /// Mileage when it came back.
    pub in_km: Option<i64>,
}

impl Booking {
    /// Whether the car left for it: a key was given out, or an odometer was read.
    #[must_use]
    pub fn was_driven(&self) -> bool {
        matches!(self.state, BookingState::Out | BookingState::Back) || self.out_km.is_some() || self.in_km.is_some()
    }

    /// How far it is from being done: 0 once the car is back. What was not driven is all the same.
    fn undone(&self) -> u8 {
        match (&self.state, self.was_driven()) {
            (BookingState::Back, _) => 0,
            (_, true) => 1,
            (_, false) => 2,
        }
    }
}

/// Two bookings that need the same car at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct BookingClash {
    /// The one that was booked first.
    pub first: TestDriveId,
    /// The one that was booked later, whose consultant decides.
    pub later: TestDriveId,
}

/// One booking per id: where several days name it, the one on which most was done counts, of those the latest word, and the
/// others are its rivals. A car that left today was not moved to tomorrow. Sorted by id.
#[must_use]
pub fn merged(mut found: Vec<Booking>) -> Vec<Booking> {
    found.sort_by_key(|one| (one.id, one.undone(), std::cmp::Reverse((one.slot.at, one.slot.on))));
    let mut merged: Vec<Booking> = Vec::new();
    for booking in found {
        match merged.last_mut() {
            Some(shown) if shown.id == booking.id => {
                let rivals = std::iter::once(booking.slot).chain(booking.rivals);
                shown.rivals.extend(rivals);
            }
            _ => merged.push(booking),
        }
    }
    merged
}

/// Every two of `bookings` that need the same car at the same time, the same on every device.
#[must_use]
pub fn clashes(bookings: &[Booking]) -> Vec<BookingClash> {
    let mut held: Vec<&Booking> = bookings.iter().filter(|one| one.state.holds_car()).collect();
    held.sort_by_key(|one| (one.slot.car, one.slot.on, one.slot.from));
    let mut found = Vec::new();
    for (place, one) in held.iter().enumerate() {
        // What begins after it ended is apart from it, and so is all that begins later.
        let is_near =
            |other: &&&Booking| (other.slot.car, other.slot.on) == (one.slot.car, one.slot.on) && other.slot.from < one.slot.to;
        let near = held.iter().skip(place + 1).take_while(is_near);
        found.extend(near.filter(|other| one.slot.overlaps(&other.slot)).map(|other| ordered(one, other)));
    }
    found.sort();
    found
}

fn ordered(one: &Booking, other: &Booking) -> BookingClash {
    let (first, later) = if (one.booked_at, one.id) <= (other.booked_at, other.id) { (one, other) } else { (other, one) };
    BookingClash { first: first.id, later: later.id }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn booking(n: u8, on: &str, from: u16, to: u16) -> Booking {
        let slot = Slot {
            car: TestCarId::from_bytes([1; 16]),
            on: on.parse().unwrap(),
            from,
            to,
            consultant: StaffId::from_bytes([n; 16]),
            at: Instant::from_unix_ms(i64::from(n)),
        };
        Booking {
            id: TestDriveId::from_bytes([n; 16]),
            slot,
            rivals: Vec::new(),
            booked_at: Instant::from_unix_ms(i64::from(10 - n)),
            booked_by: StaffId::from_bytes([n; 16]),
            state: BookingState::Booked,
            out_km: None,
            in_km: None,
        }
    }

    #[test]
    fn bookings_clash_where_they_overlap_and_not_where_they_touch() {
        let day = [
            booking(1, "2026-11-22", 600, 660),
            booking(2, "2026-11-22", 630, 690),
            booking(3, "2026-11-22", 690, 720),
            booking(4, "2026-11-23", 600, 660),
        ];
        let found = clashes(&day);
        assert_eq!(found, [BookingClash { first: day[1].id, later: day[0].id }], "the one booked last decides");
        let mut turned = day.to_vec();
        turned.reverse();
        assert_eq!(clashes(&turned), found, "whichever is read first");
    }

    #[test]
    fn a_car_that_came_back_or_was_given_up_clashes_with_nothing() {
        for state in [BookingState::Back, BookingState::Cancelled, BookingState::NoShow] {
            let over = Booking { state, ..booking(1, "2026-11-22", 600, 660) };
            assert!(clashes(&[over, booking(2, "2026-11-22", 600, 660)]).is_empty());
        }
    }

    #[test]
    fn of_two_days_that_name_one_booking_the_later_word_counts_and_the_other_is_offered() {
        let early = booking(1, "2026-11-22", 600, 660);
        let mut late = booking(1, "2026-11-23", 600, 660);
        late.slot.at = Instant::from_unix_ms(99);
        let shown = merged(vec![early.clone(), late.clone()]);
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].slot, late.slot);
        assert_eq!(shown[0].rivals, std::slice::from_ref(&early.slot));
        assert_eq!(merged(vec![late, early]), shown);
    }

    #[test]
    fn a_car_that_left_today_was_not_moved_to_tomorrow() {
        let driven = Booking { state: BookingState::Out, out_km: Some(100), ..booking(1, "2026-11-22", 600, 660) };
        let mut moved = booking(1, "2026-11-23", 600, 660);
        moved.slot.at = Instant::from_unix_ms(99);
        for found in [vec![driven.clone(), moved.clone()], vec![moved.clone(), driven.clone()]] {
            let shown = merged(found);
            assert_eq!(
                (shown.len(), &shown[0].slot, &shown[0].state, shown[0].out_km),
                (1, &driven.slot, &BookingState::Out, Some(100))
            );
        }
    }
}
