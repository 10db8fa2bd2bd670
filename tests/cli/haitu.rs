//! Runs the program in a folder of its own, and compares all that it says and how it ends.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::LazyLock;

use tempfile::TempDir;

/// What the program or its libraries read from the environment: a run hears nothing of what the
/// machine of the tests has there.
const HEEDED: [&str; 9] = [
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "COMPLETE",
    "HAITU_ABORT_AFTER_WRITES",
    "HAITU_STORE",
    "NO_COLOR",
    "RAYON_NUM_THREADS",
    "SOURCE_DATE_EPOCH",
];

/// The two documents of `data/`, their gold, and a store of them, built once: names and contents.
static SEEDS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let seed = |haitu: Haitu, name: &str| {
        haitu.file(name, fs::read(name).expect("a file of the repository"))
    };
    let names = ["data/zhihu-seed.md", "data/news-seed.md", "data/gold/seed.jsonl", "data/.ignore"];
    let haitu = names.into_iter().fold(Haitu::new(), seed).built(&["data"]);
    let mut found = Vec::new();
    add_files(&haitu.path(""), "", &mut found);
    found
});

/// Adds all files below a folder.
fn add_files(folder: &Path, prefix: &str, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            add_files(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push((name, fs::read(entry.path()).expect("a file")));
        }
    }
}

/// A page with two answers, one anonymous.
pub(crate) const PAGE: &str = "---
title: \"为什么出海难？\"
date: 2022-07-06T21:45:03+00:00
tags: [出海,海外]
---

### 知乎用户 甲 发表

菊厂和小米手机都在印度出海。

### 知乎用户 匿名用户 发表

在美国没有996，华为也不行。
";

/// One run of the program: what it is given and what is expected. Whatever is not said is expected
/// to be empty, and the status to be 0.
pub(crate) struct Haitu {
    folder: TempDir,
    args: Vec<String>,
    stdin: Vec<u8>,
    stdout: String,
    stderr: String,
    status: i32,
}

impl Haitu {
    /// A run in an empty folder.
    pub(crate) fn new() -> Self {
        Self {
            folder: TempDir::new().expect("a temporary folder"),
            args: Vec::new(),
            stdin: Vec::new(),
            stdout: String::new(),
            stderr: String::new(),
            status: 0,
        }
    }

    /// A run in a folder where `page.md` was built into the default store.
    pub(crate) fn with_store() -> Self {
        Self::new().file("page.md", PAGE).built(&["page.md"])
    }

    /// A run in a folder with the documents of `data/` and a store of them.
    pub(crate) fn with_seeds() -> Self {
        SEEDS.iter().fold(Self::new(), |haitu, (name, content)| haitu.file(name, content))
    }

    /// The same after `haitu build` with these arguments.
    pub(crate) fn built(self, args: &[&str]) -> Self {
        let output = self.output(&[&["build"], args].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self
    }

    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders are made");
        fs::write(path, content).expect("the file is written");
        self
    }

    pub(crate) fn args(mut self, args: &[&str]) -> Self {
        self.args = args.iter().map(|arg| (*arg).to_owned()).collect();
        self
    }

    pub(crate) fn stdin(mut self, stdin: impl AsRef<[u8]>) -> Self {
        self.stdin = stdin.as_ref().to_vec();
        self
    }

    pub(crate) fn stdout(mut self, expected: &str) -> Self {
        expected.clone_into(&mut self.stdout);
        self
    }

    pub(crate) fn stderr(mut self, expected: &str) -> Self {
        expected.clone_into(&mut self.stderr);
        self
    }

    pub(crate) fn status(mut self, expected: i32) -> Self {
        self.status = expected;
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs and compares; gives the folder back for what comes next.
    pub(crate) fn run(mut self) -> Self {
        let args: Vec<&str> = self.args.iter().map(String::as_str).collect();
        let output = self.output(&args);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(&output.stderr), self.stderr, "standard error of {args:?}");
        assert_eq!(text(&output.stdout), self.stdout, "standard output of {args:?}");
        assert_eq!(output.status.code(), Some(self.status), "status of {args:?}");
        (self.stdout, self.stderr, self.status) = (String::new(), String::new(), 0);
        self.stdin.clear();
        self
    }

    /// Asks the default store whether a text mentions an entity, and compares.
    pub(crate) fn mentions(self, entity: &str, expected: bool) -> Self {
        self.args(&["query", &format!("ASK {{ ?answer schema:mentions {entity} }}")])
            .stdout(&format!("{expected}\n"))
            .run()
    }

    /// Runs a command line whose reader leaves after ten bytes: that is no error.
    pub(crate) fn is_left_early(&self, line: &str) {
        let line = format!("set -o pipefail; {line} | head -c 10");
        let output = shell(self.folder.path(), &line).output().expect("a shell");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 10), "{line}");
    }

    /// All files below a folder, with their contents.
    pub(crate) fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let mut found = Vec::new();
        add_files(&self.path(folder), "", &mut found);
        found.sort();
        found
    }

    /// Starts, with pipes to and from whoever goes on with it.
    pub(crate) fn start(&self, args: &[&str]) -> Child {
        command(self.folder.path())
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts")
    }

    /// Runs, and gives what it said.
    pub(crate) fn output(&self, args: &[&str]) -> Output {
        let mut child = self.start(args);
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that does not read its input closes the pipe; that is its right.
        drop(stdin.write_all(&self.stdin));
        drop(stdin);
        child.wait_with_output().expect("the program ends")
    }
}

/// The program, to be run in a folder, with nothing from the environment of the tests.
pub(crate) fn command(folder: &Path) -> Command {
    apart(Command::new(env!("CARGO_BIN_EXE_haitu")), folder)
}

/// A shell that runs a line in a folder, with the program on its path.
pub(crate) fn shell(folder: &Path, line: &str) -> Command {
    let program = Path::new(env!("CARGO_BIN_EXE_haitu")).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = apart(Command::new("bash"), folder);
    shell.args(["-c", line]).env("PATH", format!("{}:{path}", program.display()));
    shell
}

/// A command in a folder, apart from what the machine of the tests says of itself.
fn apart(mut command: Command, folder: &Path) -> Command {
    command.current_dir(folder);
    for name in HEEDED {
        command.env_remove(name);
    }
    command
}
