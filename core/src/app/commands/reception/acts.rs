//! What is done with a line: corrected, given, taken over, seen out, looked over.

use super::{
    day::{DayLog, known_consultants},
    log::reception_file,
    visitor::{Given, add, check_unnamed},
};
use crate::{
    app::{
        App,
        api::{
            common::Saved,
            error::{AppError, ErrorCode},
            reception::{AssignLine, EditLine, KeepVisitor, LeaveLine, LineChange, OneLine},
        },
        commands::customer_changes::{catalogue_interest, settle},
        damage::Failed,
        group::one_by_phone,
        store::{OpenStore, Standing},
        writing::{Target, Writing},
    },
    clock::Date,
    domain::{
        edit::Edit,
        reception::{ChosenBy, LineField, ReceptionFile, doubled},
    },
    ids::{FileId, LineId, StaffId},
    ops::reception::{self, Change},
    policy::acts::{Duty, LedgerAct, Say},
};

impl App {
    /// Changes a line; what stood there before is kept beside it.
    pub fn edit_line(&self, request: EditLine) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let (author, standing) = (store.author()?, store.standing());
        let mut writing = Writing::begin(&store);
        let file = writing.reception(request.day)?;
        let customer = file.line(request.line).ok_or(ErrorCode::NotFound)?.customer;
        let mut edits = Vec::new();
        let mut changes = Vec::new();
        for change in &request.changes {
            match change {
                LineChange::Field { field: LineField::Customer, .. } => return Err(ErrorCode::BadRequest.of("customer")),
                LineChange::Field { field, value } => {
                    check_unnamed(&store, customer, None, &[(field.clone(), value)])?;
                    changes.push(Change::Field(field.clone(), value.clone()));
                }
                LineChange::AddInterest { catalogue } => {
                    changes.push(Change::AddInterest(catalogue_interest(&standing.store_file, *catalogue)?));
                }
                LineChange::RemoveInterest { id } => changes.push(Change::RemoveInterest(*id)),
                LineChange::Settle(settled) => edits.push(settle(&file.clashes, &settled.place, &settled.value)?),
            }
        }
        edits.extend(reception::change(&author, &file.lines, request.line, &changes)?);
        self.keep_line(&store, writing, "edit_line", request.day, &edits)
    }

    /// Gives a visitor to a consultant, and with them their customer file.
    pub fn assign_line(&self, request: AssignLine) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let (author, standing) = (store.author()?, store.standing());
        let file = reception_file(&store, request.day)?;
        let customer = file.line(request.line).ok_or(ErrorCode::NotFound)?.customer;
        let chosen = request.consultant.map(|to| chosen(&store, &standing, request.day, customer, to)).transpose()?;
        let edits = reception::assign(&author, &file.lines, request.line, chosen)?;
        let given = self.give_visitor(&store, customer, request.consultant)?;
        self.keep_given(&store, given, "assign_line", request.day, &edits)
    }

    /// The consultant has the visitor, with everything that was collected.
    pub fn accept_line(&self, request: OneLine) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.reception(request.day)?;
        let edits = reception::accept(&author, &file.lines, request.line)?;
        self.keep_line(&store, writing, "accept_line", request.day, &edits)
    }

    /// Sees a visitor out.
    pub fn leave_line(&self, request: LeaveLine) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.reception(request.day)?;
        let edits = reception::leave(&author, &file.lines, request.line, &request.result, request.at)?;
        self.keep_line(&store, writing, "leave_line", request.day, &edits)
    }

    /// Says that a line is right as it stands.
    pub fn confirm_line(&self, request: OneLine) -> Result<Saved, AppError> {
        let store = self.opened()?;
        if !store.standing().has(Duty::CheckReception) {
            return Err(ErrorCode::NotAllowed.into());
        }
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.reception(request.day)?;
        let edits = reception::confirm(&author, &file.lines, request.line)?;
        self.keep_line(&store, writing, "confirm_line", request.day, &edits)
    }

    /// Takes a line out that should not be there.
    pub fn remove_line(&self, request: OneLine) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.reception(request.day)?;
        let edits = reception::remove(&author, &file.lines, request.line)?;
        self.keep_line(&store, writing, "remove_line", request.day, &edits)
    }

    /// Of a visitor whom two desks gave to two consultants, says which line counts; its consultant keeps the customer.
    pub fn keep_visitor(&self, request: KeepVisitor) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        if !settles_visitors(&standing) {
            return Err(ErrorCode::NotAllowed.into());
        }
        let file = reception_file(&store, request.day)?;
        let lines = lines_of_visitor(&store, &standing, &file, request.line)?;
        let edits = reception::keep_visitor(&file.lines, &lines, request.line)?;
        let kept = file.line(request.line).ok_or(ErrorCode::NotFound)?;
        let given = self.give_visitor(&store, kept.customer, kept.consultant())?;
        self.keep_given(&store, given, "keep_visitor", request.day, &edits)
    }

    fn keep_given(&self, store: &OpenStore, given: Given, command: &str, day: Date, edits: &[Edit]) -> Result<Saved, AppError> {
        let writing = Writing::begin(store).having_said(given.said);
        let mut saved = self.keep_line(store, writing, command, day, edits)?;
        add(&mut saved.touched, &given.touched);
        saved.warnings.extend(given.warning);
        Ok(saved)
    }

    fn keep_line(
        &self,
        store: &OpenStore,
        mut writing: Writing<'_>,
        command: &str,
        day: Date,
        edits: &[Edit],
    ) -> Result<Saved, AppError> {
        let target = Target::reception(&store.id, day);
        writing.stage(target, edits)?;
        let saved = writing.commit(command, |_, _| Ok(()))?.saved(target.file);
        self.changed(store, &saved.touched);
        Ok(saved)
    }
}

/// Who gives customers to consultants decides whose a visitor is.
pub(super) fn settles_visitors(standing: &Standing) -> bool {
    standing.may_say(LedgerAct::FilesAssigned) == Say::Any
}

/// The lines among which somebody has to decide.
fn lines_of_visitor(store: &OpenStore, standing: &Standing, file: &ReceptionFile, line: LineId) -> Result<Vec<LineId>, AppError> {
    let one_of = store.read(|conn| one_by_phone(conn, standing, &file.lines))?;
    let found = doubled(&file.lines, |file| one_of.get(&file).copied().unwrap_or(file));
    let mine = found.into_iter().find(|visitor| visitor.lines.contains(&line));
    Ok(mine.ok_or(ErrorCode::NotInClash)?.lines)
}

fn chosen(
    store: &OpenStore,
    standing: &Standing,
    day: Date,
    customer: Option<FileId>,
    consultant: StaffId,
) -> Result<(StaffId, ChosenBy), AppError> {
    store.read(|conn| {
        let known = known_consultants(conn, standing, customer, None)?;
        Ok::<_, Failed>((consultant, DayLog::read(conn, standing, day)?.chosen_by(&known, consultant)))
    })
}
