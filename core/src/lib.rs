//! forecourt-core: the product without window, sockets or wall clock.

pub mod app;
pub mod clock;
pub mod document;
pub mod domain;
pub mod guard;
pub mod ids;
pub mod mirror;
pub mod ops;
pub mod policy;
pub mod printing;
pub mod reports;
pub mod sync;
pub mod vault;
