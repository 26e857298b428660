//! Follow-ups 跟进: dated tasks that are done only when their result is written (F4).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{code::codes, return_visit::ReturnVisit};
use crate::{
    clock::{Date, Instant},
    ids::{FollowUpId, OpportunityId, StaffId},
};

codes! {
    /// 跟进方式 (F9).
    Way {
        /// 电话
        Call = "call",
        /// 微信
        Wechat = "wechat",
        /// 短信
        Message = "message",
        /// 到店
        Visit = "visit",
        /// 上门
        HomeVisit = "home_visit",
        /// 邮件
        Email = "email",
        /// 试驾
        TestDrive = "test_drive",
        /// 传真
        Fax = "fax",
    }
}

codes! {
    /// 跟进结果: how it went.
    Outcome {
        /// 已联系上
        Reached = "reached",
        /// 未接通
        Unreachable = "unreachable",
        /// 约定到店
        VisitAgreed = "visit_agreed",
        /// 已到店
        Visited = "visited",
        /// 无意向
        NotInterested = "not_interested",
    }
}

impl Outcome {
    /// Whether somebody was reached.
    #[must_use]
    pub fn has_reached(&self) -> bool {
        *self != Self::Unreachable
    }
}

/// The result of a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpResult {
    /// How it went.
    pub outcome: Outcome,
    /// What was said.
    pub text: String,
    /// When it was written, by the clock of the writing device.
    pub at: Instant,
    /// Who wrote it.
    pub by: StaffId,
    /// What an owner said, at a return visit.
    pub visit: Option<ReturnVisit>,
}

impl FollowUpResult {
    /// What was said in one text: the words written of it, else those of the visit.
    #[must_use]
    pub fn said(&self) -> String {
        match &self.visit {
            Some(visit) if self.text.is_empty() => visit.words().join("\u{ff1b}"),
            Some(_) | None => self.text.clone(),
        }
    }

    /// Everything that was written, a line for each part.
    #[must_use]
    pub fn all_words(&self) -> String {
        let visit = self.visit.iter().flat_map(ReturnVisit::words);
        std::iter::once(self.text.as_str()).filter(|text| !text.is_empty()).chain(visit).collect::<Vec<_>>().join("\n")
    }
}

/// A manager's comment on a follow-up 跟进批复. It counts only if its author was one when writing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpComment {
    /// What was said.
    pub text: String,
    /// Whether it wants an answer.
    pub asks: bool,
    /// When it was written, by the clock of the writing device.
    pub at: Instant,
    /// Who wrote it.
    pub by: StaffId,
}

/// The answer to a manager's comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpAnswer {
    /// What was said.
    pub text: String,
    /// When the comment was written that it answers.
    pub to: Instant,
    /// When it was written, by the clock of the writing device.
    pub at: Instant,
    /// Who wrote it.
    pub by: StaffId,
}

codes! {
    /// A single field of a follow-up that can be changed while it is open.
    FollowUpField {
        /// 方式, a [`Way`].
        Way = "way",
        /// 目的
        Aim = "aim",
        /// 日期, `2026-11-21`.
        DueOn = "due_on",
    }
}

/// A planned or finished follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUp {
    /// Its place in the file.
    pub id: FollowUpId,
    /// The purchase it is about.
    pub opportunity: Option<OpportunityId>,
    /// How.
    pub way: Way,
    /// What for.
    pub aim: String,
    /// When it is due.
    pub due_on: Date,
    /// Who planned it; none where the store's rules did.
    pub planned_by: Option<StaffId>,
    /// When it was planned.
    pub planned_at: Instant,
    /// The result, once written.
    pub result: Option<FollowUpResult>,
    /// The manager's comment, if one counts.
    pub comment: Option<FollowUpComment>,
    /// The answer to it, or to an earlier one.
    pub answer: Option<FollowUpAnswer>,
}

impl FollowUp {
    /// The comment that waits for an answer.
    #[must_use]
    pub fn unanswered(&self) -> Option<&FollowUpComment> {
        let comment = self.comment.as_ref().filter(|comment| comment.asks)?;
        let is_answered = self.answer.as_ref().is_some_and(|answer| answer.to == comment.at);
        (!is_answered).then_some(comment)
    }
}
