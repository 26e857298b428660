//! The verbs: each takes what a person asks and the file as it stands, checks the rule, and returns the smallest edits.
//!
//! A verb never applies anything and never knows how a file is stored.

pub mod capture_lead;
pub mod care;
pub mod catalogue;
pub mod customer;
pub mod delivery;
pub mod event;
pub mod follow_up;
pub mod import_lead;
pub mod loss;
pub mod opportunity;
pub mod order;
pub mod presentation;
pub mod quotation;
pub mod reception;
pub mod rules;
pub mod test_car;
pub mod test_drive;
pub mod text;
pub mod view;

use crate::{
    clock::{Instant, World},
    domain::customer::{Entry, EntryKind},
    ids::{FileId, StaffId},
};

/// By whose hand something is done, and when.
#[derive(Debug, Clone)]
pub struct Author {
    /// Time and randomness.
    pub world: World,
    /// The person.
    pub staff: StaffId,
}

impl Author {
    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.world.now()
    }

    /// A line for the timeline, by this person, now.
    #[must_use]
    pub fn entry(&self, kind: EntryKind, text: String, event: Option<FileId>) -> Entry {
        Entry { event, ..Entry::new(self.world.mint(), kind, self.now(), self.staff, text) }
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use std::sync::Arc;

    use super::Author;
    use crate::clock::{Instant, ManualClock, SeededEntropy, World};

    /// Somebody on 2026-11-21, with repeatable ids.
    pub(crate) fn author() -> Author {
        let clock = ManualClock::at(Instant::from_unix_ms(1_795_230_000_000));
        let world = World::new(Arc::new(clock), Arc::new(SeededEntropy::new(7)));
        Author { staff: world.mint(), world }
    }
}
