//! The audit log as the relay keeps it.

use forecourt_core::{
    ids::AuditId,
    policy::Role,
    sync::{
        Refusal,
        audit::{AuditChain, AuditHead, AuditNote, AuditRecord, AuditWord},
        frame::{ToDevice, ToRelay},
        ledger::{Act, Aftermath},
    },
};

use super::{
    bye,
    crew::{ADMIN, ANNA, BO, Crew, MANAGER, device, file, key, staff},
};
use crate::relay::ConnId;

const GENERAL: u8 = 8;

/// A staffed store with a general manager; their connection.
fn managed() -> (Crew, ConnId) {
    let mut crew = Crew::staffed();
    let admin = crew.sign_in(ADMIN);
    crew.say(admin, ADMIN, Act::StaffAdded { staff: staff(GENERAL), roles: vec![Role::GeneralManager] });
    let (name, key) = ("Tablet".into(), key(GENERAL).public());
    crew.say(admin, ADMIN, Act::DeviceEnrolled { device: device(GENERAL), staff: staff(GENERAL), key, name });
    let general = crew.sign_in(GENERAL);
    (crew, general)
}

#[test]
fn a_device_that_is_to_wipe_itself_is_recorded_when_it_was_told() {
    for is_connected in [true, false] {
        let (mut crew, _) = managed();
        if is_connected {
            crew.live(BO);
        }
        let admin = crew.live(ADMIN);
        crew.say(admin, ADMIN, Act::DeviceRevoked { device: device(BO), then: Aftermath::Wipe });
        crew.relay.tick();
        crew.settle();
        let told = (Some(device(BO)), Some(1), None);
        assert_eq!(crew.recorded(AuditWord::Wiped).len(), usize::from(is_connected));
        let (conn, heard) = crew.hello(BO);
        let auth = crew.auth(BO, &heard);
        crew.tell(conn, &ToRelay::Auth(auth));
        crew.relay.tick();
        crew.settle();
        assert_eq!(crew.recorded(AuditWord::Wiped), [told], "connected: {is_connected}");
    }
}

/// The whole log as a reader follows it, page by page.
fn log(crew: &mut Crew, conn: ConnId) -> (Vec<AuditRecord>, AuditHead) {
    let mut chain = AuditChain::default();
    let mut records = Vec::new();
    loop {
        let heard = crew.tell(conn, &ToRelay::AskAudit { after: chain.head().len });
        let Some(ToDevice::Audit { after, rows, head }) = heard.last() else { panic!("{heard:?}") };
        assert_eq!(*after, chain.head().len);
        for row in rows {
            chain.take(row).unwrap();
            records.push(row.read().unwrap().record);
        }
        if chain.head().len == head.len {
            assert_eq!(chain.head(), *head);
            return (records, *head);
        }
    }
}

fn record(n: u8, by: u8, what: AuditWord) -> AuditRecord {
    let note = AuditNote { by: Some(device(by)), file: Some(file(1)), reason: Some("call".into()), ..AuditNote::of(what) };
    AuditRecord { id: AuditId::from_bytes([n; 16]), at: forecourt_core::clock::Instant::from_unix_ms(5), note }
}

#[test]
fn everything_the_ledger_takes_and_every_sign_in_stands_in_the_log_in_order() {
    let (mut crew, general) = managed();
    let manager = crew.sign_in(MANAGER);
    crew.say(manager, MANAGER, Act::FilesAssigned { files: vec![file(1), file(2)], owner: Some(staff(BO)) });
    let words: Vec<AuditWord> = log(&mut crew, general).0.iter().map(|record| record.note.what).collect();
    use AuditWord::{Assigned, Enrolled, SignedIn, StaffAdded, StoreOpened};
    let hired = [StaffAdded, Enrolled];
    let expected = [vec![StoreOpened, SignedIn], hired.repeat(4), vec![SignedIn, SignedIn, Assigned]].concat();
    assert_eq!(words, expected);
    let (records, _) = log(&mut crew, general);
    let assigned = &records.last().unwrap().note;
    assert_eq!((assigned.by, assigned.staff, assigned.count), (Some(device(MANAGER)), Some(staff(BO)), Some(2)));
}

#[test]
fn only_a_general_manager_reads_the_log() {
    let (mut crew, _) = managed();
    for n in [ADMIN, MANAGER, ANNA] {
        let conn = crew.sign_in(n);
        let declined = [ToDevice::Declined { reason: Refusal::NotAllowed }];
        assert_eq!(crew.tell(conn, &ToRelay::AskAudit { after: 0 }), declined, "device {n}");
    }
}

#[test]
fn a_record_sent_twice_is_kept_once() {
    let (mut crew, general) = managed();
    let anna = crew.sign_in(ANNA);
    let before = log(&mut crew, general).1.len;
    let said = ToRelay::Record { records: vec![record(1, ANNA, AuditWord::Unmasked), record(2, ANNA, AuditWord::Exported)] };
    let ids = vec![AuditId::from_bytes([1; 16]), AuditId::from_bytes([2; 16])];
    for _ in 0..2 {
        assert_eq!(crew.tell(anna, &said), [ToDevice::Recorded { ids: ids.clone() }]);
    }
    let (records, head) = log(&mut crew, general);
    assert_eq!(head.len, before + 2);
    assert_eq!(records.last(), Some(&record(2, ANNA, AuditWord::Exported)));
}

#[test]
fn a_device_that_tells_of_what_it_cannot_know_is_cut_off_and_nothing_is_kept() {
    let (mut crew, general) = managed();
    let before = log(&mut crew, general).1;
    for forged in [record(1, BO, AuditWord::Unmasked), record(2, ANNA, AuditWord::Erased)] {
        let anna = crew.sign_in(ANNA);
        let heard = crew.tell(anna, &ToRelay::Record { records: vec![record(3, ANNA, AuditWord::Unmasked), forged] });
        assert_eq!(bye(&heard), Some(Refusal::Malformed));
    }
    let (records, after) = log(&mut crew, general);
    assert_eq!(after.len, before.len + 1, "the sign-in alone");
    assert_eq!(records.last().map(|record| record.note.what), Some(AuditWord::SignedIn));
}

#[test]
fn who_is_turned_away_is_noted_once_an_hour_and_invented_devices_as_one() {
    let (mut crew, general) = managed();
    let before = log(&mut crew, general).1.len;
    for n in [ANNA, ANNA, 98, 99] {
        let (conn, heard) = crew.hello(n);
        let mut auth = crew.auth(n, &heard);
        auth.signature = crew.auth(BO, &heard).signature;
        assert!(bye(&crew.tell(conn, &ToRelay::Auth(auth))).is_some());
    }
    let (records, _) = log(&mut crew, general);
    let notes: Vec<_> = records.iter().skip(usize::try_from(before).unwrap()).map(|record| record.note.clone()).collect();
    let told: Vec<_> = notes.iter().map(|note| (note.what, note.by, note.reason.as_deref())).collect();
    assert_eq!(
        told,
        [
            (AuditWord::SignInRefused, Some(device(ANNA)), Some("bad_signature")),
            (AuditWord::SignInRefused, None, Some("unknown_device")),
        ]
    );
}

#[test]
fn the_log_goes_on_after_a_restart() {
    let (mut crew, general) = managed();
    let before = log(&mut crew, general).1;
    crew.restart();
    let general = crew.sign_in(GENERAL);
    let after = log(&mut crew, general).1;
    assert_eq!(after.len, before.len + 1);
}

#[test]
fn what_happened_again_is_counted_in_the_log_within_the_hour_and_before_the_relay_ends() {
    let (mut crew, general) = managed();
    let anna = crew.sign_in(ANNA);
    let looks = |crew: &mut Crew, times: usize| {
        for _ in 0..times {
            crew.tell(anna, &ToRelay::LookUpPhone { tags: vec![] });
        }
    };
    let told = |crew: &mut Crew, conn: ConnId| -> Vec<Option<u32>> {
        let records = log(crew, conn).0;
        records.iter().filter(|record| record.note.what == AuditWord::LookedUp).map(|record| record.note.count).collect()
    };
    looks(&mut crew, 5);
    assert_eq!(told(&mut crew, general), [Some(1)]);
    crew.clock.advance_ms(3600 * 1000);
    crew.relay.tick();
    crew.settle();
    assert_eq!(told(&mut crew, general), [Some(1), Some(4)], "though nobody looks up any more");
    crew.clock.advance_ms(3600 * 1000);
    crew.relay.tick();
    looks(&mut crew, 3);
    crew.relay.say_goodbye();
    crew.settle();
    crew.restart();
    let general = crew.sign_in(GENERAL);
    assert_eq!(told(&mut crew, general), [Some(1), Some(4), Some(1), Some(2)]);
}
