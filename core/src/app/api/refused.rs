//! What was refused of whom, for administrators. Ids and counts, nothing of what was sent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::StaffName;
use crate::{clock::Instant, ids::DeviceId};

/// What the relay and this device refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RefusedPage {
    /// Whether the relay could be asked; else only what was refused here is told.
    pub is_online: bool,
    /// Devices from which the relay takes nothing until they are released.
    pub quarantined: Vec<QuarantinedDevice>,
    /// What the relay refused, the last first.
    pub relay: Vec<RefusedRow>,
    /// What came through the relay and was refused here, the last first.
    pub here: Vec<RefusedRow>,
}

/// A device that is set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuarantinedDevice {
    /// Which.
    pub device: DeviceId,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub staff: Option<StaffName>,
    /// Since when.
    pub since: Instant,
}

/// How often something of a device was refused for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RefusedRow {
    /// Who made it.
    pub device: DeviceId,
    /// What the device is called.
    pub name: String,
    /// Whose it is.
    pub staff: Option<StaffName>,
    /// What it was.
    pub input: RefusedInputKind,
    /// Why, a code the interface translates.
    pub code: String,
    /// How often.
    pub count: u32,
    /// When last.
    pub last_at: Instant,
}

/// What was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RefusedInputKind {
    /// A change of a file.
    Change,
    /// A statement for the ledger.
    Statement,
    /// A message as a whole.
    Message,
}

/// Lets a device in again that was set aside.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReleaseDevice {
    /// Which.
    pub device: DeviceId,
}
