//! A day of a showroom: the script, what its figures must be, and how it is played on devices.

pub mod play;
pub mod script;
pub mod tally;
