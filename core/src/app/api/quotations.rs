//! Quotations.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    app::masking::Shown,
    clock::Date,
    domain::quotation::{LineKind, Quotation, QuotationDoubt, QuotationField, QuotationState, Totals},
    ids::{FileId, OpportunityId, OrderId, PriceLineId, QuotationId},
};

/// A quotation with what it comes to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct QuotationView {
    /// The quotation as this person may see it.
    #[ts(as = "Quotation")]
    pub quotation: Shown<Quotation>,
    /// Where it stands.
    pub state: QuotationState,
    /// What it comes to.
    pub totals: Totals,
    /// What is doubtful about it.
    pub doubts: Vec<QuotationDoubt>,
    /// What it may become now.
    pub may_become: Vec<QuotationState>,
    /// Whether its content may be changed: it is a draft.
    pub is_draft: bool,
    /// Whether an order may be opened from it.
    pub may_order: bool,
    /// The order that came from it, unless that was cancelled.
    pub order: Option<OrderId>,
}

/// Begins a quotation.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct AddQuotation {
    /// The customer file.
    pub file: FileId,
    /// For which purchase.
    pub opportunity: OpportunityId,
    /// Copies this one into a new version; none begins with the catalogue.
    pub copy_of: Option<QuotationId>,
}

/// Changes a draft; all changes are kept together or none.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EditQuotation {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub id: QuotationId,
    /// What.
    pub edits: Vec<QuotationChange>,
}

/// One change of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum QuotationChange {
    /// Writes a field; empty clears it.
    Field {
        /// Which.
        field: QuotationField,
        /// The text.
        value: String,
    },
    /// Writes a line.
    Line {
        /// Which; none adds one.
        id: Option<PriceLineId>,
        /// What for.
        kind: LineKind,
        /// In words.
        label: String,
        /// As said, such as `1.2万`.
        amount: String,
    },
    /// Takes a line away.
    RemoveLine {
        /// Which.
        id: PriceLineId,
    },
    /// Offers a loan.
    Finance {
        /// Who lends.
        lender: String,
        /// As said.
        principal: String,
        /// For how many months.
        months: u16,
        /// Percent a year, such as `3.99`.
        rate: String,
    },
    /// The customer wants none.
    NoFinance {},
    /// Takes a car in.
    TradeIn {
        /// Which car.
        car: String,
        /// As said.
        valuation: String,
        /// Who valued it.
        valuer: String,
        /// When; none for today.
        valued_on: Option<Date>,
    },
    /// There is none.
    NoTradeIn {},
}

/// Gives a quotation to the customer, or writes the answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecideQuotation {
    /// The customer file.
    pub file: FileId,
    /// Which.
    pub id: QuotationId,
    /// What it becomes.
    pub to: QuotationState,
    /// What was said.
    pub text: String,
}
