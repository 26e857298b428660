//! Delivery 交车 (features.md 1.7): checks, verification, signature, and the hand-over that closes it.

use std::collections::BTreeMap;

use super::{
    Author,
    opportunity::{grade, move_stage},
    order::{self, OrderRefused, edit, told},
    text::{LINE, clean},
};
use crate::{
    clock::Date,
    domain::{
        customer::CustomerFile,
        delivery::{Check, CheckItem, CheckTemplate, DeliverySigned, Gap, HandOver, Verified},
        edit::{CustomerEdit, Edit, OrderEdit},
        follow_up::{FollowUp, Way},
        opportunity::{Grade, Opportunity, Stage},
        order::{Dossier, OrderCar, OrderState},
        order_car::CarField,
        signature::{BadSignature, Signature},
    },
    ids::{OpportunityId, OrderCarId},
};

/// Days after the hand-over on which the owner is called: the same day, 3, 7 and 15 days (features.md section 2).
pub const LADDER_DAYS: [i64; 4] = [0, 3, 7, 15];

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
/// over, and the plan for looking after its owner begins (S17).
///
/// # Errors
/// See [`DeliveryRefused`].
pub fn hand_over(
    author: &Author,
    file: &CustomerFile,
    id: OrderCarId,
    on: Date,
    (gaps, reasons): (&[Gap], &BTreeMap<String, String>),
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
    edits.extend(care_plan(author, car, dossier.order.opportunity, on));
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

/// The contact ladder after a sale and the reminder of the first service, planned by the house.
fn care_plan(author: &Author, car: &OrderCar, opportunity: Option<OpportunityId>, on: Date) -> Vec<Edit> {
    let ladder = LADDER_DAYS.into_iter().map(|days| (on.plus_days(days), format!("care_day_{days}")));
    let service = car.date(&CarField::FirstServiceOn).filter(|due| *due > on).map(|due| (due, "care_first_service".to_owned()));
    let plan = ladder.chain(service).map(|(due_on, aim)| {
        Edit::Customer(CustomerEdit::AddFollowUp(FollowUp {
            id: author.world.mint(),
            opportunity,
            way: Way::Call,
            aim,
            due_on,
            planned_by: None,
            planned_at: author.now(),
            result: None,
            comment: None,
            answer: None,
        }))
    });
    plan.collect()
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
