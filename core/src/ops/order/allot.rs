//! 配车: a car of an order gets its VIN, gives it up, or loses it by a manager's word.

use super::{OrderRefused, car, edit, told};
use crate::{
    domain::{
        customer::CustomerFile,
        edit::{Edit, OrderEdit},
        order::OrderState,
        order_car::{Claim, KeptClaim, ReturnedClaim},
        vin::Vin,
    },
    ids::OrderCarId,
    ops::{
        Author,
        text::{LINE, PARAGRAPH, clean},
    },
};

/// Claims a VIN for a car; an empty one lets the car's VIN go. A car that was handed over keeps its VIN, unless a manager gave
/// that to another order: then it gets its right one. Whether another order has it is the caller's to ask.
///
/// # Errors
/// See [`OrderRefused`].
pub fn allot(author: &Author, file: &CustomerFile, id: OrderCarId, vin: &str) -> Result<Vec<Edit>, OrderRefused> {
    let (car, dossier) = car(file, id)?;
    if dossier.state() == OrderState::Cancelled {
        return Err(OrderRefused::Cancelled);
    }
    if car.is_handed_over() && (car.gone_without_vin().is_none() || vin.trim().is_empty()) {
        return Err(OrderRefused::Delivered);
    }
    let vin = clean(vin, LINE)?;
    if vin.is_empty() {
        return Ok(vec![edit(OrderEdit::Claim(id, None))]);
    }
    let read = Vin::read(&vin);
    if !read.names_a_car() {
        return Err(OrderRefused::BadVin);
    }
    if car.vin_key().as_deref() == Some(read.key()) && car.claim.as_ref().is_some_and(|claim| claim.vin == vin) {
        return Ok(Vec::new());
    }
    let claim = Claim { vin, at: author.now(), by: author.staff };
    Ok(vec![edit(OrderEdit::Claim(id, Some(claim))), told(author, "allotted", &dossier.order.number)])
}

/// A manager gives the VIN of this car to another order. Of a car that was handed over that says that it was another car.
/// Whether the person may is the caller's to ask, and every reader asks again.
///
/// # Errors
/// See [`OrderRefused`].
pub fn return_claim(author: &Author, file: &CustomerFile, id: OrderCarId, reason: &str) -> Result<Vec<Edit>, OrderRefused> {
    let (car, dossier) = car(file, id)?;
    let claim = car.standing_claim().ok_or(OrderRefused::NotAllotted)?;
    let reason = clean(reason, PARAGRAPH)?;
    if reason.is_empty() {
        return Err(OrderRefused::NeedsReason);
    }
    let returned = ReturnedClaim { vin: claim.vin.clone(), claimed_at: claim.at, reason, at: author.now(), by: author.staff };
    // An earlier word for this car was read and is taken back; one that nobody here knows of is weighed against this one.
    let taken_back = car.kept.is_some().then(|| edit(OrderEdit::KeepClaim(id, None)));
    let lost = [edit(OrderEdit::ReturnClaim(id, Some(returned))), told(author, "returned", &dossier.order.number)];
    Ok(taken_back.into_iter().chain(lost).collect())
}

/// A manager lets this car keep the VIN that others claim too. One that was handed over gets it back where it was given
/// away.
///
/// # Errors
/// See [`OrderRefused`].
pub fn keep_claim(author: &Author, file: &CustomerFile, id: OrderCarId) -> Result<Vec<Edit>, OrderRefused> {
    let (car, _) = car(file, id)?;
    let lost = car.gone_without_vin();
    let claim = car.standing_claim().or(lost).ok_or(OrderRefused::NotAllotted)?;
    let kept = KeptClaim { vin: claim.vin.clone(), claimed_at: claim.at, at: author.now(), by: author.staff };
    // The earlier word was read and is taken back.
    let taken_back = lost.is_some().then(|| edit(OrderEdit::ReturnClaim(id, None)));
    Ok(taken_back.into_iter().chain([edit(OrderEdit::KeepClaim(id, Some(kept)))]).collect())
}
