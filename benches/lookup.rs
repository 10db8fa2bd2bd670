//! Cold lookups in a small store and in a large one, in one run: each is a process of its own, so
//! that opening the index counts.
//!
//! `cargo bench --bench lookup [-- COMPANIES]`. The large store has so many companies that the
//! catalog does not know, 200,000 unless told otherwise, each in an answer of its own; the small one
//! has a hundredth. The medians and their ratio are printed: a lookup should cost the same in both.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

mod measure;

use measure::{haitu, medians, ms, ratio};

/// How often each lookup is measured in each store, after one round that warms up.
const ROUNDS: usize = 40;
/// How many answers stand in a file.
const LINES: usize = 500;
/// The characters that names are made of.
const CHARACTERS: &str =
    "安宝博昌诚创达德東鼎丰福富光广国海航和恒宏华辉汇吉佳嘉建江金锦京景聚康科坤兰乐力利联林龙隆";

fn main() {
    let told = measure::arguments().first().map(|number| number.parse().expect("a number"));
    let companies: usize = told.unwrap_or(200_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let small = store(folder.path(), "small", companies / 100);
    let large = store(folder.path(), "large", companies);
    println!("{:<34}{:>10}{:>10}{:>8}", "", "small", "large", "ratio");
    let sizes = (megabytes(&small), megabytes(&large));
    println!("{:<34}{:>10.1}{:>10.1}{:>8.1}", "index, MB", sizes.0, sizes.1, sizes.1 / sizes.0);
    let known = name(7);
    for (what, found, args) in [
        ("no lookup at all, ms", true, &["--version"][..]),
        ("a name, ms", true, &["lookup", "华为"]),
        ("pinyin, ms", true, &["lookup", "yuanqisenlin"]),
        ("initials, ms", true, &["lookup", "hw", "-n", "1"]),
        ("a company of one text, ms", true, &["lookup", &known]),
        ("in every answer, ms", true, &["lookup", "印度"]),
        ("in every answer, JSON, ms", true, &["lookup", "印度", "--json"]),
        ("a slip in Latin letters, ms", false, &["lookup", "Huwei"]),
        ("a slip in Chinese, ms", false, &["lookup", "深圳市安宝科枝有限公司"]),
        ("a slip in pinyin, ms", false, &["lookup", "yuanqisenlim"]),
        ("a beginning, ms", false, &["lookup", "深圳市安"]),
        ("with something else, ms", true, &["lookup", &known, "--with", "印度"]),
    ] {
        let works: [&dyn Fn(); 2] = [&|| run(&small, args, found), &|| run(&large, args, found)];
        let [one, other] = medians(ROUNDS, works);
        println!("{what:<34}{:>10.2}{:>10.2}{:>8.2}", ms(one), ms(other), ratio(other, one));
    }
}

/// The name of a company that the catalog does not know.
fn name(number: usize) -> String {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    let mut name = "深圳市".to_owned();
    let mut rest = number;
    for _ in 0..4 {
        name.push(characters[rest % characters.len()]);
        rest /= characters.len();
    }
    name + "科技有限公司"
}

/// Builds a store of so many answers, each by one author about one company, in files of their own.
fn store(folder: &Path, what: &str, companies: usize) -> PathBuf {
    let (pages, store) = (folder.join(format!("{what}-pages")), folder.join(what));
    fs::create_dir(&pages).expect("a folder");
    for first in (0..companies).step_by(LINES) {
        let mut lines = String::new();
        for number in first..companies.min(first + LINES) {
            let name = name(number);
            writeln!(lines, r#"{{"id":"{number}","text":"听说{name}在印度出海。"}}"#)
                .expect("memory");
        }
        fs::write(pages.join(format!("{first:07}.jsonl")), lines).expect("a page");
    }
    let start = Instant::now();
    let built = haitu().arg("build").arg(&pages).arg("-q").arg("-l").arg(&store).status();
    assert!(built.expect("the program runs").success());
    println!("{what}: {companies} companies, built in {:.1} s", start.elapsed().as_secs_f64());
    store
}

/// Runs the program once, which finds something or not; what it says is thrown away.
fn run(store: &Path, args: &[&str], found: bool) {
    let mut command = haitu();
    command.args(args).env("HAITU_STORE", store).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().expect("the program runs");
    assert_eq!(status.success(), found, "{args:?}");
}

/// The size of the lookup index of a store.
fn megabytes(store: &Path) -> f64 {
    let files = fs::read_dir(store.join("haitu/lookup")).expect("the folder of the index");
    let bytes: u64 = files.flatten().filter_map(|file| Some(file.metadata().ok()?.len())).sum();
    f64::from(u32::try_from(bytes / 1000).unwrap_or(u32::MAX)) / 1e3
}
