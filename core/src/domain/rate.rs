//! Shares: how many of how many. Every one shows its n, and says so where n is too small to mean much.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Below so many a share says little (features.md section 2).
const FEW: u32 = 30;

/// A share with what it was counted from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rate {
    /// How many.
    pub part: u32,
    /// Of how many: the n.
    pub whole: u32,
    /// Whether n is below 30.
    pub is_few: bool,
}

impl Rate {
    /// `part` of `whole`.
    #[must_use]
    pub const fn of(part: u32, whole: u32) -> Self {
        Self { part, whole, is_few: whole < FEW }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_fewer_than_thirty_says_so() {
        assert!(Rate::of(29, 29).is_few);
        assert!(!Rate::of(0, 30).is_few);
    }
}
