use std::collections::BTreeMap;

use super::*;
use crate::{
    domain::{delivery::HandOver, order_car::CarField},
    ids::PaymentId,
};

fn done() -> Done {
    Done { at: Instant::from_unix_ms(0), by: StaffId::from_bytes([1; 16]), on: "2026-11-21".parse().unwrap() }
}

fn order() -> Order {
    Order {
        id: OrderId::from_bytes([1; 16]),
        number: "D01-0001".into(),
        opportunity: None,
        quotation: None,
        opened_at: Instant::from_unix_ms(0),
        opened_by: None,
        signed: None,
        invoiced: None,
        cancelled: None,
        lines: Vec::new(),
        people: Vec::new(),
        fields: BTreeMap::from([(OrderField::DepositFen, "1000000".into())]),
    }
}

fn car(n: u8) -> OrderCar {
    OrderCar {
        id: OrderCarId::from_bytes([n; 16]),
        order: OrderId::from_bytes([1; 16]),
        claim: None,
        returned: None,
        kept: None,
        fields: BTreeMap::from([(CarField::PriceFen, "40000000".into())]),
        delivery: Delivery::default(),
    }
}

fn claim(n: i64) -> Claim {
    Claim { vin: "lfv3a23c8d3000001".into(), at: Instant::from_unix_ms(n), by: StaffId::from_bytes([1; 16]) }
}

fn paid(kind: PaymentKind, fen: i64) -> Payment {
    Payment {
        id: PaymentId::from_bytes([9; 16]),
        order: OrderId::from_bytes([1; 16]),
        kind,
        way: MoneyWay::Card,
        amount: Fen::new(fen),
        at: Instant::from_unix_ms(0),
        on: "2026-11-21".parse().unwrap(),
        by: StaffId::from_bytes([1; 16]),
        receipt: String::new(),
    }
}

fn handed_over() -> HandOver {
    HandOver { at: Instant::from_unix_ms(0), by: StaffId::from_bytes([1; 16]), on: done().on, gaps: BTreeMap::new() }
}

fn cancelled(withheld: i64) -> Cancelling {
    Cancelling { done: done(), reason: "换购他车".into(), withheld: Fen::new(withheld) }
}

/// O1, O3, O4
#[test]
fn where_an_order_stands_follows_from_what_was_done() {
    let mut order = order();
    let mut cars = [car(1), car(2)];
    let mut payments = Vec::new();
    let state = |order: &Order, cars: &[OrderCar], payments: &[Payment]| Dossier::of(order, cars, payments).state();
    assert_eq!(state(&order, &cars, &payments), OrderState::Draft);
    cars[0].claim = Some(claim(1));
    assert_eq!(state(&order, &cars, &payments), OrderState::Draft, "a car kept for a draft signs nothing");
    order.signed = Some(done());
    assert_eq!(state(&order, &cars, &payments), OrderState::Signed, "one car of two");
    payments.push(paid(PaymentKind::Deposit, 500_000));
    assert_eq!(state(&order, &cars, &payments), OrderState::Signed, "half of the deposit");
    payments.push(paid(PaymentKind::Deposit, 500_000));
    assert_eq!(state(&order, &cars, &payments), OrderState::DepositPaid);
    payments.push(paid(PaymentKind::Refund, 1));
    assert_eq!(state(&order, &cars, &payments), OrderState::Signed, "some of it went back");
    cars[1].claim = Some(claim(2));
    assert_eq!(state(&order, &cars, &payments), OrderState::Allotted);
    order.invoiced = Some(Invoice { done: done(), number: "1".into() });
    assert_eq!(state(&order, &cars, &payments), OrderState::Invoiced);
    cars[0].delivery.handed_over = Some(handed_over());
    assert_eq!(state(&order, &cars, &payments), OrderState::Invoiced, "one car of two");
    cars[1].delivery.handed_over = Some(handed_over());
    assert_eq!(state(&order, &cars, &payments), OrderState::Delivered);
}

/// O8
#[test]
fn a_cancelled_order_owes_what_was_paid_and_not_withheld_whenever_it_was_paid() {
    let cancelled_order = Order { signed: Some(done()), cancelled: Some(cancelled(300_000)), ..order() };
    let cars = [car(1)];
    let mut payments = vec![paid(PaymentKind::Deposit, 1_000_000)];
    let money = |payments: &[Payment]| Dossier::of(&cancelled_order, &cars, payments).money();
    assert_eq!(money(&payments).refund_due, Fen::new(700_000));
    assert_eq!(money(&payments).open, Fen::new(0));
    payments.push(paid(PaymentKind::Balance, 200_000));
    assert_eq!(money(&payments).refund_due, Fen::new(900_000), "paid on another device meanwhile");
    payments.push(paid(PaymentKind::Refund, 900_000));
    assert_eq!(money(&payments).refund_due, Fen::new(0));
}

#[test]
fn a_car_that_went_is_not_unsold_by_a_cancellation_from_elsewhere() {
    let order = Order { signed: Some(done()), cancelled: Some(cancelled(0)), ..order() };
    let mut cars = [car(1)];
    assert_eq!(Dossier::of(&order, &cars, &[]).state(), OrderState::Cancelled);
    cars[0].delivery.handed_over = Some(handed_over());
    let dossier = Dossier::of(&order, &cars, &[]);
    assert_eq!(dossier.state(), OrderState::Delivered);
    assert!(dossier.is_cancelled_after_hand_over());
    assert_eq!(dossier.money().open, Fen::new(40_000_000), "it is still to be paid");
}

/// O4
#[test]
fn the_total_is_cars_and_lines_with_what_is_taken_off() {
    let line = |kind, fen| OrderLine { id: OrderLineId::from_bytes([3; 16]), kind, name: String::new(), amount: Fen::new(fen) };
    let order = Order {
        lines: vec![
            line(OrderLineKind::Insurance, 800_000),
            line(OrderLineKind::Discount, 2_000_000),
            line(OrderLineKind::TradeIn, 5_000_000),
        ],
        ..order()
    };
    let money = Dossier::of(&order, &[car(1), car(2)], &[paid(PaymentKind::Loan, 80_000_000)]).money();
    assert_eq!((money.total, money.open), (Fen::new(73_800_000), Fen::new(-6_200_000)), "too much came in");
}

/// O3
#[test]
fn a_claim_that_lost_is_over_and_a_later_one_on_the_same_number_is_new() {
    let mut car = car(1);
    car.claim = Some(claim(1));
    assert_eq!(car.vin_key().as_deref(), Some("LFV3A23C8D3000001"));
    let lost = ReturnedClaim {
        vin: claim(1).vin,
        claimed_at: claim(1).at,
        reason: "先到先得".into(),
        at: Instant::from_unix_ms(5),
        by: StaffId::from_bytes([2; 16]),
    };
    car.returned = Some(lost);
    assert!(!car.is_allotted());
    car.claim = Some(claim(7));
    assert!(car.is_allotted());
}

#[test]
fn amounts_at_the_end_of_the_numbers_do_not_wrap() {
    let line = |kind| OrderLine { id: OrderLineId::from_bytes([3; 16]), kind, name: String::new(), amount: Fen::new(i64::MIN) };
    let order = Order { lines: vec![line(OrderLineKind::Discount)], ..order() };
    let paid = [paid(PaymentKind::Deposit, i64::MIN), paid(PaymentKind::Refund, i64::MAX)];
    let dossier = Dossier::of(&order, &[], &paid);
    assert_eq!((dossier.money().total, dossier.state()), (Fen::new(i64::MAX), OrderState::Draft));
    assert!(!dossier.is_deposit_paid());
}
