//! Number plates 车牌号 of mainland China (GA 36-2018): ordinary ones, those of new energy, and the special kinds, which are
//! kept with a word of warning because their rules differ by authority.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sign::bare;

/// What kind of plate a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlateKind {
    /// 普通: province, letter, five signs.
    Ordinary,
    /// 新能源: province, letter, six signs, a letter of drive first (small cars) or last (large ones).
    NewEnergy,
    /// 警
    Police,
    /// 学, of a driving school.
    School,
    /// 挂, of a trailer.
    Trailer,
    /// 使, of an embassy.
    Embassy,
    /// 领, of a consulate.
    Consulate,
    /// 港, to Hong Kong.
    HongKong,
    /// 澳, to Macau.
    Macau,
    /// 临, for the days until there is a plate.
    Temporary,
    /// None of them: kept as typed.
    Doubtful,
}

/// A plate as people compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plate {
    key: String,
    kind: PlateKind,
}

const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// Letters of drive: pure electric, then any other of new energy. D and F came first, the others where those ran out.
const PURE: &str = "DABCE";
const MIXED: &str = "FGHJK";

impl Plate {
    /// Reads a plate; never fails.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let key = bare(typed);
        let signs: Vec<char> = key.chars().collect();
        let kind = kind(&signs).unwrap_or(PlateKind::Doubtful);
        Self { key, kind }
    }

    /// The form by which plates are compared: capitals, narrow, without gaps.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What kind it is.
    #[must_use]
    pub const fn kind(&self) -> PlateKind {
        self.kind
    }

    /// Whether it asks for a second look: a special kind, or none at all.
    #[must_use]
    pub const fn is_unusual(&self) -> bool {
        !matches!(self.kind, PlateKind::Ordinary | PlateKind::NewEnergy)
    }
}

fn kind(signs: &[char]) -> Option<PlateKind> {
    match signs {
        // 使 stands first with six digits; an older form has it last.
        ['使', digits @ ..] if digits.len() == 6 && digits.iter().all(char::is_ascii_digit) => Some(PlateKind::Embassy),
        ['临', rest @ ..] => (is_local(rest) && rest.len() >= 6).then_some(PlateKind::Temporary),
        [province, letter, rest @ ..] if is_province(*province) && is_letter(*letter) => local(*letter, rest),
        [province, digits @ .., '领'] if is_province(*province) && digits.len() == 4 && all_serial(digits) => {
            Some(PlateKind::Consulate)
        }
        [province, digits @ .., '使'] if is_province(*province) && digits.len() == 4 && all_serial(digits) => {
            Some(PlateKind::Embassy)
        }
        _ => None,
    }
}

/// What follows province and letter.
fn local(letter: char, rest: &[char]) -> Option<PlateKind> {
    match rest {
        [serial @ .., last] if serial.len() == 4 && all_serial(serial) && !is_serial(*last) => special(letter, *last),
        [serial @ .., '临'] if serial.len() == 5 && all_serial(serial) => Some(PlateKind::Temporary),
        serial if serial.len() == 5 && all_serial(serial) && has_digits(serial) => Some(PlateKind::Ordinary),
        serial if serial.len() == 6 && is_new_energy(serial) => Some(PlateKind::NewEnergy),
        _ => None,
    }
}

fn special(letter: char, last: char) -> Option<PlateKind> {
    match last {
        '警' => Some(PlateKind::Police),
        '学' => Some(PlateKind::School),
        '挂' => Some(PlateKind::Trailer),
        '使' => Some(PlateKind::Embassy),
        '领' => Some(PlateKind::Consulate),
        '港' if letter == 'Z' => Some(PlateKind::HongKong),
        '澳' if letter == 'Z' => Some(PlateKind::Macau),
        '临' => Some(PlateKind::Temporary),
        _ => None,
    }
}

/// Small cars: letter of drive, a letter or digit, four digits. Large ones: five digits, letter of drive.
fn is_new_energy(serial: &[char]) -> bool {
    let is_drive = |sign: char| PURE.contains(sign) || MIXED.contains(sign);
    match serial {
        [drive, second, digits @ ..] if is_drive(*drive) => is_serial(*second) && digits.iter().all(char::is_ascii_digit),
        [digits @ .., drive] => matches!(*drive, 'D' | 'F') && digits.iter().all(char::is_ascii_digit),
        [] => false,
    }
}

fn is_local(signs: &[char]) -> bool {
    matches!(signs, [province, letter, rest @ ..] if is_province(*province) && is_letter(*letter) && all_serial(rest))
}

fn is_province(sign: char) -> bool {
    PROVINCES.contains(sign)
}

fn is_letter(sign: char) -> bool {
    sign.is_ascii_uppercase() && !matches!(sign, 'I' | 'O')
}

fn is_serial(sign: char) -> bool {
    sign.is_ascii_digit() || is_letter(sign)
}

fn all_serial(signs: &[char]) -> bool {
    signs.iter().all(|sign| is_serial(*sign))
}

/// Of the five signs at least two are digits.
fn has_digits(serial: &[char]) -> bool {
    serial.iter().filter(|sign| sign.is_ascii_digit()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// O5
    #[test]
    fn plates_of_all_kinds_are_told_apart() {
        use PlateKind::{Consulate, Doubtful, Embassy, HongKong, Macau, NewEnergy, Ordinary, Police, School, Temporary, Trailer};
        #[rustfmt::skip]
        let vectors: &[(PlateKind, &[&str])] = &[
            (Ordinary, &[
                "辽B12345", "吉A00005", "京A8U001", "沪C9Z9Z8", "粤B5K3L2", "川A1B2C3", "渝D00A01", "琼E99999", "新A123AB", "藏A1234B",
                "宁C12A34", "青A8N888", "黑A0000H", "蒙K54321", "苏E7P6Q5", "浙G33X33", "皖Q10101", "鲁Y8J8J8", "豫R22222", "云V7V7V7",
                "辽b12345", "辽B·12345", "辽B 12345", "辽Ｂ１２３４５", " 辽B-12345 ", "桂J0A0A0", "贵F45678", "陕S99A01", "甘M1M2M3", "晋L06060",
            ]),
            (NewEnergy, &[
                "京AD12345", "沪AF00001", "粤BDA1234", "粤BFZ9999", "辽B12345D", "辽B54321F", "川AA12345", "川AB01234",
                "浙AC99999", "苏EE12345", "京AG12345", "沪AH12345", "粤BJ12345", "辽BK12345", "辽b d12345", "辽ＢＤ１２３４５",
            ]),
            (Police, &["辽B1234警", "京A0001警", "沪A12A4警"]),
            (School, &["辽B1234学", "京AA123学"]),
            (Trailer, &["辽B1234挂", "冀J88X8挂"]),
            (Embassy, &["使014578", "使１２３４５６", "京A0001使", "京1234使"]),
            (Consulate, &["沪A1234领", "粤1234领"]),
            (HongKong, &["粤Z1234港", "粤ZAB12港"]),
            (Macau, &["粤Z1234澳", "粤ZF001澳"]),
            (Temporary, &["临辽B1234", "临京A12345", "辽B1234临", "辽B12345临"]),
            (Doubtful, &[
                "", "辽B", "辽B1234", "辽B123456", "辽I12345", "辽O12345", "辽B1234I", "辽B1234O", "B12345", "辽12345", "港A12345", "辽BABCDE",
                "辽BL12345", "辽BD1234A", "辽B1234AD", "辽B12345A", "粤A1234港", "粤B1234澳", "使01457", "无牌", "辽B12345警", "辽B123D45", "WAUAV94L78D029364",
                "未上牌", "辽B🚗1234", "临",
            ]),
        ];
        let mut count = 0;
        for (kind, plates) in vectors {
            for plate in *plates {
                assert_eq!(Plate::read(plate).kind(), *kind, "{plate}");
                count += 1;
            }
        }
        assert!(count >= 80, "{count} vectors");
    }

    #[test]
    fn the_special_kinds_ask_for_a_second_look_and_the_common_ones_do_not() {
        assert!(!Plate::read("辽B12345").is_unusual());
        assert!(!Plate::read("辽BD12345").is_unusual());
        for plate in ["辽B1234警", "临辽B1234", "无牌"] {
            assert!(Plate::read(plate).is_unusual(), "{plate}");
        }
    }

    #[test]
    fn a_plate_is_compared_without_gaps_and_width() {
        assert_eq!(Plate::read("辽b·1 2345").key(), Plate::read("辽Ｂ12345").key());
    }
}
