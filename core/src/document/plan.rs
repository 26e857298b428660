//! A write before it is written: which registers get which value, and which entries are made.
//!
//! Invariant: a plan holds only what differs from the document, each register once. So a write has the fewest
//! operations, and one that changes nothing makes no change at all.

use std::collections::{BTreeMap, HashMap};

use automerge::{
    Automerge, AutomergeError, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value, hydrate, transaction::Transactable,
};

use super::{DocumentError, register::Register, shape, undo::UndoStep};
use crate::domain::customer::Place;

/// What an entry is made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Made {
    /// A register.
    Register(Register),
    /// A map of registers, made together with the entry.
    Map(BTreeMap<String, Register>),
}

/// What an operation takes beside its key and value, at most: object, action, lengths, what it replaces.
const OPERATION_BYTES: usize = 16;

impl Made {
    fn operations(&self) -> usize {
        match self {
            Self::Register(_) => 1,
            Self::Map(inner) => 1 + inner.len(),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Register(register) => register.bytes(),
            Self::Map(inner) => OPERATION_BYTES + inner.iter().map(|(key, register)| key.len() + register.bytes()).sum::<usize>(),
        }
    }
}

impl Register {
    fn bytes(&self) -> usize {
        OPERATION_BYTES + self.as_text().map_or(8, str::len)
    }
}

/// The registers of an entry to be made.
pub(super) type Registers = BTreeMap<String, Made>;

#[derive(Debug)]
struct Put {
    object: ObjId,
    was: Option<Register>,
    value: Register,
    scalar: ScalarValue,
}

/// What a write will do.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    document: &'a Automerge,
    puts: BTreeMap<Place, Put>,
    entries: BTreeMap<(String, String), Registers>,
}

impl<'a> Plan<'a> {
    pub(super) const fn new(document: &'a Automerge) -> Self {
        Self { document, puts: BTreeMap::new(), entries: BTreeMap::new() }
    }

    /// Writes a register of a container or of an entry.
    pub(super) fn set(&mut self, place: &[&str], value: Register) -> Result<(), DocumentError> {
        if let [container, id, inside @ ..] = place
            && !inside.is_empty()
            && let Some(entry) = self.entries.get_mut(&((*container).to_owned(), (*id).to_owned()))
        {
            return set_made(entry, inside, value).ok_or_else(|| missing(place));
        }
        let [path @ .., key] = place else { return Err(missing(place)) };
        let object = object_at(self.document, path).ok_or_else(|| missing(path))?;
        let was = register_at(self.document, &object, key);
        let scalar = value.to_scalar(was.as_ref());
        let place: Place = place.iter().map(|step| (*step).to_owned()).collect();
        if was.as_ref().unwrap_or(&Register::Empty) == &value {
            self.puts.remove(&place);
        } else {
            self.puts.insert(place, Put { object, was, value, scalar });
        }
        Ok(())
    }

    /// Adds an entry; where it stands already, its registers are written instead and it is no longer removed.
    pub(super) fn add(&mut self, container: &str, id: &str, registers: Registers) -> Result<(), DocumentError> {
        let key = (container.to_owned(), id.to_owned());
        if object_at(self.document, &[container, id]).is_none() {
            self.entries.entry(key).or_default().extend(registers);
            return Ok(());
        }
        for (name, made) in registers {
            match made {
                Made::Register(register) => self.set(&[container, id, &name], register)?,
                Made::Map(inner) => {
                    for (inner_key, register) in inner {
                        self.set(&[container, id, &name, &inner_key], register)?;
                    }
                }
            }
        }
        self.set(&[container, id, "removed_at"], Register::Empty)
    }

    /// Marks when an entry ended; its registers stay, and so does an earlier mark.
    pub(super) fn mark(&mut self, place: [&str; 3], at_ms: i64) -> Result<(), DocumentError> {
        let [container, id, mark] = place;
        let object = object_at(self.document, &[container, id]);
        let is_marked = object
            .is_some_and(|object| register_at(self.document, &object, mark).is_some_and(|register| register != Register::Empty));
        if is_marked { Ok(()) } else { self.set(&place, Register::Number(at_ms)) }
    }

    /// Keeps one of several values that stand in a register, even if it is the one that shows.
    pub(super) fn keep(&mut self, place: &Place, object: ObjId, scalar: ScalarValue) {
        let was = place.last().and_then(|key| register_at(self.document, &object, key));
        let value = Register::from(&scalar);
        self.puts.insert(place.clone(), Put { object, was, value, scalar });
    }

    /// The way back, in the order of the places written.
    pub(super) fn undo_steps(&self) -> Vec<UndoStep> {
        let puts = self.puts.iter().filter(|(place, _)| !shape::reception::is_day(place)).map(|(place, put)| {
            UndoStep::Register { place: place.clone(), was: put.was.clone().unwrap_or(Register::Empty), wrote: put.value.clone() }
        });
        let entries = self.entries.iter().map(|((container, id), registers)| UndoStep::Entry {
            place: vec![container.clone(), id.clone()],
            wrote: flat(registers),
        });
        puts.chain(entries).collect()
    }

    /// Lets go of the document it was made for.
    pub(super) fn detach(self) -> Result<Detached, DocumentError> {
        let mut containers = HashMap::new();
        for (container, _) in self.entries.keys() {
            let object = object_at(self.document, &[container]).ok_or_else(|| missing(&[container]))?;
            containers.insert(container.clone(), object);
        }
        Ok(Detached { puts: self.puts, entries: self.entries, containers })
    }
}

/// A plan that is ready to be carried out.
pub(super) struct Detached {
    puts: BTreeMap<Place, Put>,
    entries: BTreeMap<(String, String), Registers>,
    containers: HashMap<String, ObjId>,
}

impl Detached {
    /// How many operations it takes, settled clashes apart.
    pub(super) fn operations(&self) -> usize {
        let entries = self.entries.values().map(|registers| 1 + registers.values().map(Made::operations).sum::<usize>());
        self.puts.len() + entries.sum::<usize>()
    }

    /// At most how many bytes its change takes, header apart.
    pub(super) fn bytes(&self) -> usize {
        let puts = self.puts.iter().map(|(place, put)| place.last().map_or(0, String::len) + put.value.bytes());
        let entries = self.entries.iter().map(|((_, id), registers)| {
            id.len() + OPERATION_BYTES + registers.iter().map(|(key, made)| key.len() + made.bytes()).sum::<usize>()
        });
        puts.sum::<usize>() + entries.sum::<usize>()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.entries.is_empty()
    }

    pub(super) fn carry_out(self, transaction: &mut impl Transactable) -> Result<(), AutomergeError> {
        for (place, put) in self.puts {
            if let Some(key) = place.last() {
                transaction.put(&put.object, key.as_str(), put.scalar)?;
            }
        }
        for ((container, id), registers) in self.entries {
            if let Some(object) = self.containers.get(&container) {
                transaction.batch_create_object(object, id, &hydrated(registers), false)?;
            }
        }
        Ok(())
    }
}

/// An entry as its registers, those of inner maps under `map/key`.
fn flat(registers: &Registers) -> BTreeMap<String, Register> {
    let mut found = BTreeMap::new();
    for (name, made) in registers {
        match made {
            Made::Register(register) => {
                found.insert(name.clone(), register.clone());
            }
            Made::Map(inner) => {
                found.extend(inner.iter().map(|(key, register)| (format!("{name}/{key}"), register.clone())));
            }
        }
    }
    found.retain(|_, register| *register != Register::Empty);
    found
}

fn hydrated(registers: Registers) -> hydrate::Value {
    let scalars = |inner: BTreeMap<String, Register>| -> hydrate::Value {
        let values = inner.into_iter().map(|(key, register)| (key, hydrate::Value::Scalar(register.to_scalar(None))));
        hydrate::Map::from(values.collect::<HashMap<String, hydrate::Value>>()).into()
    };
    let values = registers.into_iter().map(|(key, made)| match made {
        Made::Register(register) => (key, hydrate::Value::Scalar(register.to_scalar(None))),
        Made::Map(inner) => (key, scalars(inner)),
    });
    hydrate::Map::from(values.collect::<HashMap<String, hydrate::Value>>()).into()
}

fn set_made(entry: &mut Registers, inside: &[&str], value: Register) -> Option<()> {
    match inside {
        [key] => {
            entry.insert((*key).to_owned(), Made::Register(value));
            Some(())
        }
        [map, key] => match entry.entry((*map).to_owned()).or_insert_with(|| Made::Map(BTreeMap::new())) {
            Made::Map(inner) => {
                inner.insert((*key).to_owned(), value);
                Some(())
            }
            Made::Register(_) => None,
        },
        _ => None,
    }
}

pub(super) fn object_at(document: &Automerge, path: &[&str]) -> Option<ObjId> {
    let mut object = ROOT;
    for step in path {
        object = match document.get(&object, *step) {
            Ok(Some((Value::Object(ObjType::Map | ObjType::Table), inner))) => inner,
            Ok(Some(_)) => maps_at(document, &object, step).into_iter().next()?,
            _ => return None,
        };
    }
    Some(object)
}

/// All maps that stand at a place, the one that shows first: two devices may have made an entry apart.
pub(super) fn objects_at(document: &Automerge, path: &[&str]) -> Vec<ObjId> {
    let Some((last, above)) = path.split_last() else { return vec![ROOT] };
    let Some(parent) = object_at(document, above) else { return Vec::new() };
    maps_at(document, &parent, last)
}

/// The maps that stand under a key, the one that shows first.
pub(super) fn maps_at(document: &Automerge, object: &ObjId, key: &str) -> Vec<ObjId> {
    let found = document.get_all(object, key).unwrap_or_default().into_iter().rev();
    found.filter(|(value, _)| matches!(value, Value::Object(ObjType::Map | ObjType::Table))).map(|(_, object)| object).collect()
}

/// The value that shows; none where the register was never written.
pub(super) fn register_at(document: &Automerge, object: &ObjId, key: &str) -> Option<Register> {
    match document.get(object, key) {
        Ok(Some((Value::Scalar(value), _))) => Some(Register::from(value.as_ref())),
        _ => None,
    }
}

pub(super) fn missing(path: &[&str]) -> DocumentError {
    DocumentError::NothingThere(path.iter().map(|step| (*step).to_owned()).collect())
}
