//! The one place where numbers of customers leave the facade.
//!
//! Invariant: an answer holds phones, identity and licence numbers only inside [`Shown`], which nobody but this module can
//! make; so what a person may not see in full cannot be answered in full by mistake. `unmask` is the one way to the rest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    api::error::{AppError, ErrorCode},
    store::Standing,
};
use crate::{
    clock::Date,
    domain::{
        customer::{Clash, CustomerFile, Place, PrivateField, PrivateFile},
        identity::{IdentityDoubt, identity_doubt},
        reception::ReceptionFile,
    },
    ids::{FileId, StaffId},
    policy::{
        Action, FileKind, Relation,
        sight::{self, Sight},
    },
};

/// Something as this person may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shown<T>(T);

impl<T> Shown<T> {
    /// A part of what is shown: what was masked stays so.
    pub(super) fn part<U>(&self, of: impl FnOnce(&T) -> U) -> Shown<U> {
        Shown(of(&self.0))
    }
}

impl<T> std::ops::Deref for Shown<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// Digits kept at the beginning and the end of a number.
const HEAD: usize = 3;
const TAIL: usize = 4;
/// Fewer digits than this are no number that could be called from anywhere: nothing of it is kept.
const SHORT: usize = 7;
/// Runs of digits in a text that are as long as this are taken for numbers of people.
const LONG: usize = 10;

/// What the person at this device sees of numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Masking<'a>(&'a Standing);

impl Standing {
    /// What the person at this device sees of numbers.
    pub(super) const fn masking(&self) -> Masking<'_> {
        Masking(self)
    }
}

impl Masking<'_> {
    /// How this person sees the phones of a customer file that they may read.
    pub(super) fn phones(self, owner: Option<StaffId>) -> Sight {
        sight::phones(self.0.account, &self.0.roles, self.relation(owner))
    }

    /// How this person sees identity and licence numbers of a customer file.
    pub(super) fn identity(self, owner: Option<StaffId>) -> Sight {
        sight::identity_numbers(self.0.account, &self.0.roles, self.relation(owner))
    }

    /// Only files that the person may read are asked about: where that rests on the customer's car, there is one. Where
    /// another role reads them anyway, none is taken for granted: what would be shown for it is shown for a reason.
    fn relation(self, owner: Option<StaffId>) -> Relation {
        let relation = self.0.relation(owner);
        Relation { has_vehicle: !self.0.may(FileKind::Customer, Action::Read, relation), ..relation }
    }

    /// A phone of a file, and whether it is masked.
    pub(super) fn phone(self, owner: Option<StaffId>, number: String) -> (Shown<String>, bool) {
        match self.phones(owner) {
            Sight::Full => (Shown(number), false),
            Sight::WithReason | Sight::Never if number.is_empty() => (Shown(number), false),
            Sight::WithReason | Sight::Never => (Shown(masked(&number)), true),
        }
    }

    /// A number that several files have: in full where all of them may be seen so.
    pub(super) fn shared_phone(self, owners: [Option<StaffId>; 2], number: String) -> (Shown<String>, bool) {
        let [one, other] = owners;
        self.phone(if self.phones(one) == Sight::Full { other } else { one }, number)
    }

    /// Words of people about a customer, which may hold numbers too.
    pub(super) fn words(self, owner: Option<StaffId>, text: String) -> String {
        if self.phones(owner) == Sight::Full { text } else { scrubbed(&text) }
    }

    /// Some part of a customer file that holds words and no phones of its own.
    pub(super) fn part<T: Serialize + DeserializeOwned>(self, owner: Option<StaffId>, part: T) -> Result<Shown<T>, AppError> {
        if self.phones(owner) == Sight::Full { Ok(Shown(part)) } else { scrub_all(&part).map(Shown) }
    }

    /// A whole customer file.
    pub(super) fn customer(self, owner: Option<StaffId>, mut file: CustomerFile) -> Result<Shown<CustomerFile>, AppError> {
        if self.phones(owner) == Sight::Full {
            return Ok(Shown(file));
        }
        for phone in &mut file.phones {
            phone.number.typed = masked(&phone.number.typed);
            phone.number.normalised = None;
        }
        for clash in file.clashes.iter_mut().filter(|clash| is_phone(&clash.place)) {
            mask_clash(clash);
        }
        scrub_all(&file).map(Shown)
    }

    /// A part of a customer file that holds numbers of papers and cars besides, such as an order. Those are the store's, and
    /// there is no showing them in full: of them only what is a person's number all the same is masked.
    pub(super) fn record<T: Serialize + DeserializeOwned>(self, owner: Option<StaffId>, part: T) -> Result<Shown<T>, AppError> {
        if self.phones(owner) == Sight::Full {
            return Ok(Shown(part));
        }
        scrub_with(&part, |key, text| if PAPERS.contains(&key) { scrubbed_paper(text) } else { scrubbed(text) }).map(Shown)
    }

    /// A day's reception log. It holds no numbers; whatever of that form stands in its words all the same is masked.
    pub(super) fn reception(self, file: &ReceptionFile) -> Result<ReceptionFile, AppError> {
        scrub_all(file)
    }

    /// The private part of a customer file: its identity and licence numbers are masked for everyone.
    pub(super) fn private(self, owner: Option<StaffId>, mut file: PrivateFile) -> Result<Shown<PrivateFile>, AppError> {
        for (field, value) in &mut file.fields {
            if is_identity(field) {
                *value = masked(value);
            }
        }
        for clash in file.clashes.iter_mut().filter(|clash| holds_identity(&clash.place)) {
            mask_clash(clash);
        }
        if self.phones(owner) == Sight::Full { Ok(Shown(file)) } else { scrub_all(&file).map(Shown) }
    }
}

/// The value that a person chose of a clash they may have seen masked; none where it names none or more than one.
pub(super) fn chosen(clash: &Clash, value: &str) -> Option<String> {
    let offered = || std::iter::once(&clash.shown).chain(clash.others.iter().map(|other| &other.value));
    if let Some(same) = offered().find(|offered| *offered == value) {
        return Some(same.clone());
    }
    let mut alike = offered().filter(|offered| is_mask(value) && (masked(offered) == value || scrubbed(offered) == value));
    match (alike.next(), alike.next()) {
        (Some(one), None) => Some(one.clone()),
        _ => None,
    }
}

/// Whether a field of the private part is a number that tells who somebody is.
pub(super) fn is_identity(field: &PrivateField) -> bool {
    matches!(field, PrivateField::IdentityCard | PrivateField::IdentityCardTail | PrivateField::DrivingLicence)
}

fn is_phone(place: &Place) -> bool {
    place.first().is_some_and(|root| root == "phones")
}

fn holds_identity(place: &Place) -> bool {
    place.last().is_some_and(|name| {
        [PrivateField::IdentityCard, PrivateField::IdentityCardTail, PrivateField::DrivingLicence]
            .iter()
            .any(|field| field.as_str() == name)
    })
}

fn mask_clash(clash: &mut Clash) {
    clash.shown = masked(&clash.shown);
    for other in &mut clash.others {
        other.value = masked(&other.value);
    }
}

/// `13800001234` as `138****1234`; of a short one nothing.
fn masked(number: &str) -> String {
    let digits: Vec<char> = number.chars().filter_map(digit).collect();
    match digits.len() {
        0 if number.is_empty() => String::new(),
        count if count >= LONG => {
            let stars = "*".repeat(count.saturating_sub(HEAD + TAIL));
            let (head, tail) = (digits.iter().take(HEAD), digits.iter().skip(count.saturating_sub(TAIL)));
            head.collect::<String>() + &stars + &tail.collect::<String>()
        }
        count if count >= SHORT => "*".repeat(count.saturating_sub(2)) + &digits.iter().skip(count - 2).collect::<String>(),
        _ => "****".to_owned(),
    }
}

/// Whether a text holds what [`masked`] makes: it was read off a screen and must never be written back.
pub(super) fn is_mask(text: &str) -> bool {
    text.contains("***")
}

fn digit(sign: char) -> Option<char> {
    match sign {
        '0'..='9' => Some(sign),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(sign).checked_sub(0xff10)?, 10),
        _ => None,
    }
}

/// A text with every number of a person in it masked: mobiles and landlines however they are written, and any other run of
/// [`LONG`] digits.
fn scrubbed(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(sign) = signs.get(at) {
        let run = if digit(*sign).is_some() { run_at(&signs, at) } else { 0 };
        let number: String = signs.iter().skip(at).take(run).collect();
        if run == 0 {
            out.push(*sign);
            at += 1;
        } else {
            out.push_str(&if is_number(&number) { masked(&number) } else { number });
            at += run;
        }
    }
    out
}

/// Fields that hold the number of a paper or of a part of a car: the words they have in a file.
const PAPERS: [&str; 7] = ["number", "receipt", "vin", "engine_no", "gearbox_no", "permit", "policy_no"];

/// The number of a paper, masked where it is the phone or the identity number of a person.
fn scrubbed_paper(text: &str) -> String {
    let digits: String = text.chars().filter_map(digit).collect();
    let is_mobile = digits.len() == 11 && digits.starts_with('1');
    let is_from_abroad = digits.len() == 13 && digits.starts_with("861");
    // Of the form of one, whether or not it was mistyped.
    let is_identity = matches!(identity_doubt(text, Date::FIRST), None | Some(IdentityDoubt::Date | IdentityDoubt::CheckSign));
    if is_mobile || is_from_abroad || is_identity { masked(text) } else { text.to_owned() }
}

/// How many signs belong to the number that begins here: digits, with at most one space or dash between two.
fn run_at(signs: &[char], from: usize) -> usize {
    let mut len = 0;
    let mut at = from;
    while let Some(sign) = signs.get(at) {
        let is_between = matches!(sign, ' ' | '-' | '·') && signs.get(at + 1).is_some_and(|next| digit(*next).is_some());
        if digit(*sign).is_none() && !is_between {
            break;
        }
        at += 1;
        len += 1;
    }
    len
}

fn is_number(run: &str) -> bool {
    let digits: String = run.chars().filter_map(digit).collect();
    let is_plain = run.chars().all(|sign| digit(sign).is_some());
    let is_mobile = digits.len() == 11 && digits.starts_with('1');
    let is_landline = (10..=12).contains(&digits.len()) && digits.starts_with('0');
    let is_from_abroad = digits.len() == 13 && digits.starts_with("86");
    is_mobile || is_landline || is_from_abroad || digits.len() >= 15 || (is_plain && digits.len() >= LONG)
}

/// Every text of a value, wherever it stands: a field that is added later is covered too.
fn scrub_all<T: Serialize + DeserializeOwned>(value: &T) -> Result<T, AppError> {
    scrub_with(value, |_, text| scrubbed(text))
}

/// The same, by the field in which a text stands.
fn scrub_with<T: Serialize + DeserializeOwned>(value: &T, how: impl Fn(&str, &str) -> String) -> Result<T, AppError> {
    let mut json = serde_json::to_value(value).map_err(|_| ErrorCode::Internal)?;
    scrub(&mut json, "", &how);
    serde_json::from_value(json).map_err(|_| ErrorCode::Internal.into())
}

fn scrub(json: &mut Value, key: &str, how: &impl Fn(&str, &str) -> String) {
    match json {
        // Ids are no words of people.
        Value::String(text) if text.parse::<FileId>().is_err() => *text = how(key, text),
        Value::Array(items) => items.iter_mut().for_each(|item| scrub(item, key, how)),
        Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| scrub(value, key, how)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Refuses texts that were read masked off a screen and would overwrite what they hide.
pub(super) fn check_not_masked<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<(), AppError> {
    let found: BTreeMap<&str, &str> = texts.into_iter().filter(|(_, text)| is_mask(text)).collect();
    match found.into_keys().next() {
        Some(field) => Err(ErrorCode::MaskedValue.of(field)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_masked_as_the_house_writes_them() {
        let cases = [
            ("13800001234", "138****1234"),
            ("138 0000 1234", "138****1234"),
            ("１３８００００１２３４", "138****1234"),
            ("041188880000", "041*****0000"),
            ("210203198506170021", "210***********0021"),
            ("88880000", "******00"),
            ("1234", "****"),
            ("wx_liuhan", "****"),
            ("", ""),
        ];
        for (number, expected) in cases {
            assert_eq!(masked(number), expected, "{number}");
        }
    }

    #[test]
    fn numbers_inside_texts_are_masked_and_the_rest_is_left() {
        let cases = [
            ("让他打13800001234找我", "让他打138****1234找我"),
            ("另一个 138-0000-1234，晚上", "另一个 138****1234，晚上"),
            ("座机 0411-88880000", "座机 041*****0000"),
            ("身份证 21020319850617002X", "身份证 210**********7002X"),
            ("预算 450000，2026-11-21 1430 到店", "预算 450000，2026-11-21 1430 到店"),
            ("VIN WAUAV94L78D029364", "VIN WAUAV94L78D029364"),
        ];
        for (text, expected) in cases {
            assert_eq!(scrubbed(text), expected);
        }
    }

    #[test]
    fn numbers_of_papers_are_no_numbers_of_people_unless_they_look_like_one() {
        let cases = [
            ("24212000000123456789", "24212000000123456789"),
            ("0301234567", "0301234567"),
            ("D01-0001", "D01-0001"),
            ("WAUAV94L78D029364", "WAUAV94L78D029364"),
            ("13800001234", "138****1234"),
            ("+86 138 0000 1234", "861******1234"),
            ("11010519491231002X", "110**********1002"),
            ("", ""),
        ];
        for (number, expected) in cases {
            assert_eq!(scrubbed_paper(number), expected, "{number}");
        }
    }

    #[test]
    fn what_was_read_masked_is_never_written_back() {
        assert_eq!(check_not_masked([("value", "138****1234")]).unwrap_err().code, ErrorCode::MaskedValue);
        assert!(check_not_masked([("value", "5 * 3")]).is_ok());
    }
}
