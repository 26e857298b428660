//! The store file.

use super::{
    super::tree::{Entry, Tree},
    fields, sales,
};
use crate::{
    domain::{
        delivery::{CheckItem, CheckTemplate, default_checks},
        opportunity::Grade,
        store::{CatalogueLevel, CatalogueNode, GradeRule, Rules, StoreFile},
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
        rules: rules(tree),
        rota: tree.container("rota").registers().filter_map(|(id, place)| Some((id.parse().ok()?, place.as_number()?))).collect(),
        checks: checks(tree),
        clashes: Vec::new(),
    }
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

/// The industry's rules with what the store wrote over them.
fn rules(tree: &Tree) -> Rules {
    let mut rules = Rules::default();
    for (key, register) in tree.container("grades").registers() {
        let (Some((grade, part)), Some(days)) = (key.split_once('.'), register.as_number()) else { continue };
        let rule = rule_of(&mut rules, &Grade::from(grade));
        match part {
            "interval_days" => rule.interval_days = days,
            "longest_days" => rule.longest_days = days,
            _ => {}
        }
    }
    rules
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

fn rule_of<'a>(rules: &'a mut Rules, grade: &Grade) -> &'a mut GradeRule {
    let index = rules.grades.iter().position(|rule| rule.grade == *grade).unwrap_or_else(|| {
        rules.grades.push(GradeRule { grade: grade.clone(), interval_days: 0, longest_days: 0 });
        rules.grades.len() - 1
    });
    &mut rules.grades[index]
}
