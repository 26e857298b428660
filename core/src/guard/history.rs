//! What a file's changes so far demand of the next one: the rules every honest device keeps without trying.

use std::collections::HashMap;

use automerge::Automerge;

use super::{Header, Refusal, genesis::Begun};
use crate::ids::{ChangeHash, DeviceId};

/// One actor of a file.
#[derive(Debug, Clone, Copy)]
struct ActorSoFar {
    last_seq: u64,
    /// None for the beginning only.
    device: Option<DeviceId>,
}

/// The changes of a file, as far as the next one must fit them.
#[derive(Debug, Default)]
pub(super) struct History {
    last_ops: HashMap<ChangeHash, u64>,
    actors: HashMap<[u8; 16], ActorSoFar>,
}

/// What one change adds.
pub(super) struct Step<'a> {
    pub(super) hash: ChangeHash,
    pub(super) actor: [u8; 16],
    pub(super) seq: u64,
    pub(super) start_op: u64,
    pub(super) last_op: u64,
    pub(super) deps: &'a [ChangeHash],
    pub(super) author: Option<DeviceId>,
}

impl<'a> From<&'a Header> for Step<'a> {
    fn from(header: &'a Header) -> Self {
        Self {
            hash: header.hash,
            actor: header.actor,
            seq: header.seq,
            start_op: header.start_op,
            last_op: header.last_op(),
            deps: &header.deps,
            author: header.author,
        }
    }
}

impl History {
    /// The history of a file that holds its beginning alone.
    pub(super) fn beginning(begun: &[Begun]) -> Self {
        let mut history = Self::default();
        for &Begun { hash, actor, seq, last_op } in begun {
            // What a change builds on is asked of the change that is judged, not of these.
            history.record(&Step { hash, actor, seq, start_op: 1, last_op, deps: &[], author: None });
        }
        history
    }

    /// The history of a document this device already holds.
    pub(super) fn of(document: &Automerge) -> Result<Self, Refusal> {
        let mut history = Self::default();
        for meta in document.get_changes_meta(&[]) {
            let actor = <[u8; 16]>::try_from(meta.actor.as_ref().as_ref()).map_err(|_| Refusal::Malformed)?;
            history.record(&Step {
                hash: ChangeHash::from_bytes(meta.hash.0),
                actor,
                seq: meta.seq,
                start_op: meta.start_op,
                last_op: meta.max_op,
                deps: &[],
                author: meta.author.as_ref().and_then(device_of),
            });
        }
        Ok(history)
    }

    pub(super) fn has(&self, hash: &ChangeHash) -> bool {
        self.last_ops.contains_key(hash)
    }

    /// The device whose changes this actor writes.
    pub(super) fn device_of(&self, actor: &[u8; 16]) -> Option<DeviceId> {
        self.actors.get(actor).and_then(|actor| actor.device)
    }

    /// Holds the next change against the rules: it stands on something, its operations count on from what it stands
    /// on (else a single change could use up all counters), its actor counts on too and keeps its device.
    pub(super) fn judge(&self, step: &Step<'_>) -> Result<(), Refusal> {
        let Some(base) = step.deps.iter().map(|dep| self.last_ops.get(dep).copied().unwrap_or(u64::MAX)).max() else {
            return Err(Refusal::Malformed);
        };
        if step.start_op.checked_sub(1) != Some(base) {
            return Err(Refusal::Malformed);
        }
        let (last_seq, device) = self.actors.get(&step.actor).map_or((0, step.author), |actor| (actor.last_seq, actor.device));
        if step.seq <= last_seq {
            return Err(Refusal::DuplicateActorSeq);
        }
        if step.seq != last_seq + 1 {
            return Err(Refusal::Malformed);
        }
        if device.is_none() { Err(Refusal::WrongAuthor) } else { Ok(()) }
    }

    pub(super) fn record(&mut self, step: &Step<'_>) {
        self.last_ops.insert(step.hash, step.last_op);
        let actor = self.actors.entry(step.actor).or_insert(ActorSoFar { last_seq: 0, device: step.author });
        actor.last_seq = actor.last_seq.max(step.seq);
        actor.device = actor.device.or(step.author);
    }
}

pub(super) fn device_of(author: &automerge::Author<'_>) -> Option<DeviceId> {
    <[u8; 16]>::try_from(author.as_bytes()).ok().map(DeviceId::from_bytes)
}
