//! Changes to a draft.

use super::{QuotationRefused, draft, find};
use crate::{
    clock::Date,
    domain::{
        customer::CustomerFile,
        edit::Edit,
        loan::{MOST_MONTHS, read_rate},
        money::Fen,
        quotation::{Finance, LineKind, PriceLine, QuotationField, TradeIn},
        sales_edit::SalesEdit,
    },
    ids::{PriceLineId, QuotationId},
    ops::{
        Author,
        presentation::sales,
        text::{LINE, PARAGRAPH, clean},
    },
};

/// Lines of one quotation at most.
const MOST_LINES: usize = 60;

/// One change to a draft as people tell it.
#[derive(Debug, Clone)]
pub enum Change {
    /// Writes a field; empty clears it.
    Field(QuotationField, String),
    /// Writes a line, a new one where it has no id.
    Line {
        /// Which.
        id: Option<PriceLineId>,
        /// What for.
        kind: LineKind,
        /// In words.
        label: String,
        /// How much, as said.
        amount: String,
    },
    /// Takes a line away.
    RemoveLine(PriceLineId),
    /// Offers a loan.
    Finance {
        /// Who lends.
        lender: String,
        /// How much, as said.
        principal: String,
        /// For how many months.
        months: u16,
        /// Percent a year, such as `3.99`.
        rate: String,
    },
    /// Offers none.
    NoFinance,
    /// Takes a car in.
    TradeIn {
        /// Which car.
        car: String,
        /// For how much, as said.
        valuation: String,
        /// Who valued it.
        valuer: String,
        /// When; none for today.
        valued_on: Option<Date>,
    },
    /// Takes none in.
    NoTradeIn,
}

/// The edits of a change.
///
/// # Errors
/// See [`QuotationRefused`].
pub fn change(author: &Author, file: &CustomerFile, id: QuotationId, asked: &Change) -> Result<Vec<Edit>, QuotationRefused> {
    let quotation = find(file, id)?;
    draft(quotation)?;
    let yes = |field| sales(SalesEdit::SetQuotation(id, field, Some("yes".to_owned())));
    let no = |field| sales(SalesEdit::SetQuotation(id, field, None));
    Ok(match asked {
        Change::Field(field, text) => vec![sales(SalesEdit::SetQuotation(id, field.clone(), read(field, text)?))],
        Change::Line { id: line, kind, label, amount } => {
            match line {
                Some(line) if !quotation.lines.iter().any(|one| one.id == *line) => return Err(QuotationRefused::NotFound),
                None if quotation.lines.len() >= MOST_LINES => return Err(QuotationRefused::TooLong),
                Some(_) | None => {}
            }
            let line = PriceLine {
                id: line.unwrap_or_else(|| author.world.mint()),
                kind: kind.clone(),
                label: clean(label, LINE)?,
                amount: amount_of(amount, "amount")?,
            };
            let mut edits = vec![sales(SalesEdit::SetPriceLine(id, line))];
            edits.extend(declined(kind).map(no));
            edits
        }
        Change::RemoveLine(line) => vec![sales(SalesEdit::RemovePriceLine(id, *line))],
        Change::Finance { lender, principal, months, rate } => {
            let finance = Finance {
                lender: clean(lender, LINE)?,
                principal: amount_of(principal, "principal")?,
                months: *months,
                rate_bp: read_rate(rate).ok_or(QuotationRefused::BadLoan("rate"))?,
            };
            if finance.months == 0 || finance.months > MOST_MONTHS {
                return Err(QuotationRefused::BadLoan("months"));
            }
            vec![sales(SalesEdit::SetFinance(id, Some(finance))), no(QuotationField::NoFinance)]
        }
        Change::NoFinance => vec![sales(SalesEdit::SetFinance(id, None)), yes(QuotationField::NoFinance)],
        Change::TradeIn { car, valuation, valuer, valued_on } => {
            let car = TradeIn {
                car: clean(car, LINE)?,
                valuation: amount_of(valuation, "valuation")?,
                valuer: clean(valuer, LINE)?,
                valued_on: valued_on.unwrap_or_else(|| author.world.today()),
            };
            vec![sales(SalesEdit::SetTradeIn(id, Some(car))), no(QuotationField::NoTradeIn)]
        }
        Change::NoTradeIn => vec![sales(SalesEdit::SetTradeIn(id, None)), yes(QuotationField::NoTradeIn)],
    })
}

/// The field by which a customer declined what a line now offers.
fn declined(kind: &LineKind) -> Option<QuotationField> {
    match kind {
        LineKind::Option => Some(QuotationField::NoOptions),
        LineKind::Insurance => Some(QuotationField::NoInsurance),
        _ => None,
    }
}

fn read(field: &QuotationField, text: &str) -> Result<Option<String>, QuotationRefused> {
    let text = clean(text, if *field == QuotationField::Remark { PARAGRAPH } else { LINE })?;
    if text.is_empty() {
        return Ok(None);
    }
    if *field == QuotationField::ValidUntil {
        return text.parse::<Date>().map(|date| Some(date.to_string())).map_err(|_| QuotationRefused::BadDate);
    }
    Ok(Some(text))
}

fn amount_of(said: &str, field: &'static str) -> Result<Fen, QuotationRefused> {
    Fen::parse_exact(said).map_err(|_| QuotationRefused::BadAmount(field))
}
