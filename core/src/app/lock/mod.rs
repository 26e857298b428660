//! The lock of the app: PIN, idle time, recovery. And the lease, by which a device that has lost touch with the relay hides
//! what it holds.
//!
//! Invariant: while the app is locked every command but those in [`WHILE_LOCKED`] is refused, whoever asks; sync goes on.
//! After a start with a PIN the database itself is not open before the PIN was given.
//!
//! A device that was turned out wipes itself while it is locked: sync goes on, and a wipe asks nobody. Started with a PIN it
//! cannot hear of that before the PIN was given, because what proves to the relay who it is lies in the database that the PIN
//! opens. Until then nothing on it can be read either: whoever does not know the PIN ends it with the tenth try, and whoever
//! knows it brings the device into touch with the relay, or has seven days.

mod commands;
pub(super) mod lease;
mod recovery;
mod rotation;
pub(super) mod sealed_key;
#[cfg(test)]
mod tests;

use sealed_key::{Cover, SealedKey, TRIES, tries};

use super::{
    App, Desk,
    api::{
        error::{AppError, ErrorCode},
        lock::LockState,
        sync::Told,
    },
    lock,
    opening::Opening,
    settings::Shelf,
    store::OpenStore,
};
use crate::{clock::Instant, vault::Key};

/// The app locks after so long without a person.
const IDLE_MS: u64 = 2 * 60 * 1000;
/// What is answered while it is locked.
const WHILE_LOCKED: &[&str] = &["state", "set_language", "lock", "unlock", "recover"];
/// Commands that only a person gives. Screens repeat the others by themselves, so those do not keep the app open.
const PERSONS: &[&str] = &[
    "touch",
    "capture_lead",
    "check_phone",
    "save_draft",
    "edit_customer",
    "record_follow_up",
    "move_opportunity",
    "save_event",
];

/// What is known of the lock of the database in use.
#[derive(Default)]
pub(super) struct LockRoom {
    is_locked: bool,
    touched_at: Option<Instant>,
    /// None where no PIN is set.
    sealed: Option<SealedKey>,
    /// What opened it last, to seal the key anew when key or recovery key change.
    open: Option<(Key, Cover)>,
}

impl App {
    /// Whether a command is answered at this moment.
    pub(super) fn admit(&self, command: &str) -> Result<(), AppError> {
        if self.is_locked() && !WHILE_LOCKED.contains(&command) {
            return Err(ErrorCode::Locked.into());
        }
        if PERSONS.contains(&command) {
            self.touched();
        }
        if !lease::WHILE_OVER.contains(&command) && self.is_lease_over() {
            return Err(ErrorCode::LeaseOver.into());
        }
        Ok(())
    }

    /// Looks at the clock first: nobody need have told the app that its person left.
    fn is_locked(&self) -> bool {
        let now = self.0.world.now();
        let mut room = lock(&self.0.lock);
        // A clock that was turned, either way, is no sign of a person.
        let is_idle = room.touched_at.is_some_and(|at| at.unix_ms().abs_diff(now.unix_ms()) > IDLE_MS);
        let locks_now = room.sealed.is_some() && is_idle && !room.is_locked;
        room.is_locked |= locks_now;
        let is_locked = room.is_locked;
        drop(room);
        if locks_now {
            self.tell(&Told::State);
        }
        is_locked
    }

    fn touched(&self) {
        lock(&self.0.lock).touched_at = Some(self.0.world.now());
    }

    /// How the lock stands.
    pub(super) fn lock_state(&self) -> LockState {
        let locked = self.is_locked();
        let has_pin = lock(&self.0.lock).sealed.is_some();
        let tries = if has_pin { tries(&self.0.data, self.shelf()) } else { 0 };
        let has_recovery_key = match &*self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner) {
            Desk::Open(store) => store.standing().ledger.now().recovery_key().is_some(),
            _ => false,
        };
        let idle_after_s = u32::try_from(IDLE_MS / 1000).unwrap_or(u32::MAX);
        LockState { locked, has_pin, tries_left: TRIES.saturating_sub(tries), idle_after_s, has_recovery_key }
    }

    pub(super) fn shelf(&self) -> Shelf {
        lock(&self.0.settings).shelf
    }

    /// Destroys everything that could open the database of a shelf: its key, the one it is being changed to, and what a PIN
    /// or the recovery key opens.
    pub(super) fn forget_keys(&self, shelf: Shelf) -> Result<(), AppError> {
        let sealed = SealedKey::read(&self.0.data, shelf);
        self.0.keys.forget(shelf.name())?;
        self.0.keys.forget(&shelf.next_name())?;
        // One that cannot be read opens nothing; its secret alone is no key.
        if let Ok(Some(sealed)) = sealed {
            self.0.keys.forget(&sealed.secret)?;
        }
        SealedKey::remove(&self.0.data, shelf)?;
        *lock(&self.0.lock) = LockRoom::default();
        Ok(())
    }

    /// Opens the database in use; with a PIN, only once it was given.
    pub(super) fn open_or_lock(&self, shelf: Shelf) -> Result<Desk, AppError> {
        let sealed = SealedKey::read(&self.0.data, shelf)?;
        let has_pin = sealed.is_some();
        *lock(&self.0.lock) = LockRoom { is_locked: has_pin, touched_at: None, sealed, open: None };
        if has_pin {
            // The PIN was being set when the app ended: from then on the key must not lie here without it.
            self.0.keys.forget(shelf.name())?;
            return Ok(Desk::Locked);
        }
        let (kept, next) = (self.0.keys.load(shelf.name())?, self.0.keys.load(&shelf.next_name())?);
        let is_changing = next.is_some();
        let opening = match (kept, next) {
            (Some(key), next) => Opening { key, next },
            (None, Some(key)) => Opening { key, next: None },
            (None, None) => return Err(ErrorCode::WrongKey.into()),
        };
        let desk = self.open_with(shelf, &opening)?;
        if let (true, Desk::Open(store)) = (is_changing, &desk) {
            self.settle_key(shelf, &store.db.key())?;
        }
        Ok(desk)
    }

    /// The key that a PIN or the recovery key gave.
    pub(super) fn given_key(&self) -> Option<Key> {
        lock(&self.0.lock).open.as_ref().map(|(key, _)| key.clone())
    }

    /// What was locked is not here any more.
    pub(super) fn forget_lock(&self) {
        *lock(&self.0.lock) = LockRoom::default();
    }

    /// The store's recovery key changed, or the PIN was just set: the database key is sealed to it.
    pub(super) fn seal_to_recovery_key(&self, store: &OpenStore) -> Result<(), AppError> {
        let Some(to) = store.standing().ledger.now().recovery_key() else { return Ok(()) };
        let mut room = lock(&self.0.lock);
        let (Some(sealed), Some((key, _))) = (&room.sealed, &room.open) else { return Ok(()) };
        if let Some(sealed) = sealed.recoverable(key, to, &self.0.world)? {
            sealed.save(&self.0.data, store.shelf)?;
            room.sealed = Some(sealed);
        }
        Ok(())
    }
}
