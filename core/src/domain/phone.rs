//! Phone numbers as customers say them: mainland mobiles and landlines normalised, anything else kept as typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A number and what we know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhoneNumber {
    /// What was typed, trimmed.
    pub typed: String,
    /// Digits that identify the number everywhere: `13800001234`, `041188880000`; none where it is not valid.
    pub normalised: Option<String>,
    /// What kind of number it is.
    pub kind: PhoneKind,
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// A mainland mobile, 11 digits.
    Mobile,
    /// A landline with its area code.
    Landline,
    /// Valid, but not of mainland China.
    Foreign,
    /// Neither: kept as typed, with a warning.
    Doubtful,
}
