//! The sieve's epoch, its tags and who looked up how often, as rows.

use std::collections::BTreeSet;

use forecourt_core::{
    ids::{DeviceId, FileId},
    sync::sieve::{PhoneTag, SieveKey},
};
use rusqlite::{OptionalExtension as _, named_params, params};

use super::{Store, StoreError, from_sql, to_sql};
use crate::relay::sieve::Epoch;

impl Store {
    /// The present epoch.
    pub fn epoch(&self) -> Result<Option<Epoch>, StoreError> {
        let mut query = self.db.prepare("SELECT epoch, key, decoys, capacity FROM sieve")?;
        let row = query.query_row([], |row| {
            Ok(Epoch {
                epoch: from_sql(row.get(0)?),
                key: SieveKey::from_bytes(row.get(1)?),
                decoys: SieveKey::from_bytes(row.get(2)?),
                capacity: row.get::<_, u32>(3)? as usize,
            })
        });
        Ok(row.optional()?)
    }

    /// Keeps the epoch in place of the one before.
    pub fn put_epoch(&mut self, epoch: &Epoch) -> Result<(), StoreError> {
        self.write()?.prepare_cached(include_str!("../sql/put_sieve.sql"))?.execute(named_params! {
            ":epoch": to_sql(epoch.epoch),
            ":key": epoch.key.as_bytes(),
            ":decoys": epoch.decoys.as_bytes(),
            ":capacity": u32::try_from(epoch.capacity).unwrap_or(u32::MAX),
        })?;
        Ok(())
    }

    /// The tags of a file, and the epoch in which they were said; 0 where it has none.
    pub fn tags_of(&self, file: FileId) -> Result<(u64, BTreeSet<PhoneTag>), StoreError> {
        let mut query = self.db.prepare_cached("SELECT epoch, tag FROM phone_tag WHERE file = ?1")?;
        let mut rows = query.query([file.as_bytes()])?;
        let (mut epoch, mut tags) = (0, BTreeSet::new());
        while let Some(row) = rows.next()? {
            epoch = from_sql(row.get(0)?);
            tags.insert(PhoneTag::from_bytes(row.get(1)?));
        }
        Ok((epoch, tags))
    }

    /// Keeps these tags of a file in place of those before.
    pub fn put_tags(&mut self, file: FileId, epoch: u64, tags: &BTreeSet<PhoneTag>) -> Result<(), StoreError> {
        let db = self.write()?;
        db.prepare_cached("DELETE FROM phone_tag WHERE file = ?1")?.execute([file.as_bytes()])?;
        for tag in tags {
            db.prepare_cached("INSERT INTO phone_tag (file, tag, epoch) VALUES (?1, ?2, ?3)")?.execute(params![
                file.as_bytes(),
                tag.as_bytes(),
                to_sql(epoch)
            ])?;
        }
        Ok(())
    }

    /// Every tag of an epoch, once.
    pub fn tags(&self, epoch: u64) -> Result<Vec<PhoneTag>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT DISTINCT tag FROM phone_tag WHERE epoch = ?1")?;
        let rows = query.query_map([to_sql(epoch)], |row| row.get(0).map(PhoneTag::from_bytes))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many tags there are in all.
    pub fn count_tags(&self) -> Result<usize, StoreError> {
        let mut query = self.db.prepare_cached("SELECT count(*) FROM phone_tag")?;
        Ok(query.query_row([], |row| row.get::<_, u32>(0))? as usize)
    }

    /// Whether a file has tags of another epoch.
    pub fn has_older_tags(&self, epoch: u64) -> Result<bool, StoreError> {
        Ok(self.db.prepare_cached("SELECT 1 FROM phone_tag WHERE epoch <> ?1 LIMIT 1")?.exists([to_sql(epoch)])?)
    }

    /// A file that has this phone.
    pub fn file_of_tag(&self, tag: PhoneTag) -> Result<Option<FileId>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT file FROM phone_tag WHERE tag = ?1 ORDER BY file LIMIT 1")?;
        Ok(query.query_row([tag.as_bytes()], |row| row.get(0).map(FileId::from_bytes)).optional()?)
    }

    /// Counts one more look-up of a device on a day; the days before are forgotten.
    pub fn count_look_up(&mut self, device: DeviceId, day: i64) -> Result<u32, StoreError> {
        let db = self.write()?;
        db.prepare_cached("DELETE FROM look_up WHERE day < ?1")?.execute([day])?;
        let mut query = db.prepare_cached(include_str!("../sql/count_look_up.sql"))?;
        Ok(query.query_row(named_params! { ":device": device.as_bytes(), ":day": day }, |row| row.get(0))?)
    }
}
