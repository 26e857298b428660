//! 报价单: a quotation as the customer takes it home.

use serde_json::{Value, json};

use super::{Paper, words};
use crate::domain::{
    money::Fen,
    quotation::{LineKind, Quotation, QuotationField},
};

/// What stands on the paper of a quotation, and its number.
#[must_use]
pub fn proposal(paper: &Paper<'_>, quotation: &Quotation) -> (Value, String) {
    let number = words::number("Q", quotation.made_at.store_date(), &quotation.id.to_string());
    let field = |field: QuotationField| words::plain(quotation.field(&field).unwrap_or_default());
    let totals = quotation.totals();
    let figures = |fen: i64| words::figures(Fen::new(fen));
    let lines: Vec<Value> = quotation
        .lines
        .iter()
        .map(|line| {
            let amount = if line.kind == LineKind::Discount { line.amount.get().saturating_neg() } else { line.amount.get() };
            json!({ "kind": line.kind.as_str(), "label": words::plain(&line.label), "amount": figures(amount) })
        })
        .collect();
    let trade_in = quotation.trade_in.as_ref().map(|car| {
        json!({
            "car": words::plain(&car.car), "valuation": words::figures(car.valuation), "valuer": words::plain(&car.valuer),
            "valued_on": paper.day(Some(car.valued_on)),
        })
    });
    let finance = quotation.finance.as_ref().map(|loan| {
        json!({
            "lender": words::plain(&loan.lender), "principal": words::figures(loan.principal), "months": loan.months,
            "rate": format!("{}.{:02}%", loan.rate_bp / 100, loan.rate_bp % 100), "down": figures(totals.down_fen),
            "monthly": totals.monthly_fen.map(figures).unwrap_or_default(),
            "interest": totals.interest_fen.map(figures).unwrap_or_default(),
        })
    });
    let own = json!({
        "version": quotation.version,
        "state": quotation.state().as_str(),
        "made_on": paper.day(Some(quotation.made_at.store_date())),
        "valid_until": paper.day_of(quotation.field(&QuotationField::ValidUntil)),
        "consultant": paper.name(Some(quotation.made_by)),
        "car": { "name": field(QuotationField::Configuration), "colour": field(QuotationField::Colour) },
        "lines": lines,
        "trade_in": trade_in,
        "finance": finance,
        "total": paper.amount(Fen::new(totals.total_fen)),
        "remark": field(QuotationField::Remark),
    });
    (paper.with_head("proposal", &number, &quotation.id.to_string(), own), number)
}
