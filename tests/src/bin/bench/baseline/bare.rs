//! A bare SQLite table of JSON texts, with the settings under which the product says "saved".

use std::path::Path;

use rusqlite::Connection;

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
        conn.execute_batch("CREATE TABLE customer (id TEXT PRIMARY KEY, json TEXT NOT NULL)")?;
        Ok(Self(conn))
    }

    /// Keeps one customer in a transaction of its own.
    pub fn insert(&self, id: &str, json: &str) -> anyhow::Result<()> {
        self.0.prepare_cached("INSERT INTO customer (id, json) VALUES (?1, ?2)")?.execute((id, json))?;
        Ok(())
    }
}
