//! The life of a purchase: from when until when it was open, and how it ended (features.md section 3).
//!
//! Invariant: a function of the file alone. Orders tell it where there are any, then the word on its loss, then the timeline,
//! as older versions and imports have it. A cancelled order ends a purchase as a loss with a reason (features.md 5.1, O8): from
//! the cancellation on, while no other order stands for it, nobody took it up again and nobody gave it up with a word of its own.

use super::{
    customer::{CustomerFile, Entry, EntryKind},
    opportunity::{Grade, Opportunity, Stage},
    order::{Dossier, OrderState},
    relation,
};
use crate::{
    clock::{Date, Instant},
    ids::{LossId, StaffId},
};

/// How a purchase ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ended {
    /// 成交: an order was signed.
    Won,
    /// 战败, also by 退订.
    Lost,
    /// 休眠
    Aside,
}

impl Ended {
    /// The word it is stored by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Lost => "lost",
            Self::Aside => "aside",
        }
    }
}

/// From when until when a purchase was open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// The day it was opened.
    pub opened_on: Date,
    /// The day it ended and how; none while it is open.
    pub ended: Option<(Date, Ended)>,
}

/// 退订: the order of a purchase was cancelled, and nothing came after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancelled {
    /// Stands for the request of a loss: the order's id, or that of the line that tells it.
    pub id: LossId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: StaffId,
    /// Why, in words; empty where nobody said.
    pub words: String,
}

/// How long a purchase of this file was open.
#[must_use]
pub fn life(file: &CustomerFile, one: &Opportunity) -> Life {
    let opened_on = one.opened_at.store_date();
    // An import may tell of an order that is older than the file.
    Life { opened_on, ended: ended(file, one).map(|(on, how)| (on.max(opened_on), how)) }
}

fn ended(file: &CustomerFile, one: &Opportunity) -> Option<(Date, Ended)> {
    let orders = relation::standing_orders(file).filter(|order| order.opportunity == Some(one.id));
    if let Some(on) = orders.filter_map(|order| order.signed.as_ref().map(|done| done.on)).min() {
        return Some((on, Ended::Won));
    }
    if let Some(request) = one.loss.request.as_ref().filter(|_| one.loss.state().is_lost()) {
        return Some((request.at.store_date(), Ended::Lost));
    }
    if let Some(cancelled) = cancelled(file, one) {
        return Some((cancelled.at.store_date(), Ended::Lost));
    }
    let how = match (&one.grade, &one.stage) {
        (_, Stage::Lost) | (Grade::F | Grade::T, _) => Ended::Lost,
        (Grade::O | Grade::D, _) | (_, Stage::Delivery | Stage::AfterDelivery) => Ended::Won,
        (_, Stage::Dormant) => Ended::Aside,
        _ => return None,
    };
    let moved = moved_to(file, one, &EntryKind::Graded, one.grade.as_str());
    let moved =
        moved.filter(|_| !one.grade.is_open()).or_else(|| moved_to(file, one, &EntryKind::StageMoved, one.stage.as_str()));
    Some((moved.map_or(one.opened_at, |line| line.at).store_date(), how))
}

/// Whether and how an order ended a purchase by being cancelled.
#[must_use]
pub fn cancelled(file: &CustomerFile, one: &Opportunity) -> Option<Cancelled> {
    let is_told_otherwise = one.loss.ordered || one.loss.state().is_lost() || one.loss.state().asks_manager();
    if one.grade != Grade::T || is_told_otherwise {
        return None;
    }
    let orders = file.dossiers().filter(|dossier| dossier.order.opportunity == Some(one.id));
    let last = orders.filter_map(|dossier| by_order(&dossier)).max_by_key(|cancelled| (cancelled.at, cancelled.id));
    last.or_else(|| {
        let line = moved_to(file, one, &EntryKind::Graded, Grade::T.as_str())?;
        Some(Cancelled { id: LossId::from_bytes(*line.id.as_bytes()), at: line.at, by: line.by, words: String::new() })
    })
}

fn by_order(dossier: &Dossier<'_>) -> Option<Cancelled> {
    let cancelling = dossier.order.cancelled.as_ref().filter(|_| dossier.state() == OrderState::Cancelled)?;
    Some(Cancelled {
        id: LossId::from_bytes(*dossier.order.id.as_bytes()),
        at: cancelling.done.at,
        by: cancelling.done.by,
        words: cancelling.reason.clone(),
    })
}

/// The last line that moved it to this word, before the next purchase of the file was opened: lines name no purchase.
fn moved_to<'a>(file: &'a CustomerFile, one: &Opportunity, kind: &EntryKind, word: &str) -> Option<&'a Entry> {
    let next = file.opportunities.iter().map(|other| other.opened_at).filter(|at| *at > one.opened_at).min();
    let is_its = |entry: &&Entry| {
        entry.kind == *kind
            && entry.at >= one.opened_at
            && next.is_none_or(|next| entry.at < next)
            && entry.text.split_once('>').is_some_and(|(_, to)| to == word)
    };
    file.entries.iter().filter(is_its).max_by_key(|entry| (entry.at, entry.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{EntryId, FileId, OpportunityId};

    const DAY_MS: i64 = 86_400_000;

    /// Noon of the n-th day of 1970.
    fn at(day: i64) -> Instant {
        Instant::from_unix_ms(day * DAY_MS + 4 * 3_600_000)
    }

    fn line(n: u8, day: i64, text: &str) -> Entry {
        Entry::new(EntryId::from_bytes([n; 16]), EntryKind::Graded, at(day), StaffId::from_bytes([9; 16]), text)
    }

    /// A file whose purchases were opened on these days, each with its grade.
    fn file(purchases: &[(i64, Grade)], entries: Vec<Entry>) -> CustomerFile {
        let mut file = CustomerFile::empty(FileId::from_bytes([1; 16]));
        let of = |(n, (day, grade)): (u8, &(i64, Grade))| Opportunity {
            grade: grade.clone(),
            ..Opportunity::empty(OpportunityId::from_bytes([n; 16]), at(*day))
        };
        file.opportunities = (1..).zip(purchases).map(of).collect();
        file.entries = entries;
        file
    }

    fn ended(file: &CustomerFile) -> Vec<Option<(i64, Ended)>> {
        let day = |on: Date| on.days_since(at(0).store_date());
        file.opportunities.iter().map(|one| life(file, one).ended.map(|(on, how)| (day(on), how))).collect()
    }

    #[test]
    fn without_orders_the_timeline_tells_when_a_purchase_ended_each_its_own() {
        let lines = vec![line(1, 3, "N>O"), line(2, 8, "N>H"), line(3, 9, "H>T")];
        assert_eq!(ended(&file(&[(1, Grade::O), (7, Grade::T)], lines)), [Some((3, Ended::Won)), Some((9, Ended::Lost))]);
        // An import says what it is and not since when.
        assert_eq!(ended(&file(&[(1, Grade::D)], Vec::new())), [Some((1, Ended::Won))]);
        assert_eq!(ended(&file(&[(1, Grade::H)], vec![line(1, 3, "N>O"), line(2, 4, "O>H")])), [None]);
    }

    /// O8
    #[test]
    fn a_grade_of_cancelled_without_an_order_is_told_by_the_line_that_set_it() {
        let told = file(&[(1, Grade::T)], vec![line(1, 3, "N>T"), line(2, 4, "T>H"), line(3, 6, "H>T")]);
        let cancelled = cancelled(&told, &told.opportunities[0]).unwrap();
        assert_eq!((cancelled.at, cancelled.by), (at(6), StaffId::from_bytes([9; 16])));
        let silent = file(&[(1, Grade::T)], Vec::new());
        assert_eq!(super::cancelled(&silent, &silent.opportunities[0]), None, "nobody said when");
    }
}
