//! From opening the app to its first screen: where it stands, what is to do today, the first page of the customers.

use std::{path::Path, sync::Arc};

use forecourt_core::app::{App, outside::Door};
use serde_json::{Map, Value, json};

use crate::{
    figures::{object, spread, timed},
    place::{self, Folder, GoneRelay, ask},
    records::Line,
    store,
};

/// How often the app is opened.
const TIMES: usize = 15;

/// Opens the same store again and again. The system's page cache is warm, as after the first start of a day.
pub fn run(lines: &[Line], data: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let folder = Folder::new(data)?;
    let path = folder.path().join("filled");
    drop(store::filled(&path, lines)?);
    let (mut whole, mut opening) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let ((app, opened), time) = timed(|| {
            let (app, opened) = timed(|| place::open(&path, Arc::new(GoneRelay) as Arc<dyn Door>))?;
            first_screen(&app)?;
            Ok((app, opened))
        })?;
        whole.push(time);
        opening.push(opened);
        drop(app);
    }
    Ok(object(json!({ "records": lines.len(), "first_screen": spread(&mut whole), "opening_alone": spread(&mut opening) })))
}

fn first_screen(app: &App) -> anyhow::Result<()> {
    let state: Value = ask(app, "state", json!({}))?;
    anyhow::ensure!(state["phase"]["phase"] == "ready", "the app is not ready: {}", state["phase"]);
    ask::<Value>(app, "today", json!({ "staff": null, "everyone": true }))?;
    ask::<Value>(app, "list_customers", json!({ "filter": {}, "sort": "last_contact", "offset": 0, "limit": 50 }))?;
    ask::<Value>(app, "sync_status", json!({}))?;
    Ok(())
}
