//! Today's follow-ups and their results.

use rusqlite::Connection;

use crate::{
    app::{
        App,
        api::{
            common::Saved,
            customers::{CommentFollowUp, RecordFollowUp},
            error::{AppError, ErrorCode},
            work::{AskToday, DueFollowUp, Today},
        },
        damage::Failed,
        rows::customer_row,
        store::Standing,
        writing::{Target, Writing},
    },
    clock::Date,
    domain::customer::CustomerFile,
    mirror::{self, Due, Scope},
    ops::{
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
        let all = standing.scope()?;
        let staff = standing.staff.ok_or(ErrorCode::NotAllowed)?;
        // A consultant who asks for everyone's or a colleague's is shown what they may see: their own.
        let scope = match (all, request.everyone, request.staff) {
            (Scope::All, true, _) => Scope::All,
            (Scope::All, false, asked) => Scope::Own(asked.unwrap_or(staff)),
            (own, _, _) => own,
        };
        let date = store.world.today();
        store.read(|conn| -> Result<Today, Failed> {
            let found = mirror::today(conn, scope, date, MOST_ROWS)?;
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
        let report = Report {
            outcome: request.outcome,
            text: request.text,
            grade: request.grade,
            stage: request.stage,
            next_on: request.next_on,
            next_way: request.next_way,
            next_aim: request.next_aim,
        };
        let edits = follow_up::record(&author, &file, request.follow_up, &report)?;
        writing.stage(Target::customer(file.id), &edits)?;
        let saved = writing.commit("record_follow_up", |_, _| Ok(()))?.saved(request.file);
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
        let edit = follow_up::comment(&author, &file, request.follow_up, &request.text)?;
        writing.stage(Target::customer(file.id), &[edit])?;
        let saved = writing.commit("comment_follow_up", |_, _| Ok(()))?.saved(request.file);
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

fn due_row(conn: &Connection, standing: &Standing, today: Date, due: Due) -> Result<DueFollowUp, Failed> {
    Ok(DueFollowUp {
        id: due.id,
        opportunity: due.opportunity,
        way: due.way,
        aim: standing.masking().words(due.customer.owner, due.aim),
        due_on: due.due_on,
        overdue_days: today.days_since(due.due_on),
        customer: customer_row(conn, standing, due.customer)?,
    })
}
