//! What the facade needs from outside: a place for keys, a door to the relay, a relay of its own, a printer. The host gives
//! them, because the core opens no sockets, knows no keychain and sets no type.

use super::api::error::{AppError, ErrorCode};
use crate::sync::{
    http::{self, Refused},
    refusal::Refusal,
    wire,
};

// Hosts know the key of a database, the pin of a relay and a sheet by these names and nothing else of vault, wire and
// printing.
pub use crate::{
    printing::{Sheet, Template},
    sync::pairing::RelayPin,
    vault::Key,
};

/// Keeps database keys: the operating system's keychain, else a passphrase or a key file.
pub trait KeyPlace: Send + Sync {
    /// The key kept under `name`; none where there is none yet.
    ///
    /// # Errors
    /// When the place cannot be read; a key that is there must never be taken for missing.
    fn load(&self, name: &str) -> Result<Option<Key>, AppError>;

    /// Keeps a new key under `name`.
    ///
    /// # Errors
    /// When it could not be kept durably.
    fn keep(&self, name: &str, key: &Key) -> Result<(), AppError>;

    /// Destroys the key kept under `name`; nothing where there is none. When this answers `Ok`, nothing that was sealed with
    /// it can be read again.
    ///
    /// # Errors
    /// When it could not be destroyed durably.
    fn forget(&self, name: &str) -> Result<(), AppError>;

    /// What tells this installation from every other: a copy of the folder on another machine answers something else.
    ///
    /// # Errors
    /// When the place cannot be read.
    fn installation(&self) -> Result<Option<[u8; 32]>, AppError> {
        Ok(None)
    }

    /// Seals the keys with another passphrase.
    ///
    /// # Errors
    /// `NoPassphrase` where they are not sealed with one, `WrongPassphrase`, or when it could not be kept.
    fn change_passphrase(&self, _old: &str, _new: &str) -> Result<(), AppError> {
        Err(ErrorCode::NoPassphrase.into())
    }

    /// Where keys are kept: `keychain`, `passphrase` or `file`.
    fn place(&self) -> &'static str;
}

/// Why the relay could not be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DoorError {
    /// Nobody answers at the address.
    #[error("the relay does not answer")]
    Unreachable,
    /// The question was sent, and no whole answer came: it may have been heard.
    #[error("the relay's answer did not come")]
    Unanswered,
    /// Something answers that is not a relay, such as the sign-in page of a network.
    #[error("what answers is not a relay")]
    NotARelay,
    /// A relay of another version.
    #[error("the relay speaks another version")]
    OtherVersion,
    /// Whatever answers shows another certificate than the relay's.
    #[error("what answers has another certificate than the relay")]
    OtherIdentity,
    /// The relay refuses; its reply's CBOR body tells why.
    #[error("the relay refuses")]
    Refused(Vec<u8>),
}

impl From<DoorError> for AppError {
    fn from(error: DoorError) -> Self {
        match error {
            DoorError::Unreachable | DoorError::Unanswered => ErrorCode::RelayUnreachable,
            DoorError::NotARelay => ErrorCode::NotARelay,
            DoorError::OtherVersion => ErrorCode::OtherVersion,
            DoorError::OtherIdentity => ErrorCode::RelayIdentityChanged,
            DoorError::Refused(body) => refused(&body),
        }
        .into()
    }
}

fn refused(body: &[u8]) -> ErrorCode {
    let Ok(refused) = wire::decode::<Refused>(body, http::BODY_LIMIT) else { return ErrorCode::NotARelay };
    match refused.code {
        Refusal::WrongCode => ErrorCode::WrongCode,
        Refusal::CodeExpired => ErrorCode::CodeExpired,
        Refusal::CodeUsed => ErrorCode::CodeUsed,
        Refusal::StoreExists => ErrorCode::StoreExists,
        Refusal::OtherVersion => ErrorCode::OtherVersion,
        Refusal::Shut => ErrorCode::RelayWaits,
        Refusal::Stopping | Refusal::NotStored | Refusal::Busy => ErrorCode::RelayUnreachable,
        _ => ErrorCode::DeviceRefused,
    }
}

/// Does long work while the app goes on.
pub trait Background: Send + Sync {
    /// Begins the work and does not wait for it.
    fn run(&self, work: Box<dyn FnOnce() + Send>);
}

/// Where a relay is, and who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Such as `https://192.168.1.5:7420`.
    pub url: String,
    /// The key that its certificate must have; none only where there is no TLS, on this machine.
    pub pin: Option<RelayPin>,
}

/// Asks the relay over HTTP. Blocks.
pub trait Door: Send + Sync {
    /// The pin of whatever answers at `url`, before anything is said to it; none where there is no TLS. Whether it is the
    /// relay is for the caller to find out.
    ///
    /// # Errors
    /// See [`DoorError`].
    fn look(&self, url: &str) -> Result<Option<RelayPin>, DoorError>;

    /// Posts a CBOR body to `path` of the relay at `address` and gives back the CBOR answer. Says nothing to whoever shows
    /// another certificate.
    ///
    /// # Errors
    /// See [`DoorError`].
    fn post(&self, address: &Address, path: &str, body: Vec<u8>) -> Result<Vec<u8>, DoorError>;
}

/// A relay that this app runs itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRelay {
    /// Its address for this device and those nearby.
    pub address: String,
    /// The first administrator's code, until a store was opened.
    pub first_code: Option<String>,
    /// Who it is.
    pub pin: Option<RelayPin>,
}

/// Starts the embedded relay.
pub trait RelayHost: Send + Sync {
    /// Starts it, or tells of the one that runs.
    ///
    /// # Errors
    /// When it cannot listen or its data cannot be opened.
    fn start(&self) -> Result<OwnRelay, AppError>;

    /// The address under which other devices reach this app's own relay; none if `address` is not its own.
    fn reachable(&self, address: &str) -> Option<String>;
}

/// Why a document could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// Its template is of a version that this app does not have.
    #[error("the template's version is not here")]
    OtherVersion,
    /// The template could not be set.
    #[error("the document could not be set")]
    Failed,
}

impl From<PrintError> for AppError {
    fn from(error: PrintError) -> Self {
        match error {
            PrintError::OtherVersion => ErrorCode::OtherTemplate,
            PrintError::Failed => ErrorCode::CannotPrint,
        }
        .into()
    }
}

/// A document as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: u32,
    /// Signs that the font lacks: they stand on it as empty boxes.
    pub missing: String,
}

/// A document as pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictures {
    /// One SVG a page, each whole in itself.
    pub pages: Vec<String>,
    /// Signs that the font lacks.
    pub missing: String,
}

/// Makes documents of sheets. From outside because a typesetter is too heavy for the core, its tests and the relay.
pub trait Printer: Send + Sync {
    /// As a PDF.
    ///
    /// # Errors
    /// See [`PrintError`].
    fn print(&self, sheet: &Sheet) -> Result<Printed, PrintError>;

    /// As pictures for the screen.
    ///
    /// # Errors
    /// See [`PrintError`].
    fn show(&self, sheet: &Sheet) -> Result<Pictures, PrintError>;
}
