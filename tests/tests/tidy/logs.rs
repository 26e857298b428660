//! What a log line may hold: ids and counts. A name that sounds like a person's data is refused wherever a log macro
//! mentions it: as a field, as a value, or inside the text's braces.

use crate::source::{Source, closing, is_word};

/// Macros that write where a stranger may read.
const MACROS: &[&str] = &[
    "trace",
    "debug",
    "info",
    "warn",
    "error",
    "event",
    "span",
    "trace_span",
    "debug_span",
    "info_span",
    "warn_span",
    "error_span",
    "println",
    "eprintln",
    "print",
    "eprint",
    "dbg",
];

/// Parts of names that sound like a person's data, or like a key to it.
const PERSONAL: &[&str] = &[
    "name",
    "phone",
    "plate",
    "vin",
    "typed",
    "value",
    "remark",
    "note",
    "wechat",
    "email",
    "identity",
    "licence",
    "income",
    "query",
    "customer",
    "passphrase",
    "password",
    "secret",
    "token",
];

/// Every log call of a Rust file that mentions such a name.
pub fn personal(source: &Source) -> Vec<String> {
    let mut findings = Vec::new();
    if source.is_test {
        return findings;
    }
    for (at, end) in calls(source) {
        let words = names(&source.code[at..end]).chain(braced(&source.text[at..end]));
        for word in words {
            if let Some(part) = word.split('_').find(|part| is_personal(part)) {
                findings.push(format!("{} -- `{part}` in a log call", source.told(at)));
                break;
            }
        }
    }
    findings
}

/// Every `console.` call of an interface file: what people see goes to the screen, not to a log.
pub fn consoles(source: &Source) -> Vec<String> {
    if source.is_test {
        return Vec::new();
    }
    let words = ["log", "info", "warn", "error", "debug", "trace"];
    let calls = words
        .iter()
        .flat_map(|word| source.text.match_indices(&format!("console.{word}(")).map(|(at, _)| at).collect::<Vec<_>>());
    calls.map(|at| source.told(at)).collect()
}

fn is_personal(part: &str) -> bool {
    let part = part.to_ascii_lowercase();
    PERSONAL.iter().any(|word| part == *word || part.strip_suffix('s') == Some(word))
}

/// Where the arguments of log macros begin and end.
fn calls(source: &Source) -> Vec<(usize, usize)> {
    let code = &source.code;
    let mut found = Vec::new();
    for (bang, _) in code.match_indices("!(") {
        let start = code[..bang].bytes().rev().take_while(|byte| is_word(*byte)).count();
        if MACROS.contains(&&code[bang - start..bang]) {
            found.push((bang + 1, closing(code, bang + 1)));
        }
    }
    found
}

fn names(code: &str) -> impl Iterator<Item = &str> {
    code.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').filter(|word| !word.is_empty())
}

/// Names between braces in the original text: `{name:?}`.
fn braced(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn found(text: &str) -> usize {
        personal(&Source::new(Path::new("core/src/app/x.rs"), text.to_owned())).len()
    }

    #[test]
    fn a_log_call_that_names_a_person_is_found() {
        for text in [
            r#"fn a() { tracing::info!(name = %file, "saved"); }"#,
            r#"fn a() { info!(phone, "saved"); }"#,
            r#"fn a() { tracing::warn!("cannot read {typed:?}"); }"#,
            r#"fn a() { tracing::warn!(field = %row.customer_name, "x"); }"#,
            "fn a() {\n    tracing::error!(\n        ?file,\n        count = plates.len(),\n        \"x\",\n    );\n}",
            r#"fn a() { println!("{}", token); }"#,
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
    }

    #[test]
    fn ids_counts_and_plain_words_pass() {
        for text in [
            r#"fn a() { tracing::info!(%file, count = 3, "saved a customer's name"); }"#,
            r#"fn a() { let name = 1; format!("{name}"); }"#,
            r#"#[cfg(test)] mod tests { fn a() { println!("{name}"); } }"#,
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }

    #[test]
    fn a_console_call_in_the_interface_is_found() {
        let screen = |text: &str| consoles(&Source::new(Path::new("ui/src/a.tsx"), text.to_owned())).len();
        assert_eq!(screen("console.log(row);"), 1);
        assert_eq!(screen("log(row);"), 0);
    }
}
