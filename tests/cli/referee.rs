//! Foreign programs that judge our output, where they are installed. `HAITU_REFEREES=1` asks for
//! all of them: then one that is missing is a failure.

use std::process::{Command, Output};

use crate::haitu::Haitu;

/// Says that a referee is not there.
pub(crate) fn missing(referee: &str) {
    let asked = std::env::var_os("HAITU_REFEREES").is_some();
    assert!(!asked, "{referee} was not found, and HAITU_REFEREES asks for it");
    eprintln!("skipped: {referee} was not found");
}

/// Whether a program is on the path.
pub(crate) fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Runs a Python script in the folder of a run if its modules are installed; says so if they are not.
pub(crate) fn python(haitu: &Haitu, modules: &str, script: &str) -> Option<Output> {
    let has = Command::new("python3").args(["-c", &format!("import {modules}")]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        missing(&format!("python3 with {modules}"));
        return None;
    }
    let output = Command::new("python3").args(["-c", script]).current_dir(haitu.path("")).output();
    Some(output.expect("python runs"))
}

/// Runs the `oxigraph` command, if it is installed; says so if it is not.
pub(crate) fn oxigraph(haitu: &Haitu, args: &[&str]) -> Option<Output> {
    let Ok(output) = Command::new("oxigraph").args(args).current_dir(haitu.path("")).output()
    else {
        missing("the oxigraph command");
        return None;
    };
    Some(output)
}

/// What a program said, if it ended well.
pub(crate) fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
