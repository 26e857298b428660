//! The probability of a deal 成交可能性 (S10): the store's own past share of deals for the same grade and stage, adjusted for
//! freshness and completeness. It shows its parts and what they stand on, and says nothing where the store has no past.
//!
//! What is counted: every purchase that has ended, once for each pair of open grade and open stage it passed through. Won is
//! one that was ordered or delivered (grade O or D, or the stages from delivery on); lost is one whose loss counts, or that was
//! cancelled (grade F or T). The pairs are read from the lines `Graded` and `StageMoved` of its file, from its opening until
//! the next purchase of the same file was opened; before the first line it stood where that line says it came from.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    customer::{Entry, EntryKind},
    opportunity::{Grade, Opportunity, Stage},
    rules::GradeRule,
};
use crate::clock::Instant;

/// Below this many purchases a share is flagged (features.md section 2).
pub const FEW: u32 = 30;
/// More is never promised, in thousandths.
const MOST_PERMILLE: u32 = 950;

/// How a purchase ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Ordered or delivered.
    Won,
    /// Lost or cancelled.
    Lost,
}

/// How a purchase ended; none where it is open or asleep.
#[must_use]
pub fn ending(opportunity: &Opportunity) -> Option<Ending> {
    let is_lost = opportunity.loss.state().is_lost() || opportunity.stage == Stage::Lost;
    match (&opportunity.grade, &opportunity.stage) {
        _ if is_lost => Some(Ending::Lost),
        (Grade::F | Grade::T, _) => Some(Ending::Lost),
        (Grade::O | Grade::D, _) | (_, Stage::Delivery | Stage::AfterDelivery) => Some(Ending::Won),
        _ => None,
    }
}

/// The pairs of open grade and open stage that a purchase passed through, each once, in order.
#[must_use]
pub fn passed(opportunity: &Opportunity, entries: &[Entry], until: Option<Instant>) -> Vec<(Grade, Stage)> {
    let is_its = |entry: &&Entry| {
        matches!(entry.kind, EntryKind::Graded | EntryKind::StageMoved)
            && entry.at >= opportunity.opened_at
            && until.is_none_or(|until| entry.at < until)
    };
    let mut lines: Vec<&Entry> = entries.iter().filter(is_its).collect();
    lines.sort_by_key(|entry| (entry.at, entry.id));
    let first = |kind: &EntryKind| {
        let line = lines.iter().find(|entry| entry.kind == *kind)?;
        line.text.split_once('>').map(|(from, _)| from.to_owned())
    };
    // A confirmed loss moves both without such a line: what it moved them from stands in the request.
    let lost = opportunity.loss.request.as_ref().filter(|_| opportunity.loss.state().is_lost());
    let (last_grade, last_stage) =
        lost.map_or((&opportunity.grade, &opportunity.stage), |request| (&request.grade, &request.stage));
    let mut grade = first(&EntryKind::Graded).map_or_else(|| last_grade.clone(), |from| Grade::from(from.as_str()));
    let mut stage = first(&EntryKind::StageMoved).map_or_else(|| last_stage.clone(), |from| Stage::from(from.as_str()));
    let mut pairs = Vec::new();
    let mut pass = |grade: &Grade, stage: &Stage| {
        let is_open = grade.is_open() && stage.is_open();
        if is_open && !pairs.contains(&(grade.clone(), stage.clone())) {
            pairs.push((grade.clone(), stage.clone()));
        }
    };
    pass(&grade, &stage);
    for entry in lines {
        let Some((_, to)) = entry.text.split_once('>') else { continue };
        if entry.kind == EntryKind::Graded {
            grade = Grade::from(to);
        } else {
            stage = Stage::from(to);
        }
        pass(&grade, &stage);
    }
    pairs
}

/// The store's past with one grade and stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Past {
    /// Purchases that passed through and have ended.
    pub ended: u32,
    /// Of those, won.
    pub won: u32,
}

/// The probability of a deal with its parts, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Probability {
    /// The product of the parts; none where nothing has ended that passed through this grade and stage.
    pub permille: Option<u32>,
    /// Purchases that passed through this grade and stage and have ended.
    pub ended: u32,
    /// Of those, won.
    pub won: u32,
    /// Whether they are too few to lean on.
    pub few: bool,
    /// Days since the last contact.
    pub idle_days: i64,
    /// 1000 within the grade's interval, falling to 500 at the longest allowed, never below.
    pub freshness_permille: u32,
    /// 700 for a file in which nothing is filled in, 1000 for a complete one.
    pub completeness_permille: u32,
}

/// Works it out.
#[must_use]
pub fn probability(past: Past, idle_days: i64, rule: Option<&GradeRule>, filled_percent: u32) -> Probability {
    let freshness_permille = rule.map_or(1000, |rule| freshness(idle_days, rule));
    let completeness_permille = 700 + 3 * filled_percent.min(100);
    let share = |won: u32, ended: u32| u64::from(won) * 1000 / u64::from(ended.max(1));
    let product = share(past.won, past.ended) * u64::from(freshness_permille) * u64::from(completeness_permille) / 1_000_000;
    let permille = u32::try_from(product).unwrap_or(MOST_PERMILLE).min(MOST_PERMILLE);
    Probability {
        permille: (past.ended > 0).then_some(permille),
        ended: past.ended,
        won: past.won,
        few: past.ended < FEW,
        idle_days,
        freshness_permille,
        completeness_permille,
    }
}

fn freshness(idle_days: i64, rule: &GradeRule) -> u32 {
    let over = idle_days - rule.interval_days;
    let span = (rule.longest_days - rule.interval_days).max(1);
    let lost = (500 * over.max(0) / span).min(500);
    u32::try_from(1000 - lost).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::loss::{Loss, LossRequest, LossVerdict},
        ids::{EntryId, LossId, OpportunityId, StaffId},
    };

    fn opportunity(stage: Stage, grade: Grade) -> Opportunity {
        Opportunity {
            id: OpportunityId::from_bytes([1; 16]),
            opened_at: Instant::from_unix_ms(0),
            opened_by: None,
            stage,
            grade,
            budget: None,
            purchase_on: None,
            event: None,
            interests: Vec::new(),
            fields: Default::default(),
            loss: Default::default(),
        }
    }

    fn line(n: u8, kind: EntryKind, text: &str) -> Entry {
        let (id, by) = (EntryId::from_bytes([n; 16]), StaffId::from_bytes([1; 16]));
        Entry::new(id, kind, Instant::from_unix_ms(i64::from(n)), by, text)
    }

    fn rule() -> GradeRule {
        GradeRule { grade: Grade::H, interval_days: 2, longest_days: 7 }
    }

    /// S10
    #[test]
    fn without_a_past_nothing_is_said_and_with_a_short_one_it_is_flagged() {
        let none = probability(Past::default(), 0, Some(&rule()), 100);
        assert_eq!((none.permille, none.ended, none.few), (None, 0, true));
        let short = probability(Past { ended: 29, won: 10 }, 0, Some(&rule()), 100);
        assert_eq!((short.permille, short.few), (Some(344), true));
        assert!(!probability(Past { ended: 30, won: 10 }, 0, Some(&rule()), 100).few);
    }

    /// S10
    #[test]
    fn it_falls_with_silence_and_gaps_and_is_never_a_promise() {
        let past = Past { ended: 40, won: 20 };
        assert_eq!(probability(past, 2, Some(&rule()), 100).permille, Some(500));
        assert_eq!(probability(past, 7, Some(&rule()), 100).permille, Some(250), "half of it at the longest allowed");
        assert_eq!(probability(past, 90, Some(&rule()), 100).freshness_permille, 500);
        assert_eq!(probability(past, 0, Some(&rule()), 0).permille, Some(350));
        assert_eq!(probability(Past { ended: 40, won: 40 }, 0, None, 100).permille, Some(950));
    }

    /// S10
    #[test]
    fn a_purchase_counts_once_for_each_grade_and_stage_it_passed() {
        let one = opportunity(Stage::Closing, Grade::O);
        let lines = [
            line(1, EntryKind::Graded, "N>A"),
            line(2, EntryKind::StageMoved, "initial_contact>proposal"),
            line(3, EntryKind::Graded, "A>H"),
            line(4, EntryKind::Graded, "H>A"),
            line(5, EntryKind::Graded, "A>O"),
            line(9, EntryKind::Graded, "N>C"),
        ];
        let passed = passed(&one, &lines, Some(Instant::from_unix_ms(8)));
        assert_eq!(
            passed,
            [
                (Grade::N, Stage::InitialContact),
                (Grade::A, Stage::InitialContact),
                (Grade::A, Stage::Proposal),
                (Grade::H, Stage::Proposal),
            ]
        );
        let asked = LossRequest {
            id: LossId::from_bytes([3; 16]),
            at: Instant::from_unix_ms(5),
            by: StaffId::from_bytes([4; 16]),
            reason: "price".into(),
            competitor: String::new(),
            words: String::new(),
            stage: Stage::Proposal,
            grade: Grade::A,
        };
        let verdict =
            LossVerdict { request: asked.id, revival: None, confirmed: true, words: String::new(), at: asked.at, by: asked.by };
        let loss = Loss { request: Some(asked), verdict: Some(verdict), ..Loss::default() };
        let lost = Opportunity { loss, ..opportunity(Stage::Lost, Grade::F) };
        assert_eq!(super::passed(&lost, &[], None), [(Grade::A, Stage::Proposal)], "a loss writes no line of its own");
        assert_eq!(ending(&one), Some(Ending::Won));
        assert_eq!(ending(&opportunity(Stage::Lost, Grade::A)), Some(Ending::Lost));
        assert_eq!(ending(&opportunity(Stage::Needs, Grade::T)), Some(Ending::Lost));
        assert_eq!(ending(&opportunity(Stage::Dormant, Grade::A)), None);
    }
}
