//! What a person typed, as a question to the index.

use super::words::{Run, START, WHOLE, bare, runs};

/// More of what was typed does not make the answer better.
const TYPED_CHARACTERS: usize = 64;
const TERMS: usize = 16;

/// A question. Every part of what was typed must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mirror) enum Query {
    /// Nothing was typed: everything matches.
    Everything,
    /// What was typed holds no letter, digit or character: nothing matches.
    Nothing,
    /// FTS5 expressions, made of quoted runs only.
    Match {
        /// Finds all hits.
        any: String,
        /// Finds those whose name or number begins so.
        start: String,
        /// Finds those whose whole name or number it is.
        whole: String,
    },
}

impl Query {
    /// Reads what was typed.
    pub(in crate::mirror) fn read(typed: &str) -> Self {
        let typed = typed.trim();
        if typed.is_empty() {
            return Self::Everything;
        }
        let shortened: String = typed.chars().take(TYPED_CHARACTERS).collect();
        let runs = runs(&join_digits(&shortened));
        if runs.is_empty() {
            return Self::Nothing;
        }
        let any = runs.iter().flat_map(|run| terms(run, false)).take(TERMS).collect::<Vec<_>>().join(" ");
        let start =
            runs.iter().enumerate().flat_map(|(place, run)| terms(run, place == 0)).take(TERMS).collect::<Vec<_>>().join(" ");
        let whole = format!("\"{WHOLE}{}\"", bare(&runs));
        Self::Match { any, start, whole }
    }
}

/// Joins digits that were written in groups, and drops the country code: `+86 138-0000 0001`.
fn join_digits(typed: &str) -> String {
    let typed = typed.strip_prefix("+86").or_else(|| typed.strip_prefix("0086")).unwrap_or(typed);
    let characters: Vec<char> = typed.chars().collect();
    let is_digit_at = |place: Option<usize>| place.and_then(|place| characters.get(place)).is_some_and(char::is_ascii_digit);
    let is_gap = |place: usize| {
        matches!(characters[place], ' ' | '-' | '\u{2013}' | '(' | ')')
            && is_digit_at(place.checked_sub(1))
            && is_digit_at(Some(place + 1))
    };
    (0..characters.len()).filter(|place| !is_gap(*place)).map(|place| characters[place]).collect()
}

fn terms(run: &Run, is_start: bool) -> Vec<String> {
    let start = if is_start { START.to_string() } else { String::new() };
    match run {
        Run::Han(run) => match run.as_slice() {
            [one] => vec![format!("\"{start}{one}\"")],
            several => several
                .windows(2)
                .enumerate()
                .map(|(place, pair)| {
                    let start = if place == 0 { start.as_str() } else { "" };
                    format!("\"{start}{}{}\"", pair[0], pair[1])
                })
                .collect(),
        },
        // A single letter is kept as a word of its own; asking for all words that begin with it would read them all.
        Run::Latin(run) if run.len() == 1 && !is_start => vec![format!("\"{}\"", run[0])],
        Run::Latin(run) => vec![format!("\"{start}{}\"*", run.iter().collect::<String>())],
        Run::Digits(run) if run.len() == 1 && !is_start => vec![format!("\"{run}\"")],
        Run::Digits(run) => vec![format!("\"{start}{run}\"*")],
    }
}
