//! Which tests prove which row of the sales desk: a table made from the comments that stand before them.
//!
//! Only tests that go through the product count: its commands, devices that sync, or the interface. A row that cannot be
//! built stands in the list with its reason instead.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::source::Source;

/// The rows, from the root: id, the dealership's word, what it is, and why it cannot be proved where that is so.
pub const LIST: &str = "tests/tests/tidy/rows.list";
/// The table, from the root.
pub const TABLE: &str = "tests/rows.md";

/// Where a test counts.
const THROUGH: &[&str] = &["core/src/app/", "tests/tests/", "tests/e2e/", "src-tauri/tests/"];

const HEAD: &str = "# The rows of the sales desk and what proves them\n\n\
    Made by `FORECOURT_REVIEWED=1 cargo test -p forecourt-tests --test tidy` from the comments before the tests; a row\n\
    without a proof or a reason fails the house rules.\n\n| row | 中文 | what | proved by |\n|---|---|---|---|\n";

/// The table, and the rows that nothing proves.
pub fn table(list: &str, sources: &[Source]) -> (String, Vec<String>) {
    let proofs = proofs(sources);
    let (mut table, mut findings) = (HEAD.to_owned(), Vec::new());
    for row in list.lines() {
        let mut cells = row.split('\t');
        let (id, chinese, english) =
            (cells.next().unwrap_or_default(), cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let proved: Vec<String> = proofs.get(id).into_iter().flatten().map(|name| format!("`{name}`")).collect();
        let said = match (proved.is_empty(), cells.next()) {
            (false, _) => proved.join("<br>"),
            (true, Some(reason)) => reason.to_owned(),
            (true, None) => {
                findings.push(format!("{id} {chinese}: no test says that it proves this"));
                String::new()
            }
        };
        let _ = writeln!(table, "| {id} | {chinese} | {english} | {said} |");
    }
    (table, findings)
}

/// The tests per row, sorted.
fn proofs(sources: &[Source]) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources.iter().filter(|source| THROUGH.iter().any(|place| source.path.starts_with(place))) {
        let mut ids: Vec<String> = Vec::new();
        for line in source.text.lines().map(str::trim) {
            if let Some(comment) = line.strip_prefix("///").or_else(|| line.strip_prefix("// ")) {
                ids.extend(ids_in(comment));
            } else if let Some(name) = test_named(line) {
                for id in ids.drain(..) {
                    found.entry(id).or_default().push(name.clone());
                }
            } else if !line.starts_with("#[") && !line.starts_with("#!") {
                ids.clear();
            }
        }
    }
    for names in found.values_mut() {
        names.sort();
        names.dedup();
    }
    found
}

/// The name of the test that begins on this line.
fn test_named(line: &str) -> Option<String> {
    let (begin, end) = if line.starts_with("fn ") { ("fn ", '(') } else { ("test('", '\'') };
    let name = line.strip_prefix("async ").unwrap_or(line).strip_prefix(begin)?;
    name.split(end).next().map(str::to_owned)
}

/// Words that look like a row: one of its letters, then one or two digits.
fn ids_in(comment: &str) -> Vec<String> {
    let words = comment.split(|sign: char| !sign.is_ascii_alphanumeric());
    let is_row = |word: &&str| {
        word.strip_prefix(['C', 'R', 'S', 'F', 'O', 'D'])
            .is_some_and(|digits| (1..=2).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit()))
    };
    words.filter(is_row).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_row_is_proved_by_a_test_that_says_so_and_goes_through_the_product() {
        let text =
            "/// R8, and part of R9\n#[test]\nfn it_counts() {}\n\n/// R10\nconst X: u8 = 0;\n#[test]\nfn it_stands() {}\n";
        let told = |path: &str, list: &str| {
            let source = Source::new(Path::new(path), text.to_owned());
            table(list, &[source])
        };
        let (made, findings) = told("tests/tests/a.rs", "R8\t率\tthe rate\nR9\t率\tanother\n");
        assert!(made.ends_with("| R8 | 率 | the rate | `it_counts` |\n| R9 | 率 | another | `it_counts` |\n"), "{made}");
        assert!(findings.is_empty());
        assert_eq!(told("core/src/domain/a.rs", "R8\t率\tthe rate\n").1, ["R8 率: no test says that it proves this"]);
        assert_eq!(told("tests/tests/a.rs", "R10\t页\tthe page\n").1, ["R10 页: no test says that it proves this"]);
        let (made, findings) = told("tests/tests/a.rs", "R7\t屏\tthe screen\tit needs a phone\n");
        assert!(findings.is_empty() && made.ends_with("| it needs a phone |\n"), "{made}");
        let source = Source::new(Path::new("tests/e2e/a.test.mjs"), "// S4\ntest('a drive', async (t) => {\n".to_owned());
        assert!(table("S4\t驾\tdrive\n", &[source]).1.is_empty());
    }
}
