//! Both languages say the same things, and every error code has its sentence.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use forecourt_core::app::api::error::ErrorCode;
use serde_json::Value;

/// Words by key, such as `errors.no_store`.
pub type Words = BTreeMap<String, String>;

/// Plural forms differ between languages: Chinese has one, English two.
const PLURALS: &[&str] = &["_zero", "_one", "_two", "_few", "_many", "_other"];

/// All words of a language: every JSON file of its folder, the file's name first.
pub fn read(folder: &Path) -> Words {
    let mut words = Words::new();
    let Ok(entries) = fs::read_dir(folder) else { return words };
    for entry in entries {
        let path = entry.expect("folder is readable").path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let text = fs::read_to_string(&path).expect("file is readable");
            let value: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            flatten(&path.file_stem().unwrap_or_default().to_string_lossy(), &value, &mut words);
        }
    }
    words
}

fn flatten(key: &str, value: &Value, words: &mut Words) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| flatten(&format!("{key}.{name}"), value, words)),
        Value::String(text) => {
            words.insert(key.to_owned(), text.clone());
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => panic!("{key} is not a text"),
    }
}

/// Keys that one language has and the other lacks, and texts that are empty.
pub fn missing(one: &str, ones: &Words, other: &str, others: &Words) -> Vec<String> {
    let mut findings = lacking(one, ones, other, others);
    findings.extend(lacking(other, others, one, ones));
    for (language, words) in [(one, ones), (other, others)] {
        findings.extend(
            words.iter().filter(|(_, text)| text.trim().is_empty()).map(|(key, _)| format!("{language}: {key} is empty")),
        );
    }
    findings
}

fn lacking(has: &str, words: &Words, lacks: &str, others: &Words) -> Vec<String> {
    let known: BTreeSet<&str> = others.keys().map(|key| singular(key)).collect();
    let keys = words.keys().filter(|key| !known.contains(singular(key)));
    keys.map(|key| format!("{key} is in {has}, not in {lacks}")).collect()
}

fn singular(key: &str) -> &str {
    PLURALS.iter().find_map(|plural| key.strip_suffix(plural)).unwrap_or(key)
}

/// Error codes without a sentence.
pub fn untranslated_errors(language: &str, words: &Words) -> Vec<String> {
    let codes = ErrorCode::ALL.iter().map(|code| serde_json::to_value(code).expect("a code is a word"));
    let keys = codes.map(|code| format!("errors.{}", code.as_str().expect("a code is a word")));
    keys.filter(|key| !words.keys().any(|known| known == key || known.ends_with(&format!(".{key}"))))
        .map(|key| format!("{language}: {key}"))
        .collect()
}

/// Codes whose English sentence is another than the one the core says where nobody translates.
pub fn other_sentences(english: &Words) -> Vec<String> {
    let told = |code: &ErrorCode| {
        let word = serde_json::to_value(code).expect("a code is a word");
        let key = format!("errors.{}", word.as_str().expect("a code is a word"));
        let text = english.iter().find(|(known, _)| **known == key || known.ends_with(&format!(".{key}"))).map(|(_, text)| text);
        text.filter(|text| *text != code.sentence()).map(|text| format!("{key}: {text:?} is {:?} in the core", code.sentence()))
    };
    ErrorCode::ALL.iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        let mut words = Words::new();
        flatten("common", &serde_json::from_str(text).unwrap(), &mut words);
        words
    }

    #[test]
    fn a_word_that_one_language_lacks_is_found() {
        let chinese = words(r#"{"save": "保存", "leads_other": "{{count}} 条"}"#);
        let english =
            words(r#"{"save": "Save", "leads_one": "one", "leads_other": "{{count}} leads", "back": "Back", "x": " "}"#);
        let findings = missing("zh-CN", &chinese, "en", &english);
        assert_eq!(findings, ["common.back is in en, not in zh-CN", "common.x is in en, not in zh-CN", "en: common.x is empty"]);
    }

    #[test]
    fn an_error_without_a_sentence_is_found() {
        let mut known = Words::new();
        for code in ErrorCode::ALL {
            known.insert(format!("errors.{}", serde_json::to_value(code).unwrap().as_str().unwrap()), "x".into());
        }
        assert_eq!(untranslated_errors("en", &known), Vec::<String>::new());
        known.remove("errors.disk_full");
        assert_eq!(untranslated_errors("en", &known), ["en: errors.disk_full"]);
    }
}
