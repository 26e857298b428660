//! The customer list: filters, order, pages.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::CustomerRow;
use crate::{
    domain::{
        opportunity::{Grade, Stage},
        relation::Relation,
    },
    ids::{FileId, StaffId},
};

/// Filters of the customer list and of the pipeline; all that are given must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CustomerFilter {
    /// Name, pinyin, initials or any run of a phone.
    pub search: String,
    /// Of these people; a file without owner never matches.
    pub owners: Vec<StaffId>,
    /// Of these sources.
    pub sources: Vec<String>,
    /// Of these grades.
    pub grades: Vec<Grade>,
    /// In these stages.
    pub stages: Vec<Stage>,
    /// Caught at this event.
    pub event: Option<FileId>,
    /// Only those that need something.
    pub need: Option<Need>,
    /// With any of these tags.
    pub tags: Vec<String>,
    /// Who stand with the store in any of these ways.
    pub relations: Vec<Relation>,
}

/// What a file may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Has an overdue follow-up.
    OverdueFollowUp,
    /// Is open and has no follow-up planned.
    NoFollowUp,
    /// Lacks a phone or a name.
    Incomplete,
    /// Shares a phone with another file.
    Duplicate,
    /// Has a value two devices wrote apart.
    Clash,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomerSort {
    /// What was worked on last, first.
    #[default]
    LastContact,
    /// By pinyin of the name.
    Name,
    /// The next follow-up first.
    NextFollowUp,
    /// The newest file first.
    Opened,
}

/// Asks for a page of the list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ListCustomers {
    /// Which.
    pub filter: CustomerFilter,
    /// In what order; with a search the best hit comes first.
    pub sort: CustomerSort,
    /// How many to skip.
    pub offset: u32,
    /// How many to give, at most 200.
    pub limit: u32,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CustomerList {
    /// How many there are in all.
    pub total: u32,
    /// The rows from `offset` on.
    pub rows: Vec<CustomerRow>,
}
