//! Files as values. Reading defaults what is missing, passes over what it does not understand, and sorts by id.

mod customer;
mod event;
mod reception;
mod sales;
mod store;

pub(super) use customer::{customer, private};
pub(super) use event::event;
pub(super) use reception::reception;
pub(super) use sales::bookings;
pub(super) use store::store;

use std::collections::BTreeMap;

use super::{
    register::Register,
    shape,
    tree::{Entry, Tree},
};
use crate::clock::Instant;

/// The plain fields of a file, those of a newer version under their own word.
pub(super) fn fields<F: Ord + for<'a> From<&'a str>>(tree: &Tree) -> BTreeMap<F, String> {
    let registers = tree.container("file").registers().filter(|(key, _)| !shape::is_stamp(key));
    registers.map(|(key, register): (&str, &Register)| (F::from(key), register.to_text())).collect()
}

pub(super) fn instant(entry: Entry<'_>, key: &str) -> Option<Instant> {
    entry.number(key).and_then(Instant::told)
}
