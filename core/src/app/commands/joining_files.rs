//! Files that are one customer: joined and split by a statement that copies nothing.

use crate::{
    app::{
        App,
        api::{
            common::{Saved, StaffName, Touched},
            error::{AppError, ErrorCode},
            trust::{HandOverBook, JoinedFile, TwoFiles},
        },
        group,
        store::{OpenStore, Standing},
        way_back::{SaidStep, WayBack},
    },
    domain::customer::{CustomerField, CustomerFile},
    ids::{FileId, StaffId},
    ops::customer::join::{self, JoinRefused},
    policy::FileKind,
    sync::ledger::{Act, View},
    vault,
};

impl App {
    /// Gives all that a person who left held, or began, to somebody else or into the pool.
    pub fn hand_over_book(&self, request: HandOverBook) -> Result<Touched, AppError> {
        let store = self.opened()?;
        self.act(&store, Act::BookHandedOver { from: request.from, to: request.to })
    }

    /// Shows two customer files as one customer from now on.
    pub fn join_files(&self, request: TwoFiles) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let (one, other) = (readable(&store, &standing, request.one)?, readable(&store, &standing, request.other)?);
        check_join(&one, &other)?;
        let files = (request.one, request.other);
        let (touched, said) = self.say(&store, Act::FilesJoined { one: request.one, other: request.other })?;
        self.linked(&store, "join_files", files, touched, SaidStep::Joined { said, files })
    }

    /// Shows them as two again, with all that was written meanwhile.
    pub fn split_files(&self, request: TwoFiles) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let files = (request.one, request.other);
        let (touched, said) = self.say(&store, Act::FilesSplit { one: request.one, other: request.other })?;
        self.linked(&store, "split_files", files, touched, SaidStep::Split { said, files })
    }

    fn linked(
        &self,
        store: &OpenStore,
        command: &str,
        (one, other): (FileId, FileId),
        touched: Touched,
        said: SaidStep,
    ) -> Result<Saved, AppError> {
        let file = one.min(other);
        let undo = self.remember(store, command, file, &WayBack { said: vec![said], ..WayBack::default() })?;
        Ok(Saved { file, touched, undo, warnings: Vec::new() })
    }
}

/// The files of a customer with the decisions that count, if this person may read them.
fn readable(store: &OpenStore, standing: &Standing, file: FileId) -> Result<Vec<CustomerFile>, AppError> {
    files_of(store, standing.ledger.now(), file)
}

/// The same, whatever the ledger is taken to join.
pub(in crate::app) fn files_of(store: &OpenStore, now: View<'_>, file: FileId) -> Result<Vec<CustomerFile>, AppError> {
    let standing = store.standing();
    let row = store.read(|conn| vault::file::get(conn, file))?;
    let row = row.filter(|row| row.kind == FileKind::Customer).ok_or(ErrorCode::NotFound)?;
    if !store.read(|conn| standing.may_read(conn, &row))? {
        return Err(ErrorCode::NotFound.into());
    }
    store.read(|conn| group::members_in(conn, &standing, now, file))
}

/// Whether two customers may be shown as one, whichever of their files they have: an order or a batch buyer in any of them
/// speaks against it.
pub(in crate::app) fn check_join(one: &[CustomerFile], other: &[CustomerFile]) -> Result<(), JoinRefused> {
    one.iter().try_for_each(|one| other.iter().try_for_each(|other| join::check(one, other)))
}

/// The files of one customer as the page shows them; none where it is one file.
pub(super) fn joined_files(standing: &Standing, owner: Option<StaffId>, members: &[CustomerFile]) -> Vec<JoinedFile> {
    if members.len() < 2 {
        return Vec::new();
    }
    let now = standing.ledger.now();
    let name_of = |staff| -> StaffName { standing.name_of(staff) };
    members
        .iter()
        .map(|member| JoinedFile {
            file: member.id,
            with: now.joined_with(member.id),
            name: standing.masking().words(owner, member.field(&CustomerField::Name).unwrap_or_default().to_owned()),
            opened_at: member.opened_at,
            opened_by: member.opened_by.map(name_of),
            entries: member.entry_ids(),
        })
        .collect()
}
