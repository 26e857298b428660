//! The audit log on this device: what is done here is recorded in the transaction of the act; where the person may read
//! the store's log, its rows are checked as they come and kept.
//!
//! Invariant: a row that does not continue the rows before it never replaces anything. It begins another chain, the place
//! is noted, and the page says so for good.

use rusqlite::Transaction;

use super::{
    App,
    api::{common::Touched, error::AppError, sync::Told},
    damage::Failed,
    lock,
    opening::names,
    store::{OpenStore, Standing},
};
use crate::{
    clock::Instant,
    ids::{AuditHash, AuditId},
    sync::{
        audit::{
            AuditChain, AuditEntry, AuditHead, AuditNote, AuditRecord, AuditRow, AuditWord, ENTRY_LIMIT, NO_AUDIT, RECORD_COUNT,
        },
        frame::ToRelay,
        wire,
    },
    vault::{VaultError, audit as kept, meta},
};

/// Why a log did not continue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BreakKind {
    /// It is shorter than what was seen before.
    Cut,
    /// It has other rows than those seen before, or rows that do not follow each other.
    Altered,
    /// The relay came back from a backup, as this device saw itself: rows written after that backup are gone there.
    Restored,
}

impl BreakKind {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Cut => "cut",
            Self::Altered => "altered",
            Self::Restored => "restored",
        }
    }
}

/// Where this device's copy of the log ends.
struct End {
    chain: u32,
    head: AuditHead,
}

impl End {
    fn of(tx: &rusqlite::Connection) -> Result<Self, VaultError> {
        let chain = kept::breaks(tx)?.last().map_or(0, |row| row.chain);
        let last = kept::last(tx)?.filter(|row| row.chain == chain);
        let head = last.map_or(AuditHead { len: 0, hash: NO_AUDIT }, |row| AuditHead { len: row.seq + 1, hash: row.hash });
        Ok(Self { chain, head })
    }
}

impl OpenStore {
    /// Records something done on this device, in the transaction that does it.
    pub(super) fn record(&self, tx: &Transaction<'_>, note: AuditNote) -> Result<(), Failed> {
        let note = AuditNote { by: note.by.or(Some(self.device)), ..note };
        let record = AuditRecord { id: self.world.mint(), at: self.world.now(), note };
        if self.standing().relay.is_none() {
            return self.chain_here(tx, record);
        }
        let bytes = wire::encode(&record).map_err(|_| VaultError::Unreadable { what: "audit record" })?;
        Ok(kept::push(tx, record.id, &bytes)?)
    }

    /// Files left this device because its person may not see them any more.
    pub(super) fn record_released(&self, tx: &Transaction<'_>, count: usize) -> Result<(), Failed> {
        self.record(tx, AuditNote { count: u32::try_from(count).ok(), ..AuditNote::of(AuditWord::Released) })
    }

    /// Records what was done outside of the database, such as to its key: it is done, whatever becomes of the record.
    pub(super) fn record_done(&self, note: AuditNote) {
        if let Err(error) = self.write(|tx| self.record(tx, note)) {
            tracing::error!(code = ?error.code, "what was done to the lock could not be recorded");
        }
    }

    /// A store without a relay keeps its log on its only device.
    fn chain_here(&self, tx: &Transaction<'_>, record: AuditRecord) -> Result<(), Failed> {
        let end = End::of(tx)?;
        let mut chain = AuditChain::after(end.head);
        let entry = AuditEntry { record, kept_at: self.world.now() };
        let row = chain.chain(&entry).map_err(|_| VaultError::Unreadable { what: "audit record" })?;
        Ok(keep(tx, &self.standing(), end.chain, &row)?)
    }
}

fn keep(tx: &Transaction<'_>, standing: &Standing, chain: u32, row: &AuditRow) -> Result<(), VaultError> {
    let hash = row.hash();
    // An entry that cannot be read still has its place in the chain.
    let record = row.read().ok().map(|entry| entry.record);
    let note = record.as_ref().map(|record| &record.note);
    let found = kept::Found {
        what: note.map_or(AuditWord::Unknown, |note| note.what).word(),
        who: note.and_then(|note| note.by).and_then(|device| standing.ledger.now().staff_of(device)),
        about: note.and_then(|note| note.staff),
    };
    let kept_row = kept::AuditRow {
        chain,
        seq: row.seq,
        id: record.as_ref().map_or_else(|| stand_in(&hash), |record| record.id),
        at: record.map_or(Instant::from_unix_ms(0), |record| record.at),
        prev: row.prev,
        hash,
        entry: row.entry.clone(),
    };
    kept::keep(tx, &kept_row, &found)
}

/// An id for a row whose own cannot be read: the beginning of its hash.
fn stand_in(hash: &AuditHash) -> AuditId {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    AuditId::from_bytes(bytes)
}

impl App {
    /// What is to be said to the relay about the log: records that wait, and the question for rows not yet here.
    pub(super) fn audit_to_say(&self, store: &OpenStore) -> Vec<ToRelay> {
        let (may_record, wants_log) = {
            let mut link = lock(&self.0.link);
            if !link.is_up() {
                return Vec::new();
            }
            (!std::mem::replace(&mut link.recording, true), std::mem::take(&mut link.wants_audit))
        };
        let mut said = Vec::new();
        let records = if may_record { self.records_that_wait(store) } else { Vec::new() };
        if may_record && records.is_empty() {
            lock(&self.0.link).recording = false;
        } else if may_record {
            said.push(ToRelay::Record { records });
        }
        if wants_log && store.standing().reads_audit() {
            match store.read(End::of) {
                Ok(end) => said.push(ToRelay::AskAudit { after: end.head.len }),
                Err(error) => tracing::warn!(code = ?error.code, "the audit log could not be read"),
            }
        }
        said
    }

    fn records_that_wait(&self, store: &OpenStore) -> Vec<AuditRecord> {
        match store.read(|conn| kept::waiting(conn, RECORD_COUNT)) {
            Ok(rows) => rows.iter().filter_map(|bytes| wire::decode(bytes, ENTRY_LIMIT).ok()).collect(),
            Err(error) => {
                tracing::warn!(code = ?error.code, "the records that wait could not be read");
                Vec::new()
            }
        }
    }

    /// The relay has these records.
    pub(super) fn records_sent(&self, store: &OpenStore, ids: &[AuditId]) -> Result<(), AppError> {
        store.write(|tx| Ok(ids.iter().try_for_each(|id| kept::sent(tx, *id))?))?;
        {
            let mut link = lock(&self.0.link);
            link.recording = false;
            link.wants_audit = true;
        }
        self.wake();
        Ok(())
    }

    /// Rows of the store's log came: checked, kept, and asked on until its end.
    pub(super) fn take_audit(&self, store: &OpenStore, after: u64, rows: &[AuditRow], head: AuditHead) -> Result<(), AppError> {
        let standing = store.standing();
        if !standing.reads_audit() {
            return Ok(());
        }
        let is_more = store.write(|tx| take_rows(tx, store, &standing, &Answer { after, rows, head }))?;
        if is_more {
            lock(&self.0.link).wants_audit = true;
            self.wake();
        }
        self.tell(&Told::Touched { touched: Touched { audit: true, ..Touched::default() } });
        Ok(())
    }
}

struct Answer<'a> {
    after: u64,
    rows: &'a [AuditRow],
    head: AuditHead,
}

/// Keeps what continues the log; whether there is more to ask for.
fn take_rows(tx: &Transaction<'_>, store: &OpenStore, standing: &Standing, answer: &Answer<'_>) -> Result<bool, Failed> {
    let mut end = End::of(tx)?;
    if answer.after != end.head.len {
        // Asked before other rows came.
        return Ok(answer.head.len > end.head.len);
    }
    let now = store.world.now();
    // It explains one place, the next after it, and only where the log parts from what was seen before.
    let has_lost = meta::integer(tx, names::RELAY_LOST)?.is_some();
    meta::remove(tx, names::RELAY_LOST)?;
    let parted = |kind| if has_lost { BreakKind::Restored } else { kind };
    let begin_again = |end: &mut End, kind: BreakKind, from: AuditHead| -> Result<(), VaultError> {
        tracing::error!(at = end.head.len, kind = kind.word(), "the audit log does not continue what was seen before");
        let row = kept::BreakRow { chain: end.chain + 1, seq: end.head.len, kind: kind.word().to_owned(), at: now };
        *end = End { chain: row.chain, head: from };
        kept::note_break(tx, &row)
    };
    let nothing = AuditHead { len: 0, hash: NO_AUDIT };
    if answer.head.len < end.head.len {
        begin_again(&mut end, parted(BreakKind::Cut), nothing)?;
        return Ok(true);
    }
    for (place, row) in answer.rows.iter().enumerate() {
        let mut chain = AuditChain::after(end.head);
        if chain.take(row).is_err() {
            if place == 0 && end.head.len > 0 {
                // What was seen before is not what the log says now: all of it is read again, beside what was seen.
                begin_again(&mut end, parted(BreakKind::Altered), nothing)?;
                return Ok(true);
            }
            // The log contradicts itself: what follows is read from there on.
            begin_again(&mut end, BreakKind::Altered, AuditHead { len: row.seq, hash: row.prev })?;
        }
        keep(tx, standing, end.chain, row)?;
        end.head = AuditHead { len: row.seq.saturating_add(1), hash: row.hash() };
    }
    if answer.rows.is_empty() && end.head.len == answer.head.len && end.head.hash != answer.head.hash {
        begin_again(&mut end, parted(BreakKind::Altered), nothing)?;
        return Ok(true);
    }
    Ok(!answer.rows.is_empty() && end.head.len < answer.head.len)
}
