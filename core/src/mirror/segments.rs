//! Who looks at, and who buys, which model: sex, age and education counted (C16).

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{MirrorError, Scope};
use crate::{
    clock::Date,
    domain::{
        opportunity::{Grade, Stage},
        profile::age_band,
    },
    ids::InterestId,
};

/// Which customers of a model are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Who looks at it.
    Interested,
    /// Who bought it.
    Bought,
}

/// The customers of one model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segment {
    /// How many.
    pub n: u32,
    /// By sex; an empty word where nobody said.
    pub sexes: BTreeMap<String, u32>,
    /// By age band.
    pub ages: BTreeMap<String, u32>,
    /// By education.
    pub educations: BTreeMap<String, u32>,
}

/// The segments by model. `model` tells under which name an interest is counted. A customer counts once per model.
pub fn segments(
    conn: &Connection,
    scope: Scope,
    counted: Counted,
    today: Date,
    model: impl Fn(InterestId, &str) -> String,
) -> Result<BTreeMap<String, Segment>, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/segment_rows.sql"))?;
    let mut rows = statement.query(())?;
    // Rows come customer by customer: the models of the one being read.
    let mut seen: (i64, Vec<String>) = (0, Vec::new());
    let mut found: BTreeMap<String, Segment> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let text = |column: usize| row.get_ref(column).ok().and_then(|value| value.as_str().ok()).unwrap_or_default();
        let is_bought = matches!(Grade::from(text(4)), Grade::O | Grade::D)
            || matches!(Stage::from(text(5)), Stage::Delivery | Stage::AfterDelivery);
        if !scope.admits(row.get(3)?) || (counted == Counted::Bought && !is_bought) {
            continue;
        }
        let (customer, name) = (row.get(0)?, model(row.get(1)?, text(2)));
        if seen.0 != customer {
            seen = (customer, Vec::new());
        }
        if seen.1.contains(&name) {
            continue;
        }
        seen.1.push(name.clone());
        let segment = found.entry(name).or_default();
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let age = age_band(said(text(8)).as_deref(), said(text(9)).as_deref(), said(text(10)).as_deref(), today);
        segment.n += 1;
        *segment.sexes.entry(text(6).to_owned()).or_default() += 1;
        *segment.ages.entry(age.map(|band| band.to_string()).unwrap_or_default()).or_default() += 1;
        *segment.educations.entry(text(7).to_owned()).or_default() += 1;
    }
    Ok(found)
}
