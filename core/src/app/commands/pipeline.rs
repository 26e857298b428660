//! The pipeline: open purchases by stage or grade.

use rusqlite::Connection;

use crate::{
    app::{
        App,
        api::{
            common::Saved,
            error::{AppError, ErrorCode},
            work::{
                AskPipeline, EventTally, MoveOpportunity, OwnerTally, Pipeline, PipelineBy, PipelineCard, PipelineColumn,
                SourceTally,
            },
        },
        damage::Failed,
        rows::{customer_row, filter},
        store::Standing,
        way_back::Detail,
        writing::{Target, Writing},
    },
    clock::Instant,
    domain::opportunity::{Grade, Stage},
    ids::{FileId, StaffId},
    mirror::{self, Share},
    ops::{follow_up, opportunity},
};

/// Cards of one column.
const MOST_CARDS: u32 = 200;
const DAY_MS: i64 = 86_400_000;

impl App {
    /// The pipeline, as much of it as this person may see.
    pub fn pipeline(&self, request: AskPipeline) -> Result<Pipeline, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let scope = standing.scope()?;
        let by = match request.by {
            PipelineBy::Stage => mirror::Columns::Stage,
            PipelineBy::Grade => mirror::Columns::Grade,
        };
        let asked = filter(&request.filter, &standing.store_file.rules, store.world.today());
        let (today, now) = (standing.overdue_before(store.world.today()), store.world.now());
        store.read(|conn| -> Result<Pipeline, Failed> {
            let board = mirror::pipeline(conn, scope, &asked, by, today, request.limit.min(MOST_CARDS))?;
            let columns = board.columns.into_iter().map(|column| shown(conn, &standing, now, by, column));
            let columns = columns.collect::<Result<_, _>>()?;
            Ok(Pipeline { columns, ..tallies(&standing, board.total, board.by_owner, board.by_source, board.by_event) })
        })
    }

    /// Moves an opportunity to another stage or grade.
    pub fn move_opportunity(&self, request: MoveOpportunity) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let author = store.author()?;
        let mut writing = Writing::begin(&store);
        let file = writing.customer_holding(request.file, &request.opportunity.to_string())?;
        let current = opportunity::known(&file, request.opportunity)?;
        opportunity::check_move(current, request.stage.as_ref(), request.grade.as_ref())?;
        let mut edits = Vec::new();
        edits.extend(request.stage.iter().flat_map(|to| opportunity::move_stage(&author, current, to)));
        edits.extend(request.grade.iter().flat_map(|to| opportunity::grade(&author, current, to)));
        if request.stage.is_none() && request.grade.is_none() {
            return Err(ErrorCode::BadRequest.into());
        }
        edits.extend(follow_up::by_rule(&author, &file, &edits, &store.standing().store_file.rules));
        writing.stage(Target::customer(file.id), &edits)?;
        let detail = request.stage.map(Detail::Stage).or(request.grade.map(Detail::Grade));
        let saved = writing.about(detail).commit("move_opportunity", |_, _| Ok(()))?.saved(request.file);
        self.changed(&store, &saved.touched);
        Ok(saved)
    }
}

fn tallies(
    standing: &Standing,
    total: Share,
    by_owner: Vec<(Option<StaffId>, Share)>,
    by_source: Vec<(String, Share)>,
    by_event: Vec<(FileId, String, Share)>,
) -> Pipeline {
    let by_owner = by_owner.into_iter().map(|(owner, share)| owner_tally(standing, owner, share));
    let by_source = by_source.into_iter().map(|(source, Share { count, amount_fen })| SourceTally { source, count, amount_fen });
    let by_event =
        by_event.into_iter().map(|(event, name, Share { count, amount_fen })| EventTally { event, name, count, amount_fen });
    Pipeline {
        columns: Vec::new(),
        total: total.count,
        amount_fen: total.amount_fen,
        by_owner: by_owner.collect(),
        by_source: by_source.collect(),
        by_event: by_event.collect(),
    }
}

fn shown(
    conn: &Connection,
    standing: &Standing,
    now: Instant,
    by: mirror::Columns,
    column: mirror::Column,
) -> Result<PipelineColumn, Failed> {
    let mut cards = Vec::with_capacity(column.cards.len());
    for card in column.cards {
        let customer = customer_row(conn, standing, card.customer)?;
        let last = customer.last_contact_at.or(customer.opened_at).unwrap_or(now);
        let idle_days = now.unix_ms().saturating_sub(last.unix_ms()).max(0) / DAY_MS;
        cards.push(PipelineCard { opportunity: card.opportunity, idle_days, customer });
    }
    Ok(PipelineColumn {
        stage: (by == mirror::Columns::Stage).then(|| Stage::from(column.word.as_str())),
        grade: (by == mirror::Columns::Grade).then(|| Grade::from(column.word.as_str())),
        count: column.share.count,
        amount_fen: column.share.amount_fen,
        cards,
    })
}

/// A person's share.
pub(super) fn owner_tally(standing: &Standing, owner: Option<StaffId>, share: Share) -> OwnerTally {
    OwnerTally { owner: owner.map(|owner| standing.name_of(owner)), count: share.count, amount_fen: share.amount_fen }
}
