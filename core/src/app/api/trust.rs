//! Erasure, books handed over, files joined, and statements that wait for the relay or were refused by it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::{CustomerRow, StaffName};
use crate::{
    clock::Instant,
    ids::{DeviceId, FileId, StaffId, StatementId},
};

/// A request for erasure that nobody decided yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ErasureRow {
    /// The request.
    pub request: StatementId,
    /// The file it names.
    pub file: FileId,
    /// The customer; none where the file is not on this device.
    pub customer: Option<CustomerRow>,
    /// Who asked.
    pub by: StaffName,
    /// How many files are joined with it and would be destroyed too.
    pub others: u32,
}

/// Decides a request for erasure. Approved, the customer is destroyed on every device and the relay, for ever.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecideErasure {
    /// The request.
    pub request: StatementId,
    /// Whether it is done.
    pub approve: bool,
}

/// Gives all that a revoked person holds to somebody else.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HandOverBook {
    /// Who left.
    pub from: StaffId,
    /// Whose it is now; none puts it into the pool.
    pub to: Option<StaffId>,
}

/// Joins two customer files into one customer, or takes that join back.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TwoFiles {
    /// One.
    pub one: FileId,
    /// The other.
    pub other: FileId,
}

/// One of the files that are shown as one customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JoinedFile {
    /// Which.
    pub file: FileId,
    /// The file it was joined with; together they can be split again. None in the one whose id the customer has.
    pub with: Option<FileId>,
    /// Its own name; empty where none was written.
    pub name: String,
    /// When it was opened.
    pub opened_at: Option<Instant>,
    /// Who opened it.
    pub opened_by: Option<StaffName>,
    /// Ids of the phones, consents, opportunities, follow-ups and lines of the timeline that stand in it.
    pub entries: Vec<String>,
}

/// What a statement of this device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProposedAct {
    /// A store was opened.
    StoreOpened,
    /// A person joins the staff.
    StaffAdded,
    /// A person's roles.
    RolesSet,
    /// A person leaves.
    StaffRevoked,
    /// All that a person held goes to another.
    BookHandedOver,
    /// A device is let in.
    DeviceEnrolled,
    /// A device is shut out.
    DeviceRevoked,
    /// Files go to another person.
    FilesAssigned,
    /// Two files are one customer.
    FilesJoined,
    /// They are not.
    FilesSplit,
    /// A customer is to be forgotten.
    ErasureRequested,
    /// Yes.
    ErasureApproved,
    /// No.
    ErasureDeclined,
    /// Late changes count.
    LateAdopted,
    /// They do not.
    LateDropped,
    /// The store's recovery key.
    RecoveryKeySet,
    /// Something of a newer version.
    Unknown,
}

/// A statement made on this device that is not in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Proposal {
    /// Which.
    pub id: StatementId,
    /// What it says.
    pub act: ProposedAct,
    /// The people it names; of an assignment or hand-over the new owner last.
    pub staff: Vec<StaffName>,
    /// The customers it names, ten at most, those on this device.
    pub customers: Vec<CustomerRow>,
    /// How many files it names.
    pub files: u32,
    /// The device it names.
    pub device: Option<DeviceId>,
    /// Why the relay refused it, a word of the protocol; none while it waits.
    pub refused: Option<String>,
    /// When it was made or refused.
    pub at: Instant,
}

/// Puts away a statement that was refused.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DismissProposal {
    /// Which.
    pub id: StatementId,
}
