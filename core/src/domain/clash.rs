//! A register that two devices wrote apart, in a file of any kind.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The place of a register inside a file, from the root down, such as `["file", "name"]`.
pub type Place = Vec<String>;

/// Two devices wrote the same field apart; the winner shows, the others are offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Clash {
    /// Which field.
    pub place: Place,
    /// The value every device shows.
    pub shown: String,
    /// The other values, with who wrote them.
    pub others: Vec<ClashValue>,
}

/// One value of a clash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClashValue {
    /// The value.
    pub value: String,
    /// The device that wrote it, as hexadecimal author bytes, where known.
    pub device: Option<crate::ids::DeviceId>,
}
