//! Orders in the mirror: the list, the numbers given, and which cars claim which VIN.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, Transaction, named_params};
use serde::Serialize;

use super::{
    Customer, MirrorError, Page, Scope, customer,
    facts::PART,
    list::{self},
    row_set::RowSet,
};
use crate::{
    clock::{Date, Instant},
    domain::{
        customer::CustomerFile,
        money::Fen,
        order::{Dossier, OrderCar, OrderField, OrderState},
        order_car::CarField,
        plate::Plate,
        registration::{OwnerBase, owner_base},
        vin::Vin,
    },
    ids::{FileId, OpportunityId, OrderCarId, OrderId, StaffId},
};

/// One order, as its columns.
#[derive(Debug, Serialize)]
pub(super) struct OrderFacts {
    id: OrderId,
    number: String,
    opportunity: Option<OpportunityId>,
    state: String,
    opened_at: Instant,
    signed_on: Option<Date>,
    promised_on: Option<Date>,
    delivered_on: Option<Date>,
    cancelled_on: Option<Date>,
    owner_base: &'static str,
    total: Fen,
    open: Fen,
    refund_due: Fen,
    models: String,
    cars: Vec<CarFacts>,
}

/// One of its cars.
#[derive(Debug, Serialize)]
struct CarFacts {
    id: OrderCarId,
    model: String,
    plate: String,
    vin: Option<String>,
    claimed: Option<(Instant, StaffId)>,
    deliver_on: Option<Date>,
    handed_on: Option<Date>,
    lost_vin: Option<String>,
}

impl OrderFacts {
    pub(super) fn of(file: &CustomerFile, dossier: &Dossier<'_>) -> Self {
        let (order, state, money) = (dossier.order, dossier.state(), dossier.money());
        let handed_on = dossier.cars.iter().filter_map(|car| car.delivery.handed_over.as_ref()).map(|done| done.on).max();
        let mut models: Vec<String> = dossier.cars.iter().map(|car| car.name().replace(['\n', '\r'], " ")).collect();
        models.retain(|model| !model.is_empty());
        models.dedup();
        Self {
            id: order.id,
            number: order.number.clone(),
            opportunity: order.opportunity,
            opened_at: order.opened_at,
            signed_on: order.signed.as_ref().map(|done| done.on),
            promised_on: order.field(&OrderField::PromisedOn).and_then(|text| text.parse().ok()),
            delivered_on: handed_on.filter(|_| state == OrderState::Delivered),
            cancelled_on: order.cancelled.as_ref().filter(|_| state == OrderState::Cancelled).map(|cancelled| cancelled.done.on),
            owner_base: owner_base(file, order).map(OwnerBase::word).unwrap_or_default(),
            total: money.total,
            open: money.open,
            refund_due: money.refund_due,
            models: models.join(PART),
            cars: dossier.cars.iter().map(|car| CarFacts::of(car, &state)).collect(),
            state: state.to_string(),
        }
    }
}

impl CarFacts {
    fn of(car: &OrderCar, state: &OrderState) -> Self {
        let (claims, lost) = (*state != OrderState::Cancelled, car.gone_without_vin());
        Self {
            id: car.id,
            model: car.name(),
            plate: car.field(&CarField::Plate).map(|plate| Plate::read(plate).key().to_owned()).unwrap_or_default(),
            vin: car.vin_key().filter(|_| claims),
            claimed: car.standing_claim().or(lost).filter(|_| claims).map(|claim| (claim.at, claim.by)),
            lost_vin: lost.map(|claim| Vin::read(&claim.vin).key().to_owned()),
            deliver_on: car.date(&CarField::DeliverOn),
            handed_on: car.delivery.handed_over.as_ref().map(|done| done.on),
        }
    }
}

/// Writes the orders of a customer.
pub(super) fn write(tx: &Transaction<'_>, row: i64, owner: Option<StaffId>, orders: &[OrderFacts]) -> Result<(), MirrorError> {
    for one in orders {
        tx.prepare_cached(include_str!("sql/put_order.sql"))?.execute(named_params! {
            ":row": row, ":id": one.id, ":number": one.number, ":code": Vin::read(&one.number).key(),
            ":opportunity": one.opportunity, ":owner": owner, ":state": one.state, ":opened_at": one.opened_at,
            ":signed_on": one.signed_on, ":promised_on": one.promised_on, ":delivered_on": one.delivered_on,
            ":cancelled_on": one.cancelled_on, ":owner_base": one.owner_base,
            ":total_fen": one.total.get(), ":open_fen": one.open.get(), ":refund_due_fen": one.refund_due.get(),
            ":models": one.models,
        })?;
        for car in &one.cars {
            tx.prepare_cached(include_str!("sql/put_order_car.sql"))?.execute(named_params! {
                ":row": row, ":id": car.id, ":order_id": one.id, ":model": car.model, ":plate": car.plate, ":vin": car.vin,
                ":claimed_at": car.claimed.map(|(at, _)| at), ":claimed_by": car.claimed.map(|(_, by)| by),
                ":deliver_on": car.deliver_on, ":handed_on": car.handed_on, ":lost_vin": car.lost_vin,
            })?;
        }
    }
    Ok(())
}

/// An order in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// Which.
    pub id: OrderId,
    /// Its number.
    pub number: String,
    /// The purchase it concludes.
    pub opportunity: Option<OpportunityId>,
    /// Where it stands.
    pub state: OrderState,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it was signed.
    pub signed_on: Option<Date>,
    /// When the cars were promised.
    pub promised_on: Option<Date>,
    /// When the next of its cars is to go.
    pub deliver_on: Option<Date>,
    /// When the last car went.
    pub delivered_on: Option<Date>,
    /// Cars and lines together, in fen.
    pub total: Fen,
    /// What is still to come.
    pub open: Fen,
    /// What must still go back.
    pub refund_due: Fen,
    /// Names of its cars.
    pub models: Vec<String>,
    /// Whether another order on this device claims one of its VINs.
    pub is_contested: bool,
    /// Whose it is.
    pub customer: Customer,
}

/// Which orders; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// Order number, VIN, plate, or whatever finds a customer.
    pub search: String,
    /// In these states.
    pub states: Vec<OrderState>,
    /// Of these people.
    pub owners: Vec<StaffId>,
    /// Opened on this date or later.
    pub from: Option<Date>,
    /// Opened on this date or before.
    pub upto: Option<Date>,
    /// Only those whose VIN another order claims.
    pub contested: bool,
    /// Only those of this customer, by the id under which the mirror shows it.
    pub customer: Option<FileId>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderList {
    /// How many there are in all.
    pub total: u32,
    /// The rows from the offset on, the newest first.
    pub rows: Vec<OrderRow>,
}

/// Orders of scope and filter, the newest first.
pub fn orders(conn: &Connection, scope: Scope, filter: &OrderFilter, page: Page) -> Result<OrderList, MirrorError> {
    let found = Found::look(conn, &filter.search)?;
    let of: Option<i64> = match filter.customer {
        Some(file) => Some(place_of(conn, file)?),
        None => None,
    };
    let contested = if filter.contested { Some(contested(conn)?) } else { None };
    let from = filter.from.map(|date| date.starts_at().unix_ms());
    let upto = filter.upto.map(|date| date.plus_days(1).starts_at().unix_ms());
    let mut statement =
        conn.prepare_cached("SELECT row, id, owner, state, opened_at, code FROM m_order ORDER BY opened_at DESC, id")?;
    let mut rows = statement.query(())?;
    let (mut total, mut wanted) = (0_u32, Vec::new());
    let end = page.offset.saturating_add(page.limit);
    while let Some(row) = rows.next()? {
        let (place, id): (i64, OrderId) = (row.get(0)?, row.get(1)?);
        let owner: Option<StaffId> = row.get(2)?;
        let opened: i64 = row.get(4)?;
        let is_asked = scope.admits(owner)
            && of.is_none_or(|of| of == place)
            && (filter.owners.is_empty() || owner.is_some_and(|owner| filter.owners.contains(&owner)))
            && (filter.states.is_empty()
                || filter.states.iter().any(|state| row.get_ref(3).is_ok_and(|word| word.as_str() == Ok(state.as_str()))))
            && from.is_none_or(|from| opened >= from)
            && upto.is_none_or(|upto| opened < upto)
            && contested.as_ref().is_none_or(|contested| contested.contains(&id));
        if !is_asked || !found.holds(place, id, row.get_ref(5)?.as_str().unwrap_or_default()) {
            continue;
        }
        if (page.offset..end).contains(&total) {
            wanted.push((place, id));
        }
        total += 1;
    }
    let rows = wanted.into_iter().map(|(row, id)| read(conn, row, id)).collect::<Result<_, _>>()?;
    Ok(OrderList { total, rows })
}

/// The row of a customer; one that no customer has where it is not here.
fn place_of(conn: &Connection, file: FileId) -> Result<i64, MirrorError> {
    use rusqlite::OptionalExtension as _;
    let mut statement = conn.prepare_cached("SELECT row FROM m_customer WHERE file = ?1")?;
    Ok(statement.query_row([file], |row| row.get(0)).optional()?.unwrap_or(-1))
}

/// What a search found.
enum Found {
    Everything,
    These { customers: RowSet, orders: BTreeSet<OrderId>, code: String },
}

impl Found {
    fn look(conn: &Connection, search: &str) -> Result<Self, MirrorError> {
        let Some(customers) = list::found(conn, search)? else { return Ok(Self::Everything) };
        let code = Vin::read(search).key().to_owned();
        // A plate of a province is two signs; less finds too much to be of use.
        let orders = if code.chars().count() < 2 { BTreeSet::new() } else { with_car(conn, &code)? };
        Ok(Self::These { customers, orders, code })
    }

    fn holds(&self, row: i64, id: OrderId, code: &str) -> bool {
        match self {
            Self::Everything => true,
            Self::These { customers, orders, code: asked } => {
                customers.contains(row) || orders.contains(&id) || (asked.len() > 1 && code.contains(asked.as_str()))
            }
        }
    }
}

fn with_car(conn: &Connection, code: &str) -> Result<BTreeSet<OrderId>, MirrorError> {
    let mut statement =
        conn.prepare_cached("SELECT order_id FROM m_order_car WHERE instr(vin, ?1) > 0 OR instr(plate, ?1) > 0")?;
    Ok(statement.query_map([code], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn contested(conn: &Connection) -> Result<BTreeSet<OrderId>, MirrorError> {
    Ok(clashing_claims(conn)?.into_iter().flatten().map(|claim| claim.order).collect())
}

fn read(conn: &Connection, row: i64, id: OrderId) -> Result<OrderRow, MirrorError> {
    let customer = customer::by_row(conn, row)?;
    let mut statement = conn.prepare_cached(include_str!("sql/order.sql"))?;
    Ok(statement.query_row(named_params! { ":row": row, ":id": id }, |row| order_row(row, customer))?)
}

fn order_row(row: &Row<'_>, customer: Customer) -> rusqlite::Result<OrderRow> {
    let models: String = row.get("models")?;
    Ok(OrderRow {
        id: row.get("id")?,
        number: row.get("number")?,
        opportunity: row.get("opportunity")?,
        state: OrderState::from(row.get::<_, String>("state")?.as_str()),
        opened_at: row.get("opened_at")?,
        signed_on: row.get("signed_on")?,
        promised_on: row.get("promised_on")?,
        deliver_on: row.get("deliver_on")?,
        delivered_on: row.get("delivered_on")?,
        total: Fen::new(row.get("total_fen")?),
        open: Fen::new(row.get("open_fen")?),
        refund_due: Fen::new(row.get("refund_due_fen")?),
        models: models.split(PART).filter(|model| !model.is_empty()).map(str::to_owned).collect(),
        is_contested: row.get("is_contested")?,
        customer,
    })
}

/// A car of an order that claims a VIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// The customer file.
    pub file: FileId,
    /// The order.
    pub order: OrderId,
    /// The car of it.
    pub car: OrderCarId,
    /// The order's number.
    pub number: String,
    /// Who looks after the customer.
    pub owner: Option<StaffId>,
    /// Who claimed it.
    pub by: Option<StaffId>,
    /// When.
    pub at: Option<Instant>,
    /// What the car is.
    pub model: String,
    /// The VIN as it is compared.
    pub vin: String,
    /// Where the order stands.
    pub state: OrderState,
    /// When the car was handed over.
    pub handed_on: Option<Date>,
    /// Whether the VIN was given to another order after, or while, the car was handed over.
    pub is_lost: bool,
}

/// Every car on this device that claims a VIN, the earliest claim first. `vin` is in the form in which VINs are compared.
pub fn claims_on(conn: &Connection, vin: &str) -> Result<Vec<ClaimRow>, MirrorError> {
    Ok(cars_under(conn, vin)?.into_iter().filter(|claim| !claim.is_lost).collect())
}

/// Those, and the cars that were handed over under a VIN that is another's.
fn cars_under(conn: &Connection, vin: &str) -> Result<Vec<ClaimRow>, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/claims.sql"))?;
    let rows = statement.query_map(named_params! { ":vin": vin }, |row| {
        Ok(ClaimRow {
            file: row.get("file")?,
            order: row.get("order_id")?,
            car: row.get("id")?,
            number: row.get("number")?,
            owner: row.get("owner")?,
            by: row.get("claimed_by")?,
            at: row.get("claimed_at")?,
            model: row.get("model")?,
            vin: vin.to_owned(),
            state: OrderState::from(row.get::<_, String>("state")?.as_str()),
            handed_on: row.get("handed_on")?,
            is_lost: row.get::<_, Option<String>>("lost_vin")?.is_some(),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// VINs that more than one car claims, or under which one was handed over that is another's, each with its claims.
pub fn clashing_claims(conn: &Connection) -> Result<Vec<Vec<ClaimRow>>, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/clashing_vins.sql"))?;
    let vins: Vec<String> = statement.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?;
    vins.iter().map(|vin| cars_under(conn, vin)).collect()
}

/// The highest counter among the order numbers that begin with `prefix`; a device restored from a backup goes on behind it.
pub fn highest_number(conn: &Connection, prefix: &str) -> Result<u32, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT number FROM m_order WHERE substr(number, 1, length(?1)) = ?1")?;
    let mut rows = statement.query([prefix])?;
    let mut highest = 0;
    while let Some(row) = rows.next()? {
        let number: String = row.get(0)?;
        highest = highest.max(number.get(prefix.len()..).and_then(|rest| rest.parse().ok()).unwrap_or(0));
    }
    Ok(highest)
}
