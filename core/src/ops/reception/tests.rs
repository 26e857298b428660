//! Laws of the verbs.
