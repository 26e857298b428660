//! The ledger against the reviewed policy: every act, said by every role, about own files and others'.

use super::*;
use crate::policy::acts::{LedgerAct, Say};

/// A file that belongs to whoever asks, and one that belongs to a colleague.
const OWN: u8 = 101;
const OTHERS: u8 = 102;

/// One statement of each kind that makes sense in the store, about `files`.
fn act(kind: LedgerAct, about: u8) -> Act {
    let files = vec![file(about)];
    match kind {
        LedgerAct::StaffAdded => Act::StaffAdded { staff: staff(90), roles: vec![] },
        LedgerAct::RolesSet => Act::RolesSet { staff: staff(CONSULTANT), roles: vec![] },
        LedgerAct::StaffRevoked => Act::StaffRevoked { staff: staff(CONSULTANT), then: Aftermath::Keep },
        LedgerAct::DeviceEnrolled => enrolled(91, CONSULTANT),
        LedgerAct::DeviceRevoked => Act::DeviceRevoked { device: device(CONSULTANT), then: Aftermath::Wipe },
        LedgerAct::RecoveryKeySet => Act::RecoveryKeySet { key: [9; 32] },
        LedgerAct::FilesAssigned => Act::FilesAssigned { files, owner: Some(staff(CONSULTANT)) },
        LedgerAct::BookHandedOver => Act::BookHandedOver { from: staff(DESK), to: None },
        LedgerAct::FilesJoined => Act::FilesJoined { one: file(about), other: file(99) },
        LedgerAct::FilesSplit => Act::FilesSplit { one: file(about), other: file(99) },
        LedgerAct::LateSettled => {
            Act::LateSettled { changes: vec![crate::ids::ChangeHash::from_bytes([5; 32])], verdict: Settled::Drop }
        }
        LedgerAct::ErasureRequested => Act::ErasureRequested { file: file(about) },
        LedgerAct::ErasureDecided => {
            Act::ErasureDecided { request: StatementId::from_bytes([77; 16]), verdict: Verdict::Decline }
        }
    }
}

#[test]
fn every_statement_is_taken_from_the_roles_that_the_reviewed_policy_names_and_from_no_other() {
    for role in Role::ALL {
        let mut store = Store::staffed();
        let asker = 60;
        store.say(ADMIN, Act::StaffAdded { staff: staff(asker), roles: vec![*role] }).unwrap();
        store.say(ADMIN, enrolled(asker, asker)).unwrap();
        store.say(MANAGER, assigned(&[OWN], Some(asker))).unwrap();
        store.say(MANAGER, assigned(&[OTHERS], Some(CONSULTANT))).unwrap();
        for kind in LedgerAct::ALL {
            for about in [OWN, OTHERS] {
                let statement = store.statement(asker, act(*kind, about));
                let is_refused = store.ledger.check(&statement) == Err(LedgerError::NotAllowed);
                let expected = match kind.may(&[*role]) {
                    Say::Any => false,
                    Say::Own => about != OWN,
                    Say::No => true,
                };
                assert_eq!(is_refused, expected, "{} by {} about {about}", kind.word(), role.word());
            }
        }
    }
}

#[test]
fn a_revoked_person_says_nothing_whatever_the_role() {
    for role in Role::ALL {
        let mut store = Store::staffed();
        store.say(ADMIN, Act::StaffAdded { staff: staff(60), roles: vec![*role] }).unwrap();
        store.say(ADMIN, enrolled(60, 60)).unwrap();
        store.say(ADMIN, Act::StaffRevoked { staff: staff(60), then: Aftermath::Keep }).unwrap();
        for kind in LedgerAct::ALL {
            let statement = store.statement(60, act(*kind, OWN));
            assert_eq!(store.ledger.check(&statement), Err(LedgerError::Revoked), "{} by {}", kind.word(), role.word());
        }
    }
}
