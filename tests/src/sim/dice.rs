//! What chance decides in a schedule.

use crate::dice;

/// Chance from a seed.
#[derive(Debug, Clone)]
pub(super) struct Dice(dice::Dice);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(dice::Dice::new(seed))
    }

    pub(super) const fn roll(&mut self) -> u64 {
        self.0.roll()
    }

    /// A number below `sides`, which is not 0.
    pub(super) fn below(&mut self, sides: usize) -> usize {
        let sides = u64::try_from(sides).unwrap_or(1).max(1);
        usize::try_from(self.0.below(sides)).unwrap_or(0)
    }

    /// True so many times in a hundred.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of them; none where there is none.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() { None } else { from.get(self.below(from.len())) }
    }

    /// The place of one of `weights`, as likely as its weight.
    pub(super) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            if left < *weight {
                return place;
            }
            left -= weight;
        }
        0
    }
}
