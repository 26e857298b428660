//! A relay that came back from a backup may have ordered other entries since than this device remembers: then the ledgers
//! part. The relay's goes on, because the other devices follow it. What was said on the lost branch is not forgotten: this
//! device proposes again what it said itself, and signs its own changes again under an entry that there still is; what
//! others said and changed comes back from their devices.

use std::cell::Cell;

use rusqlite::Transaction;

use super::{Change, ENTRY_LIMIT, PAGE, keep, refused};
use crate::{
    app::{
        App,
        api::{common::Touched, error::AppError, sync::Told},
        damage::Failed,
        erasing,
        store::{OpenStore, Standing},
    },
    sync::{
        envelope::{Mark, Place},
        ledger::{Entry, Ledger, Said, Statement},
        wire,
    },
    vault::{self, VaultError},
};

impl App {
    /// Takes entries of a relay that lost some: where they part from those here, theirs stand.
    pub(in crate::app) fn follow_entries(&self, store: &OpenStore, entries: &[Entry]) -> Result<(), AppError> {
        let before = store.standing();
        let parts =
            |entry: &&Entry| entry.seq < before.ledger.len() && before.ledger.head_at(entry.seq + 1) != Some(entry.hash());
        let Some(parted_at) = entries.iter().find(parts).map(|entry| entry.seq) else {
            self.take_entries(store, entries)?;
            return Ok(());
        };
        let mut documents = store.lock_documents();
        let mut ledger = Ledger::default();
        let mut lost = Vec::new();
        for entry in store.read(entries_here)? {
            if entry.seq < parted_at {
                ledger.append(&entry).map_err(refused)?;
            } else {
                lost.push(entry)
            }
        }
        let mut fresh = Vec::new();
        for entry in entries.iter().filter(|entry| entry.seq >= parted_at) {
            fresh.push((entry, ledger.append(entry).map_err(refused)?));
        }
        tracing::warn!(at = parted_at, lost = lost.len(), "the relay's ledger parts from the one here");
        let after = Standing::of(
            std::sync::Arc::new(ledger),
            std::sync::Arc::clone(&before.store_file),
            store.device,
            before.relay.clone(),
        );
        let change = Change { before: &before, after: &after, released: Cell::new(0) };
        let erased = store.write(|tx| {
            vault::ledger::cut(tx, parted_at)?;
            for (entry, said) in &fresh {
                keep(tx, entry)?;
                vault::ledger::settle(tx, said.id)?;
            }
            propose_again(tx, store, &after.ledger, &lost)?;
            sign_again(tx, store, &after.ledger)?;
            change.review_all(tx, &mut documents)?;
            change.conclude(tx, store, &mut documents)
        })?;
        if erased > 0 {
            erasing::sweep(store);
        }
        store.set_standing(after);
        drop(documents);
        self.tell_growth();
        self.tell(&Told::Touched { touched: Touched { everything: true, ledger: true, ..Touched::default() } });
        self.tell(&Told::State);
        Ok(())
    }
}

fn entries_here(conn: &rusqlite::Connection) -> Result<Vec<Entry>, VaultError> {
    let mut entries: Vec<Entry> = Vec::new();
    loop {
        let rows = vault::ledger::from(conn, entries.len() as u64, PAGE)?;
        if rows.is_empty() {
            return Ok(entries);
        }
        for row in rows {
            entries.push(wire::decode(&row.bytes, ENTRY_LIMIT).map_err(|_| VaultError::Damaged)?);
        }
    }
}

/// What this device said on the lost branch, and what it proposed on its entries, is said on the new head.
fn propose_again(tx: &Transaction<'_>, store: &OpenStore, ledger: &Ledger, lost: &[Entry]) -> Result<(), Failed> {
    let own = |statement: &Statement| statement.read().ok().filter(|said| said.device == store.device && !ledger.has(said.id));
    for said in lost.iter().filter_map(|entry| own(&entry.statement)) {
        let bytes = signed_on(ledger, said.clone(), store)?;
        vault::ledger::propose(tx, said.id, &bytes, store.world.now())?;
    }
    for row in vault::ledger::proposals(tx)? {
        let statement: Option<Statement> = wire::decode(&row.bytes, ENTRY_LIMIT).ok();
        if let Some(said) = statement.as_ref().and_then(own)
            && ledger.len_at(said.on).is_none()
        {
            let bytes = signed_on(ledger, said, store)?;
            vault::ledger::propose_anew(tx, row.id, &bytes)?;
        }
    }
    Ok(())
}

fn signed_on(ledger: &Ledger, said: Said, store: &OpenStore) -> Result<Vec<u8>, Failed> {
    let said = Said { on: ledger.head(), ..said };
    let statement = Statement::sign(&said, &store.key).map_err(|_| VaultError::Unreadable { what: "statement" })?;
    Ok(wire::encode(&statement).map_err(|_| VaultError::Unreadable { what: "statement" })?)
}

/// A change names the entry it was made under, and its signature covers that: under an entry that nobody has, nobody can
/// judge it.
fn sign_again(tx: &Transaction<'_>, store: &OpenStore, ledger: &Ledger) -> Result<(), Failed> {
    let head = ledger.head();
    for row in vault::healing::made_by(tx, store.device)? {
        if ledger.len_at(row.ledger_head).is_some() {
            continue;
        }
        let Some(file) = vault::file::get(tx, row.file)? else { continue };
        let place = Place { store: store.id, file: file.file, kind: file.kind, about: file.about };
        let mark = Mark::seal(&place, row.hash, store.device, head, &store.key);
        vault::healing::seal_again(tx, row.hash, head, mark.signature.as_bytes())?;
    }
    Ok(())
}
