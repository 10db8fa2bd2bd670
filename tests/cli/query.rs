//! `haitu query`: results in each format, ready-made queries, mistakes and limits. What is said to
//! each command line stands in `query.console` and `mistakes.console`.

use std::collections::BTreeSet;

use crate::haitu::Haitu;
use crate::transcript;

/// A page with answers of named and anonymous authors.
pub(crate) const PAGE: &str = "---
title: \"为什么出海难？\"
date: 2022-07-06T21:45:03+00:00
tags: [出海,海外]
---

### 知乎用户 甲 发表

菊厂和小米手机都在印度出海。TikTok 也在印度。

### 知乎用户 乙 发表

在美国没有996，华为也不行。日韩的加班文化更厉害！

### 知乎用户 匿名用户 发表

华为在印度和美国都遇到了 CFIUS 那样的审查，996 救不了它。
";

/// An article that names what the answers do not.
pub(crate) const ARTICLE: &str = "---
title: \"出海图鉴\"
date: 2022-11-28
author: \"某报\"
---

阿里云和华为在东南亚帮助企业出海。深圳市海角星空科技有限公司也在新加坡设立了办公室。
";

/// A folder with these pages built into `store`.
pub(crate) fn folder() -> Haitu {
    Haitu::new()
        .file("pages/page.md", PAGE)
        .file("pages/article.md", ARTICLE)
        .built(&["pages", "-l", "store"])
}

#[test]
fn answers_are_as_the_transcript_has_them() {
    transcript::check("tests/cli/query.console", &folder().path(""));
}

#[test]
fn mistakes_are_told_as_the_transcript_has_it() {
    let deep = format!("ASK {{ FILTER({}1{}) }}", "(".repeat(10_000), ")".repeat(10_000));
    let long = format!("ASK {{ {} }}", "?x a ht:Company . ".repeat(60_000));
    let folder = folder()
        .file("deep.rq", deep)
        .file("long.rq", long)
        .file("binary.rq", b"SELECT\0\xff")
        .file("wrong.rq", "# Where?\nSELECT ?x {\n  ?x a scema:Answer .\n}\n")
        .file("parameter.rq", "# param who: person = 华为\nASK {}\n")
        .file("needs.rq", "# param who: entity\nASK { ?x schema:mentions ?who }\n");
    transcript::check("tests/cli/mistakes.console", &folder.path(""));
}

#[test]
fn a_query_of_a_megabyte_is_read() {
    let values = "\"海图\" ".repeat(120_000);
    let query = format!("SELECT (COUNT(?x) AS ?n) {{ VALUES ?x {{ {values} }} }}");
    assert!(query.len() > 1 << 20);
    folder()
        .file("large.rq", query)
        .args(&["query", "-l", "store", "-f", "large.rq", "--format", "csv"])
        .stdout("n\r\n120000\r\n")
        .run();
}

#[test]
fn a_closed_pipe_is_the_end_of_the_answer() {
    let haitu = folder();
    for format in ["csv", "table", "json"] {
        let query = "haitu query -l store 'SELECT * { ?s ?p ?o }'";
        haitu.is_left_early(&format!("{query} --format {format}"));
    }
}

#[test]
fn evidence_is_one_step_from_every_mention() {
    let haitu = folder();
    let output = haitu.output(&[
        "query",
        "-l",
        "store",
        "--named",
        "evidence",
        "--param",
        "entity=华为",
        "--format",
        "csv",
    ]);
    let csv = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut names = Vec::new();
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |cell: &str| cell.parse::<usize>().expect("a number");
        let file = std::fs::read(haitu.path(cells[0])).expect("the file");
        let name = file[number(cells[1])..number(cells[2])].to_vec();
        assert_eq!(name, cells[4].as_bytes(), "{line}");
        names.push(String::from_utf8(name).expect("text"));
    }
    assert_eq!(names, ["华为", "菊厂", "华为", "华为"]);
}

/// A query comes to a sentence by the graph, and a card by the record.
#[test]
fn the_sentences_of_a_query_are_those_of_a_card() {
    let haitu = Haitu::with_seeds();
    let json = |args: &[&str]| -> serde_json::Value {
        serde_json::from_slice(&haitu.output(args).stdout).expect("JSON")
    };
    let texts = |list: &serde_json::Value, text: &str| -> BTreeSet<String> {
        let list = list.as_array().expect("a list");
        list.iter().map(|item| item.pointer(text).expect("a text").to_string()).collect()
    };
    for name in ["中国", "日本", "TikTok"] {
        let entity = format!("entity={name}");
        let rows = json(&["query", "--named", "evidence", "-p", &entity, "--format", "json"]);
        let card = json(&["lookup", name, "--all", "--json"]);
        let asked = texts(&rows["results"]["bindings"], "/sentence/value");
        assert!(asked.len() > 5, "{name} is in {} sentences", asked.len());
        assert_eq!(asked, texts(&card["evidence"], "/sentence"), "{name}");
    }
}

/// What is declared for queries, and what the help says of it, are one.
#[test]
fn the_help_names_every_prefix() {
    let help = String::from_utf8(Haitu::new().output(&["query", "--help"]).stdout).expect("text");
    for (prefix, _) in haitu::vocab::Prefixes::new(haitu::vocab::BASE).iter() {
        assert!(help.contains(&format!(" {prefix}:")), "{prefix}: is not in the help");
    }
    for function in haitu::query::FUNCTIONS {
        let name = function.as_str().replace(haitu::vocab::ht::NAMESPACE, "  ht:");
        assert!(help.contains(&name), "{name} is not in the help");
    }
}
