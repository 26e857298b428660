//! Decisions that count: of the values in a register only those whose very author held the role.
//!
//! A document does not know who holds a role; it names the change that wrote a value and asks. So what is shown is a
//! function of the changes and the ledger, and a change that says "the manager agrees" without being a manager's says
//! nothing.

use std::collections::{HashMap, HashSet, VecDeque};

use automerge::{Automerge, ObjId, ReadDoc, Value};

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

/// All values that stand in a register and count, the one that shows first. Where an entry stands twice the decision in
/// either counts: whoever made the other did not decide.
fn all_counting<T>(
    document: &Automerge,
    path: &[&str],
    key: &str,
    asked: (Decision, &Decider<'_>),
    read: impl Fn(&Register, StaffId) -> Option<T>,
) -> Vec<T> {
    let objects = plan::objects_at(document, path);
    let found = objects.iter().flat_map(|object| standing(document, object, key, asked));
    found.filter_map(|(register, by)| read(&register, by)).collect()
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
    walk(document, object, key, |value, hash| {
        // A map or a list where a value belongs is no decision of anybody's.
        let decided = value.as_scalar().zip(decided_by(hash, decision));
        found.extend(decided.map(|(scalar, by)| (Register::from(scalar), by)));
        decided.is_some()
    });
    found
}

/// Every value that a register ever had, the one that shows first and what was written first last.
pub(super) fn ever(document: &Automerge, object: &ObjId, key: &str) -> Vec<Register> {
    let mut found = Vec::new();
    walk(document, object, key, |value, _| {
        found.extend(value.as_scalar().map(Register::from));
        false
    });
    found
}

/// Goes through the values of a register, what stands before what it was written over, the one that shows first. Behind a
/// value for which `is_enough` it is not looked.
pub(super) fn walk(document: &Automerge, object: &ObjId, key: &str, mut is_enough: impl FnMut(&Value<'_>, ChangeHash) -> bool) {
    let mut seen = HashSet::new();
    // The one that shows comes last.
    let mut left: VecDeque<_> = document.get_all(object, key).unwrap_or_default().into_iter().rev().collect();
    while let Some((value, operation)) = left.pop_front() {
        let Some(hash) = document.hash_for_opid(&operation) else { continue };
        if seen.len() >= MOST_OVERWRITES || !seen.insert(hash) || is_enough(&value, ChangeHash::from_bytes(hash.0)) {
            continue;
        }
        if let Some(change) = document.get_change_by_hash(&hash) {
            left.extend(document.get_all_at(object, key, change.deps()).unwrap_or_default().into_iter().rev());
        }
    }
}
