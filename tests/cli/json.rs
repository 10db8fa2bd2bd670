//! `docs/json.md` is the contract of what is printed as JSON: every field that a command prints
//! stands in its section, and every field that begins a row of its tables is printed.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::haitu::Haitu;

/// A text that is long enough to be known again as a copy.
const TWICE: &str = "华为在印度遇到的麻烦，后来在越南又遇到了一次，谁也没有想到会这样。";

/// The section of the contract with this heading.
fn section(heading: &str) -> String {
    let contract = fs::read_to_string("docs/json.md").expect("the contract");
    let found = contract.split("\n## ").find(|section| section.starts_with(heading));
    found.unwrap_or_else(|| panic!("docs/json.md has no section {heading}")).to_owned()
}

/// The words between backticks, and those of groups between braces.
fn quoted(text: &str) -> BTreeSet<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let words = quoted.flat_map(|code| code.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The fields that begin the rows of a section's tables.
fn promised(section: &str) -> BTreeSet<String> {
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.flat_map(|row| quoted(&format!("`{}", row.split(" | ").next().unwrap_or(row)))).collect()
}

/// The names of all fields of a value, however deep.
fn add_fields(value: &Value, fields: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            fields.extend(object.keys().cloned());
            object.values().for_each(|value| add_fields(value, fields));
        }
        Value::Array(values) => values.iter().for_each(|value| add_fields(value, fields)),
        _ => {}
    }
}

/// Compares what some runs print with a section of the contract.
fn check(heading: &str, haitu: &Haitu, runs: &[&[&str]]) {
    let mut printed = BTreeSet::new();
    for args in runs {
        let output = haitu.output(args);
        let values = serde_json::Deserializer::from_slice(&output.stdout).into_iter();
        for value in values {
            add_fields(&value.expect("JSON"), &mut printed);
        }
    }
    let section = section(heading);
    let known = quoted(&section);
    let missing: Vec<&String> = printed.difference(&known).collect();
    assert!(missing.is_empty(), "{heading} prints {missing:?}, of which docs/json.md says nothing");
    let promised = promised(&section);
    let lost: Vec<&String> = promised.difference(&printed).collect();
    assert!(lost.is_empty(), "{heading} does not print {lost:?}, as docs/json.md says");
}

/// A page with an answer that stands twice in it, and lines of which one stands in the page as well.
fn pages() -> Haitu {
    let answer = |author| format!("### 知乎用户 {author} 发表\n\n{TWICE}\n\n");
    let page = format!("---\ntitle: \"为什么？\"\n---\n\n{}{}", answer("甲"), answer("甲"));
    let line = serde_json::json!({ "text": TWICE, "url": "https://example.org/1" });
    Haitu::with_seeds().file("page.md", page).file("lines.jsonl", line.to_string())
}

#[test]
fn units_are_as_the_contract_says() {
    check("`haitu extract`", &pages(), &[&["extract", "page.md", "lines.jsonl"]]);
}

#[test]
fn cards_are_as_the_contract_says() {
    let haitu = pages().built(&["page.md", "lines.jsonl"]);
    let all: &[&str] = &["lookup", "--json", "--all", "华为", "--provenance"];
    let some = &["lookup", "--json", "华为", "--with", "印度", "--since", "2020", "-C", "1"];
    check("`haitu lookup --json`", &haitu, &[all, some, &["lookup", "--json", "必胜客"]]);
}

#[test]
fn other_reports_are_as_the_contract_says() {
    let haitu = Haitu::with_seeds().file("bad.ttl", "[] a :b");
    check("`haitu graph path --json`", &haitu, &[&["graph", "path", "小米", "越南", "--json"]]);
    check("`haitu stats --json`", &haitu, &[&["stats", "--json"]]);
    let catalog: &[&str] = &["check", "--json", "--catalog", "bad.ttl"];
    check("`haitu check --json`", &haitu, &[&["check", "--json"], catalog]);
    check(
        "`haitu catalog --json`",
        &haitu,
        &[
            &["catalog", "--json"],
            &["catalog", "华为", "日韩", "hw", "--json"],
            &["catalog", "search", "菊厂", "--json"],
        ],
    );
    check("`haitu eval --json`", &haitu, &[&["eval", "--json", "data/gold/seed.jsonl"]]);
}
