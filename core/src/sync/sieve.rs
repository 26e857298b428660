//! The duplicate sieve: whether the store perhaps knows a phone number already, told without holding anybody's number.
//!
//! A number becomes a tag under a key of the store's active devices; the tags go into a Bloom filter. Whoever holds key and
//! filter can ask for single numbers and is told "perhaps" wrongly once in a thousand times. Trying all ten thousand
//! million mobile numbers gives ten million wrong hits beside the right ones, so the list cannot be read out of it.
//!
//! Invariant: within an epoch the filter never changes its size, and decoys fill what phones do not, so it is as full with
//! ten phones as with ten thousand. A filter that grew or thinned out would tell more: what is a hit in two sizes is a
//! phone almost surely. For the same reason two epochs tell more than one; an epoch ends only when a device is revoked or
//! the filter is full.

use serde::{Deserialize, Serialize};

use crate::ids::FileId;

/// Most tags that count for one file.
pub const TAGS_EACH: usize = 32;
/// Most files in one message of tags.
pub const TAG_FILES: usize = 64;

const CONTEXT: &[u8] = b"forecourt-phone-v1";
const DECOY_CONTEXT: &[u8] = b"forecourt-decoy-v1";
/// Places that a phone sets. With 14.4 bits per phone one question in a thousand is answered wrongly.
const PLACES: u64 = 10;
/// Tenths of a bit per phone.
const TENTHS_OF_BITS: usize = 144;
/// Phones that filters are made for: 29, 118 and 472 KB.
const CAPACITIES: [usize; 3] = [16_384, 65_536, 262_144];

/// A phone number under the key of an epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PhoneTag(#[serde(with = "serde_bytes")] [u8; 16]);

/// What phones are tagged under, from one revocation to the next.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SieveKey(#[serde(with = "serde_bytes")] [u8; 32]);

/// The phones of one customer file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileTags {
    /// The file.
    pub file: FileId,
    /// All of its phones, at most [`TAGS_EACH`].
    pub tags: Vec<PhoneTag>,
}

/// A Bloom filter over tags.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Filter {
    #[serde(with = "serde_bytes")]
    bits: Vec<u8>,
}

impl std::fmt::Debug for SieveKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SieveKey")
    }
}

impl std::fmt::Debug for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Filter").field("bytes", &self.bits.len()).finish()
    }
}

impl PhoneTag {
    /// A tag from its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl SieveKey {
    /// A key from random bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes, for whoever keeps it.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The tag of a normalised number.
    #[must_use]
    pub fn tag(&self, normalised: &str) -> PhoneTag {
        self.derive(CONTEXT, normalised.as_bytes())
    }

    /// The decoy of this number, under a key that only the relay has.
    fn decoy(&self, number: usize) -> PhoneTag {
        self.derive(DECOY_CONTEXT, &(number as u64).to_le_bytes())
    }

    fn derive(&self, context: &[u8], what: &[u8]) -> PhoneTag {
        let mut tag = [0; 16];
        blake3::Hasher::new_keyed(&self.0).update(context).update(what).finalize_xof().fill(&mut tag);
        PhoneTag(tag)
    }
}

/// How many phones a filter is made for that begins with so many: four times as many, as far as there are sizes.
#[must_use]
pub fn capacity_for(phones: usize) -> usize {
    let [.., largest] = CAPACITIES;
    CAPACITIES.into_iter().find(|capacity| *capacity >= phones.saturating_mul(4)).unwrap_or(largest)
}

/// Whether a filter of this capacity that holds so many phones is to be replaced by a larger one.
#[must_use]
pub fn is_outgrown(capacity: usize, phones: usize) -> bool {
    let [.., largest] = CAPACITIES;
    phones > capacity && capacity < largest
}

impl Filter {
    /// A filter of these tags, each given once, filled up with decoys.
    #[must_use]
    pub fn of(tags: &[PhoneTag], capacity: usize, decoys: &SieveKey) -> Self {
        let bytes = capacity.saturating_mul(TENTHS_OF_BITS).div_ceil(80);
        let mut filter = Self { bits: vec![0; bytes] };
        tags.iter().for_each(|tag| filter.add(tag));
        (tags.len()..capacity).for_each(|number| filter.add(&decoys.decoy(number)));
        filter
    }

    /// Whether the phone with this tag is perhaps among them. Never wrong about one that is.
    #[must_use]
    pub fn has(&self, tag: &PhoneTag) -> bool {
        !self.bits.is_empty() && self.places(tag).all(|(byte, bit)| self.bits.get(byte).is_some_and(|byte| byte & bit != 0))
    }

    fn add(&mut self, tag: &PhoneTag) {
        for (byte, bit) in self.places(tag) {
            if let Some(byte) = self.bits.get_mut(byte) {
                *byte |= bit;
            }
        }
    }

    fn places(&self, tag: &PhoneTag) -> impl Iterator<Item = (usize, u8)> + use<> {
        let half = |at: usize| tag.0.iter().skip(at).take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let (first, step) = (half(0), half(8) | 1);
        let count = (self.bits.len() as u64).saturating_mul(8).max(1);
        (0..PLACES).map(move |n| {
            let place = first.wrapping_add(n.wrapping_mul(step)) % count;
            (usize::try_from(place / 8).unwrap_or(usize::MAX), 1 << (place % 8))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: SieveKey = SieveKey::from_bytes([1; 32]);
    const DECOYS: SieveKey = SieveKey::from_bytes([2; 32]);

    fn phone(n: usize) -> String {
        format!("138{n:08}")
    }

    fn filter(key: SieveKey, count: usize) -> Filter {
        let tags: Vec<PhoneTag> = (0..count).map(|n| key.tag(&phone(n))).collect();
        Filter::of(&tags, capacity_for(count), &DECOYS)
    }

    /// Wrong hits among 100,000 numbers that nobody has.
    fn wrong(filter: &Filter, key: SieveKey) -> usize {
        (0..100_000).filter(|n| filter.has(&key.tag(&format!("139{n:08}")))).count()
    }

    #[test]
    fn a_phone_that_is_known_is_always_found() {
        for count in [1, 1_000, 20_000] {
            let filter = filter(KEY, count);
            assert!((0..count).all(|n| filter.has(&KEY.tag(&phone(n)))));
        }
    }

    #[test]
    fn one_number_in_a_thousand_is_a_wrong_hit_however_many_phones_there_are() {
        for count in [0, 10, 4_000, 16_000, 60_000, 200_000] {
            let wrong = wrong(&filter(KEY, count), KEY);
            assert!((70..135).contains(&wrong), "{wrong} of 100,000 with {count} phones");
        }
    }

    #[test]
    fn trying_every_number_tells_no_list() {
        let filter = filter(KEY, 1_000);
        let hits = (0..200_000).filter(|n| filter.has(&KEY.tag(&phone(*n)))).count();
        // Of ten thousand million possible numbers these are a fifty-thousandth; the wrong hits grow with them.
        let wrong_hits = (hits - 1_000) * 50_000;
        assert!(wrong_hits > 1_000 * 1_000, "{wrong_hits} wrong for 1,000 right");
    }

    #[test]
    fn the_key_of_an_earlier_epoch_does_not_open_the_filter() {
        let filter = filter(SieveKey::from_bytes([9; 32]), 10_000);
        let found = (0..10_000).filter(|n| filter.has(&KEY.tag(&phone(*n)))).count();
        assert!(found < 30, "{found} of 10,000");
    }

    #[test]
    fn a_filter_keeps_its_size_while_it_fills_and_a_full_one_makes_room() {
        let size = |count: usize| Filter::of(&vec![KEY.tag("1"); count], 16_384, &DECOYS).bits.len();
        assert_eq!([size(0), size(10), size(16_000)], [29_492; 3]);
        assert_eq!([0, 4_096, 4_097, 100_000].map(capacity_for), [16_384, 16_384, 65_536, 262_144]);
        assert!(is_outgrown(16_384, 16_385) && !is_outgrown(16_384, 16_384) && !is_outgrown(262_144, 300_000));
    }

    #[test]
    fn an_empty_filter_says_nothing() {
        assert!(!Filter::default().has(&KEY.tag("13800001234")));
    }
}
