//! One device writes, the others watch: from the beginning of the write until each of the others can read it.

use std::{
    path::Path,
    sync::mpsc,
    time::{Duration, Instant},
};

use forecourt_core::{
    app::{
        App,
        api::{
            common::Saved,
            customers::{CustomerPage, OneFile},
            sync::Told,
        },
    },
    ids::FileId,
};
use serde_json::{Map, Value, json};

use crate::{
    figures::{now, object, spread, timed},
    mapping,
    network::{Device, Network},
    place::{Folder, ask},
    records::Line,
    store,
};

/// Devices that watch.
const READERS: usize = 20;
/// Between two writes: people do not type faster, and the relay lets a device say 30 things a second.
const PAUSE: Duration = Duration::from_millis(120);
const PATIENCE: Duration = Duration::from_secs(30);

/// Captures each customer once.
pub fn run(lines: &[Line], data: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let folder = Folder::new(data)?;
    let network = Network::start(&folder.path().join("relay"))?;
    let writer = network.founder(&folder.path().join("writer"))?;
    writer.connect(&network.address)?;
    writer.await_synced()?;
    let (sender, seen) = mpsc::channel();
    let mut readers = Vec::new();
    for place in 0..READERS {
        let reader = network.joined(&writer, &folder.path().join(format!("reader{place}")))?;
        reader.connect(&network.address)?;
        reader.await_synced()?;
        watch(&reader, sender.clone());
        readers.push(reader);
    }
    let (mut saved, mut slowest, mut each) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        let began = now();
        let (file, time) = timed(|| write(&writer, line))?;
        saved.push(time);
        let mut last = began;
        let mut left = READERS;
        while left > 0 {
            let (found, at): (FileId, Instant) = seen.recv_timeout(PATIENCE)?;
            if found == file {
                each.push(at.saturating_duration_since(began));
                last = last.max(at);
                left -= 1;
            }
        }
        slowest.push(last.saturating_duration_since(began));
        std::thread::sleep(PAUSE);
    }
    for reader in &readers {
        anyhow::ensure!(store::count(&reader.app)? == lines.len(), "a reader lacks customers");
    }
    let figures = json!({
        "records": lines.len(),
        "readers": READERS,
        "saved_by_writer": spread(&mut saved),
        "visible_on_each": spread(&mut each),
        "visible_on_all": spread(&mut slowest),
    });
    Ok(object(figures))
}

fn write(writer: &Device, line: &Line) -> anyhow::Result<FileId> {
    Ok(ask::<Saved>(&writer.app, "capture_lead", mapping::capture(&line.record))?.file)
}

/// Reads each touched customer file as its screen would, and tells when it could be read.
fn watch(reader: &Device, seen: mpsc::Sender<(FileId, Instant)>) {
    let (sender, touched) = mpsc::channel::<FileId>();
    let sender = std::sync::Mutex::new(sender);
    reader.app.listen(move |told| {
        if let Told::Touched { touched } = told {
            for one in &touched.files {
                // Whoever no longer listens has ended.
                let _ = sender.lock().unwrap_or_else(std::sync::PoisonError::into_inner).send(one.file);
            }
        }
    });
    let app: App = reader.app.clone();
    std::thread::spawn(move || {
        for file in touched {
            if ask::<CustomerPage>(&app, "customer", OneFile { file }).is_ok() && seen.send((file, now())).is_err() {
                return;
            }
        }
    });
}
