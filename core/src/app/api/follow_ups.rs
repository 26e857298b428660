//! Follow-ups: written, commented, answered, read.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    common::{CustomerRow, StaffName},
    losses::{GivenUp, SaidOn},
    work::{DueFollowUp, GradeCount},
};
use crate::{
    clock::{Date, Instant},
    domain::{
        follow_up::{Outcome, Way},
        loss::LossState,
        opportunity::{Grade, Stage},
        probability::Probability,
        return_visit::ReturnVisit,
    },
    ids::{FileId, FollowUpId, OpportunityId, StaffId},
};

/// Writes the result of a follow-up and plans the next, in one go.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecordFollowUp {
    /// The customer file.
    pub file: FileId,
    /// Which follow-up.
    pub follow_up: FollowUpId,
    /// How it went.
    pub outcome: Outcome,
    /// What was said; may not be empty unless unreachable.
    pub text: String,
    /// New grade, if it changes.
    pub grade: Option<Grade>,
    /// New stage, if it changes.
    pub stage: Option<Stage>,
    /// Date of the next follow-up; none plans no next one.
    pub next_on: Option<Date>,
    /// How the next one is done.
    pub next_way: Option<Way>,
    /// Whether the customer called, and not the store: who does not want to be called still may.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub called_in: bool,
    /// What the next one is for.
    pub next_aim: Option<String>,
    /// The purchase is given up with this result, and why; grade, stage and next date are then left alone.
    #[serde(default)]
    pub given_up: Option<GivenUp>,
    /// What the owner said, at a return visit (S7).
    #[serde(default)]
    #[ts(optional)]
    pub visit: Option<ReturnVisit>,
}

/// Writes a manager's comment on a follow-up.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CommentFollowUp {
    /// The customer file.
    pub file: FileId,
    /// Which follow-up.
    pub follow_up: FollowUpId,
    /// What is said; empty takes an earlier comment back.
    pub text: String,
    /// Whether it wants an answer.
    #[serde(default)]
    pub asks: bool,
}

/// Answers a manager's comment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AnswerFollowUp {
    /// The customer file.
    pub file: FileId,
    /// Which follow-up.
    pub follow_up: FollowUpId,
    /// The answer.
    pub text: String,
}

/// Which finished follow-ups are to be reviewed 跟进批复.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReviewShown {
    /// Those on which no manager has said anything.
    Unread,
    /// Those whose comment waits for an answer.
    Unanswered,
    /// The others.
    Settled,
}

/// Asks for finished follow-ups.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AskReview {
    /// Which.
    pub show: ReviewShown,
    /// Finished by this person; none for all.
    pub staff: Option<StaffId>,
    /// Finished within so many days.
    pub days: u32,
    /// How many to skip.
    pub offset: u32,
    /// How many to give, at most 200.
    pub limit: u32,
}

/// A finished follow-up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReviewRow {
    /// Which.
    pub id: FollowUpId,
    /// The customer.
    pub customer: CustomerRow,
    /// How.
    pub way: Way,
    /// What for.
    pub aim: String,
    /// When it was due.
    pub due_on: Date,
    /// Workdays by which it was late.
    pub late_days: i64,
    /// When it was finished.
    pub done_at: Instant,
    /// By whom.
    pub done_by: StaffName,
    /// How it went.
    pub outcome: Outcome,
    /// What was said.
    pub said: String,
    /// The manager's comment.
    pub comment: Option<SaidOn>,
    /// The answer to it.
    pub answer: Option<SaidOn>,
    /// Whether the comment waits for an answer.
    pub unanswered: bool,
}

/// How much of a person's work waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviewTally {
    /// Who.
    pub staff: StaffName,
    /// Finished follow-ups on which no manager has said anything.
    pub unread: u32,
    /// Comments that wait for an answer.
    pub unanswered: u32,
}

/// Finished follow-ups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReviewPage {
    /// The rows from `offset` on, the newest first.
    pub rows: Vec<ReviewRow>,
    /// How many there are in all.
    pub total: u32,
    /// Per person, whoever has most unread first.
    pub by_staff: Vec<ReviewTally>,
    /// Whether this person's comment would count.
    pub can_comment: bool,
}

/// Asks for the follow-ups of a week.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AskWeek {
    /// Whose; none for one's own. Managers may ask for another's or, with `everyone`, for all.
    pub staff: Option<StaffId>,
    /// Everyone's.
    pub everyone: bool,
    /// A day of the week; none for this week.
    pub on: Option<Date>,
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WeekDay {
    /// Which.
    pub date: Date,
    /// Whether it is a workday.
    pub workday: bool,
    /// Whether the store is open.
    pub open: bool,
    /// What is due, at most 60.
    pub rows: Vec<DueFollowUp>,
    /// How many there are in all.
    pub total: u32,
}

/// A week from Monday to Sunday.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Week {
    /// Its days.
    pub days: Vec<WeekDay>,
    /// Today.
    pub today: Date,
    /// Follow-ups overdue before this week's first day.
    pub overdue_before: u32,
    /// Whether workdays are known only as Monday to Friday, because nobody told this year's.
    pub unknown_year: bool,
}

/// A lead that nobody has contacted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct UntouchedRow {
    /// The customer.
    pub customer: CustomerRow,
    /// Hours the store allows for its source.
    pub limit_hours: i64,
    /// Until when it should have been contacted.
    pub until: Instant,
}

/// Leads past their first-contact limit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Untouched {
    /// The rows, the longest past first, at most 200.
    pub rows: Vec<UntouchedRow>,
    /// How many there are in all.
    pub total: u32,
    /// Whether this person may give them back to the pool.
    pub can_return: bool,
}

/// Asks for a report on some days.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AskDays {
    /// The first; none for today.
    pub from: Option<Date>,
    /// The last; none for the first. At most 31 days.
    pub upto: Option<Date>,
}

/// A person's open customers and how they are followed up 有望客户跟踪进度 (F10).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ProgressRow {
    /// Whose; none for the pool.
    pub owner: Option<StaffName>,
    /// Open customers per grade.
    pub grades: Vec<GradeCount>,
    /// Open customers.
    pub customers: u32,
    /// Of those, with an overdue follow-up.
    pub overdue: u32,
    /// Of those, with nothing planned.
    pub unplanned: u32,
    /// Follow-ups finished in the days asked about.
    pub done: u32,
    /// Of those, on time.
    pub on_time: u32,
}

/// The progress of everybody in reach.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// One row per person, who has most customers first.
    pub rows: Vec<ProgressRow>,
    /// The days asked about.
    pub from: Date,
    /// See `from`.
    pub upto: Date,
}

/// What a person did on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Activity {
    /// 电话
    Calls,
    /// 到店、上门
    Visits,
    /// 微信、短信、邮件、传真
    Messages,
    /// 试驾
    TestDrives,
    /// 新建档
    NewFiles,
    /// 按时跟进
    OnTime,
    /// 逾期跟进
    Late,
    /// 次日计划
    Planned,
}

/// A person's day 销售顾问访问活动日报 (F11).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ActivityRow {
    /// The day.
    pub date: Date,
    /// Who.
    pub staff: StaffName,
    /// How many of each, in the order of the codes.
    pub counts: Vec<ActivityCount>,
}

/// How many of an activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActivityCount {
    /// Which.
    pub what: Activity,
    /// How many.
    pub count: u32,
}

/// What people did, a row per day and person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ActivityReport {
    /// The rows, the newest day first.
    pub rows: Vec<ActivityRow>,
    /// The days asked about.
    pub from: Date,
    /// See `from`.
    pub upto: Date,
}

/// Asks for the rows behind a number of the report.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AskActivityRows {
    /// The day.
    pub date: Date,
    /// Who.
    pub staff: StaffId,
    /// Which number.
    pub what: Activity,
}

/// One row behind a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ActivityItem {
    /// When; for what is planned the beginning of its day.
    pub at: Instant,
    /// The customer.
    pub customer: CustomerRow,
}

/// A customer's purchase: how likely it is won, and what may be done about losing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Odds {
    /// The purchase.
    pub opportunity: OpportunityId,
    /// How likely; none where it is no longer open.
    pub probability: Option<Probability>,
    /// Where its loss stands.
    pub loss: LossState,
    /// Whether it can be given up.
    pub can_give_up: bool,
    /// Whether it can be taken back.
    pub can_revive: bool,
    /// Whether a manager is asked.
    pub asks_manager: bool,
}

/// How often a person followed a customer up (F6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpTally {
    /// Who.
    pub staff: StaffName,
    /// Finished follow-ups.
    pub done: u32,
}
