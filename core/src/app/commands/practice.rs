//! The practice store: opened and wiped in one tap.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    app::{
        App, Desk,
        api::{
            common::Nothing,
            error::{AppError, ErrorCode},
            setup::AppState,
            sync::Told,
        },
        opening::{names, remove_database},
        practice::{self, Book, CUSTOMERS, Cast, Door, Guest, Invented, Selling},
        preparing::prepare_now,
        settings::Shelf,
        store::OpenStore,
        vehicle_opening::handed_over,
        writing::{Target, Writing},
    },
    domain::edit::Edit,
    ids::{FileId, StaffId},
    ops::{Author, catalogue::name_staff},
    policy::{FileKind, Role},
    sync::ledger::Act,
    vault::meta,
};

use super::open_store::NewStore;

/// Files written per transaction.
const BATCH: usize = 50;

impl App {
    /// Opens the practice store; the first time it is made.
    pub fn practise(&self, _: Nothing) -> Result<AppState, AppError> {
        if self.opened().is_ok_and(|store| store.shelf == Shelf::Store) || self.is_joining() || self.is_wiping() {
            return Err(ErrorCode::AlreadyOpen.into());
        }
        self.use_shelf(Shelf::Practice)?;
        let mut desk = self.open_desk();
        if matches!(desk, Desk::Empty) {
            desk = Desk::Open(Arc::new(self.make_practice()?));
        }
        self.set_desk(desk);
        self.tell(&Told::State);
        self.state(Nothing {})
    }

    fn make_practice(&self) -> Result<OpenStore, AppError> {
        let new = NewStore {
            name: "滨河路练习店".to_owned(),
            staff_name: "我（练习）".to_owned(),
            roles: vec![Role::SalesManager, Role::Consultant],
            practice: true,
        };
        let founded = self.found(&new)?;
        let db = self.new_database(Shelf::Practice)?;
        self.keep_practice(&db, &founded)?;
        let store = self.open_database(db, Shelf::Practice)?;
        prepare_now(&store)?;
        self.name_store(&store, &new, founded.founder)?;
        self.fill_practice(&store)?;
        store.write(|tx| Ok(meta::put_text(tx, names::PHASE, names::READY)?))?;
        Ok(store)
    }

    fn fill_practice(&self, store: &OpenStore) -> Result<(), AppError> {
        let author = store.author()?;
        let people = practice::staff(&store.world);
        let mut named = Vec::new();
        for person in &people {
            self.act(store, Act::StaffAdded { staff: person.id, roles: person.roles.clone() })?;
            named.push(name_staff(person.id, person.name)?);
        }
        write_one(store, Target::store(&store.id), &named)?;
        write_one(store, Target::store(&store.id), &practice::catalogue(&author))?;
        write_one(store, Target::store(&store.id), &practice::cars(&author))?;
        write_one(store, Target::store(&store.id), &practice::target(store.world.today()))?;
        let mut events = Vec::new();
        for edits in practice::events(store.world.today()) {
            let file: FileId = store.world.mint();
            write_one(store, Target::event(file), &edits)?;
            events.push(file);
        }
        let mut consultants: Vec<StaffId> =
            people.iter().filter(|person| person.roles.contains(&Role::Consultant)).map(|person| person.id).collect();
        consultants.push(author.staff);
        let cast =
            Cast { consultants: &consultants, events: &events, store: &store.standing().store_file, now: store.world.now() };
        let guests = self.fill_customers(store, &author, &cast)?;
        let who = |role| people.iter().find(|person| person.roles.contains(&role)).map_or(author.staff, |person| person.id);
        let door = Door { desk: who(Role::FrontDesk), clerk: who(Role::InformationSpecialist), me: author.staff };
        for (day, edits) in practice::reception_days(&cast, door, &guests) {
            write_one(store, Target::reception(&store.id, day), &edits)?;
        }
        Ok(())
    }

    fn fill_customers(&self, store: &OpenStore, author: &Author, cast: &Cast<'_>) -> Result<Vec<Guest>, AppError> {
        let mut invented: Vec<(FileId, Invented)> = (0..CUSTOMERS).map(|nth| (author.world.mint(), cast.invent(nth))).collect();
        for batch in invented.chunks(BATCH) {
            write_many(store, batch.iter().map(|(file, one)| (*file, one.caught.clone())))?;
        }
        let files: Vec<FileId> = invented.iter().map(|(file, _)| *file).collect();
        let bonds = (0_u32..).zip(&files).map(|(nth, file)| (*file, Invented::bonds(nth, &files, cast)));
        write_many(store, bonds.filter(|(_, edits)| !edits.is_empty()))?;
        let guest = |(file, one): &(FileId, Invented)| Guest { file: *file, at: one.came_at(), consultant: one.owner };
        let guests = invented.iter().map(guest).collect();
        let mut histories = Vec::new();
        let mut aftermaths = Vec::new();
        let mut books: BTreeMap<StaffId, Vec<FileId>> = BTreeMap::new();
        for (file, mut one) in invented.drain(..) {
            books.entry(one.owner).or_default().push(file);
            let customer = store.document(file, FileKind::Customer)?.customer();
            histories.push((file, one.history(&customer, cast.now)));
            aftermaths.push((file, one));
        }
        for batch in histories.chunks(BATCH) {
            write_many(store, batch.iter().filter(|(_, edits)| !edits.is_empty()).cloned())?;
        }
        let mut said = Vec::new();
        for (file, one) in aftermaths {
            let customer = store.document(file, FileKind::Customer)?.customer();
            said.push((file, one.aftermath(&customer, author.staff, cast.now)));
        }
        for batch in said.chunks(BATCH) {
            write_many(store, batch.iter().filter(|(_, edits)| !edits.is_empty()).cloned())?;
        }
        sell(store, cast, &books)?;
        self.fill_vehicles(store, author, &histories)?;
        for (owner, files) in books {
            self.act(store, Act::FilesAssigned { files, owner: Some(owner) })?;
        }
        Ok(guests)
    }

    /// Who practises is not of the workshop; its work is done in its name and the role given back.
    fn fill_vehicles(&self, store: &OpenStore, author: &Author, files: &[(FileId, Vec<Edit>)]) -> Result<(), AppError> {
        let roles = store.standing().roles.clone();
        let workshop = roles.iter().copied().chain([Role::ServiceAdvisor]).collect();
        self.act(store, Act::RolesSet { staff: author.staff, roles: workshop })?;
        let mut writing = Writing::begin(store);
        for (file, _) in files {
            let customer = store.document(*file, FileKind::Customer)?.customer();
            for (target, edits) in handed_over(store, &customer) {
                writing.stage(target, &edits)?;
            }
        }
        writing.commit("practise", |_, _| Ok(()))?;
        self.act(store, Act::RolesSet { staff: author.staff, roles })?;
        Ok(())
    }

    /// Wipes the practice store; only it can be wiped.
    pub fn wipe_practice(&self, _: Nothing) -> Result<AppState, AppError> {
        let store = self.opened()?;
        if store.shelf != Shelf::Practice {
            return Err(ErrorCode::NotPractice.into());
        }
        let path = store.db.path().to_owned();
        self.set_desk(Desk::Empty);
        drop(store);
        remove_database(&path)?;
        self.use_shelf(Shelf::Store)?;
        let desk = self.open_desk();
        self.set_desk(desk);
        self.tell(&Told::State);
        self.state(Nothing {})
    }
}

/// What was shown, driven and offered, with the bookings in the logs of their days.
fn sell(store: &OpenStore, cast: &Cast<'_>, books: &BTreeMap<StaffId, Vec<FileId>>) -> Result<(), AppError> {
    let (mut book, mut sold) = (Book::default(), Vec::new());
    let files = books.iter().flat_map(|(owner, files)| files.iter().map(|file| (*owner, *file)));
    for (nth, (owner, file)) in (0..).zip(files) {
        let customer = store.document(file, FileKind::Customer)?.customer();
        let edits = Selling { store: cast.store, owner, now: cast.now, nth }.history(customer, &mut book);
        sold.push((file, edits));
    }
    for batch in sold.chunks(BATCH) {
        write_many(store, batch.iter().filter(|(_, edits)| !edits.is_empty()).cloned())?;
    }
    let days: Vec<_> = book.days.iter().collect();
    for batch in days.chunks(BATCH) {
        let mut writing = Writing::begin(store);
        for (on, edits) in batch {
            writing.stage(Target::reception(&store.id, **on), edits)?;
        }
        writing.commit("practise", |_, _| Ok(()))?;
    }
    Ok(())
}

fn write_one(store: &OpenStore, target: Target, edits: &[Edit]) -> Result<(), AppError> {
    let mut writing = Writing::begin(store);
    writing.stage(target, edits)?;
    writing.commit("practise", |_, _| Ok(())).map(|_| ())
}

fn write_many(store: &OpenStore, files: impl Iterator<Item = (FileId, Vec<Edit>)>) -> Result<(), AppError> {
    let mut writing = Writing::begin(store);
    for (file, edits) in files {
        writing.stage(Target::customer(file), &edits)?;
    }
    writing.commit("practise", |_, _| Ok(())).map(|_| ())
}
