//! Whether a relay's database is what a relay wrote: pages, ledger, signatures, numbers, packed files. Changes nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::Path,
};

use forecourt_core::{
    guard::{self, Limits, genesis},
    ids::{ChangeHash, FileId},
    sync::{Envelope, Ledger, audit::AuditChain, page::FileSnapshot, wire},
};

use super::ArchiveError;
use crate::relay::store::{Counts, FileRow, Kept, Store};

/// Faults told one by one; of more only the number.
const TOLD: usize = 50;
const AUDIT_PAGE: u32 = 1_000;
const SNAPSHOT_LIMIT: usize = 16 * 1024 * 1024;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What there is.
    pub counts: Counts,
    /// Entries of the ledger that verify.
    pub entries: u64,
    /// What is wrong, in sentences; at most fifty.
    pub faults: Vec<String>,
    /// How many more.
    pub untold: usize,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    fn tell(&mut self, fault: String) {
        if self.faults.len() < TOLD {
            self.faults.push(fault);
        } else {
            self.untold += 1;
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { files, changes, head } = self.counts;
        write!(f, "{files} files, {changes} changes up to number {head}, {} ledger entries: ", self.entries)?;
        if self.is_sound() {
            return f.write_str("all in order");
        }
        write!(f, "{} faults", self.faults.len() + self.untold)?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n- {fault}"))?;
        if self.untold > 0 { write!(f, "\n- and {} more", self.untold) } else { Ok(()) }
    }
}

/// Checks the database at `path`, in use or not.
pub fn verify(path: &Path) -> Result<Report, ArchiveError> {
    let store = Store::read_only(path)?;
    let mut report = Report::default();
    for fault in store.page_faults()? {
        report.tell(format!("SQLite: {fault}"));
    }
    if !report.is_sound() {
        // What cannot be read rightly cannot be judged.
        return Ok(report);
    }
    let ledger = check_ledger(&store, &mut report)?;
    report.counts = store.counts()?;
    check_numbers(&ledger, &mut report);
    check_audit(&store, &mut report)?;
    for (file, row) in store.files()? {
        let changes = store.changes_of(file, 0)?;
        check_file(&ledger, file, &row, &changes, &mut report);
        if let Some((upto, packed)) = store.packed(file)? {
            check_packed(file, upto, &packed, &changes, &mut report);
        }
    }
    Ok(report)
}

fn check_ledger(store: &Store, report: &mut Report) -> Result<Ledger, ArchiveError> {
    let mut ledger = Ledger::default();
    for (seq, entry) in (0_u64..).zip(store.readable_entries()?) {
        let Some(entry) = entry else {
            report.tell(format!("ledger entry {seq} cannot be read"));
            break;
        };
        if let Err(error) = ledger.append(&entry) {
            report.tell(format!("ledger entry {seq}: {error}"));
            break;
        }
    }
    report.entries = ledger.len();
    Ok(ledger)
}

/// What is erased leaves a gap.
fn check_numbers(ledger: &Ledger, report: &mut Report) {
    let Counts { changes, head, .. } = report.counts;
    if changes != head && ledger.now().erased_files().next().is_none() {
        report.tell(format!("{} numbers are missing of {head}", head.saturating_sub(changes)));
    }
}

fn check_audit(store: &Store, report: &mut Report) -> Result<(), ArchiveError> {
    let mut chain = AuditChain::default();
    while store.has_audit_log()? {
        let rows = store.audit_from(chain.head().len, AUDIT_PAGE)?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if let Err(error) = row.read().and_then(|_| chain.take(&row)) {
                report.tell(format!("audit row {}: {error}", row.seq));
                return Ok(());
            }
        }
    }
    Ok(())
}

fn check_file(ledger: &Ledger, file: FileId, row: &FileRow, changes: &[Kept], report: &mut Report) {
    let Some(store) = ledger.store() else {
        return report.tell(format!("file {file}: the ledger names no store"));
    };
    if changes.is_empty() {
        report.tell(format!("file {file}: no change of it is there"));
    }
    let mut seen: BTreeSet<ChangeHash> =
        genesis::beginning(row.kind, file).into_iter().flatten().map(|begun| begun.hash).collect();
    let mut actors: BTreeMap<[u8; 16], forecourt_core::ids::DeviceId> = BTreeMap::new();
    for kept in changes {
        let number = kept.number;
        let header = match guard::inspect(&kept.change, &Limits::default()) {
            Ok(header) => header,
            Err(refusal) => {
                report.tell(format!("change {number}: {}", refusal.code()));
                continue;
            }
        };
        if (header.hash, header.actor, header.seq) != (kept.hash, kept.actor, kept.seq) {
            report.tell(format!("change {number}: its row tells another hash, actor or sequence number"));
        }
        if header.deps.iter().any(|dep| !seen.contains(dep)) {
            report.tell(format!("change {number}: stands on a change that is not before it"));
        }
        if *actors.entry(kept.actor).or_insert(kept.device) != kept.device {
            report.tell(format!("change {number}: its actor belongs to another device"));
        }
        seen.insert(header.hash);
        let view = ledger.at_len(kept.ledger_len);
        let (Some(ledger_head), true) = (ledger.head_at(kept.ledger_len), kept.ledger_len <= ledger.len()) else {
            report.tell(format!("change {number}: made under a ledger entry that is not there"));
            continue;
        };
        let envelope = Envelope {
            store,
            file,
            kind: row.kind,
            about: row.about,
            change: kept.change.clone(),
            device: kept.device,
            ledger_head,
            signature: kept.signature,
        };
        if view.key_of(kept.device).is_none_or(|key| envelope.verify(&key).is_err()) {
            report.tell(format!("change {number}: not signed by its device"));
        }
    }
}

/// A packed file that is behind the log is only old; one that says something else than the log is wrong.
fn check_packed(file: FileId, upto: u64, packed: &[u8], changes: &[Kept], report: &mut Report) {
    let Ok(snapshot) = wire::decode::<FileSnapshot>(packed, SNAPSHOT_LIMIT) else {
        return report.tell(format!("packed file {file} cannot be read"));
    };
    let Ok(loaded) = guard::load_snapshot(snapshot.kind, file, &snapshot.doc, &Limits::default()) else {
        return report.tell(format!("packed file {file} cannot be opened"));
    };
    let covered = changes.iter().filter(|kept| kept.number <= upto);
    let logged: BTreeSet<ChangeHash> = covered.clone().map(|kept| kept.hash).collect();
    let held: BTreeSet<ChangeHash> = loaded.changes.iter().map(|change| change.hash).collect();
    let marked: BTreeSet<ChangeHash> = snapshot.marks.iter().map(|mark| mark.hash).collect();
    if snapshot.file != file || held != logged || marked != logged {
        report.tell(format!("packed file {file} holds other changes than the log up to {upto}"));
    }
    let is_marked = |kept: &Kept| snapshot.marks.iter().any(|mark| mark.hash == kept.hash && mark.signature == kept.signature);
    if !covered.clone().all(is_marked) {
        report.tell(format!("packed file {file} holds other signatures than the log"));
    }
}
