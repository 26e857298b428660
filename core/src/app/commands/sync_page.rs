//! The sync pill and its page.

use std::collections::BTreeMap;

use crate::{
    app::{
        App,
        api::{
            common::Nothing,
            error::AppError,
            sync::{KindCount, RefusedChange, SyncLogLine, SyncPage, SyncStatus},
        },
    },
    mirror,
    policy::FileKind,
    vault,
};

/// Refused changes shown on the page.
const MOST_REFUSED: u32 = 100;

impl App {
    /// The pill.
    pub fn sync_status(&self, _: Nothing) -> Result<SyncStatus, AppError> {
        let store = self.opened()?;
        self.status_of(&store)
    }

    /// The page.
    pub fn sync_page(&self, _: Nothing) -> Result<SyncPage, AppError> {
        let store = self.opened()?;
        let mut kinds: BTreeMap<FileKind, KindCount> = BTreeMap::new();
        let blank = |kind| KindCount { kind, files: 0, waiting: 0 };
        for (kind, files) in store.read(vault::file::count_by_kind)? {
            kinds.entry(kind).or_insert_with(|| blank(kind)).files = files;
        }
        for (kind, waiting) in store.read(vault::outbox::count_by_kind)? {
            kinds.entry(kind).or_insert_with(|| blank(kind)).waiting = waiting;
        }
        let refused = store.read(|conn| vault::card::list(conn, MOST_REFUSED))?;
        let log = store.read(vault::sync_log::list)?;
        let clashes = store.read(mirror::clash_count)?;
        let duplicates = store.read(mirror::duplicate_count)?;
        Ok(SyncPage {
            status: self.status_of(&store)?,
            relay: store.standing().relay.clone(),
            kinds: kinds.into_values().collect(),
            clashes,
            duplicates,
            refused: refused.into_iter().map(|row| RefusedChange { file: row.file, code: row.code, at: row.at }).collect(),
            log: log
                .into_iter()
                .filter_map(|row| {
                    Some(SyncLogLine { at: row.at, what: serde_json::from_value(row.what.into()).ok()?, count: row.count })
                })
                .collect(),
            key_place: self.0.keys.place().to_owned(),
        })
    }

    /// Connects at once instead of waiting for the next attempt.
    pub fn sync_now(&self, _: Nothing) -> Result<SyncStatus, AppError> {
        let store = self.opened()?;
        self.want_sync_now();
        self.status_of(&store)
    }
}
