//! The relay: keeps signed changes, judges them, and carries them between the devices of one store.

pub mod relay;
