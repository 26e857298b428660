//! Orders 订单: opened, filled in, signed, paid, allotted, invoiced, cancelled (features.md 1.6).

mod acts;
mod allot;
mod fields;
mod pay;
mod quoted;

pub use acts::{cancel, invoice, open, remove, sign};
pub use allot::{allot, keep_claim, return_claim};
pub use fields::{Change, add_car, change};
pub use pay::{Paying, pay, remove_payment};
pub use quoted::{car as quoted_car, may_open_from, opened_from};

pub(super) use acts::purchase;

use super::{Author, text::TooLong};
use crate::{
    domain::{
        customer::{CustomerFile, EntryKind},
        edit::{CustomerEdit, Edit, OrderEdit},
        order::{Dossier, OrderCar, OrderState},
    },
    ids::{OrderCarId, OrderId},
};

/// Why an order is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrderRefused {
    /// The file holds no such order, car, payment or purchase.
    #[error("the file holds nothing of this id")]
    NotThere,
    /// An order without a car is none.
    #[error("an order needs a car")]
    NeedsCar,
    /// A car is ordered by VIN or by its model.
    #[error("a car is ordered by its model")]
    NeedsModel,
    /// A car has no price.
    #[error("a car needs a price")]
    NeedsPrice,
    /// Only a signed order may be paid, invoiced or delivered.
    #[error("the order is not signed")]
    NotSigned,
    /// It is signed.
    #[error("the order is signed")]
    AlreadySigned,
    /// Money was taken for it.
    #[error("money was taken for the order")]
    Paid,
    /// The purchase is lost.
    #[error("the purchase is lost")]
    Lost,
    /// It is invoiced, so its price stands.
    #[error("the order is invoiced")]
    AlreadyInvoiced,
    /// It is cancelled.
    #[error("the order is cancelled")]
    Cancelled,
    /// A car of it was handed over.
    #[error("a car of the order was handed over")]
    Delivered,
    /// A reason is asked for.
    #[error("a reason is needed")]
    NeedsReason,
    /// A text is asked for.
    #[error("this cannot be empty")]
    Empty,
    /// Not an amount, or not one that can be paid.
    #[error("the amount could not be read")]
    BadAmount,
    /// Not a date, or not one on which this can have happened.
    #[error("not a possible date")]
    BadDate,
    /// Not kilometres.
    #[error("not a number of kilometres")]
    BadKilometres,
    /// Not a VIN: 17 signs without I, O and Q.
    #[error("not a VIN")]
    BadVin,
    /// The car has no VIN.
    #[error("the car has no VIN")]
    NotAllotted,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// The order of a file by its id, with what belongs to it.
///
/// # Errors
/// When the file holds no such order.
pub fn dossier(file: &CustomerFile, id: OrderId) -> Result<Dossier<'_>, OrderRefused> {
    file.dossiers().find(|dossier| dossier.order.id == id).ok_or(OrderRefused::NotThere)
}

/// The car of a file by its id, with its order.
///
/// # Errors
/// When the file holds no such car, or no such order.
pub fn car(file: &CustomerFile, id: OrderCarId) -> Result<(&OrderCar, Dossier<'_>), OrderRefused> {
    let car = file.order_cars.iter().find(|car| car.id == id).ok_or(OrderRefused::NotThere)?;
    Ok((car, dossier(file, car.order)?))
}

/// An order in which something may still be written.
fn open_dossier(file: &CustomerFile, id: OrderId) -> Result<Dossier<'_>, OrderRefused> {
    let dossier = dossier(file, id)?;
    match dossier.state() {
        OrderState::Cancelled => Err(OrderRefused::Cancelled),
        OrderState::Delivered => Err(OrderRefused::Delivered),
        _ => Ok(dossier),
    }
}

pub(super) fn edit(edit: OrderEdit) -> Edit {
    Edit::Customer(CustomerEdit::Order(edit))
}

/// The line of the timeline that tells what became of an order.
pub(super) fn told(author: &Author, what: &str, number: &str) -> Edit {
    Edit::Customer(CustomerEdit::AddEntry(author.entry(EntryKind::Order, format!("{what}>{number}"), None)))
}
