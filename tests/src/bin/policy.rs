//! Prints who may do what, as the code has it: the tables of `core/src/policy/policy.md`.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    std::io::stdout().write_all(forecourt_core::policy::print::printed().as_bytes())
}
