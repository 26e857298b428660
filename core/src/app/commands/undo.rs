//! The way back from a command, for 24 hours.

use crate::{
    app::{
        App,
        api::{
            common::Nothing,
            customers::{RecentOperation, Undo, Undone},
            error::{AppError, ErrorCode},
        },
        writing::{Target, Writing},
    },
    document::UndoStep,
    ids::FileId,
    policy::FileKind,
    vault,
};

/// Commands shown in the list.
const MOST_ROWS: u32 = 100;
/// How long a command can be undone.
const UNDO_MS: i64 = 24 * 3_600_000;

impl App {
    /// Commands of the last 24 hours, the newest first.
    pub fn recent_operations(&self, _: Nothing) -> Result<Vec<RecentOperation>, AppError> {
        let store = self.opened()?;
        let since = store.world.now().plus_ms(-UNDO_MS);
        let rows = store.read(|conn| vault::undo::recent(conn, since, MOST_ROWS))?;
        Ok(rows
            .into_iter()
            .map(|row| RecentOperation { undo: row.id, command: row.command, file: row.file, at: row.at, undone: row.is_undone })
            .collect())
    }

    /// Undoes a command: puts back what still is as the command wrote it, and names the rest.
    pub fn undo(&self, request: Undo) -> Result<Undone, AppError> {
        let store = self.opened()?;
        let row = store.read(|conn| vault::undo::get(conn, request.undo))?;
        let row =
            row.filter(|row| !row.is_undone && row.at > store.world.now().plus_ms(-UNDO_MS)).ok_or(ErrorCode::CannotUndo)?;
        let steps: Vec<(FileId, FileKind, Vec<UndoStep>)> =
            serde_json::from_slice(&row.bytes).map_err(|_| ErrorCode::CannotUndo)?;
        let mut writing = Writing::begin(&store);
        let mut kept = Vec::new();
        for (file, kind, steps) in &steps {
            let known = store.read(|conn| vault::file::get(conn, *file))?.ok_or(ErrorCode::NotFound)?;
            kept.extend(writing.stage_undo(Target { file: *file, kind: *kind, about: known.about }, steps)?);
        }
        if writing.is_empty() {
            return Err(ErrorCode::CannotUndo.into());
        }
        let committed = writing.commit("undo", |tx, _| Ok(vault::undo::mark_undone(tx, request.undo)?))?;
        self.changed(&store, &committed.touched);
        Ok(Undone { touched: committed.touched, kept })
    }
}
