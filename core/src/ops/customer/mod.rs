//! Changes to the customer file itself: fields, phones, consents, notes.

mod consents;
mod contacts;
mod fields;
pub mod join;
mod phones;
mod standing;

pub use consents::{ConsentRefused, add_consent, withdraw_consent};
pub use contacts::{ContactRefused, Person, add_contact, correct_contact, remove_contact};
pub use fields::{FieldRefused, Line, note, set_field, set_private_field, set_thanks};
pub use phones::{PhoneRefused, add_contact_phone, add_phone, correct_phone, new_contact_phone, remove_phone, set_main_phone};
pub use standing::{Caller, StandingRefused, check_call, clean_tag, judge, reach, set_fleet, set_relation, set_tag};
