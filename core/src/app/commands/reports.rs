//! Reports on follow-ups: progress of open customers (F10) and what people did by day (F11). A number is the count of the rows
//! it opens.

use std::collections::BTreeMap;

use crate::{
    app::{
        App,
        api::{
            error::AppError,
            follow_ups::{
                Activity, ActivityCount, ActivityItem, ActivityReport, ActivityRow, AskActivityRows, AskDays, Progress,
                ProgressRow,
            },
            work::GradeCount,
        },
        damage::Failed,
        rows::customer_row,
        store::Standing,
    },
    clock::Date,
    domain::{entry::EntryKind, follow_up::Way, workday::Calendar},
    ids::StaffId,
    mirror::{self, Deed, Done, Scope},
};

/// Days of one report.
const MOST_DAYS: i64 = 31;

const ALL: [Activity; 8] = [
    Activity::Calls,
    Activity::Visits,
    Activity::Messages,
    Activity::TestDrives,
    Activity::NewFiles,
    Activity::OnTime,
    Activity::Late,
    Activity::Planned,
];

impl App {
    /// How the open customers of everybody in reach are followed up.
    pub fn progress(&self, request: AskDays) -> Result<Progress, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = standing.scope()?;
        let today = store.world.today();
        let (from, upto) = days(&request, today);
        let calendar = &standing.store_file.rules.calendar;
        store.read(|conn| -> Result<Progress, Failed> {
            let mut rows = BTreeMap::<Option<StaffId>, ProgressRow>::new();
            for hot in mirror::hot(conn, scope, standing.overdue_before(today))? {
                let row = rows.entry(hot.owner).or_insert_with(|| progress_row(&standing, hot.owner));
                row.grades.push(GradeCount { grade: hot.grade, count: hot.customers });
                row.customers += hot.customers;
                row.overdue += hot.overdue;
                row.unplanned += hot.unplanned;
            }
            for done in mirror::deeds(conn, from, upto, person(scope))? {
                let Deed::FollowUp(_, due_on) = done.deed else { continue };
                let row = rows.entry(Some(done.by)).or_insert_with(|| progress_row(&standing, Some(done.by)));
                row.done += 1;
                row.on_time += u32::from(is_on_time(calendar, due_on, done.at.store_date()));
            }
            let mut rows: Vec<ProgressRow> = rows.into_values().collect();
            rows.sort_by_key(|row| std::cmp::Reverse((row.customers, row.done)));
            Ok(Progress { rows, from, upto })
        })
    }

    /// What people did, by day and person.
    pub fn activity(&self, request: AskDays) -> Result<ActivityReport, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = standing.scope()?;
        let (from, upto) = days(&request, store.world.today());
        let calendar = &standing.store_file.rules.calendar;
        store.read(|conn| -> Result<ActivityReport, Failed> {
            let mut counts = BTreeMap::<(std::cmp::Reverse<Date>, StaffId), BTreeMap<Activity, u32>>::new();
            // What is due on a day stands as planned on the day before it.
            for done in mirror::deeds(conn, from, upto.plus_days(1), person(scope))? {
                for (date, what) in told(calendar, &done).into_iter().filter(|(date, _)| (from..=upto).contains(date)) {
                    *counts.entry((std::cmp::Reverse(date), done.by)).or_default().entry(what).or_default() += 1;
                }
            }
            let rows = counts.into_iter().map(|((std::cmp::Reverse(date), staff), counts)| ActivityRow {
                date,
                staff: standing.name_of(staff),
                counts: ALL
                    .into_iter()
                    .map(|what| ActivityCount { what, count: counts.get(&what).copied().unwrap_or_default() })
                    .collect(),
            });
            Ok(ActivityReport { rows: rows.collect(), from, upto })
        })
    }

    /// The rows behind a number of the daily report.
    pub fn activity_rows(&self, request: AskActivityRows) -> Result<Vec<ActivityItem>, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let staff = person(standing.scope()?).unwrap_or(request.staff);
        let calendar = &standing.store_file.rules.calendar;
        store.read(|conn| -> Result<Vec<ActivityItem>, Failed> {
            let deeds = mirror::deeds(conn, request.date, request.date.plus_days(1), Some(staff))?;
            let of_it = deeds.iter().filter(|done| told(calendar, done).contains(&(request.date, request.what)));
            let rows = of_it.map(|done| {
                let customer = mirror::customer_of_row(conn, done.row)?;
                Ok(ActivityItem { at: done.at, customer: customer_row(conn, &standing, customer)? })
            });
            rows.collect()
        })
    }
}

/// The days asked about: today where none was named, never more than a month.
fn days(request: &AskDays, today: Date) -> (Date, Date) {
    let from = request.from.unwrap_or(today);
    let upto = request.upto.unwrap_or(from).max(from);
    (from, upto.min(from.plus_days(MOST_DAYS - 1)))
}

/// Whom somebody who does not see everybody's customers may ask about.
fn person(scope: Scope) -> Option<StaffId> {
    scope.staff()
}

/// Late is what was finished with a workday between.
fn is_on_time(calendar: &Calendar, due_on: Date, done_on: Date) -> bool {
    calendar.workdays_between(due_on, done_on) == 0
}

/// What a deed counts as, and on which day: a finished follow-up both as what was done and as on time or late.
fn told(calendar: &Calendar, done: &Done) -> Vec<(Date, Activity)> {
    let on = done.at.store_date();
    match &done.deed {
        // A call is one, whoever called.
        Deed::Line(word) if *word == EntryKind::CallIn.as_str() => vec![(on, Activity::Calls)],
        Deed::Line(word) => vec![(on, of_way(&Way::from(word.as_str())))],
        Deed::Opened => vec![(on, Activity::NewFiles)],
        Deed::Due => vec![(on.plus_days(-1), Activity::Planned)],
        Deed::FollowUp(way, due_on) => {
            let punctual = if is_on_time(calendar, *due_on, on) { Activity::OnTime } else { Activity::Late };
            vec![(on, of_way(way)), (on, punctual)]
        }
    }
}

fn of_way(way: &Way) -> Activity {
    match way {
        Way::Call => Activity::Calls,
        Way::Visit | Way::HomeVisit => Activity::Visits,
        Way::TestDrive => Activity::TestDrives,
        Way::Wechat | Way::Message | Way::Email | Way::Fax | Way::Other(_) => Activity::Messages,
    }
}

fn progress_row(standing: &Standing, owner: Option<StaffId>) -> ProgressRow {
    ProgressRow {
        owner: owner.map(|owner| standing.name_of(owner)),
        grades: Vec::new(),
        customers: 0,
        overdue: 0,
        unplanned: 0,
        done: 0,
        on_time: 0,
    }
}
