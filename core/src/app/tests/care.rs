//! What follows a hand-over: the plan, the return visits, the first service, what the vehicle file tells of its owner.

use serde_json::{Value, json};

use super::{
    ErrorCode, dispatch,
    orders::{Desk, OTHER_VIN, Ordered, VIN},
};
use crate::policy::Role;

impl Desk {
    fn edit(&self, of: &Ordered, edits: Value) -> Value {
        self.ask("edit_customer", json!({ "file": of.file, "edits": edits }))
    }

    fn customer(&self, of: &Ordered) -> Value {
        self.ask("customer", json!({ "file": of.file }))
    }

    fn car_fields(&self, of: &Ordered, fields: &[(&str, &str)]) {
        let change = |(field, value): &(&str, &str)| json!({ "change": "car", "car": of.car, "field": field, "value": value });
        let changes: Vec<Value> = fields.iter().map(change).collect();
        self.ask("change_order", json!({ "file": of.file, "order": of.order, "changes": changes }));
    }

    /// The car goes today, every gap with a reason.
    fn hand_over(&self, of: &Ordered) -> Value {
        let cars = self.page(of)["cars"].clone();
        let view = cars.as_array().unwrap().iter().find(|view| view["car"]["id"] == of.car).unwrap().clone();
        let gaps = view["gaps"].as_array().unwrap().clone();
        let reasons: serde_json::Map<String, Value> =
            gaps.iter().map(|gap| (gap.as_str().unwrap().to_owned(), json!("改日补"))).collect();
        let step = json!({ "step": "hand_over", "on": self.today(), "reasons": reasons });
        self.ask("deliver", json!({ "file": of.file, "car": of.car, "step": step }))
    }

    /// An order of one car that went today.
    fn delivered(&self, phone: &str) -> Ordered {
        let of = self.ordered(phone);
        self.sign(&of);
        self.allot(&of, VIN).unwrap();
        self.hand_over(&of);
        of
    }

    /// The open contacts after the hand-over: aim, day and way.
    fn care(&self, of: &Ordered) -> Vec<(String, String, String)> {
        let tasks = self.customer(of)["customer"]["follow_ups"].as_array().unwrap().clone();
        let text = |task: &Value, key: &str| task[key].as_str().unwrap().to_owned();
        let is_care = |task: &&Value| task["result"].is_null() && task["aim"].as_str().unwrap().starts_with("care_");
        let mut care: Vec<_> =
            tasks.iter().filter(is_care).map(|task| (text(task, "aim"), text(task, "due_on"), text(task, "way"))).collect();
        care.sort_by(|one, other| one.1.cmp(&other.1));
        care
    }

    fn task(&self, of: &Ordered, aim: &str) -> Value {
        let tasks = self.customer(of)["customer"]["follow_ups"].as_array().unwrap().clone();
        tasks.into_iter().find(|task| task["aim"] == aim && task["result"].is_null()).unwrap()["id"].clone()
    }

    fn report(&self, of: &Ordered, aim: &str, outcome: &str, visit: Value) -> Value {
        json!({ "file": of.file, "follow_up": self.task(of, aim), "outcome": outcome, "text": "", "grade": null, "stage": null,
                "next_on": null, "next_way": null, "next_aim": null, "visit": visit })
    }

    fn step(&self, of: &Ordered, stage: &str) -> Value {
        let opportunity = self.opportunity(of)["id"].clone();
        let page = self.ask("opportunity", json!({ "file": of.file, "opportunity": opportunity }));
        page["process"]["steps"].as_array().unwrap().iter().find(|step| step["stage"] == stage).unwrap().clone()
    }

    fn class(&self, of: &Ordered, kind: &str) -> Value {
        let about = self.customer(of)["about"].clone();
        about["classes"].as_array().unwrap().iter().find(|class| class["kind"] == kind).unwrap().clone()
    }
}

fn visit(driving: &str, suggestions: &str, nothing_more: bool, checked: bool) -> Value {
    json!({ "satisfaction": "mostly", "buying": "", "driving": driving, "suggestions": suggestions, "requests": "",
            "nothing_more": nothing_more, "checked": checked })
}

fn lacks(step: &Value) -> Vec<&str> {
    step["missing"].as_array().unwrap().iter().map(|one| one["fact"].as_str().unwrap()).collect()
}

/// S17, F9
#[test]
fn the_plan_after_a_hand_over_calls_nobody_who_is_not_to_be_called_and_falls_on_open_days() {
    let desk = Desk::open();
    let me = desk.ask("state", json!({}))["phase"]["me"]["staff"].clone();
    desk.ask("edit_staff", json!({ "staff": me, "roles": [Role::Administrator, Role::SalesManager, Role::Consultant] }));
    let closed = ["2026-11-24", "2026-11-28", "2026-12-06"];
    desk.ask("set_year", json!({ "year": 2026, "days": { "off": [], "work": [], "closed": closed } }));
    let of = desk.ordered("13900008888");
    let fields = [("do_not_call", "yes"), ("wechat", "wx_liuhan")];
    let edits: Vec<Value> =
        fields.iter().map(|(field, value)| json!({ "edit": "field", "field": field, "value": value })).collect();
    desk.edit(&of, json!(edits));
    desk.sign(&of);
    desk.allot(&of, VIN).unwrap();
    desk.car_fields(&of, &[("first_service_on", "2027-05-20")]);
    desk.hand_over(&of);
    let planned = |aim: &str, on: &str| (aim.to_owned(), on.to_owned(), "wechat".to_owned());
    let expected = [
        planned("care_day_0", "2026-11-21"),
        planned("care_day_3", "2026-11-23"),
        planned("care_day_7", "2026-11-27"),
        planned("care_day_15", "2026-12-07"),
        planned("care_first_service", "2027-05-20"),
    ];
    assert_eq!(desk.care(&of), expected, "within three and seven days, though the store is closed on the day itself");
}

/// S17
#[test]
fn cars_of_one_order_that_go_on_one_day_make_one_plan() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    let car = json!([{ "field": "model", "value": "A6L" }, { "field": "price_fen", "value": "45万" }]);
    let changes = json!([{ "change": "add_car", "catalogue": null, "fields": car }]);
    desk.ask("change_order", json!({ "file": of.file, "order": of.order, "changes": changes }));
    desk.sign(&of);
    let cars = desk.page(&of)["cars"].clone();
    let second = cars.as_array().unwrap().iter().map(|view| view["car"]["id"].clone()).find(|id| *id != of.car).unwrap();
    let second = Ordered { car: second, ..of.clone() };
    desk.allot(&of, VIN).unwrap();
    desk.allot(&second, OTHER_VIN).unwrap();
    desk.hand_over(&of);
    let first = desk.care(&of);
    assert_eq!(first.len(), 5, "{first:?}");
    desk.hand_over(&second);
    assert_eq!(desk.care(&of), first, "their owner is spoken to once");
}

/// S7
#[test]
fn a_return_visit_fills_what_the_last_step_asks_for() {
    let desk = Desk::open();
    let of = desk.delivered("13900008888");
    let step = || desk.step(&of, "after_delivery");
    assert_eq!(lacks(&step()), ["return_visit", "owner_feedback", "suggestions", "data_checked"]);
    assert_eq!(step()["missing"][0]["place"]["at"], "care");
    let today = desk.ask("today", json!({ "staff": null, "everyone": false }));
    let row = today["due"].as_array().unwrap().iter().find(|row| row["customer"]["file"] == of.file).unwrap().clone();
    assert_eq!((&row["aim"], &row["return_visit"]), (&json!("care_day_0"), &json!(true)));

    let empty = desk.report(&of, "care_day_0", "reached", visit("", "", false, false));
    assert_eq!(desk.refused("record_follow_up", empty).code, ErrorCode::NeedsResult, "a result says something");
    let silent = desk.report(&of, "care_day_0", "unreachable", visit("好", "", false, false));
    let refused = desk.refused("record_follow_up", silent);
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::BadRequest, Some("visit")), "nobody said it");
    let reminder = desk.report(&of, "care_first_service", "reached", visit("好", "", false, false));
    assert_eq!(desk.refused("record_follow_up", reminder).code, ErrorCode::BadRequest, "a reminder is no return visit");

    desk.ask("record_follow_up", desk.report(&of, "care_day_0", "reached", visit("换挡平顺，油耗偏高", "", false, false)));
    assert_eq!(lacks(&step()), ["suggestions", "data_checked"]);
    let saved = desk.ask("record_follow_up", desk.report(&of, "care_day_3", "reached", visit("", "", true, true)));
    assert_eq!((&step()["filled"], lacks(&step())), (&json!(4), Vec::new()), "the step is complete");
    desk.ask("undo", json!({ "undo": saved["undo"] }));
    assert_eq!(lacks(&step()), ["suggestions", "data_checked"]);

    let page = desk.customer(&of);
    let done = page["customer"]["follow_ups"].as_array().unwrap().iter().find(|task| !task["result"].is_null()).unwrap();
    assert_eq!(done["result"]["visit"]["satisfaction"], "mostly");
    let review = json!({ "show": "unread", "staff": null, "days": 1, "offset": 0, "limit": 200 });
    let rows = desk.ask("review_follow_ups", review)["rows"].as_array().unwrap().clone();
    let row = rows.iter().find(|row| row["customer"]["file"] == of.file).unwrap();
    assert_eq!(row["said"], "换挡平顺，油耗偏高", "managers read what the owner said");
}

/// S7, S17
#[test]
fn who_was_not_reached_after_a_hand_over_is_tried_again_on_the_next_open_day() {
    let desk = Desk::open();
    let of = desk.delivered("13900008888");
    desk.ask("record_follow_up", desk.report(&of, "care_day_0", "unreachable", Value::Null));
    let again: Vec<String> =
        desk.care(&of).into_iter().filter(|(aim, ..)| aim == "care_day_0").map(|(_, due_on, _)| due_on).collect();
    assert_eq!(again, ["2026-11-22"]);
}

/// D3, D6, V11
#[test]
fn a_first_service_that_nobody_named_is_due_by_the_stores_rule() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    desk.sign(&of);
    desk.allot(&of, VIN).unwrap();
    let by_rule = |desk: &Desk| desk.page(&of)["cars"][0]["by_rule"].clone();
    let told = json!([{ "field": "first_service_on", "value": "2027-05-21" }, { "field": "first_service_km", "value": "5000" }]);
    assert_eq!(by_rule(&desk), told, "told before the car goes");
    let me = desk.ask("state", json!({}))["phase"]["me"]["staff"].clone();
    desk.ask("edit_staff", json!({ "staff": me, "roles": [Role::Administrator, Role::SalesManager, Role::Consultant] }));
    desk.ask("set_number_rule", json!({ "rule": "first_service_months", "number": 2 }));
    desk.ask("set_number_rule", json!({ "rule": "first_service_km", "number": 2000 }));
    desk.hand_over(&of);
    let car = desk.page(&of)["cars"][0]["car"]["fields"].clone();
    assert_eq!((&car["first_service_on"], &car["first_service_km"]), (&json!("2027-01-21"), &json!("2000")));
    assert_eq!(by_rule(&desk), json!([]));
    let reminder = desk.care(&of).into_iter().last().unwrap();
    assert_eq!((reminder.0.as_str(), reminder.1.as_str()), ("care_first_service", "2027-01-21"));
}

/// O5, S5, S6, D2, D3
#[test]
fn a_delivery_asks_for_licence_permit_and_policy_and_the_vehicle_file_gets_what_is_of_the_car() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    desk.sign(&of);
    desk.allot(&of, VIN).unwrap();
    let gaps = || desk.page(&of)["cars"][0]["gaps"].as_array().unwrap().clone();
    let asked = [
        "car.engine_no",
        "car.plate",
        "car.permit",
        "car.permit_on",
        "car.insurer",
        "car.policy_no",
        "car.insured_until",
        "private.driving_licence",
    ];
    for gap in asked {
        assert!(gaps().contains(&json!(gap)), "{gap}");
    }
    let facts = [
        ("engine_no", "EA888-1"),
        ("plate", "辽B12345"),
        ("permit", "210200123456"),
        ("permit_on", "2026-11-20"),
        ("insurer", "人保财险"),
        ("policy_no", "PDAA2026"),
        ("insured_until", "2027-11-20"),
    ];
    desk.car_fields(&of, &facts);
    desk.edit(&of, json!([{ "edit": "private_field", "field": "driving_licence", "value": "210203198506170021" }]));
    assert!(asked.iter().all(|gap| !gaps().contains(&json!(gap))), "{:?}", gaps());
    assert_eq!(lacks(&desk.step(&of, "delivery")), ["delivery_checklist", "file_checked", "vehicle_file"]);
    let company = desk.ordered("13900009999");
    desk.edit(&company, json!([{ "edit": "field", "field": "kind", "value": "company" }]));
    let gaps_of = desk.page(&company)["cars"][0]["gaps"].as_array().unwrap().clone();
    assert!(!gaps_of.contains(&json!("private.driving_licence")), "a company drives no car");
    let me = desk.ask("state", json!({}))["phase"]["me"]["staff"].clone();
    let roles = [Role::Administrator, Role::SalesManager, Role::Consultant, Role::ServiceAdvisor];
    desk.ask("edit_staff", json!({ "staff": me, "roles": roles }));
    desk.hand_over(&of);
    let vehicle = desk.ask("vehicles", json!({ "search": VIN, "customer": null, "offset": 0, "limit": 5 }))["rows"][0].clone();
    let fields = &vehicle["vehicle"]["fields"];
    for (field, value) in facts {
        assert_eq!(fields[field], value, "{field}");
    }
    assert_eq!((&fields["next_service_on"], &fields["bought_on"]), (&json!("2027-05-21"), &json!("2026-11-21")));
    assert!(!vehicle.to_string().contains("210203198506170021"), "who drives is not of the car");
}

/// C26, C27, C28
#[test]
fn an_owner_is_classed_by_the_car_that_was_delivered_and_then_by_its_vehicle_file() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    let said = [("current_car_since", "2015"), ("current_car_use", "private")];
    let edits: Vec<Value> =
        said.iter().map(|(field, value)| json!({ "edit": "field", "field": field, "value": value })).collect();
    desk.edit(&of, json!(edits));
    let class = |kind: &str| {
        let class = desk.class(&of, kind);
        (class["value"].as_str().unwrap().to_owned(), class["because"].as_str().unwrap().to_owned())
    };
    let told = |value: &str, because: &str| (value.to_owned(), because.to_owned());
    assert_eq!(class("vehicle_age"), told("old", "bought"), "as the customer says");
    desk.sign(&of);
    desk.allot(&of, VIN).unwrap();
    desk.car_fields(&of, &[("use", "official")]);
    desk.hand_over(&of);
    assert_eq!((class("vehicle_age"), class("use")), (told("warranty", "delivered"), told("official", "delivered")));
    let me = desk.ask("state", json!({}))["phase"]["me"]["staff"].clone();
    let roles = [Role::Administrator, Role::SalesManager, Role::Consultant, Role::ServiceAdvisor];
    desk.ask("edit_staff", json!({ "staff": me, "roles": roles }));
    let other = desk.ordered("13900009999");
    desk.sign(&other);
    desk.allot(&other, OTHER_VIN).unwrap();
    desk.hand_over(&other);
    assert_eq!((class("vehicle_age"), class("use")), (told("warranty", "vehicle_file"), told("official", "vehicle_file")));
    assert_eq!(class("value").1, "unknown", "no visit to the workshop yet");
}

/// S20
#[test]
fn who_sent_a_buyer_is_to_be_thanked_until_somebody_says_that_it_was_done() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    let thanks = || desk.customer(&of)["about"]["thanks"].clone();
    desk.edit(&of, json!([{ "edit": "field", "field": "acquisition_channel", "value": "staff_tip" }]));
    assert_eq!(thanks(), Value::Null, "nothing was bought yet");
    desk.sign(&of);
    assert_eq!(thanks(), "due");
    let reward = [("thanks", "奖励 500 元"), ("thanks_to", "周维"), ("thanks_state", "given")];
    let edits: Vec<Value> =
        reward.iter().map(|(field, value)| json!({ "edit": "field", "field": field, "value": value })).collect();
    let saved = desk.edit(&of, json!(edits));
    let fields = desk.customer(&of)["customer"]["fields"].clone();
    assert_eq!((thanks(), &fields["thanks_on"], &fields["thanks_to"]), (json!("given"), &json!("2026-11-21"), &json!("周维")));
    desk.ask("undo", json!({ "undo": saved["undo"] }));
    assert_eq!(thanks(), "due");
    let late = json!([{ "edit": "field", "field": "thanks_on", "value": "2099-01-01" }]);
    assert_eq!(desk.refused("edit_customer", json!({ "file": of.file, "edits": late })).code, ErrorCode::BadDate);
}

/// F9
#[test]
fn a_contact_from_the_file_is_a_line_with_its_result_and_whoever_is_not_to_be_disturbed_is_not() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    let reach = || {
        let about = desk.customer(&of)["about"].clone();
        let told = |one: &Value| (one["way"].as_str().unwrap().to_owned(), one["refused"].is_null());
        about["reach"].as_array().unwrap().iter().map(told).collect::<Vec<_>>()
    };
    let way = |way: &str, may: bool| (way.to_owned(), may);
    desk.edit(&of, json!([{ "edit": "field", "field": "email", "value": "liuhan@example.cn" }]));
    assert_eq!(reach(), [way("call", true), way("message", true), way("email", true)]);
    let note =
        |kind: &str, text: &str, outcome: &str| json!([{ "edit": "note", "kind": kind, "text": text, "outcome": outcome }]);
    desk.edit(&of, note("call", "", "unreachable"));
    desk.edit(&of, note("email", "发了报价单", "reached"));
    let lines = desk.customer(&of)["customer"]["entries"].as_array().unwrap().clone();
    let told = |kind: &str| lines.iter().find(|line| line["kind"] == kind).unwrap()["outcome"].clone();
    assert_eq!((told("call"), told("email")), (json!("unreachable"), json!("reached")));
    let silent = json!({ "file": of.file, "edits": note("call", "", "reached") });
    assert_eq!(desk.refused("edit_customer", silent).code, ErrorCode::Required);

    desk.edit(&of, json!([{ "edit": "field", "field": "do_not_call", "value": "yes" }]));
    assert_eq!(reach(), [way("call", false), way("message", false), way("email", true)]);
    let called = dispatch(&desk.app, "edit_customer", json!({ "file": of.file, "edits": note("call", "打了", "reached") }));
    assert_eq!(called.unwrap_err().code, ErrorCode::DoNotCall);
    let plan = json!([{ "edit": "plan_follow_up", "opportunity": null, "way": "message", "aim": "", "due_on": "2026-11-23" }]);
    let planned = dispatch(&desk.app, "edit_customer", json!({ "file": of.file, "edits": plan }));
    assert_eq!(planned.unwrap_err().code, ErrorCode::DoNotCall);
}
