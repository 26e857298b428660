//! What an erasure destroys, as rows.

use forecourt_core::ids::FileId;

use super::{Store, StoreError};

impl Store {
    /// Every file that was destroyed.
    pub fn erased(&self) -> Result<Vec<FileId>, StoreError> {
        let mut query = self.db.prepare("SELECT file FROM erased")?;
        let rows = query.query_map([], |row| row.get(0).map(FileId::from_bytes))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Destroys all that is kept of a file and remembers that it is gone.
    pub fn erase(&mut self, file: FileId) -> Result<(), StoreError> {
        let db = self.write()?;
        for sql in [
            "DELETE FROM late WHERE file = ?1",
            "DELETE FROM phone_tag WHERE file = ?1",
            "DELETE FROM packed WHERE file = ?1",
            "DELETE FROM envelope WHERE file = ?1",
            "DELETE FROM file WHERE file = ?1",
            "INSERT INTO erased (file) VALUES (?1) ON CONFLICT DO NOTHING",
        ] {
            db.prepare_cached(sql)?.execute([file.as_bytes()])?;
        }
        Ok(())
    }

    /// Remembers the number of the last change, for when that change is destroyed.
    pub fn keep_head(&mut self, head: u64) -> Result<(), StoreError> {
        self.set_meta("head", &head.to_be_bytes())
    }

    /// Puts the write-ahead log into the database and empties it; answers whether it could.
    pub fn truncate_log(&mut self) -> Result<bool, StoreError> {
        let is_busy: i64 = self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(is_busy == 0)
    }
}
