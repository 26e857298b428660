//! Changes to the customer file itself: fields, phones, consents, notes.

mod consents;
mod fields;
pub mod join;
mod phones;

pub use consents::{add_consent, withdraw_consent};
pub use fields::{FieldRefused, note, set_field, set_private_field};
pub use phones::{PhoneRefused, add_phone, correct_phone, remove_phone, set_main_phone};
