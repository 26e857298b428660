//! The mirror's laws: it is a function of the files put into it, and every question is answered as a plain walk over the
//! files would answer it.

mod bookings;
pub(super) mod fixtures;
mod laws;
mod losses;
mod plans;
mod queries;
