//! Opens, signs, invoices and cancels an order; signing and cancelling move the purchase it concludes.

use super::{OrderRefused, dossier, edit, open_dossier, quoted, told};
use crate::{
    clock::Date,
    domain::{
        customer::CustomerFile,
        edit::{Edit, OrderEdit},
        money::Fen,
        opportunity::{Grade, Opportunity, Stage},
        order::{Cancelling, Done, Dossier, Invoice, Order, OrderState},
        quotation::Quotation,
    },
    ids::{OpportunityId, OrderId},
    ops::{
        Author,
        opportunity::{grade, move_stage},
        text::{LINE, PARAGRAPH, clean},
    },
};

/// Opens an order as a draft, with what an accepted quotation says of price, loan and insurance. The number is the caller's
/// to give: it counts per device.
#[must_use]
pub fn open(
    author: &Author,
    opportunity: Option<OpportunityId>,
    number: String,
    quotation: Option<&Quotation>,
) -> (OrderId, Vec<Edit>) {
    let line = told(author, "opened", &number);
    let order = Order {
        id: author.world.mint(),
        number,
        opportunity,
        quotation: quotation.map(|from| from.id.to_string()),
        opened_at: author.now(),
        opened_by: Some(author.staff),
        signed: None,
        invoiced: None,
        cancelled: None,
        lines: quotation.map(|from| quoted::lines(author, from)).unwrap_or_default(),
        people: Vec::new(),
        fields: quotation.map(quoted::fields).unwrap_or_default(),
    };
    (order.id, vec![edit(OrderEdit::Add(Box::new(order))), line])
}

/// Takes a draft away; a signed order is cancelled instead.
///
/// # Errors
/// See [`OrderRefused`].
pub fn remove(author: &Author, file: &CustomerFile, id: OrderId) -> Result<Vec<Edit>, OrderRefused> {
    let dossier = dossier(file, id)?;
    if dossier.state() != OrderState::Draft {
        return Err(OrderRefused::AlreadySigned);
    }
    if !dossier.payments.is_empty() {
        return Err(OrderRefused::Paid);
    }
    let at = author.now();
    let cars = dossier.cars.iter().map(|car| edit(OrderEdit::RemoveCar { id: car.id, at }));
    Ok(std::iter::once(edit(OrderEdit::Remove { id, at })).chain(cars).collect())
}

/// 签订: the purchase moves to its closing and is graded O.
///
/// # Errors
/// See [`OrderRefused`].
pub fn sign(author: &Author, file: &CustomerFile, id: OrderId, on: Date) -> Result<Vec<Edit>, OrderRefused> {
    let dossier = open_dossier(file, id)?;
    if dossier.order.signed.is_some() {
        return Err(OrderRefused::AlreadySigned);
    }
    if dossier.cars.is_empty() {
        return Err(OrderRefused::NeedsCar);
    }
    if dossier.cars.iter().any(|car| car.name().is_empty() && !car.is_allotted()) {
        return Err(OrderRefused::NeedsModel);
    }
    if dossier.cars.iter().any(|car| car.price().is_none()) {
        return Err(OrderRefused::NeedsPrice);
    }
    if purchase(file, &dossier).is_some_and(|purchase| purchase.loss.state().is_lost()) {
        return Err(OrderRefused::Lost);
    }
    let done = done(author, on)?;
    let mut edits = vec![edit(OrderEdit::Sign(id, done)), told(author, "signed", &dossier.order.number)];
    if let Some(purchase) = purchase(file, &dossier) {
        if is_before(&purchase.stage, &Stage::Closing) {
            edits.extend(move_stage(author, purchase, &Stage::Closing));
        }
        edits.extend(grade(author, purchase, &Grade::O));
    }
    Ok(edits)
}

/// 开票
///
/// # Errors
/// See [`OrderRefused`].
pub fn invoice(author: &Author, file: &CustomerFile, id: OrderId, number: &str, on: Date) -> Result<Vec<Edit>, OrderRefused> {
    let dossier = open_dossier(file, id)?;
    if dossier.order.signed.is_none() {
        return Err(OrderRefused::NotSigned);
    }
    if dossier.order.invoiced.is_some() {
        return Err(OrderRefused::AlreadyInvoiced);
    }
    let number = clean(number, LINE)?;
    if number.is_empty() {
        return Err(OrderRefused::Empty);
    }
    let invoice = Invoice { done: done(author, on)?, number };
    Ok(vec![edit(OrderEdit::Invoice(id, invoice)), told(author, "invoiced", &dossier.order.number)])
}

/// 退订 (O8): the purchase is graded T. What was paid and is not withheld must go back; see
/// [`Dossier::money`].
///
/// # Errors
/// See [`OrderRefused`]: after a hand-over nothing is cancelled.
pub fn cancel(
    author: &Author,
    file: &CustomerFile,
    id: OrderId,
    reason: &str,
    withheld: &str,
) -> Result<Vec<Edit>, OrderRefused> {
    let dossier = open_dossier(file, id)?;
    if dossier.cars.iter().any(|car| car.is_handed_over()) {
        return Err(OrderRefused::Delivered);
    }
    if dossier.order.signed.is_none() {
        return Err(OrderRefused::NotSigned);
    }
    let reason = clean(reason, PARAGRAPH)?;
    if reason.is_empty() {
        return Err(OrderRefused::NeedsReason);
    }
    let withheld = match withheld.trim() {
        "" => Fen::new(0),
        said => Fen::parse_exact(said).map_err(|_| OrderRefused::BadAmount)?,
    };
    let cancelling = Cancelling { done: done(author, author.world.today())?, reason, withheld };
    let mut edits = vec![edit(OrderEdit::Cancel(id, cancelling)), told(author, "cancelled", &dossier.order.number)];
    let is_only = file.dossiers().all(|other| {
        other.order.id == id || other.order.opportunity != dossier.order.opportunity || other.order.cancelled.is_some()
    });
    if let Some(purchase) = purchase(file, &dossier).filter(|_| is_only) {
        edits.extend(grade(author, purchase, &Grade::T));
    }
    Ok(edits)
}

/// The purchase that an order concludes.
pub(in crate::ops) fn purchase<'a>(file: &'a CustomerFile, dossier: &Dossier<'_>) -> Option<&'a Opportunity> {
    let id = dossier.order.opportunity?;
    file.opportunities.iter().find(|opportunity| opportunity.id == id)
}

/// Whether one stage comes before another; side states come before all.
pub(in crate::ops) fn is_before(stage: &Stage, other: &Stage) -> bool {
    let place = |stage: &Stage| match stage {
        Stage::Lost | Stage::Dormant | Stage::Other(_) => None,
        _ => Stage::ALL.iter().position(|known| known == stage),
    };
    place(stage) < place(other)
}

/// By this person, now; dated no later than today.
pub(in crate::ops) fn done(author: &Author, on: Date) -> Result<Done, OrderRefused> {
    if on > author.world.today() {
        return Err(OrderRefused::BadDate);
    }
    Ok(Done { at: author.now(), by: author.staff, on })
}
