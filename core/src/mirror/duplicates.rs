//! Files that share a phone. They are never joined by themselves; a person is shown the pairs.

use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};

use super::{Customer, MirrorError, customer};
use crate::ids::FileId;

/// Counting stops here: nobody works through more.
const COUNTED: u32 = 10_000;

/// Two files with the same phone, `a` the older.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The number both have.
    pub phone: String,
    /// One file.
    pub a: Customer,
    /// The other.
    pub b: Customer,
}

/// Up to `limit` pairs, by number. Two files that share two numbers are one pair.
pub fn duplicates(conn: &Connection, limit: u32) -> Result<Vec<Pair>, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/duplicates.sql"))?;
    let mut rows = statement.query(())?;
    let mut seen = BTreeSet::new();
    let mut pairs = Vec::new();
    while let Some(row) = rows.next()?
        && seen.len() < usize::try_from(limit).unwrap_or(usize::MAX)
    {
        let (a, b): (i64, i64) = (row.get(1)?, row.get(2)?);
        if seen.insert((a, b)) {
            pairs.push(Pair { phone: row.get(0)?, a: customer::by_row(conn, a)?, b: customer::by_row(conn, b)? });
        }
    }
    Ok(pairs)
}

/// How many pairs there are, 10,000 at most.
pub fn duplicate_count(conn: &Connection) -> Result<u32, MirrorError> {
    Ok(conn
        .prepare_cached(include_str!("sql/duplicate_count.sql"))?
        .query_row(named_params! { ":limit": COUNTED }, |row| row.get(0))?)
}

/// The other files that share a phone with this one, 50 at most, oldest first.
pub fn same_phone(conn: &Connection, file: FileId) -> Result<Vec<Customer>, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/same_phone.sql"))?;
    let rows: Vec<i64> = statement.query_map([file], |row| row.get(0))?.collect::<Result<_, _>>()?;
    customer::by_rows(conn, &rows)
}
