//! The duplicate sieve at the wire.

use forecourt_core::sync::sieve::{FileTags, Filter, SieveKey};

use super::{crew::*, *};
use crate::relay::ConnId;

/// What a device knows of the sieve.
#[derive(Debug, Default, Clone)]
struct Known {
    epoch: u64,
    key: Option<SieveKey>,
    version: u64,
    is_whole: bool,
    filter: Filter,
}

impl Known {
    fn hear(&mut self, heard: &[ToDevice]) {
        for frame in heard {
            match frame {
                ToDevice::SieveKey { epoch, key } => (self.epoch, self.key) = (*epoch, Some(*key)),
                ToDevice::Sieve { epoch, version, is_whole, filter } => {
                    assert_eq!(*epoch, self.epoch, "the key comes first");
                    (self.version, self.is_whole, self.filter) = (*version, *is_whole, filter.clone());
                }
                _ => {}
            }
        }
    }

    fn tags(&self, n: u8, phones: &[&str]) -> FileTags {
        FileTags { file: file(n), tags: phones.iter().map(|phone| self.key.unwrap().tag(phone)).collect() }
    }

    fn has(&self, phone: &str) -> bool {
        self.filter.has(&self.key.unwrap().tag(phone))
    }
}

fn asks(crew: &mut Crew, conn: ConnId) -> Known {
    let mut known = Known::default();
    known.hear(&crew.tell(conn, &ToRelay::AskSieve { have: None }));
    if known.key.is_none() {
        later(crew, 0);
        known.hear(&crew.heard(conn));
    }
    known
}

fn tags(crew: &mut Crew, conn: ConnId, known: &Known, n: u8, phones: &[&str]) {
    let question = ToRelay::Tag { epoch: known.epoch, id: 7, files: vec![known.tags(n, phones)] };
    assert!(crew.tell(conn, &question).contains(&ToDevice::Tagged { epoch: known.epoch, id: 7 }));
}

fn later(crew: &mut Crew, ms: i64) {
    crew.clock.advance_ms(ms);
    crew.relay.tick();
    crew.settle();
}

fn begun(crew: &mut Crew, conn: ConnId, by: u8, n: u8) {
    let (_, lead) = crew.lead(by, n, "a customer");
    assert_eq!(crew.push(conn, vec![lead]).0.len(), 1);
}

#[test]
fn a_phone_that_one_told_is_perhaps_known_to_the_other_within_half_a_minute() {
    let mut crew = Crew::staffed();
    let (anna, bo) = (crew.sign_in(ANNA), crew.sign_in(BO));
    let hers = asks(&mut crew, anna);
    let mut his = asks(&mut crew, bo);
    assert!(!his.has("13800001234"));
    begun(&mut crew, anna, ANNA, 50);
    tags(&mut crew, anna, &hers, 50, &["13800001234"]);
    later(&mut crew, 29_000);
    assert_eq!(crew.heard(bo), [], "not at once: changes are gathered");
    later(&mut crew, 1_000);
    his.hear(&crew.heard(bo));
    assert!(his.has("13800001234") && !his.has("13900001234"));

    tags(&mut crew, anna, &hers, 50, &[]);
    later(&mut crew, 30_000);
    his.hear(&crew.heard(bo));
    assert!(!his.has("13800001234"), "a number that was taken out is forgotten");
    let have = Some((his.epoch, his.version));
    assert_eq!(crew.tell(bo, &ToRelay::AskSieve { have }), [], "what a device has is not sent again");
}

#[test]
fn nobody_tells_the_phones_of_files_that_are_not_theirs() {
    let mut crew = Crew::staffed();
    let (anna, bo) = (crew.sign_in(ANNA), crew.sign_in(BO));
    let hers = asks(&mut crew, anna);
    begun(&mut crew, anna, ANNA, 50);
    tags(&mut crew, anna, &hers, 50, &["13800001234"]);
    tags(&mut crew, bo, &hers, 50, &["13900000000"]);
    tags(&mut crew, bo, &hers, 99, &["13900000000"]);
    later(&mut crew, 30_000);
    let his = asks(&mut crew, bo);
    assert!(his.has("13800001234") && !his.has("13900000000"));
    crew.heard(anna);
    let question = ToRelay::Tag { epoch: his.epoch ^ 1, id: 8, files: vec![his.tags(50, &[])] };
    assert_eq!(crew.tell(anna, &question), [], "of another epoch");
}

#[test]
fn a_revoked_device_gets_neither_the_next_key_nor_anything_out_of_the_next_filter() {
    let mut crew = Crew::staffed();
    let (admin, anna, bo, manager) = (crew.sign_in(ADMIN), crew.sign_in(ANNA), crew.sign_in(BO), crew.sign_in(MANAGER));
    let (mut hers, his) = (asks(&mut crew, anna), asks(&mut crew, bo));
    let mut managers = asks(&mut crew, manager);
    assert_eq!(managers.filter, Filter::default(), "who sees every customer gets the key alone");
    begun(&mut crew, anna, ANNA, 50);
    tags(&mut crew, anna, &hers, 50, &["13800001234"]);
    crew.say(admin, ADMIN, Act::DeviceRevoked { device: device(BO), then: forecourt_core::sync::ledger::Aftermath::Keep });
    let told = crew.heard(bo);
    assert!(!told.iter().any(|frame| matches!(frame, ToDevice::SieveKey { .. } | ToDevice::Sieve { .. })), "{told:?}");
    hers.hear(&crew.heard(anna));
    managers.hear(&crew.heard(manager));
    assert_ne!((hers.epoch, hers.key), (his.epoch, his.key));
    assert_eq!((hers.epoch, hers.key), (managers.epoch, managers.key));

    later(&mut crew, 30_000);
    hers.hear(&crew.heard(anna));
    assert!(!hers.is_whole, "what was told under the old key is not in the new filter: the old one stays in use");
    tags(&mut crew, manager, &managers, 50, &["13800001234"]);
    later(&mut crew, 30_000);
    hers.hear(&crew.heard(anna));
    assert!(hers.is_whole && hers.has("13800001234"));
    assert!(!hers.filter.has(&his.key.unwrap().tag("13800001234")));
}

#[test]
fn a_look_up_tells_whose_it_is_and_no_more_so_many_times_a_day() {
    let mut crew = Crew::staffed();
    let config = Config { look_ups_a_day: 2, ..Config::default() };
    crew.relay = Relay::open(&crew.dir.path().join("relay.db"), crew.world.clone(), config).unwrap();
    let (admin, anna, bo) = (crew.sign_in(ADMIN), crew.sign_in(ANNA), crew.sign_in(BO));
    let known = asks(&mut crew, anna);
    begun(&mut crew, anna, ANNA, 50);
    tags(&mut crew, anna, &known, 50, &["13800001234"]);
    let look = |phone: &str| ToRelay::LookUpPhone { tags: known.tags(1, &[phone]).tags };
    let hers = ToDevice::PhoneKnown { known: true, owner: Some(staff(ANNA)) };
    assert_eq!(crew.tell(bo, &look("13800001234")), [hers]);
    assert_eq!(crew.tell(bo, &look("13900001234")), [ToDevice::PhoneKnown { known: false, owner: None }]);
    assert_eq!(crew.tell(bo, &look("13800001234")), [ToDevice::Declined { reason: Refusal::LimitReached }]);
    crew.heard(admin);
    assert_eq!(crew.tell(admin, &look("13800001234")), [ToDevice::Declined { reason: Refusal::NotAllowed }]);
    crew.clock.advance_ms(24 * 3600 * 1000);
    assert_eq!(crew.tell(bo, &look("13900001234")), [ToDevice::PhoneKnown { known: false, owner: None }]);
}

#[test]
fn a_joined_customer_s_phone_is_its_oldest_owner_s() {
    let mut crew = Crew::staffed();
    let (anna, bo, manager) = (crew.sign_in(ANNA), crew.sign_in(BO), crew.sign_in(MANAGER));
    let his = asks(&mut crew, bo);
    begun(&mut crew, anna, ANNA, 1);
    begun(&mut crew, bo, BO, 2);
    tags(&mut crew, bo, &his, 2, &["13800001234"]);
    crew.say(manager, MANAGER, Act::FilesJoined { one: file(1), other: file(2) });
    crew.heard(bo);
    let heard = crew.tell(bo, &ToRelay::LookUpPhone { tags: his.tags(2, &["13800001234"]).tags });
    assert_eq!(heard, [ToDevice::PhoneKnown { known: true, owner: Some(staff(ANNA)) }]);
}
