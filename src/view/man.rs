//! `haitu man`: the manual page of the program or of one of its commands, made from the help texts.

use std::io::{self, Write};

use clap::Command;
use clap_mangen::Man;

/// Writes a manual page in roff; false if there is no such command.
///
/// # Errors
/// When it cannot be written.
pub fn man(mut program: Command, command: Option<&str>, out: &mut impl Write) -> io::Result<bool> {
    program.build();
    let source = format!("haitu {}", program.get_version().unwrap_or_default());
    let page = match command {
        None => Some(program),
        Some(name) => program.find_subcommand(name).cloned().map(|found| {
            let title = format!("haitu-{}", found.get_name());
            found.display_name(title)
        }),
    };
    let Some(page) = page else { return Ok(false) };
    Man::new(page).source(source).manual("haitu manual").date("").render(out)?;
    Ok(true)
}

/// The commands that have a page, in the order of the help.
#[must_use]
pub fn commands(program: &Command) -> Vec<String> {
    program.get_subcommands().map(|command| command.get_name().to_owned()).collect()
}
