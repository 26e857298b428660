//! What people read. A sentence that leaves open whether the data is safe, or what to do, is a failure of its own.

use forecourt_core::app::api::error::{AppError, ErrorCode};
use serde_json::Value;

/// Whether the data is safe.
const SAFE: [&str; 5] = ["safe", "Nothing was changed", "NOT saved", "was not changed", "is kept"];
const SAFE_ZH: [&str; 4] = ["安全", "没有改动", "没有保存", "没有被改动"];
/// What to do.
const ADVICE: [&str; 11] = [
    "ask ",
    "check ",
    "try again",
    "Call support",
    "sign in",
    "update ",
    "wait until",
    "give the key",
    "choose ",
    "free some",
    "set date",
];
const ADVICE_ZH: &str = "请";

/// Holds the sentence of a code, in both languages, against what a sentence must say.
pub fn is_clear(code: ErrorCode) {
    let english = code.sentence();
    assert_eq!(screen("en", code), english, "the screen and the core say the same");
    assert!(SAFE.iter().any(|word| english.contains(word)), "{code:?} does not say whether the data is safe: {english}");
    assert!(ADVICE.iter().any(|word| english.contains(word)), "{code:?} does not say what to do: {english}");
    let chinese = screen("zh-CN", code);
    assert!(SAFE_ZH.iter().any(|word| chinese.contains(word)), "{code:?} does not say whether the data is safe: {chinese}");
    assert!(chinese.contains(ADVICE_ZH), "{code:?} does not say what to do: {chinese}");
}

/// Holds a refusal against the code that was expected, and its sentence against what a sentence must say.
pub fn refused_with(answer: Result<Value, AppError>, code: ErrorCode) {
    let error = answer.unwrap_err();
    assert_eq!(error.code, code);
    // A particular may follow, such as which key file.
    assert!(error.message.starts_with(code.sentence()), "{}", error.message);
    is_clear(code);
}

fn screen(language: &str, code: ErrorCode) -> String {
    let path = format!("{}/../ui/src/locales/{language}/errors.json", env!("CARGO_MANIFEST_DIR"));
    let texts: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let key = serde_json::to_value(code).unwrap();
    texts[key.as_str().unwrap()].as_str().unwrap_or_else(|| panic!("{language} has no text for {key}")).to_owned()
}
