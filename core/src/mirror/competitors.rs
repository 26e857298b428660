//! Competing models 竞争车型: which of them customers look at beside each series of ours (S16).

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{MirrorError, Scope};
use crate::ids::StaffId;

/// What customers look at beside one series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competitors {
    /// The series of interest.
    pub series: String,
    /// Purchases that name it.
    pub count: u32,
    /// Of those, how many name no competitor.
    pub without: u32,
    /// Each competing model with the purchases that name it too, the most first.
    pub models: Vec<(String, u32)>,
}

/// Counts the purchases of `scope`, open and closed; the series named most first.
pub fn competitors(conn: &Connection, scope: Scope) -> Result<Vec<Competitors>, MirrorError> {
    let owner: Option<StaffId> = match scope {
        Scope::All => None,
        Scope::Own(staff) | Scope::OwnAndPool(staff) => Some(staff),
    };
    let with_pool = matches!(scope, Scope::OwnAndPool(_));
    let mut found: BTreeMap<String, Competitors> = BTreeMap::new();
    let mut statement = conn.prepare_cached(include_str!("sql/competitors.sql"))?;
    let mut rows = statement.query((owner, with_pool))?;
    while let Some(row) = rows.next()? {
        let (series, model, count): (String, Option<String>, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let new = || Competitors { series: series.clone(), count: 0, without: 0, models: Vec::new() };
        let one = found.entry(series.clone()).or_insert_with(new);
        match model {
            Some(model) => one.models.push((model, count)),
            None => one.without = count,
        }
    }
    let mut counted = conn.prepare_cached(include_str!("sql/series_counts.sql"))?;
    let mut rows = counted.query((owner, with_pool))?;
    while let Some(row) = rows.next()? {
        if let Some(one) = found.get_mut(&row.get::<_, String>(0)?) {
            one.count = row.get(1)?;
        }
    }
    let mut all: Vec<Competitors> = found.into_values().collect();
    for one in &mut all {
        one.models.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.series.cmp(&b.series)));
    Ok(all)
}
