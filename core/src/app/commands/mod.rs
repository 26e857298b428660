//! The commands, a file per part of the product; each is a method of `App` with the name it has in the list.

mod about;
mod assigning;
mod audit;
mod capture;
mod customer_changes;
mod customers;
mod devices;
mod diagnosis;
mod erasure;
mod events;
mod follow_ups;
mod import;
mod joining_files;
mod look_up;
mod open_store;
mod pipeline;
mod practice;
mod proposals;
mod refused;
mod review;
mod revoking;
mod setup;
mod store_page;
mod sync_page;
mod undo;
mod unmask;
