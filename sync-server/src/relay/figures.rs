//! How a relay stands, for its operator. Counts only.

use super::{Relay, store::Gate};

/// How a relay stands, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Number of the last change.
    pub head: u64,
    /// Entries of the ledger.
    pub ledger_len: u64,
    /// Files.
    pub files: u64,
    /// Files whose packed form is not up to date.
    pub unpacked: u64,
    /// Devices signed in.
    pub signed_in: u64,
    /// Devices that wait until it may serve.
    pub at_gate: u64,
    /// Whether it came back from a backup and waits for an administrator's device.
    pub is_shut: bool,
    /// Changes that wait for what they stand on.
    pub waiting: u64,
    /// Bytes of those.
    pub waiting_bytes: u64,
    /// Devices set aside.
    pub set_aside: u64,
}

impl Relay {
    /// How it stands.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let waiting = self.waiting.used();
        Figures {
            head: self.head,
            ledger_len: self.ledger.len(),
            files: self.files.count() as u64,
            unpacked: self.unpacked.len() as u64,
            signed_in: self.signed_in().count() as u64,
            at_gate: self.connections.values().filter(|conn| conn.is_at_gate()).count() as u64,
            waiting: waiting.count as u64,
            waiting_bytes: waiting.bytes as u64,
            set_aside: self.set_aside.len() as u64,
            is_shut: self.gate == Gate::Shut,
        }
    }
}
