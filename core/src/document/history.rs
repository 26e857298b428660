//! Who wrote what stands in a file, on which device, and when as far as that can be told.
//!
//! A change carries no time: its author could write any. But most changes add an entry, whose id was minted by the clock of
//! the device that wrote it; so a change is dated by what it added, and one that added nothing lies between two that did.

use automerge::{Automerge, ObjType, ReadDoc, legacy};

use super::{Document, plan};
use crate::{
    clock::Instant,
    domain::customer::Place,
    ids::{ChangeHash, DeviceId, EntryId},
};

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The change that wrote it.
    pub change: ChangeHash,
    /// The device that made the change.
    pub device: Option<DeviceId>,
    /// When, where the change itself tells.
    pub at: Option<Instant>,
    /// Else the last time the same device told before it.
    pub after: Option<Instant>,
    /// And the first after it.
    pub before: Option<Instant>,
}

/// The changes of a file in an order in which each follows those it stands on.
pub struct History<'a> {
    document: &'a Automerge,
    changes: Vec<(ChangeHash, Option<DeviceId>, Option<Instant>)>,
}

impl Document {
    /// Its changes, dated as far as they can be.
    #[must_use]
    pub fn history(&self) -> History<'_> {
        let all = self.automerge.get_changes(&[]);
        let of = |change: &automerge::Change| {
            let device = self.automerge.get_author_for_actor(change.actor_id());
            let device = device.and_then(|author| <[u8; 16]>::try_from(author.as_bytes()).ok()).map(DeviceId::from_bytes);
            (ChangeHash::from_bytes(change.hash().0), device, dated(change))
        };
        History { document: &self.automerge, changes: all.iter().map(of).collect() }
    }
}

impl History<'_> {
    /// Where the value that shows at a place comes from; none where nothing stands there.
    #[must_use]
    pub fn origin(&self, place: &Place) -> Option<Origin> {
        let (key, path) = place.split_last()?;
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let object = plan::object_at(self.document, &path)?;
        let (_, operation) = self.document.get(&object, key.as_str()).ok()??;
        let change = ChangeHash::from_bytes(self.document.hash_for_opid(&operation)?.0);
        let nth = self.changes.iter().position(|(hash, _, _)| *hash == change)?;
        let (_, device, at) = self.changes.get(nth)?;
        let of_device = |other: &&(ChangeHash, Option<DeviceId>, Option<Instant>)| other.1 == *device;
        let told = |other: &(ChangeHash, Option<DeviceId>, Option<Instant>)| other.2;
        let (earlier, later) = (self.changes.get(..nth)?, self.changes.get(nth + 1..)?);
        Some(Origin {
            change,
            device: *device,
            at: *at,
            after: earlier.iter().filter(of_device).filter_map(told).max(),
            before: later.iter().filter(of_device).find_map(told),
        })
    }
}

/// The latest minting of an entry that the change added.
fn dated(change: &automerge::Change) -> Option<Instant> {
    let minted = |operation: &legacy::Op| match (&operation.action, &operation.key) {
        (legacy::OpType::Make(ObjType::Map), legacy::Key::Map(key)) => key.parse::<EntryId>().ok()?.minted_ms(),
        _ => None,
    };
    change.decode().operations.iter().filter_map(minted).max().map(Instant::from_unix_ms)
}
