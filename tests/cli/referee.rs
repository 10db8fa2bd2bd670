//! Foreign programs that judge our output, where they are installed.

use std::process::{Command, Output};

use crate::haitu::Haitu;

/// Runs a Python script in the folder of a run if its modules are installed; says so if they are not.
pub(crate) fn python(haitu: &Haitu, modules: &str, script: &str) -> Option<Output> {
    let has = Command::new("python3").args(["-c", &format!("import {modules}")]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: python3 with {modules} is not installed");
        return None;
    }
    let output = Command::new("python3").args(["-c", script]).current_dir(haitu.path("")).output();
    Some(output.expect("python runs"))
}

/// Runs the `oxigraph` command, if it is installed; says so if it is not.
pub(crate) fn oxigraph(haitu: &Haitu, args: &[&str]) -> Option<Output> {
    let Ok(output) = Command::new("oxigraph").args(args).current_dir(haitu.path("")).output()
    else {
        eprintln!("skipped: the oxigraph command is not installed");
        return None;
    };
    Some(output)
}

/// What a program said, if it ended well.
pub(crate) fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
