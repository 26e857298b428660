//! 集客量与留档率: what the reception log adds up to (features.md section 3; R1, R8, R9, R14).
//!
//! Visitors are counted by line, one party one line; a visitor whom two desks wrote down counts once. Who calls is counted
//! apart: footfall is who stood in the showroom and means to buy. A deal is a signed order that stands, on the day it was signed;
//! of customers without orders, as older versions and imports have them, the log and the grade tell it. A test drive is a car
//! that left, whatever the log says of the visit.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    clock::{Date, Instant},
    domain::{
        opportunity::Grade,
        rate::Rate,
        reception::{CameBy, ContactLeft, VisitResult},
    },
    ids::{FileId, StaffId},
    mirror::{Deal, Drive, Footfall},
};

/// The figures of some lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Figures {
    /// 客流总量: everyone who came into the showroom, for whatever purpose.
    pub traffic: u32,
    /// Heads: party sizes added up, one where nobody wrote it.
    pub people: u32,
    /// Calls, messages and outbound contacts.
    pub calls: u32,
    /// 集客总量: those in the showroom who mean to buy, returning ones too.
    pub footfall: u32,
    /// 新增集客: those of them on their first visit.
    pub new_footfall: u32,
    /// 留档率: of the new footfall, who left a way to reach them.
    pub capture: Rate,
    /// 留档率 (全部到店): the same of everyone in the showroom.
    pub capture_of_all: Rate,
    /// 首次到店未成交留档率: of the new footfall that did not buy at once.
    pub capture_unclosed: Rate,
    /// 首洽成交: bought on the first visit.
    pub deals_first: u32,
    /// 跟踪回访成交: bought later.
    pub deals_follow_up: u32,
    /// 成交率: deals of the footfall.
    pub closing: Rate,
    /// 试乘试驾率: test drives for which the car left, by the new footfall.
    pub test_drives: Rate,
    /// 完整: lines in which everything is filled in.
    pub complete: Rate,
    /// 准确: lines that nobody else had to correct and in which nothing looks wrong.
    pub correct: Rate,
    /// 及时: lines entered in time.
    pub timely: Rate,
    /// How long visitors stayed, in minutes on average; none where nobody left yet.
    pub stay_minutes: Option<u32>,
    /// How long those who mean to buy waited for a consultant.
    pub wait_minutes: Option<u32>,
}

/// Figures per something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Of all lines.
    pub all: Figures,
    /// Per day, the oldest first.
    pub days: BTreeMap<Date, Figures>,
    /// Per consultant; none is who was given to nobody.
    pub consultants: BTreeMap<Option<StaffId>, Figures>,
    /// Per way of coming.
    pub ways: BTreeMap<CameBy, Figures>,
    /// Per event.
    pub events: BTreeMap<FileId, Figures>,
    /// Per series or model looked at.
    pub series: BTreeMap<String, Figures>,
    /// Lines per grade of the customer; none is who has no file or no grade.
    pub grades: BTreeMap<Option<Grade>, u32>,
}

/// Adds lines up, and the orders signed in their time. `today` tells which days are over: a visitor of an earlier day who never
/// left is a mistake of the log.
#[must_use]
pub fn report(lines: &[Footfall], deals: &[Deal], drives: &[Drive], today: Date) -> Report {
    let closed_later = closed_later(lines);
    let at_once: BTreeSet<(Option<FileId>, Date)> =
        deals.iter().filter(|deal| is_first(deal)).map(|deal| (deal.line.customer, deal.on)).collect();
    let mut all = Sum::default();
    let (mut days, mut consultants, mut ways) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let (mut events, mut series, mut grades) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (nth, line) in lines.iter().enumerate() {
        let told = Told {
            line,
            is_over: line.day < today,
            is_closed_later: closed_later.contains(&nth),
            at_once: at_once.contains(&(line.customer, line.day)),
        };
        all.add(&told);
        days.entry(line.day).or_insert_with(Sum::default).add(&told);
        consultants.entry(line.consultant).or_insert_with(Sum::default).add(&told);
        ways.entry(line.came_by.clone()).or_insert_with(Sum::default).add(&told);
        if let Some(event) = line.event {
            events.entry(event).or_insert_with(Sum::default).add(&told);
        }
        for name in &line.series {
            series.entry(name.clone()).or_insert_with(Sum::default).add(&told);
        }
        if !line.is_double {
            *grades.entry(line.grade.clone()).or_insert(0) += 1;
        }
    }
    for deal in deals {
        let line = &deal.line;
        all.bought(deal);
        days.entry(deal.on).or_insert_with(Sum::default).bought(deal);
        consultants.entry(line.consultant).or_insert_with(Sum::default).bought(deal);
        ways.entry(line.came_by.clone()).or_insert_with(Sum::default).bought(deal);
        if let Some(event) = line.event {
            events.entry(event).or_insert_with(Sum::default).bought(deal);
        }
        for name in &line.series {
            series.entry(name.clone()).or_insert_with(Sum::default).bought(deal);
        }
    }
    for drive in drives {
        all.test_drives += 1;
        days.entry(drive.on).or_insert_with(Sum::default).test_drives += 1;
        consultants.entry(drive.owner).or_insert_with(Sum::default).test_drives += 1;
        let Some(line) = &drive.line else { continue };
        ways.entry(line.came_by.clone()).or_insert_with(Sum::default).test_drives += 1;
        if let Some(event) = line.event {
            events.entry(event).or_insert_with(Sum::default).test_drives += 1;
        }
        for name in &line.series {
            series.entry(name.clone()).or_insert_with(Sum::default).test_drives += 1;
        }
    }
    Report {
        all: all.figures(),
        days: finished(days),
        consultants: finished(consultants),
        ways: finished(ways),
        events: finished(events),
        series: finished(series),
        grades,
    }
}

fn finished<K: Ord>(sums: BTreeMap<K, Sum>) -> BTreeMap<K, Figures> {
    sums.into_iter().map(|(key, sum)| (key, sum.figures())).collect()
}

/// 首洽成交: signed on the day of the first visit.
fn is_first(deal: &Deal) -> bool {
    deal.line.visit_count == Some(1) && deal.line.day == deal.on
}

/// Of customers without orders the last line of each who bought, where no line says that they bought on the spot: the deal came
/// of following up.
fn closed_later(lines: &[Footfall]) -> BTreeSet<usize> {
    let mut last: BTreeMap<FileId, usize> = BTreeMap::new();
    let mut on_the_spot = BTreeSet::new();
    for (nth, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_double && !line.has_order) {
        let Some(customer) = line.customer.filter(|_| matches!(line.grade, Some(Grade::O | Grade::D))) else { continue };
        last.insert(customer, nth);
        if line.result == Some(VisitResult::Deal) {
            on_the_spot.insert(customer);
        }
    }
    last.into_iter().filter(|(customer, _)| !on_the_spot.contains(customer)).map(|(_, nth)| nth).collect()
}

/// A line with what others tell of it.
struct Told<'a> {
    line: &'a Footfall,
    is_over: bool,
    is_closed_later: bool,
    /// An order was signed at this first meeting.
    at_once: bool,
}

#[derive(Debug, Default)]
struct Sum {
    figures: Figures,
    lines: u32,
    complete: u32,
    correct: u32,
    timely: u32,
    left_contact: u32,
    new_left_contact: u32,
    unclosed: u32,
    unclosed_left_contact: u32,
    test_drives: u32,
    stayed: Mean,
    waited: Mean,
}

impl Sum {
    fn add(&mut self, told: &Told<'_>) {
        let line = told.line;
        self.quality(told);
        if line.is_double {
            return;
        }
        self.deals(told);
        if !line.is_in_store {
            self.figures.calls += 1;
            return;
        }
        let left_contact = u32::from(line.contact == Some(ContactLeft::Left));
        self.figures.traffic += 1;
        self.figures.people += line.party_size.unwrap_or(1);
        self.left_contact += left_contact;
        self.stayed.add(line.in_at, line.out_at);
        if !line.is_intending {
            return;
        }
        self.figures.footfall += 1;
        self.waited.add(line.in_at, line.accepted_at.or(line.assigned_at));
        if line.visit_count != Some(1) {
            return;
        }
        let is_unclosed = if line.has_order { !told.at_once } else { line.result != Some(VisitResult::Deal) };
        self.figures.new_footfall += 1;
        self.new_left_contact += left_contact;
        self.unclosed += u32::from(is_unclosed);
        self.unclosed_left_contact += if is_unclosed { left_contact } else { 0 };
    }

    /// A line that counts nobody is still a line that somebody wrote.
    fn quality(&mut self, told: &Told<'_>) {
        let line = told.line;
        let never_ended = told.is_over && line.is_open;
        let looks_wrong = (line.is_doubtful || never_ended) && !line.is_confirmed;
        self.lines += 1;
        self.complete += u32::from(line.is_complete && !never_ended);
        self.correct += u32::from(!line.is_corrected && !looks_wrong);
        self.timely += u32::from(!line.is_late);
    }

    fn bought(&mut self, deal: &Deal) {
        let deals = if is_first(deal) { &mut self.figures.deals_first } else { &mut self.figures.deals_follow_up };
        *deals += 1;
    }

    fn deals(&mut self, told: &Told<'_>) {
        if told.line.has_order {
            return;
        }
        match (&told.line.result, told.line.visit_count) {
            (Some(VisitResult::Deal), Some(1)) => self.figures.deals_first += 1,
            (Some(VisitResult::Deal), _) => self.figures.deals_follow_up += 1,
            _ if told.is_closed_later => self.figures.deals_follow_up += 1,
            _ => {}
        }
    }

    fn figures(self) -> Figures {
        let Self { figures, .. } = self;
        let (traffic, new) = (figures.traffic, figures.new_footfall);
        Figures {
            capture: Rate::of(self.new_left_contact, new),
            capture_of_all: Rate::of(self.left_contact, traffic),
            capture_unclosed: Rate::of(self.unclosed_left_contact, self.unclosed),
            closing: Rate::of(figures.deals_first + figures.deals_follow_up, figures.footfall),
            test_drives: Rate::of(self.test_drives, new),
            complete: Rate::of(self.complete, self.lines),
            correct: Rate::of(self.correct, self.lines),
            timely: Rate::of(self.timely, self.lines),
            stay_minutes: self.stayed.minutes(),
            wait_minutes: self.waited.minutes(),
            ..figures
        }
    }
}

/// An average of times.
#[derive(Debug, Default)]
struct Mean {
    ms: i64,
    count: i64,
}

impl Mean {
    fn add(&mut self, from: Instant, upto: Option<Instant>) {
        if let Some(ms) = upto.map(|upto| upto.unix_ms().saturating_sub(from.unix_ms())).filter(|ms| *ms >= 0) {
            self.ms = self.ms.saturating_add(ms);
            self.count += 1;
        }
    }

    fn minutes(&self) -> Option<u32> {
        let mean = self.ms.checked_div(self.count)?;
        u32::try_from(mean.saturating_add(30_000) / 60_000).ok()
    }
}
