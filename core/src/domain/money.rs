//! Money in fen, and budgets as people say them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Hundredths of a yuan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Fen(i64);

impl Fen {
    /// From fen.
    #[must_use]
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }

    /// In fen.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// The text names no single amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no single amount of money")]
pub struct BadAmount;

/// Millionths of a yuan, so that `45.5万` and `0.05` are both whole.
const YUAN: i128 = 1_000_000;
const FEN: i128 = YUAN / 100;

/// Words by which an amount is only about so much, or at most.
const SOFTENERS: &[&str] = &["大约", "大概", "左右", "上下", "以内", "之内", "以下", "不超过", "约"];
/// Currency, and the comma of Chinese.
const CURRENCY: &[&str] = &["人民币", "rmb", "cny", "¥", "￥", "，"];

/// A hundred thousand million yuan: beyond any price here, far from the ends of the type.
const MOST: i128 = 100_000_000_000 * YUAN;

impl Fen {
    /// Reads an amount that is written down as money: like [`Self::parse_said`], but what is about or at most so much is no
    /// amount that anybody paid.
    pub fn parse_exact(text: &str) -> Result<Self, BadAmount> {
        let close: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
        if SOFTENERS.iter().any(|softener| close.contains(softener)) { Err(BadAmount) } else { Self::parse_said(text) }
    }

    /// Reads an amount in yuan as people say or type it: `45万`, `45W`, `45.5万`, `450,000`, `￥450000`, `四十五万五`.
    pub fn parse_said(text: &str) -> Result<Self, BadAmount> {
        let words = words(&bare(text)?)?;
        let amount = amount(&words)?;
        if amount % FEN != 0 {
            return Err(BadAmount);
        }
        i64::try_from(amount / FEN).map(Self).map_err(|_| BadAmount)
    }
}

/// Without currency, separators of thousands and words that only soften. 元 and 块 end an amount; within one they part it, so
/// there only 块 with a single digit after it is read, as people say it (100块5 is 100.5).
fn bare(text: &str) -> Result<String, BadAmount> {
    let narrow = |sign: char| match sign {
        '\u{ff01}'..='\u{ff5e}' => u32::from(sign).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(sign),
        other => other,
    };
    let mut bare: String = text.chars().map(narrow).filter(|sign| !sign.is_whitespace()).collect::<String>().to_lowercase();
    for word in SOFTENERS.iter().chain(CURRENCY) {
        bare = bare.replace(word, "");
    }
    let whole = bare.strip_suffix('整').unwrap_or(&bare);
    let ends = ["块钱", "块", "元"];
    let amount = ends.iter().find_map(|end| whole.strip_suffix(end)).unwrap_or(whole);
    let Some((yuan, tenths)) = amount.split_once('块') else {
        return if amount.contains('元') { Err(BadAmount) } else { Ok(amount.to_owned()) };
    };
    let is_said = amount.len() == whole.len()
        && yuan.ends_with(|sign: char| sign.is_ascii_digit())
        && matches!(tenths.as_bytes(), [b'0'..=b'9']);
    if is_said { Ok(format!("{yuan}.{tenths}")) } else { Err(BadAmount) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// In millionths.
    Number { millionths: i128, is_digit: bool },
    /// 十, 百, 千, 万, 亿.
    Unit(i128),
    /// 零, which says that the next number is not a tenth of the unit before.
    Zero,
}

fn words(text: &str) -> Result<Vec<Word>, BadAmount> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let word = match sign {
            '0'..='9' => {
                let end = rest.find(|sign: char| !(sign.is_ascii_digit() || sign == '.' || sign == ',')).unwrap_or(rest.len());
                let (number, after) = rest.split_at(end);
                rest = after;
                words.push(Word::Number { millionths: decimal(number)?, is_digit: number.len() == 1 });
                continue;
            }
            '十' | '拾' => Word::Unit(10),
            '百' | '佰' => Word::Unit(100),
            '千' | '仟' | 'k' => Word::Unit(1_000),
            '万' | '萬' | 'w' => Word::Unit(10_000),
            '亿' => Word::Unit(100_000_000),
            '零' | '〇' => Word::Zero,
            _ => Word::Number { millionths: digit(sign).ok_or(BadAmount)? * YUAN, is_digit: true },
        };
        words.push(word);
        rest = &rest[sign.len_utf8()..];
    }
    if words.is_empty() { Err(BadAmount) } else { Ok(words) }
}

fn digit(sign: char) -> Option<i128> {
    let digits = [('一', 1), ('二', 2), ('两', 2), ('三', 3), ('四', 4), ('五', 5), ('六', 6), ('七', 7), ('八', 8), ('九', 9)];
    digits.iter().find(|(written, _)| *written == sign).map(|(_, value)| *value)
}

/// `450,000.50` in millionths; a comma must stand before three digits.
fn decimal(text: &str) -> Result<i128, BadAmount> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let is_grouped = groups.iter().skip(1).all(|group| group.len() == 3) && (groups.len() == 1 || groups[0].len() <= 3);
    let is_number = !whole.is_empty() && fraction.len() <= 6 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !is_grouped || !is_number || whole.len() > 18 || text.ends_with('.') || groups[0].is_empty() {
        return Err(BadAmount);
    }
    let digits = format!("{}{fraction:0<6}", groups.concat());
    digits.parse().map_err(|_| BadAmount)
}

/// Chinese counting: small units add up within 万, 万 within 亿; a last single digit without unit is a tenth of the unit
/// before it (四十五万五 is 455,000).
fn amount(words: &[Word]) -> Result<i128, BadAmount> {
    let mut total = 0_i128;
    let mut section = 0_i128;
    let mut pending: Option<(i128, bool)> = None;
    let mut last_unit = 1_i128;
    for word in words {
        match *word {
            Word::Number { millionths, is_digit } if pending.is_none() => pending = Some((millionths, is_digit)),
            Word::Number { .. } => return Err(BadAmount),
            Word::Zero if pending.is_none() => last_unit = 1,
            Word::Zero => return Err(BadAmount),
            Word::Unit(unit @ 10..=1_000) => {
                let (count, _) = pending.take().unwrap_or((YUAN, true));
                section += count * unit;
                last_unit = unit;
            }
            Word::Unit(unit) => {
                let whole = section + pending.take().map_or(0, |(count, _)| count);
                if whole == 0 && total == 0 {
                    return Err(BadAmount);
                }
                // 亿 takes all that was said before it, 万 what was said since 亿.
                if unit > 10_000 {
                    total = (total + whole) * unit;
                } else {
                    total += whole * unit;
                }
                section = 0;
                last_unit = unit;
            }
        }
        if total + section > MOST {
            return Err(BadAmount);
        }
    }
    let rest = match pending {
        Some((count, true)) if last_unit >= 100 => count * (last_unit / 10),
        Some((count, _)) => count,
        None => 0,
    };
    let amount = total + section + rest;
    if amount > MOST { Err(BadAmount) } else { Ok(amount) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_the_same_however_it_is_said() {
        let vectors = [
            (
                450_000,
                &[
                    "45万",
                    "45W",
                    "45w",
                    "450000",
                    "450,000",
                    "￥450000",
                    "¥450,000.00",
                    "４５万",
                    "45 万元",
                    "四十五万",
                    "45萬",
                    "450k",
                    "约45万左右",
                    "45万以内",
                    "四拾五万",
                    "45w元",
                ][..],
            ),
            (455_000, &["45.5万", "45万5", "45万5千", "45万5000", "四十五万五", "四十五万五千"]),
            (450_005, &["四十五万零五", "450005"]),
            (150_000, &["十五万", "15万"]),
            (1_200_000, &["120万", "一百二十万", "1百20万"]),
            (120_000_000, &["1.2亿", "一亿两千万", "1亿2"]),
            (3_500, &["三千五", "3500", "3千5"]),
            (0, &["0"]),
        ];
        for (yuan, ways) in vectors {
            for said in ways {
                assert_eq!(Fen::parse_said(said), Ok(Fen::new(yuan * 100)), "{said}");
            }
        }
        assert_eq!(Fen::parse_said("199.05"), Ok(Fen::new(19_905)));
        for (said, fen) in [("100块5", 10_050), ("100块钱", 10_000), ("100块整", 10_000), ("450000元整", 45_000_000)] {
            assert_eq!(Fen::parse_said(said), Ok(Fen::new(fen)), "{said}");
        }
    }

    /// O4: what was paid is one amount.
    #[test]
    fn money_that_is_written_down_is_no_more_or_less_than_an_amount() {
        for said in ["45万", "￥450,000.00", "450000元整", "人民币450000", "四十五万"] {
            assert_eq!(Fen::parse_exact(said), Ok(Fen::new(45_000_000)), "{said}");
        }
        for said in ["约45万", "45万左右", "不超过45万", "45 万 以 内", "大概450000", "大 约45万"] {
            assert_eq!(Fen::parse_exact(said), Err(BadAmount), "{said}");
        }
    }

    #[test]
    fn what_is_no_single_amount_is_refused() {
        for said in [
            "",
            " ",
            "万",
            "没有",
            "30-40万",
            "三四十万",
            "45万.5",
            "4,5",
            "45,00",
            "1.2.3",
            "100元5",
            "1万块5",
            "100块50",
            "元100",
            "100块5块",
            "-5",
            "0.001",
            "45.",
            ".5",
            "45美元",
            "99999999999999999999",
            "九亿亿亿",
            "元",
        ] {
            assert_eq!(Fen::parse_said(said), Err(BadAmount), "{said}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_harm(said in "[0-9.,万亿千百十零一五w ￥]{0,24}|\\PC{0,12}") {
            let _ = Fen::parse_said(&said);
        }

        #[test]
        fn plain_fen_are_read_exactly(fen in 0..1_000_000_000_000_i64) {
            let written = format!("{}.{:02}", fen / 100, fen % 100);
            assert_eq!(Fen::parse_said(&written), Ok(Fen::new(fen)));
        }
    }
}
