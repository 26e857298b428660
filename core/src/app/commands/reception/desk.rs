//! The desk: the day with its lines, who is on duty, what has to be decided.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::{
    super::{capture::series_chips, customer_changes::settle},
    acts::settles_visitors,
    day::{DayLog, sellers},
    log::reception_file,
    rows::Showing,
};
use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Saved},
            error::{AppError, ErrorCode},
            reception::{
                AskReceptionDay, ChoreRow, DoubledVisitor, DutyRow, LineClash, LineGrade, LineRow, ReceptionDay, SetDuty,
                SettleDuty, TickChore,
            },
        },
        damage::Failed,
        group::one_by_phone,
        rows::customer_row,
        store::Standing,
        writing::{Target, Writing},
    },
    clock::Date,
    domain::{
        customer::Clash,
        edit::Edit,
        reception::{Chore, Duty as OnDuty, Line, ReceptionFile, doubled},
    },
    ids::{LineId, StaffId},
    mirror,
    ops::reception,
    policy::{Action, FileKind, acts::Duty},
    reports::footfall,
};

/// How far back somebody is told of a visitor they never said to have, in days.
const TO_RECEIVE_DAYS: i64 = 7;

impl App {
    /// A day at the desk.
    pub fn reception_day(&self, request: AskReceptionDay) -> Result<ReceptionDay, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        readable(&standing)?;
        let today = store.world.today();
        let day = request.day.unwrap_or(today);
        store.read(|conn| {
            let showing = Showing::new(conn, &standing, today)?;
            let log = DayLog::read(conn, &standing, day)?;
            let file = mirror::reception_day(conn, day)?;
            let deals = mirror::deals(conn, day, day, None)?;
            let drives = mirror::drives(conn, day, day, None)?;
            let report = footfall::report(&mirror::footfall(conn, day, day, None)?, &deals, &drives, today);
            let doubled = doubled_visitors(&showing, &log)?;
            let mut lines = log.rows.iter().map(|row| showing.row(row.clone(), Some(&log))).collect::<Result<Vec<_>, _>>()?;
            lines.reverse();
            let running: Vec<_> = mirror::events(conn, mirror::Scope::All, today)?;
            Ok::<_, Failed>(ReceptionDay {
                day,
                is_today: day == today,
                lines,
                duty: duty(&standing, &log),
                next: log.rota.next().map(|staff| standing.name_of(staff)),
                chores: chores(&standing, file.as_ref()),
                figures: report.all,
                grades: grades(report.grades),
                doubled,
                clashes: file.map(|file| clashes(&standing, file)).unwrap_or_default(),
                series: series_chips(&standing, &[]),
                events: running.iter().filter(|row| row.event.runs_on(day)).map(|row| showing.event(row.event.id)).collect(),
                can_write: standing.may(FileKind::Reception, Action::Write, standing.relation(None)),
                can_assign: settles_visitors(&standing),
                can_check: standing.has(Duty::CheckReception),
            })
        })
    }

    /// The visitors that were given to this person and wait for their word.
    pub fn visitors_to_receive(&self, _: Nothing) -> Result<Vec<LineRow>, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let staff = standing.staff.ok_or(ErrorCode::NotAllowed)?;
        if readable(&standing).is_err() {
            return Ok(Vec::new());
        }
        let today = store.world.today();
        store.read(|conn| {
            let showing = Showing::new(conn, &standing, today)?;
            let rows = mirror::to_receive(conn, staff, today.plus_days(-TO_RECEIVE_DAYS))?;
            let rows = rows.into_iter().map(|row| showing.row(row, None)).collect::<Result<Vec<_>, Failed>>()?;
            Ok::<_, Failed>(rows.into_iter().filter(|row| row.accepted_at.is_none() && row.same_as.is_none()).collect())
        })
    }

    /// Puts people on or off duty for a day.
    pub fn set_duty(&self, request: SetDuty) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let log = store.read(|conn| DayLog::read(conn, &standing, request.day))?;
        let edits = reception::set_duty(request.day, &duty_changes(&standing, &log, &request.on));
        self.keep_day(&store, "set_duty", request.day, &edits)
    }

    /// Says which of the values counts that two desks wrote apart for somebody's turn.
    pub fn settle_duty(&self, request: SettleDuty) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let file = reception_file(&store, request.day)?;
        let place = vec!["duty".to_owned(), request.staff.to_string()];
        let edit = settle(&file.clashes, &place, &request.value)?;
        self.keep_day(&store, "settle_duty", request.day, &[edit])
    }

    /// Ticks a chore of the desk, or takes the tick away.
    pub fn tick_chore(&self, request: TickChore) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        if !Chore::ALL.contains(&request.chore) {
            return Err(ErrorCode::BadRequest.of("chore"));
        }
        let edits = match request.done {
            true => reception::tick(&author, request.day, &request.chore),
            false => reception::untick(&request.chore),
        };
        self.keep_day(&store, "tick_chore", request.day, &edits)
    }

    fn keep_day(
        &self,
        store: &crate::app::store::OpenStore,
        command: &str,
        day: Date,
        edits: &[Edit],
    ) -> Result<Saved, AppError> {
        let target = Target::reception(&store.id, day);
        let mut writing = Writing::begin(store);
        writing.stage(target, edits)?;
        let saved = writing.commit(command, |_, _| Ok(()))?.saved(target.file);
        self.changed(store, &saved.touched);
        Ok(saved)
    }
}

/// Whether this person sees the log.
pub(super) fn readable(standing: &Standing) -> Result<(), AppError> {
    let may = standing.may(FileKind::Reception, Action::Read, standing.relation(None));
    if may { Ok(()) } else { Err(ErrorCode::NotAllowed.into()) }
}

pub(super) fn grades(grades: std::collections::BTreeMap<Option<crate::domain::opportunity::Grade>, u32>) -> Vec<LineGrade> {
    let mut rows: Vec<LineGrade> = grades.into_iter().map(|(grade, count)| LineGrade { grade, count }).collect();
    // In the order of grades, who has none last.
    rows.sort_by_key(|row| (row.grade.is_none(), row.grade.clone()));
    rows
}

/// Everyone who may take turns: those on duty in the order of their turns, then the rest.
fn duty(standing: &Standing, log: &DayLog) -> Vec<DutyRow> {
    let rota = &log.rota;
    let off = sellers(standing).filter(|staff| !rota.is_on_duty(*staff)).map(|staff| (staff, None));
    let on = (1..).zip(&rota.turns).map(|(turn, staff)| (*staff, Some(turn)));
    on.chain(off)
        .map(|(staff, turn)| DutyRow {
            staff: standing.name_of(staff),
            turn,
            is_busy: rota.busy.contains(&staff),
            served: rota.served.get(&staff).copied().unwrap_or(0),
        })
        .collect()
}

/// What has to be written so that these are on duty and nobody else: only what differs, so that two desks that each send one
/// person home both do.
fn duty_changes(standing: &Standing, log: &DayLog, on: &[StaffId]) -> Vec<(StaffId, OnDuty)> {
    let usual = super::day::usual(standing);
    let now = |staff: &StaffId| {
        let place = usual.iter().position(|usual| usual == staff).and_then(|place| i64::try_from(place).ok());
        log.duty.get(staff).copied().unwrap_or(place.map_or(OnDuty::Off, OnDuty::On))
    };
    let wanted = |staff: &StaffId| match on.iter().position(|one| one == staff).and_then(|place| i64::try_from(place).ok()) {
        Some(place) => OnDuty::On(place),
        None => OnDuty::Off,
    };
    // Where only the places differ by who is missing, the order is the same and nothing is written.
    let order = |duty: &dyn Fn(&StaffId) -> OnDuty| {
        let mut order: Vec<(OnDuty, StaffId)> = on.iter().map(|staff| (duty(staff), *staff)).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, staff)| staff).collect::<Vec<_>>()
    };
    let is_reordered = order(&now) != on;
    let is_same = |staff: &StaffId| match (now(staff), wanted(staff)) {
        (OnDuty::Off, OnDuty::Off) => true,
        (OnDuty::On(_), OnDuty::On(_)) => !is_reordered,
        (OnDuty::Off, OnDuty::On(_)) | (OnDuty::On(_), OnDuty::Off) => false,
    };
    sellers(standing).filter(|staff| !is_same(staff)).map(|staff| (staff, wanted(&staff))).collect()
}

fn chores(standing: &Standing, file: Option<&ReceptionFile>) -> Vec<ChoreRow> {
    let row = |chore: &Chore| {
        let done = file.and_then(|file| file.chores.get(chore));
        ChoreRow { chore: chore.clone(), by: done.map(|stamp| standing.name_of(stamp.by)), at: done.map(|stamp| stamp.at) }
    };
    Chore::ALL.iter().map(row).collect()
}

fn doubled_visitors(showing: &Showing<'_>, log: &DayLog) -> Result<Vec<DoubledVisitor>, Failed> {
    let (conn, standing): (&Connection, &Standing) = (showing.conn, showing.standing);
    let lines: Vec<Line> = log.rows.iter().map(|row| row.line.clone()).collect();
    let one_of = one_by_phone(conn, standing, &lines)?;
    let mut found = Vec::new();
    for visitor in doubled(&lines, |file| one_of.get(&file).copied().unwrap_or(file)) {
        let customer = mirror::customer(conn, visitor.customer)?;
        let customer = customer.map(|row| customer_row(conn, standing, row)).transpose()?;
        found.push(DoubledVisitor { customer, lines: visitor.lines, can_settle: settles_visitors(standing) });
    }
    Ok(found)
}

fn clashes(standing: &Standing, file: ReceptionFile) -> Vec<LineClash> {
    let told = |clash: Clash| {
        let values = std::iter::once(&clash.shown).chain(clash.others.iter().map(|other| &other.value));
        let people: BTreeSet<StaffId> = values.chain(&clash.place).filter_map(|value| value.parse().ok()).collect();
        let line: Option<LineId> =
            clash.place.get(1).filter(|_| clash.place.first().is_some_and(|root| root == "lines")).and_then(|id| id.parse().ok());
        let known = sellers(standing).filter(|staff| people.contains(staff));
        LineClash { line, names: standing.names_of(known), clash }
    };
    file.clashes.into_iter().map(told).collect()
}
