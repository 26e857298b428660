//! A store with half a year of a showroom behind it: the workload's customers in a practice store, whose ledger needs no
//! relay, given to twenty consultants; then, day by day, the commands of desk, consultants and manager.

use std::{path::Path, sync::Arc};

use anyhow::{Context as _, ensure};
use forecourt_core::{
    app::{
        App, Options,
        api::setup::{AppState, Phase, StorePage},
        outside::Door,
    },
    clock::{Date, ManualClock, SeededEntropy, World},
    ids::{FileId, StaffId},
    policy::Role,
};
use serde_json::{Value, json};

use crate::{
    mapping::{self, Staff},
    place::{GoneRelay, OneKey, ask},
    records::Line,
};

/// The day on which everything is asked: the workload's follow-ups were done until the end of 2025.
const TODAY: &str = "2026-01-15";
/// Days that the store is worked.
const DAYS: i64 = 180;
const CONSULTANTS: usize = 20;
/// Per day.
const ARRIVALS: usize = 80;
const ORDERS: usize = 15;
const LOSSES: usize = 25;
const DRIVES: usize = 12;
/// Losses that wait for the manager.
const WAITING: usize = 300;
/// Files given away in one statement.
const GIVEN: usize = 500;
const HOUR_MS: i64 = 3_600_000;
/// When a day is written down, and when everything is asked.
const CLOSED: i64 = 20 * HOUR_MS;
const SEED: u64 = 20_260_115;
/// Written last: a store without it was not finished.
const DONE: &str = "lived";

/// The store and the day on which it stands.
pub struct Lived {
    pub app: App,
    pub today: Date,
}

/// The store in `folder`; made where it is not yet, which takes minutes.
pub fn lived(folder: &Path, lines: &[Line]) -> anyhow::Result<Lived> {
    let done = folder.join(DONE);
    let today: Date = TODAY.parse()?;
    if !done.exists() {
        ensure!(!folder.exists(), "{} holds a store that was not finished: remove it", folder.display());
        make(folder, today, lines)?;
        // As the app's own host keeps it, so that the store can be looked at in a browser.
        std::fs::write(folder.join("key"), format!("practice {}\n", "07".repeat(32)))?;
        std::fs::write(&done, lines.len().to_string())?;
    }
    let found = std::fs::read_to_string(&done)?;
    ensure!(found == lines.len().to_string(), "the store in {} was made of {found} customers", folder.display());
    // No start may repeat the numbers of one before it.
    let starts = folder.join("starts");
    let nth: u64 = std::fs::read_to_string(&starts).ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    std::fs::write(&starts, (nth + 1).to_string())?;
    let clock = Arc::new(ManualClock::at(today.starts_at().plus_ms(CLOSED)));
    Ok(Lived { app: open(folder, clock, SEED + 1 + nth)?, today })
}

fn open(folder: &Path, clock: Arc<ManualClock>, seed: u64) -> anyhow::Result<App> {
    let world = World::new(clock, Arc::new(SeededEntropy::new(seed)));
    let door = Arc::new(GoneRelay) as Arc<dyn Door>;
    Ok(App::open(Options {
        data: folder.to_owned(),
        world,
        keys: Arc::new(OneKey),
        door,
        relay_host: None,
        printer: None,
        background: None,
    })?)
}

fn make(folder: &Path, today: Date, lines: &[Line]) -> anyhow::Result<()> {
    let first = today.plus_days(-DAYS);
    let clock = Arc::new(ManualClock::at(first.starts_at().plus_ms(CLOSED)));
    let app = open(folder, Arc::clone(&clock), SEED)?;
    ask::<AppState>(&app, "practise", json!({}))?;
    let mut house = House::open(app)?;
    house.bring_in(lines)?;
    for day in 0..DAYS {
        house.day(first.plus_days(day), usize::try_from(day)?)?;
        clock.advance_ms(24 * HOUR_MS);
    }
    house.wait_for_the_manager()
}

/// Everything the days need to know.
struct House {
    app: App,
    me: StaffId,
    consultants: Vec<StaffId>,
    models: Vec<Value>,
    cars: Vec<Value>,
    /// Every file, and those whose purchase is open, in the order in which they are taken.
    files: Vec<FileId>,
    open: Vec<FileId>,
    drawn: usize,
}

impl House {
    fn open(app: App) -> anyhow::Result<Self> {
        let state: AppState = ask(&app, "state", json!({}))?;
        let Phase::Ready { me, .. } = state.phase else { anyhow::bail!("the store is not ready") };
        let roles = [Role::Administrator, Role::SalesManager, Role::Consultant, Role::FrontDesk];
        ask::<Value>(&app, "edit_staff", json!({ "staff": me.staff, "name": null, "roles": roles }))?;
        for nth in 1..CONSULTANTS {
            ask::<Value>(&app, "add_staff", json!({ "name": format!("顾问{nth:02}"), "roles": ["consultant"] }))?;
        }
        let page: StorePage = ask(&app, "store", json!({}))?;
        let named = page.staff.iter().filter(|row| row.name.starts_with("顾问")).map(|row| row.id);
        let consultants = std::iter::once(me.staff).chain(named).collect();
        let page: Value = ask(&app, "store", json!({}))?;
        let nodes = page["catalogue"].as_array().context("no catalogue")?;
        let models = nodes.iter().filter(|node| node["level"] == "model").map(|node| node["id"].clone()).collect();
        let day: Value = ask(&app, "car_day", json!({ "on": state.today }))?;
        let cars = day["cars"].as_array().context("no test cars")?.iter().map(|row| row["car"]["id"].clone()).collect();
        Ok(Self { app, me: me.staff, consultants, models, cars, files: Vec::new(), open: Vec::new(), drawn: 0 })
    }

    /// The workload's customers, each with a consultant.
    fn bring_in(&mut self, lines: &[Line]) -> anyhow::Result<()> {
        let page: StorePage = ask(&self.app, "store", json!({}))?;
        let staff: Staff = page.staff.into_iter().map(|row| (row.name, row.id)).collect();
        for chunk in lines.chunks(1_000) {
            let leads = chunk.iter().map(|line| mapping::lead(&line.record, &staff)).collect::<anyhow::Result<Vec<_>>>()?;
            let files = self.app.import_customers(&leads).map_err(|error| anyhow::anyhow!("no import: {:?}", error.code))?;
            let is_open = |line: &&Line| !matches!(line.record.stage.as_str(), "won" | "lost");
            self.open.extend(files.iter().zip(chunk).filter(|(_, line)| is_open(line)).map(|(file, _)| *file));
            self.files.extend(files);
        }
        for (nth, owner) in self.consultants.iter().enumerate() {
            let own: Vec<FileId> = self.files.iter().skip(nth).step_by(CONSULTANTS).copied().collect();
            for files in own.chunks(GIVEN) {
                ask::<Value>(&self.app, "assign_files", json!({ "files": files, "owner": owner }))?;
            }
        }
        Ok(())
    }

    fn consultant(&self, nth: usize) -> StaffId {
        self.consultants.get(nth % self.consultants.len()).copied().unwrap_or(self.me)
    }

    /// The next file with an open purchase, and that purchase.
    fn next(&mut self) -> anyhow::Result<(FileId, Value)> {
        let file = *self.open.get(self.drawn).context("every purchase was taken")?;
        self.drawn += 1;
        let page: Value = ask(&self.app, "customer", json!({ "file": file }))?;
        Ok((file, page["customer"]["opportunities"][0]["id"].clone()))
    }

    fn day(&mut self, on: Date, nth: usize) -> anyhow::Result<()> {
        for arrival in 0..ARRIVALS {
            self.comes(on, nth * ARRIVALS + arrival)?;
        }
        // A smaller store does less on a day.
        let share = |of_day: usize| (of_day * self.files.len()).div_ceil(50_000);
        let (losses, orders, drives) = (share(LOSSES), share(ORDERS), share(DRIVES));
        for loss in 0..losses {
            self.gives_up(nth + loss)?;
        }
        for order in 0..orders {
            self.orders(on, nth * ORDERS + order)?;
        }
        for drive in 0..drives {
            self.drives(on.plus_days(1), drive)?;
        }
        Ok(())
    }

    /// Two of three are known; the desk writes each down when they have left.
    fn comes(&self, on: Date, nth: usize) -> anyhow::Result<()> {
        let known = self.files.get(nth * 37 % self.files.len().max(1)).filter(|_| !nth.is_multiple_of(3));
        let came = on.starts_at().plus_ms(9 * HOUR_MS + i64::try_from(nth % ARRIVALS)? * 360_000);
        let request = json!({
            "came_by": if nth.is_multiple_of(5) { "phone" } else { "walk_in" }, "in_at": came, "out_at": came.plus_ms(HOUR_MS / 2),
            "visit_count": if known.is_some() { json!(null) } else { json!(1) }, "party_size": 1 + nth % 3, "purpose": "buying",
            "interests": [self.models.get(nth % self.models.len().max(1))], "enquiry": "问优惠和现车",
            "contact": if known.is_some() { json!(null) } else { json!("refused") }, "asked": 1, "result": "left", "stage": null,
            "remark": "", "event": null, "customer": known, "visitor": null, "consultant": self.consultant(nth), "request": null,
        });
        ask::<Value>(&self.app, "log_arrival", request).map(drop)
    }

    fn gives_up(&mut self, nth: usize) -> anyhow::Result<()> {
        let (file, opportunity) = self.next()?;
        let reason = ["price", "competitor", "plan_dropped", "stock", "unreachable"][nth % 5];
        let competitor = ["宝马 3系", "奔驰 C级", "", "理想 L6"][nth % 4];
        let given_up = json!({ "reason": reason, "competitor": competitor, "words": "对方多优惠两万，已经交定金。" });
        ask::<Value>(&self.app, "request_loss", json!({ "file": file, "opportunity": opportunity, "given_up": given_up }))
            .map(drop)
    }

    /// Signed, a deposit paid, and for half of them a car.
    fn orders(&mut self, on: Date, nth: usize) -> anyhow::Result<()> {
        let (file, opportunity) = self.next()?;
        let model = self.models.get(nth % self.models.len().max(1));
        let request = json!({ "file": file, "opportunity": opportunity, "quotation": null, "catalogue": model });
        let order = ask::<Value>(&self.app, "open_order", request)?["order"].clone();
        let sign = json!({ "file": file, "order": order, "act": { "act": "sign", "on": on } });
        ask::<Value>(&self.app, "act_on_order", sign)?;
        let deposit = json!({
            "file": file, "order": order, "kind": "deposit", "way": "transfer", "amount": "2万", "on": on, "receipt": format!("SJ{nth:06}"),
        });
        ask::<Value>(&self.app, "pay_order", deposit)?;
        if nth.is_multiple_of(2) {
            let page: Value = ask(&self.app, "order", json!({ "file": file, "order": order }))?;
            let car = page["cars"][0]["car"]["id"].clone();
            ask::<Value>(&self.app, "allot_car", json!({ "file": file, "car": car, "vin": format!("LFV3A24G5T3{nth:06}") }))?;
        }
        Ok(())
    }

    fn drives(&mut self, on: Date, nth: usize) -> anyhow::Result<()> {
        let (file, opportunity) = self.next()?;
        let car = self.cars.get(nth % self.cars.len().max(1)).context("no test cars")?;
        let from = 9 * 60 + 30 * (nth / self.cars.len());
        let slot = json!({ "car": car, "on": on, "from": from, "to": from + 30, "consultant": self.consultant(nth) });
        let request = json!({ "file": file, "opportunity": opportunity, "way": "drive", "route": "滨河路环线", "slot": slot });
        // Whoever finds the car taken by the practice store's own customers does without.
        drop(ask::<Value>(&self.app, "book_test_drive", request));
        Ok(())
    }

    /// What a consultant gave up since, and nobody has judged.
    fn wait_for_the_manager(mut self) -> anyhow::Result<()> {
        let be = |house: &Self, roles: &[Role]| {
            ask::<Value>(&house.app, "edit_staff", json!({ "staff": house.me, "name": null, "roles": roles })).map(drop)
        };
        be(&self, &[Role::Administrator, Role::Consultant])?;
        let own: std::collections::BTreeSet<FileId> = self.files.iter().step_by(CONSULTANTS).copied().collect();
        self.open = self.open.split_off(self.drawn.min(self.open.len()));
        self.open.retain(|file| own.contains(file));
        self.drawn = 0;
        for nth in 0..WAITING.min(self.open.len()) {
            self.gives_up(nth)?;
        }
        be(&self, &[Role::Administrator, Role::SalesManager, Role::Consultant, Role::FrontDesk])
    }
}
