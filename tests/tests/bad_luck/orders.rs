//! Orders made apart: two claim one car, one is cancelled while it is paid, and a hand-over that reaches after-sales.

use forecourt_core::app::api::error::AppError;
use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

const VIN: &str = "1HGCM82633A004352";

/// A manager, two consultants, and a service adviser.
struct Showroom {
    hall: Hall,
    manager: Device,
    zhou: Device,
    lin: Device,
    advisor: Device,
}

struct Ordered {
    file: Value,
    order: Value,
    car: Value,
    number: String,
}

impl Showroom {
    fn open() -> Self {
        let hall = Hall::open();
        let mut manager = hall.device("office", 0);
        hall.open_store(&mut manager);
        let mut devices = Vec::new();
        for (name, role, device) in
            [("周颖", "consultant", "zhou"), ("林晓", "consultant", "lin"), ("魏明", "service_advisor", "tablet")]
        {
            let mut one = hall.device(device, 0);
            let id = hall.hire_as(&mut manager, name, &[role]);
            hall.enrol(&mut manager, &mut one, &id);
            devices.push(one);
        }
        let advisor = devices.pop().unwrap();
        let lin = devices.pop().unwrap();
        let zhou = devices.pop().unwrap();
        Self { hall, manager, zhou, lin, advisor }
    }

    /// Until nobody has anything to tell any more.
    fn carry(&mut self) {
        for _ in 0..4 {
            let Self { hall, manager, zhou, lin, advisor } = self;
            hall.carry(&mut [manager, zhou, lin, advisor]);
        }
    }
}

fn ordered(device: &Device, phone: &str) -> Ordered {
    let of = draft(device, phone);
    act(device, &of.file, &of.order, json!({ "act": "sign", "on": "2026-11-21" }));
    of
}

fn draft(device: &Device, phone: &str) -> Ordered {
    let file = device.capture(phone);
    let opened = device.ask("open_order", json!({ "file": file, "opportunity": null, "quotation": null, "catalogue": null }));
    let order = opened["order"].clone();
    let fields = json!([{ "field": "model", "value": "A4L" }, { "field": "price_fen", "value": "40万" }]);
    let changes = json!([{ "change": "add_car", "catalogue": null, "fields": fields }]);
    device.ask("change_order", json!({ "file": file, "order": order, "changes": changes }));
    let car = page(device, &file, &order)["cars"][0]["car"]["id"].clone();
    Ordered { file, order, car, number: opened["number"].as_str().unwrap().to_owned() }
}

fn act(device: &Device, file: &Value, order: &Value, act: Value) {
    device.ask("act_on_order", json!({ "file": file, "order": order, "act": act }));
}

fn page(device: &Device, file: &Value, order: &Value) -> Value {
    device.ask("order", json!({ "file": file, "order": order }))
}

fn allot(device: &Device, of: &Ordered) -> Result<Value, forecourt_core::app::api::error::AppError> {
    device.try_ask("allot_car", json!({ "file": of.file, "car": of.car, "vin": VIN }))
}

fn vin(device: &Device, of: &Ordered) -> Value {
    page(device, &of.file, &of.order)["cars"][0]["vin"].clone()
}

/// O3: two orders claim one VIN while apart.
#[test]
fn two_orders_that_claim_one_car_apart_both_stand_until_a_manager_settles_it_once() {
    let mut room = Showroom::open();
    let (one, other) = (ordered(&room.zhou, "13900000001"), ordered(&room.lin, "13900000002"));
    room.carry();
    // Apart.
    allot(&room.zhou, &one).unwrap();
    allot(&room.lin, &other).unwrap();
    room.carry();
    assert_eq!((vin(&room.zhou, &one), vin(&room.lin, &other)), (json!(VIN), json!(VIN)), "both stand");
    for device in [&room.zhou, &room.lin] {
        assert_eq!(device.ask("claim_pairs", json!({})), json!([]), "a colleague's order is not shown");
    }
    // Of a colleague's order only its number and who claimed are told.
    let rivals = page(&room.zhou, &one.file, &one.order)["cars"][0]["rivals"].clone();
    assert_eq!((&rivals[0]["number"], &rivals[0]["file"]), (&json!(other.number), &Value::Null));
    assert_eq!(rivals[0]["consultant"]["name"], "林晓");
    let pairs = room.manager.ask("claim_pairs", json!({}));
    assert_eq!(pairs.as_array().unwrap().len(), 1);
    assert_eq!(pairs[0]["claims"].as_array().unwrap().len(), 2);
    assert_eq!(pairs[0]["can_settle"], true);
    // The car goes to nobody before it is said whose it is.
    let refused = try_hand_over(&room.zhou, &one).unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "vin_claimed");
    // Nobody but a manager decides.
    let settle = json!({ "file": one.file, "car": one.car, "reason": "先签的先得" });
    assert!(room.zhou.try_ask("settle_claim", settle.clone()).is_err());
    room.manager.ask("settle_claim", settle);
    room.carry();
    assert_eq!(room.manager.ask("claim_pairs", json!({})), json!([]), "asked once");
    assert_eq!((vin(&room.zhou, &one), vin(&room.lin, &other)), (json!(VIN), Value::Null));
    assert_eq!(vin(&room.manager, &other), Value::Null, "all who hold it see the same");
    let told = page(&room.lin, &other.file, &other.order)["cars"][0]["car"]["returned"].clone();
    assert_eq!(told["reason"], "先签的先得");
    // What is known to be taken is refused, and by whom is told.
    let check = room.lin.ask("check_vin", json!({ "vin": VIN, "car": other.car }));
    assert_eq!(check["claimed_by"][0]["number"], json!(one.number));
    assert!(allot(&room.lin, &other).is_err());
}

/// O3: two managers settle one VIN while apart, each for another order.
#[test]
fn two_managers_who_settle_one_car_apart_end_with_one_order_that_has_it() {
    let mut room = Showroom::open();
    let mut second = room.hall.device("branch", 7);
    let id = room.hall.hire_as(&mut room.manager, "韩梅", &["sales_manager"]);
    room.hall.enrol(&mut room.manager, &mut second, &id);
    let (one, other) = (ordered(&room.zhou, "13900000001"), ordered(&room.lin, "13900000002"));
    let carry = |room: &mut Showroom, second: &mut Device| {
        for _ in 0..4 {
            let Showroom { hall, manager, zhou, lin, advisor } = room;
            hall.carry(&mut [manager, second, zhou, lin, advisor]);
        }
    };
    carry(&mut room, &mut second);
    allot(&room.zhou, &one).unwrap();
    allot(&room.lin, &other).unwrap();
    carry(&mut room, &mut second);
    // Apart: the first word is for one order, the later for the other.
    room.manager.ask("settle_claim", json!({ "file": one.file, "car": one.car, "reason": "先签的先得" }));
    second.clock.advance_ms(60_000);
    second.ask("settle_claim", json!({ "file": other.file, "car": other.car, "reason": "客户明天提车" }));
    carry(&mut room, &mut second);
    for manager in [&room.manager, &second] {
        assert_eq!((vin(manager, &one), vin(manager, &other)), (json!(VIN), Value::Null), "the earlier word counts");
        assert_eq!(manager.ask("claim_pairs", json!({})), json!([]), "nobody is asked again");
    }
    // Each consultant holds one of the two files, and sees the same.
    assert_eq!((vin(&room.zhou, &one), vin(&room.lin, &other)), (json!(VIN), Value::Null));
    let told = page(&room.lin, &other.file, &other.order)["cars"][0]["car"]["returned"].clone();
    assert_eq!(told["reason"], "先签的先得", "who lost it is told why");
    assert!(allot(&room.lin, &other).is_err(), "what the log of the day said of the later word is put right");
    // A car that is free again may be claimed anew: the words were about the claims of then.
    room.lin.clock.advance_ms(120_000);
    act(&room.zhou, &one.file, &one.order, json!({ "act": "cancel", "reason": "不买了", "withheld": "" }));
    carry(&mut room, &mut second);
    allot(&room.lin, &other).unwrap();
    carry(&mut room, &mut second);
    assert_eq!((vin(&second, &other), vin(&room.lin, &other)), (json!(VIN), json!(VIN)));
}

/// O3: with the log of the day the other consultant knows before both claim.
#[test]
fn a_car_that_a_colleague_claimed_is_refused_although_the_order_is_not_here() {
    let mut room = Showroom::open();
    let (one, other) = (ordered(&room.zhou, "13900000001"), ordered(&room.lin, "13900000002"));
    allot(&room.zhou, &one).unwrap();
    room.carry();
    assert!(allot(&room.lin, &other).is_err());
    act(&room.zhou, &one.file, &one.order, json!({ "act": "cancel", "reason": "不买了", "withheld": "" }));
    room.carry();
    allot(&room.lin, &other).unwrap();
    assert_eq!(vin(&room.lin, &other), VIN);
}

/// O3: which of two words about a car counts is who knew of whom, never whose clock is ahead.
#[test]
fn the_last_word_about_a_car_counts_though_an_earlier_one_was_written_by_a_clock_that_is_ahead() {
    let mut room = Showroom::open();
    let (one, other) = (ordered(&room.zhou, "13900000001"), ordered(&room.lin, "13900000002"));
    room.carry();
    room.zhou.clock.advance_ms(3 * 86_400_000);
    allot(&room.zhou, &one).unwrap();
    room.carry();
    let let_go = json!({ "file": one.file, "car": one.car, "vin": "" });
    room.manager.ask("allot_car", let_go.clone());
    room.carry();
    let check = |room: &Showroom| room.lin.ask("check_vin", json!({ "vin": VIN, "car": other.car }))["claimed_by"].clone();
    assert_eq!(check(&room), json!([]), "let go after it was taken");
    allot(&room.zhou, &one).unwrap();
    room.zhou.ask("allot_car", let_go);
    room.carry();
    allot(&room.manager, &one).unwrap();
    room.carry();
    assert_eq!(check(&room)[0]["number"], json!(one.number), "taken after it was let go");
    assert!(allot(&room.lin, &other).is_err());
}

/// O8: an order is cancelled on one device while a payment is written on another.
#[test]
fn money_that_comes_in_while_an_order_is_cancelled_elsewhere_is_owed_back() {
    let mut room = Showroom::open();
    let of = ordered(&room.zhou, "13900000001");
    room.carry();
    let paying = json!({
        "file": of.file, "order": of.order, "kind": "deposit", "way": "card", "amount": "1万", "on": "2026-11-21", "receipt": "R7",
    });
    room.zhou.ask("pay_order", paying);
    act(&room.manager, &of.file, &of.order, json!({ "act": "cancel", "reason": "库存没有了", "withheld": "" }));
    room.carry();
    for device in [&room.zhou, &room.manager] {
        let page = page(device, &of.file, &of.order);
        assert_eq!((&page["state"], &page["money"]["refund_due"]), (&json!("cancelled"), &json!(1_000_000)));
        assert_eq!(page["payments"].as_array().unwrap().len(), 1);
    }
}

/// A car handed over on one device while its order is cancelled on another: the car is gone, and it is said.
#[test]
fn an_order_cancelled_while_its_car_goes_is_delivered_and_says_so() {
    let mut room = Showroom::open();
    let of = ordered(&room.zhou, "13900000001");
    allot(&room.zhou, &of).unwrap();
    room.carry();
    hand_over(&room.zhou, &of);
    act(&room.manager, &of.file, &of.order, json!({ "act": "cancel", "reason": "客户来电退订", "withheld": "" }));
    room.carry();
    for device in [&room.zhou, &room.manager] {
        let page = page(device, &of.file, &of.order);
        assert_eq!((&page["state"], &page["cancelled_after_hand_over"]), (&json!("delivered"), &json!(true)));
    }
}

/// O3, D3: one VIN, two cars handed over. What stands is told, and a manager is asked until each car has its own.
#[test]
fn two_cars_that_went_under_one_vin_are_asked_about_until_each_has_its_own() {
    let mut room = Showroom::open();
    let (one, other) = (ordered(&room.zhou, "13900000001"), ordered(&room.lin, "13900000002"));
    room.carry();
    for (device, of) in [(&room.zhou, &one), (&room.lin, &other)] {
        allot(device, of).unwrap();
        hand_over(device, of);
    }
    room.carry();
    let pair = room.manager.ask("claim_pairs", json!({}))[0].clone();
    let gone = |claim: &&Value| claim["handed_on"] == "2026-11-21" && claim["can_get"] == true;
    assert_eq!(pair["claims"].as_array().unwrap().iter().filter(gone).count(), 2);
    room.manager.ask("settle_claim", json!({ "file": one.file, "car": one.car, "reason": "发票在这张订单上" }));
    room.carry();
    let states = [&one, &other].map(|of| page(&room.manager, &of.file, &of.order)["state"].clone());
    assert_eq!(states, [json!("delivered"), json!("delivered")], "what went is gone");
    waits_for_its_vin(&room, (&one, &other));
    gets_its_vin(&mut room, (&one, &other));
}

/// O3, D3: the same, where the second car goes while the manager, who knows nothing of that, says whose the VIN is.
#[test]
fn a_car_that_goes_while_its_vin_is_given_to_another_order_is_asked_about() {
    let mut room = Showroom::open();
    let (one, other) = (ordered(&room.zhou, "13900000001"), ordered(&room.lin, "13900000002"));
    room.carry();
    let Showroom { hall, manager, zhou, lin, .. } = &mut room;
    allot(lin, &other).unwrap();
    hall.carry_as_far_as_it_goes(&mut [lin, manager]);
    lin.hang_up();
    allot(zhou, &one).unwrap();
    hall.carry_as_far_as_it_goes(&mut [zhou, manager]);
    manager.hang_up();
    manager.ask("settle_claim", json!({ "file": one.file, "car": one.car, "reason": "发票在这张订单上" }));
    hand_over(lin, &other);
    hall.carry_as_far_as_it_goes(&mut [manager, zhou, lin]);
    room.carry();
    waits_for_its_vin(&room, (&one, &other));
    let refused = try_hand_over(&room.zhou, &one).unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "vin_claimed", "a car that is gone goes to nobody else");
    gets_its_vin(&mut room, (&one, &other));
    hand_over(&room.zhou, &one);
}

/// The VIN is `one`'s; the car of `other` went without, and everybody who holds it is told.
fn waits_for_its_vin(room: &Showroom, (one, other): (&Ordered, &Ordered)) {
    assert_eq!((vin(&room.manager, one), vin(&room.lin, other)), (json!(VIN), Value::Null));
    for device in [&room.manager, &room.lin] {
        let shown = page(device, &other.file, &other.order);
        let car = &shown["cars"][0];
        assert_eq!((&shown["state"], &car["is_lost"]), (&json!("delivered"), &json!(true)));
        assert_eq!(car["car"]["returned"]["reason"], "发票在这张订单上");
        let pairs = device.ask("claim_pairs", json!({}));
        let lost = pairs[0]["claims"].as_array().unwrap().iter().find(|claim| claim["is_lost"] == true).unwrap().clone();
        assert_eq!((&pairs[0]["vin"], &lost["number"]), (&json!(VIN), &json!(other.number)), "a manager is asked");
    }
}

/// The papers of the car tell which it was.
fn gets_its_vin(room: &mut Showroom, (one, other): (&Ordered, &Ordered)) {
    const RIGHT: &str = "5GZCZ43D13S812715";
    let allot = |vin: &str| json!({ "file": other.file, "car": other.car, "vin": vin });
    let refused = room.lin.try_ask("allot_car", allot("")).unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "car_handed_over");
    room.lin.ask("allot_car", allot(RIGHT));
    room.carry();
    assert_eq!((vin(&room.manager, one), vin(&room.manager, other)), (json!(VIN), json!(RIGHT)));
    assert_eq!(room.manager.ask("claim_pairs", json!({})), json!([]), "asked no more");
    let cars = room.manager.ask("vehicles", json!({ "search": RIGHT, "customer": null, "offset": 0, "limit": 9 }));
    assert_eq!(cars["total"], 1, "after-sales has it under its own number");
}

/// O3: whom the VIN was given may have been the wrong one.
#[test]
fn a_car_that_went_without_its_vin_gets_it_back_by_a_managers_word() {
    let mut room = Showroom::open();
    let (one, other) = (ordered(&room.zhou, "13900000001"), ordered(&room.lin, "13900000002"));
    room.carry();
    allot(&room.zhou, &one).unwrap();
    allot(&room.lin, &other).unwrap();
    hand_over(&room.lin, &other);
    room.carry();
    room.manager.ask("settle_claim", json!({ "file": one.file, "car": one.car, "reason": "先签的先得" }));
    room.carry();
    assert_eq!((vin(&room.zhou, &one), vin(&room.lin, &other)), (json!(VIN), Value::Null));
    room.manager.ask("settle_claim", json!({ "file": other.file, "car": other.car, "reason": "车已经交了" }));
    room.carry();
    for device in [&room.manager, &room.lin] {
        assert_eq!(vin(device, &other), VIN);
    }
    assert_eq!((vin(&room.zhou, &one), room.manager.ask("claim_pairs", json!({}))), (Value::Null, json!([])));
}

fn hand_over(device: &Device, of: &Ordered) {
    try_hand_over(device, of).unwrap();
}

fn try_hand_over(device: &Device, of: &Ordered) -> Result<Value, AppError> {
    let gaps = page(device, &of.file, &of.order)["cars"][0]["gaps"].clone();
    let reasons: serde_json::Map<String, Value> =
        gaps.as_array().unwrap().iter().map(|gap| (gap.as_str().unwrap().to_owned(), json!("改日补"))).collect();
    let step = json!({ "step": "hand_over", "on": "2026-11-21", "reasons": reasons });
    device.try_ask("deliver", json!({ "file": of.file, "car": of.car, "step": step }))
}

/// D3: the vehicle file reaches after-sales by the first device of the workshop, and its owner with it.
#[test]
fn a_hand_over_opens_the_vehicle_file_at_the_workshop_and_everybody_who_may_sees_it() {
    let mut room = Showroom::open();
    let of = ordered(&room.zhou, "13900000001");
    let facts = json!([
        { "change": "car", "car": of.car, "field": "plate", "value": "辽B12345" },
        { "change": "car", "car": of.car, "field": "first_service_on", "value": "2027-05-20" },
        { "change": "car", "car": of.car, "field": "mileage_km", "value": "12" },
    ]);
    room.zhou.ask("change_order", json!({ "file": of.file, "order": of.order, "changes": facts }));
    allot(&room.zhou, &of).unwrap();
    room.carry();
    let list = json!({ "search": "", "customer": null, "offset": 0, "limit": 50 });
    assert_eq!(room.advisor.ask("vehicles", list.clone())["total"], 0);
    hand_over(&room.zhou, &of);
    room.carry();
    for device in [&room.advisor, &room.zhou, &room.manager] {
        let found = device.ask("vehicles", list.clone());
        assert_eq!(found["total"], 1, "{found}");
        let vehicle = &found["rows"][0]["vehicle"];
        assert_eq!((&vehicle["fields"]["vin"], &vehicle["fields"]["plate"]), (&json!(VIN), &json!("辽B12345")));
        assert_eq!(vehicle["fields"]["next_service_on"], "2027-05-20");
        assert_eq!(vehicle["mileages"]["2026-11-21"], "12");
        assert_eq!(vehicle["owners"][of.file.as_str().unwrap()], "2026-11-21");
        assert_eq!(found["due"], 0);
    }
    assert_eq!(room.lin.ask("vehicles", list)["total"], 0, "a colleague's customer's car is not theirs to see");
    assert_eq!(room.advisor.ask("customer", json!({ "file": of.file }))["customer"]["id"], of.file, "the owner came with it");
}

/// O1, O4: a draft is thrown away on one device while it is signed, paid and handed over on another.
#[test]
fn a_draft_thrown_away_while_it_is_signed_and_paid_elsewhere_stands_with_its_car_and_its_money() {
    let mut room = Showroom::open();
    let of = draft(&room.zhou, "13900000001");
    room.carry();
    act(&room.manager, &of.file, &of.order, json!({ "act": "remove" }));
    act(&room.zhou, &of.file, &of.order, json!({ "act": "sign", "on": "2026-11-21" }));
    let paying = json!({
        "file": of.file, "order": of.order, "kind": "deposit", "way": "card", "amount": "1万", "on": "2026-11-21", "receipt": "R7",
    });
    room.zhou.ask("pay_order", paying);
    allot(&room.zhou, &of).unwrap();
    room.carry();
    for device in [&room.zhou, &room.manager] {
        let page = page(device, &of.file, &of.order);
        assert_eq!((&page["state"], &page["money"]["received"]), (&json!("allotted"), &json!(1_000_000)));
        assert_eq!(page["cars"].as_array().unwrap().len(), 1);
    }
    let thrown = draft(&room.zhou, "13900000002");
    room.carry();
    act(&room.manager, &thrown.file, &thrown.order, json!({ "act": "remove" }));
    room.carry();
    assert!(
        room.zhou.try_ask("order", json!({ "file": thrown.file, "order": thrown.order })).is_err(),
        "one that nobody signed goes"
    );
}
