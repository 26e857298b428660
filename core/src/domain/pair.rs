//! Which files may be the same person. The same number of their own is certain (C34); everything else is a hint and joins
//! nothing: the same plate or address of a messenger, a name with something else, a number one digit off.
//!
//! A name alone is no hint, because many people bear the same. A near number alone is none either, because numbers are given
//! out in rows: the names must not speak against it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    code::codes,
    customer::{CustomerField, CustomerFile},
};

codes! {
    /// Why two files may be the same person.
    PairReason {
        /// 同一号码: certain.
        Phone = "phone",
        /// 号码只差一位或两位颠倒
        NearPhone = "near_phone",
        /// 同一车牌
        Plate = "plate",
        /// 同一微信
        Wechat = "wechat",
        /// 同一邮箱
        Email = "email",
        /// 同名同单位
        NameEmployer = "name_employer",
        /// 同名同生日
        NameBirthday = "name_birthday",
        /// 同名同小区
        NameCompound = "name_compound",
    }
}

/// What a file is known by beside its numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct Mark {
    /// Why two files with the same mark may be one person.
    pub reason: PairReason,
    /// The mark.
    pub text: String,
}

/// The marks of a file.
#[must_use]
pub fn marks(file: &CustomerFile) -> Vec<Mark> {
    let text = |field: CustomerField| folded(file.field(&field).unwrap_or_default());
    let name = text(CustomerField::Name);
    // A family name with a form of address is no name.
    let full = (own_name(&name).chars().count() >= 2).then_some(name);
    let alone = [
        (PairReason::Plate, CustomerField::CurrentPlate, 6),
        (PairReason::Wechat, CustomerField::Wechat, 4),
        (PairReason::Email, CustomerField::Email, 6),
    ];
    let with_name = [
        (PairReason::NameEmployer, CustomerField::Employer),
        (PairReason::NameBirthday, CustomerField::BirthOn),
        (PairReason::NameCompound, CustomerField::Compound),
    ];
    let alone = alone.into_iter().filter_map(|(reason, field, least)| {
        let said = text(field);
        (said.chars().count() >= least).then_some(Mark { reason, text: said })
    });
    let with_name = with_name.into_iter().filter_map(|(reason, field)| {
        let (name, said) = (full.as_ref()?, text(field));
        (!said.is_empty()).then(|| Mark { reason, text: format!("{name}/{said}") })
    });
    let mut all: Vec<Mark> = alone.chain(with_name).collect();
    all.sort();
    all.dedup();
    all
}

/// Small letters, nothing between.
fn folded(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Forms of address that people write behind a family name.
const ADDRESSES: [&str; 9] = ["先生", "女士", "小姐", "老师", "总", "经理", "太太", "师傅", "哥"];

fn own_name(name: &str) -> &str {
    ADDRESSES.iter().find_map(|address| name.strip_suffix(address)).unwrap_or(name)
}

/// Whether two names may be one person's: equal, one of them missing or only the family name of the other, or one character
/// heard or written differently.
#[must_use]
pub fn names_agree(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let (one, other) = (own_name(&one), own_name(&other));
    if one.starts_with(other) || other.starts_with(one) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let differing = a.iter().zip(&b).filter(|(a, b)| a != b).count();
    // Of two characters the second is the whole given name: another one is another person.
    a.len() == b.len() && a.len() >= 3 && a.first() == b.first() && differing == 1
}

/// Every mainland mobile number with one digit written wrongly, or two neighbours the wrong way round.
#[must_use]
pub fn near(number: &str) -> Vec<String> {
    let digits: Vec<u8> = number.bytes().collect();
    let is_mobile = digits.len() == 11 && digits.first() == Some(&b'1') && digits.iter().all(u8::is_ascii_digit);
    if !is_mobile {
        return Vec::new();
    }
    let mut found = Vec::with_capacity(109);
    let mut write = |digits: &[u8]| found.extend(std::str::from_utf8(digits).ok().map(str::to_owned));
    for place in 1..digits.len() {
        for digit in b'0'..=b'9' {
            if digit != digits[place] {
                let mut other = digits.clone();
                other[place] = digit;
                write(&other);
            }
        }
        if place + 1 < digits.len() && digits[place] != digits[place + 1] {
            let mut other = digits.clone();
            other.swap(place, place + 1);
            write(&other);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::FileId;

    fn file(fields: &[(CustomerField, &str)]) -> CustomerFile {
        let fields = fields.iter().map(|(field, text)| (field.clone(), (*text).to_owned())).collect();
        CustomerFile { fields, ..CustomerFile::empty(FileId::from_bytes([1; 16])) }
    }

    /// C34
    #[test]
    fn a_name_is_a_hint_only_with_something_else() {
        assert!(marks(&file(&[(CustomerField::Name, "刘汉")])).is_empty());
        let with = |name: &str| marks(&file(&[(CustomerField::Name, name), (CustomerField::Employer, "三鹿 乳业")]));
        assert_eq!(with("刘汉"), [Mark { reason: PairReason::NameEmployer, text: "刘汉/三鹿乳业".to_owned() }]);
        assert!(with("刘先生").is_empty(), "a family name with a form of address is no name");
        let plate = |text: &str| marks(&file(&[(CustomerField::CurrentPlate, text)]));
        assert_eq!(plate("辽b·12345"), plate("辽B12345"));
    }

    #[test]
    fn names_agree_unless_they_speak_against_each_other() {
        for (one, other) in [("刘汉", "刘汉"), ("刘先生", "刘汉"), ("", "刘汉"), ("欧阳 静怡", "欧阳静宜")] {
            assert!(names_agree(one, other) && names_agree(other, one), "{one} {other}");
        }
        for (one, other) in [("刘汉", "张松"), ("刘汉", "刘翰"), ("刘汉", "王汉"), ("欧阳明", "欧阳静怡")] {
            assert!(!names_agree(one, other) && !names_agree(other, one), "{one} {other}");
        }
    }

    #[test]
    fn near_is_mutual_and_never_the_number_itself() {
        let number = "13800000123";
        let all = near(number);
        assert!(all.iter().any(|other| other == "13800000132") && all.iter().any(|other| other == "13900000123"));
        assert!(all.iter().all(|other| other != number && near(other).iter().any(|back| back == number)));
        assert!(near("041188880000").is_empty());
    }
}
