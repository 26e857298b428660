//! System calls of a process as strace tells them, and the law that they must keep: what is acknowledged was on the disk
//! before. Order is that of the trace; a call counts as begun when its first line is told and as done when its last is.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use forecourt_tests::processes::until;

/// Calls that write a file, tell the disk, or go over a socket.
const CALLS: &str =
    "trace=pwrite64,pwritev,pwritev2,write,writev,sendto,sendmsg,read,readv,recvfrom,recvmsg,fdatasync,fsync,ftruncate";
/// Bytes of a buffer that are told.
const TOLD: &str = "6000";
/// A message with something to keep has at least so many bytes; pings and questions have fewer.
const LEAST_MESSAGE: i64 = 150;

/// What to start a program through, so that its calls go to `file`. The tracer is a child of the program's parent's making
/// (`-D`), so that the program keeps its process id and is ended as usual.
pub fn through(file: &Path) -> Vec<String> {
    let words = ["strace", "-D", "-f", "-y", "-q", "-s", TOLD, "-e", CALLS, "-o"];
    words.into_iter().map(str::to_owned).chain([file.display().to_string()]).collect()
}

/// Whether this machine lets one process watch another.
pub fn is_possible() -> bool {
    let mut command = Command::new("strace");
    command.args(["-D", "-f", "-o", "/dev/null", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// A trace that is complete once the traced program has ended.
pub struct Trace(pub PathBuf);

/// What an acknowledgement was found to stand on.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Acknowledgements seen.
    pub acknowledged: usize,
    /// Those that left too early, with their line and why.
    pub early: Vec<String>,
}

impl Trace {
    /// Reads it, once it tells that process `id` has ended.
    pub fn lines(&self, id: u32) -> Vec<String> {
        let text = until("the trace is complete", || {
            let text = String::from_utf8_lossy(&fs::read(&self.0).ok()?).into_owned();
            let is_end = |line: &str| line.starts_with(&format!("{id} ")) && line.contains("+++ ");
            text.lines().any(is_end).then_some(text)
        });
        text.lines().map(ToOwned::to_owned).collect()
    }
}

/// Holds each acknowledgement in a trace against the law. `is_acknowledgement` judges what is written to a socket.
pub fn judge(lines: &[String], is_acknowledgement: impl Fn(&str) -> bool) -> Verdict {
    let mut disk = Disk::default();
    let mut verdict = Verdict::default();
    // Calls that were begun and not done yet, by thread.
    let mut begun: BTreeMap<&str, String> = BTreeMap::new();
    for line in lines {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        if let Some(head) = rest.strip_suffix(" <unfinished ...>") {
            if disk.begins(thread, head) && is_acknowledgement(head) {
                verdict.hold(&disk, line);
            }
            begun.insert(thread, head.to_owned());
        } else if let Some(tail) = rest.strip_prefix("<... ") {
            let Some(head) = begun.remove(thread) else { continue };
            let tail = tail.split_once("resumed>").map_or("", |(_, tail)| tail);
            disk.ends(thread, &format!("{head}{tail}"));
        } else {
            if disk.begins(thread, rest) && is_acknowledgement(rest) {
                verdict.hold(&disk, line);
            }
            disk.ends(thread, rest);
        }
    }
    verdict
}

impl Verdict {
    fn hold(&mut self, disk: &Disk, line: &str) {
        self.acknowledged += 1;
        if let Some(why) = disk.owes() {
            self.early.push(format!("{why}: {}", line.chars().take(160).collect::<String>()));
        }
    }
}

/// Database files and what of them is on the disk for certain.
#[derive(Default)]
struct Disk {
    /// Writes begun, by file.
    written: BTreeMap<String, u64>,
    /// How many of them the disk has for certain.
    kept: BTreeMap<String, u64>,
    /// Syncs under way, by thread: the file and how many writes had been done when the sync began.
    syncing: BTreeMap<String, (String, u64)>,
    /// Writes since the last message with something to keep came in.
    written_since: u64,
}

impl Disk {
    /// A call begins; tells whether it writes to a socket.
    fn begins(&mut self, thread: &str, call: &str) -> bool {
        let Some((name, file)) = parts(call) else { return false };
        match name {
            "pwrite64" | "pwritev" | "pwritev2" | "write" | "writev" | "ftruncate" if is_database(&file) => {
                *self.written.entry(file).or_default() += 1;
                self.written_since += 1;
            }
            "fdatasync" | "fsync" if is_database(&file) => {
                let written = self.written.get(&file).copied().unwrap_or_default();
                self.syncing.insert(thread.to_owned(), (file, written));
            }
            "write" | "writev" | "sendto" | "sendmsg" => return is_socket(&file),
            _ => {}
        }
        false
    }

    fn ends(&mut self, thread: &str, call: &str) {
        let Some((name, file)) = parts(call) else { return };
        let answer: i64 = call.rsplit_once(" = ").and_then(|(_, tail)| tail.split(' ').next()?.parse().ok()).unwrap_or(-1);
        match name {
            "fdatasync" | "fsync" => {
                if let Some((file, written)) = self.syncing.remove(thread).filter(|_| answer == 0) {
                    self.kept.insert(file, written);
                }
            }
            "read" | "readv" | "recvfrom" | "recvmsg" if answer >= LEAST_MESSAGE && is_socket(&file) => self.written_since = 0,
            _ => {}
        }
    }

    /// Why nothing may be acknowledged now; none where it may.
    fn owes(&self) -> Option<String> {
        if self.written_since == 0 {
            return Some("nothing was written since the message came".to_owned());
        }
        let open = self.written.iter().find(|(file, written)| self.kept.get(*file).copied().unwrap_or_default() < **written)?;
        Some(format!("the last write to {} is not known to be on the disk", open.0))
    }
}

/// The name of a call and the file of its descriptor: `pwrite64(12</data/store.db-wal>, ...`.
fn parts(call: &str) -> Option<(&str, String)> {
    let (name, rest) = call.split_once('(')?;
    let (_, rest) = rest.split_once('<')?;
    // A socket's name may hold arrows of its own: `socket:[123]` or `TCP:[127.0.0.1:1->127.0.0.1:2]`.
    let end = rest.find(">,").or_else(|| rest.find(">)")).unwrap_or(rest.trim_end_matches('>').len());
    Some((name, rest[..end].to_owned()))
}

/// The database and its log. The wal-index is no part of what is kept: it is made anew from the log.
fn is_database(file: &str) -> bool {
    file.ends_with(".db") || file.ends_with(".db-wal") || file.ends_with(".db-journal")
}

fn is_socket(file: &str) -> bool {
    file.starts_with("socket:") || file.starts_with("TCP")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: &str = r#"7 recvfrom(9<socket:[5]>, "push", 8192, 0, NULL, NULL) = 400"#;
    const WRITTEN: &str = r#"7 pwrite64(4</d/store.db-wal>, "page", 4120, 0) = 4120"#;
    const SYNCED: &str = "7 fdatasync(4</d/store.db-wal>) = 0";
    const TOLD: &str = r#"8 sendto(9<socket:[5]>, "saved", 5, 0, NULL, 0) = 5"#;

    fn early(lines: &[&str]) -> usize {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let verdict = judge(&lines, |call| call.contains("\"saved\""));
        assert_eq!(verdict.acknowledged, 1);
        verdict.early.len()
    }

    #[test]
    fn an_acknowledgement_stands_on_a_sync_that_came_after_the_last_write() {
        assert_eq!(early(&[ASKED, WRITTEN, SYNCED, TOLD]), 0);
        assert_eq!(early(&[ASKED, WRITTEN, TOLD, SYNCED]), 1, "too early");
        assert_eq!(early(&[ASKED, WRITTEN, TOLD]), 1, "never synced");
        assert_eq!(early(&[WRITTEN, SYNCED, ASKED, TOLD, WRITTEN, SYNCED]), 1, "what was synced is an older message");
        assert_eq!(early(&[ASKED, WRITTEN, SYNCED, WRITTEN, TOLD]), 1, "written again");
        assert_eq!(early(&[ASKED, WRITTEN, "7 fdatasync(4</d/store.db-wal>) = -1 EIO (Input/output error)", TOLD]), 1);
        assert_eq!(early(&[ASKED, WRITTEN, "7 fdatasync(4</d/other.db-wal>) = 0", TOLD]), 1, "another file");
    }

    #[test]
    fn calls_that_overlap_count_from_where_they_are_certain() {
        let (begins, ends) = ("7 fdatasync(4</d/store.db-wal> <unfinished ...>", "7 <... fdatasync resumed>) = 0");
        assert_eq!(early(&[ASKED, WRITTEN, begins, ends, TOLD]), 0);
        assert_eq!(early(&[ASKED, WRITTEN, begins, TOLD, ends]), 1, "the sync was not done");
        let other = r#"8 pwrite64(4</d/store.db-wal>, "page", 4120, 0) = 4120"#;
        assert_eq!(early(&[ASKED, WRITTEN, begins, other, ends, TOLD]), 1, "written while the sync was under way");
    }
}
