//! Phone numbers as customers say them: mainland mobiles and landlines normalised, anything else kept as typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A number and what we know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhoneNumber {
    /// What was typed, trimmed.
    pub typed: String,
    /// Digits that identify the number everywhere: `13800001234`, `041188880000`; none where it is not valid.
    pub normalised: Option<String>,
    /// What kind of number it is.
    pub kind: PhoneKind,
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// A mainland mobile, 11 digits.
    Mobile,
    /// A landline with its area code.
    Landline,
    /// Valid, but not of mainland China.
    Foreign,
    /// Neither: kept as typed, with a warning.
    Doubtful,
}

impl PhoneNumber {
    /// Reads a number as a customer says it. Never fails: what is no number is doubtful, and kept.
    ///
    /// Mainland numbers are judged by their form, not by a table of assigned prefixes, because new prefixes are in use
    /// before any table knows them. Foreign ones are judged by libphonenumber's metadata.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let typed = typed.trim();
        let (kind, normalised) = match recognise(typed) {
            Some((kind, normalised)) => (kind, Some(normalised)),
            None => (PhoneKind::Doubtful, None),
        };
        Self { typed: typed.to_owned(), normalised, kind }
    }
}

/// The digits of a half-typed number, to look it up by: full-width ones too, without the mainland's own country code.
#[must_use]
pub fn digits(typed: &str) -> String {
    let narrow: String = typed.trim().chars().map(narrowed).collect();
    let digits: String = narrow.chars().filter(char::is_ascii_digit).collect();
    let is_international = narrow.trim_start_matches(['(', ' ']).starts_with('+');
    let national = digits.strip_prefix("0086").or_else(|| {
        // Without the plus, 86 is the country only in front of a whole mobile number.
        digits.strip_prefix("86").filter(|rest| is_international || mobile(rest).is_some())
    });
    match national {
        Some(national) => national.to_owned(),
        None => digits,
    }
}

/// So many digits in a row, or more, are a number of a person in any text: a mobile, an account, an identity card.
const LONG_RUN: usize = 11;

/// Whether a text holds a number by which a person could be reached or told, however it is written.
#[must_use]
pub fn holds_number(text: &str) -> bool {
    let signs: Vec<char> = text.chars().map(narrowed).collect();
    let is_inside = |at: usize| {
        let digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
        let joins = |sign: char| matches!(sign, ' ' | '-' | '·' | '.');
        digit(at) || (at > 0 && digit(at - 1) && digit(at + 1) && signs.get(at).copied().is_some_and(joins))
    };
    let mut runs = vec![String::new()];
    for (at, sign) in signs.iter().enumerate() {
        match (is_inside(at), runs.last_mut()) {
            (true, Some(run)) => run.push(*sign),
            _ => runs.push(String::new()),
        }
    }
    let is_long = |run: &str| run.split(|sign: char| !sign.is_ascii_digit()).any(|part| part.len() >= LONG_RUN);
    runs.iter().any(|run| is_long(run) || PhoneNumber::parse(run).normalised.is_some())
}

/// Full-width signs as their plain twins.
fn narrowed(sign: char) -> char {
    match sign {
        '\u{ff01}'..='\u{ff5e}' => u32::from(sign).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(sign),
        '—' | '–' | '‐' | '−' | '─' => '-',
        '\u{3000}' | '\u{a0}' => ' ',
        other => other,
    }
}

fn recognise(typed: &str) -> Option<(PhoneKind, String)> {
    let narrow: String = typed.chars().map(narrowed).collect::<String>().to_lowercase();
    let (number, extension) = split_extension(&narrow)?;
    let separators = [' ', '-', '(', ')', '.', '·'];
    let (is_international, number) = match number.trim_start_matches(['(', ' ']).strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    if !number.chars().all(|sign| sign.is_ascii_digit() || separators.contains(&sign)) {
        return None;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let abroad = if is_international { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    match abroad {
        Some(abroad) => match abroad.strip_prefix("86") {
            Some(national) => mainland_from_abroad(national, extension),
            None => foreign(abroad),
        },
        None => mainland(&digits, extension).or_else(|| with_dashed_extension(number)),
    }
}

/// `0411-88880000转801`: the number and what follows the word for an extension.
fn split_extension(text: &str) -> Option<(&str, Option<&str>)> {
    for word in ["转", "分机", "ext.", "ext", "x", "#"] {
        if let Some((number, extension)) = text.split_once(word) {
            let extension = extension.trim();
            let is_extension = (1..=6).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_digit());
            return is_extension.then_some((number, Some(extension)));
        }
    }
    Some((text, None))
}

/// From abroad the zero of an area code is not dialled.
fn mainland_from_abroad(national: &str, extension: Option<&str>) -> Option<(PhoneKind, String)> {
    mainland(national, extension).or_else(|| mainland(&format!("0{national}"), extension))
}

fn mainland(digits: &str, extension: Option<&str>) -> Option<(PhoneKind, String)> {
    let national = mobile(digits)
        // As dialled years ago for a mobile of another province, and as pasted from systems that drop the plus.
        .or_else(|| digits.strip_prefix('0').and_then(mobile))
        .or_else(|| digits.strip_prefix("86").and_then(mobile));
    match (national, extension) {
        (Some(mobile), None) => Some((PhoneKind::Mobile, mobile.to_owned())),
        (Some(_), Some(_)) => None,
        (None, None) => landline(digits).map(|landline| (PhoneKind::Landline, landline.to_owned())),
        (None, Some(extension)) => landline(digits).map(|landline| (PhoneKind::Landline, format!("{landline}-{extension}"))),
    }
}

fn mobile(digits: &str) -> Option<&str> {
    match digits.as_bytes() {
        [b'1', b'3'..=b'9', rest @ ..] if rest.len() == 9 => Some(digits),
        _ => None,
    }
}

/// Area code and number, or a service number of ten digits (400, 800).
fn landline(digits: &str) -> Option<&str> {
    let is_landline = match digits.as_bytes() {
        [b'4' | b'8', b'0', b'0', rest @ ..] => rest.len() == 7,
        // Beijing, and the cities whose area code has three digits.
        [b'0', b'1', b'0', rest @ ..] | [b'0', b'2', b'0'..=b'9', rest @ ..] => rest.len() == 8 && rest[0] >= b'2',
        [b'0', b'3'..=b'9', _, _, rest @ ..] => (7..=8).contains(&rest.len()) && rest[0] >= b'2',
        _ => false,
    };
    is_landline.then_some(digits)
}

/// `0411-88880000-801`: a last group too many is an extension.
fn with_dashed_extension(number: &str) -> Option<(PhoneKind, String)> {
    let (number, extension) = number.rsplit_once('-')?;
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let extension = extension.trim();
    let is_extension = (1..=5).contains(&extension.len()) && extension.bytes().all(|byte| byte.is_ascii_digit());
    if is_extension { landline(&digits).map(|landline| (PhoneKind::Landline, format!("{landline}-{extension}"))) } else { None }
}

fn foreign(digits: &str) -> Option<(PhoneKind, String)> {
    let normalised = format!("+{digits}");
    let number = phonenumber::parse(None, &normalised).ok()?;
    number.is_valid().then_some((PhoneKind::Foreign, normalised))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_a_text_is_seen_and_amounts_and_days_are_none() {
        for text in
            ["让他打13800001234", "138-0000-1234 晚上", "座机 0411-88880000", "１３８００００１２３４", "210203198506170021"]
        {
            assert!(holds_number(text), "{text}");
        }
        for text in ["预算 450000", "2026-11-21 14:30 到店", "VIN WAUAV94L78D029364", "看 3 系和 5 系", ""] {
            assert!(!holds_number(text), "{text}");
        }
    }

    fn read(typed: &str) -> (PhoneKind, Option<String>) {
        let number = PhoneNumber::parse(typed);
        assert_eq!(number.typed, typed.trim());
        (number.kind, number.normalised)
    }

    #[test]
    fn a_mainland_mobile_is_one_number_however_it_is_typed() {
        let ways = [
            "13800001234",
            " 138 0000 1234 ",
            "138-0000-1234",
            "+86 138 0000 1234",
            "+8613800001234",
            "(+86) 138 0000 1234",
            "（＋８６）13800001234",
            "008613800001234",
            "0086-138-0000-1234",
            "8613800001234",
            "１３８００００１２３４",
            "＋８６ １３８００００１２３４",
            "(138)00001234",
            "138.0000.1234",
            "013800001234",
            "138—0000—1234",
        ];
        for typed in ways {
            assert_eq!(read(typed), (PhoneKind::Mobile, Some("13800001234".to_owned())), "{typed}");
        }
        for prefix in ["130", "147", "159", "166", "173", "188", "190", "199"] {
            assert_eq!(read(&format!("{prefix}00001234")).0, PhoneKind::Mobile);
        }
    }

    #[test]
    fn a_landline_is_one_number_with_its_area_code() {
        for typed in
            ["0411-88880000", "(0411) 8888 0000", "（0411）88880000", "041188880000", "+86 411 8888 0000", "0086 0411 88880000"]
        {
            assert_eq!(read(typed), (PhoneKind::Landline, Some("041188880000".to_owned())), "{typed}");
        }
        assert_eq!(read("010-62770000").1.as_deref(), Some("01062770000"));
        assert_eq!(read("0415-2120000").1.as_deref(), Some("04152120000"));
        assert_eq!(read("400-810-0000"), (PhoneKind::Landline, Some("4008100000".to_owned())));
        assert_eq!(read("800 820 0000"), (PhoneKind::Landline, Some("8008200000".to_owned())));
    }

    #[test]
    fn an_extension_belongs_to_the_number() {
        for typed in
            ["0411-88880000转801", "0411-88880000-801", "041188880000 ext 801", "0411-88880000 分机 801", "0411-88880000#801"]
        {
            assert_eq!(read(typed), (PhoneKind::Landline, Some("041188880000-801".to_owned())), "{typed}");
        }
        assert_eq!(read("13800001234转8").0, PhoneKind::Doubtful);
    }

    #[test]
    fn a_foreign_number_needs_its_country() {
        assert_eq!(read("+49 30 901820"), (PhoneKind::Foreign, Some("+4930901820".to_owned())));
        assert_eq!(read("0049 30 901820"), (PhoneKind::Foreign, Some("+4930901820".to_owned())));
        assert_eq!(read("+852 2123 4567"), (PhoneKind::Foreign, Some("+85221234567".to_owned())));
        assert_eq!(read("+1 212 555 2368").0, PhoneKind::Foreign);
        assert_eq!(read("+1 12"), (PhoneKind::Doubtful, None));
    }

    #[test]
    fn what_is_no_number_is_kept_as_typed() {
        for typed in [
            "",
            "无",
            "1380000123",
            "138000012345",
            "12800001234",
            "88880000",
            "0411-8888",
            "0411-18880000",
            "95559",
            "13800001234/13900001234",
            "138xxxx1234",
            "微信同号",
            "+",
            "转",
            "00",
            "😀",
        ] {
            assert_eq!(read(typed), (PhoneKind::Doubtful, None), "{typed}");
        }
    }

    #[test]
    fn the_digits_of_a_half_typed_number_are_found_in_the_normalised_one() {
        for (typed, wanted) in [
            ("138 0", "1380"),
            ("+86 138", "138"),
            ("0086-1", "1"),
            ("１３８", "138"),
            ("86138", "86138"),
            ("8613800001234", "13800001234"),
            ("(+86) 138", "138"),
            ("0411-8", "04118"),
            ("刘", ""),
        ] {
            assert_eq!(digits(typed), wanted, "{typed}");
        }
    }

    #[test]
    fn reading_the_normalised_number_again_gives_it_again() {
        for typed in ["+86 138 0000 1234", "(0411) 8888 0000", "0411-88880000转801", "400-810-0000", "+49 30 901820"] {
            let once = PhoneNumber::parse(typed);
            let again = PhoneNumber::parse(once.normalised.as_deref().unwrap());
            assert_eq!((once.kind, once.normalised), (again.kind, again.normalised));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_harm(typed in "\\PC{0,24}") {
            let number = PhoneNumber::parse(&typed);
            proptest::prop_assert_eq!(number.normalised.is_none(), number.kind == PhoneKind::Doubtful);
            proptest::prop_assert!(digits(&typed).bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}
