//! The facade: permission, operation, document, then vault, mirror and outbox in one transaction, then what was touched.

pub mod api;
