//! How people stand to a file that is on this device, and what follows for the lists: whose it is, and whether its customer
//! has a car.
//!
//! Invariant: the mirror holds what the person at this device may read, and nothing else; so lists, boards and search need
//! not ask again. The relay judges the same by the same table. The order in which files come is not its order of judging: a
//! customer may come before the car for which it was sent, and then waits in the vault without being shown.

use std::collections::HashMap;

use rusqlite::{Connection, Transaction};

use super::{
    damage::Failed,
    documents::{self, Documents},
    group, ledger,
    store::Standing,
};
use crate::{
    document::Document,
    domain::vehicle::CarWord,
    ids::{ChangeHash, FileId, StaffId},
    mirror,
    policy::{self, AccountState, Action, FileKind, Owner, Relation},
    sync::ledger::{Holder, View},
    vault::{self, VaultError, file::FileRow},
};

/// How the person at this device stands to a file that is on it.
pub(super) fn relation_of(conn: &Connection, standing: &Standing, file: &FileRow) -> Result<Relation, Failed> {
    let owner = owner_of(conn, standing, file)?;
    // Nobody else is asked for cars: there may be fifty thousand files to look at.
    let has_vehicle = policy::asks_for_vehicles(&standing.roles) && has_vehicle(conn, standing, file)?;
    Ok(Relation { has_vehicle, ..standing.relation(owner) })
}

impl Standing {
    /// Whether the person at this device may read a file that is on it.
    pub(super) fn may_read(&self, conn: &Connection, file: &FileRow) -> Result<bool, Failed> {
        Ok(self.may(file.kind, Action::Read, relation_of(conn, self, file)?))
    }

    /// Whether the person at this device may write a file that is on it.
    pub(super) fn may_write(&self, conn: &Connection, file: &FileRow) -> Result<bool, Failed> {
        Ok(self.may(file.kind, Action::Write, relation_of(conn, self, file)?))
    }

    /// Whether a file that comes from the relay is kept: it may be read, or could be with a car that is still to come.
    pub(super) fn may_hold(&self, conn: &Connection, file: &FileRow) -> Result<bool, Failed> {
        let relation = Relation { has_vehicle: true, ..relation_of(conn, self, file)? };
        Ok(self.may(file.kind, Action::Read, relation))
    }
}

/// Whether a customer has a car, in whichever of the files that are one customer.
fn has_vehicle(conn: &Connection, standing: &Standing, file: &FileRow) -> Result<bool, VaultError> {
    for customer in standing.ledger.now().group(file.about.unwrap_or(file.file)) {
        if vault::file::has_vehicle(conn, customer)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The owner of a file that is on this device: for what belongs to a customer file, that customer's owner.
pub(super) fn owner_of(conn: &Connection, standing: &Standing, file: &FileRow) -> Result<Option<StaffId>, Failed> {
    owner_in(conn, standing.ledger.now(), file)
}

/// The same by the ledger of some moment.
pub(super) fn owner_in(conn: &Connection, view: View<'_>, file: &FileRow) -> Result<Option<StaffId>, Failed> {
    let customer = file.about.unwrap_or(file.file);
    let mut begun_by = HashMap::from([(customer, file.creator)]);
    // A file by itself is its own customer, and most are.
    if file.about.is_some() || view.is_linked(customer) {
        for member in view.group(customer) {
            if let Some(row) = vault::file::get(conn, member)? {
                begun_by.insert(member, row.creator);
            }
        }
    }
    Ok(view.owner_of_customer(customer, |member| begun_by.get(&member).copied()))
}

/// Shows a file in the lists if this person may read it.
pub(super) fn show(tx: &Transaction<'_>, standing: &Standing, file: &FileRow, document: &Document) -> Result<(), Failed> {
    if !standing.may_read(tx, file)? {
        return Ok(());
    }
    mirror_document(tx, standing, document, owner_of(tx, standing, file)?)
}

/// After a car came or went: its customer's files are shown, or leave this device. Answers how many left.
pub(super) fn look_again(
    tx: &Transaction<'_>,
    standing: &Standing,
    open: &mut Documents,
    vehicle: &FileRow,
) -> Result<usize, Failed> {
    let Some(about) = vehicle.about.filter(|_| vehicle.kind == FileKind::Vehicle) else { return Ok(0) };
    if !policy::asks_for_vehicles(&standing.roles) {
        return Ok(0);
    }
    let mut released = 0;
    for customer in standing.ledger.now().group(about) {
        let Some(file) = vault::file::get(tx, customer)? else { continue };
        if standing.may_read(tx, &file)? {
            show(tx, standing, &file, &documents::load(tx, customer, file.kind)?)?;
        } else if standing.relay.is_some() {
            released += usize::from(ledger::release(tx, open, customer)?);
        } else {
            // Nobody else has it: hidden, not given away.
            open.forget(customer);
            mirror::remove(tx, customer)?;
        }
    }
    Ok(released)
}

/// Writes what a document says into the mirror. A file without any content left (its capture was undone) shows nowhere.
pub(super) fn mirror_document(
    tx: &Transaction<'_>,
    standing: &Standing,
    document: &Document,
    owner: Option<StaffId>,
) -> Result<(), Failed> {
    match document.kind() {
        FileKind::Customer => group::mirror_customer(tx, standing, document, owner)?,
        FileKind::Event => mirror::put_event(tx, &document.event())?,
        FileKind::Store => mirror::put_store(tx, &document.store())?,
        FileKind::CustomerPrivate => mirror::put_private(tx, &document.private())?,
        FileKind::Reception => {
            let now = standing.ledger.now();
            mirror::put_reception(tx, &document.reception().on_its_day(standing.store_file.id), |file| now.joined(file))?;
            mirror::put_bookings(tx, document.file(), &document.bookings())?;
            mirror::put_car_words(
                tx,
                document.file(),
                &document.car_words(&|change, word| may_speak(tx, standing, change, word)),
            )?;
        }
        FileKind::Vehicle => {
            let about = vault::file::get(tx, document.file())?.and_then(|row| row.about);
            mirror::put_vehicle(tx, &document.vehicle(), about)?;
        }
        FileKind::Care => {}
    }
    Ok(())
}

/// Whether who wrote a word about a car might write the customer it names, at the ledger head that author named: a vehicle
/// file is opened on that word, and opens the customer's file to the workshop. Where neither the ledger nor this device
/// tells whose the customer is, a consultant is believed to speak of their own; one in the pool is nobody's own.
fn may_speak(conn: &Connection, standing: &Standing, change: ChangeHash, word: &CarWord) -> bool {
    let Some(row) = vault::change::get(conn, change).ok().flatten() else { return false };
    let Some(then) = standing.ledger.at(row.ledger_head) else { return false };
    let Some(author) = then.active_staff_of(row.device).filter(|author| *author == word.by) else { return false };
    let begun_by = |member: FileId| vault::file::get(conn, member).ok().flatten().map(|file| file.creator);
    let is_told = |member: FileId| then.holder_of(member) != Holder::Creator || begun_by(member).is_some();
    let is_known = then.group(word.customer).into_iter().all(is_told);
    let owner = then.owner_of_customer(word.customer, begun_by).or((!is_known).then_some(author));
    let owner = Owner::seen(author, owner);
    policy::may(AccountState::Active, then.roles_of(author), FileKind::Customer, Action::Write, Relation::of(owner))
}
