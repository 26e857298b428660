//! The reviewed file against the code: word by word as printed, and case by case with a reading of its words of our own.

use crate::policy::{
    AccountState, Action, FileKind, Owner, Relation, Role,
    acts::{Duty, LedgerAct, Say},
    is_read_recorded, may, print,
    sight::{self, Sight},
};

const FILE: &str = include_str!("../policy.md");
const STATES: [(&str, AccountState); 4] = [
    ("invited", AccountState::Invited),
    ("pending", AccountState::Pending),
    ("active", AccountState::Active),
    ("revoked", AccountState::Revoked),
];
const KINDS: [(&str, FileKind); 7] = [
    ("customer", FileKind::Customer),
    ("customer_private", FileKind::CustomerPrivate),
    ("vehicle", FileKind::Vehicle),
    ("care", FileKind::Care),
    ("reception", FileKind::Reception),
    ("event", FileKind::Event),
    ("store", FileKind::Store),
];

/// The cells of a table of the file: its headings, then its rows.
fn table(title: &str) -> Vec<Vec<&'static str>> {
    let section = FILE.split("\n## ").find(|section| section.starts_with(title)).unwrap();
    let lines = section.lines().filter(|line| line.starts_with('|') && !line.starts_with("|---"));
    lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

fn role(word: &str) -> Role {
    *Role::ALL.iter().find(|role| role.word() == word).unwrap_or_else(|| panic!("{word} is no role"))
}

fn relations() -> Vec<Relation> {
    let mut all = Vec::new();
    for owner in [Owner::Me, Owner::Nobody, Owner::Other] {
        for (has_vehicle, is_dispatched) in [(false, false), (false, true), (true, false), (true, true)] {
            all.push(Relation { owner, has_vehicle, is_dispatched });
        }
    }
    all
}

/// Whether the words of a cell cover a file in this relation; `""` stands for a kind without owners.
fn covers(words: &str, relation: Relation) -> bool {
    match words {
        "" | "store" => true,
        "own" | "of own" => relation.owner == Owner::Me,
        "own, pool" => relation.owner != Owner::Other,
        "customers with vehicles" => relation.has_vehicle,
        "when a complaint is dispatched to them" => relation.is_dispatched,
        // Customers caught at the event, which are files of another kind.
        "leads of it" | "none" => false,
        other => panic!("nobody has said what {other:?} means"),
    }
}

/// Whether a cell of the table of files allows an action.
fn allows(cell: &str, action: Action, relation: Relation) -> bool {
    let cell = cell.trim_end_matches(", recorded");
    cell.split("; ").any(|part| {
        let (right, words) = part.split_once(' ').unwrap_or((part, ""));
        match (right, action) {
            ("none", _) => false,
            // An event whose leads may be written is itself read by everyone who has it.
            ("RW", Action::Read) if words == "leads of it" => true,
            ("R", Action::Read) | ("RW" | "W", _) => covers(words, relation),
            ("R", Action::Write) => false,
            (other, _) => panic!("nobody has said what {other:?} means"),
        }
    })
}

#[test]
fn only_roles_whose_row_names_vehicles_ask_for_them() {
    for row in &table("Files")[1..] {
        let names = row[1..].iter().any(|cell| cell.contains("customers with vehicles"));
        assert_eq!(crate::policy::asks_for_vehicles(&[role(row[0])]), names, "{}", row[0]);
    }
}

#[test]
fn the_reviewed_file_holds_exactly_the_tables_that_the_code_prints() {
    let lines: Vec<&str> = FILE.lines().filter(|line| line.starts_with('|') || line.starts_with("## ")).collect();
    assert_eq!(lines.join("\n") + "\n", print::printed());
}

#[test]
fn every_role_kind_action_relation_and_account_state_is_as_reviewed() {
    let table = table("Files");
    let mut cases = 0;
    assert_eq!(table[0][1..], KINDS.map(|(word, _)| word));
    assert_eq!(table[1..].iter().map(|row| role(row[0])).collect::<Vec<_>>(), Role::ALL);
    for row in &table[1..] {
        for (cell, (word, kind)) in row[1..].iter().zip(KINDS) {
            for relation in relations() {
                for action in [Action::Read, Action::Write] {
                    for (state, account) in STATES {
                        let expected = state == "active" && allows(cell, action, relation);
                        let found = may(account, &[role(row[0])], kind, action, relation);
                        assert_eq!(found, expected, "{} {word} {action:?} {relation:?} {state}", row[0]);
                        cases += 1;
                    }
                }
                let is_recorded = cell.ends_with(", recorded");
                let reads = allows(cell, Action::Read, relation);
                assert_eq!(is_read_recorded(&[role(row[0])], kind, relation), is_recorded && reads, "{} {word}", row[0]);
            }
        }
    }
    assert_eq!(cases, 12 * 7 * 12 * 2 * 4);
}

#[test]
fn two_roles_may_what_either_may_and_no_more() {
    for one in Role::ALL {
        for other in Role::ALL {
            for (_, kind) in KINDS {
                for relation in relations() {
                    for action in [Action::Read, Action::Write] {
                        let alone = |role: &Role| may(AccountState::Active, &[*role], kind, action, relation);
                        let both = may(AccountState::Active, &[*one, *other], kind, action, relation);
                        assert_eq!(both, alone(one) || alone(other), "{one:?} {other:?} {kind:?} {action:?} {relation:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn accounts_are_as_reviewed() {
    let rows: Vec<Vec<&str>> =
        STATES.iter().map(|(word, _)| vec![*word, if *word == "active" { "what the roles may" } else { "nothing" }]).collect();
    assert_eq!(table("Accounts")[1..], rows);
}

#[test]
fn phones_are_seen_as_reviewed() {
    for row in &table("Phones")[1..] {
        for relation in relations() {
            let expected = match (covers(row[1], relation), covers(row[2], relation)) {
                (true, _) => Sight::Full,
                (false, true) => Sight::WithReason,
                (false, false) => Sight::Never,
            };
            for (state, account) in STATES {
                let expected = if state == "active" { expected } else { Sight::Never };
                assert_eq!(sight::phones(account, &[role(row[0])], relation), expected, "{} {relation:?} {state}", row[0]);
            }
        }
    }
    assert_eq!(table("Phones").len(), 13);
}

#[test]
fn identity_numbers_are_seen_with_a_reason_by_those_who_may_read_the_private_part() {
    for row in &table("Files")[1..] {
        for relation in relations() {
            let expected = if allows(row[2], Action::Read, relation) { Sight::WithReason } else { Sight::Never };
            assert_eq!(sight::identity_numbers(AccountState::Active, &[role(row[0])], relation), expected, "{}", row[0]);
        }
    }
}

#[test]
fn statements_and_duties_are_for_the_roles_of_the_reviewed_tables() {
    for (act, row) in LedgerAct::ALL.iter().zip(&table("Ledger")[1..]) {
        assert_eq!(act.word(), row[0]);
        for role in Role::ALL {
            let named = |word: String| row[1].split(", ").any(|one| one == word);
            let expected = match (named(role.word().to_owned()), named(format!("{} (own)", role.word()))) {
                (true, _) => Say::Any,
                (false, true) => Say::Own,
                (false, false) => Say::No,
            };
            assert_eq!(act.may(&[*role]), expected, "{} {role:?}", row[0]);
        }
    }
    for (duty, row) in Duty::ALL.iter().zip(&table("Duties")[1..]) {
        for role in Role::ALL {
            assert_eq!(duty.is_of(&[*role]), row[1].split(", ").any(|one| one == role.word()), "{} {role:?}", row[0]);
        }
    }
}
