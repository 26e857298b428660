//! Bookings: each once, by the day on which they stand; the mirror tells the same however often they are put.

use super::{
    super::{self as mirror, digest, put_bookings, put_customer},
    fixtures::{customer, file_id, mirror, staff, today, write},
};
use crate::{
    clock::{Date, Instant},
    domain::{
        booking::{Booking, BookingState, Slot},
        test_drive::{DriveWay, TestDrive},
    },
    ids::{TestCarId, TestDriveId},
};

fn booking(n: u8, on: Date, from: u16) -> Booking {
    Booking {
        id: TestDriveId::from_bytes([n; 16]),
        slot: Slot {
            car: TestCarId::from_bytes([1; 16]),
            on,
            from,
            to: from + 30,
            consultant: staff(1),
            at: Instant::from_unix_ms(i64::from(n)),
        },
        rivals: Vec::new(),
        booked_at: Instant::from_unix_ms(0),
        booked_by: staff(1),
        state: BookingState::Booked,
        out_km: None,
        in_km: None,
    }
}

#[test]
fn a_day_shows_each_booking_once_by_time_and_a_later_word_of_another_day_counts() {
    let mut conn = mirror();
    let (day, next) = (today(), today().plus_days(1));
    let mut moved = booking(1, next, 600);
    moved.slot.at = Instant::from_unix_ms(99);
    write(&mut conn, |tx| {
        put_bookings(tx, file_id(1), &[booking(1, day, 600), booking(2, day, 540)]).unwrap();
        put_bookings(tx, file_id(2), &[moved.clone()]).unwrap();
    });
    let ids = |found: Vec<Booking>| found.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(mirror::bookings_on(&conn, day).unwrap()), [TestDriveId::from_bytes([2; 16])]);
    assert_eq!(mirror::bookings_on(&conn, next).unwrap(), [Booking { rivals: vec![booking(1, day, 600).slot], ..moved }]);
    assert_eq!(mirror::bookings_since(&conn, next).unwrap().len(), 1);
    assert_eq!(mirror::booking(&conn, TestDriveId::from_bytes([9; 16])).unwrap(), None);
}

#[test]
fn the_odometer_says_the_most_that_any_log_tells() {
    let mut conn = mirror();
    let driven = Booking { out_km: Some(100), in_km: Some(112), ..booking(1, today(), 600) };
    let car = driven.slot.car;
    assert_eq!(mirror::last_km(&conn, car).unwrap(), None);
    write(&mut conn, |tx| put_bookings(tx, file_id(1), &[driven, booking(2, today(), 700)]).unwrap());
    assert_eq!(mirror::last_km(&conn, car).unwrap(), Some(112));
}

#[test]
fn a_booking_names_its_customer_only_where_that_file_is_here_and_leaves_with_its_log() {
    let mut conn = mirror();
    let id = TestDriveId::from_bytes([1; 16]);
    let mut file = customer(7);
    file.test_drives.push(TestDrive {
        id,
        opportunity: None,
        way: DriveWay::Drive,
        car: None,
        route: String::new(),
        licence: None,
        agreement: None,
        prepared: None,
        out: None,
        back: None,
        reaction: None,
        feedback: String::new(),
        not_held: None,
        booked_at: Instant::from_unix_ms(0),
        booked_by: staff(1),
    });
    write(&mut conn, |tx| put_bookings(tx, file_id(1), &[booking(1, today(), 600)]).unwrap());
    let empty = digest(&conn).unwrap();
    assert_eq!(mirror::customer_of_test_drive(&conn, id).unwrap(), None);
    write(&mut conn, |tx| put_customer(tx, &file, None).unwrap());
    assert_eq!(mirror::customer_of_test_drive(&conn, id).unwrap().map(|found| found.file), Some(file.id));
    write(&mut conn, |tx| mirror::remove(tx, file.id).unwrap());
    assert_eq!(digest(&conn).unwrap(), empty);
    write(&mut conn, |tx| mirror::remove(tx, file_id(1)).unwrap());
    assert_eq!(mirror::bookings_on(&conn, today()).unwrap(), []);
}

#[test]
fn putting_the_same_log_again_changes_nothing() {
    let mut conn = mirror();
    let log = [booking(1, today(), 600), booking(2, today(), 640)];
    write(&mut conn, |tx| put_bookings(tx, file_id(1), &log).unwrap());
    let once = digest(&conn).unwrap();
    write(&mut conn, |tx| put_bookings(tx, file_id(1), &log).unwrap());
    assert_eq!(digest(&conn).unwrap(), once);
}
