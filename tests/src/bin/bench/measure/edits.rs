//! One change in a full store until it is durable, beside a bare insert of a customer on the same disk in the same moment.

use std::{path::Path, time::Duration};

use forecourt_core::app::App;
use serde_json::{Map, Value, json};

use crate::{
    baseline::bare::{Bare, Sealed},
    figures::{object, spread, timed},
    lived::{Lived, lived},
    mapping,
    place::{Folder, ask},
    records::Line,
};

/// How many customers are changed.
const CHANGED: usize = 40;

/// Changes some of the customers in every way.
pub fn run(lines: &[Line], data: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let folder = Folder::new(data)?;
    let Lived { app, today } = lived(&folder.path().join("lived"), lines)?;
    let beside = tempfile::tempdir_in(folder.path())?;
    let bare = Bare::open(&beside.path().join("plain.db"), Sealed::Yes)?;
    let everybody = json!({ "filter": { "stages": ["needs"] }, "sort": "opened", "offset": 0, "limit": 200 });
    let rows = ask::<Value>(&app, "list_customers", everybody)?["rows"].as_array().cloned().unwrap_or_default();
    let mut ways: Map<String, Value> = Map::new();
    let mut keep = |way: &str, times: &mut Vec<Duration>| ways.insert(way.to_owned(), spread(times));
    let (mut field, mut follow_up, mut stage, mut arrival, mut capture, mut plain) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let store: Value = ask(&app, "state", json!({}))?;
    let me = &store["phase"]["me"]["staff"];
    for (nth, (row, line)) in rows.iter().zip(lines).take(CHANGED).enumerate() {
        let file = &row["file"];
        let page: Value = ask(&app, "customer", json!({ "file": file }))?;
        let edit = json!({ "edit": "field", "field": "hobbies", "value": format!("钓鱼 {nth}") });
        field.push(given(&app, "edit_customer", &json!({ "file": file, "edits": [edit] }))?);
        let open = page["customer"]["follow_ups"].as_array().into_iter().flatten().find(|one| one["result"].is_null());
        if let Some(open) = open {
            let result = json!({
                "file": file, "follow_up": open["id"], "outcome": "reached", "text": "周末带家人来看车", "grade": null, "stage": null,
                "next_on": today.plus_days(3), "next_way": "call", "next_aim": "邀约到店",
            });
            follow_up.push(given(&app, "record_follow_up", &result)?);
        }
        let opportunity = &page["customer"]["opportunities"][0]["id"];
        let moved = json!({ "file": file, "opportunity": opportunity, "stage": "presentation", "grade": null });
        stage.push(given(&app, "move_opportunity", &moved)?);
        let comes = json!({
            "came_by": "walk_in", "in_at": null, "out_at": null, "visit_count": null, "party_size": 2, "purpose": "buying",
            "interests": [], "enquiry": "看车", "contact": null, "asked": 1, "result": null, "stage": null, "remark": "",
            "event": null, "customer": file, "visitor": null, "consultant": me, "request": null,
        });
        arrival.push(given(&app, "log_arrival", &comes)?);
        let mut lead = mapping::capture(&line.record);
        lead.phones = vec![format!("1990000{nth:04}")];
        capture.push(given(&app, "capture_lead", &serde_json::to_value(lead)?)?);
        plain.push(timed(|| bare.insert(&format!("{file} {nth}"), &line.json))?.1);
    }
    keep("field", &mut field);
    keep("follow_up_result", &mut follow_up);
    keep("stage", &mut stage);
    keep("arrival", &mut arrival);
    keep("capture", &mut capture);
    let plain = spread(&mut plain);
    Ok(object(json!({ "records": lines.len(), "writes": ways, "bare_insert_sqlcipher": plain })))
}

fn given(app: &App, command: &str, request: &Value) -> anyhow::Result<Duration> {
    Ok(timed(|| ask::<Value>(app, command, request))?.1)
}
