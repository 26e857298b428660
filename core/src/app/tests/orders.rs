//! Orders through the facade.

use super::*;

pub(super) const VIN: &str = "1HGCM82633A004352";
pub(super) const OTHER_VIN: &str = "5GZCZ43D13S812715";

pub(super) struct Desk {
    _place: Place,
    pub(super) app: App,
}

impl Desk {
    pub(super) fn open() -> Self {
        let place = Place::practised();
        let app = place.open();
        Self { _place: place, app }
    }

    pub(super) fn ask(&self, command: &str, request: Value) -> Value {
        ask(&self.app, command, request)
    }

    pub(super) fn refused(&self, command: &str, request: Value) -> AppError {
        dispatch(&self.app, command, request).unwrap_err()
    }

    /// A customer with an order of one car at 400,000 yuan.
    pub(super) fn ordered(&self, phone: &str) -> Ordered {
        let file = capture(&self.app, phone, "刘汉")["file"].clone();
        let page = self.ask("customer", json!({ "file": file }));
        let opportunity = page["customer"]["opportunities"][0]["id"].clone();
        let opened =
            self.ask("open_order", json!({ "file": file, "opportunity": opportunity, "quotation": null, "catalogue": null }));
        let order = opened["order"].clone();
        let car = json!([{ "field": "model", "value": "A4L 40 TFSI" }, { "field": "price_fen", "value": "40万" }]);
        let change = json!([
            { "change": "add_car", "catalogue": null, "fields": car },
            { "change": "field", "field": "deposit_fen", "value": "1万" },
        ]);
        self.ask("change_order", json!({ "file": file, "order": order, "changes": change }));
        let ordered = Ordered { file, order, car: json!(null), number: opened["number"].as_str().unwrap().to_owned() };
        let car = self.page(&ordered)["cars"][0]["car"]["id"].clone();
        Ordered { car, ..ordered }
    }

    pub(super) fn page(&self, of: &Ordered) -> Value {
        self.ask("order", json!({ "file": of.file, "order": of.order }))
    }

    fn act(&self, of: &Ordered, act: Value) -> Value {
        self.ask("act_on_order", json!({ "file": of.file, "order": of.order, "act": act }))
    }

    pub(super) fn sign(&self, of: &Ordered) {
        self.act(of, json!({ "act": "sign", "on": self.today() }));
    }

    pub(super) fn today(&self) -> Value {
        self.ask("today", json!({ "staff": null, "everyone": false }))["date"].clone()
    }

    pub(super) fn pay(&self, of: &Ordered, kind: &str, amount: &str) -> Value {
        self.ask("pay_order", self.paying(of, kind, amount))
    }

    fn paying(&self, of: &Ordered, kind: &str, amount: &str) -> Value {
        json!({ "file": of.file, "order": of.order, "kind": kind, "way": "card", "amount": amount, "on": self.today(), "receipt": "R1" })
    }

    pub(super) fn allot(&self, of: &Ordered, vin: &str) -> Result<Value, AppError> {
        dispatch(&self.app, "allot_car", json!({ "file": of.file, "car": of.car, "vin": vin }))
    }

    pub(super) fn opportunity(&self, of: &Ordered) -> Value {
        self.ask("customer", json!({ "file": of.file }))["customer"]["opportunities"][0].clone()
    }

    fn list(&self, search: &str) -> Value {
        let request = json!({
            "search": search, "states": [], "owners": [], "from": null, "upto": null, "contested": false, "customer": null, "offset": 0, "limit": 50,
        });
        self.ask("orders", request)
    }
}

#[derive(Clone)]
pub(super) struct Ordered {
    pub(super) file: Value,
    pub(super) order: Value,
    pub(super) car: Value,
    pub(super) number: String,
}

/// O1, O4, S5
#[test]
fn an_order_goes_from_draft_to_invoice_and_takes_its_purchase_along() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    assert_eq!(desk.page(&of)["state"], "draft");
    desk.sign(&of);
    assert_eq!(desk.page(&of)["state"], "signed");
    let opportunity = desk.opportunity(&of);
    assert_eq!((&opportunity["stage"], &opportunity["grade"]), (&json!("closing"), &json!("O")));
    assert_eq!(desk.pay(&of, "deposit", "1万")["warnings"], json!([]));
    assert_eq!(desk.page(&of)["state"], "deposit_paid");
    desk.allot(&of, VIN).unwrap();
    assert_eq!(desk.page(&of)["state"], "allotted");
    desk.act(&of, json!({ "act": "invoice", "number": "25312000", "on": desk.today() }));
    let page = desk.page(&of);
    assert_eq!(page["state"], "invoiced");
    assert_eq!((page["money"]["total"].as_i64(), page["money"]["open"].as_i64()), (Some(40_000_000), Some(39_000_000)));
    let lines = desk.ask("customer", json!({ "file": of.file }))["customer"]["entries"].clone();
    let mut told: Vec<&str> = lines
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["kind"] == "order")
        .filter_map(|line| line["text"].as_str())
        .collect();
    let number = &of.number;
    told.sort_unstable();
    let expected = ["allotted", "invoiced", "opened", "paid", "signed"].map(|what| format!("{what}>{number}"));
    assert_eq!(told, expected);
}

/// O1
#[test]
fn orders_are_found_by_number_name_vin_tail_plate_and_date() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    desk.allot(&of, VIN).unwrap();
    let plate = json!([{ "change": "car", "car": of.car, "field": "plate", "value": "辽B·8X8X8" }]);
    desk.ask("change_order", json!({ "file": of.file, "order": of.order, "changes": plate }));
    let number = of.number.as_str();
    for search in
        [number, &number.replace('-', ""), &number.to_lowercase(), "刘汉", "liuhan", "A004352", "004352", "辽B8X8X8", "8X8X8"]
    {
        let found = desk.list(search);
        let rows = found["rows"].as_array().unwrap();
        assert!(rows.iter().any(|row| row["order"] == of.order), "{search}: {found}");
    }
    for search in ["004352", number, "8x8x8"] {
        assert_eq!(super::search(&desk.app, search)["rows"][0]["file"], of.file, "{search} among the customers");
    }
    assert_eq!(desk.list("没有这个人")["total"], 0);
    let dated = |from: &str, upto: &str| {
        let request = json!({
            "search": number, "states": [], "owners": [], "from": from, "upto": upto, "contested": false, "customer": null, "offset": 0, "limit": 50,
        });
        desk.ask("orders", request)["total"].clone()
    };
    let today = desk.today();
    assert_eq!(dated(today.as_str().unwrap(), today.as_str().unwrap()), 1);
    assert_eq!(dated("2026-01-01", "2026-01-31"), 0);
}

/// O2
#[test]
fn a_direct_buyer_gets_file_purchase_and_order_in_one_go_and_it_is_taken_back_in_one() {
    let desk = Desk::open();
    let request = json!({
        "name": "高建国", "phones": ["13911112222"], "sex": "male", "source": "walk_in",
        "private": [{ "field": "identity_card", "value": "11010519491231002X" }],
        "catalogue": null, "car": [{ "field": "model", "value": "Q5L" }, { "field": "price_fen", "value": "39.9万" }],
        "fields": [{ "field": "payment_plan", "value": "full" }, { "field": "deposit_fen", "value": "5000" }],
    });
    let saved = desk.ask("buy_directly", request);
    assert_eq!(saved["saved"]["warnings"], json!([]));
    let file = saved["saved"]["file"].clone();
    let page = desk.ask("order", json!({ "file": file, "order": saved["order"] }));
    assert_eq!(page["cars"][0]["name"], "Q5L");
    assert_eq!(page["order"]["fields"]["deposit_fen"], "500000");
    let customer = desk.ask("customer", json!({ "file": file }));
    assert_eq!(customer["customer"]["opportunities"].as_array().unwrap().len(), 1);
    assert_eq!(customer["customer"]["follow_ups"], json!([]), "who buys today is not called whether they will");
    assert_eq!(customer["private"]["fields"]["identity_card"], "110**********1002", "masked for everyone");
    desk.ask("undo", json!({ "undo": saved["saved"]["undo"] }));
    assert_eq!(desk.list("高建国")["total"], 0);
}

/// O3
#[test]
fn a_vin_that_another_order_has_is_refused_and_the_order_is_named() {
    let desk = Desk::open();
    let (one, other) = (desk.ordered("13900008888"), desk.ordered("13900009999"));
    desk.allot(&one, VIN).unwrap();
    let typed = VIN.to_lowercase();
    let check = desk.ask("check_vin", json!({ "vin": typed, "car": other.car }));
    assert_eq!(check["claimed_by"][0]["number"], json!(one.number));
    assert!(check["claimed_by"][0]["consultant"]["name"].is_string());
    assert_eq!(desk.allot(&other, &typed).unwrap_err().code, ErrorCode::VinClaimed);
    desk.allot(&other, OTHER_VIN).unwrap();
    desk.allot(&one, "").unwrap();
    desk.allot(&other, VIN).unwrap();
    assert_eq!(desk.page(&other)["cars"][0]["vin"], VIN);
    assert_eq!(desk.allot(&one, "LFV3A23").unwrap_err().code, ErrorCode::BadVin);
    let doubtful = desk.allot(&one, "WVWZZZ1JZXW000001").unwrap();
    assert_eq!(doubtful["warnings"][0]["code"], "vin_check_digit", "told, not blocked");
    assert_eq!(desk.page(&one)["cars"][0]["vin"], "WVWZZZ1JZXW000001");
}

/// O8
#[test]
fn a_cancelled_order_is_graded_t_and_owes_what_was_paid() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    desk.sign(&of);
    desk.pay(&of, "deposit", "1万");
    desk.allot(&of, VIN).unwrap();
    let cancel = |reason: &str| json!({ "act": "cancel", "reason": reason, "withheld": "2000" });
    let request = json!({ "file": of.file, "order": of.order, "act": cancel(" ") });
    assert_eq!(desk.refused("act_on_order", request).code, ErrorCode::NeedsReason);
    desk.act(&of, cancel("贷款没有批下来"));
    let page = desk.page(&of);
    assert_eq!((&page["state"], page["money"]["refund_due"].as_i64()), (&json!("cancelled"), Some(800_000)));
    assert_eq!(desk.opportunity(&of)["grade"], "T");
    assert_eq!(desk.ask("check_vin", json!({ "vin": VIN, "car": null }))["claimed_by"], json!([]), "the car is free again");
    assert_eq!(desk.refused("pay_order", desk.paying(&of, "balance", "1")).code, ErrorCode::OrderCancelled);
    assert_eq!(desk.pay(&of, "refund", "9000")["warnings"], json!([]));
    assert_eq!(desk.page(&of)["money"]["refund_due"], -100_000);
    assert_eq!(desk.pay(&of, "refund", "2000")["warnings"][0]["code"], "overpaid");
}

/// O4
#[test]
fn what_cannot_be_is_refused_with_its_reason() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    assert_eq!(desk.refused("pay_order", desk.paying(&of, "deposit", "1万")).code, ErrorCode::OrderNotSigned);
    let sign = |on: &str| json!({ "file": of.file, "order": of.order, "act": { "act": "sign", "on": on } });
    assert_eq!(desk.refused("act_on_order", sign("2099-01-01")).code, ErrorCode::BadDate);
    desk.sign(&of);
    let today = desk.today();
    assert_eq!(desk.refused("act_on_order", sign(today.as_str().unwrap())).code, ErrorCode::OrderSigned);
    for amount in ["0", "-5", "很多", "99999999999999"] {
        assert_eq!(desk.refused("pay_order", desk.paying(&of, "deposit", amount)).code, ErrorCode::BadAmount, "{amount}");
    }
    assert_eq!(desk.pay(&of, "balance", "50万")["warnings"][0]["code"], "overpaid");
    let set = |field: &str, value: &str| {
        let changes = json!([{ "change": "car", "car": of.car, "field": field, "value": value }]);
        dispatch(&desk.app, "change_order", json!({ "file": of.file, "order": of.order, "changes": changes }))
    };
    assert_eq!(set("pdi_on", "2026-02-31").unwrap_err().code, ErrorCode::BadDate);
    assert_eq!(set("first_service_km", "很远").unwrap_err().code, ErrorCode::BadKilometres);
    assert_eq!(set("plate", "辽B1234警").unwrap()["warnings"][0]["code"], "unusual_plate");
    set("produced_on", "2026-11-01").unwrap();
    set("pdi_on", "2026-10-01").unwrap();
    let doubts = desk.page(&of)["cars"][0]["doubts"].clone();
    assert!(doubts.as_array().unwrap().contains(&json!({ "field": "pdi_on", "code": "doubtful_date" })), "{doubts}");
}

/// C8, O5
#[test]
fn an_identity_number_that_cannot_be_is_kept_and_told_why() {
    let desk = Desk::open();
    let file = capture(&desk.app, "13900008888", "刘汉")["file"].clone();
    for (value, code) in [
        ("11010519491231002", "identity_length"),
        ("11010519490231002X", "identity_date"),
        ("110105194912310021", "identity_check_sign"),
    ] {
        let edits = json!([{ "edit": "private_field", "field": "identity_card", "value": value }]);
        let saved = desk.ask("edit_customer", json!({ "file": file, "edits": edits }));
        let warnings = saved["warnings"].as_array().unwrap();
        assert!(warnings.iter().any(|warning| warning["code"] == code), "{value}: {warnings:?}");
    }
}

/// O3: a fleet's order.
#[test]
fn an_order_of_several_cars_is_allotted_when_each_has_its_vin() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    let car = json!([{ "field": "model", "value": "A6L" }, { "field": "price_fen", "value": "45万" }]);
    let changes = json!([{ "change": "add_car", "catalogue": null, "fields": car }]);
    desk.ask("change_order", json!({ "file": of.file, "order": of.order, "changes": changes }));
    desk.sign(&of);
    desk.allot(&of, VIN).unwrap();
    assert_eq!(desk.page(&of)["state"], "signed");
    let cars = desk.page(&of)["cars"].clone();
    let second = cars.as_array().unwrap().iter().map(|view| view["car"]["id"].clone()).find(|id| *id != of.car).unwrap();
    desk.allot(&Ordered { car: second, ..of }, OTHER_VIN).unwrap();
    assert_eq!(desk.list("13900008888")["rows"][0]["state"], "allotted");
    assert_eq!(desk.list("13900008888")["rows"][0]["total_fen"], 85_000_000);
}

/// O6
#[test]
fn a_signed_order_leaves_as_a_file_and_the_log_says_so() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    let request = |form: &str| json!({ "file": of.file, "order": of.order, "form": form });
    assert_eq!(desk.refused("export_order", request("csv")).code, ErrorCode::OrderNotSigned);
    desk.sign(&of);
    desk.allot(&of, VIN).unwrap();
    let changes = json!([
        { "change": "car", "car": of.car, "field": "policy_no", "value": "PDAA2026" },
        { "change": "field", "field": "loan_rate", "value": "3.9%" },
    ]);
    desk.ask("change_order", json!({ "file": of.file, "order": of.order, "changes": changes }));
    let csv = desk.ask("export_order", request("csv"));
    assert_eq!(csv["file_name"], format!("order-{}.csv", of.number));
    assert!(csv["content"].as_str().unwrap().contains(VIN));
    let json: Value = serde_json::from_str(desk.ask("export_order", request("json"))["content"].as_str().unwrap()).unwrap();
    assert_eq!(json["rows"][0]["price_yuan"], "400000.00");
    assert_eq!((&json["rows"][0]["policy_no"], &json["rows"][0]["loan_rate"]), (&json!("PDAA2026"), &json!("3.90")));
    assert_eq!(json["rows"][0].get("identity_card"), None);
}

/// O6: a phone leaves as the person sees it, or in full for a reason that stands in the log.
#[test]
fn a_phone_leaves_with_an_order_masked_or_for_a_reason_that_is_recorded() {
    let desk = Desk::open();
    let me = desk.ask("state", json!({}))["phase"]["me"]["staff"].clone();
    let be = |roles: Value| desk.ask("edit_staff", json!({ "staff": me, "name": null, "roles": roles }));
    be(json!(["administrator", "sales_manager"]));
    let of = desk.ordered("13900008888");
    desk.sign(&of);
    desk.ask("promote_customer", json!({ "file": of.file, "is_fleet": true, "reason": "一次订购 12 台" }));
    be(json!(["administrator", "general_manager"]));
    let export = |reason: Value| {
        let request = json!({ "file": of.file, "order": of.order, "form": "json", "reason": reason });
        serde_json::from_str::<Value>(desk.ask("export_order", request)["content"].as_str().unwrap()).unwrap()["rows"][0].clone()
    };
    let unmasked = || desk.ask("audit", json!({ "filter": { "what": "unmasked" }, "after": null }))["rows"].clone();
    let masked = export(Value::Null);
    assert_eq!((&masked["phone"], &masked["customer_kind"]), (&json!("139****8888"), &json!("batch")));
    assert_eq!(unmasked(), json!([]));
    assert_eq!(export(json!("paperwork"))["phone"], "13900008888");
    let told = unmasked();
    assert_eq!((told.as_array().unwrap().len(), &told[0]["reason"]), (1, &json!("paperwork")));
}

/// O2, C34: an answer that was lost is asked for again.
#[test]
fn a_purchase_that_is_sent_twice_opens_one_file_and_one_order() {
    let desk = Desk::open();
    let car = json!([{ "field": "model", "value": "A4L 40 TFSI" }, { "field": "price_fen", "value": "32万" }]);
    let request = json!({
        "name": "高建国", "phones": ["13955550001"], "sex": "male", "source": "walk_in", "private": [], "catalogue": null,
        "car": car, "fields": [], "request": "01900000-0000-7000-8000-000000000001",
    });
    let first = desk.ask("buy_directly", request.clone());
    assert_eq!(desk.ask("buy_directly", request.clone()), first);
    assert_eq!((&search(&desk.app, "13955550001")["total"], &desk.list("13955550001")["total"]), (&json!(1), &json!(1)));
    let mut anew = request;
    anew["request"] = Value::Null;
    let second = desk.ask("buy_directly", anew);
    assert_eq!(
        second["saved"]["warnings"],
        json!([{ "field": "phones.0", "code": "phone_known" }]),
        "who has the number is told"
    );
    desk.ask("undo", json!({ "undo": second["saved"]["undo"] }));
    let open = json!({
        "file": first["saved"]["file"], "opportunity": null, "quotation": null, "catalogue": null,
        "request": "01900000-0000-7000-8000-000000000002",
    });
    let opened = desk.ask("open_order", open.clone());
    assert_eq!(desk.ask("open_order", open), opened);
    assert_eq!(desk.list("13955550001")["total"], 2);
}

/// O4: money that was written down does not go without a word.
#[test]
fn a_payment_is_taken_out_of_use_for_a_reason_that_the_timeline_tells() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    desk.sign(&of);
    desk.pay(&of, "deposit", "1万");
    let payment = desk.page(&of)["payments"][0]["id"].clone();
    let remove = |reason: &str| json!({ "file": of.file, "payment": payment, "reason": reason });
    let refused = desk.refused("remove_payment", remove(" "));
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::NeedsReason, Some("reason")));
    assert_eq!(desk.page(&of)["money"]["received"], 1_000_000);
    let saved = desk.ask("remove_payment", remove("重复录入"));
    let lines = || {
        let entries = desk.ask("customer", json!({ "file": of.file }))["customer"]["entries"].as_array().unwrap().clone();
        let texts = entries.iter().map(|entry| entry["text"].as_str().unwrap().to_owned());
        texts.filter(|text| text.starts_with("payment_removed")).collect::<Vec<_>>()
    };
    assert_eq!(lines(), [format!("payment_removed>{}>deposit>1000000\n重复录入", of.number)]);
    assert_eq!(desk.page(&of)["money"]["received"], 0);
    desk.ask("undo", json!({ "undo": saved["undo"] }));
    assert_eq!((&desk.page(&of)["money"]["received"], lines().len()), (&json!(1_000_000), 0));
    for said in ["约1万", "1万以内", "不超过1万"] {
        assert_eq!(desk.refused("pay_order", desk.paying(&of, "balance", said)).code, ErrorCode::BadAmount, "{said}");
    }
}

/// O7
#[test]
fn a_customer_with_an_order_is_known_to_have_one_until_it_is_cancelled() {
    use crate::{ids::FileId, policy::FileKind};
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    let has_order = || {
        let file: FileId = of.file.as_str().unwrap().parse().unwrap();
        desk.app.opened().unwrap().document(file, FileKind::Customer).unwrap().customer().has_order()
    };
    assert!(has_order());
    desk.sign(&of);
    desk.act(&of, json!({ "act": "cancel", "reason": "不买了", "withheld": "" }));
    assert!(!has_order());
}

/// D1, D2, D4, D5, D6, D7, S6, S7, S17
#[test]
fn a_car_goes_when_all_is_there_or_each_gap_has_its_reason() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    let step = |step: Value| dispatch(&desk.app, "deliver", json!({ "file": of.file, "car": of.car, "step": step }));
    let hand_over = |reasons: Value| step(json!({ "step": "hand_over", "on": desk.today(), "reasons": reasons }));
    assert_eq!(hand_over(json!({})).unwrap_err().code, ErrorCode::OrderNotSigned);
    desk.sign(&of);
    assert_eq!(hand_over(json!({})).unwrap_err().code, ErrorCode::NotAllotted);
    desk.allot(&of, VIN).unwrap();
    desk.pay(&of, "balance", "40万");
    let facts = [
        ("colour", "珍珠白"),
        ("engine_no", "EA888-1"),
        ("plate", "辽B12345"),
        ("permit", "210200123456"),
        ("permit_on", "2026-11-20"),
        ("licensed_on", "2026-11-20"),
        ("produced_on", "2026-09-01"),
        ("pdi_on", "2026-11-18"),
        ("first_service_on", "2027-05-20"),
        ("first_service_km", "5000"),
        ("insurer", "人保"),
        ("policy_no", "PDAA2026"),
        ("insured_until", "2027-11-20"),
        ("deliver_on", "2026-11-21"),
    ];
    let changes: Vec<Value> =
        facts.iter().map(|(field, value)| json!({ "change": "car", "car": of.car, "field": field, "value": value })).collect();
    desk.ask("change_order", json!({ "file": of.file, "order": of.order, "changes": changes }));
    assert_eq!(desk.opportunity(&of)["stage"], "delivery", "a delivery is planned");
    for item in ["documents", "tools", "keys", "exterior", "functions", "first_service", "warranty"] {
        step(json!({ "step": "check", "item": item, "ok": true, "note": "" })).unwrap();
    }
    step(json!({ "step": "verify" })).unwrap();
    assert_eq!(step(json!({ "step": "sign", "strokes": "[[1,2,3]]" })).unwrap_err().code, ErrorCode::BadSignature);
    let long = format!("[[{}1,1]]", "1000,1000,".repeat(2_000));
    assert_eq!(step(json!({ "step": "sign", "strokes": long })).unwrap_err().code, ErrorCode::BadSignature);
    step(json!({ "step": "sign", "strokes": "[[10,10,20,20,30,12]]" })).unwrap();
    let gaps = desk.page(&of)["cars"][0]["gaps"].clone();
    let lacks =
        ["customer.source", "customer.postcode", "private.identity_card", "private.home_address", "private.driving_licence"];
    assert_eq!(gaps, json!(lacks));
    let refused = hand_over(json!({ "customer.source": "不详" })).unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::GapsOpen, Some("customer.postcode")));
    let reasons: serde_json::Map<String, Value> =
        gaps.as_array().unwrap().iter().map(|gap| (gap.as_str().unwrap().to_owned(), json!("客户改日补"))).collect();
    hand_over(json!(reasons)).unwrap();
    let page = desk.page(&of);
    assert_eq!(page["state"], "delivered");
    assert_eq!(page["cars"][0]["car"]["delivery"]["handed_over"]["gaps"]["customer.postcode"], "客户改日补");
    let opportunity = desk.opportunity(&of);
    assert_eq!((&opportunity["stage"], &opportunity["grade"]), (&json!("after_delivery"), &json!("D")));
    let customer = desk.ask("customer", json!({ "file": of.file }));
    let mut care: Vec<(String, String)> = customer["customer"]["follow_ups"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|task| task["aim"].as_str().unwrap().starts_with("care_"))
        .map(|task| (task["aim"].as_str().unwrap().to_owned(), task["due_on"].as_str().unwrap().to_owned()))
        .collect();
    care.sort_by(|one, other| one.1.cmp(&other.1));
    let expected = [
        ("care_day_0", "2026-11-21"),
        ("care_day_3", "2026-11-24"),
        ("care_day_7", "2026-11-28"),
        ("care_day_15", "2026-12-06"),
        ("care_first_service", "2027-05-20"),
    ];
    assert_eq!(care, expected.map(|(aim, on)| (aim.to_owned(), on.to_owned())));
    assert_eq!(hand_over(json!({})).unwrap_err().code, ErrorCode::CarHandedOver);
    let cancel = json!({ "act": "cancel", "reason": "后悔了", "withheld": "" });
    let request = json!({ "file": of.file, "order": of.order, "act": cancel });
    assert_eq!(desk.refused("act_on_order", request).code, ErrorCode::CarHandedOver);
}

/// O1
#[test]
fn numbers_of_a_device_count_on_and_each_is_given_once() {
    let place = Place::practised();
    let app = place.open();
    let number = |app: &App, phone: &str| {
        let file = capture(app, phone, "刘汉")["file"].clone();
        let request = json!({ "file": file, "opportunity": null, "quotation": null, "catalogue": null });
        ask(app, "open_order", request)["number"].as_str().unwrap().to_owned()
    };
    let first = number(&app, "13900008881");
    let second = number(&app, "13900008882");
    drop(app);
    let third = number(&place.open_as(2), "13900008883");
    let count = |number: &str| number.rsplit_once('-').unwrap().1.parse::<u32>().unwrap();
    assert!(first.starts_with("D01-"));
    assert_eq!((count(&second), count(&third)), (count(&first) + 1, count(&first) + 2));
}

/// C9, S5
#[test]
fn an_order_tells_who_decides_uses_pays_and_drives_and_what_each_is_to_it() {
    let desk = Desk::open();
    let of = desk.ordered("13900008888");
    let add = |name: &str, roles: Value, phone: &str| json!({"edit": "add_contact", "name": name, "relation": "家人", "roles": roles, "remark": "", "phone": phone});
    let edits = json!([add("无事", json!([]), ""), add("张松", json!(["decider", "payer"]), "13900007777")]);
    desk.ask("edit_customer", json!({ "file": of.file, "edits": edits }));
    let told = |desk: &Desk| desk.page(&of)["people"].clone();
    let people = told(&desk);
    assert_eq!((&people[0]["contact"]["name"], &people[1]["contact"]["name"]), (&json!("张松"), &json!("无事")));
    assert_eq!((&people[0]["contact"]["roles"], &people[0]["part"]), (&json!(["decider", "payer"]), &json!(null)));
    assert_eq!(people[0]["phones"][0]["number"]["normalised"], "13900007777");
    let part = json!([{ "change": "person", "contact": people[1]["contact"]["id"], "role": "registered_owner" }]);
    desk.ask("change_order", json!({ "file": of.file, "order": of.order, "changes": part }));
    let people = told(&desk);
    assert_eq!(
        (&people[0]["contact"]["name"], &people[0]["part"]),
        (&json!("无事"), &json!("registered_owner")),
        "a part comes first"
    );
}

/// D7: the store's list of checks; who began goes on by the list they began with.
#[test]
fn a_store_keeps_its_own_list_of_checks_and_a_delivery_the_one_it_began_with() {
    let desk = Desk::open();
    let checks = || desk.ask("rules", json!({}))["checks"].as_array().unwrap().clone();
    assert!(checks().iter().all(|check| check["asked"] == true) && checks().len() == 7);
    assert_eq!(desk.refused("add_check", json!({ "name": " " })).code, ErrorCode::Required);
    desk.ask("add_check", json!({ "name": "充电桩交接" }));
    let own = checks().last().unwrap()["item"].clone();
    let (begun, later) = (desk.ordered("13900000001"), desk.ordered("13900000002"));
    desk.sign(&begun);
    desk.sign(&later);
    let tools = json!({ "step": "check", "item": "tools", "ok": true, "note": "" });
    desk.ask("deliver", json!({ "file": begun.file, "car": begun.car, "step": tools }));
    let edit = |item: &Value, name: Value, asked: Value| json!({ "item": item, "name": name, "asked": asked });
    let left_out = desk.ask("edit_check", edit(&json!("tools"), json!(null), json!(false)));
    desk.ask("edit_check", edit(&own, json!("充电桩交接与讲解"), json!(null)));
    assert_eq!(desk.refused("edit_check", edit(&own, json!(""), json!(null))).code, ErrorCode::Required);
    assert_eq!(desk.refused("edit_check", edit(&json!("wings"), json!("翅膀"), json!(null))).code, ErrorCode::NotFound);
    let asked = |of: &Ordered| {
        let all = desk.page(of)["cars"][0]["checks"].clone();
        let own = all.as_array().unwrap().iter().find(|check| check["item"] == own).unwrap()["name"].clone();
        let gaps = desk.page(of)["cars"][0]["gaps"].clone();
        let tools = all.as_array().unwrap().iter().find(|check| check["item"] == "tools").unwrap()["asked"].clone();
        (tools, own, gaps.as_array().unwrap().contains(&json!(format!("check.{}", "tools"))))
    };
    assert_eq!(asked(&begun), (json!(true), json!("充电桩交接"), false), "by the list of then, on which the tools are ticked");
    assert_eq!(asked(&later), (json!(false), json!("充电桩交接与讲解"), false));
    desk.ask("undo", json!({ "undo": left_out["undo"] }));
    assert!(asked(&later).2, "asked again");
}
