//! The words under which a customer is found.
//!
//! | said | kept as |
//! |---|---|
//! | a name | each character, each two neighbours, all spellings and initials from each character on |
//! | a latin word | the word from each letter on |
//! | a number | all its ends of two digits or more, so that any run is the beginning of one |
//! | an order number, a VIN, a plate | each of its stretches from each sign on, and the whole |
//! | an employer | each two neighbours, its latin words |
//!
//! What a name or number begins with is kept once more behind [`START`], and a whole one behind [`WHOLE`], so that
//! better hits come first.

use std::collections::BTreeSet;

use super::pinyin;

/// Stands before words that begin a name or number. Private use, so nobody types it.
pub(super) const START: char = '\u{E000}';
/// Stands before a whole name or number.
pub(super) const WHOLE: char = '\u{E001}';
/// A name is searched by this many characters at most.
const NAME_CHARACTERS: usize = 40;
/// A latin word from each of its first letters on.
const LATIN_STARTS: usize = 24;

/// Dots between the parts of one name, as in 买买提·艾力: typed or left out, the name is the same.
const NAME_DOTS: [char; 4] = ['\u{B7}', '\u{2022}', '\u{2027}', '\u{30FB}'];

/// What a customer's words are made of.
#[derive(Debug, Default)]
pub(in crate::mirror) struct Spoken<'a> {
    pub(in crate::mirror) name: &'a str,
    pub(in crate::mirror) latin_name: &'a str,
    pub(in crate::mirror) employer: &'a str,
    /// Other things by which people look for someone: messenger name, mail address, plate, number in another system.
    pub(in crate::mirror) handles: Vec<&'a str>,
    /// Names of people around the customer.
    pub(in crate::mirror) people: Vec<&'a str>,
    /// What stands on papers: order numbers, VINs, plates. Found by any end of them, gaps left out.
    pub(in crate::mirror) codes: Vec<&'a str>,
    /// Normalised where valid, else as typed.
    pub(in crate::mirror) phones: Vec<&'a str>,
}

/// A stretch of one kind of characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    /// Characters that stand for themselves.
    Han(Vec<char>),
    /// Letters.
    Latin(Vec<char>),
    /// Digits.
    Digits(String),
}

impl Run {
    fn of(character: char) -> Self {
        match character {
            c if c.is_ascii_digit() => Self::Digits(c.to_string()),
            c if is_latin(c) => Self::Latin(vec![c]),
            c => Self::Han(vec![c]),
        }
    }

    /// Adds the character if it is of the run's kind.
    fn takes(&mut self, character: char) -> bool {
        match self {
            Self::Digits(run) if character.is_ascii_digit() => run.push(character),
            Self::Latin(run) if is_latin(character) => run.push(character),
            Self::Han(run) if is_han(character) => run.push(character),
            Self::Digits(_) | Self::Latin(_) | Self::Han(_) => return false,
        }
        true
    }
}

/// The runs of a text, folded: small letters, narrow digits. Everything else only separates.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    let mut is_open = false;
    for character in text.chars().filter(|c| !NAME_DOTS.contains(c)).flat_map(fold) {
        let continues = is_open && all.last_mut().is_some_and(|run| run.takes(character));
        is_open = character.is_alphanumeric();
        if is_open && !continues {
            all.push(Run::of(character));
        }
    }
    all
}

fn fold(character: char) -> Vec<char> {
    let narrow = match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character),
        'ü' | 'Ü' => 'v',
        other => other,
    };
    narrow.to_lowercase().collect()
}

fn is_latin(character: char) -> bool {
    character.is_alphabetic() && character < '\u{250}'
}

fn is_han(character: char) -> bool {
    character.is_alphanumeric() && !is_latin(character) && !character.is_ascii_digit()
}

/// The characters of a text without what stands between them.
pub(super) fn bare(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| match run {
            Run::Han(run) | Run::Latin(run) => run.iter().collect(),
            Run::Digits(run) => run.clone(),
        })
        .collect()
}

/// All words of a customer, each once, parted by spaces.
pub(in crate::mirror) fn words(spoken: &Spoken<'_>) -> String {
    let mut words = BTreeSet::new();
    let name: String = spoken.name.chars().take(NAME_CHARACTERS).collect();
    let latin_name: String = spoken.latin_name.chars().take(NAME_CHARACTERS).collect();
    for name in [&name, &latin_name] {
        let runs = runs(name);
        for (place, run) in runs.iter().enumerate() {
            add_name_run(&mut words, run, place == 0);
        }
        let whole = bare(&runs);
        if !whole.is_empty() {
            words.insert(format!("{WHOLE}{whole}"));
            words.insert(format!("{START}{whole}"));
        }
        if runs.len() > 1 {
            // "Li Ming" is found by "liming" too.
            words.insert(whole);
        }
    }
    for person in &spoken.people {
        let name: String = person.chars().take(NAME_CHARACTERS).collect();
        runs(&name).iter().for_each(|run| add_name_run(&mut words, run, false));
    }
    let employer: String = spoken.employer.chars().take(NAME_CHARACTERS).collect();
    for run in runs(&employer) {
        match run {
            Run::Han(run) => words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>())),
            Run::Latin(run) => drop(words.insert(run.iter().collect())),
            Run::Digits(run) => drop(words.insert(run)),
        }
    }
    for handle in &spoken.handles {
        for run in runs(handle) {
            match run {
                // The province of a plate stands alone.
                Run::Han(run) if run.len() == 1 => words.extend(run.iter().map(char::to_string)),
                Run::Han(run) => words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>())),
                Run::Latin(run) => drop(words.insert(run.iter().collect())),
                Run::Digits(run) => add_digits(&mut words, &run, false),
            }
        }
    }
    for code in &spoken.codes {
        let bare = bare(&runs(code));
        for run in runs(&bare) {
            match run {
                Run::Han(run) => drop(words.insert(run.iter().collect())),
                Run::Latin(run) => words.extend((0..run.len()).map(|start| run[start..].iter().collect::<String>())),
                Run::Digits(run) => add_digits(&mut words, &run, false),
            }
        }
        if !bare.is_empty() {
            words.insert(format!("{WHOLE}{bare}"));
        }
    }
    for phone in &spoken.phones {
        let digits: String = phone.chars().flat_map(fold).filter(char::is_ascii_digit).take(20).collect();
        add_digits(&mut words, &digits, true);
        words.insert(format!("{WHOLE}{digits}"));
    }
    words.into_iter().collect::<Vec<_>>().join(" ")
}

fn add_name_run(words: &mut BTreeSet<String>, run: &Run, is_start: bool) {
    match run {
        Run::Han(run) => add_han(words, run, is_start),
        Run::Latin(run) => {
            let word: String = run.iter().collect();
            words.extend(word.char_indices().take(LATIN_STARTS).map(|(at, _)| word[at..].to_owned()));
            words.insert(run[..1].iter().collect());
            if is_start {
                words.insert(format!("{START}{word}"));
            }
        }
        Run::Digits(run) => add_digits(words, run, is_start),
    }
}

fn add_han(words: &mut BTreeSet<String>, run: &[char], is_start: bool) {
    words.extend(run.iter().map(char::to_string));
    words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
    let syllables = pinyin::syllables(run);
    for start in 0..syllables.len() {
        words.extend(pinyin::spellings(&syllables, start));
        words.extend(pinyin::initials(&syllables, start));
        words.extend(syllables[start].iter().filter_map(|reading| reading.get(..1)).map(str::to_owned));
    }
    if is_start {
        words.insert(format!("{START}{}", run[0]));
        words.extend(run.get(..2).map(|pair| format!("{START}{}", pair.iter().collect::<String>())));
        if !syllables.is_empty() {
            words.extend(pinyin::spellings(&syllables, 0).iter().map(|whole| format!("{START}{whole}")));
            words.extend(pinyin::initials(&syllables, 0).iter().map(|whole| format!("{START}{whole}")));
        }
    }
}

/// All ends of two digits or more: any run of the number is the beginning of one of them.
fn add_digits(words: &mut BTreeSet<String>, digits: &str, is_start: bool) {
    words.extend((0..digits.len().saturating_sub(1)).map(|start| digits[start..].to_owned()));
    if digits.len() == 1 {
        words.insert(digits.to_owned());
    }
    if is_start && !digits.is_empty() {
        words.insert(format!("{START}{digits}"));
    }
}
