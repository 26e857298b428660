//! What comes in: ledger entries, pages of whole files, changes. One thing is taken in at a time, in the order it came.

use std::collections::VecDeque;

use super::{Bootstrap, CloseReason, Effect, Position};
use crate::{
    ids::FileId,
    sync::{
        frame::{Numbered, PULL_COUNT, Snapshots, ToDevice, ToRelay},
        keys::Incarnation,
    },
};

/// More frames than this waiting: those with changes are dropped and pulled again later.
const INBOX_LIMIT: usize = 64;

/// What was asked and is not answered yet. One question at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Snapshots { since: Option<u64> },
    Changes,
}

#[derive(Debug)]
pub(super) struct Inward {
    /// As on the disk.
    position: Position,
    /// As it will be once everything given to the caller is on the disk.
    ahead: Position,
    is_busy: bool,
    inbox: VecDeque<ToDevice>,
    asked: Option<Asked>,
    /// The end of the changes was reached: later ones come by themselves.
    is_live: bool,
    /// The ledger's length at the last grant we heard of.
    granted_at: u64,
    /// Pages of grants under way: the last file, and the ledger's length at the first page.
    grants: Option<Grants>,
    progress: (u64, u64),
    /// The relay lost entries of the ledger.
    follows: bool,
}

#[derive(Debug, Clone, Copy)]
struct Grants {
    after: FileId,
    ledger_len: u64,
}

impl Inward {
    pub(super) const fn new(position: Position) -> Self {
        Self {
            position,
            ahead: position,
            is_busy: false,
            inbox: VecDeque::new(),
            asked: None,
            is_live: false,
            granted_at: 0,
            grants: None,
            progress: (0, 0),
            follows: false,
        }
    }

    pub(super) const fn position(&self) -> Position {
        self.position
    }

    pub(super) const fn progress(&self) -> (u64, u64) {
        self.progress
    }

    pub(super) fn is_idle(&self) -> bool {
        !self.is_busy && self.inbox.is_empty() && self.asked.is_none() && self.is_live && !self.needs_grants()
    }

    pub(super) fn forget_connection(&mut self) {
        *self = Self::new(self.position);
    }

    /// The relay says which life it lives. One it had before is left behind only once this one is healed.
    pub(super) fn meet(&mut self, incarnation: Incarnation, effects: &mut Vec<Effect>) {
        if self.position.incarnation.is_none() {
            self.move_to(Position { incarnation: Some(incarnation), ..Position::default() }, effects);
        }
    }

    /// From here on the relay's entries stand, where they part from those here.
    pub(super) const fn follow(&mut self) {
        self.follows = true;
    }

    pub(super) fn welcome(&mut self, ledger_len: u64, has_grants: bool, effects: &mut Vec<Effect>) {
        if has_grants {
            self.granted_at = ledger_len;
        } else if self.position.bootstrap == Bootstrap::Done && self.position.granted_len < ledger_len {
            self.move_to(Position { granted_len: ledger_len, ..self.position }, effects);
        }
    }

    fn move_to(&mut self, position: Position, effects: &mut Vec<Effect>) {
        self.stand_at(position);
        effects.push(Effect::SavePosition(position));
    }

    /// Moves how far healing has come; nothing else is under way meanwhile.
    pub(super) fn heal_to(&mut self, position: Position, effects: &mut Vec<Effect>) {
        if position != self.position {
            self.move_to(position, effects);
        }
    }

    /// Where the device stands was saved otherwise.
    pub(super) const fn stand_at(&mut self, position: Position) {
        self.position = position;
        self.ahead = position;
    }

    /// Pull even though we believe to have everything.
    pub(super) fn look_again(&mut self) {
        self.is_live = false;
    }

    pub(super) fn ingested(&mut self) {
        self.is_busy = false;
        self.position = self.ahead;
    }

    pub(super) fn hear(&mut self, frame: ToDevice) -> Result<(), CloseReason> {
        match &frame {
            ToDevice::Snapshots(page) => {
                if self.asked != Some(Asked::Snapshots { since: page.since }) {
                    return Err(CloseReason::Protocol);
                }
            }
            ToDevice::Granted { ledger_len } => {
                self.granted_at = self.granted_at.max(*ledger_len);
                return Ok(());
            }
            ToDevice::Changes { after, .. } if *after > self.end_of_inbox() => {
                // Something between was missed: no use in keeping what comes after it.
                self.is_live = false;
                return Ok(());
            }
            ToDevice::LedgerEntries { .. } | ToDevice::Changes { .. } => {}
            _ => return Err(CloseReason::Protocol),
        }
        self.inbox.push_back(frame);
        if self.inbox.len() > INBOX_LIMIT {
            self.inbox.retain(|frame| !matches!(frame, ToDevice::Changes { .. }));
            self.is_live = false;
            if self.asked == Some(Asked::Changes) {
                self.asked = None;
            }
        }
        Ok(())
    }

    /// The last change considered once the inbox is taken in.
    fn end_of_inbox(&self) -> u64 {
        let queued = self.inbox.iter().filter_map(|frame| match frame {
            ToDevice::Changes { upto, .. } => Some(*upto),
            _ => None,
        });
        queued.max().unwrap_or(0).max(self.ahead.cursor)
    }

    /// Takes in what can be taken in, then asks for what is missing.
    pub(super) fn go_on(&mut self, effects: &mut Vec<Effect>) {
        self.take_in(effects);
        if self.asked.is_none() && self.inbox.is_empty() {
            self.ask(effects);
        }
    }

    /// Takes in what can be taken in.
    pub(super) fn take_in(&mut self, effects: &mut Vec<Effect>) {
        while !self.is_busy {
            let Some(frame) = self.inbox.pop_front() else { break };
            match frame {
                ToDevice::LedgerEntries { entries } if self.follows => effects.push(Effect::FollowLedger(entries)),
                ToDevice::LedgerEntries { entries } => effects.push(Effect::TakeLedger(entries)),
                ToDevice::Changes { items, after, upto, more } => self.take_changes(items, after, upto, more, effects),
                ToDevice::Snapshots(page) => self.take_page(page, effects),
                _ => {}
            }
        }
    }

    fn take_changes(&mut self, items: Vec<Numbered>, after: u64, upto: u64, more: bool, effects: &mut Vec<Effect>) {
        let is_answer = self.asked == Some(Asked::Changes);
        if after > self.ahead.cursor {
            self.is_live = false;
            return;
        }
        if is_answer {
            self.asked = None;
            self.progress = (0, 0);
        }
        // A relay that has more to give is not live, whatever an earlier answer said.
        self.is_live = if more { false } else { self.is_live || is_answer };
        if upto <= self.ahead.cursor {
            return;
        }
        // What is not above `after` was not there to be seen when the cursor passed it: a customer before its first car.
        let is_due = |item: &Numbered| item.number > self.ahead.cursor || item.number <= after;
        let items = items.into_iter().filter(is_due).collect();
        self.ahead.cursor = upto;
        self.give(Effect::Ingest { items, position: self.ahead }, effects);
    }

    fn take_page(&mut self, page: Snapshots, effects: &mut Vec<Effect>) {
        self.asked = None;
        self.progress = (page.done, page.total);
        match page.since {
            None => self.first_files(&page),
            Some(_) => self.granted_files(&page),
        }
        self.give(Effect::IngestSnapshots { page: page.page, position: self.ahead }, effects);
    }

    fn first_files(&mut self, page: &Snapshots) {
        if self.ahead.bootstrap == Bootstrap::Fresh {
            self.ahead.cursor = page.upto;
            self.ahead.granted_len = page.ledger_len;
        }
        self.ahead.bootstrap = page.last.map_or(Bootstrap::Done, |after| Bootstrap::Running { after });
    }

    fn granted_files(&mut self, page: &Snapshots) {
        let ledger_len = self.grants.map_or(page.ledger_len, |grants| grants.ledger_len);
        self.grants = page.last.map(|after| Grants { after, ledger_len });
        if self.grants.is_none() {
            self.ahead.granted_len = self.ahead.granted_len.max(ledger_len);
        }
    }

    fn give(&mut self, effect: Effect, effects: &mut Vec<Effect>) {
        self.is_busy = true;
        effects.push(effect);
    }

    fn needs_grants(&self) -> bool {
        self.granted_at > self.ahead.granted_len
    }

    /// Asks for the next thing while the one before is perhaps still being taken in.
    fn ask(&mut self, effects: &mut Vec<Effect>) {
        let snapshots = |since, after| (Asked::Snapshots { since }, ToRelay::NextSnapshots { since, after });
        let (asked, question) = match self.ahead.bootstrap {
            Bootstrap::Fresh => snapshots(None, None),
            Bootstrap::Running { after } => snapshots(None, Some(after)),
            Bootstrap::Done if self.needs_grants() => {
                snapshots(Some(self.ahead.granted_len), self.grants.map(|grants| grants.after))
            }
            Bootstrap::Done if !self.is_live => (Asked::Changes, ToRelay::Pull { after: self.ahead.cursor, limit: PULL_COUNT }),
            Bootstrap::Done => return,
        };
        self.asked = Some(asked);
        effects.push(Effect::Send(question));
    }
}
