//! The relay's SQLite file. Rows in, rows out; decides nothing.
//!
//! Invariant: what `commit` answered is on the disk (WAL, synchronous=FULL). Numbers are given in the order of commits,
//! because one connection writes and its transaction holds everything since the last commit.

mod audit;
mod erased;
mod late;
mod life;
mod look;
mod quarantine;
mod sieve;
mod slots;

use std::path::Path;

use forecourt_core::{
    clock::Instant,
    ids::{ChangeHash, DeviceId, FileId, StaffId},
    policy::FileKind,
    sync::{Signature, ledger::Entry, wire},
};
pub use late::LateRow;
pub use life::{Gate, Life};
pub use look::Counts;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params};
pub use slots::{Slot, Taken};

/// Numbered upgrades of the schema; the database's `user_version` counts those it has.
const MIGRATIONS: &[&str] = &[include_str!("sql/001_begin.sql"), include_str!("sql/002_trust.sql")];
/// "fcrl" in ASCII: tells our file from any other SQLite file.
const APPLICATION_ID: i64 = 0x6663_726c;
const ENTRY_LIMIT: usize = 64 * 1024;

/// The database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite said no.
    #[error("the relay's database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// Made by something else or by a newer version.
    #[error("the file is not a database of this version of the relay")]
    NotOurs,
    /// A row that no version ever wrote.
    #[error("the relay's database is damaged: {what}")]
    Damaged {
        /// Which row.
        what: &'static str,
    },
}

/// A file as the log knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRow {
    /// What kind of file.
    pub kind: FileKind,
    /// The customer file it belongs to.
    pub about: Option<FileId>,
    /// Who began it.
    pub creator: StaffId,
}

/// A change as the log holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub number: u64,
    /// The file it changes.
    pub file: FileId,
    /// Its actor.
    pub actor: [u8; 16],
    /// Its number within the actor.
    pub seq: u64,
    /// Its hash.
    pub hash: ChangeHash,
    /// Who made it.
    pub device: DeviceId,
    /// The length of the ledger it was made under.
    pub ledger_len: u64,
    /// The author's signature.
    pub signature: Signature,
    /// The change itself.
    pub change: Vec<u8>,
    /// Whether its author had the file when it was made and somebody else when it came.
    pub is_around: bool,
}

/// Part of the log.
#[derive(Debug)]
pub struct Scanned {
    /// Changes in order.
    pub changes: Vec<Kept>,
    /// Whether the log ends with them.
    pub is_end: bool,
}

/// One open database.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    is_writing: bool,
}

impl Store {
    /// Opens or makes the file.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let db = Connection::open(path)?;
        db.busy_timeout(std::time::Duration::from_secs(5))?;
        let application: i64 = db.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(|_| StoreError::NotOurs)?;
        let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if application != APPLICATION_ID && tables > 0 {
            return Err(StoreError::NotOurs);
        }
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.pragma_update(None, "secure_delete", true)?;
        db.pragma_update(None, "cache_size", -32_768)?;
        db.set_prepared_statement_cache_capacity(64);
        let mut store = Self { db, is_writing: false };
        store.upgrade(version)?;
        Ok(store)
    }

    fn upgrade(&mut self, version: i64) -> Result<(), StoreError> {
        let done = usize::try_from(version).map_err(|_| StoreError::NotOurs)?;
        let missing = MIGRATIONS.get(done..).ok_or(StoreError::NotOurs)?;
        let mut next = version;
        for migration in missing {
            next += 1;
            let transaction = self.db.transaction()?;
            transaction.execute_batch(migration)?;
            transaction.pragma_update(None, "user_version", next)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
            transaction.commit()?;
        }
        Ok(())
    }

    /// Starts a transaction unless one is open.
    fn write(&mut self) -> Result<&Connection, StoreError> {
        if !self.is_writing {
            self.db.execute_batch("BEGIN IMMEDIATE")?;
            self.is_writing = true;
        }
        Ok(&self.db)
    }

    /// Lets the file grow to `pages` more pages: a full disk, for tests.
    #[cfg(test)]
    pub fn leave_pages(&self, pages: i64) -> Result<(), StoreError> {
        let count: i64 = self.db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let _limit: i64 = self.db.query_row(&format!("PRAGMA max_page_count = {}", count + pages), [], |row| row.get(0))?;
        Ok(())
    }

    /// A disk that can be read only, for tests.
    #[cfg(test)]
    pub fn refuse_writes(&self, refuses: bool) -> Result<(), StoreError> {
        Ok(self.db.pragma_update(None, "query_only", refuses)?)
    }

    /// Whether anything waits for a commit.
    pub const fn is_writing(&self) -> bool {
        self.is_writing
    }

    /// Puts everything written since the last commit on the disk.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        if self.is_writing {
            self.db.execute_batch("COMMIT")?;
            self.is_writing = false;
        }
        Ok(())
    }

    /// Forgets everything written since the last commit.
    pub fn roll_back(&mut self) -> Result<(), StoreError> {
        // A failed COMMIT may have ended the transaction already.
        if self.is_writing && !self.db.is_autocommit() {
            self.db.execute_batch("ROLLBACK")?;
        }
        self.is_writing = false;
        Ok(())
    }

    /// All entries of the ledger.
    pub fn entries(&self) -> Result<Vec<Entry>, StoreError> {
        self.entries_from(0, u64::MAX)
    }

    /// At most `limit` entries from `seq` on.
    pub fn entries_from(&self, seq: u64, limit: u64) -> Result<Vec<Entry>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT bytes FROM entry WHERE seq >= ?1 ORDER BY seq LIMIT ?2")?;
        let mut rows = query.query([to_sql(seq), to_sql(limit)])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(0)?.as_blob().map_err(|_| StoreError::Damaged { what: "entry" })?;
            entries.push(wire::decode(bytes, ENTRY_LIMIT).map_err(|_| StoreError::Damaged { what: "entry" })?);
        }
        Ok(entries)
    }

    /// Appends an entry.
    pub fn add_entry(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let bytes = wire::encode(entry).map_err(|_| StoreError::Damaged { what: "entry" })?;
        let db = self.write()?;
        db.prepare_cached("INSERT INTO entry (seq, bytes) VALUES (?1, ?2)")?.execute(params![to_sql(entry.seq), bytes])?;
        Ok(())
    }

    /// Every file.
    pub fn files(&self) -> Result<Vec<(FileId, FileRow)>, StoreError> {
        let mut query = self.db.prepare("SELECT file, kind, about, creator FROM file")?;
        let mut rows = query.query([])?;
        let mut files = Vec::new();
        while let Some(row) = rows.next()? {
            let word: String = row.get(1)?;
            let kind = KINDS.iter().find(|(_, known)| *known == word).ok_or(StoreError::Damaged { what: "file" })?.0;
            let about = row.get::<_, Option<[u8; 16]>>(2)?.map(FileId::from_bytes);
            let creator = StaffId::from_bytes(row.get(3)?);
            files.push((FileId::from_bytes(row.get(0)?), FileRow { kind, about, creator }));
        }
        Ok(files)
    }

    /// Adds a file.
    pub fn add_file(&mut self, file: FileId, row: &FileRow) -> Result<(), StoreError> {
        let about = row.about.as_ref().map(|about| about.as_bytes().as_slice());
        let kind = KINDS.iter().find(|(kind, _)| *kind == row.kind).map_or("", |(_, word)| *word);
        self.write()?
            .prepare_cached("INSERT INTO file (file, kind, about, creator) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![file.as_bytes(), kind, about, row.creator.as_bytes()])?;
        Ok(())
    }

    /// Vehicle files: whose, which, and the number of the first change in it.
    pub fn vehicles(&self) -> Result<Vec<(FileId, FileId, u64)>, StoreError> {
        let mut query = self.db.prepare(include_str!("sql/vehicles.sql"))?;
        let vehicle = |row: &rusqlite::Row<'_>| {
            Ok((FileId::from_bytes(row.get(0)?), FileId::from_bytes(row.get(1)?), from_sql(row.get(2)?)))
        };
        let rows = query.query_map([], vehicle)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Number of the last change.
    pub fn head(&self) -> Result<u64, StoreError> {
        let last = self.db.query_row("SELECT coalesce(max(number), 0) FROM envelope", [], |row| row.get(0).map(from_sql))?;
        let kept = self.meta("head")?.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_be_bytes);
        Ok(kept.max(last))
    }

    /// Appends a change.
    pub fn add_change(&mut self, kept: &Kept) -> Result<(), StoreError> {
        self.write()?.prepare_cached(include_str!("sql/add_change.sql"))?.execute(named_params! {
            ":number": to_sql(kept.number),
            ":file": kept.file.as_bytes(),
            ":actor": kept.actor,
            ":seq": to_sql(kept.seq),
            ":hash": kept.hash.as_bytes(),
            ":device": kept.device.as_bytes(),
            ":ledger_len": to_sql(kept.ledger_len),
            ":signature": kept.signature.as_bytes(),
            ":change": kept.change,
            ":is_around": kept.is_around,
        })?;
        Ok(())
    }

    /// Number of the change with this place in its file.
    pub fn number_of(&self, file: FileId, actor: &[u8; 16], seq: u64) -> Result<Option<u64>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT number FROM envelope WHERE file = ?1 AND actor = ?2 AND seq = ?3")?;
        Ok(query.query_row(params![file.as_bytes(), actor, to_sql(seq)], |row| row.get(0).map(from_sql)).optional()?)
    }

    /// Changes of all files after `number`, at most `limit` and hardly more than `bytes` of them.
    pub fn changes_after(&self, number: u64, limit: u32, bytes: usize) -> Result<Scanned, StoreError> {
        let mut query = self.db.prepare_cached(include_str!("sql/changes_after.sql"))?;
        let mut rows = query.query_map(named_params! { ":after": to_sql(number), ":limit": limit }, kept)?;
        let mut scanned = Scanned { changes: Vec::new(), is_end: false };
        let mut room = bytes;
        while room > 0 {
            let Some(kept) = rows.next() else { break };
            let kept = kept?;
            room = room.saturating_sub(kept.change.len());
            scanned.changes.push(kept);
        }
        scanned.is_end = room > 0 && scanned.changes.len() < usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(scanned)
    }

    /// The changes of one file after `number`, in order.
    pub fn changes_of(&self, file: FileId, number: u64) -> Result<Vec<Kept>, StoreError> {
        let mut query = self.db.prepare_cached(include_str!("sql/changes_of.sql"))?;
        let rows = query.query_map(named_params! { ":file": file.as_bytes(), ":after": to_sql(number) }, kept)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The changes of one file by their hashes.
    pub fn hashes_of(&self, file: FileId) -> Result<Vec<ChangeHash>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT hash FROM envelope WHERE file = ?1")?;
        let rows = query.query_map([file.as_bytes()], |row| row.get(0).map(ChangeHash::from_bytes))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A file as it was packed, and the number of the last change in it.
    pub fn packed(&self, file: FileId) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT upto, snapshot FROM packed WHERE file = ?1")?;
        let row = query.query_row([file.as_bytes()], |row| Ok((from_sql(row.get(0)?), row.get(1)?)));
        Ok(row.optional()?)
    }

    /// Keeps a packed file in place of the one before.
    pub fn pack(&mut self, file: FileId, upto: u64, snapshot: &[u8]) -> Result<(), StoreError> {
        self.write()?
            .prepare_cached("INSERT OR REPLACE INTO packed (file, upto, snapshot) VALUES (?1, ?2, ?3)")?
            .execute(params![file.as_bytes(), to_sql(upto), snapshot])?;
        Ok(())
    }

    /// Files with changes that are not in their packed form.
    pub fn unpacked(&self) -> Result<Vec<FileId>, StoreError> {
        let mut query = self.db.prepare(include_str!("sql/unpacked.sql"))?;
        let rows = query.query_map([], |row| row.get(0).map(FileId::from_bytes))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// When devices were last seen.
    pub fn seen(&self) -> Result<Vec<(DeviceId, Instant)>, StoreError> {
        let mut query = self.db.prepare("SELECT device, last_seen_at FROM device_seen")?;
        let rows = query.query_map([], |row| Ok((DeviceId::from_bytes(row.get(0)?), Instant::from_unix_ms(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes down when devices were seen, at once and apart from all else.
    pub fn keep_seen(&mut self, seen: impl Iterator<Item = (DeviceId, Instant)>) -> Result<(), StoreError> {
        let transaction = self.db.transaction()?;
        for (device, at) in seen {
            transaction
                .prepare_cached("INSERT OR REPLACE INTO device_seen (device, last_seen_at) VALUES (?1, ?2)")?
                .execute(params![device.as_bytes(), at.unix_ms()])?;
        }
        Ok(transaction.commit()?)
    }
}

const KINDS: &[(FileKind, &str)] = &[
    (FileKind::Customer, "customer"),
    (FileKind::CustomerPrivate, "customer_private"),
    (FileKind::Vehicle, "vehicle"),
    (FileKind::Care, "care"),
    (FileKind::Reception, "reception"),
    (FileKind::Event, "event"),
    (FileKind::Store, "store"),
];

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept {
        number: from_sql(row.get(0)?),
        file: FileId::from_bytes(row.get(1)?),
        actor: row.get(2)?,
        seq: from_sql(row.get(3)?),
        hash: ChangeHash::from_bytes(row.get(4)?),
        device: DeviceId::from_bytes(row.get(5)?),
        ledger_len: from_sql(row.get(6)?),
        signature: Signature::from_bytes(row.get(7)?),
        change: row.get(8)?,
        is_around: row.get(9)?,
    })
}

/// SQLite counts to 2^63 - 1; numbers beyond that mean "no end".
fn to_sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn from_sql(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
