//! The information specialist: what is incomplete, doubtful or late, corrected or confirmed, and the figures of it.

use forecourt_core::{app::api::error::ErrorCode, clock::Clock as _};
use serde_json::{Value, json};

use crate::scene::{Scene, TODAY, day, line, log, of, refused, visitor};

fn worklist(scene: &Scene, need: &str) -> Vec<Value> {
    let filter = json!({ "from": TODAY, "upto": TODAY, "need": need });
    let list = scene.clerk.ask("reception_lines", json!({ "filter": filter, "offset": 0, "limit": 50 }));
    assert_eq!(list["total"], list["rows"].as_array().unwrap().len());
    list["rows"].as_array().unwrap().clone()
}

fn whole(scene: &Scene, said: Value) -> Value {
    let mut all = json!({
        "visit_count": 1, "party_size": 2, "interests": [scene.series[0]], "contact": "refused", "asked": 3,
        "consultant": scene.zhou_id,
    });
    for (key, value) in said.as_object().unwrap() {
        all[key] = value.clone();
    }
    log(&scene.desk, all)
}

/// R2, R10, R11, L3
#[test]
fn what_is_incomplete_doubtful_or_late_stands_in_the_specialists_list_until_it_is_corrected_or_confirmed() {
    let mut scene = Scene::set();
    let now = scene.desk.clock.now().unix_ms();
    let right = whole(&scene, json!({}));
    let bare = log(&scene.desk, json!({ "party_size": null }));
    let doubtful = whole(&scene, json!({ "party_size": 20 }));
    let late = whole(&scene, json!({ "in_at": now - 90 * 60_000, "out_at": now - 60 * 60_000, "result": "quote" }));
    scene.carry();
    let ids = |need: &str| worklist(&scene, need).iter().map(|row| row["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids("incomplete"), [bare["line"].clone()]);
    assert_eq!(ids("doubtful"), [doubtful["line"].clone()]);
    assert_eq!(ids("late"), [late["line"].clone()]);
    assert_eq!(ids("any").len(), 3);
    assert!(!ids("any").contains(&right["line"]));
    assert_eq!(line(&scene.clerk, &late)["late_minutes"], 90);
    let missing = line(&scene.clerk, &bare)["missing"].clone();
    assert_eq!(
        missing,
        json!([{ "field": "party_size" }, { "field": "visit_count" }, { "field": "contact" }, "interest", "consultant"])
    );
    let quality = &day(&scene.clerk)["figures"];
    let rate = |name: &str| (quality[name]["part"].clone(), quality[name]["whole"].clone(), quality[name]["is_few"].clone());
    assert_eq!(rate("complete"), (json!(3), json!(4), json!(true)));
    assert_eq!(rate("correct"), (json!(3), json!(4), json!(true)));
    assert_eq!(rate("timely"), (json!(3), json!(4), json!(true)));

    let change = |field: &str, value: &str| json!([{ "change": "field", "field": field, "value": value }]);
    let edit = |saved: &Value, changes: Value| {
        let request = json!({ "day": TODAY, "line": saved["line"], "changes": changes });
        scene.clerk.ask("edit_line", request)
    };
    edit(&doubtful, change("party_size", "2"));
    scene.clerk.ask("confirm_line", of(&late));
    for (field, value) in [("party_size", "1"), ("visit_count", "1"), ("contact", "refused"), ("asked", "1")] {
        edit(&bare, change(field, value));
    }
    edit(&bare, json!([{ "change": "add_interest", "catalogue": scene.series[2] }]));
    scene.clerk.ask("assign_line", json!({ "day": TODAY, "line": bare["line"], "consultant": scene.wang_id }));
    assert!(ids("any").is_empty());
    let corrected = line(&scene.clerk, &doubtful);
    let said = &corrected["corrections"][0];
    assert_eq!((&said["field"], &said["was"], &said["by"]["name"]), (&json!("party_size"), &json!("20"), &json!("白露")));
    let came = line(&scene.clerk, &doubtful)["in_at"].as_i64().unwrap();
    edit(&doubtful, change("in_at", &(came + 60_000).to_string()));
    let corrections = line(&scene.clerk, &doubtful)["corrections"].clone();
    let moved = corrections.as_array().unwrap().iter().find(|one| one["field"] == "in_at").unwrap();
    assert_eq!(moved["was"], came.to_string(), "a time is no number of a person");
    edit(&doubtful, change("in_at", &came.to_string()));
    assert_eq!(line(&scene.clerk, &bare)["corrections"], json!([]), "filling in what was empty corrects nothing");
    assert_eq!(line(&scene.clerk, &late)["confirmed_by"]["name"], "白露");
    let quality = day(&scene.clerk)["figures"].clone();
    assert_eq!((&quality["complete"]["part"], &quality["correct"]["part"]), (&json!(4), &json!(3)), "it had to be corrected");
    assert_eq!(refused(&scene.desk, "confirm_line", of(&late)).0, ErrorCode::NotAllowed);
}

/// R10, R15
#[test]
fn the_register_answers_to_conditions_and_leaves_the_house_only_with_permission() {
    let mut scene = Scene::set();
    let known = whole(&scene, json!({ "visitor": visitor("13800001234", "刘汉"), "contact": null }));
    whole(&scene, json!({ "purpose": "service", "consultant": null }));
    whole(&scene, json!({ "came_by": "phone", "interests": [scene.series[1]], "consultant": scene.wang_id }));
    scene.carry();
    let count = |condition: Value| {
        let mut filter = json!({ "from": TODAY, "upto": TODAY });
        for (key, value) in condition.as_object().unwrap() {
            filter[key] = value.clone();
        }
        scene.manager.ask("reception_lines", json!({ "filter": filter, "offset": 0, "limit": 50 }))["total"].clone()
    };
    for (condition, expected) in [
        (json!({}), 3),
        (json!({ "consultant": scene.zhou_id }), 1),
        (json!({ "came_by": "phone" }), 1),
        (json!({ "is_intending": false }), 1),
        (json!({ "is_first": true }), 3),
        (json!({ "is_first": false }), 0),
        (json!({ "contact": "left" }), 1),
        (json!({ "has_file": true }), 1),
        (json!({ "series": "A6L" }), 1),
        (json!({ "series": "A6" }), 0),
        (json!({ "grade": "N" }), 1),
        (json!({ "result": "deal" }), 0),
        (json!({ "from": "2026-11-01", "upto": "2026-11-20" }), 0),
    ] {
        assert_eq!(count(condition.clone()), expected, "{condition}");
    }
    let filter = json!({ "filter": { "from": TODAY, "upto": TODAY } });
    for device in [&scene.desk, &scene.clerk, &scene.zhou] {
        assert_eq!(refused(device, "export_lines", filter.clone()).0, ErrorCode::NotAllowed);
    }
    let table = scene.manager.ask("export_lines", filter);
    assert_eq!(table["rows"], 3);
    let csv = table["csv"].as_str().unwrap();
    assert!(csv.starts_with('\u{feff}') && csv.contains("刘汉") && csv.contains("周颖"), "{csv}");
    assert!(!csv.contains("13800001234"), "a manager sees numbers for a reason only, and a table travels: {csv}");
    let theirs = line(&scene.wang, &known);
    assert_eq!((&theirs["has_file"], &theirs["customer"]), (&json!(true), &Value::Null), "a colleague's customer stays theirs");
}
