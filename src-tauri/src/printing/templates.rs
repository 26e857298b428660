//! The templates, every version that was ever released: what was printed with one can be printed with it again.
//!
//! A released file is never changed but for a defect in its look; new words or another order of things are a new version.

use forecourt_core::app::outside::Template;

/// A file that a template may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemplateFile {
    /// Its path inside the typesetter.
    pub path: &'static str,
    /// What it says.
    pub text: &'static str,
}

/// One version of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// Of which.
    pub template: Template,
    /// Which version.
    pub version: u32,
    /// Its own file, first to be read.
    pub main: TemplateFile,
    /// What that reads.
    pub shared: &'static [TemplateFile],
}

macro_rules! file {
    ($path:literal) => {
        TemplateFile { path: concat!("/", $path), text: include_str!(concat!("templates/", $path)) }
    };
}

const HOUSE_1: &[TemplateFile] = &[file!("house/1.typ")];

/// Every version of every template.
pub const EDITIONS: &[Edition] = &[
    Edition { template: Template::Proposal, version: 1, main: file!("proposal/1.typ"), shared: HOUSE_1 },
    Edition { template: Template::Order, version: 1, main: file!("order/1.typ"), shared: HOUSE_1 },
    Edition { template: Template::TestDrive, version: 1, main: file!("test_drive/1.typ"), shared: HOUSE_1 },
    Edition { template: Template::Delivery, version: 1, main: file!("delivery/1.typ"), shared: HOUSE_1 },
];
