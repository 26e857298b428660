//! Two files become one customer on one device while others, who do not know, go on working in both.

use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

/// A manager in the office, another at home, and a consultant with two files of one person.
struct Scene {
    hall: Hall,
    office: Device,
    home: Device,
    zhou: Device,
    one: Value,
    other: Value,
}

impl Scene {
    fn set() -> Self {
        let hall = Hall::open();
        let (mut office, mut home, mut zhou) = (hall.device("office", 0), hall.device("home", 0), hall.device("phone", 0));
        hall.open_store(&mut office);
        let id = hall.hire(&mut office, "周颖");
        hall.enrol(&mut office, &mut zhou, &id);
        let me = hall.hire_as(&mut office, "陈国栋", &["sales_manager"]);
        hall.enrol(&mut office, &mut home, &me);
        let mut scene = Self { hall, office, home, zhou, one: Value::Null, other: Value::Null };
        scene.one = scene.zhou.capture("13911110001");
        scene.other = scene.zhou.capture("13911110001");
        scene.carry();
        scene
    }

    /// Everybody meets, as often as it takes for the last word to arrive.
    fn carry(&mut self) {
        for _ in 0..3 {
            self.hall.carry_as_far_as_it_goes(&mut [&mut self.office, &mut self.home, &mut self.zhou]);
        }
    }

    fn all(&self) -> [&Device; 3] {
        [&self.office, &self.home, &self.zhou]
    }

    fn both(&self) -> Value {
        json!({ "one": self.one, "other": self.other })
    }

    fn is_equal_everywhere(&self) {
        for file in [&self.one, &self.other] {
            let state = |device: &Device| device.ask("diagnosis", json!({ "file": file }))["files"][0].clone();
            let [office, home, zhou] = self.all().map(state);
            assert_eq!((&office, &office), (&home, &zhou));
        }
    }
}

fn page(device: &Device, file: &Value) -> Value {
    device.ask("customer", json!({ "file": file }))
}

fn edit(device: &Device, file: &Value, edit: Value) -> Value {
    device.ask("edit_customer", json!({ "file": file, "edits": [edit] }))
}

fn note(device: &Device, file: &Value, text: &str) {
    edit(device, file, json!({ "edit": "note", "kind": "visit", "text": text }));
}

/// An order of this customer, signed.
fn sign(device: &Device, file: &Value) {
    let opportunity = page(device, file)["customer"]["opportunities"][0]["id"].clone();
    let of = json!({ "file": file, "opportunity": opportunity, "quotation": null, "catalogue": null });
    let order = device.ask("open_order", of)["order"].clone();
    let fields = json!([{ "field": "model", "value": "A4L" }, { "field": "price_fen", "value": "40万" }]);
    let car = json!([{ "change": "add_car", "catalogue": null, "fields": fields }]);
    device.ask("change_order", json!({ "file": file, "order": order, "changes": car }));
    device.ask("act_on_order", json!({ "file": file, "order": order, "act": { "act": "sign", "on": "2026-11-21" } }));
}

fn texts(page: &Value) -> Vec<String> {
    let entries = page["customer"]["entries"].as_array().unwrap();
    entries.iter().map(|entry| entry["text"].as_str().unwrap().to_owned()).filter(|text| !text.is_empty()).collect()
}

fn questions(device: &Device) -> usize {
    device.ask("merge_queue", json!({ "offset": 0, "limit": 50 }))["questions"].as_array().unwrap().len()
}

/// C34, C35
#[test]
fn a_merge_on_one_device_while_another_edits_both_files_loses_no_word_and_splits_with_all_of_them() {
    let mut scene = Scene::set();
    for device in [&mut scene.office, &mut scene.zhou] {
        device.hang_up();
    }
    scene.office.ask("join_files", scene.both());
    edit(&scene.zhou, &scene.one, json!({ "edit": "field", "field": "occupation", "value": "教师" }));
    edit(&scene.zhou, &scene.other, json!({ "edit": "field", "field": "occupation", "value": "医生" }));
    edit(&scene.zhou, &scene.other, json!({ "edit": "field", "field": "employer", "value": "三鹿乳业" }));
    note(&scene.zhou, &scene.one, "第一份里的到店");
    note(&scene.zhou, &scene.other, "第二份里的到店");
    scene.carry();
    scene.is_equal_everywhere();
    for device in scene.all() {
        let page = page(device, &scene.other);
        assert_eq!(page["joined"].as_array().unwrap().len(), 2);
        let fields = &page["customer"]["fields"];
        assert_eq!((&fields["occupation"], &fields["employer"]), (&json!("教师"), &json!("三鹿乳业")), "the older file tells");
        let told = texts(&page);
        assert!(["第一份里的到店", "第二份里的到店"].iter().all(|text| told.iter().any(|one| one == text)), "{told:?}");
    }
    note(&scene.zhou, &scene.other, "合并以后");
    scene.carry();
    scene.office.ask("split_files", scene.both());
    scene.carry();
    scene.is_equal_everywhere();
    for device in scene.all() {
        let other = page(device, &scene.other);
        assert_eq!((&other["joined"], &other["customer"]["fields"]["occupation"]), (&json!([]), &json!("医生")));
        let told: Vec<String> = texts(&page(device, &scene.one)).into_iter().chain(texts(&other)).collect();
        assert_eq!(told.len(), 3, "every word in one of the two: {told:?}");
    }
}

/// C35, O7
#[test]
fn an_order_on_one_device_while_another_merges_keeps_the_join_and_asks_a_manager_once() {
    for (keeps, joined) in [(true, 2), (false, 0)] {
        let mut scene = Scene::set();
        for device in [&mut scene.office, &mut scene.zhou] {
            device.hang_up();
        }
        scene.office.ask("join_files", scene.both());
        sign(&scene.zhou, &scene.other);
        assert_eq!(questions(&scene.office), 0, "nobody here knows of the order");
        scene.carry();
        scene.is_equal_everywhere();
        for device in scene.all() {
            assert_eq!(page(device, &scene.one)["joined"].as_array().unwrap().len(), 2, "the join stays");
            assert_eq!((questions(device), &page(device, &scene.one)["about"]["asks_order"]), (1, &json!(true)));
        }
        // Two managers answer, each without the other.
        for device in [&mut scene.office, &mut scene.home] {
            device.hang_up();
        }
        for device in [&scene.office, &scene.home] {
            if keeps {
                device.ask("judge_pair", json!({ "one": scene.one, "other": scene.other, "verdict": "together" }));
                assert_eq!(questions(device), 0, "answered");
            } else {
                // A statement of the ledger: it counts once the relay has given it its place.
                device.ask("split_files", scene.both());
            }
        }
        scene.carry();
        scene.is_equal_everywhere();
        for device in scene.all() {
            assert_eq!(questions(device), 0, "it is asked once");
            assert_eq!(page(device, &scene.other)["joined"].as_array().unwrap().len(), joined);
        }
        assert!(scene.office.try_ask("join_files", scene.both()).is_err() || keeps, "and with the order no one joins them again");
    }
}

/// C35, O7: a split that is taken back is a join, and asks what a join asks.
#[test]
fn an_undone_split_joins_nobody_who_ordered_since() {
    for is_away in [false, true] {
        let mut scene = Scene::set();
        scene.office.ask("join_files", scene.both());
        scene.carry();
        scene.office.hang_up();
        let split = scene.office.ask("split_files", scene.both());
        if is_away {
            sign(&scene.office, &scene.other);
        } else {
            sign(&scene.zhou, &scene.other);
            scene.carry();
        }
        let refused = scene.office.try_ask("undo", json!({ "undo": split["undo"] })).unwrap_err();
        assert_eq!(serde_json::to_value(refused.code).unwrap(), "cannot_join");
        scene.carry();
        scene.is_equal_everywhere();
        for device in scene.all() {
            assert_eq!((&page(device, &scene.other)["joined"], questions(device)), (&json!([]), 0));
        }
    }
}

/// C35: without an order in between it is one customer again, with a network or without.
#[test]
fn a_split_is_taken_back_while_it_still_waits_for_the_relay() {
    let mut scene = Scene::set();
    scene.office.ask("join_files", scene.both());
    scene.carry();
    scene.office.hang_up();
    let split = scene.office.ask("split_files", scene.both());
    scene.office.ask("undo", json!({ "undo": split["undo"] }));
    scene.carry();
    for device in scene.all() {
        assert_eq!(page(device, &scene.other)["joined"].as_array().unwrap().len(), 2);
    }
}

/// C34
#[test]
fn two_managers_who_say_apart_that_two_files_are_not_one_person_are_asked_no_more() {
    let mut scene = Scene::set();
    let counts = |device: &Device| device.ask("merge_counts", json!({}))["certain"].clone();
    assert_eq!((counts(&scene.office), counts(&scene.home)), (json!(1), json!(1)));
    for device in [&mut scene.office, &mut scene.home] {
        device.hang_up();
    }
    for device in [&scene.office, &scene.home] {
        let judge = json!({ "one": scene.other, "other": scene.one, "verdict": "apart" });
        device.ask("judge_pair", judge);
    }
    scene.carry();
    scene.is_equal_everywhere();
    for device in [&scene.office, &scene.home] {
        assert_eq!(counts(device), json!(0));
        assert_eq!(page(device, &scene.one)["customer"]["clashes"], json!([]), "both said the same: nobody settles anything");
    }
    assert_eq!(page(&scene.zhou, &scene.one)["duplicates"], json!([]));
}

/// C25
#[test]
fn a_batch_buyer_made_by_somebody_who_is_no_manager_is_none_on_any_device() {
    let mut scene = Scene::set();
    let promote = json!({ "file": scene.one, "is_fleet": true, "reason": "我说的" });
    assert!(scene.zhou.try_ask("promote_customer", promote.clone()).is_err());
    scene.home.ask("promote_customer", promote);
    scene.carry();
    for device in scene.all() {
        let rows = device
            .ask("list_customers", json!({ "filter": { "search": "13911110001" }, "sort": "opened", "offset": 0, "limit": 9 }));
        let kinds: Vec<&Value> = rows["rows"].as_array().unwrap().iter().map(|row| &row["kind"]).collect();
        assert!(kinds.contains(&&json!("batch")) && kinds.contains(&&json!("individual")), "{kinds:?}");
    }
    assert!(scene.office.try_ask("join_files", scene.both()).is_err());
}
