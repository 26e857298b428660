//! A store filled with the customers of the workload.

use std::{path::Path, sync::Arc};

use anyhow::Context as _;
use forecourt_core::{
    app::{
        App,
        api::{
            customers::{CustomerList, ListCustomers},
            setup::{AppState, OpenStore, Phase, StorePage},
        },
        outside::Door,
    },
    policy::Role,
};
use serde_json::json;

use crate::{
    mapping::{self, Staff},
    place::{self, GoneRelay, ask},
    records::Line,
};

/// Opens a new store as its administrator, who also sells and manages.
pub fn found(app: &App, relay: &str, code: &str) -> anyhow::Result<AppState> {
    let request = OpenStore {
        store_name: "滨河店".to_owned(),
        staff_name: "梁宇".to_owned(),
        roles: vec![Role::SalesManager, Role::Consultant],
        relay: Some(relay.to_owned()),
        code: Some(code.to_owned()),
    };
    ask(app, "open_store", request)
}

/// An app in `folder` whose store holds all customers; found again where it was made before.
pub fn filled(folder: &Path, lines: &[Line]) -> anyhow::Result<App> {
    let app = place::open(folder, Arc::new(GoneRelay) as Arc<dyn Door>)?;
    let state: AppState = ask(&app, "state", json!({}))?;
    if !matches!(state.phase, Phase::Ready { .. }) {
        found(&app, "192.0.2.1:7420", place::GONE_CODE)?;
    }
    if count(&app)? == 0 {
        import(&app, lines)?;
    }
    let found = count(&app)?;
    anyhow::ensure!(found == lines.len(), "the store in {} holds {found} customers", folder.display());
    Ok(app)
}

/// How many customers there are.
pub fn count(app: &App) -> anyhow::Result<usize> {
    let list: CustomerList = ask(app, "list_customers", ListCustomers { limit: 1, ..ListCustomers::default() })?;
    Ok(usize::try_from(list.total)?)
}

/// Brings all customers in.
pub fn import(app: &App, lines: &[Line]) -> anyhow::Result<()> {
    let staff = staff(app)?;
    for chunk in lines.chunks(1_000) {
        let leads = chunk.iter().map(|line| mapping::lead(&line.record, &staff)).collect::<anyhow::Result<Vec<_>>>()?;
        app.import_customers(&leads).map_err(|error| anyhow::anyhow!("the import was refused: {:?}", error.code))?;
    }
    Ok(())
}

fn staff(app: &App) -> anyhow::Result<Staff> {
    let page: StorePage = ask(app, "store", json!({})).context("the page of the store")?;
    Ok(page.staff.into_iter().map(|row| (row.name, row.id)).collect())
}
