//! People of the workshop see customers because they have a car: whatever comes first, the customer or the car.

use forecourt_core::{
    ids::FileId,
    policy::FileKind,
    sync::ledger::{Act, Verdict},
};
use forecourt_tests::indoors::{Device, Hall, Hand};
use serde_json::{Value, json};

/// A manager, a consultant, a service advisor with an app, and a technician who opens the car files.
struct Workshop {
    hall: Hall,
    manager: Device,
    zhou: Device,
    advisor: Device,
    technician: Hand,
    manager_id: String,
}

const ADVISOR: &str = "tablet";

impl Workshop {
    fn open() -> Self {
        let hall = Hall::open();
        let (mut manager, mut zhou, mut advisor) = (hall.device("office", 0), hall.device("phone", 0), hall.device(ADVISOR, 0));
        hall.open_store(&mut manager);
        let id = hall.hire(&mut manager, "周颖");
        hall.enrol(&mut manager, &mut zhou, &id);
        let id = hall.hire_as(&mut manager, "孙师傅", &["service_advisor"]);
        hall.enrol(&mut manager, &mut advisor, &id);
        let id = hall.hire_as(&mut manager, "李工", &["technician"]);
        let technician = hall.enrol_hand(&mut manager, &id, 77);
        let manager_id = manager.ask("state", json!({}))["phase"]["me"]["staff"].as_str().unwrap().to_owned();
        Self { hall, manager, zhou, advisor, technician, manager_id }
    }

    fn carry(&mut self) {
        self.hall.carry_as_far_as_it_goes(&mut [&mut self.manager, &mut self.zhou, &mut self.advisor]);
        self.hall.carry_as_far_as_it_goes(&mut [&mut self.manager, &mut self.zhou, &mut self.advisor]);
    }

    fn car(&mut self, nth: u8, about: &Value) {
        let about = about.as_str().unwrap().parse().unwrap();
        let car = FileId::from_bytes([nth; 16]);
        let refused = self.hall.write_as(&mut self.technician, (car, FileKind::Vehicle, Some(about)), &[("plate", "辽B00001")]);
        assert!(refused.is_empty(), "{refused:?}");
    }

    /// The advisor is shown these customers and no others.
    #[track_caller]
    fn shows(&self, expected: &[&Value]) {
        assert_eq!(seen(&self.advisor), in_order(expected.iter().copied()));
    }

    fn restart(&mut self) {
        self.hall.restart(&mut self.advisor, ADVISOR);
    }
}

fn in_order<'a>(files: impl IntoIterator<Item = &'a Value>) -> Vec<Value> {
    let mut files: Vec<Value> = files.into_iter().cloned().collect();
    files.sort_by_key(|file| file.as_str().unwrap().to_owned());
    files
}

fn files(rows: &Value) -> Vec<Value> {
    in_order(rows.as_array().unwrap().iter().map(|row| &row["file"]))
}

/// The customers that a device shows, by every list there is; each answers the same.
fn seen(device: &Device) -> Vec<Value> {
    let list = |search: &str| {
        let filter = json!({ "search": search });
        device.ask("list_customers", json!({ "filter": filter, "sort": "last_contact", "offset": 0, "limit": 200 }))
    };
    let all = files(&list("")["rows"]);
    assert_eq!(files(&list("139")["rows"]), all, "the search");
    let board = device.ask("pipeline", json!({ "filter": {}, "by": "stage", "limit": 200 }));
    let cards = board["columns"].as_array().unwrap().iter().flat_map(|column| column["cards"].as_array().unwrap());
    let mut cards = in_order(cards.map(|card| &card["customer"]["file"]));
    assert_eq!(board["total"], cards.len(), "the board");
    cards.dedup();
    assert_eq!(cards, all, "the board");
    for file in &all {
        assert_eq!(device.ask("customer", json!({ "file": file }))["can_edit"], true);
    }
    all
}

fn is_held(device: &Device, file: &Value) -> bool {
    device.app.held_files().unwrap().iter().any(|(held, _)| json!(held) == *file)
}

#[test]
fn a_service_role_sees_exactly_the_customers_with_a_car_whether_it_comes_before_or_after() {
    let mut shop = Workshop::open();
    let (early, late) = (shop.zhou.capture("13900000001"), shop.zhou.capture("13900000002"));
    shop.carry();
    shop.shows(&[]);
    assert!(!is_held(&shop.advisor, &early), "nothing came");
    // Live, after what the customer's file held before.
    shop.car(1, &early);
    shop.carry();
    shop.shows(&[&early]);
    assert!(shop.advisor.try_ask("customer", json!({ "file": late })).is_err());
    assert!(!is_held(&shop.advisor, &late));
    // While the device is away.
    shop.advisor.hang_up();
    shop.car(2, &late);
    shop.zhou
        .ask("edit_customer", json!({ "file": late, "edits": [{ "edit": "field", "field": "occupation", "value": "教师" }] }));
    shop.hall.carry(&mut [&mut shop.manager, &mut shop.zhou]);
    shop.carry();
    shop.shows(&[&early, &late]);
    shop.restart();
    shop.shows(&[&early, &late]);
    // And back: what the advisor writes counts at everybody's.
    shop.advisor.ask("edit_customer", json!({ "file": late, "edits": [{ "edit": "field", "field": "wechat", "value": "sun" }] }));
    shop.carry();
    for device in [&shop.manager, &shop.zhou] {
        let page = device.ask("customer", json!({ "file": late }));
        assert_eq!(page["customer"]["fields"]["wechat"], "sun");
        assert_eq!(page["customer"]["fields"]["occupation"], "教师");
    }
}

#[test]
fn a_new_device_gets_its_customers_in_whatever_order_the_files_come() {
    let mut shop = Workshop::open();
    let (with, without) = (shop.zhou.capture("13900000001"), shop.zhou.capture("13900000002"));
    shop.carry();
    // By its id the car comes behind the customer in the pages of whole files; the next one before it.
    shop.car(250, &with);
    shop.carry();
    let id = shop.hall.hire_as(&mut shop.manager, "吴预约", &["appointment_specialist"]);
    let mut late = shop.hall.device("late", 0);
    shop.hall.enrol(&mut shop.manager, &mut late, &id);
    shop.hall.carry_as_far_as_it_goes(&mut [&mut shop.manager, &mut late]);
    assert_eq!(seen(&late), [with]);
    assert!(!is_held(&late, &without));
}

#[test]
fn whoever_reads_customers_and_no_cars_takes_what_the_workshop_wrote() {
    let mut shop = Workshop::open();
    let id = shop.hall.hire_as(&mut shop.manager, "钱信息", &["information_specialist"]);
    let mut desk = shop.hall.device("desk", 0);
    shop.hall.enrol(&mut shop.manager, &mut desk, &id);
    let file = shop.zhou.capture("13900000001");
    shop.carry();
    shop.car(1, &file);
    shop.carry();
    shop.advisor.ask("edit_customer", json!({ "file": file, "edits": [{ "edit": "field", "field": "wechat", "value": "sun" }] }));
    shop.carry();
    shop.hall.carry_as_far_as_it_goes(&mut [&mut desk]);
    assert_eq!(desk.ask("customer", json!({ "file": file }))["customer"]["fields"]["wechat"], "sun");
}

#[test]
fn a_customer_whose_last_car_is_gone_leaves_the_device_and_comes_back_with_the_next() {
    let mut shop = Workshop::open();
    let file = shop.zhou.capture("13900000001");
    shop.carry();
    shop.car(1, &file);
    shop.car(2, &file);
    shop.carry();
    shop.shows(&[&file]);
    for (nth, left) in [(1, 1), (2, 0)] {
        forget_car(&mut shop, nth);
        shop.carry();
        assert_eq!(seen(&shop.advisor).len(), left, "after car {nth}");
        assert_eq!(is_held(&shop.advisor, &file), left == 1);
    }
    shop.restart();
    shop.shows(&[]);
    shop.zhou
        .ask("edit_customer", json!({ "file": file, "edits": [{ "edit": "field", "field": "occupation", "value": "教师" }] }));
    shop.carry();
    assert!(!is_held(&shop.advisor, &file), "nor is it sent any more");
    shop.car(3, &file);
    shop.carry();
    shop.shows(&[&file]);
    let page = shop.advisor.ask("customer", json!({ "file": file }));
    assert_eq!(page["customer"]["fields"]["occupation"], "教师", "with all that was written meanwhile");
}

/// D3: nobody hands a customer over to the workshop whom they might not write.
#[test]
fn a_word_about_the_car_of_a_customer_in_the_pool_opens_nothing_to_the_workshop() {
    let mut shop = Workshop::open();
    let (pool, own) = (shop.zhou.capture("13900000001"), shop.zhou.capture("13900000002"));
    shop.carry();
    shop.manager.ask("assign_files", json!({ "files": [pool], "owner": null }));
    shop.carry();
    let zhou = shop.zhou.ask("state", json!({}))["phase"]["me"]["staff"].clone();
    let mut rogue = shop.hall.enrol_hand(&mut shop.manager, zhou.as_str().unwrap(), 78);
    let day = FileId::of_reception(&rogue.store(), "2026-11-21");
    let word = |nth: u8, customer: &Value| {
        let word = json!({
            "vehicle": FileId::from_bytes([nth; 16]), "customer": customer, "order": FileId::from_bytes([nth; 16]),
            "number": "D01-0001", "state": "handed_over", "at": 1_795_230_000_000_i64, "by": zhou, "turn": 1,
        });
        (FileId::from_bytes([nth; 16]).to_string(), word.to_string())
    };
    let words = [word(1, &pool), word(2, &own)];
    let fields: Vec<(&str, &str)> = words.iter().map(|(car, word)| (car.as_str(), word.as_str())).collect();
    let refused = shop.hall.write_into(&mut rogue, (day, FileKind::Reception, None), "claims", &fields);
    assert!(refused.is_empty(), "the log of the day is everybody's: {refused:?}");
    shop.carry();
    shop.shows(&[&own]);
}

/// The car is forgotten by the ledger, for which there is no screen.
fn forget_car(shop: &mut Workshop, nth: u8) {
    let roles = json!(["administrator", "sales_manager", "general_manager"]);
    shop.manager.ask("edit_staff", json!({ "staff": shop.manager_id, "roles": roles }));
    shop.carry();
    let mut hand = shop.hall.enrol_hand(&mut shop.manager, &shop.manager_id.clone(), 100 + nth);
    shop.hall.say_as(&mut hand, Act::ErasureRequested { file: FileId::from_bytes([nth; 16]) });
    shop.carry();
    let open = shop.manager.ask("erasures", json!({}));
    let request = open[0]["request"].as_str().unwrap().parse().unwrap();
    shop.hall.say_as(&mut hand, Act::ErasureDecided { request, verdict: Verdict::Approve });
}

#[test]
fn of_joined_customers_one_car_opens_all_until_they_are_split() {
    let mut shop = Workshop::open();
    let files = in_order([&shop.zhou.capture("13900000001"), &shop.zhou.capture("13900000002")]);
    let [one, other] = &files[..] else { panic!("{files:?}") };
    shop.carry();
    shop.manager.ask("join_files", json!({ "one": one, "other": other }));
    shop.carry();
    shop.car(1, other);
    shop.carry();
    shop.shows(&[one]);
    assert!(is_held(&shop.advisor, one) && is_held(&shop.advisor, other), "both files of it");
    let page = shop.advisor.ask("customer", json!({ "file": one }));
    assert_eq!(page["customer"]["phones"].as_array().unwrap().len(), 2);
    shop.restart();
    shop.carry();
    shop.shows(&[one]);
    shop.manager.ask("split_files", json!({ "one": one, "other": other }));
    shop.carry();
    shop.shows(&[other]);
    assert!(!is_held(&shop.advisor, one), "its half without a car has left");
}

#[test]
fn what_the_workshop_wrote_comes_back_to_a_relay_that_lost_it_though_the_car_comes_later() {
    let mut shop = Workshop::open();
    let file = shop.zhou.capture("13900000001");
    shop.carry();
    let backup = shop.hall.back_up();
    shop.car(250, &file);
    shop.carry();
    shop.advisor.ask("edit_customer", json!({ "file": file, "edits": [{ "edit": "field", "field": "wechat", "value": "sun" }] }));
    shop.hall.carry(&mut [&mut shop.advisor]);
    shop.hall.restore_relay(&backup);
    shop.carry();
    shop.carry();
    assert_eq!(shop.manager.ask("customer", json!({ "file": file }))["customer"]["fields"]["wechat"], "sun");
    shop.shows(&[&file]);
}
