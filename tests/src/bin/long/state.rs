//! Where the long proofs stand, between one slice and the next.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use forecourt_tests::size::Proof;
use serde::{Deserialize, Serialize};

/// All proofs.
#[derive(Debug)]
pub struct State {
    path: PathBuf,
    proofs: BTreeMap<String, Reached>,
}

/// One proof.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
struct Reached {
    /// The first seed that was not run.
    next: u64,
    /// Rounds in runs that passed.
    passed: u64,
    /// Rounds that the next run should have; 0 before the first.
    stride: u64,
    /// Runs that failed, as `from..to`.
    failed: Vec<String>,
}

impl State {
    /// As the last slice left it; nothing before the first.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let proofs = match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| format!("{} cannot be read", path.display()))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        };
        Ok(Self { path: path.to_owned(), proofs })
    }

    /// The next seed of a proof and how many to run.
    pub fn next(&self, proof: &Proof) -> (u64, u64) {
        match self.proofs.get(proof.name) {
            Some(reached) => (reached.next, reached.stride.max(1)),
            None => (0, proof.small.max(1)),
        }
    }

    /// Remembers a run on the disk.
    pub fn note(&mut self, proof: &Proof, seeds: Range<u64>, has_passed: bool, stride: u64) -> anyhow::Result<()> {
        let reached = self.proofs.entry(proof.name.to_owned()).or_default();
        (reached.next, reached.stride) = (seeds.end, stride);
        if has_passed {
            reached.passed += seeds.end - seeds.start;
        } else {
            reached.failed.push(format!("{}..{}", seeds.start, seeds.end));
        }
        let fresh = self.path.with_extension("json.new");
        fs::create_dir_all(self.path.parent().unwrap_or(Path::new(".")))?;
        fs::write(&fresh, serde_json::to_vec_pretty(&self.proofs)?)?;
        fs::rename(&fresh, &self.path).with_context(|| self.path.display().to_string())
    }

    /// Begins a proof again.
    pub fn forget(&mut self, name: &str) {
        self.proofs.remove(name);
    }

    /// Whether a run of a proof failed.
    pub fn has_failed(&self, name: &str) -> bool {
        self.proofs.get(name).is_some_and(|reached| !reached.failed.is_empty())
    }

    /// What was reached, for people.
    pub fn table(&self, proofs: &[&Proof]) -> String {
        let mut out = String::from("\nproof  name                small   passed of large     next seed  failed\n");
        for proof in proofs {
            let reached = self.proofs.get(proof.name).cloned().unwrap_or_default();
            let failed = if reached.failed.is_empty() { "-".to_owned() } else { reached.failed.join(" ") };
            let Proof { number, name, small, large, .. } = proof;
            let (passed, next) = (reached.passed, reached.next);
            let _ = writeln!(out, "{number:5}  {name:18} {small:>6} {passed:>8} of {large:<8} {next:>9}  {failed}");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use forecourt_tests::size::PROOFS;

    use super::*;

    #[test]
    fn the_next_slice_goes_on_where_the_last_one_stopped_and_forgets_no_failure() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/long.json");
        let proof = &PROOFS[0];
        let mut state = State::read(&path).unwrap();
        assert_eq!(state.next(proof), (0, proof.small));
        state.note(proof, 0..200, true, 500).unwrap();
        state.note(proof, 200..700, false, 400).unwrap();
        let mut state = State::read(&path).unwrap();
        assert_eq!(state.next(proof), (700, 400));
        assert!(state.has_failed(proof.name) && state.table(&[proof]).contains("200..700"));
        state.forget(proof.name);
        assert!(!state.has_failed(proof.name));
    }
}
