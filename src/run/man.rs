//! `haitu man`.

use std::io::{self, Write as _};

use anyhow::{Result, bail};
use clap::CommandFactory as _;

use super::Outcome;
use crate::cli::{self, Cli};
use crate::view::man;

pub(super) fn run(args: &cli::Man) -> Result<Outcome> {
    let mut page = Vec::new();
    let command = args.command.as_deref();
    if !man::man(Cli::command(), command, &mut page)? {
        let commands = man::commands(&Cli::command()).join(", ");
        bail!("no command is called `{}`: there are {commands}", command.unwrap_or_default());
    }
    io::stdout().lock().write_all(&page)?;
    Ok(Outcome::Done)
}
