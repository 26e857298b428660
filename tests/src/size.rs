//! How far each proof goes: one table for `./check`, which runs the small sizes, and `./check --long`, which goes on from
//! seed to seed until the large ones are reached.
//!
//! Invariant: a proof is a run of rounds, and the seed of a round decides everything in it that is decided by chance. Which
//! rounds to run is told by `FORECOURT_SEEDS=from..to`, to every proof alike; without it the small size runs from 0.

use std::ops::Range;

/// The rounds to run, as `from..to`.
pub const SEEDS: &str = "FORECOURT_SEEDS";

/// What runs a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runner {
    /// Tests: the target's arguments, and the names that its tests share. Always of the whole workspace: another choice of
    /// packages would choose other features and build everything twice.
    Tests {
        /// The target: `--lib`, or `--test` and a name.
        target: &'static [&'static str],
        /// Part of the names of the tests.
        law: &'static str,
    },
    /// A program of the repository, by its path.
    Script(&'static str),
}

/// One proof, or one part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    /// Its number in the plan; 0 for what proves the proofs and looks at what the product is made of.
    pub number: u8,
    /// What it is called on the command line and in the state of a long run.
    pub name: &'static str,
    /// What runs it.
    pub runner: Runner,
    /// Rounds in `./check`; 0 where only the long check runs it.
    pub small: u64,
    /// Rounds in `./check --long`; as many as the small size where that is the whole.
    pub large: u64,
}

/// A proof by tests.
const fn by(
    number: u8,
    name: &'static str,
    target: &'static [&'static str],
    law: &'static str,
    (small, large): (u64, u64),
) -> Proof {
    Proof { number, name, runner: Runner::Tests { target, law }, small, large }
}

/// Every proof with its sizes.
pub const PROOFS: &[Proof] = &[
    by(1, "kills", &["--test", "proofs"], "kills::", (50, 5_000)),
    by(2, "order", &["--test", "proofs"], "order::", (200, 10_000)),
    by(3, "failing-disk", &["--test", "failing_disk"], "whichever_call", (2_400, 2_400)),
    by(4, "schedules", &["--test", "schedules"], "whatever_happens_between_them", (200, 20_000)),
    by(4, "relay-schedules", &["--lib"], "every_device_ends_with_all_it_may_see", (10, 2_000)),
    by(5, "restore", &["--test", "restore"], "since", (50, 2_000)),
    by(6, "clones", &["--test", "proofs"], "clones::", (20, 500)),
    by(7, "mutants", &["--lib"], "guard::tests::no_muta", (2_000, 1_000_000)),
    by(7, "mutated-messages", &["--lib"], "mutated_messages", (400, 100_000)),
    by(7, "mutants-memory", &["--test", "bombs"], "mutants_cost", (2_000, 200_000)),
    Proof { number: 7, name: "fuzz", runner: Runner::Script("tests/fuzz/run.sh"), small: 0, large: 60 },
    by(8, "bombs", &["--test", "bombs"], "what_is_small", (1, 1)),
    by(9, "policy", &["--lib"], "policy::tests", (1, 1)),
    by(9, "received", &["--test", "proofs"], "received::", (1, 1)),
    by(10, "wipes", &["--test", "proofs"], "wipes::", (10, 500)),
    by(10, "revocation", &["--lib"], "relay::tests::late", (1, 1)),
    by(11, "erasure", &["--lib"], "relay::tests::erasure", (1, 1)),
    by(12, "fixtures", &["--test", "proofs"], "fixtures::", (1, 1)),
    by(14, "showroom", &["--test", "showroom_day"], "a_day_of_a_showroom", (1, 100)),
    by(13, "injection", &["--test", "proofs"], "injection::", (200, 2_000)),
    Proof { number: 0, name: "defects", runner: Runner::Script("tests/defects.sh"), small: 0, large: 12 },
    Proof { number: 0, name: "deny", runner: Runner::Script("tests/deny.sh"), small: 0, large: 1 },
];

/// The rounds that a proof is to run now.
///
/// # Panics
/// When there is no such proof, or when the environment asks for rounds in a way that cannot be read: that must not pass
/// for the usual size.
#[must_use]
#[expect(clippy::expect_used, clippy::panic, reason = "a size that cannot be read must not pass for the usual one")]
pub fn rounds(name: &str) -> Range<u64> {
    let Ok(range) = std::env::var(SEEDS) else {
        let proof = PROOFS.iter().find(|proof| proof.name == name);
        return 0..proof.unwrap_or_else(|| panic!("no proof is called {name}")).small;
    };
    let (from, to) = range.split_once("..").expect("FORECOURT_SEEDS=from..to");
    from.parse().expect("the first seed")..to.parse().expect("the seed behind the last")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_proof_has_one_name_and_its_long_size_is_not_the_smaller_one() {
        let names: BTreeSet<&str> = PROOFS.iter().map(|proof| proof.name).collect();
        assert_eq!(names.len(), PROOFS.len());
        assert!(PROOFS.iter().all(|proof| proof.large >= proof.small && proof.large > 0));
    }
}
