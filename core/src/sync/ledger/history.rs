//! One fact of the ledger through time: its value after each entry that changed it.

/// Values in the order of the entries that set them.
#[derive(Debug, Clone)]
pub(super) struct History<V>(Vec<(u64, V)>);

impl<V> Default for History<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> History<V> {
    /// The value from entry `seq` on. Entries come in order.
    pub(super) fn set(&mut self, seq: u64, value: V) {
        debug_assert!(self.0.last().is_none_or(|(last, _)| *last <= seq));
        self.0.push((seq, value));
    }

    /// The value in a ledger of `len` entries.
    pub(super) fn at(&self, len: u64) -> Option<&V> {
        self.entry_at(len).map(|(_, value)| value)
    }

    /// The value in a ledger of `len` entries, with the entry that set it.
    pub(super) fn entry_at(&self, len: u64) -> Option<(u64, &V)> {
        let after = self.0.partition_point(|(seq, _)| *seq < len);
        after.checked_sub(1).and_then(|last| self.0.get(last)).map(|(seq, value)| (*seq, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_counts_from_its_entry_until_the_next() {
        let mut history = History::default();
        history.set(2, 'a');
        history.set(5, 'b');
        let seen: Vec<_> = (0..8).map(|len| history.at(len).copied()).collect();
        assert_eq!(seen, [None, None, None, Some('a'), Some('a'), Some('a'), Some('b'), Some('b')]);
    }
}
