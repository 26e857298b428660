//! The product as people run it: the relay and apps as processes of their own, asked over their sockets.
//!
//! Invariant: every process started here is ended by its own id, at the latest when its handle is dropped, and nothing
//! waits without a deadline.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot set itself up must fail")]

mod api;
mod app;
mod child;
mod proxy;
mod relay;
mod store;
mod wiretap;

use std::{
    path::PathBuf,
    process::Command,
    thread,
    time::{Duration, Instant},
};

pub use api::{Answer, Api, Pending};
pub use app::{App, Place};
pub use child::Child;
pub use proxy::{Proxy, Recording};
pub use relay::Relay;
pub use store::{Store, lead};
pub use wiretap::Wiretap;

/// How long anything may take that takes a moment on an idle machine.
pub const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);

/// Asks again and again until `probe` has an answer.
///
/// # Panics
/// When it has none after [`PATIENCE`].
pub fn until<T>(what: &str, probe: impl FnMut() -> Option<T>) -> T {
    within(PATIENCE, what, probe)
}

/// Likewise, with a deadline of its own.
///
/// # Panics
/// When there is no answer in time.
pub fn within<T>(patience: Duration, what: &str, probe: impl FnMut() -> Option<T>) -> T {
    look(patience, PAUSE, what, probe)
}

/// Likewise, without a pause between two looks: for what is over in a moment.
///
/// # Panics
/// When there is no answer in time.
pub fn closely<T>(what: &str, probe: impl FnMut() -> Option<T>) -> T {
    look(PATIENCE, Duration::ZERO, what, probe)
}

#[expect(clippy::disallowed_methods, reason = "what other processes do is waited for in real time")]
fn look<T>(patience: Duration, pause: Duration, what: &str, mut probe: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(answer) = probe() {
            return answer;
        }
        assert!(began.elapsed() < patience, "waited {patience:?} in vain: {what}");
        thread::sleep(pause);
    }
}

/// How long `work` takes.
#[expect(clippy::disallowed_methods, reason = "a moment to end a process at is chosen by how long its work really takes")]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    let answer = work();
    (answer, began.elapsed())
}

/// A program of this workspace, started through another one with its arguments, if there is one.
fn program_through(name: &str, through: &[String]) -> Command {
    let program = program(name);
    match through.split_first() {
        None => Command::new(program),
        Some((first, rest)) => {
            let mut command = Command::new(first);
            command.args(rest).arg(program);
            command
        }
    }
}

/// A program of this workspace, built by the same profile as the test.
///
/// # Panics
/// When it was not built.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    let mut path = std::env::current_exe().unwrap();
    path.pop();
    if path.ends_with("deps") {
        path.pop();
    }
    path.push(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.is_file(), "{} is not built: run `cargo build --workspace` first, with the test's profile", path.display());
    path
}
