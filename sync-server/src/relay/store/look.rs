//! Looking at a database without changing it: for backups and for `verify`.

use std::path::Path;

use forecourt_core::sync::{Ledger, ledger::Entry, wire};
use rusqlite::{Connection, OpenFlags};

use super::{APPLICATION_ID, ENTRY_LIMIT, MIGRATIONS, Store, StoreError, from_sql};

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files.
    pub files: u64,
    /// Changes.
    pub changes: u64,
    /// Number of the last change.
    pub head: u64,
}

impl Store {
    /// Opens a database to look at it; one of a newer version is not looked at.
    pub fn read_only(path: &Path) -> Result<Self, StoreError> {
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        db.busy_timeout(std::time::Duration::from_secs(5))?;
        let pragma =
            |name| db.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).map_err(|_| StoreError::NotOurs);
        let version = usize::try_from(pragma("user_version")?).map_err(|_| StoreError::NotOurs)?;
        if pragma("application_id")? != APPLICATION_ID || version == 0 || version > MIGRATIONS.len() {
            return Err(StoreError::NotOurs);
        }
        Ok(Self { db, is_writing: false })
    }

    /// Closes it, so that one file holds everything.
    pub fn close(self) -> Result<(), StoreError> {
        self.db.pragma_update(None, "journal_mode", "DELETE")?;
        self.db.close().map_err(|(_, error)| error.into())
    }

    /// How much there is.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let count = |sql| self.db.query_row(sql, [], |row| row.get(0).map(from_sql));
        Ok(Counts {
            files: count("SELECT count(*) FROM file")?,
            changes: count("SELECT count(*) FROM envelope")?,
            head: self.head()?,
        })
    }

    /// The ledger as it stands there.
    pub fn ledger(&self) -> Result<Ledger, StoreError> {
        let mut ledger = Ledger::default();
        for entry in self.entries()? {
            ledger.append(&entry).map_err(|_| StoreError::Damaged { what: "ledger" })?;
        }
        Ok(ledger)
    }

    /// The ledger's entries in order; none where one cannot be read.
    pub fn readable_entries(&self) -> Result<Vec<Option<Entry>>, StoreError> {
        let mut query = self.db.prepare("SELECT bytes FROM entry ORDER BY seq")?;
        let rows = query.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
        Ok(rows.map(|bytes| Ok(wire::decode(&bytes?, ENTRY_LIMIT).ok())).collect::<Result<_, rusqlite::Error>>()?)
    }

    /// Whether there is an audit log; the first version had none.
    pub fn has_audit_log(&self) -> Result<bool, StoreError> {
        Ok(self.db.prepare_cached("SELECT 1 FROM sqlite_schema WHERE name = 'audit'")?.exists([])?)
    }

    /// What SQLite finds wrong with its pages, indexes and references.
    pub fn page_faults(&self) -> Result<Vec<String>, StoreError> {
        let mut query = self.db.prepare("PRAGMA integrity_check(20)")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        let mut faults: Vec<String> = rows.collect::<Result<_, _>>()?;
        faults.retain(|fault| fault != "ok");
        let mut query = self.db.prepare("PRAGMA foreign_key_check")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        for table in rows.take(20) {
            faults.push(format!("a row of {} names one that is not there", table?));
        }
        Ok(faults)
    }
}
