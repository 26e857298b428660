//! Quotations.

use crate::{
    app::{
        App,
        api::{
            common::{Saved, Warning, WarningCode},
            error::AppError,
            quotations::{AddQuotation, DecideQuotation, EditQuotation, QuotationChange},
        },
        masking::check_not_masked,
        writing::{Target, Writing},
    },
    domain::{
        edit::Edit,
        quotation::{QuotationDoubt, QuotationState},
    },
    ids::{FileId, QuotationId},
    ops::{
        follow_up,
        quotation::{self, Change},
    },
};

impl App {
    /// Begins a quotation from the catalogue, or a new version of one.
    pub fn add_quotation(&self, request: AddQuotation) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let standing = store.standing();
        let mut writing = Writing::begin(&store);
        let home = request.copy_of.map_or_else(|| request.opportunity.to_string(), |id| id.to_string());
        let file = writing.customer_holding(request.file, &home)?;
        let edit = match request.copy_of {
            Some(old) => quotation::copy(&author, &file, old)?,
            None => quotation::begin(&author, &standing.store_file, &file, request.opportunity)?,
        };
        writing.stage(Target::customer(file.id), &[edit])?;
        let saved = writing.commit("add_quotation", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Changes a draft.
    pub fn edit_quotation(&self, request: EditQuotation) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        check_not_masked(request.edits.iter().filter_map(written))?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.id.to_string())?;
        let mut edits = Vec::new();
        for change in request.edits {
            edits.extend(quotation::change(&author, &file, request.id, &asked(change))?);
        }
        let doubts = doubts(&mut writing, &store, file.id, request.id, &edits)?;
        let mut saved = writing.commit("edit_quotation", |_, _| Ok(()))?.saved(request.file);
        saved.warnings = warnings(&doubts);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Gives a quotation to the customer, or writes the answer.
    pub fn decide_quotation(&self, request: DecideQuotation) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        check_not_masked([("text", request.text.as_str())])?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.id.to_string())?;
        let mut edits = quotation::decide(&author, &file, request.id, &request.to, &request.text)?;
        edits.extend(follow_up::by_rule(&author, &file, &edits, &store.standing().store_file.rules));
        let doubts = doubts(&mut writing, &store, file.id, request.id, &edits)?;
        let mut saved = writing.commit("decide_quotation", |_, _| Ok(()))?.saved(request.file);
        // Who notes a refusal needs no advice on the price.
        saved.warnings = if request.to == QuotationState::Declined { Vec::new() } else { warnings(&doubts) };
        self.changed(&store, &saved.touched);
        Ok(saved)
    }
}

/// Stages the edits and answers what is doubtful about the quotation then.
fn doubts(
    writing: &mut Writing<'_>,
    store: &crate::app::store::OpenStore,
    file: FileId,
    id: QuotationId,
    edits: &[Edit],
) -> Result<Vec<QuotationDoubt>, AppError> {
    writing.stage(Target::customer(file), edits)?;
    let after = writing.customer(file)?;
    Ok(quotation::find(&after, id)?.doubts(store.world.today()))
}

fn warnings(doubts: &[QuotationDoubt]) -> Vec<Warning> {
    let code = |doubt: &QuotationDoubt| match doubt {
        QuotationDoubt::BelowZero => Some(WarningCode::TotalBelowZero),
        QuotationDoubt::DiscountOverPrice => Some(WarningCode::DiscountOverPrice),
        QuotationDoubt::LentTooMuch => Some(WarningCode::LentTooMuch),
        QuotationDoubt::Expired => Some(WarningCode::QuotationExpired),
        QuotationDoubt::NoVehicle | QuotationDoubt::ChangedSince | QuotationDoubt::Other(_) => None,
    };
    doubts.iter().filter_map(|doubt| Some(Warning { field: "quotation".to_owned(), code: code(doubt)? })).collect()
}

/// A text that takes the place of another, and its field.
fn written(change: &QuotationChange) -> Option<(&str, &str)> {
    match change {
        QuotationChange::Field { field, value } => Some((field.as_str(), value)),
        QuotationChange::Line { label, .. } => Some(("label", label)),
        QuotationChange::Finance { lender, .. } => Some(("lender", lender)),
        QuotationChange::TradeIn { car, .. } => Some(("car", car)),
        QuotationChange::RemoveLine { .. } | QuotationChange::NoFinance {} | QuotationChange::NoTradeIn {} => None,
    }
}

fn asked(change: QuotationChange) -> Change {
    match change {
        QuotationChange::Field { field, value } => Change::Field(field, value),
        QuotationChange::Line { id, kind, label, amount } => Change::Line { id, kind, label, amount },
        QuotationChange::RemoveLine { id } => Change::RemoveLine(id),
        QuotationChange::Finance { lender, principal, months, rate } => Change::Finance { lender, principal, months, rate },
        QuotationChange::NoFinance {} => Change::NoFinance,
        QuotationChange::TradeIn { car, valuation, valuer, valued_on } => Change::TradeIn { car, valuation, valuer, valued_on },
        QuotationChange::NoTradeIn {} => Change::NoTradeIn,
    }
}
