//! A relay that came back from a backup.

use forecourt_core::{
    guard::genesis,
    ids::ChangeHash,
    policy::{FileKind, Role},
    sync::{
        Envelope, Place, Refusal,
        audit::AuditWord,
        frame::{FileDigest, FileHashes, Healed, ToDevice, ToRelay, digest, heights},
        ledger::{Act, Aftermath, Entry, Settled},
    },
};

use super::{
    bye,
    crew::{ADMIN, ANNA, BO, Crew, MANAGER, changes, device, file, key, on_device, pushed, staff, write},
};
use crate::{archive, relay::ConnId};

/// A crew whose relay was put back to where it stood before `since` happened. Entries of the ledger as devices hold them.
fn restored(since: impl FnOnce(&mut Crew)) -> (Crew, Vec<Entry>) {
    restored_from(|_| {}, since)
}

/// The same with more that the backup holds.
fn restored_from(before: impl FnOnce(&mut Crew), since: impl FnOnce(&mut Crew)) -> (Crew, Vec<Entry>) {
    let mut crew = Crew::staffed();
    before(&mut crew);
    let anna = crew.sign_in(ANNA);
    let (_, lead) = crew.lead(ANNA, 40, "before the backup");
    crew.push(anna, vec![lead]);
    let away = tempfile::tempdir().unwrap();
    let (backup, _) = archive::backup(crew.dir.path(), away.path(), crew.world.now(), None).unwrap();
    since(&mut crew);
    let entries = crew.relay.store.entries().unwrap();
    let place = tempfile::tempdir().unwrap();
    archive::restore(place.path(), &backup, &crew.world).unwrap();
    crew.dir = place;
    crew.restart();
    (crew, entries)
}

/// Says hello and answers the challenge with the ledger that the crew remembers.
fn come_back(crew: &mut Crew, n: u8) -> (ConnId, Vec<ToDevice>) {
    let (conn, heard) = crew.hello(n);
    let mut auth = crew.auth(n, &heard);
    auth.incarnation = None;
    auth.heights = heights(&crew.ledger);
    let heard = crew.tell(conn, &ToRelay::Auth(auth));
    (conn, heard)
}

fn present(crew: &mut Crew, conn: ConnId, heard: &[ToDevice], entries: &[Entry]) -> Vec<ToDevice> {
    let [ToDevice::LedgerWanted { common }] = heard[..] else { panic!("{heard:?}") };
    let entries = entries.iter().filter(|entry| entry.seq >= common).cloned().collect();
    crew.tell(conn, &ToRelay::PresentLedger { entries, last: true })
}

fn is_welcome(heard: &[ToDevice]) -> bool {
    heard.iter().any(|frame| matches!(frame, ToDevice::Welcome { .. }))
}

fn revoke_bo(crew: &mut Crew) {
    let admin = crew.sign_in(ADMIN);
    crew.say(admin, ADMIN, Act::DeviceRevoked { device: device(BO), then: Aftermath::Keep });
}

#[test]
fn nothing_is_served_before_an_administrator_has_presented_the_ledger_and_then_a_revocation_stands() {
    let (mut crew, entries) = restored(revoke_bo);
    let (bo, heard) = come_back(&mut crew, BO);
    // His device does not know of his revocation: it stays with what it had.
    assert!(matches!(heard[..], [ToDevice::LedgerWanted { .. }]), "the crew shares one ledger: {heard:?}");
    let heard = crew.tell(bo, &ToRelay::PresentLedger { entries: vec![], last: true });
    assert_eq!(heard, [ToDevice::AtGate]);
    let (anna, heard) = come_back(&mut crew, ANNA);
    assert_eq!(present(&mut crew, anna, &heard, &entries), [ToDevice::AtGate], "a consultant's ledger opens nothing");
    assert_eq!(bye(&crew.tell(anna, &ToRelay::Pull { after: 0, limit: 9 })), Some(Refusal::Malformed));
    let (anna, heard) = come_back(&mut crew, ANNA);
    assert_eq!(present(&mut crew, anna, &heard, &entries), [ToDevice::AtGate]);

    let (admin, heard) = come_back(&mut crew, ADMIN);
    let heard = present(&mut crew, admin, &heard, &entries);
    assert!(is_welcome(&heard), "{heard:?}");
    assert!(is_welcome(&crew.heard(anna)), "who waited is let in");
    assert_eq!(bye(&crew.heard(bo)), Some(Refusal::Revoked), "and who was revoked is not");
    crew.restart();
    assert!(is_welcome(&come_back(&mut crew, ANNA).1), "the gate stays open");
}

#[test]
fn an_administrator_whose_ledger_is_no_longer_opens_the_gate_by_signing_in() {
    let (mut crew, _) = restored(|_| {});
    let (anna, heard) = come_back(&mut crew, ANNA);
    assert_eq!(heard, [ToDevice::AtGate]);
    crew.clock.advance_ms(60_000);
    crew.relay.tick();
    crew.settle();
    assert!(is_welcome(&come_back(&mut crew, ADMIN).1));
    assert!(is_welcome(&crew.heard(anna)), "waiting at the gate is not being slow");
    let by = Some(device(ADMIN));
    assert_eq!(crew.recorded(AuditWord::Restored), [(by, None, None)]);
    assert_eq!(crew.recorded(AuditWord::LedgerAccepted), [(by, None, Some("administrator".to_owned()))]);
}

#[test]
fn the_operator_may_open_the_gate_while_the_relay_runs() {
    let (mut crew, _) = restored(revoke_bo);
    let (anna, heard) = come_back(&mut crew, ANNA);
    crew.tell(anna, &ToRelay::PresentLedger { entries: vec![], last: true });
    drop(heard);
    archive::accept_ledger(crew.dir.path()).unwrap();
    crew.relay.tick();
    crew.settle();
    let heard = crew.heard(anna);
    assert!(matches!(heard[..], [ToDevice::LedgerWanted { .. }]), "what devices know is still taken: {heard:?}");
    assert_eq!(crew.recorded(AuditWord::Restored), [(None, None, None)]);
    assert_eq!(crew.recorded(AuditWord::LedgerAccepted), [(None, None, Some("operator".to_owned()))]);
}

#[test]
fn an_administrator_enrolled_after_the_backup_is_known_by_the_ledger_it_brings() {
    let newcomer = 9;
    let (mut crew, entries) = restored(|crew| {
        let admin = crew.sign_in(ADMIN);
        crew.say(admin, ADMIN, Act::StaffAdded { staff: staff(newcomer), roles: vec![Role::Administrator] });
        let key = key(newcomer).public();
        let enrolled = Act::DeviceEnrolled { device: device(newcomer), staff: staff(newcomer), key, name: "New".into() };
        crew.say(admin, ADMIN, enrolled);
    });
    let (conn, heard) = come_back(&mut crew, newcomer);
    let forged = crew.tell(conn, &ToRelay::PresentLedger { entries: vec![], last: true });
    drop(heard);
    assert_eq!(bye(&forged), Some(Refusal::Shut), "it brings nothing that makes it known");
    let (conn, heard) = come_back(&mut crew, newcomer);
    assert!(is_welcome(&present(&mut crew, conn, &heard, &entries)));
}

#[test]
fn an_entry_that_its_author_did_not_sign_is_not_taken_whoever_brings_it() {
    let (mut crew, mut entries) = restored(revoke_bo);
    let honest = entries.clone();
    let bytes = forecourt_core::sync::wire::encode(entries.last().unwrap()).unwrap();
    let place = bytes.windows(16).position(|window| window == device(BO).as_bytes()).unwrap();
    let mut forged = bytes;
    forged[place..place + 16].copy_from_slice(device(ANNA).as_bytes());
    *entries.last_mut().unwrap() = forecourt_core::sync::wire::decode(&forged, 10_000).unwrap();
    let (admin, heard) = come_back(&mut crew, ADMIN);
    present(&mut crew, admin, &heard, &entries);
    assert_eq!(crew.relay.ledger.len() + 1, honest.len() as u64);
    assert!(!crew.relay.ledger.now().is_revoked(device(ANNA)));
}

fn healed(creator: u8, envelopes: Vec<Envelope>) -> Healed {
    Healed { creator: staff(creator), envelopes }
}

fn heal(crew: &mut Crew, conn: ConnId, files: Vec<Healed>) -> (usize, Vec<Refusal>) {
    let (accepted, refused) = pushed(&crew.tell(conn, &ToRelay::Heal { id: 1 << 62, files }));
    (accepted.len(), refused.iter().map(|one| one.code).collect())
}

#[test]
fn what_devices_bring_back_gets_numbers_behind_the_backup_and_reaches_everyone() {
    let mut later: Vec<Envelope> = Vec::new();
    let (mut crew, entries) = restored(|crew| {
        let anna = crew.sign_in(ANNA);
        let (mut document, first) = crew.lead(ANNA, 50, "after the backup");
        let second = crew.seal(ANNA, crew.customer(50), write(&mut document, "again"));
        assert_eq!(crew.push(anna, vec![first.clone(), second.clone()]).0[1].number, 3);
        later.extend([first, second]);
        revoke_bo(crew);
    });
    let (admin, heard) = come_back(&mut crew, ADMIN);
    present(&mut crew, admin, &heard, &entries);
    let manager = crew.live(MANAGER);
    let hashes: Vec<ChangeHash> = later.iter().map(Envelope::hash).collect();
    let held = |n: u8, hashes: &[ChangeHash]| FileDigest { file: file(n), digest: digest(hashes.to_vec()) };
    let compared = crew.tell(manager, &ToRelay::Compare { files: vec![held(50, &hashes)] });
    let lacking = FileHashes { file: file(50), hashes: vec![] };
    assert_eq!(compared, [ToDevice::Differ { files: vec![lacking], upto: Some(file(50)) }]);
    assert_eq!(heal(&mut crew, manager, vec![healed(ANNA, later.clone())]), (2, vec![]));
    assert_eq!(heal(&mut crew, manager, vec![healed(ANNA, later.clone())]), (2, vec![]), "brought twice is kept once");
    let compared = crew.tell(manager, &ToRelay::Compare { files: vec![held(50, &hashes)] });
    assert_eq!(compared, [ToDevice::Differ { files: vec![], upto: Some(file(50)) }]);
    let anna = crew.sign_in(ANNA);
    let heard = crew.tell(anna, &ToRelay::Pull { after: 1, limit: 9 });
    let seen: Vec<_> = changes(&heard).iter().map(|one| (one.number, one.creator)).collect();
    assert_eq!(seen, [(2, staff(ANNA)), (3, staff(ANNA))]);
}

#[test]
fn what_a_revoked_person_wrote_before_comes_back_by_others_and_not_by_a_push() {
    let mut later = Vec::new();
    let (mut crew, entries) = restored(|crew| {
        let bo = crew.sign_in(BO);
        let (_, lead) = crew.lead(BO, 51, "his last customer");
        crew.push(bo, vec![lead.clone()]);
        later.push(lead);
        revoke_bo(crew);
    });
    let (admin, heard) = come_back(&mut crew, ADMIN);
    present(&mut crew, admin, &heard, &entries);
    let manager = crew.live(MANAGER);
    assert_eq!(crew.push(manager, later.clone()).1[0].code, Refusal::Revoked);
    assert_eq!(heal(&mut crew, manager, vec![healed(BO, later)]), (1, vec![]));
}

#[test]
fn nobody_becomes_the_creator_of_a_file_in_which_they_wrote_nothing() {
    let mut later = Vec::new();
    let (mut crew, _) = restored(|crew| {
        let anna = crew.sign_in(ANNA);
        let (_, lead) = crew.lead(ANNA, 52, "hers");
        crew.push(anna, vec![lead.clone()]);
        later.push(lead);
    });
    come_back(&mut crew, ADMIN);
    let bo = crew.live(BO);
    assert_eq!(heal(&mut crew, bo, vec![healed(BO, later)]), (1, vec![]));
    assert_eq!(crew.relay.files.get(file(52)).unwrap().creator, staff(ANNA));
}

#[test]
fn entries_that_part_from_what_was_ordered_since_are_ordered_again_where_they_may_stand() {
    let (mut crew, entries) = restored(revoke_bo);
    // The operator opens the gate, and a manager gives a file away before anybody who knows of the revocation comes.
    archive::accept_ledger(crew.dir.path()).unwrap();
    crew.relay.tick();
    let old = crew.relay.ledger.clone();
    let known = std::mem::replace(&mut crew.ledger, old);
    let manager = crew.live(MANAGER);
    crew.say(manager, MANAGER, Act::FilesAssigned { files: vec![file(40)], owner: Some(staff(BO)) });
    let ordered = crew.relay.ledger.len();
    crew.ledger = known;
    let (admin, heard) = come_back(&mut crew, ADMIN);
    crew.ledger = crew.relay.ledger.clone();
    let heard = present(&mut crew, admin, &heard, &entries);
    assert!(is_welcome(&heard), "{heard:?}");
    assert_eq!(crew.relay.ledger.len(), ordered + 1, "it was said on an entry that both branches hold, so it stands");
    assert!(crew.relay.ledger.now().is_revoked(device(BO)));
    let told = heard.iter().filter_map(|frame| match frame {
        ToDevice::LedgerEntries { entries } => Some(entries.len()),
        _ => None,
    });
    assert_eq!(told.sum::<usize>(), 2, "and the device is told what stands in their place");
}

#[test]
fn a_relay_that_lost_nothing_takes_what_is_brought_back_as_any_other_change() {
    let mut crew = Crew::staffed();
    let anna = crew.sign_in(ANNA);
    let (document, lead) = crew.lead(ANNA, 50, "hers");
    crew.push(anna, vec![lead]);
    let (_, forged) = crew.lead(BO, 51, "made after he left, under an older entry");
    let admin = crew.sign_in(ADMIN);
    crew.say(admin, ADMIN, Act::RolesSet { staff: staff(ANNA), roles: vec![Role::ServiceAdvisor] });
    revoke_bo(&mut crew);
    let reached = crew.seal(ANNA, crew.customer(50), write(&mut on_device(&document, ANNA, 9), "there is no car"));
    assert_eq!(heal(&mut crew, anna, vec![healed(ANNA, vec![reached.clone()])]), (0, vec![Refusal::NotAllowed]));
    assert_eq!(heal(&mut crew, anna, vec![healed(BO, vec![forged.clone()])]), (0, vec![Refusal::Revoked]));
    let mut wanted = vec![reached.hash(), forged.hash()];
    wanted.sort_unstable();
    let lying: Vec<ChangeHash> = crew.review().iter().map(|item| item.hash).collect();
    assert_eq!(lying, wanted, "a manager decides");
}

#[test]
fn only_who_was_revoked_between_backup_and_loss_can_have_left_anything_and_not_for_ever() {
    let heal_his = |crew: &mut Crew| {
        let (_, lead) = crew.lead(BO, 51, "perhaps made before");
        let admin = crew.sign_in(ADMIN);
        let lead = Envelope { ledger_head: crew.ledger.head_at(7).unwrap(), ..lead };
        let lead = Envelope::seal(lead.place(), lead.change, device(BO), lead.ledger_head, &key(BO));
        heal(crew, admin, vec![healed(BO, vec![lead])])
    };
    let refused = (0, vec![Refusal::Revoked]);
    let (mut crew, _) = restored_from(revoke_bo, |_| {});
    come_back(&mut crew, ADMIN);
    assert_eq!(heal_his(&mut crew), refused, "what he made is in the backup");
    assert_eq!(crew.review().len(), 1, "and this waits for a manager");

    let (mut crew, _) = restored(|_| {});
    come_back(&mut crew, ADMIN);
    revoke_bo(&mut crew);
    assert_eq!(heal_his(&mut crew), refused, "it could have come back before");

    for (days, outcome) in [(29, (1, vec![])), (30, refused)] {
        let (mut crew, entries) = restored(revoke_bo);
        let (admin, heard) = come_back(&mut crew, ADMIN);
        assert!(is_welcome(&present(&mut crew, admin, &heard, &entries)));
        crew.clock.advance_ms(days * 24 * 3600 * 1000);
        crew.restart();
        assert_eq!(heal_his(&mut crew), outcome, "after {days} days");
    }
}

#[test]
fn what_service_wrote_comes_back_once_the_customer_s_car_is_there() {
    let advisor = |crew: &mut Crew| {
        let admin = crew.sign_in(ADMIN);
        crew.say(admin, ADMIN, Act::RolesSet { staff: staff(BO), roles: vec![Role::ServiceAdvisor] });
    };
    let (mut crew, _) = restored_from(advisor, |_| {});
    come_back(&mut crew, ADMIN);
    let document = crew.lead(ANNA, 40, "before the backup").0;
    let note = crew.seal(BO, crew.customer(40), write(&mut on_device(&document, BO, 9), "in for service"));
    let place = Place { file: file(60), kind: FileKind::Vehicle, about: Some(file(40)), ..crew.customer(40) };
    let mut car = on_device(&genesis::document(FileKind::Vehicle, file(60)), BO, 60);
    let car = crew.seal(BO, place, write(&mut car, "A6"));
    let bo = crew.sign_in(BO);
    let brought = vec![healed(ANNA, vec![note])];
    assert_eq!(heal(&mut crew, bo, brought.clone()), (0, vec![Refusal::NotAllowed]));
    assert_eq!(crew.review(), [], "it is brought again");
    let bo = crew.sign_in(BO);
    assert_eq!(heal(&mut crew, bo, vec![healed(BO, vec![car])]), (1, vec![]));
    assert_eq!(heal(&mut crew, bo, brought), (1, vec![]));
}

#[test]
fn an_adopted_change_that_the_backup_lacks_comes_back_by_whoever_has_it() {
    let mut adopted = Vec::new();
    let (mut crew, entries) = restored(|crew| {
        let document = crew.lead(ANNA, 40, "before the backup").0;
        let his = crew.seal(BO, crew.customer(40), write(&mut on_device(&document, BO, 9), "his"));
        let bo = crew.sign_in(BO);
        assert_eq!(crew.push(bo, vec![his.clone()]).1[0].code, Refusal::NotAllowed);
        let manager = crew.sign_in(MANAGER);
        crew.say(manager, MANAGER, Act::LateSettled { changes: vec![his.hash()], verdict: Settled::Adopt });
        adopted.push(his);
    });
    let (admin, heard) = come_back(&mut crew, ADMIN);
    present(&mut crew, admin, &heard, &entries);
    let anna = crew.sign_in(ANNA);
    assert_eq!(heal(&mut crew, anna, vec![healed(ANNA, adopted)]), (1, vec![]));
}

#[test]
fn whoever_presents_a_ledger_does_so_within_a_minute_and_with_entries() {
    let add = |crew: &mut Crew| {
        let admin = crew.sign_in(ADMIN);
        for n in 20..32 {
            crew.say(admin, ADMIN, Act::StaffAdded { staff: staff(n), roles: vec![] });
        }
    };
    let (mut crew, entries) = restored(add);
    let (conn, _) = come_back(&mut crew, ADMIN);
    let empty = crew.tell(conn, &ToRelay::PresentLedger { entries: vec![], last: false });
    assert_eq!(bye(&empty), Some(Refusal::Malformed));
    let (conn, heard) = come_back(&mut crew, ADMIN);
    let [ToDevice::LedgerWanted { common }] = heard[..] else { panic!("{heard:?}") };
    for entry in entries.iter().filter(|entry| entry.seq >= common).take(7) {
        assert_eq!(bye(&crew.heard(conn)), None);
        crew.tell(conn, &ToRelay::PresentLedger { entries: vec![entry.clone()], last: false });
        crew.clock.advance_ms(10_000);
        crew.relay.tick();
        crew.settle();
    }
    assert_eq!(bye(&crew.heard(conn)), Some(Refusal::TooSlow));
}
