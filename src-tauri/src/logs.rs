//! Logs: JSON lines on stderr, ids and counts only; `tests/tidy` reads every call.

use tracing_subscriber::EnvFilter;

/// Starts logging; `FORECOURT_LOG` chooses what, as in `forecourt_core=debug`.
pub fn start() {
    let filter = EnvFilter::try_from_env("FORECOURT_LOG").unwrap_or_else(|_| EnvFilter::new("warn,forecourt=info"));
    let started = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    // A second start in one process, as tests do, keeps the first.
    drop(started);
}
