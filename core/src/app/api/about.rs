//! What follows from a customer file: relation, classes, referrals, what is still to be asked, what may be done.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{common::CustomerRow, error::ErrorCode};
use crate::{
    clock::Instant,
    domain::{
        classes::Class,
        customer::{CustomerField, PrivateField},
        follow_up::Way,
        profile::{AgeBand, ThanksState},
        relation::{Relation, RelationStep},
    },
    ids::FileId,
};

/// What follows from a customer file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct About {
    /// 客户关系 today.
    pub relation: Relation,
    /// Whether nobody was in contact with an owner for so long that the store's rule warns of losing them.
    pub at_risk: bool,
    /// How it came about, oldest first.
    pub history: Vec<RelationStep>,
    /// Whether somebody said it by hand.
    pub relation_said: bool,
    /// 客户分类, each with what it rests on and what is advised.
    pub classes: Vec<Class>,
    /// 年龄段, by the day or year of birth, else as guessed.
    pub age_band: Option<AgeBand>,
    /// Visits to the store that are on the timeline.
    pub visits: u32,
    /// Days between two visits on average; none for less than two.
    pub visit_interval_days: Option<i64>,
    /// Whom this customer referred, as far as they are on this device.
    pub referred: Vec<CustomerRow>,
    /// Where thanking whoever sent this customer stands (S20); none where there is nothing to thank for.
    pub thanks: Option<ThanksState>,
    /// Fields that the stages reached ask for and that are empty (C36).
    pub required: Vec<CustomerField>,
    /// The same in the private part; empty for who may not have it.
    pub required_private: Vec<PrivateField>,
    /// Whether the stage asks for a way to reach the customer and there is none.
    pub requires_contact: bool,
    /// Opportunities of a customer who bought before that do not say 续购 (C23).
    pub requires_repurchase: Vec<crate::ids::OpportunityId>,
    /// The ways that lead from this device to the customer, by what they left.
    pub reach: Vec<Reach>,
    /// Whether the store must not call.
    pub do_not_call: bool,
    /// Whether this person may make the customer a batch buyer, or an ordinary one again.
    pub can_promote: bool,
    /// Whether a manager is to say if the files stay joined although there is an order; see `judge_pair`.
    pub asks_order: bool,
}

/// A way that leads from this device to a customer (F9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Reach {
    /// Which: a call, a message, an e-mail.
    pub way: Way,
    /// Why it may not be used.
    pub refused: Option<ErrorCode>,
}

/// Makes a customer a batch buyer, or an ordinary one again (C25).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PromoteCustomer {
    /// Which.
    pub file: FileId,
    /// Whether they are one.
    pub is_fleet: bool,
    /// Why.
    pub reason: String,
}

/// Asks for the store's referral rate.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AskReferrals {
    /// Of files opened from this instant on.
    pub from: Option<Instant>,
    /// Until this instant.
    pub until: Option<Instant>,
}

/// 老客户推荐率.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReferralRate {
    /// Customers whom somebody referred; one person with two files counts once.
    pub referred: u32,
    /// All customers, likewise.
    pub n: u32,
    /// Whether that is too few to say much.
    pub is_small: bool,
}
