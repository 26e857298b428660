//! Follow-ups as managers and consultants look over them: reviews, weeks, leads nobody has called, reminders, odds.

use rusqlite::Connection;

use super::follow_ups::due_row;
use crate::{
    app::{
        App,
        api::{
            common::Nothing,
            error::{AppError, ErrorCode},
            follow_ups::{
                AskReview, AskWeek, FollowUpTally, Odds, ReviewPage, ReviewRow, ReviewShown, ReviewTally, Untouched,
                UntouchedRow, Week, WeekDay,
            },
            losses::SaidOn,
        },
        damage::Failed,
        rows::customer_row,
        store::Standing,
    },
    clock::{Date, Instant},
    domain::{
        customer::CustomerFile,
        opportunity::Opportunity,
        probability,
        process::{Known, Sealed, process, told_by_orders},
        reminder::{self, Day, Reminder, Waiting},
        rules::NumberRule,
        workday::YearSource,
    },
    ids::{FollowUpId, StaffId},
    mirror::{self, Finished, LossFilter, ReviewFilter, Reviewed, Said, Scope},
    policy::{
        Decision,
        acts::{LedgerAct, Say},
    },
};

/// Rows of one page.
const MOST_ROWS: u32 = 200;
/// Rows of one day of a week.
const MOST_OF_A_DAY: u32 = 60;
/// How far back a review looks at most.
const MOST_DAYS: u32 = 366;
/// Leads older than this are no longer called late; they are in the customer list.
const UNTOUCHED_DAYS: i64 = 30;
const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

impl App {
    /// Finished follow-ups to review, and what was said about them.
    pub fn review_follow_ups(&self, request: AskReview) -> Result<ReviewPage, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = standing.scope()?;
        let from = store.world.today().plus_days(-i64::from(request.days.min(MOST_DAYS))).starts_at();
        let show = match request.show {
            ReviewShown::Unread => Reviewed::Unread,
            ReviewShown::Unanswered => Reviewed::Unanswered,
            ReviewShown::Settled => Reviewed::Settled,
        };
        let filter = ReviewFilter { show, from, done_by: request.staff };
        let page = mirror::Page { offset: request.offset, limit: request.limit.min(MOST_ROWS) };
        store.read(|conn| -> Result<ReviewPage, Failed> {
            let (found, total) = mirror::finished(conn, scope, filter, page)?;
            let by_staff = mirror::unread_by_person(conn, scope, from)?;
            Ok(ReviewPage {
                rows: found.into_iter().map(|one| review_row(conn, &standing, one)).collect::<Result<_, _>>()?,
                total,
                by_staff: by_staff
                    .into_iter()
                    .map(|(staff, unread, unanswered)| ReviewTally { staff: standing.name_of(staff), unread, unanswered })
                    .collect(),
                can_comment: Decision::FollowUpComment.counts_from(&standing.roles),
            })
        })
    }

    /// The follow-ups of a week, a column a day.
    pub fn week(&self, request: AskWeek) -> Result<Week, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = scope_of(&standing, request.staff, request.everyone)?;
        let today = store.world.today();
        let first = request.on.unwrap_or(today).monday();
        let rules = &standing.store_file.rules;
        store.read(|conn| -> Result<Week, Failed> {
            let mut days = Vec::new();
            for date in (0..7).map(|day| first.plus_days(day)) {
                let (due, total) = mirror::due_between(conn, scope, date, date, MOST_OF_A_DAY)?;
                days.push(WeekDay {
                    date,
                    workday: rules.calendar.is_workday(date),
                    open: rules.calendar.is_open(date, rules.is_open_at_weekends()),
                    rows: due.into_iter().map(|due| due_row(conn, &standing, today, due)).collect::<Result<_, _>>()?,
                    total,
                });
            }
            let before = standing.overdue_before(today).min(first).plus_days(-1);
            let (_, overdue_before) = mirror::due_between(conn, scope, Date::FIRST, before, 0)?;
            let unknown_year = rules.calendar.source(first.year()) == YearSource::Unknown;
            Ok(Week { days, today, overdue_before, unknown_year })
        })
    }

    /// Leads that nobody has contacted within the limit of their source.
    pub fn untouched(&self, _: Nothing) -> Result<Untouched, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = standing.scope()?;
        let now = store.world.now();
        store.read(|conn| -> Result<Untouched, Failed> {
            let mut late = Vec::new();
            for (customer, limit_hours, until) in waiting(conn, &standing, scope, now)? {
                if until < now {
                    late.push((customer, limit_hours, until));
                }
            }
            late.sort_by_key(|(_, _, until)| *until);
            let total = u32::try_from(late.len()).unwrap_or(u32::MAX);
            let rows = late.into_iter().take(usize::try_from(MOST_ROWS).unwrap_or(0));
            let rows = rows.map(|(customer, limit_hours, until)| {
                Ok(UntouchedRow { customer: customer_row(conn, &standing, customer)?, limit_hours, until })
            });
            Ok(Untouched {
                rows: rows.collect::<Result<_, Failed>>()?,
                total,
                can_return: standing.may_say(LedgerAct::FilesAssigned) == Say::Any,
            })
        })
    }

    /// What to remind the person at this device of, from now on.
    pub fn reminders(&self, _: Nothing) -> Result<Vec<Reminder>, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let staff = standing.staff.ok_or(ErrorCode::NotAllowed)?;
        // Whoever has no customers is reminded of nothing.
        let Ok(all) = standing.scope() else { return Ok(Vec::new()) };
        let (own, now, today) = (Scope::Own(staff), store.world.now(), store.world.today());
        let judges = Decision::LossVerdict.counts_from(&standing.roles);
        let rules = &standing.store_file.rules;
        store.read(|conn| -> Result<Vec<Reminder>, Failed> {
            let found = mirror::today(conn, own, today, standing.overdue_before(today), MOST_ROWS)?;
            let losses = if judges { mirror::loss_counts(conn, all, &LossFilter::default())? } else { Vec::new() };
            let waiting = waiting(conn, &standing, own, now)?;
            Ok(reminder::reminders(&Day {
                now,
                quiet: (rules.number(&NumberRule::QuietFromHour), rules.number(&NumberRule::QuietUntilHour)),
                overdue: found.overdue_total,
                due: found.due_total,
                names: found.due.into_iter().map(|due| due.customer.name).collect(),
                losses: losses.iter().filter(|one| one.state.asks_manager()).map(|one| one.count).sum(),
                waiting: waiting
                    .into_iter()
                    .map(|(customer, _, until)| Waiting { file: customer.file, name: customer.name, until })
                    .collect(),
            }))
        })
    }
}

/// Whose follow-ups are asked for; a consultant who asks for everyone's is shown what they may see: their own.
pub(super) fn scope_of(standing: &Standing, staff: Option<StaffId>, everyone: bool) -> Result<Scope, AppError> {
    let own = standing.staff.ok_or(ErrorCode::NotAllowed)?;
    Ok(match (standing.scope()?, everyone, staff) {
        (Scope::All, true, _) => Scope::All,
        (Scope::All, false, asked) => Scope::Own(asked.unwrap_or(own)),
        (own, _, _) => own,
    })
}

/// Leads without a first contact, with the limit of their source and when it ends.
fn waiting(
    conn: &Connection,
    standing: &Standing,
    scope: Scope,
    now: Instant,
) -> Result<Vec<(mirror::Customer, i64, Instant)>, Failed> {
    let found = mirror::untouched(conn, scope, now.plus_ms(-UNTOUCHED_DAYS * DAY_MS))?;
    let rules = &standing.store_file.rules;
    let limited = found.into_iter().filter_map(|customer| {
        let hours = rules.first_contact_hours(&customer.source);
        let until = customer.opened_at?.plus_ms(hours * HOUR_MS);
        Some((customer, hours, until))
    });
    Ok(limited.collect())
}

fn review_row(conn: &Connection, standing: &Standing, one: Finished) -> Result<ReviewRow, Failed> {
    let (masking, owner) = (standing.masking(), one.customer.owner);
    let said = |said: Option<Said>| {
        said.map(|(at, by, text)| SaidOn { at, by: standing.name_of(by), words: masking.words(owner, text) })
    };
    Ok(ReviewRow {
        id: one.id,
        way: one.way,
        aim: masking.words(owner, one.aim),
        due_on: one.due_on,
        late_days: standing.store_file.rules.calendar.workdays_between(one.due_on, one.done_at.store_date()),
        done_at: one.done_at,
        done_by: standing.name_of(one.done_by),
        outcome: one.outcome,
        said: masking.words(owner, one.said),
        comment: said(one.comment),
        answer: said(one.answer),
        unanswered: one.unanswered,
        customer: customer_row(conn, standing, one.customer)?,
    })
}

/// How likely the open purchases of a customer are won.
pub(super) fn odds(conn: &Connection, standing: &Standing, customer: &CustomerFile, today: Date) -> Result<Vec<Odds>, Failed> {
    let rules = &standing.store_file.rules;
    let idle_days = customer.last_contact_at().map_or(0, |at| today.days_since(at.store_date()).max(0));
    let odds = customer.opportunities.iter().map(|one| {
        let past = mirror::past(conn, &one.grade, &one.stage)?;
        let is_open = one.stage.is_open() && one.grade.is_open();
        let filled = filled_percent(customer, one);
        Ok(Odds {
            opportunity: one.id,
            probability: is_open.then(|| probability::probability(past, idle_days, rules.grade(&one.grade), filled)),
            loss: one.loss.state(),
            can_give_up: one.can_be_given_up(),
            can_revive: one.loss.can_be_revived(),
            asks_manager: one.loss.state().asks_manager(),
        })
    });
    odds.collect()
}

/// How much of what the steps reached must collect is there; the private part is not asked for, so that everybody is told
/// the same.
fn filled_percent(customer: &CustomerFile, one: &Opportunity) -> u32 {
    let told = told_by_orders(customer, one.id);
    let known = Known { file: customer, opportunity: one, private: Sealed::Hidden, told: &told };
    let process = process(&known);
    process.filled * 100 / process.required.max(1)
}

/// Return visits that have no result yet.
pub(super) fn open_visits(customer: &CustomerFile) -> Vec<FollowUpId> {
    let open = customer.follow_ups.iter().filter(|task| task.result.is_none() && customer.is_return_visit(task));
    open.map(|task| task.id).collect()
}

/// How often each person followed a customer up, the most first.
pub(super) fn followed(standing: &Standing, customer: &CustomerFile) -> Vec<FollowUpTally> {
    let mut counts = std::collections::BTreeMap::<StaffId, u32>::new();
    for result in customer.follow_ups.iter().filter_map(|task| task.result.as_ref()) {
        *counts.entry(result.by).or_default() += 1;
    }
    let mut tallies: Vec<FollowUpTally> =
        counts.into_iter().map(|(staff, done)| FollowUpTally { staff: standing.name_of(staff), done }).collect();
    tallies.sort_by_key(|tally| std::cmp::Reverse(tally.done));
    tallies
}
