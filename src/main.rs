//! The `haitu` program: runs, and reports how it went.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(haitu::run::run().code())
}
