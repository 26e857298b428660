//! Purchases that are given up: asked, judged, taken back, and read with their figures.

use rusqlite::Connection;

use crate::{
    app::{
        App,
        api::{
            common::{Saved, Touched},
            error::{AppError, ErrorCode},
            losses::{
                AskLosses, GivenUp, HandTo, JudgeLoss, LossPage, LossRow, LossesShown, RequestLoss, ReviveOpportunity, SaidOn,
                WordCount,
            },
        },
        damage::Failed,
        rows::customer_row,
        store::{OpenStore, Standing},
        way_back::SaidStep,
        writing::{Target, Writing},
    },
    clock::{Date, Instant},
    domain::{customer::CustomerFile, edit::Edit, loss::LossState, opportunity::Grade, rules::LossReason},
    ids::{FileId, OpportunityId, StaffId},
    mirror::{self, LossCount, LossFilter, LossStanding},
    ops::{Author, follow_up, loss},
    policy::{
        Decision,
        acts::{LedgerAct, Say},
    },
};

/// Rows of one page.
const MOST_ROWS: u32 = 200;
/// Below this a rate is flagged (features.md section 2).
const FEW: u32 = 30;

/// What was said in the ledger of a customer who changed hands.
#[derive(Default)]
struct Given {
    touched: Touched,
    said: Vec<SaidStep>,
}

impl App {
    /// Gives a purchase up; a manager's own is confirmed at once.
    pub fn request_loss(&self, request: RequestLoss) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.opportunity.to_string())?;
        let edits = give_up(&author, &store.standing(), &file, request.opportunity, &request.given_up)?;
        writing.stage(Target::customer(file.id), &edits)?;
        let saved = writing.commit("request_loss", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// A manager's word on a request; the customer may change hands with it.
    pub fn judge_loss(&self, request: JudgeLoss) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let standing = store.standing();
        if !may_judge(&standing) {
            return Err(ErrorCode::NotAllowed.into());
        }
        let word = loss::Word { request: request.request, confirmed: request.confirmed, words: request.words };
        let judged = |writing: &mut Writing<'_>| -> Result<_, AppError> {
            let file = writing.customer_holding(request.file, &request.opportunity.to_string())?;
            let mut edits = loss::judge(&author, &file, request.opportunity, &word)?;
            edits.extend(follow_up::by_rule(&author, &file, &edits, &standing.store_file.rules));
            Ok((file.id, edits))
        };
        // What is refused is refused before the customer changes hands.
        judged(&mut Writing::begin(&store))?;
        let given = if request.confirmed { self.hand_on(&store, request.file, &request.hand_to)? } else { Given::default() };
        let mut writing = Writing::begin(&store).having_said(given.said);
        let (file, edits) = judged(&mut writing)?;
        writing.stage(Target::customer(file), &edits)?;
        let mut saved = writing.commit("judge_loss", |_, _| Ok(()))?.saved(request.file);
        saved.touched.ledger |= given.touched.ledger;
        saved.touched.everything |= given.touched.everything;
        saved.touched.files.extend(given.touched.files);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Gives the customer of a lost purchase on, each of their files. Who may give away only what is theirs cannot take it
    /// back.
    fn hand_on(&self, store: &OpenStore, file: FileId, to: &HandTo) -> Result<Given, AppError> {
        let owner = match to {
            HandTo::Keep => return Ok(Given::default()),
            HandTo::Pool => None,
            HandTo::Staff { staff } => Some(*staff),
        };
        let standing = store.standing();
        let files: Vec<FileId> = standing.ledger.now().group(file).into_iter().collect();
        let (touched, said) = self.give(store, &files, owner)?;
        let can_take_back = standing.may_say(LedgerAct::FilesAssigned) == Say::Any;
        Ok(Given { touched, said: if can_take_back { said } else { Vec::new() } })
    }

    /// Takes a purchase back that was given up.
    pub fn revive_opportunity(&self, request: ReviveOpportunity) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.opportunity.to_string())?;
        let mut edits = loss::revive(&author, &file, request.opportunity, &request.words)?;
        edits.extend(follow_up::by_rule(&author, &file, &edits, &store.standing().store_file.rules));
        writing.stage(Target::customer(file.id), &edits)?;
        let saved = writing.commit("revive_opportunity", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }

    /// Purchases that were given up, as far as this person may see them, with their figures.
    pub fn losses(&self, request: AskLosses) -> Result<LossPage, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = standing.scope()?;
        let starts = |date: Option<Date>| date.map(Date::starts_at);
        let asked = |word: &str| (!word.is_empty()).then(|| word.to_owned());
        let filter = LossFilter {
            from: starts(request.from),
            before: starts(request.upto.map(|date| date.plus_days(1))),
            states: LossState::ASKED.into_iter().filter(|state| is_shown(request.show, *state)).collect(),
            reason: asked(&request.reason),
            competitor: asked(&request.competitor),
        };
        let page = mirror::Page { offset: request.offset, limit: request.limit.min(MOST_ROWS) };
        store.read(|conn| -> Result<LossPage, Failed> {
            let all = mirror::loss_counts(conn, scope, &filter)?;
            let is_counted = |one: &&LossCount| {
                filter.states.contains(&one.state)
                    && filter.reason.as_ref().is_none_or(|reason| *reason == one.reason)
                    && filter.competitor.as_ref().is_none_or(|competitor| *competitor == one.competitor)
            };
            let shown: Vec<&LossCount> = all.iter().filter(is_counted).collect();
            let rows = mirror::losses(conn, scope, &filter, page)?;
            // An order that was cancelled is a loss nobody asked for.
            let requests = count(&all, |one| one.state != LossState::Cancelled);
            Ok(LossPage {
                rows: rows.iter().map(|one| loss_row(conn, &standing, one)).collect::<Result<_, Failed>>()?,
                total: shown.iter().map(|one| one.count).sum(),
                by_reason: counted(shown.iter().map(|one| (one.reason.as_str(), one.count))),
                by_competitor: counted(shown.iter().map(|one| (one.competitor.as_str(), one.count))),
                waiting: count(&all, |one| one.state.asks_manager()),
                requests,
                clear: count(&all, is_clear),
                few: requests < FEW,
                can_judge: may_judge(&standing),
            })
        })
    }
}

/// The edits by which this person gives a purchase up: a manager's own are a verdict too.
pub(super) fn give_up(
    author: &Author,
    standing: &Standing,
    file: &CustomerFile,
    id: OpportunityId,
    given_up: &GivenUp,
) -> Result<Vec<Edit>, AppError> {
    let GivenUp { reason, competitor, words } = given_up.clone();
    let given_up = loss::GivenUp { reason, competitor, words };
    let rules = &standing.store_file.rules;
    if may_judge(standing) {
        Ok(loss::lose(author, file, rules, id, &given_up)?)
    } else {
        Ok(loss::request(author, file, rules, id, &given_up)?)
    }
}

fn may_judge(standing: &Standing) -> bool {
    Decision::LossVerdict.counts_from(&standing.roles)
}

fn is_shown(show: LossesShown, state: LossState) -> bool {
    match show {
        LossesShown::Waiting => state.asks_manager(),
        LossesShown::Lost => state.is_lost(),
        LossesShown::Back => matches!(state, LossState::Refused | LossState::Withdrawn | LossState::Revived),
    }
}

/// Lost, reviewed, and it is known why.
fn is_clear(one: &LossCount) -> bool {
    one.state == LossState::Lost && LossReason::from(one.reason.as_str()).is_clear()
}

fn count(all: &[LossCount], is_one: impl Fn(&LossCount) -> bool) -> u32 {
    all.iter().filter(|one| is_one(one)).map(|one| one.count).sum()
}

/// How often each word stands, the most first; words that say nothing are left out.
fn counted<'a>(words: impl Iterator<Item = (&'a str, u32)>) -> Vec<WordCount> {
    let mut counts = std::collections::BTreeMap::<&str, u32>::new();
    for (word, count) in words.filter(|(word, _)| !word.is_empty()) {
        *counts.entry(word).or_default() += count;
    }
    let mut counts: Vec<WordCount> = counts.into_iter().map(|(word, count)| WordCount { word: word.to_owned(), count }).collect();
    counts.sort_by_key(|one| std::cmp::Reverse(one.count));
    counts
}

fn loss_row(conn: &Connection, standing: &Standing, one: &LossStanding) -> Result<LossRow, Failed> {
    let customer = mirror::customer_of_opportunity(conn, one.row, one.opportunity)?;
    let (masking, owner) = (standing.masking(), customer.owner);
    let words = |text: &str| masking.words(owner, text.to_owned());
    let said = |said: &Option<(Instant, StaffId, String)>| {
        said.as_ref().map(|(at, by, text)| SaidOn { at: *at, by: standing.name_of(*by), words: words(text) })
    };
    Ok(LossRow {
        opportunity: one.opportunity,
        state: one.state,
        request: one.request,
        asked_at: one.asked_at,
        asked_by: standing.name_of(one.asked_by),
        reason: one.reason.clone(),
        competitor: words(&one.competitor),
        words: words(&one.words),
        stage: one.stage.clone(),
        grade: Grade::clone(&one.grade),
        verdict: said(&one.verdict),
        revival: said(&one.revival),
        customer: customer_row(conn, standing, customer)?,
    })
}
