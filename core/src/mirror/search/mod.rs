//! Search as people type: one or two characters of a name, pinyin, initials, any run of a number.
//!
//! The tokens are ours, because SQLite's trigram tokenizer finds nothing for a name of two characters. What a person
//! types never becomes query syntax: only letters, digits and characters survive, each run quoted.

mod pinyin;
mod query;
mod surnames;
mod words;

pub(super) use pinyin::sort_key;
pub use pinyin::spell;
pub(super) use query::Query;
pub(super) use words::{Spoken, words};

#[cfg(test)]
mod tests;
