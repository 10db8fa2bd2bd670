//! Transcripts: files of command lines with all that each says and how it ends. `$ ` begins a
//! command, `! ` a line of standard error, `? ` a status that is not 0; `# ` is a heading, and every
//! other line is standard output. `HAITU_BLESS=1` writes what is said now into the file.

use std::fs;
use std::path::Path;

use crate::haitu::shell;

/// Runs the commands of a transcript one after the other in `folder`, and compares.
pub(crate) fn check(path: &str, folder: &Path) {
    let expected = fs::read_to_string(path).expect("a transcript");
    let said: Vec<String> = headings_and_commands(&expected)
        .map(|line| match line.strip_prefix("$ ") {
            Some(command) => format!("{line}\n{}", run(command, folder)),
            None => format!("{line}\n"),
        })
        .collect();
    let said = said.join("\n");
    if std::env::var_os("HAITU_BLESS").is_some() {
        fs::write(path, said).expect("the transcript is written");
    } else if said != expected {
        let same =
            said.lines().zip(expected.lines()).take_while(|(said, expected)| said == expected);
        let line = same.count();
        let [said, expected] = [&said, &expected].map(|text| text.lines().nth(line));
        panic!(
            "{path}:{}: {expected:?} is now {said:?}; HAITU_BLESS=1 writes all that is said now",
            line + 1
        );
    }
}

/// The lines that are written by hand. What a command prints may look like a heading; headings stand
/// after an empty line.
fn headings_and_commands(transcript: &str) -> impl Iterator<Item = &str> {
    let mut last = "";
    transcript.lines().filter(move |line| {
        let is_heading = line.starts_with("# ") && last.is_empty();
        last = line;
        is_heading || line.starts_with("$ ")
    })
}

fn run(command: &str, folder: &Path) -> String {
    let output = shell(folder, command).env("HAITU_STORE", "store").output().expect("a shell");
    let mut said = String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n");
    if !said.is_empty() && !said.ends_with('\n') {
        said.push('\n');
    }
    for line in String::from_utf8_lossy(&output.stderr).lines() {
        said.extend(["! ", &without_time(line), "\n"]);
    }
    match output.status.code() {
        Some(0) => said,
        status => format!("{said}? {}\n", status.unwrap_or(-1)),
    }
}

/// The line with `in … s` for the time it tells.
pub(crate) fn without_time(line: &str) -> String {
    match line.rsplit_once(" in ") {
        Some((rest, time)) if time.ends_with(" s") => format!("{rest} in … s"),
        _ => line.to_owned(),
    }
}
