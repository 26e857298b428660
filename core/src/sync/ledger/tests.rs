mod policy;

use super::*;
use crate::{policy::AccountState, sync::keys::DeviceKey};

fn staff(n: u8) -> StaffId {
    StaffId::from_bytes([n; 16])
}
fn device(n: u8) -> DeviceId {
    DeviceId::from_bytes([n; 16])
}
fn file(n: u8) -> FileId {
    FileId::from_bytes([n; 16])
}
fn key(n: u8) -> DeviceKey {
    DeviceKey::from_secret(&[n; 32])
}

const ADMIN: u8 = 1;
const MANAGER: u8 = 2;
const CONSULTANT: u8 = 3;
const DESK: u8 = 4;
const DCC: u8 = 5;
const CS: u8 = 6;
const GENERAL: u8 = 7;
const EVERYBODY: [u8; 7] = [ADMIN, MANAGER, CONSULTANT, DESK, DCC, CS, GENERAL];

fn founding() -> Founding {
    Founding {
        founder: staff(ADMIN),
        roles: vec![Role::Administrator],
        device: device(ADMIN),
        key: key(ADMIN).public(),
        device_name: "Office".into(),
        practice: false,
        nonce: [7; 16],
    }
}

/// A store with one person and device per role; a person's number is also their device's and key's.
struct Store {
    ledger: Ledger,
    entries: Vec<Entry>,
    said: u8,
}

impl Store {
    fn opened() -> Self {
        let first = Entry::first(StatementId::from_bytes([200; 16]), founding(), &key(ADMIN)).unwrap();
        let mut ledger = Ledger::default();
        ledger.append(&first).unwrap();
        Self { ledger, entries: vec![first], said: 0 }
    }

    fn staffed() -> Self {
        let mut store = Self::opened();
        let people = [
            (MANAGER, Role::SalesManager),
            (CONSULTANT, Role::Consultant),
            (DESK, Role::FrontDesk),
            (DCC, Role::DccAgent),
            (CS, Role::CsManager),
            (GENERAL, Role::GeneralManager),
        ];
        for (n, role) in people {
            store.say(ADMIN, Act::StaffAdded { staff: staff(n), roles: vec![role] }).unwrap();
            store.say(ADMIN, enrolled(n, n)).unwrap();
        }
        store
    }

    fn statement(&mut self, by: u8, act: Act) -> Statement {
        self.said += 1;
        let said = Said {
            id: StatementId::from_bytes([self.said; 16]),
            store: self.ledger.store(),
            device: device(by),
            on: self.ledger.head(),
            act,
        };
        Statement::sign(&said, &key(by)).unwrap()
    }

    fn say(&mut self, by: u8, act: Act) -> Result<LedgerHash, LedgerError> {
        let statement = self.statement(by, act);
        let entry = self.ledger.order(statement)?;
        self.ledger.append(&entry)?;
        self.entries.push(entry);
        Ok(self.ledger.head())
    }
}

fn enrolled(n: u8, person: u8) -> Act {
    Act::DeviceEnrolled { device: device(n), staff: staff(person), key: key(n).public(), name: "Phone".into() }
}

fn assigned(files: &[u8], owner: Option<u8>) -> Act {
    Act::FilesAssigned { files: files.iter().copied().map(file).collect(), owner: owner.map(staff) }
}

fn revoked(n: u8) -> Act {
    Act::StaffRevoked { staff: staff(n), then: Aftermath::Keep }
}

fn joined(one: u8, other: u8) -> Act {
    Act::FilesJoined { one: file(one), other: file(other) }
}

fn split(one: u8, other: u8) -> Act {
    Act::FilesSplit { one: file(one), other: file(other) }
}

fn handed_over(from: u8, to: Option<u8>) -> Act {
    Act::BookHandedOver { from: staff(from), to: to.map(staff) }
}

/// The id of the statement that `said` made last.
fn last_id(store: &Store) -> StatementId {
    StatementId::from_bytes([store.said; 16])
}

#[test]
fn a_store_is_named_by_its_first_statement() {
    let store = Store::opened();
    assert_eq!(store.ledger.store(), Some(store.entries[0].statement.store_id()));
    let other = Entry::first(StatementId::from_bytes([200; 16]), Founding { nonce: [8; 16], ..founding() }, &key(ADMIN)).unwrap();
    assert_ne!(store.ledger.store(), Some(other.statement.store_id()));
}

#[test]
fn only_a_founder_who_signs_for_the_device_and_is_administrator_opens_a_store() {
    let id = StatementId::from_bytes([200; 16]);
    let mut ledger = Ledger::default();
    let by_another = Entry::first(id, founding(), &key(9)).unwrap();
    assert_eq!(ledger.append(&by_another), Err(LedgerError::BadSignature));
    let no_admin = Entry::first(id, Founding { roles: vec![Role::SalesManager], ..founding() }, &key(ADMIN)).unwrap();
    assert_eq!(ledger.append(&no_admin), Err(LedgerError::NoAdministratorLeft));
    assert!(ledger.is_empty());
}

#[test]
fn a_second_store_cannot_be_opened_in_a_ledger() {
    let mut store = Store::opened();
    assert_eq!(store.say(ADMIN, Act::StoreOpened(founding())), Err(LedgerError::Impossible));
}

#[test]
fn every_act_is_for_the_roles_that_the_table_names() {
    let mut store = Store::staffed();
    store.say(MANAGER, assigned(&[2], Some(MANAGER))).unwrap();
    store.say(MANAGER, assigned(&[3], Some(DCC))).unwrap();
    store.say(ADMIN, Act::StaffAdded { staff: staff(51), roles: vec![] }).unwrap();
    store.say(ADMIN, revoked(51)).unwrap();
    store.say(MANAGER, joined(10, 11)).unwrap();
    store.say(MANAGER, Act::ErasureRequested { file: file(12) }).unwrap();
    let request = last_id(&store);
    let late = Act::LateSettled { changes: vec![ChangeHash::from_bytes([1; 32])], verdict: Settled::Adopt };
    let acts: [(&str, Act, &[u8]); 16] = [
        ("add", Act::StaffAdded { staff: staff(50), roles: vec![] }, &[ADMIN]),
        ("roles", Act::RolesSet { staff: staff(CONSULTANT), roles: vec![] }, &[ADMIN]),
        ("revoke", revoked(CONSULTANT), &[ADMIN]),
        ("enrol", enrolled(60, CONSULTANT), &[ADMIN]),
        ("revoke device", Act::DeviceRevoked { device: device(CONSULTANT), then: Aftermath::Wipe }, &[ADMIN]),
        ("recovery key", Act::RecoveryKeySet { key: [1; 32] }, &[ADMIN]),
        ("assign anybody's", assigned(&[1], Some(CONSULTANT)), &[MANAGER, DESK, DCC]),
        ("assign a colleague's", assigned(&[2], Some(CONSULTANT)), &[MANAGER, DESK]),
        ("assign the DCC's own", assigned(&[3], Some(CONSULTANT)), &[MANAGER, DESK, DCC]),
        ("hand over a book", handed_over(51, Some(CONSULTANT)), &[MANAGER]),
        ("join", joined(1, 2), &[MANAGER]),
        ("split", split(10, 11), &[MANAGER]),
        ("request erasure", Act::ErasureRequested { file: file(1) }, &[MANAGER, CS]),
        ("approve erasure", Act::ErasureDecided { request, verdict: Verdict::Approve }, &[GENERAL]),
        ("decline erasure", Act::ErasureDecided { request, verdict: Verdict::Decline }, &[GENERAL]),
        ("settle late changes", late, &[MANAGER]),
    ];
    for (name, act, allowed) in acts {
        for by in EVERYBODY {
            let statement = store.statement(by, act.clone());
            let expected = if allowed.contains(&by) { None } else { Some(LedgerError::NotAllowed) };
            assert_eq!(store.ledger.order(statement).err(), expected, "{name} by {by}");
        }
    }
}

#[test]
fn rights_end_with_the_entry_that_ends_them_and_history_keeps_them() {
    let mut store = Store::staffed();
    let before = store.ledger.head();
    store.say(ADMIN, Act::RolesSet { staff: staff(MANAGER), roles: vec![Role::Consultant] }).unwrap();
    assert_eq!(store.say(MANAGER, assigned(&[1], None)), Err(LedgerError::NotAllowed));
    assert_eq!(store.ledger.now().roles_of(staff(MANAGER)), [Role::Consultant]);
    assert_eq!(store.ledger.at(before).unwrap().roles_of(staff(MANAGER)), [Role::SalesManager]);
}

#[test]
fn a_revoked_person_or_device_says_nothing_more() {
    let mut store = Store::staffed();
    let before = store.ledger.head();
    store.say(ADMIN, revoked(MANAGER)).unwrap();
    assert_eq!(store.say(MANAGER, assigned(&[1], None)), Err(LedgerError::Revoked));
    store.say(ADMIN, Act::DeviceRevoked { device: device(DESK), then: Aftermath::Keep }).unwrap();
    assert_eq!(store.say(DESK, assigned(&[1], None)), Err(LedgerError::Revoked));
    let (then, now) = (store.ledger.at(before).unwrap(), store.ledger.now());
    assert!(!then.is_revoked(device(MANAGER)) && now.is_revoked(device(MANAGER)));
    assert_eq!(then.active_staff_of(device(DESK)), Some(staff(DESK)));
    assert_eq!(now.active_staff_of(device(DESK)), None);
    assert!(now.key_of(device(DESK)).is_some(), "what it signed before stays readable");
    assert_eq!(now.account_of(staff(MANAGER)), Some(AccountState::Revoked));
}

#[test]
fn the_last_administrator_stays() {
    let mut store = Store::staffed();
    let ends = [
        revoked(ADMIN),
        Act::RolesSet { staff: staff(ADMIN), roles: vec![Role::SalesManager] },
        Act::DeviceRevoked { device: device(ADMIN), then: Aftermath::Keep },
    ];
    for act in ends.clone() {
        assert_eq!(store.say(ADMIN, act), Err(LedgerError::NoAdministratorLeft));
    }
    store.say(ADMIN, Act::RolesSet { staff: staff(MANAGER), roles: vec![Role::Administrator] }).unwrap();
    for act in ends {
        let statement = store.statement(MANAGER, act);
        assert!(store.ledger.order(statement).is_ok());
    }
}

#[test]
fn a_device_and_its_key_are_enrolled_once() {
    let mut store = Store::staffed();
    assert_eq!(store.say(ADMIN, enrolled(CONSULTANT, CONSULTANT)), Err(LedgerError::Impossible));
    let same_key =
        Act::DeviceEnrolled { device: device(70), staff: staff(DESK), key: key(CONSULTANT).public(), name: "Clone".into() };
    assert_eq!(store.say(ADMIN, same_key), Err(LedgerError::Impossible));
    assert_eq!(store.say(ADMIN, enrolled(71, 99)), Err(LedgerError::Impossible), "nobody of that id");
}

#[test]
fn a_file_belongs_to_its_creator_until_it_is_assigned() {
    let mut store = Store::staffed();
    let owner = |store: &Store| store.ledger.now().owner_of(file(1), staff(CONSULTANT));
    assert_eq!(owner(&store), Some(staff(CONSULTANT)));
    let to_desk = store.say(MANAGER, assigned(&[1, 2], Some(DESK))).unwrap();
    assert_eq!(owner(&store), Some(staff(DESK)));
    store.say(DESK, assigned(&[1], None)).unwrap();
    assert_eq!(owner(&store), None);
    assert_eq!(store.ledger.at(to_desk).unwrap().holder_of(file(1)), Holder::Staff(staff(DESK)));
    assert_eq!(store.ledger.now().holder_of(file(2)), Holder::Staff(staff(DESK)));
}

#[test]
fn a_statement_said_twice_is_known() {
    let mut store = Store::staffed();
    let statement = store.statement(ADMIN, Act::StaffAdded { staff: staff(50), roles: vec![] });
    let entry = store.ledger.order(statement.clone()).unwrap();
    store.ledger.append(&entry).unwrap();
    assert_eq!(store.ledger.order(statement), Err(LedgerError::Known));
}

#[test]
fn a_statement_of_another_store_or_on_an_unknown_entry_is_refused() {
    let mut store = Store::staffed();
    let said = |store: &Store, id: u8| Said {
        id: StatementId::from_bytes([id; 16]),
        store: store.ledger.store(),
        device: device(ADMIN),
        on: store.ledger.head(),
        act: Act::StaffAdded { staff: staff(50), roles: vec![] },
    };
    let elsewhere = Said { store: Some(StoreId::from_bytes([9; 32])), ..said(&store, 90) };
    let on_nothing = Said { on: LedgerHash::from_bytes([9; 32]), ..said(&store, 91) };
    let order = |store: &mut Store, said: &Said| store.ledger.order(Statement::sign(said, &key(ADMIN)).unwrap()).err();
    assert_eq!(order(&mut store, &elsewhere), Some(LedgerError::OtherStore));
    assert_eq!(order(&mut store, &on_nothing), Some(LedgerError::UnknownHead));
}

#[test]
fn entries_replay_into_the_same_ledger_and_nowhere_else() {
    let mut store = Store::staffed();
    store.say(MANAGER, assigned(&[1], Some(DESK))).unwrap();
    let replay = |entries: &[Entry]| {
        let mut ledger = Ledger::default();
        entries.iter().try_for_each(|entry| ledger.append(entry).map(|_| ())).map(|()| ledger.head())
    };
    assert_eq!(replay(&store.entries), Ok(store.ledger.head()));

    let mut reordered = store.entries.clone();
    reordered.swap(1, 3);
    assert_eq!(replay(&reordered), Err(LedgerError::BrokenChain));

    let mut dropped = store.entries.clone();
    dropped.remove(2);
    assert_eq!(replay(&dropped), Err(LedgerError::BrokenChain));

    let mut renumbered = store.entries.clone();
    renumbered.swap(1, 3);
    for (seq, entry) in renumbered.iter_mut().enumerate() {
        entry.seq = seq as u64;
    }
    assert_eq!(replay(&renumbered), Err(LedgerError::BrokenChain));

    for at in 0..store.entries.len() {
        let mut edited = store.entries.clone();
        let bytes = crate::sync::wire::encode(&edited[at]).unwrap();
        for position in (bytes.len() / 3)..bytes.len() {
            let mut altered = bytes.clone();
            altered[position] ^= 1;
            let Ok(entry) = crate::sync::wire::decode::<Entry>(&altered, 100_000) else { continue };
            if entry == store.entries[at] {
                continue;
            }
            edited[at] = entry;
            assert!(replay(&edited).is_err(), "entry {at}, byte {position}");
        }
    }
}

#[test]
fn an_unknown_act_stops_the_ledger_with_a_clear_word() {
    use ciborium::Value;
    let store = Store::staffed();
    let said = Said {
        id: StatementId::from_bytes([99; 16]),
        store: store.ledger.store(),
        device: device(ADMIN),
        on: store.ledger.head(),
        act: Act::StaffRevoked { staff: staff(CONSULTANT), then: Aftermath::Keep },
    };
    let mut value: Value = crate::sync::wire::decode(&crate::sync::wire::encode(&said).unwrap(), 10_000).unwrap();
    let act = value.as_map_mut().unwrap().iter_mut().find(|(name, _)| *name == Value::from("act")).unwrap();
    act.1 = Value::Map(vec![("files_erased".into(), Value::Map(vec![]))]);
    let wire = Value::Map(vec![
        ("said".into(), Value::Bytes(crate::sync::wire::encode(&value).unwrap())),
        ("signature".into(), Value::Bytes(vec![0; 64])),
    ]);
    let statement: Statement = crate::sync::wire::decode(&crate::sync::wire::encode(&wire).unwrap(), 10_000).unwrap();
    assert_eq!(statement.read(), Err(LedgerError::OtherVersion));
    assert_eq!(store.ledger.order(statement), Err(LedgerError::OtherVersion));
}

#[test]
fn a_book_passes_on_whole_and_with_it_what_comes_late() {
    let mut store = Store::staffed();
    store.say(MANAGER, assigned(&[2], Some(CONSULTANT))).unwrap();
    store.say(MANAGER, assigned(&[3], Some(DESK))).unwrap();
    assert_eq!(store.say(MANAGER, handed_over(CONSULTANT, Some(DESK))), Err(LedgerError::Impossible), "still works here");
    let before = store.say(ADMIN, revoked(CONSULTANT)).unwrap();
    assert_eq!(store.say(MANAGER, handed_over(CONSULTANT, Some(CONSULTANT))), Err(LedgerError::Impossible));
    store.say(MANAGER, handed_over(CONSULTANT, Some(DESK))).unwrap();
    let owner = |store: &Store, n: u8| store.ledger.now().owner_of(file(n), staff(CONSULTANT));
    assert_eq!([1, 2, 3].map(|n| owner(&store, n)), [Some(staff(DESK)); 3], "begun, assigned, and the desk's own");
    assert_eq!(store.ledger.at(before).unwrap().owner_of(file(1), staff(CONSULTANT)), Some(staff(CONSULTANT)));
    assert!(store.ledger.now().is_handed_over(staff(CONSULTANT)));
    assert_eq!(store.say(MANAGER, handed_over(CONSULTANT, None)), Err(LedgerError::Impossible), "once per person");

    store.say(MANAGER, assigned(&[1], Some(DCC))).unwrap();
    store.say(ADMIN, revoked(DESK)).unwrap();
    store.say(MANAGER, handed_over(DESK, None)).unwrap();
    assert_eq!([1, 2, 3].map(|n| owner(&store, n)), [Some(staff(DCC)), None, None], "and on into the pool");
    assert_eq!(store.ledger.now().holder_of(file(2)), Holder::Pool);
}

#[test]
fn joined_files_are_one_customer_until_they_are_split() {
    let mut store = Store::staffed();
    store.say(MANAGER, joined(5, 3)).unwrap();
    let two = store.say(MANAGER, joined(5, 9)).unwrap();
    let group = |store: &Store, n: u8| store.ledger.now().group(file(n)).into_iter().collect::<Vec<_>>();
    assert_eq!(group(&store, 9), [3, 5, 9].map(file));
    assert_eq!(store.ledger.now().joined(file(9)), file(3));
    assert_eq!(store.say(MANAGER, joined(9, 3)), Err(LedgerError::Impossible), "they are one already");
    assert_eq!(store.say(MANAGER, joined(4, 4)), Err(LedgerError::Impossible));
    assert_eq!(store.say(MANAGER, split(9, 3)), Err(LedgerError::Impossible), "these two were never joined");
    store.say(MANAGER, split(9, 5)).unwrap();
    assert_eq!(group(&store, 9), [file(9)]);
    assert_eq!(group(&store, 3), [3, 5].map(file));
    assert_eq!(store.ledger.at(two).unwrap().joined(file(9)), file(3), "history keeps it");
    store.say(MANAGER, joined(9, 5)).unwrap();
    assert_eq!(store.ledger.now().joined(file(9)), file(3));
}

#[test]
fn a_group_has_room_for_no_more_than_its_count() {
    let mut store = Store::staffed();
    for n in 1..u8::try_from(GROUP_COUNT).unwrap() {
        store.say(MANAGER, joined(100, n)).unwrap();
    }
    assert_eq!(store.say(MANAGER, joined(100, 99)), Err(LedgerError::Impossible));
}

#[test]
fn an_approved_erasure_takes_the_customer_as_joined_by_then_and_for_ever() {
    let mut store = Store::staffed();
    store.say(CS, Act::ErasureRequested { file: file(1) }).unwrap();
    let request = last_id(&store);
    assert_eq!(store.say(MANAGER, Act::ErasureRequested { file: file(1) }), Err(LedgerError::Impossible), "asked already");
    store.say(MANAGER, joined(1, 2)).unwrap();
    let open = store.ledger.now().erasure_requests();
    assert_eq!(open.iter().map(|open| (open.id, open.file, open.by)).collect::<Vec<_>>(), [(request, file(1), staff(CS))]);
    let before = store.ledger.head();
    store.say(GENERAL, Act::ErasureDecided { request, verdict: Verdict::Approve }).unwrap();
    let now = store.ledger.now();
    assert_eq!([1, 2, 3].map(|n| now.is_erased(file(n))), [true, true, false]);
    assert_eq!(now.erased_files().count(), 2);
    assert!(now.erasure_requests().is_empty());
    assert!(!store.ledger.at(before).unwrap().is_erased(file(1)));
    let again = Act::ErasureDecided { request, verdict: Verdict::Decline };
    for act in [again, Act::ErasureRequested { file: file(2) }, joined(2, 3)] {
        let by = if matches!(act, Act::ErasureDecided { .. }) { GENERAL } else { MANAGER };
        assert_eq!(store.say(by, act), Err(LedgerError::Impossible));
    }
    store.say(MANAGER, split(1, 2)).unwrap();
    assert!(store.ledger.now().is_erased(file(2)), "splitting brings nothing back");
}

#[test]
fn a_declined_erasure_can_be_requested_again() {
    let mut store = Store::staffed();
    store.say(CS, Act::ErasureRequested { file: file(1) }).unwrap();
    let request = last_id(&store);
    store.say(GENERAL, Act::ErasureDecided { request, verdict: Verdict::Decline }).unwrap();
    assert!(!store.ledger.now().is_erased(file(1)) && store.ledger.now().erasure_requests().is_empty());
    store.say(CS, Act::ErasureRequested { file: file(1) }).unwrap();
    let unknown = Act::ErasureDecided { request: StatementId::from_bytes([250; 16]), verdict: Verdict::Approve };
    assert_eq!(store.say(GENERAL, unknown), Err(LedgerError::Impossible));
}

#[test]
fn a_kept_copy_can_be_wiped_later_and_a_wipe_is_never_taken_back() {
    let mut store = Store::staffed();
    let len = store.ledger.len();
    let device_revoked = |then| Act::DeviceRevoked { device: device(DESK), then };
    store.say(ADMIN, device_revoked(Aftermath::Keep)).unwrap();
    assert!(!store.ledger.now().wipes(device(DESK)));
    assert_eq!(store.say(ADMIN, device_revoked(Aftermath::Keep)), Err(LedgerError::Impossible));
    store.say(ADMIN, Act::StaffRevoked { staff: staff(DESK), then: Aftermath::Wipe }).unwrap();
    assert!(store.ledger.now().wipes(device(DESK)));
    assert!(!store.ledger.at_len(len + 1).wipes(device(DESK)));
    assert_eq!(store.say(ADMIN, device_revoked(Aftermath::Keep)), Err(LedgerError::Impossible));
    assert_eq!(store.ledger.revoked_len(device(DESK)), Some(len), "it lost its right with the first entry");
    assert_eq!(store.ledger.revoked_len(device(CONSULTANT)), None);
}

#[test]
fn the_first_word_about_a_late_change_stands() {
    let mut store = Store::staffed();
    let hash = |n: u8| ChangeHash::from_bytes([n; 32]);
    let settled = |hashes: &[u8], verdict| Act::LateSettled { changes: hashes.iter().map(|n| hash(*n)).collect(), verdict };
    let before = store.ledger.head();
    store.say(MANAGER, settled(&[1], Settled::Adopt)).unwrap();
    store.say(MANAGER, settled(&[1, 2], Settled::Drop)).unwrap();
    let now = store.ledger.now();
    assert_eq!([1, 2, 3].map(|n| now.settled(hash(n))), [Some(Settled::Adopt), Some(Settled::Drop), None]);
    assert!(now.is_adopted(hash(1)) && !now.is_adopted(hash(2)) && !store.ledger.at(before).unwrap().is_adopted(hash(1)));
    for hashes in [vec![], vec![1, 2], (0..=200).collect()] {
        assert_eq!(store.say(MANAGER, settled(&hashes, Settled::Adopt)), Err(LedgerError::Impossible));
    }
}

#[test]
fn the_recovery_key_is_the_one_set_last() {
    let mut store = Store::staffed();
    assert_eq!(store.ledger.now().recovery_key(), None);
    store.say(ADMIN, Act::RecoveryKeySet { key: [1; 32] }).unwrap();
    store.say(ADMIN, Act::RecoveryKeySet { key: [2; 32] }).unwrap();
    assert_eq!(store.ledger.now().recovery_key(), Some([2; 32]));
    assert_eq!(store.say(ADMIN, Act::RecoveryKeySet { key: [0; 32] }), Err(LedgerError::Impossible));
}

#[test]
fn acts_said_without_an_aftermath_keep_the_copy() {
    use ciborium::Value;
    let fields = vec![("device".into(), Value::Bytes(vec![3; 16]))];
    let value = Value::Map(vec![("device_revoked".into(), Value::Map(fields))]);
    let act: Act = crate::sync::wire::decode(&crate::sync::wire::encode(&value).unwrap(), 10_000).unwrap();
    assert_eq!(act, Act::DeviceRevoked { device: device(3), then: Aftermath::Keep });
}
