//! Seeded schedules: five devices and a relay in one thread, with everything that goes wrong between them, held against a
//! reference model.
//!
//! One file each: the model ([`model`], which knows nothing of how documents are merged or stored), the system (devices,
//! relay), the network, the transitions (schedule, acts, undo) and the assertions.
//!
//! Invariant: a seed decides everything. Clocks, ids, keys and nonces come from it, and no thread but one takes part, so a
//! failure can be had again by its seed.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "this is a test: a schedule that cannot go on has failed, and the panic is told together with its seed"
)]

mod acts;
mod assertions;
pub mod canaries;
mod chronicle;
mod device;
mod dice;
mod effects;
mod model;
mod network;
mod relay;
pub mod restored;
mod schedule;
pub mod stories;
mod system;
mod template;
mod undo;

use schedule::Schedule;

/// Runs the schedule of a seed.
///
/// # Panics
/// When something does not hold; the seed and what happened are told on the standard error.
pub fn run(seed: u64) {
    let mut told = Told::new(seed);
    told.schedule.play();
    told.schedule.conclude();
}

/// Tells the seed of a schedule that failed.
struct Told {
    seed: u64,
    schedule: Schedule,
}

impl Told {
    fn new(seed: u64) -> Self {
        Self { seed, schedule: Schedule::new(seed) }
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let story = self.schedule.story.join("\n  ");
            eprintln!("  {story}\nseed {} failed; again: FORECOURT_SEEDS={}..{}", self.seed, self.seed, self.seed + 1);
        }
    }
}
