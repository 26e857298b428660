//! Forgetting a customer: what an approved erasure destroys here, and what is answered ever after.
//!
//! Invariant: of an erased customer nothing is left but the ledger's word and the ids of the files, which hold no personal
//! data and without which a late copy could not be told from a new file.

use std::collections::BTreeSet;

use forecourt_core::{
    ids::FileId,
    sync::{
        Refusal,
        audit::{AuditNote, AuditWord},
        frame::{RefusedChange, ToDevice},
        ledger::{Act, Verdict},
    },
};

use super::{Relay, store::StoreError};

/// Rows of the review box looked at together.
const PAGE: usize = 256;

impl Relay {
    /// Whether a file is gone for ever, by itself or with the customer it is about.
    pub(super) fn is_erased(&self, file: FileId, about: Option<FileId>) -> bool {
        let now = self.ledger.now();
        self.files.is_erased(file) || now.is_erased(file) || about.is_some_and(|about| now.is_erased(about))
    }

    /// Carries out the general manager's decision: every file of the customer goes in the transaction of the entry.
    pub(super) fn carry_out_erasure(&mut self, act: &Act) -> Result<(), StoreError> {
        let Act::ErasureDecided { verdict: Verdict::Approve, .. } = act else { return Ok(()) };
        let customers: Vec<FileId> = self.ledger.now().erased_files().filter(|file| !self.files.is_erased(*file)).collect();
        let files: BTreeSet<FileId> = customers.into_iter().flat_map(|customer| self.files.whole(customer)).collect();
        // The number of the last change never falls, or cursors of devices would be ahead of the relay.
        self.store.keep_head(self.head)?;
        if files.is_empty() {
            return Ok(());
        }
        for file in &files {
            self.destroy(*file)?;
        }
        self.forget_late()?;
        let file = files.first().copied();
        self.note(AuditNote { file, count: u32::try_from(files.len()).ok(), ..AuditNote::of(AuditWord::Erased) })?;
        self.is_sweeping = true;
        metrics::counter!("forecourt_files_erased_total").increment(files.len() as u64);
        tracing::info!(files = files.len(), "a customer was erased");
        Ok(())
    }

    fn destroy(&mut self, file: FileId) -> Result<(), StoreError> {
        self.store.erase(file)?;
        self.sieve.note_change();
        self.files.erase(file);
        self.documents.close(file);
        self.unpacked.remove(&file);
        self.fresh.retain(|numbered| numbered.envelope.file != file);
        for brought in self.waiting.take(file) {
            let refused = vec![RefusedChange { hash: brought.envelope.hash(), code: Refusal::Erased }];
            self.send(
                brought.by,
                &ToDevice::Pushed { id: None, accepted: Vec::new(), refused, waiting: Vec::new(), busy: Vec::new() },
            );
        }
        Ok(())
    }

    /// Late changes of files that never began here are known by whom they are about.
    fn forget_late(&mut self) -> Result<(), StoreError> {
        let mut after = None;
        loop {
            let rows = self.store.late_after(after, PAGE)?;
            let Some(last) = rows.last().map(|row| row.hash) else { return Ok(()) };
            for row in rows {
                if self.is_erased(row.envelope.file, row.envelope.about) {
                    self.store.drop_late(row.hash)?;
                }
            }
            after = Some(last);
        }
    }

    /// After a commit that erased something: empties the write-ahead log, which still holds what was overwritten.
    pub(super) fn sweep(&mut self) {
        if !self.is_sweeping {
            return;
        }
        match self.store.truncate_log() {
            Ok(done) => self.is_sweeping = !done,
            Err(error) => tracing::error!(%error, "the write-ahead log could not be emptied; it is tried again"),
        }
    }
}
