//! The help texts: every example in them works.

use crate::haitu::{Haitu, shell};
use crate::query::{ARTICLE, PAGE};
use crate::referee::is_installed;

/// Programs of others that examples pass their output on to; nothing else is needed to try one.
const FOREIGN: [&str; 2] = ["dot", "jq"];

/// Annotations of the first answer of the page.
const GOLD: &str = r#"{"unit": "page#1", "entities": [
{"type": "company", "zh": "华为", "en": "Huawei", "mentions": ["菊厂"]},
{"type": "company", "zh": "小米", "en": "Xiaomi", "mentions": ["小米"]},
{"type": "company", "zh": "抖音国际版", "en": "TikTok", "mentions": ["TikTok"]},
{"type": "country", "zh": "印度", "en": "India", "mentions": ["印度", "印度"]},
{"type": "concept", "id": "going-global", "zh": "出海", "en": "going global", "mentions": ["出海"]}]}"#;

/// What stands in a help text under a heading, up to an empty line.
fn below<'a>(help: &'a str, heading: &str) -> impl Iterator<Item = &'a str> {
    help.lines()
        .skip_while(move |line| *line != heading)
        .skip(1)
        .take_while(|line| !line.is_empty())
}

/// Every example is run, on a store of the two documents of `data/`, or named as skipped.
#[test]
fn every_example_works() {
    let haitu = Haitu::with_seeds()
        .file("pages/page.md", PAGE)
        .file("more.md", ARTICLE)
        .file("page.md", PAGE)
        .file("mine.ttl", "")
        .file("question.rq", "SELECT * { ?answer schema:mentions concept:996 }")
        .file("names.tsv", "华为\n996\n")
        .file("my-gold.jsonl", GOLD.replace('\n', ""));
    let help = |command: &str| {
        let args: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        String::from_utf8(haitu.output(&args).stdout).expect("text")
    };
    let all = String::from_utf8(haitu.output(&["help"]).stdout).expect("text");
    // What is explained stands further to the right than what is named.
    let commands = below(&all, "Commands:").filter(|line| !line.starts_with("    "));
    let commands = commands.filter_map(|line| line.split_whitespace().next());
    let deeper = ["graph path", "catalog list", "catalog search", "catalog export"];
    for command in commands.filter(|command| *command != "help").chain(deeper) {
        let help = help(command);
        let examples: Vec<&str> = below(&help, "Examples:").map(str::trim).collect();
        assert!(!examples.is_empty(), "`{command}` has no examples");
        for example in examples {
            try_out(&haitu, example);
        }
    }
}

/// Runs an example, unless it needs a program that is not installed.
fn try_out(haitu: &Haitu, example: &str) {
    let next = example.split_once('|').and_then(|(_, next)| next.split_whitespace().next());
    if let Some(program) = next.filter(|program| *program != "haitu") {
        assert!(FOREIGN.contains(&program), "{example}: not everybody has `{program}`");
        if !is_installed(program) {
            return eprintln!("skipped, because `{program}` is not installed: {example}");
        }
    }
    let home = haitu.path("");
    let line = format!("set -o pipefail; {example}");
    let output = shell(&home, &line).env("HOME", &home).output().expect("a shell");
    assert!(output.status.success(), "{example}: {}", String::from_utf8_lossy(&output.stderr));
}
