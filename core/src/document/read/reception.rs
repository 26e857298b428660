//! A day's reception log.

use super::{
    super::{
        register::Register,
        shape::{self, reception as held},
        tree::{Entry, Tree},
    },
    instant,
};
use crate::{
    clock::Instant,
    domain::{
        opportunity::Stage,
        reception::{CameBy, ContactLeft, Line, LineField, Purpose, ReceptionFile, Stamp, VisitResult},
    },
    ids::{FileId, StaffId},
};

/// Clashes are left out.
pub(in super::super) fn reception(file: FileId, tree: &Tree) -> ReceptionFile {
    let stamps = tree.container("file");
    let chores = stamps.registers().filter_map(|(key, by)| Some((held::read_chore(key)?, held::read_stamp(by)?)));
    let duty = tree.container("duty").registers();
    let mut lines: Vec<Line> = tree.entries("lines").filter_map(line).collect();
    lines.sort_by_key(|line| (line.in_at, line.id));
    ReceptionFile {
        id: file,
        day: stamps.parsed(held::DAY),
        lines,
        duty: duty.filter_map(|(id, duty)| Some((id.parse().ok()?, held::read_duty(duty)?))).collect(),
        chores: chores.collect(),
        clashes: Vec::new(),
    }
}

fn line(entry: Entry<'_>) -> Option<Line> {
    let text = |field: LineField| entry.text(field.as_str()).unwrap_or_default();
    let count = |field: LineField| entry.number(field.as_str()).and_then(|number| u32::try_from(number).ok());
    let entered = Stamp {
        at: instant(entry, held::ENTERED_AT).unwrap_or(Instant::from_unix_ms(0)),
        by: entry.parsed(held::ENTERED_BY).unwrap_or(StaffId::from_bytes([0; 16])),
    };
    let assigned = entry.register(held::ASSIGNED).and_then(held::read_assigned);
    let accepted = entry.register(held::ACCEPTED).zip(assigned.as_ref());
    let mut corrections: Vec<_> =
        entry.inner("corrections").registers().filter_map(|(id, register)| held::read_correction(id, register)).collect();
    corrections.sort_by_key(|correction| (correction.at, correction.id));
    Some(Line {
        id: entry.id.parse().ok()?,
        came_by: CameBy::from(text(LineField::CameBy)),
        in_at: instant(entry, LineField::InAt.as_str()).unwrap_or(entered.at),
        out_at: instant(entry, LineField::OutAt.as_str()),
        visit_count: count(LineField::VisitCount),
        party_size: count(LineField::PartySize),
        purpose: Purpose::from(text(LineField::Purpose)),
        interests: interests(entry),
        enquiry: text(LineField::Enquiry).to_owned(),
        contact: entry.text(LineField::Contact.as_str()).map(ContactLeft::from),
        asked: count(LineField::Asked),
        result: entry.text(LineField::Result.as_str()).map(VisitResult::from),
        stage: entry.text(LineField::Stage.as_str()).map(Stage::from),
        remark: text(LineField::Remark).to_owned(),
        event: entry.parsed(LineField::Event.as_str()),
        customer: entry.parsed(LineField::Customer.as_str()),
        accepted: accepted.and_then(|(register, assigned)| held::read_accepted(register, assigned)),
        assigned,
        same_as: entry.register(held::SAME_AS).and_then(held::read_line_id),
        entered,
        corrections,
        confirmed: entry.register(held::CONFIRMED).and_then(held::read_stamp),
    })
}

fn interests(entry: Entry<'_>) -> Vec<crate::domain::opportunity::Interest> {
    let read = |(id, register): (&str, &Register)| shape::read_interest(id, register);
    entry.inner("interests").registers().filter_map(read).collect()
}
