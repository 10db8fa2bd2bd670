//! Whole files: the two seed documents, damaged input, and properties of generated pages.

use std::collections::HashSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

const QUESTION: &[u8] = include_bytes!("../../data/zhihu-seed.md");
const NEWS: &[u8] = include_bytes!("../../data/news-seed.md");
const GOLD: &str = include_str!("../../data/gold/seed.jsonl");

fn document(bytes: &[u8]) -> Document {
    let reading = read("p.md", bytes);
    assert_eq!(reading.refused, []);
    reading.document.unwrap()
}

/// One unit of the gold annotations; its other fields are for the later stages.
#[derive(Deserialize)]
struct Gold {
    unit: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    mentions: Vec<String>,
}

/// The surfaces of the gold that occur less often in their unit than listed.
fn missing(seed: &str, document: &Document) -> Vec<String> {
    let gold = GOLD.lines().map(|line| serde_json::from_str::<Gold>(line).unwrap());
    let gold: Vec<Gold> = gold.filter(|gold| gold.unit.starts_with(seed)).collect();
    let units = document.units.iter().map(|unit| format!("{seed}#{}", unit.position));
    assert!(units.eq(gold.iter().map(|gold| gold.unit.clone())));
    let mut missing = Vec::new();
    for (unit, gold) in document.units.iter().zip(gold) {
        for Entity { mentions } in gold.entities {
            for surface in &mentions {
                let listed = mentions.iter().filter(|mention| *mention == surface).count();
                let found = unit.text.as_str().matches(surface.as_str()).count();
                if found < listed {
                    missing.push(format!("{surface} in {}: {found} of {listed}", gold.unit));
                }
            }
        }
    }
    missing.dedup();
    missing
}

#[test]
fn the_question_seed_is_read_whole() {
    let page = document(QUESTION);
    assert_eq!(page.kind, DocumentKind::Question);
    assert_eq!(page.title.as_deref(), Some("为什么中国企业出海困难?"));
    assert_eq!((page.author.as_deref(), page.keywords.len()), (None, 5));
    assert_eq!(page.published.as_deref(), Some("2022-07-06T21:45:03.049932+00:00"));
    assert_eq!(page.modified.as_deref(), Some("2022-07-06T21:45:03.052323+00:00"));
    assert_eq!(page.units[1].author.as_deref(), Some("豹有爱的 Max"));
    assert_eq!(page.units[5].author, None);
    assert_eq!(missing("zhihu-seed", &page), [""; 0]);
}

#[test]
fn the_news_seed_is_read_whole() {
    let post = document(NEWS);
    assert_eq!((post.kind, post.units.len()), (DocumentKind::Article, 1));
    assert_eq!(post.published.as_deref(), Some("2022-04-28T13:01:28+08:00"));
    assert_eq!(post.keywords, ["每日经济新闻新闻"]);
    let text = post.units[0].text.as_str();
    assert!(text.ends_with("。\n（文章来源：每日经济新闻）"), "{text}");
    // The fourth stands in the navigation below the text.
    assert_eq!(missing("news-seed", &post), ["每日经济新闻 in news-seed#1: 3 of 4"]);
}

#[test]
fn seeds_lead_back_to_their_files() {
    for bytes in [QUESTION, NEWS] {
        let file = std::str::from_utf8(bytes).unwrap();
        for unit in document(bytes).units {
            check_sources(file, &unit.text);
            check_plain(unit.text.as_str());
            for link in unit.links {
                assert!(!unit.text.as_str()[link].trim().is_empty());
            }
        }
    }
}

/// Ranges lead to ranges inside the file, in order; letters lead to themselves.
fn check_sources(file: &str, text: &Text) {
    let string = text.as_str();
    let mut last = 0;
    for (at, character) in string.char_indices() {
        let source = text.source(at..at + character.len_utf8());
        assert!(last <= source.start && source.start <= source.end, "{source:?} in {string}");
        let written = file.get(source.clone()).unwrap();
        let ideograph = ('\u{4E00}'..'\u{9FFF}').contains(&character);
        assert!(!ideograph || written.starts_with([character, '&', '\\']), "{written}");
        last = source.start;
    }
    assert_eq!(text.source(0..string.len()).end, text.source_end());
}

/// No white space at either end, and no more than one empty line in a row.
fn check_plain(string: &str) {
    assert_eq!(string.trim(), string);
    assert!(!string.contains("\n\n\n"), "{string:?}");
}

#[test]
fn broken_front_matter_does_not_hide_the_text() {
    let check = |file: &str, expected: &str, refusal: &str, end: &str| {
        let reading = read("p.md", file.as_bytes());
        assert_eq!(reading.document.unwrap().units[0].text.as_str(), expected, "{file}");
        let refused = reading.refused.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert!(refused.len() == 1 && refused[0].starts_with(refusal), "{refused:?}");
        assert!(refused[0].ends_with(end), "{refused:?}");
    };
    let broken = |line: usize| format!("`p.md`, line {line}: broken front matter: ");
    check("---\ntitle: \"甲\" 乙\n---\n文", "文", &broken(2), "`title` is read as it stands");
    check("---\ntitle: 甲\n文", "title: 甲\n文", &broken(1), "read without it");
}

#[test]
fn plain_markdown_is_an_article() {
    let article = document("\u{FEFF}# 题\n\n文 AT&amp;T".as_bytes());
    assert_eq!((article.kind, article.title.as_deref()), (DocumentKind::Article, Some("题")));
    assert_eq!(article.units[0].text.as_str(), "题\n文 AT&T");
    assert_eq!(article.units[0].title.as_deref(), Some("题"));
    assert_eq!(article.sha256.len(), 64);
}

#[test]
fn a_column_is_an_article_by_its_author() {
    let column =
        document("---\nauthor: 海客\ntitle: 题\ntags: [a，b]\n---\n\n### 节\n文".as_bytes());
    assert_eq!((column.kind, column.keywords.len()), (DocumentKind::Article, 2));
    assert_eq!(column.units[0].author.as_deref(), Some("海客"));
    assert_eq!(column.units[0].text.as_str(), "节\n文");
}

#[test]
fn dates_are_told_in_many_places() {
    let check = |path: &str, file: &str, page: Option<&str>, unit: Option<&str>| {
        let document = read(path, file.as_bytes()).document.unwrap();
        let dates = (document.published.as_deref(), document.units[0].published.as_deref());
        assert_eq!(dates, (page, unit), "{path} {file}");
    };
    let day = Some("2021-03-04");
    check("a/2021-03-04-x.md", "---\ntitle: 题\n---\n文", day, None);
    check("2021-03-05-x.md", "---\ndate: 2021-03-04\n---\n文", day, None);
    check("2021-03-05-x.md", "文\n\n发布时间：2021年3月4日", day, None);
    check("2021-03-05-x.md", "---\ndate: 3-4\n---\n文", day, None);
    check("x.md", "文\n\n更新时间：2021年3月4日", None, None);
    let answer = "### 知乎用户 甲 发表\n\n文\n\n";
    check(
        "x.md",
        &format!("---\ndate: 2021-05-05\n---\n{answer}编辑于 3-4 10:00"),
        Some("2021-05-05"),
        Some("2021-03-04T10:00:00"),
    );
    check("2021-03-04-x.md", answer, day, None);
    check("2021-03-04-x.jsonl", "{\"text\": \"发布于 2021-03-04\"}", None, None);
}

#[test]
fn a_page_without_text_has_empty_units() {
    for file in ["---\ntitle: 题\n---\n", " \n\n", "### 知乎用户 甲 发表\n![](a.png)\n"] {
        let reading = read("p.md", file.as_bytes());
        let page = reading.document.unwrap();
        assert_eq!((page.units.len(), page.units[0].text.as_str()), (1, ""), "{file}");
        let told: Vec<_> = reading.refused.iter().map(|refusal| refusal.message.as_str()).collect();
        let is_article = page.kind == DocumentKind::Article;
        assert_eq!(
            told,
            if is_article { vec!["there is no text in it"] } else { vec![] },
            "{file}"
        );
    }
}

#[test]
fn few_broken_bytes_are_told_and_read() {
    let mut bytes = format!("# 题\n\n{}", "出海".repeat(100)).into_bytes();
    bytes[9] = 0xFF;
    let reading = read("p.md", &bytes);
    assert_eq!(
        reading.refused[0].to_string(),
        "`p.md`, line 3: 3 invalid UTF-8 bytes, the first at byte 7; each is read as `?`"
    );
    assert!(reading.document.unwrap().units[0].text.as_str().starts_with("题\n???海"));
}

#[test]
fn an_empty_file_is_no_document() {
    let reading = read("p.md", b"");
    assert_eq!(reading.document, None);
    assert_eq!(reading.refused[0].to_string(), "`p.md`: is empty; skipped");
}

/// What pages are made of, whole and broken, between bars.
const SNIPPETS: &str = "出海¦华为¦Tik Tok¦ ¦  \n¦\n¦\n\n¦\r\n¦&amp;¦&lt;甲&gt;¦&#20013;¦&¦**¦*¦：¦~¦`¦```\n¦    ¦\t¦> ¦* \
    ¦1. ¦# ¦### 小标题\n¦| 甲 | 乙 |\n|---|---|\n¦[甲](https://a.b?search_source=Entity)¦[¦](¦)¦[^]()\
    ¦[\\[1\\]]()¦![](a.png)¦![](data:image/svg+xml;utf8,<svg w='1'></svg>)¦![](data:<¦<p>¦</p>¦<div>\
    ¦</div>¦<div style='display:none'>¦<b>¦<br>¦<pre>¦<script>¦</script>¦<!--¦-->¦<a href='¦'>¦<¦</\
    ¦\u{2028}¦\u{3000}¦\u{200B}¦\u{FEFF}¦\u{0}¦---\n¦title: 题\n¦tags: [a，b]\n¦\n### 知乎用户 甲 发表\n\
    ¦\n### 知乎用户  发表\n¦<http://a.b>¦[返](/a)｜[回](//b)\n\n¦<table><tr><td>¦</td></tr></table>\
    ¦{\"text\":\"¦\\n¦\\ud83d¦\"}\n¦{% a ¦ %}¦{{ a ¦ }}¦{:toc}¦a{b:¦;}¦$¦$$¦\\(¦\\)¦[[¦]]¦|¦[^1]¦\n[^1]: 注¦](a b.png)¦<ruby>¦<rt>\
    ¦+++\n¦title = '题'\n¦var a = 1;\n¦\"content\": ¦[{¦}]¦,¦[TOC]\n¦<!doctype html>\n¦<body hidden>¦<code>¦</code>¦</pre>\
    ¦<http://a\n¦发布时间：2023-08-30\n¦。\n¦，";

fn page() -> impl Strategy<Value = String> {
    let snippets: Vec<&str> = SNIPPETS.split('¦').collect();
    prop::collection::vec(prop::sample::select(snippets), 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn generated_pages_lead_back_to_their_files(file in page()) {
        if let Some(document) = read("p", file.as_bytes()).document {
            for unit in &document.units {
                check_sources(&file, &unit.text);
                if document.kind != DocumentKind::Lines {
                    check_plain(unit.text.as_str());
                }
                for link in &unit.links {
                    prop_assert!(unit.text.as_str().get(link.clone()).is_some());
                }
            }
        }
    }

    #[test]
    fn reading_twice_gives_the_same(file in page()) {
        prop_assert_eq!(read("p", file.as_bytes()), read("p", file.as_bytes()));
    }

    #[test]
    fn positions_stay_when_an_answer_is_added(texts in prop::collection::vec("[一二三]{1,2}", 1..8)) {
        let mut file = String::new();
        let mut last = Vec::new();
        for (text, name) in texts.iter().zip(["甲", "乙"].iter().cycle()) {
            write!(file, "### 知乎用户 {name} 发表\n\n{text}\n\n").unwrap();
            let positions: Vec<_> = document(file.as_bytes()).units.iter().map(|u| u.position).collect();
            prop_assert!(positions.starts_with(&last));
            last = positions;
        }
        let known: HashSet<_> = texts.iter().zip([0, 1].iter().cycle()).collect();
        prop_assert_eq!(last.len(), known.len());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let reading = read("p", &bytes);
        prop_assert!(reading.document.is_some() || !reading.refused.is_empty());
    }

    #[test]
    fn any_text_is_read(text in "\\PC*") {
        let reading = read("p", text.as_bytes());
        let text = text.trim_start_matches('\u{FEFF}');
        // JSON without a text is no prose: it is refused in words.
        let is_refused = text.trim_start().starts_with(['{', '[']) && !reading.refused.is_empty();
        prop_assert!(reading.document.is_some() || text.is_empty() || is_refused);
    }
}
