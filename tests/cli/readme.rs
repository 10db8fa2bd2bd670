//! README.md is a test: every `console` block is a session that is run again, and what it shows is
//! what the program says; the commands of `sh` blocks work, and so does the catalog that it shows.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::haitu::{Haitu, PAGE, shell};
use crate::referee::missing;
use crate::transcript::without_time;

/// A command of the README, and the output it shows.
struct Step {
    command: String,
    shown: String,
}

/// The steps of all `console` blocks, in order.
fn steps(readme: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        match line.strip_prefix("$ ") {
            _ if line.starts_with("```") => inside = line == "```console",
            Some(command) if inside => {
                steps.push(Step { command: command.to_owned(), shown: String::new() });
            }
            None if inside => {
                if let Some(step) = steps.last_mut() {
                    step.shown += line;
                    step.shown.push('\n');
                }
            }
            _ => {}
        }
    }
    steps
}

/// The output without what differs from machine to machine: the time.
fn without_accidents(output: &str) -> String {
    let output: Vec<String> = output.lines().map(|line| without_time(line.trim_end())).collect();
    output.join("\n")
}

/// A folder with the data of the repository, as a fresh clone has it, and the program where Cargo
/// puts it.
fn clone() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let data = folder.path().join("data");
    fs::create_dir(&data).expect("a folder");
    for name in ["zhihu-seed.md", "news-seed.md", "README.md", ".ignore"] {
        fs::copy(Path::new("data").join(name), data.join(name)).expect("a copy");
    }
    let release = folder.path().join("target/release");
    fs::create_dir_all(&release).expect("a folder");
    fs::hard_link(env!("CARGO_BIN_EXE_haitu"), release.join("haitu"))
        .or_else(|_| fs::copy(env!("CARGO_BIN_EXE_haitu"), release.join("haitu")).map(|_| ()))
        .expect("the program");
    folder
}

/// What a command of the README says when it is run in `folder`.
fn said(folder: &Path, command: &str) -> String {
    let line = command.replace("cargo run --release --", "target/release/haitu");
    let output = shell(folder, &line).output().expect("a shell");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{command}");
    assert!(output.status.success(), "{command}: {}", output.status);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Compares, or with `HAITU_BLESS=1` writes what is said now into the README.
#[test]
fn the_sessions_of_the_readme_are_real() {
    let folder = clone();
    let mut readme = fs::read_to_string("README.md").expect("a readme");
    let steps = steps(&readme);
    assert!(steps.len() >= 5, "the readme shows sessions");
    for step in steps.iter().filter(|step| step.command != "cargo test") {
        let said = said(folder.path(), &step.command);
        if std::env::var_os("HAITU_BLESS").is_some() {
            let shown = format!("$ {}\n{}", step.command, step.shown);
            let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
            readme = readme.replace(&shown, &format!("$ {}\n{}\n", step.command, lines.join("\n")));
            fs::write("README.md", &readme).expect("the readme is written");
        } else {
            assert_eq!(
                without_accidents(&said),
                without_accidents(&step.shown),
                "{}",
                step.command
            );
        }
    }
}

/// The lines of all blocks in a language.
fn blocks<'a>(readme: &'a str, language: &str) -> Vec<&'a str> {
    let opening = format!("```{language}");
    let mut inside = false;
    let is_inside = |line: &&str| {
        if line.starts_with("```") {
            inside = *line == opening;
            return false;
        }
        inside
    };
    readme.lines().filter(is_inside).collect()
}

/// The folder in which a reader who has read so far tries the commands: the store of the first block,
/// pages of their own, and the catalog that is shown.
fn workplace(readme: &str) -> Haitu {
    Haitu::with_seeds()
        .file("my-pages/page.md", PAGE)
        .file("pages/page.md", PAGE)
        .file("more.md", "小米公司")
        .file("mine.ttl", blocks(readme, "turtle").join("\n"))
}

#[test]
fn the_commands_of_the_readme_work() {
    let readme = fs::read_to_string("README.md").expect("a readme");
    let haitu = workplace(&readme);
    let home = haitu.path("");
    let lines = blocks(&readme, "sh").into_iter().filter(|line| line.starts_with("haitu "));
    for line in lines {
        let output = shell(&home, line).env("HOME", &home).output().expect("a shell");
        let stderr = String::from_utf8_lossy(&output.stderr);
        if line.contains(".png") && stderr.contains("font") {
            missing("a Chinese font for PNG");
            continue;
        }
        assert!(output.status.success(), "{line}: {stderr}");
    }
}

#[test]
fn the_catalog_of_the_readme_does_what_is_said_of_it() {
    let readme = fs::read_to_string("README.md").expect("a readme");
    let haitu = Haitu::new().file("mine.ttl", blocks(&readme, "turtle").join("\n"));
    let haitu = haitu
        .args(&["check", "--catalog", "mine.ttl"])
        .stdout("the catalog has no mistakes\n")
        .run();
    let found = |text: &str| {
        let line = format!("echo {text} | haitu extract --catalog mine.ttl");
        let output = shell(&haitu.path(""), &line).output().expect("a shell");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{text}");
        String::from_utf8_lossy(&output.stdout).contains("/company/my-startup")
    };
    assert!(found("海角科技在此。"));
    assert!(found("海角刚刚拿到融资。"));
    assert!(!found("海角那边很远。"));
    assert!(!found("他走到天涯海角去找融资。"));
}
