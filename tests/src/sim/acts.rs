//! What people do, each with what it must write.

use std::collections::{BTreeMap, BTreeSet};

use forecourt_core::app::api::error::ErrorCode;
use serde_json::{Value, json};

use super::{
    effects::{Effect, Part, Undoable, place, register},
    model::{File, Kind},
    schedule::Schedule,
};

const STAGES: [&str; 5] = ["needs", "presentation", "test_drive", "proposal", "closing"];
const GRADES: [&str; 5] = ["H", "A", "B", "C", "N"];
const FIELDS: [&str; 7] = ["name", "remark", "occupation", "employer", "wechat", "city", "compound"];
const PRIVATE_FIELDS: [&str; 2] = ["home_address", "identity_card"];

/// What a person may do with a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    Fields,
    AddPhone,
    CorrectPhone,
    RemovePhone,
    Note,
    Move,
    Plan,
    Record,
    Private,
    Settle,
}

impl Act {
    /// Each with its weight.
    pub(super) const ALL: [(Self, usize); 10] = [
        (Self::Fields, 24),
        (Self::AddPhone, 8),
        (Self::CorrectPhone, 8),
        (Self::RemovePhone, 5),
        (Self::Note, 10),
        (Self::Move, 12),
        (Self::Plan, 6),
        (Self::Record, 12),
        (Self::Settle, 10),
        (Self::Private, 6),
    ];
}

type Registers = BTreeMap<String, Value>;

fn registers(pairs: &[(&str, Value)]) -> Registers {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}

/// The entries of a container that were not removed: id and registers.
fn entries<'a>(content: &'a Value, container: &str) -> Vec<(&'a String, &'a Value)> {
    let is_there = |entry: &(&String, &Value)| entry.1.get("removed_at").is_none_or(|at| at.is_null() || at == "");
    content.get(container).and_then(Value::as_object).into_iter().flatten().filter(is_there).collect()
}

impl Schedule {
    fn staff(&self, device: usize) -> String {
        self.system.devices[device].person.staff.clone()
    }

    fn date(&mut self) -> String {
        format!("2026-12-{:02}", 1 + self.dice.below(28))
    }

    /// A line on the timeline.
    fn entry(&self, device: usize, kind: &str, text: &str) -> Registers {
        let at = self.system.devices[device].now_ms();
        registers(&[("kind", json!(kind)), ("at", json!(at)), ("by", json!(self.staff(device))), ("text", json!(text))])
    }

    /// Catches a lead.
    pub(super) fn capture(&mut self, device: usize) {
        let (name, phone, remark) = (self.text(), self.phone(), self.text());
        let (grade, on) = (GRADES[self.dice.below(GRADES.len())], self.date());
        let events = self.events_seen(device);
        let event = if self.dice.chance(40) { self.dice.pick(&events).cloned() } else { None };
        let series = if self.dice.chance(50) { self.dice.pick(&self.series.clone()).cloned() } else { None };
        // Some people leave a number that a colleague has too.
        let number = if self.dice.chance(15) { "13800000001".to_owned() } else { phone };
        let request = json!({
            "phones": [number], "name": name, "sex": null, "contact_refused": false, "event": event,
            "interests": series.iter().map(|(id, _)| id).collect::<Vec<_>>(), "named": [], "grade": grade, "source": null,
            "information_source": null, "budget": "", "purchase_on": null, "next_follow_up_on": on, "remark": remark,
            "draft": null, "request": null,
        });
        let saved = self.system.devices[device].must("capture_lead", &request);
        let file = saved["file"].as_str().unwrap().to_owned();
        let effects = self.captured(device, &request, series.as_ref());
        let begun = File { kind: Kind::Customer, about: None, creator: self.staff(device), deeds: Default::default() };
        self.plant(&file, &request);
        self.done(device, &saved, &BTreeMap::new(), vec![Part { file, begun, effects }]);
    }

    fn captured(&self, device: usize, request: &Value, series: Option<&(String, String)>) -> Vec<Effect> {
        let (at, by) = (json!(self.system.devices[device].now_ms()), json!(self.staff(device)));
        let event = &request["event"];
        let source = if event.is_null() { "" } else { "event" };
        let mut effects: Vec<Effect> = [
            ("opened_at", at.clone()),
            ("opened_by", by.clone()),
            ("name", request["name"].clone()),
            ("kind", json!("individual")),
            ("source", json!(source)),
        ]
        .into_iter()
        .map(|(field, value)| Effect::Set(place(&["file", field]), value))
        .collect();
        let mut opportunity = registers(&[
            ("opened_at", at.clone()),
            ("opened_by", by.clone()),
            ("stage", json!("initial_contact")),
            ("grade", request["grade"].clone()),
            ("event", event.clone()),
        ]);
        opportunity.extend(series.map(|(id, name)| (format!("interests/{id}"), json!(format!("series:{name}")))));
        let follow_up = registers(&[
            ("opportunity", json!("@opportunities")),
            ("way", json!("call")),
            ("due_on", request["next_follow_up_on"].clone()),
            ("planned_by", by),
            ("planned_at", at),
        ]);
        let mut entry = self.entry(device, "captured", request["remark"].as_str().unwrap_or_default());
        entry.insert("event".to_owned(), event.clone());
        effects.extend([
            Effect::New { container: "phones", registers: registers(&[("number", request["phones"][0].clone())]) },
            Effect::New { container: "opportunities", registers: opportunity },
            Effect::New { container: "follow_ups", registers: follow_up },
            Effect::New { container: "entries", registers: entry },
        ]);
        effects
    }

    /// Works on a customer file that this device lists.
    pub(super) fn work_on(&mut self, device: usize, file: &str, act: Act) {
        let private = forecourt_core::ids::FileId::belonging_to(super::device::id(file), "customer_private").to_string();
        let before = self.before(device, &[file, &private]);
        let content = before[file].0.clone();
        let (command, request, effects) = match act {
            Act::Move => self.moved(device, file, &content),
            Act::Record => self.recorded(device, file, &content),
            _ => {
                let Some((edits, effects)) = self.edits(device, file, &content, act) else { return };
                ("edit_customer", json!({"file": file, "edits": edits}), effects)
            }
        };
        if effects.is_empty() {
            return;
        }
        if matches!(act, Act::Private) && !self.system.devices[device].person.writes_private() {
            let refused = self.system.devices[device].ask(command, request).unwrap_err();
            assert_eq!(refused.code, ErrorCode::NotAllowed, "a private part is not everybody's to write");
            return;
        }
        self.plant(if matches!(act, Act::Private) { &private } else { file }, &request);
        let saved = self.system.devices[device].must(command, &request);
        let known = &self.model.files[file];
        let part = if matches!(act, Act::Private) {
            // Who first writes the private part begins it, but it belongs to whom the customer belongs to.
            let begun = File {
                kind: Kind::Private,
                about: Some(file.to_owned()),
                creator: self.staff(device),
                deeds: Default::default(),
            };
            Part { file: private, begun, effects }
        } else {
            Part { file: file.to_owned(), begun: known.clone(), effects }
        };
        self.done(device, &saved, &before, vec![part]);
    }

    fn edits(&mut self, device: usize, file: &str, content: &Value, act: Act) -> Option<(Value, Vec<Effect>)> {
        let at = json!(self.system.devices[device].now_ms());
        let phones = entries(content, "phones");
        let phone = self.dice.pick(&phones).map(|(id, _)| (*id).clone());
        Some(match act {
            Act::Fields => return Some(self.field_edits(content)),
            Act::AddPhone => {
                let (typed, label) = (self.phone(), self.text());
                let new = registers(&[("number", json!(typed)), ("label", json!(label))]);
                (
                    json!([{"edit": "add_phone", "typed": typed, "label": label}]),
                    vec![Effect::New { container: "phones", registers: new }],
                )
            }
            Act::CorrectPhone => {
                let (id, typed) = (phone?, self.phone());
                let label = register(content, &place(&["phones", &id, "label"]));
                (
                    json!([{"edit": "phone", "id": id, "typed": typed, "label": label}]),
                    vec![Effect::Set(place(&["phones", &id, "number"]), json!(typed))],
                )
            }
            Act::RemovePhone => {
                let id = phone?;
                (json!([{"edit": "remove_phone", "id": id}]), vec![Effect::Set(place(&["phones", &id, "removed_at"]), at)])
            }
            Act::Note => {
                let text = self.text();
                let entry = self.entry(device, "note", &text);
                (
                    json!([{"edit": "note", "kind": "note", "text": text}]),
                    vec![Effect::New { container: "entries", registers: entry }],
                )
            }
            Act::Plan => {
                let (aim, on) = (self.text(), self.date());
                let opportunity = entries(content, "opportunities").first().map(|(id, _)| (*id).clone());
                let new = registers(&[
                    ("opportunity", json!(opportunity)),
                    ("way", json!("visit")),
                    ("aim", json!(aim)),
                    ("due_on", json!(on)),
                    ("planned_by", json!(self.staff(device))),
                    ("planned_at", at),
                ]);
                (
                    json!([{"edit": "plan_follow_up", "opportunity": opportunity, "way": "visit", "aim": aim, "due_on": on}]),
                    vec![Effect::New { container: "follow_ups", registers: new }],
                )
            }
            Act::Private => {
                let (field, value) = (PRIVATE_FIELDS[self.dice.below(PRIVATE_FIELDS.len())], self.text());
                (
                    json!([{"edit": "private_field", "field": field, "value": value}]),
                    vec![Effect::Set(place(&["file", field]), json!(value))],
                )
            }
            Act::Settle => return self.settled(device, file),
            Act::Move | Act::Record => return None,
        })
    }

    /// One field or two; sometimes a filled one is cleared.
    fn field_edits(&mut self, content: &Value) -> (Value, Vec<Effect>) {
        let mut edits: BTreeMap<&str, Value> = BTreeMap::new();
        for _ in 0..=self.dice.below(2) {
            let field = FIELDS[self.dice.below(FIELDS.len())];
            let is_filled = register(content, &place(&["file", field])) != "";
            let value = if is_filled && self.dice.chance(15) { String::new() } else { self.text() };
            edits.insert(field, json!(value));
        }
        let said: Vec<Value> =
            edits.iter().map(|(field, value)| json!({"edit": "field", "field": field, "value": value})).collect();
        let effects = edits.into_iter().map(|(field, value)| Effect::Set(place(&["file", field]), value)).collect();
        (json!(said), effects)
    }

    fn settled(&mut self, device: usize, file: &str) -> Option<(Value, Vec<Effect>)> {
        let page = self.system.devices[device].must("customer", &json!({"file": file}));
        let clashes: Vec<Value> = page["customer"]["clashes"].as_array().unwrap().clone();
        let plain = |clash: &&Value| clash["place"][0] == "file" || clash["place"][2] == "stage" || clash["place"][2] == "grade";
        let plain: Vec<&Value> = clashes.iter().filter(plain).collect();
        let clash = *self.dice.pick(&plain)?;
        let mut values = vec![clash["shown"].clone()];
        values.extend(clash["others"].as_array().unwrap().iter().map(|other| other["value"].clone()));
        let value = self.dice.pick(&values)?.clone();
        let at = serde_json::from_value(clash["place"].clone()).unwrap();
        Some((json!([{"edit": "settle", "place": clash["place"], "value": value}]), vec![Effect::Keep(at, value)]))
    }

    fn moved(&mut self, device: usize, file: &str, content: &Value) -> (&'static str, Value, Vec<Effect>) {
        let found = entries(content, "opportunities");
        let Some((id, opportunity)) = self.dice.pick(&found).map(|(id, entry)| ((*id).clone(), (*entry).clone())) else {
            return ("move_opportunity", json!({}), Vec::new());
        };
        let stage = self.dice.chance(60).then(|| STAGES[self.dice.below(STAGES.len())]);
        let grade = (stage.is_none() || self.dice.chance(30)).then(|| GRADES[self.dice.below(GRADES.len())]);
        let effects = self.graded(device, &id, &opportunity, stage, grade);
        ("move_opportunity", json!({"file": file, "opportunity": id, "stage": stage, "grade": grade}), effects)
    }

    fn graded(&self, device: usize, id: &str, current: &Value, stage: Option<&str>, grade: Option<&str>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (key, kind, to) in [("stage", "stage_moved", stage), ("grade", "graded", grade)] {
            let from = current[key].as_str().unwrap_or_default();
            if let Some(to) = to.filter(|to| *to != from) {
                effects.push(Effect::Set(place(&["opportunities", id, key]), json!(to)));
                let entry = self.entry(device, kind, &format!("{from}>{to}"));
                effects.push(Effect::New { container: "entries", registers: entry });
            }
        }
        effects
    }

    fn recorded(&mut self, device: usize, file: &str, content: &Value) -> (&'static str, Value, Vec<Effect>) {
        let open = |entry: &(&String, &Value)| entry.1.get("result").is_none_or(|result| result.is_null() || result == "");
        let found: Vec<(&String, &Value)> = entries(content, "follow_ups").into_iter().filter(open).collect();
        let Some((id, current)) = self.dice.pick(&found).map(|(id, entry)| ((*id).clone(), (*entry).clone())) else {
            return ("record_follow_up", json!({}), Vec::new());
        };
        let opportunities = entries(content, "opportunities");
        let about = opportunities.iter().find(|(id, _)| current["opportunity"] == **id);
        let grade = (about.is_some() && self.dice.chance(40)).then(|| GRADES[self.dice.below(GRADES.len())]);
        let (text, aim, on) = (self.text(), self.text(), self.date());
        let is_planned = about.is_some() && self.dice.chance(50);
        let (at, by) = (json!(self.system.devices[device].now_ms()), json!(self.staff(device)));
        let result = json!({"at": at, "by": by, "outcome": "reached", "text": text});
        let mut effects = vec![Effect::Set(place(&["follow_ups", &id, "result"]), result)];
        if let Some((about, opportunity)) = about {
            effects.extend(self.graded(device, about, opportunity, None, grade));
            if is_planned {
                let next = registers(&[
                    ("opportunity", json!(about)),
                    ("way", json!("call")),
                    ("aim", json!(aim)),
                    ("due_on", json!(on)),
                    ("planned_by", by),
                    ("planned_at", at),
                ]);
                effects.push(Effect::New { container: "follow_ups", registers: next });
            }
        }
        let request = json!({
            "file": file, "follow_up": id, "outcome": "reached", "text": text, "grade": grade, "stage": null,
            "next_on": is_planned.then_some(&on), "next_way": is_planned.then_some("call"), "next_aim": is_planned.then_some(&aim),
        });
        ("record_follow_up", request, effects)
    }

    /// Plans an event, or changes one.
    pub(super) fn plan_event(&mut self, device: usize) {
        let events = self.events_seen(device);
        let known = if self.dice.chance(60) { self.dice.pick(&events).cloned() } else { None };
        let (name, remark) = (self.text(), self.text());
        let colleague = 1 + self.dice.below(3);
        let team = vec![self.staff(colleague)];
        let request = json!({
            "file": known, "staff": team, "settle": null,
            "fields": [{"field": "name", "value": name}, {"field": "starts_on", "value": "2026-11-21"}, {"field": "remark", "value": remark}],
        });
        let before = self.before(device, &known.iter().map(String::as_str).collect::<Vec<_>>());
        let saved = self.system.devices[device].must("save_event", &request);
        let file = saved["file"].as_str().unwrap().to_owned();
        self.plant(&file, &request);
        let mut effects: Vec<Effect> = [("name", &name), ("starts_on", &"2026-11-21".to_owned()), ("remark", &remark)]
            .into_iter()
            .map(|(field, value)| Effect::Set(place(&["file", field]), json!(value)))
            .collect();
        let old = before.get(&file).and_then(|(content, _)| content["staff"].as_object().cloned()).unwrap_or_default();
        let left = old.keys().filter(|one| !team.contains(*one));
        effects.extend(left.map(|one| Effect::Set(place(&["staff", one]), json!(""))));
        effects.extend(team.iter().map(|one| Effect::Set(place(&["staff", one]), json!("yes"))));
        let begun = File { kind: Kind::Event, about: None, creator: self.staff(device), deeds: Default::default() };
        self.done(device, &saved, &before, vec![Part { file, begun, effects }]);
    }

    /// Gives files to somebody, or to the pool.
    pub(super) fn assign(&mut self, device: usize, files: Vec<String>, owner: Option<String>) {
        self.system.devices[device].must("assign_files", &json!({"files": files, "owner": owner}));
        // A customer is given whole and each file once, in the order of their ids.
        let files: BTreeSet<String> = files.into_iter().collect();
        self.proposed.push((files.into_iter().collect(), owner));
    }

    pub(super) fn done(
        &mut self,
        device: usize,
        saved: &Value,
        before: &BTreeMap<String, (Value, BTreeSet<usize>)>,
        parts: Vec<Part>,
    ) {
        let undone = self.learn(device, before, parts);
        if let Some(undo) = saved["undo"].as_str() {
            self.undoable.push(Undoable { device, undo: undo.to_owned(), parts: undone });
        }
    }
}
