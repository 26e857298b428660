//! Delivery 交车 (features.md 1.7): checks, verification, signature, and the hand-over that closes it.

use std::collections::BTreeMap;

use super::{
    Author, care,
    opportunity::{grade, move_stage},
    order::{self, OrderRefused, edit, told},
    text::{LINE, clean},
};
use crate::{
    clock::Date,
    domain::{
        customer::CustomerFile,
        delivery::{Check, CheckItem, CheckTemplate, DeliverySigned, Gap, HandOver, Verified},
        edit::{Edit, OrderEdit},
        opportunity::{Grade, Opportunity, Stage},
        order::{Dossier, OrderCar, OrderState},
        rules::Rules,
        signature::{BadSignature, Signature},
    },
    ids::OrderCarId,
};

/// Why a delivery does not go on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryRefused {
    /// The order does not allow it.
    #[error(transparent)]
    Order(#[from] OrderRefused),
    /// Something is missing and nobody said why the car goes all the same.
    #[error("a gap has no reason: {0}")]
    GapOpen(String),
    /// Not strokes of a pen, or too many.
    #[error(transparent)]
    BadSignature(#[from] BadSignature),
}

/// The list of checks that a delivery goes by from its first step on; none where it began already. What the store changes
/// in its list later is asked of later deliveries.
///
/// # Errors
/// See [`DeliveryRefused`].
pub fn begin(file: &CustomerFile, id: OrderCarId, checks: &[CheckTemplate]) -> Result<Option<Edit>, DeliveryRefused> {
    let (car, _) = still_here(file, id)?;
    Ok(car.delivery.list.is_none().then(|| edit(OrderEdit::BeginDelivery(id, checks.to_vec()))))
}

/// Writes a check down.
///
/// # Errors
/// See [`DeliveryRefused`].
pub fn check(
    author: &Author,
    file: &CustomerFile,
    id: OrderCarId,
    item: &CheckItem,
    (ok, note): (bool, &str),
) -> Result<Edit, DeliveryRefused> {
    still_here(file, id)?;
    let note = clean(note, LINE).map_err(OrderRefused::from)?;
    let check = Check { ok, note, at: author.now(), by: author.staff };
    Ok(edit(OrderEdit::SetCheck(id, item.clone(), check)))
}

/// Says that the customer's file was looked through (D2).
///
/// # Errors
/// See [`DeliveryRefused`].
pub fn verify(author: &Author, file: &CustomerFile, id: OrderCarId) -> Result<Edit, DeliveryRefused> {
    still_here(file, id)?;
    Ok(edit(OrderEdit::Verify(id, Verified { at: author.now(), by: author.staff })))
}

/// Keeps the customer's signature.
///
/// # Errors
/// See [`DeliveryRefused`].
pub fn sign(author: &Author, file: &CustomerFile, id: OrderCarId, strokes: &str) -> Result<Edit, DeliveryRefused> {
    still_here(file, id)?;
    let strokes = Signature::parse(strokes)?;
    let signature = DeliverySigned { strokes, at: author.now(), by: author.staff };
    Ok(edit(OrderEdit::SignDelivery(id, signature)))
}

/// 交车: the car goes. Everything in `gaps` must have a reason. When the last car of the order is gone the purchase is
/// over, and the plan for looking after its owner begins (S17). A first service that nobody named is due as the rules say.
///
/// # Errors
/// See [`DeliveryRefused`].
pub fn hand_over(
    author: &Author,
    file: &CustomerFile,
    id: OrderCarId,
    on: Date,
    (gaps, reasons): (&[Gap], &BTreeMap<String, String>),
    rules: &Rules,
) -> Result<Vec<Edit>, DeliveryRefused> {
    let (car, dossier) = still_here(file, id)?;
    let signed = dossier.order.signed.as_ref().ok_or(OrderRefused::NotSigned)?;
    if !car.is_allotted() {
        return Err(OrderRefused::NotAllotted.into());
    }
    if on > author.world.today() || on < signed.on {
        return Err(OrderRefused::BadDate.into());
    }
    let mut named = BTreeMap::new();
    for gap in gaps {
        let word = gap.word();
        let reason = reasons.get(&word).map(String::as_str).unwrap_or_default();
        let reason = clean(reason, LINE).map_err(OrderRefused::from)?;
        if reason.is_empty() {
            return Err(DeliveryRefused::GapOpen(word));
        }
        named.insert(word, reason);
    }
    let hand_over = HandOver { at: author.now(), by: author.staff, on, gaps: named };
    let mut edits = vec![edit(OrderEdit::HandOver(id, hand_over)), told(author, "delivered", &dossier.order.number)];
    let is_last = dossier.cars.iter().all(|other| other.id == id || other.is_handed_over());
    edits.extend(order::purchase(file, &dossier).into_iter().flat_map(|purchase| moved(author, purchase, is_last)));
    edits.extend(care::due_by_rule(car, on, rules));
    edits.extend(care::plan(author, file, (car, &dossier), on, rules));
    Ok(edits)
}

/// The purchase comes to its delivery, and after the last car behind it.
fn moved(author: &Author, purchase: &Opportunity, is_last: bool) -> Vec<Edit> {
    let mut edits = move_stage(author, purchase, &Stage::Delivery);
    if is_last {
        let there = Opportunity { stage: Stage::Delivery, ..purchase.clone() };
        edits.extend(move_stage(author, &there, &Stage::AfterDelivery));
        edits.extend(grade(author, purchase, &Grade::D));
    }
    edits
}

fn still_here(file: &CustomerFile, id: OrderCarId) -> Result<(&OrderCar, Dossier<'_>), OrderRefused> {
    let (car, dossier) = order::car(file, id)?;
    if car.is_handed_over() {
        return Err(OrderRefused::Delivered);
    }
    if dossier.state() == OrderState::Cancelled {
        return Err(OrderRefused::Cancelled);
    }
    Ok((car, dossier))
}
