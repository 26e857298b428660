//! How long to wait between attempts.

use std::time::Duration;

use super::{Ended, Failure, Goodbye};

const FIRST_MS: u64 = 500;
const LONGEST_MS: u64 = 60_000;
/// After this many failures the pause is the longest.
const LONG_AGO: u32 = 7;
/// A connection that lived this long was a good one: the next pause is short again.
const GOOD: Duration = Duration::from_secs(10);

/// Counts attempts in a row that came to nothing.
#[derive(Debug, Default)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The next pause: twice as long each time, from half a second to a minute, and somewhere in its upper half by
    /// `jitter`, so that the devices of an event do not all come back in the same second.
    pub fn next(&mut self, jitter: u16) -> Duration {
        let whole = FIRST_MS.saturating_mul(1 << self.failures.min(10)).min(LONGEST_MS);
        self.failures = self.failures.saturating_add(1);
        let half = whole / 2;
        Duration::from_millis(half + half * u64::from(jitter) / u64::from(u16::MAX))
    }

    /// Learns how an attempt ended that lived for `lived`.
    pub(super) fn learn(&mut self, ended: Ended, lived: Duration) {
        match ended {
            // Trying again soon would end the same way.
            Ended::Failed(Failure::OtherVersion) | Ended::Goodbye(Goodbye { is_final: true }) => {
                self.failures = self.failures.max(LONG_AGO);
            }
            Ended::Stopped => self.failures = 0,
            Ended::Failed(_) | Ended::Cut | Ended::Goodbye(_) if lived >= GOOD => self.failures = 0,
            Ended::Failed(_) | Ended::Cut | Ended::Goodbye(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_half_a_second_to_a_minute() {
        let longest = |n: usize| {
            let mut backoff = Backoff::default();
            (0..n).map(|_| backoff.next(u16::MAX)).last().unwrap().as_millis()
        };
        assert_eq!([longest(1), longest(2), longest(5), longest(8), longest(100)], [500, 1000, 8000, 60_000, 60_000]);
    }

    fn pause_after(ended: Ended, lived_s: u64) -> u128 {
        let mut backoff = Backoff { failures: 3 };
        backoff.learn(ended, Duration::from_secs(lived_s));
        backoff.next(u16::MAX).as_millis()
    }

    #[test]
    fn a_final_goodbye_is_followed_by_the_longest_pause() {
        assert_eq!(pause_after(Ended::Goodbye(Goodbye { is_final: true }), 60), 60_000);
        assert_eq!(pause_after(Ended::Failed(Failure::OtherVersion), 0), 60_000);
        assert_eq!(pause_after(Ended::Goodbye(Goodbye { is_final: false }), 0), 4000);
    }

    #[test]
    fn only_a_connection_that_lived_makes_the_pause_short_again() {
        assert_eq!((pause_after(Ended::Cut, 1), pause_after(Ended::Cut, 10)), (4000, 500));
        assert_eq!(pause_after(Ended::Failed(Failure::Unreachable), 9), 4000);
    }

    #[test]
    fn jitter_takes_away_at_most_half() {
        assert_eq!(Backoff::default().next(0).as_millis(), 250);
        assert!((250..500).contains(&Backoff::default().next(30_000).as_millis()));
    }
}
