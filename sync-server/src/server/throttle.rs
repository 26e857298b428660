//! Delays a device that says too much. Never refuses: an event's five hundred leads must pass.

use std::time::Duration;

use tokio::time::Instant;

/// Messages a second in the long run.
const PER_SECOND: f64 = 30.0;
/// Messages that may come at once.
const BURST: f64 = 120.0;

/// A bucket that fills with time; each message takes one drop.
#[derive(Debug)]
pub(super) struct Throttle {
    drops: f64,
    at: Instant,
}

impl Throttle {
    pub(super) fn new(now: Instant) -> Self {
        Self { drops: BURST, at: now }
    }

    /// How long the message that came at `now` has to wait.
    pub(super) fn delay(&mut self, now: Instant) -> Duration {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.at = now;
        self.drops = (self.drops + passed * PER_SECOND).min(BURST) - 1.0;
        if self.drops >= 0.0 { Duration::ZERO } else { Duration::from_secs_f64(-self.drops / PER_SECOND) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_burst_passes_and_then_thirty_a_second() {
        let begin = Instant::now();
        let mut throttle = Throttle::new(begin);
        assert!((0..120).all(|_| throttle.delay(begin).is_zero()));
        assert_eq!(throttle.delay(begin).as_millis(), 33);
        assert_eq!(throttle.delay(begin).as_millis(), 66);
        let later = begin + Duration::from_secs(1);
        assert!((0..28).all(|_| throttle.delay(later).is_zero()));
        assert!(!throttle.delay(later).is_zero());
    }
}
