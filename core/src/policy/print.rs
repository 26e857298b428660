//! What the code does, printed as the tables of the reviewed file.

use std::fmt::Write as _;

use super::{
    AccountState, Action, FileKind, Owner, Relation, Role,
    acts::{Duty, LedgerAct},
    may,
    sight::PHONES,
    table::{Rights, Scope, TABLE},
};

const KINDS: [(FileKind, &str); 7] = [
    (FileKind::Customer, "customer"),
    (FileKind::CustomerPrivate, "customer_private"),
    (FileKind::Vehicle, "vehicle"),
    (FileKind::Care, "care"),
    (FileKind::Reception, "reception"),
    (FileKind::Event, "event"),
    (FileKind::Store, "store"),
];

/// Every table with its heading, in the order of the reviewed file.
#[must_use]
pub fn printed() -> String {
    let mut out = String::new();
    files(&mut out);
    accounts(&mut out);
    ledger(&mut out);
    phones(&mut out);
    duties(&mut out);
    out
}

fn head(out: &mut String, title: &str, columns: &[&str]) {
    // Writing into a String cannot fail.
    let _ = writeln!(out, "## {title}");
    let _ = writeln!(out, "| {} |", columns.join(" | "));
    let _ = writeln!(out, "|{}", "---|".repeat(columns.len()));
}

fn row(out: &mut String, cells: &[&str]) {
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

fn files(out: &mut String) {
    let mut columns = vec!["role"];
    columns.extend(KINDS.iter().map(|(_, word)| *word));
    head(out, "Files", &columns);
    for line in &TABLE {
        let rights = KINDS.iter().map(|(kind, _)| rights(*kind, line.rights(*kind)));
        let cells: Vec<String> = std::iter::once(line.role.word().to_owned()).chain(rights).collect();
        row(out, &cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

fn rights(kind: FileKind, rights: Rights) -> String {
    let words = match rights {
        Rights { read: Scope::Nothing, write: Scope::Nothing, .. } => "none".to_owned(),
        Rights { read, write: Scope::Nothing, .. } => format!("R{}", scope(kind, read)),
        Rights { write: Scope::Leads, .. } => "RW leads of it".to_owned(),
        Rights { read, write, .. } if read == write => format!("RW{}", scope(kind, write)),
        Rights { read: Scope::Own, write: Scope::Dispatched, .. } => "R own; W when a complaint is dispatched to them".to_owned(),
        // No reviewed word stands for anything else, so the comparison fails.
        Rights { read, write, .. } => format!("R {read:?}; W {write:?}"),
    };
    if rights.is_recorded { words + ", recorded" } else { words }
}

fn scope(kind: FileKind, scope: Scope) -> String {
    let has_owners = !matches!(kind, FileKind::Reception | FileKind::Event | FileKind::Store);
    match (scope, kind) {
        (Scope::Store, _) if !has_owners => String::new(),
        (Scope::Own, FileKind::Vehicle | FileKind::Care) => " of own".to_owned(),
        (scope, _) => format!(" {}", scope_word(scope)),
    }
}

const fn scope_word(scope: Scope) -> &'static str {
    match scope {
        Scope::Nothing => "none",
        Scope::Own => "own",
        Scope::OwnAndPool => "own, pool",
        Scope::WithVehicles => "customers with vehicles",
        Scope::Dispatched => "dispatched",
        Scope::Leads => "leads of it",
        Scope::Store => "store",
    }
}

fn accounts(out: &mut String) {
    head(out, "Accounts", &["state", "may"]);
    let states = [
        (AccountState::Invited, "invited"),
        (AccountState::Pending, "pending"),
        (AccountState::Active, "active"),
        (AccountState::Revoked, "revoked"),
    ];
    for (state, word) in states {
        let is_able = may(state, Role::ALL, FileKind::Store, Action::Read, Relation::of(Owner::Nobody));
        row(out, &[word, if is_able { "what the roles may" } else { "nothing" }]);
    }
}

fn ledger(out: &mut String) {
    head(out, "Ledger", &["act", "said by"]);
    for act in LedgerAct::ALL {
        row(out, &[act.word(), &roles(act.roles(), act.own())]);
    }
}

fn duties(out: &mut String) {
    head(out, "Duties", &["duty", "held by"]);
    for duty in Duty::ALL {
        row(out, &[duty.word(), &roles(duty.roles(), duty.own())]);
    }
}

/// In the order of the table of files.
fn roles(any: &[Role], own: &[Role]) -> String {
    let words = Role::ALL.iter().filter_map(|role| match (any.contains(role), own.contains(role)) {
        (true, _) => Some(role.word().to_owned()),
        (false, true) => Some(format!("{} (own)", role.word())),
        (false, false) => None,
    });
    words.collect::<Vec<_>>().join(", ")
}

fn phones(out: &mut String) {
    head(out, "Phones", &["role", "in full", "with a reason"]);
    for line in &PHONES {
        row(out, &[line.role.word(), scope_word(line.full), scope_word(line.with_reason)]);
    }
}
