//! Taking back what was done: in files, and in the ledger by the opposite statement.

use super::*;
use crate::policy::Role;

/// A practice store whose person manages it; their id.
fn managed(place: &Place) -> (App, Value) {
    let app = place.open();
    let state = ask(&app, "state", json!({}));
    let me = state["phase"]["me"]["staff"].clone();
    ask(&app, "edit_staff", json!({"staff": me, "roles": [Role::Administrator, Role::SalesManager]}));
    (app, me)
}

/// The consultants of the practice store.
fn consultants(app: &App) -> Vec<Value> {
    let page = ask(app, "store", json!({}));
    let rows = page["staff"].as_array().unwrap().iter();
    rows.filter(|row| row["roles"] == json!(["consultant"])).map(|row| row["id"].clone()).collect()
}

fn owner(app: &App, file: &Value) -> Value {
    ask(app, "customer", json!({"file": file}))["owner"]["id"].clone()
}

fn undo(app: &App, answer: &Value) -> Value {
    ask(app, "undo", json!({"undo": answer["undo"]}))
}

#[test]
fn files_given_away_go_back_to_each_whose_they_were_unless_somebody_gave_them_on() {
    let place = Place::practised();
    let (app, me) = managed(&place);
    let [wang, li, zhou] = consultants(&app)[..3].to_vec().try_into().unwrap();
    let files: Vec<Value> = (0..3).map(|n| capture(&app, &format!("139000088{n:02}"), "刘汉")["file"].clone()).collect();
    ask(&app, "assign_files", json!({"files": [files[1]], "owner": li}));
    ask(&app, "assign_files", json!({"files": [files[2]], "owner": null}));
    let given = ask(&app, "assign_files", json!({"files": files, "owner": wang}));
    assert_eq!(files.iter().map(|file| owner(&app, file)).collect::<Vec<_>>(), [wang.clone(), wang.clone(), wang]);
    ask(&app, "assign_files", json!({"files": [files[0]], "owner": zhou}));

    let undone = undo(&app, &given);
    assert_eq!(undone["kept"], json!([[files[0], "owner"]]), "what was given on since is named and stays");
    assert_eq!(files.iter().map(|file| owner(&app, file)).collect::<Vec<_>>(), [zhou, li, Value::Null]);
    assert_eq!(dispatch(&app, "undo", json!({"undo": given["undo"]})).unwrap_err().code, ErrorCode::CannotUndo);
    assert!(!me.is_null());
}

#[test]
fn a_statement_taken_back_can_be_said_again() {
    let place = Place::practised();
    let (app, me) = managed(&place);
    let wang = consultants(&app)[0].clone();
    let file = capture(&app, "13900008888", "刘汉")["file"].clone();
    let given = ask(&app, "assign_files", json!({"files": [file], "owner": wang}));
    undo(&app, &given);
    assert_eq!(owner(&app, &file), me);
    let recent = ask(&app, "recent_operations", json!({}));
    assert_eq!(recent[0]["command"], "undo");
    ask(&app, "undo", json!({"undo": recent[0]["undo"]}));
    assert_eq!(owner(&app, &file), wang);
}

#[test]
fn a_join_is_taken_back_by_a_split_and_a_split_by_a_join() {
    let place = Place::practised();
    let (app, _) = managed(&place);
    let (one, other) =
        (capture(&app, "13900008801", "钛先生")["file"].clone(), capture(&app, "13900008802", "钛先生")["file"].clone());
    let both = json!({"one": one, "other": other});
    let joined = ask(&app, "join_files", both.clone());
    assert_eq!(search(&app, "钛先生")["total"], 1);
    undo(&app, &joined);
    assert_eq!(search(&app, "钛先生")["total"], 2);
    ask(&app, "join_files", both.clone());
    let split = ask(&app, "split_files", both);
    undo(&app, &split);
    assert_eq!(search(&app, "钛先生")["total"], 1);
}

#[test]
fn roles_go_back_to_what_they_were() {
    let place = Place::practised();
    let (app, _) = managed(&place);
    let wang = consultants(&app)[0].clone();
    let row = |app: &App| {
        let page = ask(app, "store", json!({}));
        page["staff"].as_array().unwrap().iter().find(|row| row["id"] == wang).unwrap().clone()
    };
    let before = row(&app);
    let saved = ask(&app, "edit_staff", json!({"staff": wang, "name": "王大锤", "roles": ["front_desk", "consultant"]}));
    assert_eq!((&row(&app)["name"], &row(&app)["roles"]), (&json!("王大锤"), &json!(["front_desk", "consultant"])));
    undo(&app, &saved);
    assert_eq!((&row(&app)["name"], &row(&app)["roles"]), (&before["name"], &before["roles"]));
}

#[test]
fn the_list_of_recent_commands_says_what_was_done_to_whom() {
    let place = Place::practised();
    let (app, _) = managed(&place);
    let wang = consultants(&app)[0].clone();
    let file = capture(&app, "13900008888", "刘汉")["file"].clone();
    let edits = json!([{"edit": "field", "field": "occupation", "value": "教师"}]);
    ask(&app, "edit_customer", json!({"file": file, "edits": edits}));
    let page = ask(&app, "customer", json!({"file": file}));
    let opportunity = page["customer"]["opportunities"][0]["id"].clone();
    ask(&app, "move_opportunity", json!({"file": file, "opportunity": opportunity, "stage": "needs", "grade": null}));
    ask(&app, "assign_files", json!({"files": [file], "owner": wang}));
    let recent = ask(&app, "recent_operations", json!({}));
    let told = |n: usize| (recent[n]["command"].clone(), recent[n]["name"].clone(), recent[n]["files"].clone());
    assert_eq!(told(0), (json!("assign_files"), json!("刘汉"), json!(1)));
    assert_eq!((&recent[0]["detail"]["what"], &recent[0]["detail"]["owner"]["id"]), (&json!("owner"), &wang));
    assert_eq!(told(1), (json!("move_opportunity"), json!("刘汉"), json!(1)));
    assert_eq!(recent[1]["detail"], json!({"what": "stage", "stage": "needs"}));
    assert_eq!(told(2), (json!("edit_customer"), json!("刘汉"), json!(1)));
    assert_eq!(recent[2]["places"], json!([["file", "occupation"]]));
}

#[test]
fn the_app_opens_where_a_persons_day_begins() {
    let place = Place::practised();
    let (app, me) = managed(&place);
    let cases = [
        (json!(["administrator", "sales_manager"]), "today", "pipeline"),
        (json!(["administrator", "consultant", "front_desk"]), "today", "pipeline"),
        (json!(["administrator", "front_desk"]), "reception", "reception"),
        (json!(["administrator", "cs_specialist"]), "today", "pipeline"),
        (json!(["administrator"]), "sync", "store"),
    ];
    for (roles, first, own) in cases {
        ask(&app, "edit_staff", json!({"staff": me, "roles": roles}));
        let state = ask(&app, "state", json!({}))["phase"]["me"].clone();
        assert_eq!((&state["first_place"], &state["own_place"]), (&json!(first), &json!(own)), "{roles}");
    }
}
