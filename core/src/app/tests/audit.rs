//! The audit log on a device: kept, checked, exported, and what becomes of a log that does not continue.

use serde_json::{Value, json};

use super::{App, Place, ask, capture, dispatch};
use crate::{
    app::{api::error::ErrorCode, opening::names},
    clock::Instant,
    ids::AuditId,
    sync::audit::{AuditChain, AuditEntry, AuditHead, AuditNote, AuditRecord, AuditRow, AuditWord},
};

fn entry(n: u8) -> AuditEntry {
    let at = Instant::from_unix_ms(1_795_000_000_000 + i64::from(n));
    let note = AuditNote { reason: Some(format!("=row {n}")), ..AuditNote::of(AuditWord::SignedIn) };
    AuditEntry { record: AuditRecord { id: AuditId::from_bytes([n; 16]), at, note }, kept_at: at }
}

fn chain(entries: impl IntoIterator<Item = u8>) -> (Vec<AuditRow>, AuditHead) {
    let mut chain = AuditChain::default();
    let rows = entries.into_iter().map(|n| chain.chain(&entry(n)).unwrap()).collect();
    (rows, chain.head())
}

/// A general manager's device whose log is still empty.
fn manager(place: &Place) -> App {
    let app = place.open();
    let me = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    ask(&app, "edit_staff", json!({"staff": me, "name": null, "roles": ["administrator", "general_manager"]}));
    let store = app.opened().unwrap();
    store.write(|tx| Ok(crate::vault::audit::forget_log(tx)?)).unwrap();
    app
}

fn take(app: &App, after: u64, rows: &[AuditRow], head: AuditHead) {
    let from = usize::try_from(after).unwrap().min(rows.len());
    app.take_audit(&app.opened().unwrap(), after, &rows[from..], head).unwrap();
}

fn state(app: &App) -> Value {
    ask(app, "audit_state", json!({}))
}

fn reasons(app: &App) -> Vec<String> {
    let page = ask(app, "audit", json!({"filter": {}, "after": null}));
    page["rows"].as_array().unwrap().iter().map(|row| row["reason"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn rows_are_taken_page_by_page_and_read_newest_first() {
    let place = Place::practised();
    let app = manager(&place);
    let (rows, head) = chain(0..5);
    take(&app, 0, &rows[..3], head);
    take(&app, 0, &rows[..3], head);
    take(&app, 3, &rows, head);
    assert_eq!(state(&app), json!({"checked": 5, "breaks": [], "damaged_at": null}));
    assert_eq!(reasons(&app), ["=row 4", "=row 3", "=row 2", "=row 1", "=row 0"]);
}

#[test]
fn a_log_that_was_cut_is_told_for_good_and_nothing_seen_is_lost() {
    let place = Place::practised();
    let app = manager(&place);
    let (rows, head) = chain(0..5);
    take(&app, 0, &rows, head);
    let (short, short_head) = chain([0, 1, 7]);
    take(&app, 5, &short, short_head);
    take(&app, 0, &short, short_head);
    let told = state(&app);
    assert_eq!((&told["breaks"][0]["kind"], &told["breaks"][0]["after_rows"]), (&json!("cut"), &json!(5)));
    assert_eq!((&told["damaged_at"], &told["checked"]), (&json!(null), &json!(8)));
    assert_eq!(reasons(&app), ["=row 7", "=row 4", "=row 3", "=row 2", "=row 1", "=row 0"], "each record once");
    drop(app);
    assert_eq!(state(&place.open_as(2))["breaks"][0]["kind"], "cut");
}

#[test]
fn a_log_that_is_shorter_because_its_relay_was_restored_says_so_once() {
    for short in [vec![0, 1, 7], vec![0, 1, 7, 8, 9, 10]] {
        let place = Place::practised();
        let app = manager(&place);
        let (rows, head) = chain(0..5);
        take(&app, 0, &rows, head);
        let lost = |tx: &rusqlite::Transaction<'_>| Ok(crate::vault::meta::put_integer(tx, names::RELAY_LOST, 1)?);
        app.opened().unwrap().write(lost).unwrap();
        let (rows, head) = chain(short.clone());
        take(&app, 5, &rows, head);
        take(&app, 0, &rows, head);
        assert_eq!(state(&app)["breaks"][0]["kind"], "restored");
        let (rows, head) = chain([0, 1]);
        take(&app, short.len() as u64, &rows, head);
        assert_eq!(state(&app)["breaks"][1]["kind"], "cut", "a restore explains one place and no other");
    }
    let place = Place::practised();
    let app = manager(&place);
    let (rows, head) = chain(0..5);
    take(&app, 0, &rows[..3], head);
    app.opened().unwrap().write(|tx| Ok(crate::vault::meta::put_integer(tx, names::RELAY_LOST, 1)?)).unwrap();
    take(&app, 3, &rows, head);
    let (rows, head) = chain([0, 1]);
    take(&app, 5, &rows, head);
    assert_eq!(state(&app)["breaks"][0]["kind"], "cut", "nor one that comes after the log went on");
}

#[test]
fn a_log_that_was_altered_is_told_wherever_it_was() {
    let (rows, head) = chain(0..5);
    let (other, other_head) = chain([0, 9, 2, 3, 4, 5]);
    let place = Place::practised();
    let app = manager(&place);
    take(&app, 0, &rows, head);
    take(&app, 5, &other, other_head);
    take(&app, 0, &other, other_head);
    assert_eq!(state(&app)["breaks"][0]["kind"], "altered", "before what was seen last");
    assert!(reasons(&app).contains(&"=row 1".to_owned()) && reasons(&app).contains(&"=row 9".to_owned()));

    let place = Place::practised();
    let app = manager(&place);
    let mut forged = rows.clone();
    forged[2].entry.clone_from(&other[1].entry);
    take(&app, 0, &forged, head);
    assert_eq!(state(&app)["breaks"][0], json!({"after_rows": 3, "kind": "altered", "at": state(&app)["breaks"][0]["at"]}));
}

#[test]
fn a_row_altered_on_this_device_is_told() {
    let place = Place::practised();
    let app = manager(&place);
    let (rows, head) = chain(0..5);
    take(&app, 0, &rows, head);
    let alter = "UPDATE audit SET entry = zeroblob(length(entry)) WHERE seq = 3";
    app.opened().unwrap().write(|tx| Ok(tx.execute_batch(alter).map_err(crate::vault::VaultError::from)?)).unwrap();
    assert_eq!(state(&app)["damaged_at"], 3);
}

#[test]
fn an_export_holds_text_alone_and_stands_in_the_log_with_its_rows() {
    let place = Place::practised();
    let app = manager(&place);
    let (rows, head) = chain(0..5);
    take(&app, 0, &rows, head);
    let table = ask(&app, "export_audit", json!({"filter": {}}));
    let csv = table["csv"].as_str().unwrap();
    assert!(csv.starts_with('\u{feff}') && csv.contains("\"'=row 4\"") && !csv.contains("\"=row"));
    assert_eq!((&table["rows"], csv.lines().count()), (&json!(5), 6));
    let line = ask(&app, "audit", json!({"filter": {"what": "exported"}, "after": null}))["rows"][0].clone();
    assert_eq!((&line["count"], &line["reason"]), (&json!(5), &json!("audit")));
}

#[test]
fn a_line_says_names_and_never_an_id_and_the_table_keeps_the_ids() {
    let place = Place::practised();
    let app = manager(&place);
    let me = ask(&app, "state", json!({}))["phase"]["me"].clone();
    ask(&app, "edit_staff", json!({"staff": me["staff"], "roles": ["administrator", "general_manager", "sales_manager"]}));
    let (one, other) = (capture(&app, "13900000001", "刘汉"), capture(&app, "13900000001", "刘先生"));
    ask(&app, "join_files", json!({"one": one["file"], "other": other["file"]}));
    ask(&app, "request_erasure", json!({"file": one["file"]}));
    let request = ask(&app, "erasures", json!({}))[0]["request"].clone();
    ask(&app, "decide_erasure", json!({"request": request, "approve": false}));
    let reason = |what: &str| ask(&app, "audit", json!({"filter": {"what": what}, "after": null}))["rows"][0]["reason"].clone();
    assert_eq!(reason("files_joined"), Value::Null, "they are one and named together");
    ask(&app, "split_files", json!({"one": one["file"], "other": other["file"]}));
    assert_eq!(reason("files_joined"), "刘先生");
    assert_eq!(reason("erasure_decided"), "decline");
    let table = ask(&app, "export_audit", json!({"filter": {"what": "erasure_decided"}}));
    assert!(table["csv"].as_str().unwrap().contains(request.as_str().unwrap()));
}

#[test]
fn who_is_not_general_manager_reads_nothing_and_keeps_nothing() {
    let place = Place::practised();
    let app = manager(&place);
    let (rows, head) = chain(0..5);
    take(&app, 0, &rows, head);
    let me = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    ask(&app, "edit_staff", json!({"staff": me, "name": null, "roles": ["administrator", "sales_manager"]}));
    for (command, request) in
        [("audit", json!({"filter": {}, "after": null})), ("audit_state", json!({})), ("export_audit", json!({"filter": {}}))]
    {
        assert_eq!(dispatch(&app, command, request).unwrap_err().code, ErrorCode::NotAllowed, "{command}");
    }
    let kept = app.opened().unwrap().read(|conn| crate::vault::audit::in_order(conn, None, 100)).unwrap();
    assert!(kept.iter().all(|row| row.seq > 4 || row.chain > 0 || row.at.unix_ms() > 1_795_100_000_000), "{kept:?}");
}
