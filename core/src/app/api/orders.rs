//! Orders as they are shown: the list, the page of one.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    common::{CustomerRow, StaffName, WarningCode},
    error::ErrorCode,
    order_acts::CarValue,
};
use crate::{
    app::masking::Shown,
    clock::{Date, Instant},
    domain::{
        contact::Contact,
        customer::Phone,
        delivery::CheckTemplate,
        order::{Order, OrderCar, OrderMoney, OrderState, Payment, PersonRole},
    },
    ids::{FileId, OpportunityId, OrderId, StaffId},
};

/// Asks for a page of the orders.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ListOrders {
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
    /// Only those of this customer.
    pub customer: Option<FileId>,
    /// How many to skip.
    pub offset: u32,
    /// How many to give, at most 200.
    pub limit: u32,
}

/// A page of the orders.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OrderList {
    /// How many there are in all.
    pub total: u32,
    /// The rows from `offset` on, the newest first.
    pub rows: Vec<OrderRow>,
}

/// An order in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OrderRow {
    /// Which.
    pub order: OrderId,
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
    /// When its cars were promised.
    pub promised_on: Option<Date>,
    /// When the next of its cars is to go.
    pub deliver_on: Option<Date>,
    /// When the last of its cars went.
    pub delivered_on: Option<Date>,
    /// Cars and lines together.
    pub total_fen: i64,
    /// What is still to come; below zero where too much came in.
    pub open_fen: i64,
    /// What must still go back.
    pub refund_due_fen: i64,
    /// Names of its cars.
    pub models: Vec<String>,
    /// Whether another order claims one of its VINs.
    pub contested: bool,
    /// Whose it is.
    pub customer: CustomerRow,
}

/// Names one order.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct OneOrder {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub order: OrderId,
}

/// Everything the page of an order shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OrderPage {
    /// The customer.
    pub customer: CustomerRow,
    /// The order as this person may see it.
    #[ts(as = "Order")]
    pub order: Shown<Order>,
    /// Where it stands.
    pub state: OrderState,
    /// Its money.
    pub money: OrderMoney,
    /// Its cars.
    pub cars: Vec<CarView>,
    /// Its payments, the oldest first.
    #[ts(as = "Vec<Payment>")]
    pub payments: Shown<Vec<Payment>>,
    /// The people around the customer, those with a part in it first.
    #[ts(as = "Vec<PersonView>")]
    pub people: Shown<Vec<PersonView>>,
    /// What may be done with it, and why not.
    pub acts: Vec<AllowedAct>,
    /// It was cancelled on one device while a car of it was handed over on another.
    pub cancelled_after_hand_over: bool,
    /// Names of everyone it mentions.
    pub names: Vec<StaffName>,
    /// Whether this person may write in it.
    pub can_edit: bool,
    /// Whether this person may export it for the maker's system.
    pub can_export: bool,
    /// Whether this person may say to which order a VIN goes.
    pub can_settle: bool,
}

/// Somebody around the customer, beside an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PersonView {
    /// Who, and what they are in the purchase: decider, user, payer, driver.
    pub contact: Contact,
    /// Their part in this order.
    pub part: Option<PersonRole>,
    /// Their numbers.
    pub phones: Vec<Phone>,
}

/// A car of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CarView {
    /// The car as this person may see it.
    #[ts(as = "OrderCar")]
    pub car: Shown<OrderCar>,
    /// What it is, in words.
    pub name: String,
    /// The VIN that stands, as typed; none where it was not allotted.
    pub vin: Option<String>,
    /// Whether it was handed over under a VIN that a manager gave to another order.
    pub is_lost: bool,
    /// Other orders that claim the same VIN.
    pub rivals: Vec<ClaimedBy>,
    /// What is doubtful, by field.
    pub doubts: Vec<Doubt>,
    /// What is checked before it goes.
    pub checks: Vec<CheckTemplate>,
    /// What is missing for its hand-over, by word: `check.tools`, `car.plate`, `customer.name`.
    pub gaps: Vec<String>,
    /// What the house's rules would write at a hand-over today, where nothing stands.
    pub by_rule: Vec<CarValue>,
    /// Whether its hand-over would be taken, every gap named; why not.
    pub hand_over_refused: Option<ErrorCode>,
    /// Its vehicle file, once it is open and this person may read it.
    pub vehicle: Option<FileId>,
}

/// Something doubtful about a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Doubt {
    /// Which field.
    pub field: String,
    /// What about it.
    pub code: WarningCode,
}

/// Something that can be done with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrderAct {
    /// 签订
    Sign,
    /// 收款
    Pay,
    /// 退款
    Refund,
    /// 开票
    Invoice,
    /// 退订
    Cancel,
    /// Takes a draft away.
    Remove,
}

/// Whether it can be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AllowedAct {
    /// What.
    pub act: OrderAct,
    /// Why not; none where it can.
    pub refused: Option<ErrorCode>,
}

/// An order that has a VIN. Of a colleague's customer nothing is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ClaimedBy {
    /// The order's number.
    pub number: String,
    /// Who claimed it.
    pub consultant: Option<StaffName>,
    /// When.
    pub at: Option<Instant>,
    /// The order, where this person may read it.
    pub order: Option<OrderId>,
    /// Its customer file, where this person may read it.
    pub file: Option<FileId>,
}
