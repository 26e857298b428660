//! Who may have written a change: its signature, and what its author was allowed at the ledger head it names.

use std::collections::{BTreeSet, HashMap};

use rusqlite::Transaction;

use super::super::store::{OpenStore, Standing};
use crate::{
    ids::{FileId, StaffId},
    policy::{self, AccountState, Action, Owner, Relation},
    sync::{
        envelope::Envelope,
        frame::Numbered,
        keys::{Signed, verify_all},
        ledger::View,
        refusal::Refusal,
    },
    vault::{self, VaultError},
};

/// Signature and policy of each change. The batch is checked together first; only where that fails, one by one.
pub(super) fn judge(store: &OpenStore, standing: &Standing, items: &[Numbered], begun_by: &BegunBy) -> Vec<Result<(), Refusal>> {
    let now = standing.ledger.now();
    let signed: Option<Vec<Signed>> = items
        .iter()
        .map(|item| Some(item.envelope.mark().signed(&item.envelope.place(), now.key_of(item.envelope.device)?)))
        .collect();
    let all_signed = signed.is_some_and(|signed| verify_all(&signed).is_ok());
    items
        .iter()
        .map(|item| {
            let envelope = &item.envelope;
            if envelope.store != store.id {
                return Err(Refusal::OtherStore);
            }
            if is_erased(now, envelope.file, envelope.about) {
                return Err(Refusal::Erased);
            }
            if !all_signed {
                let key = now.key_of(envelope.device).ok_or(Refusal::UnknownDevice)?;
                envelope.verify(&key).map_err(|_| Refusal::BadSignature)?;
            }
            if now.is_adopted(envelope.hash()) { Ok(()) } else { permitted(standing, envelope, begun_by) }
        })
        .collect()
}

/// Who began which customer file, as far as it tells whose a change is.
pub(in crate::app) type BegunBy = HashMap<FileId, StaffId>;

/// What belongs to a customer file belongs to that file's owner, whoever wrote it first; and of files that are one customer
/// the oldest tells it.
pub(super) fn begun_by(tx: &Transaction<'_>, standing: &Standing, items: &[Numbered]) -> Result<BegunBy, VaultError> {
    let mut begun_by = BegunBy::new();
    for item in items {
        if let Some(about) = item.envelope.about {
            begun_by.insert(about, item.creator);
        }
    }
    // The customer file itself tells it better, and what is here already best.
    begun_by.extend(items.iter().filter(|item| item.envelope.about.is_none()).map(|item| (item.envelope.file, item.creator)));
    let now = standing.ledger.now();
    let customers: BTreeSet<FileId> = begun_by.keys().copied().collect();
    for member in customers.into_iter().flat_map(|customer| now.group(customer)) {
        if let Some(row) = vault::file::get(tx, member)? {
            begun_by.insert(member, row.creator);
        }
    }
    Ok(begun_by)
}

/// Whether a file is gone with its customer.
pub(super) fn is_erased(now: View<'_>, file: FileId, about: Option<FileId>) -> bool {
    now.is_erased(file) || about.is_some_and(|about| now.is_erased(about))
}

/// Whether the author held the right at the ledger head the change names.
pub(in crate::app) fn permitted(standing: &Standing, envelope: &Envelope, begun_by: &BegunBy) -> Result<(), Refusal> {
    let then = standing.ledger.at(envelope.ledger_head).ok_or(Refusal::UnknownLedgerHead)?;
    let author = then.active_staff_of(envelope.device).ok_or(Refusal::UnknownDevice)?;
    let owner = then.owner_of_customer(envelope.about.unwrap_or(envelope.file), |file| begun_by.get(&file).copied());
    let roles = then.roles_of(author);
    // A car is no word of the ledger: whether the customer had one when the change came, the relay's order alone tells, and
    // it judged that. Whoever reads customers and no cars could not judge it, and a car may be gone since.
    let relation = Relation { has_vehicle: true, ..Relation::of(Owner::seen(author, owner)) };
    let may = policy::may(AccountState::Active, roles, envelope.kind, Action::Write, relation);
    if may { Ok(()) } else { Err(Refusal::NotAllowed) }
}
