//! A bare SQLite table of JSON texts, with the settings under which the product says "saved".

use std::path::Path;

use rusqlite::Connection;

use crate::records::Line;

/// Whether the file is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealed {
    /// As the product keeps it.
    Yes,
    /// As most programs do.
    No,
}

/// The table.
pub struct Bare(Connection);

impl Bare {
    /// Makes it.
    pub fn open(path: &Path, sealed: Sealed) -> anyhow::Result<Self> {
        let conn = Connection::open(path)?;
        if sealed == Sealed::Yes {
            conn.execute_batch(&format!("PRAGMA key = \"x'{}'\"; PRAGMA cipher_memory_security = OFF;", "07".repeat(32)))?;
        }
        conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
        conn.execute_batch("CREATE TABLE IF NOT EXISTS customer (id TEXT PRIMARY KEY, json TEXT NOT NULL)")?;
        Ok(Self(conn))
    }

    /// Keeps all customers in one transaction.
    pub fn fill(&self, lines: &[Line]) -> anyhow::Result<()> {
        self.0.execute_batch("BEGIN")?;
        lines.iter().try_for_each(|line| self.insert(&line.record.id, &line.json))?;
        Ok(self.0.execute_batch("COMMIT")?)
    }

    /// Fifty customers from a place on, in the order of their ids.
    pub fn page(&self, offset: usize) -> anyhow::Result<Vec<String>> {
        let mut statement = self.0.prepare_cached("SELECT json FROM customer ORDER BY id LIMIT 50 OFFSET ?1")?;
        let rows = statement.query_map([i64::try_from(offset)?], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps one customer in a transaction of its own.
    pub fn insert(&self, id: &str, json: &str) -> anyhow::Result<()> {
        self.0.prepare_cached("INSERT INTO customer (id, json) VALUES (?1, ?2)")?.execute((id, json))?;
        Ok(())
    }
}
