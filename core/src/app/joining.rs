//! A device that gave a right code and waits to be let in.

use super::{
    App, Desk,
    api::{
        error::{AppError, ErrorCode},
        sync::Told,
    },
    damage,
    opening::names,
    settings::Shelf,
};
use crate::{
    ids::{DeviceId, SlotId},
    sync::{
        http::{BODY_LIMIT, JOIN_PATH, JOIN_STATUS_PATH, Join, JoinState, JoinStatus, Joined},
        keys::DeviceKey,
        pairing::{Code, Pairing, StatusQuestion},
        wire,
    },
    vault::{Database, VaultError, meta},
};

/// What is kept of an attempt to join. The database is the one the store will live in.
pub(super) struct Joining {
    pub db: Database,
    pub relay: String,
    pub digits: String,
    device: DeviceId,
    slot: SlotId,
    key: DeviceKey,
}

impl Joining {
    /// Reads the attempt that an earlier run of the app began.
    pub(super) fn read(db: Database) -> Result<Self, AppError> {
        let read = |name: &'static str| db.read(|conn| meta::bytes(conn, name)).map_err(damage::told);
        let text = |name: &'static str| db.read(|conn| meta::text(conn, name)).map_err(damage::told);
        let missing = |what| damage::told(VaultError::Unreadable { what });
        fn fixed<const N: usize>(bytes: Option<Vec<u8>>) -> Option<[u8; N]> {
            bytes.and_then(|bytes| bytes.try_into().ok())
        }
        let device = fixed(read(names::DEVICE)?).ok_or_else(|| missing(names::DEVICE))?;
        let slot = fixed(read(names::SLOT)?).ok_or_else(|| missing(names::SLOT))?;
        let secret = fixed(read(names::SECRET)?).ok_or_else(|| missing(names::SECRET))?;
        let relay = text(names::RELAY)?.ok_or_else(|| missing(names::RELAY))?;
        let digits = text(names::DIGITS)?.unwrap_or_default();
        Ok(Self {
            db,
            relay,
            digits,
            device: DeviceId::from_bytes(device),
            slot: SlotId::from_bytes(slot),
            key: DeviceKey::from_secret(&secret),
        })
    }
}

impl App {
    /// Gives the code to the relay and keeps the attempt, so that closing the app does not lose it.
    pub(super) fn begin_joining(&self, relay: &str, code: &str, device_name: &str) -> Result<(), AppError> {
        let code: Code = code.parse().map_err(|_| ErrorCode::WrongCode.of("code"))?;
        let key = DeviceKey::from_secret(&self.0.world.random());
        let device: DeviceId = self.0.world.mint();
        let body = wire::encode(&Join { code, device, key: key.public(), name: device_name.to_owned() });
        let body = body.map_err(|_| ErrorCode::Internal)?;
        let reply = self.0.door.post(relay, JOIN_PATH, body)?;
        let joined: Joined = wire::decode(&reply, BODY_LIMIT).map_err(|_| ErrorCode::NotARelay)?;
        let pairing =
            Pairing { store: joined.store, slot: joined.slot, device, key: key.public(), relay_nonce: joined.relay_nonce };
        let digits = pairing.digits();
        let db = self.new_database(Shelf::Store)?;
        db.write(|tx| {
            meta::put_text(tx, names::PHASE, names::JOINING)?;
            meta::put_bytes(tx, names::STORE, joined.store.as_bytes())?;
            meta::put_bytes(tx, names::DEVICE, device.as_bytes())?;
            meta::put_bytes(tx, names::SLOT, joined.slot.as_bytes())?;
            meta::put_bytes(tx, names::SECRET, key.secret().as_slice())?;
            meta::put_text(tx, names::RELAY, relay)?;
            meta::put_text(tx, names::DIGITS, &digits)
        })
        .map_err(damage::told)?;
        self.use_shelf(Shelf::Store)?;
        self.set_desk(Desk::Joining(std::sync::Arc::new(Joining::read(db)?)));
        Ok(())
    }

    /// Whether this device waits to be let in.
    #[must_use]
    pub fn is_joining(&self) -> bool {
        self.joining().is_some()
    }

    fn joining(&self) -> Option<std::sync::Arc<Joining>> {
        match &*self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner) {
            Desk::Joining(joining) => Some(std::sync::Arc::clone(joining)),
            _ => None,
        }
    }

    /// Asks the relay once whether this device was let in; the host calls it every second or so while
    /// [`App::is_joining`]. A refusal ends the attempt, and the screens are told.
    ///
    /// # Errors
    /// When the relay cannot be asked; the attempt goes on.
    pub fn poll_join(&self) -> Result<(), AppError> {
        let Some(joining) = self.joining() else { return Ok(()) };
        let question = StatusQuestion { slot: joining.slot, device: joining.device };
        let status = JoinStatus { slot: joining.slot, device: joining.device, signature: question.sign(&joining.key) };
        let body = wire::encode(&status).map_err(|_| ErrorCode::Internal)?;
        let reply = self.0.door.post(&joining.relay, JOIN_STATUS_PATH, body)?;
        match wire::decode::<JoinState>(&reply, BODY_LIMIT).map_err(|_| ErrorCode::NotARelay)? {
            JoinState::Pending => Ok(()),
            JoinState::Admitted => self.finish_joining(&joining),
            JoinState::Refused | JoinState::Expired => self.give_up_joining(),
        }
    }

    fn finish_joining(&self, joining: &Joining) -> Result<(), AppError> {
        joining.db.write(|tx| meta::put_text(tx, names::PHASE, names::READY)).map_err(damage::told)?;
        self.set_desk(Desk::Empty);
        let desk = self.open_desk();
        self.set_desk(desk);
        self.tell(&Told::State);
        self.wake();
        Ok(())
    }

    /// Ends the attempt: the device is as it was before.
    pub(super) fn give_up_joining(&self) -> Result<(), AppError> {
        if let Some(joining) = self.joining() {
            let path = joining.db.path().to_owned();
            self.set_desk(Desk::Empty);
            drop(joining);
            super::opening::remove_database(&path)?;
        }
        self.tell(&Told::State);
        Ok(())
    }
}
