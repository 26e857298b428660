//! What the tests of whole stores share.

pub mod dice;
pub mod indoors;
pub mod processes;
pub mod showroom;
pub mod sim;
pub mod size;
