//! Who may have written a change: its signature, and what its author was allowed at the ledger head it names.

use rusqlite::Transaction;

use super::super::store::{OpenStore, Standing};
use crate::{
    ids::StaffId,
    policy::{self, AccountState, Action, Relation},
    sync::{
        envelope::Envelope,
        frame::Numbered,
        keys::{Signed, verify_all},
        refusal::Refusal,
    },
    vault::{self, VaultError},
};

/// Signature and policy of each change. The batch is checked together first; only where that fails, one by one.
pub(super) fn judge(
    store: &OpenStore,
    standing: &Standing,
    items: &[Numbered],
    begun_by: &[StaffId],
) -> Vec<Result<(), Refusal>> {
    let now = standing.ledger.now();
    let signed: Option<Vec<Signed>> = items
        .iter()
        .map(|item| Some(item.envelope.mark().signed(&item.envelope.place(), now.key_of(item.envelope.device)?)))
        .collect();
    let all_signed = signed.is_some_and(|signed| verify_all(&signed).is_ok());
    items
        .iter()
        .zip(begun_by)
        .map(|(item, begun_by)| {
            let envelope = &item.envelope;
            if envelope.store != store.id {
                return Err(Refusal::OtherStore);
            }
            if !all_signed {
                let key = now.key_of(envelope.device).ok_or(Refusal::UnknownDevice)?;
                envelope.verify(&key).map_err(|_| Refusal::BadSignature)?;
            }
            permitted(standing, envelope, *begun_by)
        })
        .collect()
}

/// Who began the file that tells whose each change is: what belongs to a customer file belongs to that file's owner, whoever
/// wrote it first.
pub(super) fn begun_by(tx: &Transaction<'_>, items: &[Numbered]) -> Result<Vec<StaffId>, VaultError> {
    let creator = |item: &Numbered| {
        let Some(about) = item.envelope.about else { return Ok(item.creator) };
        if let Some(row) = vault::file::get(tx, about)? {
            return Ok(row.creator);
        }
        let beside = items.iter().find(|other| other.envelope.file == about);
        Ok(beside.unwrap_or(item).creator)
    };
    items.iter().map(creator).collect()
}

/// Whether the author held the right at the ledger head the change names.
fn permitted(standing: &Standing, envelope: &Envelope, creator: StaffId) -> Result<(), Refusal> {
    let then = standing.ledger.at(envelope.ledger_head).ok_or(Refusal::UnknownLedgerHead)?;
    let author = then.active_staff_of(envelope.device).ok_or(Refusal::UnknownDevice)?;
    let owner = then.owner_for(author, envelope.about.unwrap_or(envelope.file), creator);
    let roles = then.roles_of(author);
    let may = policy::may(AccountState::Active, roles, envelope.kind, Action::Write, Relation::of(owner));
    if may { Ok(()) } else { Err(Refusal::NotAllowed) }
}
