//! Relays that are away, that are none, that are of another age, or that die while they are told something.

use std::{collections::BTreeSet, net::TcpListener, time::Duration};

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::processes::{App, Place, Proxy, Store, within};
use serde_json::json;

use super::{
    capture, fakes,
    sentences::{is_clear, refused_with},
};

#[test]
fn who_cannot_join_is_told_why_and_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::start(Place::in_folder(folder.path()));
    // A port that was free a moment ago.
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (address, code) in [
        (nobody, ErrorCode::RelayUnreachable),
        (fakes::portal(), ErrorCode::NotARelay),
        (fakes::later_relay(), ErrorCode::OtherVersion),
        (fakes::willing_later_relay(), ErrorCode::OtherVersion),
    ] {
        let join = json!({ "relay": format!("http://{address}"), "code": "ABCDE-12345", "device_name": "手机" });
        refused_with(app.try_ask("join_store", &join), code);
        let open = json!({ "store_name": "滨河店", "staff_name": "梁宇", "roles": [], "relay": format!("http://{address}"), "code": "ABCDE12345" });
        refused_with(app.try_ask("open_store", &open), code);
        assert_eq!(app.phase()["phase"], "first_start");
        assert!(!app.place.data.join("store.db").exists());
    }
}

#[test]
fn whatever_answers_in_the_relay_s_place_capture_goes_on_and_nothing_is_lost() {
    let store = Store::open();
    let staff = store.hire("赵青", &["consultant"]);
    let (phone, road) = store.enrol(&staff, "phone");
    let mut captured = BTreeSet::new();
    let codes = [ErrorCode::RelayUnreachable, ErrorCode::NotARelay, ErrorCode::OtherVersion];
    for (nth, code) in codes.into_iter().enumerate() {
        match code {
            ErrorCode::NotARelay => road.lead_to(fakes::portal()),
            ErrorCode::OtherVersion => road.lead_to(fakes::later_relay()),
            _ => road.cut(),
        }
        captured.insert(capture(&phone, &format!("1380000000{nth}")));
        let status = phone.offline_because(serde_json::to_value(code).unwrap().as_str().unwrap());
        assert_eq!((&status["link"], &status["waiting"]), (&json!("offline"), &json!(nth + 1)), "never told to be synced");
        is_clear(code);
    }
    road.lead_to(store.relay.address());
    phone.sync();
    assert!(phone.ask("sync_status", &json!({}))["error"].is_null());
    let at_manager = within(Duration::from_secs(20), "the manager has them", || {
        let rows = store.manager.search("");
        (rows.len() == captured.len()).then_some(rows)
    });
    assert_eq!(at_manager.iter().map(|row| row["file"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>(), captured);
}

/// Leads that wait when the connection comes back.
const LEADS: usize = 100;
/// The relay dies once so many more bytes are on their way to it: within the first push, and within the second.
const MOMENTS: [usize; 3] = [8_000, 30_000, 60_000];

fn sent(road: &Proxy) -> usize {
    road.records().iter().map(|record| record.sent.len()).sum()
}

fn received(road: &Proxy) -> usize {
    road.records().iter().map(|record| record.received.len()).sum()
}

#[test]
fn a_relay_that_dies_while_it_is_told_loses_nothing_and_keeps_nothing_twice() {
    let mut store = Store::open();
    let staff = store.hire("赵青", &["consultant"]);
    let (phone, road) = store.enrol(&staff, "phone");
    road.cut();
    let captured: BTreeSet<String> = (0..LEADS).map(|nth| capture(&phone, &format!("138000010{nth:02}"))).collect();
    let mut interrupted = 0;
    for moment in MOMENTS {
        let before = sent(&road);
        road.lead_to(store.relay.address());
        phone.tell("sync_now", &json!({}));
        on_the_way(&phone, || sent(&road) >= before + moment);
        store.relay.kill();
        interrupted += usize::from(phone.ask("sync_status", &json!({}))["waiting"] != 0);
        store.relay.restart();
    }
    assert!(interrupted > 0, "it died while it was told");
    store.road.lead_to(store.relay.address());
    road.lead_to(store.relay.address());
    phone.sync();
    store.manager.sync();
    let at_manager = within(Duration::from_secs(20), "the manager has them", || {
        let rows = store.manager.search("");
        (rows.len() >= LEADS).then_some(rows)
    });
    assert_eq!(at_manager.len(), LEADS);
    assert_eq!(at_manager.iter().map(|row| row["file"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>(), captured);
    assert_eq!(phone.ask("sync_page", &json!({}))["refused"], json!([]));
    assert_eq!(phone.diagnosis()["files"], {
        let mine = captured.iter().map(String::as_str).collect::<BTreeSet<_>>();
        let mut whole = store.manager.diagnosis()["files"].clone();
        let is_theirs = |file: &serde_json::Value| file["kind"] != "customer" || mine.contains(file["file"].as_str().unwrap());
        whole.as_array_mut().unwrap().retain(is_theirs);
        whole
    });
    assert!(store.relay.stop().success(), "it still ends well when it is asked to");
}

/// Waits until so much is on the way, or nothing is left to be said; tells which.
fn on_the_way(app: &App, is_reached: impl Fn() -> bool) -> bool {
    within(Duration::from_secs(20), "something is on the way", || {
        let status = app.ask("sync_status", &json!({}));
        let is_over = status["link"] == "synced" && status["waiting"] == 0;
        if is_reached() { Some(!is_over) } else { is_over.then_some(false) }
    })
}

/// Opens the road and kills the app each time that so many more bytes went over it; tells how often it was not done yet.
fn die_on_the_way(store: &Store, app: &mut App, road: &Proxy, went: fn(&Proxy) -> usize, moments: &[usize]) -> usize {
    let mut interrupted = 0;
    for moment in moments {
        road.cut();
        let before = went(road);
        road.lead_to(store.relay.address());
        app.tell("sync_now", &json!({}));
        interrupted += usize::from(on_the_way(app, || went(road) >= before + moment));
        app.kill();
        app.start_again();
    }
    interrupted
}

#[test]
fn an_app_that_dies_while_it_tells_or_is_told_has_and_gives_everything_once() {
    let store = Store::open();
    let staff = store.hire("赵青", &["consultant"]);
    let (mut phone, road) = store.enrol(&staff, "phone");
    let (mut tablet, tablets_road) = store.enrol(&staff, "tablet");
    tablets_road.cut();
    road.cut();
    let captured: BTreeSet<String> = (0..LEADS).map(|nth| capture(&phone, &format!("138000011{nth:02}"))).collect();
    assert!(die_on_the_way(&store, &mut phone, &road, sent, &MOMENTS) > 0, "it died while it told");
    phone.sync();
    let moments = [2_000, 20_000, 40_000];
    assert!(die_on_the_way(&store, &mut tablet, &tablets_road, received, &moments) > 0, "it died while it was told");
    tablet.sync();
    within(Duration::from_secs(20), "both devices hold the same", || {
        let (first, second) = (phone.diagnosis(), tablet.diagnosis());
        (first["files"] == second["files"] && first["mirror"] == second["mirror"]).then_some(())
    });
    within(Duration::from_secs(20), "the manager has them", || (store.manager.search("").len() >= LEADS).then_some(()));
    for app in [&phone, &tablet, &store.manager] {
        let rows = app.search("");
        assert_eq!(rows.len(), LEADS);
        assert_eq!(rows.iter().map(|row| row["file"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>(), captured);
        assert_eq!(app.ask("sync_page", &json!({}))["refused"], json!([]));
    }
}
