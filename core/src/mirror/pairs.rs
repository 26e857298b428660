//! Files that may be the same person: found as files are written, so that asking for them reads no more than there are.
//!
//! Cost per written file: a look-up per mark, and where a number or the name changed one per number that is nearly it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::{Customer, MirrorError, customer, facts::Facts};
use crate::domain::pair::{PairReason, names_agree, near};

/// More are not read: nobody works through more.
const MOST: u32 = 2_000;

/// Two files that may be one person, `a` the older.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspects {
    /// One file.
    pub a: Customer,
    /// The other.
    pub b: Customer,
    /// Why, the strongest reason first.
    pub reasons: Vec<PairReason>,
    /// The number both have, where they share one.
    pub phone: Option<String>,
}

/// Pairs that nobody has judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspected {
    /// Pairs with the same number.
    pub certain: u32,
    /// The others.
    pub hints: u32,
    /// A page of them, certain ones first, the newest file first.
    pub pairs: Vec<Suspects>,
}

/// What is found of one pair: its reasons and the number both have.
type Found = (BTreeSet<PairReason>, Option<String>);

/// A page of the pairs that nobody has judged, those with the same number first.
pub fn suspects(conn: &Connection, offset: u32, limit: u32) -> Result<Suspected, MirrorError> {
    let found = all(conn)?;
    let is_certain = |found: &Found| found.0.contains(&PairReason::Phone);
    let certain = u32::try_from(found.values().filter(|one| is_certain(one)).count()).unwrap_or(u32::MAX);
    let hints = u32::try_from(found.len()).unwrap_or(u32::MAX).saturating_sub(certain);
    let mut order: Vec<(&(i64, i64), &Found)> = found.iter().collect();
    order.sort_by_key(|(rows, found)| (!is_certain(found), std::cmp::Reverse(found.0.len()), std::cmp::Reverse(**rows)));
    let (skip, take) = (usize::try_from(offset).unwrap_or(usize::MAX), usize::try_from(limit).unwrap_or(usize::MAX));
    let pairs = order
        .into_iter()
        .skip(skip)
        .take(take)
        .map(|((a, b), (reasons, phone))| {
            let (a, b) = (customer::judged(conn, *a)?, customer::judged(conn, *b)?);
            Ok(Suspects { a, b, reasons: reasons.iter().cloned().collect(), phone: phone.clone() })
        })
        .collect::<Result<_, MirrorError>>()?;
    Ok(Suspected { certain, hints, pairs })
}

/// Rows of the older and the newer file of each pair.
fn all(conn: &Connection) -> Result<BTreeMap<(i64, i64), Found>, MirrorError> {
    let mut found: BTreeMap<(i64, i64), Found> = BTreeMap::new();
    let mut statement = conn.prepare_cached(include_str!("sql/duplicates.sql"))?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()?
        && found.len() < usize::try_from(MOST).unwrap_or(usize::MAX)
    {
        let one = found.entry((row.get(1)?, row.get(2)?)).or_default();
        one.0.insert(PairReason::Phone);
        one.1 = Some(row.get(0)?);
    }
    for sql in [include_str!("sql/pairs_by_mark.sql"), include_str!("sql/pairs_near.sql")] {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([MOST])?;
        while let Some(row) = rows.next()? {
            let reason = PairReason::from(row.get_ref(2)?.as_str().unwrap_or_default());
            found.entry((row.get(0)?, row.get(1)?)).or_default().0.insert(reason);
        }
    }
    Ok(found)
}

/// What stood in the mirror before: the name, if the file was there.
pub(super) fn name_of(tx: &Transaction<'_>, row: i64) -> Result<Option<String>, MirrorError> {
    Ok(tx.prepare_cached("SELECT name FROM m_customer WHERE row = ?1")?.query_row([row], |row| row.get(0)).optional()?)
}

/// Writes what a file is known by. `is_moved` tells whether a number or the name changed.
pub(super) fn write(tx: &Transaction<'_>, row: i64, facts: &Facts, is_moved: bool) -> Result<(), MirrorError> {
    write_marks(tx, row, facts)?;
    tx.prepare_cached("DELETE FROM m_apart WHERE row = ?1")?.execute([row])?;
    for other in &facts.apart {
        tx.prepare_cached("INSERT INTO m_apart (row, other) VALUES (?1, ?2)")?.execute((row, other))?;
    }
    if is_moved { write_near(tx, row, facts) } else { Ok(()) }
}

pub(super) fn clear(tx: &Transaction<'_>, row: i64) -> Result<(), MirrorError> {
    clear_marks(tx, row)?;
    tx.prepare_cached("DELETE FROM m_near WHERE low = ?1 OR high = ?1")?.execute([row])?;
    tx.prepare_cached("DELETE FROM m_apart WHERE row = ?1")?.execute([row])?;
    Ok(())
}

fn write_marks(tx: &Transaction<'_>, row: i64, facts: &Facts) -> Result<(), MirrorError> {
    let mut statement = tx.prepare_cached("SELECT mark FROM m_mark_of WHERE row = ?1 ORDER BY mark")?;
    let standing: Vec<String> = statement.query_map([row], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if standing == facts.marks {
        return Ok(());
    }
    clear_marks(tx, row)?;
    for mark in &facts.marks {
        tx.prepare_cached("INSERT INTO m_mark_of (row, mark) VALUES (?1, ?2)")?.execute((row, mark))?;
        count(tx, mark)?;
    }
    Ok(())
}

fn clear_marks(tx: &Transaction<'_>, row: i64) -> Result<(), MirrorError> {
    let mut statement = tx.prepare_cached("DELETE FROM m_mark_of WHERE row = ?1 RETURNING mark")?;
    let marks: Vec<String> = statement.query_map([row], |row| row.get(0))?.collect::<Result<_, _>>()?;
    marks.iter().try_for_each(|mark| count(tx, mark))
}

/// Keeps `m_mark` true: the marks that two or more files have.
fn count(tx: &Transaction<'_>, mark: &str) -> Result<(), MirrorError> {
    let files: i64 = tx.prepare_cached("SELECT count(*) FROM m_mark_of WHERE mark = ?1")?.query_row([mark], |row| row.get(0))?;
    if files < 2 {
        tx.prepare_cached("DELETE FROM m_mark WHERE mark = ?1")?.execute([mark])?;
    } else {
        tx.prepare_cached("INSERT INTO m_mark (mark, files) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET files = excluded.files")?
            .execute((mark, files))?;
    }
    Ok(())
}

fn write_near(tx: &Transaction<'_>, row: i64, facts: &Facts) -> Result<(), MirrorError> {
    tx.prepare_cached("DELETE FROM m_near WHERE low = ?1 OR high = ?1")?.execute([row])?;
    let own = facts.phones.iter().filter(|(_, _, person)| person.is_none()).filter_map(|(_, number, _)| number.as_deref());
    let mut others = BTreeSet::new();
    for number in own.flat_map(near) {
        let mut statement = tx.prepare_cached(include_str!("sql/near_phone.sql"))?;
        let mut found = statement.query((number, row))?;
        while let Some(other) = found.next()? {
            if names_agree(&facts.name, other.get_ref(1)?.as_str().unwrap_or_default()) {
                others.insert(other.get::<_, i64>(0)?);
            }
        }
    }
    for other in others {
        tx.prepare_cached("INSERT INTO m_near (low, high) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute((row.min(other), row.max(other)))?;
    }
    Ok(())
}
