//! Every list, board and page a person looks at, over a store in which a showroom has worked for half a year, beside a plain
//! table of the same customers.

use std::{path::Path, time::Duration};

use anyhow::ensure;
use forecourt_core::{app::App, clock::Date};
use pinyin::ToPinyin as _;
use serde_json::{Map, Value, json};

use crate::{
    baseline::bare::{Bare, Sealed},
    figures::{object, spread, timed},
    lived::{Lived, lived},
    place::{Folder, ask},
    records::{Line, Record},
};

/// How often each is asked.
const TIMES: usize = 40;
/// Customers that are looked up and looked for.
const SOUGHT: usize = 20;

/// Ways of typing a customer.
const WAYS: [&str; 6] = ["name", "surname", "pinyin", "phone_start", "phone_tail", "plate"];

/// A screen, its command, and what is asked in turn.
type Question = (&'static str, &'static str, Vec<Value>);

/// Asks for each screen's data again and again.
pub fn run(lines: &[Line], data: Option<&Path>) -> anyhow::Result<Map<String, Value>> {
    let folder = Folder::new(data)?;
    let Lived { app, today } = lived(&folder.path().join("lived"), lines)?;
    let mut figures = Map::new();
    let some = some(&app, lines.len())?;
    let all = [customers(lines), boards(today), pages(&app, &some)?, work(&app, today)?, reception(today)];
    for (screen, command, requests) in all.into_iter().flatten() {
        figures.insert(screen.to_owned(), asked(&app, command, &requests)?);
    }
    figures.insert("search".to_owned(), searches(&app, lines)?);
    Ok(object(json!({ "records": lines.len(), "screens": figures, "plain": plain(folder.path(), lines)? })))
}

fn list(filter: Value, sort: &str, offset: usize) -> Value {
    json!({ "filter": filter, "sort": sort, "offset": offset, "limit": 100 })
}

/// Files from all over the list.
fn some(app: &App, count: usize) -> anyhow::Result<Vec<Value>> {
    let at = |nth: usize| ask::<Value>(app, "list_customers", list(json!({}), "last_contact", nth * count / SOUGHT));
    let rows = (0..SOUGHT).map(|nth| Ok(at(nth)?["rows"][0]["file"].clone())).collect::<anyhow::Result<Vec<_>>>()?;
    ensure!(rows.iter().all(Value::is_string), "a page of the list is empty");
    Ok(rows)
}

fn customers(lines: &[Line]) -> Vec<Question> {
    let page = |name, filter, sort: &str, offset| (name, "list_customers", vec![list(filter, sort, offset)]);
    let deep = lines.len() / 2;
    vec![
        page("list_by_contact", json!({}), "last_contact", 0),
        page("list_by_contact_deep", json!({}), "last_contact", deep),
        page("list_by_name", json!({}), "name", 0),
        page("list_by_name_deep", json!({}), "name", deep),
        page("list_by_due", json!({}), "next_follow_up", 0),
        page("list_by_due_deep", json!({}), "next_follow_up", deep),
        page("list_by_age", json!({}), "opened", 0),
        page("list_by_age_deep", json!({}), "opened", deep),
        page("list_of_stage", json!({ "stages": ["proposal"], "grades": ["H", "A"] }), "last_contact", 0),
        page("list_of_source_deep", json!({ "sources": ["web"] }), "name", lines.len() / 8),
        page("list_overdue", json!({ "need": "overdue_follow_up" }), "next_follow_up", 0),
        page("list_without_follow_up", json!({ "need": "no_follow_up" }), "last_contact", 0),
        page("list_incomplete", json!({ "need": "incomplete" }), "last_contact", 0),
        page("list_duplicates", json!({ "need": "duplicate" }), "name", 0),
        page("list_clashes", json!({ "need": "clash" }), "name", 0),
        page("list_tagged", json!({ "tags": ["vip"] }), "name", 0),
    ]
}

fn boards(today: Date) -> Vec<Question> {
    let board = |name, filter, by: &str| (name, "pipeline", vec![json!({ "filter": filter, "by": by, "limit": 60 })]);
    vec![
        board("board_by_stage", json!({}), "stage"),
        board("board_by_grade", json!({}), "grade"),
        board("board_filtered", json!({ "sources": ["web"] }), "stage"),
        board("board_searched", json!({ "search": "138" }), "stage"),
        ("today_own", "today", vec![json!({ "staff": null, "everyone": false })]),
        ("today_everyone", "today", vec![json!({ "staff": null, "everyone": true })]),
        ("week_own", "week", vec![json!({ "staff": null, "everyone": false, "on": null })]),
        ("week_everyone", "week", vec![json!({ "staff": null, "everyone": true, "on": today })]),
        ("reminders", "reminders", vec![json!({})]),
        ("untouched", "untouched", vec![json!({})]),
        ("events", "events", vec![json!({})]),
        ("recent_operations", "recent_operations", vec![json!({})]),
        ("sync_status", "sync_status", vec![json!({})]),
        ("store", "store", vec![json!({})]),
    ]
}

fn orders(search: &str, states: &[&str], offset: usize) -> Value {
    json!({
        "search": search, "states": states, "owners": [], "from": null, "upto": null, "contested": false, "customer": null,
        "offset": offset, "limit": 50,
    })
}

/// Pages of one thing, each of another one in turn, and the lists of orders and vehicles.
fn pages(app: &App, some: &[Value]) -> anyhow::Result<Vec<Question>> {
    let mut purchases = Vec::new();
    for file in some {
        let page: Value = ask(app, "customer", json!({ "file": file }))?;
        purchases.push(json!({ "file": file, "opportunity": page["customer"]["opportunities"][0]["id"] }));
    }
    let rows = ask::<Value>(app, "orders", orders("", &[], 0))?["rows"].as_array().cloned().unwrap_or_default();
    let ordered = rows.iter().map(|row| json!({ "file": row["customer"]["file"], "order": row["order"] }));
    let of_customer = |row: &Value| {
        let mut request = orders("", &[], 0);
        request["customer"] = row["customer"]["file"].clone();
        request
    };
    let contested = json!({ "contested": true });
    Ok(vec![
        ("customer_page", "customer", some.iter().map(|file| json!({ "file": file })).collect()),
        ("customer_page_with_order", "customer", rows.iter().map(|row| json!({ "file": row["customer"]["file"] })).collect()),
        ("opportunity_page", "opportunity", purchases),
        ("order_page", "order", ordered.collect()),
        ("orders", "orders", vec![orders("", &[], 0)]),
        ("orders_deep", "orders", vec![orders("", &[], 2_000)]),
        ("orders_of_state", "orders", vec![orders("", &["signed"], 0)]),
        ("orders_searched", "orders", vec![orders("LFV3A", &[], 0), orders("D01", &[], 0), orders("wang", &[], 0)]),
        ("orders_contested", "orders", vec![merged(orders("", &[], 0), contested)]),
        ("orders_of_customer", "orders", rows.iter().map(of_customer).collect()),
        ("vehicles", "vehicles", vec![json!({ "search": "", "customer": null, "offset": 0, "limit": 200 })]),
        ("claim_pairs", "claim_pairs", vec![json!({})]),
    ])
}

fn merged(mut one: Value, other: Value) -> Value {
    if let (Some(one), Value::Object(other)) = (one.as_object_mut(), other) {
        one.extend(other);
    }
    one
}

/// What a manager works through and reads.
fn work(app: &App, today: Date) -> anyhow::Result<Vec<Question>> {
    let losses = |show: &str, offset: u32| json!({ "show": show, "reason": "", "competitor": "", "from": null, "upto": null, "offset": offset, "limit": 50 });
    let review = |show: &str| json!({ "show": show, "staff": null, "days": 30, "offset": 0, "limit": 50 });
    let days = |back: i64| json!({ "from": today.plus_days(-back), "upto": today });
    let month = days(30);
    let report: Value = ask(app, "activity", month.clone())?;
    let rows = report["rows"].as_array().into_iter().flatten().take(SOUGHT);
    let behind = rows.map(|row| json!({ "date": row["date"], "staff": row["staff"]["id"], "what": "on_time" })).collect();
    let one = |name, command, request| (name, command, vec![request]);
    Ok(vec![
        one("losses_waiting", "losses", losses("waiting", 0)),
        one("losses_lost", "losses", losses("lost", 0)),
        one("losses_lost_deep", "losses", losses("lost", 2_000)),
        one("review_unread", "review_follow_ups", review("unread")),
        one("review_settled", "review_follow_ups", review("settled")),
        one("progress_today", "progress", days(0)),
        one("progress_month", "progress", month.clone()),
        one("activity_today", "activity", days(0)),
        one("activity_month", "activity", month),
        ("activity_rows", "activity_rows", behind),
        one("merge_queue", "merge_queue", json!({ "offset": 0, "limit": 50 })),
        one("merge_counts", "merge_counts", json!({})),
        one("segments", "segments", json!({ "bought": false })),
        one("competitors", "competitors", json!({})),
        one("referral_rate", "referral_rate", json!({ "from": null, "until": null })),
        one("many_choices", "many_choices", json!({})),
        one("booking_clashes", "booking_clashes", json!({})),
    ])
}

fn reception(today: Date) -> Vec<Question> {
    let yesterday = today.plus_days(-1);
    let filter = |from: Date| json!({ "from": from, "upto": today });
    let page =
        |from: Date, more: Value, offset: u32| json!({ "filter": merged(filter(from), more), "offset": offset, "limit": 50 });
    let figures = |from: Date| json!({ "from": from, "upto": today, "consultant": null });
    let rates = |from: Date| json!({ "from": from, "upto": today, "whose": { "of": "everyone" }, "source": null });
    let behind = |counted: &str| json!({ "counted": counted, "asked": rates(today.plus_days(-30)), "offset": 0, "limit": 50 });
    let (month, half_year) = (today.plus_days(-30), today.plus_days(-180));
    vec![
        ("reception_day", "reception_day", vec![json!({ "day": yesterday })]),
        ("visitors_to_receive", "visitors_to_receive", vec![json!({})]),
        ("register_month", "reception_lines", vec![page(month, json!({}), 0)]),
        ("register_half_year_deep", "reception_lines", vec![page(half_year, json!({}), 5_000)]),
        ("register_checked", "reception_lines", vec![page(half_year, json!({ "need": "any" }), 0)]),
        ("footfall_month", "footfall", vec![figures(month)]),
        ("footfall_half_year", "footfall", vec![figures(half_year)]),
        ("sales_rates_month", "sales_rates", vec![rates(month)]),
        ("sales_rates_half_year", "sales_rates", vec![rates(half_year)]),
        ("rate_rows_purchases", "rate_rows", vec![behind("purchases")]),
        ("rate_rows_remaining", "rate_rows", vec![behind("remaining")]),
        ("car_day", "car_day", vec![json!({ "on": yesterday })]),
    ]
}

fn asked(app: &App, command: &str, requests: &[Value]) -> anyhow::Result<Value> {
    ensure!(!requests.is_empty(), "there is nothing to ask of {command}");
    let mut times = Vec::new();
    for nth in 0..TIMES {
        times.push(timed(|| ask::<Value>(app, command, &requests[nth % requests.len()]))?.1);
    }
    Ok(spread(&mut times))
}

/// Looking for somebody: in the list, in the palette, at the desk. Each way of typing a customer is a search of its own.
fn searches(app: &App, lines: &[Line]) -> anyhow::Result<Value> {
    let mut ways: Map<String, Value> = Map::new();
    let step = lines.len().div_ceil(SOUGHT).max(1);
    let sought: Vec<&Line> = lines.iter().step_by(step).collect();
    for way in WAYS {
        let (mut listed, mut palette, mut desk) = (Vec::new(), Vec::new(), Vec::new());
        for line in &sought {
            let typed = typed(&line.record, way);
            let page =
                |limit: usize| json!({ "filter": { "search": typed }, "sort": "last_contact", "offset": 0, "limit": limit });
            listed.push(timed(|| ask::<Value>(app, "list_customers", page(100)))?.1);
            palette.push(timed(|| ask::<Value>(app, "list_customers", page(7)))?.1);
            desk.push(timed(|| ask::<Value>(app, "identify_visitor", json!({ "typed": typed })))?.1);
        }
        let figures = json!({ "list": spread(&mut listed), "palette": spread(&mut palette), "desk": spread(&mut desk) });
        ways.insert(way.to_owned(), figures);
    }
    Ok(Value::Object(ways))
}

fn typed(record: &Record, way: &str) -> String {
    let phone = || record.phones.first().map(String::as_str).unwrap_or_default().chars();
    match way {
        "surname" => record.name.chars().take(1).collect(),
        "pinyin" => record.name.as_str().to_pinyin().flatten().map(|syllable| syllable.plain()).collect(),
        "phone_start" => phone().take(3).collect(),
        "phone_tail" => phone().skip(7).collect(),
        "plate" => record.vehicles.first().map(|car| car.plate.clone()).unwrap_or_default(),
        _ => record.name.clone(),
    }
}

/// Fifty customers of a table without rights, masks, search or history, the first and from the middle.
fn plain(folder: &Path, lines: &[Line]) -> anyhow::Result<Value> {
    let path = folder.join("plain-list.db");
    let is_new = !path.exists();
    let table = Bare::open(&path, Sealed::Yes)?;
    if is_new {
        table.fill(lines)?;
    }
    let page = |offset: usize| -> anyhow::Result<Value> {
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..TIMES {
            times.push(timed(|| table.page(offset))?.1);
        }
        Ok(spread(&mut times))
    };
    Ok(json!({ "first": page(0)?, "deep": page(lines.len() / 2)? }))
}
