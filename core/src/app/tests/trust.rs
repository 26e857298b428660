//! Erasure, joining and what else managers say in the ledger, in a store that orders for itself.

use super::*;
use crate::{
    policy::Role,
    sync::ledger::{Act, Ledger, Said, Statement, Verdict},
    vault::Database,
};

/// A practice store whose person is everything a manager can be.
fn managed(place: &Place) -> App {
    let app = place.open();
    let state = ask(&app, "state", json!({}));
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
    let place = Place::practised();
    let app = managed(&place);
    let file = capture(&app, "13987650043", "钛锆铪")["file"].clone();
    change(&app, &file, "employer", "CANARYWORKS");
    let identity = json!({"edit": "private_field", "field": "identity_card", "value": "CANARY-ID-1"});
    ask(&app, "edit_customer", json!({"file": file, "edits": [identity]}));
    let form = format!("note:{}", file.as_str().unwrap());
    let draft = json!({"id": "01900000-0000-7000-8000-00000000000d", "form": form, "values": {"x": "CANARY-DRAFT"}});
    ask(&app, "save_draft", draft.clone());
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
    assert_eq!(dispatch(&app, "save_draft", draft).unwrap_err().code, ErrorCode::Erased, "a sheet that was still open");
    assert_eq!(dispatch(&app, "customer", json!({ "file": file })).unwrap_err().code, ErrorCode::Erased);
    assert!(ask(&app, "erasures", json!({})).as_array().unwrap().is_empty());
}

#[test]
fn a_declined_erasure_leaves_everything_as_it_was() {
    let place = Place::practised();
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

/// An act as a relay orders it.
fn ordered(app: &App, act: Act) {
    let store = app.opened().unwrap();
    let standing = store.standing();
    let said = Said { id: store.world.mint(), store: Some(store.id), device: store.device, on: standing.ledger.head(), act };
    let entry = standing.ledger.order(Statement::sign(&said, &store.key).unwrap()).unwrap();
    app.take_entries(&store, &[entry]).unwrap();
}

#[test]
fn an_erasure_that_comes_with_a_ledger_that_parted_is_carried_out() {
    let place = Place::practised();
    let app = managed(&place);
    let file = capture(&app, "13987650043", "钛锆铪")["file"].clone();
    app.set_own_relay_address("http://127.0.0.1:9").unwrap();
    let store = app.opened().unwrap();
    let standing = store.standing();
    let mut theirs = Ledger::clone(&standing.ledger);
    let mut said = |act| {
        let said = Said { id: store.world.mint(), store: Some(store.id), device: store.device, on: theirs.head(), act };
        let entry = theirs.order(Statement::sign(&said, &store.key).unwrap()).unwrap();
        theirs.append(&entry).unwrap();
        (said.id, entry)
    };
    let (request, first) = said(Act::ErasureRequested { file: file.as_str().unwrap().parse().unwrap() });
    let (_, second) = said(Act::ErasureDecided { request, verdict: Verdict::Approve });
    let roles = standing.roles.to_vec();
    ordered(&app, Act::RolesSet { staff: standing.staff.unwrap(), roles });
    app.follow_entries(&store, &[first, second]).unwrap();
    assert!(!holds(&everything(&place), "13987650043"));
    assert_eq!(dispatch(&app, "customer", json!({ "file": file })).unwrap_err().code, ErrorCode::Erased);
}

#[test]
fn not_a_word_is_left_of_a_file_that_its_person_may_no_longer_see() {
    let place = Place::practised();
    let app = managed(&place);
    let file = capture(&app, "13987650043", "钛锆铪")["file"].clone();
    // As many as make the index pack the words of several customers together.
    for n in 0..20 {
        capture(&app, &format!("139876501{n:02}"), "王先生");
    }
    assert!(holds(&everything(&place), "钛锆铪") && holds(&everything(&place), "taigaoha"));
    ask(&app, "assign_files", json!({"files": [file], "owner": null}));
    app.set_own_relay_address("http://127.0.0.1:9").unwrap();
    let staff = app.opened().unwrap().standing().staff.unwrap();
    ordered(&app, Act::RolesSet { staff, roles: vec![Role::Administrator, Role::Consultant] });
    let after = everything(&place);
    assert!(!holds(&after, "钛锆铪") && !holds(&after, "gaoha") && !holds(&after, "13987650043"));
    assert!(holds(&after, "王先生"));
}

#[test]
fn where_nobody_else_has_a_file_it_is_hidden_and_comes_back_with_the_role() {
    let place = Place::practised();
    let app = managed(&place);
    let file = capture(&app, "13987650043", "钛锆铪")["file"].clone();
    let staff = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    ask(&app, "edit_staff", json!({"staff": staff, "roles": ["administrator", "technician"]}));
    assert!(dispatch(&app, "customer", json!({ "file": file })).is_err());
    ask(&app, "edit_staff", json!({"staff": staff, "roles": ["administrator", "sales_manager"]}));
    assert_eq!(search(&app, "钛锆")["rows"][0]["file"], file);
}

#[test]
fn a_number_in_the_name_of_a_joined_file_is_masked_too() {
    let place = Place::practised();
    let app = managed(&place);
    let one = capture(&app, "13987650043", "钛锆铪")["file"].clone();
    let other = capture_after(&app, &one, "13987650044", "钛 13987650099")["file"].clone();
    ask(&app, "join_files", json!({ "one": one, "other": other }));
    let page = ask(&app, "customer", json!({ "file": one }));
    assert_eq!(page["joined"][1]["name"], "钛 139****0099");
    assert!(!page.to_string().contains("13987650099"));
}

/// Two files of one person, the second with a follow-up of its own; the older first.
fn twins(app: &App) -> (Value, Value) {
    let one = capture(app, "13987650043", "钛锆铪")["file"].clone();
    let other = capture_after(app, &one, "13987650044", "钛先生")["file"].clone();
    change(app, &other, "occupation", "教师");
    (one, other)
}

#[test]
fn joined_files_are_shown_as_one_customer_and_split_again_with_all_that_was_written() {
    let place = Place::practised();
    let app = managed(&place);
    let (one, other) = twins(&app);
    let both = json!({"one": other, "other": one});
    ask(&app, "join_files", both.clone());
    for words in ["13987650043", "13987650044", "钛锆铪", "钛"] {
        let found = search(&app, words);
        assert_eq!((&found["total"], &found["rows"][0]["file"]), (&json!(1), &one), "{words}");
    }
    let page = ask(&app, "customer", json!({ "file": other }));
    assert_eq!(page["customer"]["id"], one);
    assert_eq!(page["customer"]["fields"]["name"], "钛锆铪");
    assert_eq!(page["customer"]["fields"]["occupation"], "教师");
    assert_eq!(page["customer"]["follow_ups"].as_array().unwrap().len(), 2);
    let joined = page["joined"].as_array().unwrap();
    assert_eq!((joined.len(), &joined[0]["file"], &joined[1]["with"]), (2, &one, &one));
    let of_other = &joined[1]["entries"];
    let follow_ups = page["customer"]["follow_ups"].as_array().unwrap();
    let is_others = |task: &&Value| of_other.as_array().unwrap().contains(&task["id"]);
    let task = follow_ups.iter().find(is_others).unwrap()["id"].clone();
    let report = json!({"file": one, "follow_up": task, "outcome": "reached", "text": "周六来", "grade": null, "stage": null,
                        "next_on": null, "next_way": null, "next_aim": null});
    ask(&app, "record_follow_up", report);
    let before = ask(&app, "diagnosis", json!({}))["mirror"].clone();
    app.rebuild_mirror().unwrap();
    assert_eq!(ask(&app, "diagnosis", json!({}))["mirror"], before, "the mirror is a function of changes and ledger");

    ask(&app, "split_files", both);
    assert_eq!(search(&app, "钛")["total"], 2);
    let page = ask(&app, "customer", json!({ "file": other }));
    let done = page["customer"]["follow_ups"].as_array().unwrap().iter().find(|one| one["id"] == task).unwrap();
    assert_eq!(done["result"]["text"], "周六来", "what was written while they were one");
    assert!(page["joined"].as_array().unwrap().is_empty());
    assert_eq!(ask(&app, "customer", json!({ "file": one }))["customer"]["fields"]["occupation"], Value::Null);
}

#[test]
fn a_joined_customer_is_given_and_erased_whole() {
    let place = Place::practised();
    let app = managed(&place);
    let (one, other) = twins(&app);
    ask(&app, "join_files", json!({"one": one, "other": other}));
    let staff = ask(&app, "store", json!({}))["staff"].as_array().unwrap()[1]["id"].clone();
    ask(&app, "assign_files", json!({"files": [one], "owner": staff}));
    assert_eq!(search(&app, "钛")["rows"][0]["owner"]["id"], staff);
    erase(&app, &other);
    assert_eq!(search(&app, "钛")["total"], 0);
    for file in [&one, &other] {
        assert_eq!(dispatch(&app, "customer", json!({ "file": file })).unwrap_err().code, ErrorCode::Erased);
    }
}

#[test]
fn a_batch_buyers_file_is_joined_with_no_other() {
    let place = Place::practised();
    let app = managed(&place);
    let (one, other) = twins(&app);
    ask(&app, "promote_customer", json!({"file": other, "is_fleet": true, "reason": "一次订购 12 台"}));
    let refused = dispatch(&app, "join_files", json!({"one": one, "other": other})).unwrap_err();
    assert_eq!(refused.code, ErrorCode::CannotJoin);
}

#[test]
fn a_comment_counts_by_the_role_its_author_held_and_a_forged_one_says_nothing() {
    use crate::{
        app::writing::{Target, Writing},
        ids::{FileId, FollowUpId},
        ops::follow_up,
    };
    let place = Place::practised();
    let app = managed(&place);
    let file = capture(&app, "13987650043", "钛锆铪")["file"].clone();
    let page = || ask(&app, "customer", json!({ "file": file }));
    let task = page()["customer"]["follow_ups"][0]["id"].clone();
    let comment = json!({"file": file, "follow_up": task, "text": "请今天回电"});
    ask(&app, "comment_follow_up", comment.clone());
    let me = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    assert_eq!(page()["customer"]["follow_ups"][0]["comment"]["text"], "请今天回电");
    assert_eq!(page()["customer"]["follow_ups"][0]["comment"]["by"], me);
    // An administrator keeps the store; the second role is the one that matters here.
    ask(&app, "edit_staff", json!({"staff": me, "roles": ["administrator", "consultant"]}));
    assert_eq!(dispatch(&app, "comment_follow_up", comment).unwrap_err().code, ErrorCode::NotAllowed);
    assert_eq!(page()["customer"]["follow_ups"][0]["comment"]["text"], "请今天回电", "it was a manager's when written");
    // A changed app would write it all the same.
    let store = app.opened().unwrap();
    let (file_id, task_id): (FileId, FollowUpId) =
        (file.as_str().unwrap().parse().unwrap(), task.as_str().unwrap().parse().unwrap());
    let mut writing = Writing::begin(&store);
    let current = writing.customer(file_id).unwrap();
    let edit = follow_up::comment(&store.author().unwrap(), &current, task_id, "经理已同意", false).unwrap();
    writing.stage(Target::customer(file_id), &[edit]).unwrap();
    writing.commit("forged", |_, _| Ok(())).unwrap();
    assert_eq!(page()["customer"]["follow_ups"][0]["comment"]["text"], "请今天回电", "nor does it take the manager's away");
    app.rebuild_mirror().unwrap();
    assert_eq!(page()["customer"]["follow_ups"][0]["comment"]["text"], "请今天回电");
}

#[test]
fn what_the_relay_refused_is_told_until_it_is_put_away() {
    use crate::{
        ids::{FileId, StatementId},
        sync::{
            ledger::{Act, Said, Statement},
            wire,
        },
        vault,
    };
    let place = Place::practised();
    let app = managed(&place);
    let file = capture(&app, "13987650043", "钛锆铪")["file"].clone();
    let store = app.opened().unwrap();
    let file_id: FileId = file.as_str().unwrap().parse().unwrap();
    let propose = |n: u8| {
        let id = StatementId::from_bytes([n; 16]);
        let act = Act::FilesAssigned { files: vec![file_id], owner: store.standing().staff };
        let said = Said { id, store: Some(store.id), device: store.device, on: store.standing().head(), act };
        let bytes = wire::encode(&Statement::sign(&said, &store.key).unwrap()).unwrap();
        store.write(|tx| Ok(vault::ledger::propose(tx, id, &bytes, store.world.now())?)).unwrap();
        id
    };
    let (refused, waits) = (propose(1), propose(2));
    let before = ask(&app, "sync_status", json!({}))["needs_you"].as_u64().unwrap();
    store.write(|tx| Ok(vault::ledger::refuse(tx, refused, "not_allowed", store.world.now())?)).unwrap();
    let told = ask(&app, "proposals", json!({}));
    assert_eq!(told.as_array().unwrap().len(), 2);
    assert_eq!((&told[0]["act"], &told[0]["refused"]), (&json!("files_assigned"), &json!("not_allowed")));
    assert_eq!(told[0]["customers"][0]["name"], "钛锆铪");
    assert_eq!(told[1]["refused"], Value::Null);
    assert_eq!(ask(&app, "sync_status", json!({}))["needs_you"], before + 1);
    assert_eq!(dispatch(&app, "dismiss_proposal", json!({ "id": waits })).unwrap_err().code, ErrorCode::NotAllowed);
    assert_eq!(ask(&app, "dismiss_proposal", json!({ "id": refused }))["ledger"], true, "a list on screen is asked for anew");
    assert_eq!(ask(&app, "proposals", json!({})).as_array().unwrap().len(), 1);
    assert_eq!(ask(&app, "sync_status", json!({}))["needs_you"], before);
}

#[test]
fn a_book_is_handed_over_once_its_person_left() {
    let place = Place::practised();
    let app = managed(&place);
    let rows = ask(&app, "store", json!({}))["staff"].as_array().unwrap().clone();
    let me = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    let gone = rows.iter().rev().find(|row| row["files"].as_u64() > Some(0) && row["id"] != me).unwrap();
    let heir = rows.iter().find(|row| row["id"] != gone["id"]).unwrap();
    let hand_over = json!({"from": gone["id"], "to": heir["id"]});
    assert_eq!(dispatch(&app, "hand_over_book", hand_over.clone()).unwrap_err().code, ErrorCode::BadRequest, "still here");
    let store = app.opened().unwrap();
    let staff = gone["id"].as_str().unwrap().parse().unwrap();
    let then = crate::sync::ledger::Aftermath::Keep;
    app.act(&store, crate::sync::ledger::Act::StaffRevoked { staff, then }).unwrap();
    let row = |id: &Value| {
        let rows = ask(&app, "store", json!({}))["staff"].as_array().unwrap().clone();
        rows.into_iter().find(|row| row["id"] == *id).unwrap()
    };
    let left = row(&gone["id"]);
    assert_eq!((&left["state"], &left["book_is_open"], &left["files"]), (&json!("revoked"), &json!(true), &gone["files"]));
    ask(&app, "hand_over_book", hand_over);
    let (left, taken) = (row(&gone["id"]), row(&heir["id"]));
    assert_eq!((&left["files"], &left["book_is_open"]), (&json!(0), &json!(false)));
    assert_eq!(taken["files"].as_u64().unwrap(), heir["files"].as_u64().unwrap() + gone["files"].as_u64().unwrap());
}

/// P14: the workshop sees the cars, and opens there.
#[test]
fn a_technician_has_a_place_among_the_cars_and_no_customers() {
    let place = Place::new();
    let app = place.open();
    ask(&app, "practise", json!({}));
    let me = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    ask(&app, "edit_staff", json!({ "staff": me, "roles": ["administrator", "technician"] }));
    let me = ask(&app, "state", json!({}))["phase"]["me"].clone();
    let abilities = me["abilities"].as_array().unwrap();
    assert!(abilities.contains(&json!("see_vehicles")) && !abilities.contains(&json!("see_customers")), "{abilities:?}");
    assert_eq!((&me["first_place"], &me["own_place"]), (&json!("vehicles"), &json!("vehicles")));
    assert!(ask(&app, "vehicles", json!({ "search": "", "customer": null, "offset": 0, "limit": 5 }))["total"].is_number());
}
