//! A purchase that is given up, by people who are apart: everybody ends with the same, and who must decide is asked once.

use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

/// A manager and two consultants; the first has a customer who is known everywhere.
struct Scene {
    hall: Hall,
    manager: Device,
    zhou: Device,
    wang: Device,
    wang_id: String,
    file: Value,
    opportunity: Value,
}

impl Scene {
    fn set() -> Self {
        let hall = Hall::open();
        let (mut manager, mut zhou, mut wang) = (hall.device("office", 0), hall.device("phone", 0), hall.device("tablet", 0));
        hall.open_store(&mut manager);
        let zhou_id = hall.hire(&mut manager, "周颖");
        hall.enrol(&mut manager, &mut zhou, &zhou_id);
        let wang_id = hall.hire(&mut manager, "王强");
        hall.enrol(&mut manager, &mut wang, &wang_id);
        zhou.hang_up();
        let file = zhou.capture("13900000001");
        let opportunity = zhou.ask("customer", json!({ "file": file }))["customer"]["opportunities"][0]["id"].clone();
        let mut scene = Self { hall, manager, zhou, wang, wang_id, file, opportunity };
        scene.carry();
        scene
    }

    fn carry(&mut self) {
        self.hall.carry_as_far_as_it_goes(&mut [&mut self.manager, &mut self.zhou, &mut self.wang]);
    }

    fn give_up(&self, by: &Device, words: &str) {
        by.ask(
            "request_loss",
            json!({
                "file": self.file, "opportunity": self.opportunity,
                "given_up": { "reason": "price", "competitor": "宝马 3系", "words": words },
            }),
        );
    }

    fn judge(&self, confirmed: bool, words: &str, hand_to: &Value) -> Value {
        self.manager.ask(
            "judge_loss",
            json!({
                "file": self.file, "opportunity": self.opportunity, "request": self.opportunity_at(&self.manager)["loss"]["request"]["id"],
                "confirmed": confirmed, "words": words, "hand_to": hand_to,
            }),
        )
    }

    fn revive(&self, by: &Device, words: &str) {
        by.ask("revive_opportunity", json!({ "file": self.file, "opportunity": self.opportunity, "words": words }));
    }

    fn opportunity_at(&self, device: &Device) -> Value {
        device.ask("customer", json!({ "file": self.file }))["customer"]["opportunities"][0].clone()
    }

    /// Stage, grade and loss as a device shows them.
    fn shown_at(&self, device: &Device) -> Value {
        let one = self.opportunity_at(device);
        json!([one["stage"], one["grade"], one["loss"]])
    }

    fn losses(&self, device: &Device, show: &str) -> Value {
        device.ask(
            "losses",
            json!({ "show": show, "reason": "", "competitor": "", "from": null, "upto": null, "offset": 0, "limit": 50 }),
        )
    }

    fn open_tasks(&self, device: &Device) -> usize {
        let page = device.ask("customer", json!({ "file": self.file }));
        page["customer"]["follow_ups"].as_array().unwrap().iter().filter(|one| one["result"].is_null()).count()
    }
}

fn keep() -> Value {
    json!({ "to": "keep" })
}

/// F7, F8, PX3
#[test]
fn a_loss_is_asked_for_refused_with_a_word_asked_for_again_and_confirmed() {
    let mut scene = Scene::set();
    scene.give_up(&scene.zhou, "优惠差两万");
    assert_eq!(scene.opportunity_at(&scene.zhou)["stage"], "initial_contact", "nothing is lost yet");
    scene.carry();
    let queue = scene.losses(&scene.manager, "waiting");
    assert_eq!((&queue["waiting"], &queue["total"], &queue["can_judge"]), (&json!(1), &json!(1), &json!(true)));
    assert_eq!((&queue["rows"][0]["words"], &queue["by_reason"][0]["word"]), (&json!("优惠差两万"), &json!("price")));
    assert_eq!(queue["by_competitor"][0], json!({ "word": "宝马 3系", "count": 1 }));
    scene.judge(false, "再约一次，我陪同谈价", &keep());
    scene.carry();
    let back = scene.opportunity_at(&scene.zhou);
    assert_eq!((&back["stage"], &back["loss"]["verdict"]["words"]), (&json!("initial_contact"), &json!("再约一次，我陪同谈价")));
    assert_eq!(scene.open_tasks(&scene.zhou), 1, "it is worked again");

    scene.give_up(&scene.zhou, "已经交了定金");
    scene.carry();
    scene.judge(true, "", &keep());
    scene.carry();
    for device in [&scene.manager, &scene.zhou] {
        let one = scene.opportunity_at(device);
        assert_eq!((&one["stage"], &one["grade"]), (&json!("lost"), &json!("F")));
        assert_eq!(scene.open_tasks(device), 0);
    }
    let lost = scene.losses(&scene.manager, "lost");
    assert_eq!((&lost["requests"], &lost["clear"], &lost["few"]), (&json!(1), &json!(1), &json!(true)));
    let page = scene.zhou.ask("customer", json!({ "file": scene.file }));
    let told = |kind: &str| page["customer"]["entries"].as_array().unwrap().iter().filter(|entry| entry["kind"] == kind).count();
    assert_eq!((told("loss_requested"), told("loss_refused"), told("loss_confirmed")), (2, 1, 1), "all of it on the timeline");
}

/// F7, PX3
#[test]
fn a_confirmed_loss_may_change_hands_in_the_same_step() {
    let mut scene = Scene::set();
    scene.give_up(&scene.zhou, "换个顾问也许能成");
    scene.carry();
    let wang = json!({ "to": "staff", "staff": scene.wang_id });
    scene.judge(true, "转王强跟进", &wang);
    scene.carry();
    assert!(scene.zhou.try_ask("customer", json!({ "file": scene.file })).is_err(), "it has left the first consultant");
    assert_eq!(scene.opportunity_at(&scene.wang)["stage"], "lost");
    scene.revive(&scene.wang, "客户愿意再谈");
    scene.carry();
    let one = scene.opportunity_at(&scene.manager);
    assert_eq!(
        (&one["stage"], &one["grade"], &one["loss"]["revival"]["words"]),
        (&json!("initial_contact"), &json!("N"), &json!("客户愿意再谈"))
    );
    assert_eq!(scene.open_tasks(&scene.wang), 1, "the rules plan the next follow-up");
    let again = json!({ "file": scene.file, "opportunity": scene.opportunity, "words": "再来" });
    assert!(scene.wang.try_ask("revive_opportunity", again).is_err(), "once per loss");
}

/// F7, PX3: the way back from a word is the way back from all of it.
#[test]
fn a_confirmed_loss_that_is_undone_gives_back_the_purchase_and_the_customer() {
    for is_away in [false, true] {
        let mut scene = Scene::set();
        scene.give_up(&scene.zhou, "优惠差两万");
        scene.carry();
        let before = scene.shown_at(&scene.manager);
        scene.manager.hang_up();
        let saved = scene.judge(true, "转王强", &json!({ "to": "staff", "staff": scene.wang_id }));
        if !is_away {
            scene.carry();
            assert!(scene.zhou.try_ask("customer", json!({ "file": scene.file })).is_err(), "it has left the first consultant");
        }
        let undone = scene.manager.ask("undo", json!({ "undo": saved["undo"] }));
        assert_eq!(undone["kept"], json!([]));
        scene.carry();
        scene.carry();
        for device in [&scene.manager, &scene.zhou] {
            let page = device.ask("customer", json!({ "file": scene.file }));
            assert_eq!((&page["owner"]["name"], scene.shown_at(device)), (&json!("周颖"), before.clone()));
        }
        assert!(scene.wang.try_ask("customer", json!({ "file": scene.file })).is_err());
        assert_eq!(scene.losses(&scene.manager, "waiting")["waiting"], 1, "the request waits again");
    }
}

/// F7: what cannot be judged is handed to nobody.
#[test]
fn a_loss_that_is_settled_already_changes_no_hands() {
    let mut scene = Scene::set();
    scene.give_up(&scene.zhou, "优惠差两万");
    scene.carry();
    let request = scene.opportunity_at(&scene.manager)["loss"]["request"]["id"].clone();
    scene.judge(false, "再谈", &keep());
    let again = json!({
        "file": scene.file, "opportunity": scene.opportunity, "request": request, "confirmed": true, "words": "",
        "hand_to": { "to": "pool" },
    });
    assert!(scene.manager.try_ask("judge_loss", again).is_err());
    scene.carry();
    assert_eq!(scene.zhou.ask("customer", json!({ "file": scene.file }))["owner"]["name"], "周颖");
}

/// F7, PX3
#[test]
fn a_loss_confirmed_here_and_taken_back_there_ends_in_one_state_and_the_manager_is_asked_once() {
    for ends_lost in [true, false] {
        let mut scene = Scene::set();
        scene.give_up(&scene.zhou, "优惠差两万");
        scene.carry();
        scene.zhou.hang_up();
        scene.revive(&scene.zhou, "客户刚来电，愿意再看");
        assert_eq!(scene.opportunity_at(&scene.zhou)["loss"]["revival"]["words"], "客户刚来电，愿意再看");
        scene.judge(true, "同意战败", &keep());
        scene.carry();

        let shown = scene.shown_at(&scene.manager);
        assert_eq!(shown, scene.shown_at(&scene.zhou), "one state on all devices");
        assert_eq!((&shown[0], &shown[2]["verdict"]["words"]), (&json!("lost"), &json!("同意战败")));
        assert_eq!(shown[2]["revival"]["words"], "客户刚来电，愿意再看", "both words are kept");
        let queue = scene.losses(&scene.manager, "waiting");
        assert_eq!((&queue["waiting"], &queue["rows"][0]["state"]), (&json!(1), &json!("contested")));
        let page = scene.zhou.ask("customer", json!({ "file": scene.file }));
        assert_eq!(page["customer"]["clashes"], json!([]), "nobody else is asked");

        scene.judge(ends_lost, "由经理定", &keep());
        scene.carry();
        let shown = scene.shown_at(&scene.manager);
        assert_eq!(shown, scene.shown_at(&scene.zhou));
        assert_eq!(shown[0], if ends_lost { json!("lost") } else { json!("initial_contact") });
        assert_eq!(scene.losses(&scene.manager, "waiting")["waiting"], 0, "asked once");
    }
}

/// F7
#[test]
fn what_two_people_ask_for_apart_is_judged_once() {
    let mut scene = Scene::set();
    scene.zhou.hang_up();
    scene.give_up(&scene.zhou, "客户说不买了");
    // A manager's own is confirmed at once.
    scene.give_up(&scene.manager, "朋友在别家成交");
    scene.carry();
    let shown = scene.shown_at(&scene.manager);
    assert_eq!(shown, scene.shown_at(&scene.zhou));
    assert_eq!(
        (&shown[0], &shown[2]["request"]["words"]),
        (&json!("lost"), &json!("朋友在别家成交")),
        "the request that was judged"
    );
    assert_eq!(scene.losses(&scene.manager, "waiting")["waiting"], 0);
    let page = scene.manager.ask("customer", json!({ "file": scene.file })).to_string();
    assert!(page.contains("客户说不买了"), "nobody's words are lost");
}

/// F7, PX3
#[test]
fn a_consultant_who_edits_while_the_manager_confirms_and_hands_over_loses_no_word() {
    let mut scene = Scene::set();
    scene.give_up(&scene.zhou, "优惠差两万");
    scene.carry();
    scene.zhou.hang_up();
    let page = scene.zhou.ask("customer", json!({ "file": scene.file }));
    let task = page["customer"]["follow_ups"][0]["id"].clone();
    scene.zhou.ask(
        "record_follow_up",
        json!({
            "file": scene.file, "follow_up": task, "outcome": "reached", "text": "客户回心转意", "grade": "H", "stage": "proposal",
            "next_on": "2026-11-25", "next_way": "call", "next_aim": "送报价",
        }),
    );
    scene.judge(true, "转王强", &json!({ "to": "staff", "staff": scene.wang_id }));
    scene.carry();
    scene.carry();
    let page = scene.wang.ask("customer", json!({ "file": scene.file }));
    for word in ["客户回心转意", "送报价", "转王强"] {
        assert!(page.to_string().contains(word), "{word}: {page}");
    }
    assert_eq!(scene.shown_at(&scene.wang), scene.shown_at(&scene.manager));
    assert_eq!(scene.opportunity_at(&scene.wang)["stage"], "lost");
}

/// PX3
#[test]
fn a_consultants_own_word_loses_nothing() {
    let scene = Scene::set();
    let request = json!({
        "file": scene.file, "opportunity": scene.opportunity, "request": scene.opportunity, "confirmed": true, "words": "",
        "hand_to": { "to": "keep" },
    });
    assert!(scene.zhou.try_ask("judge_loss", request).is_err());
    let to_lost = json!({ "file": scene.file, "opportunity": scene.opportunity, "stage": "lost", "grade": null });
    let refused = scene.zhou.try_ask("move_opportunity", to_lost).unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "needs_loss_reason");
}

/// F2, F7: what was done is not taken away by a word that knew nothing of it.
#[test]
fn a_result_that_is_written_while_the_loss_is_confirmed_stays_done_in_the_file() {
    let mut scene = Scene::set();
    scene.give_up(&scene.zhou, "优惠差两万");
    scene.carry();
    scene.zhou.hang_up();
    let page = scene.zhou.ask("customer", json!({ "file": scene.file }));
    let task = page["customer"]["follow_ups"][0]["id"].clone();
    let done = json!({
        "file": scene.file, "follow_up": task, "outcome": "reached", "text": "客户回心转意", "grade": null, "stage": null,
        "next_on": null, "next_way": null, "next_aim": "",
    });
    scene.zhou.ask("record_follow_up", done);
    scene.judge(true, "", &keep());
    scene.carry();
    scene.carry();
    for device in [&scene.zhou, &scene.manager] {
        let page = device.ask("customer", json!({ "file": scene.file }));
        let of_task = page["customer"]["follow_ups"].as_array().unwrap().iter().find(|one| one["id"] == task).cloned();
        assert_eq!(of_task.unwrap()["result"]["text"], "客户回心转意");
    }
}

/// F7, O1, PX3: a signed order stands, whatever was confirmed of the purchase elsewhere, and the manager is asked once.
#[test]
fn an_order_that_is_signed_while_the_loss_is_confirmed_stands_and_the_manager_is_asked_once() {
    let mut scene = Scene::set();
    scene.give_up(&scene.zhou, "优惠差两万");
    scene.carry();
    scene.zhou.hang_up();
    let of = json!({ "file": scene.file, "opportunity": scene.opportunity, "quotation": null, "catalogue": null });
    let order = scene.zhou.ask("open_order", of.clone())["order"].clone();
    let fields = json!([{ "field": "model", "value": "A4L" }, { "field": "price_fen", "value": "40万" }]);
    let car = json!([{ "change": "add_car", "catalogue": null, "fields": fields }]);
    scene.zhou.ask("change_order", json!({ "file": scene.file, "order": order, "changes": car }));
    let act = |act: Value| json!({ "file": scene.file, "order": order, "act": act });
    scene.zhou.ask("act_on_order", act(json!({ "act": "sign", "on": "2026-11-21" })));
    let (sign, cancel) =
        (act(json!({ "act": "sign", "on": "2026-11-21" })), act(json!({ "act": "cancel", "reason": "不买了", "withheld": "" })));
    scene.judge(true, "", &keep());
    scene.carry();
    scene.carry();
    let shown = scene.shown_at(&scene.manager);
    assert_eq!(shown, scene.shown_at(&scene.zhou));
    assert_eq!((&shown[0], &shown[1]), (&json!("closing"), &json!("O")), "what was bought is not lost");
    let queue = scene.losses(&scene.manager, "waiting");
    assert_eq!((&queue["waiting"], &queue["rows"][0]["state"]), (&json!(1), &json!("ordered")));
    let again = json!({
        "file": scene.file, "opportunity": scene.opportunity, "request": shown[2]["request"]["id"], "confirmed": true, "words": "",
        "hand_to": keep(),
    });
    let refused = scene.manager.try_ask("judge_loss", again).unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "order_stands");
    scene.judge(false, "签了就继续", &keep());
    scene.carry();
    scene.carry();
    let shown = scene.shown_at(&scene.zhou);
    assert_eq!((&shown[0], &shown[1]), (&json!("closing"), &json!("O")));
    assert_eq!(shown, scene.shown_at(&scene.manager));
    assert_eq!(scene.losses(&scene.manager, "waiting")["waiting"], 0, "asked once");
    // While the order stands nobody gives the purchase up, and no lost purchase is signed for.
    let give_up = json!({
        "file": scene.file, "opportunity": scene.opportunity, "given_up": { "reason": "price", "competitor": "", "words": "" },
    });
    let refused = scene.zhou.try_ask("request_loss", give_up).unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "order_stands");
    scene.zhou.ask("act_on_order", cancel);
    let order = scene.zhou.ask("open_order", of)["order"].clone();
    scene.zhou.ask("change_order", json!({ "file": scene.file, "order": order, "changes": car }));
    scene.give_up(&scene.zhou, "还是不买");
    scene.carry();
    scene.judge(true, "", &keep());
    scene.carry();
    let sign = json!({ "file": scene.file, "order": order, "act": sign["act"] });
    let refused = scene.zhou.try_ask("act_on_order", sign).unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "is_lost");
}

/// F7: a refusal leaves what moved on since the request.
#[test]
fn a_refused_request_leaves_stage_and_grade_where_they_moved_meanwhile() {
    let mut scene = Scene::set();
    scene.give_up(&scene.zhou, "优惠差两万");
    let moved = json!({ "file": scene.file, "opportunity": scene.opportunity, "stage": "proposal", "grade": "H" });
    scene.zhou.ask("move_opportunity", moved);
    scene.carry();
    scene.judge(false, "继续谈", &keep());
    scene.carry();
    let shown = scene.shown_at(&scene.zhou);
    assert_eq!((&shown[0], &shown[1]), (&json!("proposal"), &json!("H")));
}
