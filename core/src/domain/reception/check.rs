//! What is missing in a line, what is doubtful about it, and whether it came late (L3: registration accuracy, timeliness).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ContactLeft, Line, LineField, VisitResult};
use crate::clock::{Date, Instant};

/// A line entered within so many minutes of the arrival is timely. Ours: the decks name timeliness and no figure.
pub const TIMELY_MINUTES: i64 = 15;
/// Nobody is in a showroom for longer, in milliseconds.
const LONGEST_STAY_MS: i64 = 5 * 3_600_000;
/// More than so many are a coach party or a slip of the finger.
const LARGE_PARTY: u32 = 12;

/// What makes a line look wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineDoubt {
    /// Left before coming.
    LeftBeforeComing,
    /// Stayed longer than five hours.
    LongStay,
    /// Bought, and there is no customer file.
    DealWithoutFile,
    /// A way to reach them was left, and there is no customer file.
    ContactWithoutFile,
    /// More than twelve came together.
    LargeParty,
    /// Called, and yet drove or bought.
    CallWithVisitResult,
    /// The day is over and nobody wrote when and how it ended.
    NeverEnded,
}

impl Line {
    /// Fields that should be filled in and are not; of when and how the visit ended see [`Self::is_open`].
    #[must_use]
    pub fn missing(&self) -> Vec<LineField> {
        let intends = self.is_intending();
        let wants = [
            (LineField::PartySize, self.came_by.is_in_store() && self.party_size.is_none()),
            (LineField::VisitCount, intends && self.visit_count.is_none()),
            (LineField::Contact, intends && self.contact.is_none()),
            (LineField::Asked, intends && self.contact == Some(ContactLeft::Refused) && self.asked.is_none()),
        ];
        wants.into_iter().filter(|(_, is_missing)| *is_missing).map(|(field, _)| field).collect()
    }

    /// Whether somebody who means to buy is there and nobody wrote what they look at.
    #[must_use]
    pub fn lacks_interest(&self) -> bool {
        self.is_intending() && self.interests.is_empty()
    }

    /// Whether nobody was named to look after somebody who means to buy.
    #[must_use]
    pub fn lacks_consultant(&self) -> bool {
        self.is_intending() && self.assigned.is_none()
    }

    /// Whether the visitor is still here as far as the log tells.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.came_by.is_in_store() && self.out_at.is_none()
    }

    /// What looks wrong, whatever day it is; see [`Self::never_ended`] for what the end of the day adds.
    #[must_use]
    pub fn doubts(&self) -> Vec<LineDoubt> {
        let stayed = self.out_at.map_or(0, |out| out.unix_ms().saturating_sub(self.in_at.unix_ms()));
        let is_visit_result = matches!(self.result, Some(VisitResult::Deal | VisitResult::TestDrive));
        let seen = [
            (LineDoubt::LeftBeforeComing, stayed < 0),
            (LineDoubt::LongStay, stayed > LONGEST_STAY_MS),
            (LineDoubt::DealWithoutFile, self.result == Some(VisitResult::Deal) && self.customer.is_none()),
            (LineDoubt::ContactWithoutFile, self.contact == Some(ContactLeft::Left) && self.customer.is_none()),
            (LineDoubt::LargeParty, self.party_size.is_some_and(|size| size > LARGE_PARTY)),
            (LineDoubt::CallWithVisitResult, !self.came_by.is_in_store() && is_visit_result),
        ];
        seen.into_iter().filter(|(_, is_seen)| *is_seen).map(|(doubt, _)| doubt).collect()
    }

    /// Whether the visitor of an earlier day is still here as far as the log tells.
    #[must_use]
    pub fn never_ended(&self, today: Date) -> bool {
        self.is_open() && self.in_at.store_date() < today
    }

    /// How many minutes after the arrival the line was entered; 0 where it was entered before.
    #[must_use]
    pub fn entered_after_minutes(&self) -> i64 {
        (self.entered.at.unix_ms().saturating_sub(self.in_at.unix_ms()) / 60_000).max(0)
    }

    /// Whether it came late into the log.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.entered_after_minutes() > TIMELY_MINUTES
    }

    /// Whether somebody else than who entered it had to correct it.
    #[must_use]
    pub fn was_corrected(&self) -> bool {
        self.corrections.iter().any(|correction| correction.by != self.entered.by)
    }

    /// Whether somebody looked it over and nobody corrected it since.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        let last: Option<Instant> = self.corrections.iter().map(|correction| correction.at).max();
        self.confirmed.is_some_and(|confirmed| last.is_none_or(|last| last <= confirmed.at))
    }

    /// Whether everything is filled in that can be by now.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let has_ended = !self.came_by.is_in_store() || self.out_at.is_none() || self.result.is_some();
        self.missing().is_empty() && !self.lacks_interest() && !self.lacks_consultant() && has_ended
    }
}
