//! What the mirror keeps of a person for relation, referrals and segments.

use rusqlite::{Connection, OptionalExtension as _, Transaction, named_params};
use serde::Serialize;

use super::{Customer, MirrorError, customer, row_set::RowSet};
use crate::{
    clock::Instant,
    domain::{
        customer::{CustomerField, CustomerFile, Source},
        relation::{self, Relation},
    },
    ids::FileId,
};

/// Whom one customer referred is told up to this many.
const REFERRED: u32 = 200;

/// The columns of `m_profile`.
#[derive(Debug, Serialize)]
pub(super) struct ProfileFacts {
    relation: String,
    lapse_from: Option<Instant>,
    sex: String,
    education: String,
    birth_on: String,
    birth_year: String,
    age_band: String,
    referrer: Option<FileId>,
    is_referred: bool,
}

impl ProfileFacts {
    pub(super) fn of(file: &CustomerFile) -> Self {
        let text = |field: CustomerField| file.field(&field).unwrap_or_default().to_owned();
        let now = relation::now(file);
        let referrer = file.field(&CustomerField::Referrer).and_then(|id| id.parse().ok());
        Self {
            relation: now.relation.to_string(),
            lapse_from: now.since,
            sex: text(CustomerField::Sex),
            education: text(CustomerField::Education),
            birth_on: text(CustomerField::BirthOn),
            birth_year: text(CustomerField::BirthYear),
            age_band: text(CustomerField::AgeBand),
            referrer,
            is_referred: referrer.is_some() || text(CustomerField::Source) == Source::Referral.as_str(),
        }
    }
}

pub(super) fn write(tx: &Transaction<'_>, row: i64, facts: &ProfileFacts) -> Result<(), MirrorError> {
    tx.prepare_cached(include_str!("sql/put_profile.sql"))?.execute(named_params! {
        ":row": row, ":relation": facts.relation, ":lapse_from": facts.lapse_from, ":sex": facts.sex,
        ":education": facts.education, ":birth_on": facts.birth_on, ":birth_year": facts.birth_year,
        ":age_band": facts.age_band, ":referrer": facts.referrer, ":is_referred": facts.is_referred,
    })?;
    Ok(())
}

/// The customers that stand with the store in any of these ways; those not in contact since `lapsed_before` have lapsed.
pub(super) fn rows_related(
    conn: &Connection,
    relations: &[Relation],
    lapsed_before: Option<Instant>,
) -> Result<RowSet, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/rows_related.sql"))?;
    let mut set = RowSet::default();
    for relation in relations {
        let mut rows = statement.query(named_params! { ":relation": relation.as_str(), ":lapsed_before": lapsed_before })?;
        while let Some(row) = rows.next()? {
            set.insert(row.get(0)?);
        }
    }
    Ok(set)
}

/// Whom the customer whose files these are referred, oldest first; 200 at most.
pub fn referred_by(conn: &Connection, files: &[FileId]) -> Result<Vec<Customer>, MirrorError> {
    let mut rows = Vec::new();
    for file in files {
        let mut statement = conn.prepare_cached(include_str!("sql/referred_by.sql"))?;
        let found = statement.query_map((file, REFERRED), |row| row.get(0))?;
        rows.extend(found.collect::<Result<Vec<i64>, _>>()?);
    }
    customer::by_rows(conn, &rows)
}

/// Who referred this customer, as their file names them.
pub fn referrer_of(conn: &Connection, file: FileId) -> Result<Option<FileId>, MirrorError> {
    let mut statement = conn.prepare_cached(
        "SELECT m_profile.referrer FROM m_customer JOIN m_profile ON m_profile.row = m_customer.row WHERE m_customer.file = ?1",
    )?;
    Ok(statement.query_row([file], |row| row.get(0)).optional()?.flatten())
}

/// How many customers there are, and how many of them somebody referred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referrals {
    /// All customers.
    pub customers: u32,
    /// Those who were referred.
    pub referred: u32,
}

/// Customers whose first file was opened within the time. One person with two files, told by the phone, counts once.
pub fn referrals(conn: &Connection, from: Option<Instant>, until: Option<Instant>) -> Result<Referrals, MirrorError> {
    Ok(conn
        .prepare_cached(include_str!("sql/referrals.sql"))?
        .query_row(named_params! { ":from": from, ":until": until }, |row| {
            Ok(Referrals { customers: row.get(0)?, referred: row.get(1)? })
        })?)
}
