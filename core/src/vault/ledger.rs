//! The ledger's entries as bytes, and statements of this device that no relay has ordered yet.

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::{VaultError, columns::to_column};
use crate::{
    clock::Instant,
    ids::{LedgerHash, StatementId},
};

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its place, from 0.
    pub seq: u64,
    /// Its hash.
    pub hash: LedgerHash,
    /// The entry as it came.
    pub bytes: Vec<u8>,
}

/// Adds the next entry. Its `seq` must be the number of entries so far.
pub fn append(tx: &Transaction<'_>, entry: &LedgerRow) -> Result<(), VaultError> {
    if entry.seq != count(tx)? {
        return Err(VaultError::NotNext);
    }
    let seq = to_column(entry.seq, "ledger place")?;
    tx.prepare_cached("INSERT INTO ledger (seq, hash, bytes) VALUES (?1, ?2, ?3)")?.execute((seq, entry.hash, &entry.bytes))?;
    Ok(())
}

/// Cuts the ledger off after its first `len` entries: those behind were lost by the relay, which has ordered others since.
pub fn cut(tx: &Transaction<'_>, len: u64) -> Result<(), VaultError> {
    tx.prepare_cached("DELETE FROM ledger WHERE seq >= ?1")?.execute([to_column(len, "ledger place")?])?;
    Ok(())
}

/// How many entries there are.
pub fn count(conn: &Connection) -> Result<u64, VaultError> {
    let count: i64 = conn.prepare_cached("SELECT coalesce(max(seq) + 1, 0) FROM ledger")?.query_row((), |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Up to `limit` entries from place `seq` on.
pub fn from(conn: &Connection, seq: u64, limit: u32) -> Result<Vec<LedgerRow>, VaultError> {
    let seq = to_column(seq, "ledger place")?;
    let mut statement = conn.prepare_cached("SELECT seq, hash, bytes FROM ledger WHERE seq >= ?1 ORDER BY seq LIMIT ?2")?;
    let rows = statement
        .query_map((seq, limit), |row| {
            Ok(LedgerRow { seq: row.get::<_, i64>(0)?.unsigned_abs(), hash: row.get(1)?, bytes: row.get(2)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// Where a proposal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposalState {
    /// No relay has answered.
    Waiting,
    /// The relay refused it with this code.
    Refused {
        /// Why.
        code: String,
    },
}

/// A statement made here that is not in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    /// Which.
    pub id: StatementId,
    /// The statement.
    pub bytes: Vec<u8>,
    /// Where it stands.
    pub state: ProposalState,
    /// When it was made or refused.
    pub at: Instant,
}

/// Keeps a statement until a relay has ordered it.
pub fn propose(tx: &Transaction<'_>, id: StatementId, bytes: &[u8], at: Instant) -> Result<(), VaultError> {
    tx.prepare_cached("INSERT INTO proposal (id, bytes, state, at) VALUES (?1, ?2, 'waiting', ?3)")?.execute((id, bytes, at))?;
    Ok(())
}

/// A proposal was signed anew, on another entry.
pub fn propose_anew(tx: &Transaction<'_>, id: StatementId, bytes: &[u8]) -> Result<(), VaultError> {
    tx.prepare_cached("UPDATE proposal SET bytes = ?2 WHERE id = ?1")?.execute((id, bytes))?;
    Ok(())
}

/// All proposals, oldest first.
pub fn proposals(conn: &Connection) -> Result<Vec<ProposalRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT id, bytes, state, code, at FROM proposal ORDER BY position")?;
    let rows = statement
        .query_map((), |row| {
            let state = match row.get::<_, String>(2)?.as_str() {
                "waiting" => ProposalState::Waiting,
                _ => ProposalState::Refused { code: row.get::<_, Option<String>>(3)?.unwrap_or_default() },
            };
            Ok(ProposalRow { id: row.get(0)?, bytes: row.get(1)?, state, at: row.get(4)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// The relay refused a proposal.
pub fn refuse(tx: &Transaction<'_>, id: StatementId, code: &str, at: Instant) -> Result<(), VaultError> {
    tx.prepare_cached("UPDATE proposal SET state = 'refused', code = ?2, at = ?3 WHERE id = ?1")?.execute((id, code, at))?;
    Ok(())
}

/// Takes a proposal out: it is in the ledger, or its maker gave it up. Answers whether it was there.
pub fn settle(tx: &Transaction<'_>, id: StatementId) -> Result<bool, VaultError> {
    Ok(tx.prepare_cached("DELETE FROM proposal WHERE id = ?1")?.execute([id])? > 0)
}

/// The last entry.
pub fn head(conn: &Connection) -> Result<Option<LedgerRow>, VaultError> {
    let mut statement = conn.prepare_cached("SELECT seq, hash, bytes FROM ledger ORDER BY seq DESC LIMIT 1")?;
    let found = statement
        .query_row((), |row| Ok(LedgerRow { seq: row.get::<_, i64>(0)?.unsigned_abs(), hash: row.get(1)?, bytes: row.get(2)? }));
    Ok(found.optional()?)
}
