//! The audit log as the general manager reads it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::StaffName;
use crate::{
    clock::Instant,
    ids::{AuditId, FileId, StaffId},
};

/// Which lines of the log are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct AuditFilter {
    /// Done by this person or about them.
    pub who: Option<StaffId>,
    /// Of this kind, a word of the log such as `unmasked`.
    pub what: Option<String>,
    /// Not before this.
    pub from: Option<Instant>,
    /// Before this.
    pub to: Option<Instant>,
}

/// Asks for a page of the log, the newest lines first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct AskAudit {
    /// Which.
    pub filter: AuditFilter,
    /// The last line of the page before.
    pub after: Option<AuditCursor>,
}

/// A place between two lines of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditCursor {
    /// When the line was written.
    pub at: Instant,
    /// The line.
    pub id: AuditId,
}

/// A page of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditPage {
    /// The lines.
    pub rows: Vec<AuditLine>,
    /// Where the next page begins; none after the last.
    pub next: Option<AuditCursor>,
}

/// A line of the log. Names come from this device; the log itself holds ids alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditLine {
    /// Which.
    pub id: AuditId,
    /// When, by the clock of whoever wrote it.
    pub at: Instant,
    /// What happened, a word; `unknown` where only a newer version knows it.
    pub what: String,
    /// Who did it; none where it was the relay.
    pub by: Option<StaffName>,
    /// On which device.
    pub by_device: Option<String>,
    /// Whom it concerns.
    pub staff: Option<StaffName>,
    /// Which device it concerns.
    pub device: Option<String>,
    /// Which file.
    pub file: Option<FileId>,
    /// The customer's name, where the file is on this device.
    pub customer: Option<String>,
    /// How many.
    pub count: Option<u32>,
    /// A word that says why or how.
    pub reason: Option<String>,
}

/// Whether the log on this device is whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditState {
    /// How many rows were checked, each against the one before.
    pub checked: u64,
    /// Where the store's log did not continue what this device had seen: it was cut or altered.
    pub breaks: Vec<AuditBreak>,
    /// The first row on this device that does not fit its neighbours: the copy here was damaged.
    pub damaged_at: Option<u64>,
}

/// A place where the log did not continue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditBreak {
    /// How many rows had been seen before.
    pub after_rows: u64,
    /// `cut` or `altered`; `restored` where this device saw the relay come back from a backup.
    pub kind: String,
    /// When this device saw it.
    pub at: Instant,
}

/// Asks for the log as a table.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ExportAudit {
    /// Which lines.
    pub filter: AuditFilter,
}

/// A table to be kept as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportedTable {
    /// What to call the file.
    pub file_name: String,
    /// CSV in UTF-8 with a byte-order mark; every cell is text.
    pub csv: String,
    /// How many rows, the heading left out.
    pub rows: u32,
}
