//! A store with its people.

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

/// 2026-11-21 in the store's wall calendar, the day on which every hall begins.
pub const TODAY: &str = "2026-11-21";
pub const MINUTE_MS: i64 = 60_000;

/// A manager, the desk, two consultants and the information specialist.
pub struct Scene {
    pub hall: Hall,
    pub manager: Device,
    pub desk: Device,
    pub zhou: Device,
    pub wang: Device,
    pub clerk: Device,
    pub zhou_id: String,
    pub wang_id: String,
    /// Series of the catalogue, by id.
    pub series: Vec<String>,
}

impl Scene {
    pub fn set() -> Self {
        let hall = Hall::open();
        let mut manager = hall.device("office", 0);
        hall.open_store(&mut manager);
        let mut enrolled = |name: &str, place: &str, role: &str| {
            let id = hall.hire_as(&mut manager, name, &[role]);
            let mut device = hall.device(place, 0);
            hall.enrol(&mut manager, &mut device, &id);
            (device, id)
        };
        let (desk, _) = enrolled("苏婉", "desk", "front_desk");
        let (zhou, zhou_id) = enrolled("周颖", "phone", "consultant");
        let (wang, wang_id) = enrolled("王强", "tablet", "consultant");
        let (clerk, _) = enrolled("白露", "clerk", "information_specialist");
        let me = manager.ask("state", json!({}))["phase"]["me"]["staff"].clone();
        let roles = json!(["administrator", "sales_manager"]);
        manager.ask("edit_staff", json!({ "staff": me, "roles": roles }));
        hall.carry(&mut [&mut manager]);
        let mut scene = Self { hall, manager, desk, zhou, wang, clerk, zhou_id, wang_id, series: Vec::new() };
        scene.carry();
        let brand = json!({ "parent": null, "level": "brand", "name": "奥迪", "price": "" });
        scene.manager.ask("add_catalogue_node", brand);
        let brand = scene.manager.ask("store", json!({}))["catalogue"][0]["id"].clone();
        for name in ["A4L", "A6L", "Q5L"] {
            let node = json!({ "parent": brand, "level": "series", "name": name, "price": "" });
            scene.manager.ask("add_catalogue_node", node);
        }
        let page = scene.manager.ask("store", json!({}));
        let mut nodes: Vec<&Value> =
            page["catalogue"].as_array().unwrap().iter().filter(|node| node["level"] == "series").collect();
        nodes.sort_by_key(|node| node["order"].as_i64());
        scene.series = nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect();
        scene.carry();
        scene
    }

    /// Everything reaches everyone.
    pub fn carry(&mut self) {
        for _ in 0..3 {
            let Self { hall, manager, desk, zhou, wang, clerk, .. } = self;
            hall.carry_as_far_as_it_goes(&mut [manager, desk, zhou, wang, clerk]);
        }
    }

    /// Time passes for everybody.
    pub fn pass(&self, minutes: i64) {
        for device in [&self.manager, &self.desk, &self.zhou, &self.wang, &self.clerk] {
            device.clock.advance_ms(minutes * MINUTE_MS);
        }
    }
}

/// An arrival that says nothing more than `said`.
pub fn arrival(said: Value) -> Value {
    let mut request = json!({
        "came_by": "walk_in", "in_at": null, "out_at": null, "visit_count": null, "party_size": 1, "purpose": "buying",
        "interests": [], "enquiry": "", "contact": null, "asked": null, "result": null, "stage": null, "remark": "",
        "event": null, "customer": null, "visitor": null, "consultant": null, "request": null,
    });
    for (key, value) in said.as_object().unwrap() {
        request[key] = value.clone();
    }
    request
}

/// A visitor of whom a file is opened.
pub fn visitor(phone: &str, name: &str) -> Value {
    json!({
        "phone": phone, "name": name, "sex": null, "plate": "", "contact_refused": phone.is_empty(), "grade": null,
        "information_source": null, "referrer": null, "consents": [],
    })
}

pub fn log(device: &Device, said: Value) -> Value {
    device.ask("log_arrival", arrival(said))
}

pub fn day(device: &Device) -> Value {
    device.ask("reception_day", json!({ "day": null }))
}

/// The line of this id on this device.
pub fn line(device: &Device, saved: &Value) -> Value {
    let day = device.ask("reception_day", json!({ "day": saved["day"] }));
    let lines = day["lines"].as_array().unwrap();
    lines.iter().find(|line| line["id"] == saved["line"]).unwrap_or_else(|| panic!("no such line in {day}")).clone()
}

pub fn of(saved: &Value) -> Value {
    json!({ "day": saved["day"], "line": saved["line"] })
}

/// What a command is refused with, and about which field.
pub fn refused(device: &Device, command: &str, request: Value) -> (ErrorCode, String) {
    let error = device.try_ask(command, request).unwrap_err();
    (error.code, error.field.unwrap_or_default())
}
