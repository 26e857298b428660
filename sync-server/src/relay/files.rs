//! Which files there are and who may do what with them. Held in memory: every change and every reader asks.

use std::collections::{BTreeMap, HashMap, HashSet};

use forecourt_core::{
    ids::{FileId, StaffId},
    policy::{self, AccountState, Action, FileKind, Relation, Role},
    sync::ledger::View,
};

use super::store::FileRow;

/// Every file of the log.
#[derive(Debug, Default)]
pub(super) struct Files {
    rows: BTreeMap<FileId, FileRow>,
    belonging: HashMap<FileId, Vec<FileId>>,
    with_vehicle: HashSet<FileId>,
}

/// Someone who reads or writes, by the ledger of some moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person<'a> {
    view: View<'a>,
    staff: StaffId,
    account: AccountState,
    roles: &'a [Role],
}

impl<'a> Person<'a> {
    /// None if the ledger did not know the person then.
    pub(super) fn of(view: View<'a>, staff: StaffId) -> Option<Self> {
        let account = view.account_of(staff)?;
        Some(Self { view, staff, account, roles: view.roles_of(staff) })
    }
}

impl Files {
    pub(super) fn from_rows(rows: Vec<(FileId, FileRow)>) -> Self {
        let mut files = Self::default();
        for (file, row) in rows {
            files.add(file, row);
        }
        files
    }

    pub(super) fn add(&mut self, file: FileId, row: FileRow) {
        if let Some(about) = row.about {
            self.belonging.entry(about).or_default().push(file);
            if row.kind == FileKind::Vehicle {
                self.with_vehicle.insert(about);
            }
        }
        self.rows.insert(file, row);
    }

    pub(super) fn get(&self, file: FileId) -> Option<&FileRow> {
        self.rows.get(&file)
    }

    /// Files in the order of their ids, beginning behind `after`.
    pub(super) fn after(&self, after: Option<FileId>) -> impl Iterator<Item = (FileId, &FileRow)> {
        use std::ops::Bound;
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        self.rows.range((from, Bound::Unbounded)).map(|(file, row)| (*file, row))
    }

    /// The file and all that belong to it, as far as they are here.
    pub(super) fn family(&self, file: FileId) -> impl Iterator<Item = FileId> {
        let belonging = self.belonging.get(&file).into_iter().flatten().copied();
        std::iter::once(file).chain(belonging).filter(|file| self.rows.contains_key(file))
    }

    /// Whether a person may do something with a file; `row` may be one that is not here yet.
    pub(super) fn may(&self, person: &Person<'_>, action: Action, file: FileId, row: &FileRow) -> bool {
        let subject = row.about.unwrap_or(file);
        let creator = self.rows.get(&subject).map_or(row.creator, |subject| subject.creator);
        let relation = Relation {
            owner: person.view.owner_for(person.staff, subject, creator),
            has_vehicle: self.with_vehicle.contains(&subject),
            is_dispatched: false,
        };
        policy::may(person.account, person.roles, row.kind, action, relation)
    }

    /// Whether a person may have a file that is here.
    pub(super) fn may_read(&self, person: &Person<'_>, file: FileId) -> bool {
        self.rows.get(&file).is_some_and(|row| self.may(person, Action::Read, file, row))
    }
}

/// Whether a file of this kind stands in the right relation to a customer file.
pub(super) const fn is_about_right(kind: FileKind, about: Option<FileId>) -> bool {
    match kind {
        FileKind::Customer | FileKind::Reception | FileKind::Event | FileKind::Store => about.is_none(),
        FileKind::CustomerPrivate | FileKind::Care => about.is_some(),
        FileKind::Vehicle => true,
    }
}
