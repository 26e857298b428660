//! A saved view: a list as somebody wants to see it again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::code::codes;
use crate::ids::ViewId;

codes! {
    /// The list that a view is of.
    ViewPage {
        /// 客户
        Customers = "customers",
        /// 商机
        Pipeline = "pipeline",
    }
}

/// A saved view. It holds filters and order as an address does, and never what was searched for: that could be a customer's
/// name or number, and a view outlives the customer's erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedView {
    /// Its id.
    pub id: ViewId,
    /// What it is called.
    pub name: String,
    /// The list.
    pub page: ViewPage,
    /// Filters and order as the list's address has them, such as `grade=H&sort=name`.
    pub query: String,
    /// Words of the roles it is for; everyone where none is named.
    pub roles: Vec<String>,
    /// Whether the list opens with it for them.
    pub opens: bool,
}
