//! README.md and the files of `docs/` are tests: every `console` block is a session that is run
//! again, and what it shows is what the program says; the commands of `sh` blocks work, and so does
//! the catalog that is shown. `HAITU_BLESS=1` writes what is said now into the files.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::haitu::{Haitu, PAGE, shell};
use crate::referee::missing;
use crate::transcript::without_time;

/// A command of a session, and the output it shows.
struct Step {
    /// The lines of the command as they are shown, with `$ ` before the first and `> ` before the
    /// others.
    prompt: String,
    command: String,
    shown: String,
}

impl Step {
    fn new(command: &str) -> Self {
        let prompt = format!("$ {command}\n");
        Self { prompt, command: command.to_owned(), shown: String::new() }
    }

    /// Takes in a line that stands below: more of the command, or what it says.
    fn push(&mut self, line: &str) {
        match line.strip_prefix("> ") {
            Some(more) if self.shown.is_empty() => {
                self.prompt.extend([line, "\n"]);
                self.command.extend(["\n", more]);
            }
            _ => self.shown.extend([line, "\n"]),
        }
    }
}

/// The files that have to work as they stand.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> = fs::read_dir("docs")
        .expect("documents")
        .flatten()
        .map(|file| format!("docs/{}", file.file_name().to_string_lossy()))
        .collect();
    pages.push("README.md".to_owned());
    pages.sort_unstable();
    pages
}

fn read(page: &str) -> String {
    fs::read_to_string(page).expect("a document")
}

/// The steps of all `console` blocks, in order.
fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in blocks(page, "console") {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step::new(command)),
            (None, Some(step)) => step.push(line),
            (None, None) => panic!("no command is shown before `{line}`"),
        }
    }
    steps
}

/// The lines of all blocks in a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let opening = format!("```{language}");
    let mut inside = false;
    let is_inside = |line: &&str| {
        if line.starts_with("```") {
            inside = *line == opening;
            return false;
        }
        inside
    };
    page.lines().filter(is_inside).collect()
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

/// What a command says when it is run in `folder`.
fn said(folder: &Path, command: &str) -> String {
    let line = command.replace("cargo run --release --", "target/release/haitu");
    let output = shell(folder, &line).output().expect("a shell");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{command}");
    assert!(output.status.success(), "{command}: {}", output.status);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs the sessions of a page in `folder`; compares, or with `HAITU_BLESS=1` writes what is said
/// otherwise now into the page. Gives the number of commands.
fn check_sessions(page: &str, folder: &Path) -> usize {
    let is_blessed = std::env::var_os("HAITU_BLESS").is_some();
    let mut text = read(page);
    let steps = steps(&text);
    for Step { prompt, command, shown } in steps.iter().filter(|step| step.command != "cargo test")
    {
        let said = said(folder, command);
        if without_accidents(&said) != without_accidents(shown) {
            assert!(is_blessed, "{page}: {command}\nshows\n{shown}\nand now says\n{said}");
            let said: String = said.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
            text = text.replace(&format!("{prompt}{shown}"), &format!("{prompt}{said}"));
        }
    }
    if is_blessed {
        fs::write(page, text).expect("the document is written");
    }
    steps.len()
}

#[test]
fn the_sessions_of_the_readme_are_real() {
    assert!(check_sessions("README.md", clone().path()) >= 5, "the readme shows sessions");
}

/// A reader of `docs/` has built the store of the README.
#[test]
fn the_sessions_of_the_documents_are_real() {
    let mut count = 0;
    for page in pages().iter().filter(|page| *page != "README.md") {
        count += check_sessions(page, &workplace(&read(page)).path(""));
    }
    assert!(count >= 10, "the documents show sessions");
}

/// The folder in which a reader who has read so far tries the commands: the store of the first block,
/// pages of their own, and the catalog that is shown.
fn workplace(page: &str) -> Haitu {
    Haitu::with_seeds()
        .file("my-pages/page.md", PAGE)
        .file("pages/page.md", PAGE)
        .file("more.md", "小米公司")
        .file("names.txt", "菊厂\n印度\n")
        .file("mine.ttl", blocks(page, "turtle").join("\n"))
}

#[test]
fn the_commands_of_the_documents_work() {
    for page in pages() {
        let text = read(&page);
        let haitu = workplace(&text);
        let home = haitu.path("");
        for line in blocks(&text, "sh").into_iter().filter(|line| line.starts_with("haitu ")) {
            let output = shell(&home, line).env("HOME", &home).output().expect("a shell");
            let stderr = String::from_utf8_lossy(&output.stderr);
            if line.contains(".png") && stderr.contains("font") {
                missing("a Chinese font for PNG");
                continue;
            }
            assert!(output.status.success(), "{page}: {line}: {stderr}");
        }
    }
}

#[test]
fn the_catalog_of_the_documents_does_what_is_said_of_it() {
    let haitu =
        Haitu::new().file("mine.ttl", blocks(&read("docs/catalog.md"), "turtle").join("\n"));
    let haitu = haitu
        .args(&["check", "--catalog", "mine.ttl"])
        .stdout("the catalog has no mistakes\n")
        .run();
    let names = |text: &str, entity: &str| {
        let line = format!("echo {text} | haitu extract --catalog mine.ttl");
        let output = shell(&haitu.path(""), &line).output().expect("a shell");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{text}");
        String::from_utf8_lossy(&output.stdout).contains(entity)
    };
    assert!(names("海角科技在此。", "/company/my-startup"));
    assert!(names("海角刚刚拿到融资。", "/company/my-startup"));
    assert!(!names("海角那边很远。", "/company/my-startup"));
    assert!(!names("他走到天涯海角去找融资。", "/company/my-startup"));
    assert!(names("遥遥领先厂发了新机。", "/company/huawei"));
    assert!(names("菊厂发了新机。", "/company/huawei"));
    assert!(names("商务部发了公告。", "/concept/ministry-of-commerce"));
}
