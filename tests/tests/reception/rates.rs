//! The rates of the sales desk, each beside the hand-made count of what was done.

use std::collections::BTreeMap;

use forecourt_tests::indoors::Device;
use serde_json::{Value, json};

use crate::{
    sales::{
        DAY_MINUTES, book, call, cancel, come, confirm_loss, drive_out, first_visit, give_up, hand_over, opportunity, sign,
        test_car, visit,
    },
    scene::{Scene, TODAY, refused, visitor},
};

const NOVEMBER: (&str, &str) = ("2026-11-01", "2026-11-30");
const DECEMBER: (&str, &str) = ("2026-12-01", "2026-12-31");

fn asked((from, upto): (&str, &str), whose: Value, source: Value) -> Value {
    json!({ "from": from, "upto": upto, "whose": whose, "source": source })
}

fn everyone(days: (&str, &str)) -> Value {
    asked(days, json!({ "of": "everyone" }), Value::Null)
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// Every rate as part and whole; each number is the count of the rows it opens.
fn rates(device: &Device, asked: &Value) -> BTreeMap<String, (u64, u64)> {
    let report = device.ask("sales_rates", asked.clone());
    let rows = |counted: &Value| {
        let page = device.ask("rate_rows", json!({ "counted": counted, "asked": asked, "offset": 0, "limit": 200 }));
        assert_eq!(page["rows"].as_array().unwrap().len() as u64, number(&page["total"]), "{counted}");
        number(&page["total"])
    };
    let told = report["rates"].as_array().unwrap().iter().map(|row| {
        let (part, whole) = (number(&row["rate"]["part"]), number(&row["rate"]["whole"]));
        assert_eq!(rows(&row["part"]), part, "{row}");
        if !row["whole"].is_null() {
            assert_eq!(rows(&row["whole"]), whole, "{row}");
        }
        (row["formula"].as_str().unwrap().to_owned(), (part, whole))
    });
    told.collect()
}

#[track_caller]
fn told(found: &BTreeMap<String, (u64, u64)>, expected: &[(&str, (u64, u64))]) {
    for (formula, rate) in expected {
        assert_eq!(found.get(*formula), Some(rate), "{formula} in {found:?}");
    }
}

/// A month at the showroom: three walk in, one of them given to nobody, and three call. Of those who called one agrees to come in
/// a follow-up, one on the phone, one never comes. One drives and signs, one signs and cancels.
struct Month {
    scene: Scene,
    anna: Value,
    annas_order: Value,
    ben: Value,
    carl: Value,
    emil: Value,
    dora: Value,
}

impl Month {
    fn set() -> Self {
        let mut scene = Scene::set();
        let car = test_car(&mut scene);
        let anna = first_visit(&mut scene, "13800000001");
        let ben = first_visit(&mut scene, "13800000002");
        visit(&mut scene, &ben, 2);
        let pool = come(&mut scene, json!({ "visitor": visitor("13800000003", ""), "visit_count": 1 }));
        scene.manager.ask("assign_files", json!({ "files": [pool], "owner": null }));
        let carl = call(&mut scene, "13800000004", "left");
        let dora = call(&mut scene, "13800000005", "visit_agreed");
        let emil = call(&mut scene, "13800000006", "left");
        let same_day = rates(&scene.manager, &everyone(NOVEMBER));
        told(&same_day, &[("second_visit", (0, 6)), ("invited", (0, 3))]);

        scene.pass(DAY_MINUTES);
        let page = scene.zhou.ask("customer", json!({ "file": carl }));
        let agreed = json!({
            "file": carl, "follow_up": page["customer"]["follow_ups"][0]["id"], "outcome": "visit_agreed", "text": "周一来",
            "grade": null, "stage": null, "next_on": null, "next_way": null, "next_aim": null,
        });
        scene.zhou.ask("record_follow_up", agreed);
        scene.pass(DAY_MINUTES);
        visit(&mut scene, &ben, 3);
        visit(&mut scene, &carl, 1);
        visit(&mut scene, &dora, 1);
        let drive = book(&mut scene, &anna, &car, "2026-11-23", 1_380);
        // Booked is not driven.
        book(&mut scene, &dora, &car, "2026-11-23", 1_410);
        drive_out(&mut scene, &anna, &drive, 100);
        let annas_order = sign(&mut scene, &anna, &[]);
        let carls = sign(&mut scene, &carl, &[]);
        scene.pass(DAY_MINUTES);
        cancel(&mut scene, &carl, &carls, "家里不同意");
        Self { scene, anna, annas_order, ben, carl, emil, dora }
    }

    /// The second of December: whoever is left signs, is given up, takes the car; a friend of the first buyer signs a day later.
    fn go_on(&mut self) {
        let Self { scene, anna, annas_order, ben, emil, dora, .. } = self;
        for _ in 0..2 {
            scene.pass(4 * DAY_MINUTES);
            scene.carry();
        }
        let trade_in = json!({ "change": "line", "id": null, "kind": "trade_in", "name": "旧 A4", "amount": "5万" });
        sign(scene, ben, &[trade_in]);
        give_up(scene, emil, "price");
        confirm_loss(scene, emil);
        give_up(scene, dora, "unreachable");
        hand_over(scene, anna, annas_order, "1HGCM82633A004352", "2026-12-02");
        let mut friend = visitor("13800000007", "");
        friend["referrer"] = anna.clone();
        let zhou = scene.zhou_id.clone();
        let frank = come(scene, json!({ "visitor": friend, "visit_count": 1, "consultant": zhou }));
        scene.pass(DAY_MINUTES);
        sign(scene, &frank, &[]);
    }
}

const IN_NOVEMBER: &[(&str, (u64, u64))] = &[
    ("capture", (5, 5)),
    ("test_drives", (1, 5)),
    ("closing", (1, 7)),
    ("conversion", (1, 7)),
    ("invited", (2, 3)),
    ("second_visit", (4, 6)),
    ("driven_orders", (1, 1)),
    ("new_signed", (1, 6)),
    ("last_month_signed", (0, 0)),
    ("remaining_signed", (0, 0)),
    ("delivery", (0, 1)),
    ("reserve", (1, 0)),
    ("owner_base", (0, 1)),
    ("lost", (1, 6)),
    ("clear_losses", (0, 0)),
];

/// R1, R8, R14, O8
#[test]
fn every_rate_of_a_month_is_what_was_done_in_it_and_stays_so_in_the_next() {
    let mut month = Month::set();
    told(&rates(&month.scene.manager, &everyone(NOVEMBER)), IN_NOVEMBER);
    assert_eq!(rates(&month.scene.manager, &everyone(NOVEMBER)).len(), IN_NOVEMBER.len(), "every rate is told");
    month.go_on();
    let manager = &month.scene.manager;
    told(&rates(manager, &everyone(NOVEMBER)), IN_NOVEMBER);
    let in_december = [
        ("capture", (1, 1)),
        ("test_drives", (0, 1)),
        ("closing", (2, 1)),
        ("invited", (0, 0)),
        // Who signs on a later day than that of registration was there again.
        ("second_visit", (1, 1)),
        ("driven_orders", (0, 0)),
        ("new_signed", (1, 1)),
        // Of November's: one signed, one was given up for good, two are open; who bought or cancelled then is not among them.
        ("last_month_signed", (1, 4)),
        ("remaining_signed", (1, 4)),
        ("delivery", (1, 2)),
        ("owner_base", (2, 2)),
        ("lost", (1, 5)),
        ("clear_losses", (1, 2)),
    ];
    told(&rates(manager, &everyone(DECEMBER)), &in_december);
    // A day cuts where the month does.
    told(&rates(manager, &everyone(("2026-11-23", "2026-11-23"))), &[("closing", (1, 3)), ("test_drives", (1, 2))]);
    told(&rates(manager, &everyone(("2026-12-03", "2026-12-03"))), &[("delivery", (0, 1)), ("second_visit", (0, 0))]);
    // After 90 days nobody remains; the month before has nobody either.
    told(
        &rates(manager, &everyone(("2027-03-15", "2027-03-15"))),
        &[("remaining_signed", (0, 0)), ("last_month_signed", (0, 0))],
    );
}

/// R5, R7
#[test]
fn the_rates_of_one_person_of_the_pool_and_of_a_source_are_theirs_alone() {
    let month = Month::set();
    let scene = &month.scene;
    let of = |whose: Value| rates(&scene.manager, &asked(NOVEMBER, whose, Value::Null));
    let zhou = of(json!({ "of": "staff", "staff": scene.zhou_id }));
    told(&zhou, &[("closing", (1, 6)), ("new_signed", (1, 5)), ("test_drives", (1, 4)), ("lost", (1, 5))]);
    told(&of(json!({ "of": "staff", "staff": scene.wang_id })), &[("closing", (0, 0)), ("new_signed", (0, 0))]);
    told(&of(json!({ "of": "pool" })), &[("closing", (0, 1)), ("new_signed", (0, 1)), ("capture", (1, 1)), ("lost", (0, 1))]);
    let called = asked(NOVEMBER, json!({ "of": "everyone" }), json!("phone_in"));
    told(&rates(&scene.manager, &called), &[("invited", (2, 3)), ("new_signed", (0, 3)), ("capture", (2, 2)), ("lost", (1, 3))]);
    // Who holds only their own customers is told of them alone, whatever is asked.
    let own = scene.zhou.ask("sales_rates", everyone(NOVEMBER));
    assert_eq!(own["own_only"], true);
    assert_eq!(rates(&scene.zhou, &everyone(NOVEMBER)), zhou);
    let footfall = |device: &Device| {
        let report = device.ask("footfall", json!({ "from": NOVEMBER.0, "upto": NOVEMBER.1, "consultant": null }));
        (report["own_only"].clone(), report["all"]["footfall"].clone(), report["all"]["test_drives"]["part"].clone())
    };
    assert_eq!(footfall(&scene.zhou), (json!(true), json!(6), json!(1)));
    assert_eq!(footfall(&scene.manager), (json!(false), json!(7), json!(1)));
}

/// R7
#[test]
fn the_rates_of_an_event_are_of_whom_it_brought_alone() {
    let mut month = Month::set();
    let scene = &mut month.scene;
    let fields = json!([
        { "field": "name", "value": "滨河公园试驾日" }, { "field": "starts_on", "value": TODAY }, { "field": "ends_on", "value": "2026-11-30" },
    ]);
    let saved = scene.manager.ask("save_event", json!({ "file": null, "fields": fields, "staff": [], "settle": null }));
    let event = saved["file"].clone();
    scene.carry();
    let consultant = scene.zhou_id.clone();
    let brought = json!({ "came_by": "event", "event": event, "visitor": visitor("13800000008", ""), "visit_count": 1, "consultant": consultant });
    let gina = come(scene, brought);
    let mut of_event = everyone(NOVEMBER);
    of_event["event"] = event;
    told(
        &rates(&scene.manager, &of_event),
        &[("capture", (1, 1)), ("new_signed", (0, 1)), ("lost", (0, 1)), ("reserve", (0, 0))],
    );
    sign(scene, &gina, &[]);
    told(
        &rates(&scene.manager, &of_event),
        &[("closing", (1, 1)), ("conversion", (1, 1)), ("new_signed", (1, 1)), ("delivery", (0, 1))],
    );
    told(&rates(&scene.manager, &everyone(NOVEMBER)), &[("closing", (2, 8)), ("new_signed", (2, 7))]);
}

/// O8, F8
#[test]
fn a_cancelled_order_is_a_loss_with_its_reason_and_counts_once_however_the_purchase_ends() {
    let mut month = Month::set();
    let losses = |scene: &Scene, show: &str| {
        let days = json!({ "show": show, "reason": "", "competitor": "", "from": null, "upto": null, "offset": 0, "limit": 50 });
        scene.manager.ask("losses", days)
    };
    let page = losses(&month.scene, "lost");
    let row = &page["rows"][0];
    assert_eq!((&page["total"], &row["state"], &row["reason"]), (&json!(1), &json!("cancelled"), &json!("order_cancelled")));
    assert_eq!(
        (&row["words"], &row["customer"]["file"], &row["asked_by"]["name"]),
        (&json!("家里不同意"), &month.carl, &json!("周颖"))
    );
    assert_eq!(page["by_reason"], json!([{ "word": "order_cancelled", "count": 1 }]));
    assert_eq!((&page["requests"], &page["waiting"]), (&json!(0), &json!(0)), "nobody asked a manager");

    // The purchase is given up too, with a word of its own: that word stands, once.
    let carl = month.carl.clone();
    give_up(&mut month.scene, &carl, "finance");
    assert_eq!(losses(&month.scene, "lost")["total"], 0, "a manager is asked");
    assert_eq!(losses(&month.scene, "waiting")["total"], 1);
    confirm_loss(&mut month.scene, &carl);
    let page = losses(&month.scene, "lost");
    assert_eq!(page["by_reason"], json!([{ "word": "finance", "count": 1 }]));
    told(&rates(&month.scene.manager, &everyone(NOVEMBER)), &[("lost", (1, 6)), ("clear_losses", (1, 1))]);
}

/// O8
#[test]
fn who_signs_again_or_is_worked_again_after_a_cancelled_order_is_not_lost() {
    let mut month = Month::set();
    let carl = month.carl.clone();
    let lost = |month: &Month| rates(&month.scene.manager, &everyone(NOVEMBER))["lost"];
    assert_eq!(lost(&month), (1, 6));
    let purchase = opportunity(&month.scene.zhou, &carl);
    let graded = json!({ "file": carl, "opportunity": purchase, "stage": null, "grade": "H" });
    month.scene.zhou.ask("move_opportunity", graded);
    month.scene.carry();
    assert_eq!(lost(&month), (0, 6), "open again");
    let again = sign(&mut month.scene, &carl, &[]);
    told(&rates(&month.scene.manager, &everyone(NOVEMBER)), &[("lost", (0, 6)), ("closing", (2, 7)), ("new_signed", (2, 6))]);
    cancel(&mut month.scene, &carl, &again, "又不要了");
    let days = json!({ "show": "lost", "reason": "", "competitor": "", "from": null, "upto": null, "offset": 0, "limit": 50 });
    let page = month.scene.manager.ask("losses", days);
    assert_eq!(
        (&page["total"], &page["rows"][0]["words"]),
        (&json!(1), &json!("又不要了")),
        "two cancelled orders of one purchase"
    );
}

#[test]
fn the_reserve_is_measured_by_the_target_of_the_month_after() {
    let mut month = Month::set();
    let scene = &mut month.scene;
    let reserve = |scene: &Scene, asked: &Value| scene.manager.ask("sales_rates", asked.clone());
    let none = reserve(scene, &everyone(NOVEMBER));
    assert_eq!((&none["target"], &none["target_month"]), (&Value::Null, &json!("2026-12-01")));
    let set = |scene: &Scene, month: &str, target: Value| {
        scene.manager.ask("set_sales_target", json!({ "month": month, "target": target }))
    };
    set(scene, "2026-11-15", json!(20));
    told(&rates(&scene.manager, &everyone(NOVEMBER)), &[("reserve", (1, 20))]);
    set(scene, "2026-12-01", json!(10));
    scene.carry();
    told(&rates(&scene.manager, &everyone(NOVEMBER)), &[("reserve", (1, 10))]);
    told(&rates(&scene.manager, &everyone(("2026-10-01", "2026-10-31"))), &[("reserve", (0, 20))]);
    // A part of the work is not measured by the whole store's target.
    told(&rates(&scene.desk, &asked(NOVEMBER, json!({ "of": "pool" }), Value::Null)), &[("reserve", (0, 0))]);
    assert_eq!(refused(&scene.zhou, "set_sales_target", json!({ "month": TODAY, "target": 5 })).1, "");
    assert!(scene.manager.try_ask("set_sales_target", json!({ "month": TODAY, "target": 0 })).is_err());
    let undone = set(scene, "2026-12-01", Value::Null);
    told(&rates(&scene.manager, &everyone(NOVEMBER)), &[("reserve", (1, 20))]);
    scene.manager.ask("undo", json!({ "undo": undone["undo"] }));
    told(&rates(&scene.manager, &everyone(NOVEMBER)), &[("reserve", (1, 10))]);
}
