//! What a manager decided of a customer file: fleet or not, the same person as another file or not. Each counts only if its
//! author held the role.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::code::codes;
use crate::{
    clock::Instant,
    ids::{FileId, StaffId},
};

/// A customer made a batch buyer 批售客户, or an ordinary one again (C25).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Fleet {
    /// Whether they are one.
    pub is_fleet: bool,
    /// Why.
    pub reason: String,
    /// When it was decided, by the clock of the writing device.
    pub at: Instant,
    /// Who decided.
    pub by: StaffId,
}

codes! {
    /// What a manager said of two files.
    Verdict {
        /// 不是同一人
        Apart = "apart",
        /// 有订单，仍是同一人: they stay joined.
        Together = "together",
    }
}

/// A manager's word on this file and another. It stands in the older of the two, so that it is found from either.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Judged {
    /// The other file.
    pub other: FileId,
    /// What was said.
    pub verdict: Verdict,
    /// When, by the clock of the writing device.
    pub at: Instant,
    /// Who said it.
    pub by: StaffId,
}
