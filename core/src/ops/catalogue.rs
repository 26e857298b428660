//! Changes to the store file: catalogue, names of staff.

use super::{
    Author,
    text::{LINE, TooLong, clean},
};
use crate::{
    domain::{
        edit::{Edit, StoreEdit},
        money::Fen,
        store::{CatalogueLevel, CatalogueNode, StoreFile},
    },
    ids::{CatalogueId, StaffId},
};

/// Why the store file is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreRefused {
    /// A name is needed.
    #[error("a name is needed")]
    Empty,
    /// The catalogue holds no such node, or its level does not fit below that parent.
    #[error("no such place in the catalogue")]
    NoSuchPlace,
    /// Not an amount.
    #[error("the amount could not be read")]
    BadAmount,
    /// Too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// Adds a node below `parent`, last among its siblings.
///
/// # Errors
/// See [`StoreRefused`].
pub fn add_node(
    author: &Author,
    store: &StoreFile,
    parent: Option<CatalogueId>,
    level: &CatalogueLevel,
    name: &str,
    price: &str,
) -> Result<Edit, StoreRefused> {
    let above = parent.map(|id| node(store, id)).transpose()?.map(|node| &node.level);
    let fits = matches!(
        (above, level),
        (None, CatalogueLevel::Brand)
            | (Some(CatalogueLevel::Brand), CatalogueLevel::Series)
            | (Some(CatalogueLevel::Series), CatalogueLevel::Model)
            | (Some(CatalogueLevel::Model), CatalogueLevel::Configuration)
    );
    if !fits {
        return Err(StoreRefused::NoSuchPlace);
    }
    let price_fen = match price.trim() {
        "" => None,
        said => Some(Fen::parse_exact(said).map_err(|_| StoreRefused::BadAmount)?.get()),
    };
    let last = store.catalogue.iter().filter(|node| node.parent == parent).map(|node| node.order).max();
    let order = last.map_or(0, |last| last.saturating_add(1));
    Ok(Edit::Store(StoreEdit::AddCatalogueNode(CatalogueNode {
        id: author.world.mint(),
        parent,
        level: level.clone(),
        name: named(name)?,
        price_fen,
        order,
        retired: false,
    })))
}

/// Renames a node, retires it or offers it again.
///
/// # Errors
/// See [`StoreRefused`].
pub fn edit_node(
    store: &StoreFile,
    id: CatalogueId,
    name: Option<&str>,
    retired: Option<bool>,
) -> Result<Vec<Edit>, StoreRefused> {
    node(store, id)?;
    let name = name.map(named).transpose()?;
    let edits = [
        name.map(|name| StoreEdit::RenameCatalogueNode(id, name)),
        retired.map(|retired| StoreEdit::RetireCatalogueNode { id, retired }),
    ];
    Ok(edits.into_iter().flatten().map(Edit::Store).collect())
}

/// Writes the name of a person on the staff.
///
/// # Errors
/// See [`StoreRefused`].
pub fn name_staff(staff: StaffId, name: &str) -> Result<Edit, StoreRefused> {
    Ok(Edit::Store(StoreEdit::SetStaffName(staff, named(name)?)))
}

fn node(store: &StoreFile, id: CatalogueId) -> Result<&CatalogueNode, StoreRefused> {
    store.catalogue.iter().find(|node| node.id == id).ok_or(StoreRefused::NoSuchPlace)
}

fn named(name: &str) -> Result<String, StoreRefused> {
    let name = clean(name, LINE)?;
    if name.is_empty() { Err(StoreRefused::Empty) } else { Ok(name) }
}
