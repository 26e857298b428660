//! Follow-ups by rule and by hand, their review, their reports, and the rules of the house.

use serde_json::{Value, json};

use super::{App, Place, ask, capture, dispatch};
use crate::{app::api::error::ErrorCode, policy::Role};

/// The practice store, whose person is manager, administrator and consultant; one file in it, graded A.
fn store(place: &Place) -> (App, Value) {
    let app = place.open();
    let me = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    let roles = [Role::Administrator, Role::SalesManager, Role::Consultant];
    ask(&app, "edit_staff", json!({"staff": me, "roles": roles}));
    let file = capture(&app, "13987650043", "钛锆铪")["file"].clone();
    (app, file)
}

fn page(app: &App, file: &Value) -> Value {
    ask(app, "customer", json!({ "file": file }))
}

fn edit(app: &App, file: &Value, edit: &Value) -> Value {
    ask(app, "edit_customer", json!({ "file": file, "edits": [edit] }))
}

fn open_tasks(app: &App, file: &Value) -> Vec<Value> {
    let tasks = page(app, file)["customer"]["follow_ups"].as_array().unwrap().clone();
    tasks.into_iter().filter(|task| task["result"].is_null()).collect()
}

fn record(app: &App, file: &Value, text: &str, more: &Value) -> Value {
    let task = open_tasks(app, file)[0]["id"].clone();
    let mut request = json!({
        "file": file, "follow_up": task, "outcome": "reached", "text": text, "grade": null, "stage": null, "next_on": null,
        "next_way": null, "next_aim": null,
    });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    ask(app, "record_follow_up", request)
}

/// F1, F2
#[test]
fn an_open_purchase_is_never_left_without_a_follow_up() {
    let place = Place::practised();
    let (app, file) = store(&place);
    let first = open_tasks(&app, &file);
    assert_eq!((first.len(), &first[0]["planned_by"], &first[0]["due_on"]), (1, &Value::Null, &json!("2026-11-25")));
    record(&app, &file, "客户还在比较", &json!({}));
    let next = open_tasks(&app, &file);
    assert_eq!((next.len(), &next[0]["planned_by"]), (1, &Value::Null), "the rules plan what nobody did");
    record(&app, &file, "下周再说", &json!({ "grade": "B" }));
    assert_eq!(open_tasks(&app, &file)[0]["due_on"], "2026-11-28", "by the interval of the new grade");
    edit(&app, &file, &json!({ "edit": "add_opportunity" }));
    assert_eq!(open_tasks(&app, &file).len(), 2, "a second purchase has its own");
    record(&app, &file, "先放一放", &json!({ "next_on": "2027-11-28" }));
    assert_eq!(open_tasks(&app, &file).len(), 2, "and a plan by hand is enough");
}

/// F2, F3
#[test]
fn a_plan_by_hand_beyond_the_longest_interval_is_kept_with_a_warning() {
    let place = Place::practised();
    let (app, file) = store(&place);
    let plan = |on: &str| json!({ "edit": "plan_follow_up", "opportunity": null, "way": "visit", "aim": "看车", "due_on": on });
    assert_eq!(edit(&app, &file, &plan("2026-12-01"))["warnings"], json!([]));
    assert_eq!(edit(&app, &file, &plan("2027-06-01"))["warnings"][0]["code"], "follow_up_late");
    let me = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    assert_eq!(open_tasks(&app, &file).iter().filter(|task| task["planned_by"] == me).count(), 2);
}

/// F2, F9
#[test]
fn the_rules_plan_no_call_to_somebody_who_asked_not_to_be_called() {
    let place = Place::practised();
    let (app, file) = store(&place);
    edit(&app, &file, &json!({ "edit": "field", "field": "do_not_call", "value": "yes" }));
    edit(&app, &file, &json!({ "edit": "field", "field": "wechat", "value": "wx_tai" }));
    let planned = open_tasks(&app, &file)[0]["id"].clone();
    edit(&app, &file, &json!({ "edit": "move_follow_up", "id": planned, "due_on": null, "way": "fax", "aim": null }));
    record(&app, &file, "回了传真", &json!({}));
    assert_eq!(open_tasks(&app, &file)[0]["way"], "wechat");
    let week = ask(&app, "week", json!({ "staff": null, "everyone": false, "on": "2026-11-25" }));
    let days = week["days"].as_array().unwrap().clone();
    let rows: Vec<Value> = days.iter().flat_map(|day| day["rows"].as_array().unwrap().clone()).collect();
    let row = rows.iter().find(|row| row["customer"]["file"] == file).unwrap();
    assert_eq!((&row["do_not_call"], &row["by_rule"]), (&json!(true), &json!(true)), "and the plan says so");
}

/// F4, F5
#[test]
fn a_finished_follow_up_is_reviewed_commented_and_answered() {
    let place = Place::practised();
    let (app, file) = store(&place);
    let me = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    record(&app, &file, "客户要周六看车", &json!({}));
    let review = |show: &str| {
        let asked = json!({ "show": show, "staff": me, "days": 1, "offset": 0, "limit": 50 });
        let rows = ask(&app, "review_follow_ups", asked)["rows"].as_array().unwrap().clone();
        rows.into_iter().find(|row| row["customer"]["file"] == file)
    };
    let row = review("unread").unwrap();
    assert_eq!((&row["said"], &row["late_days"]), (&json!("客户要周六看车"), &json!(0)));
    let about = json!({ "file": file, "follow_up": row["id"] });
    let with = |more: Value| {
        let mut request = about.clone();
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    };
    ask(&app, "comment_follow_up", with(json!({ "text": "带上置换评估师", "asks": true })));
    assert!(review("unread").is_none());
    assert_eq!(review("unanswered").unwrap()["comment"]["words"], "带上置换评估师");
    ask(&app, "answer_follow_up", with(json!({ "text": "已约好" })));
    assert!(review("unanswered").is_none());
    assert_eq!(review("settled").unwrap()["answer"]["words"], "已约好");
    let refused = dispatch(&app, "answer_follow_up", with(json!({ "text": " " }))).unwrap_err();
    assert_eq!(refused.code, ErrorCode::NeedsResult);
}

/// F6, F11
#[test]
fn what_was_done_is_counted_per_customer_and_consultant_and_each_number_opens_its_rows() {
    let place = Place::practised();
    let (app, file) = store(&place);
    let me = ask(&app, "state", json!({}))["phase"]["me"]["staff"].clone();
    record(&app, &file, "第一次", &json!({}));
    record(&app, &file, "第二次", &json!({}));
    edit(&app, &file, &json!({ "edit": "note", "kind": "visit", "text": "到店看车" }));
    assert_eq!(page(&app, &file)["followed"], json!([{ "staff": { "id": me, "name": "我（练习）" }, "done": 2 }]));
    let today = ask(&app, "state", json!({}))["today"].clone();
    let report = ask(&app, "activity", json!({ "from": today, "upto": today }));
    let mine = report["rows"].as_array().unwrap().iter().find(|row| row["staff"]["id"] == me).unwrap().clone();
    for one in mine["counts"].as_array().unwrap() {
        let rows = ask(&app, "activity_rows", json!({ "date": today, "staff": me, "what": one["what"] }));
        assert_eq!(json!(rows.as_array().unwrap().len()), one["count"], "{}", one["what"]);
    }
    let count = |what: &str| mine["counts"].as_array().unwrap().iter().find(|one| one["what"] == what).unwrap()["count"].as_u64();
    assert!(count("on_time") >= Some(2) && count("visits") >= Some(1) && count("new_files") >= Some(1), "{mine}");
}

/// F10
#[test]
fn the_progress_of_open_customers_counts_as_the_lists_it_opens() {
    let place = Place::practised();
    let (app, _) = store(&place);
    let progress = ask(&app, "progress", json!({ "from": null, "upto": null }));
    let rows = progress["rows"].as_array().unwrap();
    assert!(rows.len() > 2, "{progress}");
    for row in rows.iter().filter(|row| !row["owner"].is_null()) {
        let listed = |filter: Value| {
            let mut filter = filter;
            filter["owners"] = json!([row["owner"]["id"]]);
            ask(&app, "list_customers", json!({ "filter": filter, "sort": "name", "offset": 0, "limit": 1 }))["total"].clone()
        };
        for grade in row["grades"].as_array().unwrap() {
            assert_eq!(listed(json!({ "grades": [grade["grade"]] })), grade["count"], "{row}");
        }
        assert_eq!(listed(json!({ "need": "no_follow_up" })), row["unplanned"]);
    }
}

/// F2
#[test]
fn a_lead_past_the_limit_of_its_source_is_shown_and_returned_by_a_manager_alone() {
    let place = Place::practised();
    let (app, _) = store(&place);
    let untouched = ask(&app, "untouched", json!({}));
    let rows = untouched["rows"].as_array().unwrap();
    assert!(!rows.is_empty() && untouched["can_return"] == true, "{untouched}");
    let now = 1_795_230_000_000_i64;
    for row in rows {
        assert!(row["until"].as_i64().unwrap() < now);
        let hours = if row["customer"]["source"] == "web" { 2 } else { 24 };
        assert_eq!(row["limit_hours"], hours);
    }
    let one = rows.iter().find(|row| !row["customer"]["owner"].is_null()).unwrap()["customer"]["file"].clone();
    ask(&app, "assign_files", json!({ "files": [one], "owner": null }));
    assert_eq!(page(&app, &one)["owner"], Value::Null);
}

/// F8
#[test]
fn the_store_keeps_its_own_rules_and_takes_them_back() {
    let place = Place::practised();
    let (app, file) = store(&place);
    ask(&app, "add_choice", json!({ "list": "reasons", "name": "牌照政策变化" }));
    let rules = ask(&app, "rules", json!({}));
    let own = rules["reasons"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(own["name"], "牌照政策变化");
    let opportunity = page(&app, &file)["customer"]["opportunities"][0]["id"].clone();
    let give_up = |reason: &Value| {
        json!({
            "file": file, "opportunity": opportunity, "given_up": { "reason": reason, "competitor": "", "words": "" },
        })
    };
    let retire = json!({
        "list": "reasons", "code": own["code"], "name": null, "retired": true, "first_contact_hours": null,
    });
    let retired = ask(&app, "edit_choice", retire);
    assert_eq!(dispatch(&app, "request_loss", give_up(&own["code"])).unwrap_err().code, ErrorCode::NeedsLossReason);
    ask(&app, "undo", json!({ "undo": retired["undo"] }));
    ask(&app, "request_loss", give_up(&own["code"]));
    assert_eq!(page(&app, &file)["odds"][0]["loss"], "lost", "a manager's own needs nobody else");

    let number = |rule: &str, number: i64| json!({ "rule": rule, "number": number });
    ask(&app, "set_number_rule", number("first_contact_hours", 12));
    let refused = dispatch(&app, "set_number_rule", number("first_contact_hours", 0)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadNumber);
    let days = json!({ "off": ["2027-01-01"], "work": [], "closed": ["2027-02-06"] });
    ask(&app, "set_year", json!({ "year": 2027, "days": days }));
    let years = ask(&app, "rules", json!({}))["years"].as_array().unwrap().clone();
    let year = years.iter().find(|one| one["year"] == 2027).unwrap();
    assert_eq!((&year["source"], &year["days"]), (&json!("store"), &days));
    let people: Vec<Value> = rules["off_rota"].as_array().unwrap().iter().rev().map(|person| person["id"].clone()).collect();
    ask(&app, "set_rota", json!({ "staff": people }));
    let rota = ask(&app, "rules", json!({}))["rota"].as_array().unwrap().clone();
    assert_eq!(rota.iter().map(|person| person["id"].clone()).collect::<Vec<_>>(), people);
}

/// F2
#[test]
fn reminders_name_nobody_whole_and_no_number() {
    let place = Place::practised();
    let (app, _) = store(&place);
    let text = ask(&app, "reminders", json!({})).to_string();
    assert!(!text.contains("钛锆铪") && !text.contains("139"), "{text}");
}

/// S10
#[test]
fn the_probability_of_a_deal_is_the_stores_own_past_with_its_parts_and_n() {
    let place = Place::practised();
    let (app, file) = store(&place);
    let odds = || page(&app, &file)["odds"][0]["probability"].clone();
    let number = |odds: &Value, key: &str| odds[key].as_u64().unwrap();
    let about = |file: &Value| page(&app, file)["customer"]["opportunities"][0]["id"].clone();
    let before = odds();

    let won = capture(&app, "13987650044", "铂铱锇")["file"].clone();
    let asked = json!({ "file": won, "opportunity": about(&won), "quotation": null, "catalogue": null });
    let order = ask(&app, "open_order", asked)["order"].clone();
    let car = json!([{ "field": "model", "value": "A4L" }, { "field": "price_fen", "value": "30万" }]);
    let changes = json!([{ "change": "add_car", "catalogue": null, "fields": car }]);
    ask(&app, "change_order", json!({ "file": won, "order": order, "changes": changes }));
    ask(&app, "act_on_order", json!({ "file": won, "order": order, "act": { "act": "sign", "on": "2026-11-21" } }));
    let after_won = odds();
    assert_eq!(number(&after_won, "ended"), number(&before, "ended") + 1, "one more that began at A and has ended");
    assert_eq!(number(&after_won, "won"), number(&before, "won") + 1);

    let lost = capture(&app, "13987650045", "铑钌钯")["file"].clone();
    let given_up = json!({ "reason": "price", "competitor": "宝马 3系", "words": "" });
    ask(&app, "request_loss", json!({ "file": lost, "opportunity": about(&lost), "given_up": given_up }));
    let odds = odds();
    assert_eq!(number(&odds, "ended"), number(&before, "ended") + 2);
    assert_eq!(number(&odds, "won"), number(&before, "won") + 1, "lost, and not won");

    let (ended, won) = (number(&odds, "ended"), number(&odds, "won"));
    let share = won * 1000 / ended;
    let expected = share * number(&odds, "freshness_permille") * number(&odds, "completeness_permille") / 1_000_000;
    assert_eq!(number(&odds, "permille"), expected.min(950), "the product of the parts that are shown");
    assert_eq!(odds["few"], json!(ended < 30), "flagged below thirty");
    for stage in ["presentation", "test_drive", "proposal", "closing"] {
        for grade in ["H", "A", "B", "C", "N"] {
            let moved = json!({ "file": file, "opportunity": about(&file), "stage": stage, "grade": grade });
            ask(&app, "move_opportunity", moved);
            let one = page(&app, &file)["odds"][0]["probability"].clone();
            assert_eq!(one["permille"].is_null(), one["ended"] == 0, "{grade} {stage}: without a past nothing is said");
        }
    }
}
