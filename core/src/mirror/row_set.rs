//! A set of row numbers as bits: 50,000 customers fit in 6 KB, and two sets meet in microseconds.

/// Rows of `m_customer`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowSet {
    blocks: Vec<u64>,
}

fn place(row: i64) -> Option<(usize, u64)> {
    let row = usize::try_from(row).ok()?;
    Some((row / 64, 1 << (row % 64)))
}

impl RowSet {
    pub(super) fn insert(&mut self, row: i64) {
        if let Some((block, bit)) = place(row) {
            if self.blocks.len() <= block {
                self.blocks.resize(block + 1, 0);
            }
            self.blocks[block] |= bit;
        }
    }

    pub(super) fn contains(&self, row: i64) -> bool {
        place(row).is_some_and(|(block, bit)| self.blocks.get(block).is_some_and(|found| found & bit != 0))
    }

    pub(super) fn len(&self) -> u32 {
        self.blocks.iter().map(|block| block.count_ones()).sum()
    }

    /// Keeps what is in `other` too.
    pub(super) fn keep(&mut self, other: &Self) {
        for (at, block) in self.blocks.iter_mut().enumerate() {
            *block &= other.blocks.get(at).copied().unwrap_or(0);
        }
    }

    /// Takes out what is in `other`.
    pub(super) fn take_out(&mut self, other: &Self) {
        for (block, taken) in self.blocks.iter_mut().zip(&other.blocks) {
            *block &= !taken;
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        (0_i64..)
            .zip(&self.blocks)
            .flat_map(|(block, bits)| (0_i64..64).filter(move |bit| bits & (1 << bit) != 0).map(move |bit| block * 64 + bit))
    }
}

impl FromIterator<i64> for RowSet {
    fn from_iter<I: IntoIterator<Item = i64>>(rows: I) -> Self {
        let mut set = Self::default();
        rows.into_iter().for_each(|row| set.insert(row));
        set
    }
}
