//! Turning devices and people out, and what they had not sent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::{DeviceId, StaffId};

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
