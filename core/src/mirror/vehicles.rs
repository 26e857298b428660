//! Vehicle files in the mirror, and what the logs of the days say of cars.

use rusqlite::{Connection, Row, Transaction, named_params};

use super::{MirrorError, Page, write::write_clashes};
use crate::{
    clock::Instant,
    domain::{
        plate::Plate,
        vehicle::{CarWordState, CarWords, VehicleField, VehicleFile},
        vin::Vin,
    },
    ids::{FileId, OrderCarId, OrderId, StaffId},
    policy::FileKind,
};

/// A vehicle file with the customer file it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vehicle {
    /// The customer file.
    pub about: Option<FileId>,
    /// What stands in it.
    pub file: VehicleFile,
}

/// A page of the vehicles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VehicleList {
    /// How many there are in all.
    pub total: u32,
    /// The rows from the offset on.
    pub rows: Vec<Vehicle>,
}

/// Renews what the mirror holds of a vehicle file.
pub fn put_vehicle(tx: &Transaction<'_>, file: &VehicleFile, about: Option<FileId>) -> Result<(), MirrorError> {
    let json = serde_json::to_string(file).map_err(|_| MirrorError::Unreadable { what: "vehicle file" })?;
    let text = |field: VehicleField| file.field(&field).unwrap_or_default().to_owned();
    tx.prepare_cached(include_str!("sql/put_vehicle.sql"))?.execute(named_params! {
        ":file": file.id, ":about": about, ":vin": Vin::read(&text(VehicleField::Vin)).key(),
        ":plate": Plate::read(&text(VehicleField::Plate)).key(), ":next_service_on": file.field(&VehicleField::NextServiceOn),
        ":bought_on": file.field(&VehicleField::BoughtOn), ":json": json,
    })?;
    write_clashes(tx, file.id, FileKind::Vehicle, &file.clashes)
}

/// Vehicles, the next to be serviced first: those of one customer's files, or those whose VIN or plate holds what is
/// searched for, or all.
pub fn vehicles(conn: &Connection, about: &[FileId], search: &str, page: Page) -> Result<VehicleList, MirrorError> {
    let code = Vin::read(search).key().to_owned();
    let mut statement = conn.prepare_cached(
        "SELECT about, json, vin, plate FROM m_vehicle ORDER BY next_service_on IS NULL, next_service_on, file",
    )?;
    let mut rows = statement.query(())?;
    let (mut total, mut found) = (0_u32, Vec::new());
    let end = page.offset.saturating_add(page.limit);
    while let Some(row) = rows.next()? {
        let owner: Option<FileId> = row.get(0)?;
        let (vin, plate) = (row.get_ref(2)?.as_str().unwrap_or_default(), row.get_ref(3)?.as_str().unwrap_or_default());
        let is_asked = (about.is_empty() || owner.is_some_and(|owner| about.contains(&owner)))
            && (code.is_empty() || vin.contains(&code) || plate.contains(&code));
        if !is_asked {
            continue;
        }
        if (page.offset..end).contains(&total) {
            let json: String = row.get(1)?;
            let file = serde_json::from_str(&json).map_err(|_| MirrorError::Unreadable { what: "vehicle file" })?;
            found.push(Vehicle { about: owner, file });
        }
        total += 1;
    }
    Ok(VehicleList { total, rows: found })
}

/// The vehicle files of customers, by id.
pub fn vehicles_of(conn: &Connection, about: &[FileId]) -> Result<Vec<VehicleFile>, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT json FROM m_vehicle WHERE about = ?1 ORDER BY file")?;
    let mut found = Vec::new();
    for customer in about {
        let mut rows = statement.query([customer])?;
        while let Some(row) = rows.next()? {
            let json: String = row.get(0)?;
            found.push(serde_json::from_str(&json).map_err(|_| MirrorError::Unreadable { what: "vehicle file" })?);
        }
    }
    Ok(found)
}

/// Renews what the log of a day says of cars.
pub fn put_car_words(tx: &Transaction<'_>, day: FileId, words: &CarWords) -> Result<(), MirrorError> {
    tx.prepare_cached("DELETE FROM m_car_word WHERE day_file = ?1")?.execute([day])?;
    for (car, word) in words {
        tx.prepare_cached(include_str!("sql/put_car_word.sql"))?.execute(named_params! {
            ":day_file": day, ":car": car, ":vehicle": word.vehicle, ":customer": word.customer, ":order_id": word.order,
            ":number": word.number, ":state": word.state.as_str(), ":at": word.at, ":by": word.by,
            ":rank": word.rank(),
        })?;
    }
    Ok(())
}

/// The highest rank of the words about a car, if there is one.
pub fn highest_word(conn: &Connection, car: OrderCarId) -> Result<Option<i64>, MirrorError> {
    Ok(conn.prepare_cached("SELECT max(rank) FROM m_car_word WHERE car = ?1")?.query_row([car], |row| row.get(0))?)
}

/// The word about a car of an order that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarWordRow {
    /// The car.
    pub car: OrderCarId,
    /// Its vehicle file.
    pub vehicle: FileId,
    /// The customer file of the order.
    pub customer: FileId,
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: String,
    /// What became of it.
    pub state: CarWordState,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
}

impl CarWordRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            car: row.get("car")?,
            vehicle: row.get("vehicle")?,
            customer: row.get("customer")?,
            order: row.get("order_id")?,
            number: row.get("number")?,
            state: CarWordState::from(row.get::<_, String>("state")?.as_str()),
            at: row.get("at")?,
            by: row.get("by")?,
        })
    }
}

/// What the logs say of a vehicle, of each car of an order the word that counts; cars whose customer is here are left out, for
/// the customer's file knows better.
pub fn words_on(conn: &Connection, vehicle: FileId) -> Result<Vec<CarWordRow>, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/car_words.sql"))?;
    Ok(statement.query_map([vehicle], CarWordRow::read)?.collect::<Result<_, _>>()?)
}

/// A car of an order here that has a VIN, although the log of a day says it was let go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsaidCar {
    /// The car.
    pub car: OrderCarId,
    /// The vehicle file that the log names.
    pub vehicle: FileId,
    /// The customer file of the order.
    pub customer: FileId,
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: String,
    /// The VIN, in the form in which VINs are compared.
    pub vin: String,
}

/// Cars here that have a VIN although the word about them that counts is that it was let go, the oldest such word first.
pub fn cars_unsaid(conn: &Connection, limit: u32) -> Result<Vec<UnsaidCar>, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/cars_unsaid.sql"))?;
    let rows = statement.query_map(named_params! { ":limit": limit }, |row| {
        Ok(UnsaidCar {
            car: row.get("car")?,
            vehicle: row.get("vehicle")?,
            customer: row.get("customer")?,
            order: row.get("order_id")?,
            number: row.get("number")?,
            vin: row.get("vin")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Cars that were handed over and of which no vehicle file tells the VIN yet, the longest gone first.
pub fn vehicles_due(conn: &Connection, limit: u32) -> Result<Vec<CarWordRow>, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/vehicles_due.sql"))?;
    Ok(statement.query_map([limit], CarWordRow::read)?.collect::<Result<_, _>>()?)
}
