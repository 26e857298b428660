//! Measures the product beside plain baselines in the same run: one JSON line per measure. Figures, never verdicts: a
//! slow machine must not fail a check, so nothing here knows a budget.
//!
//! `cargo run --release -p forecourt-tests --bin bench -- MEASURE --records N --seed S [--from FILE] [--data DIR]`

mod baseline;
mod figures;
mod lived;
mod mapping;
mod measure;
mod network;
mod place;
mod records;
mod store;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Parser, ValueEnum};

/// What to measure and on what.
#[derive(Debug, Parser)]
#[command(about = "Measures the product beside plain baselines")]
struct Arguments {
    /// What to measure.
    measure: Measure,
    /// How many customers.
    #[arg(long, default_value_t = 1000)]
    records: usize,
    /// Seed of the generated customers.
    #[arg(long, default_value_t = 42)]
    seed: u32,
    /// JSON lines, one customer each, instead of generated ones.
    #[arg(long)]
    from: Option<PathBuf>,
    /// Folder in which a filled store is made, or found again; a temporary one if missing.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Of `device`, which `bootstrap` starts by itself: where the relay is.
    #[arg(long, hide = true)]
    relay: Option<String>,
    /// Of `device`: the invitation's code.
    #[arg(long, hide = true)]
    code: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Measure {
    /// Saving a lead until it is durable, beside a bare insert.
    Capture,
    /// A new device gets every file, beside a plain download.
    Bootstrap,
    /// Work done without a network reaches the relay and a second device.
    Return,
    /// One device writes, twenty watch.
    Live,
    /// Searching while typing.
    Search,
    /// Whether a number is known, while it is typed.
    Sieve,
    /// Lists, boards and pages of a store that has been worked for half a year, beside a plain table.
    Lists,
    /// One change in that store, beside a bare insert.
    Edits,
    /// From opening the app to its first screen.
    Start,
    /// The new device of `bootstrap`, a process of its own.
    #[value(hide = true)]
    Device,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let Arguments { measure, records, seed, from, data, .. } = &arguments;
    if *measure == Measure::Device {
        return device(&arguments);
    }
    let lines = records::read(*records, *seed, from.as_deref())?;
    let data = data.as_deref();
    let figures = match measure {
        Measure::Capture => measure::capture::run(&lines, data)?,
        Measure::Bootstrap => measure::bootstrap::run(&lines, data)?,
        Measure::Return => measure::back::run(&lines, data)?,
        Measure::Live => measure::live::run(&lines, data)?,
        Measure::Search => measure::search::run(&lines, data)?,
        Measure::Sieve => measure::sieve::run(&lines, data)?,
        Measure::Lists => measure::lists::run(&lines, data)?,
        Measure::Edits => measure::edits::run(&lines, data)?,
        Measure::Start => measure::start::run(&lines, data)?,
        Measure::Device => Default::default(),
    };
    let name = measure.to_possible_value().map(|value| value.get_name().to_owned());
    figures::print(figures, name.as_deref(), *seed)
}

fn device(arguments: &Arguments) -> anyhow::Result<()> {
    let Arguments { records, data, relay, code, .. } = arguments;
    let data = data.as_deref().context("--data is missing")?;
    let (relay, code) = (relay.as_deref().context("--relay is missing")?, code.as_deref().context("--code is missing")?);
    measure::bootstrap::device(data, relay, code, *records)
}
