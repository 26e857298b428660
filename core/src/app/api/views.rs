//! Saved views of lists.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    domain::view::{SavedView, ViewPage},
    ids::ViewId,
    policy::Role,
};

/// The saved views.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Views {
    /// All that this person may see: their own first, then those the store shares with them; who may change the store sees
    /// all of the store's.
    pub rows: Vec<ViewRow>,
    /// Whether this person may share views with the store.
    pub can_share: bool,
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ViewRow {
    /// The view.
    pub view: SavedView,
    /// Whether the store shares it; else it is this person's, on this device.
    pub is_shared: bool,
    /// Whether it is for this person.
    pub is_mine: bool,
}

/// Saves a view, a new one or another word about one.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SaveView {
    /// Which; none makes a new one.
    pub id: Option<ViewId>,
    /// What it is called.
    pub name: String,
    /// The list.
    pub page: ViewPage,
    /// Filters and order as the list's address has them.
    pub query: String,
    /// Whether the store shares it.
    pub share: bool,
    /// Whom it is for, where it is shared; everyone where none is named.
    pub roles: Vec<Role>,
    /// Whether the list opens with it.
    pub opens: bool,
}

/// Names one view.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, TS)]
pub struct OneView {
    /// Which.
    pub id: ViewId,
}

/// Asks how names of places and commands can be typed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Spell {
    /// The names, 200 at most.
    pub texts: Vec<String>,
}
