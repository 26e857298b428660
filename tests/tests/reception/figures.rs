//! What the log adds up to, each figure beside what it was counted from.

use serde_json::{Value, json};

use crate::scene::{Scene, TODAY, log, visitor};

fn report(scene: &Scene) -> Value {
    scene.manager.ask("footfall", json!({ "from": TODAY, "upto": TODAY, "consultant": null }))
}

fn parts(rate: &Value) -> (u64, u64) {
    (rate["part"].as_u64().unwrap(), rate["whole"].as_u64().unwrap())
}

/// R1, R8, R9, R14
#[test]
fn footfall_capture_and_deals_are_counted_as_the_formulas_say() {
    let mut scene = Scene::set();
    let new = |said: Value| {
        let mut all = json!({ "visit_count": 1, "interests": [scene.series[0]], "consultant": scene.zhou_id });
        for (key, value) in said.as_object().unwrap() {
            all[key] = value.clone();
        }
        log(&scene.desk, all)
    };
    let leave = |saved: &Value, result: &str| {
        scene.desk.ask("leave_line", json!({ "day": TODAY, "line": saved["line"], "result": result, "at": null }));
    };
    // Five new visitors who mean to buy: three leave a number, of whom one buys on the spot; two do not.
    let bought = new(json!({ "visitor": visitor("13800000001", "甲乙") }));
    leave(&bought, "deal");
    leave(&new(json!({ "visitor": visitor("13800000002", "") })), "test_drive");
    leave(&new(json!({ "visitor": visitor("13800000003", ""), "came_by": "appointment" })), "quote");
    new(json!({ "contact": "refused", "asked": 3 }));
    new(json!({ "contact": "refused", "asked": 1 }));
    // One comes back and buys; one only needs the washroom, one the workshop; one calls.
    leave(&log(&scene.desk, json!({ "visit_count": 2, "contact": "left", "visitor": visitor("13800000004", "") })), "deal");
    log(&scene.desk, json!({ "purpose": "restroom" }));
    log(&scene.desk, json!({ "purpose": "service" }));
    log(&scene.desk, json!({ "came_by": "phone", "visit_count": 1 }));
    scene.carry();

    let report = report(&scene);
    let all = &report["all"];
    assert_eq!([&all["traffic"], &all["footfall"], &all["new_footfall"], &all["calls"]], [8, 6, 5, 1]);
    assert_eq!(parts(&all["capture"]), (3, 5), "留档率: of the new ones who mean to buy, in the store");
    assert_eq!(parts(&all["capture_of_all"]), (4, 8));
    assert_eq!(parts(&all["capture_unclosed"]), (2, 4), "首次到店未成交留档率");
    assert_eq!((&all["deals_first"], &all["deals_follow_up"]), (&json!(1), &json!(1)));
    assert_eq!(parts(&all["closing"]), (2, 6));
    assert_eq!(parts(&all["test_drives"]), (0, 5), "a word in the log is no car that left");
    assert_eq!(all["capture"]["is_few"], true, "n is below 30");
    let way = |name: &str| {
        let ways = report["ways"].as_array().unwrap();
        ways.iter().find(|way| way["came_by"] == name).unwrap()["figures"].clone()
    };
    assert_eq!(way("appointment")["footfall"], 1);
    assert_eq!((way("phone")["calls"].clone(), way("phone")["traffic"].clone()), (json!(1), json!(0)));
    assert_eq!(report["consultants"][0]["staff"]["name"], "周颖");
    assert_eq!(report["days"].as_array().unwrap().len(), 1);
    assert_eq!(report["series"][0]["name"], "A4L");
    let grades = report["grades"].as_array().unwrap();
    let of = |grade: Value| grades.iter().find(|row| row["grade"] == grade).map(|row| row["count"].clone());
    assert_eq!((of(json!("N")), of(Value::Null)), (Some(json!(4)), Some(json!(5))));
}

/// R14
#[test]
fn a_customer_who_bought_after_being_followed_up_counts_as_such() {
    let mut scene = Scene::set();
    let came = log(&scene.desk, json!({ "visitor": visitor("13800000001", ""), "visit_count": 1, "consultant": scene.zhou_id }));
    scene.desk.ask("leave_line", json!({ "day": TODAY, "line": came["line"], "result": "quote", "at": null }));
    scene.carry();
    let page = scene.zhou.ask("customer", json!({ "file": came["customer"] }));
    let opportunity = page["customer"]["opportunities"][0]["id"].clone();
    let of = json!({ "file": came["customer"], "opportunity": opportunity, "quotation": null, "catalogue": null });
    let order = scene.zhou.ask("open_order", of)["order"].clone();
    let car = json!([{ "field": "model", "value": "A4L" }, { "field": "price_fen", "value": "30万" }]);
    let changes = json!([{ "change": "add_car", "catalogue": null, "fields": car }]);
    scene.zhou.ask("change_order", json!({ "file": came["customer"], "order": order, "changes": changes }));
    scene.pass(24 * 60);
    let sign = json!({ "act": "sign", "on": "2026-11-22" });
    scene.zhou.ask("act_on_order", json!({ "file": came["customer"], "order": order, "act": sign }));
    scene.carry();
    let days = json!({ "from": TODAY, "upto": "2026-11-22", "consultant": null });
    let all = scene.manager.ask("footfall", days)["all"].clone();
    assert_eq!((&all["deals_first"], &all["deals_follow_up"]), (&json!(0), &json!(1)));
}

/// R4, R7
#[test]
fn waiting_and_staying_are_averaged_over_those_who_did() {
    let mut scene = Scene::set();
    let come = || log(&scene.desk, json!({ "visit_count": 1 }));
    let (one, other) = (come(), come());
    scene.pass(10);
    scene.desk.ask("assign_line", json!({ "day": TODAY, "line": one["line"], "consultant": scene.zhou_id }));
    scene.pass(20);
    scene.desk.ask("leave_line", json!({ "day": TODAY, "line": one["line"], "result": "left", "at": null }));
    scene.pass(30);
    scene.desk.ask("leave_line", json!({ "day": TODAY, "line": other["line"], "result": "left", "at": null }));
    scene.carry();
    let all = report(&scene)["all"].clone();
    assert_eq!((&all["wait_minutes"], &all["stay_minutes"]), (&json!(10), &json!(45)));
}

/// R14: 成交率 is orders by footfall: on the day they were signed, while they stand.
#[test]
fn a_deal_is_a_signed_order_on_the_day_it_was_signed() {
    let mut scene = Scene::set();
    let come = |scene: &Scene, phone: &str, result: &str| {
        let said = json!({ "visitor": visitor(phone, ""), "visit_count": 1, "consultant": scene.zhou_id });
        let came = log(&scene.desk, said);
        scene.desk.ask("leave_line", json!({ "day": TODAY, "line": came["line"], "result": result, "at": null }));
        came["customer"].clone()
    };
    let (at_once, later, said) =
        (come(&scene, "13800000001", "deal"), come(&scene, "13800000002", "deal"), come(&scene, "13800000003", "left"));
    scene.carry();
    let sign = |scene: &Scene, file: &Value, on: &str| {
        let opened =
            scene.zhou.ask("open_order", json!({ "file": file, "opportunity": null, "quotation": null, "catalogue": null }));
        let car = json!([{ "field": "model", "value": "A4L" }, { "field": "price_fen", "value": "30万" }]);
        let changes = json!([{ "change": "add_car", "catalogue": null, "fields": car }]);
        scene.zhou.ask("change_order", json!({ "file": file, "order": opened["order"], "changes": changes }));
        let act = json!({ "act": "sign", "on": on });
        scene.zhou.ask("act_on_order", json!({ "file": file, "order": opened["order"], "act": act }));
        opened["order"].clone()
    };
    sign(&scene, &at_once, TODAY);
    scene.pass(2 * 24 * 60);
    sign(&scene, &later, "2026-11-23");
    let gone = sign(&scene, &said, "2026-11-23");
    scene.carry();
    let deals = |scene: &Scene, from: &str, upto: &str| {
        let all = scene.manager.ask("footfall", json!({ "from": from, "upto": upto, "consultant": null }))["all"].clone();
        (all["deals_first"].clone(), all["deals_follow_up"].clone(), parts(&all["closing"]))
    };
    assert_eq!(deals(&scene, TODAY, TODAY), (json!(1), json!(0), (1, 3)), "what the log said of the second is no order yet");
    assert_eq!(deals(&scene, "2026-11-23", "2026-11-23"), (json!(0), json!(2), (2, 0)), "on the day they were signed");
    assert_eq!(deals(&scene, TODAY, "2026-11-23"), (json!(1), json!(2), (3, 3)));
    let cancel = json!({ "act": "cancel", "reason": "不买了", "withheld": "" });
    scene.zhou.ask("act_on_order", json!({ "file": said, "order": gone, "act": cancel }));
    scene.carry();
    assert_eq!(deals(&scene, TODAY, "2026-11-23"), (json!(1), json!(1), (2, 3)), "while they stand");
}
