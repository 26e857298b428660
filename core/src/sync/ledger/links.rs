//! Which customer files are one customer: joins as edges between files, each with its own history.
//!
//! The edges form a forest, because only files of different groups are joined; so taking one back parts its group in two.

use std::collections::{BTreeSet, HashMap};

use super::history::History;
use crate::ids::FileId;

#[derive(Debug, Clone, Default)]
pub(super) struct Links(HashMap<FileId, HashMap<FileId, History<bool>>>);

impl Links {
    pub(super) fn set(&mut self, seq: u64, one: FileId, other: FileId, is_joined: bool) {
        for (from, to) in [(one, other), (other, one)] {
            self.0.entry(from).or_default().entry(to).or_default().set(seq, is_joined);
        }
    }

    /// Whether the file was ever joined with another.
    pub(super) fn knows(&self, file: FileId) -> bool {
        self.0.contains_key(&file)
    }

    pub(super) fn are_joined(&self, one: FileId, other: FileId, len: u64) -> bool {
        self.0.get(&one).and_then(|edges| edges.get(&other)).is_some_and(|edge| edge.at(len) == Some(&true))
    }

    /// The file and all it is joined with in a ledger of `len` entries, smallest id first.
    pub(super) fn group(&self, file: FileId, len: u64) -> BTreeSet<FileId> {
        let mut group = BTreeSet::from([file]);
        let mut ahead = vec![file];
        while let Some(next) = ahead.pop() {
            ahead.extend(self.joined_to(next, len).filter(|other| group.insert(*other)));
        }
        group
    }

    /// The file through which `file` is joined with the smallest of its group; none for that one itself.
    pub(super) fn joined_with(&self, file: FileId, len: u64) -> Option<FileId> {
        let root = self.group(file, len).first().copied()?;
        let mut came_from = HashMap::from([(root, None)]);
        let mut ahead = vec![root];
        while let Some(next) = ahead.pop() {
            for other in self.joined_to(next, len) {
                came_from.entry(other).or_insert_with(|| {
                    ahead.push(other);
                    Some(next)
                });
            }
        }
        came_from.remove(&file).flatten()
    }

    fn joined_to(&self, file: FileId, len: u64) -> impl Iterator<Item = FileId> + '_ {
        let edges = self.0.get(&file).into_iter().flatten();
        edges.filter(move |(_, edge)| edge.at(len) == Some(&true)).map(|(other, _)| *other)
    }
}
