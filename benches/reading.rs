//! Reading a page against parsing its markup alone, on the same bytes, in one run.
//!
//! `cargo bench --bench reading [-- FILE…]`; without files, the two documents of `data/`. Ours tells
//! the format, reads the front matter, splits answers, and keeps for every stretch of text its place
//! in the file. The others only go through their events or tokens: pulldown-cmark 0.13 through the page
//! as Markdown, html5gum 0.9 as HTML. A page has one of the two kinds of markup; its rate is the one to
//! look at.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::hint::black_box;
use std::time::Duration;

use haitu::document;
use html5gum::Tokenizer;
use pulldown_cmark::Parser;

mod measure;

use measure::{medians, millions};

/// How often each side is measured, after one round that warms up.
const ROUNDS: usize = 9;
/// Each side works on at least so many bytes a round, so that small files can be measured.
const LEAST_BYTES: usize = 4 << 20;

fn main() {
    println!(
        "{:<34}{:>10}{:>16}{:>12}{:>12}{:>12}",
        "MB/s", "ours", "pulldown-cmark", "html5gum", "/Markdown", "/HTML"
    );
    let files = measure::arguments();
    if files.is_empty() {
        compare("data/zhihu-seed.md", include_str!("../data/zhihu-seed.md"));
        compare("data/news-seed.md", include_str!("../data/news-seed.md"));
    }
    for file in files {
        compare(&file, &std::fs::read_to_string(&file).expect("a readable file in UTF-8"));
    }
}

/// Prints the rates of all sides on one page.
fn compare(name: &str, page: &str) {
    let times = LEAST_BYTES.div_ceil(page.len().max(1));
    let repeat = |work: &dyn Fn()| (0..times).for_each(|_| work());
    let ours = || drop(black_box(document::read(name, page.as_bytes())));
    let markdown = || _ = black_box(Parser::new(page).into_offset_iter().count());
    let html = || _ = black_box(Tokenizer::new(page).count());
    let took = medians(ROUNDS, [&|| repeat(&ours), &|| repeat(&markdown), &|| repeat(&html)]);
    let rate = |time: Duration| millions(page.len() * times, time);
    let [ours, markdown, html] = took.map(rate);
    println!(
        "{name:<34}{ours:>10.1}{markdown:>16.1}{html:>12.1}{:>12.2}{:>12.2}",
        ours / markdown,
        ours / html
    );
}
