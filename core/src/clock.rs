//! Instants, local dates and randomness. The only module that reads the wall clock or the system's random source;
//! everything else receives a [`World`].

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ids::Minted;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Instant(i64);

/// From the beginning of 1900 to the end of 2200.
const TOLD_MS: std::ops::Range<i64> = -2_208_988_800_000..7_289_654_400_000;

/// China has one time zone without summer time: UTC+8 (GB/T 7408).
const STORE_OFFSET_S: i64 = 8 * 3600;

impl Instant {
    /// From milliseconds since 1970.
    #[must_use]
    pub const fn from_unix_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// The same for a number that came from elsewhere; none where it falls in no year of a [`Date`].
    #[must_use]
    pub fn told(ms: i64) -> Option<Self> {
        TOLD_MS.contains(&ms).then_some(Self(ms))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn unix_ms(self) -> i64 {
        self.0
    }

    /// The date on the store's wall calendar; instants beyond the years of a [`Date`] fall on 1970-01-01.
    #[must_use]
    pub fn store_date(self) -> Date {
        let shifted = self.0.saturating_add(STORE_OFFSET_S * 1000);
        let moment = DateTime::<Utc>::from_timestamp_millis(shifted).unwrap_or_default();
        Date::checked(moment.date_naive()).unwrap_or(Date(DateTime::<Utc>::default().date_naive()))
    }

    /// Date and time on the store's wall, such as `2026-11-21 14:05:09`.
    #[must_use]
    pub fn store_time(self) -> String {
        let shifted = self.0.saturating_add(STORE_OFFSET_S * 1000);
        DateTime::<Utc>::from_timestamp_millis(shifted).unwrap_or_default().format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// This instant moved by `delta_ms`, clamped at the ends of time.
    #[must_use]
    pub const fn plus_ms(self, delta_ms: i64) -> Self {
        Self(self.0.saturating_add(delta_ms))
    }
}

/// A local date of the store, written `2026-11-21`, in a year between 1900 and 2200: others are refused wherever dates are
/// read, so whatever walks from one date to another comes to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string", rename = "LocalDate")]
pub struct Date(NaiveDate);

/// Years that dates are of.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::checked(NaiveDate::deserialize(from)?).ok_or_else(|| serde::de::Error::custom(BadDate))
    }
}

/// The text is no date, or of a year that no date here is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no date of a year from 1900 to 2200")]
pub struct BadDate;

impl Date {
    /// Before every date that matters here.
    pub const FIRST: Self = match NaiveDate::from_ymd_opt(1900, 1, 1) {
        Some(date) => Self(date),
        None => Self(NaiveDate::MIN),
    };

    fn checked(date: NaiveDate) -> Option<Self> {
        YEARS.contains(&date.year()).then_some(Self(date))
    }

    /// The date `days` later; negative counts back. A date beyond the years of dates is not moved.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let moved = if days >= 0 {
            self.0.checked_add_days(Days::new(days.unsigned_abs()))
        } else {
            self.0.checked_sub_days(Days::new(days.unsigned_abs()))
        };
        moved.and_then(Self::checked).unwrap_or(self)
    }

    /// Whole days from `earlier` to this date.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The date `months` later; the last of the month where that has no such day. A date beyond the years of dates is not
    /// moved.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        self.0.checked_add_months(Months::new(months)).and_then(Self::checked).unwrap_or(self)
    }

    /// The same backwards.
    #[must_use]
    pub fn minus_months(self, months: u32) -> Self {
        self.0.checked_sub_months(Months::new(months)).and_then(Self::checked).unwrap_or(self)
    }

    /// Whole years from `earlier` to this date.
    #[must_use]
    pub fn years_since(self, earlier: Self) -> i32 {
        let has_come = (self.0.month(), self.0.day()) >= (earlier.0.month(), earlier.0.day());
        self.0.year() - earlier.0.year() - i32::from(!has_come)
    }

    /// Years from a year to this date's.
    #[must_use]
    pub fn years_since_year(self, year: i32) -> i32 {
        self.0.year().saturating_sub(year)
    }

    /// The year it falls in.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        self.plus_days(1 - i64::from(self.0.day()))
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus_days(-i64::from(self.0.weekday().num_days_from_monday()))
    }

    /// Days from Monday to Friday among the dates after `earlier` up to and with this one; none where it is not later.
    #[must_use]
    pub fn weekdays_since(self, earlier: Self) -> i64 {
        let days = self.days_since(earlier).max(0);
        let rest = days % 7;
        let is_weekday = |back: &i64| !self.plus_days(-back).is_weekend();
        days / 7 * 5 + (0..rest).filter(is_weekday).map(|_| 1).sum::<i64>()
    }

    /// Whether it is a Saturday or a Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The instant at which this date begins in the store.
    #[must_use]
    pub fn starts_at(self) -> Instant {
        let midnight = self.0.and_time(chrono::NaiveTime::MIN) - TimeDelta::seconds(STORE_OFFSET_S);
        Instant(midnight.and_utc().timestamp_millis())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Date {
    type Err = BadDate;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().and_then(Self::checked).ok_or(BadDate)
    }
}

/// Tells the time. A trait because tests drive it by hand.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Instant;
}

/// Gives random bytes. A trait because seeded schedules must repeat.
pub trait Entropy: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the wall clock is read")]
    fn now(&self) -> Instant {
        Instant(Utc::now().timestamp_millis())
    }
}

/// The operating system's random source.
#[derive(Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(
        clippy::disallowed_methods,
        clippy::expect_used,
        reason = "the one random source; a system without one cannot make keys, so there is nothing safe to go on with"
    )]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// Starts at `now`.
    #[must_use]
    pub const fn at(now: Instant) -> Self {
        Self(AtomicI64::new(now.0))
    }

    /// Moves the hands by `delta_ms`, back if negative.
    pub fn advance_ms(&self, delta_ms: i64) {
        self.0.fetch_add(delta_ms, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}

/// Repeatable bytes from a seed, for tests and practice data. Never for keys of a real store.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    drawn: AtomicU64,
}

impl SeededEntropy {
    /// The same seed gives the same bytes in the same order of calls.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { seed, drawn: AtomicU64::new(0) }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let nth = self.drawn.fetch_add(1, Ordering::SeqCst);
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.seed.to_le_bytes()).update(&nth.to_le_bytes());
        hasher.finalize_xof().fill(bytes);
    }
}

/// What the outside gives: time and randomness.
#[derive(Clone)]
pub struct World {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("World")
    }
}

impl World {
    /// A world with the given clock and random source.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { clock, entropy }
    }

    /// The real one.
    #[must_use]
    pub fn system() -> Self {
        Self::new(Arc::new(SystemClock), Arc::new(SystemEntropy))
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The present date in the store.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now().store_date()
    }

    /// `N` fresh random bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }

    /// A fresh id.
    #[must_use]
    pub fn mint<I: Minted>(&self) -> I {
        I::mint(u64::try_from(self.now().0).unwrap_or(0), &self.random())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_date_changes_at_midnight_in_china() {
        let before = Instant::from_unix_ms(1_700_000_000_000); // 2023-11-15 06:13 in China
        assert_eq!(before.store_date().to_string(), "2023-11-15");
        let date: Date = "2026-02-14".parse().unwrap();
        assert_eq!(date.starts_at().store_date(), date);
        assert_eq!(date.starts_at().plus_ms(-1).store_date(), date.plus_days(-1));
    }

    #[test]
    fn a_seed_repeats_its_bytes() {
        let world = |seed| World::new(Arc::new(ManualClock::at(Instant::from_unix_ms(0))), Arc::new(SeededEntropy::new(seed)));
        assert_eq!(world(1).random::<16>(), world(1).random::<16>());
        assert_ne!(world(1).random::<16>(), world(2).random::<16>());
    }
}
