//! Today's follow-ups and their results.

use rusqlite::Connection;

use super::{following::scope_of, losses::give_up};
use crate::{
    app::{
        App,
        api::{
            common::{Saved, Warning, WarningCode},
            customers::CustomerChange,
            error::{AppError, ErrorCode},
            follow_ups::{AnswerFollowUp, CommentFollowUp, RecordFollowUp},
            work::{AskToday, DueFollowUp, Today},
        },
        damage::Failed,
        rows::customer_row,
        store::{OpenStore, Standing},
        writing::{Target, Writing},
    },
    clock::Date,
    domain::{
        customer::CustomerFile,
        edit::{CustomerEdit, Edit},
        follow_up::FollowUp,
        opportunity::{Grade, OpportunityField},
        return_visit::is_return_visit,
    },
    ids::{FollowUpId, OpportunityId},
    mirror::{self, Due},
    ops::{
        care,
        customer::{Caller, check_call},
        follow_up::{self, Report},
    },
    policy::Decision,
};

/// Rows per section of the list.
const MOST_ROWS: u32 = 200;

impl App {
    /// What there is to do.
    pub fn today(&self, request: AskToday) -> Result<Today, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = scope_of(&standing, request.staff, request.everyone)?;
        let date = store.world.today();
        let overdue_before = standing.overdue_before(date);
        store.read(|conn| -> Result<Today, Failed> {
            let found = mirror::today(conn, scope, date, overdue_before, MOST_ROWS)?;
            let rows = |due: Vec<Due>| due.into_iter().map(|due| due_row(conn, &standing, date, due)).collect::<Result<_, _>>();
            Ok(Today {
                date,
                overdue: rows(found.overdue)?,
                due: rows(found.due)?,
                planned: rows(found.planned)?,
                done_today: found.done_today,
                captured_today: found.captured_today,
                overdue_total: found.overdue_total,
                due_total: found.due_total,
                planned_total: found.planned_total,
            })
        })
    }

    /// Writes the result of a follow-up and plans the next.
    pub fn record_follow_up(&self, request: RecordFollowUp) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        check_calls(&writing.customers(request.file)?, &request)?;
        let file = writing.customer_holding(request.file, &request.follow_up.to_string())?;
        let goes_on = request.given_up.is_none();
        let report = Report {
            outcome: request.outcome,
            text: request.text,
            grade: request.grade.filter(|_| goes_on),
            stage: request.stage.filter(|_| goes_on),
            next_on: request.next_on.filter(|_| goes_on),
            next_way: request.next_way,
            next_aim: request.next_aim,
            visit: request.visit,
        };
        let mut edits = follow_up::record(&author, &file, request.follow_up, &report)?;
        edits.extend(care::again(&author, &file, &edits, &store.standing().store_file.rules));
        if let Some(given_up) = &request.given_up {
            let about = about(&file, request.follow_up).ok_or(ErrorCode::NotFound)?;
            edits.extend(give_up(&author, &store.standing(), &file, about, given_up)?);
        }
        edits.extend(follow_up::by_rule(&author, &file, &edits, &store.standing().store_file.rules));
        writing.stage(Target::customer(file.id), &edits)?;
        let mut saved = writing.commit("record_follow_up", |_, _| Ok(()))?.saved(request.file);
        saved.warnings = too_late(&store, &file, &edits);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Writes a manager's comment on a follow-up; nothing takes it back.
    pub fn comment_follow_up(&self, request: CommentFollowUp) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        if !Decision::FollowUpComment.counts_from(&store.standing().roles) {
            return Err(ErrorCode::NotAllowed.into());
        }
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.follow_up.to_string())?;
        let edit = follow_up::comment(&author, &file, request.follow_up, &request.text, request.asks)?;
        writing.stage(Target::customer(file.id), &[edit])?;
        let saved = writing.commit("comment_follow_up", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Answers the manager's comment.
    pub fn answer_follow_up(&self, request: AnswerFollowUp) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.follow_up.to_string())?;
        let edit = follow_up::answer(&author, &file, request.follow_up, &request.text)?;
        writing.stage(Target::customer(file.id), &[edit])?;
        let saved = writing.commit("answer_follow_up", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }
}

/// Who does not want to be called was not called, and will not be: only they may call.
fn check_calls(members: &[CustomerFile], request: &RecordFollowUp) -> Result<(), AppError> {
    let task = members.iter().flat_map(|member| &member.follow_ups).find(|task| task.id == request.follow_up);
    let caller = if request.called_in { Caller::Customer } else { Caller::Store };
    let done = task.map(|task| (&task.way, caller));
    let next_way = request.next_way.as_ref().or(task.map(|task| &task.way));
    let next = request.next_on.and(next_way).map(|way| (way, Caller::Store));
    for (way, caller) in done.into_iter().chain(next) {
        members.iter().try_for_each(|member| check_call(member, way, caller))?;
    }
    Ok(())
}

/// The purchase that a follow-up is about: the one it names, else the newest that is open.
fn about(file: &CustomerFile, id: FollowUpId) -> Option<OpportunityId> {
    let named = file.follow_ups.iter().find(|task| task.id == id).and_then(|task| task.opportunity);
    named.or_else(|| file.opportunities.iter().rev().find(|one| one.stage.is_open()).map(|one| one.id))
}

/// A warning where what was planned is later than the rules allow for the grade that the purchase then has.
fn too_late(store: &OpenStore, file: &CustomerFile, edits: &[Edit]) -> Vec<Warning> {
    let (rules, today) = (&store.standing().store_file.rules, store.world.today());
    let graded = edits.iter().rev().find_map(|edit| match edit {
        Edit::Customer(CustomerEdit::SetOpportunity(_, OpportunityField::Grade, Some(grade))) => {
            Some(Grade::from(grade.as_str()))
        }
        _ => None,
    });
    let is_late = |task: &FollowUp| {
        let current = file.opportunities.iter().find(|one| Some(one.id) == task.opportunity);
        let grade = graded.clone().or_else(|| current.map(|one| one.grade.clone()));
        let rule = grade.and_then(|grade| rules.grade(&grade).cloned());
        rule.is_some_and(|rule| task.due_on.days_since(today) > rule.longest_days)
    };
    let planned = edits.iter().filter_map(|edit| match edit {
        Edit::Customer(CustomerEdit::AddFollowUp(task)) => Some(task),
        _ => None,
    });
    let late = planned.filter(|task| task.planned_by.is_some() && is_late(task)).count();
    (0..late.min(1)).map(|_| Warning { field: "next_on".to_owned(), code: WarningCode::FollowUpLate }).collect()
}

pub(super) fn due_row(conn: &Connection, standing: &Standing, today: Date, due: Due) -> Result<DueFollowUp, Failed> {
    Ok(DueFollowUp {
        return_visit: is_return_visit(&due.aim, due.customer.stage.as_ref()),
        id: due.id,
        opportunity: due.opportunity,
        way: due.way,
        aim: standing.masking().words(due.customer.owner, due.aim),
        due_on: due.due_on,
        overdue_days: standing.store_file.rules.calendar.workdays_between(due.due_on, today),
        do_not_call: due.do_not_call,
        by_rule: due.by_rule,
        customer: customer_row(conn, standing, due.customer)?,
    })
}

/// Plans that are later than the rules of the purchase's grade allow.
pub(super) fn late_plans(store: &OpenStore, members: &[CustomerFile], changes: &[CustomerChange]) -> Vec<Warning> {
    let (rules, today) = (&store.standing().store_file.rules, store.world.today());
    let is_late = |change: &&CustomerChange| {
        let (about, on) = match change {
            CustomerChange::PlanFollowUp { opportunity, due_on, .. } => (*opportunity, *due_on),
            CustomerChange::MoveFollowUp { id, due_on: Some(due_on), .. } => {
                let task = members.iter().flat_map(|member| &member.follow_ups).find(|task| task.id == *id);
                (task.and_then(|task| task.opportunity), *due_on)
            }
            _ => return false,
        };
        let all = || members.iter().flat_map(|member| &member.opportunities);
        let current = about.map_or_else(|| all().rev().find(|one| one.stage.is_open()), |id| all().find(|one| one.id == id));
        current.and_then(|one| rules.grade(&one.grade)).is_some_and(|rule| on.days_since(today) > rule.longest_days)
    };
    let late = changes.iter().find(is_late);
    late.map(|_| Warning { field: "due_on".to_owned(), code: WarningCode::FollowUpLate }).into_iter().collect()
}
