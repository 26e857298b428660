//! A relay that comes back from a backup, after all that chance did since: what stands, and what comes back.

use super::{Told, template::CREW};

/// Rounds of everybody connecting and coming to rest within which all must be healed.
const ROUNDS: usize = 3;
/// Steps of chance before the backup, and between it and the restore.
const BEFORE: usize = 70;
const SINCE: usize = 110;

/// Plays, backs the relay up, plays on, puts the backup in the relay's place, plays on while it is healed. In the end
/// everything that was ever answered with OK must be everywhere, as the model says.
///
/// # Panics
/// When something does not hold; the seed and what happened are told on the standard error.
pub fn nothing_is_lost(seed: u64) {
    let mut told = Told::new(seed);
    let schedule = &mut told.schedule;
    schedule.chance(BEFORE);
    let backup = schedule.system.relay().back_up();
    schedule.chance(SINCE);
    // Otherwise the relay told some entries of the ledger to some devices only, and the ledgers may part.
    if !seed.is_multiple_of(4) {
        schedule.system.settle(&CREW);
    }
    schedule.story.push("the relay comes back from a backup".to_owned());
    schedule.system.restore_relay(&backup);
    if seed.is_multiple_of(3) {
        schedule.chance(SINCE / 2);
    }
    for _ in 1..ROUNDS {
        CREW.iter().for_each(|device| schedule.system.drop_line(*device));
        schedule.system.settle(&CREW);
    }
    schedule.conclude();
    assert!(schedule.system.relay().is_sound());
}
