//! What is done before anything else with a relay that lost something: it came back from a backup, or its log ends before
//! what this device has already taken in. File by file both tell what they hold; what the relay lacks goes to it again.
//!
//! What this device lacks comes by pulling afterwards, from the last number that both lives of the relay share. Nothing
//! here is remembered but how far it came: it may be cut off anywhere and goes on, or begins again, without harm.

use std::collections::{HashSet, VecDeque};

use serde::{Deserialize, Serialize};

use super::{Effect, Position};
use crate::{
    ids::{ChangeHash, FileId},
    sync::{
        envelope::Envelope,
        frame::{Accepted, COMPARE_COUNT, FileDigest, FileHashes, Healed, PUSH_BYTES, PUSH_COUNT, RefusedChange, ToRelay},
        keys::Incarnation,
        refusal::Refusal,
    },
};

/// Files whose missing changes are read at once.
const READ_COUNT: usize = 16;
/// After so many rounds the rest waits for the next connection: it stands on what only other devices can bring.
const ROUNDS: u8 = 3;
/// What an envelope weighs beside its change.
const ENVELOPE_BYTES: usize = 400;
/// Tells answers to healing from those to pushes.
const FIRST_ID: u64 = 1 << 62;

/// How far healing has come; saved page by page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Healing {
    /// The life of the relay that is being healed.
    pub life: Incarnation,
    /// The last number that this life and the one before share.
    pub shared: u64,
    /// How far.
    pub at: Reached,
}

/// A place in the order of files: customer files come before what belongs to them, because whose that is they tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reached {
    /// Whether it is a file that belongs to another.
    pub belongs: bool,
    /// The last file done; none before the first.
    pub after: Option<FileId>,
}

#[derive(Debug)]
enum Step {
    /// Waits for the caller to read what this device holds.
    Reading,
    /// Waits for the relay to tell what differs.
    Comparing { asked: Vec<FileId> },
    /// Brings files one after the other.
    Bringing {
        last: Reached,
        /// Files of this page, the equal ones too.
        count: u64,
        files: VecDeque<FileHashes>,
        healed: VecDeque<Healed>,
        is_reading: bool,
        unanswered: Option<Sent>,
    },
}

#[derive(Debug)]
struct Sent {
    id: u64,
    hashes: HashSet<ChangeHash>,
}

/// Healing under way.
#[derive(Debug)]
pub(super) struct Work {
    goal: Healing,
    step: Step,
    round: u8,
    /// Something of this round was not kept.
    has_rest: bool,
    last_id: u64,
    /// Files of the pages before.
    done: u64,
    total: u64,
}

/// What a step led to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    GoesOn,
    /// The relay says what it was not asked.
    OutOfTurn,
    /// All was compared; whether something was left over.
    Done {
        has_rest: bool,
    },
}

impl Work {
    /// Begins, or goes on where a connection before broke off.
    pub(super) fn begin(goal: Healing, effects: &mut Vec<Effect>) -> Self {
        let mut work = Self { goal, step: Step::Reading, round: 1, has_rest: false, last_id: FIRST_ID, done: 0, total: 0 };
        work.read_files(effects);
        work
    }

    pub(super) const fn goal(&self) -> Healing {
        self.goal
    }

    /// Files done, and of how many.
    pub(super) fn progress(&self) -> (u64, u64) {
        let done = match &self.step {
            Step::Reading | Step::Comparing { .. } => self.done,
            Step::Bringing { count, files, healed, is_reading, unanswered, .. } => {
                let left = files.len() + healed.len() + usize::from(*is_reading) + usize::from(unanswered.is_some());
                self.done + count.saturating_sub(left as u64)
            }
        };
        // Files may have come while it went on.
        (done.min(self.total), self.total)
    }

    fn read_files(&mut self, effects: &mut Vec<Effect>) {
        self.step = Step::Reading;
        effects.push(Effect::ReadFiles { after: self.goal.at, limit: COMPARE_COUNT });
    }

    /// The caller tells what this device holds of the next files.
    pub(super) fn files_read(&mut self, files: Vec<FileDigest>, total: u64, effects: &mut Vec<Effect>) -> Outcome {
        if !matches!(self.step, Step::Reading) {
            return Outcome::GoesOn;
        }
        self.total = total;
        if files.is_empty() {
            return self.next_pass(effects);
        }
        self.step = Step::Comparing { asked: files.iter().map(|one| one.file).collect() };
        effects.push(Effect::Send(ToRelay::Compare { files }));
        Outcome::GoesOn
    }

    fn next_pass(&mut self, effects: &mut Vec<Effect>) -> Outcome {
        if !self.goal.at.belongs {
            self.goal.at = Reached { belongs: true, after: None };
            self.read_files(effects);
            return Outcome::GoesOn;
        }
        if self.has_rest && self.round < ROUNDS {
            self.round += 1;
            self.has_rest = false;
            self.done = 0;
            self.goal.at = Reached::default();
            self.read_files(effects);
            return Outcome::GoesOn;
        }
        Outcome::Done { has_rest: self.has_rest }
    }

    /// The relay tells what it holds of those that differ, considered up to `upto`.
    pub(super) fn differ(&mut self, files: Vec<FileHashes>, upto: Option<FileId>, effects: &mut Vec<Effect>) -> Outcome {
        let Step::Comparing { asked } = &self.step else { return Outcome::OutOfTurn };
        let last = Reached { after: upto.or(asked.last().copied()), ..self.goal.at };
        let count = asked.iter().filter(|file| Some(**file) <= last.after).count() as u64;
        let (files, healed) = (files.into(), VecDeque::new());
        self.step = Step::Bringing { last, count, files, healed, is_reading: false, unanswered: None };
        self.bring(effects);
        Outcome::GoesOn
    }

    /// The caller read what the relay lacks.
    pub(super) fn missing_read(&mut self, read: Vec<Healed>, effects: &mut Vec<Effect>) {
        if let Step::Bringing { healed, is_reading, .. } = &mut self.step
            && std::mem::take(is_reading)
        {
            healed.extend(read.into_iter().filter(|one| !one.envelopes.is_empty()));
            self.bring(effects);
        }
    }

    /// The relay says what became of what it was brought. False if that was something else.
    pub(super) fn pushed(
        &mut self,
        id: Option<u64>,
        accepted: &[Accepted],
        refused: &[RefusedChange],
        effects: &mut Vec<Effect>,
    ) -> bool {
        let Step::Bringing { unanswered, .. } = &mut self.step else { return false };
        let Some(sent) = unanswered.take_if(|sent| Some(sent.id) == id) else { return false };
        let mut left = sent.hashes;
        for one in accepted {
            left.remove(&one.hash);
        }
        for one in refused {
            left.remove(&one.hash);
            // Its owner, or what it stands on, may still come; of an erased file nothing comes back.
            self.has_rest |= matches!(one.code, Refusal::UnknownLedgerHead | Refusal::NotAllowed | Refusal::UnknownDevice);
        }
        self.has_rest |= !left.is_empty();
        if !accepted.is_empty() {
            effects.push(Effect::Acknowledge { accepted: accepted.to_vec(), refused: Vec::new() });
        }
        self.bring(effects);
        true
    }

    fn bring(&mut self, effects: &mut Vec<Effect>) {
        let Step::Bringing { last, count, files, healed, is_reading, unanswered } = &mut self.step else { return };
        if *is_reading || unanswered.is_some() {
            return;
        }
        if !healed.is_empty() {
            self.last_id += 1;
            let files = next_message(healed);
            let hashes = files.iter().flat_map(|one| &one.envelopes).map(Envelope::hash).collect();
            *unanswered = Some(Sent { id: self.last_id, hashes });
            effects.push(Effect::Send(ToRelay::Heal { id: self.last_id, files }));
        } else if files.is_empty() {
            self.done = self.done.saturating_add(*count);
            self.goal.at = *last;
            self.read_files(effects);
        } else {
            *is_reading = true;
            let known = files.drain(..files.len().min(READ_COUNT)).collect();
            effects.push(Effect::ReadMissing { known });
        }
    }
}

/// As much as one message may hold, taken from the front.
fn next_message(healed: &mut VecDeque<Healed>) -> Vec<Healed> {
    let (mut message, mut count, mut bytes) = (Vec::new(), 0, 0);
    while let Some(mut one) = healed.pop_front() {
        let mut fits = 0;
        for envelope in &one.envelopes {
            bytes += envelope.change.len() + ENVELOPE_BYTES;
            if count >= PUSH_COUNT || (count > 0 && bytes > PUSH_BYTES) {
                break;
            }
            count += 1;
            fits += 1;
        }
        let rest = one.envelopes.split_off(fits);
        let creator = one.creator;
        if fits > 0 {
            message.push(one);
        }
        if !rest.is_empty() {
            healed.push_front(Healed { creator, envelopes: rest });
            break;
        }
    }
    message
}

/// What is to be done with a relay of this life: nothing, begin, or go on.
pub(super) fn needed(position: &Position, life: Incarnation, head: u64, shared: u64) -> Option<(Healing, bool)> {
    if let Some(healing) = position.healing.filter(|healing| healing.life == life) {
        return Some((healing, false));
    }
    let known = position.incarnation?;
    let is_behind = head < position.cursor;
    if known == life && !is_behind {
        // What was left over last time is tried again; nothing is counted anew.
        return position.unhealed.then(|| (Healing { life, shared: u64::MAX, at: Reached::default() }, false));
    }
    let shared = if known == life { 0 } else { shared };
    Some((Healing { life, shared, at: Reached::default() }, true))
}
