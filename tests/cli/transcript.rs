//! Sessions that are run again: a file of commands with all that they say. What goes to standard
//! error stands behind `2> `, and a status that is not 0 in the last line, as `status 1`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::haitu::Haitu;

/// Runs every command of a session in the folder of `haitu`, one after the other, and compares; with
/// `HAITU_BLESS=1`, writes what is said now into the file.
pub(crate) fn check(file: &str, haitu: &Haitu) {
    let expected = fs::read_to_string(file).expect("a session");
    let mut said = String::new();
    let mut commands = 0;
    for line in expected.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            commands += 1;
            writeln!(said, "{line}\n{}", shown(&run(&haitu.path("."), command))).expect("memory");
        } else if line.starts_with('#') {
            writeln!(said, "{line}").expect("memory");
        }
    }
    if std::env::var_os("HAITU_BLESS").is_some() {
        fs::write(file, &said).expect("the session is written");
        return;
    }
    for (said, expected) in said.split("\n$ ").zip(expected.split("\n$ ")) {
        assert_eq!(said, expected, "in {file}");
    }
    assert_eq!(said, expected, "in {file}");
    assert!(commands >= 25, "{file} has only {commands} commands");
}

fn run(folder: &Path, command: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_haitu")).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", program.display()))
        .env("NO_COLOR", "1")
        .env_remove("HAITU_STORE")
        .output()
        .expect("a shell")
}

fn shown(output: &Output) -> String {
    let mut shown = String::from_utf8_lossy(&output.stdout).into_owned();
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        writeln!(shown, "2> {line}").expect("memory");
    }
    match output.status.code() {
        Some(0) => {}
        status => writeln!(shown, "status {}", status.unwrap_or(-1)).expect("memory"),
    }
    shown
}
