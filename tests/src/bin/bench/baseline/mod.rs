//! What the product is measured beside: the plainest program that keeps the same customers.

pub mod bare;
pub mod download;
