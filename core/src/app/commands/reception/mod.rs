//! The reception log at the desk.

mod acts;
mod day;
mod desk;
mod identify;
mod log;
mod register;
mod rows;
mod visitor;
