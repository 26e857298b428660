//! Files for tests, by hand and at random.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rusqlite::{Connection, Transaction};

use crate::{
    clock::{Date, Instant},
    domain::{
        customer::{Clash, CustomerField, CustomerFile, Entry, EntryKind, Phone},
        event::{EventField, EventFile},
        follow_up::{FollowUp, FollowUpResult, Outcome, Way},
        judgement::{Judged, Verdict},
        money::Fen,
        opportunity::{Grade, Interest, InterestKind, Opportunity, Stage},
        phone::{PhoneKind, PhoneNumber},
        profile::{Tag, TagGroup},
    },
    ids::{EntryId, FileId, FollowUpId, InterestId, Minted as _, OpportunityId, PhoneId, StaffId},
    mirror,
};

pub(in crate::mirror) const DAY_MS: i64 = 24 * 3600 * 1000;

pub(in crate::mirror) fn file_id(n: u8) -> FileId {
    FileId::mint(u64::from(n), &[n; 10])
}

pub(in crate::mirror) fn event_id(n: u8) -> FileId {
    FileId::mint(1_000 + u64::from(n), &[n; 10])
}

pub(in crate::mirror) fn staff(n: u8) -> StaffId {
    StaffId::mint(u64::from(n), &[n; 10])
}

pub(in crate::mirror) fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

pub(in crate::mirror) fn noon(date: Date) -> Instant {
    date.starts_at().plus_ms(DAY_MS / 2)
}

/// An empty mirror in memory.
pub(in crate::mirror) fn mirror() -> Connection {
    let mut conn = Connection::open_in_memory().unwrap();
    write(&mut conn, |tx| {
        mirror::prepare(tx).unwrap();
    });
    conn
}

pub(in crate::mirror) fn write(conn: &mut Connection, work: impl FnOnce(&Transaction<'_>)) {
    let tx = conn.transaction().unwrap();
    work(&tx);
    tx.commit().unwrap();
}

pub(in crate::mirror) fn customer(n: u8) -> CustomerFile {
    CustomerFile::empty(file_id(n))
}

pub(in crate::mirror) fn named(n: u8, name: &str) -> CustomerFile {
    let mut file = customer(n);
    file.fields.insert(CustomerField::Name, name.to_owned());
    file
}

pub(in crate::mirror) fn phone(n: u8, digits: &str) -> Phone {
    let number = PhoneNumber { typed: digits.to_owned(), normalised: Some(digits.to_owned()), kind: PhoneKind::Mobile };
    Phone { id: PhoneId::mint(u64::from(n), &[n; 10]), number, label: String::new(), is_main: false, contact: None }
}

pub(in crate::mirror) fn opportunity(n: u8, stage: Stage, grade: Grade) -> Opportunity {
    Opportunity {
        id: OpportunityId::mint(u64::from(n), &[n; 10]),
        opened_at: Instant::from_unix_ms(0),
        opened_by: None,
        stage,
        grade,
        budget: None,
        purchase_on: None,
        event: None,
        interests: Vec::new(),
        fields: BTreeMap::new(),
        loss: Default::default(),
    }
}

pub(in crate::mirror) fn interest(n: u8, kind: InterestKind, name: &str) -> Interest {
    Interest { id: InterestId::mint(u64::from(n), &[n; 10]), kind, name: name.to_owned() }
}

pub(in crate::mirror) fn follow_up(n: u8, due_on: Date) -> FollowUp {
    FollowUp {
        id: FollowUpId::mint(u64::from(n), &[n; 10]),
        opportunity: None,
        way: Way::Call,
        aim: "invite".to_owned(),
        due_on,
        planned_by: None,
        planned_at: Instant::from_unix_ms(0),
        result: None,
        comment: None,
        answer: None,
    }
}

pub(in crate::mirror) fn done(mut task: FollowUp, at: Instant, by: StaffId) -> FollowUp {
    task.result = Some(FollowUpResult { outcome: Outcome::Reached, text: "ok".to_owned(), at, by, visit: None });
    task
}

pub(in crate::mirror) fn entry(n: u8, kind: EntryKind, at: Instant) -> Entry {
    Entry::new(EntryId::mint(u64::from(n), &[n; 10]), kind, at, staff(1), "")
}

pub(in crate::mirror) fn event(n: u8, name: &str, starts_on: &str) -> EventFile {
    let fields = [(EventField::Name, name.to_owned()), (EventField::StartsOn, starts_on.to_owned())];
    EventFile { id: event_id(n), fields: fields.into(), staff: [staff(1)].into(), clashes: Vec::new() }
}

/// A mobile number out of a few, so that files share some.
fn any_phone() -> impl Strategy<Value = Phone> {
    (0..6_u8, 0..4_u8).prop_map(|(number, id)| phone(id, &format!("1380000000{number}")))
}

fn any_opportunity() -> impl Strategy<Value = Opportunity> {
    let stage = proptest::sample::select(Stage::ALL);
    let grade = proptest::sample::select(Grade::ALL);
    let budget = proptest::option::of(0..50_000_000_i64);
    let caught_at = proptest::option::of(0..3_u8);
    let interests = proptest::collection::vec((0..4_u8, "[a-z]{1,3}"), 0..3);
    (stage, grade, budget, caught_at, interests).prop_map(|(stage, grade, budget, caught_at, interests)| {
        let named = |(n, name): &(u8, String)| interest(*n, InterestKind::Series, name);
        Opportunity {
            budget: budget.map(Fen::new),
            event: caught_at.map(event_id),
            interests: interests.iter().map(named).collect(),
            ..opportunity(0, stage, grade)
        }
    })
}

fn any_follow_up() -> impl Strategy<Value = FollowUp> {
    (-3..10_i64, proptest::option::of((-1..2_i64, 1..4_u8))).prop_map(|(day, result)| {
        let task = follow_up(0, today().plus_days(day));
        match result {
            None => task,
            Some((day, by)) => done(task, noon(today().plus_days(day)), staff(by)),
        }
    })
}

/// A customer file with a bit of everything, under one of `files` ids.
pub(in crate::mirror) fn any_customer(files: u8) -> impl Strategy<Value = CustomerFile> {
    let text = (proptest::option::of("[张王李陈刘单曾]{1,3}"), proptest::option::of("walk_in|event|web"));
    let parts = (
        proptest::collection::vec(any_phone(), 0..3),
        proptest::collection::vec(any_opportunity(), 0..3),
        proptest::collection::vec(any_follow_up(), 0..4),
        proptest::collection::vec(-5..1_i64, 0..3),
        proptest::bool::weighted(0.2),
        proptest::option::of((-5..1_i64, 1..4_u8)),
        proptest::collection::btree_set("大客户|老友", 0..3),
    );
    (0..files, text, parts).prop_map(
        move |(n, (name, source), (phones, opportunities, follow_ups, lines, clash, opened, tags))| {
            let mut file = customer(n);
            file.opened_at = opened.map(|(day, _)| noon(today().plus_days(day)));
            file.opened_by = opened.map(|(_, by)| staff(by));
            file.fields.extend(name.map(|name| (CustomerField::Name, name)));
            file.fields.extend(source.map(|source| (CustomerField::Source, source)));
            file.phones = phones;
            file.opportunities = opportunities;
            file.follow_ups = follow_ups;
            // Some are asked about already, some share a plate.
            if opened.is_some_and(|(day, _)| day % 2 == 0) {
                file.fields.insert(CustomerField::CurrentPlate, format!("辽B1234{}", n % 2));
            }
            if clash {
                let judged =
                    |verdict| Judged { other: file_id((n + 1) % files), verdict, at: Instant::from_unix_ms(0), by: staff(1) };
                file.judged = vec![judged(Verdict::Apart)];
            }
            file.tags = tags.into_iter().map(|word| Tag { group: TagGroup::Free, word }).collect();
            file.entries = lines.iter().map(|day| entry(0, EntryKind::Note, noon(today().plus_days(*day)))).collect();
            if clash {
                let place = vec!["file".to_owned(), "name".to_owned()];
                file.clashes = vec![Clash { place, shown: "a".to_owned(), others: Vec::new() }];
            }
            renumber(&mut file);
            file
        },
    )
}

/// Gives every part of a file an id of its own, as real files have.
fn renumber(file: &mut CustomerFile) {
    let mut serial = 0_u8;
    let mut next = |file: FileId| {
        serial += 1;
        (u64::from(serial), {
            let mut random = [serial; 10];
            random[..4].copy_from_slice(&file.as_bytes()[12..]);
            random
        })
    };
    let id = file.id;
    let mut minted = || next(id);
    for part in &mut file.phones {
        let (at, random) = minted();
        part.id = PhoneId::mint(at, &random);
    }
    for part in &mut file.opportunities {
        let (at, random) = minted();
        part.id = OpportunityId::mint(at, &random);
    }
    for part in &mut file.follow_ups {
        let (at, random) = minted();
        part.id = FollowUpId::mint(at, &random);
    }
    for part in &mut file.entries {
        let (at, random) = minted();
        part.id = EntryId::mint(at, &random);
    }
}
