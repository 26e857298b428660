//! Pairs that may be one person: found, compared, joined, split, judged once.

use super::*;

fn open() -> (App, Place) {
    let place = Place::practised();
    let app = place.open();
    (app, place)
}

fn queue(app: &App) -> Value {
    ask(app, "merge_queue", json!({"offset": 0, "limit": 100}))
}

/// The reasons for a pair, none where it is not asked about.
fn pair(app: &App, one: &Value, other: &Value) -> Option<Value> {
    let queue = queue(app);
    let is_it = |pair: &&Value| {
        let files = [&pair["a"]["file"], &pair["b"]["file"]];
        files.contains(&one) && files.contains(&other)
    };
    queue["pairs"].as_array().unwrap().iter().find(is_it).map(|pair| pair["reasons"].clone())
}

fn set(app: &App, file: &Value, field: &str, value: &str) {
    let edits = json!([{"edit": "field", "field": field, "value": value}]);
    ask(app, "edit_customer", json!({"file": file, "edits": edits}));
}

fn file(app: &App, phone: &str, name: &str) -> Value {
    capture(app, phone, name)["file"].clone()
}

/// C34
#[test]
fn the_same_phone_is_certain_and_everything_else_a_hint() {
    let (app, _place) = open();
    let one = file(&app, "13911110001", "欧阳测");
    let same = file(&app, "13911110001", "司马试");
    assert_eq!(pair(&app, &one, &same), Some(json!(["phone"])));
    let namesake = file(&app, "13922220002", "欧阳测");
    assert_eq!(pair(&app, &one, &namesake), None, "a name alone is no hint");
    set(&app, &one, "employer", "三鹿乳业");
    set(&app, &namesake, "employer", "三鹿 乳业");
    assert_eq!(pair(&app, &one, &namesake), Some(json!(["name_employer"])));
    let near = file(&app, "13911110010", "欧阳先生");
    assert_eq!(pair(&app, &one, &near), Some(json!(["near_phone"])));
    let stranger = file(&app, "13911110003", "诸葛验");
    assert_eq!(pair(&app, &one, &stranger), None, "numbers are given out in rows");
    set(&app, &one, "current_plate", "辽B12345");
    set(&app, &stranger, "current_plate", "辽b·12345");
    assert_eq!(pair(&app, &one, &stranger), Some(json!(["plate"])));
    let counts = ask(&app, "merge_counts", json!({}));
    let queue = queue(&app);
    assert_eq!((&counts["certain"], &counts["hints"]), (&queue["certain"], &queue["hints"]));
    assert_eq!(queue["pairs"][0]["reasons"][0], "phone", "what is certain stands first");
}

/// C34
#[test]
fn a_pair_that_is_not_one_person_is_asked_about_once() {
    let (app, _place) = open();
    let one = file(&app, "13911110004", "欧阳测");
    let other = file(&app, "13911110004", "欧阳测");
    assert_eq!(ask(&app, "customer", json!({"file": one}))["duplicates"].as_array().unwrap().len(), 1);
    let judge = json!({"one": other, "other": one, "verdict": "apart"});
    let saved = ask(&app, "judge_pair", judge.clone());
    assert_eq!(pair(&app, &one, &other), None);
    for file in [&one, &other] {
        assert_eq!(ask(&app, "customer", json!({"file": file}))["duplicates"], json!([]));
    }
    let listed = ask(
        &app,
        "list_customers",
        json!({"filter": {"search": "13911110004", "need": "duplicate"}, "sort": "opened", "offset": 0, "limit": 5}),
    );
    assert_eq!(listed["total"], 0);
    ask(&app, "undo", json!({"undo": saved["undo"]}));
    assert_eq!(pair(&app, &one, &other), Some(json!(["phone"])));
    let me = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    ask(&app, "edit_staff", json!({"staff": me, "name": null, "roles": ["consultant", "administrator"]}));
    assert_eq!(dispatch(&app, "judge_pair", judge).unwrap_err().code, ErrorCode::NotAllowed);
    assert_eq!(ask(&app, "merge_counts", json!({})), json!({"certain": 0, "hints": 0, "questions": 0}));
}

/// C34, C35
#[test]
fn two_files_stand_side_by_side_with_who_said_what_and_when() {
    let (app, _place) = open();
    // Two files of one millisecond: whichever id is smaller is the older.
    let mut both = [file(&app, "13911110005", "欧阳甲"), file(&app, "13911110005", "欧阳乙")];
    both.sort_by_key(ToString::to_string);
    let [one, other] = both;
    set(&app, &one, "name", "欧阳测");
    set(&app, &other, "name", "欧阳侧");
    set(&app, &other, "employer", "三鹿乳业");
    let compared = ask(&app, "compare_files", json!({"one": other, "other": one}));
    assert_eq!((&compared["a"]["file"], &compared["b"]["file"]), (&one, &other), "the older first");
    assert_eq!(
        (&compared["reasons"], &compared["can_join"], &compared["joined"]),
        (&json!(["phone"]), &json!(true), &json!(false))
    );
    let rows = compared["rows"].as_array().unwrap();
    let row = |place: Value| rows.iter().find(|row| row["place"] == place).unwrap();
    let name = row(json!(["file", "name"]));
    assert_eq!(
        (&name["a"][0]["value"], &name["b"][0]["value"], &name["same"], &name["shows"]),
        (&json!("欧阳测"), &json!("欧阳侧"), &json!(false), &json!("a"))
    );
    let source = row(json!(["phones"]));
    assert!(source["a"][0]["at"].as_i64().is_some(), "the capture is dated by what it added: {source}");
    assert_eq!(name["a"][0]["by"]["name"], "我（练习）");
    assert!(name["a"][0]["device"].is_string());
    let employer = row(json!(["file", "employer"]));
    assert_eq!((&employer["a"], &employer["shows"]), (&json!([]), &json!("b")));
    let said = &employer["b"][0];
    assert!(
        said["at"].is_null() && said["after"].as_i64().is_some(),
        "a change that added nothing lies after one that did: {said}"
    );
    assert_eq!(row(json!(["phones"]))["same"], true);
    assert_eq!(compared["counts"][0]["opportunities"], 1);
}

/// C35, O7
#[test]
fn files_are_joined_in_one_tap_and_split_at_any_time_but_never_with_an_order_or_a_batch_buyers() {
    let (app, _place) = open();
    let (one, other) = (file(&app, "13911110006", "欧阳测"), file(&app, "13911110006", "欧阳测"));
    let both = json!({"one": one, "other": other});
    ask(&app, "join_files", both.clone());
    assert_eq!(pair(&app, &one, &other), None);
    assert_eq!(ask(&app, "customer", json!({"file": other}))["joined"].as_array().unwrap().len(), 2);
    assert_eq!(ask(&app, "compare_files", both.clone())["joined"], true);
    ask(&app, "split_files", both.clone());
    assert_eq!(pair(&app, &one, &other), Some(json!(["phone"])));
    let refused = |why: &str| {
        let compared = ask(&app, "compare_files", both.clone());
        assert_eq!((&compared["refused"], &compared["can_join"]), (&json!(why), &json!(false)));
        assert_eq!(dispatch(&app, "join_files", both.clone()).unwrap_err().code, ErrorCode::CannotJoin);
    };
    let order = signed(&app, &other);
    refused("has_order");
    cancel(&app, &other, &order);
    ask(&app, "promote_customer", json!({"file": one, "is_fleet": true, "reason": "一次订购 12 台"}));
    refused("batch_buyer");
}

/// C35
#[test]
fn an_order_of_a_joined_customer_by_somebody_who_knew_asks_nobody() {
    let (app, _place) = open();
    let (one, other) = (file(&app, "13911110007", "欧阳测"), file(&app, "13911110007", "欧阳测"));
    ask(&app, "join_files", json!({"one": one, "other": other}));
    signed(&app, &one);
    assert_eq!(queue(&app)["questions"], json!([]));
    assert_eq!(ask(&app, "customer", json!({"file": one}))["about"]["asks_order"], false);
}

/// C16
#[test]
fn customers_of_each_model_are_counted_by_sex_age_and_education_and_few_are_flagged() {
    let (app, _place) = open();
    let report = |bought: bool| ask(&app, "segments", json!({"bought": bought}))["models"].clone();
    let models = report(false);
    let all = models.as_array().unwrap();
    assert!(all.iter().any(|model| model["name"] == "A6L" && model["n"].as_u64().unwrap() >= 30 && model["is_small"] == false));
    for model in all {
        let n = model["n"].as_u64().unwrap();
        for part in ["sexes", "ages", "educations"] {
            let sum: u64 = model[part].as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).sum();
            assert_eq!(sum, n, "{} by {part}", model["name"]);
        }
        assert_eq!(model["is_small"] == true, n < 30);
    }
    let bought = report(true);
    assert!(bought.as_array().unwrap().iter().all(|model| {
        let looks = all.iter().find(|other| other["name"] == model["name"]).unwrap();
        model["n"].as_u64() <= looks["n"].as_u64()
    }));
}
