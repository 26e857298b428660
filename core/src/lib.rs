//! forecourt-core: the product without window, sockets or wall clock.

pub mod app;
pub mod clock;
pub mod domain;
pub mod ids;
pub mod policy;
