//! `haitu lookup`: a session with all that can be asked and all that can go wrong, and what can only
//! be shown beside one.

use std::fs;
use std::process::Stdio;

use crate::haitu::{Haitu, command};
use crate::transcript;

/// Answers of one day.
const ANSWERS: &str = "---
title: \"为什么出海难？\"
date: 2022-07-06T21:45:03+00:00
tags: [出海,海外]
---

### 知乎用户 甲 发表

大家都说难。菊厂和小米手机都在印度出海。后来怎样？没人知道。

### 知乎用户 匿名用户 发表

在美国没有996，华为也不行。HUAWEI在印度卖手机，在印度也有工厂。

### 知乎用户 乙 发表

深圳市南粤财物评估鉴定有限公司（以下简称南粤评估）说，南粤评估不出海。
";

/// Lines of several days, and one of none.
const LINES: &str = r#"{"id":"1","author":"丙","date":"2021-03-01","text":"华为在印度。"}
{"id":"2","author":"丙","date":"2023-01-31","text":"小米和华为一起去了欧洲，\u001b[31m很红。"}
{"id":"3","text":"华为没有日期。"}
"#;

/// Names of our own: an ambiguous one, and one with a link.
const CATALOG: &str = r#"@prefix ht: <https://w3id.org/haitu/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix company: <https://w3id.org/haitu/company/> .
company:haijiao a ht:Company ; skos:prefLabel "海角科技"@zh-Hans, "Haijiao"@en ;
    skos:altLabel "海角"@zh-Hans ; skos:exactMatch <https://example.org/haijiao> .
company:haijiao-hotel a ht:Company ; skos:prefLabel "海角酒店"@zh-Hans, "Haijiao Hotel"@en ;
    skos:altLabel "海角"@zh-Hans ; schema:parentOrganization company:haijiao .
"#;

/// A store of both documents.
fn haitu() -> Haitu {
    Haitu::new()
        .file("answers.md", ANSWERS)
        .file("lines.jsonl", LINES)
        .file("mine.ttl", CATALOG)
        .file("zeros", [0, 159, 146, 150])
        .file("names.txt", "菊厂\r\n\n  小米 \n")
        .file("foreign/file", "")
        .built(&["-q", "--catalog", "mine.ttl", "answers.md", "lines.jsonl"])
}

#[test]
fn a_session() {
    let haitu = haitu();
    fs::rename(haitu.path("haitu-store"), haitu.path("store")).expect("the store of transcripts");
    transcript::check("tests/cli/lookup.console", &haitu.path(""));
}

#[test]
fn all_evidence_slices_to_the_name() {
    let haitu = haitu();
    let output = haitu.output(&["lookup", "华为", "--all", "--json"]);
    let card: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut names = Vec::new();
    for evidence in card["evidence"].as_array().expect("a list") {
        let file =
            fs::read(haitu.path(evidence["path"].as_str().expect("a path"))).expect("a file");
        let byte = |name: &str| usize::try_from(evidence[name].as_u64().unwrap_or(0)).unwrap_or(0);
        let name = &file[byte("byteStart")..byte("byteEnd")];
        names.push(String::from_utf8_lossy(name).into_owned());
    }
    assert_eq!(names, ["菊厂", "华为", "HUAWEI", "华为", "华为", "华为"]);
}

#[test]
fn filtered_counts_agree_with_the_whole_when_nothing_is_left_out() {
    let haitu = haitu();
    let card = |args: &[&str]| -> serde_json::Value {
        serde_json::from_slice(&haitu.output(args).stdout).expect("JSON")
    };
    let whole = card(&["lookup", "印度", "--json"]);
    let dated = card(&["lookup", "印度", "--json", "--since", "2000"]);
    assert_eq!(whole["counts"], dated["counts"]);
    assert_eq!(whole["evidence"], dated["evidence"]);
    // How much more often than by chance is not told of some days: it would take all their answers.
    let companions = |card: &serde_json::Value| -> std::collections::BTreeMap<String, String> {
        let each = card["companions"].as_array().into_iter().flatten();
        each.map(|other| (other["iri"].to_string(), other["answers"].to_string())).collect()
    };
    assert_eq!(companions(&whole), companions(&dated));
    assert!(whole["companions"].to_string().contains("npmi"));
    assert!(!dated["companions"].to_string().contains("npmi"));
}

#[test]
fn a_damaged_index_is_told_in_a_sentence() {
    let haitu = haitu();
    let folder = fs::read_dir(haitu.path("haitu-store/haitu/lookup")).expect("the folder");
    let index = folder.flatten().next().expect("the index").path();
    let whole = fs::read(&index).expect("the index");
    let check = |content: &[u8], expected: &str| {
        fs::write(&index, content).expect("it is written");
        let output = haitu.output(&["lookup", "华为"]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.starts_with("error: `haitu-store/haitu/lookup/"), "{stderr}");
        assert!(stderr.contains(expected) && stderr.lines().count() == 1, "{stderr}");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    };
    check(&whole[..whole.len() / 2], "is damaged (it has not the length that it was written with)");
    check(&whole[..40], "is damaged (it is too short)");
    check(b"PK\x03\x04", "is damaged (it does not begin as a lookup index)");
    check(
        b"haitu lookup 1\r\n",
        "was written by another version of haitu: run `haitu build` again",
    );
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let haitu = haitu();
    let mut child = command(&haitu.path("."))
        .args(["lookup", "华为", "--all"])
        .args(vec!["小米"; 2000])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

/// A name that is matched and never shown (`skos:hiddenLabel`) stands in no view but where a text has
/// it.
#[test]
fn a_hidden_name_is_found_and_never_shown() {
    let haitu = Haitu::new()
        .file("page.md", "日本和韩国都在出海，日本更早。")
        .built(&["page.md"])
        .file("hidden.txt", "曰本在那里。");
    let said = |args: &[&str]| {
        let output = haitu.output(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(said(&["lookup", "曰本"]).starts_with("日本"));
    for args in [
        &["lookup", "日本"][..],
        &["lookup", "曰本"],
        &["lookup", "日本", "--json"],
        &["graph", "--min-weight", "1", "--format", "html"],
        &["graph", "--min-weight", "1", "--format", "json"],
        &["extract", "page.md"],
    ] {
        let said = said(args);
        assert!(said.contains("日本") && !said.contains("曰本"), "{args:?}: {said}");
    }
    let extracted = said(&["extract", "hidden.txt"]);
    let unit: serde_json::Value = serde_json::from_str(&extracted).expect("JSON");
    let mention = &unit["mentions"][0];
    assert_eq!((&mention["label"], &mention["exact"]), (&"日本".into(), &"曰本".into()));
    assert!(!mention["altLabels"].to_string().contains("曰本"), "{extracted}");
    for word in ["", "日", "曰"] {
        let line = format!("COMPLETE=fish haitu -- haitu lookup '{word}'");
        let output = crate::haitu::shell(&haitu.path(""), &line).output().expect("a shell");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && !said.contains("曰本"), "{said}");
        assert_eq!(said.contains("日本"), word != "曰", "{word}: {said}");
    }
}
