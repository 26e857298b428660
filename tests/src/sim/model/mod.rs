//! The reference model: what must stand in the store after everything that was answered with OK.
//!
//! Invariant: it is told commands, answers, and who knew what; it knows neither how documents are merged nor how they are
//! stored, and imports nothing of either. A file is a set of deeds; a deed wrote registers, knowing of other deeds.

mod access;
mod register;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use access::{Assigned, Kind, Person, Post};
pub(super) use register::{Place, View, flatten, is_empty};
use serde_json::Value;

/// Which deed, in the order in which they were answered.
pub(super) type DeedId = usize;

/// What one command wrote into one file.
#[derive(Debug, Clone)]
pub(super) struct Deed {
    /// Deeds of the same file that this device knew of.
    pub knew: BTreeSet<DeedId>,
    /// The registers and what they were given; an empty text where one was cleared.
    pub writes: BTreeMap<Place, Value>,
}

/// A file.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub kind: Kind,
    /// The customer file it belongs to.
    pub about: Option<String>,
    /// The person who began it.
    pub creator: String,
    pub deeds: BTreeSet<DeedId>,
}

/// Everything that was done.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub files: BTreeMap<String, File>,
    pub deeds: Vec<Deed>,
    /// The deed that a change of the log carries, by the change's hash.
    pub by_hash: BTreeMap<String, DeedId>,
    /// Assignments in the order of the ledger.
    pub assigned: Vec<Assigned>,
}

impl Model {
    /// Remembers what a command wrote.
    pub(super) fn record(&mut self, file: &str, begun: File, hash: String, deed: Deed) {
        let id = self.deeds.len();
        self.deeds.push(deed);
        let before = self.by_hash.insert(hash, id);
        assert!(before.is_none(), "two commands made the same change");
        self.files.entry(file.to_owned()).or_insert(begun).deeds.insert(id);
    }

    /// The deeds that these changes carry. A change that no command made must not exist.
    pub(super) fn deeds_of(&self, hashes: &[String]) -> BTreeSet<DeedId> {
        let deed = |hash: &String| *self.by_hash.get(hash).unwrap_or_else(|| panic!("change {hash} was made by no command"));
        hashes.iter().map(deed).collect()
    }

    /// What a file says to whoever knows these deeds of it.
    pub(super) fn view(&self, known: &BTreeSet<DeedId>) -> View {
        let mut registers: BTreeMap<Place, Vec<Value>> = BTreeMap::new();
        let places: BTreeSet<&Place> = known.iter().flat_map(|id| self.deeds[*id].writes.keys()).collect();
        for place in places {
            let writers: Vec<DeedId> = known.iter().copied().filter(|id| self.deeds[*id].writes.contains_key(place)).collect();
            let is_last = |id: &DeedId| !writers.iter().any(|later| self.deeds[*later].knew.contains(id));
            let mut values = Vec::new();
            for id in writers.iter().filter(|id| is_last(id)) {
                let value = &self.deeds[*id].writes[place];
                if !values.contains(value) {
                    values.push(value.clone());
                }
            }
            registers.insert(place.clone(), values);
        }
        View::new(registers)
    }

    /// All deeds of a file.
    pub(super) fn all(&self, file: &str) -> BTreeSet<DeedId> {
        self.files.get(file).map(|file| file.deeds.clone()).unwrap_or_default()
    }
}
