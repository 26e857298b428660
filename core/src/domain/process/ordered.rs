//! Facts that stand in orders and deliveries (S5, S6).

use std::collections::BTreeSet;

use super::{
    super::{
        customer::CustomerFile,
        order::{Dossier, OrderCar, OrderField},
        order_car::CarField,
    },
    Fact,
};
use crate::ids::OpportunityId;

/// What the orders of a purchase tell, cancelled ones left out.
#[must_use]
pub fn told_by_orders(file: &CustomerFile, opportunity: OpportunityId) -> BTreeSet<Fact> {
    let is_meant =
        |one: &Dossier<'_>| one.order.cancelled.is_none() && one.order.opportunity.is_none_or(|about| about == opportunity);
    let mut told = BTreeSet::new();
    for dossier in file.dossiers().filter(is_meant) {
        told.extend(of_order(&dossier, !file.contacts.is_empty()));
        for car in &dossier.cars {
            told.extend(of_car(car));
        }
    }
    told
}

fn of_order(dossier: &Dossier<'_>, has_contacts: bool) -> Vec<Fact> {
    let says = |field: OrderField| dossier.order.field(&field).is_some();
    let all = [
        (says(OrderField::DepositFen) || !dossier.payments.is_empty(), Fact::Deposit),
        (says(OrderField::PaymentPlan), Fact::PaymentWay),
        (says(OrderField::Insurance), Fact::Insurance),
        (has_contacts || !dossier.order.people.is_empty(), Fact::RelatedPeople),
    ];
    chosen(all)
}

fn of_car(car: &OrderCar) -> Vec<Fact> {
    let says = |field: CarField| car.field(&field).is_some();
    chosen([
        (car.is_allotted() || !car.name().is_empty(), Fact::OrderedCar),
        (car.price().is_some(), Fact::OrderPrice),
        (car.is_allotted(), Fact::Vin),
        (says(CarField::EngineNo), Fact::EngineNumber),
        (says(CarField::Plate), Fact::Plate),
        (says(CarField::Permit), Fact::DrivingPermit),
        (says(CarField::Insurer) || says(CarField::PolicyNo), Fact::Insurance),
        (!car.delivery.checks.is_empty() && car.delivery.checks.values().all(|check| check.ok), Fact::DeliveryChecklist),
        (car.delivery.verified.is_some(), Fact::FileChecked),
        // Handing a car over opens its file for after-sales.
        (car.is_handed_over(), Fact::VehicleFile),
    ])
}

fn chosen<const N: usize>(all: [(bool, Fact); N]) -> Vec<Fact> {
    all.into_iter().filter(|(is_so, _)| *is_so).map(|(_, fact)| fact).collect()
}
