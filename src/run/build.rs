//! `haitu build`: what is told of a build, whose time it has, and how it is interrupted.

use std::io::Write as _;

use anstream::{eprintln, stdout};
use anyhow::{Context as _, Result};

use super::{Console, Outcome, catalog, report, share_work};
use crate::build::{self, BuildError};
use crate::cli;
use crate::view::build::Summary;

/// The exit code after Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

pub(super) fn run(args: &cli::Build, console: &Console) -> Result<Outcome> {
    share_work(args.jobs)?;
    stop_when_interrupted()?;
    let catalog = catalog(&args.knowledge)?;
    let options = build::Options {
        location: &args.location.location,
        paths: &args.paths,
        base: &args.knowledge.base,
        gone: if args.prune { build::Gone::Prune } else { build::Gone::Keep },
        clock: clock(args)?,
    };
    let built = match build::build(&options, &catalog, console) {
        Ok(summary) => summary,
        Err(BuildError::Store(error)) => return Err(error.into()),
        Err(error) => {
            if let BuildError::Nothing(refused) = &error {
                report(refused);
            }
            return Err(error.into());
        }
    };
    if built.outdated {
        console.note(
            "the store was made with another catalog, base or version, or by other rules: \
             all was read again",
        );
    }
    for gone in &built.gone {
        console.note(&format!(
            "`{gone}` is gone from disk and still in the store; `--prune` takes it out"
        ));
    }
    let outcome = report(&built.refused);
    if !console.is_quiet() {
        let program = std::env::args().next().unwrap_or_else(|| "haitu".to_owned());
        write!(stdout(), "{}", Summary::new(&built, &catalog, options.location, &program))?;
    }
    Ok(outcome)
}

/// Ends the program at once when the user interrupts it. Nothing that was written so far is part of
/// the store: the manifest that names it comes last.
fn stop_when_interrupted() -> Result<()> {
    ctrlc::set_handler(|| {
        eprintln!("interrupted: the store is as it was");
        std::process::exit(INTERRUPTED);
    })
    .context("cannot wait for an interruption")
}

/// What tells the time of a build: `SOURCE_DATE_EPOCH`, if that is set, fixes it.
fn clock(args: &cli::Build) -> Result<build::Clock> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let seconds =
                seconds.parse().context("SOURCE_DATE_EPOCH is not a number of seconds")?;
            let time = jiff::Timestamp::from_second(seconds)
                .context("SOURCE_DATE_EPOCH is out of range")?;
            Ok(build::Clock::Fixed(time))
        }
        Err(_) if args.reproducible => Ok(build::Clock::Fixed(jiff::Timestamp::UNIX_EPOCH)),
        Err(_) => Ok(build::Clock::System),
    }
}
