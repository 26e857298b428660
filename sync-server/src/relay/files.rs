//! Which files there are and who may do what with them. Held in memory: every change and every reader asks.

use std::collections::{BTreeMap, HashMap, HashSet};

use forecourt_core::{
    ids::{FileId, StaffId},
    policy::{self, AccountState, Action, FileKind, Owner, Relation, Role},
    sync::ledger::View,
};

use super::store::FileRow;

/// Every file of the log.
#[derive(Debug, Default)]
pub(super) struct Files {
    rows: BTreeMap<FileId, FileRow>,
    belonging: HashMap<FileId, Vec<FileId>>,
    /// The vehicle files of a customer, each with the number of the change that began it.
    vehicles: HashMap<FileId, BTreeMap<FileId, u64>>,
    erased: HashSet<FileId>,
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
    pub(super) fn from_rows(rows: Vec<(FileId, FileRow)>, erased: Vec<FileId>) -> Self {
        let mut files = Self { erased: erased.into_iter().collect(), ..Self::default() };
        for (file, row) in rows {
            files.add(file, row);
        }
        files
    }

    pub(super) fn add(&mut self, file: FileId, row: FileRow) {
        if let Some(about) = row.about {
            self.belonging.entry(about).or_default().push(file);
        }
        self.rows.insert(file, row);
    }

    /// Whether the file was destroyed.
    pub(super) fn is_erased(&self, file: FileId) -> bool {
        self.erased.contains(&file)
    }

    /// Forgets a file for ever.
    pub(super) fn erase(&mut self, file: FileId) {
        if let Some(row) = self.rows.remove(&file)
            && let Some(about) = row.about
        {
            self.belonging.entry(about).or_default().retain(|other| *other != file);
            if let Some(vehicles) = self.vehicles.get_mut(&about) {
                vehicles.remove(&file);
            }
        }
        self.vehicles.remove(&file);
        self.erased.insert(file);
    }

    /// A customer file with all that belong to it, also those that devices may have begun and not sent yet.
    pub(super) fn whole(&self, customer: FileId) -> Vec<FileId> {
        let derived = ["customer_private", "care"].map(|kind| FileId::belonging_to(customer, kind));
        self.belonging.get(&customer).into_iter().flatten().copied().chain(derived).chain([customer]).collect()
    }

    /// A change of this number stands in a vehicle file of the customer; only the file's first is remembered.
    pub(super) fn drove_in(&mut self, customer: FileId, vehicle: FileId, number: u64) {
        self.vehicles.entry(customer).or_default().entry(vehicle).or_insert(number);
    }

    /// Whether a customer has a car, in whichever of the files that are one customer.
    fn has_vehicle(&self, view: View<'_>, customer: FileId) -> bool {
        view.group(customer).iter().any(|file| self.vehicles.get(file).is_some_and(|vehicles| !vehicles.is_empty()))
    }

    /// The customer files that a person may read since the change of this number, which began the customer's first vehicle
    /// file.
    pub(super) fn opened_by(&self, person: &Person<'_>, file: FileId, number: u64) -> Vec<FileId> {
        let row = self.rows.get(&file).filter(|row| row.kind == FileKind::Vehicle);
        let Some(about) = row.and_then(|row| row.about) else { return Vec::new() };
        let group = person.view.group(about);
        let numbers = group.iter().filter_map(|file| self.vehicles.get(file)).flat_map(BTreeMap::values);
        if numbers.min() != Some(&number) {
            return Vec::new();
        }
        let is_opened = |file: &FileId| self.may_read(person, *file) && !self.may_read_without_vehicle(person, *file);
        group.into_iter().filter(is_opened).collect()
    }

    fn may_read_without_vehicle(&self, person: &Person<'_>, customer: FileId) -> bool {
        self.rows.get(&customer).is_some_and(|row| {
            let owner = Owner::seen(person.staff, self.owner(person.view, customer, Some(row.creator)));
            policy::may(person.account, person.roles, row.kind, Action::Read, Relation::of(owner))
        })
    }

    pub(super) fn count(&self) -> usize {
        self.rows.len()
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
        let has_vehicle = self.has_vehicle(person.view, row.about.unwrap_or(file));
        self.may_with(person, action, file, row, has_vehicle)
    }

    /// Whether a person may have done something with a file in a life of this relay that is over: that life saw whether the
    /// customer had a car, and the car may come back later than what was written for it.
    pub(super) fn might_once(&self, person: &Person<'_>, action: Action, file: FileId, row: &FileRow) -> bool {
        self.may_with(person, action, file, row, true)
    }

    fn may_with(&self, person: &Person<'_>, action: Action, file: FileId, row: &FileRow, has_vehicle: bool) -> bool {
        let owner = self.owner(person.view, row.about.unwrap_or(file), Some(row.creator));
        let relation = Relation { has_vehicle, ..Relation::of(Owner::seen(person.staff, owner)) };
        policy::may(person.account, person.roles, row.kind, action, relation)
    }

    /// Whose a customer is; `creator` began the file where it is not here yet.
    pub(super) fn owner(&self, view: View<'_>, customer: FileId, creator: Option<StaffId>) -> Option<StaffId> {
        view.owner_of_customer(customer, |file| {
            let begun_by = self.rows.get(&file).map(|row| row.creator);
            begun_by.or(creator.filter(|_| file == customer))
        })
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
