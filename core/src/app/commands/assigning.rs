//! Files change hands.

use std::collections::BTreeSet;

use crate::{
    app::{
        App,
        api::{
            common::Saved,
            customers::AssignFiles,
            error::{AppError, ErrorCode},
        },
        store::{OpenStore, Standing},
        way_back::{Detail, WayBack},
    },
    ids::{FileId, StaffId},
    policy::acts::{LedgerAct, Say},
};

impl App {
    /// Gives files to a person, or to the pool.
    pub fn assign_files(&self, request: AssignFiles) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.assign(&store, "assign_files", &request.files, request.owner)
    }

    /// A joined customer is given whole, so that it stays together with whoever has it if it is split. Who may give away
    /// only what is theirs cannot take it back: it is another's then.
    pub(in crate::app) fn assign(
        &self,
        store: &OpenStore,
        command: &str,
        files: &[FileId],
        owner: Option<StaffId>,
    ) -> Result<Saved, AppError> {
        let standing = store.standing();
        let all: BTreeSet<FileId> = files.iter().flat_map(|file| standing.ledger.now().group(*file)).collect();
        let all: Vec<FileId> = all.into_iter().collect();
        let first = *files.first().ok_or(ErrorCode::BadRequest)?;
        let (touched, said) = self.give(store, &all, owner)?;
        let undo = if standing.may_say(LedgerAct::FilesAssigned) == Say::Any {
            let way_back = WayBack { said, detail: Some(Detail::Owner(owner)), ..WayBack::default() };
            self.remember(store, command, first, &way_back)?
        } else {
            None
        };
        Ok(Saved { file: first, touched, undo, warnings: Vec::new() })
    }
}

/// Whether the person may give a file of `owner`'s to somebody.
pub(super) fn may_assign(standing: &Standing, owner: Option<StaffId>) -> bool {
    match standing.may_say(LedgerAct::FilesAssigned) {
        Say::Any => true,
        Say::Own => owner.is_some() && owner == standing.staff,
        Say::No => false,
    }
}
