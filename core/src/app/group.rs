//! Customers as the ledger joins them: all files of one customer, read with the decisions that count.
//!
//! The mirror shows a customer once, under the smallest id that is here. What belongs to whom follows the link: the customer
//! is the oldest file's owner's.

use rusqlite::{Connection, Transaction};

use super::{damage::Failed, documents, store::Standing};
use crate::{
    document::Document,
    domain::{customer::CustomerFile, joined},
    ids::{ChangeHash, FileId, StaffId},
    mirror,
    policy::{Decision, FileKind},
    vault,
};

/// A customer file with the decisions that count: each by its very author, judged at the ledger head that author named.
pub(super) fn decided(conn: &Connection, standing: &Standing, document: &Document) -> CustomerFile {
    let decided_by = |change: ChangeHash, decision: Decision| -> Option<StaffId> {
        // A change that cannot be read decides nothing.
        let row = vault::change::get(conn, change).ok().flatten()?;
        let then = standing.ledger.at(row.ledger_head)?;
        let author = then.active_staff_of(row.device)?;
        decision.counts_from(then.roles_of(author)).then_some(author)
    };
    document.customer_decided(&decided_by)
}

/// The files of the customer that are on this device, the oldest first.
pub(super) fn members(conn: &Connection, standing: &Standing, file: FileId) -> Result<Vec<CustomerFile>, Failed> {
    let mut members = Vec::new();
    for member in standing.ledger.now().group(file) {
        if vault::file::get(conn, member)?.is_some_and(|row| row.kind == FileKind::Customer) {
            members.push(decided(conn, standing, &documents::load(conn, member, FileKind::Customer)?));
        }
    }
    Ok(members)
}

/// Writes a customer into the mirror: one row, however many files.
pub(super) fn mirror_customer(
    tx: &Transaction<'_>,
    standing: &Standing,
    document: &Document,
    owner: Option<StaffId>,
) -> Result<(), Failed> {
    let now = standing.ledger.now();
    let customer = if now.is_linked(document.file()) {
        let members: Vec<CustomerFile> =
            members(tx, standing, document.file())?.into_iter().filter(|member| !member.is_blank()).collect();
        for member in now.group(document.file()) {
            if members.first().is_none_or(|first| first.id != member) {
                mirror::remove(tx, member)?;
            }
        }
        joined::union(members)
    } else {
        Some(decided(tx, standing, document))
    };
    match customer {
        Some(customer) if !customer.is_blank() => Ok(mirror::put_customer(tx, &customer, owner)?),
        Some(_) | None => Ok(mirror::remove(tx, document.file())?),
    }
}
