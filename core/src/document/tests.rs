//! The laws of documents, through the public interface, exchanged through the guard as devices do.

use proptest::prelude::*;

use super::*;
use crate::{
    clock::Date,
    domain::{
        customer::{Clash, ClashValue, Consent, ConsentPurpose, CustomerField, Entry, EntryKind, PrivateField},
        edit::{CustomerEdit, EventEdit, PrivateEdit, StoreEdit},
        event::EventField,
        follow_up::{FollowUp, FollowUpField, FollowUpResult, Outcome, Way},
        money::Fen,
        opportunity::{Grade, Interest, InterestKind, Opportunity, OpportunityField, Stage},
        phone::PhoneNumber,
        store::{CatalogueLevel, CatalogueNode, GradeRule, StoreField},
    },
    guard::{self, Limits, Offered, Verdict},
    ids::{CatalogueId, ConsentId, EntryId, FollowUpId, InterestId, Minted, OpportunityId, PhoneId, StaffId},
    policy::Decision,
};

const KIND: FileKind = FileKind::Customer;

fn id<I: Minted>(n: u8) -> I {
    I::mint(1_700_000_000_000 + u64::from(n), &[n; 10])
}

fn at(ms: i64) -> Instant {
    Instant::from_unix_ms(1_700_000_000_000 + ms)
}

fn device(n: u8) -> DeviceId {
    DeviceId::from_bytes([n; 16])
}

fn opened(kind: FileKind, n: u8) -> Document {
    let mut document = Document::new(kind, id(1));
    document.act_as(device(n), [n; 16]);
    document
}

/// A copy of the file on device `n`.
fn copy(document: &Document, n: u8) -> Document {
    let mut copy = Document::from_parts(document.kind(), document.file(), Some(&document.save()), []).unwrap();
    copy.act_as(device(n), [n; 16]);
    copy
}

/// Brings every change of `from` to `to`, signed by its device.
fn send(from: &Document, to: &mut Document) {
    let changes = from.changes_since(&[]);
    let offers: Vec<Offered<'_>> =
        changes.iter().map(|change| Offered { change: &change.bytes, device: from.device_of(&change.actor).unwrap() }).collect();
    for verdict in guard::admit(to.automerge_mut(), &offers, &Limits::default()) {
        assert!(matches!(verdict, Verdict::Admitted(_) | Verdict::Known(_)), "{verdict:?}");
    }
}

fn exchange(one: &mut Document, other: &mut Document) {
    send(one, other);
    send(other, one);
    assert_eq!(one.heads(), other.heads());
    assert_eq!(one.canonical_json(), other.canonical_json());
}

fn customer(edits: Vec<CustomerEdit>) -> Vec<Edit> {
    edits.into_iter().map(Edit::Customer).collect()
}

fn field(field: CustomerField, text: &str) -> Edit {
    Edit::Customer(CustomerEdit::SetField(field, (!text.is_empty()).then(|| text.to_owned())))
}

fn name(text: &str) -> Edit {
    field(CustomerField::Name, text)
}

fn phone(n: u8, typed: &str) -> CustomerEdit {
    CustomerEdit::AddPhone { id: id(n), number: PhoneNumber::parse(typed), label: String::new() }
}

fn interest(n: u8, name: &str) -> Interest {
    Interest { id: id(n), kind: InterestKind::Series, name: name.to_owned() }
}

fn opportunity() -> Opportunity {
    Opportunity {
        id: id(30),
        opened_at: at(0),
        opened_by: Some(id(90)),
        stage: Stage::InitialContact,
        grade: Grade::H,
        budget: Some(Fen::new(45_000_000)),
        purchase_on: Some("2023-12-31".parse().unwrap()),
        event: Some(id(80)),
        interests: vec![interest(31, "迈腾"), interest(32, "速腾")],
        fields: [(OpportunityField::Colour, "白".to_owned())].into(),
        loss: Default::default(),
    }
}

fn follow_up() -> FollowUp {
    FollowUp {
        id: id(40),
        opportunity: Some(id(30)),
        way: Way::Call,
        aim: "约到店".to_owned(),
        due_on: "2023-11-17".parse().unwrap(),
        planned_by: Some(id(90)),
        planned_at: at(0),
        result: None,
        comment: None,
        answer: None,
    }
}

fn result(text: &str, by: u8) -> FollowUpResult {
    FollowUpResult { outcome: Outcome::Reached, text: text.to_owned(), at: at(5), by: id(by), visit: None }
}

fn line(n: u8, text: &str) -> Entry {
    Entry::new(id(n), EntryKind::Note, at(1), id(90), text)
}

fn consent() -> Consent {
    Consent {
        id: id(60),
        purpose: ConsentPurpose::Consulting,
        wording: "v1".to_owned(),
        way: "tick".to_owned(),
        given_at: at(0),
        taken_by: id(90),
        withdrawn_at: None,
    }
}

/// A lead as it is caught: everything in one change.
fn lead() -> Vec<Edit> {
    customer(vec![
        CustomerEdit::Open { at: at(0), by: id(90) },
        CustomerEdit::SetField(CustomerField::Name, Some("王晓".to_owned())),
        CustomerEdit::SetField(CustomerField::Source, Some("event".to_owned())),
        phone(20, "138 0000 1234"),
        phone(21, "0411-88880000"),
        CustomerEdit::SetMainPhone(id(21)),
        CustomerEdit::AddConsent(consent()),
        CustomerEdit::AddOpportunity(opportunity()),
        CustomerEdit::AddFollowUp(follow_up()),
        CustomerEdit::AddEntry(line(50, "先看看")),
    ])
}

fn caught() -> Document {
    let mut document = opened(KIND, 1);
    document.write(&lead()).unwrap();
    document
}

/// Writes, and returns how many operations that took.
fn operations(document: &mut Document, edits: &[Edit]) -> u64 {
    match document.write(edits).unwrap().change {
        Some(change) => guard::inspect(&change.bytes, &Limits::default()).unwrap().operations,
        None => 0,
    }
}

#[test]
fn a_lead_is_read_as_it_was_written_in_one_change() {
    let document = caught();
    assert_eq!(document.changes_since(&[]).len(), 1);
    let file = document.customer();
    assert_eq!((file.opened_at, file.opened_by), (Some(at(0)), Some(id(90))));
    assert_eq!(file.field(&CustomerField::Name), Some("王晓"));
    assert_eq!(file.fields.len(), 2);
    assert_eq!(file.phones.len(), 2);
    assert_eq!(file.main_phone().unwrap().number.normalised.as_deref(), Some("041188880000"));
    assert_eq!(file.consents, [consent()]);
    assert_eq!(file.opportunities, [opportunity()]);
    assert_eq!(file.follow_ups, [follow_up()]);
    assert_eq!(file.entries, [line(50, "先看看")]);
    assert_eq!(file.clashes, []);
}

#[test]
fn a_file_survives_its_bytes_and_its_changes() {
    let document = caught();
    assert_eq!(copy(&document, 2).customer(), document.customer());
    let changes = document.changes_since(&[]);
    let rebuilt =
        Document::from_parts(KIND, document.file(), None, changes.iter().map(|change| change.bytes.as_slice())).unwrap();
    assert_eq!(rebuilt.heads(), document.heads());
    assert_eq!(rebuilt.canonical_json(), document.canonical_json());
    assert_eq!(document.changes_since(&document.heads()), []);
}

#[test]
fn stored_changes_that_lack_their_beginning_are_an_error() {
    let mut document = caught();
    let second = document.write(&[name("刘汉")]).unwrap().change.unwrap();
    let opened = Document::from_parts(KIND, document.file(), None, [second.bytes.as_slice()]);
    assert!(matches!(opened, Err(DocumentError::Incomplete(1))));
    assert!(matches!(Document::from_parts(KIND, document.file(), None, [&b"xx"[..]]), Err(DocumentError::UnreadableChange(_))));
    assert!(matches!(Document::from_parts(KIND, document.file(), Some(b"xx"), []), Err(DocumentError::Unreadable(_))));
}

#[test]
fn an_edit_takes_as_few_operations_as_it_says() {
    let mut document = caught();
    let one = |document: &mut Document, edit| operations(document, &[edit]);
    assert_eq!(one(&mut document, name("刘汉")), 1);
    assert_eq!(one(&mut document, name("刘汉")), 0);
    assert_eq!(one(&mut document, field(CustomerField::Remark, "")), 0);
    assert_eq!(one(&mut document, name("")), 1);
    assert_eq!(one(&mut document, name("")), 0);
    let stage = |stage: Stage| {
        Edit::Customer(CustomerEdit::SetOpportunity(id(30), OpportunityField::Stage, Some(stage.as_str().to_owned())))
    };
    assert_eq!(one(&mut document, stage(Stage::Needs)), 1);
    assert_eq!(operations(&mut document, &[stage(Stage::Lost), stage(Stage::Needs)]), 0);
    assert_eq!(operations(&mut document, &[stage(Stage::Lost), stage(Stage::Closing)]), 1);
    assert_eq!(one(&mut document, Edit::Customer(CustomerEdit::FinishFollowUp(id(40), result("好", 90)))), 1);
    assert_eq!(one(&mut document, Edit::Customer(CustomerEdit::AddInterest(id(30), interest(33, "探岳")))), 1);
    assert_eq!(one(&mut document, Edit::Customer(CustomerEdit::RemovePhone { id: id(20), at: at(3) })), 1);
    assert_eq!(one(&mut document, Edit::Customer(CustomerEdit::RemovePhone { id: id(20), at: at(4) })), 0);
    let withdraw = |ms| Edit::Customer(CustomerEdit::WithdrawConsent { id: id(60), at: at(ms) });
    assert_eq!(one(&mut document, withdraw(3)), 1);
    assert_eq!(one(&mut document, withdraw(4)), 0);
    assert_eq!(one(&mut document, Edit::Customer(phone(22, "13900000001"))), 2, "the entry and its number");
    assert_eq!(one(&mut document, Edit::Customer(CustomerEdit::AddEntry(line(51, "二")))), 5);
}

#[test]
fn nothing_to_write_makes_no_change_and_needs_no_writer() {
    let mut document = caught();
    let before = document.heads();
    let mut reopened = Document::from_parts(KIND, document.file(), Some(&document.save()), []).unwrap();
    assert_eq!(reopened.write(&[name("王晓")]).unwrap(), Written { change: None, undo: vec![] });
    assert!(matches!(reopened.write(&[name("x")]), Err(DocumentError::NobodyWrites)));
    document.write(&lead()).unwrap();
    assert_eq!(document.heads(), before, "adding what stands already is no change either");
}

#[test]
fn a_write_that_fails_leaves_the_file_as_it_was() {
    let mut document = caught();
    let (heads, json) = (document.heads(), document.canonical_json());
    let missing = Edit::Customer(CustomerEdit::SetOpportunity(id(99), OpportunityField::Motive, Some("x".to_owned())));
    let written = document.write(&[name("刘汉"), missing]);
    assert!(matches!(written, Err(DocumentError::NothingThere(place)) if place[0] == "opportunities"));
    let foreign = Edit::Event(EventEdit::AddStaff(id(90)));
    assert!(matches!(document.write(&[name("刘汉"), foreign]), Err(DocumentError::OtherKind)));
    assert_eq!((document.heads(), document.canonical_json()), (heads, json));
}

#[test]
fn what_no_guard_would_take_is_never_written() {
    let limits = Limits::default();
    let mut document = caught();
    let remark = |length: usize| [field(CustomerField::Remark, &"a".repeat(length))];
    let written = document.write(&remark(110_000)).unwrap();
    assert!(guard::inspect(&written.change.unwrap().bytes, &limits).is_ok());
    assert!(matches!(document.write(&remark(120_000)), Err(DocumentError::TooMuch)));

    let lines = |count: u32| -> Vec<Edit> {
        let entry = |n: u32| Entry { id: EntryId::mint(n.into(), &[3; 10]), ..line(50, "") };
        (0..count).map(|n| Edit::Customer(CustomerEdit::AddEntry(entry(n)))).collect()
    };
    let written = document.write(&lines(700)).unwrap();
    assert!(guard::inspect(&written.change.unwrap().bytes, &limits).is_ok());
    assert!(matches!(opened(KIND, 1).write(&lines(2_000)), Err(DocumentError::TooMuch)));

    let mut is_full = false;
    for n in 0..60_u8 {
        let text = format!("{n}{}", "a".repeat(100_000));
        match document.write(&customer(vec![CustomerEdit::AddEntry(line(n, &text))])) {
            Ok(_) => assert!(document.save().len() < limits.file_bytes),
            Err(error) => is_full = matches!(error, DocumentError::FileFull),
        }
    }
    assert!(is_full);
    let opened = guard::load_snapshot(KIND, document.file(), &document.save(), &limits);
    assert!(opened.is_ok());
}

#[test]
fn edits_of_one_write_see_each_other() {
    let mut document = opened(KIND, 1);
    let mut edits = lead();
    edits.extend(customer(vec![
        CustomerEdit::SetPhone { id: id(20), number: PhoneNumber::parse("13800009999"), label: "家".to_owned() },
        CustomerEdit::AddInterest(id(30), interest(33, "探岳")),
        CustomerEdit::RemoveInterest { opportunity: id(30), id: id(31), at: at(1) },
        CustomerEdit::FinishFollowUp(id(40), result("好", 90)),
    ]));
    document.write(&edits).unwrap();
    let file = document.customer();
    assert_eq!(file.phones[0].number.typed, "13800009999");
    let names: Vec<&str> = file.opportunities[0].interests.iter().map(|interest| interest.name.as_str()).collect();
    assert_eq!(names, ["速腾", "探岳"]);
    assert_eq!(file.follow_ups[0].result, Some(result("好", 90)));
}

#[test]
fn different_fields_merge_without_a_word() {
    let mut here = caught();
    let mut there = copy(&here, 2);
    here.write(&[name("刘汉")]).unwrap();
    there
        .write(&[
            field(CustomerField::Remark, "喜欢白色"),
            Edit::Customer(CustomerEdit::SetOpportunity(id(30), OpportunityField::Motive, Some("换车".to_owned()))),
        ])
        .unwrap();
    exchange(&mut here, &mut there);
    let file = here.customer();
    assert_eq!(file, there.customer());
    assert_eq!(file.field(&CustomerField::Name), Some("刘汉"));
    assert_eq!(file.field(&CustomerField::Remark), Some("喜欢白色"));
    assert_eq!(file.clashes, []);
}

/// Two devices that renamed the same customer apart.
fn torn() -> (Document, Document, Clash) {
    let mut here = caught();
    let mut there = copy(&here, 2);
    here.write(&[name("刘汉")]).unwrap();
    there.write(&[name("刘涵")]).unwrap();
    exchange(&mut here, &mut there);
    let clashes = here.customer().clashes;
    assert_eq!(clashes, there.customer().clashes);
    assert_eq!(clashes.len(), 1);
    (here, there, clashes[0].clone())
}

#[test]
fn the_same_field_clashes_on_both_sides_and_says_who_wrote_what() {
    let (here, _, clash) = torn();
    assert_eq!(clash.place, ["file", "name"]);
    assert_eq!(here.customer().field(&CustomerField::Name), Some(clash.shown.as_str()));
    let (value, writer) = if clash.shown == "刘汉" { ("刘涵", 2) } else { ("刘汉", 1) };
    assert_eq!(clash.others, [ClashValue { value: value.to_owned(), device: Some(device(writer)) }]);
}

#[test]
fn settling_either_value_settles_it_everywhere() {
    for keep_shown in [true, false] {
        let (mut here, mut there, clash) = torn();
        let value = if keep_shown { clash.shown.clone() } else { clash.others[0].value.clone() };
        let settle = Edit::Settle { place: clash.place.clone(), value: value.clone() };
        assert_eq!(operations(&mut there, std::slice::from_ref(&settle)), 1);
        assert_eq!(operations(&mut there, std::slice::from_ref(&settle)), 0, "settled is settled");
        exchange(&mut here, &mut there);
        for document in [here, there] {
            assert_eq!(document.customer().clashes, []);
            assert_eq!(document.customer().field(&CustomerField::Name), Some(value.as_str()));
        }
    }
}

#[test]
fn a_value_nobody_wrote_cannot_settle_a_clash_but_a_new_one_replaces_both() {
    let (mut here, mut there, clash) = torn();
    let foreign = Edit::Settle { place: clash.place, value: "王晓".to_owned() };
    assert!(matches!(here.write(&[foreign]), Err(DocumentError::NotOffered(_))));
    let nowhere = Edit::Settle { place: vec!["phones".to_owned(), "x".to_owned()], value: "王晓".to_owned() };
    assert!(matches!(here.write(&[nowhere]), Err(DocumentError::NotOffered(_))));
    here.write(&[name("王晓")]).unwrap();
    exchange(&mut here, &mut there);
    assert_eq!(there.customer().clashes, []);
    assert_eq!(there.customer().field(&CustomerField::Name), Some("王晓"));
}

#[test]
fn the_same_value_written_twice_is_no_clash() {
    let mut here = caught();
    let mut there = copy(&here, 2);
    here.write(&[name("刘汉")]).unwrap();
    there.write(&[name("刘汉")]).unwrap();
    exchange(&mut here, &mut there);
    assert_eq!(here.customer().clashes, []);
    assert_eq!(operations(&mut here, &[name("刘汉")]), 0);
}

#[test]
fn registers_inside_entries_clash_too_and_settle() {
    let mut here = caught();
    let mut there = copy(&here, 2);
    let number = |typed: &str| {
        Edit::Customer(CustomerEdit::SetPhone { id: id(20), number: PhoneNumber::parse(typed), label: String::new() })
    };
    let done = |text: &str, by| Edit::Customer(CustomerEdit::FinishFollowUp(id(40), result(text, by)));
    here.write(&[number("13800000001"), done("没接", 91)]).unwrap();
    there.write(&[number("13800000002"), done("约好周六", 92)]).unwrap();
    exchange(&mut here, &mut there);
    let clashes = here.customer().clashes;
    let places: Vec<&str> = clashes.iter().map(|clash| clash.place[2].as_str()).collect();
    assert_eq!(places, ["result", "number"], "sorted by place");
    for clash in &clashes {
        let value = clash.others[0].value.clone();
        here.write(&[Edit::Settle { place: clash.place.clone(), value }]).unwrap();
    }
    exchange(&mut here, &mut there);
    let file = there.customer();
    assert_eq!(file.clashes, []);
    let kept = file.follow_ups[0].result.clone().unwrap();
    assert_eq!(kept.text, clashes[0].others[0].value);
    assert_eq!(kept.by, if kept.text == "没接" { id(91) } else { id(92) }, "a result is never of two people");
    assert_eq!(file.phones[0].number.typed, clashes[1].others[0].value);
}

#[test]
fn a_removed_phone_keeps_a_colleagues_correction_in_the_file() {
    let mut here = caught();
    let mut there = copy(&here, 2);
    here.write(&customer(vec![CustomerEdit::RemovePhone { id: id(20), at: at(9) }])).unwrap();
    let corrected = CustomerEdit::SetPhone { id: id(20), number: PhoneNumber::parse("13800005678"), label: "新".to_owned() };
    there.write(&customer(vec![corrected])).unwrap();
    exchange(&mut here, &mut there);
    let file = here.customer();
    assert_eq!(file.phones.len(), 1);
    assert_eq!(file.clashes, []);
    assert!(here.canonical_json().contains("13800005678"));
    here.write(&customer(vec![phone(20, "13800005678")])).unwrap();
    assert_eq!(here.customer().phones[0].number.typed, "13800005678", "added again, it is back");
}

#[test]
fn removing_on_both_sides_is_no_clash() {
    let mut here = caught();
    let mut there = copy(&here, 2);
    here.write(&customer(vec![CustomerEdit::RemoveFollowUp { id: id(40), at: at(1) }])).unwrap();
    there.write(&customer(vec![CustomerEdit::RemoveFollowUp { id: id(40), at: at(2) }])).unwrap();
    exchange(&mut here, &mut there);
    assert_eq!(here.customer().follow_ups, []);
    assert_eq!(here.customer().clashes, []);
}

#[test]
fn two_devices_that_add_the_same_catalogue_interest_get_one() {
    let mut here = caught();
    let mut there = copy(&here, 2);
    let add = CustomerEdit::AddInterest(id(30), interest(33, "探岳"));
    here.write(&customer(vec![add.clone()])).unwrap();
    there.write(&customer(vec![add])).unwrap();
    exchange(&mut here, &mut there);
    let file = here.customer();
    assert_eq!(file.opportunities[0].interests.iter().filter(|interest| interest.name == "探岳").count(), 1);
    assert_eq!(file.clashes, []);
}

#[test]
fn two_devices_that_make_the_same_entry_lose_nothing_of_it() {
    let mut here = opened(FileKind::Store, 1);
    let mut there = opened(FileKind::Store, 2);
    let node = |parent, price_fen| CatalogueNode {
        id: id(70),
        parent,
        level: CatalogueLevel::Brand,
        name: "大众".to_owned(),
        price_fen,
        order: 1,
        retired: false,
    };
    here.write(&[Edit::Store(StoreEdit::AddCatalogueNode(node(Some(id(69)), None)))]).unwrap();
    there.write(&[Edit::Store(StoreEdit::AddCatalogueNode(node(None, Some(7))))]).unwrap();
    exchange(&mut here, &mut there);
    assert_eq!(here.store().catalogue, [node(Some(id(69)), Some(7))]);
    assert_eq!(here.store(), there.store());
}

#[test]
fn two_openings_of_one_file_have_one_beginning() {
    let mut here = opened(FileKind::Store, 1);
    let mut there = opened(FileKind::Store, 2);
    here.write(&[Edit::Store(StoreEdit::SetField(StoreField::Name, Some("一店".to_owned())))]).unwrap();
    there
        .write(&[
            Edit::Store(StoreEdit::SetStaffName(id(90), "王晓".to_owned())),
            Edit::Store(StoreEdit::SetGradeRule(GradeRule { grade: Grade::H, interval_days: 1, longest_days: 5 })),
        ])
        .unwrap();
    exchange(&mut here, &mut there);
    let store = here.store();
    assert_eq!(store.fields[&StoreField::Name], "一店");
    assert_eq!(store.staff_names[&id::<StaffId>(90)], "王晓");
    assert_eq!(store.rules.interval_days(&Grade::H), Some(1));
    assert_eq!(store.rules.interval_days(&Grade::A), Some(4), "what the store did not write stays the industry's");
}

#[test]
fn the_store_file_says_what_was_written() {
    let mut document = opened(FileKind::Store, 1);
    let node = CatalogueNode {
        id: id(71),
        parent: Some(id(70)),
        level: CatalogueLevel::Series,
        name: "迈腾".to_owned(),
        price_fen: Some(18_690_000),
        order: 2,
        retired: false,
    };
    document.write(&[Edit::Store(StoreEdit::AddCatalogueNode(node.clone()))]).unwrap();
    assert_eq!(document.store().catalogue[0], node);
    let catalogue: CatalogueId = node.id;
    let edits = [
        StoreEdit::RenameCatalogueNode(catalogue, "迈腾 B9".to_owned()),
        StoreEdit::RetireCatalogueNode { id: catalogue, retired: true },
        StoreEdit::OrderCatalogueNode(catalogue, 5),
        StoreEdit::PriceCatalogueNode(catalogue, None),
    ];
    assert_eq!(operations(&mut document, &edits.map(Edit::Store)), 4);
    let changed = CatalogueNode { name: "迈腾 B9".to_owned(), retired: true, order: 5, price_fen: None, ..node };
    assert_eq!(document.store().catalogue, [changed]);
    document.write(&[Edit::Store(StoreEdit::RetireCatalogueNode { id: catalogue, retired: false })]).unwrap();
    assert!(!document.store().catalogue[0].retired);
}

#[test]
fn event_and_private_files_say_what_was_written() {
    let mut event = opened(FileKind::Event, 1);
    let edits = [
        EventEdit::SetField(EventField::Name, Some("星海广场车展".to_owned())),
        EventEdit::AddStaff(id(90)),
        EventEdit::AddStaff(id(91)),
        EventEdit::RemoveStaff(id(91)),
    ];
    event.write(&edits.map(Edit::Event)).unwrap();
    assert_eq!(event.event().field(&EventField::Name), Some("星海广场车展"));
    assert_eq!(event.event().staff, [id(90)].into());

    let mut private = opened(FileKind::CustomerPrivate, 1);
    let edits = [PrivateEdit::About(id(1)), PrivateEdit::SetField(PrivateField::HomeAddress, Some("中山路 1 号".to_owned()))];
    private.write(&edits.map(Edit::Private)).unwrap();
    let file = private.private();
    assert_eq!(file.about, Some(id(1)));
    assert_eq!(file.fields, [(PrivateField::HomeAddress, "中山路 1 号".to_owned())].into());
}

/// Writes what this version does not know, as a newer one would.
fn write_as_newer_version(document: &mut Document) {
    use automerge::{ObjType, ROOT, transaction::Transactable};
    document
        .automerge_mut()
        .transact::<_, _, AutomergeError>(|transaction| {
            let (_, file) = transaction.get(ROOT, "file")?.unwrap();
            transaction.put(&file, "shoe_size", "42")?;
            transaction.put(&file, "loyalty", 7_i64)?;
            transaction.put(&file, "name", 12.5)?;
            transaction.put_object(&file, "tags", ObjType::List)?;
            transaction.put_object(ROOT, "garages", ObjType::Map)?;
            let (_, phones) = transaction.get(ROOT, "phones")?.unwrap();
            transaction.put(&phones, "odd", "not an entry")?;
            let (_, phone) = transaction.get(&phones, id::<PhoneId>(20).to_string())?.unwrap();
            transaction.put(&phone, "verified", true)?;
            transaction.put(&phone, "label", automerge::ScalarValue::Bytes(vec![1]))?;
            let (_, follow_ups) = transaction.get(ROOT, "follow_ups")?.unwrap();
            let (_, follow_up) = transaction.get(&follow_ups, id::<FollowUpId>(40).to_string())?.unwrap();
            transaction.put(&follow_up, "due_on", "someday")?;
            transaction.put(&follow_up, "result", "done by phone")?;
            transaction.put_object(&follow_ups, "not-a-uuid", ObjType::Map)?;
            let (_, opportunities) = transaction.get(automerge::ROOT, "opportunities")?.unwrap();
            let (_, opportunity) = transaction.get(&opportunities, id::<OpportunityId>(30).to_string())?.unwrap();
            transaction.put(&opportunity, "stage", "hovering")?;
            transaction.put(&opportunity, "budget_fen", "a lot")
        })
        .unwrap();
}

#[test]
fn what_a_newer_version_wrote_is_read_around_and_survives_an_edit() {
    let mut document = caught();
    write_as_newer_version(&mut document);
    let file = document.customer();
    assert_eq!(file.fields[&CustomerField::Other("shoe_size".to_owned())], "42");
    assert_eq!(file.fields[&CustomerField::Other("loyalty".to_owned())], "7");
    assert_eq!(file.field(&CustomerField::Name), Some("12.5"));
    assert_eq!(file.phones.len(), 2);
    assert_eq!(file.follow_ups.len(), 1);
    assert_eq!(file.follow_ups[0].due_on, "2023-11-15".parse::<Date>().unwrap());
    assert_eq!(file.follow_ups[0].result.as_ref().unwrap().text, "done by phone");
    assert_eq!(file.opportunities[0].stage, Stage::Other("hovering".to_owned()));
    assert_eq!(file.opportunities[0].budget, None);
    assert_eq!(file.opportunities[0].fields[&OpportunityField::BudgetFen], "a lot");

    let set = CustomerEdit::SetPhone { id: id(20), number: PhoneNumber::parse("13900000001"), label: "家".to_owned() };
    document.write(&customer(vec![set])).unwrap();
    let json = document.canonical_json();
    for kept in ["\"verified\":true", "\"shoe_size\":\"42\"", "\"garages\":{}", "\"tags\":[]"] {
        assert!(json.contains(kept), "{kept}");
    }
}

#[test]
fn undoing_gives_back_what_was_there() {
    let mut document = caught();
    let before = document.customer();
    let written = document
        .write(&customer(vec![
            CustomerEdit::SetField(CustomerField::Name, Some("刘汉".to_owned())),
            CustomerEdit::SetField(CustomerField::Remark, Some("新".to_owned())),
            CustomerEdit::SetField(CustomerField::Source, None),
            CustomerEdit::SetOpportunity(id(30), OpportunityField::Stage, Some("lost".to_owned())),
            CustomerEdit::RemovePhone { id: id(20), at: at(5) },
            CustomerEdit::SetMainPhone(id(20)),
            CustomerEdit::RemoveInterest { opportunity: id(30), id: id(31), at: at(5) },
            CustomerEdit::AddInterest(id(30), interest(33, "探岳")),
            phone(22, "13900000001"),
            CustomerEdit::AddEntry(line(51, "改了")),
            CustomerEdit::FinishFollowUp(id(40), result("好", 90)),
            CustomerEdit::WithdrawConsent { id: id(60), at: at(5) },
        ]))
        .unwrap();
    let after = document.customer();
    assert_ne!(after, before);
    let undone = document.undo(&written.undo, at(6)).unwrap();
    assert_eq!(undone.kept, Vec::<Place>::new());
    assert_eq!(document.customer(), before);
    let again = document.undo(&undone.written.undo, at(7)).unwrap();
    assert_eq!(again.kept, Vec::<Place>::new());
    assert_eq!(document.customer(), after, "undoing the undoing does it again");
}

#[test]
fn undoing_leaves_alone_what_somebody_wrote_since() {
    let mut here = caught();
    let written = here
        .write(&customer(vec![
            CustomerEdit::SetField(CustomerField::Name, Some("刘汉".to_owned())),
            CustomerEdit::SetField(CustomerField::Remark, Some("新".to_owned())),
            phone(22, "13900000001"),
            phone(23, "13900000002"),
        ]))
        .unwrap();
    let mut there = copy(&here, 2);
    let corrected = CustomerEdit::SetPhone { id: id(22), number: PhoneNumber::parse("13900000003"), label: String::new() };
    there.write(&[name("刘涵"), Edit::Customer(corrected)]).unwrap();
    exchange(&mut here, &mut there);
    let undone = here.undo(&written.undo, at(9)).unwrap();
    let kept: Vec<&str> = undone.kept.iter().map(|place| place[0].as_str()).collect();
    assert_eq!(kept, ["file", "phones"]);
    let file = here.customer();
    assert_eq!(file.field(&CustomerField::Name), Some("刘涵"));
    assert_eq!(file.field(&CustomerField::Remark), None);
    let typed: Vec<&str> = file.phones.iter().map(|phone| phone.number.typed.as_str()).collect();
    assert_eq!(typed, ["138 0000 1234", "0411-88880000", "13900000003"]);
}

#[test]
fn undoing_leaves_a_clash_to_be_settled() {
    let mut here = caught();
    let mut there = copy(&here, 2);
    let written = here.write(&[name("刘汉")]).unwrap();
    let other = there.write(&[name("刘涵")]).unwrap();
    exchange(&mut here, &mut there);
    for (document, steps) in [(&mut here, written.undo), (&mut there, other.undo)] {
        let undone = document.undo(&steps, at(9)).unwrap();
        assert_eq!(undone.kept.len(), 1);
        assert_eq!(undone.written.change, None);
        assert_eq!(document.customer().clashes.len(), 1);
    }
}

#[test]
fn the_way_back_can_be_kept_as_text() {
    let mut document = caught();
    let written = document.write(&[name("刘汉"), Edit::Customer(phone(22, "13900000001"))]).unwrap();
    let text = serde_json::to_string(&written.undo).unwrap();
    assert_eq!(serde_json::from_str::<Vec<UndoStep>>(&text).unwrap(), written.undo);
}

#[test]
fn a_restored_copy_with_another_actor_goes_on_beside_the_first() {
    let mut document = caught();
    let backup = document.save();
    document.write(&[field(CustomerField::Remark, "一")]).unwrap();
    let mut restored = Document::from_parts(KIND, document.file(), Some(&backup), []).unwrap();
    restored.act_as(device(1), [77; 16]);
    restored.write(&[field(CustomerField::Hobbies, "钓鱼")]).unwrap();
    exchange(&mut document, &mut restored);
}

fn any_edit() -> impl Strategy<Value = CustomerEdit> {
    let texts = prop::sample::select(vec!["", "甲", "乙", "丙"]);
    let fields = prop::sample::select(vec![CustomerField::Name, CustomerField::Remark, CustomerField::City]);
    let numbers = prop::sample::select(vec!["13800000001", "13800000002", "0411-88880000"]);
    let small = 0..4_u8;
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    prop_oneof![
        (fields, texts.clone()).prop_map(move |(field, text)| CustomerEdit::SetField(field, some(text))),
        (20..23_u8, numbers.clone()).prop_map(|(n, typed)| phone(n, typed)),
        (small.clone()).prop_map(|n| CustomerEdit::RemovePhone { id: id(20), at: at(n.into()) }),
        (20..22_u8, numbers).prop_map(|(n, typed)| CustomerEdit::SetPhone {
            id: id::<PhoneId>(n),
            number: PhoneNumber::parse(typed),
            label: "家".to_owned(),
        }),
        (20..23_u8).prop_map(|n| CustomerEdit::SetMainPhone(id(n))),
        prop::sample::select(vec!["needs", "lost", "closing"]).prop_map(|stage| CustomerEdit::SetOpportunity(
            id(30),
            OpportunityField::Stage,
            Some(stage.to_owned())
        )),
        (31..34_u8).prop_map(|n| CustomerEdit::AddInterest(id(30), interest(n, "迈腾"))),
        (31..34_u8).prop_map(|n| CustomerEdit::RemoveInterest { opportunity: id(30), id: id::<InterestId>(n), at: at(0) }),
        (small.clone(), texts.clone()).prop_map(|(n, text)| CustomerEdit::FinishFollowUp(id(40), result(text, n))),
        texts.clone().prop_map(|text| CustomerEdit::SetFollowUp(id(40), FollowUpField::Aim, text.to_owned())),
        (small.clone()).prop_map(|n| CustomerEdit::RemoveFollowUp { id: id(40), at: at(n.into()) }),
        (50..54_u8, texts).prop_map(|(n, text)| CustomerEdit::AddEntry(Entry { id: id::<EntryId>(n), ..line(n, text) })),
        small.prop_map(|n| CustomerEdit::WithdrawConsent { id: id::<ConsentId>(60), at: at(n.into()) }),
    ]
}

#[derive(Debug, Clone)]
enum Step {
    Write(usize, Vec<CustomerEdit>),
    Undo(usize),
    Settle(usize),
    Send(usize, usize),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3_usize, prop::collection::vec(any_edit(), 1..4)).prop_map(|(who, edits)| Step::Write(who, edits)),
        1 => (0..3_usize).prop_map(Step::Undo),
        1 => (0..3_usize).prop_map(Step::Settle),
        2 => (0..3_usize, 1..3_usize).prop_map(|(from, by)| Step::Send(from, (from + by) % 3)),
    ]
}

fn run(steps: Vec<Step>) -> Vec<Document> {
    let first = caught();
    let mut replicas = vec![copy(&first, 11), copy(&first, 12), copy(&first, 13)];
    let mut undo: Vec<Vec<UndoStep>> = vec![Vec::new(); 3];
    for step in steps {
        match step {
            Step::Write(who, edits) => match replicas[who].write(&customer(edits)) {
                Ok(written) => undo[who] = written.undo,
                // A phone that was never added here cannot be corrected here.
                Err(error) => assert!(matches!(error, DocumentError::NothingThere(_)), "{error}"),
            },
            Step::Undo(who) => {
                let steps = std::mem::take(&mut undo[who]);
                replicas[who].undo(&steps, at(99)).unwrap();
            }
            Step::Settle(who) => {
                if let Some(clash) = replicas[who].customer().clashes.first() {
                    let value = clash.others[0].value.clone();
                    replicas[who].write(&[Edit::Settle { place: clash.place.clone(), value }]).unwrap();
                }
            }
            Step::Send(from, to) => {
                let sender = replicas[from].clone();
                send(&sender, &mut replicas[to]);
            }
        }
    }
    replicas
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn replicas_agree_whatever_was_written_and_in_whatever_order_it_came(
        steps in prop::collection::vec(any_step(), 1..24),
        order in Just((0..400_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let replicas = run(steps);
        let mut all: Vec<(NewChange, DeviceId)> = Vec::new();
        for replica in &replicas {
            for change in replica.changes_since(&[]) {
                if all.iter().all(|(known, _)| known.hash != change.hash) {
                    let device = replica.device_of(&change.actor).unwrap();
                    all.push((change, device));
                }
            }
        }
        let mut shuffled = all.clone();
        shuffled.sort_by_key(|(change, _)| order[usize::from(change.hash.as_bytes()[0])]);
        let mut results = Vec::new();
        for changes in [all, shuffled] {
            for start in &replicas {
                let mut replica = start.clone();
                let offers: Vec<Offered<'_>> =
                    changes.iter().map(|(change, device)| Offered { change: &change.bytes, device: *device }).collect();
                guard::admit(replica.automerge_mut(), &offers, &Limits::default());
                prop_assert_eq!(replica.automerge().get_missing_deps(&[]), vec![]);
                results.push((replica.heads(), replica.canonical_json(), replica.customer()));
            }
            let parts = changes.iter().map(|(change, _)| change.bytes.as_slice());
            let rebuilt = Document::from_parts(KIND, id(1), None, parts).unwrap();
            results.push((rebuilt.heads(), rebuilt.canonical_json(), rebuilt.customer()));
        }
        for other in &results[1..] {
            prop_assert_eq!(&results[0], other);
        }
    }

    #[test]
    fn undoing_a_write_at_once_gives_back_the_file(
        before in prop::collection::vec(any_edit(), 0..6),
        edits in prop::collection::vec(any_edit(), 1..6),
    ) {
        let mut document = caught();
        for edit in customer(before) {
            let _ = document.write(&[edit]);
        }
        let shown = document.customer();
        if let Ok(written) = document.write(&customer(edits)) {
            let undone = document.undo(&written.undo, at(99)).unwrap();
            prop_assert_eq!(undone.kept, Vec::<Place>::new());
            prop_assert_eq!(document.customer(), shown);
        }
    }
}

/// A customer file in which two devices, level by level, made the same map apart: a twin inside each winner.
fn nested_twins(levels: usize) -> Document {
    let (mut one, mut other) = (opened(KIND, 1), opened(KIND, 2));
    for _ in 0..levels {
        for document in [&mut one, &mut other] {
            let nested = document.automerge_mut().transact::<_, _, automerge::AutomergeError>(|transaction| {
                let (_, mut deepest) = transaction.get(automerge::ROOT, "opportunities")?.unwrap();
                while let Some((_, inner)) = transaction.get(&deepest, "deeper")? {
                    deepest = inner;
                }
                automerge::transaction::Transactable::put_object(transaction, &deepest, "deeper", automerge::ObjType::Map)
            });
            nested.unwrap();
        }
        exchange(&mut one, &mut other);
    }
    one
}

/// Every thread that reads documents has at least this stack. Measured for 31 levels without optimisation: 192 KiB are
/// too few, 256 KiB are enough. Each twin is read once: were the winner read again with its twins, as many levels would
/// mean two thousand million readings.
#[test]
fn the_deepest_file_that_passes_the_guard_is_read_in_a_quarter_of_a_threads_stack() {
    const THREAD: usize = 2 * 1024 * 1024;
    let document = nested_twins(31);
    let saved = document.save();
    let reading = std::thread::Builder::new().stack_size(THREAD / 4).spawn(move || {
        let document = Document::from_parts(KIND, id(1), Some(&saved), []).unwrap();
        assert!(document.customer().opportunities.len() <= 1);
        assert_eq!(document.canonical_json().matches("deeper").count(), 31);
        let loaded = guard::load_snapshot(KIND, id(1), &document.automerge().save_nocompress(), &Limits::default());
        assert!(loaded.is_ok());
    });
    reading.unwrap().join().unwrap();
}

/// S3, S4
#[test]
fn a_car_that_left_stays_on_its_day_though_the_booking_was_moved_meanwhile() {
    use crate::{
        domain::{
            booking::{Booking, BookingState, Slot},
            sales_edit::BookingEdit,
        },
        ids::TestDriveId,
    };
    let mut here = opened(FileKind::Reception, 1);
    let day: Date = "2026-11-22".parse().unwrap();
    let slot = Slot { car: id(1), on: day, from: 600, to: 630, consultant: id(2), at: at(1) };
    let booking = Booking {
        id: id::<TestDriveId>(3),
        slot,
        rivals: Vec::new(),
        booked_at: at(1),
        booked_by: id(2),
        state: BookingState::Booked,
        out_km: None,
        in_km: None,
    };
    here.write(&[Edit::Booking(BookingEdit::Day(day)), Edit::Booking(BookingEdit::Add(booking.clone()))]).unwrap();
    let mut there = copy(&here, 2);
    here.write(&[Edit::Booking(BookingEdit::Leave(booking.id, vec![booking.slot.at]))]).unwrap();
    assert_eq!(here.bookings(), [], "it was moved to another day");
    there
        .write(&[BookingEdit::SetState(booking.id, BookingState::Out), BookingEdit::SetOut(booking.id, 100)].map(Edit::Booking))
        .unwrap();
    exchange(&mut here, &mut there);
    let driven = Booking { state: BookingState::Out, out_km: Some(100), ..booking };
    assert_eq!((here.bookings(), there.bookings()), (vec![driven.clone()], vec![driven]));
}

/// D3
#[test]
fn a_word_about_a_car_from_who_might_not_say_it_gives_way_to_what_stood_before() {
    use crate::domain::{
        edit::CarEdit,
        vehicle::{CarWord, CarWordState},
    };
    let mut day = opened(FileKind::Reception, 1);
    let word = |customer: u8, state| CarWord {
        vehicle: id(7),
        customer: id(customer),
        order: id(8),
        number: "D01-0001".into(),
        state,
        at: at(1),
        by: id(2),
        turn: 1,
    };
    let (car, claimed) = (id(3), word(4, CarWordState::Claimed));
    day.write(&[Edit::Car(CarEdit::Day("2026-11-22".parse().unwrap())), Edit::Car(CarEdit::Say(car, claimed.clone()))]).unwrap();
    let mut there = copy(&day, 2);
    let of_a_stranger = word(9, CarWordState::HandedOver);
    there.write(&[Edit::Car(CarEdit::Say(car, of_a_stranger.clone()))]).unwrap();
    exchange(&mut day, &mut there);
    assert_eq!(day.car_words(&|_, _| true).get(&car), Some(&of_a_stranger));
    let own = |_: ChangeHash, word: &CarWord| word.customer == id(4);
    assert_eq!(day.car_words(&own).get(&car), Some(&claimed));
    assert!(day.car_words(&|_, _| false).is_empty());
}

/// What stands where others wrote over a decision is the last word of somebody who could give it, whatever was put there.
#[test]
fn a_decision_stands_under_values_and_maps_that_do_not_count() {
    use automerge::{Automerge, ObjType, ROOT, transaction::Transactable};
    fn write(document: &mut Automerge, value: Option<i64>) -> ChangeHash {
        let mut transaction = document.transaction();
        match value {
            Some(value) => transaction.put(ROOT, "verdict", value).unwrap(),
            None => drop(transaction.put_object(ROOT, "verdict", ObjType::Map).unwrap()),
        }
        ChangeHash::from_bytes(transaction.commit().0.unwrap().0)
    }
    let mut document = Automerge::new();
    let manager = write(&mut document, Some(1));
    write(&mut document, Some(2));
    write(&mut document, None);
    let by = id::<StaffId>(9);
    let decider = |hash: ChangeHash, _: Decision| (hash == manager).then_some(by);
    let asked = (Decision::LossVerdict, &decider as &Decider<'_>);
    assert_eq!(decisions::standing(&document, &ROOT, "verdict", asked), [(Register::Number(1), by)]);
    for n in 0..400 {
        write(&mut document, Some(n));
    }
    assert_eq!(decisions::standing(&document, &ROOT, "verdict", asked), [], "a flood is not dug through");
}

#[test]
fn a_value_written_beside_an_entry_that_others_made_apart_hides_nothing_of_it() {
    use automerge::{ActorId, Automerge, ObjType, ROOT, transaction::Transactable};
    let mut whole = Automerge::new().with_actor(ActorId::from([1; 16]));
    let made = whole.transact::<_, _, automerge::AutomergeError>(|t| t.put_object(ROOT, "notes", ObjType::Map));
    let notes = made.unwrap().result;
    let mut other = whole.fork().with_actor(ActorId::from([9; 16]));
    let entry = |t: &mut automerge::transaction::Transaction<'_>| {
        let entry = t.put_object(&notes, "one", ObjType::Map)?;
        t.put(&entry, "words", "here")
    };
    whole.transact(entry).unwrap();
    other.transact::<_, _, automerge::AutomergeError>(|t| t.put(&notes, "one", "gone")).unwrap();
    whole.merge(&mut other).unwrap();
    assert_eq!(whole.get(&notes, "one").unwrap().unwrap().0.into_string().unwrap(), "gone", "the value is the one that shows");
    let tree = Tree::read(&whole);
    let shown: Vec<_> = tree.entries("notes").map(|entry| entry.register("words").cloned()).collect();
    assert_eq!(shown, [Some(Register::from("here"))]);
    assert!(plan::object_at(&whole, &["notes", "one"]).is_some());
}

/// F7, PX3: who may write in a file rewrites no loss that a manager confirmed.
#[test]
fn a_confirmed_loss_stands_whatever_is_written_over_its_request() {
    use crate::domain::loss::{LossRequest, LossState, LossVerdict, Revival};
    let (mut here, opportunity) = (caught(), opportunity().id);
    let request = |n: u8, reason: &str| LossRequest {
        id: id(n),
        at: at(1),
        by: id(2),
        reason: reason.into(),
        competitor: String::new(),
        words: String::new(),
        stage: Stage::Proposal,
        grade: Grade::A,
    };
    let write =
        |document: &mut Document, edit: CustomerEdit| document.write(&[Edit::Customer(edit)]).unwrap().change.unwrap().hash;
    write(&mut here, CustomerEdit::RequestLoss(opportunity, request(11, "price")));
    let verdict = LossVerdict { request: id(11), revival: None, confirmed: true, words: String::new(), at: at(2), by: id(9) };
    let manager = write(&mut here, CustomerEdit::JudgeLoss(opportunity, verdict));
    let by = id::<StaffId>(9);
    let decider = move |hash: ChangeHash, _: Decision| (hash == manager).then_some(by);
    let loss = |document: &Document| {
        let file = document.customer_decided(&decider);
        let one = file.opportunities.iter().find(|one| one.id == opportunity).unwrap().clone();
        (one.loss.state(), one.loss.request.map(|request| request.reason), one.stage)
    };
    let stands = (LossState::Lost, Some("price".to_owned()), Stage::Lost);
    assert_eq!(loss(&here), stands);
    let mut other = copy(&here, 3);
    write(&mut other, CustomerEdit::RequestLoss(opportunity, request(12, "spare")));
    assert_eq!(loss(&other), stands, "another request");
    let mut same = copy(&here, 4);
    write(&mut same, CustomerEdit::RequestLoss(opportunity, request(11, "spare")));
    assert_eq!(loss(&same), stands, "the same with other words");
    // Taken back, and then asked for anew, as everybody may.
    let revival = Revival { id: id(13), request: id(11), after: Some(at(2)), words: String::new(), at: at(3), by: id(2) };
    write(&mut here, CustomerEdit::Revive(opportunity, revival));
    write(&mut here, CustomerEdit::RequestLoss(opportunity, request(14, "model")));
    assert_eq!((loss(&here).0, loss(&here).1.as_deref()), (LossState::Requested, Some("model")));
    let withdrawn = Revival { id: id(15), request: id(14), after: None, words: String::new(), at: at(4), by: id(2) };
    write(&mut here, CustomerEdit::Revive(opportunity, withdrawn));
    assert_eq!(loss(&here).0, LossState::Withdrawn);
}
