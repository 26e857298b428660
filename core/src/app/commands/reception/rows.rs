//! From lines to what the screens show.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::day::{DayLog, known_consultants};
use crate::{
    app::{
        api::{
            capture::EventChoice,
            reception::{CorrectionRow, LineRow, MissingPart},
        },
        damage::Failed,
        rows::customer_row,
        store::Standing,
    },
    clock::Date,
    domain::{
        event::EventField,
        reception::{Correction, Line, LineDoubt, LineField, LineState},
    },
    ids::FileId,
    mirror,
};

/// What rows are shown with.
pub(super) struct Showing<'a> {
    pub conn: &'a Connection,
    pub standing: &'a Standing,
    pub today: Date,
    pub events: BTreeMap<FileId, String>,
}

impl<'a> Showing<'a> {
    pub(super) fn new(conn: &'a Connection, standing: &'a Standing, today: Date) -> Result<Self, Failed> {
        let rows = mirror::events(conn, mirror::Scope::All, today)?;
        let name = |event: &crate::domain::event::EventFile| event.field(&EventField::Name).unwrap_or_default().to_owned();
        let events = rows.iter().map(|row| (row.event.id, name(&row.event))).collect();
        Ok(Self { conn, standing, today, events })
    }

    /// A line; with `day`, whom to give a waiting visitor to.
    pub(super) fn row(&self, row: mirror::LineRow, day: Option<&DayLog>) -> Result<LineRow, Failed> {
        let mirror::LineRow { line, customer: named } = row;
        let known = match named {
            Some(file) => mirror::customer(self.conn, file)?,
            None => None,
        };
        let owner = known.as_ref().and_then(|customer| customer.owner);
        let follow_ups = named.map(|file| mirror::follow_ups_done(self.conn, file)).transpose()?.unwrap_or_default();
        let stage = known.as_ref().and_then(|customer| customer.stage.clone()).or_else(|| line.stage.clone());
        let customer = known.map(|customer| customer_row(self.conn, self.standing, customer)).transpose()?;
        let state = line.state();
        let proposals = match day.filter(|_| state == LineState::Waiting) {
            Some(day) => day.proposals(self.standing, &known_consultants(self.conn, self.standing, named, None)?),
            None => Vec::new(),
        };
        let words = |text: &str| self.standing.masking().words(owner, text.to_owned());
        let never_ended = line.never_ended(self.today);
        let consultant = line.consultant();
        Ok(LineRow {
            day: line.in_at.store_date(),
            is_in_store: line.came_by.is_in_store(),
            stayed_minutes: line.stayed_ms().map(|ms| ms.saturating_add(30_000) / 60_000),
            enquiry: words(&line.enquiry),
            remark: words(&line.remark),
            stage,
            event: line.event.map(|event| self.event(event)),
            state,
            consultant: consultant.map(|staff| self.standing.name_of(staff)),
            chosen_by: line.assigned.as_ref().map(|assigned| assigned.how.clone()),
            assigned_at: line.assigned.as_ref().map(|assigned| assigned.at),
            accepted_at: line.accepted.map(|accepted| accepted.at),
            is_mine_to_accept: state == LineState::Assigned && consultant == self.standing.staff,
            proposals,
            has_file: line.customer.is_some(),
            customer,
            follow_ups,
            entered_by: self.standing.name_of(line.entered.by),
            entered_at: line.entered.at,
            late_minutes: line.is_late().then(|| line.entered_after_minutes()),
            missing: missing(&line, never_ended),
            doubts: line.doubts().into_iter().chain(never_ended.then_some(LineDoubt::NeverEnded)).collect(),
            corrections: line.corrections.iter().map(|one| self.correction(one)).collect(),
            confirmed_by: line.confirmed.filter(|_| line.is_confirmed()).map(|stamp| self.standing.name_of(stamp.by)),
            same_as: line.same_as,
            id: line.id,
            came_by: line.came_by,
            in_at: line.in_at,
            out_at: line.out_at,
            visit_count: line.visit_count,
            party_size: line.party_size,
            purpose: line.purpose,
            interests: line.interests,
            contact: line.contact,
            asked: line.asked,
            result: line.result,
        })
    }

    pub(super) fn event(&self, file: FileId) -> EventChoice {
        EventChoice { file, name: self.events.get(&file).cloned().unwrap_or_default() }
    }

    fn correction(&self, one: &Correction) -> CorrectionRow {
        // Which file it was says nothing to a person; of the rest only free words may hold numbers of people.
        let was = match one.field {
            LineField::Customer => String::new(),
            LineField::InAt | LineField::OutAt => one.was.clone(),
            _ => self.standing.masking().words(None, one.was.clone()),
        };
        CorrectionRow { field: one.field.clone(), was, at: one.at, by: self.standing.name_of(one.by) }
    }
}

fn missing(line: &Line, never_ended: bool) -> Vec<MissingPart> {
    let has_ended = line.came_by.is_in_store() && line.out_at.is_some() && line.result.is_none();
    let parts = [
        (MissingPart::Interest, line.lacks_interest()),
        (MissingPart::Consultant, line.lacks_consultant()),
        (MissingPart::Ending, never_ended || has_ended),
    ];
    let parts = parts.into_iter().filter(|(_, lacks)| *lacks).map(|(part, _)| part);
    line.missing().into_iter().map(MissingPart::Field).chain(parts).collect()
}
