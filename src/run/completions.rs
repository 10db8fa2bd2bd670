//! `haitu completions`.

use std::io;

use anyhow::{Context as _, Result};

use super::Outcome;
use crate::cli;
use crate::view::completions;

pub(super) fn run(args: &cli::Completions) -> Result<Outcome> {
    let shell = clap::ValueEnum::to_possible_value(&args.shell);
    let shell = shell.context("every shell has a name")?;
    completions::script(shell.get_name(), &mut io::stdout().lock())?;
    Ok(Outcome::Done)
}
