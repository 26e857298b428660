//! Selling, as the rates count it: who comes, drives, signs, cancels, takes the car.

use forecourt_tests::indoors::Device;
use serde_json::{Map, Value, json};

use crate::scene::{Scene, log, visitor};

pub const DAY_MINUTES: i64 = 24 * 60;

/// A visitor comes and goes; the answer is the customer. An hour passes, so that nobody is there twice at once.
pub fn come(scene: &mut Scene, said: Value) -> Value {
    let saved = log(&scene.desk, said);
    scene.desk.ask("leave_line", json!({ "day": saved["day"], "line": saved["line"], "result": "left", "at": null }));
    scene.pass(60);
    scene.carry();
    saved["customer"].clone()
}

/// Somebody new comes to 周颖.
pub fn first_visit(scene: &mut Scene, phone: &str) -> Value {
    let consultant = scene.zhou_id.clone();
    come(scene, json!({ "visitor": visitor(phone, ""), "visit_count": 1, "consultant": consultant }))
}

/// A customer comes, for the how many-th time.
pub fn visit(scene: &mut Scene, customer: &Value, count: u32) {
    let consultant = scene.zhou_id.clone();
    come(scene, json!({ "customer": customer, "visit_count": count, "consultant": consultant }));
}

/// Somebody new calls and is given to 周颖.
pub fn call(scene: &mut Scene, phone: &str, result: &str) -> Value {
    let said = json!({ "came_by": "phone", "visitor": visitor(phone, ""), "visit_count": 1, "consultant": scene.zhou_id });
    let saved = log(&scene.desk, said);
    scene.desk.ask("leave_line", json!({ "day": saved["day"], "line": saved["line"], "result": result, "at": null }));
    scene.pass(60);
    scene.carry();
    saved["customer"].clone()
}

pub fn opportunity(device: &Device, file: &Value) -> Value {
    device.ask("customer", json!({ "file": file }))["customer"]["opportunities"][0]["id"].clone()
}

/// 周颖 signs an order with a customer today; `lines` are its price lines.
pub fn sign(scene: &mut Scene, file: &Value, lines: &[Value]) -> Value {
    let zhou = &scene.zhou;
    let request = json!({ "file": file, "opportunity": opportunity(zhou, file), "quotation": null, "catalogue": null });
    let order = zhou.ask("open_order", request)["order"].clone();
    let car = json!([{ "field": "model", "value": "A4L" }, { "field": "price_fen", "value": "30万" }]);
    let mut changes = vec![json!({ "change": "add_car", "catalogue": null, "fields": car })];
    changes.extend_from_slice(lines);
    zhou.ask("change_order", json!({ "file": file, "order": order, "changes": changes }));
    let today = zhou.ask("today", json!({ "staff": null, "everyone": false }))["date"].clone();
    zhou.ask("act_on_order", json!({ "file": file, "order": order, "act": { "act": "sign", "on": today } }));
    scene.carry();
    order
}

pub fn cancel(scene: &mut Scene, file: &Value, order: &Value, reason: &str) {
    let cancel = json!({ "act": "cancel", "reason": reason, "withheld": "" });
    scene.zhou.ask("act_on_order", json!({ "file": file, "order": order, "act": cancel }));
    scene.carry();
}

/// The car of an order is handed over; what is missing has its reason.
pub fn hand_over(scene: &mut Scene, file: &Value, order: &Value, vin: &str, on: &str) {
    let zhou = &scene.zhou;
    let page = || zhou.ask("order", json!({ "file": file, "order": order }));
    let car = page()["cars"][0]["car"]["id"].clone();
    zhou.ask("allot_car", json!({ "file": file, "car": car, "vin": vin, "despite_other": true }));
    let gaps = page()["cars"][0]["gaps"].clone();
    let named = gaps.as_array().unwrap().iter().map(|gap| (gap.as_str().unwrap().to_owned(), json!("改日补")));
    let step = json!({ "step": "hand_over", "on": on, "reasons": named.collect::<Map<_, _>>() });
    zhou.ask("deliver", json!({ "file": file, "car": car, "step": step }));
    scene.carry();
}

/// The store has one test car.
pub fn test_car(scene: &mut Scene) -> Value {
    let car = json!({ "id": null, "plate": "辽B66666", "model": "奥迪 Q5L", "mileage_km": 100, "retired": false });
    scene.manager.ask("save_test_car", car);
    scene.carry();
    scene.manager.ask("store", json!({}))["cars"][0]["id"].clone()
}

/// A test drive is booked with 周颖; the answer is its id.
pub fn book(scene: &mut Scene, file: &Value, car: &Value, on: &str, from: u32) -> Value {
    let zhou = &scene.zhou;
    let (slot, bought) =
        (json!({ "car": car, "on": on, "from": from, "to": from + 30, "consultant": null }), opportunity(zhou, file));
    let request = json!({ "file": file, "opportunity": bought, "way": "ride", "route": "", "slot": slot });
    zhou.ask("book_test_drive", request);
    let page = zhou.ask("opportunity", json!({ "file": file, "opportunity": bought }));
    let drives = page["test_drives"].as_array().unwrap();
    scene.carry();
    drives.last().unwrap()["drive"]["id"].clone()
}

/// The car leaves for it.
pub fn drive_out(scene: &mut Scene, file: &Value, drive: &Value, mileage_km: i64) {
    let out = json!([{ "edit": "out", "mileage_km": mileage_km }]);
    scene.zhou.ask("edit_test_drive", json!({ "file": file, "id": drive, "edits": out }));
    scene.carry();
}

/// 周颖 gives a purchase up.
pub fn give_up(scene: &mut Scene, file: &Value, reason: &str) -> Value {
    let bought = opportunity(&scene.zhou, file);
    let given_up = json!({ "reason": reason, "competitor": "", "words": "说清楚了" });
    scene.zhou.ask("request_loss", json!({ "file": file, "opportunity": bought, "given_up": given_up }));
    scene.carry();
    bought
}

/// The manager confirms that it is lost.
pub fn confirm_loss(scene: &mut Scene, file: &Value) {
    let page = scene.manager.ask("customer", json!({ "file": file }));
    let purchase = &page["customer"]["opportunities"][0];
    let request = json!({
        "file": file, "opportunity": purchase["id"], "request": purchase["loss"]["request"]["id"], "confirmed": true,
        "words": "", "hand_to": { "to": "keep" },
    });
    scene.manager.ask("judge_loss", request);
    scene.carry();
}
