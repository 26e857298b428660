//! What was done on this device in the last day, and the way back from it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::StaffName;
use crate::{
    clock::Instant,
    domain::{
        customer::Place,
        opportunity::{Grade, Stage},
    },
    ids::FileId,
};

/// A command of the last 24 hours that can be undone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RecentOperation {
    /// The way back.
    pub undo: crate::ids::UndoId,
    /// Name of the command.
    pub command: String,
    /// The file it changed, the first of several.
    pub file: FileId,
    /// What that is called, as this person may see it; empty where nobody named it or it is not here.
    pub name: String,
    /// How many files it changed.
    pub files: u32,
    /// What of the first file it wrote, five places at most.
    pub places: Vec<Place>,
    /// What it was about.
    pub detail: Option<OperationDetail>,
    /// When.
    pub at: Instant,
    /// Whether it was undone.
    pub undone: bool,
}

/// What a command was about, beyond its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum OperationDetail {
    /// Files went to this person.
    Owner {
        /// To whom; none for the pool.
        owner: Option<StaffName>,
    },
    /// Purchases went to this stage.
    Stage {
        /// Which.
        stage: Stage,
    },
    /// They were given this grade.
    Grade {
        /// Which.
        grade: Grade,
    },
    /// A tag was put on.
    Tagged {
        /// Which.
        tag: String,
    },
    /// A tag was taken off.
    Untagged {
        /// Which.
        tag: String,
    },
}

/// Undoes a command.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct Undo {
    /// Which.
    pub undo: crate::ids::UndoId,
}

/// What an undo put back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Undone {
    /// What changed.
    pub touched: super::common::Touched,
    /// Fields left alone because someone changed them since.
    pub kept: Vec<Place>,
}
