//! The store file.

use super::{
    super::{
        rules,
        tree::{Entry, Tree},
    },
    fields, sales,
};
use crate::{
    domain::{
        delivery::{CheckItem, CheckTemplate, default_checks},
        store::{CatalogueLevel, CatalogueNode, StoreFile},
        view::{SavedView, ViewPage},
    },
    ids::FileId,
};

/// Clashes are left out.
pub(in super::super) fn store(file: FileId, tree: &Tree) -> StoreFile {
    let names = tree.container("staff_names").registers();
    StoreFile {
        id: file,
        fields: fields(tree),
        staff_names: names.filter_map(|(id, name)| Some((id.parse().ok()?, name.to_text()))).collect(),
        catalogue: tree.entries("catalogue").filter_map(node).collect(),
        cars: tree.entries("cars").filter_map(sales::test_car).collect(),
        rules: rules::read(tree),
        rota: tree.container("rota").registers().filter_map(|(id, place)| Some((id.parse().ok()?, place.as_number()?))).collect(),
        checks: checks(tree),
        views: tree.entries("views").filter_map(view).collect(),
        clashes: Vec::new(),
    }
}

fn view(entry: Entry<'_>) -> Option<SavedView> {
    let roles = entry.text("roles").unwrap_or_default();
    Some(SavedView {
        id: entry.id.parse().ok()?,
        name: entry.text("name").unwrap_or_default().to_owned(),
        page: ViewPage::from(entry.text("page").unwrap_or_default()),
        query: entry.text("query").unwrap_or_default().to_owned(),
        roles: roles.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        opens: entry.text("opens").is_some(),
    })
}

fn node(entry: Entry<'_>) -> Option<CatalogueNode> {
    Some(CatalogueNode {
        id: entry.id.parse().ok()?,
        parent: entry.parsed("parent"),
        level: CatalogueLevel::from(entry.text("level").unwrap_or_default()),
        name: entry.text("name").unwrap_or_default().to_owned(),
        price_fen: entry.number("price_fen"),
        order: entry.number("order").unwrap_or_default(),
        retired: entry.text("retired").is_some(),
    })
}

/// The house's list of checks with what the store wrote over it: under `check.` and the item's word.
fn checks(tree: &Tree) -> Vec<CheckTemplate> {
    let mut checks = default_checks();
    for entry in tree.entries("templates") {
        let Some(item) = entry.id.strip_prefix("check.").map(CheckItem::from) else { continue };
        let name = entry.text("name").unwrap_or_default().to_owned();
        let check = CheckTemplate { name, asked: entry.text("left_out").is_none(), item };
        match checks.iter_mut().find(|known| known.item == check.item) {
            Some(known) => *known = check,
            None => checks.push(check),
        }
    }
    checks
}
