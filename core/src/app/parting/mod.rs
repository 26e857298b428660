//! A device that was turned out: what it had not sent is handed over, and if the ledger says so it destroys its key and
//! everything it holds.
//!
//! The order of a wipe, each step durable before the next: seal what was not sent to the relay's key, into a file beside the
//! database; forget the key of the database; remove the database; forget the shelf; note that it is done. Every step may be
//! repeated, so a wipe that was cut off anywhere is carried through at the next start. Only then is the sealed file handed
//! over, and removed when the relay has it. Nothing here waits for the network before the key is gone.
//!
//! A database that was copied to another machine is no device, but what it had not sent are its author's words: it is sealed
//! and handed over likewise when the copy makes room for a new device. The copy itself is left as it is.

mod outbox;
mod parcel;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, PoisonError},
};

use outbox::Outbox;
use parcel::{Parcel, SealedBox};

use super::{
    App, Desk,
    api::{
        error::{AppError, ErrorCode},
        sync::Told,
    },
    damage,
    ledger::release,
    lock,
    opening::{Found, names, remove_database},
    outside::{Address, RelayPin},
    settings::{Shelf, Wiped},
    store::OpenStore,
};
use crate::{
    ids::StoreId,
    policy::AccountState,
    sync::{
        http::{LATE_LIMIT, LATE_PATH, Late, LateKept},
        wire,
    },
    vault::{self, Database, VaultError, meta},
};

/// How a device that was turned out stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owed {
    /// Changes that only this device has.
    pub waiting: u32,
    /// Changes that were handed over.
    pub handed_over: u32,
}

impl App {
    /// Whether this device has something to do because it was turned out: the host then calls [`App::part`] until it has not.
    #[must_use]
    pub fn is_parting(&self) -> bool {
        if self.parcel_path().exists() || self.copy_path().exists() {
            return true;
        }
        self.turned_out().is_some_and(|store| wipes(&store) || self.owed_by(&store).is_ok_and(|owed| owed.waiting > 0))
    }

    /// Carries a wipe through as far as it can be now, and hands over what was not sent. To be called again while
    /// [`App::is_parting`], after a pause where it failed.
    ///
    /// # Errors
    /// When the disk, the place of keys or the relay cannot be used now. Nothing is lost by that.
    pub fn part(&self) -> Result<(), AppError> {
        if let Some(store) = self.turned_out().filter(|store| wipes(store)) {
            self.begin_wipe(&store)?;
        }
        self.carry_wipe_through()?;
        // One may be for a relay that is gone.
        let wiped = self.hand_parcel_over(&self.parcel_path());
        wiped.and(self.hand_parcel_over(&self.copy_path()))?;
        match self.turned_out() {
            Some(store) => self.hand_outbox_over(&store),
            None => Ok(()),
        }
    }

    /// What the ledger on the disk says of this device is done before anything is shown, as far as it needs no network.
    pub(super) fn obey(&self) {
        let store = self.turned_out().filter(|store| wipes(store));
        let done = store.map_or(Ok(()), |store| self.begin_wipe(&store)).and_then(|()| self.carry_wipe_through());
        if let Err(error) = done {
            tracing::error!(code = ?error.code, "this device could not wipe itself yet; it tries again");
        }
    }

    /// Whether a wipe has begun and is not done.
    pub(super) fn is_wiping(&self) -> bool {
        matches!(&*self.0.desk.read().unwrap_or_else(PoisonError::into_inner), Desk::Parting)
    }

    /// The open store, if its ledger turned this device out.
    fn turned_out(&self) -> Option<Arc<OpenStore>> {
        self.opened().ok().filter(|store| store.standing().account == AccountState::Revoked)
    }

    /// Seals what was not sent, forgets the key and closes the store. From here on nobody reads what lies on this device.
    pub(super) fn begin_wipe(&self, store: &Arc<OpenStore>) -> Result<(), AppError> {
        let path = self.parcel_path();
        let before = Parcel::load(&path).map_err(not_saved)?;
        if before.as_ref().is_none_or(|before| before.is_wiped) {
            // Whoever writes has finished, and whoever comes later is refused.
            let _writer = store.lock_documents();
            let boxes = Outbox::of(store, &store.world).boxes(usize::MAX)?;
            let relay = store.standing().relay.clone().unwrap_or_default();
            let pin = store.pin.map(|pin| *pin.as_bytes());
            let parcel = Parcel {
                store: store.id,
                relay,
                pin,
                boxes,
                handed_over: 0,
                is_wiped: false,
                earlier: before.into_iter().collect(),
            };
            parcel.save(&path).map_err(not_saved)?;
        }
        self.forget_keys(store.shelf)?;
        *lock(&self.0.closing) = Arc::downgrade(store);
        self.set_desk(Desk::Parting);
        tracing::warn!(store = %store.id, "this device was told to wipe itself: its key is gone");
        self.tell(&Told::State);
        self.wake();
        Ok(())
    }

    /// Removes what is left of a store whose wipe has begun, once nobody has it open any more.
    pub(super) fn carry_wipe_through(&self) -> Result<(), AppError> {
        let path = self.parcel_path();
        let Some(mut parcel) = Parcel::load(&path).map_err(not_saved)?.filter(|parcel| !parcel.is_wiped) else { return Ok(()) };
        self.forget_keys(Shelf::Store)?;
        if lock(&self.0.closing).strong_count() > 0 {
            // A connection that ends later would remove the journal of a store that was opened in its place.
            return Ok(());
        }
        remove_database(&Shelf::Store.database(&self.0.data))?;
        self.change_settings(|settings| {
            settings.shelf = Shelf::Store;
            // Whoever holds it holds nothing of the store any more.
            settings.form_only = false;
            settings.wiped = Some(Wiped { handed_over: 0 });
        })?;
        parcel.is_wiped = true;
        parcel.save(&path).map_err(not_saved)?;
        let mut desk = self.0.desk.write().unwrap_or_else(PoisonError::into_inner);
        if matches!(&*desk, Desk::Parting) {
            *desk = Desk::Empty;
        }
        drop(desk);
        tracing::warn!(waiting = parcel.waiting(), "the wipe is done");
        self.tell(&Told::State);
        Ok(())
    }

    /// Seals what a copied database had not sent. Nothing in it is changed.
    pub(super) fn seal_copy(&self, db: &Database) -> Result<(), AppError> {
        let (is_ready, found) = db
            .read(|conn| -> Result<_, VaultError> {
                Ok((meta::text(conn, names::PHASE)?.as_deref() == Some(names::READY), Found::read(conn)?))
            })
            .map_err(damage::told)?;
        let Some(relay) = found.relay.filter(|_| is_ready) else { return Ok(()) };
        let outbox = Outbox { db, store: found.store, world: &self.0.world };
        let mut boxes = outbox.boxes(usize::MAX)?;
        if boxes.is_empty() {
            return Ok(());
        }
        let path = self.copy_path();
        match Parcel::load(&path).map_err(not_saved)? {
            Some(before) if before.store == found.store => boxes.extend(before.boxes),
            // Words of one store at a time; those stay in the database that is set aside.
            Some(_) => return Err(ErrorCode::StoreExists.into()),
            None => {}
        }
        let pin = found.pin.map(|pin| *pin.as_bytes());
        let parcel = Parcel { store: found.store, relay, pin, boxes, handed_over: 0, is_wiped: true, earlier: Vec::new() };
        parcel.save(&path).map_err(not_saved)
    }

    fn hand_parcel_over(&self, path: &Path) -> Result<(), AppError> {
        let Some(mut parcel) = Parcel::load(path).map_err(not_saved)?.filter(|parcel| parcel.is_wiped) else { return Ok(()) };
        for one in std::mem::take(&mut parcel.boxes) {
            let answer = if parcel.relay.is_empty() { Err(ErrorCode::RelayUnreachable.into()) } else { self.post(&parcel, &one) };
            match answer {
                Ok(kept) if is_settled(&one, &kept) => parcel.handed_over += count(kept.hashes.len()),
                // No room yet: all of it comes again, and what the relay has it knows.
                Ok(_) => parcel.boxes.push(one),
                Err(error) => {
                    parcel.boxes.push(one);
                    tracing::info!(code = ?error.code, "what was not sent could not be handed over yet");
                }
            }
        }
        let handed_over = parcel.handed_over;
        if path == self.parcel_path() {
            self.change_settings(|settings| {
                if let Some(wiped) = &mut settings.wiped {
                    wiped.handed_over = handed_over;
                }
            })?;
        }
        // One after the other: what an earlier store is still owed comes next.
        let mut earlier = std::mem::take(&mut parcel.earlier);
        let next = if parcel.boxes.is_empty() { earlier.pop() } else { Some(parcel) };
        match &next {
            Some(next) => Parcel { earlier, ..next.clone() }.save(path).map_err(not_saved)?,
            None => Parcel::remove(path).map_err(not_saved)?,
        }
        self.tell(&Told::State);
        if next.is_none() { Ok(()) } else { Err(ErrorCode::RelayUnreachable.into()) }
    }

    fn post(&self, parcel: &Parcel, one: &SealedBox) -> Result<LateKept, AppError> {
        let relay = Address { url: parcel.relay.clone(), pin: parcel.pin.map(RelayPin::from_bytes) };
        self.post_late(&relay, parcel.store, one.sealed.clone())
    }

    fn post_late(&self, relay: &Address, store: StoreId, sealed: Vec<u8>) -> Result<LateKept, AppError> {
        let body = wire::encode(&Late { store, sealed }).map_err(|_| ErrorCode::Internal)?;
        let reply = self.0.door.post(relay, LATE_PATH, body)?;
        wire::decode(&reply, LATE_LIMIT).map_err(|_| ErrorCode::NotARelay.into())
    }

    /// A device that may keep its copy hands over box by box; what the relay has leaves the device.
    fn hand_outbox_over(&self, store: &OpenStore) -> Result<(), AppError> {
        let Some(url) = store.standing().relay.clone() else { return Ok(()) };
        let relay = Address { url, pin: store.pin };
        while let Some(one) = Outbox::of(store, &store.world).boxes(1)?.pop() {
            let kept = self.post_late(&relay, store.id, one.sealed.clone())?;
            self.settle_outbox(store, &kept)?;
            self.tell(&Told::State);
            if !is_settled(&one, &kept) {
                return Err(ErrorCode::RelayUnreachable.into());
            }
        }
        Ok(())
    }

    fn settle_outbox(&self, store: &OpenStore, kept: &LateKept) -> Result<(), AppError> {
        let mut documents = store.lock_documents();
        store.write(|tx| {
            for hash in kept.hashes.iter().chain(kept.refused.iter().map(|refused| &refused.hash)) {
                let Some(change) = vault::change::get(tx, *hash)? else { continue };
                vault::outbox::hand_over(tx, *hash)?;
                release(tx, &mut documents, change.file)?;
            }
            let before = meta::integer(tx, names::HANDED_OVER)?.unwrap_or(0);
            Ok(meta::put_integer(tx, names::HANDED_OVER, before.saturating_add(i64::from(count(kept.hashes.len()))))?)
        })
    }

    /// How the open store of a device that was turned out stands.
    pub(super) fn owed_by(&self, store: &OpenStore) -> Result<Owed, AppError> {
        let (waiting, handed_over) = store
            .read(|conn| Ok::<_, vault::VaultError>((vault::outbox::count(conn)?, meta::integer(conn, names::HANDED_OVER)?)))?;
        Ok(Owed { waiting, handed_over: u32::try_from(handed_over.unwrap_or(0)).unwrap_or(0) })
    }

    /// How a wiped device stands; none where no wipe is to be told of.
    pub(super) fn owed_after_wipe(&self) -> Option<Owed> {
        let parcel = Parcel::load(&self.parcel_path()).ok().flatten();
        let wiped = lock(&self.0.settings).wiped.clone();
        match (&parcel, wiped) {
            (Some(parcel), _) => Some(Owed { waiting: parcel.waiting(), handed_over: parcel.handed_over }),
            (None, Some(wiped)) => Some(Owed { waiting: 0, handed_over: wiped.handed_over }),
            (None, None) => None,
        }
    }

    fn parcel_path(&self) -> PathBuf {
        Parcel::beside(&Shelf::Store.database(&self.0.data))
    }

    /// Where what a copy had not sent lies.
    fn copy_path(&self) -> PathBuf {
        Shelf::Store.database(&self.0.data).with_extension("copied")
    }
}

/// Whether the ledger tells this device to destroy what it holds.
pub(super) fn wipes(store: &OpenStore) -> bool {
    store.standing().ledger.now().wipes(store.device)
}

/// Whether nothing of a box needs to come again.
fn is_settled(one: &SealedBox, kept: &LateKept) -> bool {
    let is_kept = |hash| kept.hashes.contains(hash) || kept.refused.iter().any(|refused| refused.hash == *hash);
    one.hashes.iter().all(is_kept)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn not_saved(error: std::io::Error) -> AppError {
    tracing::error!(%error, "the sealed file of a wiped device could not be read or written");
    let full = error.kind() == std::io::ErrorKind::StorageFull;
    if full { ErrorCode::DiskFull.into() } else { ErrorCode::NotSaved.into() }
}
