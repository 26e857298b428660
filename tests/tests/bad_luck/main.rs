//! Bad input and bad luck: each is met with a sentence that says whether the data is safe and what to do, and nothing that
//! was acknowledged is lost. Over real processes where chance comes from outside; in one process where clocks are driven.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up must fail")]

mod apart;
mod certificates;
mod clocks;
mod codes;
mod copies;
mod databases;
mod disk;
mod fakes;
mod handed_over;
mod healing;
mod losses;
mod merging;
mod numbers;
mod opening;
mod orders;
mod parting;
mod relays;
mod sentences;
mod taken_back;
mod test_cars;
mod two_desks;
mod vehicles;

use forecourt_tests::processes::{App, lead};
use serde_json::{Value, json};

/// Captures a lead that must be saved; its file.
fn capture(app: &App, phone: &str) -> String {
    saved(&app.ask("capture_lead", &lead(&json!({ "phones": [phone], "name": format!("客户{phone}") }))))
}

fn saved(answer: &Value) -> String {
    answer["file"].as_str().unwrap().to_owned()
}
