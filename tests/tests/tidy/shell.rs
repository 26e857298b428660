//! What the window's page can reach: capabilities, content policy and the list of commands, as somebody last looked at them.

use std::{fmt::Write as _, fs, path::Path};

use forecourt_core::app::api::COMMANDS;
use serde_json::Value;

/// The reviewed text, beside this file.
pub const REVIEWED: &str = "tests/tests/tidy/shell.reviewed";

/// Everything that widens or narrows what a page may do, as text.
pub fn reach(root: &Path) -> String {
    let mut out = String::new();
    let folder = root.join("src-tauri/capabilities");
    let mut paths: Vec<_> =
        fs::read_dir(&folder).expect("there are capabilities").map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    for path in paths {
        let value = json(&path);
        section(&mut out, &format!("capability {}", path.file_name().unwrap_or_default().to_string_lossy()), &value);
    }
    let config = json(&root.join("src-tauri/tauri.conf.json"));
    section(&mut out, "app", &without_windows(&config["app"]));
    section(&mut out, "plugins", &config["plugins"]);
    let _ = writeln!(out, "commands\n  {}", COMMANDS.join("\n  "));
    out
}

/// Titles and sizes of windows reach nothing.
fn without_windows(app: &Value) -> Value {
    let mut app = app.clone();
    if let Some(map) = app.as_object_mut() {
        map.remove("windows");
    }
    app
}

fn section(out: &mut String, name: &str, value: &Value) {
    let text = serde_json::to_string_pretty(value).expect("a value is text");
    let _ = writeln!(out, "{name}\n{}\n", text.lines().map(|line| format!("  {line}\n")).collect::<String>().trim_end());
}

fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Lines that one text has and the other lacks.
pub fn differences(reviewed: &str, is: &str) -> Vec<String> {
    let lacks = |text: &str, line: &str| !text.lines().any(|other| other == line);
    let new = is.lines().filter(|line| lacks(reviewed, line)).map(|line| format!("+ {line}"));
    let gone = reviewed.lines().filter(|line| lacks(is, line)).map(|line| format!("- {line}"));
    new.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wider_policy_and_a_new_command_are_told() {
        let reviewed = "app\n  \"csp\": \"default-src 'none'\"\n\ncommands\n  state\n";
        assert_eq!(differences(reviewed, reviewed), [""; 0]);
        let wider = reviewed.replace("'none'", "*").replace("  state\n", "  state\n  run_sql\n");
        let told = differences(reviewed, &wider);
        assert_eq!(told, ["+   \"csp\": \"default-src *\"", "+   run_sql", "-   \"csp\": \"default-src 'none'\""]);
    }
}
