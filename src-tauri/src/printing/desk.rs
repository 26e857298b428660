//! What a template sees of the world: its own files, the sheet, one font. No folder, no network, no clock.

use std::sync::OnceLock;

use typst::{
    Library, LibraryExt as _, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use super::templates::{Edition, TemplateFile};

/// Noto Sans SC with every sign of GB 18030; README.md beside it tells how it was made.
static FONT: &[u8] = include_bytes!("../../fonts/NotoSansSC-print.otf");

/// Where a template finds what it is to show.
const SHEET: &str = "/sheet.json";

/// What is the same for every document.
pub struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    font: Option<Font>,
}

impl Shelf {
    /// Read once per process: the font's table of signs takes a moment.
    pub fn get() -> &'static Self {
        static SHELF: OnceLock<Shelf> = OnceLock::new();
        SHELF.get_or_init(|| {
            let font = Font::new(Bytes::new(FONT), 0);
            let book = FontBook::from_fonts(font.iter());
            Self { library: LazyHash::new(Library::default()), book: LazyHash::new(book), font }
        })
    }

    /// Whether the font has this sign.
    pub fn has(&self, sign: char) -> bool {
        self.font.as_ref().is_some_and(|font| font.info().coverage.contains(u32::from(sign)))
    }
}

/// The world of one document.
pub struct Desk {
    shelf: &'static Shelf,
    main: Source,
    shared: Vec<Source>,
    sheet: (FileId, Bytes),
}

impl Desk {
    /// A template and its sheet as JSON; none if a path is not one.
    pub fn lay(edition: &Edition, sheet: Vec<u8>) -> Option<Self> {
        Some(Self {
            shelf: Shelf::get(),
            main: source(&edition.main)?,
            shared: edition.shared.iter().map(source).collect::<Option<_>>()?,
            sheet: (at(SHEET)?, Bytes::new(sheet)),
        })
    }

    fn sources(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.main).chain(&self.shared)
    }
}

fn at(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

fn source(file: &TemplateFile) -> Option<Source> {
    Some(Source::new(at(file.path)?, file.text.to_owned()))
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.sheet.0 { Ok(self.sheet.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        if index == 0 { self.shelf.font.clone() } else { None }
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
