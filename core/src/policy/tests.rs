use super::*;

mod reviewed;

const ME: Relation = Relation::of(Owner::Me);
const POOL: Relation = Relation::of(Owner::Nobody);
const OTHER: Relation = Relation::of(Owner::Other);

fn active(role: Role, kind: FileKind, action: Action, relation: Relation) -> bool {
    may(AccountState::Active, &[role], kind, action, relation)
}

#[test]
fn a_consultant_reads_and_writes_only_their_own_customers() {
    for action in [Action::Read, Action::Write] {
        assert!(active(Role::Consultant, FileKind::Customer, action, ME));
        assert!(!active(Role::Consultant, FileKind::Customer, action, POOL));
        assert!(!active(Role::Consultant, FileKind::Customer, action, OTHER));
    }
    assert!(active(Role::Consultant, FileKind::Event, Action::Read, OTHER));
    assert!(!active(Role::Consultant, FileKind::Event, Action::Write, ME));
}

#[test]
fn a_dcc_agent_also_works_the_pool() {
    assert!(active(Role::DccAgent, FileKind::Customer, Action::Write, POOL));
    assert!(!active(Role::DccAgent, FileKind::Customer, Action::Read, OTHER));
}

#[test]
fn an_administrator_receives_no_customer() {
    for kind in [FileKind::Customer, FileKind::CustomerPrivate, FileKind::Care, FileKind::Event, FileKind::Reception] {
        assert!(!active(Role::Administrator, kind, Action::Read, ME), "{kind:?}");
    }
    assert!(active(Role::Administrator, FileKind::Store, Action::Write, OTHER));
}

#[test]
fn the_private_part_goes_to_its_consultant_and_the_managers_only() {
    let readers: Vec<Role> =
        Role::ALL.iter().copied().filter(|role| active(*role, FileKind::CustomerPrivate, Action::Read, ME)).collect();
    assert_eq!(readers, [Role::Consultant, Role::SalesManager, Role::GeneralManager]);
    assert!(!active(Role::GeneralManager, FileKind::CustomerPrivate, Action::Write, ME));
}

#[test]
fn a_service_advisor_sees_customers_once_they_have_a_vehicle() {
    let with_vehicle = Relation { has_vehicle: true, ..OTHER };
    assert!(active(Role::ServiceAdvisor, FileKind::Customer, Action::Write, with_vehicle));
    assert!(!active(Role::ServiceAdvisor, FileKind::Customer, Action::Read, ME));
}

#[test]
fn a_complaint_dispatched_to_a_consultant_can_be_answered() {
    let dispatched = Relation { is_dispatched: true, ..OTHER };
    assert!(active(Role::Consultant, FileKind::Care, Action::Write, dispatched));
    assert!(!active(Role::Consultant, FileKind::Care, Action::Write, ME));
}

#[test]
fn only_an_active_account_may_anything() {
    for state in [AccountState::Invited, AccountState::Pending, AccountState::Revoked] {
        assert!(!may(state, Role::ALL, FileKind::Customer, Action::Read, ME));
    }
}

#[test]
fn several_roles_add_up() {
    let roles = [Role::Administrator, Role::Consultant];
    assert!(may(AccountState::Active, &roles, FileKind::Store, Action::Write, OTHER));
    assert!(may(AccountState::Active, &roles, FileKind::Customer, Action::Write, ME));
    assert!(!sees_all_customers(&roles));
    assert!(sees_all_customers(&[Role::FrontDesk]));
}
