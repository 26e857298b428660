//! Delays a device that says too much, by not reading its socket. Never refuses.
//!
//! One per connection, and a device has one connection: whoever connects again signs in again. The `governor` crate would
//! keep this by device, with a clock and a sweep of its own; but who a socket belongs to is known only behind the writer's
//! queue, when the delay is over, and what the device *says* it is must not let it empty another device's bucket.

use std::time::Duration;

use tokio::time::Instant;

use super::limits::Limits;

/// A bucket that fills with time; each message takes one drop.
#[derive(Debug)]
pub(super) struct Throttle {
    drops: f64,
    at: Instant,
    per_second: f64,
    burst: f64,
}

impl Throttle {
    pub(super) fn new(now: Instant, limits: &Limits) -> Self {
        let burst = f64::from(limits.burst.max(1));
        Self { drops: burst, at: now, per_second: f64::from(limits.messages_per_second.max(1)), burst }
    }

    /// How long the message that came at `now` has to wait.
    pub(super) fn delay(&mut self, now: Instant) -> Duration {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.at = now;
        self.drops = (self.drops + passed * self.per_second).min(self.burst) - 1.0;
        if self.drops >= 0.0 { Duration::ZERO } else { Duration::from_secs_f64(-self.drops / self.per_second) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_burst_passes_and_then_thirty_a_second() {
        let begin = Instant::now();
        let mut throttle = Throttle::new(begin, &Limits::default());
        assert!((0..120).all(|_| throttle.delay(begin).is_zero()));
        assert_eq!(throttle.delay(begin).as_millis(), 33);
        assert_eq!(throttle.delay(begin).as_millis(), 66);
        let later = begin + Duration::from_secs(1);
        assert!((0..28).all(|_| throttle.delay(later).is_zero()));
        assert!(!throttle.delay(later).is_zero());
    }
}
