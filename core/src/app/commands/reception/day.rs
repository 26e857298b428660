//! A day of the log as it stands in the mirror, and whose turn it is.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::{
    app::{api::reception::ConsultantProposal, damage::Failed, relation::owner_of, store::Standing},
    clock::Date,
    domain::reception::{ChosenBy, Duty, Line, Rota},
    ids::{FileId, StaffId},
    mirror::{self, LineRow},
    policy::{AccountState, Role},
    vault,
};

/// A day of the log.
pub(super) struct DayLog {
    /// Its lines, oldest first.
    pub rows: Vec<LineRow>,
    /// Who takes turns.
    pub rota: Rota,
    /// What the day says beside its lines.
    pub duty: std::collections::BTreeMap<StaffId, Duty>,
}

impl DayLog {
    pub(super) fn read(conn: &Connection, standing: &Standing, day: Date) -> Result<Self, Failed> {
        let rows = mirror::lines_of_day(conn, day)?;
        let duty = mirror::reception_day(conn, day)?.map(|file| file.duty).unwrap_or_default();
        let lines: Vec<Line> = rows.iter().map(|row| row.line.clone()).collect();
        let rota = Rota::of(&usual(standing), &active(standing, &duty), &lines);
        Ok(Self { rows, rota, duty })
    }

    /// Whom to give a visitor to, the best first: who looked after them, who looks after whoever sent them, the next who is
    /// free, else the next in the order.
    pub(super) fn proposals(&self, standing: &Standing, known: &[(StaffId, ChosenBy)]) -> Vec<ConsultantProposal> {
        let next = self.rota.next().or_else(|| self.rota.turns.first().copied());
        let known = known.iter().filter(|(staff, _)| self.rota.is_on_duty(*staff)).cloned();
        let mut seen = BTreeSet::new();
        let proposed = known.chain(next.map(|staff| (staff, ChosenBy::Rota))).filter(|(staff, _)| seen.insert(*staff));
        let proposal = |(staff, chosen_by)| ConsultantProposal {
            is_busy: self.rota.busy.contains(&staff),
            staff: standing.name_of(staff),
            chosen_by,
        };
        proposed.map(proposal).collect()
    }

    /// Why this consultant, of those whom [`Self::proposals`] would name.
    pub(super) fn chosen_by(&self, known: &[(StaffId, ChosenBy)], consultant: StaffId) -> ChosenBy {
        let is_known = known.iter().find(|(staff, _)| *staff == consultant).map(|(_, how)| how.clone());
        let next = self.rota.next().or_else(|| self.rota.turns.first().copied());
        is_known.unwrap_or(if next == Some(consultant) { ChosenBy::Rota } else { ChosenBy::Hand })
    }
}

/// The order of a day that says nothing else: the store's rota, else everyone who sells, in the order of their joining.
pub(super) fn usual(standing: &Standing) -> Vec<StaffId> {
    let rota = &standing.store_file.rota;
    let mut usual: Vec<StaffId> = sellers(standing).collect();
    if !rota.is_empty() {
        usual.retain(|staff| rota.contains_key(staff));
        usual.sort_by_key(|staff| (rota.get(staff).copied(), *staff));
    }
    usual
}

/// Everyone who may take turns with visitors, by id.
pub(super) fn sellers(standing: &Standing) -> impl Iterator<Item = StaffId> {
    let now = standing.ledger.now();
    let mut staff: Vec<StaffId> = now.staff().collect();
    staff.retain(|staff| {
        now.account_of(*staff) == Some(AccountState::Active) || now.account_of(*staff) == Some(AccountState::Invited)
    });
    staff.retain(|staff| now.holds(*staff, Role::Consultant));
    staff.sort_unstable();
    staff.into_iter()
}

/// What the day says of people who still sell here.
fn active(standing: &Standing, duty: &std::collections::BTreeMap<StaffId, Duty>) -> std::collections::BTreeMap<StaffId, Duty> {
    let sellers: BTreeSet<StaffId> = sellers(standing).collect();
    duty.iter().filter(|(staff, _)| sellers.contains(staff)).map(|(staff, duty)| (*staff, *duty)).collect()
}

/// Who looked after a customer before, and who looks after the customer who sent them: the one named at the desk, else the
/// one whom the file names.
pub(super) fn known_consultants(
    conn: &Connection,
    standing: &Standing,
    customer: Option<FileId>,
    referrer: Option<FileId>,
) -> Result<Vec<(StaffId, ChosenBy)>, Failed> {
    let mut known = Vec::new();
    if let Some(staff) = customer.map(|file| owner(conn, standing, file)).transpose()?.flatten() {
        known.push((staff, ChosenBy::Previous));
    }
    let said = customer.map(|file| mirror::referrer_of(conn, file)).transpose()?.flatten();
    if let Some(staff) = referrer.or(said).map(|file| owner(conn, standing, file)).transpose()?.flatten() {
        known.push((staff, ChosenBy::Referrer));
    }
    Ok(known)
}

/// Who looks after a customer file, where it is here.
pub(super) fn owner(conn: &Connection, standing: &Standing, file: FileId) -> Result<Option<StaffId>, Failed> {
    match vault::file::get(conn, file)? {
        Some(row) => owner_of(conn, standing, &row),
        None => Ok(None),
    }
}
