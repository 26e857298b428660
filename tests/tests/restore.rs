//! A relay that comes back from an old backup is healed by its devices, from a seed.
//!
//! `FORECOURT_SEEDS=50..2000` runs another range than the usual 50.

use std::{
    panic::catch_unwind,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use forecourt_tests::sim::restored;

/// Seeds that run side by side.
const HANDS: usize = 2;

#[test]
fn what_a_relay_lost_since_its_backup_comes_back_from_the_devices_within_three_rounds() {
    for_each_seed(restored::nothing_is_lost);
}

#[test]
fn a_revocation_an_assignment_and_an_erasure_since_the_backup_stand() {
    for_each_seed(restored::what_was_decided_since_stands);
}

fn for_each_seed(prove: fn(u64)) {
    let (from, to) = seeds();
    let next = AtomicU64::new(from);
    let failed = Mutex::new(Vec::new());
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if seed >= to {
                return;
            }
            if catch_unwind(|| prove(seed)).is_err() {
                failed.lock().unwrap_or_else(PoisonError::into_inner).push(seed);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(work);
        }
    });
    assert_eq!(
        failed.into_inner().unwrap_or_else(PoisonError::into_inner),
        Vec::<u64>::new(),
        "seeds that failed, of {from}..{to}"
    );
}

#[expect(clippy::expect_used, reason = "a range that cannot be read must not pass for the usual one")]
fn seeds() -> (u64, u64) {
    let Ok(range) = std::env::var("FORECOURT_SEEDS") else { return (0, 50) };
    let (from, to) = range.split_once("..").expect("FORECOURT_SEEDS=from..to");
    (from.parse().expect("the first seed"), to.parse().expect("the seed behind the last"))
}
