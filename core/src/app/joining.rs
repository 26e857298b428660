//! A device that gave a right code and waits to be let in.

use std::sync::{Arc, Mutex};

use super::{
    App, Desk,
    api::{
        error::{AppError, ErrorCode},
        sync::Told,
    },
    damage, lock,
    opening::names,
    outside::Address,
    settings::Shelf,
};
use crate::{
    ids::{DeviceId, SlotId, StoreId},
    sync::{
        http::{Asking, BODY_LIMIT, JOIN_PATH, JOIN_STATUS_PATH, Join, JoinState, JoinStatus, Joined},
        keys::{DeviceKey, Nonce},
        pairing::{Code, CodeKey, Commitment, Pairing, RelayPin, StatusQuestion},
        wire,
    },
    vault::{Database, VaultError, meta},
};

/// An invitation, scanned or typed.
pub(super) struct Invited {
    pub url: String,
    /// As scanned. Where it was typed, the code proves who the relay is.
    pub pin: Option<RelayPin>,
    pub store: Option<StoreId>,
    pub code: Code,
}

/// What is kept of an attempt to join. The database is the one the store will live in.
pub(super) struct Joining {
    pub db: Database,
    pub relay: Address,
    /// Empty until an administrator's device has given its nonce. Once they stand they never change: the nonce that this
    /// device committed to is revealed for one nonce of the other side only.
    digits: Mutex<String>,
    store: StoreId,
    device: DeviceId,
    slot: SlotId,
    key: DeviceKey,
    nonce: Nonce,
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
        let store = fixed(read(names::STORE)?).ok_or_else(|| missing(names::STORE))?;
        let device = fixed(read(names::DEVICE)?).ok_or_else(|| missing(names::DEVICE))?;
        let slot = fixed(read(names::SLOT)?).ok_or_else(|| missing(names::SLOT))?;
        let secret = fixed(read(names::SECRET)?).ok_or_else(|| missing(names::SECRET))?;
        let nonce = fixed(read(names::NONCE)?).ok_or_else(|| missing(names::NONCE))?;
        let pin = match read(names::RELAY_PIN)? {
            Some(pin) => Some(RelayPin::from_bytes(fixed(Some(pin)).ok_or_else(|| missing(names::RELAY_PIN))?)),
            None => None,
        };
        let url = text(names::RELAY)?.ok_or_else(|| missing(names::RELAY))?;
        let digits = text(names::DIGITS)?.unwrap_or_default();
        Ok(Self {
            db,
            relay: Address { url, pin },
            digits: Mutex::new(digits),
            store: StoreId::from_bytes(store),
            device: DeviceId::from_bytes(device),
            slot: SlotId::from_bytes(slot),
            key: DeviceKey::from_secret(&secret),
            nonce: Nonce::from_bytes(nonce),
        })
    }

    /// Six digits, or nothing yet.
    pub(super) fn digits(&self) -> String {
        lock(&self.digits).clone()
    }

    /// The other side's nonce is known: the digits stand from here on.
    fn fix_digits(&self, admin_nonce: Nonce) -> Result<(), AppError> {
        let pairing = Pairing {
            store: self.store,
            slot: self.slot,
            device: self.device,
            key: self.key.public(),
            pin: self.relay.pin,
            device_nonce: self.nonce,
            admin_nonce,
        };
        let digits = pairing.digits();
        self.db.write(|tx| meta::put_text(tx, names::DIGITS, &digits)).map_err(damage::told)?;
        *lock(&self.digits) = digits;
        Ok(())
    }
}

impl App {
    /// Proves to know the code, sees that the relay knows it too, and keeps the attempt, so that closing the app does not
    /// lose it.
    pub(super) fn begin_joining(&self, invited: Invited, name: String) -> Result<(), AppError> {
        let Invited { url, pin, store, code } = invited;
        let pin = match pin {
            Some(pin) => Some(pin),
            None => self.0.door.look(&url)?,
        };
        let relay = Address { url, pin };
        let code_key = CodeKey::of(&code).map_err(|_| ErrorCode::Internal)?;
        let key = DeviceKey::from_secret(&self.0.world.random());
        let device: DeviceId = self.0.world.mint();
        let nonce = Nonce::from_bytes(self.0.world.random());
        let commitment = Commitment::to(nonce, device, key.public());
        let asking = Asking { locator: code.locator(), device, key: key.public(), name, commitment };
        let body = wire::encode(&Join::new(&code_key, relay.pin, asking.clone())).map_err(|_| ErrorCode::Internal)?;
        let reply = self.0.door.post(&relay, JOIN_PATH, body)?;
        let joined: Joined = wire::decode(&reply, BODY_LIMIT).map_err(|_| ErrorCode::NotARelay)?;
        // Only who knows the code and shows this certificate is the relay.
        let is_ours = joined.is_proved(&code_key, relay.pin, &asking) && store.is_none_or(|store| store == joined.store);
        if !is_ours {
            return Err(ErrorCode::NotARelay.into());
        }
        let db = self.new_database(Shelf::Store)?;
        db.write(|tx| {
            meta::put_text(tx, names::PHASE, names::JOINING)?;
            meta::put_bytes(tx, names::STORE, joined.store.as_bytes())?;
            meta::put_bytes(tx, names::DEVICE, device.as_bytes())?;
            meta::put_bytes(tx, names::SLOT, joined.slot.as_bytes())?;
            meta::put_bytes(tx, names::SECRET, key.secret().as_slice())?;
            meta::put_bytes(tx, names::NONCE, nonce.as_bytes())?;
            if let Some(pin) = relay.pin {
                meta::put_bytes(tx, names::RELAY_PIN, pin.as_bytes())?;
            }
            meta::put_text(tx, names::RELAY, &relay.url)
        })
        .map_err(damage::told)?;
        self.use_shelf(Shelf::Store)?;
        self.set_desk(Desk::Joining(Arc::new(Joining::read(db)?)));
        Ok(())
    }

    /// Whether this device waits to be let in.
    #[must_use]
    pub fn is_joining(&self) -> bool {
        self.joining().is_some()
    }

    fn joining(&self) -> Option<Arc<Joining>> {
        match &*self.0.desk.read().unwrap_or_else(std::sync::PoisonError::into_inner) {
            Desk::Joining(joining) => Some(Arc::clone(joining)),
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
        let mut state = self.ask_how_it_stands(&joining)?;
        if let JoinState::Pending { admin_nonce: Some(nonce) } = state
            && joining.digits().is_empty()
        {
            joining.fix_digits(nonce)?;
            self.tell(&Told::State);
            // Only now the other side learns what this one had committed to.
            state = self.ask_how_it_stands(&joining)?;
        }
        match state {
            JoinState::Pending { .. } => Ok(()),
            JoinState::Admitted => self.finish_joining(&joining),
            JoinState::Refused | JoinState::Expired => self.give_up_joining(),
        }
    }

    fn ask_how_it_stands(&self, joining: &Joining) -> Result<JoinState, AppError> {
        let question = StatusQuestion { slot: joining.slot, device: joining.device };
        let reveal = (!joining.digits().is_empty()).then_some(joining.nonce);
        let status = JoinStatus { slot: joining.slot, device: joining.device, signature: question.sign(&joining.key), reveal };
        let body = wire::encode(&status).map_err(|_| ErrorCode::Internal)?;
        let reply = self.0.door.post(&joining.relay, JOIN_STATUS_PATH, body)?;
        wire::decode::<JoinState>(&reply, BODY_LIMIT).map_err(|_| ErrorCode::NotARelay.into())
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
