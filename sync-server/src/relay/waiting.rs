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

#[derive(Debug)]
pub(super) struct Waiting {
    limit: usize,
    count: usize,
    by_file: HashMap<FileId, Vec<Brought>>,
}

impl Waiting {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, count: 0, by_file: HashMap::new() }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::new(self.limit);
    }

    /// Whether there was room.
    pub(super) fn put(&mut self, brought: Brought) -> bool {
        if self.count >= self.limit {
            return false;
        }
        self.count += 1;
        self.by_file.entry(brought.envelope.file).or_default().push(Brought { has_waited: true, ..brought });
        true
    }

    /// All that waits for a file.
    pub(super) fn take(&mut self, file: FileId) -> Vec<Brought> {
        let taken = self.by_file.remove(&file).unwrap_or_default();
        self.count -= taken.len();
        taken
    }

    /// Forgets what a closed connection brought: its device sends it again.
    pub(super) fn forget(&mut self, conn: ConnId) {
        for waiting in self.by_file.values_mut() {
            waiting.retain(|brought| brought.by != conn);
        }
        self.by_file.retain(|_, waiting| !waiting.is_empty());
        self.count = self.by_file.values().map(Vec::len).sum();
    }
}
