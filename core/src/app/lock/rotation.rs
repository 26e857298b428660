//! Giving the database another key. Cut off anywhere, the next start finds the key that fits.

use super::super::{
    App,
    api::{common::Nothing, error::AppError},
    damage, lock,
    settings::Shelf,
};
use crate::{
    sync::audit::{AuditNote, AuditWord},
    vault::{Key, OpenError},
};

impl App {
    /// Gives the database another key.
    pub fn rotate_key(&self, _: Nothing) -> Result<Nothing, AppError> {
        let store = self.opened()?;
        let (world, shelf) = (&self.0.world, store.shelf);
        let _one_at_a_time = lock(&self.0.trying);
        let next = Key::from_bytes(world.random());
        let covered = {
            let room = lock(&self.0.lock);
            room.sealed.clone().zip(room.open.as_ref().map(|(_, cover)| cover.clone()))
        };
        let Some((sealed, cover)) = covered else {
            let name = shelf.next_name();
            self.0.keys.forget(&name)?;
            let keep = || Ok(self.0.keys.keep(&name, &next)?);
            store.db.rotate(&next, keep).map_err(|turned: Turned| turned.0)?;
            self.settle_key(shelf, &next)?;
            store.record_done(AuditNote::of(AuditWord::KeyRotated));
            return Ok(Nothing {});
        };
        let noted = sealed.with_next(&next, &cover, world)?;
        let keep = || Ok(noted.save(&self.0.data, shelf)?);
        store.db.rotate(&next, keep).map_err(|turned: Turned| turned.0)?;
        let sealed = sealed.with_key(&next, &cover, world)?;
        sealed.save(&self.0.data, shelf)?;
        {
            let mut room = lock(&self.0.lock);
            room.sealed = Some(sealed);
            room.open = Some((next, cover));
        }
        self.seal_to_recovery_key(&store)?;
        store.record_done(AuditNote::of(AuditWord::KeyRotated));
        Ok(Nothing {})
    }

    /// The database opens with this key: it is the one that is kept, and no other.
    pub(super) fn settle_key(&self, shelf: Shelf, key: &Key) -> Result<(), AppError> {
        let is_kept = self.0.keys.load(shelf.name())?.is_some_and(|kept| kept.as_bytes() == key.as_bytes());
        if !is_kept {
            self.0.keys.forget(shelf.name())?;
            self.0.keys.keep(shelf.name(), key)?;
        }
        self.0.keys.forget(&shelf.next_name())
    }
}

/// Why a key was not changed.
struct Turned(AppError);

impl From<AppError> for Turned {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl From<OpenError> for Turned {
    fn from(error: OpenError) -> Self {
        Self(damage::closed(&error))
    }
}
