//! Short sentences that set traps, by the trap they set (`tests/traps/*.txt`): one a line, then a
//! tab and the expected mentions, `kind/slug surface` apart by `; `.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use haitu::catalog::Catalog;
use haitu::digest::Digest;
use haitu::document;
use haitu::mention::Finder;
use haitu::vocab;

/// The mentions of a sentence, in the form of the trap files.
fn mentions(sentence: &str, catalog: &Catalog, finder: &Finder<'_>) -> String {
    let json = serde_json::json!({ "text": sentence }).to_string();
    let document = document::read("trap", json.as_bytes()).document.expect("a line of JSON");
    let digest = Digest::new(vocab::BASE, json.as_bytes(), &document, catalog, finder);
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
            let got = mentions(sentence, &catalog, &finder);
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
