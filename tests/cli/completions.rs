//! `haitu completions`: the scripts, and what the program answers to the shells that they make ask.

use crate::haitu::{Haitu, shell};
use crate::query::folder;
use crate::referee::{is_installed, missing};
use crate::transcript;

#[test]
fn completions_are_as_the_transcript_has_them() {
    transcript::check("tests/cli/completions.console", &folder().path(""));
}

#[test]
fn the_scripts_are_what_their_shells_can_read() {
    let folder = Haitu::new();
    for name in ["bash", "zsh", "fish"] {
        if !is_installed(name) {
            missing(&format!("`{name}`"));
            continue;
        }
        let line = format!("haitu completions {name} > script && {name} -n script");
        let output = shell(&folder.path(""), &line).output().expect("a shell");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{name}");
        assert!(output.status.success(), "{name}");
    }
}
