//! How amounts, days and people's words are written on paper.

use serde_json::{Value, json};

use crate::{
    clock::Date,
    domain::{amount_words, language::Language, money::Fen},
};

/// `29980005` fen as `299,800.05`; below zero with the minus sign in front.
pub(super) fn figures(amount: Fen) -> String {
    let fen = amount.get().unsigned_abs();
    let sign = if amount.get() < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", in_thousands(fen / 100), fen % 100)
}

/// `12040` as `12,040`.
pub(super) fn grouped(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", in_thousands(number.unsigned_abs()))
}

fn in_thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number to call a record by that has none: `Q20261122-3F2A`, of its day and the end of its id.
pub(super) fn number(letter: &str, on: Date, id: &str) -> String {
    let day: String = on.to_string().chars().filter(char::is_ascii_digit).collect();
    let end = id.get(id.len().saturating_sub(4)..).unwrap_or_default().to_uppercase();
    format!("{letter}{day}-{end}")
}

/// An amount as figures and in words.
pub(super) fn amount(amount: Fen, language: Language) -> Value {
    let words = match language {
        Language::Chinese => amount_words::in_chinese(amount),
        Language::English => amount_words::in_english(amount),
    };
    json!({ "figures": figures(amount), "words": words })
}

/// A day as people read it: `2026年11月22日`, `22 November 2026`.
pub(super) fn day(date: Date, language: Language) -> String {
    let iso = date.to_string();
    let mut parts = iso.split('-').map(|part| part.trim_start_matches('0'));
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else { return iso };
    match language {
        Language::Chinese => format!("{year}年{month}月{day}日"),
        Language::English => {
            let name = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.saturating_sub(1)));
            format!("{day} {} {year}", name.unwrap_or(&month))
        }
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// People's words without signs that are not seen themselves and change how what stands around them is read: of a contract
/// the eye must get what the file holds. Each is shown as `〓`, a compositor's mark for a missing sign.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|sign| if is_unseen(sign) { '〓' } else { sign }).collect()
}

fn is_unseen(sign: char) -> bool {
    let turns =
        matches!(sign, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    turns || (sign.is_control() && !matches!(sign, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_in_thousands_and_to_the_fen() {
        for (fen, figures_of) in [
            (0, "0.00"),
            (5, "0.05"),
            (-5, "-0.05"),
            (99_999, "999.99"),
            (100_000, "1,000.00"),
            (29_980_005, "299,800.05"),
            (-100_000_000, "-1,000,000.00"),
        ] {
            assert_eq!(figures(Fen::new(fen)), figures_of);
        }
    }

    #[test]
    fn a_record_without_a_number_is_called_by_its_day_and_the_end_of_its_id() {
        let on = "2026-02-05".parse().unwrap();
        assert_eq!(number("Q", on, "0193f1c2-0000-7000-8000-00000000ab3f"), "Q20260205-AB3F");
        assert_eq!(grouped(-1_204), "-1,204");
    }

    #[test]
    fn a_day_is_read_in_both_languages() {
        let date = "2026-02-05".parse().unwrap();
        assert_eq!(day(date, Language::Chinese), "2026年2月5日");
        assert_eq!(day(date, Language::English), "5 February 2026");
    }

    #[test]
    fn what_would_turn_the_words_around_it_is_seen_itself() {
        assert_eq!(plain("刘\u{202e}汉\u{0}\n\u{200b}"), "刘〓汉〓\n〓");
        assert_eq!(plain("𠮷䶮㛃喆堃 O'Neill #import \"x\" $1 \\"), "𠮷䶮㛃喆堃 O'Neill #import \"x\" $1 \\");
    }
}
