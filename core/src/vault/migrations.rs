//! Numbered migrations of the vault. A released one is never edited; the next one is added.

use rusqlite::Connection;

use super::error::OpenError;

/// `FORC` in ASCII: marks the file as ours (SQLite's application_id).
pub(super) const APPLICATION_ID: i64 = 0x464F_5243;

const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_first.sql"), include_str!("migrations/0002_trust.sql")];

/// The version after the last migration. The list is far shorter than any integer's range.
#[expect(clippy::cast_possible_wrap, reason = "a list of a few migrations")]
pub(super) const LATEST: i64 = MIGRATIONS.len() as i64;

/// Tables that stay small however many files there are, and without which nothing works.
pub(super) const SMALL_TABLES: &[&str] = &[
    "meta",
    "outbox",
    "waiting",
    "ledger",
    "proposal",
    "draft",
    "undo",
    "undo_part",
    "view",
    "request",
    "sync_log",
    "card",
    "audit_outbox",
    "audit_tally",
    "audit_break",
];

/// Every table of the vault.
pub(super) const TABLES: &[&str] = &[
    "meta",
    "file",
    "snapshot",
    "change",
    "actor",
    "outbox",
    "waiting",
    "ledger",
    "proposal",
    "draft",
    "undo",
    "undo_part",
    "view",
    "request",
    "sync_log",
    "card",
    "erased",
    "audit_outbox",
    "audit_tally",
    "audit",
    "audit_break",
    "sieve_due",
    "turned_away",
];

/// Brings the file to [`LATEST`], each step in a transaction of its own.
pub(super) fn run(conn: &Connection) -> Result<(), OpenError> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (number, sql) in (1_i64..).zip(MIGRATIONS) {
        if number > version {
            let step = conn.unchecked_transaction()?;
            step.execute_batch(sql)?;
            step.pragma_update(None, "application_id", APPLICATION_ID)?;
            step.pragma_update(None, "user_version", number)?;
            step.commit()?;
        }
    }
    Ok(())
}
