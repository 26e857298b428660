//! What the ledger is made of: acts, the statements that say them, the entries that order them.

use serde::{Deserialize, Serialize};

use super::LedgerError;
use crate::{
    ids::{ChangeHash, DeviceId, FileId, LedgerHash, StaffId, StatementId, StoreId},
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
/// Most changes one settlement may name.
pub const SETTLE_COUNT: usize = 200;
/// Most files that may be joined into one.
pub const GROUP_COUNT: usize = 32;
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
    /// A person leaves, with all devices. Said again with [`Aftermath::Wipe`] it turns a kept copy into a wiped one.
    StaffRevoked {
        /// Who.
        staff: StaffId,
        /// What their devices do with what they hold.
        #[serde(default)]
        then: Aftermath,
    },
    /// All that a revoked person held, or began and never gave away, goes to somebody else. Once per person.
    BookHandedOver {
        /// Who left.
        from: StaffId,
        /// Whose it is now; none puts it into the pool.
        to: Option<StaffId>,
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
    /// A device may no longer do anything. Said again with [`Aftermath::Wipe`] it turns a kept copy into a wiped one.
    DeviceRevoked {
        /// Which.
        device: DeviceId,
        /// What it does with what it holds.
        #[serde(default)]
        then: Aftermath,
    },
    /// Files change hands.
    FilesAssigned {
        /// Which; at most [`ASSIGN_COUNT`].
        files: Vec<FileId>,
        /// Whose they are now; none puts them into the pool.
        owner: Option<StaffId>,
    },
    /// Two customer files are one customer. Joins their groups; at most [`GROUP_COUNT`] files together.
    FilesJoined {
        /// One of them.
        one: FileId,
        /// The other.
        other: FileId,
    },
    /// They are not: takes back the join of exactly these two.
    FilesSplit {
        /// One of them.
        one: FileId,
        /// The other.
        other: FileId,
    },
    /// Somebody wants a customer forgotten.
    ErasureRequested {
        /// One file of the customer.
        file: FileId,
    },
    /// Whether a customer is forgotten. Approved, the file, those joined with it by then and everything about them are
    /// destroyed everywhere, for ever.
    ErasureDecided {
        /// The statement that requested it.
        request: StatementId,
        /// The decision.
        verdict: Verdict,
    },
    /// What becomes of changes that came late or without right. The first word about a change stands.
    LateSettled {
        /// Which; at most [`SETTLE_COUNT`].
        changes: Vec<ChangeHash>,
        /// The decision.
        verdict: Settled,
    },
    /// The public key (X25519) of the store's recovery key.
    RecoveryKeySet {
        /// The key.
        #[serde(with = "serde_bytes")]
        key: [u8; 32],
    },
}

/// What a revoked device does with what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aftermath {
    /// Keeps it, locked.
    #[default]
    Keep,
    /// Destroys its key and everything else.
    Wipe,
}

/// A decision about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is done.
    Approve,
    /// It is not.
    Decline,
}

/// A decision about late changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settled {
    /// They count, as if their author had had the right.
    Adopt,
    /// They do not.
    Drop,
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
