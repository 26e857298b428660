//! Whether every threat that was thought of has a proof that exists.

use crate::source::Source;

/// The list, from the root.
pub const LIST: &str = "tests/threats.md";

/// Rows of the list without a proof, and proofs that are no test any more.
pub fn unproved(list: &str, sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut rows = 0;
    for row in list.lines().filter(|line| line.starts_with('|')).skip(2) {
        rows += 1;
        let threat = row.split('|').nth(1).unwrap_or_default().trim();
        let proofs: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        if proofs.is_empty() {
            findings.push(format!("{threat}: no proof is named"));
        }
        for proof in proofs {
            let begins = format!("fn {proof}(");
            if !sources.iter().any(|source| source.text.contains(&begins)) {
                findings.push(format!("{threat}: there is no test `{proof}`"));
            }
        }
    }
    if rows == 0 {
        findings.push("the list of threats is empty".to_owned());
    }
    findings
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_threat_without_a_proof_and_a_proof_that_is_gone_are_told() {
        let source = Source::new(Path::new("tests/tests/a.rs"), "#[test]\nfn it_holds() {}\n".to_owned());
        let head = "| threat | what holds | proved by |\n|---|---|---|\n";
        let told = |rows: &str| unproved(&format!("{head}{rows}"), std::slice::from_ref(&source));
        assert_eq!(told("| rain | a roof | `it_holds` |\n"), Vec::<String>::new());
        assert_eq!(told("| rain | a roof | |\n"), ["rain: no proof is named"]);
        assert_eq!(told("| rain | a roof | `it_held` |\n"), ["rain: there is no test `it_held`"]);
        assert_eq!(told(""), ["the list of threats is empty"]);
    }
}
