//! Times, percentiles, and the line that is printed.

use std::{
    io::Write as _,
    time::{Duration, Instant},
};

use serde_json::{Map, Value, json};

/// The present moment of the machine.
#[expect(clippy::disallowed_methods, reason = "a bench measures the machine's own time")]
pub fn now() -> Instant {
    Instant::now()
}

/// How long `work` takes.
pub fn timed<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<(T, Duration)> {
    let began = now();
    let answer = work()?;
    Ok((answer, began.elapsed()))
}

/// Milliseconds with three digits behind the point.
pub fn ms(time: Duration) -> Value {
    json!((time.as_secs_f64() * 1_000_000.0).round() / 1_000.0)
}

/// Median, 95th and 99th percentile and longest, in milliseconds.
pub fn spread(times: &mut [Duration]) -> Value {
    times.sort_unstable();
    let at = |percent: usize| times.get((times.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default();
    json!({ "count": times.len(), "p50_ms": ms(at(50)), "p95_ms": ms(at(95)), "p99_ms": ms(at(99)), "max_ms": ms(at(100)) })
}

/// How many times longer; none where the other took no time.
pub fn ratio(ours: Duration, plain: Duration) -> Value {
    if plain.is_zero() {
        return Value::Null;
    }
    json!((ours.as_secs_f64() / plain.as_secs_f64() * 100.0).round() / 100.0)
}

/// The median of times that are sorted already.
pub fn median(sorted: &[Duration]) -> Duration {
    sorted.get(sorted.len().div_ceil(2).saturating_sub(1)).copied().unwrap_or_default()
}

/// The most memory this process has held, in MiB; none where the system does not tell.
pub fn peak_memory_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib / 1024)
}

/// Prints a measure with what the machine was doing meanwhile.
pub fn print(mut line: Map<String, Value>, measure: Option<&str>, seed: u32) -> anyhow::Result<()> {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().and_then(|word| word.parse::<f64>().ok());
    line.insert("measure".to_owned(), json!(measure));
    line.insert("seed".to_owned(), json!(seed));
    line.insert("cores".to_owned(), json!(std::thread::available_parallelism().map_or(0, usize::from)));
    line.insert("load_1min".to_owned(), json!(load));
    writeln!(std::io::stdout(), "{}", Value::Object(line))?;
    Ok(())
}

/// An object from `json!`.
pub fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        other => Map::from_iter([("value".to_owned(), other)]),
    }
}
