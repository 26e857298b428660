//! One change to many customers: what it would do, then doing it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::{CustomerRow, Touched};
use crate::{
    domain::opportunity::Stage,
    ids::{FileId, StaffId, UndoId},
};

/// What can be done to many at once by this person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ManyChoices {
    /// Whether files can be given away.
    pub can_assign: bool,
    /// Whether stages and tags can be written.
    pub can_edit: bool,
    /// Stages to which many can be moved at once. The others follow from an order, a delivery or a lost customer.
    pub stages: Vec<Stage>,
    /// Tags in use, the most used first.
    pub tags: Vec<TagInUse>,
    /// How many files one command changes at most.
    pub most: u32,
}

/// A tag and how many customers on this device have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TagInUse {
    /// Its word.
    pub tag: String,
    /// How many.
    pub count: u32,
}

/// Changes many customer files in the same way; those that may not be changed are left alone.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChangeMany {
    /// Which.
    pub files: Vec<FileId>,
    /// How.
    pub change: ManyChange,
}

/// A change that can be made to many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum ManyChange {
    /// Gives them to a person.
    Owner {
        /// To whom; none for the pool.
        owner: Option<StaffId>,
    },
    /// Moves their open purchase.
    Stage {
        /// Where to.
        stage: Stage,
    },
    /// Puts a tag on, or takes it off.
    Tag {
        /// Its word.
        tag: String,
        /// Whether it is put on.
        on: bool,
    },
}

/// What a change would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ManyPreview {
    /// How many customers it would change.
    pub will: u32,
    /// How many are so already.
    pub already: u32,
    /// Those that it leaves alone, by reason.
    pub cannot: Vec<CannotChange>,
}

/// Customers that a change leaves alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct CannotChange {
    /// Why.
    pub why: WhyNot,
    /// How many.
    pub count: u32,
    /// The first of them, five at most.
    pub first: Vec<CustomerRow>,
}

/// Why a customer is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// It is not on this device.
    NotHere,
    /// The role does not allow it.
    NotAllowed,
    /// No purchase of it is open: lost, dormant or delivered.
    NoOpenPurchase,
    /// A batch buyer: each of their purchases is moved by itself.
    Fleet,
}

/// What a change to many did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ManyChanged {
    /// How many customers it changed.
    pub changed: u32,
    /// How many it left alone.
    pub left: u32,
    /// What changed.
    pub touched: Touched,
    /// How to undo all of it.
    pub undo: Option<UndoId>,
}
