//! Two devices that edit the same file while one of them is away.

use forecourt_tests::processes::{App, Proxy, Store, until};
use serde_json::{Value, json};

use super::capture;

struct Pair {
    store: Store,
    phone: App,
    road: Proxy,
    file: String,
}

/// A consultant with one lead that the manager has too; the consultant is away.
fn pair() -> Pair {
    let store = Store::open();
    let staff = store.hire("赵青", &["consultant"]);
    let (phone, road) = store.enrol(&staff, "phone");
    let file = capture(&phone, "13800000001");
    phone.sync();
    until("the manager has the lead", || store.manager.search("13800000001").pop());
    road.cut();
    Pair { store, phone, road, file }
}

impl Pair {
    fn edit(&self, app: &App, change: &Value) {
        app.tell("edit_customer", &json!({ "file": self.file, "edits": [change] }));
    }

    fn write(&self, app: &App, field: &str, value: &str) {
        self.edit(app, &json!({ "edit": "field", "field": field, "value": value }));
    }

    fn customer(&self, app: &App) -> Value {
        app.ask("customer", &json!({ "file": self.file }))["customer"].clone()
    }

    /// The road is open again; waits until both hold the same.
    fn meet(&self) {
        self.road.lead_to(self.store.relay.address());
        self.agree();
    }

    fn agree(&self) {
        self.phone.sync();
        self.store.manager.sync();
        let state = |app: &App| app.ask("diagnosis", &json!({ "file": self.file }))["files"][0].clone();
        until("both hold the same", || (state(&self.phone) == state(&self.store.manager)).then_some(()));
    }
}

#[test]
fn the_same_field_written_apart_shows_both_values_on_both_until_a_person_settles_it() {
    let pair = pair();
    let both = [&pair.phone, &pair.store.manager];
    pair.write(&pair.phone, "occupation", "教师");
    pair.write(&pair.store.manager, "occupation", "医生");
    pair.meet();
    let mut offered = Vec::new();
    for app in both {
        let customer = pair.customer(app);
        let clash = customer["clashes"][0].clone();
        assert_eq!(customer["clashes"].as_array().unwrap().len(), 1);
        let mut values = vec![clash["shown"].clone(), clash["others"][0]["value"].clone()];
        assert_eq!(customer["fields"]["occupation"], clash["shown"]);
        values.sort_by_key(Value::to_string);
        assert_eq!(values, [json!("医生"), json!("教师")]);
        assert_eq!(app.search("")[0]["clashes"], 1);
        let page = app.ask("sync_page", &json!({}));
        assert_eq!((&page["clashes"], &page["status"]["needs_you"]), (&json!(1), &json!(1)));
        offered.push(clash);
    }
    assert_eq!(offered[0], offered[1], "both are shown the same");

    let settle = |value: &str| json!({ "edit": "settle", "place": offered[0]["place"], "value": value });
    let neither = pair.phone.try_ask("edit_customer", &json!({ "file": pair.file, "edits": [settle("律师")] }));
    assert_eq!(serde_json::to_value(neither.unwrap_err().code).unwrap(), "not_in_clash");
    pair.edit(&pair.phone, &settle("教师"));
    pair.agree();
    for app in both {
        let customer = pair.customer(app);
        assert_eq!((&customer["fields"]["occupation"], &customer["clashes"]), (&json!("教师"), &json!([])));
        let page = app.ask("sync_page", &json!({}));
        assert_eq!((&page["clashes"], &page["status"]["needs_you"]), (&json!(0), &json!(0)));
    }
}

#[test]
fn a_private_field_written_apart_is_settled_in_the_private_part() {
    let pair = pair();
    let private = |app: &App| app.ask("customer", &json!({ "file": pair.file }))["private"].clone();
    let write = |app: &App, value: &str| {
        pair.edit(app, &json!({ "edit": "private_field", "field": "home_address", "value": value }));
    };
    write(&pair.phone, "海韵花园 1 号楼");
    write(&pair.store.manager, "海韵花园 7 号楼");
    pair.meet();
    let both = [&pair.phone, &pair.store.manager];
    let clash = until("both are shown the clash", || {
        let clashes = both.map(|app| private(app)["clashes"][0].clone());
        (clashes[0].is_object() && clashes[0] == clashes[1]).then(|| clashes[0].clone())
    });
    pair.edit(&pair.phone, &json!({ "edit": "settle", "place": clash["place"], "value": "海韵花园 7 号楼" }));
    for app in both {
        until("the clash is settled", || {
            let private = private(app);
            (private["clashes"] == json!([]) && private["fields"]["home_address"] == "海韵花园 7 号楼").then_some(())
        });
    }
}

#[test]
fn different_fields_and_entries_written_apart_are_joined_without_a_word() {
    let pair = pair();
    pair.write(&pair.phone, "occupation", "教师");
    pair.edit(&pair.phone, &json!({ "edit": "add_phone", "typed": "0411-88880000", "label": "家" }));
    pair.write(&pair.store.manager, "employer", "三鹿乳业");
    pair.edit(&pair.store.manager, &json!({ "edit": "note", "kind": "note", "text": "年底前买" }));
    // The same value twice is no clash either.
    pair.write(&pair.phone, "compound", "海韵花园");
    pair.write(&pair.store.manager, "compound", "海韵花园");
    pair.meet();
    for app in [&pair.phone, &pair.store.manager] {
        let customer = pair.customer(app);
        assert_eq!((&customer["fields"]["occupation"], &customer["fields"]["employer"]), (&json!("教师"), &json!("三鹿乳业")));
        assert_eq!(customer["phones"].as_array().unwrap().len(), 2);
        assert!(customer["entries"].as_array().unwrap().iter().any(|entry| entry["text"] == "年底前买"));
        assert_eq!(customer["clashes"], json!([]));
        assert_eq!(app.ask("sync_status", &json!({}))["needs_you"], 0);
    }
}
