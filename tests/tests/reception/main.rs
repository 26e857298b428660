//! The reception's day through the facade: a desk, consultants, an information specialist and a manager with a device each.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod check;
mod desk;
mod figures;
mod rates;
mod sales;
mod scene;
