//! Brings the mirror of a store to this version of the app. Where files have to be read again for that, it is done in the
//! background, and the app says meanwhile how far it is and answers nothing that needs the mirror.
//!
//! Invariant: while a store is prepared, nobody but its preparation reads or writes its mirror. One that was cut off begins
//! again with the next start.

use std::sync::{Arc, PoisonError, Weak};

use rusqlite::Transaction;

use super::{
    App, Desk, Shared,
    api::{error::AppError, sync::Told},
    documents,
    opening::names,
    relation::show,
    store::OpenStore,
};
use crate::{
    ids::FileId,
    mirror::{self, MirrorError, Prepared},
    vault::{self, meta},
};

/// Commands that are answered meanwhile.
pub(super) const MEANWHILE: &[&str] = &["state", "set_language", "touch", "lock", "unlock", "recover"];

/// Files read per transaction.
const PAGE: u32 = 500;

/// How far the preparation of a store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Preparation {
    /// Files that were read.
    pub done: u32,
    /// Files there are.
    pub all: u32,
}

impl App {
    /// Makes a store that was just opened ready: at once where nothing is to be read, else in the background.
    pub(super) fn prepare(&self, store: &Arc<OpenStore>) -> Result<(), AppError> {
        let all = store.read(vault::file::count_by_kind)?.iter().map(|(_, count)| count).sum();
        let Some(background) = self.0.background.as_ref().filter(|_| all > 0) else { return prepare_now(store) };
        if !is_outdated(store)? {
            return Ok(());
        }
        store.set_preparation(Some(Preparation { done: 0, all }));
        // Weak, so that closing the app, or wiping the store, does not wait for what begins again anyway.
        let (app, store) = (Arc::downgrade(&self.0), Arc::downgrade(store));
        background.run(Box::new(move || prepare_in_background(&app, &store)));
        Ok(())
    }

    /// Whether the open store is still prepared.
    pub(super) fn is_preparing(&self) -> bool {
        let desk = self.0.desk.read().unwrap_or_else(PoisonError::into_inner);
        matches!(&*desk, Desk::Open(store) if store.preparation().is_some())
    }

    fn prepared(&self, store: &Arc<OpenStore>, ended: Result<(), AppError>) {
        match ended {
            Ok(()) => store.set_preparation(None),
            // Not for a moment is the half of a mirror shown: the store is not called ready, also where it is not open yet.
            Err(error) => {
                tracing::error!(code = ?error.code, "the lists could not be made anew");
                let mut desk = self.0.desk.write().unwrap_or_else(PoisonError::into_inner);
                if matches!(&*desk, Desk::Open(open) if Arc::ptr_eq(open, store)) {
                    *desk = Desk::Closed(error);
                }
            }
        }
        self.tell(&Told::State);
        self.wake();
    }
}

fn prepare_in_background(app: &Weak<Shared>, store: &Weak<OpenStore>) {
    let mut reading = Reading::of(mirror::reset);
    while let (Some(app), Some(store)) = (app.upgrade().map(App), store.upgrade()) {
        match reading.go_on(&store) {
            Ok(true) => {
                let all = store.preparation().map_or(0, |told| told.all);
                store.set_preparation(Some(Preparation { done: reading.done, all }));
            }
            Ok(false) => return app.prepared(&store, Ok(())),
            Err(error) => return app.prepared(&store, Err(error)),
        }
    }
}

/// Empties a mirror.
type Empty = fn(&Transaction<'_>) -> Result<(), MirrorError>;

/// A mirror that is being read again from the documents.
struct Reading {
    /// How it is emptied first; none once that is done.
    empty: Option<Empty>,
    after: Option<FileId>,
    done: u32,
}

impl Reading {
    const fn of(empty: Empty) -> Self {
        Self { empty: Some(empty), after: None, done: 0 }
    }

    /// Reads the next files; false where there were no more, and the mirror is whole.
    fn go_on(&mut self, store: &OpenStore) -> Result<bool, AppError> {
        if let Some(empty) = self.empty.take() {
            store.write(|tx| {
                meta::remove(tx, names::MIRROR)?;
                Ok(empty(tx)?)
            })?;
        }
        let rows = store.read(|conn| vault::file::after(conn, self.after, PAGE))?;
        let Some(last) = rows.last().map(|row| row.file) else {
            // Noted only now: one that was cut off begins again.
            store.write(|tx| Ok(meta::put_text(tx, names::MIRROR, names::READY)?))?;
            return Ok(false);
        };
        let standing = store.standing();
        store.write(|tx| {
            for row in &rows {
                let document = documents::load(tx, row.file, row.kind)?;
                show(tx, &standing, row, &document)?;
            }
            Ok(())
        })?;
        self.after = Some(last);
        self.done = self.done.saturating_add(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        Ok(true)
    }
}

/// Whether the mirror is of another version, or was not filled to its end.
fn is_outdated(store: &OpenStore) -> Result<bool, AppError> {
    let is_whole = store.read(|conn| meta::text(conn, names::MIRROR))?.as_deref() == Some(names::READY);
    let prepared = store.write(|tx| Ok(mirror::prepare(tx)?))?;
    Ok(prepared == Prepared::Empty || !is_whole)
}

/// Makes a store ready before this returns: a new one, which holds next to nothing.
pub(super) fn prepare_now(store: &OpenStore) -> Result<(), AppError> {
    if is_outdated(store)? { fill_mirror(store, mirror::reset) } else { Ok(()) }
}

/// Makes a damaged mirror anew.
pub(super) fn replace_mirror(store: &OpenStore) -> Result<(), AppError> {
    fill_mirror(store, mirror::discard)
}

/// Reads every document into the mirror after it was emptied.
pub(super) fn fill_mirror(store: &OpenStore, empty: Empty) -> Result<(), AppError> {
    let mut reading = Reading::of(empty);
    while reading.go_on(store)? {}
    Ok(())
}
