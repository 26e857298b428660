//! Documents on paper: sheets of the core, set by Typst into PDF and into pictures for the screen.
//!
//! Invariant: what people wrote reaches a template as data in JSON and never as its source, and a template reaches nothing
//! but its own files, its sheet and one font.

mod desk;
pub mod templates;

use std::collections::BTreeSet;

use forecourt_core::app::outside::{Pictures, PrintError, Printed, Printer, Sheet};
use serde_json::Value;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, pdf};

use desk::{Desk, Shelf};
use templates::{EDITIONS, Edition};

/// Documents whose parts are kept for the next one: the preview is followed by its print.
const KEPT: usize = 4;

/// Sets documents with these templates.
#[derive(Debug, Clone, Copy)]
pub struct Press {
    editions: &'static [Edition],
}

impl Default for Press {
    fn default() -> Self {
        Self::with(EDITIONS)
    }
}

impl Press {
    /// A press with other templates than the released ones.
    #[must_use]
    pub const fn with(editions: &'static [Edition]) -> Self {
        Self { editions }
    }

    fn set(self, sheet: &Sheet) -> Result<PagedDocument, PrintError> {
        let found = self.editions.iter().find(|edition| (edition.template, edition.version) == (sheet.template, sheet.version));
        let edition = found.ok_or(PrintError::OtherVersion)?;
        let json = serde_json::to_vec(sheet).map_err(|_| PrintError::Failed)?;
        let desk = Desk::lay(edition, json).ok_or(PrintError::Failed)?;
        let set = typst::compile::<PagedDocument>(&desk);
        typst::comemo::evict(KEPT);
        set.output.map_err(|errors| {
            // What the typesetter says may quote what it was given: no word of it.
            tracing::error!(template = edition.main.path, errors = errors.len(), "a document could not be set");
            PrintError::Failed
        })
    }
}

impl Printer for Press {
    fn print(&self, sheet: &Sheet) -> Result<Printed, PrintError> {
        let document = self.set(sheet)?;
        let options =
            PdfOptions { creator: typst::foundations::Smart::Custom(Some("Forecourt".into())), ..PdfOptions::default() };
        let bytes = pdf(&document, &options).map_err(|_| {
            tracing::error!(template = sheet.template.word(), "a document could not be written as PDF");
            PrintError::Failed
        })?;
        let pages = u32::try_from(document.pages().len()).unwrap_or(u32::MAX);
        Ok(Printed { pdf: bytes, pages, missing: missing(&sheet.data) })
    }

    fn show(&self, sheet: &Sheet) -> Result<Pictures, PrintError> {
        let document = self.set(sheet)?;
        let pages = document.pages().iter().map(|page| typst_svg::svg(page, &typst_svg::SvgOptions::default())).collect();
        Ok(Pictures { pages, missing: missing(&sheet.data) })
    }
}

/// Signs of people's words that the font does not have: on paper they are empty boxes.
fn missing(data: &Value) -> String {
    let mut found = BTreeSet::new();
    collect(data, &mut found);
    found.into_iter().collect()
}

fn collect(value: &Value, found: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => found.extend(text.chars().filter(|sign| !sign.is_whitespace() && !Shelf::get().has(*sign))),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
