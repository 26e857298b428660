//! Purchases that were given up, and what the store's past says.

use rusqlite::{Connection, Row, named_params};

use super::{MirrorError, Page, Scope};
use crate::{
    clock::Instant,
    domain::{
        loss::LossState,
        opportunity::{Grade, Stage},
        probability::Past,
    },
    ids::{LossId, OpportunityId, StaffId},
};

/// Which are asked for; all that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LossFilter {
    /// Asked for from here on.
    pub from: Option<Instant>,
    /// And before this.
    pub before: Option<Instant>,
    /// In one of these states; empty for all.
    pub states: Vec<LossState>,
    /// For this reason.
    pub reason: Option<String>,
    /// Lost to this competitor.
    pub competitor: Option<String>,
}

impl LossFilter {
    /// All time where no bound is given: the bounds are those of the index.
    fn time(&self) -> (i64, i64) {
        (self.from.map_or(i64::MIN, Instant::unix_ms), self.before.map_or(i64::MAX, Instant::unix_ms))
    }

    /// Each word between two blanks; none for all.
    fn states(&self) -> Option<String> {
        let words = self.states.iter().map(|state| format!(" {} ", state.word()));
        (!self.states.is_empty()).then(|| words.collect())
    }
}

/// How many purchases stand alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LossCount {
    /// Where they stand.
    pub state: LossState,
    /// Code of the reason.
    pub reason: String,
    /// What was bought instead.
    pub competitor: String,
    /// How many.
    pub count: u32,
}

/// A word of somebody: when, who, what.
pub type Said = (Instant, StaffId, String);

/// A purchase that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LossStanding {
    /// The customer's row.
    pub row: i64,
    /// Which purchase.
    pub opportunity: OpportunityId,
    /// Where it stands.
    pub state: LossState,
    /// The request.
    pub request: LossId,
    /// When it was asked.
    pub asked_at: Instant,
    /// By whom.
    pub asked_by: StaffId,
    /// Code of the reason.
    pub reason: String,
    /// What was bought instead.
    pub competitor: String,
    /// In words.
    pub words: String,
    /// The stage it stood at.
    pub stage: Stage,
    /// The grade it had.
    pub grade: Grade,
    /// The verdict on it.
    pub verdict: Option<Said>,
    /// Who took it back.
    pub revival: Option<Said>,
}

impl LossStanding {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let said = |at: &str, by: &str, text: &str| -> rusqlite::Result<Option<Said>> {
            let (at, by): (Option<Instant>, Option<StaffId>) = (row.get(at)?, row.get(by)?);
            let text: String = row.get(text)?;
            Ok(at.zip(by).map(|(at, by)| (at, by, text)))
        };
        Ok(Self {
            row: row.get("row")?,
            opportunity: row.get("opportunity")?,
            state: LossState::of_word(&row.get::<_, String>("state")?),
            request: row.get("request")?,
            asked_at: row.get("asked_at")?,
            asked_by: row.get("asked_by")?,
            reason: row.get("reason")?,
            competitor: row.get("competitor")?,
            words: row.get("words")?,
            stage: Stage::from(row.get::<_, String>("stage")?.as_str()),
            grade: Grade::from(row.get::<_, String>("grade")?.as_str()),
            verdict: said("verdict_at", "verdict_by", "verdict")?,
            revival: said("revived_at", "revived_by", "revival")?,
        })
    }
}

/// A page of the purchases in scope that were given up, the newest first.
pub fn losses(conn: &Connection, scope: Scope, filter: &LossFilter, page: Page) -> Result<Vec<LossStanding>, MirrorError> {
    let ((everyone, pool), (from, before)) = (scope.reach(), filter.time());
    let mut statement = conn.prepare_cached(include_str!("sql/losses.sql"))?;
    let asked = named_params! {
        ":from": from, ":before": before, ":everyone": everyone, ":pool": pool, ":staff": scope.staff(),
        ":states": filter.states(), ":reason": filter.reason, ":competitor": filter.competitor,
        ":limit": page.limit, ":offset": page.offset,
    };
    let rows = statement.query_map(asked, LossStanding::read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many purchases in scope were given up within the filter's time, of each state, reason and competitor.
pub fn loss_counts(conn: &Connection, scope: Scope, filter: &LossFilter) -> Result<Vec<LossCount>, MirrorError> {
    let ((everyone, pool), (from, before)) = (scope.reach(), filter.time());
    let mut statement = conn.prepare_cached(include_str!("sql/loss_counts.sql"))?;
    let asked = named_params! {
        ":from": from, ":before": before, ":everyone": everyone, ":pool": pool, ":staff": scope.staff(),
    };
    let rows = statement.query_map(asked, |row| {
        let state = LossState::of_word(row.get_ref(0)?.as_str()?);
        Ok(LossCount { state, reason: row.get(1)?, competitor: row.get(2)?, count: row.get(3)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The purchases on this device that passed through a grade and a stage and have ended.
pub fn past(conn: &Connection, grade: &Grade, stage: &Stage) -> Result<Past, MirrorError> {
    let mut statement =
        conn.prepare_cached("SELECT count(*), coalesce(sum(won), 0) FROM m_past WHERE grade = ?1 AND stage = ?2")?;
    let (grade, stage) = (grade.as_str(), stage.as_str());
    Ok(statement.query_row((grade, stage), |row| Ok(Past { ended: row.get(0)?, won: row.get(1)? }))?)
}
