//! Documents on paper: what to print, and what comes of it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::Touched;
use crate::{
    domain::language::Language,
    ids::{FileId, OrderCarId, OrderId, QuotationId, TestDriveId},
    printing::Template,
};

/// A record that has a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Subject {
    /// 报价单 of a quotation.
    Proposal(QuotationId),
    /// 购车订单
    Order(OrderId),
    /// 试乘试驾协议
    TestDrive(TestDriveId),
    /// 交车确认单 of a car of an order.
    Delivery(OrderCarId),
}

impl Subject {
    /// Which template its document has.
    #[must_use]
    pub const fn template(&self) -> Template {
        match self {
            Self::Proposal(_) => Template::Proposal,
            Self::Order(_) => Template::Order,
            Self::TestDrive(_) => Template::TestDrive,
            Self::Delivery(_) => Template::Delivery,
        }
    }

    /// The record's id, as text.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Proposal(id) => id.to_string(),
            Self::Order(id) => id.to_string(),
            Self::TestDrive(id) => id.to_string(),
            Self::Delivery(id) => id.to_string(),
        }
    }
}

/// Asks for a document, to be shown or to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrintDocument {
    /// The customer file that the record stands in.
    pub file: FileId,
    /// Which record.
    pub subject: Subject,
    /// In which language.
    pub language: Language,
    /// With which version of the template; none for the present one. A document that was printed before can be had again as
    /// it was.
    pub version: Option<u32>,
}

/// A document on the screen. What the person sees masked is masked on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShownDocument {
    /// One SVG a page, each whole in itself.
    pub pages: Vec<String>,
    /// The template's version.
    pub version: u32,
    /// Signs that the font lacks: they stand on the paper as empty boxes.
    pub missing: String,
    /// Whether numbers are masked here that stand in full on the paper; printing it is recorded with the reason paperwork.
    pub is_masked: bool,
}

/// A document as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrintedDocument {
    /// What to call the file.
    pub file_name: String,
    /// The PDF in base64.
    pub pdf: String,
    /// How many pages it has.
    pub pages: u32,
    /// The template's version.
    pub version: u32,
    /// Signs that the font lacks.
    pub missing: String,
    /// What to fetch again: the timeline tells that it was printed.
    pub touched: Touched,
}
