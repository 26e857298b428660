//! Who may see what, written down a second time and by hand: the product's own table is what is being tested.

use super::{File, Model};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sim) enum Kind {
    Customer,
    Private,
    Event,
}

/// What a person does in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sim) enum Post {
    /// Sales manager, who is the administrator too.
    Manager,
    Consultant,
    FrontDesk,
    DccAgent,
}

/// Files were given to somebody.
#[derive(Debug, Clone)]
pub(in crate::sim) struct Assigned {
    /// Place in the ledger.
    pub seq: u64,
    pub files: Vec<String>,
    /// None for the pool.
    pub owner: Option<String>,
}

/// A person.
#[derive(Debug, Clone)]
pub(in crate::sim) struct Person {
    pub post: Post,
    pub staff: String,
}

impl Person {
    /// Whether this person may write the private part of a customer whom they may write.
    pub(in crate::sim) const fn writes_private(&self) -> bool {
        matches!(self.post, Post::Manager | Post::Consultant)
    }

    /// Whether this person may see a file of `kind` while it belongs to `owner`.
    fn sees(&self, kind: Kind, owner: Option<&str>) -> bool {
        let is_own = owner == Some(self.staff.as_str());
        match (self.post, kind) {
            (_, Kind::Event) | (Post::Manager, _) | (Post::FrontDesk, Kind::Customer) => true,
            (Post::Consultant, Kind::Customer | Kind::Private) => is_own,
            (Post::DccAgent, Kind::Customer) => is_own || owner.is_none(),
            (Post::FrontDesk | Post::DccAgent, Kind::Private) => false,
        }
    }
}

impl Model {
    /// Everyone to whom a file belonged, in order: who began it, then as it was assigned before the ledger had `len` entries.
    fn owners<'a>(&'a self, file: &'a str, row: &'a File, len: u64) -> Vec<Option<&'a str>> {
        let subject = row.about.as_deref().unwrap_or(file);
        let creator = self.files.get(subject).unwrap_or(row).creator.as_str();
        let given = self.assigned.iter().filter(|given| given.seq < len && given.files.iter().any(|one| one == subject));
        std::iter::once(Some(creator)).chain(given.map(|given| given.owner.as_deref())).collect()
    }

    /// Whose a file is in the end.
    pub(in crate::sim) fn owner<'a>(&'a self, file: &'a str) -> Option<&'a str> {
        let row = self.files.get(file)?;
        self.owners(file, row, u64::MAX).pop().flatten()
    }

    /// The files that a person ends with.
    pub(in crate::sim) fn visible_to<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = (&'a String, &'a File)> {
        self.files.iter().filter(|(file, _)| self.is_visible_at(person, file, u64::MAX))
    }

    /// Whether a person was to see a file while the ledger had `len` entries.
    pub(in crate::sim) fn is_visible_at(&self, person: &Person, file: &str, len: u64) -> bool {
        let Some(row) = self.files.get(file) else { return false };
        person.sees(row.kind, self.owners(file, row, len).pop().flatten())
    }

    /// Whether a person was ever to see a file.
    pub(in crate::sim) fn was_ever_visible_to(&self, person: &Person, file: &str) -> bool {
        let Some(row) = self.files.get(file) else { return false };
        self.owners(file, row, u64::MAX).into_iter().any(|owner| person.sees(row.kind, owner))
    }
}
