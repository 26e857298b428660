//! Opens the database of this device and makes new ones.

use std::{path::Path, sync::Arc};

use rusqlite::Connection;

use super::{
    App, Desk,
    api::error::{AppError, ErrorCode},
    damage, documents,
    joining::Joining,
    lock,
    settings::Shelf,
    store::{OpenStore, Parts, Standing},
};
use crate::{
    ids::{DeviceId, FileId, StoreId},
    policy::FileKind,
    sync::{keys::DeviceKey, ledger::Ledger, pairing::RelayPin},
    vault::{Database, Key, OpenError, VaultError, meta},
};

/// Names under which the vault keeps what belongs to the device.
pub(super) mod names {
    pub(in crate::app) const PHASE: &str = "phase";
    pub(in crate::app) const STORE: &str = "store";
    pub(in crate::app) const DEVICE: &str = "device";
    pub(in crate::app) const SECRET: &str = "secret";
    pub(in crate::app) const RELAY: &str = "relay";
    pub(in crate::app) const RELAY_PIN: &str = "relay_pin";
    pub(in crate::app) const OWN_RELAY: &str = "own_relay";
    pub(in crate::app) const POSITION: &str = "position";
    pub(in crate::app) const LAST_SUCCESS: &str = "last_success_at";
    pub(in crate::app) const HANDED_OVER: &str = "handed_over";
    pub(in crate::app) const SEAL_KEY: &str = "seal_key";
    /// The relay came back from a backup, and its audit log was not looked at since.
    pub(in crate::app) const RELAY_LOST: &str = "relay_lost";
    pub(in crate::app) const SIEVE: &str = "sieve";
    pub(in crate::app) const SLOT: &str = "slot";
    pub(in crate::app) const DIGITS: &str = "digits";
    pub(in crate::app) const NONCE: &str = "nonce";
    pub(in crate::app) const CONTACT_AT: &str = "contact_at";
    pub(in crate::app) const LATEST: &str = "latest_instant";
    pub(in crate::app) const INSTALL: &str = "install";
    pub(in crate::app) const MIRROR: &str = "mirror";
    pub(in crate::app) const ORDERS: &str = "orders_numbered";
    pub(in crate::app) const READY: &str = "ready";
    pub(in crate::app) const JOINING: &str = "joining";
    pub(in crate::app) const OPENING: &str = "opening";
    pub(in crate::app) const CODE: &str = "code";
}

/// What may open a database.
pub(super) struct Opening {
    pub key: Key,
    /// The key that it was being changed to when the app ended.
    pub next: Option<Key>,
}

impl App {
    /// Opens what the settings name.
    pub(super) fn open_desk(&self) -> Desk {
        if let Err(error) = self.carry_wipe_through() {
            tracing::error!(code = ?error.code, "a wipe that was begun could not be carried through yet");
            return Desk::Parting;
        }
        let shelf = lock(&self.0.settings).shelf;
        match self.open_shelf(shelf) {
            Ok(desk) => desk,
            Err(error) => Desk::Closed(error),
        }
    }

    fn open_shelf(&self, shelf: Shelf) -> Result<Desk, AppError> {
        if shelf.database(&self.0.data).exists() { self.open_or_lock(shelf) } else { Ok(Desk::Empty) }
    }

    /// Opens the database with its key.
    pub(super) fn open_with(&self, shelf: Shelf, opening: &Opening) -> Result<Desk, AppError> {
        let path = shelf.database(&self.0.data);
        let db = match (Database::open(&path, &opening.key), &opening.next) {
            // The app ended while the key was being changed, after the new file had taken the old one's place.
            (Err(OpenError::WrongKey | OpenError::Damaged), Some(next)) => Database::open(&path, next),
            (opened, _) => opened,
        };
        let db = db.map_err(|error| damage::closed(&error))?;
        self.know_installation(&db)?;
        match db.read(|conn| meta::text(conn, names::PHASE)).map_err(damage::told)?.as_deref() {
            Some(names::READY) => {
                let store = Arc::new(self.open_database(db, shelf)?);
                self.prepare(&store)?;
                Ok(Desk::Open(store))
            }
            Some(names::JOINING) => Ok(Desk::Joining(Arc::new(Joining::read(db)?))),
            // Opening the store never finished, so nothing was ever written in it. Asked again, it goes on.
            _ => Ok(Desk::Empty),
        }
    }

    /// A new database under a new key. An older one that was never finished makes room.
    pub(super) fn new_database(&self, shelf: Shelf) -> Result<Database, AppError> {
        let path = shelf.database(&self.0.data);
        self.set_clone_aside(&path, shelf)?;
        self.discard_unfinished(&path, shelf)?;
        let key = match self.0.keys.load(shelf.name())? {
            Some(key) => key,
            None => {
                let key = Key::from_bytes(self.0.world.random());
                self.0.keys.keep(shelf.name(), &key)?;
                key
            }
        };
        let db = Database::open(&path, &key).map_err(|error| damage::closed(&error))?;
        self.know_installation(&db)?;
        Ok(db)
    }

    fn discard_unfinished(&self, path: &Path, shelf: Shelf) -> Result<(), AppError> {
        if !path.exists() {
            return Ok(());
        }
        let key = self.0.keys.load(shelf.name())?.ok_or(ErrorCode::WrongKey)?;
        let db = Database::open(path, &key).map_err(|error| damage::closed(&error))?;
        let phase = db.read(|conn| meta::text(conn, names::PHASE)).map_err(damage::told)?;
        if phase.as_deref() == Some(names::READY) {
            return Err(ErrorCode::AlreadyOpen.into());
        }
        drop(db);
        remove_database(path)
    }

    /// A database that was copied to another machine, its key with it, must not go on: two devices would be one.
    fn know_installation(&self, db: &Database) -> Result<(), AppError> {
        let Some(here) = self.0.keys.installation()? else { return Ok(()) };
        match db.read(|conn| meta::bytes(conn, names::INSTALL)).map_err(damage::told)? {
            Some(known) if known == here => Ok(()),
            Some(_) => Err(ErrorCode::ClonedDevice.into()),
            None => db.write(|tx| meta::put_bytes(tx, names::INSTALL, &here)).map_err(damage::told),
        }
    }

    /// The database of a cloned device makes room for a new one, once what it had not sent is sealed. Nothing in it is changed.
    fn set_clone_aside(&self, path: &Path, shelf: Shelf) -> Result<(), AppError> {
        let is_clone = match &*self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner) {
            Desk::Closed(error) => error.code == ErrorCode::ClonedDevice,
            _ => false,
        };
        if !is_clone {
            return Ok(());
        }
        if let Some(key) = self.0.keys.load(shelf.name())?.or_else(|| self.given_key()) {
            let sealed = self.seal_copy(&Database::open(path, &key).map_err(|error| damage::closed(&error))?);
            match sealed {
                // It never met its relay, or words of a copy of another store wait: these stay in what is set aside.
                Err(error) if matches!(error.code, ErrorCode::Internal | ErrorCode::StoreExists) => {
                    tracing::error!(code = ?error.code, "what a copied database had not sent stays in it");
                }
                sealed => sealed?,
            }
        }
        let aside = format!("cloned-{}", self.0.world.now().unix_ms());
        let lock = ["pin", "tries"].map(|suffix| path.with_extension(suffix));
        for file in Database::files(path).into_iter().chain(lock).filter(|file| file.exists()) {
            let mut name = file.as_os_str().to_owned();
            name.push(format!(".{aside}"));
            std::fs::rename(&file, name).map_err(|error| {
                tracing::error!(%error, "a cloned database could not be set aside");
                AppError::from(ErrorCode::NotSaved)
            })?;
        }
        self.forget_lock();
        Ok(())
    }

    /// An open store from a database that holds one; its mirror is still to be prepared.
    pub(super) fn open_database(&self, db: Database, shelf: Shelf) -> Result<OpenStore, AppError> {
        let found = db.read(Found::read).map_err(damage::told)?;
        let ledger = super::ledger::load(&db)?;
        let standing = found.standing(&db, ledger)?;
        Ok(OpenStore::new(
            Parts {
                world: self.0.world.clone(),
                db,
                shelf,
                id: found.store,
                device: found.device,
                key: DeviceKey::from_secret(&found.secret),
                pin: found.pin,
            },
            standing,
        ))
    }
}

/// Deletes the files of a database that holds nothing acknowledged: an unfinished one, or the practice store's.
pub(super) fn remove_database(path: &Path) -> Result<(), AppError> {
    let lock = ["pin", "tries"].map(|suffix| path.with_extension(suffix));
    for file in Database::files(path).into_iter().chain(lock) {
        match std::fs::remove_file(&file) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                tracing::error!(error = %error, "a database file could not be removed");
                return Err(ErrorCode::NotSaved.into());
            }
        }
    }
    Ok(())
}

/// What a database says of its device.
pub(super) struct Found {
    pub store: StoreId,
    pub device: DeviceId,
    pub secret: [u8; 32],
    pub relay: Option<String>,
    pub pin: Option<RelayPin>,
}

impl Found {
    pub(super) fn read(conn: &Connection) -> Result<Self, VaultError> {
        fn fixed<const N: usize>(conn: &Connection, name: &'static str) -> Result<[u8; N], VaultError> {
            meta::bytes(conn, name)?.and_then(|bytes| bytes.try_into().ok()).ok_or(VaultError::Unreadable { what: name })
        }
        Ok(Self {
            store: StoreId::from_bytes(fixed(conn, names::STORE)?),
            device: DeviceId::from_bytes(fixed(conn, names::DEVICE)?),
            secret: fixed(conn, names::SECRET)?,
            relay: meta::text(conn, names::RELAY)?,
            pin: match meta::bytes(conn, names::RELAY_PIN)? {
                Some(_) => Some(RelayPin::from_bytes(fixed(conn, names::RELAY_PIN)?)),
                None => None,
            },
        })
    }

    fn standing(&self, db: &Database, ledger: Ledger) -> Result<Standing, AppError> {
        let store_file = db
            .read(|conn| Ok::<_, VaultError>(documents::load(conn, FileId::of_store(&self.store), FileKind::Store)?.store()))
            .map_err(damage::told)?;
        Ok(Standing::of(Arc::new(ledger), Arc::new(store_file), self.device, self.relay.clone()))
    }
}
