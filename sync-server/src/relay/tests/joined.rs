//! Joined files are one customer to the relay too: who may have one may have all, and a hand-over passes on all.

use forecourt_core::{
    policy::Role,
    sync::{
        Refusal,
        frame::{ToDevice, ToRelay},
        ledger::{Act, Aftermath},
    },
};

use super::crew::*;

#[test]
fn joined_files_are_the_oldest_owners_until_they_are_split() {
    let mut crew = Crew::staffed();
    let (anna, bo) = (crew.live(ANNA), crew.live(BO));
    let (_, first) = crew.lead(ANNA, 1, "anna's");
    let (mut document, second) = crew.lead(BO, 2, "bo's");
    crew.push(anna, vec![first]);
    crew.push(bo, vec![second]);
    let manager = crew.live(MANAGER);
    let since = crew.ledger.len();
    crew.say(manager, MANAGER, Act::FilesJoined { one: file(2), other: file(1) });
    let granted = crew.tell(anna, &ToRelay::NextSnapshots { since: Some(since), after: None });
    assert_eq!(paged_files(&granted), [file(2)], "the part she did not have");
    let change = write(&mut document, "bo again");
    let late = crew.seal(BO, crew.customer(2), change);
    let (_, refused) = crew.push(bo, vec![late]);
    assert_eq!(refused[0].code, Refusal::NotAllowed, "the customer is Anna's");
    let joined = crew.ledger.len();
    crew.heard(bo);
    crew.say(manager, MANAGER, Act::FilesSplit { one: file(1), other: file(2) });
    assert!(
        crew.heard(bo).iter().any(|frame| matches!(frame, ToDevice::Granted { .. })),
        "he is told that something is his again"
    );
    let heard = crew.tell(bo, &ToRelay::NextSnapshots { since: Some(joined), after: None });
    assert_eq!(paged_files(&heard), [file(2)]);
    let heard = crew.tell(anna, &ToRelay::NextSnapshots { since: Some(since), after: None });
    assert!(paged_files(&heard).is_empty(), "what she had by the join only");
}

#[test]
fn a_handed_over_book_is_granted_to_whoever_takes_it() {
    let mut crew = Crew::staffed();
    let anna = crew.live(ANNA);
    let (_, first) = crew.lead(ANNA, 1, "anna's");
    crew.push(anna, vec![first]);
    let admin = crew.live(ADMIN);
    crew.say(admin, ADMIN, Act::StaffRevoked { staff: staff(ANNA), then: Aftermath::Keep });
    let (bo, manager) = (crew.live(BO), crew.live(MANAGER));
    let since = crew.ledger.len();
    crew.say(manager, MANAGER, Act::BookHandedOver { from: staff(ANNA), to: Some(staff(BO)) });
    let granted = crew.tell(bo, &ToRelay::NextSnapshots { since: Some(since), after: None });
    assert_eq!(paged_files(&granted), [file(1)]);
    crew.say(admin, ADMIN, Act::RolesSet { staff: staff(BO), roles: vec![Role::Technician] });
    let none = crew.tell(bo, &ToRelay::NextSnapshots { since: Some(since), after: None });
    assert!(paged_files(&none).is_empty());
}
