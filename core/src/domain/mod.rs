//! The dealership's nouns and rules as plain values. Knows nothing of Automerge, SQL or the network.

mod code;
pub mod customer;
pub mod edit;
pub mod event;
pub mod follow_up;
pub mod joined;
pub mod money;
pub mod opportunity;
pub mod phone;
pub mod rate;
pub mod reception;
pub mod store;
