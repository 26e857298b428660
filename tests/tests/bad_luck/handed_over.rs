//! Work that meets a change of rights: made around a hand-over, refused, or left behind by somebody who was turned out.

use std::sync::Arc;

use forecourt_core::sync::Refusal;
use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

const DAY_MS: i64 = 24 * 3600 * 1000;

/// A manager, and two consultants with a phone each.
struct Scene {
    hall: Hall,
    manager: Device,
    zhou: Device,
    wang: Device,
    wang_id: String,
}

impl Scene {
    fn set() -> Self {
        let hall = Hall::open();
        let (mut manager, mut zhou, mut wang) = (hall.device("office", 0), hall.device("phone", 0), hall.device("tablet", 0));
        hall.open_store(&mut manager);
        let id = hall.hire(&mut manager, "周颖");
        hall.enrol(&mut manager, &mut zhou, &id);
        let wang_id = hall.hire(&mut manager, "王强");
        hall.enrol(&mut manager, &mut wang, &wang_id);
        // It was not carried meanwhile, so it signs in anew.
        zhou.hang_up();
        Self { hall, manager, zhou, wang, wang_id }
    }

    fn carry(&mut self) {
        self.hall.carry_as_far_as_it_goes(&mut [&mut self.manager, &mut self.zhou, &mut self.wang]);
    }
}

fn write(device: &Device, file: &Value, field: &str, value: &str) {
    device.ask("edit_customer", json!({ "file": file, "edits": [{ "edit": "field", "field": field, "value": value }] }));
}

fn field(device: &Device, file: &Value, field: &str) -> Value {
    device.ask("customer", json!({ "file": file }))["customer"]["fields"][field].clone()
}

fn rows(card: &Value) -> Vec<(String, Value, Value)> {
    let rows = card["rows"].as_array().unwrap();
    rows.iter().map(|row| (row["field"].as_str().unwrap().to_owned(), row["before"].clone(), row["after"].clone())).collect()
}

#[test]
fn a_consultant_away_for_two_days_whose_customer_went_to_a_colleague_loses_no_word() {
    let mut scene = Scene::set();
    let file = scene.zhou.capture("13900000001");
    scene.carry();
    scene.zhou.hang_up();
    write(&scene.zhou, &file, "occupation", "教师");
    scene.manager.ask("assign_files", json!({ "files": [file], "owner": scene.wang_id }));
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut scene.wang]);
    write(&scene.wang, &file, "wechat", "wang-was-here");
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut scene.wang]);
    assert_eq!(field(&scene.wang, &file, "occupation"), Value::Null);

    scene.carry();
    assert_eq!(field(&scene.wang, &file, "occupation"), "教师", "the word is there");
    assert!(scene.zhou.try_ask("customer", json!({ "file": file })).is_err());
    assert!(!scene.zhou.app.held_files().unwrap().iter().any(|(held, _)| json!(held) == file), "and the file has left");
    let log = scene.zhou.ask("sync_page", json!({}))["log"].clone();
    assert!(log.as_array().unwrap().iter().any(|line| line["what"] == "released" && line["count"] == 1), "{log}");

    let cards = scene.zhou.ask("refused_cards", json!({}));
    assert_eq!(cards.as_array().unwrap().len(), 1);
    assert_eq!(cards[0]["code"], "handed_over");
    assert_eq!(rows(&cards[0]), [("fields.occupation".to_owned(), Value::Null, json!("教师"))], "its author sees it");
    let around = scene.wang.ask("customer", json!({ "file": file }))["around_hand_over"].clone();
    assert_eq!(around.as_array().unwrap().len(), 1, "{around}");
    assert_eq!(around[0]["author"]["name"], "周颖");
    assert_eq!(rows(&around[0]), rows(&cards[0]), "and so does the new owner");
    let managers = scene.manager.ask("customer", json!({ "file": file }))["around_hand_over"].clone();
    assert_eq!(managers, around);

    let mut late = scene.hall.device("late", 0);
    scene.hall.enrol(&mut scene.manager, &mut late, &scene.wang_id);
    let page = late.ask("customer", json!({ "file": file }));
    assert_eq!(page["around_hand_over"], around, "told to a device that comes later too");
}

/// Everything that a consultant says about a customer: a field, a note, a number, a private word, how a call went, and where
/// the sale stands. Tells the words.
fn say_all(zhou: &Device, file: &Value) -> [&'static str; 6] {
    let page = zhou.ask("customer", json!({ "file": file }));
    let opportunity = page["customer"]["opportunities"][0]["id"].clone();
    zhou.ask(
        "edit_customer",
        json!({ "file": file, "edits": [
        { "edit": "field", "field": "occupation", "value": "说-职业" },
        { "edit": "note", "kind": "note", "text": "说-备注" },
        { "edit": "add_phone", "typed": "13900000077", "label": "说-电话" },
        { "edit": "private_field", "field": "home_address", "value": "说-住址" },
        { "edit": "plan_follow_up", "opportunity": opportunity, "way": "call", "aim": "说-目的", "due_on": "2026-12-01" },
    ] }),
    );
    let page = zhou.ask("customer", json!({ "file": file }));
    let follow_ups = page["customer"]["follow_ups"].as_array().unwrap();
    let follow_up = follow_ups.iter().find(|one| one["aim"] == "说-目的").unwrap()["id"].clone();
    zhou.ask(
        "record_follow_up",
        json!({
            "file": file, "follow_up": follow_up, "outcome": "reached", "text": "说-结果", "grade": null, "stage": null,
            "next_on": null, "next_way": null, "next_aim": null,
        }),
    );
    ["说-职业", "说-备注", "说-电话", "说-住址", "说-目的", "说-结果"]
}

#[test]
fn two_days_at_an_event_without_a_network_cost_no_word_and_show_everything_that_was_held() {
    let mut scene = Scene::set();
    let file = scene.zhou.capture("13900000001");
    scene.carry();
    scene.zhou.hang_up();
    let clocks = [&scene.hall.clock, &scene.manager.clock, &scene.zhou.clock, &scene.wang.clock].map(Arc::clone);
    let pass = |ms: i64| clocks.iter().for_each(|clock| clock.advance_ms(ms));
    pass(DAY_MS / 2);
    let words = say_all(&scene.zhou, &file);
    scene.manager.ask("assign_files", json!({ "files": [file], "owner": scene.wang_id }));
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut scene.wang]);
    write(&scene.wang, &file, "hobbies", "王-爱好");
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut scene.wang]);
    pass(3 * DAY_MS / 2);
    let own = scene.zhou.capture("13900000002");
    assert_eq!(scene.zhou.ask("state", json!({}))["lease_over"], false, "the lease is seven days");
    assert_eq!(field(&scene.zhou, &file, "occupation"), "说-职业", "what is on the device is shown");

    scene.carry();
    let page = scene.wang.ask("customer", json!({ "file": file }));
    let lost: Vec<&&str> = words.iter().filter(|word| !page.to_string().contains(**word)).collect();
    assert_eq!(lost, [&""; 0], "{page}");
    assert_eq!(page["customer"]["fields"]["hobbies"], "王-爱好");
    assert_eq!((&page["owner"]["id"], &page["around_hand_over"][0]["author"]["name"]), (&json!(scene.wang_id), &json!("周颖")));
    // The new owner is told which words these are, their author keeps them as cards.
    let told = page["around_hand_over"].to_string();
    let cards = scene.zhou.ask("refused_cards", json!({})).to_string();
    for word in words {
        assert!(told.contains(word), "{word}: {told}");
        assert!(cards.contains(word), "{word}: {cards}");
    }
    assert!(scene.zhou.try_ask("customer", json!({ "file": file })).is_err(), "the file itself is the new owner's");
    scene.zhou.ask("customer", json!({ "file": own }));
    let status = scene.zhou.ask("sync_status", json!({}));
    assert_eq!((&status["link"], &status["waiting"]), (&json!("synced"), &json!(0)));
    assert!(scene.wang.try_ask("customer", json!({ "file": own })).is_err());
}

#[test]
fn a_consultant_away_for_longer_than_the_lease_still_loses_no_word() {
    let mut scene = Scene::set();
    let file = scene.zhou.capture("13900000001");
    scene.carry();
    scene.zhou.hang_up();
    let words = say_all(&scene.zhou, &file);
    scene.manager.ask("assign_files", json!({ "files": [file], "owner": scene.wang_id }));
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut scene.wang]);
    for clock in [&scene.hall.clock, &scene.manager.clock, &scene.zhou.clock, &scene.wang.clock] {
        clock.advance_ms(8 * DAY_MS);
    }
    assert!(scene.zhou.try_ask("customer", json!({ "file": file })).is_err());
    let own = scene.zhou.capture("13900000002");
    scene.carry();
    let page = scene.wang.ask("customer", json!({ "file": file })).to_string();
    assert!(words.iter().all(|word| page.contains(word)), "{page}");
    assert_eq!(scene.zhou.ask("state", json!({}))["lease_over"], false);
    scene.manager.ask("customer", json!({ "file": own }));
}

#[test]
fn a_refused_change_becomes_a_card_and_further_edits_go_on() {
    let mut scene = Scene::set();
    let file = scene.zhou.capture("13900000001");
    write(&scene.zhou, &file, "occupation", "教师");
    scene.carry();
    write(&scene.zhou, &file, "occupation", "医生");
    write(&scene.zhou, &file, "wechat", "stands-on-it");
    scene.hall.refuse_next(&mut scene.zhou, Refusal::NotAllowed);
    assert_eq!((field(&scene.zhou, &file, "occupation"), field(&scene.zhou, &file, "wechat")), (json!("教师"), Value::Null));
    let cards = scene.zhou.ask("refused_cards", json!({}));
    assert_eq!(cards.as_array().unwrap().len(), 1);
    let said = [
        ("fields.occupation".to_owned(), json!("教师"), json!("医生")),
        ("fields.wechat".to_owned(), Value::Null, json!("stands-on-it")),
    ];
    assert_eq!((rows(&cards[0]), &cards[0]["code"]), (said.to_vec(), &json!("not_allowed")));
    let status = scene.zhou.ask("sync_status", json!({}));
    assert_eq!((&status["waiting"], &status["needs_you"]), (&json!(0), &json!(1)));

    write(&scene.zhou, &file, "occupation", "律师");
    scene.hall.restart(&mut scene.zhou, "phone");
    write(&scene.zhou, &file, "wechat", "good");
    scene.carry();
    assert_eq!(scene.zhou.ask("sync_status", json!({}))["waiting"], 0);
    for device in [&scene.manager, &scene.zhou] {
        assert_eq!((field(device, &file, "occupation"), field(device, &file, "wechat")), (json!("律师"), json!("good")));
    }
    let touched = scene.zhou.ask("dismiss_card", json!({ "id": cards[0]["id"] }));
    assert_eq!(touched["ledger"], true, "a list on screen is asked for anew");
    assert_eq!(scene.zhou.ask("refused_cards", json!({})), json!([]));
    assert_eq!(scene.zhou.ask("sync_status", json!({}))["needs_you"], 0);
}

#[test]
fn a_whole_new_file_that_was_refused_shows_nowhere_but_on_its_card() {
    let mut scene = Scene::set();
    scene.carry();
    let file = scene.zhou.capture("13900000001");
    scene.hall.refuse_next(&mut scene.zhou, Refusal::NotAllowed);
    let list = scene.zhou.ask("list_customers", json!({"filter": {}, "sort": "opened", "offset": 0, "limit": 5}));
    assert_eq!(list["total"], 0);
    let cards = scene.zhou.ask("refused_cards", json!({}));
    assert!(rows(&cards[0]).iter().any(|(field, _, after)| field == "phones.number.typed" && after == "13900000001"), "{cards}");
    assert_eq!(cards[0]["file"], file);
}

#[test]
fn a_manager_sees_what_a_revoked_person_left_behind_and_adopts_or_drops_it() {
    let mut scene = Scene::set();
    let known = scene.zhou.capture("13900000001");
    scene.carry();
    scene.zhou.hang_up();
    write(&scene.zhou, &known, "occupation", "教师");
    let fresh = scene.zhou.capture("13900000002");
    let rubbish = scene.zhou.capture("13900000003");
    let page = scene.manager.ask("store", json!({}));
    let zhou = page["staff"].as_array().unwrap().iter().find(|row| row["name"] == "周颖").unwrap()["id"].clone();
    scene.manager.ask("revoke_staff", json!({ "staff": zhou, "wipe": false }));
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut scene.wang]);
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.zhou]);
    scene.zhou.app.part().unwrap();

    let review = scene.hall.asked(&mut scene.manager, "review_box", json!({}));
    assert_eq!((review["cards"].as_array().unwrap().len(), &review["more"]), (3, &json!(false)));
    let card = |file: &Value| review["cards"].as_array().unwrap().iter().find(|card| card["file"] == *file).unwrap().clone();
    let edit = card(&known);
    assert_eq!(
        (&edit["author"]["name"], &edit["device_name"], &edit["reason"]),
        (&json!("周颖"), &json!("手机"), &json!("revoked"))
    );
    assert_eq!(rows(&edit["changes"][0]), [("fields.occupation".to_owned(), Value::Null, json!("教师"))]);
    assert!(!rows(&card(&fresh)["changes"][0]).is_empty(), "a new file shows its content");
    assert_eq!((&edit["is_here"], &card(&fresh)["is_here"]), (&json!(true), &json!(false)), "and cannot be opened yet");
    let hashes =
        |card: Value| -> Vec<Value> { card["changes"].as_array().unwrap().iter().map(|change| change["hash"].clone()).collect() };
    let adopted = [hashes(card(&known)), hashes(card(&fresh))].concat();
    scene.manager.ask("settle_late", json!({ "changes": adopted, "adopt": true }));
    scene.manager.ask("settle_late", json!({ "changes": hashes(card(&rubbish)), "adopt": false }));
    scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.manager, &mut scene.wang]);
    assert_eq!(field(&scene.manager, &known, "occupation"), "教师");
    let page = scene.manager.ask("customer", json!({ "file": fresh }));
    assert_eq!(page["owner"]["name"], "周颖", "who was revoked stays who began it");
    assert!(scene.manager.try_ask("customer", json!({ "file": rubbish })).is_err());
    let review = scene.hall.asked(&mut scene.manager, "review_box", json!({}));
    assert_eq!(review["cards"], json!([]));
    assert!(scene.wang.try_ask("review_box", json!({})).is_err(), "only managers");
    assert!(scene.wang.try_ask("settle_late", json!({ "changes": adopted, "adopt": true })).is_err());
}

#[test]
fn a_file_given_to_somebody_comes_whole_with_all_that_is_about_it() {
    let mut scene = Scene::set();
    let file = scene.zhou.capture("13900000001");
    let edits = json!([{ "edit": "private_field", "field": "home_address", "value": "滨河路 1 号" }]);
    scene.zhou.ask("edit_customer", json!({ "file": file, "edits": edits }));
    scene.carry();
    scene.manager.ask("assign_files", json!({ "files": [file], "owner": scene.wang_id }));
    scene.carry();
    let page = scene.wang.ask("customer", json!({ "file": file }));
    assert_eq!(page["private"]["fields"]["home_address"], "滨河路 1 号");
    assert_eq!(scene.zhou.app.held_files().unwrap().iter().filter(|(held, _)| json!(held) == file).count(), 0);
}
