//! Who may know whom. The table is the plan; a line of code that needs another arrow changes the plan on purpose or goes.

use std::path::Path;

use crate::source::{Source, is_word};

/// A room and whom it may know: a room, or one path inside a room.
type Row = (&'static str, &'static [&'static str]);

/// The rooms of core.
const CORE: &[Row] = &[
    ("ids", &[]),
    ("clock", &["ids"]),
    ("policy", &[]),
    ("domain", &["ids", "clock"]),
    ("ops", &["domain", "ids", "clock"]),
    // What stands on paper is a function of values; who typesets it comes from outside.
    ("printing", &["domain", "ids", "clock"]),
    // Which values of a document are decisions, it must know; whose decisions count, it asks.
    ("document", &["domain", "guard::genesis", "ids", "clock", "policy::FileKind", "policy::Decision"]),
    ("guard", &["ids", "policy::FileKind"]),
    ("vault", &["ids", "clock", "policy::FileKind"]),
    ("mirror", &["domain", "ids", "clock", "policy::FileKind"]),
    ("reports", &["mirror", "domain", "ids", "clock"]),
    ("sync", &["ids", "clock", "policy"]),
    ("app", &["ops", "document", "vault", "mirror", "reports", "sync", "guard", "policy", "printing", "domain", "ids", "clock"]),
];

/// The other crates and the rooms of core that each may know.
const CRATES: &[Row] = &[
    ("sync-server", &["ids", "clock", "policy", "sync", "guard"]),
    // The window knows the facade; of the wire it knows where to knock and how much may come in.
    ("src-tauri", &["app", "ids", "clock", "sync::http", "sync::frame"]),
];

/// Every mention of a room that the table does not allow.
pub fn forbidden(source: &Source) -> Vec<String> {
    if source.is_test {
        return Vec::new();
    }
    let Some((own, allowed, roots)) = place(&source.path) else { return Vec::new() };
    let mut findings = Vec::new();
    for (at, path) in mentions(source, roots) {
        let Some(room) = path.first() else { continue };
        let is_room = CORE.iter().any(|(name, _)| name == room);
        if is_room && room != own && !allowed.iter().any(|allowed| covers(allowed, &path)) {
            findings.push(format!("{} -- {own} may not know {}", source.told(at), path.join("::")));
        }
    }
    findings
}

/// The room a file belongs to, whom it may know, and how it names core.
fn place(path: &Path) -> Option<(&'static str, &'static [&'static str], &'static [&'static str])> {
    if let Ok(inside) = path.strip_prefix("core/src") {
        let first = inside.components().next()?.as_os_str().to_string_lossy().into_owned();
        let room = first.trim_end_matches(".rs");
        // lib.rs only declares the rooms.
        return CORE.iter().find(|(name, _)| *name == room).map(|(name, allowed)| (*name, *allowed, &["crate", "super"][..]));
    }
    CRATES.iter().find(|(name, _)| path.starts_with(name)).map(|(name, allowed)| (*name, *allowed, &["forecourt_core"][..]))
}

fn covers(allowed: &str, path: &[String]) -> bool {
    allowed.split("::").enumerate().all(|(nth, part)| path.get(nth).is_some_and(|named| named == part))
}

/// Every path below core's root, with its position; use trees are unfolded.
fn mentions(source: &Source, roots: &[&str]) -> Vec<(usize, Vec<String>)> {
    let code = &source.code;
    let mut found = Vec::new();
    for root in roots {
        let needle = format!("{root}::");
        for (at, _) in code.match_indices(&needle) {
            let is_inside_path = at > 0 && (is_word(code.as_bytes()[at - 1]) || code[..at].ends_with("::"));
            if is_inside_path {
                continue;
            }
            let mut paths = Vec::new();
            unfold(code, at + needle.len(), &Vec::new(), &mut paths);
            let below = if *root == "super" { depth(&source.path).saturating_sub(1) } else { 0 };
            found.extend(paths.into_iter().filter_map(|path| climb(path, below)).map(|path| (at, path)));
        }
    }
    found
}

/// How many `super`s lead from a file's module to core's root.
fn depth(path: &Path) -> usize {
    let inside = path.strip_prefix("core/src").unwrap_or(path);
    let is_folder = inside.file_name().is_some_and(|name| name == "mod.rs");
    inside.components().count() - usize::from(is_folder)
}

/// What is left of a path once `supers` further steps up are taken; nothing if it stays inside the room.
fn climb(path: Vec<String>, supers: usize) -> Option<Vec<String>> {
    let steps = path.iter().take_while(|part| *part == "super").count();
    (steps == supers).then(|| path[steps..].to_vec())
}

/// Reads the path or use tree at `at`; returns where it ends.
fn unfold(code: &str, mut at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let bytes = code.as_bytes();
    let mut path = before.to_vec();
    loop {
        at = blank_end(bytes, at);
        if bytes.get(at) == Some(&b'{') {
            return unfold_group(code, at + 1, &path, found);
        }
        let end = at + bytes[at..].iter().take_while(|byte| is_word(**byte)).count();
        if end > at {
            path.push(code[at..end].to_owned());
        }
        if !code[end..].starts_with("::") || end == at {
            found.push(path);
            return end;
        }
        at = end + 2;
    }
}

fn unfold_group(code: &str, mut at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let bytes = code.as_bytes();
    loop {
        at = blank_end(bytes, at);
        match bytes.get(at) {
            None => return at,
            Some(b'}') => return at + 1,
            Some(byte) if is_word(*byte) => at = unfold(code, at, before, found),
            // A comma, a star, `as _`.
            Some(_) => at += 1,
        }
    }
}

fn blank_end(bytes: &[u8], at: usize) -> usize {
    at + bytes[at.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        forbidden(&Source::new(Path::new(path), text.to_owned()))
    }

    #[test]
    fn an_arrow_that_is_not_in_the_table_is_found() {
        for (path, text) in [
            ("core/src/domain/customer.rs", "use crate::vault::Vault;"),
            ("core/src/domain/customer.rs", "use crate::{\n    ids::FileId,\n    vault::{self, Vault},\n};"),
            ("core/src/vault/mod.rs", "use crate::policy::{FileKind, Role};"),
            ("core/src/vault/mod.rs", "use crate::policy;"),
            ("core/src/mirror/search.rs", "fn a() -> crate::document::Customer { todo() }"),
            ("core/src/mirror/search.rs", "use super::super::document::Customer;"),
            ("core/src/document/mod.rs", "use super::guard::inspect;"),
            ("sync-server/src/relay/mod.rs", "use forecourt_core::{ids::FileId, document};"),
            ("src-tauri/src/main.rs", "forecourt_core::vault::open()"),
        ] {
            assert!(!found(path, text).is_empty(), "{path}: {text}");
        }
    }

    #[test]
    fn arrows_of_the_table_and_everything_inside_a_room_pass() {
        for (path, text) in [
            ("core/src/vault/mod.rs", "use crate::{ids::{FileId, *}, clock::Instant, policy::FileKind, vault::outbox};"),
            ("core/src/document/customer/read.rs", "use super::super::guard;\nuse super::write;"),
            ("core/src/document/mod.rs", "use crate::guard::genesis;"),
            ("core/src/domain/phone.rs", "// use crate::vault::Vault;\nconst A: &str = \"crate::vault::x\";"),
            ("core/src/domain/phone.rs", "#[cfg(test)]\nmod tests { use crate::vault::Vault; }"),
            ("core/src/vault/tests.rs", "use crate::sync::Envelope;"),
            ("sync-server/src/http.rs", "use forecourt_core::{ids::FileId, sync::frame};\nuse crate::mirror::x;"),
        ] {
            assert_eq!(found(path, text), Vec::<String>::new(), "{path}: {text}");
        }
    }

    #[test]
    fn a_finding_shows_the_line() {
        let findings = found("core/src/domain/customer.rs", "//! Doc.\n\nuse crate::sync::Frame;\n");
        assert_eq!(findings, ["core/src/domain/customer.rs:3: use crate::sync::Frame; -- domain may not know sync::Frame"]);
    }
}
