//! The sales process through the commands.

use serde_json::{Value, json};

use super::{App, Place, ask, capture, dispatch};
use crate::app::api::error::{AppError, ErrorCode};

const TODAY: &str = "2026-11-21";
const SIGNED: &str = "[[10,20,200,220,400,30]]";

struct Desk {
    app: App,
    _place: Place,
    file: Value,
    opportunity: Value,
    car: Value,
}

fn desk() -> Desk {
    let place = Place::practised();
    let app = place.open();
    let file = capture(&app, "139 0000 8888", "刘汉")["file"].clone();
    let opportunity = ask(&app, "customer", json!({"file": file}))["customer"]["opportunities"][0]["id"].clone();
    ask(
        &app,
        "save_test_car",
        json!({"id": null, "plate": "辽B99999", "model": "奥迪 A6L", "mileage_km": 5000, "retired": false}),
    );
    let cars = ask(&app, "store", json!({}))["cars"].clone();
    let car = cars.as_array().unwrap().iter().find(|car| car["plate"] == "辽B99999").unwrap()["id"].clone();
    Desk { app, _place: place, file, opportunity, car }
}

impl Desk {
    fn ask(&self, command: &str, request: Value) -> Value {
        ask(&self.app, command, request)
    }

    fn refused(&self, command: &str, request: Value) -> AppError {
        dispatch(&self.app, command, request).unwrap_err()
    }

    fn page(&self) -> Value {
        self.ask("opportunity", json!({"file": self.file, "opportunity": self.opportunity}))
    }

    fn edit(&self, edits: Value) -> Value {
        self.ask("edit_customer", json!({"file": self.file, "edits": edits}))
    }

    fn field(&self, field: &str, value: &str) {
        self.edit(json!([{"edit": "opportunity", "opportunity": self.opportunity, "field": field, "value": value}]));
    }

    fn slot(&self, on: &str, from: u16, to: u16) -> Value {
        json!({"car": self.car, "on": on, "from": from, "to": to, "consultant": null})
    }

    fn booking(&self, slot: Value) -> Value {
        json!({"file": self.file, "opportunity": self.opportunity, "way": "drive", "route": "", "slot": slot})
    }

    fn book(&self, on: &str, from: u16, to: u16) -> Value {
        self.ask("book_test_drive", self.booking(self.slot(on, from, to)))
    }

    fn drive(&self) -> Value {
        self.page()["test_drives"][0].clone()
    }

    fn step(&self, edits: Value) -> Value {
        self.ask("edit_test_drive", json!({"file": self.file, "id": self.drive()["drive"]["id"], "edits": edits}))
    }

    fn missing(&self, stage: &str) -> Vec<String> {
        let page = self.page();
        let steps = page["process"]["steps"].as_array().unwrap();
        let step = steps.iter().find(|step| step["stage"] == stage).unwrap();
        step["missing"].as_array().unwrap().iter().map(|one| one["fact"].as_str().unwrap().to_owned()).collect()
    }

    fn stage(&self, stage: &str) {
        let moved = json!({"file": self.file, "opportunity": self.opportunity, "stage": stage, "grade": null});
        self.ask("move_opportunity", moved);
    }
}

fn codes(saved: &Value) -> Vec<&str> {
    saved["warnings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

/// S1, S2, S9, S15
#[test]
fn every_step_names_what_it_lacks_until_it_is_written_and_a_step_may_be_left_all_the_same() {
    let desk = desk();
    let missing = desk.missing("initial_contact");
    assert!(missing.contains(&"current_car".to_owned()) && missing.contains(&"convenient_time".to_owned()), "{missing:?}");
    assert!(!missing.contains(&"name".to_owned()) && !missing.contains(&"contact".to_owned()));
    desk.edit(json!([{"edit": "field", "field": "current_car", "value": "帕萨特 2018"}]));
    assert!(!desk.missing("initial_contact").contains(&"current_car".to_owned()));

    desk.stage("needs");
    let page = desk.page();
    assert_eq!(page["opportunity"]["stage"], "needs", "left with gaps");
    let before = page["process"]["required"].as_u64().unwrap();
    assert_eq!(before, 18, "the steps reached count together");
    for (field, value) in [
        ("motive", "换车"),
        ("purchase_on", "2026-12-31"),
        ("budget_from_fen", "38万"),
        ("budget_fen", "45万"),
        ("intended_use", "商务"),
        ("payment", "贷款"),
        ("opinion", "底盘扎实"),
        ("decision_makers", "本人与爱人"),
    ] {
        desk.field(field, value);
    }
    desk.edit(json!([{"edit": "name_interest", "opportunity": desk.opportunity, "kind": "model", "name": "A6L"}]));
    assert_eq!(desk.missing("needs"), Vec::<String>::new());
    assert_eq!(desk.page()["opportunity"]["fields"]["budget_from_fen"], "38000000");
    let board = desk.ask("pipeline", json!({"filter": {"search": "刘汉"}, "by": "stage", "limit": 5}));
    let needs = board["columns"].as_array().unwrap().iter().find(|column| column["stage"] == "needs").unwrap();
    assert_eq!(needs["count"], 1, "counted where it stands");
}

/// S8, S10, S18
#[test]
fn a_lead_is_judged_with_reasons_and_the_next_follow_up_is_offered_by_its_grade() {
    let desk = desk();
    let judged = |desk: &Desk| desk.page()["qualification"].clone();
    assert_eq!(judged(&desk)["answer"], "unknown");
    for (field, value) in [("purchase_window", "30d"), ("budget_fen", "45万"), ("decider", "alone")] {
        desk.field(field, value);
    }
    desk.edit(json!([{"edit": "name_interest", "opportunity": desk.opportunity, "kind": "series", "name": "A6L"}]));
    assert_eq!(judged(&desk)["answer"], "yes");
    desk.field("decider", "others");
    assert_eq!((&judged(&desk)["answer"], &judged(&desk)["say"]["reasons"]), (&json!("no"), &json!(["others_decide"])));

    let planned = desk.page();
    assert_eq!((&planned["next_follow_up_on"], &planned["offered_follow_up_on"]), (&json!("2026-11-25"), &Value::Null));
    let follow_up = desk.ask("customer", json!({"file": desk.file}))["customer"]["follow_ups"][0]["id"].clone();
    desk.edit(json!([{"edit": "remove_follow_up", "id": follow_up}]));
    assert_eq!(desk.page()["offered_follow_up_on"], "2026-11-25", "grade A: in four days");
}

/// S8
#[test]
fn every_step_with_the_customer_leaves_a_follow_up_by_rule_where_none_is_open() {
    let desk = desk();
    let open = || {
        let tasks = desk.ask("customer", json!({"file": desk.file}))["customer"]["follow_ups"].as_array().unwrap().clone();
        tasks.into_iter().filter(|task| task["result"].is_null()).collect::<Vec<_>>()
    };
    let forget = || open().iter().for_each(|task| drop(desk.edit(json!([{"edit": "remove_follow_up", "id": task["id"]}]))));
    let planned = |after: &str| {
        let open = open();
        assert_eq!(open.len(), 1, "after {after}");
        assert_eq!((&open[0]["planned_by"], &open[0]["due_on"]), (&Value::Null, &json!("2026-11-25")), "after {after}");
        assert_eq!(open[0]["opportunity"], desk.opportunity);
    };
    let present = || {
        let showing = json!({"file": desk.file, "opportunity": desk.opportunity, "id": null, "cars": ["奥迪 A6L"],
                             "way": "static", "reaction": null, "feedback": ""});
        desk.ask("save_presentation", showing)
    };
    forget();
    let shown = present();
    planned("cars were shown");
    present();
    planned("another showing: one is open");
    desk.ask("undo", json!({"undo": shown["undo"]}));
    assert_eq!(open().len(), 0, "the way back takes the plan with it");

    desk.book(TODAY, 900, 930);
    assert_eq!(open().len(), 0, "a booking is no step with the customer");
    desk.step(json!([{"edit": "licence", "kind": "C1", "valid_until": null, "number": ""}]));
    desk.step(json!([{"edit": "out", "mileage_km": 5001}]));
    desk.step(json!([{"edit": "back", "mileage_km": 5010}]));
    planned("a test drive came back");

    forget();
    let catalogue = desk.ask("store", json!({}))["catalogue"].clone();
    let model = catalogue.as_array().unwrap().iter().find(|node| node["level"] == "model" && node["price_fen"].is_number());
    desk.edit(json!([{"edit": "add_interest", "opportunity": desk.opportunity, "catalogue": model.unwrap()["id"]}]));
    desk.ask("add_quotation", json!({"file": desk.file, "opportunity": desk.opportunity, "copy_of": null}));
    let id = desk.page()["quotations"][0]["quotation"]["id"].clone();
    assert_eq!(open().len(), 0, "a draft was not told to anybody");
    desk.ask("decide_quotation", json!({"file": desk.file, "id": id, "to": "given", "text": ""}));
    planned("a quotation was given");
}

/// S3, S12
#[test]
fn a_presentation_is_written_changed_taken_away_and_comes_back_by_undo() {
    let desk = desk();
    let showing = |id: Value, way: &str| {
        json!({"file": desk.file, "opportunity": desk.opportunity, "id": id, "cars": ["奥迪 A6L"], "way": way,
               "reaction": "interested", "feedback": "喜欢内饰"})
    };
    desk.ask("save_presentation", showing(Value::Null, "static"));
    let shown = desk.page()["presentations"][0].clone();
    assert_eq!(
        (&shown["way"], &shown["cars"], &shown["reaction"]),
        (&json!("static"), &json!(["奥迪 A6L"]), &json!("interested"))
    );
    assert_eq!(desk.missing("presentation"), Vec::<String>::new());
    desk.ask("save_presentation", showing(shown["id"].clone(), "dynamic"));
    assert_eq!(desk.page()["presentations"][0]["way"], "dynamic");
    let removed = desk.ask("remove_presentation", json!({"file": desk.file, "id": shown["id"]}));
    assert_eq!(desk.page()["presentations"], json!([]));
    desk.ask("undo", json!({"undo": removed["undo"]}));
    assert_eq!(desk.page()["presentations"][0]["way"], "dynamic");
}

/// S4, S11
#[test]
fn a_test_drive_goes_from_booking_to_feedback_and_the_licence_number_stays_private() {
    let desk = desk();
    let past = desk.book(TODAY, 0, 30);
    assert_eq!(codes(&past), ["booking_in_past"]);
    desk.ask("undo", json!({"undo": past["undo"]}));
    assert_eq!(desk.page()["test_drives"], json!([]));
    desk.book(TODAY, 900, 930);
    let drive = desk.drive();
    assert_eq!(
        (&drive["state"], &drive["car"], &drive["last_km"]),
        (&json!("booked"), &json!("奥迪 A6L 辽B99999"), &json!(5000))
    );
    let out = |km: i64| json!({"file": desk.file, "id": drive["drive"]["id"], "edits": [{"edit": "out", "mileage_km": km}]});
    assert_eq!(desk.refused("edit_test_drive", out(5001)).code, ErrorCode::NeedsLicence);
    desk.step(json!([
        {"edit": "licence", "kind": "C1", "valid_until": "2030-01-01", "number": "210203198506170021"},
        {"edit": "prepared", "points": ["clean", "fuel", "route"]},
        {"edit": "field", "field": "route", "value": "滨海路往返"},
        {"edit": "agreement", "way": "drawn", "wording": "v1", "strokes": SIGNED},
    ]));
    let low = desk.ask("edit_test_drive", out(4990));
    assert_eq!(codes(&low), ["mileage_below_last"]);
    let back = |km: i64| json!({"file": desk.file, "id": drive["drive"]["id"], "edits": [{"edit": "back", "mileage_km": km}]});
    assert_eq!(desk.refused("edit_test_drive", back(4989)).code, ErrorCode::MileageBackwards);
    desk.step(json!([
        {"edit": "back", "mileage_km": 5012},
        {"edit": "field", "field": "reaction", "value": "delighted"},
        {"edit": "field", "field": "feedback", "value": "隔音好"},
    ]));
    let done = desk.drive();
    assert_eq!(
        (&done["state"], &done["booking"]["state"], &done["booking"]["in_km"]),
        (&json!("done"), &json!("back"), &json!(5012))
    );
    assert_eq!(done["drive"]["agreement"]["strokes"], SIGNED);
    let lacks = desk.missing("test_drive");
    assert_eq!(lacks, ["occupation", "job_title", "hobbies", "birthday", "compound"]);
    let customer = desk.ask("customer", json!({"file": desk.file}));
    assert!(!customer["customer"].to_string().contains("210203198506170021"), "never in the file itself");
    assert_eq!(customer["private"]["fields"]["driving_licence"], "210***********0021");
    let day = desk.ask("car_day", json!({"on": TODAY}));
    assert!(!day.to_string().contains("210203198506170021"));
}

/// S4
#[test]
fn a_car_is_not_booked_twice_and_whoever_asks_hears_when_and_by_whom() {
    let desk = desk();
    desk.book("2026-11-22", 600, 630);
    let other = capture(&desk.app, "139 0000 7777", "孙悦")["file"].clone();
    let about = desk.ask("customer", json!({"file": other}))["customer"]["opportunities"][0]["id"].clone();
    let asked = |from: u16, to: u16| json!({"file": other, "opportunity": about, "way": "ride", "route": "", "slot": desk.slot("2026-11-22", from, to)});
    let refused = desk.refused("book_test_drive", asked(615, 645));
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::CarTaken, Some("slot")));
    let about_it = refused.about.unwrap();
    assert!(about_it.starts_with("10:00–10:30 ") && !about_it.contains("刘汉"), "{about_it}");
    assert_eq!(desk.refused("book_test_drive", asked(700, 690)).code, ErrorCode::BadTimes);
    desk.ask("book_test_drive", asked(630, 660));

    let id = desk.drive()["drive"]["id"].clone();
    let moved = desk.ask("move_test_drive", json!({"file": desk.file, "id": id, "slot": desk.slot("2026-11-23", 600, 640)}));
    let rows = |on: &str| {
        let day = desk.ask("car_day", json!({"on": on}));
        let row = day["cars"].as_array().unwrap().iter().find(|row| row["car"]["id"] == desk.car).unwrap().clone();
        row["bookings"].as_array().unwrap().len()
    };
    assert_eq!((rows("2026-11-22"), rows("2026-11-23")), (1, 1));
    desk.ask("undo", json!({"undo": moved["undo"]}));
    assert_eq!((rows("2026-11-22"), rows("2026-11-23")), (2, 0), "moving is undone on both days");
    let called_off = json!({"file": desk.file, "id": id, "edits": [{"edit": "call_off", "why": "no_show", "text": "堵车"}]});
    desk.ask("edit_test_drive", called_off);
    assert_eq!(desk.drive()["state"], "no_show");
    desk.ask("book_test_drive", asked(600, 630));
    let restore = json!({"file": desk.file, "id": id, "edits": [{"edit": "restore"}]});
    assert_eq!(desk.refused("edit_test_drive", restore).code, ErrorCode::CarTaken, "somebody has it now");
}

/// S5, S13, S14
#[test]
fn a_quotation_adds_up_is_given_frozen_copied_and_accepted() {
    let desk = desk();
    let catalogue = desk.ask("store", json!({}))["catalogue"].clone();
    let model =
        catalogue.as_array().unwrap().iter().find(|node| node["level"] == "model" && node["price_fen"].is_number()).unwrap();
    desk.edit(json!([{"edit": "add_interest", "opportunity": desk.opportunity, "catalogue": model["id"]}]));
    desk.ask("add_quotation", json!({"file": desk.file, "opportunity": desk.opportunity, "copy_of": null}));
    let offer = |nth: usize| desk.page()["quotations"][nth].clone();
    let id = offer(0)["quotation"]["id"].clone();
    let price = model["price_fen"].as_i64().unwrap();
    assert_eq!(offer(0)["totals"]["vehicle_fen"], price, "the guide price to begin with");
    let edit = |edits: Value| desk.ask("edit_quotation", json!({"file": desk.file, "id": id, "edits": edits}));
    edit(json!([
        {"edit": "line", "id": null, "kind": "discount", "label": "店庆", "amount": "1.2万"},
        {"edit": "line", "id": null, "kind": "insurance", "label": "交强险与商业险", "amount": "9500"},
        {"edit": "finance", "lender": "大众金融", "principal": "10万", "months": 36, "rate": "3.99"},
        {"edit": "trade_in", "car": "帕萨特 2018", "valuation": "6万", "valuer": "孙师傅", "valued_on": null},
        {"edit": "field", "field": "colour", "value": "传奇黑"},
        {"edit": "field", "field": "no_options", "value": "yes"},
    ]));
    let draft = offer(0);
    let tax = (price * 20 + 113) / 226;
    let total = price + tax + 950_000 - 1_200_000 - 6_000_000;
    assert_eq!(draft["totals"]["total_fen"], total);
    assert_eq!((&draft["totals"]["monthly_fen"], &draft["totals"]["down_fen"]), (&json!(295_195), &json!(total - 10_000_000)));
    assert_eq!(desk.missing("proposal"), Vec::<String>::new());
    let warned = edit(json!([{"edit": "line", "id": null, "kind": "discount", "label": "误输", "amount": "500万"}]));
    assert_eq!(codes(&warned), ["total_below_zero", "discount_over_price", "lent_too_much"]);
    desk.ask("undo", json!({"undo": warned["undo"]}));

    let decide = |id: &Value, to: &str| desk.ask("decide_quotation", json!({"file": desk.file, "id": id, "to": to, "text": ""}));
    decide(&id, "given");
    let late = json!({"file": desk.file, "id": id, "edits": [{"edit": "field", "field": "colour", "value": "白"}]});
    assert_eq!(desk.refused("edit_quotation", late).code, ErrorCode::Frozen);
    desk.ask("add_quotation", json!({"file": desk.file, "opportunity": desk.opportunity, "copy_of": id}));
    let second = offer(0)["quotation"]["id"].clone();
    assert_eq!((&offer(0)["quotation"]["version"], &offer(1)["state"]), (&json!(2), &json!("given")));
    decide(&second, "given");
    assert_eq!(offer(1)["state"], "superseded");
    decide(&second, "accepted");
    assert_eq!((&offer(0)["state"], &offer(0)["may_become"]), (&json!("accepted"), &json!(["declined"])));
    assert_eq!(desk.page()["quotations"][0]["quotation"]["word"]["total"], total, "as the customer was told");
}

/// S16
#[test]
fn competitors_are_counted_beside_each_series_with_n() {
    let desk = desk();
    desk.edit(json!([
        {"edit": "name_interest", "opportunity": desk.opportunity, "kind": "series", "name": "独一款"},
        {"edit": "name_interest", "opportunity": desk.opportunity, "kind": "competitor", "name": "宝马 5系"},
        {"edit": "name_interest", "opportunity": desk.opportunity, "kind": "competitor", "name": "奔驰 E级"},
    ]));
    let report = desk.ask("competitors", json!({}));
    let one = report["series"].as_array().unwrap().iter().find(|one| one["series"] == "独一款").unwrap().clone();
    assert_eq!((&one["count"], &one["few"], &one["without"]), (&json!(1), &json!(true), &json!(0)));
    assert_eq!(one["models"], json!([{"model": "奔驰 E级", "count": 1}, {"model": "宝马 5系", "count": 1}]));
}

/// S5, S19, S20
#[test]
fn a_company_is_asked_for_more_and_an_order_tells_what_it_holds() {
    let desk = desk();
    desk.edit(json!([{"edit": "field", "field": "kind", "value": "company"}]));
    let asked = ["industry", "company_size", "company_address", "acquisition_channel"];
    let missing = desk.missing("initial_contact");
    assert!(asked.iter().all(|fact| missing.contains(&(*fact).to_owned())), "{missing:?}");
    desk.edit(json!([
        {"edit": "field", "field": "industry", "value": "乳业"},
        {"edit": "field", "field": "company_size", "value": "500_up"},
        {"edit": "field", "field": "employer_address", "value": "高新区 1 号"},
        {"edit": "field", "field": "acquisition_channel", "value": "exhibition"},
    ]));
    let missing = desk.missing("initial_contact");
    assert!(asked.iter().all(|fact| !missing.contains(&(*fact).to_owned())), "{missing:?}");
    assert!(desk.missing("closing").contains(&"order_price".to_owned()));
    let opened =
        desk.ask("open_order", json!({"file": desk.file, "opportunity": desk.opportunity, "quotation": null, "catalogue": null}));
    let car = json!([{"field": "model", "value": "A4L 40 TFSI"}, {"field": "price_fen", "value": "40万"}]);
    let change = json!([
        {"change": "add_car", "catalogue": null, "fields": car},
        {"change": "field", "field": "deposit_fen", "value": "1万"},
    ]);
    desk.ask("change_order", json!({"file": desk.file, "order": opened["order"], "changes": change}));
    let missing = desk.missing("closing");
    assert!(["ordered_car", "order_price", "deposit"].iter().all(|fact| !missing.contains(&(*fact).to_owned())), "{missing:?}");
}

/// S5, S13, S14, O3, O4
#[test]
fn an_order_holds_what_was_accepted_whatever_becomes_of_the_quotation() {
    let desk = desk();
    let catalogue = desk.ask("store", json!({}))["catalogue"].clone();
    let model =
        catalogue.as_array().unwrap().iter().find(|node| node["level"] == "model" && node["price_fen"].is_number()).unwrap();
    desk.edit(json!([{"edit": "add_interest", "opportunity": desk.opportunity, "catalogue": model["id"]}]));
    desk.ask("add_quotation", json!({"file": desk.file, "opportunity": desk.opportunity, "copy_of": null}));
    let offer = || desk.page()["quotations"][0].clone();
    let id = offer()["quotation"]["id"].clone();
    let edits = json!([
        {"edit": "line", "id": null, "kind": "option", "label": "天窗", "amount": "8000"},
        {"edit": "line", "id": null, "kind": "discount", "label": "店庆", "amount": "1.2万"},
        {"edit": "line", "id": null, "kind": "insurance", "label": "交强险与商业险", "amount": "9500"},
        {"edit": "finance", "lender": "大众金融", "principal": "10万", "months": 36, "rate": "3.99"},
        {"edit": "trade_in", "car": "帕萨特 2018", "valuation": "6万", "valuer": "孙师傅", "valued_on": null},
        {"edit": "field", "field": "colour", "value": "传奇黑"},
    ]);
    desk.ask("edit_quotation", json!({"file": desk.file, "id": id, "edits": edits}));
    let total = offer()["totals"]["total_fen"].clone();
    let asked = json!({"file": desk.file, "opportunity": desk.opportunity, "quotation": id, "catalogue": null});
    let decide = |to: &str| desk.ask("decide_quotation", json!({"file": desk.file, "id": id, "to": to, "text": ""}));
    decide("given");
    assert_eq!(offer()["may_order"], false);
    assert_eq!(desk.refused("open_order", asked.clone()).code, ErrorCode::QuotationState, "nobody said yes to it yet");
    decide("accepted");
    assert_eq!(offer()["may_order"], true);
    let opened = desk.ask("open_order", asked.clone());
    assert_eq!((&offer()["may_order"], &offer()["order"]), (&json!(false), &opened["order"]));
    assert_eq!(desk.refused("open_order", asked.clone()).code, ErrorCode::QuotationState, "one order comes of it");

    let page = || desk.ask("order", json!({"file": desk.file, "order": opened["order"]}));
    let told = page();
    assert_eq!(told["money"]["total"], total, "the order asks for what was accepted");
    let fields = &told["order"]["fields"];
    let agreed =
        ["payment_plan", "loan_fen", "loan_months", "loan_rate", "loan_from", "insurance"].map(|field| fields[field].clone());
    let expected = ["loan", "10000000", "36", "3.99", "大众金融", "交强险与商业险"];
    assert_eq!(agreed, expected.map(|text| json!(text)), "rate and months of the loan too");
    let mut kinds: Vec<&str> =
        told["order"]["lines"].as_array().unwrap().iter().filter_map(|line| line["kind"].as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["discount", "insurance", "option", "purchase_tax", "trade_in"]);
    let car = &told["cars"][0]["car"]["fields"];
    assert_eq!((&car["catalogue"], &car["colour"]), (&model["id"], &json!("传奇黑")));
    assert_eq!(car["price_fen"], json!(model["price_fen"].as_i64().unwrap().to_string()));

    decide("declined");
    assert_eq!(page()["money"]["total"], total, "what becomes of the quotation changes no order");
    let bargained = json!([{"change": "car", "car": told["cars"][0]["car"]["id"], "field": "price_fen", "value": "20万"}]);
    desk.ask("change_order", json!({"file": desk.file, "order": opened["order"], "changes": bargained}));
    assert_ne!(page()["money"]["total"], total, "the price may still be written");
    desk.ask("undo", json!({"undo": opened["saved"]["undo"]}));
    assert_eq!(offer()["order"], json!(null));
}
