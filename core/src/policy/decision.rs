//! Decisions inside a file that count only if their author had the duty when they were made. The relay judges access to
//! files, not fields; so whoever reads a file asks here.

use super::{Role, acts::Duty};

/// A decision that is written into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// A manager's comment on a follow-up 跟进批复.
    FollowUpComment,
    /// That a customer is a batch buyer, or no longer one (C25).
    Fleet,
    /// That two files are not the same person, or stay joined although there is an order (C35).
    PairJudged,
    /// To which of two orders a VIN goes that both claimed 配车裁定.
    ClaimSettled,
    /// Whether a purchase that was given up is lost 战败确认.
    LossVerdict,
}

impl Decision {
    /// Whether somebody with these roles may make it.
    #[must_use]
    pub fn counts_from(self, roles: &[Role]) -> bool {
        match self {
            Self::FollowUpComment => Duty::CommentFollowUps.is_of(roles),
            Self::Fleet => Duty::PromoteFleet.is_of(roles),
            Self::PairJudged => Duty::JudgePairs.is_of(roles),
            Self::ClaimSettled => Duty::SettleClaims.is_of(roles),
            Self::LossVerdict => Duty::JudgeLosses.is_of(roles),
        }
    }
}
