//! The large sizes of the proofs, in slices: goes round the proofs, some seeds of each at a time, until the slice is over,
//! and goes on there the next time. `./check --long` builds everything and starts this.
//!
//! Where it stands is in `target/long.json`: for each proof the next seed, how many rounds passed, and the seeds of the
//! runs that failed. A failure does not end the slice; it ends the program with status 1, now and whenever it is still
//! in the state. `--again` forgets the state of the chosen proofs.

mod state;

use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use anyhow::Context as _;
use clap::Parser;
use forecourt_tests::size::{PROOFS, Proof, Runner, SEEDS};
use state::State;

/// How long one run of a proof should take.
const STRIDE: Duration = Duration::from_secs(90);
/// A run never has more than so many times the rounds of the one before.
const GROWTH: u64 = 4;

#[derive(Debug, Parser)]
#[command(about = "Runs the large sizes of the proofs in slices")]
struct Arguments {
    /// Minutes after which no further run is begun.
    #[arg(long, default_value_t = 60)]
    slice: u64,
    /// Only the proofs of this number, or the one of this name; may be given several times.
    #[arg(long)]
    proof: Vec<String>,
    /// Begins the chosen proofs from their first seed.
    #[arg(long)]
    again: bool,
    /// Only tells the proofs, their sizes, and where they stand.
    #[arg(long)]
    list: bool,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let is_chosen = |proof: &&Proof| {
        arguments.proof.is_empty() || arguments.proof.iter().any(|one| *one == proof.name || *one == proof.number.to_string())
    };
    let chosen: Vec<&Proof> = PROOFS.iter().filter(is_chosen).collect();
    anyhow::ensure!(!chosen.is_empty(), "no proof has such a number or name");
    let mut state = State::read(&target().join("long.json"))?;
    if arguments.again {
        chosen.iter().for_each(|proof| state.forget(proof.name));
    }
    if arguments.list {
        tell(&state.table(&chosen));
        return Ok(ExitCode::SUCCESS);
    }
    let until = now() + Duration::from_secs(arguments.slice * 60);
    let mut is_anything_left = true;
    while is_anything_left && now() < until {
        is_anything_left = false;
        for proof in &chosen {
            if now() < until && advance(proof, &mut state)? {
                is_anything_left = true;
            }
        }
    }
    tell(&state.table(&chosen));
    Ok(if chosen.iter().any(|proof| state.has_failed(proof.name)) { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Runs the next seeds of a proof; tells whether there were any.
fn advance(proof: &Proof, state: &mut State) -> anyhow::Result<bool> {
    let (from, stride) = state.next(proof);
    if from >= proof.large {
        return Ok(false);
    }
    let to = (from + stride).min(proof.large);
    tell(&format!("\n== proof {}, {}: seeds {from}..{to} of {}\n", proof.number, proof.name, proof.large));
    let began = now();
    let status = command(proof).env(SEEDS, format!("{from}..{to}")).status().context("the proof could not be started")?;
    let share = STRIDE.as_secs_f64() / began.elapsed().as_secs_f64().max(0.1);
    // A stride of whole seconds is near enough; the cast saturates.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "see above")]
    let fitting = ((to - from) as f64 * share) as u64;
    state.note(proof, from..to, status.success(), fitting.clamp(1, stride.saturating_mul(GROWTH)))?;
    Ok(true)
}

fn command(proof: &Proof) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut command = match proof.runner {
        Runner::Script(path) => Command::new(root.join(path)),
        Runner::Tests { target, law } => {
            let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            command.args(["test", "--locked", "--quiet", "--workspace"]).args(target).arg(law).args(["--", "--nocapture"]);
            command
        }
    };
    command.current_dir(root);
    command
}

fn target() -> PathBuf {
    let fallback = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(fallback, PathBuf::from)
}

#[expect(clippy::print_stdout, reason = "this is what the program is for")]
fn tell(text: &str) {
    println!("{text}");
}

#[expect(clippy::disallowed_methods, reason = "a slice of the machine's time is measured by the machine's clock")]
fn now() -> Instant {
    Instant::now()
}
