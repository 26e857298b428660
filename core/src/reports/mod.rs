//! Numbers from the mirror, one file per report. A report never opens a document.

pub mod footfall;
pub mod rates;
