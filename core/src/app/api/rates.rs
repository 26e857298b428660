//! The rates of the sales desk, and the rows behind each number.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::{CustomerRow, StaffName};
use crate::{
    clock::Date,
    domain::{
        formula::{Countable, Formula},
        rate::Rate,
        reception::CameBy,
    },
    ids::{FileId, OpportunityId, OrderId, StaffId},
};

/// Whose work is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum RatesOf {
    /// Everybody's.
    Everyone,
    /// One person's.
    Staff {
        /// Who.
        staff: StaffId,
    },
    /// Nobody's: visitors given to nobody, customers of the pool.
    Pool,
}

/// Asks for the rates of some days. Who sees only their own customers is given their own rates.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AskRates {
    /// From this day on.
    pub from: Date,
    /// Up to and with this day.
    pub upto: Date,
    /// Whose.
    pub whose: RatesOf,
    /// Of customers from this source; none for all.
    pub source: Option<String>,
    /// Of customers caught at this event; none for all.
    #[serde(default)]
    pub event: Option<FileId>,
}

/// The rates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RateReport {
    /// Every one, in the order of the sales process.
    pub rates: Vec<RateRow>,
    /// Whether they are of this person's work only, whatever was asked.
    pub own_only: bool,
    /// The first day of the month whose target the reserve is divided by.
    pub target_month: Date,
    /// That target; none where the store has set none.
    pub target: Option<u32>,
    /// Whether this person may set it.
    pub can_set_target: bool,
}

/// One rate: what it divides by what. A whole of 0 has no share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RateRow {
    /// Which.
    pub formula: Formula,
    /// How many of how many.
    pub rate: Rate,
    /// What is counted above.
    pub part: Countable,
    /// What is counted below; none where it is the store's target.
    pub whole: Option<Countable>,
}

/// Asks for the rows behind a number.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AskRateRows {
    /// What was counted.
    pub counted: Countable,
    /// Of which days, whose, from where.
    pub asked: AskRates,
    /// How many to skip.
    pub offset: u32,
    /// How many to give, at most 200.
    pub limit: u32,
}

/// A page of them, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RatePage {
    /// How many there are in all: the number itself.
    pub total: u32,
    /// The rows.
    pub rows: Vec<CountedRow>,
}

/// One row behind a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CountedRow {
    /// Its place among the rows of all numbers.
    pub key: String,
    /// The day by which it is counted.
    pub on: Date,
    /// What it is.
    pub thing: CountedThing,
    /// Whose: the consultant of a visitor, else who looks after the customer.
    pub consultant: Option<StaffName>,
    /// The customer; none for a visitor without a file, or whose file is not on this device.
    pub customer: Option<CustomerRow>,
}

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum CountedThing {
    /// Somebody in the reception log.
    Line {
        /// How they came.
        came_by: CameBy,
        /// Whether they have a file, here or elsewhere.
        has_file: bool,
    },
    /// An order.
    Order {
        /// Which.
        order: OrderId,
        /// Its number.
        number: String,
    },
    /// A test drive.
    TestDrive,
    /// A customer.
    Customer,
    /// A purchase.
    Purchase {
        /// Which.
        opportunity: OpportunityId,
        /// How it stood when the days were over.
        ending: PurchaseEnding,
    },
    /// A request to give a purchase up.
    Loss {
        /// Which.
        opportunity: OpportunityId,
        /// Code of the reason.
        reason: String,
    },
}

/// How a purchase stood when the days were over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseEnding {
    /// 成交
    Won,
    /// 战败
    Lost,
    /// 在谈
    Open,
}
