//! Return visits 回访 of owners (S7): what somebody who drives our car away says of it, and whether their file is still true.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    code::codes,
    customer::CustomerFile,
    follow_up::{FollowUp, Outcome},
    opportunity::Stage,
};
use crate::ids::OpportunityId;

codes! {
    /// Aims of the plan that a hand-over makes 关怀计划. A follow-up's aim is one of these words, or a person's own.
    CareAim {
        /// 交车当日关怀
        Day0 = "care_day_0",
        /// 交车后 3 日跟踪
        Day3 = "care_day_3",
        /// 交车后 7 日回访
        Day7 = "care_day_7",
        /// 交车后 15 日关怀
        Day15 = "care_day_15",
        /// 首保提醒
        FirstService = "care_first_service",
    }
}

codes! {
    /// 满意度 (C18).
    Satisfaction {
        /// 非常满意
        Very = "very",
        /// 基本满意
        Mostly = "mostly",
        /// 不满意
        Dissatisfied = "dissatisfied",
    }
}

/// What an owner said at a return visit. Part of the follow-up's result, kept whole with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReturnVisit {
    /// How content they are.
    pub satisfaction: Satisfaction,
    /// 购车过程感受
    pub buying: String,
    /// 用车感受
    pub driving: String,
    /// 建议
    pub suggestions: String,
    /// 要求
    pub requests: String,
    /// Asked for suggestions and requests, they had none.
    pub nothing_more: bool,
    /// Their data were gone through with them.
    pub checked: bool,
}

impl ReturnVisit {
    /// What they said, in the order of asking, empty parts left out.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        let parts = [&self.buying, &self.driving, &self.suggestions, &self.requests];
        parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect()
    }
}

impl ReturnVisit {
    /// Whether nothing was learnt but how content they are.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        self.words().is_empty() && !self.nothing_more && !self.checked
    }
}

impl Outcome {
    /// Whether somebody spoke with the customer.
    #[must_use]
    pub const fn has_spoken(&self) -> bool {
        matches!(self, Self::Reached | Self::VisitAgreed | Self::Visited)
    }
}

/// Whether a follow-up is a return visit: the plan after a hand-over says so, or the purchase it is about was delivered.
#[must_use]
pub fn is_return_visit(aim: &str, stage: Option<&Stage>) -> bool {
    match CareAim::from(aim) {
        CareAim::Day0 | CareAim::Day3 | CareAim::Day7 | CareAim::Day15 => true,
        CareAim::FirstService => false,
        CareAim::Other(_) => stage == Some(&Stage::AfterDelivery),
    }
}

impl CustomerFile {
    /// Whether a follow-up of this file is a return visit.
    #[must_use]
    pub fn is_return_visit(&self, task: &FollowUp) -> bool {
        is_return_visit(&task.aim, self.about(task).as_ref().map(|(_, stage)| stage))
    }

    /// The return visits about a purchase, planned and done, by date. Of what was done beside the plan those count at which
    /// the owner was asked: the others were before there was one.
    #[must_use]
    pub fn return_visits(&self, opportunity: OpportunityId) -> Vec<&FollowUp> {
        let is_asked = |task: &FollowUp| match CareAim::from(task.aim.as_str()) {
            CareAim::Other(_) => task.result.as_ref().is_none_or(|result| result.visit.is_some()),
            _ => true,
        };
        let is_its = |task: &&FollowUp| {
            self.about(task).is_some_and(|(id, _)| id == opportunity) && self.is_return_visit(task) && is_asked(task)
        };
        let mut visits: Vec<&FollowUp> = self.follow_ups.iter().filter(is_its).collect();
        visits.sort_by_key(|task| (task.due_on, task.id));
        visits
    }

    /// The purchase that a follow-up speaks of: the one it names, else the newest.
    fn about(&self, task: &FollowUp) -> Option<(OpportunityId, Stage)> {
        let named = task.opportunity.and_then(|id| self.opportunities.iter().find(|one| one.id == id));
        named.or_else(|| self.opportunities.last()).map(|one| (one.id, one.stage.clone()))
    }
}
