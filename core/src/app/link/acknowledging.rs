//! The relay's answers to pushed changes: kept ones need not be sent again, refused ones become cards.

use rusqlite::Transaction;

use crate::{
    app::{
        App,
        api::{
            common::{Touched, TouchedFile},
            error::AppError,
            sync::{SyncLogCode, Told},
        },
        aside::{Said, put_card, rows, set_aside},
        damage::Failed,
        documents,
        ingest::log,
        ledger::release,
        relation::{look_again, owner_in, owner_of},
        store::{OpenStore, Standing},
    },
    ids::ChangeHash,
    mirror,
    policy::AccountState,
    sync::{
        frame::{Accepted, RefusedChange},
        refusal::Refusal,
    },
    vault::{self, change::ChangeRow, file::FileRow},
};

/// Word of a card about own words in a file that went to somebody else before they were sent.
const HANDED_OVER: &str = "handed_over";

impl App {
    /// Notes what the relay has, and takes out of their files what it refused.
    pub(super) fn acknowledge(
        &self,
        store: &OpenStore,
        accepted: &[Accepted],
        refused: &[RefusedChange],
    ) -> Result<(), AppError> {
        let standing = store.standing();
        let mut documents = store.lock_documents();
        let taken_out = store.write(|tx| {
            let mut released = 0;
            for one in accepted {
                let Some(change) = vault::change::get(tx, one.hash)? else { continue };
                vault::outbox::acknowledge(tx, one.hash, one.number)?;
                let Some(row) = vault::file::get(tx, change.file)? else { continue };
                if is_around(tx, &standing, &row, &change)? {
                    vault::change::mark_around(tx, one.hash)?;
                }
                if !standing.may_read(tx, &row)? {
                    // A file that was lost to a colleague stayed only until its own changes were safe.
                    keep_words(tx, store, &standing, &row, one.hash)?;
                    released += usize::from(release(tx, &mut documents, row.file)?);
                }
            }
            let (erased, refused): (Vec<RefusedChange>, Vec<_>) = refused.iter().partition(|one| one.code == Refusal::Erased);
            for one in erased {
                // Of a customer who was forgotten nothing is kept, not even as a card: the ledger's entry destroys the file.
                vault::outbox::hand_over(tx, one.hash)?;
            }
            let taken_out = set_aside(tx, store, &standing, &mut documents, &refused)?;
            for row in &taken_out {
                released += look_again(tx, &standing, &mut documents, row)?;
                if !standing.may_read(tx, row)? {
                    released += usize::from(release(tx, &mut documents, row.file)?);
                }
            }
            if released > 0 {
                mirror::forget_words(tx)?;
                store.record_released(tx, released)?;
            }
            let counts =
                [(SyncLogCode::Sent, accepted.len()), (SyncLogCode::Refused, refused.len()), (SyncLogCode::Released, released)];
            for (what, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
                log(tx, store, what, count)?;
            }
            Ok(taken_out)
        })?;
        drop(documents);
        let files: Vec<TouchedFile> = taken_out.iter().map(|row| TouchedFile { file: row.file, kind: row.kind }).collect();
        if !files.is_empty() {
            self.tell(&Told::Touched { touched: Touched { files, ..Touched::default() } });
        }
        self.tell_status(store);
        Ok(())
    }
}

/// Whether the file was this person's when the change was made and is somebody else's now, as the relay tells others.
fn is_around(tx: &Transaction<'_>, standing: &Standing, row: &FileRow, change: &ChangeRow) -> Result<bool, Failed> {
    let Some(then) = standing.ledger.at(change.ledger_head).filter(|_| standing.staff.is_some()) else { return Ok(false) };
    let had = owner_in(tx, then, row)? == standing.staff;
    Ok(had && owner_of(tx, standing, row)? != standing.staff)
}

/// The file goes; what its person wrote around the hand-over stays readable as a card.
fn keep_words(
    tx: &Transaction<'_>,
    store: &OpenStore,
    standing: &Standing,
    row: &FileRow,
    hash: ChangeHash,
) -> Result<(), Failed> {
    if standing.account != AccountState::Active {
        return Ok(());
    }
    let document = documents::load(tx, row.file, row.kind)?;
    let Some((before, after)) = document.around(hash) else { return Ok(()) };
    // What is shown are their own words, as they could see them when they wrote them.
    let rows = rows(standing, standing.staff, &before, &after);
    put_card(tx, store, row, Said { first: hash, code: HANDED_OVER, rows })
}
