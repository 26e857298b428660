//! The proofs that need whole stores and no room of their own. `forecourt_tests::size` has the table of all proofs.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up must fail")]

mod clones;
mod fixtures;
mod injection;
mod kills;
mod order;
mod received;
mod trace;
mod wipes;

use forecourt_tests::processes::{App, lead};
use serde_json::json;

/// A number that no other seed has.
fn phone(seed: u64) -> String {
    format!("139{:08}", seed % 100_000_000)
}

/// The file of a lead that must be saved.
fn capture(app: &App, seed: u64) -> String {
    let request = lead(&json!({ "phones": [phone(seed)], "name": format!("客户{seed}") }));
    app.ask("capture_lead", &request)["file"].as_str().unwrap().to_owned()
}

/// Whether this runs where nobody would read that a proof was left out.
fn is_unattended() -> bool {
    std::env::var_os("CI").is_some()
}
