//! Single questions with answers that stand beside them.

use super::fixtures::{
    customer, done, entry, event, event_id, file_id, follow_up, interest, mirror, named, noon, opportunity, phone, staff, today,
    write,
};
use crate::{
    clock::Instant,
    domain::{
        customer::{Clash, CustomerField, EntryKind, PrivateFile},
        opportunity::{Grade, InterestKind, Opportunity, Stage},
        store::StoreFile,
    },
    mirror::{
        self, Filter, MirrorError, Number, Page, Prepared, Scope, Sort, check_phone, digest, list, prepare, put_customer,
        put_event, put_private, put_store, remove, wanted_series,
    },
    policy::FileKind,
    vault::{Database, Key, VaultError, meta},
};

#[test]
fn a_mirror_of_another_version_is_made_anew() {
    let mut conn = mirror();
    write(&mut conn, |tx| {
        put_customer(tx, &named(1, "张伟"), None).unwrap();
        assert_eq!(prepare(tx).unwrap(), Prepared::Ready);
        tx.execute("UPDATE m_version SET version = 0", ()).unwrap();
        assert_eq!(prepare(tx).unwrap(), Prepared::Empty);
        assert_eq!(prepare(tx).unwrap(), Prepared::Ready);
    });
    assert_eq!(mirror::counts(&conn).unwrap().customers, 0);
    assert_eq!(digest(&conn).unwrap(), digest(&mirror()).unwrap());
}

#[test]
fn a_row_shows_the_most_recent_open_opportunity() {
    let mut file = named(1, "张伟");
    file.opportunities = vec![
        opportunity(1, Stage::Lost, Grade::F),
        Opportunity {
            interests: vec![interest(1, InterestKind::Series, "海豚"), interest(2, InterestKind::Competitor, "别家")],
            event: Some(event_id(1)),
            ..opportunity(2, Stage::Needs, Grade::A)
        },
        opportunity(3, Stage::AfterDelivery, Grade::D),
    ];
    file.follow_ups = vec![follow_up(1, today().plus_days(3)), follow_up(2, today().plus_days(1))];
    file.entries = vec![entry(1, EntryKind::Call, noon(today())), entry(2, EntryKind::ClashSettled, noon(today().plus_days(1)))];
    let mut conn = mirror();
    write(&mut conn, |tx| put_customer(tx, &file, Some(staff(1))).unwrap());
    let row = mirror::customer(&conn, file.id).unwrap().unwrap();
    assert_eq!((row.grade, row.stage, row.event), (Some(Grade::A), Some(Stage::Needs), Some(event_id(1))));
    assert_eq!(row.interests, ["海豚"]);
    assert_eq!(row.next_follow_up_on, Some(today().plus_days(1)));
    assert_eq!(row.last_contact_at, Some(noon(today())));
    assert_eq!(row.owner, Some(staff(1)));
}

#[test]
fn a_result_counts_as_contact_and_takes_the_task_off_today() {
    let mut file = named(1, "张伟");
    file.follow_ups = vec![follow_up(1, today())];
    let mut conn = mirror();
    write(&mut conn, |tx| put_customer(tx, &file, None).unwrap());
    assert_eq!(mirror::today(&conn, Scope::All, today(), today(), 10).unwrap().due_total, 1);
    file.follow_ups = vec![done(follow_up(1, today()), noon(today()), staff(2))];
    write(&mut conn, |tx| put_customer(tx, &file, None).unwrap());
    let found = mirror::today(&conn, Scope::All, today(), today(), 10).unwrap();
    assert_eq!((found.due_total, found.done_today), (0, 1));
    assert_eq!(mirror::customer(&conn, file.id).unwrap().unwrap().last_contact_at, Some(noon(today())));
}

#[test]
fn names_sort_by_pinyin_and_the_nameless_last() {
    let mut conn = mirror();
    write(&mut conn, |tx| {
        for (n, name) in [(1, "张伟"), (2, ""), (3, "单田芳"), (4, "曾强"), (5, "陈静"), (6, "Bob")] {
            put_customer(tx, &named(n, name), None).unwrap();
        }
    });
    let page = Page { offset: 0, limit: 10 };
    let rows = list(&conn, Scope::All, &Filter::default(), Sort::Name, today(), page).unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["Bob", "陈静", "单田芳", "曾强", "张伟", ""]);
}

#[test]
fn a_phone_is_known_from_seven_digits_and_exactly_when_whole() {
    let mut conn = mirror();
    write(&mut conn, |tx| {
        for (n, digits) in [(1, "13800000001"), (2, "13800000002"), (3, "13800000001"), (4, "041188880000")] {
            let mut file = customer(n);
            file.phones = vec![phone(1, digits), phone(2, digits)];
            file.opened_at = Some(Instant::from_unix_ms(i64::from(n)));
            put_customer(tx, &file, None).unwrap();
        }
    });
    let files = |normalised, typed, except| {
        let known = check_phone(&conn, Number { normalised, typed }, except).unwrap();
        known.iter().map(|known| (known.customer.file, known.exact)).collect::<Vec<_>>()
    };
    assert_eq!(files(None, "138000", None), []);
    assert_eq!(files(None, "138 0000", None), [(file_id(3), false), (file_id(2), false), (file_id(1), false)]);
    assert_eq!(files(Some("13800000001"), "13800000001", None), [(file_id(3), true), (file_id(1), true)]);
    assert_eq!(files(Some("13800000001"), "13800000001", Some(file_id(3))), [(file_id(1), true)]);
    assert_eq!(files(None, "0411-888", None), [(file_id(4), false)]);
    assert_eq!(files(None, "(+86) 0411-888", None), [(file_id(4), false)]);
    assert_eq!(files(None, "+86 138 000", None), []);
    assert_eq!(files(None, "9999999", None), []);
}

#[test]
fn at_most_five_files_are_told_while_typing() {
    let mut conn = mirror();
    write(&mut conn, |tx| {
        for n in 1..=9 {
            let mut file = customer(n);
            file.phones = vec![phone(1, &format!("1380000000{n}"))];
            put_customer(tx, &file, None).unwrap();
        }
    });
    assert_eq!(check_phone(&conn, Number { normalised: None, typed: "1380000" }, None).unwrap().len(), 5);
}

#[test]
fn clashes_of_every_kind_are_told() {
    let clash = |field: &str| Clash { place: vec!["file".into(), field.into()], shown: "a".into(), others: Vec::new() };
    let mut file = customer(1);
    file.clashes = vec![clash("name"), clash("source")];
    let private =
        PrivateFile { id: file_id(2), about: Some(file_id(1)), fields: [].into(), clashes: vec![clash("home_address")] };
    let mut conn = mirror();
    write(&mut conn, |tx| {
        put_customer(tx, &file, None).unwrap();
        put_private(tx, &private).unwrap();
    });
    let found = mirror::clashes(&conn, 10).unwrap();
    let told: Vec<_> = found.iter().map(|row| (row.file, row.kind, row.fields)).collect();
    assert_eq!(told, [(file_id(1), FileKind::Customer, 2), (file_id(2), FileKind::CustomerPrivate, 1)]);
    file.clashes.clear();
    write(&mut conn, |tx| {
        put_customer(tx, &file, None).unwrap();
        remove(tx, file_id(2)).unwrap();
    });
    assert_eq!(mirror::clash_count(&conn).unwrap(), 0);
}

#[test]
fn the_series_most_wanted_at_an_event_come_first() {
    let mut conn = mirror();
    write(&mut conn, |tx| {
        for n in 1..=3 {
            let mut file = customer(n);
            let series = [interest(1, InterestKind::Series, "海豚"), interest(n, InterestKind::Series, "海豹")];
            let one =
                Opportunity { event: Some(event_id(1)), interests: series.into(), ..opportunity(n, Stage::Needs, Grade::H) };
            file.opportunities = vec![one];
            put_customer(tx, &file, None).unwrap();
        }
    });
    let wanted = wanted_series(&conn, &[event_id(1)], 2).unwrap();
    assert_eq!(wanted.iter().map(|one| one.count).collect::<Vec<_>>(), [4, 1]);
    assert_eq!(wanted_series(&conn, &[event_id(2)], 2).unwrap(), []);
}

#[test]
fn events_that_run_today_come_first() {
    let mut conn = mirror();
    write(&mut conn, |tx| {
        for (n, starts_on) in [(1, "2026-11-22"), (2, "2026-12-24"), (3, "2026-11-01")] {
            put_event(tx, &event(n, "车展", starts_on)).unwrap();
        }
    });
    let order: Vec<_> = mirror::events(&conn, Scope::All, today()).unwrap().iter().map(|row| row.event.id).collect();
    assert_eq!(order, [event_id(1), event_id(2), event_id(3)]);
}

#[test]
fn the_store_file_comes_back_as_it_was_put() {
    let file = StoreFile { staff_names: [(staff(1), "王强".to_owned())].into(), ..StoreFile::empty(file_id(1)) };
    let mut conn = mirror();
    assert_eq!(mirror::store(&conn).unwrap(), None);
    write(&mut conn, |tx| put_store(tx, &file).unwrap());
    assert_eq!(mirror::store(&conn).unwrap(), Some(file));
}

#[test]
fn a_line_break_in_a_name_of_an_interest_stays_one_interest() {
    let mut file = customer(1);
    let odd = interest(1, InterestKind::Model, "荣耀\n版");
    file.opportunities = vec![Opportunity { interests: vec![odd], ..opportunity(1, Stage::Needs, Grade::H) }];
    let mut conn = mirror();
    write(&mut conn, |tx| put_customer(tx, &file, None).unwrap());
    assert_eq!(mirror::customer(&conn, file_id(1)).unwrap().unwrap().interests, ["荣耀 版"]);
}

#[test]
fn one_who_refused_to_leave_a_number_is_not_incomplete() {
    let mut file = named(1, "张伟");
    let mut conn = mirror();
    let incomplete = Filter { need: Some(mirror::Need::Incomplete), ..Filter::default() };
    let page = Page { offset: 0, limit: 1 };
    write(&mut conn, |tx| put_customer(tx, &file, None).unwrap());
    assert_eq!(list(&conn, Scope::All, &incomplete, Sort::Name, today(), page).unwrap().total, 1);
    file.fields.insert(CustomerField::ContactRefused, "yes".to_owned());
    write(&mut conn, |tx| put_customer(tx, &file, None).unwrap());
    assert_eq!(list(&conn, Scope::All, &incomplete, Sort::Name, today(), page).unwrap().total, 0);
}

/// Breaks the pages of a closed database from the middle on, until its mirror has a broken page and its vault has none.
fn break_a_page_of_the_mirror(path: &std::path::Path, key: &Key) -> Database {
    let whole = std::fs::read(path).unwrap();
    for page in (1..whole.len() / 4096).rev() {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 2000] ^= 0x55;
        std::fs::write(path, &bytes).unwrap();
        if let Ok(db) = Database::open(path, key)
            && db.read(|conn| Ok::<_, VaultError>(digest(conn).is_err())).unwrap_or(true)
        {
            return db;
        }
    }
    panic!("the mirror has no page of its own");
}

#[test]
fn a_damaged_mirror_is_rebuilt_and_the_vault_beside_it_stays_open() {
    let dir = tempfile::tempdir().unwrap();
    let (path, key) = (dir.path().join("store.db"), Key::from_bytes([1; 32]));
    let files: Vec<_> = (0..200).map(|n| named(n, "张伟")).collect();
    let fill = |tx: &rusqlite::Transaction<'_>| files.iter().for_each(|file| put_customer(tx, file, None).unwrap());
    let db = Database::open(&path, &key).unwrap();
    db.write(|tx| {
        prepare(tx).unwrap();
        fill(tx);
        meta::put_integer(tx, "n", 7)
    })
    .unwrap();
    let sound = db.read(|conn| Ok::<_, VaultError>(digest(conn).unwrap())).unwrap();
    drop(db);

    let db = break_a_page_of_the_mirror(&path, &key);
    for _ in 0..4 {
        let broken = db.read(|conn| {
            Err::<(), _>(VaultError::from(match digest(conn).unwrap_err() {
                MirrorError::Sqlite(error) => error,
                MirrorError::Unreadable { .. } => rusqlite::Error::InvalidQuery,
            }))
        });
        assert!(matches!(broken, Err(VaultError::Damaged)));
    }
    assert_eq!(db.read(|conn| meta::integer(conn, "n")).unwrap(), Some(7));
    db.write(|tx| {
        mirror::discard(tx).unwrap();
        fill(tx);
        Ok::<_, VaultError>(())
    })
    .unwrap();
    assert_eq!(db.read(|conn| Ok::<_, VaultError>(digest(conn).unwrap())).unwrap(), sound);
    drop(db);
    let db = Database::open(&path, &key).unwrap();
    assert_eq!(db.read(|conn| Ok::<_, VaultError>(digest(conn).unwrap())).unwrap(), sound);
    assert_eq!(db.read(|conn| meta::integer(conn, "n")).unwrap(), Some(7));
}
