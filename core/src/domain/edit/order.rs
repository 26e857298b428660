//! Edits of orders, their cars and their payments.

use crate::{
    clock::Instant,
    domain::{
        delivery::{Check, CheckItem, CheckTemplate, DeliverySigned, HandOver, Verified},
        order::{Cancelling, Done, Invoice, Order, OrderCar, OrderField, OrderLine, Payment, PersonRole},
        order_car::{CarField, Claim, KeptClaim, ReturnedClaim},
    },
    ids::{ContactId, OrderCarId, OrderId, OrderLineId, PaymentId},
};

/// One change wanted in an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderEdit {
    /// Adds an order; its cars and payments are entries of their own.
    Add(Box<Order>),
    /// Takes a draft away.
    Remove {
        /// Which.
        id: OrderId,
        /// When.
        at: Instant,
    },
    /// Writes a field; `None` clears it.
    SetField(OrderId, OrderField, Option<String>),
    /// Writes a line of the price.
    SetLine(OrderId, OrderLine),
    /// Takes a line of the price away.
    RemoveLine(OrderId, OrderLineId),
    /// Says what a contact is to the order; `None` nothing any more.
    SetPerson(OrderId, ContactId, Option<PersonRole>),
    /// 签订
    Sign(OrderId, Done),
    /// 开票
    Invoice(OrderId, Invoice),
    /// 退订
    Cancel(OrderId, Cancelling),
    /// Adds a car.
    AddCar(Box<OrderCar>),
    /// Takes a car away.
    RemoveCar {
        /// Which.
        id: OrderCarId,
        /// When.
        at: Instant,
    },
    /// Writes a field of a car; `None` clears it.
    SetCar(OrderCarId, CarField, Option<String>),
    /// 配车; `None` lets the VIN go.
    Claim(OrderCarId, Option<Claim>),
    /// A manager gives the VIN to another order.
    ReturnClaim(OrderCarId, Option<ReturnedClaim>),
    /// A manager lets a car keep its VIN; `None` takes that word back.
    KeepClaim(OrderCarId, Option<KeptClaim>),
    /// Adds a payment.
    AddPayment(Payment),
    /// Takes a payment out of use.
    RemovePayment {
        /// Which.
        id: PaymentId,
        /// When.
        at: Instant,
    },
    /// The delivery begins, by this list.
    BeginDelivery(OrderCarId, Vec<CheckTemplate>),
    /// Writes a check of a delivery.
    SetCheck(OrderCarId, CheckItem, Check),
    /// The customer's file was looked through.
    Verify(OrderCarId, Verified),
    /// The customer signed.
    SignDelivery(OrderCarId, DeliverySigned),
    /// The car went.
    HandOver(OrderCarId, HandOver),
}
