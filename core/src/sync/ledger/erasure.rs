//! Customers to be forgotten: who asked, what was decided, which files are gone for ever.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ids::{FileId, StaffId, StatementId};

/// A request that waits for its decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErasureRequest {
    /// The statement that made it.
    pub id: StatementId,
    /// One file of the customer.
    pub file: FileId,
    /// Who asked.
    pub by: StaffId,
    /// Its place in the ledger.
    pub seq: u64,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Erasures {
    requests: BTreeMap<StatementId, Asked>,
    erased: HashMap<FileId, u64>,
}

#[derive(Debug, Clone)]
struct Asked {
    request: ErasureRequest,
    decided: Option<u64>,
}

impl Erasures {
    pub(super) fn request(&mut self, seq: u64, id: StatementId, file: FileId, by: StaffId) {
        self.requests.insert(id, Asked { request: ErasureRequest { id, file, by, seq }, decided: None });
    }

    /// Notes that a request was decided and tells which file it was about.
    pub(super) fn decide(&mut self, seq: u64, id: StatementId) -> Option<FileId> {
        let asked = self.requests.get_mut(&id)?;
        asked.decided = Some(seq);
        Some(asked.request.file)
    }

    pub(super) fn erase(&mut self, seq: u64, files: &BTreeSet<FileId>) {
        for file in files {
            self.erased.entry(*file).or_insert(seq);
        }
    }

    pub(super) fn is_erased(&self, file: FileId, len: u64) -> bool {
        self.erased.get(&file).is_some_and(|seq| *seq < len)
    }

    pub(super) fn erased(&self, len: u64) -> impl Iterator<Item = FileId> + '_ {
        self.erased.iter().filter(move |(_, seq)| **seq < len).map(|(file, _)| *file)
    }

    /// The requests that stand undecided, oldest first.
    pub(super) fn open(&self, len: u64) -> Vec<ErasureRequest> {
        let is_open = |asked: &&Asked| {
            let request = asked.request;
            request.seq < len && asked.decided.is_none_or(|seq| seq >= len) && !self.is_erased(request.file, len)
        };
        let mut open: Vec<ErasureRequest> = self.requests.values().filter(is_open).map(|asked| asked.request).collect();
        open.sort_by_key(|request| request.seq);
        open
    }
}
