//! The audit log on this device: records that wait to be sent, and the store's log where its person may read it. Bytes and
//! columns; whether a row continues the one before is for the caller to check.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, named_params};

use super::{VaultError, columns::to_column};
use crate::{
    clock::Instant,
    ids::{AuditHash, AuditId, StaffId},
};

/// Keeps a record until the relay has it.
pub fn push(tx: &Transaction<'_>, id: AuditId, record: &[u8]) -> Result<(), VaultError> {
    tx.prepare_cached("INSERT INTO audit_outbox (id, bytes) VALUES (?1, ?2)")?.execute((id, record))?;
    Ok(())
}

/// The oldest records that wait, at most `limit`.
pub fn waiting(conn: &Connection, limit: usize) -> Result<Vec<Vec<u8>>, VaultError> {
    let limit = to_column(limit as u64, "limit")?;
    let mut statement = conn.prepare_cached("SELECT bytes FROM audit_outbox ORDER BY position LIMIT ?1")?;
    let rows = statement.query_map([limit], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// The relay has a record.
pub fn sent(tx: &Transaction<'_>, id: AuditId) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM audit_outbox WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Counts one more record of a kind on a day (days since 1970) and forgets earlier days; the count with this one.
pub fn count_up(tx: &Transaction<'_>, what: &str, day: i64) -> Result<u32, VaultError> {
    tx.prepare_cached("DELETE FROM audit_tally WHERE day < ?1")?.execute([day])?;
    let count = tx
        .prepare_cached(
            "INSERT INTO audit_tally (what, day, count) VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count",
        )?
        .query_row((what, day), |row| row.get(0))?;
    Ok(count)
}

/// A row of the store's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Which chain it belongs to.
    pub chain: u32,
    /// Its place there.
    pub seq: u64,
    /// The record's id.
    pub id: AuditId,
    /// When the record was made.
    pub at: Instant,
    /// Hash of the row before.
    pub prev: AuditHash,
    /// Its hash.
    pub hash: AuditHash,
    /// What it says.
    pub entry: Vec<u8>,
}

/// By what a row is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'a> {
    /// Its word.
    pub what: &'a str,
    /// The person behind the device that did it.
    pub who: Option<StaffId>,
    /// The person it concerns.
    pub about: Option<StaffId>,
}

impl AuditRow {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            chain: row.get("chain")?,
            seq: row.get::<_, i64>("seq")?.unsigned_abs(),
            id: row.get("id")?,
            at: row.get("at")?,
            prev: row.get("prev")?,
            hash: row.get("hash")?,
            entry: row.get("entry")?,
        })
    }
}

/// Keeps a row.
pub fn keep(tx: &Transaction<'_>, row: &AuditRow, found: &Found<'_>) -> Result<(), VaultError> {
    tx.prepare_cached(include_str!("sql/audit_keep.sql"))?.execute(named_params! {
        ":chain": row.chain, ":seq": to_column(row.seq, "place in the audit log")?, ":id": row.id, ":at": row.at,
        ":what": found.what, ":who": found.who, ":about": found.about, ":prev": row.prev, ":hash": row.hash,
        ":entry": row.entry,
    })?;
    Ok(())
}

/// Which rows are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Done by this person or about them.
    pub who: Option<StaffId>,
    /// With this word.
    pub what: Option<String>,
    /// Not before this.
    pub from: Option<Instant>,
    /// Before this.
    pub to: Option<Instant>,
    /// Older than this row.
    pub before: Option<(Instant, AuditId)>,
}

/// The newest rows that are wanted, at most `limit`.
pub fn find(conn: &Connection, wanted: &Wanted, limit: u32) -> Result<Vec<AuditRow>, VaultError> {
    let mut statement = conn.prepare_cached(include_str!("sql/audit_rows.sql"))?;
    let rows = statement
        .query_map(
            named_params! {
                ":who": wanted.who, ":what": wanted.what, ":from": wanted.from, ":to": wanted.to,
                ":before_at": wanted.before.map(|(at, _)| at), ":before_id": wanted.before.map(|(_, id)| id), ":limit": limit,
            },
            AuditRow::read,
        )?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Rows of all chains in order, beginning behind (chain, seq), at most `limit`.
pub fn in_order(conn: &Connection, after: Option<(u32, u64)>, limit: u32) -> Result<Vec<AuditRow>, VaultError> {
    let (chain, seq) = match after {
        Some((chain, seq)) => (i64::from(chain), to_column(seq, "place in the audit log")?),
        None => (-1, 0),
    };
    let mut statement = conn.prepare_cached("SELECT * FROM audit WHERE (chain, seq) > (?1, ?2) ORDER BY chain, seq LIMIT ?3")?;
    let rows = statement.query_map((chain, seq, limit), AuditRow::read)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

/// The last row of the last chain.
pub fn last(conn: &Connection) -> Result<Option<AuditRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT * FROM audit ORDER BY chain DESC, seq DESC LIMIT 1")?;
    Ok(statement.query_row((), AuditRow::read).optional()?)
}

/// Where the log did not continue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakRow {
    /// The chain that began with it.
    pub chain: u32,
    /// How many rows the chain before had.
    pub seq: u64,
    /// Why, a word.
    pub kind: String,
    /// When it was seen.
    pub at: Instant,
}

/// Notes that the log did not continue.
pub fn note_break(tx: &Transaction<'_>, row: &BreakRow) -> Result<(), VaultError> {
    tx.prepare_cached("INSERT INTO audit_break (chain, seq, kind, at) VALUES (?1, ?2, ?3, ?4)")?.execute((
        row.chain,
        to_column(row.seq, "place in the audit log")?,
        &row.kind,
        row.at,
    ))?;
    Ok(())
}

/// Every place where the log did not continue, oldest first.
pub fn breaks(conn: &Connection) -> Result<Vec<BreakRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT chain, seq, kind, at FROM audit_break ORDER BY chain")?;
    let rows = statement
        .query_map((), |row| {
            Ok(BreakRow { chain: row.get(0)?, seq: row.get::<_, i64>(1)?.unsigned_abs(), kind: row.get(2)?, at: row.get(3)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Forgets the store's log: the person at this device may no longer read it. What waits to be sent stays.
pub fn forget_log(tx: &Transaction<'_>) -> Result<(), VaultError> {
    tx.execute_batch("DELETE FROM audit; DELETE FROM audit_break;")?;
    Ok(())
}
