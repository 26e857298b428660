//! Two consultants who take the same test car while they are apart.

use forecourt_tests::indoors::{Device, Hall};
use serde_json::{Value, json};

const DAY: &str = "2026-12-01";

/// A manager, and two consultants with a phone and a customer each.
struct Scene {
    hall: Hall,
    manager: Device,
    zhou: Device,
    wang: Device,
    car: Value,
}

struct Buyer {
    file: Value,
    opportunity: Value,
}

impl Scene {
    fn set() -> (Self, Buyer, Buyer) {
        let hall = Hall::open();
        let (mut manager, mut zhou, mut wang) = (hall.device("office", 0), hall.device("phone", 0), hall.device("tablet", 0));
        hall.open_store(&mut manager);
        for (device, name) in [(&mut zhou, "周颖"), (&mut wang, "王强")] {
            let id = hall.hire(&mut manager, name);
            hall.enrol(&mut manager, device, &id);
        }
        zhou.hang_up();
        let request = json!({"id": null, "plate": "辽B66666", "model": "奥迪 Q5L", "mileage_km": 100, "retired": false});
        manager.ask("save_test_car", request);
        let car = manager.ask("store", json!({}))["cars"][0]["id"].clone();
        let mut scene = Self { hall, manager, zhou, wang, car };
        scene.carry();
        let (one, other) = (buyer(&scene.zhou, "13900000001"), buyer(&scene.wang, "13900000002"));
        scene.carry();
        (scene, one, other)
    }

    fn carry(&mut self) {
        self.hall.carry_as_far_as_it_goes(&mut [&mut self.manager, &mut self.zhou, &mut self.wang]);
    }

    fn slot(&self, from: u16, to: u16) -> Value {
        json!({"car": self.car, "on": DAY, "from": from, "to": to, "consultant": null})
    }

    fn booking(&self, buyer: &Buyer, from: u16, to: u16) -> Value {
        json!({"file": buyer.file, "opportunity": buyer.opportunity, "way": "ride", "route": "", "slot": self.slot(from, to)})
    }

    /// Every device shows the same day: when, by whom and whether it clashes.
    fn day(&self) -> Vec<(u64, String, usize)> {
        let shown = |device: &Device| -> Vec<(u64, String, usize)> {
            let day = device.ask("car_day", json!({"on": DAY}));
            let bookings = day["cars"][0]["bookings"].as_array().unwrap().clone();
            bookings
                .iter()
                .map(|one| {
                    let from = one["booking"]["slot"]["from"].as_u64().unwrap();
                    (from, one["consultant"]["name"].as_str().unwrap().to_owned(), one["clashes"].as_array().unwrap().len())
                })
                .collect()
        };
        let all = [&self.manager, &self.zhou, &self.wang].map(shown);
        assert_eq!((&all[0], &all[1]), (&all[1], &all[2]));
        all[0].clone()
    }
}

fn buyer(device: &Device, phone: &str) -> Buyer {
    let file = device.capture(phone);
    let opportunity = device.ask("customer", json!({"file": file}))["customer"]["opportunities"][0]["id"].clone();
    Buyer { file, opportunity }
}

fn clashes(device: &Device) -> Vec<Value> {
    device.ask("booking_clashes", json!({}))["rows"].as_array().unwrap().clone()
}

fn drive(device: &Device, buyer: &Buyer) -> Value {
    let page = device.ask("opportunity", json!({"file": buyer.file, "opportunity": buyer.opportunity}));
    page["test_drives"][0].clone()
}

/// S4: two book the same test car while apart.
#[test]
fn one_car_taken_twice_apart_stands_twice_until_the_later_one_is_moved() {
    let (mut scene, zhous, wangs) = Scene::set();
    scene.zhou.hang_up();
    scene.wang.hang_up();
    scene.zhou.ask("book_test_drive", scene.booking(&zhous, 600, 630));
    scene.wang.clock.advance_ms(60_000);
    scene.wang.ask("book_test_drive", scene.booking(&wangs, 615, 645));
    scene.carry();
    assert_eq!(scene.day(), [(600, "周颖".to_owned(), 1), (615, "王强".to_owned(), 1)], "neither is dropped");

    // The one who booked later is asked, once; the other and the manager see it.
    let decides = |device: &Device| clashes(device).iter().map(|row| row["must_decide"] == true).collect::<Vec<_>>();
    assert_eq!(decides(&scene.wang), [true]);
    assert_eq!(decides(&scene.zhou), [false]);
    assert_eq!(decides(&scene.manager), [false]);
    // Nobody learns of a colleague's customer by it.
    assert_eq!(clashes(&scene.wang)[0]["first"]["customer"], Value::Null);
    assert!(!clashes(&scene.zhou)[0].to_string().contains(wangs.file.as_str().unwrap()));

    // From now on both devices know: nobody can book into it again, and moving one ends it everywhere.
    let id = drive(&scene.wang, &wangs)["drive"]["id"].clone();
    let again = json!({"file": wangs.file, "id": id, "slot": scene.slot(620, 650)});
    let refused = scene.wang.try_ask("move_test_drive", again).unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "car_taken");
    scene.wang.ask("move_test_drive", json!({"file": wangs.file, "id": id, "slot": scene.slot(630, 660)}));
    scene.carry();
    assert_eq!(scene.day(), [(600, "周颖".to_owned(), 0), (630, "王强".to_owned(), 0)]);
    for device in [&scene.manager, &scene.zhou, &scene.wang] {
        assert_eq!(clashes(device), Vec::<Value>::new());
    }
}

/// S4: one moves a booking on two devices apart.
#[test]
fn a_booking_moved_apart_shows_one_time_everywhere_and_offers_the_other() {
    let (mut scene, zhous, _) = Scene::set();
    scene.zhou.ask("book_test_drive", scene.booking(&zhous, 600, 630));
    scene.carry();
    let id = drive(&scene.zhou, &zhous)["drive"]["id"].clone();
    let to = |on: &str, from: u16| json!({"file": zhous.file, "id": id, "slot": {"car": scene.car, "on": on, "from": from, "to": from + 30, "consultant": null}});
    let (later, near) = (to("2026-12-02", 700), to(DAY, 900));
    let settled = to(DAY, 960);
    scene.zhou.hang_up();
    scene.zhou.clock.advance_ms(30_000);
    scene.zhou.ask("move_test_drive", near);
    scene.manager.clock.advance_ms(60_000);
    scene.manager.ask("move_test_drive", later);
    scene.carry();
    let shown = |device: &Device| drive(device, &zhous)["booking"].clone();
    assert_eq!(shown(&scene.zhou), shown(&scene.manager));
    assert_eq!(shown(&scene.zhou)["slot"]["on"], "2026-12-02", "the later word");
    let rivals = shown(&scene.zhou)["rivals"].clone();
    assert_eq!((&rivals[0]["on"], &rivals[0]["from"]), (&json!(DAY), &json!(900)), "the other word is offered");
    scene.zhou.ask("move_test_drive", settled);
    scene.carry();
    assert_eq!(shown(&scene.zhou), shown(&scene.manager));
    assert_eq!((&shown(&scene.manager)["slot"]["from"], &shown(&scene.manager)["rivals"]), (&json!(960), &json!([])));
}

/// S4: called off on one device, driven on the other.
#[test]
fn a_car_that_left_was_driven_whatever_somebody_else_called_off_meanwhile() {
    let (mut scene, zhous, _) = Scene::set();
    scene.zhou.ask("book_test_drive", scene.booking(&zhous, 600, 630));
    scene.carry();
    let id = drive(&scene.zhou, &zhous)["drive"]["id"].clone();
    scene.zhou.hang_up();
    let edit = |edit: Value| json!({"file": zhous.file, "id": id, "edits": [edit]});
    scene.zhou.ask("edit_test_drive", edit(json!({"edit": "out", "mileage_km": 120})));
    scene.manager.ask("edit_test_drive", edit(json!({"edit": "call_off", "why": "no_show", "text": ""})));
    scene.carry();
    for device in [&scene.manager, &scene.zhou] {
        let drive = drive(device, &zhous);
        assert_eq!((&drive["state"], &drive["booking"]["state"]), (&json!("out"), &json!("out")));
    }
}
