//! What stands on a printed document: pure functions from values to a [`Sheet`], which a printer typesets.
//!
//! Invariant: a sheet is all that its template is given. It holds codes, amounts and dates as they are to be read, and no
//! words of a language beside the amounts: those belong to the template, so that a document printed again years later with
//! the version it was printed with says the same. Data only grows: a version that was released finds what it needs for ever.

mod delivery;
mod drawing;
mod order;
mod paper;
mod proposal;
mod sheet;
mod test_drive;
#[cfg(test)]
mod tests;
mod words;

pub use delivery::delivery;
pub use order::order;
pub use paper::Paper;
pub use proposal::proposal;
pub use sheet::{Sheet, Template, private_fields, told};
pub use test_drive::test_drive;
