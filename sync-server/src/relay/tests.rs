mod audit;
pub mod crew;
mod erasure;
mod healing;
mod joined;
mod late;
mod quarantine;
mod schedule;
mod sieve;
mod vehicles;

use crew::{
    ADMIN, ANNA, BO, Crew, MANAGER, changes, device, file, first_entry, joining, key, nonce, on_device, opening, paged_files,
    place, pushed, staff, write,
};
use forecourt_core::{
    guard::{Limits, genesis, load_snapshot},
    ids::{LedgerHash, SlotId, StoreId},
    policy::{FileKind, Role},
    sync::{
        Place, Refusal,
        frame::{ToDevice, ToRelay},
        http::{Asking, Join, JoinState, JoinStatus, Open},
        ledger::{Act, Aftermath},
        page,
        pairing::{Code, CodeKey, RelayPin, StatusQuestion},
    },
};

use super::{Config, ConnId, Relay};

fn bye(heard: &[ToDevice]) -> Option<Refusal> {
    heard.iter().find_map(|frame| if let ToDevice::Bye { reason } = frame { Some(*reason) } else { None })
}

fn refused(heard: (Vec<forecourt_core::sync::frame::Accepted>, Vec<forecourt_core::sync::frame::RefusedChange>)) -> Refusal {
    assert!(heard.0.is_empty(), "{heard:?}");
    heard.1[0].code
}

fn assigned(n: u8, owner: Option<u8>) -> Act {
    Act::FilesAssigned { files: vec![file(n)], owner: owner.map(staff) }
}

#[test]
fn a_store_is_opened_once_and_only_with_the_printed_code() {
    let mut crew = Crew::alone();
    let code = crew.relay.first_code().unwrap();
    let wrong: Code = "0000000000".parse().unwrap();
    assert_eq!(crew.relay.open_store(&opening(&wrong)), Err(Refusal::WrongCode));
    let opened = crew.relay.open_store(&opening(&code)).unwrap();
    crew.settle();
    assert_eq!(opened.store, first_entry().statement.store_id());
    assert!(opened.is_proved(&CodeKey::of(&code).unwrap(), None, first_entry().hash()));
    assert_eq!(crew.relay.open_store(&opening(&code)), Ok(opened), "an answer that was lost is given again");
    assert_eq!(crew.relay.open_store(&opening(&wrong)), Err(Refusal::StoreExists));
    assert_eq!(crew.relay.first_code(), None);
}

#[test]
fn whoever_sits_between_can_neither_pass_a_proof_on_nor_make_one() {
    let (relays, between) = (RelayPin::from_bytes([1; 32]), RelayPin::from_bytes([2; 32]));
    let mut crew = Crew::alone();
    crew.relay.show_pin(Some(relays));
    let key = CodeKey::of(&crew.relay.first_code().unwrap()).unwrap();
    // The device sees the certificate of whoever sits between, who passes its words on.
    assert_eq!(crew.relay.open_store(&Open::new(&key, Some(between), first_entry())), Err(Refusal::WrongCode));
    assert_eq!(crew.relay.open_store(&Open::new(&key, None, first_entry())), Err(Refusal::WrongCode));
    let opened = crew.relay.open_store(&Open::new(&key, Some(relays), first_entry())).unwrap();
    crew.settle();
    crew.ledger.append(&first_entry()).unwrap();
    assert!(opened.is_proved(&key, Some(relays), first_entry().hash()));
    assert!(!opened.is_proved(&key, Some(between), first_entry().hash()), "nor is the relay's proof good on another line");

    let admin = crew.sign_in(ADMIN);
    crew.say(admin, ADMIN, Act::StaffAdded { staff: staff(ANNA), roles: vec![Role::Consultant] });
    let code: Code = "K7Q2M0A1BZ".parse().unwrap();
    crew.tell(admin, &place(&code));
    let (key, asking) = (CodeKey::of(&code).unwrap(), joining(&code, 9).asking);
    assert_eq!(crew.relay.join(&Join::new(&key, Some(between), asking.clone())), Err(Refusal::WrongCode));
    let joined = crew.relay.join(&Join::new(&key, Some(relays), asking.clone())).unwrap();
    assert!(joined.is_proved(&key, Some(relays), &asking) && !joined.is_proved(&key, Some(between), &asking));
    let other = Asking { key: crate::relay::tests::crew::key(8).public(), ..asking };
    assert!(!joined.is_proved(&key, Some(relays), &other), "it is for what that device said");
}

#[test]
fn five_wrong_codes_end_the_first_code_until_a_restart_prints_another() {
    let mut crew = Crew::alone();
    let code = crew.relay.first_code().unwrap();
    let wrong = opening(&"0000000000".parse().unwrap());
    for _ in 0..5 {
        assert_eq!(crew.relay.open_store(&wrong), Err(Refusal::WrongCode));
    }
    assert_eq!(crew.relay.open_store(&opening(&code)), Err(Refusal::CodeExpired));
    crew.restart();
    let fresh = crew.relay.first_code().unwrap();
    assert_ne!(fresh, code);
    assert!(crew.relay.open_store(&opening(&fresh)).is_ok());
}

fn invite(crew: &mut Crew, admin: ConnId, code: &str) -> (SlotId, Code) {
    let code: Code = code.parse().unwrap();
    let heard = crew.tell(admin, &place(&code));
    let [ToDevice::SlotOpened { slot, .. }] = heard[..] else { panic!("{heard:?}") };
    (slot, code)
}

#[test]
fn a_device_joins_by_code_and_is_let_in_by_an_administrator() {
    let mut crew = Crew::staffed();
    let admin = crew.sign_in(ADMIN);
    let (slot, code) = invite(&mut crew, admin, "K7Q2M0A1BZ");
    let taken = crew.tell(admin, &place(&"K7QXXXXXXX".parse().unwrap()));
    assert_eq!(taken, [ToDevice::Declined { reason: Refusal::CodeUsed }], "the first three characters find the place");
    let joined = crew.relay.join(&joining(&code, 9)).unwrap();
    crew.settle();
    assert_eq!(joined.slot, slot);
    assert_eq!(crew.relay.join(&joining(&code, 9)), Ok(joined), "an answer that was lost is given again");
    assert_eq!(crew.relay.join(&joining(&code, 8)), Err(Refusal::CodeUsed));
    let heard = crew.heard(admin);
    assert!(matches!(&heard[..], [ToDevice::Pending { rows }] if rows[0].device == device(9) && rows[0].staff == staff(ANNA)));

    let question = StatusQuestion { slot, device: device(9) };
    let status = JoinStatus { slot, device: device(9), signature: question.sign(&key(9)), reveal: None };
    assert_eq!(crew.relay.join_status(&status), Ok(JoinState::Pending { admin_nonce: None }));
    let forged = JoinStatus { signature: question.sign(&key(8)), ..status };
    assert_eq!(crew.relay.join_status(&forged), Err(Refusal::BadSignature));
    let (early, heard) = crew.hello(9);
    let auth = crew.auth(9, &heard);
    assert_eq!(bye(&crew.tell(early, &ToRelay::Auth(auth))), Some(Refusal::UnknownDevice));

    let enrolled = Act::DeviceEnrolled { device: device(9), staff: staff(ANNA), key: key(9).public(), name: "Tablet".into() };
    crew.say(admin, ADMIN, enrolled);
    assert_eq!(crew.relay.join_status(&status), Ok(JoinState::Admitted));
    crew.sign_in(9);
}

#[test]
fn a_nonce_is_revealed_after_the_administrator_s_and_only_as_committed() {
    let mut crew = Crew::staffed();
    let admin = crew.sign_in(ADMIN);
    let (slot, code) = invite(&mut crew, admin, "K7Q2M0A1BZ");
    crew.relay.join(&joining(&code, 9)).unwrap();
    crew.settle();
    crew.heard(admin);
    let signature = StatusQuestion { slot, device: device(9) }.sign(&key(9));
    let asked = |reveal| JoinStatus { slot, device: device(9), signature, reveal };
    crew.relay.join_status(&asked(Some(nonce(9)))).unwrap();
    crew.settle();
    assert_eq!(crew.heard(admin), [], "too early: it goes nowhere");

    let anna = crew.sign_in(ANNA);
    crew.tell(anna, &ToRelay::Contribute { slot, nonce: nonce(66) });
    assert_eq!(crew.relay.join_status(&asked(None)), Ok(JoinState::Pending { admin_nonce: None }), "not an administrator");
    for added in [nonce(77), nonce(78)] {
        crew.tell(admin, &ToRelay::Contribute { slot, nonce: added });
        let pending = JoinState::Pending { admin_nonce: Some(nonce(77)) };
        assert_eq!(crew.relay.join_status(&asked(None)), Ok(pending), "the first one stands");
    }
    assert_eq!(crew.relay.join_status(&asked(Some(nonce(8)))), Err(Refusal::Malformed), "not what it committed to");
    crew.relay.join_status(&asked(Some(nonce(9)))).unwrap();
    crew.settle();
    let heard = crew.heard(admin);
    let [ToDevice::Pending { rows }] = &heard[..] else { panic!("{heard:?}") };
    assert_eq!((rows[0].admin_nonce, rows[0].device_nonce), (Some(nonce(77)), Some(nonce(9))));
}

#[test]
fn wrong_expired_and_taken_back_codes_are_told_apart() {
    let mut crew = Crew::staffed();
    let admin = crew.sign_in(ADMIN);
    let join = |crew: &mut Crew, code: &Code| {
        let joined = crew.relay.join(&joining(code, 9)).map(|_| ());
        crew.settle();
        joined
    };
    let (_, code) = invite(&mut crew, admin, "A7Q2M0A1BZ");
    let nearly: Code = "A7Q2M0A1B0".parse().unwrap();
    for _ in 0..5 {
        assert_eq!(join(&mut crew, &nearly), Err(Refusal::WrongCode));
    }
    assert_eq!(join(&mut crew, &code), Err(Refusal::CodeExpired), "five tries");

    let (_, code) = invite(&mut crew, admin, "B7Q2M0A1BZ");
    crew.clock.advance_ms(10 * 60 * 1000);
    assert_eq!(join(&mut crew, &code), Err(Refusal::CodeExpired), "ten minutes");

    let (slot, code) = invite(&mut crew, admin, "C7Q2M0A1BZ");
    crew.tell(admin, &ToRelay::CloseSlot { slot, admitted: false });
    assert_eq!(join(&mut crew, &code), Err(Refusal::CodeExpired), "taken back");
    assert_eq!(join(&mut crew, &"ZZZZZZZZZZ".parse().unwrap()), Err(Refusal::WrongCode));

    let (_, code) = invite(&mut crew, admin, "D7Q2M0A1BZ");
    crew.restart();
    assert_eq!(join(&mut crew, &code), Ok(()), "a restart does not end an invitation");
}

#[test]
fn only_administrators_invite() {
    let mut crew = Crew::staffed();
    let manager = crew.sign_in(MANAGER);
    for question in [place(&"K7Q2M0A1BZ".parse().unwrap()), ToRelay::AskPending] {
        assert_eq!(crew.tell(manager, &question), [ToDevice::Declined { reason: Refusal::NotAllowed }]);
    }
    let anna = crew.sign_in(ANNA);
    assert_eq!(crew.tell(anna, &ToRelay::AskDevices), [ToDevice::Declined { reason: Refusal::NotAllowed }]);
    assert!(matches!(&crew.tell(manager, &ToRelay::AskDevices)[..], [ToDevice::Devices { rows }] if rows.len() == 4));
}

#[test]
fn signing_in_needs_the_key_the_ledger_and_the_right_store() {
    let mut crew = Crew::staffed();
    let (conn, heard) = crew.hello(ANNA);
    let mut auth = crew.auth(ANNA, &heard);
    auth.signature = crew.auth(BO, &heard).signature;
    assert_eq!(bye(&crew.tell(conn, &ToRelay::Auth(auth))), Some(Refusal::BadSignature));

    let (conn, heard) = crew.hello(ANNA);
    let mut auth = crew.auth(ANNA, &heard);
    auth.ledger_head = LedgerHash::from_bytes([9; 32]);
    auth.ledger_len += 1;
    let heard = crew.tell(conn, &ToRelay::Auth(auth));
    assert_eq!(heard, [ToDevice::LedgerWanted { common: crew.ledger.len() }], "it holds an entry that the relay lacks");

    for (protocols, store, reason) in
        [(vec![1], StoreId::from_bytes([9; 32]), Refusal::OtherStore), (vec![2, 3], crew.store(), Refusal::OtherVersion)]
    {
        let conn = crew.relay.connect();
        let heard = crew.tell(conn, &ToRelay::Hello { protocols, store, device: device(ANNA) });
        assert_eq!(bye(&heard), Some(reason));
        assert!(crew.closed.contains(&conn));
    }
}

#[test]
fn rubbish_and_messages_out_of_turn_end_the_connection() {
    let mut crew = Crew::staffed();
    for bytes in [&b"<!doctype html><title>Welcome to our Wi-Fi</title>"[..], b"", &[0xff; 100]] {
        let conn = crew.relay.connect();
        crew.relay.receive(conn, bytes);
        crew.settle();
        assert_eq!(bye(&crew.heard(conn)), Some(Refusal::Malformed));
    }
    let conn = crew.relay.connect();
    assert_eq!(bye(&crew.tell(conn, &ToRelay::Pull { after: 0, limit: 9 })), Some(Refusal::Malformed));
}

#[test]
fn who_does_not_sign_in_in_five_seconds_is_cut_off() {
    let mut crew = Crew::staffed();
    let (slow, _) = crew.hello(ANNA);
    let quick = crew.sign_in(BO);
    crew.clock.advance_ms(5_001);
    crew.relay.tick();
    crew.settle();
    assert_eq!(bye(&crew.heard(slow)), Some(Refusal::TooSlow));
    assert!(!crew.closed.contains(&quick));
}

#[test]
fn a_lead_reaches_the_manager_live_and_another_consultant_never() {
    let mut crew = Crew::staffed();
    let (anna, bo, manager) = (crew.live(ANNA), crew.live(BO), crew.live(MANAGER));
    let (_, lead) = crew.lead(ANNA, 50, "canary-of-anna");
    let (accepted, _) = crew.push(anna, vec![lead.clone()]);
    assert_eq!((accepted[0].hash, accepted[0].number), (lead.hash(), 1));
    assert!(crew.heard(anna).is_empty(), "what one sent does not come back");
    let heard = crew.heard(manager);
    assert_eq!(changes(&heard)[0].envelope, lead);
    assert_eq!(changes(&heard)[0].creator, staff(ANNA));
    assert!(crew.heard(bo).is_empty());
    let later = crew.live(BO);
    for conn in [bo, later] {
        let has_canary = crew.bytes[&conn].windows(14).any(|window| window == b"canary-of-anna");
        assert!(!has_canary);
    }
}

#[test]
fn a_change_pushed_twice_is_kept_once_and_acknowledged_twice() {
    let mut crew = Crew::staffed();
    let anna = crew.sign_in(ANNA);
    let (_, lead) = crew.lead(ANNA, 50, "once");
    let first = crew.push(anna, vec![lead.clone(), lead.clone()]);
    assert_eq!(first.0.len(), 2);
    let again = crew.sign_in(ANNA);
    assert_eq!(crew.push(again, vec![lead]).0[0], first.0[0]);
    let manager = crew.sign_in(MANAGER);
    assert_eq!(changes(&crew.tell(manager, &ToRelay::Pull { after: 0, limit: 9 })).len(), 1);
}

#[test]
fn nothing_leaves_before_the_commit_and_nothing_stays_without_it() {
    let mut crew = Crew::staffed();
    let (anna, manager) = (crew.live(ANNA), crew.live(MANAGER));
    let (_, lead) = crew.lead(ANNA, 50, "acknowledged");
    crew.relay.receive(anna, &ToRelay::Push { id: 1, envelopes: vec![lead.clone()] }.encode().unwrap());
    assert!(crew.relay.is_writing());
    assert!(crew.relay.take_outgoing().is_empty());
    let error = crew.relay.break_off(super::StoreError::NotOurs);
    assert_eq!(error, Refusal::NotStored);
    assert!(crew.relay.commit().is_err());
    crew.hand_out();
    for conn in [anna, manager] {
        let heard = crew.heard(conn);
        assert_eq!((pushed(&heard).0.len(), bye(&heard)), (0, Some(Refusal::NotStored)));
    }
    let anna = crew.live(ANNA);
    assert_eq!(crew.push(anna, vec![lead]).0[0].number, 1, "the number was not used up");
}

#[test]
fn a_full_disk_acknowledges_nothing_and_loses_nothing() {
    let mut crew = Crew::staffed();
    let (anna, manager) = (crew.live(ANNA), crew.live(MANAGER));
    let (mut document, first) = crew.lead(ANNA, 50, "first");
    crew.push(anna, vec![first]);
    crew.relay.store.leave_pages(2).unwrap();
    let large = crew.seal(ANNA, crew.customer(50), write(&mut document, &"x".repeat(100_000)));
    crew.relay.receive(anna, &ToRelay::Push { id: 1, envelopes: vec![large.clone()] }.encode().unwrap());
    assert!(crew.relay.commit().is_err());
    crew.hand_out();
    for conn in [anna, manager] {
        let heard = crew.heard(conn);
        assert_eq!((pushed(&heard).0.len(), bye(&heard)), (0, Some(Refusal::NotStored)));
    }
    crew.relay.store.leave_pages(1000).unwrap();
    let anna = crew.live(ANNA);
    assert_eq!(crew.push(anna, vec![large]).0[0].number, 2);
    let manager = crew.sign_in(MANAGER);
    assert_eq!(changes(&crew.tell(manager, &ToRelay::Pull { after: 0, limit: 9 })).len(), 2);
}

#[test]
fn a_disk_that_takes_nothing_keeps_nobody_from_signing_in_and_reading() {
    let mut crew = Crew::staffed();
    let anna = crew.sign_in(ANNA);
    let (_, lead) = crew.lead(ANNA, 50, "first");
    crew.push(anna, vec![lead]);
    crew.relay.store.refuse_writes(true).unwrap();
    for _ in 0..2 {
        let manager = crew.sign_in(MANAGER);
        assert_eq!(changes(&crew.tell(manager, &ToRelay::Pull { after: 0, limit: 9 })).len(), 1);
        crew.relay.disconnect(anna);
        let (stranger, heard) = crew.hello(BO);
        let mut auth = crew.auth(BO, &heard);
        auth.signature = crew.auth(ANNA, &heard).signature;
        assert_eq!(bye(&crew.tell(stranger, &ToRelay::Auth(auth))), Some(Refusal::BadSignature));
        crew.relay.tick();
        crew.settle();
        assert_eq!(changes(&crew.tell(manager, &ToRelay::Pull { after: 0, limit: 9 })).len(), 1, "the line holds");
    }
    crew.relay.store.refuse_writes(false).unwrap();
    crew.relay.tick();
    crew.settle();
    assert!(crew.relay.store.seen().unwrap().iter().any(|(seen, _)| *seen == device(MANAGER)), "written down at last");
    assert!(crew.relay.later.is_empty());
}

#[test]
fn a_restart_keeps_everything_that_was_acknowledged() {
    let mut crew = Crew::staffed();
    let anna = crew.sign_in(ANNA);
    let (mut document, lead) = crew.lead(ANNA, 50, "first");
    crew.push(anna, vec![lead.clone()]);
    crew.restart();
    let manager = crew.sign_in(MANAGER);
    assert_eq!(changes(&crew.tell(manager, &ToRelay::Pull { after: 0, limit: 9 }))[0].envelope, lead);
    let anna = crew.sign_in(ANNA);
    let second = crew.seal(ANNA, crew.customer(50), write(&mut document, "second"));
    assert_eq!(crew.push(anna, vec![second]).0[0].number, 2);
}

#[test]
fn what_an_author_may_not_write_is_refused() {
    let mut crew = Crew::staffed();
    let (anna, bo) = (crew.sign_in(ANNA), crew.sign_in(BO));
    let (document, lead) = crew.lead(ANNA, 50, "hers");
    crew.push(anna, vec![lead.clone()]);

    let intrusion = write(&mut on_device(&document, BO, 1), "his");
    let sealed = crew.seal(BO, crew.customer(50), intrusion.clone());
    assert_eq!(refused(crew.push(bo, vec![sealed])), Refusal::NotAllowed, "a colleague's file");
    let sealed = crew.seal(ANNA, crew.customer(50), intrusion);
    assert_eq!(refused(crew.push(anna, vec![sealed])), Refusal::WrongAuthor, "signed by one, written by another");

    let (_, fresh) = crew.lead(ANNA, 51, "new");
    for (alter, code) in [
        (|e| e.change[20] ^= 1, Refusal::BadSignature),
        (|e| e.store = StoreId::from_bytes([9; 32]), Refusal::OtherStore),
        (|e| e.device = device(99), Refusal::UnknownDevice),
        (|e| e.ledger_head = LedgerHash::from_bytes([9; 32]), Refusal::UnknownLedgerHead),
    ] as [(fn(&mut forecourt_core::sync::Envelope), Refusal); 4]
    {
        let mut altered = fresh.clone();
        alter(&mut altered);
        assert_eq!(refused(crew.push(anna, vec![altered])), code);
    }
    let place = Place { kind: FileKind::Store, ..crew.customer(52) };
    let change = write(&mut on_device(&genesis::document(FileKind::Store, file(52)), ANNA, 2), "catalogue");
    let sealed = crew.seal(ANNA, place, change);
    assert_eq!(refused(crew.push(anna, vec![sealed])), Refusal::NotAllowed, "a consultant does not write the store");
    let (mut document, _) = crew.lead(ANNA, 50, "hers");
    let place = Place { kind: FileKind::Event, ..crew.customer(50) };
    let sealed = crew.seal(ANNA, place, write(&mut document, "x"));
    assert_eq!(refused(crew.push(anna, vec![sealed])), Refusal::OtherFile);
}

#[test]
fn anyone_may_carry_an_envelope() {
    let mut crew = Crew::staffed();
    let bo = crew.sign_in(BO);
    let (_, lead) = crew.lead(ANNA, 50, "carried");
    assert_eq!(crew.push(bo, vec![lead]).0.len(), 1);
}

#[test]
fn an_edit_is_judged_by_the_ledger_it_was_made_under() {
    let mut crew = Crew::staffed();
    let (anna, manager) = (crew.sign_in(ANNA), crew.sign_in(MANAGER));
    let (mut document, lead) = crew.lead(ANNA, 50, "hers");
    crew.push(anna, vec![lead]);
    let before = crew.seal(ANNA, crew.customer(50), write(&mut document, "made in the field"));
    crew.say(manager, MANAGER, assigned(50, Some(BO)));
    assert_eq!(crew.push(anna, vec![before]).0.len(), 1, "nobody's field work is thrown away");
    let after = crew.seal(ANNA, crew.customer(50), write(&mut document, "made afterwards"));
    assert_eq!(refused(crew.push(anna, vec![after])), Refusal::NotAllowed);
}

#[test]
fn changes_wait_for_what_they_stand_on() {
    let mut crew = Crew::staffed();
    let anna = crew.sign_in(ANNA);
    let (mut document, first) = crew.lead(ANNA, 50, "first");
    let second = crew.seal(ANNA, crew.customer(50), write(&mut document, "second"));
    let heard = crew.tell(anna, &ToRelay::Push { id: 7, envelopes: vec![second.clone()] });
    assert_eq!(
        heard,
        [ToDevice::Pushed { id: Some(7), accepted: vec![], refused: vec![], waiting: vec![second.hash()], busy: vec![] }]
    );
    let heard = crew.tell(anna, &ToRelay::Push { id: 8, envelopes: vec![first.clone()] });
    let (accepted, _) = pushed(&heard);
    let mut numbers: Vec<_> = accepted.iter().map(|accepted| (accepted.number, accepted.hash)).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [(1, first.hash()), (2, second.hash())]);
    assert!(heard.iter().any(|frame| matches!(frame, ToDevice::Pushed { id: None, .. })));
}

#[test]
fn changes_of_one_push_are_numbered_in_the_order_they_stand_on_each_other() {
    let mut crew = Crew::staffed();
    let anna = crew.sign_in(ANNA);
    let (mut document, first) = crew.lead(ANNA, 50, "first");
    let mut envelopes = vec![first];
    for n in 0..5 {
        envelopes.push(crew.seal(ANNA, crew.customer(50), write(&mut document, &format!("edit {n}"))));
    }
    let in_order: Vec<_> = envelopes.iter().map(|envelope| envelope.hash()).collect();
    envelopes.reverse();
    let (mut accepted, _) = crew.push(anna, envelopes);
    accepted.sort_unstable_by_key(|accepted| accepted.number);
    assert_eq!(accepted.iter().map(|accepted| accepted.hash).collect::<Vec<_>>(), in_order);
}

#[test]
fn a_new_device_gets_whole_files_it_may_see_and_goes_on_where_it_was_cut() {
    let mut crew = Crew::staffed();
    let (anna, bo) = (crew.sign_in(ANNA), crew.sign_in(BO));
    let (_, hers) = crew.lead(ANNA, 50, "canary-of-anna");
    let leads: Vec<_> = (60..70).map(|n| crew.lead(BO, n, "his").1).collect();
    crew.push(anna, vec![hers]);
    crew.push(bo, leads);
    let heard = crew.tell(bo, &ToRelay::NextSnapshots { since: None, after: None });
    assert_eq!(paged_files(&heard), (60..70).map(file).collect::<Vec<_>>());
    let [ToDevice::Snapshots(snapshots)] = &heard[..] else { panic!() };
    assert_eq!((snapshots.last, snapshots.upto, snapshots.done, snapshots.total), (None, 11, 10, 10));
    for snapshot in page::unpack(&snapshots.page).unwrap() {
        let loaded = load_snapshot(snapshot.kind, snapshot.file, &snapshot.doc, &Limits::default()).unwrap();
        assert_eq!(loaded.changes.len(), snapshot.marks.len());
        for mark in &snapshot.marks {
            assert_eq!(mark.verify(&snapshot.place(crew.store()), &key(BO).public()), Ok(()));
        }
    }
    let heard = crew.tell(bo, &ToRelay::NextSnapshots { since: None, after: Some(file(66)) });
    assert_eq!(paged_files(&heard), (67..70).map(file).collect::<Vec<_>>());
    let manager = crew.sign_in(MANAGER);
    assert_eq!(paged_files(&crew.tell(manager, &ToRelay::NextSnapshots { since: None, after: None })).len(), 11);
}

#[test]
fn a_packed_file_holds_what_came_after_it_was_packed_before() {
    let mut crew = Crew::staffed();
    let anna = crew.sign_in(ANNA);
    let (mut document, first) = crew.lead(ANNA, 50, "first");
    crew.push(anna, vec![first]);
    assert_eq!(crew.relay.pack_some(10).unwrap(), 0);
    let second = crew.seal(ANNA, crew.customer(50), write(&mut document, "second"));
    crew.push(anna, vec![second]);
    crew.restart();
    let anna = crew.sign_in(ANNA);
    let third = crew.seal(ANNA, crew.customer(50), write(&mut document, "third"));
    crew.push(anna, vec![third]);
    let heard = crew.tell(anna, &ToRelay::NextSnapshots { since: None, after: None });
    let [ToDevice::Snapshots(snapshots)] = &heard[..] else { panic!() };
    assert_eq!(page::unpack(&snapshots.page).unwrap()[0].marks.len(), 3);
}

#[test]
fn an_assignment_grants_the_whole_file_to_its_new_owner_connected_or_not() {
    let mut crew = Crew::staffed();
    let (anna, bo, manager) = (crew.sign_in(ANNA), crew.live(BO), crew.sign_in(MANAGER));
    let (_, lead) = crew.lead(ANNA, 50, "handed over");
    crew.push(anna, vec![lead]);
    let before = crew.ledger.len();
    crew.say(manager, MANAGER, assigned(50, Some(BO)));
    let ledger_len = crew.ledger.len();
    let heard = crew.heard(bo);
    assert!(matches!(heard[0], ToDevice::LedgerEntries { .. }));
    assert_eq!(heard[1], ToDevice::Granted { ledger_len });
    assert!(!crew.heard(anna).iter().any(|frame| matches!(frame, ToDevice::Granted { .. })));
    let page = crew.tell(bo, &ToRelay::NextSnapshots { since: Some(before), after: None });
    assert_eq!(paged_files(&page), [file(50)]);

    crew.relay.disconnect(bo);
    let (conn, heard) = crew.hello(BO);
    let mut auth = crew.auth(BO, &heard);
    auth.granted_len = before;
    let heard = crew.tell(conn, &ToRelay::Auth(auth));
    assert!(matches!(heard[0], ToDevice::Welcome { has_grants: true, .. }));
}

#[test]
fn a_new_role_grants_what_it_sees() {
    let mut crew = Crew::staffed();
    let (anna, bo, admin) = (crew.sign_in(ANNA), crew.live(BO), crew.sign_in(ADMIN));
    let (_, lead) = crew.lead(ANNA, 50, "seen by the desk");
    crew.push(anna, vec![lead]);
    let before = crew.ledger.len();
    crew.say(admin, ADMIN, Act::RolesSet { staff: staff(BO), roles: vec![Role::SalesManager] });
    assert!(crew.heard(bo).iter().any(|frame| matches!(frame, ToDevice::Granted { .. })));
    let page = crew.tell(bo, &ToRelay::NextSnapshots { since: Some(before), after: None });
    assert_eq!(paged_files(&page), [file(50)]);
}

#[test]
fn a_revoked_device_is_cut_off_at_once_and_not_let_in_again() {
    let mut crew = Crew::staffed();
    let (anna, admin) = (crew.live(ANNA), crew.sign_in(ADMIN));
    crew.say(admin, ADMIN, Act::DeviceRevoked { device: device(ANNA), then: Aftermath::Keep });
    assert_eq!(bye(&crew.heard(anna)), Some(Refusal::Revoked));
    let (conn, heard) = crew.hello(ANNA);
    let auth = crew.auth(ANNA, &heard);
    assert_eq!(bye(&crew.tell(conn, &ToRelay::Auth(auth))), Some(Refusal::Revoked));
}

#[test]
fn a_consultant_proposes_nothing_and_a_statement_twice_is_one() {
    let mut crew = Crew::staffed();
    let (anna, manager) = (crew.sign_in(ANNA), crew.sign_in(MANAGER));
    let heard = crew.say(anna, ANNA, assigned(50, Some(ANNA)));
    assert!(matches!(&heard[..], [ToDevice::Proposed { refused, .. }] if refused[0].code == Refusal::NotAllowed));
    let heard = crew.say(manager, MANAGER, assigned(50, Some(ANNA)));
    assert!(matches!(&heard[..], [ToDevice::LedgerEntries { .. }, ToDevice::Proposed { accepted, .. }] if accepted.len() == 1));
}

#[test]
fn a_device_that_connects_again_replaces_its_older_connection() {
    let mut crew = Crew::staffed();
    let older = crew.live(ANNA);
    crew.live(ANNA);
    assert_eq!(bye(&crew.heard(older)), Some(Refusal::Replaced));
}

#[test]
fn a_file_that_is_no_relays_database_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("relay.db");
    std::fs::write(&path, "customers of 2019").unwrap();
    let world = Crew::alone().world;
    assert!(Relay::open(&path, world, Config::default()).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), b"customers of 2019");
}

#[test]
fn a_pull_is_answered_page_by_page_and_goes_live_at_the_end() {
    let mut crew = Crew::staffed();
    let (anna, bo) = (crew.sign_in(ANNA), crew.sign_in(BO));
    let leads: Vec<_> = (60..65).map(|n| crew.lead(ANNA, n, "hers").1).collect();
    crew.push(anna, leads);
    let manager = crew.sign_in(MANAGER);
    let mut pages = Vec::new();
    let mut cursor = 0;
    for _ in 0..3 {
        let heard = crew.tell(manager, &ToRelay::Pull { after: cursor, limit: 2 });
        let [ToDevice::Changes { items, after, upto, more }] = &heard[..] else { panic!("{heard:?}") };
        pages.push((items.len(), *after, *upto, *more));
        cursor = *upto;
    }
    assert_eq!(pages, [(2, 0, 2, true), (2, 2, 4, true), (1, 4, 5, false)]);
    let heard = crew.tell(bo, &ToRelay::Pull { after: 0, limit: 2 });
    assert_eq!(
        heard,
        [ToDevice::Changes { items: vec![], after: 0, upto: 5, more: false }],
        "the cursor passes over what may not be seen"
    );
    for (by, conn, n) in [(ANNA, anna, 66), (BO, bo, 67), (ANNA, anna, 68)] {
        let (_, lead) = crew.lead(by, n, "live");
        crew.push(conn, vec![lead]);
    }
    let covered = |heard: &[ToDevice]| -> Vec<(usize, u64, u64)> {
        let span = |frame: &ToDevice| match frame {
            ToDevice::Changes { items, after, upto, .. } => (items.len(), *after, *upto),
            other => panic!("{other:?}"),
        };
        heard.iter().map(span).collect()
    };
    assert_eq!(covered(&crew.heard(manager)), [(1, 5, 6), (1, 6, 7), (1, 7, 8)], "each begins where the one before ended");
    let other = crew.live(ANNA);
    let (_, lead) = crew.lead(BO, 69, "not for her");
    crew.push(bo, vec![lead]);
    let (_, lead) = crew.lead(ANNA, 70, "hers");
    crew.push(manager, vec![lead]);
    assert_eq!(covered(&crew.heard(other)), [(1, 8, 10)], "also over what she may not see");
}

#[test]
fn when_too_much_waits_the_rest_is_told_to_be_sent_again() {
    let mut crew = Crew::staffed();
    let config = Config { waiting_count: 2, waiting_count_each: 2, ..Config::default() };
    crew.relay = Relay::open(&crew.dir.path().join("relay.db"), crew.world.clone(), config).unwrap();
    let anna = crew.sign_in(ANNA);
    let mut orphans = Vec::new();
    for n in 50..53 {
        let (mut document, _) = crew.lead(ANNA, n, "never sent");
        orphans.push(crew.seal(ANNA, crew.customer(n), write(&mut document, "stands on it")));
    }
    let hashes: Vec<_> = orphans.iter().map(|orphan| orphan.hash()).collect();
    let heard = crew.tell(anna, &ToRelay::Push { id: 1, envelopes: orphans.clone() });
    assert_eq!(
        heard,
        [ToDevice::Pushed {
            id: Some(1),
            accepted: vec![],
            refused: vec![],
            waiting: hashes[..2].to_vec(),
            busy: hashes[2..].to_vec()
        }]
    );
    crew.relay.disconnect(anna);
    let anna = crew.sign_in(ANNA);
    let heard = crew.tell(anna, &ToRelay::Push { id: 1, envelopes: orphans[2..].to_vec() });
    assert_eq!(
        heard,
        [ToDevice::Pushed { id: Some(1), accepted: vec![], refused: vec![], waiting: hashes[2..].to_vec(), busy: vec![] }],
        "what a closed connection brought makes room"
    );
}

#[test]
fn a_file_lost_and_given_back_comes_whole_again() {
    let mut crew = Crew::staffed();
    let (anna, bo, manager) = (crew.sign_in(ANNA), crew.live(BO), crew.sign_in(MANAGER));
    let (_, lead) = crew.lead(ANNA, 50, "handed to and fro");
    crew.push(anna, vec![lead]);
    crew.say(manager, MANAGER, assigned(50, Some(BO)));
    let held = crew.ledger.len();
    crew.say(manager, MANAGER, assigned(50, Some(ANNA)));
    crew.heard(bo);
    crew.say(manager, MANAGER, assigned(50, Some(BO)));
    assert!(crew.heard(bo).iter().any(|frame| matches!(frame, ToDevice::Granted { .. })));
    let page = crew.tell(bo, &ToRelay::NextSnapshots { since: Some(held), after: None });
    assert_eq!(paged_files(&page), [file(50)], "its owner edited it meanwhile and the cursor passed over that");
}

/// The seeds to try: so many, or those that `FORECOURT_SEEDS=from..to` asks for in the long proof.
fn rounds(small: u64) -> std::ops::Range<u64> {
    let asked = std::env::var("FORECOURT_SEEDS").unwrap_or_else(|_| format!("0..{small}"));
    let (from, to) = asked.split_once("..").unwrap();
    from.parse().unwrap()..to.parse().unwrap()
}

#[test]
fn mutated_messages_harm_nobody() {
    let mut crew = Crew::staffed();
    // So many would set the device aside: here each of them is to be looked at.
    let config = Config { offences: u32::MAX, ..Config::default() };
    crew.relay = Relay::open(&crew.dir.path().join("relay.db"), crew.world.clone(), config).unwrap();
    let manager = crew.live(MANAGER);
    let (mut document, first) = crew.lead(ANNA, 50, "first");
    let anna = crew.sign_in(ANNA);
    crew.push(anna, vec![first]);
    let second = crew.seal(ANNA, crew.customer(50), write(&mut document, "second"));
    let message = ToRelay::Push { id: 1, envelopes: vec![second.clone()] }.encode().unwrap();
    let mut conn = crew.sign_in(ANNA);
    for seed in rounds(400) {
        let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(7);
        let mut draw = |below: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(random >> 33).unwrap() % below
        };
        let mut mutant = message.clone();
        for _ in 0..=draw(3) {
            let at = draw(mutant.len());
            mutant[at] = u8::try_from(draw(256)).unwrap();
        }
        if draw(4) == 0 {
            mutant.truncate(draw(mutant.len()));
        }
        if mutant == message {
            continue;
        }
        crew.relay.receive(conn, &mutant);
        crew.settle();
        if crew.closed.contains(&conn) {
            conn = crew.sign_in(ANNA);
        }
    }
    crew.heard(conn);
    let (accepted, _) = crew.push(conn, vec![second.clone()]);
    assert_eq!((accepted[0].hash, accepted[0].number), (second.hash(), 2), "no mutant was kept in its place");
    assert!(!crew.closed.contains(&manager));
    crew.restart();
    let anna = crew.sign_in(ANNA);
    let heard = crew.tell(anna, &ToRelay::NextSnapshots { since: None, after: None });
    assert_eq!(paged_files(&heard), [file(50)]);
}
