//! The rates of the sales desk for some days (features.md section 3), each thing counted once.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::{
    domain::{
        formula::{Countable, Formula, Whole},
        rate::Rate,
    },
    mirror::{self, MirrorError, RateFilter},
};

/// Every rate. `next_target` is the store's target of the month after the last day, where it has one; it is the whole store's,
/// so of a part of the work nothing is divided by it.
pub fn rates(conn: &Connection, filter: &RateFilter, next_target: Option<u32>) -> Result<Vec<(Formula, Rate)>, MirrorError> {
    let mut counts = BTreeMap::new();
    let mut count = |counted: Countable| -> Result<u32, MirrorError> {
        if let Some(known) = counts.get(&counted) {
            return Ok(*known);
        }
        let number = mirror::count(conn, &counted, filter)?;
        counts.insert(counted, number);
        Ok(number)
    };
    let is_whole_store = filter.whose == mirror::Whose::Everyone && filter.source.is_none() && filter.event.is_none();
    let mut found = Vec::new();
    for formula in Formula::ALL {
        let Some((part, whole)) = formula.parts() else { continue };
        let whole = match whole {
            Whole::Of(counted) => count(counted)?,
            Whole::NextTarget => next_target.filter(|_| is_whole_store).unwrap_or_default(),
        };
        found.push((formula.clone(), Rate::of(count(part)?, whole)));
    }
    Ok(found)
}
