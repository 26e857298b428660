//! Gives a database another key.
//!
//! Everything is written into a new file under the new key, which then takes the old one's place by a rename. Cut off before
//! the rename, the old file with the old key is what stands; after it, the new ones. Whoever keeps keys must therefore know
//! both from before the rename until it is done: [`Database::rotate`] says when.

use std::{fs, sync::PoisonError};

use rusqlite::Connection;

use super::{
    database::{Database, Part, READERS, beside, leave_mark},
    error::OpenError,
    key::Key,
    migrations::{APPLICATION_ID, LATEST},
};

/// Ends the name of the new file.
pub(super) const FRESH: &str = ".fresh";

impl Database {
    /// Writes the database anew under `next`. `ready` is called once the new file is on the disk and before it takes the old
    /// one's place: it must keep `next` durably. Readers and writers wait meanwhile.
    ///
    /// # Errors
    /// Where the disk refuses or `ready` does; then the old key goes on.
    pub fn rotate<E: From<OpenError>>(&self, next: &Key, ready: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut readers: Vec<_> = (0..READERS).map(|_| self.readers.borrow()).collect();
        self.write_anew(&writer, next)?;
        ready()?;
        // The last connection that closes takes the log into the file and removes it.
        *writer = nowhere()?;
        for reader in &mut readers {
            *reader.connection_mut() = nowhere()?;
        }
        let swapped = self.swap();
        let key = if swapped.is_ok() { next.clone() } else { self.key() };
        *self.key.write().unwrap_or_else(PoisonError::into_inner) = key.clone();
        *writer = Part::Writer.connect(&self.path, &key)?;
        for reader in &mut readers {
            *reader.connection_mut() = Part::Reader.connect(&self.path, &key)?;
        }
        swapped?;
        leave_mark(&self.path, next);
        Ok(())
    }

    fn write_anew(&self, writer: &Connection, next: &Key) -> Result<(), OpenError> {
        let fresh = beside(&self.path, FRESH);
        remove_if_there(&fresh)?;
        // A connection that may not make the database it is for makes no other either.
        fs::File::create(&fresh).map_err(OpenError::Unreachable)?;
        writer.execute("ATTACH DATABASE ?1 AS fresh KEY ?2", (fresh.to_string_lossy(), next.raw().as_str()))?;
        let written = writer
            .query_row("SELECT sqlcipher_export('fresh')", (), |_| Ok(()))
            .and_then(|()| writer.pragma_update(Some("fresh"), "application_id", APPLICATION_ID))
            .and_then(|()| writer.pragma_update(Some("fresh"), "user_version", LATEST));
        let detached = writer.execute_batch("DETACH DATABASE fresh");
        written?;
        detached?;
        fs::File::open(&fresh).and_then(|file| file.sync_all()).map_err(OpenError::Unreachable)
    }

    fn swap(&self) -> Result<(), OpenError> {
        // A log of the old file must not be taken for one of the new.
        for suffix in ["-wal", "-shm"] {
            remove_if_there(&beside(&self.path, suffix))?;
        }
        fs::rename(beside(&self.path, FRESH), &self.path).map_err(OpenError::Unreachable)?;
        #[cfg(unix)]
        if let Some(folder) = self.path.parent() {
            fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(OpenError::Unreachable)?;
        }
        Ok(())
    }
}

fn nowhere() -> Result<Connection, OpenError> {
    Ok(Connection::open_in_memory()?)
}

fn remove_if_there(path: &std::path::Path) -> Result<(), OpenError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(OpenError::Unreachable(error)),
        _ => Ok(()),
    }
}
