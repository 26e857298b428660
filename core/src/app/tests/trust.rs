//! Erasure, joining and what else managers say in the ledger, in a store that orders for itself.

use super::*;
use crate::{policy::Role, vault::Database};

/// A practice store whose person is everything a manager can be.
fn managed(place: &Place) -> App {
    let app = place.open();
    let state = ask(&app, "practise", json!({}));
    let roles = [Role::Administrator, Role::SalesManager, Role::GeneralManager];
    ask(&app, "edit_staff", json!({"staff": state["phase"]["me"]["staff"], "roles": roles}));
    app
}

fn change(app: &App, file: &Value, field: &str, value: &str) {
    ask(app, "edit_customer", json!({"file": file, "edits": [{"edit": "field", "field": field, "value": value}]}));
}

fn erase(app: &App, file: &Value) {
    ask(app, "request_erasure", json!({ "file": file }));
    let open = ask(app, "erasures", json!({}));
    assert_eq!(open.as_array().unwrap().len(), 1);
    ask(app, "decide_erasure", json!({"request": open[0]["request"], "approve": true}));
}

/// Every value of every table, and every word of the search index, as bytes.
fn everything(place: &Place) -> Vec<u8> {
    let key = place.keys.0.lock().unwrap()["practice"].clone();
    let db = Database::open(&place.folder.path().join("practice.db"), &key).unwrap();
    let read = |conn: &rusqlite::Connection| -> rusqlite::Result<Vec<u8>> {
        conn.execute_batch("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'm_search', 'row')")?;
        let mut names = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'm_search'")?;
        let mut tables: Vec<String> = names.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?;
        tables.push("temp.words".to_owned());
        let mut bytes = Vec::new();
        for table in tables {
            let mut all = conn.prepare(&format!("SELECT * FROM {table}"))?;
            let columns = all.column_count();
            let mut rows = all.query(())?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    if let Ok(found) = row.get_ref(column)?.as_bytes_or_null() {
                        bytes.extend_from_slice(found.unwrap_or_default());
                    }
                    bytes.push(0);
                }
            }
        }
        Ok(bytes)
    };
    // By the writing connection: the index of words is a table of this test.
    db.write(|tx| Ok::<_, crate::vault::VaultError>(read(tx).unwrap())).unwrap()
}

fn holds(bytes: &[u8], canary: &str) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary.as_bytes())
}

#[test]
fn not_a_word_of_an_erased_customer_is_left_on_the_device() {
    let place = Place::new();
    let app = managed(&place);
    let file = capture(&app, "13987650043", "钛锆铪")["file"].clone();
    change(&app, &file, "employer", "CANARYWORKS");
    let identity = json!({"edit": "private_field", "field": "identity_card", "value": "CANARY-ID-1"});
    ask(&app, "edit_customer", json!({"file": file, "edits": [identity]}));
    let values = json!({"file": file, "x": "CANARY-DRAFT"});
    let draft = json!({"id": "01900000-0000-7000-8000-00000000000d", "form": "edit", "values": values});
    ask(&app, "save_draft", draft);
    let canaries = ["钛锆铪", "钛锆", "13987650043", "CANARYWORKS", "canaryworks", "CANARY-ID-1", "CANARY-DRAFT", "taigaoha"];
    let before = everything(&place);
    let there: Vec<_> = canaries.iter().filter(|canary| holds(&before, canary)).collect();
    assert!(there.len() >= 5, "{there:?}");
    erase(&app, &file);
    let wal = std::fs::metadata(place.folder.path().join("practice.db-wal")).map_or(0, |found| found.len());
    assert_eq!(wal, 0, "the write-ahead log is empty");
    let after = everything(&place);
    let left: Vec<_> = canaries.iter().filter(|canary| holds(&after, canary)).collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(search(&app, "钛锆")["total"], 0);
    assert_eq!(dispatch(&app, "customer", json!({ "file": file })).unwrap_err().code, ErrorCode::Erased);
    assert!(ask(&app, "erasures", json!({})).as_array().unwrap().is_empty());
}

#[test]
fn a_declined_erasure_leaves_everything_as_it_was() {
    let place = Place::new();
    let app = managed(&place);
    let file = capture(&app, "13987650043", "钛锆铪")["file"].clone();
    ask(&app, "request_erasure", json!({ "file": file }));
    assert_eq!(ask(&app, "customer", json!({ "file": file }))["erasure_requested"], true);
    let open = ask(&app, "erasures", json!({}));
    assert_eq!(open[0]["customer"]["name"], "钛锆铪");
    ask(&app, "decide_erasure", json!({"request": open[0]["request"], "approve": false}));
    assert_eq!(search(&app, "钛锆")["total"], 1);
    assert_eq!(ask(&app, "customer", json!({ "file": file }))["erasure_requested"], false);
}
