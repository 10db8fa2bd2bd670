//! Extraction against segmentation alone, on the same bytes, in one run, on one thread.
//!
//! `cargo bench --bench extract [-- FILE…]`; without files, the two documents of `data/`. Ours
//! includes reading the page (Markdown, HTML), which jieba is spared: it gets the visible text.
//! What the two take is measured in turn, and the medians and their ratio are printed.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use haitu::catalog::Catalog;
use haitu::document;
use haitu::mention::Finder;
use haitu::vocab;
use jieba_rs::Jieba;

/// How often each side is measured, after one round that warms up.
const ROUNDS: usize = 15;
/// Each side works on at least so many bytes a round, so that small files can be measured.
const LEAST_BYTES: usize = 4 << 20;

fn main() {
    let files: Vec<String> =
        std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let seeds = ["data/zhihu-seed.md".to_owned(), "data/news-seed.md".to_owned()];
    let files = if files.is_empty() { seeds.to_vec() } else { files };
    let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
    let finder = Finder::new(&catalog);
    let jieba = Jieba::new();
    println!("{:<44}{:>12}{:>12}{:>10}", "file", "ours MB/s", "jieba MB/s", "ratio");
    for file in files {
        let bytes = std::fs::read(&file).expect("a readable file");
        let reading = document::read(&file, &bytes);
        let texts: Vec<String> = reading
            .document
            .iter()
            .flat_map(|document| &document.units)
            .map(|unit| unit.text.as_str().to_owned())
            .collect();
        let times = LEAST_BYTES.div_ceil(bytes.len().max(1));
        let extract = || {
            for _ in 0..times {
                let reading = document::read(&file, &bytes);
                black_box(reading.document.map(|document| finder.mentions(&document)));
            }
        };
        let segment = || {
            for _ in 0..times {
                for text in &texts {
                    black_box(jieba.cut(text, true));
                }
            }
        };
        let (ours, theirs) = medians(extract, segment);
        let rate = |size: usize, time: Duration| {
            let size = f64::from(u32::try_from(size * times).unwrap_or(u32::MAX));
            size / time.as_secs_f64() / 1e6
        };
        let ours = rate(bytes.len(), ours);
        let theirs = rate(texts.iter().map(String::len).sum(), theirs);
        println!("{file:<44}{ours:>12.1}{theirs:>12.1}{:>10.2}", ours / theirs);
    }
}

/// The medians of what two pieces of work take, measured in turn.
fn medians(one: impl Fn(), other: impl Fn()) -> (Duration, Duration) {
    let time = |work: &dyn Fn()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let mut times = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let pair = (time(&one), time(&other));
        if round > 0 {
            times.0.push(pair.0);
            times.1.push(pair.1);
        }
    }
    let median = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    (median(times.0), median(times.1))
}
