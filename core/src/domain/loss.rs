//! Losing a purchase 战败 (F7, F8, PX3): requested by whoever works it, judged by a manager, taken back once.
//!
//! Three registers hold it: the request, the verdict on it, the revival. Verdict and revival name what they answer, so where
//! two devices write apart nothing is taken for an answer that was none, and the state is a function of the three alone.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::opportunity::{Grade, Stage};
use crate::{
    clock::Instant,
    ids::{LossId, StaffId},
};

/// 战败申请: somebody gives the purchase up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LossRequest {
    /// Its id, which the answers name.
    pub id: LossId,
    /// When, by the clock of the writing device.
    pub at: Instant,
    /// Who asks.
    pub by: StaffId,
    /// Code of the store's list of reasons.
    pub reason: String,
    /// What the customer bought instead; empty if unknown.
    pub competitor: String,
    /// In words.
    pub words: String,
    /// The stage it stood at, to which a revival brings it back.
    pub stage: Stage,
    /// The grade it had.
    pub grade: Grade,
}

/// 战败确认/驳回: it counts only if its author was a manager when writing it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LossVerdict {
    /// The request it answers.
    pub request: LossId,
    /// The revival it answers too, where one was written apart from an earlier verdict.
    pub revival: Option<LossId>,
    /// Whether it is lost.
    pub confirmed: bool,
    /// The manager's word.
    pub words: String,
    /// When, by the clock of the writing device.
    pub at: Instant,
    /// Who decided.
    pub by: StaffId,
}

/// 激活: the purchase is worked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Revival {
    /// Its id, which a later verdict may name.
    pub id: LossId,
    /// The request it takes back.
    pub request: LossId,
    /// When the verdict was made that it takes back; none where none was known.
    pub after: Option<Instant>,
    /// Why.
    pub words: String,
    /// When, by the clock of the writing device.
    pub at: Instant,
    /// Who does it.
    pub by: StaffId,
}

/// The three registers of an opportunity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Loss {
    /// The request that stands.
    pub request: Option<LossRequest>,
    /// The verdict, if one counts.
    pub verdict: Option<LossVerdict>,
    /// The revival.
    pub revival: Option<Revival>,
    /// Whether a signed order stands for the purchase: what was bought is not lost.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ordered: bool,
}

/// Where a loss stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LossState {
    /// Nobody gave it up.
    None,
    /// 待审核: a manager is asked.
    Requested,
    /// 已撤回: taken back before anybody decided.
    Withdrawn,
    /// 已驳回: the manager sent it back to work.
    Refused,
    /// 已战败
    Lost,
    /// 已激活: it was lost and is worked again.
    Revived,
    /// Confirmed here and taken back there, neither knowing of the other: it shows as lost and a manager is asked.
    Contested,
    /// Confirmed by a manager here and ordered there: the order stands, and the manager is asked to take the word back, or
    /// to have the order cancelled first.
    Ordered,
    /// 退订: its order was cancelled, which counts as a loss. Told by [`super::life`], never by the three registers.
    Cancelled,
}

impl LossState {
    /// Every one of a purchase that was given up, or whose order was cancelled.
    pub const ASKED: [Self; 8] = [
        Self::Requested,
        Self::Withdrawn,
        Self::Refused,
        Self::Lost,
        Self::Revived,
        Self::Contested,
        Self::Ordered,
        Self::Cancelled,
    ];

    /// The word it is stored by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Requested => "requested",
            Self::Withdrawn => "withdrawn",
            Self::Refused => "refused",
            Self::Lost => "lost",
            Self::Revived => "revived",
            Self::Contested => "contested",
            Self::Ordered => "ordered",
            Self::Cancelled => "cancelled",
        }
    }

    /// The other way.
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        Self::ASKED.into_iter().find(|state| state.word() == word).unwrap_or(Self::None)
    }

    /// Whether the purchase shows as lost.
    #[must_use]
    pub const fn is_lost(self) -> bool {
        matches!(self, Self::Lost | Self::Contested | Self::Cancelled)
    }

    /// Whether a manager is asked.
    #[must_use]
    pub const fn asks_manager(self) -> bool {
        matches!(self, Self::Requested | Self::Contested | Self::Ordered)
    }
}

impl Loss {
    /// The verdict on the request that stands.
    #[must_use]
    pub fn counted_verdict(&self) -> Option<&LossVerdict> {
        let request = self.request.as_ref()?;
        self.verdict.as_ref().filter(|verdict| verdict.request == request.id)
    }

    /// The revival of the request that stands.
    #[must_use]
    pub fn counted_revival(&self) -> Option<&Revival> {
        let request = self.request.as_ref()?;
        self.revival.as_ref().filter(|revival| revival.request == request.id)
    }

    /// Whether it may be taken back: while nobody has judged it, or once after it was lost.
    #[must_use]
    pub fn can_be_revived(&self) -> bool {
        matches!(self.state(), LossState::Requested | LossState::Lost) && self.counted_revival().is_none()
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> LossState {
        match self.written() {
            state if state.is_lost() && self.ordered => LossState::Ordered,
            state => state,
        }
    }

    /// What the three registers say, whatever was ordered.
    fn written(&self) -> LossState {
        if self.request.is_none() {
            return LossState::None;
        }
        match (self.counted_verdict(), self.counted_revival()) {
            (None, None) => LossState::Requested,
            (None, Some(_)) => LossState::Withdrawn,
            (Some(verdict), None) if verdict.confirmed => LossState::Lost,
            // Sent back to work here and taken back there: both say the same.
            (Some(verdict), None | Some(_)) if !verdict.confirmed && verdict.revival.is_none() => LossState::Refused,
            (Some(verdict), Some(revival)) if verdict.revival == Some(revival.id) => {
                if verdict.confirmed {
                    LossState::Lost
                } else {
                    LossState::Revived
                }
            }
            (Some(verdict), Some(revival)) if revival.after == Some(verdict.at) => LossState::Revived,
            (Some(_), _) => LossState::Contested,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn id(n: u8) -> LossId {
        LossId::from_bytes([n; 16])
    }

    fn at(ms: i64) -> Instant {
        Instant::from_unix_ms(ms)
    }

    fn by() -> StaffId {
        StaffId::from_bytes([9; 16])
    }

    fn request() -> LossRequest {
        LossRequest {
            id: id(1),
            at: at(1),
            by: by(),
            reason: "price".into(),
            competitor: String::new(),
            words: String::new(),
            stage: Stage::Proposal,
            grade: Grade::A,
        }
    }

    fn verdict(confirmed: bool, revival: Option<LossId>) -> Option<LossVerdict> {
        Some(LossVerdict { request: id(1), revival, confirmed, words: String::new(), at: at(2), by: by() })
    }

    fn revival(request: u8, after: Option<Instant>) -> Option<Revival> {
        Some(Revival { id: id(3), request: id(request), after, words: String::new(), at: at(3), by: by() })
    }

    /// F7, PX3
    #[test]
    fn the_state_of_a_loss_follows_from_its_three_registers() {
        let cases = [
            (None, None, LossState::Requested),
            (None, revival(1, None), LossState::Withdrawn),
            (verdict(true, None), None, LossState::Lost),
            (verdict(false, None), None, LossState::Refused),
            (verdict(false, None), revival(1, None), LossState::Refused),
            (verdict(true, None), revival(1, Some(at(2))), LossState::Revived),
            (verdict(true, None), revival(1, None), LossState::Contested),
            (verdict(true, Some(id(3))), revival(1, None), LossState::Lost),
            (verdict(false, Some(id(3))), revival(1, None), LossState::Revived),
            (verdict(true, None), revival(8, None), LossState::Lost),
        ];
        for (verdict, revival, state) in cases {
            let loss = Loss { request: Some(request()), verdict, revival, ordered: false };
            assert_eq!(loss.state(), state, "{loss:?}");
            let bought = Loss { ordered: true, ..loss };
            assert_eq!(bought.state(), if state.is_lost() { LossState::Ordered } else { state }, "what was bought is not lost");
            assert_eq!(LossState::of_word(state.word()), state);
        }
        let answered_another = LossVerdict { request: id(8), ..verdict(true, None).unwrap() };
        let loss = Loss { request: Some(request()), verdict: Some(answered_another), ..Loss::default() };
        assert_eq!(loss.state(), LossState::Requested, "a verdict on another request decides nothing");
        assert_eq!(Loss::default().state(), LossState::None);
    }
}
