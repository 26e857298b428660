//! Customers as the ledger joins them: all files of one customer, read with the decisions that count.
//!
//! The mirror shows a customer once, under the smallest id that is here. What belongs to whom follows the link: the customer
//! is the oldest file's owner's.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction};

use super::{damage::Failed, documents, store::Standing};
use crate::{
    document::Document,
    domain::{customer::CustomerFile, joined, judgement::Verdict, reception::Line, relation},
    ids::{ChangeHash, FileId, StaffId},
    mirror,
    policy::{Decision, FileKind},
    sync::ledger::View,
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
    members_in(conn, standing, standing.ledger.now(), file)
}

/// The same, as `now` joins them.
pub(super) fn members_in(
    conn: &Connection,
    standing: &Standing,
    now: View<'_>,
    file: FileId,
) -> Result<Vec<CustomerFile>, Failed> {
    let mut members = Vec::new();
    for member in now.group(file) {
        if vault::file::get(conn, member)?.is_some_and(|row| row.kind == FileKind::Customer) {
            members.push(decided(conn, standing, &documents::load(conn, member, FileKind::Customer)?));
        }
    }
    Ok(members)
}

/// The customer behind each file that lines of the log name: files that are joined are one, and for the question who has a
/// visitor so are files that share a phone, because nobody has two of one number in the showroom.
pub(super) fn one_by_phone(conn: &Connection, standing: &Standing, lines: &[Line]) -> Result<BTreeMap<FileId, FileId>, Failed> {
    let mut one_of = BTreeMap::new();
    for file in lines.iter().filter_map(|line| line.customer) {
        let joined = standing.ledger.now().joined(file);
        let sharing = mirror::same_phone(conn, joined)?.into_iter().map(|customer| customer.file);
        one_of.insert(file, sharing.chain([joined]).min().unwrap_or(joined));
    }
    Ok(one_of)
}

/// Writes a customer into the mirror: one row, however many files.
pub(super) fn mirror_customer(
    tx: &Transaction<'_>,
    standing: &Standing,
    document: &Document,
    owner: Option<StaffId>,
) -> Result<(), Failed> {
    let now = standing.ledger.now();
    let mut is_asked = false;
    let customer = if now.is_linked(document.file()) {
        let members: Vec<CustomerFile> =
            members(tx, standing, document.file())?.into_iter().filter(|member| !member.is_blank()).collect();
        for member in now.group(document.file()) {
            if members.first().is_none_or(|first| first.id != member) {
                mirror::remove(tx, member)?;
            }
        }
        is_asked = asks_order(tx, standing, &members)?;
        joined::union(members)
    } else {
        Some(decided(tx, standing, document))
    };
    match customer {
        Some(customer) if !customer.is_blank() => {
            mirror::put_customer(tx, &customer, owner)?;
            Ok(mirror::set_question(tx, customer.id, is_asked)?)
        }
        Some(_) | None => Ok(mirror::remove(tx, document.file())?),
    }
}

/// Whether a manager is to say if joined files stay so: one of them got an order, or became a batch buyer's, by somebody who
/// did not know of the join (C35, O7). Who knew has decided it already, and so has a manager who was asked once.
pub(super) fn asks_order(conn: &Connection, standing: &Standing, members: &[CustomerFile]) -> Result<bool, Failed> {
    let Some((first, others)) = members.split_first() else { return Ok(false) };
    let is_kept =
        |other: &CustomerFile| first.judged.iter().any(|judged| judged.other == other.id && judged.verdict == Verdict::Together);
    if others.iter().all(is_kept) {
        return Ok(false);
    }
    for member in members.iter().filter(|member| member.is_fleet() || relation::has_order(member)) {
        let document = documents::load(conn, member.id, FileKind::Customer)?;
        let history = document.history();
        let bought = member.opportunities.iter().flat_map(|one| {
            let place = |key: &str| vec!["opportunities".to_owned(), one.id.to_string(), key.to_owned()];
            let [grade, stage] = relation::ordered_by(one);
            grade.then(|| place("grade")).into_iter().chain(stage.then(|| place("stage")))
        });
        let signed =
            relation::standing_orders(member).map(|order| vec!["orders".to_owned(), order.id.to_string(), "signed".to_owned()]);
        let fleet = member.is_fleet().then(|| vec!["file".to_owned(), "fleet".to_owned()]);
        for place in bought.chain(signed).chain(fleet) {
            let Some(origin) = history.origin(&place) else { continue };
            let Some(row) = vault::change::get(conn, origin.change)? else { continue };
            let knew = standing.ledger.at(row.ledger_head).is_some_and(|then| {
                let group = then.group(member.id);
                members.iter().all(|other| group.contains(&other.id))
            });
            if !knew {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
