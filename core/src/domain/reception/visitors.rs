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

/// From when until when a line's visitor was there, in ms, and the line's place.
type Span = (i64, i64, usize);

/// The lines of visitors whom another line counts already: those that somebody said to be of one visitor, and those of one
/// customer at the same time. Of each visitor the line counts that points at no other, of several the oldest.
///
/// Asked whenever a day comes in, so it takes no longer than sorting the day.
#[must_use]
pub fn same_visitor(lines: &[Line], one_of: impl Fn(FileId) -> FileId) -> BTreeSet<LineId> {
    let mut visitors = Visitors::new(lines);
    let mut at_once: BTreeMap<(FileId, bool), Vec<Span>> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        if let Some(same) = line.same_as {
            visitors.unite_with(place, same);
        }
        if let Some(customer) = line.customer {
            let (from, until) = span(line);
            at_once.entry((one_of(customer), line.came_by.is_in_store())).or_default().push((from, until, place));
        }
    }
    for mut spans in at_once.into_values() {
        spans.sort_unstable();
        let mut running: Option<(i64, usize)> = None;
        for (from, until, place) in spans {
            running = match running {
                Some((end, first)) if from <= end => {
                    visitors.unite(first, place);
                    Some((end.max(until), first))
                }
                _ => Some((until, place)),
            };
        }
    }
    let mut counted: BTreeMap<usize, (bool, LineId)> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        let candidate = (line.same_as.is_some(), line.id);
        let best = counted.entry(visitors.root(place)).or_insert(candidate);
        *best = candidate.min(*best);
    }
    let counts: BTreeSet<LineId> = counted.into_values().map(|(_, id)| id).collect();
    lines.iter().map(|line| line.id).filter(|id| !counts.contains(id)).collect()
}

/// Lines by place, each pointing at another of the same visitor or, as the root of them, at itself.
struct Visitors {
    places: BTreeMap<LineId, usize>,
    towards: Vec<usize>,
}

impl Visitors {
    fn new(lines: &[Line]) -> Self {
        let places = lines.iter().enumerate().map(|(place, line)| (line.id, place)).collect();
        Self { places, towards: (0..lines.len()).collect() }
    }

    fn next(&self, place: usize) -> usize {
        self.towards.get(place).copied().unwrap_or(place)
    }

    fn point(&mut self, place: usize, at: usize) {
        if let Some(towards) = self.towards.get_mut(place) {
            *towards = at;
        }
    }

    /// Halves the way it goes, so that no chain stays long.
    fn root(&mut self, mut place: usize) -> usize {
        while self.next(place) != place {
            let beyond = self.next(self.next(place));
            self.point(place, beyond);
            place = beyond;
        }
        place
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (from, to) = (self.root(one), self.root(other));
        self.point(from, to);
    }

    fn unite_with(&mut self, place: usize, line: LineId) {
        if let Some(other) = self.places.get(&line).copied() {
            self.unite(place, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::{
        clock::Instant,
        domain::reception::{CameBy, Purpose, Stamp},
        ids::StaffId,
    };

    fn line(n: u32, customer: Option<u8>, from_minute: i64, minutes: i64, same_as: Option<u32>) -> Line {
        let at = |minute: i64| Instant::from_unix_ms(1_700_000_000_000 + minute * 60_000);
        Line {
            id: id(n),
            came_by: CameBy::WalkIn,
            in_at: at(from_minute),
            out_at: Some(at(from_minute + minutes)),
            visit_count: None,
            party_size: None,
            purpose: Purpose::Buying,
            interests: Vec::new(),
            enquiry: String::new(),
            contact: None,
            asked: None,
            result: None,
            stage: None,
            remark: String::new(),
            event: None,
            customer: customer.map(|byte| FileId::from_bytes([byte; 16])),
            accepted: None,
            assigned: None,
            same_as: same_as.map(id),
            entered: Stamp { at: at(from_minute), by: StaffId::from_bytes([0; 16]) },
            corrections: Vec::new(),
            confirmed: None,
        }
    }

    fn id(n: u32) -> LineId {
        let mut bytes = [0; 16];
        bytes[12..].copy_from_slice(&n.to_be_bytes());
        LineId::from_bytes(bytes)
    }

    /// Every two compared, as the law reads.
    fn by_pairs(lines: &[Line]) -> BTreeSet<LineId> {
        let mut group: Vec<usize> = (0..lines.len()).collect();
        for (a, one) in lines.iter().enumerate() {
            for (b, other) in lines.iter().enumerate() {
                let is_like = one.customer == other.customer && one.came_by.is_in_store() == other.came_by.is_in_store();
                let at_once = one.customer.is_some() && is_like && overlap(&[one, other]);
                if a != b && (one.same_as == Some(other.id) || at_once) {
                    let (from, to) = (group[a], group[b]);
                    group.iter_mut().filter(|of| **of == from).for_each(|of| *of = to);
                }
            }
        }
        let best = |of: usize| {
            let of_it = lines.iter().zip(&group).filter(|(_, group)| **group == of).map(|(line, _)| line);
            of_it.map(|line| (line.same_as.is_some(), line.id)).min().map(|(_, id)| id)
        };
        lines.iter().zip(&group).filter(|(line, of)| best(**of) != Some(line.id)).map(|(line, _)| line.id).collect()
    }

    #[test]
    fn visitors_are_told_apart_as_comparing_every_two_tells_them() {
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for _ in 0..300 {
            let count = 1 + next(14);
            let mut lines = Vec::new();
            for n in 0..count {
                let customer = u8::try_from(next(4)).ok().filter(|byte| *byte > 0);
                let same_as = (next(4) == 0).then(|| next(count + 2));
                let came_by = if next(3) == 0 { CameBy::Phone } else { CameBy::WalkIn };
                let told = line(n, customer, i64::from(next(240)), i64::from(next(60)), same_as);
                lines.push(Line { came_by, ..told });
            }
            assert_eq!(same_visitor(&lines, |file| file), by_pairs(&lines), "{lines:?}");
        }
    }

    #[test]
    fn a_day_that_is_not_the_files_own_is_not_believed() {
        use crate::domain::reception::ReceptionFile;
        let (store, own) = (crate::ids::StoreId::from_bytes([5; 32]), "2023-11-15");
        let of_store = FileId::of_store(&store);
        let file = |day: &str, lines| ReceptionFile {
            id: FileId::of_reception(&store, own),
            day: day.parse().ok(),
            lines,
            duty: BTreeMap::new(),
            chores: BTreeMap::new(),
            clashes: Vec::new(),
        };
        assert_eq!(file(own, Vec::new()).on_its_day(of_store).day, own.parse().ok());
        assert_eq!(file("2026-11-22", Vec::new()).on_its_day(of_store).day, None);
        let arrived = line(1, None, 0, 30, None);
        assert_eq!(file("2026-11-22", vec![arrived]).on_its_day(of_store).day, own.parse().ok(), "its lines tell");
    }

    #[test]
    fn times_at_the_end_of_the_numbers_do_not_wrap() {
        let mut strange = line(1, Some(1), 0, 0, None);
        (strange.in_at, strange.out_at) = (Instant::from_unix_ms(i64::MAX), Some(Instant::from_unix_ms(i64::MIN)));
        strange.entered.at = Instant::from_unix_ms(i64::MIN);
        assert!(strange.doubts().contains(&crate::domain::reception::LineDoubt::LeftBeforeComing));
        assert_eq!((strange.stayed_ms(), strange.entered_after_minutes()), (None, 0));
        assert!(same_visitor(&[strange], |file| file).is_empty());
    }

    #[test]
    fn a_day_of_one_visitor_written_down_thousands_of_times_is_read_once() {
        let lines: Vec<Line> = (0..20_000).map(|n| line(n, Some(1), 0, 30, n.checked_sub(1))).collect();
        let asked = Cell::new(0_usize);
        let doubles = same_visitor(&lines, |file| {
            asked.set(asked.get() + 1);
            file
        });
        assert_eq!((doubles.len(), asked.get()), (lines.len() - 1, lines.len()));
    }
}
