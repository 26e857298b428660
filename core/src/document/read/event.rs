//! The event file.

use super::{super::tree::Tree, fields};
use crate::{domain::event::EventFile, ids::FileId};

/// Clashes are left out.
pub(in super::super) fn event(file: FileId, tree: &Tree) -> EventFile {
    let staff = tree.container("staff").registers().filter_map(|(id, _)| id.parse().ok()).collect();
    EventFile { id: file, fields: fields(tree), staff, clashes: Vec::new() }
}
