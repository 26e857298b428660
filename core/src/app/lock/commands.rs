//! Locking, unlocking, PIN and recovery key.

use super::{
    super::{
        App, Desk,
        api::{
            common::Nothing,
            error::{AppError, ErrorCode},
            lock::{ChangePassphrase, Recover, RecoveryKey, SetPin, Unlock},
            setup::AppState,
            sync::Told,
        },
        lock,
        opening::Opening,
    },
    recovery,
    sealed_key::{Cover, SealedKey, TRIES, set_tries, tries},
};
use crate::{
    sync::{
        audit::{AuditNote, AuditWord},
        ledger::Act,
        sealed::SealSecret,
    },
    vault::Key,
};

/// Shortest and longest PIN.
const PIN_CHARS: std::ops::RangeInclusive<usize> = 6..=64;

impl App {
    /// Locks at once; without a PIN nothing happens.
    pub fn lock(&self, _: Nothing) -> Result<AppState, AppError> {
        self.lock_now();
        self.state(Nothing {})
    }

    pub(in crate::app) fn lock_now(&self) {
        let mut room = lock(&self.0.lock);
        room.is_locked = room.sealed.is_some();
        drop(room);
        self.tell(&Told::State);
    }

    /// A person is there.
    pub fn touch(&self, _: Nothing) -> Result<Nothing, AppError> {
        Ok(Nothing {})
    }

    /// Opens with the PIN.
    pub fn unlock(&self, request: Unlock) -> Result<AppState, AppError> {
        let sealed = lock(&self.0.lock).sealed.clone();
        let Some(sealed) = sealed else { return self.state(Nothing {}) };
        let tried = self.try_pin(&sealed, &request.pin)?;
        self.let_in(&sealed, tried.key, tried.cover)?;
        self.note_wrong(tried.wrong_before);
        self.state(Nothing {})
    }

    /// Counts the try on the disk, then tries. The tenth wrong one destroys the secret.
    fn try_pin(&self, sealed: &SealedKey, pin: &str) -> Result<Tried, AppError> {
        // One at a time: tries side by side would be counted as one.
        let _one_at_a_time = lock(&self.0.trying);
        let (data, shelf) = (&self.0.data, self.shelf());
        let before = tries(data, shelf);
        if before >= TRIES {
            return Err(ErrorCode::PinEnded.into());
        }
        set_tries(data, shelf, before + 1)?;
        let secret = self.0.keys.load(&sealed.secret)?.ok_or(ErrorCode::WrongKey)?;
        let cover = sealed.cover(&secret, pin)?;
        if let Some(key) = sealed.open(&cover) {
            set_tries(data, shelf, 0)?;
            return Ok(Tried { key, cover, wrong_before: before });
        }
        if before + 1 < TRIES {
            return Err(ErrorCode::WrongPin.of("pin"));
        }
        self.0.keys.forget(&sealed.secret)?;
        Err(ErrorCode::PinEnded.into())
    }

    fn let_in(&self, sealed: &SealedKey, key: Key, cover: Cover) -> Result<(), AppError> {
        let shelf = self.shelf();
        let is_closed = matches!(*self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner), Desk::Locked);
        let mut key = key;
        if is_closed {
            let opening = Opening { next: sealed.open_next(&cover), key: key.clone() };
            let desk = self.open_with(shelf, &opening).or_else(|error| self.unlocked_copy(error, (&key, &cover)))?;
            if let Desk::Open(store) = &desk {
                key = store.db.key();
            }
            self.set_desk(desk);
            if opening.next.is_some() {
                // The key was being changed when the app ended: from here on one of the two is the one.
                let sealed = sealed.with_key(&key, &cover, &self.0.world)?;
                sealed.save(&self.0.data, shelf)?;
                lock(&self.0.lock).sealed = Some(sealed);
            }
        }
        {
            let mut room = lock(&self.0.lock);
            room.is_locked = false;
            room.touched_at = Some(self.0.world.now());
            room.open = Some((key, cover));
        }
        if let Ok(store) = self.opened() {
            self.seal_to_recovery_key(&store)?;
        }
        // What the ledger on the disk says of this device could not be read before.
        self.obey();
        self.tell(&Told::State);
        self.wake();
        Ok(())
    }

    /// A database that was copied here stays shut for good, and is told of like one without a PIN.
    fn unlocked_copy(&self, error: AppError, (key, cover): (&Key, &Cover)) -> Result<Desk, AppError> {
        if error.code == ErrorCode::ClonedDevice {
            self.set_desk(Desk::Closed(error.clone()));
            let mut room = lock(&self.0.lock);
            room.is_locked = false;
            room.open = Some((key.clone(), cover.clone()));
            drop(room);
            self.tell(&Told::State);
        }
        Err(error)
    }

    /// Sets or changes the PIN.
    pub fn set_pin(&self, request: SetPin) -> Result<AppState, AppError> {
        let store = self.opened()?;
        strong(&request.new)?;
        // Without it ten slips would cost what was not synced yet.
        store.standing().ledger.now().recovery_key().ok_or(ErrorCode::NoRecoveryKey)?;
        let sealed = lock(&self.0.lock).sealed.clone();
        let how = if sealed.is_some() { "changed" } else { "set" };
        if let Some(sealed) = sealed {
            let tried = self.try_pin(&sealed, request.old.as_deref().unwrap_or_default())?;
            self.note_wrong(tried.wrong_before);
        }
        self.cover_key(&store.db.key(), &request.new)?;
        store.record_done(pin_changed(how));
        self.tell(&Told::State);
        self.state(Nothing {})
    }

    /// Puts the database key under a new secret and a PIN, then destroys what opened it before.
    fn cover_key(&self, key: &Key, pin: &str) -> Result<(), AppError> {
        let (world, shelf) = (&self.0.world, self.shelf());
        let secret = Key::from_bytes(world.random());
        let name = format!("{}-pin-{}", shelf.name(), data_encoding::HEXLOWER.encode(&world.random::<4>()));
        self.0.keys.keep(&name, &secret)?;
        let (sealed, cover) = SealedKey::new(key, name, &secret, pin, world)?;
        let before = lock(&self.0.lock).sealed.clone();
        let recovery_key = self.opened().ok().and_then(|store| store.standing().ledger.now().recovery_key());
        let sealed = match recovery_key {
            Some(to) => sealed.recoverable(key, to, world)?.unwrap_or(sealed),
            None => sealed,
        };
        set_tries(&self.0.data, shelf, 0)?;
        sealed.save(&self.0.data, shelf)?;
        {
            let mut room = lock(&self.0.lock);
            room.sealed = Some(sealed);
            room.open = Some((key.clone(), cover));
            room.is_locked = false;
            room.touched_at = Some(world.now());
        }
        match before {
            Some(before) => self.0.keys.forget(&before.secret),
            None => self.0.keys.forget(shelf.name()),
        }
    }

    /// Goes back to a device without a PIN.
    pub fn remove_pin(&self, request: Unlock) -> Result<AppState, AppError> {
        let sealed = lock(&self.0.lock).sealed.clone();
        let Some(sealed) = sealed else { return self.state(Nothing {}) };
        // A wipe that begins meanwhile ends after this, and forgets what was kept here too.
        let open = self.opened()?;
        let Tried { key, wrong_before, .. } = self.try_pin(&sealed, &request.pin)?;
        self.note_wrong(wrong_before);
        let shelf = self.shelf();
        self.0.keys.keep(shelf.name(), &key)?;
        SealedKey::remove(&self.0.data, shelf)?;
        {
            let mut room = lock(&self.0.lock);
            (room.sealed, room.open, room.is_locked) = (None, None, false);
        }
        self.0.keys.forget(&sealed.secret)?;
        open.record_done(pin_changed("removed"));
        self.tell(&Told::State);
        self.state(Nothing {})
    }

    /// Wrong PINs of before, now that the vault is open.
    fn note_wrong(&self, count: u32) {
        if count > 0
            && let Ok(store) = self.opened()
        {
            store.record_done(AuditNote { count: Some(count), ..AuditNote::of(AuditWord::UnlockRefused) });
        }
    }

    /// Opens with the store's recovery key and sets a new PIN.
    pub fn recover(&self, request: Recover) -> Result<AppState, AppError> {
        strong(&request.new_pin)?;
        let sealed = lock(&self.0.lock).sealed.clone();
        let Some(sealed) = sealed else { return self.state(Nothing {}) };
        let wrong = || ErrorCode::WrongRecoveryKey.of("recovery_key");
        let secret = recovery::read(&request.recovery_key).ok_or_else(wrong)?;
        let key = sealed.recover(&SealSecret::from_bytes(*secret)).ok_or_else(wrong)?;
        let is_closed = matches!(*self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner), Desk::Locked);
        if is_closed {
            let desk = self.open_with(self.shelf(), &Opening { key: key.clone(), next: None })?;
            self.set_desk(desk);
        }
        {
            // A wipe that begins meanwhile ends after this, and forgets what was kept here too.
            let open = self.opened()?;
            let wrong_before = tries(&self.0.data, self.shelf());
            self.cover_key(&key, &request.new_pin)?;
            self.note_wrong(wrong_before);
            open.record_done(AuditNote::of(AuditWord::Recovered));
        }
        self.obey();
        self.tell(&Told::State);
        self.wake();
        self.state(Nothing {})
    }

    /// Makes a new recovery key for the store. Administrators only, as the ledger says. It is shown once.
    pub fn make_recovery_key(&self, _: Nothing) -> Result<RecoveryKey, AppError> {
        let store = self.opened()?;
        let secret = SealSecret::from_bytes(self.0.world.random());
        self.act(&store, Act::RecoveryKeySet { key: secret.public() })?;
        Ok(RecoveryKey { text: recovery::text(secret.as_bytes()).to_string() })
    }

    /// Changes the passphrase that the key file is sealed with.
    pub fn change_passphrase(&self, request: ChangePassphrase) -> Result<Nothing, AppError> {
        if request.new.is_empty() {
            return Err(ErrorCode::Required.of("new"));
        }
        self.0.keys.change_passphrase(&request.old, &request.new)?;
        if let Ok(store) = self.opened() {
            store.record_done(AuditNote::of(AuditWord::PassphraseChanged));
        }
        Ok(Nothing {})
    }
}

/// What a right PIN opened.
struct Tried {
    key: Key,
    cover: Cover,
    /// Wrong ones in a row before it.
    wrong_before: u32,
}

fn pin_changed(how: &str) -> AuditNote {
    AuditNote { reason: Some(how.to_owned()), ..AuditNote::of(AuditWord::PinChanged) }
}

/// Six characters, and not those that everybody tries first.
fn strong(pin: &str) -> Result<(), AppError> {
    let characters: Vec<u32> = pin.chars().map(u32::from).collect();
    let steps = |step: i64| characters.windows(2).all(|two| i64::from(two[1]) - i64::from(two[0]) == step);
    let is_weak = !PIN_CHARS.contains(&characters.len()) || steps(0) || steps(1) || steps(-1);
    if is_weak { Err(ErrorCode::WeakPin.of("new")) } else { Ok(()) }
}
