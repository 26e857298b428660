//! Five devices, a relay, and everything that goes wrong between them, from a seed, against a model.
//!
//! `FORECOURT_SEEDS=200..20000` runs another range than the usual one.

use std::{
    ops::Range,
    panic::catch_unwind,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use forecourt_tests::size::rounds;

/// Schedules that run side by side.
const HANDS: usize = 2;

#[test]
fn whatever_happens_between_them_all_devices_end_with_what_the_model_says() {
    let Range { start: from, end: to } = rounds("schedules");
    let next = AtomicU64::new(from);
    let failed = Mutex::new(Vec::new());
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::SeqCst);
            if seed >= to {
                return;
            }
            if catch_unwind(|| forecourt_tests::sim::run(seed)).is_err() {
                failed.lock().unwrap().push(seed);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(work);
        }
    });
    assert_eq!(failed.into_inner().unwrap(), Vec::<u64>::new(), "seeds that failed, of {from}..{to}");
}

#[test]
fn what_belongs_to_a_customer_belongs_to_the_customers_owner_whoever_began_it() {
    forecourt_tests::sim::stories::what_belongs_to_a_customer_belongs_to_the_customers_owner_whoever_began_it();
}

#[test]
fn a_change_that_overtakes_a_file_given_back_is_not_lost_and_damages_nothing() {
    forecourt_tests::sim::stories::a_change_overtakes_a_file_that_was_lost_and_given_back();
}
