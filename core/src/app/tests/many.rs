//! One change to many customers, saved views, and what every command that changes something must answer.

use super::*;
use crate::{app::api, policy::Role};

/// A practice store whose person manages it; their id.
fn managed(place: &Place) -> (App, Value) {
    let app = place.open();
    let state = ask(&app, "state", json!({}));
    let me = state["phase"]["me"]["staff"].clone();
    ask(&app, "edit_staff", json!({"staff": me, "roles": [Role::Administrator, Role::SalesManager]}));
    (app, me)
}

fn row(app: &App, file: &Value) -> Value {
    let list = ask(app, "list_customers", json!({"filter": {}, "sort": "opened", "offset": 0, "limit": 200}));
    list["rows"].as_array().unwrap().iter().find(|row| row["file"] == *file).unwrap().clone()
}

fn caught(app: &App, count: usize) -> Vec<Value> {
    (0..count).map(|n| capture(app, &format!("1390001{n:04}"), "刘汉")["file"].clone()).collect()
}

fn purchase(app: &App, file: &Value) -> Value {
    ask(app, "customer", json!({"file": file}))["customer"]["opportunities"][0]["id"].clone()
}

/// Issue 4, 8: preview, deed and one undo agree.
#[test]
fn a_preview_tells_how_many_change_how_many_are_so_already_and_why_others_may_not() {
    let place = Place::practised();
    let (app, _) = managed(&place);
    let files = caught(&app, 4);
    ask(
        &app,
        "move_opportunity",
        json!({"file": files[1], "opportunity": purchase(&app, &files[1]), "stage": "needs", "grade": null}),
    );
    let given_up = json!({"reason": "price", "competitor": "", "words": "谈不拢"});
    ask(&app, "request_loss", json!({"file": files[2], "opportunity": purchase(&app, &files[2]), "given_up": given_up}));
    ask(&app, "promote_customer", json!({"file": files[3], "is_fleet": true, "reason": "一次订 12 台"}));
    let nowhere = json!("01ffffff-e380-76c0-9b3f-9c6d98aff021");
    let mut all = files.clone();
    all.push(nowhere);
    let change = json!({"files": all, "change": {"to": "stage", "stage": "needs"}});
    let preview = ask(&app, "preview_many", change.clone());
    let seen: Vec<Value> = files.iter().map(|file| row(&app, file)).map(|row| json!([row["stage"], row["kind"]])).collect();
    assert_eq!((&preview["will"], &preview["already"]), (&json!(1), &json!(1)), "{seen:?}");
    let why: Vec<(&str, u64)> = preview["cannot"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["why"].as_str().unwrap(), one["count"].as_u64().unwrap()))
        .collect();
    assert_eq!(why, [("not_here", 1), ("no_open_purchase", 1), ("fleet", 1)]);
    let done = ask(&app, "change_many", change);
    assert_eq!((&done["changed"], &done["left"]), (&json!(1), &json!(4)));
    assert_eq!(row(&app, &files[0])["stage"], "needs");
    assert_eq!(row(&app, &files[2])["stage"], "lost", "what is lost is revived by a word of its own");
    ask(&app, "undo", json!({"undo": done["undo"]}));
    assert_eq!(row(&app, &files[0])["stage"], "initial_contact");
    assert_eq!(row(&app, &files[1])["stage"], "needs", "what was so before is not touched by the undo");
}

#[test]
fn many_are_moved_along_the_road_and_never_to_an_end_that_needs_words_of_its_own() {
    let place = Place::practised();
    let (app, _) = managed(&place);
    let files = caught(&app, 1);
    for stage in ["lost", "delivery", "after_delivery"] {
        let refused =
            dispatch(&app, "change_many", json!({"files": files, "change": {"to": "stage", "stage": stage}})).unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::BadRequest, Some("stage")), "{stage}");
    }
    let choices = ask(&app, "many_choices", json!({}));
    assert!(!choices["stages"].as_array().unwrap().contains(&json!("lost")));
    assert_eq!((&choices["can_assign"], &choices["can_edit"]), (&json!(true), &json!(true)));
}

#[test]
fn a_tag_is_put_on_many_found_by_and_taken_off_with_one_undo_each() {
    let place = Place::practised();
    let (app, _) = managed(&place);
    let files = caught(&app, 3);
    let tag = |on: bool, files: &[Value]| json!({"files": files, "change": {"to": "tag", "tag": " 国庆团购 ", "on": on}});
    ask(&app, "change_many", tag(true, &files[..1]));
    let done = ask(&app, "change_many", tag(true, &files));
    assert_eq!(done["changed"], 2, "who has it already keeps it");
    let found = |app: &App| {
        ask(app, "list_customers", json!({"filter": {"tags": ["国庆团购"]}, "sort": "name", "offset": 0, "limit": 10}))["total"]
            .clone()
    };
    assert_eq!(found(&app), 3);
    assert_eq!(row(&app, &files[0])["tags"], json!(["国庆团购"]));
    let board = ask(&app, "pipeline", json!({"filter": {"tags": ["国庆团购"]}, "by": "stage", "limit": 10}));
    assert_eq!(board["total"], 3, "the board asks the same");
    let in_use = ask(&app, "many_choices", json!({}))["tags"].clone();
    assert!(in_use.as_array().unwrap().contains(&json!({"tag": "国庆团购", "count": 3})));
    ask(&app, "undo", json!({"undo": done["undo"]}));
    assert_eq!(found(&app), 1);
    ask(&app, "change_many", tag(false, &files));
    assert_eq!(found(&app), 0);
}

/// Issue 4, 8: undo of 1,000 rows in one go stays within bounds.
#[test]
fn a_thousand_files_are_changed_and_changed_back_in_one_go_and_one_more_is_refused() {
    let place = Place::practised();
    let (app, _) = managed(&place);
    let leads = (0..1001).map(|n| ImportedLead {
        fields: vec![(CustomerField::Name, format!("客户{n}"))],
        phones: vec![format!("1370000{n:04}")],
        ..ImportedLead::default()
    });
    let leads: Vec<ImportedLead> = leads.collect();
    app.import_customers(&leads).unwrap();
    let mut files = Vec::new();
    for offset in (0..1400).step_by(200) {
        let page = ask(&app, "list_customers", json!({"filter": {}, "sort": "opened", "offset": offset, "limit": 200}));
        files.extend(page["rows"].as_array().unwrap().iter().map(|row| row["file"].clone()));
    }
    let change = |files: &[Value]| json!({"files": files, "change": {"to": "tag", "tag": "千人", "on": true}});
    let refused = dispatch(&app, "change_many", change(&files[..1001])).unwrap_err();
    assert_eq!(refused.code, ErrorCode::TooLong);
    let done = ask(&app, "change_many", change(&files[..1000]));
    assert_eq!(done["changed"], 1000);
    assert_eq!(done["touched"]["everything"], true, "not named one by one");
    let recent = ask(&app, "recent_operations", json!({}));
    assert_eq!((&recent[0]["files"], &recent[0]["detail"]), (&json!(1000), &json!({"what": "tagged", "tag": "千人"})));
    let undone = ask(&app, "undo", json!({"undo": done["undo"]}));
    assert_eq!(undone["kept"], json!([]));
    let left = ask(&app, "list_customers", json!({"filter": {"tags": ["千人"]}, "sort": "name", "offset": 0, "limit": 10}));
    assert_eq!(left["total"], 0);
}

/// F1: a stage that is moved with many others leaves no purchase without a follow-up either.
#[test]
fn a_purchase_moved_with_many_has_a_follow_up_as_one_moved_alone() {
    let place = Place::practised();
    let (app, _) = managed(&place);
    let files = caught(&app, 2);
    let planned =
        |file: &Value| ask(&app, "customer", json!({"file": file}))["customer"]["follow_ups"].as_array().unwrap().clone();
    for file in &files {
        for task in planned(file) {
            ask(&app, "edit_customer", json!({"file": file, "edits": [{"edit": "remove_follow_up", "id": task["id"]}]}));
        }
        assert_eq!(planned(file), Vec::<Value>::new());
    }
    let done = ask(&app, "change_many", json!({"files": files, "change": {"to": "stage", "stage": "needs"}}));
    let made: Vec<usize> = files.iter().map(|file| planned(file).len()).collect();
    assert_eq!(made, [1, 1]);
    ask(&app, "undo", json!({"undo": done["undo"]}));
    assert!(files.iter().all(|file| planned(file).is_empty()));
}

#[test]
fn many_are_given_away_and_taken_back_with_one_undo() {
    let place = Place::practised();
    let (app, me) = managed(&place);
    let files = caught(&app, 3);
    let done = ask(&app, "change_many", json!({"files": files, "change": {"to": "owner", "owner": null}}));
    assert_eq!(done["changed"], 3);
    assert!(files.iter().all(|file| row(&app, file)["owner"].is_null()));
    ask(&app, "undo", json!({"undo": done["undo"]}));
    assert!(files.iter().all(|file| row(&app, file)["owner"]["id"] == me));
}

#[test]
fn a_view_is_saved_changed_taken_away_and_brought_back() {
    let place = Place::practised();
    let (app, _) = managed(&place);
    let view = |id: Value, name: &str, share: bool, roles: Value| {
        json!({
        "id": id, "name": name, "page": "customers", "query": "grade=H&sort=name", "share": share, "roles": roles, "opens": true})
    };
    for share in [false, true] {
        let saved = ask(&app, "save_view", view(Value::Null, "热的", share, json!([])));
        let rows = ask(&app, "views", json!({}))["rows"].clone();
        assert_eq!((rows.as_array().unwrap().len(), &rows[0]["is_shared"]), (1, &json!(share)));
        let id = rows[0]["view"]["id"].clone();
        ask(&app, "save_view", view(id.clone(), "很热的", share, json!([])));
        assert_eq!(ask(&app, "views", json!({}))["rows"][0]["view"]["name"], "很热的");
        let removed = ask(&app, "remove_view", json!({"id": id}));
        assert_eq!(ask(&app, "views", json!({}))["rows"], json!([]));
        ask(&app, "undo", json!({"undo": removed["undo"]}));
        assert_eq!(ask(&app, "views", json!({}))["rows"][0]["view"]["name"], "很热的", "shared: {share}");
        ask(&app, "remove_view", json!({"id": id}));
        assert!(saved["undo"].is_string());
    }
}

#[test]
fn a_shared_view_is_for_the_roles_it_names_and_never_holds_what_was_searched_for() {
    let place = Place::practised();
    let (app, me) = managed(&place);
    let save = |roles: Value, query: &str| {
        json!({
        "id": null, "name": "门口的", "page": "customers", "query": query, "share": true, "roles": roles, "opens": false})
    };
    ask(&app, "save_view", save(json!(["front_desk"]), "grade=H"));
    assert_eq!(ask(&app, "views", json!({}))["rows"][0]["is_mine"], false);
    let refused = dispatch(&app, "save_view", save(json!([]), "q=13900008888")).unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadRequest);
    ask(&app, "edit_staff", json!({"staff": me, "roles": ["administrator", "front_desk"]}));
    assert_eq!(ask(&app, "views", json!({}))["rows"][0]["is_mine"], true);
}

/// Commands that change something and have no way back, each with the reason.
const WITHOUT_WAY_BACK: &[(&str, &str)] = &[
    ("add_staff", "a person is never taken out of the ledger again; they are turned out"),
    ("confirm_device", "a device let in is turned out, which it hears of"),
    ("revoke_device", "what it obeyed it cannot un-obey"),
    ("revoke_staff", "what their devices obeyed they cannot un-obey"),
    ("settle_late", "the first word about a change stands, for all devices"),
    ("dismiss_card", "what it told is put away, and nothing of a customer is changed"),
    ("hand_over_book", "once per person; a part of it is given back by assigning"),
    ("request_erasure", "only the general manager's word ends a request"),
    ("decide_erasure", "for ever is what was asked"),
    ("dismiss_proposal", "it was refused and is not said again"),
    ("release_device", "the relay's own business; it is set aside again when it misbehaves"),
];

macro_rules! answers {
    ($($name:ident($request:ty) -> $response:ty;)+) => {
        /// Every command with the type of its answer.
        const ANSWERS: &[(&str, &str)] = &[$((stringify!($name), stringify!($response))),+];
    };
}
api::commands!(answers);

#[test]
fn every_command_that_changes_files_or_ledger_answers_with_a_way_back_or_says_why_not() {
    let exempt: Vec<&str> = WITHOUT_WAY_BACK.iter().map(|(name, _)| *name).collect();
    for (name, response) in ANSWERS {
        // `Touched` says that something changed and offers no way back.
        if *response == "Touched" {
            assert!(exempt.contains(name), "{name} changes something: answer `Saved`, or say here why it has no way back");
        }
    }
    for name in exempt {
        assert!(ANSWERS.contains(&(name, "Touched")), "{name} has a way back or is gone: take its reason out");
    }
}

#[test]
fn the_name_of_a_place_is_found_in_pinyin_and_by_its_initials() {
    let place = Place::new();
    let app = place.open();
    let spelt = ask(&app, "spell", json!({"texts": ["客户", "Sync", "重排"]}));
    assert_eq!(spelt[0], json!(["kehu", "qiahu", "kh", "qh"]));
    assert_eq!(spelt[1], json!([]));
    let read: Vec<&str> = spelt[2].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    assert!(read.contains(&"chongpai") && read.contains(&"zhongpai"), "every reading: {read:?}");
}
