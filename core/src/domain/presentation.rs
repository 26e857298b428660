//! Presentations 新车展示: which cars were shown to a customer, standing or driven, and how they took it (S3, S12).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::code::codes;
use crate::{
    clock::Instant,
    ids::{OpportunityId, PresentationId, StaffId},
};

codes! {
    /// 展示方式.
    PresentationWay {
        /// 静态展示: the car stands.
        Static = "static",
        /// 动态展示: it is driven or its systems run.
        Dynamic = "dynamic",
    }
}

codes! {
    /// 客户反应: how a customer took to a car.
    Reaction {
        /// 非常喜欢
        Delighted = "delighted",
        /// 有兴趣
        Interested = "interested",
        /// 一般
        Neutral = "neutral",
        /// 有疑虑
        Doubtful = "doubtful",
        /// 不满意
        Unhappy = "unhappy",
    }
}

codes! {
    /// A single field of a presentation.
    PresentationField {
        /// 展示车型, one name per line.
        Cars = "cars",
        /// 展示方式, a [`PresentationWay`].
        Way = "way",
        /// 客户反应, a [`Reaction`].
        Reaction = "reaction",
        /// 客户反馈
        Feedback = "feedback",
    }
}

/// A showing of cars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Presentation {
    /// Its place in the file.
    pub id: PresentationId,
    /// The purchase it is about.
    pub opportunity: Option<OpportunityId>,
    /// Names of the cars shown.
    pub cars: Vec<String>,
    /// Standing or driven.
    pub way: PresentationWay,
    /// How the customer took it.
    pub reaction: Option<Reaction>,
    /// What the customer said.
    pub feedback: String,
    /// When, by the clock of the device that wrote it.
    pub at: Instant,
    /// Who showed them.
    pub by: StaffId,
}
