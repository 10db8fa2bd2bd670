//! `haitu man`: pages that `man` can show.

use clap::CommandFactory as _;

use crate::haitu::Haitu;
use crate::transcript;

#[test]
fn pages_are_as_the_transcript_has_them() {
    transcript::check("tests/cli/man.console", &Haitu::new().path(""));
}

#[test]
fn every_command_has_a_page_with_its_options() {
    let haitu = Haitu::new();
    let commands = haitu::cli::Cli::command();
    let commands = commands.get_subcommands().filter(|command| command.get_name() != "help");
    for command in commands {
        let name = command.get_name();
        let output = haitu.output(&["man", name]);
        let page = String::from_utf8_lossy(&output.stdout).replace('\\', "");
        assert!(page.contains(&format!(".TH haitu-{name} 1")), "{page}");
        for option in command.get_arguments().filter_map(|argument| argument.get_long()) {
            assert!(
                page.contains(&format!("--{option}")),
                "`--{option}` of {name} is not in {page}"
            );
        }
        assert!(page.contains("Examples"), "{page}");
    }
}
