//! The dealership's nouns and rules as plain values. Knows nothing of Automerge, SQL or the network.

pub mod amount_words;
pub mod booking;
mod code;
pub mod customer;
pub mod edit;
pub mod event;
pub mod follow_up;
pub mod joined;
pub mod loan;
pub mod money;
pub mod opportunity;
pub mod phone;
pub mod presentation;
pub mod process;
pub mod qualification;
pub mod quotation;
pub mod rate;
pub mod reception;
pub mod sales_edit;
pub mod signature;
pub mod store;
pub mod test_car;
pub mod test_drive;
