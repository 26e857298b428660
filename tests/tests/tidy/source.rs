//! Source files with comments and literals blanked, so that a checker sees code only.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// One source file.
pub struct Source {
    /// Path from the workspace's root.
    pub path: PathBuf,
    /// As it is on disk.
    pub text: String,
    /// Same length and lines, comments and the insides of literals blanked (Rust only).
    pub code: String,
    /// A file that only tests use.
    pub is_test: bool,
}

/// The workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All files below `folder` with one of `endings`, sorted.
pub fn sources(folder: &Path, endings: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(folder, &mut paths);
    paths.sort();
    let root = root();
    paths
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("source is readable");
            Source::new(path.strip_prefix(&root).unwrap_or(&path), text)
        })
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("folder is readable").path();
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

impl Source {
    /// From a path and its text.
    pub fn new(path: &Path, text: String) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_test = name == "tests.rs"
            || name.contains(".test.")
            || path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "test")
                && !path.starts_with("tests/src");
        let code = if name.ends_with(".rs") { without_tests(&blanked(&text)) } else { text.clone() };
        Self { path: path.to_owned(), text, code, is_test }
    }

    /// The line number of a byte position, from 1.
    pub fn line_of(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    /// `path:line: the line`, as a person wants to read it.
    pub fn told(&self, at: usize) -> String {
        let line = self.line_of(at);
        let text = self.text.lines().nth(line - 1).unwrap_or_default().trim();
        format!("{}:{line}: {text}", self.path.display())
    }
}

/// Comments and the insides of literals become spaces; line breaks and positions stay.
pub fn blanked(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let (blank_from, next) = skip(bytes, at);
        for byte in &mut out[blank_from.min(next)..next] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = next;
    }
    String::from_utf8(out).expect("only whole literals and comments are blanked")
}

/// What begins at `at`: from where it is blank, and where it ends. Plain code is one byte long and nothing of it is blank.
fn skip(bytes: &[u8], at: usize) -> (usize, usize) {
    let rest = &bytes[at..];
    if rest.starts_with(b"//") {
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        return (at, at + length);
    }
    if rest.starts_with(b"/*") {
        return (at, at + block_comment(rest));
    }
    let is_after_word = at > 0 && is_word(bytes[at - 1]);
    if let Some(length) = raw_string(rest).filter(|_| !is_after_word) {
        return (at, at + length);
    }
    match rest[0] {
        b'"' => (at, at + quoted(rest, b'"')),
        b'\'' if is_character(rest) => (at, at + quoted(rest, b'\'')),
        _ => (at + 1, at + 1),
    }
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn raw_string(rest: &[u8]) -> Option<usize> {
    let start = usize::from(rest.first() == Some(&b'b'));
    if rest.get(start) != Some(&b'r') {
        return None;
    }
    let hashes = rest[start + 1..].iter().take_while(|byte| **byte == b'#').count();
    if rest.get(start + 1 + hashes) != Some(&b'"') {
        return None;
    }
    let end: Vec<u8> = std::iter::once(b'"').chain(std::iter::repeat_n(b'#', hashes)).collect();
    let body = start + 2 + hashes;
    let length = rest[body..].windows(end.len()).position(|window| window == end)?;
    Some(body + length + end.len())
}

fn quoted(rest: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Tells `'a'` and `'\n'` from the lifetime `'a`.
fn is_character(rest: &[u8]) -> bool {
    match rest.get(1) {
        Some(b'\\') => true,
        Some(byte) if byte.is_ascii() => rest.get(2) == Some(&b'\''),
        Some(_) => true,
        None => false,
    }
}

/// Whether a byte can be part of a Rust name.
pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Blanks every `#[cfg(test)]` item with a body.
fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    let mut from = 0;
    while let Some(found) = out[from..].find("#[cfg(test)]") {
        let start = from + found;
        let end = item_end(&out, start + "#[cfg(test)]".len());
        let blank: String = out[start..end].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(start..end, &blank);
        from = start + blank.len();
    }
    out
}

/// Where the item that begins at `from` ends: after its `;` or its matching brace.
fn item_end(code: &str, from: usize) -> usize {
    match code[from..].find([';', '{']) {
        Some(at) if code.as_bytes()[from + at] == b'{' => closing(code, from + at),
        Some(at) => from + at + 1,
        None => code.len(),
    }
}

/// The position after the bracket that closes the one at `open`.
pub fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}

#[test]
fn comments_and_literals_are_not_code() {
    let text = "a /* x /* y */ z */ \"q\\\"{\" r#\"raw \" { \"# '{' '\\'' &'a b // end {\nc";
    let code = blanked(text);
    assert_eq!(code.len(), text.len());
    assert_eq!(code.split_whitespace().collect::<Vec<_>>(), ["a", "&'a", "b", "c"]);
}

#[test]
fn test_modules_are_set_apart() {
    let source = Source::new(Path::new("core/src/x.rs"), "fn a() {}\n#[cfg(test)]\nmod tests { fn b() { } }\nfn c() {}".into());
    assert!(source.code.contains("fn a") && source.code.contains("fn c") && !source.code.contains("fn b"));
    assert_eq!(source.line_of(source.code.find("fn c").unwrap()), 4);
    assert!(Source::new(Path::new("core/src/vault/tests.rs"), String::new()).is_test);
    assert!(!Source::new(Path::new("tests/src/bin/bench.rs"), String::new()).is_test);
}
