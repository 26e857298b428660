//! The way back from a command: what it wrote into files, what it said in the ledger, and what it was in words.
//!
//! Invariant: a statement is taken back by the opposite statement, never by leaving the first one out; only where the ledger
//! still says what the command said, and only where the law allows its author the opposite too. Knows no screen.

use std::{collections::BTreeMap, sync::Arc};

use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};

use super::{
    App,
    api::{
        common::Touched,
        error::{AppError, ErrorCode},
        undo::OperationDetail,
    },
    commands::joining_files::{check_join, files_of},
    ledger,
    relation::owner_in,
    store::{OpenStore, Standing},
};
use crate::{
    clock::World,
    document::UndoStep,
    domain::{
        customer::Place,
        opportunity::{Grade, Stage},
    },
    ids::{FileId, StaffId, StatementId, UndoId, ViewId},
    policy::{AccountState, FileKind, Role},
    sync::ledger::{ASSIGN_COUNT, Act, Holder, Ledger, View},
    vault::{
        self, VaultError,
        undo::{self, UndoPart, UndoRow},
    },
};

/// What a command wrote into one file.
pub(super) type FileSteps = (FileId, FileKind, Vec<UndoStep>);

/// All it takes to undo a command, and to say what it was.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct WayBack {
    /// What it wrote.
    #[serde(skip)]
    pub(super) files: Vec<FileSteps>,
    /// What it said in the ledger.
    pub(super) said: Vec<SaidStep>,
    /// What it was about.
    pub(super) detail: Option<Detail>,
    /// A view of this person's, and what it was before.
    #[serde(default)]
    pub(super) view: Option<(ViewId, Option<String>)>,
}

/// What a command was about, kept without names: they are looked up when it is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Detail {
    /// Files went to this person, or to the pool.
    Owner(Option<StaffId>),
    /// Purchases went to this stage.
    Stage(Stage),
    /// They were given this grade.
    Grade(Grade),
    /// A tag was put on.
    Tagged(String),
    /// A tag was taken off.
    Untagged(String),
}

impl Detail {
    /// As it is told, people by name.
    pub(super) fn told(&self, standing: &Standing) -> OperationDetail {
        match self {
            Self::Owner(owner) => OperationDetail::Owner { owner: owner.map(|owner| standing.name_of(owner)) },
            Self::Stage(stage) => OperationDetail::Stage { stage: stage.clone() },
            Self::Grade(grade) => OperationDetail::Grade { grade: grade.clone() },
            Self::Tagged(tag) => OperationDetail::Tagged { tag: tag.clone() },
            Self::Untagged(tag) => OperationDetail::Untagged { tag: tag.clone() },
        }
    }
}

/// A statement of the ledger that a command made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SaidStep {
    /// Files were given away.
    Assigned {
        /// The statement.
        said: StatementId,
        /// To whom.
        to: Option<StaffId>,
        /// Whose each was before.
        from: Vec<(FileId, Option<StaffId>)>,
    },
    /// Two files were joined.
    Joined {
        /// The statement.
        said: StatementId,
        /// The two.
        files: (FileId, FileId),
    },
    /// They were split.
    Split {
        /// The statement.
        said: StatementId,
        /// The two.
        files: (FileId, FileId),
    },
    /// A person's roles were set.
    Roles {
        /// The statement.
        said: StatementId,
        /// Whose.
        staff: StaffId,
        /// Before.
        was: Vec<Role>,
        /// Since.
        wrote: Vec<Role>,
    },
}

/// The statements that take others back, and what stays because somebody said otherwise since.
#[derive(Debug, Default)]
struct Opposite {
    acts: Vec<Act>,
    kept: Vec<Place>,
}

/// What taking statements back did.
#[derive(Debug, Default)]
pub(super) struct TakenBack {
    pub(super) touched: Option<Touched>,
    pub(super) kept: Vec<Place>,
    /// The way back from it.
    pub(super) said: Vec<SaidStep>,
}

impl WayBack {
    /// Reads what the vault keeps of a command, and of what it wrote the first `limit` files.
    pub(super) fn read(conn: &Connection, row: &UndoRow, limit: u32) -> Result<Option<Self>, VaultError> {
        let parts = undo::parts(conn, row.id, limit)?;
        let files = parts.iter().map(|part| {
            let (kind, steps) = serde_json::from_slice(&part.bytes).ok()?;
            Some((part.file, kind, steps))
        });
        let (files, rest) = (files.collect::<Option<Vec<FileSteps>>>(), serde_json::from_slice::<Self>(&row.bytes).ok());
        Ok(files.zip(rest).map(|(files, rest)| Self { files, ..rest }))
    }

    /// Keeps it; answers none where there is nothing to go back from.
    pub(super) fn keep(
        &self,
        tx: &Transaction<'_>,
        world: &World,
        command: &str,
        file: FileId,
    ) -> Result<Option<UndoId>, VaultError> {
        if self.files.is_empty() && self.said.is_empty() && self.view.is_none() {
            return Ok(None);
        }
        let unreadable = |_| VaultError::Unreadable { what: "way back" };
        let parts = self.files.iter().map(|(file, kind, steps)| {
            Ok(UndoPart { file: *file, bytes: serde_json::to_vec(&(kind, steps)).map_err(unreadable)? })
        });
        let parts = parts.collect::<Result<Vec<_>, VaultError>>()?;
        let bytes = serde_json::to_vec(self).map_err(unreadable)?;
        let row = UndoRow { id: world.mint(), file, command: command.to_owned(), bytes, at: world.now(), is_undone: false };
        undo::put(tx, &row, &parts)?;
        Ok(Some(row.id))
    }

    /// The files it spoke about in the ledger.
    pub(super) fn said_files(&self) -> usize {
        self.said
            .iter()
            .map(|step| match step {
                SaidStep::Assigned { from, .. } => from.len(),
                SaidStep::Joined { .. } | SaidStep::Split { .. } => 2,
                SaidStep::Roles { .. } => 0,
            })
            .sum()
    }
}

impl App {
    /// Gives files to a person or the pool, each customer whole. Answers the way back; none for files that are not here.
    pub(super) fn give(
        &self,
        store: &OpenStore,
        files: &[FileId],
        to: Option<StaffId>,
    ) -> Result<(Touched, Vec<SaidStep>), AppError> {
        let (mut touched, mut said) = (Touched::default(), Vec::new());
        for files in files.chunks(ASSIGN_COUNT) {
            let standing = store.standing();
            let from = store.read(|conn| owners(conn, standing.ledger.now(), files))?;
            let (told, statement) = self.say(store, Act::FilesAssigned { files: files.to_vec(), owner: to })?;
            touched = told;
            said.push(SaidStep::Assigned { said: statement, to, from });
        }
        Ok((touched, said))
    }

    /// Keeps the way back from a command that spoke in the ledger. A crash before it is kept costs the way back alone.
    pub(super) fn remember(
        &self,
        store: &OpenStore,
        command: &str,
        file: FileId,
        way_back: &WayBack,
    ) -> Result<Option<UndoId>, AppError> {
        store.write(|tx| Ok(way_back.keep(tx, &store.world, command, file)?))
    }

    /// Says the opposite of what was said, as far as it still stands.
    pub(super) fn take_back(&self, store: &OpenStore, said: &[SaidStep]) -> Result<TakenBack, AppError> {
        let (mut done, expected) = (TakenBack::default(), self.expected_ledger(store)?);
        for act in said.iter().rev().flat_map(|step| step.opposite(&expected).acts) {
            self.permit_join(store, expected.now(), &act)?;
        }
        for step in said.iter().rev() {
            let expected = self.expected_ledger(store)?;
            let Opposite { acts, kept } = step.opposite(&expected);
            done.kept.extend(kept);
            for act in acts {
                let (touched, next) = self.say_back(store, act)?;
                done.touched = Some(touched);
                done.said.push(next);
            }
        }
        Ok(done)
    }

    /// A split that is taken back is a join like any other: who ordered since stays by themselves.
    fn permit_join(&self, store: &OpenStore, now: View<'_>, act: &Act) -> Result<(), AppError> {
        match act {
            Act::FilesJoined { one, other } => Ok(check_join(&files_of(store, now, *one)?, &files_of(store, now, *other)?)?),
            _ => Ok(()),
        }
    }

    fn say_back(&self, store: &OpenStore, act: Act) -> Result<(Touched, SaidStep), AppError> {
        let expected = self.expected_ledger(store)?;
        let from = match &act {
            Act::FilesAssigned { files, .. } => store.read(|conn| owners(conn, expected.now(), files))?,
            _ => Vec::new(),
        };
        let was = match &act {
            Act::RolesSet { staff, .. } => expected.now().roles_of(*staff).to_vec(),
            _ => Vec::new(),
        };
        let (touched, said) = self.say(store, act.clone())?;
        let step = match act {
            Act::FilesAssigned { owner, .. } => SaidStep::Assigned { said, to: owner, from },
            Act::FilesJoined { one, other } => SaidStep::Joined { said, files: (one, other) },
            Act::FilesSplit { one, other } => SaidStep::Split { said, files: (one, other) },
            Act::RolesSet { staff, roles } => SaidStep::Roles { said, staff, was, wrote: roles },
            // No other statement has an opposite.
            _ => return Err(ErrorCode::CannotUndo.into()),
        };
        Ok((touched, step))
    }

    /// The ledger as it will stand once the relay has ordered what waits here.
    pub(super) fn expected_ledger(&self, store: &OpenStore) -> Result<Arc<Ledger>, AppError> {
        let standing = store.standing();
        let waiting = ledger::waiting(store)?;
        if waiting.is_empty() {
            return Ok(Arc::clone(&standing.ledger));
        }
        let mut ledger = Ledger::clone(&standing.ledger);
        for statement in waiting {
            // What can no longer be said will be refused, and changes nothing.
            if let Ok(entry) = ledger.order(statement) {
                ledger.append(&entry).map_err(ledger::refused)?;
            }
        }
        Ok(Arc::new(ledger))
    }
}

impl SaidStep {
    fn opposite(&self, ledger: &Ledger) -> Opposite {
        let now = ledger.now();
        let stands = |said: &StatementId| ledger.has(*said);
        let kept = |file: &FileId, what: &str| Opposite { acts: Vec::new(), kept: vec![vec![file.to_string(), what.to_owned()]] };
        match self {
            Self::Assigned { said, to, from } => give_back(now, stands(said), *to, from),
            Self::Joined { said, files: (one, other) } if stands(said) && now.joined_with_each_other(*one, *other) => {
                Opposite { acts: vec![Act::FilesSplit { one: *one, other: *other }], kept: Vec::new() }
            }
            Self::Split { said, files: (one, other) } if stands(said) && now.joined(*one) != now.joined(*other) => {
                Opposite { acts: vec![Act::FilesJoined { one: *one, other: *other }], kept: Vec::new() }
            }
            Self::Joined { files: (one, _), .. } | Self::Split { files: (one, _), .. } => kept(one, "joined"),
            Self::Roles { said, staff, was, wrote } if stands(said) && now.roles_of(*staff) == wrote => {
                Opposite { acts: vec![Act::RolesSet { staff: *staff, roles: was.clone() }], kept: Vec::new() }
            }
            Self::Roles { staff, .. } => Opposite { acts: Vec::new(), kept: vec![vec![staff.to_string(), "roles".to_owned()]] },
        }
    }
}

/// To each what was theirs, as far as it is still where it was given, and they still work here.
fn give_back(now: View<'_>, stands: bool, to: Option<StaffId>, from: &[(FileId, Option<StaffId>)]) -> Opposite {
    let given = to.map_or(Holder::Pool, Holder::Staff);
    let works_here = |owner: &Option<StaffId>| {
        owner.is_none_or(|owner| now.account_of(owner).is_some_and(|state| state != AccountState::Revoked))
    };
    let mut opposite = Opposite::default();
    let mut by_owner: BTreeMap<Option<StaffId>, Vec<FileId>> = BTreeMap::new();
    for (file, owner) in from {
        if stands && now.holder_of(*file) == given && works_here(owner) && !now.is_erased(*file) {
            by_owner.entry(*owner).or_default().push(*file);
        } else {
            opposite.kept.push(vec![file.to_string(), "owner".to_owned()]);
        }
    }
    for (owner, files) in by_owner {
        opposite.acts.extend(files.chunks(ASSIGN_COUNT).map(|files| Act::FilesAssigned { files: files.to_vec(), owner }));
    }
    opposite
}

/// Whose each of these files is; those that are not on this device are left out.
fn owners(conn: &Connection, view: View<'_>, files: &[FileId]) -> Result<Vec<(FileId, Option<StaffId>)>, super::damage::Failed> {
    let mut found = Vec::with_capacity(files.len());
    for file in files {
        if let Some(row) = vault::file::get(conn, *file)? {
            found.push((*file, owner_in(conn, view, &row)?));
        }
    }
    Ok(found)
}
