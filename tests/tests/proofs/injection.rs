//! Proof 13: what people type is never run, neither by SQL nor by a spreadsheet nor by a page: it comes back as it was typed.

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::{
    dice::Dice,
    processes::{App, Store, lead},
    size::rounds,
};
use serde_json::{Value, json};

use super::phone;

/// What has broken other programs.
const BAITS: &[&str] = &[
    "' OR '1'='1",
    "'; DROP TABLE file; --",
    "\"; DELETE FROM outbox; --",
    "') UNION SELECT bytes FROM change --",
    "%' AND 1=1 --",
    "_%_",
    "%",
    "\\",
    "\\' OR 1=1",
    "NULL",
    ":file",
    "?1",
    "$1",
    "@phone",
    "NEAR(a b)",
    "a AND b OR NOT c",
    "name:\"王\" *",
    "\"unclosed",
    "^*\"(){}[]",
    "{column} : x",
    "=1+1",
    "=cmd|'/C calc'!A0",
    "+86*1380",
    "-2+3",
    "@SUM(A1:A9)",
    "=HYPERLINK(\"http://x\",\"y\")",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "${7*7}",
    "%s%s%n",
    "../../../../etc/passwd",
    "a\nb",
    "\u{202e}moc.elpmaxe",
    "\u{feff}王\u{200b}晓",
    "张\u{0301}松",
    "👨‍👩‍👧‍👦",
    "𠮷野家",
    "ﷺ",
    "辽B·D12345",
    "LSVAA4187E2123456",
    "0x7f",
    "1e309",
    "true",
    "[object Object]",
    "{\"$ne\":null}",
];

/// Fields of a customer file that hold free text.
const FIELDS: [&str; 6] = ["latin_name", "wechat", "occupation", "employer", "compound", "hobbies"];

/// A bait, alone or between others.
fn bait(seed: u64) -> String {
    let at = |number: u64| BAITS[usize::try_from(number).unwrap() % BAITS.len()];
    let first = at(seed);
    let mut dice = Dice::new(seed);
    match seed / BAITS.len() as u64 {
        0 => first.to_owned(),
        1 => format!("王{first}晓"),
        2 => format!("{first}{}", at(dice.roll() % 1_000)),
        _ => format!("{}{first} {}{}", at(dice.roll() % 1_000), dice.below(1_000), at(dice.roll() % 1_000)),
    }
}

/// What is kept of a text: everything but spaces around it and control characters.
fn kept(text: &str) -> String {
    text.trim().chars().filter(|letter| !letter.is_control() || *letter == '\n').collect()
}

#[test]
fn whatever_is_typed_comes_back_as_it_was_and_runs_nowhere() {
    let store = Store::open();
    let app = &store.manager;
    let event = plan_event(app);
    for seed in rounds("injection") {
        let typed = bait(seed);
        let file = everywhere(app, seed, &typed, &event);
        let page = app.ask("customer", &json!({ "file": file }));
        let customer = &page["customer"];
        assert_eq!(customer["fields"]["name"], kept(&typed), "seed {seed}: {typed:?}");
        for field in FIELDS {
            assert_eq!(customer["fields"][field], kept(&typed), "seed {seed}, {field}: {typed:?}");
        }
        let notes: Vec<&str> =
            customer["entries"].as_array().unwrap().iter().filter_map(|entry| entry["text"].as_str()).collect();
        assert!(notes.contains(&kept(&typed).as_str()), "seed {seed}: {typed:?} among {notes:?}");
        assert!(page.to_string().contains(&Value::from(kept(&typed)).to_string()), "seed {seed}");
        asked_for(app, seed, &typed, &file);
    }
    let rows = app.ask("list_customers", &json!({ "filter": {}, "sort": "opened", "offset": 0, "limit": 1 }));
    assert_eq!(rows["total"], rounds("injection").count(), "nothing that was typed took a file away or made one");
    assert_eq!(app.phase()["phase"], "ready");
    app.sync();
}

fn plan_event(app: &App) -> Value {
    let today = app.ask("state", &json!({}))["today"].clone();
    let fields = json!([{ "field": "name", "value": "外展" }, { "field": "starts_on", "value": today }]);
    app.ask("save_event", &json!({ "file": null, "fields": fields, "staff": [], "settle": null }))["file"].clone()
}

/// Types it wherever a file takes text; the file.
fn everywhere(app: &App, seed: u64, typed: &str, event: &Value) -> String {
    let request = lead(&json!({ "phones": [phone(seed)], "name": typed, "remark": typed, "event": event }));
    let file = app.ask("capture_lead", &request)["file"].as_str().unwrap().to_owned();
    let mut edits: Vec<Value> = FIELDS.iter().map(|field| json!({ "edit": "field", "field": field, "value": typed })).collect();
    edits.push(json!({ "edit": "note", "kind": "note", "text": typed }));
    app.tell("edit_customer", &json!({ "file": file, "edits": edits }));
    let fields = json!([{ "field": "name", "value": typed }]);
    app.tell("save_event", &json!({ "file": event, "fields": fields, "staff": [], "settle": null }));
    let told = app.ask("event", &json!({ "file": event }));
    assert!(told.to_string().contains(&Value::from(kept(typed)).to_string()), "seed {seed}: the event's name");
    let draft = json!({ "id": "01900000-0000-7000-8000-00000000d4a7", "form": "capture", "values": { "name": typed } });
    app.tell("save_draft", &draft);
    assert_eq!(app.ask("drafts", &json!({}))[0]["values"]["name"], typed, "seed {seed}: a draft is kept letter by letter");
    file
}

/// Asks for it wherever the app takes a question. What cannot be a question is refused as one, never by the database.
fn asked_for(app: &App, seed: u64, typed: &str, file: &str) {
    let search = |text: &str| json!({ "filter": { "search": text }, "sort": "opened", "offset": 0, "limit": 200 });
    let allowed = [ErrorCode::BadRequest, ErrorCode::NotFound, ErrorCode::TooLong, ErrorCode::Required];
    for (command, request) in [
        ("list_customers", search(typed)),
        ("pipeline", json!({ "filter": { "search": typed }, "by": "grade", "limit": 10 })),
        ("check_phone", json!({ "typed": typed, "except": null })),
        ("customer", json!({ "file": typed })),
        ("undo", json!({ "undo": typed })),
        ("today", json!({ "staff": typed, "everyone": false })),
    ] {
        if let Err(error) = app.try_ask(command, &request) {
            assert!(allowed.contains(&error.code), "seed {seed}, {command} {typed:?}: {:?}", error.code);
        }
    }
    // The number finds the file whatever stands beside it.
    let found = app.ask("list_customers", &search(&phone(seed)));
    assert_eq!(found["rows"][0]["file"], file, "seed {seed}");
}

/// It begins like a formula and is a number of a person: of a customer, a sales manager's screen must not give it back in
/// full.
#[test]
fn a_number_that_begins_like_a_formula_is_masked_wherever_it_was_typed() {
    let store = Store::open();
    let app = &store.manager;
    let event = plan_event(app);
    let file = everywhere(app, 0, "+86 13800000000", &event);
    let page = app.ask("customer", &json!({ "file": file }))["customer"].to_string();
    assert!(page.contains("+861******0000") && !page.contains("13800000000"), "{page}");
}
