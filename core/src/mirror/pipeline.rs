//! The pipeline: every opportunity once, in columns by stage or grade, with shares per owner, source and event.
//!
//! One pass over a narrow table counts everything and picks the cards; only the picked ones are then read whole.

use std::collections::{BTreeMap, BinaryHeap};

use rusqlite::{Connection, Row};

use super::{Customer, Filter, MirrorError, Need, Scope, customer, list};
use crate::{
    clock::Date,
    domain::opportunity::{Grade, Stage},
    ids::{FileId, OpportunityId, StaffId},
};

/// What the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// One per stage.
    Stage,
    /// One per grade.
    Grade,
}

/// The board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Every column in the order of stages or grades, empty ones too; words of newer versions last.
    pub columns: Vec<Column>,
    /// All opportunities.
    pub total: Share,
    /// Per owner, none for the pool; the most first.
    pub by_owner: Vec<(Option<StaffId>, Share)>,
    /// Per source word, empty if unknown; the most first.
    pub by_source: Vec<(String, Share)>,
    /// Per event and its name, empty if the event is not here; the most first.
    pub by_event: Vec<(FileId, String, Share)>,
}

/// A part of the pipeline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many opportunities.
    pub count: u32,
    /// Sum of budgets in fen.
    pub amount_fen: i64,
}

impl Share {
    fn add(&mut self, budget_fen: i64) {
        self.count += 1;
        self.amount_fen = self.amount_fen.saturating_add(budget_fen);
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The word of its stage or grade.
    pub word: String,
    /// What is in it.
    pub share: Share,
    /// The first cards, longest without contact first.
    pub cards: Vec<Card>,
}

/// One opportunity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Which.
    pub opportunity: OpportunityId,
    /// Its customer; opportunity, grade, stage, interests, budget and event are this opportunity's.
    pub customer: Customer,
}

/// Counts the opportunities of scope and filter, and gives up to `limit` cards per column. Grades, stages and the event
/// of the filter are asked of the opportunity itself. `today` decides what is overdue.
pub fn pipeline(
    conn: &Connection,
    scope: Scope,
    filter: &Filter,
    by: Columns,
    today: Date,
    limit: u32,
) -> Result<Board, MirrorError> {
    let mut tally = Tally::new(by, limit);
    let asked = Asked::new(conn, scope, filter, today)?;
    let mut statement = conn.prepare_cached(include_str!("sql/board.sql"))?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let one = Opportunity::read(row)?;
        if asked.admits(&one) {
            tally.add(&one);
        }
    }
    tally.board(conn)
}

/// The narrow row of an opportunity, borrowed from SQLite.
struct Opportunity<'a> {
    row: i64,
    id: OpportunityId,
    stage: &'a str,
    grade: &'a str,
    owner: Option<StaffId>,
    source: &'a str,
    event: Option<FileId>,
    budget_fen: i64,
    last_contact_at: Option<i64>,
}

impl<'a> Opportunity<'a> {
    fn read(row: &'a Row<'_>) -> Result<Self, MirrorError> {
        let unreadable = |_| MirrorError::Unreadable { what: "opportunity" };
        Ok(Self {
            row: row.get(0)?,
            id: row.get(1)?,
            stage: row.get_ref(2)?.as_str().map_err(unreadable)?,
            grade: row.get_ref(3)?.as_str().map_err(unreadable)?,
            owner: row.get(4)?,
            source: row.get_ref(5)?.as_str().map_err(unreadable)?,
            event: row.get(6)?,
            budget_fen: row.get::<_, Option<i64>>(7)?.unwrap_or(0),
            last_contact_at: row.get(8)?,
        })
    }
}

/// Scope and filter in the shape in which 50,000 rows are compared with them.
struct Asked<'a> {
    scope: Scope,
    filter: &'a Filter,
    grades: Vec<&'a str>,
    stages: Vec<&'a str>,
    customers: Option<super::row_set::RowSet>,
}

impl<'a> Asked<'a> {
    fn new(conn: &Connection, scope: Scope, filter: &'a Filter, today: Date) -> Result<Self, MirrorError> {
        let of_customer = Filter {
            search: filter.search.clone(),
            need: filter.need,
            tags: filter.tags.clone(),
            relations: filter.relations.clone(),
            lapsed_before: filter.lapsed_before,
            ..Filter::default()
        };
        let customers = match (of_customer.need, of_customer.search.trim()) {
            (None, "") if of_customer.tags.is_empty() && of_customer.relations.is_empty() => None,
            (None | Some(Need::OverdueFollowUp | Need::NoFollowUp | Need::Incomplete | Need::Duplicate | Need::Clash), _) => {
                list::matching(conn, scope, &of_customer, today)?
            }
        };
        Ok(Self {
            scope,
            filter,
            grades: filter.grades.iter().map(Grade::as_str).collect(),
            stages: filter.stages.iter().map(Stage::as_str).collect(),
            customers,
        })
    }

    fn admits(&self, one: &Opportunity<'_>) -> bool {
        let Filter { owners, sources, event, .. } = self.filter;
        self.scope.admits(one.owner)
            && (owners.is_empty() || one.owner.is_some_and(|owner| owners.contains(&owner)))
            && (sources.is_empty() || sources.iter().any(|source| source == one.source))
            && (self.grades.is_empty() || self.grades.contains(&one.grade))
            && (self.stages.is_empty() || self.stages.contains(&one.stage))
            && event.is_none_or(|event| one.event == Some(event))
            && self.customers.as_ref().is_none_or(|set| set.contains(one.row))
    }
}

/// A card that may be shown: longest without contact first, the oldest opportunity among equals.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    last_contact_at: Option<i64>,
    opportunity: OpportunityId,
    row: i64,
}

#[derive(Debug, Default)]
struct Collected {
    share: Share,
    first: BinaryHeap<Candidate>,
}

struct Tally {
    by: Columns,
    limit: usize,
    columns: Vec<(String, Collected)>,
    total: Share,
    by_owner: BTreeMap<Option<StaffId>, Share>,
    by_source: BTreeMap<String, Share>,
    by_event: BTreeMap<FileId, Share>,
}

impl Tally {
    fn new(by: Columns, limit: u32) -> Self {
        let words: Vec<&str> = match by {
            Columns::Stage => Stage::ALL.iter().map(Stage::as_str).collect(),
            Columns::Grade => Grade::ALL.iter().map(Grade::as_str).collect(),
        };
        Self {
            by,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            columns: words.into_iter().map(|word| (word.to_owned(), Collected::default())).collect(),
            total: Share::default(),
            by_owner: BTreeMap::new(),
            by_source: BTreeMap::new(),
            by_event: BTreeMap::new(),
        }
    }

    fn add(&mut self, one: &Opportunity<'_>) {
        self.total.add(one.budget_fen);
        self.by_owner.entry(one.owner).or_default().add(one.budget_fen);
        match self.by_source.get_mut(one.source) {
            Some(share) => share.add(one.budget_fen),
            None => self.by_source.entry(one.source.to_owned()).or_default().add(one.budget_fen),
        }
        if let Some(event) = one.event {
            self.by_event.entry(event).or_default().add(one.budget_fen);
        }
        let word = match self.by {
            Columns::Stage => one.stage,
            Columns::Grade => one.grade,
        };
        let limit = self.limit;
        let column = self.column(word);
        column.share.add(one.budget_fen);
        let is_worse =
            column.first.len() >= limit && column.first.peek().is_none_or(|last| last.last_contact_at < one.last_contact_at);
        if !is_worse {
            column.first.push(Candidate { last_contact_at: one.last_contact_at, opportunity: one.id, row: one.row });
            if column.first.len() > limit {
                column.first.pop();
            }
        }
    }

    fn column(&mut self, word: &str) -> &mut Collected {
        let known = self.columns.iter().position(|(known, _)| known == word);
        let place = known.unwrap_or_else(|| {
            self.columns.push((word.to_owned(), Collected::default()));
            self.columns.len() - 1
        });
        &mut self.columns[place].1
    }

    fn board(self, conn: &Connection) -> Result<Board, MirrorError> {
        let columns = self
            .columns
            .into_iter()
            .map(|(word, collected)| {
                let cards =
                    collected.first.into_sorted_vec().iter().map(|card| read_card(conn, card)).collect::<Result<_, _>>()?;
                Ok(Column { word, share: collected.share, cards })
            })
            .collect::<Result<Vec<_>, MirrorError>>()?;
        let mut name_of = conn.prepare_cached("SELECT coalesce((SELECT name FROM m_event WHERE file = ?1), '')")?;
        let by_event = self
            .by_event
            .into_iter()
            .map(|(event, share)| Ok((event, name_of.query_row([event], |row| row.get(0))?, share)))
            .collect::<Result<Vec<_>, MirrorError>>()?;
        let mut board = Board {
            columns,
            total: self.total,
            by_owner: self.by_owner.into_iter().collect(),
            by_source: self.by_source.into_iter().collect(),
            by_event,
        };
        // Stable sorts: equal shares stay in the order of their ids or words.
        board.by_owner.sort_by_key(|(_, share)| std::cmp::Reverse(share.count));
        board.by_source.sort_by_key(|(_, share)| std::cmp::Reverse(share.count));
        board.by_event.sort_by_key(|(_, _, share)| std::cmp::Reverse(share.count));
        Ok(board)
    }
}

fn read_card(conn: &Connection, card: &Candidate) -> Result<Card, MirrorError> {
    let customer = customer_of_opportunity(conn, card.row, card.opportunity)?;
    Ok(Card { opportunity: card.opportunity, customer })
}

/// The customer of a row that is known to be there, with opportunity, grade, stage, interests, budget and event of this one.
pub fn customer_of_opportunity(conn: &Connection, row: i64, opportunity: OpportunityId) -> Result<Customer, MirrorError> {
    let customer = customer::by_row(conn, row)?;
    if customer.opportunity == Some(opportunity) {
        return Ok(customer);
    }
    let mut statement =
        conn.prepare_cached("SELECT stage, grade, budget_fen, event FROM m_opportunity WHERE row = ?1 AND id = ?2")?;
    let mut customer = statement.query_row((row, opportunity), |row| {
        let word = |column| row.get::<_, String>(column);
        Ok(Customer {
            opportunity: Some(opportunity),
            stage: Some(Stage::from(word(0)?.as_str())),
            grade: Some(Grade::from(word(1)?.as_str())),
            budget_fen: row.get(2)?,
            event: row.get(3)?,
            ..customer
        })
    })?;
    let mut names = conn.prepare_cached(include_str!("sql/interest_names.sql"))?;
    customer.interests = names.query_map((row, opportunity), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(customer)
}
