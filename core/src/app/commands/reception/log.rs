//! Arrivals and calls written down, and customers linked to them.

use super::{
    day::{DayLog, known_consultants},
    visitor::{Coming, Visitor, add, catalogue_interests, check_unnamed, contact_of, phone_warnings, visitor, write_about},
};
use crate::{
    app::{
        App, answers,
        api::{
            common::{Touched, Warning, WarningCode},
            error::{AppError, ErrorCode},
            reception::{LineSaved, LinkVisitor, LogArrival},
        },
        damage::Failed,
        store::{OpenStore, Standing},
        writing::{Target, Writing},
    },
    clock::Date,
    domain::reception::{ChosenBy, Line, LineField, LineState, ReceptionFile},
    ids::{FileId, StaffId},
    mirror,
    ops::reception::{self, Arrival},
};

impl App {
    /// Writes an arrival or call down, opens or links the customer file and gives both to the consultant. Asked again with
    /// the same `request`, it answers the same.
    pub fn log_arrival(&self, request: LogArrival) -> Result<LineSaved, AppError> {
        let store = self.opened()?;
        if let Some(answer) = answers::earlier(&store, request.request)? {
            return Ok(answer);
        }
        let (author, standing) = (store.author()?, store.standing());
        let interests = catalogue_interests(&standing, &request.interests)?;
        let coming = Coming {
            came_by: &request.came_by,
            interests: &interests,
            event: request.event,
            customer: request.customer,
            visitor: request.visitor.as_ref(),
        };
        let visitor = visitor(&store, &standing, &author, &coming)?;
        let words = [(LineField::Enquiry, request.enquiry.as_str()), (LineField::Remark, request.remark.as_str())];
        check_unnamed(&store, visitor.file(), request.visitor.as_ref(), &words)?;
        let contact = contact_of(&store, &visitor, request.visitor.as_ref())?.or_else(|| request.contact.clone());
        let consultant = chosen(&store, &standing, &request, visitor.file())?;
        let arrival = Arrival {
            came_by: request.came_by.clone(),
            in_at: request.in_at,
            out_at: request.out_at,
            visit_count: visit_count(&store, &standing, &visitor, request.visit_count)?,
            party_size: request.party_size,
            purpose: request.purpose.clone(),
            interests,
            enquiry: request.enquiry.clone(),
            contact,
            asked: request.asked,
            result: request.result.clone(),
            stage: request.stage.clone(),
            remark: request.remark.clone(),
            event: request.event,
            customer: visitor.file(),
            consultant,
        };
        let (line, edits) = reception::log_arrival(&author, &arrival)?;
        let mut warnings = phone_warnings(&store, request.visitor.as_ref())?;
        warnings.extend(line_warnings(&store, &standing, &line)?);
        let given = self.give_visitor(&store, visitor.file(), line.consultant())?;
        warnings.extend(given.warning);
        let mut writing = Writing::begin(&store).having_said(given.said);
        let day = line.in_at.store_date();
        let target = Target::reception(&store.id, day);
        writing.stage(target, &edits)?;
        let customer = write_about(&mut writing, &author, visitor, &line)?;
        let (touched, undo) = (Touched::default(), None);
        let mut saved = LineSaved { file: target.file, touched, undo, warnings, day, line: line.id, customer };
        writing.commit("log_arrival", |tx, committed| {
            saved.touched = committed.touched.clone();
            add(&mut saved.touched, &given.touched);
            saved.undo = committed.undo;
            answers::keep(tx, &store, request.request, &saved)
        })?;
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Opens or links the customer file of a visitor who left a name, number or plate later.
    pub fn link_visitor(&self, request: LinkVisitor) -> Result<LineSaved, AppError> {
        let store = self.opened()?;
        let (author, standing) = (store.author()?, store.standing());
        let file = reception_file(&store, request.day)?;
        let line = file.line(request.line).ok_or(ErrorCode::NotFound)?.clone();
        if request.visitor.is_none() && request.customer.is_some() && request.customer == line.customer {
            let file = Target::reception(&store.id, request.day).file;
            let (touched, warnings, day) = (Touched::default(), Vec::new(), request.day);
            return Ok(LineSaved { file, touched, undo: None, warnings, day, line: line.id, customer: line.customer });
        }
        let coming = Coming {
            came_by: &line.came_by,
            interests: &line.interests,
            event: line.event,
            customer: request.customer,
            visitor: request.visitor.as_ref(),
        };
        let visitor = visitor(&store, &standing, &author, &coming)?;
        let words = [(LineField::Enquiry, line.enquiry.as_str()), (LineField::Remark, line.remark.as_str())];
        check_unnamed(&store, visitor.file(), request.visitor.as_ref(), &words)?;
        let customer = visitor.file().ok_or_else(|| ErrorCode::Required.of("customer"))?;
        let mut changes = vec![reception::Change::Field(LineField::Customer, customer.to_string())];
        if let Some(contact) = contact_of(&store, &visitor, request.visitor.as_ref())? {
            changes.push(reception::Change::Field(LineField::Contact, contact.to_string()));
        }
        // Linked to another file of the same customer, the line is one of the visits already.
        let joined = |file| standing.ledger.now().joined(file);
        let is_counted = line.visit_count.is_some() && line.customer.is_some_and(|was| joined(was) == joined(customer));
        if !is_counted && (line.visit_count.is_none() || matches!(visitor, Visitor::Known(_))) {
            let count = visit_count(&store, &standing, &visitor, None)?;
            changes.extend(count.map(|count| reception::Change::Field(LineField::VisitCount, count.to_string())));
        }
        let edits = reception::change(&author, &file.lines, line.id, &changes)?;
        let mut warnings = phone_warnings(&store, request.visitor.as_ref())?;
        let given = self.give_visitor(&store, Some(customer), line.consultant())?;
        warnings.extend(given.warning);
        let target = Target::reception(&store.id, request.day);
        let mut writing = Writing::begin(&store).having_said(given.said);
        writing.stage(target, &edits)?;
        let customer = write_about(&mut writing, &author, visitor, &line)?;
        let committed = writing.commit("link_visitor", |_, _| Ok(()))?;
        let (mut touched, undo, day) = (committed.touched, committed.undo, request.day);
        add(&mut touched, &given.touched);
        self.changed(&store, &touched);
        Ok(LineSaved { file: target.file, touched, undo, warnings, day, line: line.id, customer })
    }
}

/// A day's log as it was last written, for what has to be known before anything is.
pub(super) fn reception_file(store: &OpenStore, day: Date) -> Result<ReceptionFile, AppError> {
    let target = Target::reception(&store.id, day);
    Ok(store.document(target.file, target.kind)?.reception())
}

/// The consultant who was named, and why them.
fn chosen(
    store: &OpenStore,
    standing: &Standing,
    request: &LogArrival,
    customer: Option<FileId>,
) -> Result<Option<(StaffId, ChosenBy)>, AppError> {
    let Some(consultant) = request.consultant else { return Ok(None) };
    let day = request.in_at.unwrap_or_else(|| store.world.now()).store_date();
    let referrer = request.visitor.as_ref().and_then(|new| new.referrer);
    store.read(|conn| {
        let known = known_consultants(conn, standing, customer, referrer)?;
        let how = DayLog::read(conn, standing, day)?.chosen_by(&known, consultant);
        Ok::<_, Failed>(Some((consultant, how)))
    })
}

/// Which visit it is: what the log tells of a known customer; the first of one whose file is opened, unless it is said;
/// else what was said.
fn visit_count(store: &OpenStore, standing: &Standing, visitor: &Visitor, said: Option<u32>) -> Result<Option<u32>, AppError> {
    let file = match visitor {
        Visitor::Unknown => return Ok(said),
        Visitor::New(..) => return Ok(Some(said.unwrap_or(1))),
        Visitor::Known(file) => file,
    };
    let joined = standing.ledger.now().joined(*file);
    let before = store.read(|conn| mirror::visits_of(conn, joined))?.count;
    Ok(Some(said.unwrap_or(1).max(before + 1)))
}

fn line_warnings(store: &OpenStore, standing: &Standing, line: &Line) -> Result<Vec<Warning>, AppError> {
    let mut warnings = Vec::new();
    if line.is_late() {
        warnings.push(Warning { field: LineField::InAt.to_string(), code: WarningCode::EnteredLate });
    }
    if let Some(customer) = line.customer.map(|file| standing.ledger.now().joined(file)) {
        let day = store.read(|conn| mirror::lines_of_day(conn, line.in_at.store_date()))?;
        let is_here = |row: &mirror::LineRow| row.customer == Some(customer) && row.line.state() != LineState::Over;
        if day.iter().any(is_here) {
            warnings.push(Warning { field: LineField::Customer.to_string(), code: WarningCode::AlreadyHere });
        }
    }
    Ok(warnings)
}
