//! Changes that stand on others which have not come yet. In memory, bounded, unacknowledged.

use std::collections::HashMap;

use forecourt_core::{ids::FileId, sync::Envelope};

use super::ConnId;

/// An envelope and the connection that brought it.
#[derive(Debug)]
pub(super) struct Brought {
    pub(super) by: ConnId,
    pub(super) envelope: Envelope,
    /// Whether its sender was told already that it waits.
    pub(super) has_waited: bool,
    pub(super) origin: Origin,
}

/// How a change comes here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// For the first time.
    Author,
    /// From a device that had it of a life of this relay that is over: it may have been kept then, though its author was revoked since.
    Healing,
}

/// How much may wait.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Room {
    pub(super) count: usize,
    pub(super) bytes: usize,
}

#[derive(Debug)]
pub(super) struct Waiting {
    limit: Room,
    /// What one connection may have waiting, so that no device takes the room of all.
    each: Room,
    used: Room,
    by_file: HashMap<FileId, Vec<Brought>>,
}

impl Waiting {
    pub(super) fn new(limit: Room, each: Room) -> Self {
        Self { limit, each, used: Room::default(), by_file: HashMap::new() }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::new(self.limit, self.each);
    }

    pub(super) const fn used(&self) -> Room {
        self.used
    }

    /// Whether there was room.
    pub(super) fn put(&mut self, brought: Brought) -> bool {
        let more = brought.envelope.change.len();
        let has_room = |used: Room, limit: Room| used.count < limit.count && used.bytes + more <= limit.bytes;
        let its = sum(self.by_file.values().flatten().filter(|other| other.by == brought.by));
        if !has_room(self.used, self.limit) || !has_room(its, self.each) {
            return false;
        }
        self.used = Room { count: self.used.count + 1, bytes: self.used.bytes + more };
        self.by_file.entry(brought.envelope.file).or_default().push(Brought { has_waited: true, ..brought });
        true
    }

    /// All that waits for a file.
    pub(super) fn take(&mut self, file: FileId) -> Vec<Brought> {
        let taken = self.by_file.remove(&file).unwrap_or_default();
        self.used.count -= taken.len();
        self.used.bytes -= taken.iter().map(|brought| brought.envelope.change.len()).sum::<usize>();
        taken
    }

    /// Forgets what a closed connection brought: its device sends it again.
    pub(super) fn forget(&mut self, conn: ConnId) {
        for waiting in self.by_file.values_mut() {
            waiting.retain(|brought| brought.by != conn);
        }
        self.by_file.retain(|_, waiting| !waiting.is_empty());
        self.used = sum(self.by_file.values().flatten());
    }
}

fn sum<'a>(brought: impl Iterator<Item = &'a Brought>) -> Room {
    brought
        .fold(Room::default(), |used, brought| Room { count: used.count + 1, bytes: used.bytes + brought.envelope.change.len() })
}
