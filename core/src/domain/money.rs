//! Money in fen, and budgets as people say them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Hundredths of a yuan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Fen(i64);

impl Fen {
    /// From fen.
    #[must_use]
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }

    /// In fen.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}
