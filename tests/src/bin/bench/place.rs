//! Apps in folders of their own, as a host opens them.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::anyhow;
use forecourt_core::{
    app::{
        App, Options,
        api::error::AppError,
        dispatch,
        outside::{Address, Door, DoorError, KeyPlace, RelayPin},
    },
    clock::World,
    sync::{
        Incarnation,
        http::{BODY_LIMIT, Open, Opened},
        pairing::{Code, CodeKey},
        wire,
    },
    vault::Key,
};
use serde::{Serialize, de::DeserializeOwned};

/// One key for invented customers, so that a filled store can be opened again.
pub struct OneKey;

impl KeyPlace for OneKey {
    fn load(&self, _: &str) -> Result<Option<Key>, AppError> {
        Ok(Some(Key::from_bytes([7; 32])))
    }
    fn keep(&self, _: &str, _: &Key) -> Result<(), AppError> {
        Ok(())
    }
    fn forget(&self, _: &str) -> Result<(), AppError> {
        Ok(())
    }
    fn place(&self) -> &'static str {
        "file"
    }
}

/// The first code of a relay that is gone.
pub const GONE_CODE: &str = "ABCDE12345";

/// A relay that opens a store and is never heard of again: what is written waits to be sent, as at an event.
pub struct GoneRelay;

impl Door for GoneRelay {
    fn look(&self, _: &str) -> Result<Option<RelayPin>, DoorError> {
        Ok(None)
    }

    fn post(&self, _: &Address, _: &str, body: Vec<u8>) -> Result<Vec<u8>, DoorError> {
        let open: Open = wire::decode(&body, BODY_LIMIT).map_err(|_| DoorError::Unreachable)?;
        let code: Code = GONE_CODE.parse().map_err(|_| DoorError::Unreachable)?;
        let key = CodeKey::of(&code).map_err(|_| DoorError::Unreachable)?;
        let (store, incarnation) = (open.entry.statement.store_id(), Incarnation::from_bytes([1; 16]));
        let opened = Opened::new(&key, None, store, incarnation, open.entry.hash());
        wire::encode(&opened).map_err(|_| DoorError::Unreachable)
    }
}

/// Opens the app of a folder.
pub fn open(folder: &Path, door: Arc<dyn Door>) -> anyhow::Result<App> {
    let options = Options {
        data: folder.to_owned(),
        world: World::system(),
        keys: Arc::new(OneKey),
        door,
        relay_host: None,
        printer: None,
        background: None,
    };
    Ok(App::open(options)?)
}

/// Gives a command through the one door that screens use, JSON both ways.
pub fn ask<A: DeserializeOwned>(app: &App, command: &str, request: impl Serialize) -> anyhow::Result<A> {
    let answer = dispatch(app, command, serde_json::to_value(request)?);
    let answer = answer.map_err(|error| anyhow!("{command} was refused: {:?} {:?}", error.code, error.field))?;
    Ok(serde_json::from_value(answer)?)
}

/// A folder that is kept, or one that is not.
pub enum Folder {
    /// Named by a person, kept.
    Kept(PathBuf),
    /// Gone with this value.
    Passing(tempfile::TempDir),
}

impl Folder {
    /// The folder named, else a new one beside the build, on a real disk.
    pub fn new(named: Option<&Path>) -> anyhow::Result<Self> {
        Ok(match named {
            Some(path) => {
                std::fs::create_dir_all(path)?;
                Self::Kept(path.to_owned())
            }
            None => Self::Passing(tempfile::tempdir()?),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Passing(folder) => folder.path(),
        }
    }
}
