//! From typed arguments to a view: one function a subcommand, and the exit code. The only place
//! that touches standard output, standard error and the environment.

use std::fmt::Display;
use std::io;

use anstream::eprintln;
use anyhow::{Context as _, Result};
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser as _};
use clap_complete::CompleteEnv;

use crate::cli::{Cli, Command};
use crate::refusal::Refusal;
use crate::store::StoreError;
use crate::text::figure;
use crate::view::completions::VARIABLE;

mod build;
mod catalog;
mod check;
mod completions;
mod console;
mod eval;
mod export;
mod extract;
mod graph;
mod knowledge;
mod lookup;
mod man;
mod output;
mod query;
mod screen;
mod stats;

use console::Console;
use knowledge::catalog;

/// How a command ended; the exit code for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Done,
    /// It failed, or found nothing.
    Failed,
    /// It was done, but some input was refused, or not all could be written as it is.
    Refused,
    /// Another process holds the store.
    Busy,
}

impl Outcome {
    /// 0 done, 1 failed, 3 done but some input was refused, 4 store busy. (2, wrong usage, is
    /// clap's.)
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Refused => 3,
            Self::Busy => 4,
        }
    }

    fn of(error: &anyhow::Error) -> Self {
        match error.downcast_ref::<StoreError>() {
            Some(StoreError::Busy(_)) => Self::Busy,
            _ => Self::Failed,
        }
    }
}

/// Runs the program with the arguments of the process. Errors go to standard error; a closed
/// output pipe is the end of the work, not an error.
#[must_use]
pub fn run() -> Outcome {
    CompleteEnv::with_factory(Cli::command).var(VARIABLE).complete();
    let cli = Cli::parse();
    let console = Console::new(&cli);
    let result = match &cli.command {
        Command::Build(args) => build::run(args, &console),
        Command::Lookup(args) => lookup::run(args, &console),
        Command::Query(args) => query::run(args, &console),
        Command::Graph(args) => graph::run(args, &console),
        Command::Extract(args) => extract::run(args),
        Command::Eval(args) => eval::run(args),
        Command::Check(args) => check::run(args),
        Command::Export(args) => export::run(args),
        Command::Stats(args) => stats::run(args),
        Command::Catalog(args) => catalog::run(args, &console),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    };
    match result {
        Ok(outcome) => outcome,
        Err(error) if is_closed_pipe(&error) => Outcome::Done,
        Err(error) => {
            eprintln!("error: {error:#}");
            Outcome::of(&error)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let mut io_errors = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    io_errors.any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// The threads that work is shared by.
fn share_work(jobs: Option<u16>) -> Result<()> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from));
    threads.build_global().context("cannot start so many threads: name fewer with `--jobs`")
}

/// Ends the program where the arguments alone show that they cannot be meant.
fn wrong_usage(kind: ErrorKind, message: impl Display) -> ! {
    clap::Error::raw(kind, format!("{message}\n")).exit()
}

/// Tells what was refused; the outcome that follows.
fn report(refused: &[Refusal]) -> Outcome {
    for refusal in refused {
        eprintln!("warning: {refusal}");
    }
    if refused.is_empty() { Outcome::Done } else { Outcome::Refused }
}

/// Tells how many parts of a result have characters that its format cannot hold; the outcome that
/// follows.
fn mended(count: usize, part: &str) -> Outcome {
    if count == 0 {
        return Outcome::Done;
    }
    let (parts, have) = (figure::count(count, part), if count == 1 { "has" } else { "have" });
    eprintln!("warning: {parts} {have} characters that XML does not have, written as `\u{fffd}`");
    Outcome::Refused
}
