//! Competing models 竞争车型: which of them customers look at beside each series of ours (S16).

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::{MirrorError, Scope};
use crate::ids::{OpportunityId, StaffId};

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
    let mut tally = Tally::default();
    let mut purchase: Option<(i64, OpportunityId)> = None;
    let mut statement = conn.prepare_cached(include_str!("sql/competitors.sql"))?;
    let mut rows = statement.query((owner, with_pool))?;
    while let Some(row) = rows.next()? {
        let this = Some((row.get(0)?, row.get(1)?));
        if purchase != this {
            tally.close();
            purchase = this;
        }
        let unreadable = |_| MirrorError::Unreadable { what: "interest" };
        let name = tally.number(row.get_ref(3)?.as_str().map_err(unreadable)?);
        let is_theirs = row.get_ref(2)?.as_str() == Ok("competitor");
        if is_theirs {
            tally.theirs.insert(name)
        } else {
            tally.ours.insert(name)
        };
    }
    tally.close();
    let mut all: Vec<Competitors> = tally.told();
    for one in &mut all {
        one.models.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.series.cmp(&b.series)));
    Ok(all)
}

/// What the purchases name, names by number.
#[derive(Default)]
struct Tally {
    numbers: BTreeMap<String, usize>,
    names: Vec<String>,
    /// Per series how many purchases name it, and how many of them no competitor.
    series: BTreeMap<usize, (u32, u32)>,
    pairs: BTreeMap<(usize, usize), u32>,
    /// What the purchase names that is being read.
    ours: BTreeSet<usize>,
    theirs: BTreeSet<usize>,
}

impl Tally {
    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), self.names.len() - 1);
        self.names.len() - 1
    }

    /// The purchase is read: each series of it counts once, and once with each competitor.
    fn close(&mut self) {
        for ours in &self.ours {
            let counts = self.series.entry(*ours).or_default();
            counts.0 += 1;
            counts.1 += u32::from(self.theirs.is_empty());
            for theirs in &self.theirs {
                *self.pairs.entry((*ours, *theirs)).or_default() += 1;
            }
        }
        self.ours.clear();
        self.theirs.clear();
    }

    fn told(&self) -> Vec<Competitors> {
        let name = |number: &usize| self.names.get(*number).cloned().unwrap_or_default();
        let models =
            |ours: usize| self.pairs.range((ours, 0)..=(ours, usize::MAX)).map(|((_, theirs), count)| (name(theirs), *count));
        let one = |(ours, (count, without)): (&usize, &(u32, u32))| Competitors {
            series: name(ours),
            count: *count,
            without: *without,
            models: models(*ours).collect(),
        };
        self.series.iter().map(one).collect()
    }
}
