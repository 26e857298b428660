//! A sheet: which template, in which version and language, with what on it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::{customer::PrivateField, language::Language};

/// What a document is. Each has versions of its own, from 1; old ones are kept for what was printed with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// 报价单
    Proposal,
    /// 购车订单
    Order,
    /// 试乘试驾协议
    TestDrive,
    /// 交车确认单
    Delivery,
}

impl Template {
    /// Every one.
    pub const ALL: &'static [Self] = &[Self::Proposal, Self::Order, Self::TestDrive, Self::Delivery];

    /// Its word, as it is stored and recorded.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::Order => "order",
            Self::TestDrive => "test_drive",
            Self::Delivery => "delivery",
        }
    }

    /// The version that a document gets which was not printed before.
    #[must_use]
    pub const fn newest(self) -> u32 {
        match self {
            Self::Proposal | Self::Order | Self::TestDrive | Self::Delivery => 1,
        }
    }
}

/// What a timeline keeps of a document that was printed: with it the same can be had again.
#[must_use]
pub fn told(template: Template, version: u32, language: Language, number: &str, id: &str) -> String {
    format!("{}>{version}>{}>{number}>{id}", template.word(), language.tag())
}

/// A document to be typeset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// What it is.
    pub template: Template,
    /// In which version of that.
    pub version: u32,
    /// In which language.
    pub language: Language,
    /// What stands on it.
    pub data: Value,
}

/// What of a customer's private part a document has a place for; nothing else of it is read.
#[must_use]
pub const fn private_fields(template: Template) -> &'static [PrivateField] {
    match template {
        Template::Proposal => &[],
        Template::Order => &[PrivateField::IdentityCard, PrivateField::HomeAddress],
        Template::TestDrive => &[PrivateField::DrivingLicence],
        Template::Delivery => &[PrivateField::HomeAddress],
    }
}
