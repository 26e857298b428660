//! The rules of the house.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::StaffName;
use crate::{
    clock::Date,
    domain::{
        delivery::{CheckItem, CheckTemplate},
        rules::{Choice, ChoiceList, GradeRule, NumberRule},
        workday::{YearDays, YearSource},
    },
    ids::StaffId,
};

/// Every rule of the store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RulesPage {
    /// One per open grade.
    pub grades: Vec<GradeRule>,
    /// The rules that are numbers.
    pub numbers: Vec<NumberRow>,
    /// Reasons of loss in their order, retired ones too.
    pub reasons: Vec<Choice>,
    /// Sources in their order, retired ones too.
    pub sources: Vec<Choice>,
    /// Sales targets by the month from which they hold, the earliest first.
    pub targets: Vec<TargetRow>,
    /// The checks of a delivery, those left out too.
    pub checks: Vec<CheckTemplate>,
    /// The rota in its order.
    pub rota: Vec<StaffName>,
    /// Consultants who are not on it.
    pub off_rota: Vec<StaffName>,
    /// Last year, this one and the next.
    pub years: Vec<YearRow>,
    /// Whether this person may change them.
    pub can_edit: bool,
}

/// A rule that is a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumberRow {
    /// Which.
    pub rule: NumberRule,
    /// What holds.
    pub number: i64,
    /// What holds where the store says nothing.
    pub default_number: i64,
    /// The least it may be.
    pub least: i64,
    /// The most.
    pub most: i64,
}

/// A sales target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TargetRow {
    /// The first day of the month from which it holds.
    pub month: Date,
    /// Orders a month.
    pub target: u32,
}

/// Writes a sales target.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct SetSalesTarget {
    /// A day of the month from which it holds.
    pub month: Date,
    /// Orders a month; none takes it away.
    pub target: Option<u32>,
}

/// The workdays of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct YearRow {
    /// Which.
    pub year: i32,
    /// Where its days come from; a year nobody knows has Monday to Friday.
    pub source: YearSource,
    /// Its days.
    pub days: YearDays,
}

/// Writes a rule that is a number.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetNumberRule {
    /// Which.
    pub rule: NumberRule,
    /// The number; none goes back to the default.
    pub number: Option<i64>,
}

/// Adds a line to a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddChoice {
    /// Which list.
    pub list: ChoiceList,
    /// The words.
    pub name: String,
}

/// Changes a line of a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EditChoice {
    /// Which list.
    pub list: ChoiceList,
    /// Which line.
    pub code: String,
    /// New words, if they change; empty goes back to the product's.
    pub name: Option<String>,
    /// Whether it is no longer offered, if that changes.
    pub retired: Option<bool>,
    /// Hours until the first contact, if they change; 0 has no limit of its own.
    pub first_contact_hours: Option<i64>,
}

/// Puts the lines of a list in order.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrderChoices {
    /// Which list.
    pub list: ChoiceList,
    /// The codes in their new order.
    pub codes: Vec<String>,
}

/// Adds a check to the list that deliveries go by.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddCheck {
    /// The words.
    pub name: String,
}

/// Changes a check of the list. Deliveries that began keep the list they began with.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EditCheck {
    /// Which.
    #[ts(as = "String")]
    pub item: CheckItem,
    /// New words, if they change; empty goes back to the product's.
    pub name: Option<String>,
    /// Whether it is asked, if that changes.
    pub asked: Option<bool>,
}

/// Makes these people the rota.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetRota {
    /// In this order.
    pub staff: Vec<StaffId>,
}

/// Writes the workdays of a year.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetYear {
    /// Which.
    pub year: i32,
    /// Its days; none goes back to the built-in ones.
    pub days: Option<YearDays>,
}
