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
    used: Room,
    by_file: HashMap<FileId, Vec<Brought>>,
}

impl Waiting {
    pub(super) fn new(limit: Room) -> Self {
        Self { limit, used: Room::default(), by_file: HashMap::new() }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::new(self.limit);
    }

    /// Whether there was room.
    pub(super) fn put(&mut self, brought: Brought) -> bool {
        let bytes = self.used.bytes + brought.envelope.change.len();
        if self.used.count >= self.limit.count || bytes > self.limit.bytes {
            return false;
        }
        self.used = Room { count: self.used.count + 1, bytes };
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
        let left = self.by_file.values().flatten();
        self.used = left.fold(Room::default(), |used, brought| Room {
            count: used.count + 1,
            bytes: used.bytes + brought.envelope.change.len(),
        });
    }
}
