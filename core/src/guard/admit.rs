//! Takes changes from outside into a file, or says why not.
//!
//! Invariant: the file either holds a change and can still be saved and loaded, or it is as it was. Each attempt runs on
//! a scratch copy inside `catch_unwind`, because mutated changes make Automerge panic. A bad change never takes good
//! ones down with it.

use std::{
    collections::HashSet,
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{Automerge, AutomergeError, Change, ObjId, ROOT, ReadDoc, Value, legacy};

use super::{
    Header, Limits, Refusal,
    history::{History, Step},
    inspect, nesting, snapshot,
};
use crate::ids::{ChangeHash, DeviceId};

/// A change somebody offers for a file.
#[derive(Debug, Clone, Copy)]
pub struct Offered<'a> {
    /// Its bytes.
    pub change: &'a [u8],
    /// The device that signed it; must be its author.
    pub device: DeviceId,
}

/// What became of an offered change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The file holds it now.
    Admitted(Header),
    /// The file held it already, byte for byte, whoever offers it now.
    Known(Header),
    /// It stands on changes that the file lacks. Nothing of it is kept; offer it again with them.
    Waiting {
        /// What it says of itself.
        header: Header,
        /// The changes it needs first.
        missing: Vec<ChangeHash>,
    },
    /// It is not taken, and never will be.
    Refused(Refusal),
}

/// Takes the changes of one file in; the verdicts stand in the order of the offers, which may come in any order.
pub fn admit(document: &mut Automerge, offers: &[Offered<'_>], limits: &Limits) -> Vec<Verdict> {
    let mut history = match History::of(document) {
        Ok(history) => history,
        Err(refusal) => return vec![Verdict::Refused(refusal); offers.len()],
    };
    let mut verdicts: Vec<Option<Verdict>> = vec![None; offers.len()];
    let mut pending = Vec::new();
    for (index, offer) in offers.iter().enumerate() {
        match inspect(offer.change, limits) {
            Err(refusal) => verdicts[index] = Some(Verdict::Refused(refusal)),
            Ok(header) => pending.push(Candidate { index, header, offer: *offer }),
        }
    }
    let ready = sort_ready(&mut history, pending, &mut verdicts);
    let mut lost = HashSet::new();
    settle(document, &ready, &mut lost, limits, &mut verdicts);
    let final_verdict = |verdict| match verdict {
        // The second copy of a change whose first copy was not taken after all.
        Some(Verdict::Known(header)) if lost.contains(&header.hash) => Verdict::Refused(Refusal::Malformed),
        Some(verdict) => verdict,
        None => Verdict::Refused(Refusal::Malformed),
    };
    verdicts.into_iter().map(final_verdict).collect()
}

struct Candidate<'a> {
    index: usize,
    header: Header,
    offer: Offered<'a>,
}

/// Picks the candidates that stand on the file and on each other, oldest first; the rest waits.
fn sort_ready<'a>(
    history: &mut History,
    mut pending: Vec<Candidate<'a>>,
    verdicts: &mut [Option<Verdict>],
) -> Vec<Candidate<'a>> {
    let mut ready = Vec::with_capacity(pending.len());
    loop {
        let before = pending.len();
        let mut waiting = Vec::new();
        for candidate in pending {
            if history.has(&candidate.header.hash) {
                verdicts[candidate.index] = Some(Verdict::Known(candidate.header));
                continue;
            }
            if !candidate.header.deps.iter().all(|dep| history.has(dep)) {
                waiting.push(candidate);
                continue;
            }
            match judge(history, &candidate) {
                Err(refusal) => verdicts[candidate.index] = Some(Verdict::Refused(refusal)),
                Ok(()) => {
                    history.record(&Step::from(&candidate.header));
                    ready.push(candidate);
                }
            }
        }
        if waiting.len() == before {
            for candidate in waiting {
                let missing = candidate.header.deps.iter().filter(|dep| !history.has(dep)).copied().collect();
                verdicts[candidate.index] = Some(Verdict::Waiting { header: candidate.header, missing });
            }
            return ready;
        }
        pending = waiting;
    }
}

fn judge(history: &History, candidate: &Candidate<'_>) -> Result<(), Refusal> {
    history.judge(&Step::from(&candidate.header))?;
    let author = history.device_of(&candidate.header.actor).or(candidate.header.author);
    if author == Some(candidate.offer.device) { Ok(()) } else { Err(Refusal::WrongAuthor) }
}

/// Tries all at once; where that fails, halves the batch until the bad ones stand alone.
fn settle(
    document: &mut Automerge,
    ready: &[Candidate<'_>],
    lost: &mut HashSet<ChangeHash>,
    limits: &Limits,
    verdicts: &mut [Option<Verdict>],
) {
    let mut batch = Vec::with_capacity(ready.len());
    for candidate in ready {
        let missing: Vec<ChangeHash> = candidate.header.deps.iter().filter(|dep| lost.contains(dep)).copied().collect();
        if missing.is_empty() {
            batch.push(candidate);
        } else {
            lost.insert(candidate.header.hash);
            verdicts[candidate.index] = Some(Verdict::Waiting { header: candidate.header.clone(), missing });
        }
    }
    let [first, ..] = batch.as_slice() else { return };
    match try_on_scratch(document, &batch, limits) {
        Ok(scratch) => {
            *document = scratch;
            for candidate in batch {
                verdicts[candidate.index] = Some(Verdict::Admitted(candidate.header.clone()));
            }
        }
        Err(refusal) if batch.len() == 1 => {
            lost.insert(first.header.hash);
            verdicts[first.index] = Some(Verdict::Refused(refusal));
        }
        Err(_) => {
            let (older, newer) = ready.split_at(ready.len().div_ceil(2));
            settle(document, older, lost, limits, verdicts);
            settle(document, newer, lost, limits, verdicts);
        }
    }
}

fn try_on_scratch(document: &Automerge, batch: &[&Candidate<'_>], limits: &Limits) -> Result<Automerge, Refusal> {
    // The scratch copy is dropped if it panics, and the document itself is only read.
    catch_unwind(AssertUnwindSafe(|| apply(document.clone(), document, batch, limits))).unwrap_or(Err(Refusal::Malformed))
}

fn apply(mut scratch: Automerge, before: &Automerge, batch: &[&Candidate<'_>], limits: &Limits) -> Result<Automerge, Refusal> {
    let mut changes = Vec::with_capacity(batch.len());
    for candidate in batch {
        changes.push(Change::try_from(candidate.offer.change).map_err(|_| Refusal::Malformed)?);
    }
    scratch.apply_changes(changes.clone()).map_err(|error| match error {
        AutomergeError::DuplicateSeqNumber(..) => Refusal::DuplicateActorSeq,
        _ => Refusal::Malformed,
    })?;
    let hashes: Vec<automerge::ChangeHash> =
        batch.iter().map(|candidate| automerge::ChangeHash(*candidate.header.hash.as_bytes())).collect();
    let saved = scratch.save_nocompress();
    if saved.len() > limits.file_bytes {
        return Err(Refusal::FileFull);
    }
    let objects = snapshot::objects_in(&saved, limits).map_err(|_| Refusal::FileFull)?;
    // Loading checks that every change in the file hashes to what the heads say.
    let loaded = Automerge::load(&saved).map_err(|_| Refusal::Malformed)?;
    let is_whole = loaded.get_heads() == scratch.get_heads()
        && loaded.get_missing_deps(&hashes).is_empty()
        && scratch.get_missing_deps(&hashes).is_empty()
        && keeps_containers(before, &scratch)
        && keeps_maps(&scratch, &changes)
        && nesting::is_shallow_with(&scratch, objects);
    if is_whole { Ok(scratch) } else { Err(Refusal::Malformed) }
}

/// No change may replace, delete or double a container that stands in the root: it would hide all that others keep there.
fn keeps_containers(before: &Automerge, after: &Automerge) -> bool {
    before.keys(ROOT).all(|key| match before.get(ROOT, &key) {
        Ok(Some((Value::Object(_), container))) => holds_only(after, &key, &container),
        _ => true,
    })
}

fn holds_only(document: &Automerge, key: &str, container: &ObjId) -> bool {
    document.get_all(ROOT, key).is_ok_and(|found| matches!(found.as_slice(), [(Value::Object(_), only)] if only == container))
}

/// No change may put anything in the place of a map, or delete it: what others decided in there would be gone with it. A
/// change is judged by what it was written over, which is the same on every device, however the changes came. Two maps made
/// apart stand beside each other.
fn keeps_maps(document: &Automerge, changes: &[Change]) -> bool {
    let is_map = |operation: &legacy::OpId| {
        let object = ObjId::Id(operation.0, operation.1.clone(), 0);
        document.object_type(&object).is_ok()
    };
    changes.iter().all(|change| !change.decode().operations.iter().flat_map(|operation| operation.pred.iter()).any(is_map))
}
