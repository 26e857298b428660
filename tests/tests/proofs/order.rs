//! Proof 2: every "saved" and every acknowledgement of the relay is written to its socket after the disk was told to keep
//! what it speaks of. Loss of power itself cannot be tried here; the order of the system calls decides it.

use std::{fs, path::Path};

use forecourt_tests::{
    processes::{App, Place, Relay, until},
    size::rounds,
};
use serde_json::json;

use super::{
    capture, is_unattended,
    trace::{Trace, judge, through},
};

/// Leads in one store.
const LEADS: u64 = 200;

#[test]
fn whatever_is_acknowledged_was_given_to_the_disk_before() {
    if !super::trace::is_possible() {
        let sentence = "NOT PROVED HERE: this machine lets no process trace another, or has no strace";
        assert!(!is_unattended(), "{sentence}");
        eprintln!("\n\n  {sentence}\n\n");
        return;
    }
    let seeds = rounds("order");
    let mut from = seeds.start;
    while from < seeds.end {
        let to = (from + LEADS).min(seeds.end);
        eprintln!("seeds {from}..{to}");
        // Half of the leads for the device's word, half for the relay's.
        let folder = tempfile::tempdir().unwrap();
        let middle = from + (to - from).div_ceil(2);
        the_device_says_saved_only_of_what_is_kept(folder.path(), from..middle);
        the_relay_acknowledges_only_what_is_kept(folder.path(), middle..to);
        from = to;
    }
}

/// Opens a store whose parts are started through these words, where they are not empty.
fn open(folder: &Path, app: Vec<String>, relay: Vec<String>) -> (App, Relay) {
    let relay = Relay::start_through(&folder.join("relay"), relay);
    let app = App::start(Place { through: app, ..Place::in_folder(&folder.join("app")) });
    let request = json!({ "store_name": "滨河店", "staff_name": "梁宇", "roles": ["sales_manager"],
                          "relay": relay.url(), "code": relay.first_code() });
    app.tell("open_store", &request);
    app.sync();
    (app, relay)
}

/// Without the relay, so that between request and answer nobody else writes.
fn the_device_says_saved_only_of_what_is_kept(folder: &Path, seeds: std::ops::Range<u64>) {
    let folder = folder.join("device");
    fs::create_dir(&folder).unwrap();
    let trace = Trace(folder.join("trace"));
    let (mut app, mut relay) = open(&folder, through(&trace.0), Vec::new());
    assert!(relay.stop().success());
    let _offline = app.offline_because("relay_unreachable");
    let files: Vec<String> = seeds.clone().map(|seed| capture(&app, seed)).collect();
    let id = app.id();
    app.close();
    let verdict = judge(&trace.lines(id), |call| files.iter().any(|file| call.contains(&format!(r#"\"file\":\"{file}\""#))));
    assert_eq!(verdict.early, [""; 0], "seeds {seeds:?}");
    assert_eq!(verdict.acknowledged, files.len(), "every answer was seen");
}

/// One lead after the other, each acknowledged before the next, so that each acknowledgement has a commit of its own.
fn the_relay_acknowledges_only_what_is_kept(folder: &Path, seeds: std::ops::Range<u64>) {
    let folder = folder.join("relay");
    fs::create_dir(&folder).unwrap();
    let trace = Trace(folder.join("trace"));
    let (mut app, mut relay) = open(&folder, Vec::new(), through(&trace.0));
    for seed in seeds.clone() {
        let _file = capture(&app, seed);
        until("the relay acknowledged it", || {
            let status = app.ask("sync_status", &json!({}));
            (status["link"] == "synced" && status["waiting"] == 0).then_some(())
        });
    }
    let id = relay.id();
    app.close();
    assert!(relay.stop().success());
    let verdict = judge(&trace.lines(id), |call| call.contains("pushed"));
    assert_eq!(verdict.early, [""; 0], "seeds {seeds:?}");
    let least = usize::try_from(seeds.end - seeds.start).unwrap();
    assert!(verdict.acknowledged >= least, "{} acknowledgements of {least} were seen", verdict.acknowledged);
}
