//! Test drives: the customer's file, its private part and the log of the day are kept together or not at all.

use super::{bookings_on, calendar::last_km};
use crate::{
    app::{
        App,
        api::{
            common::{Saved, TouchedFile, Warning, WarningCode},
            error::{AppError, ErrorCode},
            test_drives::{AskSlot, AskTerms, BookTestDrive, EditTestDrive, MoveTestDrive, TestDriveChange, TestDriveTerms},
        },
        masking::check_not_masked,
        store::OpenStore,
        writing::{Target, Writing},
    },
    clock::Date,
    domain::{booking::Booking, customer::CustomerFile, driving_terms::DrivingTerms, edit::Edit, test_drive::TestDrive},
    ids::{FileId, TestDriveId},
    mirror,
    ops::{
        Author, follow_up,
        test_drive::{self, Around, Asked, Doubt, Step, TestDriveRefused},
    },
    policy::FileKind,
};

impl App {
    /// What a customer agrees to, to be read before they sign.
    pub fn test_drive_terms(&self, request: AskTerms) -> Result<TestDriveTerms, AppError> {
        self.opened()?;
        let terms = DrivingTerms::newest();
        let clauses = terms.clauses(request.language).iter().map(ToString::to_string).collect();
        Ok(TestDriveTerms { version: terms.version.to_owned(), clauses })
    }

    /// Books a car for a customer.
    pub fn book_test_drive(&self, request: BookTestDrive) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        check_not_masked([("route", request.route.as_str())])?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.opportunity.to_string())?;
        let standing = store.standing();
        let bookings = bookings_on(&store, request.slot.on)?;
        let around = Around { store: &standing.store_file, bookings: &bookings };
        let how = (&request.way, request.route.as_str());
        let booked = test_drive::book(&author, &file, request.opportunity, how, &asked(request.slot), &around)
            .map_err(|refused| explained(&store, refused))?;
        writing.stage(Target::customer(file.id), &booked.customer)?;
        writing.stage(Target::reception(&store.id, request.slot.on), &booked.day)?;
        let mut saved = writing.commit("book_test_drive", |_, _| Ok(()))?.saved(request.file);
        saved.warnings = past(&store, request.slot);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Moves a test drive to another car or time.
    pub fn move_test_drive(&self, request: MoveTestDrive) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.id.to_string())?;
        let current = booking(&store, request.id)?;
        let standing = store.standing();
        let bookings = bookings_on(&store, request.slot.on)?;
        let around = Around { store: &standing.store_file, bookings: &bookings };
        let drive = test_drive::find(&file, request.id).map_err(|refused| explained(&store, refused))?;
        let moved = test_drive::move_to(&author, drive, &current, &asked(request.slot), &around)
            .map_err(|refused| explained(&store, refused))?;
        for (day, edit) in &moved.leave {
            writing.stage(Target::reception(&store.id, *day), std::slice::from_ref(edit))?;
        }
        writing.stage(Target::reception(&store.id, request.slot.on), &moved.to)?;
        let committed = writing.commit("move_test_drive", |_, _| Ok(()))?;
        let mut saved = committed.saved(request.file);
        // The page of the customer shows the time too.
        saved.touched.files.push(TouchedFile { file: request.file, kind: FileKind::Customer });
        saved.warnings = past(&store, request.slot);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Writes what was done in a test drive.
    pub fn edit_test_drive(&self, request: EditTestDrive) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        check_not_masked(request.edits.iter().filter_map(written))?;
        let mut writing = Writing::begin(&store);
        let home = writing.customer_holding(request.file, &request.id.to_string())?.id;
        let oldest = writing.customers(request.file)?.first().map_or(home, |member| member.id);
        let booking = store.read(|conn| mirror::booking(conn, request.id))?;
        let mut warnings = Vec::new();
        for change in request.edits {
            // As the changes before it left it: a licence looked at just now lets the car leave.
            let file = writing.customer(home)?;
            let drive = test_drive::find(&file, request.id).map_err(|refused| explained(&store, refused))?;
            let at = Place { store: &store, author: &author, file: &file, home, oldest, drive, booking: booking.as_ref() };
            warnings.extend(at.take(&mut writing, change)?);
        }
        let mut saved = writing.commit("edit_test_drive", |_, _| Ok(()))?.saved(request.file);
        saved.warnings = warnings;
        self.changed(&store, &saved.touched);
        Ok(saved)
    }
}

/// What a change is made on.
struct Place<'a> {
    store: &'a OpenStore,
    author: &'a Author,
    /// What stands in the file.
    file: &'a CustomerFile,
    /// The file in which the test drive stands.
    home: FileId,
    /// The customer's oldest file, whose private part is written.
    oldest: FileId,
    drive: &'a TestDrive,
    booking: Option<&'a Booking>,
}

impl Place<'_> {
    /// Stages one change; answers what is doubtful about it.
    fn take(&self, writing: &mut Writing<'_>, change: TestDriveChange) -> Result<Vec<Warning>, AppError> {
        let told = |refused| explained(self.store, refused);
        let (customer, day, doubts) = match change {
            TestDriveChange::CallOff { why, text } => {
                let (customer, day) = test_drive::call_off(self.author, self.drive, &why, &text).map_err(told)?;
                (vec![customer], vec![day], Vec::new())
            }
            TestDriveChange::Restore {} => {
                let current = self.booking.ok_or(ErrorCode::NotFound)?;
                let bookings = bookings_on(self.store, current.slot.on)?;
                let standing = self.store.standing();
                let around = Around { store: &standing.store_file, bookings: &bookings };
                let (customer, day) = test_drive::restore(self.drive, current, &around).map_err(told)?;
                (vec![customer], vec![day], Vec::new())
            }
            other => {
                let car = self.booking.map(|booking| booking.slot.car).or(self.drive.car);
                let last = car.map(|car| last_km(self.store, &self.store.standing(), car)).transpose()?.flatten();
                let done = test_drive::step(self.author, self.drive, &step(other)?, last).map_err(told)?;
                (done.customer, done.day, done.doubts)
            }
        };
        let (private, customer): (Vec<Edit>, Vec<Edit>) = customer.into_iter().partition(|edit| matches!(edit, Edit::Private(_)));
        let rules = &self.store.standing().store_file.rules;
        let planned = follow_up::by_rule(self.author, self.file, &customer, rules);
        writing.stage(Target::customer(self.home), &[customer, planned].concat())?;
        if !private.is_empty() {
            writing.stage(Target::private_of(self.oldest), &private)?;
        }
        if let (Some(booking), false) = (self.booking, day.is_empty()) {
            writing.stage(Target::reception(&self.store.id, booking.slot.on), &day)?;
        }
        Ok(doubts.into_iter().map(warning).collect())
    }
}

/// A refusal as people read it; of a taken car with the time and the consultant who has it, never the customer.
fn explained(store: &OpenStore, refused: TestDriveRefused) -> AppError {
    let TestDriveRefused::CarTaken(slot) = &refused else { return refused.into() };
    let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let name = store.standing().name_of(slot.consultant).name;
    ErrorCode::CarTaken.of("slot").about(format!("{}\u{2013}{} {name}", time(slot.from), time(slot.to)))
}

fn booking(store: &OpenStore, id: TestDriveId) -> Result<Booking, AppError> {
    store.read(|conn| mirror::booking(conn, id))?.ok_or_else(|| ErrorCode::NotFound.into())
}

fn asked(slot: AskSlot) -> Asked {
    let AskSlot { car, on, from, to, consultant } = slot;
    Asked { car, on, from, to, consultant }
}

/// A booking in the past is kept, and told.
fn past(store: &OpenStore, slot: AskSlot) -> Vec<Warning> {
    let begins = |on: Date| on.starts_at().plus_ms(i64::from(slot.from) * 60_000);
    let is_past = begins(slot.on) < store.world.now();
    let warning = Warning { field: "slot".to_owned(), code: WarningCode::BookingInPast };
    if is_past { vec![warning] } else { Vec::new() }
}

fn warning(doubt: Doubt) -> Warning {
    let (field, code) = match doubt {
        Doubt::LicenceExpired => ("valid_until", WarningCode::LicenceExpired),
        Doubt::NoAgreement => ("agreement", WarningCode::NoAgreement),
        Doubt::MileageBelowLast => ("mileage_km", WarningCode::MileageBelowLast),
        Doubt::LongWay => ("mileage_km", WarningCode::LongWay),
    };
    Warning { field: field.to_owned(), code }
}

/// A text that takes the place of another, and its field.
fn written(change: &TestDriveChange) -> Option<(&str, &str)> {
    match change {
        TestDriveChange::Field { field, value } => Some((field.as_str(), value)),
        TestDriveChange::Licence { number, .. } => Some(("number", number)),
        TestDriveChange::CallOff { text, .. } => Some(("text", text)),
        _ => None,
    }
}

fn step(change: TestDriveChange) -> Result<Step, AppError> {
    Ok(match change {
        TestDriveChange::Field { field, value } => Step::Field(field, value),
        TestDriveChange::Licence { kind, valid_until, number } => Step::Licence { kind, valid_until, number },
        TestDriveChange::Agreement { way, wording, strokes } => Step::Agreement { way, wording, strokes },
        TestDriveChange::Prepared { points } => Step::Prepared(points),
        TestDriveChange::Out { mileage_km } => Step::Out(mileage_km),
        TestDriveChange::Back { mileage_km } => Step::Back(mileage_km),
        TestDriveChange::CallOff { .. } | TestDriveChange::Restore {} => return Err(ErrorCode::BadRequest.into()),
    })
}
