//! Two desks that were apart: one log of the day, one visitor for whom somebody has to decide, and no word lost.

use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

const TODAY: &str = "2026-11-21";

/// A manager, two desks, and two consultants.
struct Scene {
    hall: Hall,
    manager: Device,
    one: Device,
    other: Device,
    zhou: Device,
    wang: Device,
    zhou_id: String,
    wang_id: String,
}

impl Scene {
    fn set() -> Self {
        let hall = Hall::open();
        let mut manager = hall.device("office", 0);
        hall.open_store(&mut manager);
        let desk = hall.hire_as(&mut manager, "苏婉", &["front_desk"]);
        let (mut one, mut other) = (hall.device("desk", 0), hall.device("door", 0));
        hall.enrol(&mut manager, &mut one, &desk);
        hall.enrol(&mut manager, &mut other, &desk);
        let (zhou_id, wang_id) = (hall.hire(&mut manager, "周颖"), hall.hire(&mut manager, "王强"));
        let (mut zhou, mut wang) = (hall.device("phone", 0), hall.device("tablet", 0));
        hall.enrol(&mut manager, &mut zhou, &zhou_id);
        hall.enrol(&mut manager, &mut wang, &wang_id);
        let mut scene = Self { hall, manager, one, other, zhou, wang, zhou_id, wang_id };
        scene.carry();
        scene
    }

    fn carry(&mut self) {
        for _ in 0..3 {
            let Self { hall, manager, one, other, zhou, wang, .. } = self;
            hall.carry_as_far_as_it_goes(&mut [manager, one, other, zhou, wang]);
        }
    }

    fn apart(&mut self) {
        self.one.hang_up();
        self.other.hang_up();
    }
}

fn log(device: &Device, said: &Value) -> Value {
    let mut request = json!({
        "came_by": "walk_in", "in_at": null, "out_at": null, "visit_count": 1, "party_size": 1, "purpose": "buying",
        "interests": [], "enquiry": "", "contact": null, "asked": null, "result": null, "stage": null, "remark": "",
        "event": null, "customer": null, "visitor": null, "consultant": null, "request": null,
    });
    for (key, value) in said.as_object().unwrap() {
        request[key] = value.clone();
    }
    device.ask("log_arrival", request)
}

fn visitor(phone: &str) -> Value {
    json!({ "phone": phone, "name": "刘汉", "sex": null, "contact_refused": false, "grade": null, "information_source": null, "referrer": null })
}

fn day(device: &Device) -> Value {
    device.ask("reception_day", json!({ "day": TODAY }))
}

/// What every device must agree on: lines, who is next, and the figures.
fn log_of(device: &Device) -> Value {
    let day = day(device);
    let of = |line: &Value| {
        json!([line["id"], line["in_at"], line["enquiry"], line["consultant"]["id"], line["same_as"], line["result"]])
    };
    let lines: Vec<Value> = day["lines"].as_array().unwrap().iter().map(of).collect();
    let turns: Vec<Value> =
        day["duty"].as_array().unwrap().iter().map(|row| json!([row["staff"]["id"], row["turn"], row["served"]])).collect();
    json!([lines, turns, day["next"], day["figures"]])
}

/// R5, R10
#[test]
fn two_desks_that_write_apart_make_one_log_and_agree_whose_turn_it_is() {
    let mut scene = Scene::set();
    scene.apart();
    log(&scene.one, &json!({ "enquiry": "一号门", "consultant": scene.zhou_id }));
    scene.one.clock.advance_ms(60_000);
    log(&scene.one, &json!({ "enquiry": "一号门之二" }));
    log(&scene.other, &json!({ "enquiry": "二号门", "consultant": scene.zhou_id }));
    scene.other.ask("tick_chore", json!({ "day": TODAY, "chore": "drinks", "done": true }));
    scene.carry();
    let all = [&scene.manager, &scene.one, &scene.other, &scene.zhou, &scene.wang].map(log_of);
    assert!(all.iter().all(|log| *log == all[0]), "{all:#?}");
    assert_eq!(day(&scene.one)["lines"].as_array().unwrap().len(), 3);
    assert_eq!(day(&scene.one)["next"]["id"], scene.wang_id.as_str(), "周颖 has had two");
    assert_eq!(day(&scene.one)["doubled"], json!([]));
    assert_eq!(day(&scene.one)["clashes"], json!([]));
}

/// R5, R13
#[test]
fn one_visitor_given_to_two_consultants_by_two_desks_is_decided_about_once_and_no_word_is_lost() {
    let mut scene = Scene::set();
    let file = log(&scene.one, &json!({ "visitor": visitor("13800001234"), "enquiry": "上次来过" }));
    scene.one.ask("leave_line", json!({ "day": TODAY, "line": file["line"], "result": "left", "at": null }));
    scene.carry();
    let customer = file["customer"].clone();
    for clock in [&scene.manager, &scene.one, &scene.other, &scene.zhou, &scene.wang] {
        clock.clock.advance_ms(3_600_000);
    }
    scene.apart();
    let kept = log(&scene.one, &json!({ "customer": customer, "enquiry": "说-一号门", "consultant": scene.zhou_id }));
    let lost = log(&scene.other, &json!({ "customer": customer, "enquiry": "说-二号门", "consultant": scene.wang_id }));
    scene.carry();

    for device in [&scene.manager, &scene.one, &scene.other] {
        let day = day(device);
        let asked = day["doubled"].as_array().unwrap();
        assert_eq!(asked.len(), 1, "{day}");
        assert_eq!((&asked[0]["can_settle"], &asked[0]["customer"]["file"]), (&json!(true), &customer));
        assert_eq!(asked[0]["lines"].as_array().unwrap().len(), 2);
        assert_eq!(day["figures"]["traffic"], 2, "two visits of one person, not three");
    }
    assert_eq!(
        day(&scene.zhou)["doubled"].as_array().map(|asked| asked.iter().all(|one| one["can_settle"] == false)),
        Some(true)
    );

    scene.manager.ask("keep_visitor", json!({ "day": TODAY, "line": kept["line"] }));
    scene.carry();
    let all = [&scene.manager, &scene.one, &scene.other, &scene.zhou, &scene.wang].map(log_of);
    assert!(all.iter().all(|log| *log == all[0]), "{all:#?}");
    let shown = day(&scene.other);
    assert_eq!(shown["doubled"], json!([]), "asked once");
    let line = |id: &Value| shown["lines"].as_array().unwrap().iter().find(|line| line["id"] == *id).unwrap().clone();
    assert_eq!((&line(&lost["line"])["same_as"], &line(&lost["line"])["enquiry"]), (&kept["line"], &json!("说-二号门")));
    assert_eq!(line(&kept["line"])["enquiry"], "说-一号门");
    let page = scene.zhou.ask("customer", json!({ "file": customer }));
    assert_eq!(page["owner"]["id"], scene.zhou_id.as_str());
    for word in ["上次来过", "说-一号门", "说-二号门"] {
        assert!(page.to_string().contains(word), "{word} stands in the customer's own file");
    }
    assert!(scene.wang.try_ask("customer", json!({ "file": customer })).is_err(), "and the other consultant lets go");
    assert!(scene.wang.ask("visitors_to_receive", json!({})).as_array().unwrap().is_empty());
}

/// R5
#[test]
fn two_who_decide_apart_and_differently_are_asked_once_more() {
    let mut scene = Scene::set();
    let file = log(&scene.one, &json!({ "visitor": visitor("13800001234") }));
    scene.one.ask("remove_line", json!({ "day": TODAY, "line": file["line"] }));
    scene.carry();
    scene.apart();
    let kept = log(&scene.one, &json!({ "customer": file["customer"], "consultant": scene.zhou_id }));
    let lost = log(&scene.other, &json!({ "customer": file["customer"], "consultant": scene.wang_id }));
    scene.carry();
    scene.apart();
    scene.one.ask("keep_visitor", json!({ "day": TODAY, "line": kept["line"] }));
    scene.other.ask("keep_visitor", json!({ "day": TODAY, "line": lost["line"] }));
    scene.carry();
    assert_eq!(day(&scene.manager)["doubled"].as_array().unwrap().len(), 1, "neither word counts alone");
    assert_eq!(day(&scene.manager)["figures"]["traffic"], 1);
    scene.manager.ask("keep_visitor", json!({ "day": TODAY, "line": lost["line"] }));
    scene.carry();
    let all = [&scene.manager, &scene.one, &scene.other, &scene.zhou, &scene.wang].map(log_of);
    assert!(all.iter().all(|log| *log == all[0]), "{all:#?}");
    assert_eq!(day(&scene.one)["doubled"], json!([]));
    let page = scene.wang.ask("customer", json!({ "file": file["customer"] }));
    assert_eq!(page["owner"]["id"], scene.wang_id.as_str());
}
