//! Short sentences that set traps, by the trap they set (`tests/traps/*.txt`): one a line, then a
//! tab and the expected mentions, `kind/slug surface` apart by `; `.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use haitu::catalog::Catalog;
use haitu::digest::Digest;
use haitu::document;
use haitu::mention::Finder;
use haitu::vocab;

/// The file of traps that are pages of Markdown; the others are strings, read to the letter.
const MARKDOWN: &str = "markup";

/// The mentions of a sentence, in the form of the trap files.
fn mentions(sentence: &str, file: &Path, catalog: &Catalog, finder: &Finder<'_>) -> String {
    if file.file_stem().is_some_and(|stem| stem == MARKDOWN) {
        return found(sentence.as_bytes(), catalog, finder);
    }
    let json = serde_json::json!({ "text": sentence }).to_string();
    found(json.as_bytes(), catalog, finder)
}

/// The mentions of the first unit of a page.
fn found(page: &[u8], catalog: &Catalog, finder: &Finder<'_>) -> String {
    let document = document::read("trap", page).document.expect("a page");
    let digest = Digest::new(vocab::BASE, page, &document, catalog, finder);
    let unit = &digest.units[0];
    let shown = unit.mentions.iter().map(|mention| {
        let iri = digest.entity(mention);
        let name = iri.strip_prefix(vocab::BASE).unwrap_or(iri);
        format!("{name} {}", unit.exact(mention))
    });
    shown.collect::<Vec<_>>().join("; ")
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir("tests/traps").expect("traps").flatten().map(|file| file.path()).collect();
    files.sort();
    files
}

#[test]
fn no_sentence_is_a_trap() {
    let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
    let finder = Finder::new(&catalog);
    let (mut fell, mut count) = (String::new(), 0);
    for file in files() {
        let text = fs::read_to_string(&file).expect("a trap file");
        for (number, line) in (1..).zip(text.lines()) {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let (sentence, expected) = line.split_once('\t').expect("a tab");
            let got = mentions(sentence, &file, &catalog, &finder);
            count += 1;
            if got != expected.trim() {
                writeln!(
                    fell,
                    "{}:{number}: {sentence}\n  expected {expected}\n  got      {got}",
                    file.display()
                )
                .expect("writing to a string");
            }
        }
    }
    assert!(fell.is_empty(), "{} of {count} sentences\n{fell}", fell.lines().count() / 3);
    assert!(count >= 300, "only {count} sentences");
}

#[test]
fn a_full_line_is_nothing_wherever_it_ends() {
    let catalog = Catalog::builtin(vocab::BASE).expect("the built-in catalog is right");
    let finder = Finder::new(&catalog);
    for sentence in [
        "华为和腾讯去了印度，字节跳动去了越南。",
        "记者获悉，阿里巴巴收购了东南亚的一家公司，拼多多没有回应。",
        "去年小米手机在西班牙卖得最好，大家都说性价比高，苹果公司着急了。",
    ] {
        let whole = found(sentence.as_bytes(), &catalog, &finder);
        assert!(!whole.is_empty(), "{sentence}");
        for (at, _) in sentence.char_indices().skip(1) {
            let (before, after) = sentence.split_at(at);
            let page = format!("{before}\n{after}");
            assert_eq!(found(page.as_bytes(), &catalog, &finder), whole, "{page}");
        }
    }
}
