//! Money in and out. A payment is written once; a wrong one is taken out of use and stays in the file's history.

use super::{OrderRefused, dossier, edit, told};
use crate::{
    clock::Date,
    domain::{
        customer::{CustomerFile, EntryKind},
        edit::{CustomerEdit, Edit, OrderEdit},
        money::Fen,
        order::{MoneyWay, OrderState, Payment, PaymentKind},
    },
    ids::{OrderId, PaymentId},
    ops::{
        Author,
        text::{LINE, PARAGRAPH, clean},
    },
};

/// Money to be written down.
#[derive(Debug, Clone)]
pub struct Paying {
    /// What it is.
    pub kind: PaymentKind,
    /// How.
    pub way: MoneyWay,
    /// As said.
    pub amount: String,
    /// The date it bears.
    pub on: Date,
    /// 收据号
    pub receipt: String,
}

/// Writes a payment down.
///
/// # Errors
/// See [`OrderRefused`]: of a cancelled order only refunds are taken.
pub fn pay(author: &Author, file: &CustomerFile, order: OrderId, paying: &Paying) -> Result<Vec<Edit>, OrderRefused> {
    let dossier = dossier(file, order)?;
    if dossier.order.signed.is_none() {
        return Err(OrderRefused::NotSigned);
    }
    if dossier.state() == OrderState::Cancelled && paying.kind != PaymentKind::Refund {
        return Err(OrderRefused::Cancelled);
    }
    let amount = Fen::parse_exact(&paying.amount).map_err(|_| OrderRefused::BadAmount)?;
    if amount.get() <= 0 {
        return Err(OrderRefused::BadAmount);
    }
    if paying.on > author.world.today() {
        return Err(OrderRefused::BadDate);
    }
    let payment = Payment {
        id: author.world.mint(),
        order,
        kind: paying.kind.clone(),
        way: paying.way.clone(),
        amount,
        at: author.now(),
        on: paying.on,
        by: author.staff,
        receipt: clean(&paying.receipt, LINE)?,
    };
    let what = if payment.kind == PaymentKind::Refund { "refunded" } else { "paid" };
    let line = told(author, what, &dossier.order.number);
    Ok(vec![edit(OrderEdit::AddPayment(payment)), line])
}

/// Takes a payment out of use. The timeline tells which, by whom and why.
///
/// # Errors
/// When the file holds no such payment, or nobody says why.
pub fn remove_payment(author: &Author, file: &CustomerFile, id: PaymentId, reason: &str) -> Result<Vec<Edit>, OrderRefused> {
    let payment = file.payments.iter().find(|payment| payment.id == id).ok_or(OrderRefused::NotThere)?;
    let reason = clean(reason, PARAGRAPH)?;
    if reason.is_empty() {
        return Err(OrderRefused::NeedsReason);
    }
    let number = file.orders.iter().find(|order| order.id == payment.order).map_or("", |order| order.number.as_str());
    let what = format!("payment_removed>{number}>{}>{}\n{reason}", payment.kind, payment.amount.get());
    let line = Edit::Customer(CustomerEdit::AddEntry(author.entry(EntryKind::Order, what, None)));
    Ok(vec![edit(OrderEdit::RemovePayment { id: payment.id, at: author.now() }), line])
}
