//! Turning devices and people out, and what they had not sent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::StaffName;
use crate::{
    clock::Instant,
    ids::{ChangeHash, DeviceId, FileId, StaffId},
    policy::FileKind,
};

/// Turns a device out, for good.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RevokeDevice {
    /// Which.
    pub device: DeviceId,
    /// Whether it is to destroy what it holds. May be said later too.
    pub wipe: bool,
}

/// A person leaves, with all devices.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RevokeStaff {
    /// Who.
    pub staff: StaffId,
    /// Whether the devices are to destroy what they hold. May be said later too.
    pub wipe: bool,
}

/// What waits for a manager's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewBox {
    /// One per file and device, oldest first.
    pub cards: Vec<ReviewCard>,
    /// Whether more waits than is shown; it comes when these are settled.
    pub more: bool,
}

/// Changes of one device to one file that do not count until a manager adopts them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewCard {
    /// The file.
    pub file: FileId,
    /// Of what kind.
    pub kind: FileKind,
    /// What the customer is called, if this person may know.
    pub name: Option<String>,
    /// Whether the file is on this device: one that only the changes would begin is nowhere to be opened.
    pub is_here: bool,
    /// Who made the changes.
    pub author: StaffName,
    /// On which device.
    pub device: DeviceId,
    /// What that device is called.
    pub device_name: String,
    /// Why they do not count: `revoked`, `not_allowed`.
    pub reason: String,
    /// When the relay got the first of them.
    pub received_at: Instant,
    /// The changes, each after those it stands on.
    pub changes: Vec<ReviewChange>,
}

/// A change that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewChange {
    /// Which.
    pub hash: ChangeHash,
    /// What it would change.
    pub rows: Vec<FieldRow>,
    /// Whether that can be told: not where this person may not read the file, or something it stands on is missing.
    pub is_shown: bool,
}

/// A value before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FieldRow {
    /// Where in the file, without ids: `fields.name`, `phones.number.typed`, `follow_ups.result.text`.
    pub field: String,
    /// The value before; none if there was none.
    pub before: Option<String>,
    /// The value after; none if there is none.
    pub after: Option<String>,
}

/// Decides about changes of the review box.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SettleLate {
    /// Which.
    pub changes: Vec<ChangeHash>,
    /// Whether they count from now on; else they are dropped.
    pub adopt: bool,
}

/// What was said on this device and does not count, or went with a file to somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RefusedCard {
    /// By which it is put away.
    pub id: ChangeHash,
    /// The file.
    pub file: FileId,
    /// Of what kind.
    pub kind: FileKind,
    /// What the customer is called, if this person may still know.
    pub name: Option<String>,
    /// Why: the relay's word, or `handed_over` for own words in a file that went to somebody else before they were sent;
    /// those count.
    pub code: String,
    /// When that was told.
    pub at: Instant,
    /// What was said.
    pub rows: Vec<FieldRow>,
}

/// Puts a card away.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DismissCard {
    /// Which.
    pub id: ChangeHash,
}
