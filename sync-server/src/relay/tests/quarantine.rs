//! Who is set aside, and who never is.

use forecourt_core::sync::frame::{Input, Quarantined};

use super::{crew::*, *};
use crate::relay::ConnId;

/// A change that is signed rightly and is no change.
fn damaged(crew: &Crew, by: u8, n: u8, noise: u8) -> forecourt_core::sync::Envelope {
    let (_, honest) = crew.lead(by, n, "honest");
    let mut change = honest.change;
    change.push(noise);
    crew.seal(by, crew.customer(n), change)
}

fn push_damaged(crew: &mut Crew, conn: ConnId, by: u8, noise: u8) -> Vec<ToDevice> {
    let envelope = damaged(crew, by, 50, noise);
    crew.tell(conn, &ToRelay::Push { id: 1, envelopes: vec![envelope] })
}

fn arrival(crew: &mut Crew, n: u8) -> Option<Refusal> {
    let (conn, heard) = crew.hello(n);
    let auth = crew.auth(n, &heard);
    bye(&crew.tell(conn, &ToRelay::Auth(auth)))
}

#[test]
fn three_damaged_changes_set_a_device_aside_until_an_administrator_releases_it() {
    let mut crew = Crew::staffed();
    let (admin, anna, bo) = (crew.sign_in(ADMIN), crew.sign_in(ANNA), crew.live(BO));
    for noise in [1, 2] {
        assert_eq!(bye(&push_damaged(&mut crew, anna, ANNA, noise)), None);
    }
    let heard = push_damaged(&mut crew, anna, ANNA, 3);
    assert_eq!(pushed(&heard).1[0].code, Refusal::Malformed, "it is still told what became of its change");
    assert_eq!(bye(&heard), Some(Refusal::Quarantined));
    assert!(crew.closed.contains(&anna));
    assert_eq!(arrival(&mut crew, ANNA), Some(Refusal::Quarantined));
    assert!(!crew.closed.contains(&bo), "nobody else");

    crew.restart();
    let admin = {
        let _gone = admin;
        crew.sign_in(ADMIN)
    };
    assert_eq!(arrival(&mut crew, ANNA), Some(Refusal::Quarantined), "a restart releases nobody");
    let heard = crew.tell(admin, &ToRelay::AskRefused);
    let [ToDevice::RefusedList { rows, quarantined }] = &heard[..] else { panic!("{heard:?}") };
    assert_eq!(
        (rows[0].device, rows[0].input, rows[0].code, rows[0].count),
        (device(ANNA), Input::Change, Refusal::Malformed, 3)
    );
    assert_eq!(quarantined[..], [Quarantined { device: device(ANNA), since: crew.world.now() }]);

    let manager = crew.sign_in(MANAGER);
    for question in [ToRelay::AskRefused, ToRelay::Release { device: device(ANNA) }] {
        assert_eq!(crew.tell(manager, &question), [ToDevice::Declined { reason: Refusal::NotAllowed }]);
    }
    let heard = crew.tell(admin, &ToRelay::Release { device: device(ANNA) });
    assert!(matches!(&heard[..], [ToDevice::RefusedList { quarantined, .. }] if quarantined.is_empty()));
    let anna = crew.sign_in(ANNA);
    let (_, lead) = crew.lead(ANNA, 51, "work goes on");
    assert_eq!(crew.push(anna, vec![lead]).0.len(), 1);
    assert_eq!(bye(&push_damaged(&mut crew, anna, ANNA, 1)), None, "it begins anew");
}

#[test]
fn honest_mistakes_never_count() {
    let mut crew = Crew::staffed();
    let (anna, bo) = (crew.sign_in(ANNA), crew.sign_in(BO));
    let (mut document, lead) = crew.lead(ANNA, 60, "hers");
    crew.push(anna, vec![lead]);
    for n in 0..5 {
        let change = write(&mut on_device(&document, BO, n), "not his");
        let envelope = crew.seal(BO, crew.customer(60), change);
        assert_eq!(refused(crew.push(bo, vec![envelope])), Refusal::NotAllowed);
    }
    for n in 0..5 {
        let mut envelope = crew.seal(ANNA, crew.customer(60), write(&mut document, &n.to_string()));
        envelope.ledger_head = LedgerHash::from_bytes([n + 1; 32]);
        assert_eq!(refused(crew.push(anna, vec![envelope])), Refusal::UnknownLedgerHead);
    }
    for _ in 0..5 {
        assert_eq!(bye(&push_damaged(&mut crew, anna, ANNA, 1)), None, "the same change counts once");
    }
    for _ in 0..5 {
        let bo = crew.sign_in(BO);
        // An enum of one entry that this version does not have.
        crew.relay.receive(bo, b"\xa1\x67new_one\xa0");
        crew.settle();
        assert_eq!(bye(&crew.heard(bo)), Some(Refusal::OtherVersion));
    }
    crew.sign_in(BO);
}

#[test]
fn messages_that_are_no_messages_count_and_so_do_forged_statements() {
    let mut crew = Crew::staffed();
    for (n, rubbish) in [b"<html>".as_slice(), &[0xff; 40], b""].into_iter().enumerate() {
        let anna = crew.sign_in(ANNA);
        crew.relay.receive(anna, rubbish);
        crew.settle();
        let told = if n < 2 { Refusal::Malformed } else { Refusal::Quarantined };
        assert_eq!(bye(&crew.heard(anna)), Some(told));
    }
    let bo = crew.sign_in(BO);
    for n in 1..=3 {
        let act = Act::StaffAdded { staff: staff(90 + n), roles: vec![] };
        let heard = crew.say(bo, ANNA, act);
        let is_last = n == 3;
        assert_eq!(bye(&heard), None, "not allowed is honest");
        let said = forecourt_core::sync::ledger::Said {
            id: forecourt_core::ids::StatementId::from_bytes([100 + n; 16]),
            store: Some(crew.store()),
            device: device(ADMIN),
            on: crew.ledger.head(),
            act: Act::StaffAdded { staff: staff(90), roles: vec![] },
        };
        let forged = forecourt_core::sync::ledger::Statement::sign(&said, &key(BO)).unwrap();
        let heard = crew.tell(bo, &ToRelay::Propose { statements: vec![forged] });
        assert_eq!(bye(&heard), is_last.then_some(Refusal::Quarantined));
    }
}

#[test]
fn nothing_counts_against_a_device_that_has_not_proved_who_it_is() {
    let mut crew = Crew::staffed();
    for n in 0..5 {
        let (conn, heard) = crew.hello(ANNA);
        if n % 2 == 0 {
            let auth = crew.auth(BO, &heard);
            assert_eq!(bye(&crew.tell(conn, &ToRelay::Auth(auth))), Some(Refusal::BadSignature));
        } else {
            crew.relay.receive(conn, &[0xff, n]);
            crew.settle();
        }
    }
    assert_eq!(arrival(&mut crew, ANNA), None);
}

#[test]
fn no_device_takes_the_waiting_room_of_all() {
    let mut crew = Crew::staffed();
    let config = Config { waiting_count_each: 2, ..Config::default() };
    crew.relay = Relay::open(&crew.dir.path().join("relay.db"), crew.world.clone(), config).unwrap();
    let (anna, bo) = (crew.sign_in(ANNA), crew.sign_in(BO));
    let orphan = |crew: &Crew, by: u8, n: u8| {
        let (mut document, _) = crew.lead(by, n, "never sent");
        crew.seal(by, crew.customer(n), write(&mut document, "stands on it"))
    };
    let waits = |heard: &[ToDevice]| match heard {
        [ToDevice::Pushed { waiting, busy, .. }] => (waiting.len(), busy.len()),
        _ => panic!("{heard:?}"),
    };
    let envelopes = (50..54).map(|n| orphan(&crew, ANNA, n)).collect();
    assert_eq!(waits(&crew.tell(anna, &ToRelay::Push { id: 1, envelopes })), (2, 2));
    let envelopes = vec![orphan(&crew, BO, 60)];
    assert_eq!(waits(&crew.tell(bo, &ToRelay::Push { id: 1, envelopes })), (1, 0));
}

#[test]
fn who_is_set_aside_is_told_the_ledger_all_the_same_and_hands_nothing_over() {
    let mut crew = Crew::staffed();
    let anna = crew.sign_in(ANNA);
    let (_, lead) = crew.lead(ANNA, 50, "hers");
    for noise in [1, 2, 3] {
        push_damaged(&mut crew, anna, ANNA, noise);
    }
    let (known, head) = (crew.ledger.len(), crew.ledger.head());
    let admin = crew.sign_in(ADMIN);
    crew.say(admin, ADMIN, Act::StaffAdded { staff: staff(90), roles: vec![] });
    let (conn, heard) = crew.hello(ANNA);
    let auth = forecourt_core::sync::frame::Auth { ledger_len: known, ledger_head: head, ..crew.auth(ANNA, &heard) };
    let heard = crew.tell(conn, &ToRelay::Auth(auth));
    let [ToDevice::LedgerEntries { entries }, ToDevice::Bye { reason: Refusal::Quarantined }] = &heard[..] else {
        panic!("{heard:?}")
    };
    assert_eq!(entries.len(), 1, "an erasure reaches it");
    assert_eq!(crew.hand_over(&vec![lead.clone()]), Err(Refusal::Quarantined));
    crew.tell(admin, &ToRelay::Release { device: device(ANNA) });
    assert_eq!(crew.hand_over(&vec![lead.clone()]).unwrap().hashes, [lead.hash()], "nothing is lost");
}
