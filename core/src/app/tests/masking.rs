//! Who sees which numbers, asked through every command there is.

use serde_json::{Value, json};

use super::{App, Place, ask, capture, dispatch};
use crate::app::{
    api::{COMMANDS, error::ErrorCode},
    gate::FORM,
};

/// Numbers of one customer that must not be found where they are masked, as typed and as understood.
const CANARIES: [&str; 8] = [
    "13912345678",
    "139 1234 5678",
    "0411-88123456",
    "041188123456",
    "13798765432",
    "13687654321",
    "13555667788",
    "210203198506170021",
];
/// Roles that see phones with a reason.
const WITH_REASON: [&str; 5] = ["front_desk", "information_specialist", "sales_manager", "cs_manager", "general_manager"];
/// Commands that end or replace the store, or wait for a relay; they answer nothing of a customer.
const NOT_ASKED: [&str; 9] = [
    "open_store",
    "join_store",
    "cancel_join",
    "practise",
    "wipe_practice",
    "invite_device",
    "confirm_device",
    "pending_devices",
    "unmask",
];

struct Customer {
    file: Value,
    phone: Value,
    line: Value,
    follow_up: Value,
}

/// A practice store with one customer whose numbers stand everywhere a number can stand.
fn customer(app: &App) -> Customer {
    be(app, &["administrator", "consultant"]);
    let file = capture(app, "139 1234 5678", "刘汉13555667788")["file"].clone();
    capture(app, "13912345678", "同号");
    let edit = |edits: Value| ask(app, "edit_customer", json!({"file": file, "edits": edits}));
    edit(json!([
        {"edit": "add_phone", "typed": "0411-88123456", "label": "单位"},
        {"edit": "field", "field": "wechat", "value": "13798765432"},
        {"edit": "private_field", "field": "identity_card", "value": "210203198506170021"},
        {"edit": "note", "kind": "note", "text": "爱人电话13687654321，晚上打"},
        {"edit": "plan_follow_up", "opportunity": null, "way": "call", "aim": "打13687654321", "due_on": "2026-11-22"},
    ]));
    let page = ask(app, "customer", json!({"file": file}))["customer"].clone();
    for kind in ["model", "competitor"] {
        let name = format!("A6L找{kind}13687654321");
        edit(json!([{"edit": "name_interest", "opportunity": page["opportunities"][0]["id"], "kind": kind, "name": name}]));
    }
    let phones = page["phones"].as_array().unwrap();
    let phone = phones.iter().find(|phone| phone["number"]["normalised"] == "13912345678").unwrap()["id"].clone();
    edit(json!([{"edit": "main_phone", "id": phone}]));
    let lines = page["entries"].as_array().unwrap();
    let line = lines.iter().find(|line| line["text"].as_str().unwrap().contains("爱人")).unwrap()["id"].clone();
    let planned = page["follow_ups"].as_array().unwrap().iter().find(|one| one["aim"] == "打13687654321").unwrap();
    Customer { phone, follow_up: planned["id"].clone(), line, file }
}

/// The customer's main number as the file page shows it.
fn shown(page: &Value) -> Value {
    let phones = page["customer"]["phones"].as_array().unwrap();
    phones.iter().find(|phone| phone["is_main"] == true).unwrap()["number"]["typed"].clone()
}

/// Gives the person at this device these roles.
fn be(app: &App, roles: &[&str]) {
    let me = ask(app, "state", json!({}))["phase"]["me"]["staff"].clone();
    ask(app, "edit_staff", json!({"staff": me, "name": null, "roles": roles}));
}

/// A request for a command that makes it answer all it can about the customer.
fn request(command: &str, customer: &Customer) -> Value {
    let file = &customer.file;
    let filter = json!({"search": "刘汉"});
    match command {
        "customer" | "event" | "request_erasure" => json!({ "file": file }),
        "list_customers" => json!({"filter": filter, "sort": "opened", "offset": 0, "limit": 200}),
        "pipeline" => json!({"filter": filter, "by": "stage", "limit": 200}),
        "merge_queue" => json!({"offset": 0, "limit": 100}),
        "compare_files" => json!({"one": file, "other": file}),
        "segments" => json!({"bought": false}),
        "today" => json!({"staff": null, "everyone": true}),
        "check_phone" => json!({"typed": "1391234567", "except": null}),
        "audit" => json!({"filter": {}, "after": null}),
        "export_audit" => json!({"filter": {}}),
        "diagnosis" => json!({"file": file, "after": null}),
        "edit_customer" => json!({"file": file, "edits": [{"edit": "field", "field": "occupation", "value": "教师"}]}),
        "set_language" => json!({"language": "en"}),
        "hand_over_screen" => json!({"on": false}),
        "save_draft" => json!({"id": file, "form": "capture", "values": {}}),
        "drop_draft" => json!({"id": file}),
        _ => json!({}),
    }
}

fn unmask(app: &App, customer: &Customer, hidden: Value) -> Result<Value, ErrorCode> {
    let request = json!({"file": customer.file, "hidden": hidden, "reason": "call"});
    dispatch(app, "unmask", request).map_err(|error| error.code)
}

#[test]
fn whoever_sees_numbers_with_a_reason_gets_none_in_full_from_any_command_but_unmask() {
    let place = Place::practised();
    let app = place.open();
    let customer = customer(&app);
    for role in WITH_REASON {
        be(&app, &["administrator", role]);
        let page = ask(&app, "customer", json!({"file": customer.file}));
        assert_eq!(shown(&page), "139****5678", "{role}");
        assert_eq!((&page["masked"], &page["customer"]["fields"]["wechat"]), (&json!(true), &json!("137****5432")), "{role}");
        let mut answered = Vec::new();
        for command in COMMANDS.iter().filter(|command| !NOT_ASKED.contains(command)) {
            let Ok(answer) = dispatch(&app, command, request(command, &customer)) else { continue };
            answered.push(*command);
            let text = answer.to_string();
            for canary in CANARIES {
                assert!(!text.contains(canary), "{role}: {command} answers {canary}: {text}");
            }
        }
        for needed in ["customer", "list_customers", "pipeline", "today", "check_phone", "duplicates", "competitors", "segments"]
        {
            assert!(answered.contains(&needed), "{role} could not ask {needed}: {answered:?}");
        }
    }
}

#[test]
fn a_masked_number_is_shown_in_full_for_a_reason_and_the_log_says_so() {
    let place = Place::practised();
    let app = place.open();
    let customer = customer(&app);
    be(&app, &["administrator", "general_manager"]);
    let asked = [
        (json!({"what": "main_phone"}), "139 1234 5678"),
        (json!({"what": "phone", "id": customer.phone}), "139 1234 5678"),
        (json!({"what": "field", "field": "wechat"}), "13798765432"),
        (json!({"what": "private", "field": "identity_card"}), "210203198506170021"),
        (json!({"what": "line", "id": customer.line}), "爱人电话13687654321"),
        (json!({"what": "line", "id": customer.follow_up}), "打13687654321"),
    ];
    for (place, (hidden, value)) in asked.iter().enumerate() {
        let answer = unmask(&app, &customer, hidden.clone()).unwrap();
        assert!(answer["values"][0].as_str().unwrap().contains(value), "{hidden}: {answer}");
        assert_eq!(answer["left_today"], 199 - place);
    }
    let lines = ask(&app, "audit", json!({"filter": {"what": "unmasked"}, "after": null}));
    let rows = lines["rows"].as_array().unwrap();
    assert_eq!(rows.len(), asked.len());
    assert!(rows.iter().all(|row| row["file"] == customer.file && row["reason"] == "call"));
}

#[test]
fn what_the_role_needs_is_shown_in_full_and_not_recorded_but_identity_numbers_always_are() {
    let place = Place::practised();
    let app = place.open();
    let customer = customer(&app);
    be(&app, &["administrator", "consultant"]);
    let page = ask(&app, "customer", json!({"file": customer.file}));
    assert_eq!(page["private"]["fields"]["identity_card"], "210***********0021");
    assert_eq!(unmask(&app, &customer, json!({"what": "private", "field": "identity_card"})).unwrap()["left_today"], 199);
    for role in ["consultant", "cs_specialist"] {
        be(&app, &["administrator", role]);
        let page = ask(&app, "customer", json!({"file": customer.file}));
        assert_eq!((shown(&page), &page["masked"]), (json!("139 1234 5678"), &json!(false)), "{role}");
        let answer = unmask(&app, &customer, json!({"what": "main_phone"})).unwrap();
        assert!(answer["left_today"].is_null(), "{role}");
    }
    let refused = unmask(&app, &customer, json!({"what": "private", "field": "identity_card"}));
    assert_eq!(refused, Err(ErrorCode::NotFound), "who may not have the private part");
}

#[test]
fn the_two_hundred_and_first_number_of_a_day_stays_masked() {
    let place = Place::practised();
    let app = place.open();
    let customer = customer(&app);
    be(&app, &["administrator", "sales_manager"]);
    for _ in 0..200 {
        unmask(&app, &customer, json!({"what": "main_phone"})).unwrap();
    }
    assert_eq!(unmask(&app, &customer, json!({"what": "main_phone"})), Err(ErrorCode::UnmaskLimit));
    drop(app);
    assert_eq!(unmask(&place.open_as(2), &customer, json!({"what": "main_phone"})), Err(ErrorCode::UnmaskLimit), "a restart");
}

#[test]
fn a_masked_number_is_never_saved_over_the_real_one() {
    let place = Place::practised();
    let app = place.open();
    let customer = customer(&app);
    be(&app, &["administrator", "sales_manager"]);
    for edit in [
        json!({"edit": "phone", "id": customer.phone, "typed": "139****5678", "label": "手机"}),
        json!({"edit": "field", "field": "wechat", "value": "137****5432"}),
        json!({"edit": "private_field", "field": "identity_card", "value": "210***********0021"}),
    ] {
        let refused = dispatch(&app, "edit_customer", json!({"file": customer.file, "edits": [edit]})).unwrap_err();
        assert_eq!(refused.code, ErrorCode::MaskedValue);
    }
}

#[test]
fn reading_the_private_part_is_recorded_for_the_general_manager_once_a_day() {
    let place = Place::practised();
    let app = place.open();
    let customer = customer(&app);
    let read =
        || ask(&app, "audit", json!({"filter": {"what": "private_read"}, "after": null}))["rows"].as_array().unwrap().len();
    be(&app, &["administrator", "general_manager"]);
    for _ in 0..3 {
        assert!(ask(&app, "customer", json!({"file": customer.file}))["private"].is_object());
    }
    assert_eq!(read(), 1);
}

#[test]
fn in_a_customers_hands_the_device_answers_the_form_alone_even_after_a_restart() {
    let place = Place::practised();
    let app = place.open();
    let customer = customer(&app);
    assert_eq!(ask(&app, "hand_over_screen", json!({"on": true}))["form_only"], true);
    drop(app);
    let app = place.open_as(2);
    for command in COMMANDS.iter().filter(|command| !FORM.contains(command)) {
        let refused = dispatch(&app, command, request(command, &customer)).unwrap_err();
        assert_eq!(refused.code, ErrorCode::FormOnly, "{command}");
    }
    let check = ask(&app, "check_phone", json!({"typed": "13912345678", "except": null}));
    assert_eq!((&check["known"], &check["number"]["kind"]), (&json!([]), &json!("mobile")), "what it is, never whose");
    let saved = capture(&app, "13912345678", "王小姐");
    assert_eq!(saved["warnings"], json!([]), "a customer is not told that the number is known");
    ask(&app, "hand_over_screen", json!({"on": false}));
    ask(&app, "drafts", json!({}));
}
