//! Numbers for operators. Counts and times only: no ids of people, never customer data.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use super::ServeError;
use crate::relay::Figures;

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

/// Messages that waited because their device said too much.
pub(super) const DELAYED: &str = "forecourt_delayed_messages_total";
/// Connections ended because the other side took too long, by what.
pub(super) const TIMEOUTS: &str = "forecourt_timeouts_total";

/// Tells how the relay stands.
pub(super) fn tell(figures: &Figures) {
    let Figures { head, ledger_len, files, unpacked, signed_in, at_gate, is_shut, waiting, waiting_bytes, set_aside } = *figures;
    let counts = [
        ("forecourt_head", head),
        ("forecourt_ledger_entries", ledger_len),
        ("forecourt_files", files),
        ("forecourt_unpacked_files", unpacked),
        ("forecourt_waiting_changes", waiting),
        ("forecourt_waiting_bytes", waiting_bytes),
        ("forecourt_quarantined_devices", set_aside),
        ("forecourt_signed_in", signed_in),
        ("forecourt_at_gate", at_gate),
        ("forecourt_gate_shut", u64::from(is_shut)),
    ];
    for (name, count) in counts {
        #[expect(clippy::cast_precision_loss, reason = "a gauge is a float; counts stay far below 2^53")]
        metrics::gauge!(name).set(count as f64);
    }
}

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
    metrics::describe_counter!(DELAYED, "messages that waited because their device said too much");
    metrics::describe_counter!(TIMEOUTS, "connections ended because the other side took too long, by what");
    metrics::describe_counter!("forecourt_goodbyes_total", "connections ended by the relay, by reason");
    metrics::describe_counter!("forecourt_sign_ins_total", "devices that proved who they are");
    metrics::describe_counter!("forecourt_ledger_presented_entries_total", "ledger entries brought by devices");
    metrics::describe_counter!("forecourt_healing_files_compared_total", "files compared after a restore");
    metrics::describe_gauge!("forecourt_head", "number of the last change");
    metrics::describe_gauge!("forecourt_ledger_entries", "entries of the ledger");
    metrics::describe_gauge!("forecourt_files", "files");
    metrics::describe_gauge!("forecourt_unpacked_files", "files whose packed form is old");
    metrics::describe_gauge!("forecourt_signed_in", "devices signed in");
    metrics::describe_gauge!("forecourt_at_gate", "devices that wait until a restored relay may serve");
    metrics::describe_gauge!("forecourt_gate_shut", "1 while a restored relay waits for an administrator's device");
    metrics::describe_counter!("forecourt_changes_accepted_total", "changes acknowledged, repeated ones included");
    metrics::describe_counter!("forecourt_changes_refused_total", "changes refused, by code");
    metrics::describe_gauge!("forecourt_waiting_changes", "changes that wait for what they stand on");
    metrics::describe_gauge!("forecourt_waiting_bytes", "bytes of those");
    metrics::describe_gauge!("forecourt_quarantined_devices", "devices set aside until an administrator releases them");
    Ok(handle)
}
