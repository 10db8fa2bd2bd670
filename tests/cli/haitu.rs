//! Runs the program in a folder of its own, and compares all that it says and how it ends.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

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
        let haitu = Self::new().file("page.md", PAGE);
        let output = haitu.output(&["build", "page.md"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        haitu
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

    /// Runs, and gives what it said.
    pub(crate) fn output(&self, args: &[&str]) -> Output {
        let mut child = command(self.folder.path())
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that does not read its input closes the pipe; that is its right.
        drop(stdin.write_all(&self.stdin));
        drop(stdin);
        child.wait_with_output().expect("the program ends")
    }
}

/// The program, to be run in a folder, with nothing from the environment of the tests.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_haitu"));
    command.current_dir(folder).env_remove("HAITU_STORE").env("NO_COLOR", "1");
    command
}
