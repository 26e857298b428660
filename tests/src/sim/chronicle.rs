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
                    let known = self.entries.entry(entry.seq).or_insert_with(|| entry.clone());
                    assert_eq!(*known, entry, "the ledger was told in two ways");
                }
            }
            ToDevice::Pushed { accepted, refused, .. } => {
                for one in accepted {
                    self.number(one.hash.to_string(), one.number);
                }
                self.refused.extend(
                    refused.into_iter().map(|one| format!("change {} by device {device}: {}", one.hash, one.code.word())),
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
