//! Identity numbers 公民身份号码 (GB 11643): region, date of birth, sequence, check sign. Kept only in the private part of a
//! customer's file; what is doubtful is told, never mended.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sign::bare;
use crate::clock::Date;

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IdentityDoubt {
    /// Not 18 signs.
    Length,
    /// A sign that is no digit, or an X that is not the last.
    Sign,
    /// Begins with no province.
    Region,
    /// Holds no possible date of birth.
    Date,
    /// The last sign is not what the others ask for.
    CheckSign,
}

const LENGTH: usize = 18;
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
/// Provinces, Taiwan, Hong Kong, Macau, and residents from there with a number of their own.
const REGIONS: [u32; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65,
    71, 81, 82, 83,
];
const EARLIEST: &str = "1900-01-01";

/// What is wrong with a number as typed, by the date of today; none where nothing is.
#[must_use]
pub fn identity_doubt(typed: &str, today: Date) -> Option<IdentityDoubt> {
    let key = bare(typed);
    let signs: Vec<char> = key.chars().collect();
    if signs.len() != LENGTH {
        return Some(IdentityDoubt::Length);
    }
    let digits: Vec<u32> = signs.iter().take(LENGTH - 1).filter_map(|sign| sign.to_digit(10)).collect();
    let last = signs.last().copied().unwrap_or_default();
    if digits.len() != LENGTH - 1 || !(last.is_ascii_digit() || last == 'X') {
        return Some(IdentityDoubt::Sign);
    }
    if !REGIONS.contains(&(digits[0] * 10 + digits[1])) {
        return Some(IdentityDoubt::Region);
    }
    if !is_birth(&key, today) {
        return Some(IdentityDoubt::Date);
    }
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let expected = usize::try_from(sum % 11).ok().and_then(|rest| CHECK_SIGNS.get(rest).copied());
    (expected != Some(last)).then_some(IdentityDoubt::CheckSign)
}

fn is_birth(key: &str, today: Date) -> bool {
    let (Some(year), Some(month), Some(day)) = (key.get(6..10), key.get(10..12), key.get(12..14)) else { return false };
    let earliest = EARLIEST.parse::<Date>().ok();
    format!("{year}-{month}-{day}").parse::<Date>().is_ok_and(|birth| Some(birth) >= earliest && birth <= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubt(typed: &str) -> Option<IdentityDoubt> {
        identity_doubt(typed, "2026-11-21".parse().unwrap())
    }

    /// C8, S5
    #[test]
    fn a_number_by_the_standard_leaves_no_doubt() {
        // The example of GB 11643, as it stands there and as people type it.
        for number in ["11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002X"]
        {
            assert_eq!(doubt(number), None, "{number}");
        }
    }

    #[test]
    fn each_part_that_cannot_be_is_named() {
        for (number, expected) in [
            ("", IdentityDoubt::Length),
            ("110105491231002", IdentityDoubt::Length),
            ("11010519491231002XX", IdentityDoubt::Length),
            ("1101051949123100X2", IdentityDoubt::Sign),
            ("1101051949123A002X", IdentityDoubt::Sign),
            ("01010519491231002X", IdentityDoubt::Region),
            ("99010519491231002X", IdentityDoubt::Region),
            ("11010519490229002X", IdentityDoubt::Date),
            ("11010519491331002X", IdentityDoubt::Date),
            ("11010520271231002X", IdentityDoubt::Date),
            ("44052418800101001X", IdentityDoubt::Date),
            ("110105194912310021", IdentityDoubt::CheckSign),
        ] {
            assert_eq!(doubt(number), Some(expected), "{number}");
        }
    }

    #[test]
    fn of_all_last_signs_exactly_one_is_right() {
        for stem in ["21020319850617002", "31011519990301001", "44030520000229123"] {
            let right = CHECK_SIGNS.iter().filter(|last| doubt(&format!("{stem}{last}")).is_none()).count();
            assert_eq!(right, 1, "{stem}");
        }
    }
}
