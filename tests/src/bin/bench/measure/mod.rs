//! The measures, one per file. Each answers the figures of its line.

pub mod back;
pub mod bootstrap;
pub mod capture;
pub mod edits;
pub mod lists;
pub mod live;
pub mod search;
pub mod sieve;
pub mod start;
