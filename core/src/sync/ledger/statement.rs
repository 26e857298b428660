//! What the ledger is made of: acts, the statements that say them, the entries that order them.

use serde::{Deserialize, Serialize};

use super::LedgerError;
use crate::{
    ids::{DeviceId, FileId, LedgerHash, StaffId, StatementId, StoreId},
    policy::Role,
    sync::{
        keys::{DeviceKey, PublicKey, Signature},
        wire,
    },
};

const STATEMENT_CONTEXT: &[u8] = b"forecourt-statement-v1";
const ENTRY_CONTEXT: &[u8] = b"forecourt-entry-v1";
const STORE_CONTEXT: &str = "forecourt 2026 store id";

/// Most files one assignment may name.
pub const ASSIGN_COUNT: usize = 1000;
/// Most bytes of a statement.
pub const STATEMENT_LIMIT: usize = 32 * 1024;
/// Most characters of a device's name.
pub const NAME_LIMIT: usize = 64;

/// The head of a ledger without entries.
pub const NO_HEAD: LedgerHash = LedgerHash::from_bytes([0; 32]);

/// Something said about who may do what. A newer version may know more acts; an unknown one stops the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// The store begins. First entry only; its device signs for itself.
    StoreOpened(Founding),
    /// A person joins the staff.
    StaffAdded {
        /// Who.
        staff: StaffId,
        /// With which roles.
        roles: Vec<Role>,
    },
    /// A person's roles from now on.
    RolesSet {
        /// Who.
        staff: StaffId,
        /// Which roles.
        roles: Vec<Role>,
    },
    /// A person leaves, with all devices.
    StaffRevoked {
        /// Who.
        staff: StaffId,
    },
    /// A device belongs to a person.
    DeviceEnrolled {
        /// Which.
        device: DeviceId,
        /// Whose.
        staff: StaffId,
        /// Its key.
        key: PublicKey,
        /// What it is called.
        name: String,
    },
    /// A device may no longer do anything.
    DeviceRevoked {
        /// Which.
        device: DeviceId,
    },
    /// Files change hands.
    FilesAssigned {
        /// Which; at most [`ASSIGN_COUNT`].
        files: Vec<FileId>,
        /// Whose they are now; none puts them into the pool.
        owner: Option<StaffId>,
    },
}

/// How a store begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founding {
    /// The first administrator.
    pub founder: StaffId,
    /// Their roles; administrator among them.
    pub roles: Vec<Role>,
    /// Their device.
    pub device: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// What it is called.
    pub device_name: String,
    /// Whether it is a practice store.
    pub practice: bool,
    /// 16 fresh random bytes: two stores never have the same id.
    #[serde(with = "serde_bytes")]
    pub nonce: [u8; 16],
}

/// A statement in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Its id; a statement proposed twice is one.
    pub id: StatementId,
    /// The store; none in the first statement, whose hash names the store.
    pub store: Option<StoreId>,
    /// The device that says it.
    pub device: DeviceId,
    /// The last entry that device had seen; [`NO_HEAD`] in the first.
    pub on: LedgerHash,
    /// What.
    pub act: Act,
}

/// A signed statement. It travels and is kept as the very bytes that were signed, so what a newer version adds survives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// CBOR of [`Said`].
    #[serde(with = "serde_bytes")]
    said: Vec<u8>,
    signature: Signature,
}

/// A statement with its place in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place, from 0.
    pub seq: u64,
    /// Hash of the entry before; [`NO_HEAD`] in the first.
    pub prev: LedgerHash,
    /// The statement.
    pub statement: Statement,
}

/// What of a statement every version can read.
#[derive(Deserialize)]
struct Outline {
    id: StatementId,
}

impl Statement {
    /// Signs what `said.device` says with that device's key.
    pub fn sign(said: &Said, key: &DeviceKey) -> Result<Self, LedgerError> {
        let said = wire::encode(said).map_err(|_| LedgerError::Malformed)?;
        let signature = key.sign(&Self::signed_bytes(&said));
        Ok(Self { said, signature })
    }

    /// Its id, which every version can read.
    pub fn id(&self) -> Result<StatementId, LedgerError> {
        let outline: Outline = wire::decode(&self.said, STATEMENT_LIMIT).map_err(|_| LedgerError::Malformed)?;
        Ok(outline.id)
    }

    /// What it says. Not whether it is signed.
    pub fn read(&self) -> Result<Said, LedgerError> {
        wire::decode(&self.said, STATEMENT_LIMIT).map_err(|_| match self.id() {
            // It has the outline of a statement, so what is unknown is its act.
            Ok(_) => LedgerError::OtherVersion,
            Err(error) => error,
        })
    }

    /// Whether the device with this key signed it.
    #[must_use]
    pub fn is_signed(&self, key: &PublicKey) -> bool {
        key.verify(&Self::signed_bytes(&self.said), &self.signature).is_ok()
    }

    /// The id of the store that begins with this statement.
    #[must_use]
    pub fn store_id(&self) -> StoreId {
        StoreId::from_bytes(*blake3::Hasher::new_derive_key(STORE_CONTEXT).update(&self.said).finalize().as_bytes())
    }

    fn signed_bytes(said: &[u8]) -> Vec<u8> {
        [STATEMENT_CONTEXT, said].concat()
    }
}

impl Entry {
    /// The first entry: `founding`, signed by its own device.
    pub fn first(id: StatementId, founding: Founding, key: &DeviceKey) -> Result<Self, LedgerError> {
        let device = founding.device;
        let said = Said { id, store: None, device, on: NO_HEAD, act: Act::StoreOpened(founding) };
        Ok(Self { seq: 0, prev: NO_HEAD, statement: Statement::sign(&said, key)? })
    }

    /// Its hash, which the next entry names.
    #[must_use]
    pub fn hash(&self) -> LedgerHash {
        LedgerHash::from_bytes(*blake3::hash(&wire::in_context(ENTRY_CONTEXT, self)).as_bytes())
    }
}
