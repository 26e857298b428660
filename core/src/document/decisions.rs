//! Decisions that count: of the values in a register only those whose very author held the role.
//!
//! A document does not know who holds a role; it names the change that wrote a value and asks. So what is shown is a
//! function of the changes and the ledger, and a change that says "the manager agrees" without being a manager's says
//! nothing.

use std::collections::{HashMap, HashSet, VecDeque};

use automerge::{Automerge, ObjId, ReadDoc};

use super::{loss, orders, plan, register::Register, shape};
use crate::{
    domain::{customer::CustomerFile, judgement::Judged},
    ids::{ChangeHash, StaffId},
    policy::Decision,
};

/// How many values that do not count are looked behind. Each look walks the file's history, so that a writer of thousands
/// would stop every reader.
const MOST_OVERWRITES: usize = 256;

/// Who made a decision by writing a change; none where that author held no role for it.
pub type Decider<'a> = dyn Fn(ChangeHash, Decision) -> Option<StaffId> + 'a;

/// Fills in the decisions of a file.
pub(super) fn fill(document: &Automerge, file: &mut CustomerFile, decided_by: &Decider<'_>) {
    for follow_up in &mut file.follow_ups {
        let path = ["follow_ups", &follow_up.id.to_string()];
        let asked = (Decision::FollowUpComment, decided_by);
        follow_up.comment = counting(document, &path, shape::COMMENT, asked, shape::read_comment);
    }
    for car in &mut file.order_cars {
        let asked = (Decision::ClaimSettled, decided_by);
        let place = ["order_cars", &car.id.to_string()];
        // Of words that managers wrote apart the earliest counts, with each of the cars they are about.
        let returned = all_counting(document, &place, orders::RETURNED, asked, orders::read_returned);
        car.returned = returned.into_iter().min_by_key(|returned| (returned.at, returned.by));
        let kept = all_counting(document, &place, orders::KEPT, asked, orders::read_kept);
        car.kept = kept.into_iter().min_by_key(|kept| (kept.at, kept.by));
    }
    let asked = (Decision::Fleet, decided_by);
    file.fleet = counting(document, &["file"], shape::people::FLEET, asked, shape::people::read_fleet);
    file.judged = judged(document, decided_by);
    let bought: HashMap<_, _> =
        file.dossiers().filter_map(|dossier| Some((dossier.order.opportunity?, dossier.bought()?))).collect();
    for opportunity in &mut file.opportunities {
        loss::fill(document, opportunity, bought.get(&opportunity.id).cloned(), decided_by);
    }
}

fn judged(document: &Automerge, decided_by: &Decider<'_>) -> Vec<Judged> {
    let Some(object) = plan::object_at(document, &["judged"]) else { return Vec::new() };
    let keys: Vec<String> = document.keys(&object).collect();
    let mut found: Vec<Judged> = keys
        .iter()
        .filter_map(|key| {
            let other = key.parse().ok()?;
            let read = |register: &Register, by| shape::people::read_judged(other, register, by);
            counting(document, &["judged"], key, (Decision::PairJudged, decided_by), read)
        })
        .collect();
    found.sort_by_key(|judged| judged.other);
    found
}

/// Of the values that stand in a register, the one that shows among those that count.
fn counting<T>(
    document: &Automerge,
    path: &[&str],
    key: &str,
    asked: (Decision, &Decider<'_>),
    read: impl Fn(&Register, StaffId) -> Option<T>,
) -> Option<T> {
    all_counting(document, path, key, asked, read).into_iter().next()
}

/// All values that stand in a register and count, the one that shows first.
fn all_counting<T>(
    document: &Automerge,
    path: &[&str],
    key: &str,
    asked: (Decision, &Decider<'_>),
    read: impl Fn(&Register, StaffId) -> Option<T>,
) -> Vec<T> {
    let Some(object) = plan::object_at(document, path) else { return Vec::new() };
    standing(document, &object, key, asked).into_iter().filter_map(|(register, by)| read(&register, by)).collect()
}

/// The values of a register that count, the one that shows first, each with whose it is. One that does not count gives way
/// to what it was written over: whoever may write in the file could else take a decision away by writing there.
pub(super) fn standing(
    document: &Automerge,
    object: &ObjId,
    key: &str,
    (decision, decided_by): (Decision, &Decider<'_>),
) -> Vec<(Register, StaffId)> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    // The one that shows comes last. What still stands goes before what was written over.
    let mut left: VecDeque<_> = document.get_all(object, key).unwrap_or_default().into_iter().rev().collect();
    while let Some((value, operation)) = left.pop_front() {
        let Some(hash) = document.hash_for_opid(&operation) else { continue };
        if seen.len() >= MOST_OVERWRITES || !seen.insert(hash) {
            continue;
        }
        // A map or a list where a value belongs is no decision of anybody's.
        if let Some(scalar) = value.as_scalar()
            && let Some(by) = decided_by(ChangeHash::from_bytes(hash.0), decision)
        {
            found.push((Register::from(scalar), by));
            continue;
        }
        if let Some(change) = document.get_change_by_hash(&hash) {
            left.extend(document.get_all_at(object, key, change.deps()).unwrap_or_default().into_iter().rev());
        }
    }
    found
}
