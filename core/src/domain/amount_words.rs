//! Amounts of money in words, as a contract carries them beside the figures so that neither can be altered alone.
//!
//! Chinese follows the People's Bank's rules for filling in bills 正确填写票据和结算凭证的基本规定, of whose allowed
//! variants one is kept to: 整 stands after 元 and 角 and never after 分, and a 零 stands between 元 and 角 where the amount
//! has no single yuan.

use super::money::Fen;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const TEN_THOUSAND: u64 = 10_000;
const HUNDRED_MILLION: u64 = 100_000_000;

/// 大写金额: `壹佰贰拾叁元肆角伍分`, `壹佰贰拾叁元整`; an amount below zero begins with 负.
#[must_use]
pub fn in_chinese(amount: Fen) -> String {
    let (yuan, jiao, fen) = parts(amount);
    let mut words = String::from(if amount.get() < 0 { "负" } else { "" });
    if yuan > 0 || (jiao, fen) == (0, 0) {
        words += &chinese(yuan);
        words += "元";
    }
    let is_apart = yuan > 0 && (jiao == 0 || yuan.is_multiple_of(10));
    if (jiao, fen) != (0, 0) && is_apart {
        words += digit(0);
    }
    if jiao > 0 {
        words += digit(jiao);
        words += "角";
    }
    if fen > 0 {
        words += digit(fen);
        words += "分";
    } else {
        words += "整";
    }
    words
}

/// `One hundred twenty-three yuan and forty-five fen only`.
#[must_use]
pub fn in_english(amount: Fen) -> String {
    let (yuan, jiao, fen) = parts(amount);
    let cents = jiao * 10 + fen;
    let mut said = Vec::new();
    if yuan > 0 || cents == 0 {
        said.push(format!("{} yuan", english(yuan)));
    }
    if cents > 0 {
        said.push(format!("{} fen", english(cents)));
    }
    let sign = if amount.get() < 0 { "minus " } else { "" };
    let words = format!("{sign}{} only", said.join(" and "));
    let mut signs = words.chars();
    signs.next().map(|first| first.to_ascii_uppercase().to_string() + signs.as_str()).unwrap_or_default()
}

/// Yuan, jiao and fen, without the sign.
fn parts(amount: Fen) -> (u64, u64, u64) {
    let fen = amount.get().unsigned_abs();
    (fen / 100, fen / 10 % 10, fen % 10)
}

fn digit(value: u64) -> &'static str {
    usize::try_from(value).ok().and_then(|place| DIGITS.get(place)).copied().unwrap_or_default()
}

/// A whole number: what stands before 亿 is a number of its own, and so is what stands before 万.
fn chinese(number: u64) -> String {
    for (unit, word) in [(HUNDRED_MILLION, "亿"), (TEN_THOUSAND, "万")] {
        if number >= unit {
            let rest = number % unit;
            // One 零 for however many places are empty.
            let gap = if rest > 0 && rest < unit / 10 { digit(0) } else { "" };
            let rest = if rest == 0 { String::new() } else { chinese(rest) };
            return format!("{}{word}{gap}{rest}", chinese(number / unit));
        }
    }
    let mut words = String::new();
    let mut is_open = false;
    for (unit, word) in [(1_000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        match number / unit % 10 {
            0 => is_open = !words.is_empty(),
            value => {
                if is_open {
                    words += digit(0);
                }
                is_open = false;
                words += digit(value);
                words += word;
            }
        }
    }
    if words.is_empty() { digit(0).to_owned() } else { words }
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const LARGE: [(u64, &str); 6] = [
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
    (100, "hundred"),
];

fn english(number: u64) -> String {
    let word = |words: &[&'static str], value: u64| usize::try_from(value).ok().and_then(|place| words.get(place)).copied();
    if let Some(small) = word(&SMALL, number) {
        return small.to_owned();
    }
    for (unit, name) in LARGE {
        if number >= unit {
            let rest = number % unit;
            let rest = if rest == 0 { String::new() } else { format!(" {}", english(rest)) };
            return format!("{} {name}{rest}", english(number / unit));
        }
    }
    let tens = word(&TENS, number / 10).unwrap_or_default();
    if number.is_multiple_of(10) { tens.to_owned() } else { format!("{tens}-{}", english(number % 10)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// O4: the amounts of the bank's own rules, and every kind of gap.
    #[test]
    fn an_amount_is_written_as_the_banks_want_it() {
        let vectors: [(i64, &str); 48] = [
            (0, "零元整"),
            (1, "壹分"),
            (5, "伍分"),
            (10, "壹角整"),
            (53, "伍角叁分"),
            (60, "陆角整"),
            (100, "壹元整"),
            (101, "壹元零壹分"),
            (110, "壹元壹角整"),
            (111, "壹元壹角壹分"),
            (1_000, "壹拾元整"),
            (1_050, "壹拾元零伍角整"),
            (1_100, "壹拾壹元整"),
            (2_000, "贰拾元整"),
            (10_000, "壹佰元整"),
            (10_100, "壹佰零壹元整"),
            (11_000, "壹佰壹拾元整"),
            (12_345, "壹佰贰拾叁元肆角伍分"),
            (12_340, "壹佰贰拾叁元肆角整"),
            (32_504, "叁佰贰拾伍元零肆分"),
            (100_000, "壹仟元整"),
            (100_100, "壹仟零壹元整"),
            (101_000, "壹仟零壹拾元整"),
            (110_000, "壹仟壹佰元整"),
            (110_100, "壹仟壹佰零壹元整"),
            (140_950, "壹仟肆佰零玖元伍角整"),
            (168_032, "壹仟陆佰捌拾元零叁角贰分"),
            (600_714, "陆仟零柒元壹角肆分"),
            (1_000_000, "壹万元整"),
            (1_000_100, "壹万零壹元整"),
            (1_010_000, "壹万零壹佰元整"),
            (1_100_000, "壹万壹仟元整"),
            (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
            (10_000_000, "壹拾万元整"),
            (10_700_053, "壹拾万柒仟元零伍角叁分"),
            (10_010_001, "壹拾万零壹佰元零壹分"),
            (45_000_000, "肆拾伍万元整"),
            (128_888_800, "壹佰贰拾捌万捌仟捌佰捌拾捌元整"),
            (100_000_000, "壹佰万元整"),
            (1_000_000_100, "壹仟万零壹元整"),
            (10_000_000_000, "壹亿元整"),
            (10_000_000_100, "壹亿零壹元整"),
            (10_001_000_000, "壹亿零壹万元整"),
            (10_100_000_000, "壹亿零壹佰万元整"),
            (11_000_000_000, "壹亿壹仟万元整"),
            (100_000_000_000_000, "壹万亿元整"),
            (100_000_000_000_001, "壹万亿元零壹分"),
            (-12_300, "负壹佰贰拾叁元整"),
        ];
        for (fen, words) in vectors {
            assert_eq!(in_chinese(Fen::new(fen)), words, "{fen}");
        }
    }

    #[test]
    fn an_amount_is_said_in_english_too() {
        let vectors = [
            (0, "Zero yuan only"),
            (5, "Five fen only"),
            (100, "One yuan only"),
            (12_345, "One hundred twenty-three yuan and forty-five fen only"),
            (1_100, "Eleven yuan only"),
            (2_010, "Twenty yuan and ten fen only"),
            (45_000_000, "Four hundred fifty thousand yuan only"),
            (128_888_801, "One million two hundred eighty-eight thousand eight hundred eighty-eight yuan and one fen only"),
            (100_000_000_000_000, "One trillion yuan only"),
            (-10_000, "Minus one hundred yuan only"),
        ];
        for (fen, words) in vectors {
            assert_eq!(in_english(Fen::new(fen)), words, "{fen}");
        }
    }

    /// Reads words back without anything of the above.
    fn read(words: &str) -> i128 {
        let (mut total, mut yi, mut section, mut digit) = (0_i128, 0_i128, 0_i128, 0_i128);
        for sign in words.trim_start_matches('负').chars() {
            match sign {
                '拾' => section += std::mem::take(&mut digit) * 10,
                '佰' => section += std::mem::take(&mut digit) * 100,
                '仟' => section += std::mem::take(&mut digit) * 1_000,
                '万' => yi += (std::mem::take(&mut section) + std::mem::take(&mut digit)) * 10_000,
                '亿' => {
                    total = (total + yi + std::mem::take(&mut section) + std::mem::take(&mut digit)) * 100_000_000;
                    yi = 0;
                }
                '元' => {
                    let yuan = total + yi + std::mem::take(&mut section) + std::mem::take(&mut digit);
                    (total, yi) = (yuan * 100, 0);
                }
                '角' => total += std::mem::take(&mut digit) * 10,
                '分' => total += std::mem::take(&mut digit),
                '整' => {}
                sign => digit = "零壹贰叁肆伍陆柒捌玖".chars().position(|known| known == sign).unwrap() as i128,
            }
        }
        if words.starts_with('负') { -total } else { total }
    }

    proptest::proptest! {
        #[test]
        fn words_say_exactly_the_amount(fen in proptest::prelude::any::<i64>(), small in -1_000_000_i64..1_000_000, zeros in 0..12_u32) {
            for fen in [fen, small, small.saturating_mul(10_i64.pow(zeros)), small + 10_i64.pow(zeros + 4)] {
                let words = in_chinese(Fen::new(fen));
                assert_eq!(read(&words), i128::from(fen), "{words}");
                assert!(!words.contains("零零") && !words.contains("零元") || fen == 0, "{words}");
                assert!(in_english(Fen::new(fen)).is_ascii());
            }
        }
    }
}
