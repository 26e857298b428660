//! What a command must have written, said beforehand from the command alone, and held against what was written.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    device::{content, hashes},
    model::{Deed, File, Place, flatten, is_empty},
    schedule::Schedule,
};

/// One thing that a command writes.
#[derive(Debug, Clone)]
pub(super) enum Effect {
    /// A register, unless it says so already.
    Set(Place, Value),
    /// A register, even if it says so already: of several values this one is kept.
    Keep(Place, Value),
    /// A new entry with these registers, under an id that the app makes. Registers of inner maps as `map/key`. A value
    /// `@container` stands for the id of the new entry there.
    New { container: &'static str, registers: BTreeMap<String, Value> },
}

/// One file that a command writes.
#[derive(Debug)]
pub(super) struct Part {
    pub file: String,
    pub begun: File,
    pub effects: Vec<Effect>,
}

/// What is needed to take a command back.
#[derive(Debug, Clone)]
pub(super) struct Undoable {
    pub device: usize,
    pub undo: String,
    pub parts: Vec<UndoPart>,
}

/// The way back in one file.
#[derive(Debug, Clone)]
pub(super) struct UndoPart {
    pub file: String,
    /// Place, what it said before, what was written.
    pub sets: Vec<(Place, Value, Value)>,
    /// Container and id, and its registers.
    pub news: Vec<(Place, BTreeMap<Place, Value>)>,
}

pub(super) fn place(steps: &[&str]) -> Place {
    steps.iter().map(|step| (*step).to_owned()).collect()
}

/// The value of a register in what a device shows.
pub(super) fn register(content: &Value, place: &[String]) -> Value {
    flatten(content).remove(place).unwrap_or_else(|| Value::from(""))
}

impl Schedule {
    /// How the files of a command stood on the device before it.
    pub(super) fn before(&self, device: usize, files: &[&str]) -> BTreeMap<String, (Value, BTreeSet<usize>)> {
        let stand = |file: &&str| {
            let found_here = self.system.devices[device].inspect(file);
            let known = self.model.deeds_of(&hashes(found_here.as_ref()));
            ((*file).to_owned(), (content(found_here.as_ref()), known))
        };
        files.iter().map(stand).collect()
    }

    /// Holds what a command wrote against what it must have written, and tells the model.
    pub(super) fn learn(
        &mut self,
        device: usize,
        before: &BTreeMap<String, (Value, BTreeSet<usize>)>,
        parts: Vec<Part>,
    ) -> Vec<UndoPart> {
        parts.into_iter().filter_map(|part| self.learn_part(device, before, part)).collect()
    }

    fn learn_part(&mut self, device: usize, before: &BTreeMap<String, (Value, BTreeSet<usize>)>, part: Part) -> Option<UndoPart> {
        let nothing = (Value::Null, BTreeSet::new());
        let (old, knew) = before.get(&part.file).unwrap_or(&nothing);
        let found_here = self.system.devices[device].inspect(&part.file);
        let new = content(found_here.as_ref());
        let fresh: Vec<String> =
            hashes(found_here.as_ref()).into_iter().filter(|hash| !self.model.by_hash.contains_key(hash)).collect();
        let (writes, undo) = writes(old, &new, &part);
        assert!(fresh.len() == usize::from(!writes.is_empty()), "{}: {} changes for {writes:?}", part.file, fresh.len());
        let hash = fresh.into_iter().next()?;
        self.model.record(&part.file, part.begun, hash, Deed { knew: knew.clone(), writes });
        let mut known = knew.clone();
        known.insert(self.model.deeds.len() - 1);
        let view = self.model.view(&known);
        view.compare(&new).unwrap_or_else(|why| panic!("{} on {}: {why}", part.file, self.system.devices[device].name));
        Some(undo)
    }
}

/// The registers that must have been written, ids learned from what is new; and the way back.
fn writes(old: &Value, new: &Value, part: &Part) -> (BTreeMap<Place, Value>, UndoPart) {
    let mut writes = BTreeMap::new();
    let mut undo = UndoPart { file: part.file.clone(), sets: Vec::new(), news: Vec::new() };
    for effect in &part.effects {
        let (place, value, is_forced) = match effect {
            Effect::Set(place, value) => (place, value, false),
            Effect::Keep(place, value) => (place, value, true),
            Effect::New { .. } => continue,
        };
        let was = register(old, place);
        let is_same = was == *value || (is_empty(&was) && is_empty(value));
        if is_forced || !is_same {
            writes.insert(place.clone(), value.clone());
            undo.sets.push((place.clone(), was, value.clone()));
        }
    }
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    // Those that others name come first.
    let mut news: Vec<_> = part
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::New { container, registers } => Some((*container, registers)),
            Effect::Set(..) | Effect::Keep(..) => None,
        })
        .collect();
    news.sort_by_key(|(_, registers)| registers.values().any(|value| value.as_str().is_some_and(|text| text.starts_with('@'))));
    let mut taken: BTreeSet<(String, String)> = BTreeSet::new();
    for (container, registers) in news {
        let wanted: BTreeMap<Place, Value> = registers
            .iter()
            .filter(|(_, value)| !is_empty(value))
            .map(|(key, value)| {
                let named = value.as_str().and_then(|text| text.strip_prefix('@')).and_then(|name| ids.get(name));
                (
                    key.split('/').map(ToOwned::to_owned).collect(),
                    named.map_or_else(|| value.clone(), |id| Value::from(id.clone())),
                )
            })
            .collect();
        let is_new = |id: &&String| old.get(container).is_none_or(|entries| entries.get(*id).is_none());
        let entries = new[container].as_object().unwrap_or_else(|| panic!("no {container} in {new}"));
        let found = entries
            .keys()
            .filter(is_new)
            .find(|id| !taken.contains(&(container.to_owned(), (*id).clone())) && flatten(&entries[*id]) == wanted);
        let id = found.unwrap_or_else(|| panic!("no new entry in {container} says {wanted:?}: {}", new[container]));
        taken.insert((container.to_owned(), id.clone()));
        ids.insert(container.to_owned(), id.clone());
        for (inside, value) in &wanted {
            let place: Place = [container.to_owned(), id.clone()].into_iter().chain(inside.iter().cloned()).collect();
            writes.insert(place, value.clone());
        }
        undo.news.push((place(&[container, id]), wanted));
    }
    for (id, entry) in planned_by_rule(old, new) {
        if taken.contains(&("follow_ups".to_owned(), id.clone())) {
            continue;
        }
        let wanted = flatten(entry);
        for (inside, value) in &wanted {
            let place: Place = ["follow_ups".to_owned(), id.clone()].into_iter().chain(inside.iter().cloned()).collect();
            writes.insert(place, value.clone());
        }
        undo.news.push((place(&["follow_ups", id]), wanted));
    }
    (writes, undo)
}

/// The follow-ups that the store's rules planned with this command: nobody is named as who planned them.
fn planned_by_rule<'a>(old: &'a Value, new: &'a Value) -> impl Iterator<Item = (&'a String, &'a Value)> {
    let entries = new.get("follow_ups").and_then(Value::as_object).into_iter().flatten();
    entries.filter(|(id, entry)| {
        let is_new = old.get("follow_ups").is_none_or(|entries| entries.get(id.as_str()).is_none());
        is_new && entry.get("planned_by").is_none()
    })
}
