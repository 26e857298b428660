//! The vault: durable truth of one store on this device, in one encrypted SQLite file.
//!
//! Keeps changes, snapshots, the outbox, the ledger, drafts and the ways back from commands as bytes and columns. It
//! never knows what a customer is, opens no document and checks no signature. Invariants: one writer at a time; what
//! [`Database::write`] answered `Ok` for survives a power cut; a file is never deleted or recreated because it could
//! not be read; an unacknowledged change keeps its bytes until the relay has them.
//!
//! Every function takes the transaction or connection of its caller, so that vault, mirror and outbox commit together.

pub mod actor;
pub mod audit;
pub mod card;
pub mod change;
mod columns;
mod database;
pub mod draft;
pub mod erased;
mod error;
pub mod file;
pub mod healing;
mod key;
pub mod ledger;
pub mod meta;
mod migrations;
pub mod outbox;
pub mod packing;
pub mod request;
mod rotation;
pub mod sieve;
pub mod sync_log;
pub mod undo;
pub mod view;
pub mod waiting;

pub use database::Database;
pub use error::{OpenError, VaultError};
pub use key::Key;

#[cfg(test)]
mod tests;
