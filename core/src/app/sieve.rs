//! The duplicate sieve on this device: the filter it carries, and the phones it tells.
//!
//! Invariant: what is on this device is looked up exactly; the filter is asked only for what is not, says no more than
//! "perhaps", and nothing at all where there is none yet.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    App,
    api::error::AppError,
    damage::Failed,
    documents,
    opening::names,
    store::{OpenStore, Standing},
};
use crate::{
    policy::{self, Action, FileKind, Owner, Relation},
    sync::{
        frame::ToRelay,
        sieve::{FileTags, Filter, PhoneTag, SieveKey, TAG_FILES, TAGS_EACH},
        wire,
    },
    vault::{self, VaultError, meta, sieve::Due},
};

/// Most bytes of the sieve in the vault: two of the largest filters.
const KEPT_LIMIT: usize = 2 * 1024 * 1024;

/// Key and filter of an epoch.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Held {
    epoch: u64,
    key: SieveKey,
    version: u64,
    /// Whether every file that had tags before has them in this epoch.
    is_whole: bool,
    filter: Filter,
}

/// What this device carries. After a revocation the filter before stays in use until the next one is whole.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(super) struct Sieves {
    current: Option<Held>,
    previous: Option<Held>,
}

impl Sieves {
    fn all(&self) -> impl Iterator<Item = &Held> {
        self.current.iter().chain(&self.previous)
    }

    /// Whether somebody in the store perhaps has this number.
    pub(super) fn perhaps_knows(&self, normalised: &str) -> bool {
        self.all().any(|held| held.filter.has(&held.key.tag(normalised)))
    }

    /// The number under each key, to ask the relay with.
    pub(super) fn tags(&self, normalised: &str) -> Vec<PhoneTag> {
        self.all().map(|held| held.key.tag(normalised)).collect()
    }

    fn turn(&mut self, epoch: u64, key: SieveKey) {
        let before = self.current.replace(Held { epoch, key, version: 0, is_whole: false, filter: Filter::default() });
        if let Some(before) = before.filter(|before| before.is_whole || self.previous.is_none()) {
            self.previous = Some(before);
        }
    }
}

/// Whether the person may need the sieve: to tell phones, or to ask it.
fn writes_customers(standing: &Standing) -> bool {
    let own = Relation { has_vehicle: true, ..Relation::of(Owner::Me) };
    policy::may(standing.account, &standing.roles, FileKind::Customer, Action::Write, own)
}

impl OpenStore {
    /// What this device carries; read from the vault once.
    pub(super) fn sieves(&self) -> Result<Arc<Sieves>, AppError> {
        if let Some(sieves) = super::lock(&self.sieves).as_ref() {
            return Ok(Arc::clone(sieves));
        }
        let bytes = self.read(|conn| meta::bytes(conn, names::SIEVE))?;
        // One that cannot be read is sent again: it is derived from what others hold.
        let kept = bytes.and_then(|bytes| wire::decode(&bytes, KEPT_LIMIT).ok()).unwrap_or_default();
        let sieves = Arc::new(kept);
        *super::lock(&self.sieves) = Some(Arc::clone(&sieves));
        Ok(sieves)
    }

    fn keep_sieves(
        &self,
        sieves: Sieves,
        also: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<(), VaultError>,
    ) -> Result<(), AppError> {
        let bytes = wire::encode(&sieves).map_err(|_| super::api::error::ErrorCode::Internal)?;
        self.write(|tx| {
            also(tx)?;
            Ok(meta::put_bytes(tx, names::SIEVE, &bytes)?)
        })?;
        *super::lock(&self.sieves) = Some(Arc::new(sieves));
        Ok(())
    }
}

impl App {
    /// The question for what this device lacks of the sieve; none where its person needs none.
    pub(super) fn question_of_sieve(&self, store: &OpenStore) -> Result<Option<ToRelay>, AppError> {
        if !writes_customers(&store.standing()) {
            return Ok(None);
        }
        let have = store.sieves()?.current.as_ref().map(|held| (held.epoch, held.version));
        Ok(Some(ToRelay::AskSieve { have }))
    }

    /// A new epoch: every customer file here is to be told again.
    pub(super) fn take_sieve_key(&self, store: &OpenStore, epoch: u64, key: SieveKey) -> Result<(), AppError> {
        let mut sieves = Sieves::clone(&*store.sieves()?);
        if sieves.current.as_ref().is_some_and(|held| held.epoch == epoch) {
            return Ok(());
        }
        sieves.turn(epoch, key);
        store.keep_sieves(sieves, vault::sieve::note_all)
    }

    /// A new filter.
    pub(super) fn take_filter(
        &self,
        store: &OpenStore,
        epoch: u64,
        version: u64,
        is_whole: bool,
        filter: Filter,
    ) -> Result<(), AppError> {
        let mut sieves = Sieves::clone(&*store.sieves()?);
        let Some(held) = sieves.current.as_mut().filter(|held| held.epoch == epoch) else { return Ok(()) };
        *held = Held { version, is_whole, filter, ..held.clone() };
        if is_whole {
            sieves.previous = None;
        }
        store.keep_sieves(sieves, |_| Ok(()))
    }

    /// The next files whose phones the relay is to be told, and their places in the queue. Read from the documents: where
    /// files were joined the mirror shows the phones of all under one of them.
    pub(super) fn next_tags(&self, store: &OpenStore) -> Result<Option<(ToRelay, Vec<i64>)>, AppError> {
        let Some((epoch, key)) = store.sieves()?.current.as_ref().map(|held| (held.epoch, held.key)) else { return Ok(None) };
        let standing = store.standing();
        let page = u32::try_from(TAG_FILES).unwrap_or(u32::MAX);
        loop {
            let due = store.read(|conn| vault::sieve::due(conn, page))?;
            let Some(last) = due.last() else { return Ok(None) };
            let id = last.position.unsigned_abs();
            let positions: Vec<i64> = due.iter().map(|due| due.position).collect();
            let files = store.read(|conn| {
                due.iter().filter_map(|due| tags_of(conn, &standing, &key, due).transpose()).collect::<Result<Vec<_>, Failed>>()
            })?;
            if !files.is_empty() {
                return Ok(Some((ToRelay::Tag { epoch, id, files }, positions)));
            }
            // None of them is this person's to tell.
            store.write(|tx| Ok(vault::sieve::settle(tx, &positions)?))?;
        }
    }
}

fn tags_of(conn: &rusqlite::Connection, standing: &Standing, key: &SieveKey, due: &Due) -> Result<Option<FileTags>, Failed> {
    let Some(row) = vault::file::get(conn, due.file)? else { return Ok(None) };
    if !standing.may_write(conn, &row)? {
        return Ok(None);
    }
    let phones = documents::load(conn, row.file, row.kind)?.customer().phones;
    let numbers = phones.iter().filter_map(|phone| phone.number.normalised.as_deref());
    Ok(Some(FileTags { file: row.file, tags: numbers.take(TAGS_EACH).map(|number| key.tag(number)).collect() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(sieves: &Sieves) -> (Option<u64>, Option<u64>) {
        (sieves.current.as_ref().map(|held| held.epoch), sieves.previous.as_ref().map(|held| held.epoch))
    }

    #[test]
    fn the_last_whole_filter_stays_until_the_next_is_whole() {
        let key = SieveKey::from_bytes([1; 32]);
        let mut sieves = Sieves::default();
        sieves.turn(1, key);
        sieves.current.as_mut().unwrap().is_whole = true;
        sieves.turn(2, key);
        assert_eq!(held(&sieves), (Some(2), Some(1)));
        sieves.turn(3, key);
        assert_eq!(held(&sieves), (Some(3), Some(1)), "a second revocation before the first was done with");
    }
}
