//! What goes out: the outbox in its order, a few pushes at a time, and proposals.

use std::collections::{HashSet, VecDeque};

use super::{Effect, Event};
use crate::{
    ids::{ChangeHash, StatementId},
    sync::{
        envelope::Envelope,
        frame::{Accepted, PROPOSE_COUNT, PUSH_BYTES, PUSH_COUNT, RefusedChange, RefusedStatement, ToRelay},
        ledger::Statement,
    },
};

/// So many pushes may be unanswered: the network is busy while the relay writes.
const PUSHES_AHEAD: usize = 4;
/// What an envelope weighs beside its change.
const ENVELOPE_BYTES: usize = 400;

#[derive(Debug, Default)]
pub(super) struct Outward {
    /// The outbox may hold something that was not sent on this connection.
    has_more: bool,
    is_reading: bool,
    /// Sent and neither kept nor refused: always the oldest of the outbox.
    under_way: HashSet<ChangeHash>,
    unanswered: VecDeque<(u64, Vec<ChangeHash>)>,
    last_id: u64,
    /// Something was not taken: nothing more is sent until it is tried again from the oldest on.
    is_stuck: bool,
    has_proposals: bool,
    proposing: Proposing,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Proposing {
    #[default]
    Nothing,
    Reading,
    Sent,
}

impl Outward {
    /// Remembers what came while there was no connection.
    pub(super) const fn note(&mut self, event: &Event) {
        match event {
            Event::LocalChanges => self.has_more = true,
            Event::LocalProposals => self.has_proposals = true,
            _ => {}
        }
    }

    /// A new connection: what the last one carried is unknown, so everything goes again.
    pub(super) const fn welcome(&mut self) {
        self.has_more = true;
        self.has_proposals = true;
    }

    pub(super) fn forget_connection(&mut self) {
        *self = Self::default();
    }

    pub(super) fn is_idle(&self) -> bool {
        !self.has_more
            && !self.is_reading
            && self.under_way.is_empty()
            && !self.is_stuck
            && !self.has_proposals
            && self.proposing == Proposing::Nothing
    }

    /// Sends again what the relay neither kept nor refused.
    pub(super) fn try_again(&mut self) {
        if self.unanswered.is_empty() && !self.is_reading && (self.is_stuck || !self.under_way.is_empty()) {
            self.under_way.clear();
            self.is_stuck = false;
            self.has_more = true;
        }
    }

    pub(super) fn go_on(&mut self, effects: &mut Vec<Effect>) {
        if self.has_more && !self.is_reading && !self.is_stuck && self.unanswered.len() < PUSHES_AHEAD {
            self.has_more = false;
            self.is_reading = true;
            effects.push(Effect::ReadOutbox { skip: self.under_way.len(), limit: PUSH_COUNT });
        }
        if self.has_proposals && self.proposing == Proposing::Nothing {
            self.has_proposals = false;
            self.proposing = Proposing::Reading;
            effects.push(Effect::ReadProposals { limit: PROPOSE_COUNT });
        }
    }

    pub(super) fn outbox_read(&mut self, envelopes: Vec<Envelope>, effects: &mut Vec<Effect>) {
        if !self.is_reading {
            return;
        }
        self.is_reading = false;
        self.has_more |= envelopes.len() >= PUSH_COUNT;
        let mut push = Vec::new();
        let mut hashes = Vec::new();
        let mut bytes = 0;
        for envelope in envelopes {
            let hash = envelope.hash();
            if self.under_way.contains(&hash) {
                continue;
            }
            bytes += envelope.change.len() + ENVELOPE_BYTES;
            if !push.is_empty() && bytes > PUSH_BYTES {
                self.has_more = true;
                break;
            }
            self.under_way.insert(hash);
            hashes.push(hash);
            push.push(envelope);
        }
        if push.is_empty() {
            return;
        }
        self.last_id += 1;
        self.unanswered.push_back((self.last_id, hashes));
        effects.push(Effect::Send(ToRelay::Push { id: self.last_id, envelopes: push }));
    }

    pub(super) fn pushed(
        &mut self,
        id: Option<u64>,
        accepted: Vec<Accepted>,
        refused: Vec<RefusedChange>,
        waiting: &[ChangeHash],
        effects: &mut Vec<Effect>,
    ) {
        for hash in accepted.iter().map(|accepted| &accepted.hash).chain(refused.iter().map(|refused| &refused.hash)) {
            self.under_way.remove(hash);
        }
        let place = self.unanswered.iter().position(|(sent, _)| Some(*sent) == id);
        if let Some((_, hashes)) = place.and_then(|place| self.unanswered.remove(place)) {
            let is_left = |hash: &ChangeHash| self.under_way.contains(hash) && !waiting.contains(hash);
            self.is_stuck |= hashes.iter().any(is_left);
        }
        if !accepted.is_empty() || !refused.is_empty() {
            effects.push(Effect::Acknowledge { accepted, refused });
        }
    }

    pub(super) fn proposals_read(&mut self, statements: Vec<Statement>, effects: &mut Vec<Effect>) {
        if self.proposing != Proposing::Reading {
            return;
        }
        if statements.is_empty() {
            self.proposing = Proposing::Nothing;
            return;
        }
        self.proposing = Proposing::Sent;
        self.has_proposals |= statements.len() >= PROPOSE_COUNT;
        effects.push(Effect::Send(ToRelay::Propose { statements }));
    }

    pub(super) fn proposed(&mut self, accepted: Vec<StatementId>, refused: Vec<RefusedStatement>, effects: &mut Vec<Effect>) {
        self.proposing = Proposing::Nothing;
        if !accepted.is_empty() || !refused.is_empty() {
            effects.push(Effect::AcknowledgeProposals { accepted, refused });
        }
    }
}
