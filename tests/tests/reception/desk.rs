//! At the door: who is it, who looks after them, and when do they have them.

use forecourt_core::app::api::error::ErrorCode;
use forecourt_tests::indoors::Device;
use serde_json::{Value, json};

use crate::scene::{Scene, TODAY, arrival, day, line, log, of, refused, visitor};

fn staff_of(line: &Value) -> &Value {
    &line["consultant"]["id"]
}

/// R1, R3, R4, R11, R16
#[test]
fn every_arrival_and_call_is_a_line_also_without_a_name() {
    let scene = Scene::set();
    let walk_in = log(&scene.desk, json!({ "party_size": 2, "visit_count": 1, "interests": [scene.series[0]] }));
    scene.pass(7);
    let calls = ["phone", "web", "outbound"].map(|came_by| log(&scene.desk, json!({ "came_by": came_by, "visit_count": 1 })));
    scene.pass(35);
    scene.desk.ask("leave_line", json!({ "day": TODAY, "line": walk_in["line"], "result": "left", "at": null }));
    let shown = line(&scene.desk, &walk_in);
    assert_eq!((&shown["stayed_minutes"], &shown["party_size"], &shown["state"]), (&json!(42), &json!(2), &json!("over")));
    assert_eq!(shown["interests"][0]["name"], "A4L");
    assert!(calls.iter().all(|call| line(&scene.desk, call)["is_in_store"] == false));
    let figures = &day(&scene.desk)["figures"];
    assert_eq!([&figures["traffic"], &figures["footfall"], &figures["calls"], &figures["people"]], [1, 1, 3, 2]);
}

/// R1, R8
#[test]
fn who_calls_and_stands_at_the_door_ten_minutes_later_counts_as_a_call_and_as_a_visit() {
    let scene = Scene::set();
    let call = log(&scene.desk, json!({ "came_by": "phone", "visitor": visitor("13800001234", "刘汉"), "visit_count": 1 }));
    scene.pass(10);
    log(&scene.desk, json!({ "customer": call["customer"] }));
    let figures = &day(&scene.desk)["figures"];
    assert_eq!([&figures["traffic"], &figures["new_footfall"], &figures["calls"]], [1, 1, 1]);
    assert_eq!([&figures["capture"]["part"], &figures["capture"]["whole"]], [1, 1]);
}

/// R2, R6, R13
#[test]
fn a_visitor_is_known_by_phone_tail_plate_and_name_before_anything_is_written() {
    let mut scene = Scene::set();
    let mut liu = visitor("13800001234", "刘汉");
    liu["plate"] = json!("辽B12345");
    let first =
        log(&scene.desk, json!({ "visitor": liu, "visit_count": 1, "enquiry": "问优惠和现车", "consultant": scene.zhou_id }));
    log(&scene.desk, json!({ "visitor": visitor("13900009999", "刘汉"), "visit_count": 1 }));
    scene.carry();
    let ask = |typed: &str| scene.desk.ask("identify_visitor", json!({ "typed": typed }));
    for (typed, kind, certain) in
        [("138 0000 1234", "phone", true), ("1234", "digits", false), ("辽B·12345", "plate", false), ("B12345", "plate", false)]
    {
        let found = ask(typed);
        assert_eq!(found["kind"], kind, "{typed}");
        assert_eq!(found["known"][0]["customer"]["file"], first["customer"], "{typed}: {found}");
        assert_eq!(found["known"][0]["is_certain"], certain, "{typed}");
        assert_eq!(found["known"][0]["customer"]["owner"]["name"], "周颖");
    }
    let named = ask("刘汉");
    assert_eq!(named["known"].as_array().unwrap().len(), 2, "two people bear the name: a hint, and no more");
    assert!(named["known"].as_array().unwrap().iter().all(|known| known["is_certain"] == false));
    assert_eq!(ask("13700000000")["known"], json!([]));
    assert_eq!(ask("")["kind"], "nothing");
    let shown = line(&scene.desk, &first);
    assert_eq!(
        (&shown["enquiry"], &shown["contact"], &shown["stage"]),
        (&json!("问优惠和现车"), &json!("left"), &json!("initial_contact"))
    );
    let page = scene.zhou.ask("customer", json!({ "file": first["customer"] }));
    let kinds: Vec<&str> =
        page["customer"]["entries"].as_array().unwrap().iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"visit"), "{kinds:?}");
    assert_eq!(page["customer"]["opportunities"].as_array().unwrap().len(), 1);
}

/// R5
#[test]
fn the_previous_consultant_comes_first_then_the_referrers_then_the_rota() {
    let mut scene = Scene::set();
    let first = log(&scene.desk, json!({ "visitor": visitor("13800001234", "张松"), "consultant": scene.wang_id }));
    scene.desk.ask("leave_line", json!({ "day": TODAY, "line": first["line"], "result": "left", "at": null }));
    scene.carry();
    scene.pass(60);
    let found = scene.desk.ask("identify_visitor", json!({ "typed": "13800001234" }));
    let proposals = &found["known"][0]["proposals"];
    assert_eq!([&proposals[0]["chosen_by"], &proposals[0]["staff"]["id"]], [&json!("previous"), &json!(scene.wang_id)]);
    assert_eq!(proposals[1]["chosen_by"], "rota");
    let again = log(&scene.desk, json!({ "customer": first["customer"], "consultant": scene.wang_id }));
    let shown = line(&scene.desk, &again);
    assert_eq!((&shown["chosen_by"], &shown["visit_count"]), (&json!("previous"), &json!(2)));
    let mut referred = visitor("13800005678", "刘汉");
    referred["referrer"] = first["customer"].clone();
    let referred = log(&scene.desk, json!({ "visitor": referred, "visit_count": 1, "consultant": scene.wang_id }));
    assert_eq!(line(&scene.desk, &referred)["chosen_by"], "referrer");
    let page = scene.desk.ask("customer", json!({ "file": referred["customer"] }));
    assert_eq!(page["customer"]["fields"]["source"], "referral");
}

/// R5, C24
#[test]
fn a_friend_who_is_named_only_in_the_file_brings_their_consultant_too() {
    let mut scene = Scene::set();
    let friend = log(&scene.desk, json!({ "visitor": visitor("13800001234", "张松"), "consultant": scene.wang_id }));
    let named = visitor("", "刘汉");
    let call = log(&scene.desk, json!({ "came_by": "phone", "visitor": named, "visit_count": 1 }));
    scene.carry();
    let edits = json!([{ "edit": "field", "field": "referrer", "value": friend["customer"] }]);
    scene.desk.ask("edit_customer", json!({ "file": call["customer"], "edits": edits }));
    let found = scene.desk.ask("identify_visitor", json!({ "typed": "刘汉" }));
    let proposal = &found["known"][0]["proposals"][0];
    assert_eq!([&proposal["staff"]["id"], &proposal["chosen_by"]], [&json!(scene.wang_id), &json!("referrer")]);
    let waiting = log(&scene.desk, json!({ "customer": call["customer"] }));
    assert_eq!(line(&scene.desk, &waiting)["proposals"][0]["chosen_by"], "referrer");
}

/// R5, R10
#[test]
fn turns_go_round_and_whoever_was_served_last_waits_longest() {
    let scene = Scene::set();
    let next = || day(&scene.desk)["next"]["id"].clone();
    let (one, two) = (next(), {
        let first = next();
        json!(if first == json!(scene.zhou_id) { &scene.wang_id } else { &scene.zhou_id })
    });
    let given = log(&scene.desk, json!({ "consultant": one }));
    assert_eq!(line(&scene.desk, &given)["chosen_by"], "rota");
    scene.pass(1);
    assert_eq!(next(), two);
    log(&scene.desk, json!({ "consultant": two }));
    scene.pass(1);
    assert_eq!(next(), Value::Null, "all are busy");
    let waiting = log(&scene.desk, json!({ "enquiry": "先看看 A6L", "asked": 3, "contact": "refused" }));
    let shown = line(&scene.desk, &waiting);
    assert_eq!(shown["state"], "waiting", "the desk receives them meanwhile");
    assert_eq!((&shown["proposals"][0]["staff"]["id"], &shown["proposals"][0]["is_busy"]), (&one, &json!(true)));
    scene.desk.ask("leave_line", json!({ "day": TODAY, "line": given["line"], "result": "left", "at": null }));
    assert_eq!(next(), one, "free again, and served before the other");
    scene.desk.ask("set_duty", json!({ "day": TODAY, "on": [two] }));
    assert_eq!(next(), Value::Null);
    let duty = day(&scene.desk)["duty"].clone();
    assert_eq!((&duty[0]["staff"]["id"], &duty[0]["turn"], &duty[1]["turn"]), (&two, &json!(1), &Value::Null));
}

/// R2, R5
#[test]
fn what_the_desk_collected_goes_on_with_the_hand_over_and_the_consultant_acknowledges_it() {
    let mut scene = Scene::set();
    let waiting = log(
        &scene.desk,
        json!({
            "visitor": visitor("13800001234", "刘汉"), "visit_count": 1, "enquiry": "看重价格和手感", "asked": 3, "interests": [scene.series[1]],
        }),
    );
    scene.carry();
    assert_eq!(line(&scene.zhou, &waiting)["state"], "waiting");
    scene.desk.ask("assign_line", json!({ "day": TODAY, "line": waiting["line"], "consultant": scene.zhou_id }));
    scene.carry();
    let mine = scene.zhou.ask("visitors_to_receive", json!({}));
    assert_eq!(mine[0]["id"], waiting["line"]);
    assert_eq!(
        (&mine[0]["enquiry"], &mine[0]["asked"], &mine[0]["interests"][0]["name"]),
        (&json!("看重价格和手感"), &json!(3), &json!("A6L"))
    );
    assert_eq!(mine[0]["customer"]["name"], "刘汉", "the file came with the visitor");
    assert_eq!(scene.wang.ask("visitors_to_receive", json!({})), json!([]));
    assert_eq!(refused(&scene.wang, "accept_line", of(&waiting)).0, ErrorCode::NotYourVisitor);
    scene.zhou.ask("accept_line", of(&waiting));
    scene.carry();
    assert_eq!(scene.zhou.ask("visitors_to_receive", json!({})), json!([]));
    assert_eq!(line(&scene.desk, &waiting)["state"], "received");
    scene.desk.ask("assign_line", json!({ "day": TODAY, "line": waiting["line"], "consultant": scene.wang_id }));
    scene.carry();
    let shown = line(&scene.desk, &waiting);
    assert_eq!((&shown["state"], staff_of(&shown)), (&json!("assigned"), &json!(scene.wang_id)), "the new one says it anew");
    assert_eq!(scene.wang.ask("customer", json!({ "file": waiting["customer"] }))["owner"]["id"], scene.wang_id.as_str());
}

/// R10, R11
#[test]
fn a_line_never_holds_a_name_or_a_number() {
    let scene = Scene::set();
    let saved = log(&scene.desk, json!({ "visitor": visitor("13800001234", "刘汉"), "visit_count": 1, "remark": "看 A6L" }));
    let file = saved["file"].as_str().unwrap().parse().unwrap();
    let content = scene.desk.app.inspect(file).unwrap().content;
    assert!(!content.contains("13800001234") && !content.contains("刘汉"), "{content}");
    let typed = |field: &str, words: &str| arrival(json!({ field: words, "customer": saved["customer"] }));
    for (field, words) in [("enquiry", "打 138-0000-1234"), ("remark", "刘汉的朋友")] {
        assert_eq!(refused(&scene.desk, "log_arrival", typed(field, words)), (ErrorCode::PersonInLog, field.to_owned()));
    }
    let change = json!({ "day": TODAY, "line": saved["line"], "changes": [{ "change": "field", "field": "remark", "value": "刘汉来了" }] });
    assert_eq!(refused(&scene.desk, "edit_line", change).0, ErrorCode::PersonInLog);
}

/// R4
#[test]
fn times_and_numbers_that_cannot_be_are_refused_with_the_reason() {
    let scene = Scene::set();
    let now = scene.desk.clock.clone();
    let at = |minutes: i64| forecourt_core::clock::Clock::now(&*now).unix_ms() + minutes * 60_000;
    for (said, code, field) in [
        (json!({ "in_at": at(60) }), ErrorCode::BadTime, "in_at"),
        (json!({ "in_at": at(-30), "out_at": at(-40) }), ErrorCode::BadTime, "out_at"),
        (json!({ "party_size": 0 }), ErrorCode::BadCount, "party_size"),
        (json!({ "party_size": 100 }), ErrorCode::BadCount, "party_size"),
        (json!({ "visit_count": 0 }), ErrorCode::BadCount, "visit_count"),
        (json!({ "visitor": visitor("", "") }), ErrorCode::NeedsPhoneOrName, ""),
    ] {
        assert_eq!(refused(&scene.desk, "log_arrival", arrival(said.clone())).0, code, "{said}");
        if !field.is_empty() {
            assert_eq!(refused(&scene.desk, "log_arrival", arrival(said)).1, field);
        }
    }
    assert_eq!(day(&scene.desk)["lines"], json!([]), "nothing of it was written");
}

/// R10
#[test]
fn an_undone_line_is_gone_and_the_day_stays() {
    let scene = Scene::set();
    let first = log(&scene.desk, json!({}));
    let second = log(&scene.desk, json!({ "party_size": 3 }));
    scene.desk.ask("undo", json!({ "undo": first["undo"] }));
    let lines = day(&scene.desk)["lines"].clone();
    assert_eq!(lines.as_array().unwrap().len(), 1);
    assert_eq!(lines[0]["id"], second["line"], "the first line of the day takes the day not with it");
    let left = scene.desk.ask("leave_line", json!({ "day": TODAY, "line": second["line"], "result": "quote", "at": null }));
    scene.desk.ask("undo", json!({ "undo": left["undo"] }));
    assert_eq!(line(&scene.desk, &second)["out_at"], Value::Null);
}

/// R12
#[test]
fn the_desk_ticks_what_it_saw_to() {
    let mut scene = Scene::set();
    scene.clerk.ask("tick_chore", json!({ "day": TODAY, "chore": "drinks", "done": true }));
    scene.carry();
    let chores = day(&scene.desk)["chores"].clone();
    let drinks = chores.as_array().unwrap().iter().find(|row| row["chore"] == "drinks").unwrap();
    assert_eq!(drinks["by"]["name"], "白露");
    scene.desk.ask("tick_chore", json!({ "day": TODAY, "chore": "drinks", "done": false }));
    assert!(day(&scene.desk)["chores"].as_array().unwrap().iter().all(|row| row["by"] == Value::Null));
}

/// R4, C11: a file that is opened at the door is a first visit, from where the store says people come.
#[test]
fn a_visitor_whose_file_is_opened_comes_for_the_first_time_and_from_the_stores_own_sources() {
    let scene = Scene::set();
    scene.manager.ask("add_choice", json!({ "list": "sources", "name": "小区电梯广告" }));
    let own = scene.manager.ask("rules", json!({}))["sources"].as_array().unwrap().last().unwrap()["code"].clone();
    let mut new = visitor("13900000031", "冯小");
    new["source"] = own.clone();
    let first = log(&scene.desk, json!({ "visitor": new, "visit_count": null }));
    assert_eq!(line(&scene.desk, &first)["visit_count"], 1);
    let file = line(&scene.desk, &first)["customer"]["file"].clone();
    assert_eq!(scene.desk.ask("customer", json!({ "file": file }))["customer"]["fields"]["source"], own);
    let nameless = log(&scene.desk, json!({ "visit_count": null }));
    assert_eq!(line(&scene.desk, &nameless)["visit_count"], json!(null), "nobody knows of whom nothing is known");
    let linked = json!({ "visitor": visitor("13900000032", "郑南"), "customer": null });
    let mut request = of(&nameless);
    request.as_object_mut().unwrap().extend(linked.as_object().unwrap().clone());
    scene.desk.ask("link_visitor", request);
    assert_eq!(line(&scene.desk, &nameless)["visit_count"], 1);
    let mut again = of(&nameless);
    let same = json!({ "visitor": null, "customer": line(&scene.desk, &nameless)["customer"]["file"] });
    again.as_object_mut().unwrap().extend(same.as_object().unwrap().clone());
    let repeated = scene.desk.ask("link_visitor", again);
    assert_eq!((&repeated["undo"], &line(&scene.desk, &nameless)["visit_count"]), (&json!(null), &json!(1)), "it is linked");
}

/// R5: two desks put the turns in order while apart; whoever keeps the log says which counts, once.
#[test]
fn turns_that_two_desks_wrote_apart_are_asked_about_and_settled() {
    let mut scene = Scene::set();
    let usual: Vec<Value> = day(&scene.desk)["duty"].as_array().unwrap().iter().map(|row| row["staff"].clone()).collect();
    let (first, second) = (&usual[0]["id"], &usual[1]["id"]);
    // One sends the first home, the other puts them last.
    scene.desk.ask("set_duty", json!({ "day": TODAY, "on": [second] }));
    scene.manager.ask("set_duty", json!({ "day": TODAY, "on": [second, first] }));
    scene.carry();
    let asked = |device: &Device| {
        let clashes = day(device)["clashes"].as_array().unwrap().clone();
        clashes.into_iter().filter(|told| told["clash"]["place"][0] == "duty").collect::<Vec<_>>()
    };
    assert_eq!(asked(&scene.desk), asked(&scene.manager));
    assert_eq!(asked(&scene.desk).len(), 1, "{:?}", asked(&scene.desk));
    let told = asked(&scene.desk).remove(0);
    assert_eq!((&told["clash"]["place"][1], &told["names"][0]["name"]), (first, &usual[0]["name"]));
    let settle = |value: &str| json!({ "day": TODAY, "staff": first, "value": value });
    assert_eq!(refused(&scene.desk, "settle_duty", settle("7")).0, ErrorCode::NotInClash);
    scene.desk.ask("settle_duty", settle("1"));
    scene.carry();
    for device in [&scene.desk, &scene.manager] {
        assert!(asked(device).is_empty(), "nobody is asked again");
        let turns: Vec<_> = day(device)["duty"].as_array().unwrap().iter().map(|row| row["turn"].clone()).collect();
        assert_eq!(turns, [1, 2], "both take turns");
    }
}
