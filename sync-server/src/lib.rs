//! The relay: keeps signed changes, judges them, and carries them between the devices of one store.
//!
//! [`relay`] is all of it but the sockets; [`serve`] puts it on an address, as a process of its own or inside the app.

pub mod archive;
mod folder;
pub mod relay;
mod server;

pub use folder::FolderError;
pub use server::{Limits, Options, Running, ServeError, Tls, serve};
