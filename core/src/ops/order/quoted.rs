//! An order out of an accepted quotation: what the customer said yes to is copied into it (S5, S13, S14).
//!
//! Invariant: the order keeps a copy and the quotation's id. What becomes of the quotation afterwards changes no order.

use std::collections::BTreeMap;

use crate::{
    domain::{
        customer::CustomerFile,
        loan::rate_text,
        money::Fen,
        order::{Order, OrderField, OrderLine, OrderLineKind, PaymentPlan},
        order_car::CarField,
        quotation::{LineKind, Quotation, QuotationField, QuotationState},
    },
    ids::OrderId,
    ops::{Author, text::LINE},
};

/// Whether an order may be opened from a quotation: the customer accepted it, and no order that stands came from it.
#[must_use]
pub fn may_open_from(file: &CustomerFile, quotation: &Quotation) -> bool {
    quotation.state() == QuotationState::Accepted && opened_from(file, quotation).is_none()
}

/// The order that came from a quotation, unless it was cancelled.
#[must_use]
pub fn opened_from(file: &CustomerFile, quotation: &Quotation) -> Option<OrderId> {
    let id = quotation.id.to_string();
    let stands = |order: &&Order| order.cancelled.is_none() && order.quotation.as_deref() == Some(id.as_str());
    file.orders.iter().find(stands).map(|order| order.id)
}

/// Price lines beside the car, in the quotation's order.
pub(super) fn lines(author: &Author, quotation: &Quotation) -> Vec<OrderLine> {
    let line = |kind, name: &str, amount| OrderLine { id: author.world.mint(), kind, name: name.to_owned(), amount };
    let told = quotation.lines.iter().filter_map(|one| Some(line(kind_of(&one.kind)?, &one.label, one.amount)));
    let taken_in = quotation.trade_in.iter().map(|old| line(OrderLineKind::TradeIn, &old.car, old.valuation));
    told.chain(taken_in).collect()
}

/// What is agreed of loan and insurance.
pub(super) fn fields(quotation: &Quotation) -> BTreeMap<OrderField, String> {
    let mut fields = BTreeMap::new();
    if let Some(loan) = &quotation.finance {
        fields.insert(OrderField::PaymentPlan, PaymentPlan::Loan.to_string());
        fields.insert(OrderField::LoanFen, loan.principal.get().to_string());
        fields.insert(OrderField::LoanMonths, loan.months.to_string());
        fields.insert(OrderField::LoanRate, rate_text(loan.rate_bp));
        fields.insert(OrderField::LoanFrom, loan.lender.clone());
    }
    let insured = quotation.lines.iter().filter(|line| line.kind == LineKind::Insurance).map(|line| line.label.as_str());
    fields.insert(OrderField::Insurance, insured.collect::<Vec<_>>().join(" "));
    fields.insert(OrderField::Remark, quotation.field(&QuotationField::Remark).unwrap_or_default().to_owned());
    // More than a field holds stands in the lines all the same.
    fields.retain(|field, text| !text.trim().is_empty() && (*field != OrderField::Insurance || text.chars().count() <= LINE));
    fields
}

/// The car as quoted, as it would be typed: by the names that the catalogue has for it, else by the quotation's own words.
#[must_use]
pub fn car(quotation: &Quotation, named: Vec<(CarField, String)>) -> Vec<(CarField, String)> {
    let mut car: Vec<_> = named.into_iter().filter(|(field, _)| *field != CarField::PriceFen).collect();
    if car.is_empty() {
        car.extend(quotation.field(&QuotationField::Configuration).map(|text| (CarField::Configuration, text.to_owned())));
    }
    car.extend(quotation.field(&QuotationField::Colour).map(|text| (CarField::Colour, text.to_owned())));
    let price = Fen::new(quotation.totals().vehicle_fen);
    if quotation.has(&LineKind::Vehicle) {
        car.push((CarField::PriceFen, format!("{}.{:02}", price.get() / 100, price.get() % 100)));
    }
    car
}

/// The car's own price stands with the car.
const fn kind_of(kind: &LineKind) -> Option<OrderLineKind> {
    Some(match kind {
        LineKind::Vehicle => return None,
        LineKind::Option => OrderLineKind::Option,
        LineKind::Tax => OrderLineKind::PurchaseTax,
        LineKind::PlateFee => OrderLineKind::Registration,
        LineKind::Insurance => OrderLineKind::Insurance,
        LineKind::Discount => OrderLineKind::Discount,
        LineKind::Service | LineKind::Else | LineKind::Other(_) => OrderLineKind::Fee,
    })
}
