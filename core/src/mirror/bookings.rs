//! Bookings of test cars: who has which car when, and whose test drive it is where that customer's file is here.

use rusqlite::{Connection, OptionalExtension as _, Params, Row, Transaction, named_params};

use super::MirrorError;
use crate::{
    clock::Date,
    domain::booking::{self, Booking},
    ids::{FileId, OpportunityId, TestCarId, TestDriveId},
};

/// Renews what the mirror holds of the bookings in a day's log.
pub fn put_bookings(tx: &Transaction<'_>, file: FileId, bookings: &[Booking]) -> Result<(), MirrorError> {
    tx.prepare_cached("DELETE FROM m_booking WHERE file = ?1")?.execute([file])?;
    for one in bookings {
        let json = serde_json::to_string(one).map_err(|_| MirrorError::Unreadable { what: "booking" })?;
        tx.prepare_cached(include_str!("sql/put_booking.sql"))?.execute(named_params! {
            ":file": file, ":id": one.id, ":on_date": one.slot.on, ":car": one.slot.car, ":out_km": one.out_km,
            ":in_km": one.in_km, ":json": json,
        })?;
    }
    Ok(())
}

/// The bookings of a day, each once, by the time at which they begin.
pub fn bookings_on(conn: &Connection, on: Date) -> Result<Vec<Booking>, MirrorError> {
    let found = read(conn, include_str!("sql/bookings_on.sql"), [on])?;
    Ok(sorted(found.into_iter().filter(|one| one.slot.on == on).collect()))
}

/// The bookings of a day and all later ones.
pub fn bookings_since(conn: &Connection, on: Date) -> Result<Vec<Booking>, MirrorError> {
    let found = read(conn, include_str!("sql/bookings_since.sql"), [on])?;
    Ok(sorted(found.into_iter().filter(|one| one.slot.on >= on).collect()))
}

/// One booking; none where the log of its day is not here.
pub fn booking(conn: &Connection, id: TestDriveId) -> Result<Option<Booking>, MirrorError> {
    Ok(read(conn, "SELECT json FROM m_booking WHERE id = ?1", [id])?.into_iter().next())
}

/// What a car's odometer said last in any log that is here.
pub fn last_km(conn: &Connection, car: TestCarId) -> Result<Option<i64>, MirrorError> {
    let mut statement =
        conn.prepare_cached("SELECT max(max(ifnull(out_km, 0), ifnull(in_km, 0))) FROM m_booking WHERE car = ?1")?;
    let km: Option<i64> = statement.query_row([car], |row| row.get(0))?;
    Ok(km.filter(|km| *km > 0))
}

/// Whose test drive a booking is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Driver {
    /// The customer.
    pub file: FileId,
    /// The purchase.
    pub opportunity: Option<OpportunityId>,
}

/// Whose test drive it is; none where that customer's file is not here.
pub fn customer_of_test_drive(conn: &Connection, id: TestDriveId) -> Result<Option<Driver>, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/customer_of_test_drive.sql"))?;
    let driver = |row: &Row<'_>| Ok(Driver { file: row.get(0)?, opportunity: row.get(1)? });
    Ok(statement.query_row([id], driver).optional()?)
}

fn read(conn: &Connection, sql: &str, params: impl Params) -> Result<Vec<Booking>, MirrorError> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows: Vec<String> = statement.query_map(params, |row| row.get(0))?.collect::<Result<_, _>>()?;
    let read = |json: &String| serde_json::from_str(json).map_err(|_| MirrorError::Unreadable { what: "booking" });
    Ok(booking::merged(rows.iter().map(read).collect::<Result<_, _>>()?))
}

fn sorted(mut bookings: Vec<Booking>) -> Vec<Booking> {
    bookings.sort_by_key(|one| (one.slot.on, one.slot.from, one.id));
    bookings
}
