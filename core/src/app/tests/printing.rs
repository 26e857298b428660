//! Documents: who sees what on them, what is recorded of them, and with which version of their template.

use data_encoding::BASE64;
use serde_json::{Value, json};

use super::{App, Place, ask, capture, dispatch};
use crate::{
    app::{
        api::error::ErrorCode,
        outside::{Pictures, PrintError, Printed, Printer, Sheet},
        writing::{Target, Writing},
    },
    domain::quotation::LineKind,
    ids::FileId,
    ops::quotation::{self, Change},
};

/// Prints a sheet as its JSON, so that a test reads what a template would be given.
pub struct Plain;

impl Printer for Plain {
    fn print(&self, sheet: &Sheet) -> Result<Printed, PrintError> {
        Ok(Printed { pdf: serde_json::to_vec(sheet).unwrap(), pages: 1, missing: String::new() })
    }
    fn show(&self, sheet: &Sheet) -> Result<Pictures, PrintError> {
        Ok(Pictures { pages: vec![serde_json::to_string(sheet).unwrap()], missing: String::new() })
    }
}

const PHONE: &str = "13912345678";

/// A practice store with one customer of one's own and a quotation for them: its file and the quotation's id.
fn quoted(app: &App) -> (Value, Value) {
    ask(app, "practise", json!({}));
    be(app, &["administrator", "consultant"]);
    let file = capture(app, PHONE, "刘汉")["file"].clone();
    let id: FileId = serde_json::from_value(file.clone()).unwrap();
    let store = app.opened().unwrap();
    let author = store.author().unwrap();
    let mut writing = Writing::begin(&store);
    let customer = writing.customer(id).unwrap();
    let begun = quotation::begin(&author, &store.standing().store_file, &customer, customer.opportunities[0].id).unwrap();
    writing.stage(Target::customer(id), &[begun]).unwrap();
    writing.commit("begin_quotation", |_, _| Ok(())).unwrap();
    let page = ask(app, "customer", json!({"file": file}));
    let quotation = page["customer"]["quotations"][0]["id"].clone();
    (file, quotation)
}

fn be(app: &App, roles: &[&str]) {
    let me = ask(app, "state", json!({}))["phase"]["me"]["staff"].clone();
    ask(app, "edit_staff", json!({"staff": me, "name": null, "roles": roles}));
}

fn request(file: &Value, quotation: &Value) -> Value {
    json!({"file": file, "subject": {"kind": "proposal", "id": quotation}, "language": "zh-CN", "version": null})
}

/// The sheet that was printed.
fn sheet(printed: &Value) -> Value {
    serde_json::from_slice(&BASE64.decode(printed["pdf"].as_str().unwrap().as_bytes()).unwrap()).unwrap()
}

/// What the audit log tells of printing and of showing numbers. Whoever asks is general manager from then on: the log is
/// forgotten by a device whose person may no longer read it.
fn audited(app: &App) -> [Vec<Value>; 2] {
    be(app, &["administrator", "general_manager"]);
    ["printed", "unmasked"]
        .map(|what| ask(app, "audit", json!({"filter": {"what": what}, "after": null}))["rows"].as_array().unwrap().clone())
}

/// S5, PX6: that something was printed, with which version of its template, stands on the timeline and in the audit log.
#[test]
fn a_printed_document_is_on_the_timeline_with_its_version_and_in_the_audit_log() {
    let place = Place::new();
    let app = place.open();
    let (file, quotation) = quoted(&app);
    let printed = ask(&app, "print_document", request(&file, &quotation));
    assert_eq!(sheet(&printed)["data"]["customer"]["phone"], PHONE, "the consultant's own customer");
    let number = sheet(&printed)["data"]["number"].clone();
    assert_eq!(printed["file_name"], format!("proposal-{}.pdf", number.as_str().unwrap()));
    let page = ask(&app, "customer", json!({"file": file}));
    let entries = page["customer"]["entries"].as_array().unwrap();
    let entry = entries.iter().find(|entry| entry["kind"] == "printed").unwrap();
    let line = format!("proposal>1>zh-CN>{}>{}", number.as_str().unwrap(), quotation.as_str().unwrap());
    assert_eq!((&entry["kind"], &entry["text"]), (&json!("printed"), &json!(line)));
    assert_eq!(printed["touched"]["files"][0]["file"], file);
    let [rows, unmasked] = audited(&app);
    assert_eq!((rows.len(), &rows[0]["reason"], &rows[0]["customer"]), (1, &json!("proposal v1"), &json!("刘汉")));
    assert_eq!(unmasked, Vec::<Value>::new(), "nothing was masked from them");
}

#[test]
fn a_document_on_the_screen_is_masked_as_screens_are_and_leaves_no_trace() {
    let place = Place::new();
    let app = place.open();
    let (file, quotation) = quoted(&app);
    for role in ["front_desk", "information_specialist", "sales_manager", "cs_manager", "general_manager"] {
        be(&app, &["administrator", role]);
        let shown = ask(&app, "show_document", request(&file, &quotation));
        assert_eq!(shown["is_masked"], true, "{role}");
        let page = shown["pages"][0].as_str().unwrap();
        assert!(page.contains("139****5678") && !page.contains(PHONE), "{role}: {page}");
    }
    be(&app, &["administrator", "consultant"]);
    let shown = ask(&app, "show_document", request(&file, &quotation));
    assert_eq!((&shown["is_masked"], shown["pages"][0].as_str().unwrap().contains(PHONE)), (&json!(false), true));
    assert_eq!(audited(&app), [Vec::new(), Vec::new()] as [Vec<Value>; 2]);
}

#[test]
fn paper_holds_in_full_what_a_reason_opens_and_says_so_in_the_audit_log() {
    let place = Place::new();
    let app = place.open();
    let (file, quotation) = quoted(&app);
    be(&app, &["administrator", "sales_manager"]);
    let printed = ask(&app, "print_document", request(&file, &quotation));
    assert_eq!(sheet(&printed)["data"]["customer"]["phone"], PHONE);
    let [printed, unmasked] = audited(&app);
    assert_eq!((printed.len(), unmasked.len(), &unmasked[0]["reason"]), (1, 1, &json!("paperwork")));
}

#[test]
fn who_may_not_write_the_file_prints_and_the_audit_log_alone_tells() {
    let place = Place::new();
    let app = place.open();
    let (file, quotation) = quoted(&app);
    let entries = |app: &App| ask(app, "customer", json!({"file": file}))["customer"]["entries"].as_array().unwrap().len();
    let before = entries(&app);
    be(&app, &["administrator", "general_manager"]);
    ask(&app, "print_document", request(&file, &quotation));
    assert_eq!((entries(&app), audited(&app)[0].len()), (before, 1));
}

#[test]
fn who_may_not_read_the_customer_prints_nothing() {
    let place = Place::new();
    let app = place.open();
    let (file, quotation) = quoted(&app);
    be(&app, &["administrator", "technician"]);
    for command in ["show_document", "print_document"] {
        assert_eq!(dispatch(&app, command, request(&file, &quotation)).unwrap_err().code, ErrorCode::NotFound, "{command}");
    }
    be(&app, &["administrator", "consultant"]);
    let nothing = request(&file, &json!("0193f1c2-0000-7000-8000-000000000001"));
    assert_eq!(dispatch(&app, "print_document", nothing).unwrap_err().code, ErrorCode::NotFound);
    assert!(audited(&app)[0].is_empty());
}

#[test]
fn a_version_that_is_not_there_is_refused_and_one_that_is_there_is_used() {
    let place = Place::new();
    let app = place.open();
    let (file, quotation) = quoted(&app);
    let of = |version: u32| {
        let mut request = request(&file, &quotation);
        request["version"] = json!(version);
        dispatch(&app, "print_document", request)
    };
    for version in [0, 99] {
        assert_eq!(of(version).unwrap_err().code, ErrorCode::OtherTemplate, "{version}");
    }
    assert_eq!(sheet(&of(1).unwrap())["version"], 1);
}

/// S5: the amount on the paper is the quotation's, whatever the screen last showed.
#[test]
fn a_document_is_made_of_what_stands_in_the_file_when_it_is_printed() {
    let place = Place::new();
    let app = place.open();
    let (file, quotation) = quoted(&app);
    let total = |app: &App| sheet(&ask(app, "print_document", request(&file, &quotation)))["data"]["total"]["figures"].clone();
    let before = total(&app);
    let id: FileId = serde_json::from_value(file.clone()).unwrap();
    let store = app.opened().unwrap();
    let author = store.author().unwrap();
    let mut writing = Writing::begin(&store);
    let customer = writing.customer(id).unwrap();
    let line = Change::Line { id: None, kind: LineKind::Vehicle, label: "车".into(), amount: "123456.78".into() };
    let edits = quotation::change(&author, &customer, customer.quotations[0].id, &line).unwrap();
    writing.stage(Target::customer(id), &edits).unwrap();
    writing.commit("change_quotation", |_, _| Ok(())).unwrap();
    assert_ne!(total(&app), before);
}

const IDENTITY: &str = "210203198506170021";

/// A signed order of one car at 400,000 yuan with a deposit of 10,000, an insurance line and a contact with a part in it.
fn ordered(app: &App) -> (Value, Value, Value) {
    let (file, _) = quoted(app);
    let edits = json!([
        {"edit": "private_field", "field": "identity_card", "value": IDENTITY},
        {"edit": "private_field", "field": "home_address", "value": "星海广场 3 号"},
        {"edit": "private_field", "field": "driving_licence", "value": "L-700"},
    ]);
    ask(app, "edit_customer", json!({"file": file, "edits": edits}));
    let opened = ask(app, "open_order", json!({"file": file, "opportunity": null, "quotation": null, "catalogue": null}));
    let order = opened["order"].clone();
    let car = json!([{"field": "model", "value": "A4L 40 TFSI"}, {"field": "price_fen", "value": "40万"}]);
    let changes = json!([
        {"change": "add_car", "catalogue": null, "fields": car},
        {"change": "field", "field": "deposit_fen", "value": "1万"},
        {"change": "field", "field": "payment_plan", "value": "full"},
    ]);
    ask(app, "change_order", json!({"file": file, "order": order, "changes": changes}));
    ask(app, "act_on_order", json!({"file": file, "order": order, "act": {"act": "sign", "on": "2026-11-21"}}));
    let paid = json!({
        "file": file, "order": order, "kind": "deposit", "way": "card", "amount": "1万", "on": "2026-11-21", "receipt": "R-1",
    });
    ask(app, "pay_order", paid);
    let page = ask(app, "order", json!({"file": file, "order": order}));
    let car = page["cars"][0]["car"]["id"].clone();
    ask(app, "allot_car", json!({"file": file, "car": car, "vin": "1hgcm82633a004352"}));
    (file, order, car)
}

fn print(app: &App, kind: &str, file: &Value, id: &Value) -> Value {
    let request = json!({"file": file, "subject": {"kind": kind, "id": id}, "language": "zh-CN", "version": null});
    sheet(&ask(app, "print_document", request))["data"].clone()
}

/// O3, O4, S5: the order's paper has buyer, car, money in figures and words, and what was paid.
#[test]
fn an_order_is_printed_with_its_buyer_cars_money_and_payments() {
    let place = Place::new();
    let app = place.open();
    let (file, order, _) = ordered(&app);
    let data = print(&app, "order", &file, &order);
    assert_eq!(data["customer"]["identity"], IDENTITY, "a contract names its buyer in full");
    assert_eq!((&data["customer"]["name"], &data["customer"]["address"]), (&json!("刘汉"), &json!("星海广场 3 号")));
    assert_eq!((&data["cars"][0]["vin"], &data["cars"][0]["price"]), (&json!("1HGCM82633A004352"), &json!("400,000.00")));
    assert_eq!(data["total"], json!({"figures": "400,000.00", "words": "肆拾万元整"}));
    assert_eq!(data["deposit"], json!({"figures": "10,000.00", "words": "壹万元整"}));
    assert_eq!((&data["received"], &data["open"]), (&json!("10,000.00"), &json!("390,000.00")));
    assert_eq!((&data["signed_on"], &data["payments"][0]["receipt"]), (&json!("2026年11月21日"), &json!("R-1")));
    assert!(!data.to_string().contains("L-700"), "an order has no place for a driving licence");
}

#[test]
fn the_buyers_identity_number_is_masked_on_the_screen_and_recorded_when_it_is_printed() {
    let place = Place::new();
    let app = place.open();
    let (file, order, _) = ordered(&app);
    let request = json!({"file": file, "subject": {"kind": "order", "id": order}, "language": "en", "version": null});
    let shown = ask(&app, "show_document", request);
    let page = shown["pages"][0].as_str().unwrap();
    assert!(shown["is_masked"] == true && page.contains("210***********0021") && !page.contains(IDENTITY), "{page}");
    print(&app, "order", &file, &order);
    be(&app, &["administrator", "front_desk"]);
    let data = print(&app, "order", &file, &order);
    assert_eq!((&data["customer"]["identity"], &data["customer"]["address"]), (&json!(""), &json!("")), "not for this role");
    let [printed, unmasked] = audited(&app);
    assert_eq!((printed.len(), unmasked.len()), (2, 2), "the number, and the phone that the front desk sees with a reason");
}

/// D7, D4, D5, D6: the delivery's paper has the car's facts, the store's checks as they were made, and what was left open.
#[test]
fn a_delivery_is_printed_with_checks_facts_and_what_was_left_open() {
    let place = Place::new();
    let app = place.open();
    let (file, order, car) = ordered(&app);
    let changes = json!([
        {"change": "car", "car": car, "field": "plate", "value": "辽B6A123"},
        {"change": "car", "car": car, "field": "pdi_on", "value": "2026-11-20"},
        {"change": "car", "car": car, "field": "first_service_km", "value": "5000"},
    ]);
    ask(&app, "change_order", json!({"file": file, "order": order, "changes": changes}));
    let deliver = |step: Value| ask(&app, "deliver", json!({"file": file, "car": car, "step": step}));
    deliver(json!({"step": "check", "item": "tools", "ok": true, "note": "千斤顶"}));
    deliver(json!({"step": "sign", "strokes": "[[10,20,40,40]]"}));
    let data = print(&app, "delivery", &file, &car);
    assert_eq!((&data["car"]["plate"], &data["car"]["pdi_on"]), (&json!("辽B6A123"), &json!("2026年11月20日")));
    assert_eq!((&data["car"]["first_service_km"], &data["handed_over_on"]), (&json!("5,000"), &json!(null)));
    let checks = data["checks"].as_array().unwrap();
    let tools = checks.iter().find(|check| check["item"] == "tools").unwrap();
    assert_eq!((&tools["ok"], &tools["note"]), (&json!(true), &json!("千斤顶")));
    assert_eq!(checks.iter().filter(|check| check["ok"].is_null()).count(), checks.len() - 1);
    assert_eq!(data["signature"]["drawn"]["strokes"], json!([[[0, 0], [30, 20]]]));
    assert_eq!(data["price"]["words"], "肆拾万元整");
}
