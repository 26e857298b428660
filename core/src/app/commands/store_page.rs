//! The store: staff, catalogue.

use std::collections::BTreeMap;

use super::setup::summary;
use crate::{
    app::{
        App,
        api::{
            common::{Nothing, Saved, Touched},
            error::{AppError, ErrorCode},
            setup::{AddCatalogueNode, AddStaff, DeviceRow, EditCatalogueNode, EditStaff, StaffRow, StorePage},
        },
        store::{OpenStore, Standing},
        way_back::{SaidStep, WayBack},
        writing::{Target, Writing},
    },
    domain::{edit::Edit, store::StoreFile},
    ids::{FileId, StaffId},
    mirror,
    ops::{Author, catalogue},
    policy::{AccountState, acts::Duty},
    sync::ledger::Act,
    vault,
};

impl App {
    /// What the store page shows.
    pub fn store(&self, _: Nothing) -> Result<StorePage, AppError> {
        let store = self.opened()?;
        let standing = store.standing();
        let files = match standing.scope() {
            Ok(scope) => store.read(|conn| mirror::count_by_owner(conn, scope))?,
            Err(_) => BTreeMap::new(),
        };
        let proposals = store.read(vault::ledger::proposals)?;
        let proposals = proposals.iter().filter(|row| row.state == vault::ledger::ProposalState::Waiting).count();
        Ok(StorePage {
            store: summary(&store),
            fields: standing.store_file.fields.clone(),
            staff: staff_rows(&standing, &files),
            devices: self.device_rows(&store, &standing),
            catalogue: standing.store_file.catalogue.clone(),
            cars: standing.store_file.cars.clone(),
            grades: standing.store_file.rules.grades.clone(),
            proposals: u32::try_from(proposals).unwrap_or(u32::MAX),
        })
    }

    fn device_rows(&self, store: &OpenStore, standing: &Standing) -> Vec<DeviceRow> {
        let seen = self.devices_seen();
        let now = standing.ledger.now();
        now.devices()
            .filter_map(|id| {
                let staff = now.staff_of(id)?;
                let last = seen.iter().find(|row| row.device == id);
                Some(DeviceRow {
                    id,
                    staff,
                    staff_name: standing.name_of(staff).name,
                    name: now.name_of(id).unwrap_or_default().to_owned(),
                    is_this: id == store.device,
                    revoked: now.is_revoked(id),
                    wipes: now.wipes(id),
                    last_seen_at: last.and_then(|row| row.last_seen_at),
                    connected: last.is_some_and(|row| row.connected),
                })
            })
            .collect()
    }

    /// Adds a person to the staff. The name goes into the store file, the roles into the ledger.
    pub fn add_staff(&self, request: AddStaff) -> Result<Touched, AppError> {
        let store = self.opened()?;
        let staff: StaffId = store.world.mint();
        let edit = catalogue::name_staff(staff, &request.name)?;
        let touched = self.act(&store, Act::StaffAdded { staff, roles: request.roles })?;
        self.write_store(&store, "add_staff", |_, _| Ok(vec![edit]))?;
        Ok(touched)
    }

    /// Changes a person's name or roles. An administrator who gives up that role cannot take it back alone.
    pub fn edit_staff(&self, request: EditStaff) -> Result<Saved, AppError> {
        let store = self.opened()?;
        let staff = request.staff;
        let name = request.name.map(|name| catalogue::name_staff(staff, &name)).transpose()?;
        let mut saved =
            Saved { file: FileId::of_store(&store.id), touched: Touched::default(), undo: None, warnings: Vec::new() };
        let mut said = Vec::new();
        if let Some(roles) = request.roles {
            let was = self.expected_ledger(&store)?.now().roles_of(staff).to_vec();
            let (touched, statement) = self.say(&store, Act::RolesSet { staff, roles: roles.clone() })?;
            saved.touched = touched;
            said.push(SaidStep::Roles { said: statement, staff, was, wrote: roles });
        }
        if let Some(edit) = name {
            let mut writing = Writing::begin(&store).having_said(said.clone());
            writing.store_file()?;
            writing.stage(Target::store(&store.id), &[edit])?;
            let committed = writing.commit("edit_staff", |_, _| Ok(()))?;
            saved.undo = committed.undo;
            saved.touched.files = committed.touched.files;
            self.changed(&store, &saved.touched);
        }
        if saved.undo.is_none() {
            saved.undo = self.remember(&store, "edit_staff", saved.file, &WayBack { said, ..WayBack::default() })?;
        }
        Ok(saved)
    }

    /// Adds a catalogue node.
    pub fn add_catalogue_node(&self, request: AddCatalogueNode) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "add_catalogue_node", |author, file| {
            let edit = catalogue::add_node(author, file, request.parent, &request.level, &request.name, &request.price)?;
            Ok(vec![edit])
        })
    }

    /// Renames, retires or brings back a catalogue node.
    pub fn edit_catalogue_node(&self, request: EditCatalogueNode) -> Result<Saved, AppError> {
        let store = self.opened()?;
        self.write_store(&store, "edit_catalogue_node", |_, file| {
            Ok(catalogue::edit_node(file, request.id, request.name.as_deref(), request.retired)?)
        })
    }

    pub(super) fn write_store(
        &self,
        store: &OpenStore,
        command: &str,
        edits: impl FnOnce(&Author, &StoreFile) -> Result<Vec<Edit>, AppError>,
    ) -> Result<Saved, AppError> {
        let author = store.author()?;
        let mut writing = Writing::begin(store);
        let current = writing.store_file()?;
        writing.stage(Target::store(&store.id), &edits(&author, &current)?)?;
        let saved = writing.commit(command, |_, _| Ok(()))?.saved(current.id);
        self.changed(store, &saved.touched);
        Ok(saved)
    }
}

fn staff_rows(standing: &Standing, files: &BTreeMap<Option<StaffId>, u32>) -> Vec<StaffRow> {
    let now = standing.ledger.now();
    now.staff()
        .map(|id| StaffRow {
            id,
            name: standing.name_of(id).name,
            roles: now.roles_of(id).to_vec(),
            state: now.account_of(id).unwrap_or(AccountState::Invited),
            files: files.get(&Some(id)).copied().unwrap_or(0),
            book_is_open: now.account_of(id) == Some(AccountState::Revoked) && !now.is_handed_over(id),
        })
        .collect()
}

/// Whether statements about staff may be made here, told before a form is opened.
pub(super) fn may_manage(standing: &Standing) -> Result<(), AppError> {
    if standing.has(Duty::ManageStaff) { Ok(()) } else { Err(ErrorCode::NotAllowed.into()) }
}
