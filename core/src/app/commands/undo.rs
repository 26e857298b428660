//! The way back from a command, for 24 hours.

use rusqlite::Connection;

use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Touched},
            error::{AppError, ErrorCode},
            undo::{RecentOperation, Undo, Undone},
        },
        damage::Failed,
        store::Standing,
        way_back::WayBack,
        writing::{Target, Writing},
    },
    document::UndoStep,
    mirror,
    vault::{self, undo::UndoRow},
};

/// Commands shown in the list.
const MOST_ROWS: u32 = 100;
/// Places named beside a command.
const MOST_PLACES: usize = 5;
/// How long a command can be undone.
const UNDO_MS: i64 = 24 * 3_600_000;

impl App {
    /// Commands of the last 24 hours, the newest first.
    pub fn recent_operations(&self, _: Nothing) -> Result<Vec<RecentOperation>, AppError> {
        let store = self.opened()?;
        let since = store.world.now().plus_ms(-UNDO_MS);
        let rows = store.read(|conn| vault::undo::recent(conn, since, MOST_ROWS))?;
        let standing = store.standing();
        store.read(|conn| -> Result<_, Failed> { rows.into_iter().map(|row| told(conn, &standing, row)).collect() })
    }

    /// Undoes a command: puts back what still is as the command wrote it, says the opposite of what it said in the ledger,
    /// and names the rest.
    pub fn undo(&self, request: Undo) -> Result<Undone, AppError> {
        let store = self.opened()?;
        let row = store.read(|conn| vault::undo::get(conn, request.undo))?;
        let row =
            row.filter(|row| !row.is_undone && row.at > store.world.now().plus_ms(-UNDO_MS)).ok_or(ErrorCode::CannotUndo)?;
        let way_back = store.read(|conn| WayBack::read(conn, &row, u32::MAX))?.ok_or(ErrorCode::CannotUndo)?;
        let back = self.take_back(&store, &way_back.said)?;
        let mut undone = Undone { touched: back.touched.clone().unwrap_or_default(), kept: back.kept };
        let mut writing = Writing::begin(&store);
        for (file, kind, steps) in &way_back.files {
            let known = store.read(|conn| vault::file::get(conn, *file))?.ok_or(ErrorCode::NotFound)?;
            undone.kept.extend(writing.stage_undo(Target { file: *file, kind: *kind, about: known.about }, steps)?);
        }
        if !writing.is_empty() {
            let committed =
                writing.having_said(back.said).commit("undo", |tx, _| Ok(vault::undo::mark_undone(tx, request.undo)?))?;
            undone.touched =
                Touched { ledger: undone.touched.ledger, everything: undone.touched.everything, ..committed.touched };
        } else if let Some(view) = way_back.view {
            drop(writing);
            undone.touched = self.put_view_back(&store, request.undo, view)?;
        } else if back.touched.is_some() {
            drop(writing);
            self.remember(&store, "undo", row.file, &WayBack { said: back.said, ..WayBack::default() })?;
            store.write(|tx| Ok(vault::undo::mark_undone(tx, request.undo)?))?;
        } else {
            return Err(ErrorCode::CannotUndo.into());
        }
        self.changed(&store, &undone.touched);
        Ok(undone)
    }
}

/// A command in words: what it is called, what it changed, of whom.
fn told(conn: &Connection, standing: &Standing, row: UndoRow) -> Result<RecentOperation, Failed> {
    let way_back = WayBack::read(conn, &row, 1)?.unwrap_or_default();
    let files = vault::undo::part_count(conn, row.id)?.max(u32::try_from(way_back.said_files()).unwrap_or(u32::MAX));
    let steps = way_back.files.first().map(|(_, _, steps)| steps.as_slice()).unwrap_or_default();
    let places = steps.iter().map(UndoStep::place).take(MOST_PLACES).cloned();
    let shown = standing.ledger.now().joined(row.file);
    let customer = mirror::customer(conn, shown)?;
    let name = match customer {
        Some(customer) => standing.masking().words(customer.owner, customer.name),
        None => mirror::event_name(conn, row.file)?.unwrap_or_default(),
    };
    Ok(RecentOperation {
        undo: row.id,
        name,
        files,
        places: places.collect(),
        detail: way_back.detail.map(|detail| detail.told(standing)),
        command: row.command,
        file: shown,
        at: row.at,
        undone: row.is_undone,
    })
}
