//! Numbers for operators. Counts and times only: no ids of people, never customer data.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use super::ServeError;
use crate::relay::{QUARANTINED, WAITING_BYTES, WAITING_CHANGES};

/// From a commit on an idle disk to one that everybody notices.
const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0];
const COUNTS: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// Changes written per commit.
pub(super) const BATCH_MESSAGES: &str = "forecourt_commit_messages";
/// From a message's arrival to the release of its answer.
pub(super) const ANSWER_SECONDS: &str = "forecourt_answer_seconds";
/// Open sockets.
pub(super) const CONNECTED: &str = "forecourt_connected";
/// Connections ended because they read too slowly.
pub(super) const SLOW_READERS: &str = "forecourt_slow_readers_total";

static RECORDER: OnceLock<Result<PrometheusHandle, String>> = OnceLock::new();

/// The recorder of this process. Several relays in one process share it.
pub(super) fn recorder() -> Result<PrometheusHandle, ServeError> {
    RECORDER.get_or_init(install).clone().map_err(ServeError::Metrics)
}

fn install() -> Result<PrometheusHandle, String> {
    let told = |error: metrics_exporter_prometheus::BuildError| error.to_string();
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(ANSWER_SECONDS.to_owned()), SECONDS)
        .map_err(told)?
        .set_buckets_for_metric(Matcher::Full(BATCH_MESSAGES.to_owned()), COUNTS)
        .map_err(told)?
        .install_recorder()
        .map_err(told)?;
    metrics::describe_histogram!(ANSWER_SECONDS, "from a message's arrival to the release of its answer, after the commit");
    metrics::describe_histogram!(BATCH_MESSAGES, "messages taken in per commit");
    metrics::describe_gauge!(CONNECTED, "open sockets");
    metrics::describe_counter!(SLOW_READERS, "connections ended because they read too slowly");
    metrics::describe_counter!("forecourt_changes_accepted_total", "changes acknowledged, repeated ones included");
    metrics::describe_counter!("forecourt_changes_refused_total", "changes refused, by code");
    metrics::describe_gauge!(WAITING_CHANGES, "changes that wait for what they stand on");
    metrics::describe_gauge!(WAITING_BYTES, "bytes of those");
    metrics::describe_gauge!(QUARANTINED, "devices set aside until an administrator releases them");
    Ok(handle)
}
