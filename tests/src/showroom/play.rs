//! Plays a day on devices: two desks, twelve consultants and a manager, each without a network for a while.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up must fail")]

use std::{collections::BTreeMap, sync::Arc};

use serde_json::{Value, json};

use super::script::{CONSULTANTS, Called, DESKS, Day, EVENTS, GivenUp, KNOWN, NOON, Ordered, REASONS, Who, consultant_of, is_in};
use crate::{
    indoors::{Device, Hall},
    processes::lead,
};

const MINUTE_MS: i64 = 60_000;
/// A hall opens at eleven in the morning of a Saturday; the day before the day is a Monday.
const TO_MONDAY_MS: i64 = 2 * 24 * 60 * MINUTE_MS;
const ELEVEN: u32 = 11 * 60;
/// How often whoever has a network syncs.
const SYNC_MINUTES: u32 = 20;
/// When the manager judges what was given up.
const JUDGES: u32 = 17 * 60;
const EVENING: u32 = 19 * 60;

/// The store during the day.
pub struct Showroom {
    hall: Hall,
    /// The manager's device.
    pub manager: Device,
    /// Devices of the desks.
    pub desks: Vec<Device>,
    /// Devices of the consultants.
    pub consultants: Vec<Device>,
    /// Who the consultants are.
    pub staff: Vec<String>,
    day: Day,
    /// Minutes since the midnight before the day.
    minute: i64,
    synced: i64,
    /// Customers known before, by number: file, follow-up, purchase.
    known: Vec<(Value, Value, Value)>,
    /// Lines of the log, by visit.
    lines: BTreeMap<usize, Value>,
    model: Value,
    events: Vec<Value>,
}

/// Something that happens at a minute.
#[derive(Debug, Clone, Copy)]
enum Act {
    Comes(usize),
    Leaves(usize),
    Lead(usize, usize),
    Calls(Called),
    Orders(Ordered),
    GivesUp(GivenUp),
    ChangesHands,
    Judges,
}

impl Showroom {
    /// The store in the morning: everybody is there, and whom they know is in the book.
    #[must_use]
    pub fn open(day: Day) -> Self {
        let hall = Hall::open();
        let mut manager = hall.device("office", 0);
        hall.open_store(&mut manager);
        let mut hire = |device: &str, role: &str| {
            let staff = hall.hire_as(&mut manager, device, &[role]);
            let mut joined = hall.device(device, 0);
            hall.enrol(&mut manager, &mut joined, &staff);
            joined.hang_up();
            (joined, staff)
        };
        let desks = (0..DESKS).map(|nth| hire(&format!("desk {nth}"), "front_desk").0).collect();
        let (consultants, staff) = (0..CONSULTANTS).map(|nth| hire(&format!("consultant {nth}"), "consultant")).unzip();
        let mut showroom = Self {
            minute: i64::from(ELEVEN) - 24 * 60,
            synced: i64::MIN,
            model: Value::Null,
            known: Vec::new(),
            lines: BTreeMap::new(),
            events: Vec::new(),
            hall,
            manager,
            desks,
            consultants,
            staff,
            day,
        };
        showroom.advance(TO_MONDAY_MS);
        showroom.plan();
        showroom.sync(None);
        showroom.know();
        showroom
    }

    /// The catalogue and the events.
    fn plan(&mut self) {
        let add = |parent: &Value, level: &str, name: &str| {
            let request = json!({ "parent": parent, "level": level, "name": name, "price": "32.8万" });
            self.manager.ask("add_catalogue_node", request);
            let page = self.manager.ask("store", json!({}));
            let nodes = page["catalogue"].as_array().unwrap();
            nodes.iter().find(|node| node["name"] == name).unwrap()["id"].clone()
        };
        let brand = add(&Value::Null, "brand", "奥迪");
        let series = add(&brand, "series", "A6L");
        self.model = add(&series, "model", "A6L 45 TFSI");
        let on = self.date(0);
        for nth in 0..EVENTS {
            let fields = json!([{ "field": "name", "value": format!("外展{nth}") }, { "field": "starts_on", "value": on }]);
            let request = json!({ "file": null, "fields": fields, "staff": self.staff, "settle": null });
            self.events.push(self.manager.ask("save_event", request)["file"].clone());
        }
    }

    /// Everybody whom the consultants know before the day, each with a follow-up.
    fn know(&mut self) {
        for known in 0..KNOWN {
            let due = self.date(if self.day.is_due_today[known] { 0 } else { -1 });
            let device = &self.consultants[consultant_of(known)];
            let request = lead(&json!({
                "phones": [number(Who::Known(known))], "name": format!("老客{known}"), "source": "walk_in", "grade": "A",
                "next_follow_up_on": due, "interests": [self.model],
            }));
            let file = device.ask("capture_lead", request)["file"].clone();
            let page = device.ask("customer", json!({ "file": file }));
            let follow_up = page["customer"]["follow_ups"][0]["id"].clone();
            self.known.push((file, follow_up, page["customer"]["opportunities"][0]["id"].clone()));
        }
        self.sync(None);
    }

    /// The date so many days after the day.
    fn date(&self, days: i64) -> Value {
        let today = self.manager.app.clone();
        let today = forecourt_core::app::dispatch(&today, "state", json!({})).unwrap()["today"].clone();
        let today: forecourt_core::clock::Date = today.as_str().unwrap().parse().unwrap();
        let passed = self.minute.div_euclid(24 * 60);
        json!(today.plus_days(days - passed).to_string())
    }

    /// What the day is called.
    #[must_use]
    pub fn today(&self) -> Value {
        self.date(0)
    }

    fn advance(&mut self, ms: i64) {
        let devices = self.desks.iter().chain(&self.consultants).chain([&self.manager]);
        for clock in devices.map(|device| Arc::clone(&device.clock)).collect::<Vec<_>>() {
            clock.advance_ms(ms);
        }
        self.hall.wait(ms);
    }

    fn advance_to(&mut self, minute: u32) {
        let ms = (i64::from(minute) - self.minute).max(0) * MINUTE_MS;
        self.advance(ms);
        self.minute = self.minute.max(i64::from(minute));
        if self.minute - self.synced.max(0) >= i64::from(SYNC_MINUTES) {
            self.sync(Some(minute));
        }
    }

    /// Whoever has a network at this minute syncs; everybody where none is named.
    pub fn sync(&mut self, minute: Option<u32>) {
        self.sync_with(minute, &[]);
    }

    /// The same, and these devices too: the desks first, then the consultants.
    fn sync_with(&mut self, minute: Option<u32>, too: &[usize]) {
        let is_near = |away: (u32, u32)| minute.is_none_or(|minute| !is_in(away, minute));
        let mut near: Vec<&mut Device> = vec![&mut self.manager];
        let windows = self.day.desk_away.iter().chain(&self.day.away);
        for (nth, (device, away)) in self.desks.iter_mut().chain(&mut self.consultants).zip(windows).enumerate() {
            if is_near(*away) || too.contains(&nth) { near.push(device) } else { device.hang_up() }
        }
        // What one device brings may make another one speak that was asked already.
        for _ in 0..2 {
            self.hall.carry_as_far_as_it_goes(&mut near);
        }
        self.synced = self.minute;
    }

    /// The whole day, and the evening in which everybody is back.
    pub fn play(&mut self) {
        for (minute, act) in self.acts() {
            self.advance_to(minute);
            self.act(minute, act);
        }
        self.advance_to(EVENING);
        self.sync(None);
    }

    /// Everything that happens, in order of time.
    fn acts(&self) -> Vec<(u32, Act)> {
        let day = &self.day;
        let mut acts: Vec<(u32, Act)> = Vec::new();
        for (nth, visit) in day.visits.iter().enumerate() {
            acts.extend([(visit.minutes.0, Act::Comes(nth)), (visit.minutes.1, Act::Leaves(nth))]);
        }
        for (event, catchers) in day.leads.iter().enumerate() {
            acts.extend(catchers.iter().map(|catcher| (day.away[*catcher].0 + 1, Act::Lead(event, *catcher))));
        }
        acts.extend(day.calls.iter().map(|call| (call.minute, Act::Calls(*call))));
        acts.extend(day.orders.iter().map(|order| (order.minute, Act::Orders(*order))));
        acts.extend(day.given_up.iter().map(|one| (one.minute, Act::GivesUp(*one))));
        acts.extend([(NOON, Act::ChangesHands), (JUDGES, Act::Judges)]);
        acts.sort_by_key(|(minute, _)| *minute);
        acts
    }

    fn act(&mut self, minute: u32, act: Act) {
        match act {
            Act::Comes(nth) => self.comes(nth),
            Act::Leaves(nth) => self.leaves(minute, nth),
            Act::Lead(event, catcher) => self.catches(minute, event, catcher),
            Act::Calls(call) => self.calls(call),
            Act::Orders(order) => self.orders(minute, order),
            Act::GivesUp(one) => self.gives_up(one),
            Act::ChangesHands => self.changes_hands(),
            Act::Judges => self.judges(minute),
        }
    }

    fn comes(&mut self, nth: usize) {
        let visit = self.day.visits[nth].clone();
        let visitor =
            json!({ "phone": number(Who::Visitor(nth)), "name": format!("新客{nth}"), "grade": "H", "contact_refused": false });
        let has_file = visit.known.is_some() || visit.leaves_number;
        let contact = match (visit.leaves_number, visit.asked) {
            (true, _) => json!("left"),
            (false, 0) => Value::Null,
            (false, _) => json!("refused"),
        };
        let mut request = json!({
            "came_by": "walk_in", "visit_count": if visit.known.is_some() { 2 } else { 1 }, "party_size": visit.party, "purpose": if visit.means_to_buy { "buying" } else { "restroom" },
            "interests": [], "enquiry": "看车", "contact": if has_file { Value::Null } else { contact }, "asked": visit.asked,
            "remark": "", "customer": visit.known.map(|known| self.known[known].0.clone()),
            "consultant": if visit.means_to_buy { json!(self.staff[visit.consultant]) } else { Value::Null },
        });
        if visit.known.is_none() && visit.leaves_number {
            request["visitor"] = visitor;
        }
        let saved = self.desks[visit.desk].ask("log_arrival", request);
        self.lines.insert(nth, saved);
    }

    fn leaves(&mut self, minute: u32, nth: usize) {
        let (visit, line) = (self.day.visits[nth].clone(), self.lines[&nth].clone());
        let named = json!({ "day": line["day"], "line": line["line"] });
        if visit.means_to_buy && !is_in(self.day.away[visit.consultant], minute) {
            // Where desk and consultant have not heard of each other yet, the word comes with the next sync or never.
            drop(self.consultants[visit.consultant].try_ask("accept_line", named.clone()));
        }
        let who = visit.known.map_or(Who::Visitor(nth), Who::Known);
        let bought = self.day.orders.iter().any(|order| order.who == who);
        let mut request = named;
        request["result"] = json!(if bought { "deal" } else { "left" });
        self.desks[visit.desk].ask("leave_line", request);
    }

    fn catches(&mut self, minute: u32, event: usize, catcher: usize) {
        let phone = format!("1395{event:02}{catcher:02}{:03}", minute % 1000);
        let request = lead(&json!({ "phones": [phone], "name": "外展客", "event": self.events[event], "grade": "B" }));
        self.consultants[catcher].ask("capture_lead", request);
    }

    fn calls(&mut self, call: Called) {
        let (file, follow_up, _) = self.known[call.known].clone();
        let request = json!({
            "file": file, "follow_up": follow_up, "outcome": "reached", "text": format!("结果{}", call.known), "grade": null,
            "stage": null, "next_on": null, "next_way": null, "next_aim": null,
        });
        // Whoever got the customer at noon may not have heard of it: their colleague calls, or they ask first.
        let old = consultant_of(call.known);
        let is_done = |room: &Self, by: usize| room.consultants[by].try_ask("record_follow_up", request.clone()).is_ok();
        if is_done(self, call.by) || is_done(self, old) {
            return;
        }
        let new = self.day.handed.iter().find(|(known, _)| *known == call.known).map_or(old, |(_, to)| *to);
        self.sync_with(Some(call.minute), &[DESKS + new]);
        self.consultants[new].ask("record_follow_up", request);
    }

    fn orders(&mut self, minute: u32, order: Ordered) {
        // To sign, the consultant must have the file: for them and the desk the network is back for as long as it takes.
        let desk = match order.who {
            Who::Visitor(nth) => Some(self.day.visits[nth].desk),
            Who::Known(_) => None,
        };
        let too: Vec<usize> = desk.into_iter().chain([DESKS + order.by]).collect();
        self.sync_with(Some(minute), &too);
        let file = match order.who {
            Who::Known(known) => self.known[known].0.clone(),
            Who::Visitor(nth) => self.lines[&nth]["customer"].clone(),
        };
        let by = &self.consultants[order.by];
        let page = by.ask("customer", json!({ "file": file }));
        let opportunity = page["customer"]["opportunities"][0]["id"].clone();
        let request = json!({ "file": file, "opportunity": opportunity, "quotation": null, "catalogue": self.model });
        let opened = by.ask("open_order", request);
        let act = json!({ "act": "sign", "on": self.today() });
        by.ask("act_on_order", json!({ "file": file, "order": opened["order"], "act": act }));
    }

    fn gives_up(&mut self, one: GivenUp) {
        let (file, _, opportunity) = &self.known[one.known];
        let given_up = json!({ "reason": REASONS[one.reason], "competitor": "宝马5系", "words": "谈不拢" });
        let request = json!({ "file": file, "opportunity": opportunity, "given_up": given_up });
        self.consultants[consultant_of(one.known)].ask("request_loss", request);
    }

    fn changes_hands(&mut self) {
        for (known, to) in &self.day.handed {
            let request = json!({ "files": [self.known[*known].0], "owner": self.staff[*to] });
            self.manager.ask("assign_files", request);
        }
    }

    fn judges(&mut self, minute: u32) {
        let asking: Vec<usize> = self.day.given_up.iter().map(|one| DESKS + consultant_of(one.known)).collect();
        self.sync_with(Some(minute), &asking);
        let ask =
            json!({ "show": "waiting", "reason": "", "competitor": "", "from": null, "upto": null, "offset": 0, "limit": 50 });
        let waiting = self.manager.ask("losses", ask);
        let rows = waiting["rows"].as_array().unwrap().clone();
        assert_eq!(rows.len(), self.day.given_up.len(), "everything that was given up waits");
        for row in rows {
            let file = &row["customer"]["file"];
            let one = self.day.given_up.iter().find(|one| self.known[one.known].0 == *file);
            let one = one.unwrap_or_else(|| panic!("{row} was given up by nobody"));
            self.manager.ask(
                "judge_loss",
                json!({
                    "file": file, "opportunity": row["opportunity"], "request": row["request"],
                    "confirmed": one.is_confirmed, "words": "知道了", "hand_to": { "to": "keep" },
                }),
            );
        }
    }

    /// Every device by name.
    pub fn devices(&self) -> impl Iterator<Item = (String, &Device)> {
        let desks = self.desks.iter().enumerate().map(|(nth, device)| (format!("desk {nth}"), device));
        let consultants = self.consultants.iter().enumerate().map(|(nth, device)| (format!("consultant {nth}"), device));
        desks.chain(consultants).chain([("office".to_owned(), &self.manager)])
    }
}

fn number(who: Who) -> String {
    match who {
        Who::Known(known) => format!("1390000{known:04}"),
        Who::Visitor(nth) => format!("1380000{nth:04}"),
    }
}
