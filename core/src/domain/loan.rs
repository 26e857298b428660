//! Monthly payments 月供 of a car loan in equal instalments 等额本息, rounded to the fen without any error before it.
//!
//! `payment = principal x r x (1 + r)^n / ((1 + r)^n - 1)` is a fraction of whole numbers far beyond 128 bits, so it is
//! compared as such: floating point would round some payments to another fen than the bank does.

use super::money::Fen;

/// Longest loan, in months.
pub const MOST_MONTHS: u16 = 120;
/// Highest rate a year, in hundredths of a percent.
pub const MOST_RATE_BP: u32 = 10_000;
/// Hundredths of a percent a year as a part of one month's whole.
const MONTHLY: u64 = 120_000;

/// `3.99` or `3.99%` a year as hundredths of a percent; finer is refused, not rounded.
#[must_use]
pub fn read_rate(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches(['%', '\u{ff05}']).trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || fraction.len() > 2 || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<2}").parse().ok().filter(|rate| *rate <= MOST_RATE_BP)
}

/// The other way.
#[must_use]
pub fn rate_text(rate_bp: u32) -> String {
    format!("{}.{:02}", rate_bp / 100, rate_bp % 100)
}

/// The payment of each month; half a fen counts as one. None for a loan without months, and beyond the limits above.
#[must_use]
pub fn monthly(principal: Fen, months: u16, rate_bp: u32) -> Option<Fen> {
    let principal = u64::try_from(principal.get()).ok()?;
    if months == 0 || months > MOST_MONTHS || rate_bp > MOST_RATE_BP {
        return None;
    }
    let months = u64::from(months);
    if rate_bp == 0 {
        return fen(principal.saturating_mul(2).saturating_add(months) / (2 * months));
    }
    let rate = u64::from(rate_bp);
    let (mut grown, mut whole) = (Large::from(1), Large::from(1));
    for _ in 0..months {
        grown = grown.times(MONTHLY + rate);
        whole = whole.times(MONTHLY);
    }
    let above = grown.times(rate).times(principal);
    let below = grown.minus(&whole).times(MONTHLY);
    fen(rounded(&above, &below, principal))
}

fn fen(amount: u64) -> Option<Fen> {
    i64::try_from(amount).ok().map(Fen::new)
}

/// `above / below`, half rounded up. No payment is larger than twice the principal: the rate is at most 100 % a year.
fn rounded(above: &Large, below: &Large, principal: u64) -> u64 {
    // The largest payment p with 2 x p x below <= 2 x above + below.
    let most = above.times(2).plus(below);
    let twice = below.times(2);
    let (mut low, mut high) = (0, principal.saturating_mul(2).saturating_add(1));
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if twice.times(middle).is_at_most(&most) { low = middle } else { high = middle - 1 }
    }
    low
}

/// A whole number of any size; its parts of 32 bits, the smallest first, without empty ones at the end.
struct Large(Vec<u32>);

impl Large {
    fn from(number: u64) -> Self {
        Self(vec![low(number), low(number >> 32)]).trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }

    fn times(&self, factor: u64) -> Self {
        let halves = [low(factor), low(factor >> 32)];
        let mut sum = vec![0; self.0.len() + 3];
        for (shift, half) in halves.into_iter().enumerate() {
            let mut carry = 0_u64;
            for (place, slot) in sum.iter_mut().enumerate().skip(shift) {
                let part = self.0.get(place - shift).copied().unwrap_or(0);
                // At most (2^32 - 1)^2 + 2 x (2^32 - 1), which is the largest number of 64 bits.
                let whole = u64::from(part) * u64::from(half) + u64::from(*slot) + carry;
                *slot = low(whole);
                carry = whole >> 32;
            }
        }
        Self(sum).trimmed()
    }

    fn plus(&self, other: &Self) -> Self {
        let mut carry = 0_u64;
        let places = self.0.len().max(other.0.len()) + 1;
        let sum = (0..places).map(|place| {
            let whole = self.at(place) + other.at(place) + carry;
            carry = whole >> 32;
            low(whole)
        });
        Self(sum.collect()).trimmed()
    }

    /// `other` is not larger.
    fn minus(&self, other: &Self) -> Self {
        let mut borrowed = 0_u64;
        let left = (0..self.0.len()).map(|place| {
            let taken = other.at(place) + borrowed;
            borrowed = u64::from(self.at(place) < taken);
            low((self.at(place) + (borrowed << 32)).saturating_sub(taken))
        });
        Self(left.collect()).trimmed()
    }

    fn at(&self, place: usize) -> u64 {
        self.0.get(place).copied().map_or(0, u64::from)
    }

    fn is_at_most(&self, other: &Self) -> bool {
        (self.0.len(), self.0.iter().rev().collect::<Vec<_>>()) <= (other.0.len(), other.0.iter().rev().collect())
    }
}

/// The lower 32 bits.
fn low(number: u64) -> u32 {
    u32::try_from(number & u64::from(u32::MAX)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_to_the_hundredth_of_a_percent_and_no_finer() {
        for (said, rate) in [("3.99", 399), ("4.5%", 450), ("0", 0), ("12", 1_200), (" 3.9 ％", 390)] {
            assert_eq!(read_rate(said), Some(rate), "{said}");
            assert_eq!(read_rate(&rate_text(rate)), Some(rate));
        }
        for said in ["", "x", "-1", "3.999", "101", "1.2.3"] {
            assert_eq!(read_rate(said), None, "{said}");
        }
    }

    #[test]
    fn payments_are_those_that_exact_arithmetic_gives() {
        // Computed with Python's fractions and half rounded up.
        let cases = [
            (20_000_000, 36, 399, 590_391),
            (30_000_000, 60, 450, 559_291),
            (10_000_000, 12, 0, 833_333),
            (10_000_000, 24, 1_200, 470_735),
            (1, 1, 500, 1),
            (12_345_678, 36, 433, 366_309),
            (99_999_999_999, 120, 10_000, 8_333_894_892),
        ];
        for (principal, months, rate_bp, expected) in cases {
            assert_eq!(
                monthly(Fen::new(principal), months, rate_bp).map(Fen::get),
                Some(expected),
                "{principal} {months} {rate_bp}"
            );
        }
    }

    #[test]
    fn a_loan_without_months_or_beyond_reason_has_no_payment() {
        assert_eq!(monthly(Fen::new(100), 0, 400), None);
        assert_eq!(monthly(Fen::new(100), 121, 400), None);
        assert_eq!(monthly(Fen::new(100), 12, 10_001), None);
        assert_eq!(monthly(Fen::new(-1), 12, 400), None);
        assert_eq!(monthly(Fen::new(0), 12, 400), Some(Fen::new(0)));
    }
}
