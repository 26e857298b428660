//! The sync pill and its page, and what the app tells its screens unasked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::common::Touched;
use crate::{clock::Instant, policy::FileKind};

/// How this device stands with the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// No relay is set, as in the practice store.
    None,
    /// Not connected.
    Offline,
    /// Connecting and proving who we are.
    Connecting,
    /// Receiving or sending.
    Syncing,
    /// The relay came back from a backup: bringing back to it what it lost.
    Healing,
    /// Everything sent was acknowledged and everything visible received.
    Synced,
    /// The relay does not admit this device.
    Refused,
}

/// The pill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncStatus {
    /// How it stands.
    pub link: Link,
    /// Changes on this device that the relay has not acknowledged.
    pub waiting: u32,
    /// While syncing or healing: how many files are done.
    pub done: u32,
    /// While syncing or healing: of how many; 0 if unknown.
    pub total: u32,
    /// Clashes, duplicates and refused changes that a person must look at.
    pub needs_you: u32,
    /// When everything was last sent and received.
    pub last_success_at: Option<Instant>,
    /// Why the last attempt failed.
    pub error: Option<super::error::ErrorCode>,
}

/// The sync page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SyncPage {
    /// The pill.
    pub status: SyncStatus,
    /// Address of the relay.
    pub relay: Option<String>,
    /// Waiting and held, per kind.
    pub kinds: Vec<KindCount>,
    /// Files with a clash.
    pub clashes: u32,
    /// Pairs with the same phone.
    pub duplicates: u32,
    /// Changes that were refused and why.
    pub refused: Vec<RefusedChange>,
    /// The last 200 lines of the log, newest first.
    pub log: Vec<SyncLogLine>,
    /// Where the database key is kept: `keychain`, `file`, `passphrase`.
    pub key_place: String,
}

/// Counts of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KindCount {
    /// Kind.
    pub kind: FileKind,
    /// Files on this device.
    pub files: u32,
    /// Changes not acknowledged.
    pub waiting: u32,
}

/// A change that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RefusedChange {
    /// File it belongs to.
    pub file: crate::ids::FileId,
    /// Why.
    pub code: String,
    /// When.
    pub at: Instant,
}

/// A line of the log: ids and counts, never customer data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncLogLine {
    /// When.
    pub at: Instant,
    /// What happened, a code the interface translates.
    pub what: SyncLogCode,
    /// How many it was about.
    pub count: u32,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SyncLogCode {
    /// Connected.
    Connected,
    /// The connection ended.
    Disconnected,
    /// Changes were acknowledged.
    Sent,
    /// Changes were received.
    Received,
    /// Whole files were received.
    Snapshots,
    /// Ledger entries were received.
    Ledger,
    /// Changes were refused.
    Refused,
    /// Files left this device because they belong to someone else.
    Released,
    /// Connecting failed.
    Failed,
}

/// What the app tells its screens unasked (Tauri events and server-sent events).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Told {
    /// Something changed.
    Touched {
        /// What.
        touched: Touched,
    },
    /// The pill changed.
    Sync {
        /// To what.
        status: SyncStatus,
    },
    /// The phase changed: fetch `state` again.
    State,
}
