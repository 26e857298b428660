//! The app's one binary.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use clap::Parser as _;
use forecourt_app::{arguments::Arguments, logs, run::run};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    logs::start();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // For whoever started it; where stderr is closed nobody reads.
            let _ = writeln!(io::stderr(), "forecourt: {error:#}");
            ExitCode::FAILURE
        }
    }
}
