//! Registers that two devices wrote apart: shown, offered, settled.

use automerge::{Automerge, ObjId, ReadDoc, ScalarValue};

use super::{
    DocumentError,
    plan::{self, Plan},
    register::Register,
    shape,
    tree::Tree,
};
use crate::{
    domain::customer::{Clash, ClashValue, Place},
    ids::DeviceId,
};

/// Every register with more than one different value, by place. Marks of removal are no clash, and neither is anything
/// inside a removed entry.
pub(super) fn clashes(document: &Automerge, tree: &Tree) -> Vec<Clash> {
    let mut found: Vec<Clash> = tree
        .conflicts
        .iter()
        .filter(|conflict| {
            !shape::is_mark(&conflict.place) && !shape::is_told_elsewhere(&conflict.place) && !tree.is_removed(&conflict.place)
        })
        .filter_map(|conflict| clash(document, &conflict.place, &conflict.object))
        .collect();
    found.sort_by(|one, other| one.place.cmp(&other.place));
    found
}

fn clash(document: &Automerge, place: &Place, object: &ObjId) -> Option<Clash> {
    let key = place.last()?;
    let mut values = values(document, place, object, key);
    let (_, shown, _) = values.pop()?;
    let mut others: Vec<ClashValue> = Vec::new();
    for (_, value, device) in values {
        if value != shown && others.iter().all(|other| other.value != value) {
            others.push(ClashValue { value, device });
        }
    }
    others.sort_by(|one, other| one.value.cmp(&other.value));
    (!others.is_empty()).then(|| Clash { place: place.clone(), shown, others })
}

/// The values of a register, the one that shows last, as a person reads them.
fn values(document: &Automerge, place: &Place, object: &ObjId, key: &str) -> Vec<(ScalarValue, String, Option<DeviceId>)> {
    let found = document.get_all(object, key).unwrap_or_default();
    found
        .into_iter()
        .filter_map(|(value, operation)| {
            let scalar = value.as_scalar()?.clone();
            let shown = shape::shown(place, &Register::from(&scalar));
            Some((scalar, shown, device_of(document, &operation)))
        })
        .collect()
}

fn device_of(document: &Automerge, operation: &ObjId) -> Option<DeviceId> {
    let ObjId::Id(_, actor, _) = operation else { return None };
    let author = document.get_author_for_actor(actor)?;
    <[u8; 16]>::try_from(author.as_bytes()).ok().map(DeviceId::from_bytes)
}

/// Plans to keep the value that reads `value`. Settling what is settled that way already changes nothing.
pub(super) fn settle(plan: &mut Plan<'_>, document: &Automerge, place: &Place, value: &str) -> Result<(), DocumentError> {
    let not_offered = || DocumentError::NotOffered(place.clone());
    let (key, path) = place.split_last().ok_or_else(not_offered)?;
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let object = plan::object_at(document, &path).ok_or_else(not_offered)?;
    let values = values(document, place, &object, key);
    let (scalar, _, _) = values.iter().rfind(|(_, shown, _)| shown == value).ok_or_else(not_offered)?;
    if values.len() > 1 {
        plan.keep(place, object, scalar.clone());
    }
    Ok(())
}
