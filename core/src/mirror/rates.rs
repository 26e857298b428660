//! What the rates of the sales desk count: one question per thing counted, asked for its number or for a page of its rows, so
//! that a number is always the count of the rows it opens.

use std::borrow::Cow;

use rusqlite::{Connection, Row, Statement, ToSql, types::ValueRef};

use super::{MirrorError, Page};
use crate::{
    clock::{Date, Instant},
    domain::{
        formula::{self, Countable},
        rules::LossReason,
    },
    ids::{FileId, LineId, OpportunityId, OrderId, StaffId, TestDriveId},
};

/// Whose work is counted: lines by the consultant they were given to, the rest by who looks after the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// All of it.
    Everyone,
    /// One person's.
    Staff(StaffId),
    /// Nobody's: the pool.
    Pool,
}

/// What is counted; all that is given must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateFilter {
    /// From this day on.
    pub from: Date,
    /// Up to and with this day.
    pub upto: Date,
    /// Whose.
    pub whose: Whose,
    /// Of customers from this source; who has no file has none.
    pub source: Option<String>,
    /// Of customers caught at this event, of visitors whom it brought.
    pub event: Option<FileId>,
}

/// What a row is about. `row` is the customer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "places in the mirror")]
pub enum CountedThing {
    /// A line of the reception log.
    Line { file: FileId, id: LineId },
    /// An order.
    Order { row: i64, id: OrderId },
    /// A test drive.
    TestDrive { row: i64, id: TestDriveId },
    /// A customer.
    Customer { row: i64 },
    /// A purchase.
    Purchase { row: i64, id: OpportunityId },
    /// A request to give one up.
    Loss { row: i64, id: OpportunityId },
}

/// One row behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedRow {
    /// What.
    pub thing: CountedThing,
    /// The day by which it is counted.
    pub on: Date,
    /// How a visitor came, the number of an order, how a purchase ended, why one was given up.
    pub word: String,
}

/// How many there are.
pub fn count(conn: &Connection, counted: &Countable, filter: &RateFilter) -> Result<u32, MirrorError> {
    let Some(sql) = question(counted, filter) else { return Ok(0) };
    let mut statement = conn.prepare_cached(&format!("SELECT count(*) FROM ({sql})"))?;
    let asked = Asked::new(counted, filter);
    asked.bind(&mut statement, Page { offset: 0, limit: 0 })?;
    let mut rows = statement.raw_query();
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?.unwrap_or_default())
}

/// A page of them, the newest first.
pub fn counted_rows(
    conn: &Connection,
    counted: &Countable,
    filter: &RateFilter,
    page: Page,
) -> Result<Vec<CountedRow>, MirrorError> {
    let Some(sql) = question(counted, filter) else { return Ok(Vec::new()) };
    let paged = format!("SELECT * FROM ({sql}) ORDER BY on_date DESC, id DESC, row DESC LIMIT :limit OFFSET :offset");
    let mut statement = conn.prepare_cached(&paged)?;
    let asked = Asked::new(counted, filter);
    asked.bind(&mut statement, page)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// The question with all that is asked.
fn question(counted: &Countable, filter: &RateFilter) -> Option<Cow<'static, str>> {
    let sql = sql(counted)?;
    let is_of_event = filter.event.is_some();
    Some(if is_of_event { format!("SELECT * FROM ({sql}) AS counted WHERE {OF_EVENT}").into() } else { sql.into() })
}

/// The question; none for a word of a newer version.
pub(super) const fn sql(counted: &Countable) -> Option<&'static str> {
    Some(match counted {
        Countable::Footfall => include_str!("sql/rates/footfall.sql"),
        Countable::NewFootfall => include_str!("sql/rates/new_footfall.sql"),
        Countable::Captured => include_str!("sql/rates/captured.sql"),
        Countable::TestDrives => include_str!("sql/rates/test_drives.sql"),
        Countable::Deals => include_str!("sql/rates/deals.sql"),
        Countable::Orders => include_str!("sql/rates/orders.sql"),
        Countable::ShowroomOrders => include_str!("sql/rates/showroom_orders.sql"),
        Countable::DrivenOrders => include_str!("sql/rates/driven_orders.sql"),
        Countable::OwnerBaseOrders => include_str!("sql/rates/owner_base_orders.sql"),
        Countable::Deliveries => include_str!("sql/rates/deliveries.sql"),
        Countable::OpenOrders => include_str!("sql/rates/open_orders.sql"),
        Countable::Leads => include_str!("sql/rates/leads.sql"),
        Countable::InvitedArrivals => include_str!("sql/rates/invited_arrivals.sql"),
        Countable::Registered => include_str!("sql/rates/registered.sql"),
        Countable::CameBack => include_str!("sql/rates/came_back.sql"),
        Countable::RegisteredSigned => include_str!("sql/rates/registered_signed.sql"),
        Countable::LastMonth | Countable::Remaining => include_str!("sql/rates/carried.sql"),
        Countable::LastMonthSigned | Countable::RemainingSigned => include_str!("sql/rates/carried_signed.sql"),
        Countable::Lost => include_str!("sql/rates/lost.sql"),
        Countable::Purchases => include_str!("sql/rates/purchases.sql"),
        Countable::LossRequests => include_str!("sql/rates/loss_requests.sql"),
        Countable::ClearLosses => include_str!("sql/rates/clear_losses.sql"),
        Countable::Other(_) => return None,
    })
}

/// What the rows of an event are, lines by the log, the rest by their customer.
const OF_EVENT: &str = include_str!("sql/rates/of_event.sql");

/// What the questions may ask by name; each asks some of it.
struct Asked<'a> {
    filter: &'a RateFilter,
    since: Date,
    until: Date,
    unclear: String,
}

impl<'a> Asked<'a> {
    fn new(counted: &Countable, filter: &'a RateFilter) -> Self {
        let (since, until) = formula::registered_between(counted, filter.from, filter.upto);
        let unclear = LossReason::ALL.iter().filter(|reason| !reason.is_clear());
        Self { filter, since, until, unclear: unclear.map(|reason| format!(" {reason} ")).collect() }
    }

    fn bind(&self, statement: &mut Statement<'_>, page: Page) -> Result<(), MirrorError> {
        let Self { filter, since, until, unclear } = self;
        let staff = match filter.whose {
            Whose::Staff(staff) => Some(staff),
            Whose::Everyone | Whose::Pool => None,
        };
        let everyone = filter.whose == Whose::Everyone;
        let (begins, before) = (filter.from.starts_at(), filter.upto.plus_days(1).starts_at());
        let named: [(&str, &dyn ToSql); 13] = [
            (":from", &filter.from),
            (":upto", &filter.upto),
            (":since", since),
            (":until", until),
            (":begins", &begins),
            (":before", &before),
            (":everyone", &everyone),
            (":staff", &staff),
            (":source", &filter.source),
            (":event", &filter.event),
            (":unclear", unclear),
            (":limit", &page.limit),
            (":offset", &page.offset),
        ];
        for (name, value) in named {
            if let Some(place) = statement.parameter_index(name)? {
                statement.raw_bind_parameter(place, value)?;
            }
        }
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<CountedRow, MirrorError> {
    let unreadable = || MirrorError::Unreadable { what: "counted row" };
    let place = || row.get::<_, i64>("row");
    let thing = match row.get_ref("what")?.as_str().map_err(|_| unreadable())? {
        "line" => CountedThing::Line { file: row.get("file")?, id: row.get("id")? },
        "order" => CountedThing::Order { row: place()?, id: row.get("id")? },
        "test_drive" => CountedThing::TestDrive { row: place()?, id: row.get("id")? },
        "customer" => CountedThing::Customer { row: place()? },
        "purchase" => CountedThing::Purchase { row: place()?, id: row.get("id")? },
        "loss" => CountedThing::Loss { row: place()?, id: row.get("id")? },
        _ => return Err(unreadable()),
    };
    let on = match row.get_ref("on_date")? {
        ValueRef::Integer(ms) => Instant::from_unix_ms(ms).store_date(),
        _ => row.get("on_date")?,
    };
    Ok(CountedRow { thing, on, word: row.get("word")? })
}
