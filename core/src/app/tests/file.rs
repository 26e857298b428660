//! The customer file whole: fields, people around the customer, relation, classes, calls, batch buyers, referrals.

use super::*;
use crate::domain::relation::Relation;

struct File {
    app: App,
    id: Value,
    clock: Arc<ManualClock>,
    _place: Place,
}

impl File {
    /// A file in the practice store; without a phone it says that none was left.
    fn open(phone: &str, name: &str) -> Self {
        let place = Place::practised();
        let clock = Arc::new(ManualClock::at(Instant::from_unix_ms(1_795_230_000_000)));
        let options = Options {
            data: place.folder.path().to_owned(),
            world: World::new(Arc::clone(&clock) as Arc<_>, Arc::new(SeededEntropy::new(1))),
            keys: Arc::clone(&place.keys) as Arc<dyn KeyPlace>,
            door: Arc::new(NoRelay),
            relay_host: None,
            printer: None,
            background: None,
        };
        let app = App::open(options).unwrap();
        let mut request = serde_json::to_value(crate::app::api::capture::CaptureLead::default()).unwrap();
        request["phones"] = json!([phone]);
        request["name"] = json!(name);
        request["contact_refused"] = json!(phone.is_empty());
        request["grade"] = json!("A");
        let id = ask(&app, "capture_lead", request)["file"].clone();
        Self { app, id, clock, _place: place }
    }

    fn edit(&self, edit: Value) -> Value {
        self.clock.advance_ms(60_000);
        ask(&self.app, "edit_customer", json!({"file": self.id, "edits": [edit]}))
    }

    fn set(&self, field: &str, value: &str) -> Value {
        self.edit(json!({"edit": "field", "field": field, "value": value}))
    }

    fn refused(&self, edit: Value) -> AppError {
        dispatch(&self.app, "edit_customer", json!({"file": self.id, "edits": [edit]})).unwrap_err()
    }

    fn page(&self) -> Value {
        ask(&self.app, "customer", json!({"file": self.id}))
    }

    fn class(&self, kind: &str) -> Value {
        let page = self.page();
        page["about"]["classes"].as_array().unwrap().iter().find(|class| class["kind"] == kind).unwrap().clone()
    }

    fn opportunity(&self) -> Value {
        self.page()["customer"]["opportunities"][0]["id"].clone()
    }

    fn be(&self, roles: &[&str]) {
        let me = ask(&self.app, "state", json!({}))["phase"]["me"]["staff"].clone();
        ask(&self.app, "edit_staff", json!({"staff": me, "name": null, "roles": roles}));
    }
}

/// C2, C5
#[test]
fn who_leaves_a_number_after_all_has_not_refused_and_undo_takes_both_back() {
    let file = File::open("", "刘汉");
    let said = || file.page()["customer"]["fields"]["contact_refused"].clone();
    assert_eq!(said(), "yes");
    let saved = file.edit(json!({"edit": "add_phone", "typed": "13800001234", "label": ""}));
    assert_eq!(said(), Value::Null);
    assert_eq!(file.page()["about"]["relation"], "prospect");
    ask(&file.app, "undo", json!({"undo": saved["undo"]}));
    assert_eq!(said(), "yes");
    assert_eq!(file.page()["customer"]["phones"], json!([]));
}

/// C3, C22
#[test]
fn a_purchase_put_aside_does_not_stand_before_one_that_was_delivered() {
    let file = File::open("13800001234", "刘汉");
    let bought = file.opportunity();
    file.edit(json!({"edit": "add_opportunity"}));
    let all = file.page()["customer"]["opportunities"].as_array().unwrap().clone();
    let twin = all.iter().find(|one| one["id"] != bought).unwrap()["id"].clone();
    let set = |one: &Value, field: &str, value: &str| {
        file.edit(json!({"edit": "opportunity", "opportunity": one, "field": field, "value": value}));
    };
    let order = signed_for(&file.app, &file.id, &bought);
    hand_over(&file.app, &file.id, &order, "1HGCM82633A004352");
    set(&twin, "stage", "dormant");
    let everybody =
        json!({"search": "刘汉", "owners": [], "sources": [], "grades": [], "stages": [], "event": null, "need": null});
    let list = ask(&file.app, "list_customers", json!({"filter": everybody, "sort": "opened", "offset": 0, "limit": 5}));
    let row = list["rows"].as_array().unwrap().iter().find(|row| row["file"] == file.id).unwrap();
    assert_eq!([&row["grade"], &row["stage"]], ["D", "after_delivery"]);
}

/// C5, C6, C7, C8, C10, C11, C13, C31, C33, S19, S20
#[test]
fn every_field_of_a_customer_is_written_and_read_and_one_undo_takes_it_back() {
    let file = File::open("13900001001", "刘汉");
    let plain = [
        ("convenient_time", "晚上七点后"),
        ("preferred_way", "wechat"),
        ("fax", "0411-88880001"),
        ("wechat", "liuhan"),
        ("occupation", "采购"),
        ("job_title", "采购部长"),
        ("hobbies", "羽毛球、旅游"),
        ("birth_on", "1986-05-20"),
        ("age_band", "40_44"),
        ("compound", "星海湾一号"),
        ("region", "沙河口区"),
        ("postcode", "116023"),
        ("employer", "三鹿乳业"),
        ("employer_address", "开发区金马路 1 号"),
        ("industry", "食品"),
        ("company_size", "500_up"),
        ("education", "bachelor"),
        ("source", "referral"),
        ("information_source", "friend"),
        ("acquisition_channel", "customer_referral"),
        ("member", "yes"),
        ("member_number", "V0098"),
        ("member_benefits", "免费救援 2 次，生日代金券"),
        ("thanks", "500 元油卡"),
        ("thanks_to", "张松"),
        ("payment_habit", "loan"),
        ("current_plate", "辽B12345"),
    ];
    for (field, value) in plain {
        file.set(field, value);
    }
    for (field, value) in
        [("identity_card", "210203198605200018"), ("home_address", "星海街 9 号"), ("household_income", "300k_500k")]
    {
        file.edit(json!({"edit": "private_field", "field": field, "value": value}));
    }
    let page = file.page();
    for (field, value) in plain {
        assert_eq!(page["customer"]["fields"][field], value, "{field}");
    }
    assert_eq!(page["private"]["fields"]["household_income"], "300k_500k");
    assert_eq!(page["about"]["age_band"], "40_44");
    assert_eq!(search(&file.app, "V0098")["total"], 1, "a member is found by the number");
    assert_eq!(search(&file.app, "B12345")["total"], 1, "and by the plate");
    let saved = file.set("education", "master");
    ask(&file.app, "undo", json!({"undo": saved["undo"]}));
    assert_eq!(file.page()["customer"]["fields"]["education"], "bachelor");
}

/// C7, C13
#[test]
fn an_age_is_kept_as_the_year_of_birth_and_nonsense_is_refused() {
    let file = File::open("13900001002", "张松");
    file.set("birth_year", "46岁");
    let page = file.page();
    assert_eq!((&page["customer"]["fields"]["birth_year"], &page["about"]["age_band"]), (&json!("1980"), &json!("45_49")));
    let refused = file.refused(json!({"edit": "field", "field": "birth_year", "value": "去年"}));
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::BadDate, Some("birth_year")));
}

/// C6, C9
#[test]
fn people_around_a_customer_have_roles_and_numbers_by_which_the_file_is_found() {
    let file = File::open("13900001003", "远山贸易");
    let add = json!({"edit": "add_contact", "name": "欧阳箐", "relation": "采购主管", "roles": ["decider", "payer"], "remark": "周三在", "phone": "139 0000 7777"});
    file.edit(add);
    let page = file.page();
    let contact = page["customer"]["contacts"][0].clone();
    assert_eq!((&contact["name"], &contact["roles"]), (&json!("欧阳箐"), &json!(["decider", "payer"])));
    file.edit(json!({"edit": "add_phone", "typed": "0411-88882222", "label": "办公室", "contact": contact["id"]}));
    let phones = file.page()["customer"]["phones"].clone();
    assert_eq!(phones.as_array().unwrap().iter().filter(|phone| phone["contact"] == contact["id"]).count(), 2);
    assert_eq!(search(&file.app, "欧阳箐")["total"], 1);
    assert_eq!(search(&file.app, "13900007777")["total"], 1);
    let known = ask(&file.app, "check_phone", json!({"typed": "13900007777", "except": null}))["known"][0].clone();
    assert_eq!((&known["file"], &known["person"], &known["exact"]), (&file.id, &json!("欧阳箐"), &json!(true)));
    let main = file.page()["customer"]["phones"].as_array().unwrap().iter().find(|phone| phone["is_main"] == true).cloned();
    assert!(main.is_none_or(|main| main["contact"].is_null()), "the customer's own number is called first");

    let (id, roles) = (contact["id"].clone(), json!(["driver"]));
    file.edit(json!({"edit": "contact", "id": id, "name": "欧阳箐", "relation": "行政", "roles": roles, "remark": ""}));
    assert_eq!(file.page()["customer"]["contacts"][0]["relation"], "行政");
    let gone = file.edit(json!({"edit": "remove_contact", "id": id}));
    assert_eq!(file.page()["customer"]["phones"].as_array().unwrap().len(), 1, "their numbers go with them");
    ask(&file.app, "undo", json!({"undo": gone["undo"]}));
    assert_eq!(file.page()["customer"]["phones"].as_array().unwrap().len(), 3);
    let nobody = json!({"edit": "add_contact", "name": " ", "relation": "", "roles": [], "remark": "", "phone": ""});
    assert_eq!(file.refused(nobody).code, ErrorCode::Required);
}

/// C34
#[test]
fn a_number_of_a_contact_person_makes_no_duplicate_of_two_files() {
    let file = File::open("13900001004", "刘汉");
    let wife = capture(&file.app, "13900001005", "欧阳箐")["file"].clone();
    file.edit(json!({"edit": "add_contact", "name": "欧阳箐", "relation": "爱人", "roles": ["user"], "remark": "", "phone": "13900001005"}));
    assert_eq!(file.page()["duplicates"], json!([]));
    file.edit(json!({"edit": "add_phone", "typed": "13900001005", "label": ""}));
    assert_eq!(file.page()["duplicates"][0]["file"], wife, "as a number of their own it does");
}

/// C12, C25
#[test]
fn only_a_manager_makes_a_batch_buyer_and_takes_it_back() {
    let file = File::open("13900001006", "远山贸易");
    let kind = |value: &str| json!({"edit": "field", "field": "kind", "value": value});
    file.edit(kind("company"));
    assert_eq!(file.refused(kind("batch")).code, ErrorCode::NeedsPromotion);
    let promote = |is_fleet: bool, reason: &str| {
        dispatch(&file.app, "promote_customer", json!({"file": file.id, "is_fleet": is_fleet, "reason": reason}))
    };
    assert_eq!(promote(true, "").unwrap_err().code, ErrorCode::Required);
    let saved = promote(true, "一次订购 12 台").unwrap();
    let row = || search(&file.app, "13900001006")["rows"][0]["kind"].clone();
    assert_eq!((row(), &file.page()["customer"]["fleet"]["reason"]), (json!("batch"), &json!("一次订购 12 台")));
    assert_eq!(promote(true, "再升").unwrap_err().code, ErrorCode::AlreadySo);
    promote(false, "误升").unwrap();
    assert_eq!(row(), "company");
    assert_eq!(dispatch(&file.app, "undo", json!({"undo": saved["undo"]})).unwrap_err().code, ErrorCode::CannotUndo);
    file.be(&["consultant", "administrator"]);
    assert_eq!(promote(true, "我升").unwrap_err().code, ErrorCode::NotAllowed);
    assert_eq!(file.page()["about"]["can_promote"], false);
}

/// C1, C2, C3, C4
#[test]
fn the_relation_follows_the_file_and_may_be_corrected_by_hand_with_a_reason() {
    let file = File::open("", "刘汉");
    let told = || {
        let about = file.page()["about"].clone();
        let steps = about["history"].as_array().unwrap().iter().map(|step| step["cause"].as_str().unwrap().to_owned());
        (about["relation"].as_str().unwrap().to_owned(), steps.collect::<Vec<_>>())
    };
    let says = |relation: Relation, causes: &[&str]| {
        assert_eq!(told(), (relation.to_string(), causes.iter().map(ToString::to_string).collect()))
    };
    says(Relation::Suspect, &["opened"]);
    file.edit(json!({"edit": "add_phone", "typed": "13900001007", "label": ""}));
    let relation = told().0;
    assert_eq!(relation, "prospect");
    let order = signed(&file.app, &file.id);
    assert_eq!(told().0, "customer");
    cancel(&file.app, &file.id, &order);
    assert_eq!((told().0.as_str(), told().1.last().unwrap().as_str()), ("prospect", "cancelled"));
    let said = |relation: Value, reason: &str| json!({"edit": "relation", "relation": relation, "reason": reason});
    assert_eq!(file.refused(said(json!("customer"), " ")).code, ErrorCode::Required);
    file.edit(said(json!("customer"), "在别的店买过"));
    let about = file.page()["about"].clone();
    let last = about["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&about["relation"], &about["relation_said"], &last["words"]),
        (&json!("customer"), &json!(true), &json!("在别的店买过"))
    );
    file.edit(said(Value::Null, ""));
    assert_eq!(told().0, "prospect", "the rules have the word again");
}

/// C14, C15, C31
#[test]
fn habits_and_factors_are_tags_that_are_put_on_and_taken_off() {
    let file = File::open("13900001008", "刘汉");
    let tag = |group: &str, word: &str, on: bool| json!({"edit": "tag", "group": group, "word": word, "on": on});
    for (group, word) in [("media", "web"), ("media", "radio"), ("psychological", "重视面子"), ("service", "上门取送车")]
    {
        file.edit(tag(group, word, true));
    }
    assert_eq!(file.page()["customer"]["tags"].as_array().unwrap().len(), 4);
    file.edit(tag("media", "radio", false));
    assert_eq!(file.page()["customer"]["tags"].as_array().unwrap().len(), 3);
    assert_eq!(file.refused(tag("free", " ", true)).code, ErrorCode::Required);
}

/// C17, C18, C30
#[test]
fn a_contact_tells_how_the_customer_was_and_what_they_had_expected() {
    let file = File::open("13900001009", "刘汉");
    file.edit(
        json!({"edit": "note", "kind": "visit", "text": "来看 A6L，等了二十分钟", "mood": "tense", "expectation": "missed"}),
    );
    file.edit(json!({"edit": "note", "kind": "note", "text": "不喜欢被催，先听参数", "topic": "trait"}));
    let entries = file.page()["customer"]["entries"].clone();
    let find = |kind: &str| entries.as_array().unwrap().iter().find(|entry| entry["kind"] == kind).unwrap().clone();
    assert_eq!((&find("visit")["mood"], &find("visit")["expectation"]), (&json!("tense"), &json!("missed")));
    assert_eq!(find("note")["topic"], "trait");
    assert_eq!(file.page()["about"]["visits"], 1);
}

/// C19, C20, C21, C26, C27, C28, C29, C31, C32
#[test]
fn every_class_says_what_it_rests_on_and_what_is_advised() {
    let file = File::open("13900001010", "刘汉");
    let is = |kind: &str, value: &str, because: &str, advice: &str| {
        let class = file.class(kind);
        assert_eq!(
            (&class["value"], &class["because"], &class["advice"]),
            (&json!(value), &json!(because), &json!(advice)),
            "{kind}"
        );
    };
    is("vehicle_age", "", "unknown", "ask_next");
    for (source, value, because) in [
        ("purchased_lead", "general", "no_interaction"),
        ("hotline_400", "medium", "interacted"),
        ("walk_in", "high", "came_to_store"),
    ] {
        file.set("source", source);
        assert_eq!((&file.class("lead_value")["value"], &file.class("lead_value")["because"]), (&json!(value), &json!(because)));
    }
    file.set("current_car_since", "2019-06");
    file.set("current_car_use", "official");
    file.set("current_car_class", "upper");
    file.set("occupation", "教师");
    file.set("city", "长春");
    file.set("out_of_town", "yes");
    file.set("service_spend_fen", "2.1万");
    file.set("service_visits", "1");
    is("vehicle_age", "old", "bought", "offer_trade_in");
    is("use", "official", "said", "office_times");
    is("vehicle_class", "upper", "said", "by_vehicle_class");
    is("occupation", "教师", "said", "by_occupation");
    is("region", "长春", "out_of_town", "ask_more");
    is("value", "A", "service", "keep_close");
    let required = file.page()["about"]["required"].clone();
    assert!(required.as_array().unwrap().contains(&json!("province")), "more is asked of who comes from elsewhere: {required}");
}

/// C23
#[test]
fn who_bought_before_buys_again_by_repurchase() {
    let file = File::open("13900001011", "张松");
    let order = signed(&file.app, &file.id);
    hand_over(&file.app, &file.id, &order, "1HGCM82633A004352");
    let saved = file.edit(json!({"edit": "add_opportunity", "source": "walk_in"}));
    assert_eq!(saved["warnings"][0]["code"], "repurchase_source");
    let lacking = file.page()["about"]["requires_repurchase"].clone();
    assert_eq!(lacking.as_array().unwrap().len(), 1);
    let saved = file.edit(json!({"edit": "opportunity", "opportunity": lacking[0], "field": "source", "value": "repurchase"}));
    assert_eq!((&saved["warnings"], &file.page()["about"]["requires_repurchase"]), (&json!([]), &json!([])));
    let first = File::open("13900001012", "新客");
    assert_eq!(first.edit(json!({"edit": "add_opportunity", "source": null}))["warnings"], json!([]));
}

/// C24
#[test]
fn a_referral_is_seen_from_both_sides_and_a_friend_counts_once() {
    let file = File::open("13900001013", "张松");
    let rate = || ask(&file.app, "referral_rate", json!({"from": null, "until": null}));
    let before = rate();
    let friend = |phone: &str| {
        let friend = capture(&file.app, phone, "刘汉")["file"].clone();
        let edits = json!([{"edit": "field", "field": "referrer", "value": file.id}]);
        ask(&file.app, "edit_customer", json!({"file": friend, "edits": edits}));
        friend
    };
    let one = friend("13900001014");
    let page = ask(&file.app, "customer", json!({"file": one}));
    assert_eq!(page["referrer"]["file"], file.id);
    assert_eq!(file.page()["about"]["referred"][0]["file"], one);
    let count = |rate: &Value| (rate["referred"].as_u64().unwrap(), rate["n"].as_u64().unwrap());
    let (referred, n) = count(&before);
    assert_eq!(count(&rate()), (referred + 1, n + 1));
    let twin = friend("13900001014");
    assert_eq!(count(&rate()), (referred + 1, n + 1), "the same person in two files");
    ask(&file.app, "join_files", json!({"one": one, "other": twin}));
    assert_eq!(count(&rate()), (referred + 1, n + 1), "or in two that are one customer");
    let itself = file.refused(json!({"edit": "field", "field": "referrer", "value": file.id}));
    assert_eq!(itself.code, ErrorCode::BadRequest);
    assert_eq!(rate()["is_small"], false);
}

/// C22
#[test]
fn the_store_counts_its_customers_per_grade() {
    let file = File::open("13900001015", "刘汉");
    let count = |grade: &str| {
        let board = ask(&file.app, "pipeline", json!({"filter": {}, "by": "grade", "limit": 1}));
        board["columns"].as_array().unwrap().iter().find(|column| column["grade"] == grade).unwrap()["count"].as_u64().unwrap()
    };
    let before = count("H");
    let edits = json!({"edit": "opportunity", "opportunity": file.opportunity(), "field": "grade", "value": "H"});
    file.edit(edits);
    assert_eq!(count("H"), before + 1);
}

/// C36
#[test]
fn what_the_stage_asks_for_and_is_empty_is_named() {
    let file = File::open("13900001016", "刘汉");
    let required = || file.page()["about"]["required"].clone();
    let asks = |field: &str| required().as_array().unwrap().contains(&json!(field));
    assert!(asks("convenient_time") && asks("current_car") && !asks("occupation"));
    file.set("current_car", "帕萨特 2018");
    assert!(!asks("current_car"));
    let opportunity = file.opportunity();
    file.edit(json!({"edit": "opportunity", "opportunity": opportunity, "field": "stage", "value": "test_drive"}));
    assert!(asks("occupation") && asks("compound"));
    file.edit(json!({"edit": "opportunity", "opportunity": opportunity, "field": "stage", "value": "closing"}));
    file.edit(json!({"edit": "private_field", "field": "identity_card", "value": "210203198605200018"}));
    assert_eq!(file.page()["about"]["required_private"], json!(["home_address"]));
}

#[test]
fn nobody_calls_who_does_not_want_to_be_called_but_they_may_call() {
    let file = File::open("13900001017", "刘汉");
    let follow_up = file.page()["customer"]["follow_ups"][0]["id"].clone();
    file.set("do_not_call", "yes");
    assert_eq!(file.page()["about"]["do_not_call"], true);
    let note = |kind: &str| json!({"edit": "note", "kind": kind, "text": "问了价格"});
    assert_eq!(file.refused(note("call")).code, ErrorCode::DoNotCall);
    file.edit(note("call_in"));
    let plan = |way: &str| json!({"edit": "plan_follow_up", "opportunity": null, "way": way, "aim": "", "due_on": "2026-11-25"});
    assert_eq!(file.refused(plan("call")).code, ErrorCode::DoNotCall);
    file.edit(plan("wechat"));
    let record = |called_in: bool| {
        let report = json!({"file": file.id, "follow_up": follow_up, "outcome": "reached", "text": "来电问价", "grade": null,
            "stage": null, "next_on": null, "next_way": null, "next_aim": null, "called_in": called_in});
        dispatch(&file.app, "record_follow_up", report)
    };
    assert_eq!(record(false).unwrap_err().code, ErrorCode::DoNotCall);
    assert!(record(true).is_ok(), "the customer called");
}

/// C8
#[test]
fn sensitive_data_without_a_consent_is_kept_with_a_warning_and_a_withdrawal_stays_on_record() {
    let file = File::open("13900001018", "刘汉");
    let card = |number: &str| json!({"edit": "private_field", "field": "identity_card", "value": number});
    let lacks = |saved: Value| saved["warnings"].as_array().unwrap().iter().any(|warning| warning["code"] == "no_consent");
    assert!(lacks(file.edit(card("210203198605200018"))));
    file.edit(json!({"edit": "add_consent", "purpose": "sensitive_data", "wording": "zh-2026-11", "way": "signature"}));
    let consent = file.page()["customer"]["consents"][0].clone();
    assert!(consent["given_at"].as_i64().unwrap() > 0 && !consent["taken_by"].is_null());
    assert!(!lacks(file.edit(card("210203198605200034"))));
    let withdraw = json!({"edit": "withdraw_consent", "id": consent["id"]});
    file.edit(withdraw.clone());
    let consent = file.page()["customer"]["consents"][0].clone();
    assert_eq!((&consent["wording"], consent["withdrawn_at"].is_null()), (&json!("zh-2026-11"), false));
    assert_eq!(file.refused(withdraw).code, ErrorCode::AlreadySo);
    assert_eq!(
        file.refused(json!({"edit": "add_consent", "purpose": "marketing", "wording": "", "way": "tick"})).code,
        ErrorCode::Required
    );
}

/// F2, F10: what the house notes and tries in vain is no contact.
#[test]
fn the_last_contact_is_what_reached_somebody() {
    let file = File::open("13900001019", "刘汉");
    let last = || search(&file.app, "13900001019")["rows"][0]["last_contact_at"].clone();
    let later = || file.clock.advance_ms(3_600_000);
    let record = |outcome: &str| {
        later();
        let tasks = file.page()["customer"]["follow_ups"].as_array().unwrap().clone();
        let task = tasks.iter().find(|task| task["result"].is_null()).unwrap()["id"].clone();
        let request = json!({
            "file": file.id, "follow_up": task, "outcome": outcome, "text": "联系", "grade": null, "stage": null, "next_on": null,
            "next_way": null, "next_aim": null,
        });
        ask(&file.app, "record_follow_up", request);
    };
    let captured = last();
    later();
    file.edit(json!({"edit": "note", "kind": "note", "text": "只是备注"}));
    let opportunity = file.opportunity();
    let moved = json!({"file": file.id, "opportunity": opportunity, "stage": "needs", "grade": "H"});
    ask(&file.app, "move_opportunity", moved);
    record("unreachable");
    assert_eq!(last(), captured);
    record("reached");
    let reached = last();
    assert!(reached.as_i64() > captured.as_i64());
    later();
    file.edit(json!({"edit": "note", "kind": "visit", "text": "到店看车"}));
    assert!(last().as_i64() > reached.as_i64());
}

/// C1, C3, C4: the list holds those who stand so on this day, by the store's rule.
#[test]
fn customers_are_listed_by_how_they_stand_with_the_store() {
    let file = File::open("13900001009", "刘汉");
    let listed = |relation: &str| {
        let filter = json!({"search": "13900001009", "relations": [relation]});
        ask(&file.app, "list_customers", json!({"filter": filter, "sort": "name", "offset": 0, "limit": 10}))["total"].clone()
    };
    let all = || ["suspect", "prospect", "customer", "lapsed"].map(listed);
    assert_eq!(all(), [0, 1, 0, 0]);
    signed(&file.app, &file.id);
    assert_eq!(all(), [0, 0, 1, 0]);
    file.clock.advance_ms(400 * 86_400_000);
    assert_eq!(file.page()["about"]["relation"], "lapsed");
    assert_eq!(all(), [0, 0, 0, 1], "the passing of time is asked");
}
