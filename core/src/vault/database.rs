//! The life of the database file: open, check, migrate, write, read.
//!
//! One connection writes; a small pool of connections reads. In WAL mode readers see the last commit and never wait
//! for the writer, so a list stays quick while a sync runs.

use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
    sync::{Condvar, Mutex, MutexGuard, PoisonError, RwLock},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::{
    error::{OpenError, VaultError, is_not_a_database},
    key::Key,
    migrations::{self, APPLICATION_ID},
};

pub(super) const READERS: usize = 3;
const PAGE_BYTES: u64 = 4096;
const PLAIN_SQLITE: &[u8; 16] = b"SQLite format 3\0";
/// Beyond this many pages (32 MiB) only the small tables are checked at start: a full check of a large file would
/// cost seconds, and SQLCipher verifies each page by its HMAC when it is read.
const FULL_CHECK_PAGES: i64 = 8192;
/// How long a connection waits for a lock that another process holds.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// An open database of one store.
pub struct Database {
    pub(super) path: PathBuf,
    pub(super) key: RwLock<Key>,
    pub(super) writer: Mutex<Connection>,
    pub(super) readers: Readers,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Database {
    /// Opens the file at `path`, or makes it where there is none. Never deletes, replaces or repairs a file.
    pub fn open(path: &Path, key: &Key) -> Result<Self, OpenError> {
        let found = Found::look(path)?;
        let writer = connect(path, key, OpenFlags::SQLITE_OPEN_CREATE)?;
        found.judge(&writer, key)?;
        Part::Writer.prepare(&writer)?;
        migrations::run(&writer)?;
        quick_check(&writer)?;
        if found.mark.as_deref() != Some(key.mark().as_str()) {
            leave_mark(path, key);
        }
        let mut idle = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            idle.push(Part::Reader.connect(path, key)?);
        }
        Ok(Self {
            path: path.to_owned(),
            key: RwLock::new(key.clone()),
            writer: Mutex::new(writer),
            readers: Readers { idle: Mutex::new(idle), returned: Condvar::new() },
        })
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What opens it.
    #[must_use]
    pub fn key(&self) -> Key {
        self.key.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Runs `work` in one transaction and commits it if it answers `Ok`. When this returns `Ok`, the data is on the disk.
    pub fn write<T, E: From<VaultError>>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, E>) -> Result<T, E> {
        // A panic in an earlier `work` rolled its transaction back; the connection itself is sound.
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = write_with(&mut writer, work);
        if answer.is_err() {
            self.heal(&mut writer, Part::Writer);
        }
        answer
    }

    /// Runs `work` on the state of the last commit; what is committed meanwhile does not show.
    pub fn read<T, E: From<VaultError>>(&self, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        let mut reader = self.readers.borrow();
        let answer = read_with(reader.connection(), work);
        if answer.is_err() {
            self.heal(reader.connection_mut(), Part::Reader);
        }
        answer
    }

    /// A connection that met a damaged page answers with that error for ever, also for pages that are sound: SQLCipher
    /// remembers it. Such a connection is replaced, so that damage in one table does not close the others.
    fn heal(&self, connection: &mut Connection, part: Part) {
        let probe = connection
            .release_memory()
            .and_then(|()| connection.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get::<_, i64>(0)));
        if probe.is_err() {
            match part.connect(&self.path, &self.key()) {
                Ok(fresh) => *connection = fresh,
                // The old one stays and goes on answering with its error.
                Err(error) => tracing::error!(%error, "a database connection could not be replaced"),
            }
        }
    }

    /// Puts the write-ahead log into the database and empties it: it still holds what was overwritten. Answers whether it
    /// could; a reader of another process may stand in the way.
    pub fn truncate_log(&self) -> Result<bool, VaultError> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let is_busy: i64 = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
        Ok(is_busy == 0)
    }

    /// Reads every page and checks it. Takes seconds on a large file; meant for the diagnosis, not for the start.
    pub fn verify(&self) -> Result<(), VaultError> {
        self.read(|conn| {
            let broken_page = conn.prepare("PRAGMA cipher_integrity_check")?.exists(())?;
            let verdict: String = conn.query_row("PRAGMA quick_check(1)", (), |row| row.get(0))?;
            if broken_page || verdict != "ok" { Err(VaultError::Damaged) } else { Ok(()) }
        })
    }

    /// The files a database at `path` consists of, for whoever wipes a practice store after closing it.
    #[must_use]
    pub fn files(path: &Path) -> Vec<PathBuf> {
        ["", "-wal", "-shm", ".key-mark", ".fresh"].iter().map(|suffix| beside(path, suffix)).collect()
    }
}

fn write_with<T, E: From<VaultError>>(
    writer: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(VaultError::from)?;
    let answer = work(&transaction)?;
    transaction.commit().map_err(VaultError::from)?;
    Ok(answer)
}

fn read_with<T, E: From<VaultError>>(reader: &Connection, work: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
    let snapshot = reader.unchecked_transaction().map_err(VaultError::from)?;
    work(&snapshot)
}

/// What a connection is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Writer,
    Reader,
}

impl Part {
    pub(super) fn connect(self, path: &Path, key: &Key) -> Result<Connection, OpenError> {
        let connection = connect(path, key, OpenFlags::empty())?;
        self.prepare(&connection)?;
        Ok(connection)
    }

    fn prepare(self, connection: &Connection) -> Result<(), OpenError> {
        configure(connection)?;
        connection.execute_batch(match self {
            Self::Writer => include_str!("sql/writer.sql"),
            Self::Reader => include_str!("sql/reader.sql"),
        })?;
        Ok(())
    }
}

/// What stood on the disk before SQLite touched it.
struct Found {
    bytes: u64,
    is_plain: bool,
    mark: Option<String>,
}

impl Found {
    fn look(path: &Path) -> Result<Self, OpenError> {
        let mark = fs::read_to_string(beside(path, ".key-mark")).ok().map(|text| text.trim().to_owned());
        let mut file = match fs::File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self { bytes: 0, is_plain: false, mark: None });
            }
            Err(error) => return Err(OpenError::Unreachable(error)),
        };
        let bytes = file.metadata().map_err(OpenError::Unreachable)?.len();
        if bytes == 0 && mark.is_some() {
            // It held a store once: an empty one in its place would hide the loss.
            return Err(OpenError::Damaged);
        }
        let mut head = [0; 16];
        let is_plain = bytes >= 16 && file.read_exact(&mut head).is_ok() && head == *PLAIN_SQLITE;
        Ok(Self { bytes, is_plain, mark })
    }

    /// Whether the key opens the file and the file is ours.
    fn judge(&self, conn: &Connection, key: &Key) -> Result<(), OpenError> {
        let tables: i64 = match conn.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0)) {
            Ok(tables) => tables,
            Err(error) if is_not_a_database(&error) => return Err(self.blame(key)),
            Err(error) => return Err(error.into()),
        };
        let application: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let is_new = tables == 0 && application == 0 && version == 0;
        if !is_new && application != APPLICATION_ID {
            return Err(OpenError::NotOurs);
        }
        if version > migrations::LATEST {
            return Err(OpenError::TooNew { found: version, known: migrations::LATEST });
        }
        Ok(())
    }

    fn blame(&self, key: &Key) -> OpenError {
        match &self.mark {
            _ if self.is_plain => OpenError::NotOurs,
            Some(mark) if *mark == key.mark() => OpenError::Damaged,
            Some(_) => OpenError::WrongKey,
            None if self.bytes.is_multiple_of(PAGE_BYTES) => OpenError::WrongKey,
            None => OpenError::NotOurs,
        }
    }
}

pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

pub(super) fn leave_mark(path: &Path, key: &Key) {
    let written = fs::File::create(beside(path, ".key-mark"))
        .and_then(|mut file| std::io::Write::write_all(&mut file, key.mark().as_bytes()).and_then(|()| file.sync_all()));
    if let Err(error) = written {
        // Without the mark a damaged file may later be taken for a wrong key; that must not stop the work.
        tracing::warn!(%error, "the mark of the database key could not be written");
    }
}

fn connect(path: &Path, key: &Key, extra: OpenFlags) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY_TIMEOUT)?;
    // SQLCipher would write its complaints to standard error; ours reach the caller as errors.
    conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
    conn.execute_batch(&key.pragma())?;
    Ok(conn)
}

fn configure(conn: &Connection) -> Result<(), OpenError> {
    conn.set_prepared_statement_cache_capacity(128);
    conn.execute_batch(include_str!("sql/configure.sql"))?;
    Ok(())
}

/// Checks the vault's own tables. The mirror is left out: if it is broken it is rebuilt, not mourned.
fn quick_check(conn: &Connection) -> Result<(), OpenError> {
    let pages: i64 = conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let tables = if pages <= FULL_CHECK_PAGES { migrations::TABLES } else { migrations::SMALL_TABLES };
    for table in tables {
        let verdict = conn.query_row(&format!("PRAGMA quick_check('{table}')"), (), |row| row.get::<_, String>(0));
        match verdict {
            Ok(word) if word == "ok" => {}
            Ok(_) => return Err(OpenError::Damaged),
            Err(error) if is_not_a_database(&error) => return Err(OpenError::Damaged),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// The idle reading connections.
pub(super) struct Readers {
    idle: Mutex<Vec<Connection>>,
    returned: Condvar,
}

impl Readers {
    pub(super) fn borrow(&self) -> Borrowed<'_> {
        let mut idle = self.lock();
        loop {
            if let Some(connection) = idle.pop() {
                return Borrowed { home: self, connection: Some(connection) };
            }
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A reading connection that goes home even when its borrower panics.
pub(super) struct Borrowed<'a> {
    home: &'a Readers,
    connection: Option<Connection>,
}

impl Borrowed<'_> {
    fn connection(&self) -> &Connection {
        match &self.connection {
            Some(connection) => connection,
            // Only `drop` takes it out.
            None => unreachable!("a borrowed connection is given back once"),
        }
    }

    pub(super) fn connection_mut(&mut self) -> &mut Connection {
        match &mut self.connection {
            Some(connection) => connection,
            None => unreachable!("a borrowed connection is given back once"),
        }
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.home.lock().push(connection);
            self.home.returned.notify_one();
        }
    }
}
