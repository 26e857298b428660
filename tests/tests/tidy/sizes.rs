//! How long files and functions are.

use std::fmt::Write as _;

use crate::source::{Source, closing};

/// Where a Rust file ends, its tests apart.
pub const RUST_LINES: usize = 400;
/// Where an interface file ends.
pub const UI_LINES: usize = 250;
/// Where a function should have ended; longer ones are told, not refused.
const FUNCTION_LINES: usize = 70;

/// Files longer than `limit`.
pub fn too_long(sources: &[Source], limit: usize) -> Vec<String> {
    let long = sources.iter().filter(|source| lines(source) > limit);
    long.map(|source| format!("{}: {} lines, at most {limit}", source.path.display(), lines(source))).collect()
}

/// Median, 90th percentile and longest, for files and functions; long functions by name.
pub fn table(rust: &[Source], ui: &[Source]) -> String {
    let functions: Vec<(String, usize)> = rust.iter().flat_map(functions).collect();
    let mut out = String::from("                 count  median    90 %  longest\n");
    for (label, sizes) in [
        ("Rust files", rust.iter().map(lines).collect::<Vec<_>>()),
        ("Rust functions", functions.iter().map(|(_, lines)| *lines).collect()),
        ("interface files", ui.iter().map(lines).collect()),
    ] {
        let mut sizes = sizes;
        sizes.sort_unstable();
        let at = |percent: usize| sizes.get(sizes.len().saturating_sub(1) * percent / 100).copied().unwrap_or(0);
        let _ = writeln!(out, "{label:16} {:5} {:7} {:7} {:8}", sizes.len(), at(50), at(90), at(100));
    }
    for (told, lines) in functions.iter().filter(|(_, lines)| *lines > FUNCTION_LINES) {
        let _ = writeln!(out, "long function, {lines} lines: {told}");
    }
    out
}

/// Lines of a file without its test modules.
fn lines(source: &Source) -> usize {
    let total = source.text.lines().count();
    let Some(tests) = source.text.find("#[cfg(test)]\nmod ") else { return total };
    // Test modules stand last; one declared without a body is a line of its own.
    if source.text[tests..].lines().nth(1).is_some_and(|line| line.trim_end().ends_with(';')) {
        return total;
    }
    source.text[..tests].lines().count()
}

/// Every function with its length.
fn functions(source: &Source) -> Vec<(String, usize)> {
    let code = &source.code;
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let is_start = at == 0 || code.as_bytes()[at - 1].is_ascii_whitespace();
        let Some(body) = code[at..].find(['{', ';']).map(|body| at + body) else { continue };
        if is_start && code.as_bytes()[body] == b'{' {
            let end = closing(code, body);
            found.push((source.told(at), source.line_of(end) - source.line_of(at) + 1));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn source(text: String) -> Source {
        Source::new(Path::new("core/src/x.rs"), text)
    }

    #[test]
    fn a_file_one_line_too_long_is_found_and_its_tests_do_not_count() {
        let limit = |lines: usize, tests: &str| too_long(&[source("//\n".repeat(lines) + tests)], 400).len();
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "//\n".repeat(50));
        assert_eq!((limit(400, ""), limit(401, ""), limit(400, &tests), limit(401, &tests)), (0, 1, 0, 1));
    }

    #[test]
    fn a_long_function_is_told() {
        let long = source(format!("fn a() {{\n{}}}\nfn b() {{}}\n", "x();\n".repeat(80)));
        let table = table(&[long], &[]);
        assert!(table.contains("long function, 82 lines: core/src/x.rs:1: fn a() {"), "{table}");
        assert!(!table.contains("fn b"));
    }
}
