//! Proof 9 at the wire: a device of each role receives, and keeps, exactly what the reviewed table gives the role. Planted
//! words stand in every field of every kind of file; what came over the line is searched as bytes, decompressed and decoded,
//! what lies on the device as files and in the opened vault. What is expected is read out of the table's own words, not
//! asked of the code. Both ways: a search that finds less than the table gives proves nothing either.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use automerge::{Automerge, Change};
use forecourt_core::{
    domain::{
        customer::{CustomerField, PrivateField},
        event::EventField,
        opportunity::OpportunityField,
    },
    ids::FileId,
    policy::FileKind,
    vault::{Database, VaultError},
};
use forecourt_tests::{
    indoors::{Device, Hall, Hand},
    processes::{Wiretap, lead},
    sim::canaries,
};
use serde_json::{Value, json};

const POLICY: &str = include_str!("../../../core/src/policy/policy.md");

/// The reviewed table: its kinds, then each role with its cells.
struct Table {
    kinds: Vec<&'static str>,
    rows: Vec<(&'static str, Vec<&'static str>)>,
}

/// Whose a customer is: of the person with the role of that row, of a colleague without a device here, or of nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Row(usize),
    Colleague,
    Nobody,
}

/// How a customer stood at some time.
#[derive(Debug, Clone, Copy)]
struct Stood {
    owner: Whose,
    has_car: bool,
}

/// A planted word, and how its customer stood since.
struct Planted {
    kind: &'static str,
    customer: Option<usize>,
    since: usize,
}

impl Table {
    fn read() -> Self {
        let section = POLICY.split("\n## ").find(|section| section.starts_with("Files")).unwrap();
        let lines = section.lines().filter(|line| line.starts_with('|') && !line.starts_with("|---"));
        let mut lines = lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
        let kinds = lines.next().unwrap()[1..].to_vec();
        Self { kinds, rows: lines.map(|cells| (cells[0], cells[1..].to_vec())).collect() }
    }

    /// Whether the words of a cell let its role read a file; nothing is dispatched to anybody yet.
    fn reads(&self, row: usize, kind: &str, stood: Stood) -> bool {
        let column = self.kinds.iter().position(|known| *known == kind).unwrap();
        let cell = self.rows[row].1[column].trim_end_matches(", recorded");
        cell.split("; ").any(|part| match part.split_once(' ').unwrap_or((part, "")) {
            ("none", "") | ("W", "when a complaint is dispatched to them") => false,
            ("R" | "RW", "" | "store" | "leads of it") => true,
            ("R" | "RW", "own" | "of own") => stood.owner == Whose::Row(row),
            ("R" | "RW", "own, pool") => matches!(stood.owner, Whose::Nobody) || stood.owner == Whose::Row(row),
            ("R" | "RW", "customers with vehicles") => stood.has_car,
            other => panic!("nobody has said what {other:?} means"),
        })
    }
}

/// The store with everything in it.
struct Scene {
    table: Table,
    hall: Hall,
    office: Device,
    /// One of each role, in the order of the table.
    staff: Vec<String>,
    readers: Vec<Device>,
    desk: Hand,
    workshop: Hand,
    words: BTreeMap<String, Planted>,
    /// How each customer stood, the latest last; none once it was forgotten.
    customers: Vec<(Value, Vec<Option<Stood>>)>,
    files: u8,
}

impl Scene {
    fn set() -> Self {
        let table = Table::read();
        let hall = Hall::open();
        let mut office = hall.device("office", 0);
        hall.open_store(&mut office);
        let me = office.ask("state", json!({}))["phase"]["me"]["staff"].clone();
        let roles = json!(["administrator", "sales_manager", "general_manager"]);
        office.ask("edit_staff", json!({ "staff": me, "roles": roles }));
        let (mut staff, mut readers) = (Vec::new(), Vec::new());
        for (role, _) in &table.rows {
            let id = hall.hire_as(&mut office, role, &[role]);
            let mut device = hall.device(role, 0);
            hall.enrol(&mut office, &mut device, &id);
            staff.push(id);
            readers.push(device);
        }
        let desk = hall.enrol_hand(&mut office, me.as_str().unwrap(), 201);
        let technician = table.rows.iter().position(|(role, _)| *role == "technician").unwrap();
        let workshop = hall.enrol_hand(&mut office, &staff[technician].clone(), 202);
        let (words, customers) = (BTreeMap::new(), Vec::new());
        let mut scene = Self { table, hall, office, staff, readers, desk, workshop, words, customers, files: 0 };
        let model = scene.word("store", None);
        let car = json!({ "id": null, "plate": "辽B12345", "model": model, "mileage_km": null, "retired": false });
        scene.office.ask("save_test_car", car);
        scene
    }

    fn carry(&mut self) {
        let Self { hall, office, readers, .. } = self;
        let mut all: Vec<&mut Device> = std::iter::once(office).chain(readers).collect();
        // Whose line was cut meanwhile connects again.
        for _ in 0..3 {
            hall.carry_as_far_as_it_goes(&mut all);
        }
    }

    /// A word that stands nowhere else yet.
    fn word(&mut self, kind: &'static str, customer: Option<usize>) -> String {
        let word = format!("Zq{:05}x", self.words.len());
        self.plant(word, kind, customer)
    }

    fn phone(&mut self, customer: usize) -> String {
        let phone = format!("1391{:07}", self.words.len());
        self.plant(phone, "customer", Some(customer))
    }

    fn plant(&mut self, word: String, kind: &'static str, customer: Option<usize>) -> String {
        let since = customer.and_then(|nth| self.customers.get(nth)).map_or(0, |(_, stood)| stood.len().saturating_sub(1));
        self.words.insert(word.clone(), Planted { kind, customer, since });
        word
    }

    /// A field that takes any word gets one; answers whether it took it.
    fn edit(&mut self, customer: usize, kind: &'static str, change: impl Fn(&str) -> Value) -> bool {
        let word = self.word(kind, Some(customer));
        let request = json!({ "file": self.customers[customer].0, "edits": [change(&word)] });
        let is_taken = self.office.try_ask("edit_customer", request).is_ok();
        if !is_taken {
            self.words.remove(&word);
        }
        is_taken
    }

    /// A customer of the office with a word wherever one can stand, given to its owner, with or without a car.
    fn customer(&mut self, owner: Whose, has_car: bool) -> usize {
        let nth = self.customers.len();
        self.customers.push((Value::Null, vec![Some(Stood { owner: Whose::Colleague, has_car: false })]));
        let (phone, name, remark) = (self.phone(nth), self.word("customer", Some(nth)), self.word("customer", Some(nth)));
        let (model, wording) = (self.word("customer", Some(nth)), self.word("customer", Some(nth)));
        let request = lead(&json!({
            "phones": [phone], "name": name, "remark": remark, "named": [{ "kind": "car", "name": model }],
            "consents": [{ "purpose": "contact", "wording": wording, "way": "tick" }],
        }));
        self.customers[nth].0 = self.office.ask("capture_lead", request)["file"].clone();
        self.fields(nth);
        self.carry();
        self.give(nth, owner);
        self.edit(nth, "customer", |word| json!({ "edit": "note", "kind": "note", "text": word }));
        self.belongings(nth, has_car);
        self.carry();
        nth
    }

    fn fields(&mut self, nth: usize) {
        let file = self.customers[nth].0.clone();
        let page = self.office.ask("customer", json!({ "file": file }));
        let opportunity = page["customer"]["opportunities"][0]["id"].clone();
        let taken = |fields: Vec<bool>| fields.into_iter().filter(|taken| !taken).count();
        let untaken = CustomerField::ALL
            .iter()
            .map(|field| self.edit(nth, "customer", |word| json!({ "edit": "field", "field": field.as_str(), "value": word })));
        let wordless = "only days, years, months, an amount, a number and whoever sent them take no words";
        assert!(taken(untaken.collect()) <= 7, "{wordless}");
        let untaken = PrivateField::ALL.iter().map(|field| {
            let change = |word: &str| json!({ "edit": "private_field", "field": field.as_str(), "value": word });
            self.edit(nth, "customer_private", change)
        });
        assert_eq!(taken(untaken.collect()), 0);
        for field in OpportunityField::ALL {
            let (field, opportunity) = (field.as_str(), &opportunity);
            // Grades, stages, days and amounts take no words.
            self.edit(
                nth,
                "customer",
                |word| json!({ "edit": "opportunity", "opportunity": opportunity, "field": field, "value": word }),
            );
        }
        let aim = |word: &str| json!({ "edit": "plan_follow_up", "opportunity": opportunity, "way": "wechat", "aim": word, "due_on": "2026-12-01" });
        assert!(self.edit(nth, "customer", aim));
        let phone = self.phone(nth);
        let more = json!([{ "edit": "add_phone", "typed": phone, "label": "" }]);
        self.office.ask("edit_customer", json!({ "file": file, "edits": more }));
        self.people(nth);
        self.follow_up(nth);
        self.selling(nth, &opportunity);
    }

    /// What was shown, driven and offered.
    fn selling(&mut self, nth: usize, opportunity: &Value) {
        let file = self.customers[nth].0.clone();
        let words: Vec<String> = (0..14).map(|_| self.word("customer", Some(nth))).collect();
        let licence = self.word("customer_private", Some(nth));
        let showing = json!({ "file": file, "opportunity": opportunity, "id": null, "cars": [words[0]], "way": "static",
                              "reaction": null, "feedback": words[1] });
        self.office.ask("save_presentation", showing);
        let cars = self.office.ask("store", json!({}))["cars"].clone();
        let from = 30 * u16::try_from(nth).unwrap();
        let slot = json!({ "car": cars[0]["id"], "on": "2026-12-01", "from": from, "to": from + 30, "consultant": null });
        let book = json!({ "file": file, "opportunity": opportunity, "way": "drive", "route": words[2], "slot": slot });
        self.office.ask("book_test_drive", book);
        let about = json!({ "file": file, "opportunity": opportunity });
        let drive = self.office.ask("opportunity", about.clone())["test_drives"][0]["drive"]["id"].clone();
        let edits = json!([
            { "edit": "licence", "kind": "C1", "valid_until": null, "number": licence },
            { "edit": "agreement", "way": "paper", "wording": words[3], "strokes": null },
            { "edit": "field", "field": "feedback", "value": words[4] },
            { "edit": "call_off", "why": "cancelled", "text": words[5] },
        ]);
        self.office.ask("edit_test_drive", json!({ "file": file, "id": drive, "edits": edits }));
        self.office.ask("add_quotation", json!({ "file": file, "opportunity": opportunity, "copy_of": null }));
        let id = self.office.ask("opportunity", about)["quotations"][0]["quotation"]["id"].clone();
        let edits = json!([
            { "edit": "field", "field": "configuration", "value": words[6] },
            { "edit": "field", "field": "colour", "value": words[7] },
            { "edit": "field", "field": "remark", "value": words[8] },
            { "edit": "line", "id": null, "kind": "vehicle", "label": words[9], "amount": "30万" },
            { "edit": "finance", "lender": words[10], "principal": "10万", "months": 36, "rate": "3.99" },
            { "edit": "trade_in", "car": words[11], "valuation": "5万", "valuer": words[12], "valued_on": null },
        ]);
        self.office.ask("edit_quotation", json!({ "file": file, "id": id, "edits": edits }));
        let decide = |to: &str, text: &str| json!({ "file": file, "id": id, "to": to, "text": text });
        self.office.ask("decide_quotation", decide("given", ""));
        self.office.ask("decide_quotation", decide("declined", &words[13]));
    }

    /// Contact people, tags, and what somebody decided of the customer.
    fn people(&mut self, nth: usize) {
        let words: Vec<String> = (0..3).map(|_| self.word("customer", Some(nth))).collect();
        let (phone, file) = (self.phone(nth), self.customers[nth].0.clone());
        let person = json!([{ "edit": "add_contact", "name": words[0], "relation": words[1], "roles": [], "remark": words[2], "phone": phone }]);
        self.office.ask("edit_customer", json!({ "file": file, "edits": person }));
        assert!(self.edit(nth, "customer", |word| json!({ "edit": "tag", "group": "free", "word": word, "on": true })));
        assert!(self.edit(nth, "customer", |word| json!({ "edit": "relation", "relation": "prospect", "reason": word })));
        let reason = self.word("customer", Some(nth));
        self.office.ask("promote_customer", json!({ "file": file, "is_fleet": true, "reason": reason }));
    }

    fn follow_up(&mut self, nth: usize) {
        let file = self.customers[nth].0.clone();
        let page = self.office.ask("customer", json!({ "file": file }));
        let follow_up = page["customer"]["follow_ups"][0]["id"].clone();
        let (text, comment) = (self.word("customer", Some(nth)), self.word("customer", Some(nth)));
        let report = json!({ "file": file, "follow_up": follow_up, "outcome": "reached", "text": text, "grade": null,
                             "stage": null, "next_on": null, "next_way": null, "next_aim": null, "called_in": true });
        self.office.ask("record_follow_up", report);
        self.office.ask("comment_follow_up", json!({ "file": file, "follow_up": follow_up, "text": comment }));
        self.return_visit(nth);
    }

    /// What an owner said after the car went.
    fn return_visit(&mut self, nth: usize) {
        let file = self.customers[nth].0.clone();
        let plan = json!([{ "edit": "plan_follow_up", "opportunity": null, "way": "wechat", "aim": "care_day_7", "due_on": "2026-12-01" }]);
        self.office.ask("edit_customer", json!({ "file": file, "edits": plan }));
        let page = self.office.ask("customer", json!({ "file": file }));
        let open = page["return_visits"][0].clone();
        let [buying, driving, suggestions, requests] = std::array::from_fn(|_| self.word("customer", Some(nth)));
        let visit = json!({ "satisfaction": "very", "buying": buying, "driving": driving, "suggestions": suggestions,
                            "requests": requests, "nothing_more": false, "checked": true });
        let report = json!({ "file": file, "follow_up": open, "outcome": "reached", "text": "", "grade": null, "stage": null,
                             "next_on": null, "next_way": null, "next_aim": null, "called_in": true, "visit": visit });
        self.office.ask("record_follow_up", report);
    }

    fn give(&mut self, nth: usize, owner: Whose) {
        let staff = match owner {
            Whose::Row(row) => json!(self.staff[row]),
            Whose::Nobody => Value::Null,
            Whose::Colleague => self.office.ask("state", json!({}))["phase"]["me"]["staff"].clone(),
        };
        self.office.ask("assign_files", json!({ "files": [self.customers[nth].0], "owner": staff }));
        let has_car = self.customers[nth].1.last().unwrap().unwrap().has_car;
        self.customers[nth].1.push(Some(Stood { owner, has_car }));
        self.carry();
    }

    /// A care file, and a car if it has one.
    fn belongings(&mut self, nth: usize, has_car: bool) {
        let about: FileId = self.customers[nth].0.as_str().unwrap().parse().unwrap();
        if has_car {
            let Some(stood) = *self.customers[nth].1.last().unwrap() else { panic!("forgotten") };
            self.customers[nth].1.push(Some(Stood { has_car, ..stood }));
            let plate = self.word("vehicle", Some(nth));
            let car = self.next_file();
            let refused = self.hall.write_as(&mut self.workshop, (car, FileKind::Vehicle, Some(about)), &[("plate", &plate)]);
            assert!(refused.is_empty(), "{refused:?}");
        }
        let complaint = self.word("care", Some(nth));
        let care = FileId::belonging_to(about, "care");
        let refused = self.hall.write_as(&mut self.desk, (care, FileKind::Care, Some(about)), &[("note", &complaint)]);
        assert!(refused.is_empty(), "{refused:?}");
    }

    fn next_file(&mut self) -> FileId {
        self.files += 1;
        FileId::from_bytes([self.files; 16])
    }

    /// What belongs to no customer.
    fn of_the_store(&mut self) {
        let day = self.word("reception", None);
        let log = self.next_file();
        let refused = self.hall.write_as(&mut self.desk, (log, FileKind::Reception, None), &[("note", &day)]);
        assert!(refused.is_empty(), "{refused:?}");
        let mut fields = Vec::new();
        for field in EventField::ALL {
            let word = self.word("event", None);
            let needed = [("name", "外展"), ("starts_on", "2026-12-01")].into_iter().filter(|(name, _)| *name != field.as_str());
            let all = needed.chain([(field.as_str(), word.as_str())]);
            let all: Vec<Value> = all.map(|(field, value)| json!({ "field": field, "value": value })).collect();
            let request = json!({ "file": null, "fields": all, "staff": null, "settle": null });
            if self.office.try_ask("save_event", request).is_ok() {
                fields.push(word);
            } else {
                self.words.remove(&word);
            }
        }
        assert!(fields.len() >= 3, "an event says something in words");
        let (brand, name) = (self.word("store", None), self.word("store", None));
        self.office.ask("add_catalogue_node", json!({ "parent": null, "level": "brand", "name": brand, "price": "" }));
        self.office.ask("add_staff", json!({ "name": name, "roles": ["consultant"] }));
        self.carry();
    }

    /// The words that a role may have had since they were planted, or may have at the end.
    fn expected(&self, row: usize, ever: bool) -> BTreeSet<String> {
        let may = |planted: &Planted| {
            let Some(customer) = planted.customer else {
                return self.table.reads(row, planted.kind, Stood { owner: Whose::Nobody, has_car: false });
            };
            let stood = &self.customers[customer].1;
            let times = if ever { &stood[planted.since..] } else { &stood[stood.len() - 1..] };
            times.iter().flatten().any(|stood| self.table.reads(row, planted.kind, *stood))
        };
        self.words.iter().filter(|(_, planted)| may(planted)).map(|(word, _)| word.clone()).collect()
    }
}

/// The planted words in some bytes; the search index writes them small.
fn words_in(bytes: &[u8]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let bytes: Vec<u8> = bytes.iter().map(|byte| if *byte == b'z' { b'Z' } else { *byte }).collect();
    canaries::collect(&bytes, &mut found);
    found
}

fn heard(device: &Device) -> BTreeSet<String> {
    let tap = Wiretap::of_messages(&device.heard);
    let mut found = words_in(&tap.raw);
    found.extend(words_in(tap.decoded.as_bytes()));
    found
}

fn files_below(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// The words in the vault of a device that has ended, and those that lie readable in its folder.
fn kept(folder: &Path, keys: &[forecourt_core::vault::Key]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut inside, mut readable, mut opened) = (BTreeSet::new(), BTreeSet::new(), 0);
    for path in files_below(folder) {
        readable.extend(words_in(&fs::read(&path).unwrap()));
        if path.extension().is_some_and(|extension| extension == "db") {
            let db = keys.iter().find_map(|key| Database::open(&path, key).ok()).unwrap();
            // By the writing connection: the index of words is a table of this test.
            db.write(|tx| -> Result<(), VaultError> {
                read_tables(tx, &mut inside).unwrap();
                Ok(())
            })
            .unwrap();
            opened += 1;
        }
    }
    assert!(opened > 0, "{}", folder.display());
    (inside, readable)
}

fn read_tables(conn: &rusqlite::Connection, found: &mut BTreeSet<String>) -> rusqlite::Result<()> {
    conn.execute_batch("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'm_search', 'row')")?;
    let mut names = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'm_search'")?;
    let mut tables: Vec<String> = names.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?;
    tables.push("temp.words".to_owned());
    for table in tables {
        let mut all = conn.prepare(&format!("SELECT * FROM {table}"))?;
        let columns = all.column_count();
        let mut rows = all.query(())?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                let Ok(Some(bytes)) = row.get_ref(column)?.as_bytes_or_null() else { continue };
                found.extend(words_in(bytes));
                if let Ok(change) = Change::from_bytes(bytes.to_vec()) {
                    found.extend(words_in(format!("{:?}", change.decode()).as_bytes()));
                }
                if let Ok(document) = Automerge::load(bytes) {
                    for change in document.get_changes(&[]) {
                        found.extend(words_in(format!("{:?}", change.decode()).as_bytes()));
                    }
                }
            }
        }
    }
    Ok(())
}

#[track_caller]
fn same(what: &str, role: &str, found: &BTreeSet<String>, expected: &BTreeSet<String>, words: &BTreeMap<String, Planted>) {
    // Digits of a hash may look like a planted number.
    let told = |left: &BTreeSet<String>, right: &BTreeSet<String>| -> Vec<String> {
        let told = |word: &String| Some(format!("{word} in {} of {:?}", words.get(word)?.kind, words[word].customer));
        left.difference(right).filter_map(told).take(5).collect()
    };
    assert_eq!(told(found, expected), [""; 0], "{what} the {role}, who may not see it");
    assert_eq!(told(expected, found), [""; 0], "{what} the {role}, and was not found");
}

#[test]
fn the_device_of_each_role_receives_and_keeps_exactly_what_the_reviewed_table_gives_it() {
    let mut scene = Scene::set();
    let rows = scene.table.rows.len();
    let owners = (0..rows).map(Whose::Row).chain([Whose::Nobody, Whose::Colleague]);
    for owner in owners.collect::<Vec<_>>() {
        for has_car in [false, true] {
            scene.customer(owner, has_car);
        }
    }
    scene.of_the_store();

    // Of these the consultant loses one to a colleague, who writes on; one is forgotten for ever.
    let consultant = scene.table.rows.iter().position(|(role, _)| *role == "consultant").unwrap();
    let lost = scene.customer(Whose::Row(consultant), true);
    scene.give(lost, Whose::Colleague);
    assert!(scene.edit(lost, "customer", |word| json!({ "edit": "note", "kind": "note", "text": word })));
    let forgotten = scene.customer(Whose::Nobody, true);
    scene.office.ask("request_erasure", json!({ "file": scene.customers[forgotten].0 }));
    scene.carry();
    let open = scene.office.ask("erasures", json!({}));
    scene.office.ask("decide_erasure", json!({ "request": open[0]["request"], "approve": true }));
    scene.customers[forgotten].1.push(None);
    scene.carry();

    // The log is asked for when its reader signs in.
    scene.office.hang_up();
    scene.carry();
    let released = scene.office.ask("audit", json!({ "filter": { "what": "released" }, "after": null }));
    assert!(released["rows"].as_array().unwrap().iter().any(|row| row["count"].as_u64() > Some(0)), "{released}");

    let mut late = Vec::new();
    // An administrator's device takes part in sixteen enrolments at a time.
    scene.office.clock.advance_ms(30 * 60_000);
    for row in 0..rows {
        let role = scene.table.rows[row].0;
        let mut device = scene.hall.device(&format!("late-{role}"), 0);
        scene.hall.enrol(&mut scene.office, &mut device, &scene.staff[row]);
        scene.hall.carry_as_far_as_it_goes(&mut [&mut scene.office, &mut device]);
        late.push(device);
    }
    let office = heard(&scene.office);
    assert!(office.len() < scene.words.len(), "what it wrote itself does not come back to it");
    eprintln!("{} words, {} customers, {rows} roles", scene.words.len(), scene.customers.len());

    let readers = std::mem::take(&mut scene.readers);
    for (nth, device) in readers.into_iter().chain(late).enumerate() {
        let (row, is_late) = (nth % rows, nth >= rows);
        let role = scene.table.rows[row].0;
        same("came to", role, &heard(&device), &scene.expected(row, !is_late), &scene.words);
        let (folder, keys) = (device.folder.clone(), device.keys.all());
        drop(device);
        let (inside, readable) = kept(&folder, &keys);
        same("lies in the vault of", role, &inside, &scene.expected(row, false), &scene.words);
        same("lies readable at", role, &readable, &BTreeSet::new(), &scene.words);
    }
}
