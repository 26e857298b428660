//! What the mirror keeps of a file's history: how its purchases ended and what was done for the customer.

use serde::Serialize;

use crate::{
    clock::{Date, Instant},
    domain::{
        customer::CustomerFile,
        follow_up::{FollowUp, FollowUpResult},
        life::{self, Cancelled},
        loss::{LossRequest, LossState},
        opportunity::Opportunity,
        probability::{self, Ending},
        rules::LossReason,
    },
    ids::{EntryId, FollowUpId, LossId, OpportunityId, StaffId},
};

/// One follow-up.
#[derive(Debug, Serialize)]
pub(super) struct FollowUpFacts {
    pub(super) id: FollowUpId,
    pub(super) opportunity: Option<OpportunityId>,
    pub(super) way: String,
    pub(super) aim: String,
    pub(super) due_on: Date,
    pub(super) planned_by: Option<StaffId>,
    pub(super) done: Option<(Instant, StaffId)>,
    pub(super) outcome: String,
    pub(super) said: String,
    pub(super) comment: Option<(Instant, StaffId, String)>,
    pub(super) answer: Option<(Instant, StaffId, String)>,
    pub(super) unanswered: bool,
}

impl FollowUpFacts {
    pub(super) fn of(task: &FollowUp) -> Self {
        let result = task.result.as_ref();
        let answers_it = |to: Instant| task.comment.as_ref().is_some_and(|comment| comment.at == to);
        Self {
            id: task.id,
            opportunity: task.opportunity,
            way: task.way.as_str().to_owned(),
            aim: task.aim.clone(),
            due_on: task.due_on,
            planned_by: task.planned_by,
            done: result.map(|result| (result.at, result.by)),
            outcome: result.map_or_else(String::new, |result| result.outcome.to_string()),
            said: result.map_or_else(String::new, FollowUpResult::said),
            comment: task.comment.as_ref().map(|comment| (comment.at, comment.by, comment.text.clone())),
            answer: task
                .answer
                .as_ref()
                .filter(|answer| answers_it(answer.to))
                .map(|answer| (answer.at, answer.by, answer.text.clone())),
            unanswered: task.unanswered().is_some(),
        }
    }
}

/// A purchase that was given up, or whose order was cancelled (O8): one row, whatever ended it.
#[derive(Debug, Serialize)]
pub(super) struct LossFacts {
    pub(super) state: &'static str,
    pub(super) request: LossId,
    pub(super) asked_at: Instant,
    pub(super) asked_by: StaffId,
    pub(super) reason: String,
    pub(super) competitor: String,
    pub(super) words: String,
    pub(super) stage: String,
    pub(super) grade: String,
    pub(super) verdict: Option<(Instant, StaffId, String)>,
    pub(super) revival: Option<(Instant, StaffId, String)>,
}

impl LossFacts {
    pub(super) fn of(file: &CustomerFile, one: &Opportunity) -> Option<Self> {
        if let Some(Cancelled { id, at, by, words }) = life::cancelled(file, one) {
            return Some(Self {
                state: LossState::Cancelled.word(),
                request: id,
                asked_at: at,
                asked_by: by,
                reason: LossReason::OrderCancelled.to_string(),
                competitor: String::new(),
                words,
                stage: one.stage.to_string(),
                grade: one.grade.to_string(),
                verdict: None,
                revival: None,
            });
        }
        let LossRequest { id, at, by, reason, competitor, words, stage, grade } = one.loss.request.clone()?;
        let verdict = one.loss.counted_verdict();
        let revival = one.loss.counted_revival();
        Some(Self {
            state: one.loss.state().word(),
            request: id,
            asked_at: at,
            asked_by: by,
            reason,
            competitor,
            words,
            stage: stage.to_string(),
            grade: grade.to_string(),
            verdict: verdict.map(|verdict| (verdict.at, verdict.by, verdict.words.clone())),
            revival: revival.map(|revival| (revival.at, revival.by, revival.words.clone())),
        })
    }
}

/// The pairs of grade and stage through which an ended purchase passed, and whether it was won.
#[derive(Debug, Serialize)]
pub(super) struct PastFacts {
    pub(super) opportunity: OpportunityId,
    pub(super) pairs: Vec<(String, String)>,
    pub(super) won: bool,
}

pub(super) fn past(file: &CustomerFile) -> Vec<PastFacts> {
    let next_of = |one: &Opportunity| {
        file.opportunities.iter().filter(|other| other.opened_at > one.opened_at).map(|other| other.opened_at).min()
    };
    let ended = file.opportunities.iter().filter_map(|one| Some((one, probability::ending(one)?)));
    ended
        .map(|(one, ending)| {
            let pairs = probability::passed(one, &file.entries, next_of(one));
            let pairs = pairs.into_iter().map(|(grade, stage)| (grade.to_string(), stage.to_string()));
            PastFacts { opportunity: one.id, pairs: pairs.collect(), won: ending == Ending::Won }
        })
        .collect()
}

/// Something that somebody did for a customer, beside follow-ups.
#[derive(Debug, Serialize)]
pub(super) struct TouchFacts {
    pub(super) id: EntryId,
    pub(super) at: Instant,
    pub(super) by: StaffId,
    pub(super) what: String,
}

pub(super) fn touches(file: &CustomerFile) -> Vec<TouchFacts> {
    let touches = file.entries.iter().filter(|entry| entry.kind.is_talk());
    touches.map(|entry| TouchFacts { id: entry.id, at: entry.at, by: entry.by, what: entry.kind.to_string() }).collect()
}

/// When the customer was first contacted: the first result of a follow-up, or line that tells of one.
pub(super) fn first_contact_at(file: &CustomerFile) -> Option<Instant> {
    let results = file.follow_ups.iter().filter_map(|task| task.result.as_ref()).map(|result| result.at);
    let lines = file.entries.iter().filter(|entry| entry.kind.is_talk()).map(|entry| entry.at);
    results.chain(lines).min()
}
