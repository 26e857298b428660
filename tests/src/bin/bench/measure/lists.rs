//! Every list, board and page a person looks at, over a filled store.

use std::path::Path;

use forecourt_core::app::App;
use serde_json::{Map, Value, json};

use crate::{
    figures::{object, spread, timed},
    place::{Folder, ask},
    records::Line,
    store,
};

/// How often each is asked.
const TIMES: usize = 40;

/// Asks for each screen's data again and again.
pub fn run(lines: &[Line], data: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let folder = Folder::new(data)?;
    let app = store::filled(&folder.path().join("filled"), lines)?;
    let list = |filter: Value, sort: &str, offset: usize| {
        ("list_customers", json!({ "filter": filter, "sort": sort, "offset": offset, "limit": 50 }))
    };
    let first = ask::<Value>(&app, "list_customers", list(json!({}), "name", 0).1)?["rows"][0]["file"].clone();
    let questions = [
        ("list_by_contact", list(json!({}), "last_contact", 0)),
        ("list_by_name", list(json!({}), "name", 0)),
        ("list_by_due", list(json!({}), "next_follow_up", 0)),
        ("list_deep", list(json!({}), "name", lines.len() / 2)),
        ("list_of_stage", list(json!({ "stages": ["proposal"], "grades": ["H", "A"] }), "last_contact", 0)),
        ("list_overdue", list(json!({ "need": "overdue_follow_up" }), "next_follow_up", 0)),
        ("list_duplicates", list(json!({ "need": "duplicate" }), "name", 0)),
        ("board_by_stage", ("pipeline", json!({ "filter": {}, "by": "stage", "limit": 20 }))),
        ("table_by_grade", ("pipeline", json!({ "filter": {}, "by": "grade", "limit": 20 }))),
        ("board_filtered", ("pipeline", json!({ "filter": { "sources": ["web"] }, "by": "stage", "limit": 20 }))),
        ("today_everyone", ("today", json!({ "staff": null, "everyone": true }))),
        ("customer_page", ("customer", json!({ "file": first }))),
        ("sync_status", ("sync_status", json!({}))),
        ("store_page", ("store", json!({}))),
    ];
    let mut figures = Map::new();
    for (screen, (command, request)) in questions {
        figures.insert(screen.to_owned(), asked(&app, command, &request)?);
    }
    Ok(object(json!({ "records": lines.len(), "screens": figures })))
}

fn asked(app: &App, command: &str, request: &Value) -> anyhow::Result<Value> {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        times.push(timed(|| ask::<Value>(app, command, request))?.1);
    }
    Ok(spread(&mut times))
}
