//! Vehicle identification numbers 底盘号/车架号 (GB 16735, ISO 3779): 17 signs without I, O and Q.
//!
//! The check digit is the rule in China and North America; cars made for Europe carry none. So a wrong one is a warning and
//! never more (features.md, traps).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sign::bare;

/// A number as typed, the form by which numbers are compared, and what is doubtful about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vin {
    key: String,
    doubts: Vec<VinDoubt>,
}

/// What is doubtful about a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VinDoubt {
    /// Not 17 signs.
    Length,
    /// I, O, Q, or no letter or digit at all.
    Letter,
    /// The ninth sign is not what the others ask for.
    CheckDigit,
    /// The tenth sign stands for no model year.
    YearLetter,
}

const LENGTH: usize = 17;
/// Place of the check digit and of the model year, from 0.
const CHECK: usize = 8;
const YEAR: usize = 9;
const WEIGHTS: [u32; LENGTH] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/// Signs of model years in their order, from 1980 and again every thirty years: no I, O, Q, U, Z and no 0.
const YEARS: &str = "ABCDEFGHJKLMNPRSTVWXY123456789";

impl Vin {
    /// Reads a number; never fails.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let key = bare(typed);
        let doubts = doubts(&key);
        Self { key, doubts }
    }

    /// The form by which numbers are compared: capitals, narrow, without gaps. Empty where nothing was typed.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What is doubtful about it, the gravest first.
    #[must_use]
    pub fn doubts(&self) -> &[VinDoubt] {
        &self.doubts
    }

    /// Whether it can name a car at all: 17 signs that the standard knows.
    #[must_use]
    pub fn names_a_car(&self) -> bool {
        !self.doubts.iter().any(|doubt| matches!(doubt, VinDoubt::Length | VinDoubt::Letter))
    }

    /// The latest model year up to `last` that its tenth sign may stand for.
    #[must_use]
    pub fn model_year(&self, last: i32) -> Option<i32> {
        let sign = self.key.chars().nth(YEAR)?;
        let place = i32::try_from(YEARS.find(sign)?).ok()?;
        let first = 1980 + place;
        (first <= last).then(|| first + (last - first) / 30 * 30)
    }
}

fn doubts(key: &str) -> Vec<VinDoubt> {
    let signs: Vec<char> = key.chars().collect();
    let mut doubts = Vec::new();
    if signs.len() != LENGTH {
        doubts.push(VinDoubt::Length);
    }
    if signs.is_empty() || signs.iter().any(|sign| value(*sign).is_none()) {
        doubts.push(VinDoubt::Letter);
    }
    if !doubts.is_empty() {
        return doubts;
    }
    if signs.get(CHECK).copied() != Some(check_digit(&signs)) {
        doubts.push(VinDoubt::CheckDigit);
    }
    if signs.get(YEAR).is_none_or(|sign| !YEARS.contains(*sign)) {
        doubts.push(VinDoubt::YearLetter);
    }
    doubts
}

fn check_digit(signs: &[char]) -> char {
    let sum: u32 = signs.iter().zip(WEIGHTS).filter_map(|(sign, weight)| Some(value(*sign)? * weight)).sum();
    match sum % 11 {
        10 => 'X',
        rest => char::from_digit(rest, 10).unwrap_or('0'),
    }
}

/// What a sign counts for; none for signs that no number holds.
fn value(sign: char) -> Option<u32> {
    match sign {
        '0'..='9' => sign.to_digit(10),
        'A'..='H' => Some(u32::from(sign) - u32::from('A') + 1),
        'J'..='N' => Some(u32::from(sign) - u32::from('J') + 1),
        'P' => Some(7),
        'R' => Some(9),
        'S'..='Z' => Some(u32::from(sign) - u32::from('S') + 2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// O3
    #[test]
    fn a_right_check_digit_leaves_no_doubt() {
        for vin in ["1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715", "1HGCM82633A004352"] {
            assert_eq!(Vin::read(vin).doubts(), [], "{vin}");
        }
    }

    /// O3
    #[test]
    fn a_wrong_check_digit_is_a_doubt_and_the_number_still_names_a_car() {
        for vin in ["1M8GDM9A1KP042788", "1HGCM82643A004352", "WAUZZZ8K8BA000001", "WVWZZZ1JZXW000001"] {
            let read = Vin::read(vin);
            assert!(read.doubts().contains(&VinDoubt::CheckDigit), "{vin}");
            assert!(read.names_a_car(), "{vin}");
        }
    }

    #[test]
    fn what_cannot_be_a_number_names_no_car() {
        for (typed, doubt) in [
            ("", VinDoubt::Length),
            ("LFV3A23C8D300000", VinDoubt::Length),
            ("LFV3A23C8D30000000", VinDoubt::Length),
            ("LFV3A23C8D300000I", VinDoubt::Letter),
            ("LFV3A23C8D300000O", VinDoubt::Letter),
            ("LFV3A23C8D300000Q", VinDoubt::Letter),
            ("LFV3A23C8D30000京0", VinDoubt::Letter),
        ] {
            let read = Vin::read(typed);
            assert!(read.doubts().contains(&doubt), "{typed}");
            assert!(!read.names_a_car(), "{typed}");
        }
    }

    #[test]
    fn small_wide_and_gapped_letters_are_the_same_number_only_for_comparing() {
        let plain = "1M8GDM9AXKP042788";
        for typed in ["1m8gdm9axkp042788", "１Ｍ８ＧＤＭ９ＡＸＫＰ０４２７８８", " 1M8-GDM9A XKP 042788 ", "1M8·GDM9AXKP.042788"]
        {
            assert_eq!(Vin::read(typed), Vin::read(plain), "{typed}");
        }
        assert_eq!(Vin::read(plain).key(), plain);
    }

    #[test]
    fn the_tenth_sign_tells_the_model_year() {
        let with = |sign: char| format!("LFV3A23C1{sign}3000001");
        for (sign, year) in
            [('A', 2010), ('C', 2012), ('L', 2020), ('T', 2026), ('V', 2027), ('Y', 2000), ('8', 2008), ('W', 1998)]
        {
            assert_eq!(Vin::read(&with(sign)).model_year(2027), Some(year), "{sign}");
        }
        for sign in ['U', 'Z', '0'] {
            let read = Vin::read(&with(sign));
            assert!(read.doubts().contains(&VinDoubt::YearLetter), "{sign}");
            assert_eq!(read.model_year(2027), None, "{sign}");
        }
        // The car of the breakdown case (domain.md section 9).
        assert_eq!(Vin::read("WAUAV94L78D029364").model_year(2027), Some(2008));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_harm(typed in "\\PC{0,24}") {
            let _ = Vin::read(&typed).model_year(2027);
        }
    }
}
