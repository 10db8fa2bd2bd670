//! Extraction against segmentation, against a bare automaton, and against reading alone, on the
//! same bytes, in one run.
//!
//! `cargo bench --bench extract [-- FILE…]`; without files, the two documents of `data/` and made-up
//! pages. Ours includes reading the page (Markdown, HTML), which the others are spared: jieba
//! segments the visible text, and the automaton (a DFA of the aho-corasick crate over the names of
//! the catalog as they are written, leftmost-longest) looks for them there. All on one thread; then
//! the same pages on more threads, and the same pages with Python's usual tools where those are there.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::Duration;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use haitu::catalog::Catalog;
use haitu::document;
use haitu::mention::Finder;
use haitu::vocab;
use jieba_rs::Jieba;
use rayon::prelude::*;
use serde_json::json;

mod measure;
mod pages;

use measure::{medians, millions, ratio};

/// How often each side is measured, after one round that warms up.
const ROUNDS: usize = 9;
/// Each side works on at least so many bytes a round, so that small files can be measured.
const LEAST_BYTES: usize = 4 << 20;

/// The other sides.
struct Others {
    jieba: Jieba,
    automaton: AhoCorasick,
}

fn main() {
    let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
    let finder = Finder::new(&catalog);
    let others = Others { jieba: Jieba::new(), automaton: automaton(&catalog) };
    let made_up = made_up(&catalog);
    println!(
        "{:<34}{:>10}{:>10}{:>12}{:>10}{:>12}{:>10}{:>10}{:>10}",
        "MB/s",
        "ours",
        "reading",
        "mentions/s",
        "jieba",
        "automaton",
        "/jieba",
        "/autom.",
        "/reading"
    );
    let files = measure::arguments();
    if files.is_empty() {
        for (name, text) in [
            ("data/zhihu-seed.md", include_str!("../data/zhihu-seed.md")),
            ("data/news-seed.md", include_str!("../data/news-seed.md")),
            ("made-up.md", &made_up[0]),
        ] {
            compare(name, text.as_bytes(), &finder, &others);
        }
    }
    for file in files {
        compare(&file, &std::fs::read(&file).expect("a readable file"), &finder, &others);
    }
    scale(&made_up, &finder);
    python(&made_up[..4], &catalog, &finder);
}

/// Pages of some 400 kB each.
fn made_up(catalog: &Catalog) -> Vec<String> {
    let mut pages = pages::Pages::new(catalog, 1);
    let mut page = || {
        let mut text = String::new();
        while text.len() < 400_000 {
            text += &pages.next_page().1;
        }
        text
    };
    (0..32).map(|_| page()).collect()
}

/// All names of the catalog, as they are written.
fn names(catalog: &Catalog) -> impl Iterator<Item = &str> {
    catalog.iter().flat_map(|(_, entity)| &entity.names).map(|name| name.text.as_str())
}

/// A bare automaton of all names.
fn automaton(catalog: &Catalog) -> AhoCorasick {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(names(catalog))
        .expect("the names fit into an automaton")
}

/// Prints the rates of all sides on one page.
fn compare(name: &str, bytes: &[u8], finder: &Finder<'_>, others: &Others) {
    let reading = document::read(name, bytes);
    let document = reading.document.expect("a page");
    let mentions: usize = finder.mentions(&document).iter().map(Vec::len).sum();
    let texts: Vec<&str> = document.units.iter().map(|unit| unit.text.as_str()).collect();
    let times = LEAST_BYTES.div_ceil(bytes.len().max(1));
    let repeat = |work: &dyn Fn()| (0..times).for_each(|_| work());
    let ours = || {
        let reading = document::read(name, bytes);
        black_box(reading.document.map(|document| finder.mentions(&document)));
    };
    let read = || drop(black_box(document::read(name, bytes)));
    let segment = || {
        for text in &texts {
            black_box(others.jieba.cut(text, true));
        }
    };
    let search = || {
        for text in &texts {
            black_box(others.automaton.find_iter(text).count());
        }
    };
    let [ours, read, segment, search] = medians(
        ROUNDS,
        [&|| repeat(&ours), &|| repeat(&read), &|| repeat(&segment), &|| repeat(&search)],
    );
    let of_page = |time: Duration| millions(bytes.len() * times, time);
    let visible: usize = texts.iter().map(|text| text.len()).sum();
    let of_text = |time: Duration| millions(visible * times, time);
    println!(
        "{name:<34}{:>10.1}{:>10.1}{:>12.0}{:>10.1}{:>12.1}{:>10.2}{:>10.2}{:>10.2}",
        of_page(ours),
        of_page(read),
        millions(mentions * times, ours) * 1e6,
        of_text(segment),
        of_text(search),
        of_page(ours) / of_text(segment),
        of_page(ours) / of_text(search),
        of_page(ours) / of_page(read),
    );
}

/// Prints how much faster made-up pages are done on more threads.
fn scale(pages: &[String], finder: &Finder<'_>) {
    let work = || {
        pages.par_iter().for_each(|page| {
            let reading = document::read("made-up.md", page.as_bytes());
            black_box(reading.document.map(|document| finder.mentions(&document)));
        });
    };
    let bytes: usize = pages.iter().map(String::len).sum();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let pool = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads")
    };
    let (alone, all) = (pool(1), pool(cores));
    let [one, more] = medians(ROUNDS, [&|| alone.install(work), &|| all.install(work)]);
    println!("\n{:>8}{:>10}{:>10}", "threads", "MB/s", "ratio");
    println!("{:>8}{:>10.1}{:>10.2}", 1, millions(bytes, one), 1.0);
    println!("{cores:>8}{:>10.1}{:>10.2}", millions(bytes, more), ratio(one, more));
}

/// Prints how fast made-up pages are done with Python's tools; those that are not there are left out.
fn python(pages: &[String], catalog: &Catalog, finder: &Finder<'_>) {
    let read = |page: &String| document::read("made-up.md", page.as_bytes()).document;
    let documents: Vec<_> = pages.iter().filter_map(read).collect();
    let units = documents.iter().flat_map(|document| &document.units);
    let texts: Vec<&str> = units.map(|unit| unit.text.as_str()).collect();
    let [ours] = medians(
        ROUNDS,
        [&|| {
            for page in pages {
                black_box(read(page).map(|document| finder.mentions(&document)));
            }
        }],
    );
    let bytes: usize = pages.iter().map(String::len).sum();
    let visible: usize = texts.iter().map(|text| text.len()).sum();
    let task = json!({ "texts": texts, "names": names(catalog).collect::<Vec<_>>(), "times": 1 });
    println!("\n{:<16}{:>10}{:>10}", "Python", "MB/s", "ours /");
    let Some(said) = run_python(&task) else { return println!("there is no python3") };
    for (tool, seconds) in said.lines().filter_map(|line| line.split_once('\t')) {
        let seconds: f64 = seconds.parse().expect("seconds");
        let rate = millions(visible, Duration::from_secs_f64(seconds));
        println!("{tool:<16}{rate:>10.2}{:>10.1}", millions(bytes, ours) / rate);
    }
}

/// What `benches/python.py` says of a task.
fn run_python(task: &serde_json::Value) -> Option<String> {
    let mut process = Command::new("python3")
        .args(["-c", include_str!("python.py")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    serde_json::to_writer(process.stdin.take()?, task).expect("it reads its task");
    let output = process.wait_with_output().ok()?;
    String::from_utf8(output.stdout).ok()
}
