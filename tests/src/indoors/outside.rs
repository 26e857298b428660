//! What an app has outside itself: a keychain, and a road to the relay.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU8, Ordering},
    },
};

use forecourt_core::{
    app::{
        api::error::{AppError, ErrorCode},
        outside::{Address, Door, DoorError, KeyPlace, RelayPin},
    },
    sync::{
        Refusal,
        http::{JOIN_PATH, JOIN_STATUS_PATH, LATE_LIMIT, LATE_PATH, OPEN_PATH, Refused},
        wire,
    },
    vault::Key,
};
use forecourt_relay::relay::Relay;
use serde::{Serialize, de::DeserializeOwned};

/// A keychain in memory.
#[derive(Default)]
pub struct Keys {
    pub(super) kept: Mutex<HashMap<String, Key>>,
    /// It does not answer when a key is to be forgotten.
    pub is_silent: AtomicBool,
    /// On which machine it is; 0 where that cannot be told.
    pub machine: AtomicU8,
}

impl Keys {
    /// Every key that is kept.
    pub fn all(&self) -> Vec<Key> {
        self.kept.lock().unwrap().values().cloned().collect()
    }

    /// Whether there is no key at all.
    pub fn is_empty(&self) -> bool {
        self.kept.lock().unwrap().is_empty()
    }
}

impl KeyPlace for Keys {
    fn load(&self, name: &str) -> Result<Option<Key>, AppError> {
        Ok(self.kept.lock().unwrap().get(name).cloned())
    }
    fn keep(&self, name: &str, key: &Key) -> Result<(), AppError> {
        self.kept.lock().unwrap().insert(name.to_owned(), key.clone());
        Ok(())
    }
    fn forget(&self, name: &str) -> Result<(), AppError> {
        if self.is_silent.load(Ordering::SeqCst) {
            return Err(ErrorCode::NotSaved.into());
        }
        self.kept.lock().unwrap().remove(name);
        Ok(())
    }
    fn installation(&self) -> Result<Option<[u8; 32]>, AppError> {
        let machine = self.machine.load(Ordering::SeqCst);
        Ok((machine != 0).then_some([machine; 32]))
    }
    fn place(&self) -> &'static str {
        "file"
    }
}

/// What befalls those at the relay's front door.
#[derive(Default)]
pub(super) struct Weather {
    /// Nobody reaches it.
    pub is_shut: AtomicBool,
    /// What it answers is lost.
    pub is_deaf: AtomicBool,
}

/// The relay's front door without a socket.
pub(super) struct RelayDoor(pub Arc<Mutex<Option<Relay>>>, pub Arc<Weather>);

impl Door for RelayDoor {
    fn look(&self, _: &str) -> Result<Option<RelayPin>, DoorError> {
        Ok(None)
    }

    fn post(&self, _: &Address, path: &str, body: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
            wire::decode(body, LATE_LIMIT).map_err(|_| Refusal::Malformed)
        }
        fn bytes<T: Serialize>(value: &T) -> Vec<u8> {
            wire::encode(value).unwrap()
        }
        if self.1.is_shut.load(Ordering::SeqCst) {
            return Err(DoorError::Unreachable);
        }
        let mut relay = self.0.lock().unwrap();
        let relay = relay.as_mut().unwrap();
        let answer = match path {
            OPEN_PATH => read(&body).and_then(|open| relay.open_store(&open)).map(|opened| bytes(&opened)),
            JOIN_PATH => read(&body).and_then(|join| relay.join(&join)).map(|joined| bytes(&joined)),
            JOIN_STATUS_PATH => read(&body).and_then(|status| relay.join_status(&status)).map(|state| bytes(&state)),
            LATE_PATH => read(&body).and_then(|late| relay.take_late(&late)).map(|kept| bytes(&kept)),
            _ => return Err(DoorError::NotARelay),
        };
        relay.commit().unwrap();
        if self.1.is_deaf.load(Ordering::SeqCst) {
            return Err(DoorError::Unanswered);
        }
        answer.map_err(|code| DoorError::Refused(bytes(&Refused { code })))
    }
}
