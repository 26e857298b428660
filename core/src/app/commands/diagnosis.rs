//! What support asks when two devices seem to differ.

use rusqlite::Connection;

use crate::{
    app::{
        App,
        api::{
            diagnosis::{AskDiagnosis, Diagnosis, FileState},
            error::AppError,
        },
        damage::Failed,
        documents,
    },
    ids::FileId,
    mirror,
    vault::{self, file::FileRow},
};

/// Files in one page: each is read from the disk in full.
const PAGE: u32 = 500;

impl App {
    /// Hashes of the files on this device and of the mirror, all of one moment.
    pub fn diagnosis(&self, request: AskDiagnosis) -> Result<Diagnosis, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let is_first = request.file.is_none() && request.after.is_none();
        store.read(|conn| -> Result<_, Failed> {
            let (rows, next) = page(conn, request)?;
            let mut files = Vec::with_capacity(rows.len());
            for row in &rows {
                if standing.may_read(conn, row)? {
                    files.push(file_state(conn, row)?);
                }
            }
            let mirror = is_first.then(|| mirror::digest(conn)).transpose()?;
            Ok(Diagnosis {
                device: store.device,
                ledger_len: standing.ledger.len(),
                ledger_head: standing.head(),
                files,
                next,
                mirror: mirror.map(|digest| blake3::Hash::from_bytes(digest).to_string()),
            })
        })
    }
}

fn page(conn: &Connection, request: AskDiagnosis) -> Result<(Vec<FileRow>, Option<FileId>), Failed> {
    if let Some(file) = request.file {
        return Ok((vault::file::get(conn, file)?.into_iter().collect(), None));
    }
    let rows = vault::file::after(conn, request.after, PAGE)?;
    let is_full = u32::try_from(rows.len()).is_ok_and(|count| count == PAGE);
    let next = rows.last().filter(|_| is_full).map(|row| row.file);
    Ok((rows, next))
}

fn file_state(conn: &Connection, row: &FileRow) -> Result<FileState, Failed> {
    let document = documents::load(conn, row.file, row.kind)?;
    let mut heads = document.heads();
    heads.sort_unstable();
    Ok(FileState {
        file: row.file,
        kind: row.kind,
        heads,
        content: blake3::hash(document.canonical_json().as_bytes()).to_string(),
        waiting: vault::outbox::count_of_file(conn, row.file)?,
    })
}
