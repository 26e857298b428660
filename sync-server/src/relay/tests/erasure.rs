//! An erased customer is gone: from the disk, from the wire, for ever.

use forecourt_core::{
    ids::{FileId, StatementId},
    policy::{FileKind, Role},
    sync::{
        Place, Refusal,
        audit::AuditWord,
        frame::{ToDevice, ToRelay},
        ledger::{Act, Verdict},
    },
};

use super::crew::*;

/// Not to be found anywhere afterwards.
const CANARY: &str = "CANARY-5c1e7b90";

/// Every byte that lies on the relay's disk.
fn disk(crew: &Crew) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(crew.dir.path()).unwrap() {
        bytes.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    bytes
}

fn holds(bytes: &[u8], canary: &str) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary.as_bytes())
}

fn private(crew: &Crew, n: u8) -> Place {
    let file = FileId::belonging_to(file(n), "customer_private");
    Place { store: crew.store(), file, kind: FileKind::CustomerPrivate, about: Some(super::crew::file(n)) }
}

fn private_change(crew: &Crew, by: u8, n: u8, note: &str) -> forecourt_core::sync::Envelope {
    let place = private(crew, n);
    let mut document = on_device(&forecourt_core::guard::genesis::document(place.kind, place.file), by, n);
    let change = write(&mut document, note);
    crew.seal(by, place, change)
}

/// A store whose manager is also general manager.
fn crew() -> Crew {
    let mut crew = Crew::staffed();
    let admin = crew.sign_in(ADMIN);
    let roles = vec![Role::SalesManager, Role::GeneralManager];
    crew.say(admin, ADMIN, Act::RolesSet { staff: staff(MANAGER), roles });
    crew
}

fn erase(crew: &mut Crew, n: u8) {
    let manager = crew.live(MANAGER);
    crew.say(manager, MANAGER, Act::ErasureRequested { file: file(n) });
    let request: StatementId = crew.ledger.now().erasure_requests()[0].id;
    crew.say(manager, MANAGER, Act::ErasureDecided { request, verdict: Verdict::Approve });
    assert!(crew.ledger.now().is_erased(file(n)));
}

#[test]
fn not_a_byte_of_an_erased_customer_is_left_on_the_disk() {
    let mut crew = crew();
    let anna = crew.live(ANNA);
    let (mut document, lead) = crew.lead(ANNA, 1, CANARY);
    crew.push(anna, vec![lead]);
    let again = crew.seal(ANNA, crew.customer(1), write(&mut document, &format!("{CANARY} twice")));
    crew.push(anna, vec![again]);
    let care = private_change(&crew, ANNA, 1, CANARY);
    crew.push(anna, vec![care]);
    let (_, other) = crew.lead(ANNA, 2, "another customer");
    crew.push(anna, vec![other]);
    crew.relay.pack_some(100).unwrap();
    crew.settle();
    assert!(holds(&disk(&crew), CANARY), "it was there");
    erase(&mut crew, 1);
    let [(None, Some(count), None)] = crew.recorded(AuditWord::Erased)[..] else { panic!("recorded once, by the relay") };
    assert!(count >= 2, "with what belongs to it");
    assert!(!holds(&disk(&crew), CANARY), "after the commit that erased it");
    crew.restart();
    crew.settle();
    assert!(!holds(&disk(&crew), CANARY) && holds(&disk(&crew), "another customer"));
}

#[test]
fn an_erased_customer_is_refused_and_never_sent_again() {
    let mut crew = crew();
    let anna = crew.live(ANNA);
    let (mut document, lead) = crew.lead(ANNA, 1, CANARY);
    crew.push(anna, vec![lead.clone()]);
    let head_before = crew.ledger.head();
    erase(&mut crew, 1);
    for life in 0..2 {
        let anna = crew.live(ANNA);
        let later = crew.seal(ANNA, crew.customer(1), write(&mut document, "later"));
        let about = private_change(&crew, ANNA, 1, "private");
        let mut elsewhere = Place { about: Some(file(2)), ..private(&crew, 1) };
        elsewhere.store = crew.store();
        let moved = crew.seal(ANNA, elsewhere, private_change(&crew, ANNA, 1, "moved").change);
        let (accepted, refused) = crew.push(anna, vec![lead.clone(), later, about, moved]);
        assert!(accepted.is_empty());
        assert_eq!(refused.iter().map(|one| one.code).collect::<Vec<_>>(), [Refusal::Erased; 4], "life {life}");
        let manager = crew.sign_in(MANAGER);
        crew.bytes.clear();
        crew.tell(manager, &ToRelay::Pull { after: 0, limit: 512 });
        crew.tell(manager, &ToRelay::NextSnapshots { since: None, after: None });
        crew.tell(manager, &ToRelay::NextSnapshots { since: Some(0), after: None });
        assert!(crew.bytes.values().all(|bytes| !holds(bytes, CANARY)));
        crew.restart();
    }
    assert!(crew.ledger.at(head_before).is_some());
}

#[test]
fn what_waits_and_what_came_late_goes_with_the_customer() {
    let mut crew = crew();
    let anna = crew.live(ANNA);
    let (mut document, lead) = crew.lead(ANNA, 1, "first");
    let waiting = crew.seal(ANNA, crew.customer(1), write(&mut document, CANARY));
    crew.push(anna, vec![waiting]);
    let bo = crew.live(BO);
    crew.push(anna, vec![lead]);
    let (_, foreign) = {
        let document = on_device(&document, BO, 9);
        let mut document = document;
        let change = write(&mut document, CANARY);
        (document, crew.seal(BO, crew.customer(1), change))
    };
    let (_, refused) = crew.push(bo, vec![foreign]);
    assert_eq!(refused[0].code, Refusal::NotAllowed, "it lies in the review box");
    erase(&mut crew, 1);
    assert!(!holds(&disk(&crew), CANARY));
    let manager = crew.sign_in(MANAGER);
    let heard = crew.tell(manager, &ToRelay::AskReview { after: None });
    assert!(matches!(&heard[..], [ToDevice::Review { items, .. }] if items.is_empty()), "{heard:?}");
}

#[test]
fn the_number_of_the_last_change_never_falls() {
    let mut crew = crew();
    let anna = crew.live(ANNA);
    let (_, lead) = crew.lead(ANNA, 1, CANARY);
    let (accepted, _) = crew.push(anna, vec![lead]);
    erase(&mut crew, 1);
    crew.restart();
    let anna = crew.live(ANNA);
    let (_, next) = crew.lead(ANNA, 2, "next");
    let (later, _) = crew.push(anna, vec![next]);
    assert!(later[0].number > accepted[0].number);
}
