//! Saving a lead until it is durable, beside bare inserts of the same customer on the same disk in the same moment.

use std::{path::Path, sync::Arc};

use forecourt_core::app::{api::common::Saved, outside::Door};
use serde_json::{Map, Value, json};

use crate::{
    baseline::bare::{Bare, Sealed},
    figures::{median, object, ratio, spread, timed},
    mapping,
    place::{self, Folder, GoneRelay, ask},
    records::Line,
    store,
};

/// Captures each customer once; each beside its baselines, so that all see the same disk.
pub fn run(lines: &[Line], data: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let folder = Folder::new(data)?;
    let app = place::open(&folder.path().join("capture"), Arc::new(GoneRelay) as Arc<dyn Door>)?;
    store::found(&app, "192.0.2.1:7420", place::GONE_CODE)?;
    let plain = Bare::open(&folder.path().join("plain.db"), Sealed::No)?;
    let sealed = Bare::open(&folder.path().join("sealed.db"), Sealed::Yes)?;
    let (mut ours, mut bare, mut bare_sealed) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        let request = mapping::capture(&line.record);
        let (_, time) = timed(|| ask::<Saved>(&app, "capture_lead", &request))?;
        ours.push(time);
        bare.push(timed(|| plain.insert(&line.record.id, &line.json))?.1);
        bare_sealed.push(timed(|| sealed.insert(&line.record.id, &line.json))?.1);
    }
    let (a, b, c) = (spread(&mut ours), spread(&mut bare), spread(&mut bare_sealed));
    Ok(object(json!({
        "records": lines.len(),
        "capture": a,
        "bare_insert": b,
        "bare_insert_sqlcipher": c,
        "p50_times_bare": ratio(median(&ours), median(&bare)),
        "p50_times_sqlcipher": ratio(median(&ours), median(&bare_sealed)),
    })))
}
