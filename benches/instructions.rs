//! How many instructions fixed commands take, counted by callgrind: a guard that no noise can move.
//!
//! `cargo bench --bench instructions`, where valgrind is installed. The counts stand beside those of
//! `benches/instructions.txt`; it fails if one has grown by more than a twentieth.
//! `HAITU_BLESS=1` writes the new counts down.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

mod measure;

use measure::{float, haitu};

/// Where the counts are kept.
const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.txt");
/// No count may grow by more.
const MOST_GROWTH: f64 = 1.05;

/// The commands, each on the same input every time; one thread, so that they count alike.
const COMMANDS: [&[&str]; 4] = [
    &["--version"],
    &["extract", "-j", "1", "data/news-seed.md"],
    &["extract", "-j", "1", "data/zhihu-seed.md"],
    &["lookup", "华为"],
];

fn main() -> ExitCode {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("valgrind is not installed");
        return ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = folder.path().join("store");
    let seeds = ["data/zhihu-seed.md", "data/news-seed.md"];
    let built = haitu().args(["build", "-q", "-l"]).arg(&store).args(seeds).output();
    assert!(built.expect("the program runs").status.success());
    let kept = fs::read_to_string(KEPT).unwrap_or_default();
    let (mut counts, mut grown) = (String::new(), false);
    println!("{:<44}{:>16}{:>16}{:>8}", "instructions", "before", "now", "ratio");
    for command in COMMANDS {
        let name = command.join(" ");
        let count = instructions(command, &store, folder.path());
        let before = kept.lines().find_map(|line| line.strip_suffix(&name)?.trim().parse().ok());
        let before = before.unwrap_or(count);
        let ratio = float(count / 1000) / float(before / 1000);
        println!("{name:<44}{before:>16}{count:>16}{ratio:>8.3}");
        grown |= ratio > MOST_GROWTH;
        writeln!(counts, "{count:>14}  {name}").expect("memory");
    }
    if std::env::var_os("HAITU_BLESS").is_some() {
        fs::write(KEPT, counts).expect("the counts are written down");
        return ExitCode::SUCCESS;
    }
    if grown { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The instructions of one process.
fn instructions(command: &[&str], store: &Path, folder: &Path) -> usize {
    let file = folder.join("callgrind.out");
    let ran = Command::new("valgrind")
        .args(["--tool=callgrind", "-q"])
        .arg(format!("--callgrind-out-file={}", file.display()))
        .arg(env!("CARGO_BIN_EXE_haitu"))
        .args(command)
        .env("HAITU_STORE", store)
        .output()
        .expect("valgrind runs");
    assert!(ran.status.success(), "{command:?}: {}", String::from_utf8_lossy(&ran.stderr));
    let text = fs::read_to_string(&file).expect("what valgrind counted");
    let total = text.lines().find_map(|line| line.strip_prefix("summary: "));
    total.and_then(|total| total.trim().parse().ok()).expect("a count")
}
