//! The timeline of a customer: lines that are never changed once written.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    code::codes,
    follow_up::Outcome,
    profile::{Expectation, Mood, Topic},
};
use crate::{
    clock::Instant,
    ids::{EntryId, FileId, StaffId},
};

codes! {
    /// What a line of the timeline tells.
    EntryKind {
        /// The file was opened.
        Opened = "opened",
        /// 活动采集 or walk-in caught again by this store.
        Captured = "captured",
        /// 备注
        Note = "note",
        /// 去电: somebody of the store called. Older devices wrote calls of both directions so.
        Call = "call",
        /// 来电: the customer called.
        CallIn = "call_in",
        /// 到店
        Visit = "visit",
        /// 微信/短信
        Message = "message",
        /// 邮件 (F9)
        Email = "email",
        /// 传真 (F9)
        Fax = "fax",
        /// 试驾
        TestDrive = "test_drive",
        /// The stage of an opportunity was moved; `text` holds `from>to`.
        StageMoved = "stage_moved",
        /// The grade of an opportunity was changed; `text` holds `from>to`.
        Graded = "graded",
        /// Something became of an order; `text` holds what and its number, `signed>D01-0001`. Of a payment taken out of use
        /// its kind and its fen besides, then a line of words: `payment_removed>D01-0001>deposit>500000`.
        Order = "order",
        /// 战败申请; `text` holds the reason's code and, after a colon, the words.
        LossRequested = "loss_requested",
        /// 战败确认; `text` holds the manager's word.
        LossConfirmed = "loss_confirmed",
        /// 战败驳回; `text` holds the manager's word.
        LossRefused = "loss_refused",
        /// 激活; `text` holds the word.
        Revived = "revived",
        /// A document was printed; `text` holds `template>version>language>number>id` of the record.
        Printed = "printed",
        /// A value two devices had written apart was settled.
        ClashSettled = "clash_settled",
        /// 客户关系修正; `text` holds the relation, then a line of words.
        RelationSet = "relation_set",
    }
}

impl EntryKind {
    /// Whether a person writes such a line; all others are written by what they tell of.
    #[must_use]
    pub const fn is_written_by_hand(&self) -> bool {
        matches!(self, Self::Note) || self.is_talk()
    }

    /// Whether the store and the customer were in contact.
    #[must_use]
    pub const fn is_contact(&self) -> bool {
        matches!(self, Self::Captured) || self.is_talk()
    }

    /// Whether it tells of words between a person of the store and the customer.
    #[must_use]
    pub const fn is_talk(&self) -> bool {
        matches!(self, Self::Call | Self::CallIn | Self::Visit | Self::Message | Self::Email | Self::Fax | Self::TestDrive)
    }
}

/// One line of the customer's timeline. Never changed once written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Entry {
    /// Its place in the file.
    pub id: EntryId,
    /// What it tells.
    pub kind: EntryKind,
    /// When it happened, by the clock of the writing device.
    pub at: Instant,
    /// Who wrote it.
    pub by: StaffId,
    /// What was said or done.
    pub text: String,
    /// The off-site event it belongs to.
    pub event: Option<FileId>,
    /// How the customer was, at a contact (C17).
    pub mood: Option<Mood>,
    /// What they had expected against what they got (C18).
    pub expectation: Option<Expectation>,
    /// What of the person it tells (C30).
    pub topic: Option<Topic>,
    /// How a contact went (F9).
    pub outcome: Option<Outcome>,
}

impl Entry {
    /// Whether the store and the customer were in contact: nobody answered is none.
    #[must_use]
    pub fn is_contact(&self) -> bool {
        self.kind.is_contact() && self.outcome != Some(Outcome::Unreachable)
    }

    /// A line with words alone.
    #[must_use]
    pub fn new(id: EntryId, kind: EntryKind, at: Instant, by: StaffId, text: impl Into<String>) -> Self {
        Self { id, kind, at, by, text: text.into(), event: None, mood: None, expectation: None, topic: None, outcome: None }
    }
}
