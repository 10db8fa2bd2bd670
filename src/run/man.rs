//! `haitu man`.

use std::io::{self, Write as _};

use anyhow::Result;
use clap::CommandFactory as _;
use clap::error::ErrorKind;

use super::{Outcome, wrong_usage};
use crate::cli::{self, Cli};
use crate::view::man;

pub(super) fn run(args: &cli::Man) -> Result<Outcome> {
    let mut page = Vec::new();
    let command = args.command.as_deref();
    if !man::man(Cli::command(), command, &mut page)? {
        let commands = man::commands(&Cli::command()).join(", ");
        let name = command.unwrap_or_default();
        let words = format!("no command is called `{name}`: there are {commands}");
        wrong_usage(ErrorKind::InvalidValue, words);
    }
    io::stdout().lock().write_all(&page)?;
    Ok(Outcome::Done)
}
