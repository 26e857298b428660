//! Pinyin of names: every reading of every character, surnames as surnames are read, ü as people type it: v.

use pinyin::{ToPinyin as _, ToPinyinMulti as _};

use super::surnames;

/// How many spellings of one name are kept: names of four characters rarely have more.
const SPELLINGS: usize = 32;
/// The same for longer names, which are firms.
const LONG_SPELLINGS: usize = 8;
const LONG: usize = 5;
/// Sorts behind every spelling.
const NAMELESS: &str = "\u{10FFFF}";

/// The readings of each character, the likeliest first; shorter than `name` where a character has none.
pub(super) fn syllables(name: &[char]) -> Vec<Vec<String>> {
    let mut all = Vec::with_capacity(name.len());
    for (place, character) in name.iter().enumerate() {
        let mut readings: Vec<String> = surname_readings(name, place).into_iter().map(str::to_owned).collect();
        readings.extend(dictionary(*character));
        let mut seen = Vec::new();
        readings.retain(|reading| {
            !seen.contains(reading) && {
                seen.push(reading.clone());
                true
            }
        });
        if readings.is_empty() {
            break;
        }
        all.push(readings);
    }
    all
}

fn surname_readings(name: &[char], place: usize) -> Vec<&'static str> {
    let double = match name {
        [first, second, ..] if place < 2 => surnames::double([*first, *second]),
        _ => None,
    };
    let from_double = double.and_then(|readings| readings.get(place).copied());
    let from_single = if place == 0 { surnames::single(name[0]) } else { &[] };
    from_double.into_iter().chain(from_single.iter().copied()).collect()
}

fn dictionary(character: char) -> Vec<String> {
    let common = character.to_pinyin().map(|reading| typed(reading.plain()));
    let all = character.to_pinyin_multi().into_iter().flatten().map(|reading| typed(reading.plain()));
    common.into_iter().chain(all).collect()
}

fn typed(reading: &str) -> String {
    reading.replace('ü', "v")
}

/// How a text can be typed: spelled out, and by its initials; what is no Chinese character is left out. Empty where none is.
pub fn spell(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().filter(|c| c.to_pinyin().is_some()).collect();
    let syllables: Vec<Vec<String>> = characters.into_iter().map(dictionary).collect();
    if syllables.is_empty() {
        return Vec::new();
    }
    let mut all = spellings(&syllables, 0);
    all.extend(initials(&syllables, 0));
    all.dedup();
    all
}

/// The spellings of the characters from `start` on, the likeliest first.
pub(super) fn spellings(syllables: &[Vec<String>], start: usize) -> Vec<String> {
    combine(&syllables[start..], String::as_str)
}

/// The initials of the characters from `start` on.
pub(super) fn initials(syllables: &[Vec<String>], start: usize) -> Vec<String> {
    combine(&syllables[start..], |reading| reading.get(..1).unwrap_or_default())
}

fn combine<'a>(syllables: &'a [Vec<String>], part: impl Fn(&'a String) -> &'a str) -> Vec<String> {
    let limit = if syllables.len() < LONG { SPELLINGS } else { LONG_SPELLINGS };
    // Ordered by how many characters are not read the likeliest way, so that the limit cuts the unlikely ones.
    let mut spelled: Vec<(usize, String)> = vec![(0, String::new())];
    for readings in syllables {
        let mut longer: Vec<(usize, String)> = Vec::new();
        for (rank, reading) in readings.iter().enumerate() {
            for (unlikely, start) in &spelled {
                let whole = format!("{start}{}", part(reading));
                if !longer.iter().any(|(_, known)| *known == whole) {
                    longer.push((unlikely + usize::from(rank > 0), whole));
                }
            }
        }
        longer.sort_by_key(|(unlikely, _)| *unlikely);
        longer.truncate(limit);
        spelled = longer;
    }
    spelled.into_iter().map(|(_, whole)| whole).collect()
}

/// Sorts names by their likeliest pinyin, syllable by syllable; those without a name last.
pub(in crate::mirror) fn sort_key(name: &str) -> String {
    let characters: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if characters.is_empty() {
        return NAMELESS.to_owned();
    }
    let mut key = String::new();
    for (place, character) in characters.iter().enumerate() {
        let surname = surname_readings(&characters, place).first().map(|reading| (*reading).to_owned());
        match surname.or_else(|| dictionary(*character).into_iter().next()) {
            Some(reading) => {
                key.push_str(&reading);
                key.push(' ');
            }
            None => key.push(*character),
        }
    }
    key.push('\u{1}');
    key.push_str(name);
    key
}
