//! Off-site events.

use std::collections::BTreeSet;

use super::{customer_changes::settle, pipeline::owner_tally};

use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Saved},
            customers::OneFile,
            error::{AppError, ErrorCode},
            work::{EventList, EventPage, EventRow, GradeCount, SaveEvent},
        },
        store::{OpenStore, Standing},
        writing::{Target, Writing},
    },
    domain::{edit::Edit, event::EventField, event::EventFile},
    ids::{FileId, StaffId},
    mirror::{self, Scope},
    ops::event,
    policy::{Action, FileKind},
};

impl App {
    /// All events, running ones first, then the latest.
    pub fn events(&self, _: Nothing) -> Result<EventList, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        readable(&standing)?;
        let today = store.world.today();
        let rows = store.read(|conn| mirror::events(conn, leads_scope(&standing), today))?;
        Ok(EventList { rows: rows.into_iter().map(|row| event_row(row, today)).collect() })
    }

    /// One event with its counts.
    pub fn event(&self, request: OneFile) -> Result<EventPage, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        readable(&standing)?;
        let today = store.world.today();
        let scope = leads_scope(&standing);
        let found = store.read(|conn| mirror::event_leads(conn, scope, request.file))?.ok_or(ErrorCode::NotFound)?;
        let by_owner = store.read(|conn| mirror::event_by_owner(conn, scope, request.file))?;
        let team = standing.names_of(found.event.staff.iter().copied());
        Ok(EventPage {
            row: event_row(found, today),
            team,
            by_owner: by_owner
                .into_iter()
                .map(|one| owner_tally(&standing, one.owner, mirror::Share { count: one.count, amount_fen: one.amount_fen }))
                .collect(),
            can_edit: standing.may(FileKind::Event, Action::Write, standing.relation(None)),
        })
    }

    /// Plans or changes an event.
    pub fn save_event(&self, request: SaveEvent) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let mut writing = Writing::begin(&store);
        let current = request.file.map(|file| writing.event(file)).transpose()?;
        let file = request.file.unwrap_or_else(|| store.world.mint());
        let edits = event_edits(&request, current.as_ref())?;
        writing.stage(Target::event(file), &edits)?;
        let saved = writing.commit("save_event", |_, _| Ok(()))?.saved(file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }
}

fn event_edits(request: &SaveEvent, current: Option<&EventFile>) -> Result<Vec<Edit>, AppError> {
    let fields: Vec<_> = request.fields.iter().map(|row| (row.field.clone(), row.value.clone())).collect();
    let staff: Option<BTreeSet<_>> = request.staff.as_ref().map(|staff| staff.iter().copied().collect());
    let mut edits = event::save(current, &fields, staff.as_ref())?;
    if let Some(settled) = &request.settle {
        let clashes = current.map_or(&[][..], |event| &event.clashes);
        edits.push(settle(clashes, &settled.place, &settled.value)?);
    }
    Ok(edits)
}

/// The leads of an event this person may count: none for those who read events but no customers.
fn leads_scope(standing: &Standing) -> Scope {
    standing.scope().unwrap_or(Scope::Own(StaffId::from_bytes([0; 16])))
}

fn readable(standing: &Standing) -> Result<(), AppError> {
    if standing.may(FileKind::Event, Action::Read, standing.relation(None)) { Ok(()) } else { Err(ErrorCode::NotAllowed.into()) }
}

fn event_row(row: mirror::EventLeads, today: crate::clock::Date) -> EventRow {
    EventRow {
        running: row.event.runs_on(today),
        leads: row.leads,
        with_phone: row.with_phone,
        grades: row.grades.into_iter().map(|(grade, count)| GradeCount { grade, count }).collect(),
        event: row.event,
    }
}

/// Names of events that a customer file mentions.
pub(super) fn event_names(
    store: &OpenStore,
    files: impl Iterator<Item = FileId>,
) -> Result<Vec<crate::app::api::capture::EventChoice>, AppError> {
    let wanted: BTreeSet<FileId> = files.collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let rows = store.read(|conn| mirror::events(conn, leads_scope(&store.standing()), store.world.today()))?;
    Ok(rows
        .into_iter()
        .filter(|row| wanted.contains(&row.event.id))
        .map(|row| crate::app::api::capture::EventChoice {
            file: row.event.id,
            name: row.event.field(&EventField::Name).unwrap_or_default().to_owned(),
        })
        .collect())
}
