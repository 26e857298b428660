//! One visitor in two lines: two desks that were apart, each with a line and a consultant for the same person.

use std::collections::{BTreeMap, BTreeSet};

use super::Line;
use crate::ids::{FileId, LineId};

/// Lines of one visitor whose consultants differ, which somebody has to decide about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubled {
    /// The customer.
    pub customer: FileId,
    /// The lines, oldest first.
    pub lines: Vec<LineId>,
}

/// The visitors of a day who stand in several lines at the same time with different consultants, and about whom nobody has
/// decided. `one_of` names the customer of a file: files that are joined or share a phone are one.
#[must_use]
pub fn doubled(lines: &[Line], one_of: impl Fn(FileId) -> FileId) -> Vec<Doubled> {
    let mut by_customer: BTreeMap<(FileId, bool), Vec<&Line>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.assigned.is_some()) {
        if let Some(customer) = line.customer {
            by_customer.entry((one_of(customer), line.came_by.is_in_store())).or_default().push(line);
        }
    }
    let mut found = Vec::new();
    for ((customer, _), lines) in by_customer {
        // Each of two says that the other counts: they were decided about apart, and differently.
        let standing: Vec<&Line> = match lines.iter().copied().filter(|line| line.same_as.is_none()).collect::<Vec<_>>() {
            none if none.is_empty() => lines,
            some => some,
        };
        let consultants: BTreeSet<_> = standing.iter().filter_map(|line| line.consultant()).collect();
        if consultants.len() > 1 && overlap(&standing) {
            found.push(Doubled { customer, lines: standing.iter().map(|line| line.id).collect() });
        }
    }
    found
}

/// Whether two of the lines tell of the same time.
fn overlap(lines: &[&Line]) -> bool {
    let mut spans: Vec<(i64, i64)> = lines.iter().map(|line| span(line)).collect();
    spans.sort_unstable();
    spans.windows(2).any(|pair| matches!(pair, [(_, until), (from, _)] if from <= until))
}

/// Two desks write the same arrival down a few minutes apart. Who calls and then stands at the door was not there twice.
const APART_MS: i64 = 15 * 60_000;

fn span(line: &Line) -> (i64, i64) {
    let from = line.in_at.unix_ms();
    let at_least = from.saturating_add(APART_MS);
    match line.out_at {
        Some(out) => (from, out.unix_ms().max(at_least)),
        None if line.came_by.is_in_store() => (from, i64::MAX),
        None => (from, at_least),
    }
}

/// The lines of visitors whom another line counts already: those that somebody said to be of one visitor, and those of one
/// customer at the same time. Of each visitor the line counts that points at no other, of several the oldest.
#[must_use]
pub fn same_visitor(lines: &[Line], one_of: impl Fn(FileId) -> FileId) -> BTreeSet<LineId> {
    let mut visitor: BTreeMap<LineId, LineId> = lines.iter().map(|line| (line.id, line.id)).collect();
    for line in lines {
        if let Some(same) = line.same_as.filter(|same| visitor.contains_key(same)) {
            unite(&mut visitor, line.id, same);
        }
        let is_like = |other: &&Line| other.id < line.id && other.came_by.is_in_store() == line.came_by.is_in_store();
        let is_same = |other: &&Line| match (line.customer, other.customer) {
            (Some(one), Some(two)) => one_of(one) == one_of(two) && overlap(&[line, other]),
            _ => false,
        };
        for other in lines.iter().filter(is_like).filter(is_same) {
            unite(&mut visitor, line.id, other.id);
        }
    }
    let mut counted: BTreeMap<LineId, (bool, LineId)> = BTreeMap::new();
    for line in lines {
        let candidate = (line.same_as.is_some(), line.id);
        let best = counted.entry(visitor[&line.id]).or_insert(candidate);
        *best = candidate.min(*best);
    }
    lines.iter().map(|line| line.id).filter(|id| counted[&visitor[id]].1 != *id).collect()
}

fn unite(visitor: &mut BTreeMap<LineId, LineId>, one: LineId, other: LineId) {
    let (from, to) = (visitor[&one], visitor[&other]);
    visitor.values_mut().filter(|root| **root == from).for_each(|root| *root = to);
}
