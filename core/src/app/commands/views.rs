//! Saved views. Those of the store stand in its file and travel with it. A person's own stay on their device: the only file
//! that all of one person's devices have is the store's, which most people may not write and everyone reads.

use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Saved, Touched},
            error::{AppError, ErrorCode},
            views::{OneView, SaveView, Spell, ViewRow, Views},
        },
        store::{OpenStore, Standing},
        way_back::WayBack,
        writing::{Target, Writing},
    },
    domain::{
        edit::{Edit, StoreEdit},
        view::SavedView,
    },
    ids::{FileId, UndoId, ViewId},
    mirror,
    ops::{text::LINE, view},
    policy::{Action, FileKind, Owner, Relation},
    vault,
};

/// Names spelled at once.
const MOST_NAMES: usize = 200;

impl App {
    /// The saved views.
    pub fn views(&self, _: Nothing) -> Result<Views, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let can_share = may_share(&standing);
        let own = store.read(vault::view::list)?;
        // One that cannot be read is of a newer version, and stays where it is.
        let own = own.iter().filter_map(|json| serde_json::from_str(json).ok());
        let own = own.map(|view| ViewRow { view, is_shared: false, is_mine: true });
        let shared = standing.store_file.views.iter().map(|view| ViewRow {
            is_mine: view.roles.is_empty() || standing.roles.iter().any(|role| view.roles.iter().any(|word| word == role.word())),
            view: view.clone(),
            is_shared: true,
        });
        Ok(Views { rows: own.chain(shared.filter(|row| row.is_mine || can_share)).collect(), can_share })
    }

    /// Saves a view.
    pub fn save_view(&self, request: SaveView) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let SaveView { id, name, page, query, share, roles, opens } = request;
        let id = id.unwrap_or_else(|| store.world.mint());
        let roles = if share { roles.iter().map(|role| role.word().to_owned()).collect() } else { Vec::new() };
        let view = view::check(SavedView { id, name, page, query, roles, opens })?;
        if share {
            return self.write_view(&store, "save_view", StoreEdit::AddView(view));
        }
        let json = serde_json::to_string(&view).map_err(|_| ErrorCode::Internal)?;
        self.keep_view(&store, "save_view", id, Some(&json))
    }

    /// Takes a view away.
    pub fn remove_view(&self, request: OneView) -> Result<Saved, AppError> {
        let store = self.opened()?;
        if store.read(|conn| vault::view::get(conn, request.id))?.is_some() {
            return self.keep_view(&store, "remove_view", request.id, None);
        }
        if !store.standing().store_file.views.iter().any(|view| view.id == request.id) {
            return Err(ErrorCode::NotFound.into());
        }
        let at = store.world.now();
        self.write_view(&store, "remove_view", StoreEdit::RemoveView { id: request.id, at })
    }

    /// How names of places and commands can be typed: in pinyin and by initials, for each name.
    pub fn spell(&self, request: Spell) -> Result<Vec<Vec<String>>, AppError> {
        if request.texts.len() > MOST_NAMES || request.texts.iter().any(|text| text.chars().count() > LINE) {
            return Err(ErrorCode::TooLong.of("texts"));
        }
        Ok(request.texts.iter().map(|text| mirror::spell(text)).collect())
    }

    fn write_view(&self, store: &OpenStore, command: &str, edit: StoreEdit) -> Result<Saved, AppError> {
        let mut writing = Writing::begin(store);
        let file = writing.store_file()?.id;
        writing.stage(Target::store(&store.id), &[Edit::Store(edit)])?;
        let saved = writing.commit(command, |_, _| Ok(()))?.saved(file);
        self.changed(store, &saved.touched);
        Ok(saved)
    }

    fn keep_view(&self, store: &OpenStore, command: &str, id: ViewId, json: Option<&str>) -> Result<Saved, AppError> {
        let file = FileId::of_store(&store.id);
        let undo = store.write(|tx| {
            let was = vault::view::get(tx, id)?;
            match json {
                Some(json) => vault::view::put(tx, id, json)?,
                None => vault::view::remove(tx, id)?,
            }
            let way_back = WayBack { view: Some((id, was)), ..WayBack::default() };
            Ok(way_back.keep(tx, &store.world, command, file)?)
        })?;
        let touched = of_views();
        self.changed(store, &touched);
        Ok(Saved { file, touched, undo, warnings: Vec::new() })
    }

    /// Puts a person's own view back as it was.
    pub(super) fn put_view_back(
        &self,
        store: &OpenStore,
        undo: UndoId,
        (id, was): (ViewId, Option<String>),
    ) -> Result<Touched, AppError> {
        self.keep_view(store, "undo", id, was.as_deref())?;
        store.write(|tx| Ok(vault::undo::mark_undone(tx, undo)?))?;
        Ok(of_views())
    }
}

/// A person's own views are told like drafts: they are this device's alone.
fn of_views() -> Touched {
    Touched { drafts: true, ..Touched::default() }
}

fn may_share(standing: &Standing) -> bool {
    standing.may(FileKind::Store, Action::Write, Relation::of(Owner::Nobody))
}
