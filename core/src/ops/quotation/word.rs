//! What becomes of a quotation: given, accepted, declined; and of the versions it takes the place of.

use super::{QuotationRefused, find};
use crate::{
    domain::{
        customer::CustomerFile,
        edit::Edit,
        money::Fen,
        quotation::{Quotation, QuotationState, QuotationWord},
        sales_edit::SalesEdit,
    },
    ids::QuotationId,
    ops::{
        Author,
        presentation::sales,
        text::{PARAGRAPH, clean},
    },
};

/// Gives a draft to the customer, or writes the customer's answer to one that was given.
///
/// # Errors
/// See [`QuotationRefused`].
pub fn decide(
    author: &Author,
    file: &CustomerFile,
    id: QuotationId,
    to: &QuotationState,
    text: &str,
) -> Result<Vec<Edit>, QuotationRefused> {
    let quotation = find(file, id)?;
    if !quotation.may_become(to) {
        return Err(QuotationRefused::NotNow);
    }
    if quotation.lines.is_empty() {
        return Err(QuotationRefused::Empty);
    }
    let text = clean(text, PARAGRAPH)?;
    let word = |of: &Quotation, state: QuotationState, text: String| {
        let total = Fen::new(of.totals().total_fen);
        sales(SalesEdit::SetWord(of.id, QuotationWord { state, total, text, at: author.now(), by: author.staff }))
    };
    let mut edits = vec![word(quotation, to.clone(), text)];
    let replaced = file.quotations.iter().filter(|other| other.id != id && takes_place_of(quotation, to, other));
    edits.extend(replaced.map(|other| word(other, QuotationState::Superseded, String::new())));
    Ok(edits)
}

/// A version that is given takes the place of the one it was copied from; one that is accepted that of every other one
/// accepted for the same purchase.
fn takes_place_of(quotation: &Quotation, to: &QuotationState, other: &Quotation) -> bool {
    match to {
        QuotationState::Given => {
            quotation.replaces == Some(other.id) && matches!(other.state(), QuotationState::Draft | QuotationState::Given)
        }
        QuotationState::Accepted => other.opportunity == quotation.opportunity && other.state() == QuotationState::Accepted,
        _ => false,
    }
}
