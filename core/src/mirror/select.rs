//! Which customers a question is about. One law for list, board and counts, so that a number always equals the list it opens.

use rusqlite::{Connection, Row};

use super::{MirrorError, profile, row_set::RowSet, tags};
use crate::{
    clock::{Date, Instant},
    domain::{
        opportunity::{Grade, Stage},
        relation::Relation,
    },
    ids::{FileId, StaffId},
};

/// Whose files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everyone's and the pool's.
    All,
    /// Of this person.
    Own(StaffId),
    /// Of this person, and those nobody looks after.
    OwnAndPool(StaffId),
}

impl Scope {
    /// Whether a file with this owner belongs to it.
    #[must_use]
    pub fn admits(&self, owner: Option<StaffId>) -> bool {
        match self {
            Self::All => true,
            Self::Own(staff) => owner == Some(*staff),
            Self::OwnAndPool(staff) => owner.is_none_or(|owner| owner == *staff),
        }
    }

    /// Whether it holds everyone's files, and whether those of the pool.
    pub(super) const fn reach(&self) -> (bool, bool) {
        match self {
            Self::All => (true, true),
            Self::Own(_) => (false, false),
            Self::OwnAndPool(_) => (false, true),
        }
    }

    /// The person it is about.
    #[must_use]
    pub const fn staff(&self) -> Option<StaffId> {
        match self {
            Self::All => None,
            Self::Own(staff) | Self::OwnAndPool(staff) => Some(*staff),
        }
    }
}

/// What a file may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Has an overdue follow-up.
    OverdueFollowUp,
    /// Is open and has no follow-up planned.
    NoFollowUp,
    /// Lacks a phone or a name.
    Incomplete,
    /// Shares a phone with another file.
    Duplicate,
    /// Has a value two devices wrote apart.
    Clash,
}

/// Filters; all that are given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Name, pinyin, initials or any run of a phone, as typed.
    pub search: String,
    /// Of these people; a file without owner never matches.
    pub owners: Vec<StaffId>,
    /// Of these sources.
    pub sources: Vec<String>,
    /// Of these grades.
    pub grades: Vec<Grade>,
    /// In these stages.
    pub stages: Vec<Stage>,
    /// Caught at this event.
    pub event: Option<FileId>,
    /// Only those that need something.
    pub need: Option<Need>,
    /// With any of these free tags.
    pub tags: Vec<String>,
    /// Who stand with the store in any of these ways.
    pub relations: Vec<Relation>,
    /// Customers whose last contact lies before this have lapsed.
    pub lapsed_before: Option<Instant>,
}

impl Filter {
    /// Whether something but the search is asked.
    fn asks(&self) -> bool {
        let Self { search: _, owners, sources, grades, stages, event, need, tags, relations, lapsed_before: _ } = self;
        !(tags.is_empty()
            && relations.is_empty()
            && owners.is_empty()
            && sources.is_empty()
            && grades.is_empty()
            && stages.is_empty()
            && event.is_none()
            && need.is_none())
    }
}

/// The customers that scope and filter admit, the search left aside; none where that is everyone.
pub(super) fn admitted(conn: &Connection, scope: Scope, filter: &Filter, today: Date) -> Result<Option<RowSet>, MirrorError> {
    if scope == Scope::All && !filter.asks() {
        return Ok(None);
    }
    let mut set = RowSet::default();
    let sql = match scope {
        Scope::All => include_str!("sql/sieve_all.sql"),
        Scope::Own(_) => include_str!("sql/sieve_own.sql"),
        Scope::OwnAndPool(_) => include_str!("sql/sieve_own_and_pool.sql"),
    };
    let sieve = Sieve::new(filter, today);
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = match scope.staff() {
        None => statement.query(())?,
        Some(staff) => statement.query([staff])?,
    };
    while let Some(row) = rows.next()? {
        if sieve.admits(row)? {
            set.insert(row.get(0)?);
        }
    }
    if let Some(event) = filter.event {
        set.keep(&rows_of_event(conn, event)?);
    }
    if !filter.tags.is_empty() {
        set.keep(&tags::rows_with(conn, &filter.tags)?);
    }
    if !filter.relations.is_empty() {
        set.keep(&profile::rows_related(conn, &filter.relations, filter.lapsed_before)?);
    }
    if filter.need == Some(Need::Duplicate) {
        set.keep(&sharing_a_phone(conn)?);
    }
    Ok(Some(set))
}

/// The filter in the shape in which 50,000 rows are compared with it.
struct Sieve<'a> {
    owners: &'a [StaffId],
    sources: &'a [String],
    grades: Vec<&'a str>,
    stages: Vec<&'a str>,
    need: Option<Need>,
    today: String,
}

impl<'a> Sieve<'a> {
    fn new(filter: &'a Filter, today: Date) -> Self {
        Self {
            owners: &filter.owners,
            sources: &filter.sources,
            grades: filter.grades.iter().map(Grade::as_str).collect(),
            stages: filter.stages.iter().map(Stage::as_str).collect(),
            need: filter.need,
            today: today.to_string(),
        }
    }

    /// Columns: row, owner, source, grade, stage, next_on, clashes, is_incomplete, lacks_follow_up.
    fn admits(&self, row: &Row<'_>) -> Result<bool, rusqlite::Error> {
        let is_one_of = |column: usize, wanted: &[&str]| -> Result<bool, rusqlite::Error> {
            Ok(wanted.is_empty() || row.get_ref(column)?.as_str_or_null()?.is_some_and(|word| wanted.contains(&word)))
        };
        if !self.owners.is_empty() {
            let owner = row.get_ref(1)?.as_blob_or_null()?;
            if !owner.is_some_and(|owner| self.owners.iter().any(|wanted| wanted.as_bytes() == owner)) {
                return Ok(false);
            }
        }
        if !self.sources.is_empty() {
            let source = row.get_ref(2)?.as_str()?;
            if !self.sources.iter().any(|wanted| wanted == source) {
                return Ok(false);
            }
        }
        if !is_one_of(3, &self.grades)? || !is_one_of(4, &self.stages)? {
            return Ok(false);
        }
        Ok(match self.need {
            // Duplicates are looked up apart: they depend on other files.
            None | Some(Need::Duplicate) => true,
            Some(Need::OverdueFollowUp) => row.get_ref(5)?.as_str()? < self.today.as_str(),
            Some(Need::Clash) => row.get::<_, i64>(6)? > 0,
            Some(Need::Incomplete) => row.get(7)?,
            Some(Need::NoFollowUp) => row.get(8)?,
        })
    }
}

/// The customers caught at an event.
pub(super) fn rows_of_event(conn: &Connection, event: FileId) -> Result<RowSet, MirrorError> {
    let mut statement = conn.prepare_cached("SELECT row FROM m_lead WHERE event = ?1")?;
    Ok(statement.query_map([event], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn sharing_a_phone(conn: &Connection) -> Result<RowSet, MirrorError> {
    let mut statement = conn.prepare_cached(include_str!("sql/sharing_a_phone.sql"))?;
    Ok(statement.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?)
}
