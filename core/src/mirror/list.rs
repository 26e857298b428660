//! The customer list: filtered, searched, sorted, in pages.

use std::cmp::Reverse;

use rusqlite::Connection;

use super::{
    Customer, MirrorError, customer,
    row_set::RowSet,
    search::Query,
    select::{self, Filter, Scope},
};
use crate::{clock::Date, ids::FileId};

/// The order of the list. With a search the best hit comes first, whatever the order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// What was worked on last, first.
    #[default]
    LastContact,
    /// By pinyin of the name.
    Name,
    /// The next follow-up first.
    NextFollowUp,
    /// The newest file first.
    Opened,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// How many there are in all.
    pub total: u32,
    /// The rows from the offset on.
    pub rows: Vec<Customer>,
}

/// Which part of a list is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many to skip.
    pub offset: u32,
    /// How many to give.
    pub limit: u32,
}

/// Sets up to this size are sorted in memory; for larger ones it is cheaper to walk the index and pick.
const SMALL: u32 = 300;

/// Gives a page of the customers of scope and filter. `today` decides what is overdue.
pub fn list(conn: &Connection, scope: Scope, filter: &Filter, sort: Sort, today: Date, page: Page) -> Result<List, MirrorError> {
    let admitted = select::admitted(conn, scope, filter, today)?;
    let (total, rows) = match Hits::find(conn, &Query::read(&filter.search))? {
        None => match admitted {
            None => (count_all(conn)?, walk(conn, sort, None, page)?),
            Some(set) => (set.len(), pick(conn, sort, &set, page)?),
        },
        Some(mut hits) => {
            if let Some(set) = &admitted {
                hits.keep(set);
            }
            (hits.len(), hits.page(conn, page)?)
        }
    };
    Ok(List { total, rows: customer::by_rows(conn, &rows)? })
}

/// The customers that match scope and filter with its search; none where that is everyone.
pub(super) fn matching(conn: &Connection, scope: Scope, filter: &Filter, today: Date) -> Result<Option<RowSet>, MirrorError> {
    let admitted = select::admitted(conn, scope, filter, today)?;
    Ok(match Hits::find(conn, &Query::read(&filter.search))? {
        None => admitted,
        Some(mut hits) => {
            if let Some(set) = &admitted {
                hits.keep(set);
            }
            Some(hits.into_set())
        }
    })
}

/// The customers that a search finds; none where nothing was typed.
pub(super) fn found(conn: &Connection, search: &str) -> Result<Option<RowSet>, MirrorError> {
    Ok(Hits::find(conn, &Query::read(search))?.map(Hits::into_set))
}

/// What a search found, in classes: whole names and numbers, then beginnings, then the rest.
struct Hits {
    classes: [RowSet; 3],
}

impl Hits {
    /// None where nothing was typed.
    fn find(conn: &Connection, query: &Query) -> Result<Option<Self>, MirrorError> {
        match query {
            Query::Everything => Ok(None),
            Query::Nothing => Ok(Some(Self { classes: Default::default() })),
            Query::Match { any, start, whole } => {
                let whole = matched(conn, whole)?;
                let mut start = matched(conn, start)?;
                start.take_out(&whole);
                let mut any = matched(conn, any)?;
                any.take_out(&whole);
                any.take_out(&start);
                Ok(Some(Self { classes: [whole, start, any] }))
            }
        }
    }

    fn keep(&mut self, set: &RowSet) {
        self.classes.iter_mut().for_each(|class| class.keep(set));
    }

    fn len(&self) -> u32 {
        self.classes.iter().map(RowSet::len).sum()
    }

    fn into_set(self) -> RowSet {
        self.classes.iter().flat_map(RowSet::iter).collect()
    }

    /// Within a class, what was worked on last comes first.
    fn page(&self, conn: &Connection, page: Page) -> Result<Vec<i64>, MirrorError> {
        let mut rows = Vec::new();
        let mut skip = page.offset;
        let mut left = page.limit;
        for class in &self.classes {
            let size = class.len();
            if skip < size && left > 0 {
                let found = pick(conn, Sort::LastContact, class, Page { offset: skip, limit: left })?;
                left = left.saturating_sub(u32::try_from(found.len()).unwrap_or(left));
                rows.extend(found);
            }
            skip = skip.saturating_sub(size);
        }
        Ok(rows)
    }
}

fn matched(conn: &Connection, expression: &str) -> Result<RowSet, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT rowid FROM m_search WHERE m_search MATCH ?1")?;
    Ok(statement.query_map([expression], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn count_all(conn: &Connection) -> Result<u32, MirrorError> {
    Ok(conn.prepare_cached("SELECT count(*) FROM m_customer")?.query_row((), |row| row.get(0))?)
}

fn pick(conn: &Connection, sort: Sort, set: &RowSet, page: Page) -> Result<Vec<i64>, MirrorError> {
    if set.len() <= SMALL { sort_few(conn, sort, set, page) } else { walk(conn, sort, Some(set), page) }
}

/// Walks the index of the order and takes those that are in the set.
fn walk(conn: &Connection, sort: Sort, set: Option<&RowSet>, page: Page) -> Result<Vec<i64>, MirrorError> {
    let sql = match sort {
        Sort::LastContact => "SELECT row FROM m_customer ORDER BY last_contact_at DESC, file",
        Sort::Name => "SELECT row FROM m_customer ORDER BY name_key, file",
        Sort::NextFollowUp => "SELECT row FROM m_customer ORDER BY next_on, file",
        Sort::Opened => "SELECT row FROM m_customer ORDER BY opened_at DESC, file",
    };
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(())?;
    let mut found = Vec::new();
    let mut skip = page.offset;
    while page.limit > 0
        && let Some(row) = rows.next()?
    {
        let row = row.get(0)?;
        if set.is_some_and(|set| !set.contains(row)) {
            continue;
        }
        if skip > 0 {
            skip -= 1;
            continue;
        }
        found.push(row);
        if found.len() >= usize::try_from(page.limit).unwrap_or(usize::MAX) {
            break;
        }
    }
    Ok(found)
}

/// The same order by looking each of a few rows up.
fn sort_few(conn: &Connection, sort: Sort, set: &RowSet, page: Page) -> Result<Vec<i64>, MirrorError> {
    let mut keyed: Vec<(Key, FileId, i64)> = Vec::new();
    let mut statement =
        conn.prepare_cached("SELECT last_contact_at, name_key, next_on, opened_at, file FROM m_customer WHERE row = ?1")?;
    for row in set.iter() {
        let key = statement.query_row([row], |found| {
            let key = match sort {
                Sort::LastContact => Key::Latest(Reverse(found.get(0)?)),
                Sort::Name => Key::Text(found.get(1)?),
                Sort::NextFollowUp => Key::Text(found.get(2)?),
                Sort::Opened => Key::Latest(Reverse(found.get(3)?)),
            };
            Ok((key, found.get(4)?, row))
        })?;
        keyed.push(key);
    }
    keyed.sort_unstable();
    let skip = usize::try_from(page.offset).unwrap_or(usize::MAX);
    let take = usize::try_from(page.limit).unwrap_or(usize::MAX);
    Ok(keyed.into_iter().skip(skip).take(take).map(|(_, _, row)| row).collect())
}

/// What the rows sort by; instants the latest first, unknown ones last.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Latest(Reverse<Option<i64>>),
    Text(String),
}
