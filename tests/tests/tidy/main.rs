//! Keeps the house in order: who may know whom, what a log line may hold, how long a file may be, and whether what is
//! generated or translated is complete. Each checker is tried on a text that breaks its rule before it is trusted.

#![expect(clippy::expect_used, clippy::panic, reason = "a check that cannot read the sources must fail loudly")]

mod arrows;
mod locales;
mod logs;
mod rows;
mod shell;
mod sizes;
mod source;
mod threats;

use std::{fs, path::Path};

use forecourt_core::sync::audit::AuditWord;
use source::{Source, root, sources};

/// Where the product's own code lies; tests may look anywhere.
const PRODUCT: &[&str] = &["core/src", "sync-server/src", "src-tauri/src"];

fn product() -> Vec<Source> {
    PRODUCT.iter().flat_map(|folder| sources(&root().join(folder), &["rs"])).collect()
}

fn none_of(findings: &[String], law: &str) {
    assert!(findings.is_empty(), "{law}:\n  {}\n", findings.join("\n  "));
}

#[test]
fn rooms_know_only_whom_the_plan_lets_them_know() {
    let findings: Vec<String> = product().iter().flat_map(arrows::forbidden).collect();
    none_of(&findings, "arrows that are not in tests/tests/tidy/arrows.rs");
}

#[test]
fn every_word_of_the_audit_log_is_written_somewhere() {
    let is_written = |code: &str, word: &AuditWord| {
        let name = format!("AuditWord::{word:?}");
        code.split(&name).skip(1).any(|rest| !rest.starts_with(char::is_alphanumeric) && !rest.starts_with(".word()"))
    };
    for code in ["AuditNote::of(AuditWord::ReleasedToo)", "count(AuditWord::Released.word())"] {
        assert!(!is_written(code, &AuditWord::Released), "{code}");
    }
    let code: String = product().into_iter().filter(|source| !source.is_test).map(|source| source.code).collect();
    let missing: Vec<String> =
        AuditWord::ALL.iter().filter(|word| !is_written(&code, word)).map(|word| word.word().to_owned()).collect();
    none_of(&missing, "words of the audit log that nobody writes");
}

#[test]
fn no_log_line_holds_personal_data() {
    let mut findings: Vec<String> = product().iter().flat_map(logs::personal).collect();
    findings.extend(sources(&root().join("ui/src"), &["ts", "tsx"]).iter().flat_map(logs::consoles));
    none_of(&findings, "log calls that may hold personal data");
}

#[test]
fn every_threat_has_a_proof_that_exists() {
    let list = fs::read_to_string(root().join(threats::LIST)).expect("the list of threats");
    let mut everything = product();
    everything.extend(["tests", "src-tauri/tests"].iter().flat_map(|folder| sources(&root().join(folder), &["rs"])));
    none_of(&threats::unproved(&list, &everything), "threats without a proof");
}

#[test]
fn every_row_of_the_sales_desk_is_proved() {
    let list = fs::read_to_string(root().join(rows::LIST)).expect("the list of rows");
    let mut everything = product();
    everything.extend(["tests", "src-tauri/tests"].iter().flat_map(|folder| sources(&root().join(folder), &["rs", "mjs"])));
    let (table, findings) = rows::table(&list, &everything);
    let path = root().join(rows::TABLE);
    if std::env::var_os("FORECOURT_REVIEWED").is_some() {
        fs::write(&path, &table).expect("the table can be written");
    }
    none_of(&findings, "rows that nothing proves");
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == table,
        "{} is stale: `FORECOURT_REVIEWED=1 cargo test -p forecourt-tests --test tidy` makes it anew",
        rows::TABLE
    );
}

#[test]
fn generated_types_are_fresh() {
    let path = root().join("ui/src/api/types.ts");
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let fresh = forecourt_core::app::api::typescript::typescript().expect("every name has one type");
    assert!(kept == fresh, "{} is stale: run `cargo run -p forecourt-tests --bin typescript`", path.display());
}

#[test]
fn every_error_and_every_word_is_translated() {
    let folder = root().join("ui/src/locales");
    if !folder.exists() {
        return;
    }
    let chinese = locales::read(&folder.join("zh-CN"));
    let english = locales::read(&folder.join("en"));
    let mut findings = locales::missing("zh-CN", &chinese, "en", &english);
    for (language, words) in [("zh-CN", &chinese), ("en", &english)] {
        findings.extend(locales::untranslated_errors(language, words));
    }
    none_of(&findings, "translations that are missing");
    none_of(&locales::other_sentences(&english), "sentences that the core says in other words");
}

#[test]
fn files_end_before_they_sprawl() {
    let rust: Vec<Source> =
        product().into_iter().chain(sources(&root().join("tests/src"), &["rs"])).filter(|source| !source.is_test).collect();
    let ui: Vec<Source> = sources(&root().join("ui/src"), &["ts", "tsx", "css"])
        .into_iter()
        .filter(|source| !source.is_test && !source.path.ends_with(Path::new("api/types.ts")))
        .collect();
    println!("{}", sizes::table(&rust, &ui));
    let mut findings = sizes::too_long(&rust, sizes::RUST_LINES);
    findings.extend(sizes::too_long(&ui, sizes::UI_LINES));
    none_of(&findings, "files that are too long");
}

#[test]
fn what_the_page_of_the_window_can_reach_was_looked_at() {
    let path = root().join(shell::REVIEWED);
    let is = shell::reach(&root());
    if std::env::var_os("FORECOURT_REVIEWED").is_some() {
        fs::write(&path, &is).expect("the reviewed file can be written");
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default();
    let findings = shell::differences(&reviewed, &is);
    let law = "the page reaches more or less than what was looked at; once you have looked, \
               `FORECOURT_REVIEWED=1 cargo test -p forecourt-tests --test tidy` writes it down";
    none_of(&findings, law);
}
