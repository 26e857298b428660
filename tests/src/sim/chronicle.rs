//! Everything the relay ever said, to whom, and what may never be unsaid.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use forecourt_core::{
    ids::StaffId,
    sync::{
        frame::ToDevice,
        ledger::{Act, Entry},
    },
};

use super::model::Assigned;

/// A message of the relay.
#[derive(Debug)]
pub(super) struct Heard {
    /// How many entries of the ledger the relay had told when it said this.
    pub ledger_len: u64,
    pub bytes: Arc<Vec<u8>>,
}

/// The relay's words.
#[derive(Debug, Default)]
pub(super) struct Chronicle {
    /// Every message for a device, whether it arrived or not.
    pub heard: BTreeMap<usize, Vec<Heard>>,
    /// The ledger as told.
    entries: BTreeMap<u64, Entry>,
    /// From this place on a life of the relay that came from a backup may tell other entries than the one before.
    may_part_from: Option<u64>,
    /// Numbers by the hash of the change, as told.
    pub numbers: BTreeMap<String, u64>,
    taken: BTreeSet<u64>,
    /// Changes that the relay refused.
    pub refused: Vec<String>,
    /// Statements that it refused, and by which device they were made.
    pub refused_statements: BTreeMap<String, usize>,
}

impl Chronicle {
    /// Notes a message. What was told once holds for ever: a number is one change's, a ledger entry stays.
    pub(super) fn note(&mut self, device: usize, bytes: &Arc<Vec<u8>>) {
        let ledger_len = self.entries.keys().next_back().map_or(0, |last| last + 1);
        self.heard.entry(device).or_default().push(Heard { ledger_len, bytes: Arc::clone(bytes) });
        match ToDevice::decode(bytes).unwrap() {
            ToDevice::LedgerEntries { entries } => {
                for entry in entries {
                    self.entry(entry);
                }
            }
            ToDevice::Pushed { id, accepted, refused, .. } => {
                // What is brought back may stand on what somebody else brings back later.
                let is_healing = id.is_some_and(|id| id >= 1 << 62);
                for one in accepted {
                    self.number(one.hash.to_string(), one.number);
                }
                self.refused.extend(
                    refused
                        .into_iter()
                        .filter(|_| !is_healing)
                        .map(|one| format!("change {} by device {device}: {}", one.hash, one.code.word())),
                );
            }
            ToDevice::Proposed { refused, .. } => {
                self.refused_statements.extend(refused.into_iter().map(|one| (one.id.to_string(), device)));
            }
            ToDevice::Changes { items, .. } => {
                for item in items {
                    self.number(item.envelope.hash().to_string(), item.number);
                }
            }
            _ => {}
        }
    }

    fn entry(&mut self, entry: Entry) {
        let known = self.entries.entry(entry.seq).or_insert_with(|| entry.clone());
        if *known == entry {
            return;
        }
        assert!(self.may_part_from.is_some_and(|from| from <= entry.seq), "the ledger was told in two ways");
        self.entries.retain(|seq, _| *seq < entry.seq);
        self.entries.insert(entry.seq, entry);
    }

    /// The relay came back from a backup with so many changes and entries: what was numbered later is numbered anew.
    pub(super) fn begin_life(&mut self, head: u64, ledger_len: u64) {
        self.numbers.retain(|_, number| *number <= head);
        self.taken.retain(|number| *number <= head);
        self.may_part_from = Some(ledger_len);
    }

    fn number(&mut self, hash: String, number: u64) {
        match self.numbers.get(&hash) {
            Some(known) => assert_eq!(*known, number, "change {hash} was numbered twice"),
            None => {
                assert!(self.taken.insert(number), "number {number} was given twice");
                self.numbers.insert(hash, number);
            }
        }
    }

    /// Assignments in the order of the ledger.
    pub(super) fn assigned(&self) -> Vec<Assigned> {
        let acts = self.entries.values().map(|entry| (entry.seq, entry.statement.read().unwrap().act));
        acts.filter_map(|(seq, act)| match act {
            Act::FilesAssigned { files, owner } => {
                let files = files.iter().map(ToString::to_string).collect();
                Some(Assigned { seq, files, owner: owner.as_ref().map(StaffId::to_string) })
            }
            _ => None,
        })
        .collect()
    }
}
