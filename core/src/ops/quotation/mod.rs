//! Quotations: begun from the catalogue, changed while they are drafts, given, answered, copied into a new version (S5, S13,
//! S14).

mod change;
mod word;

pub use change::{Change, change};
pub use word::decide;

use super::{Author, opportunity::known, presentation::sales, text::TooLong};
use crate::{
    domain::{
        customer::CustomerFile,
        edit::Edit,
        money::Fen,
        opportunity::{Interest, InterestKind, Opportunity, OpportunityField},
        quotation::{LineKind, PriceLine, Quotation, QuotationField, QuotationState, purchase_tax},
        sales_edit::SalesEdit,
        store::{CatalogueNode, StoreFile},
    },
    ids::{CatalogueId, OpportunityId, QuotationId},
};

/// How long an offer stands when nobody says otherwise, in days.
const VALID_DAYS: i64 = 7;

/// Why a quotation is not made or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuotationRefused {
    /// The file holds no such quotation or purchase.
    #[error("the file holds no such quotation or purchase")]
    NotFound,
    /// It was given: what a customer was told is not changed, a new version is made.
    #[error("a quotation that was given is not changed")]
    Frozen,
    /// It cannot become that from what it is.
    #[error("the quotation cannot become that")]
    NotNow,
    /// It has no line.
    #[error("the quotation has no line")]
    Empty,
    /// Not an amount.
    #[error("the amount could not be read")]
    BadAmount(&'static str),
    /// Not a loan that anybody gives.
    #[error("not a possible loan")]
    BadLoan(&'static str),
    /// Not a date.
    #[error("not a possible date")]
    BadDate,
    /// Too long, or too many lines.
    #[error("too long")]
    TooLong,
}

impl From<TooLong> for QuotationRefused {
    fn from(_: TooLong) -> Self {
        Self::TooLong
    }
}

/// Begins a quotation with what is known: the model asked for with its guide price and tax, the colour, a date.
///
/// # Errors
/// When the file holds no such purchase.
pub fn begin(author: &Author, store: &StoreFile, file: &CustomerFile, about: OpportunityId) -> Result<Edit, QuotationRefused> {
    let opportunity = known(file, about).map_err(|_| QuotationRefused::NotFound)?;
    let mut fields =
        std::collections::BTreeMap::from([(QuotationField::ValidUntil, author.world.today().plus_days(VALID_DAYS).to_string())]);
    if let Some(colour) = opportunity.fields.get(&OpportunityField::Colour).filter(|text| !text.is_empty()) {
        fields.insert(QuotationField::Colour, colour.clone());
    }
    let mut lines = Vec::new();
    if let Some(node) = wanted(store, file, opportunity) {
        let name = full_name(store, node);
        fields.insert(QuotationField::Configuration, name.clone());
        if let Some(price) = node.price_fen.map(Fen::new) {
            let mut line = |kind, label, amount| lines.push(PriceLine { id: author.world.mint(), kind, label, amount });
            line(LineKind::Vehicle, name, price);
            line(LineKind::Tax, String::new(), purchase_tax(price));
        }
    }
    Ok(sales(SalesEdit::AddQuotation(Box::new(Quotation {
        id: author.world.mint(),
        opportunity: Some(about),
        version: 1,
        replaces: None,
        made_at: author.now(),
        made_by: author.staff,
        fields,
        lines,
        finance: None,
        trade_in: None,
        word: None,
    }))))
}

/// Copies a quotation into a new version, which is a draft. The old one stands until the new one is given.
///
/// # Errors
/// When the file holds no such quotation.
pub fn copy(author: &Author, file: &CustomerFile, id: QuotationId) -> Result<Edit, QuotationRefused> {
    let old = find(file, id)?;
    let until = old.valid_until().map(|until| until.max(author.world.today().plus_days(VALID_DAYS)).to_string());
    let mut fields = old.fields.clone();
    fields.extend(until.map(|until| (QuotationField::ValidUntil, until)));
    let lines = old.lines.iter().map(|line| PriceLine { id: author.world.mint(), ..line.clone() });
    Ok(sales(SalesEdit::AddQuotation(Box::new(Quotation {
        id: author.world.mint(),
        version: old.version.saturating_add(1),
        replaces: Some(old.id),
        made_at: author.now(),
        made_by: author.staff,
        fields,
        lines: lines.collect(),
        word: None,
        ..old.clone()
    }))))
}

/// The quotation of a file by its id.
///
/// # Errors
/// When the file holds no such quotation.
pub fn find(file: &CustomerFile, id: QuotationId) -> Result<&Quotation, QuotationRefused> {
    file.quotations.iter().find(|one| one.id == id).ok_or(QuotationRefused::NotFound)
}

/// The catalogue's entry that a quotation was begun with, while it still speaks of that car.
#[must_use]
pub fn catalogue_of(store: &StoreFile, file: &CustomerFile, quotation: &Quotation) -> Option<CatalogueId> {
    let opportunity = file.opportunities.iter().find(|one| Some(one.id) == quotation.opportunity)?;
    let node = wanted(store, file, opportunity)?;
    (quotation.field(&QuotationField::Configuration) == Some(&full_name(store, node))).then_some(node.id)
}

fn draft(quotation: &Quotation) -> Result<(), QuotationRefused> {
    if quotation.state() == QuotationState::Draft { Ok(()) } else { Err(QuotationRefused::Frozen) }
}

/// What of the catalogue a customer asks for: the finest that was named, of several the one they were shown, of a series its
/// cheapest model.
fn wanted<'a>(store: &'a StoreFile, file: &CustomerFile, opportunity: &Opportunity) -> Option<&'a CatalogueNode> {
    let shown = |one: &&Interest| {
        let mut showings = file.presentations.iter().filter(|showing| showing.opportunity == Some(opportunity.id));
        showings.any(|showing| showing.cars.iter().any(|car| car.contains(&one.name)))
    };
    let named = |kind: InterestKind| {
        let mut named = opportunity.interests.iter().filter(|one| one.kind == kind);
        let interest = named.clone().find(shown).or_else(|| named.next())?;
        let id = CatalogueId::from_bytes(*interest.id.as_bytes());
        store.catalogue.iter().find(|node| node.id == id)
    };
    named(InterestKind::Model).or_else(|| {
        let series = named(InterestKind::Series)?;
        let models = store.catalogue.iter().filter(|node| node.parent == Some(series.id) && !node.retired);
        models.filter(|node| node.price_fen.is_some()).min_by_key(|node| (node.price_fen, node.id)).or(Some(series))
    })
}

/// Series and model in one name; the brand is the same for most.
fn full_name(store: &StoreFile, node: &CatalogueNode) -> String {
    let above = node.parent.and_then(|id| store.catalogue.iter().find(|one| one.id == id));
    match above {
        Some(above) if !node.name.contains(&above.name) => format!("{} {}", above.name, node.name),
        _ => node.name.clone(),
    }
}

#[cfg(test)]
mod tests;
