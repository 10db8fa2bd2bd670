//! Passages of small pages: what is taken, in which order, and how it is marked.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::{Best, Days, Pairs, Passage, Printer, Rank, Source};
use crate::catalog::Catalog;
use crate::digest::{Copies, Digest, Period};
use crate::document;
use crate::mention::Finder;
use crate::text::paragraph::{Marks, Screen};
use crate::vocab::BASE;

fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| Catalog::builtin(BASE).expect("the catalog"))
}

/// A page of answers.
fn page(path: &str, answers: &[&str]) -> Digest {
    let answers = answers.iter().map(|text| format!("### 知乎用户 甲 发表\n\n{text}\n\n"));
    let page = format!("---\ntitle: 出海\n---\n\n{}", answers.collect::<String>());
    let document = document::read(path, page.as_bytes()).document.expect("a page");
    Digest::new(BASE, page.as_bytes(), &document, catalog(), &Finder::new(catalog()))
}

fn iri(name: &str) -> String {
    format!("{BASE}{name}")
}

/// The best passages of 华为 and 印度 in some pages.
fn of_pair(pages: &[&Digest]) -> Vec<Passage> {
    let ends = ["company/huawei", "country/india"].map(iri);
    let mut pairs = Pairs::new(&[[ends[0].as_str(), &ends[1]]], 3, Period::default());
    for page in pages {
        pairs.add(usize::from(page.path != "1.md"), page, &Copies::default());
    }
    pairs.finish().remove(0)
}

fn marked(passage: &Passage) -> Vec<&str> {
    passage.marks.iter().map(|&(start, end)| &passage.text[start..end]).collect()
}

fn texts(passages: &[Passage]) -> Vec<&str> {
    passages.iter().map(|passage| passage.text.as_str()).collect()
}

#[test]
fn one_sentence_is_better_than_two_and_those_are_the_closest_of_an_answer() {
    let page =
        page("1.md", &["华为好。是的。菊厂更好。印度大。", "华为去了印度，印度很热。", "印度。"]);
    let found = of_pair(&[&page]);
    assert_eq!(texts(&found), ["华为去了印度，印度很热。", "菊厂更好。 … 印度大。"]);
    assert_eq!(marked(&found[0]), ["华为", "印度", "印度"]);
    assert_eq!(marked(&found[1]), ["菊厂", "印度"]);
    let place = found[1].spot.expect("the place of the first");
    assert_eq!((place.line, place.column), (7, 8));
    assert_eq!(found[1].place(), "1.md:7:8");
}

#[test]
fn the_same_words_are_evidence_once() {
    let answers = ["华为在印度。", "华为在印度。", "华为好。印度大。"];
    let pages = ["1.md", "2.md"].map(|path| page(path, &answers));
    let told = |pages: &[&Digest]| -> Vec<String> {
        let found = of_pair(pages);
        found.iter().map(|passage| format!("{} {}", passage.place(), passage.text)).collect()
    };
    let forth = told(&[&pages[0], &pages[1]]);
    assert_eq!(forth, ["1.md:7:1 华为在印度。", "1.md:15:1 华为好。 … 印度大。"]);
    assert_eq!(told(&[&pages[1], &pages[0]]), forth);
}

#[test]
fn sentences_of_some_length_that_say_something_of_a_few_are_the_best() {
    let sentences = [
        "华为、腾讯、阿里巴巴、百度、京东和美团都去了一个很远很远的地方。",
        "华为很好。",
        "华为去了一个很远很远的地方并且在那里住了下来。",
        "华为和腾讯去了一个很远很远的地方并且在那里住了下来。",
    ];
    let page = page("1.md", &[&sentences.concat()]);
    let source = Source::new(&page, &page.units[0], (0, 0));
    let (mut best, mut apart) = (Best::new(9), Vec::new());
    for at in source.mentioning() {
        let passage = source.passage(&[at], |_| true, 0);
        apart.push((source.rank(&[at], &[]), passage.text.clone()));
        best.offer(source.rank(&[at], &[]), || passage);
    }
    let expected = [sentences[3], sentences[2], sentences[0], sentences[1]];
    assert_eq!(texts(&best.into_passages()), expected);
    apart.sort();
    let worst_first: Vec<&str> = apart.iter().rev().map(|(_, text)| text.as_str()).collect();
    assert_eq!(worst_first, expected);
}

#[test]
fn what_names_all_that_is_asked_for_is_better_than_anything_else() {
    let page = page("1.md", &["华为去了一个很远很远的地方并且在那里住了下来。华为、印度。"]);
    let source = Source::new(&page, &page.units[0], (0, 0));
    let asked = ["company/huawei", "country/india"].map(|name| page.number(&iri(name)));
    let asked = asked.map(|number| number.expect("it is named"));
    assert!(source.rank(&[0], &asked[..1]) > source.rank(&[1], &asked[..1]));
    assert!(source.rank(&[1], &asked) > source.rank(&[0], &asked));
}

#[test]
fn a_passage_is_found_again_with_what_is_around_it() {
    let page = page("1.md", &["一。二。华为好。三。四。"]);
    let source = Source::new(&page, &page.units[0], (0, 0));
    let passage = source.passage(&[2], |_| true, 0);
    let again = passage.again(&page, &iri("company/huawei"), 1).expect("it stands there");
    assert_eq!((again.before.concat(), again.after.concat()), ("二。".into(), "三。".into()));
    assert_eq!(Passage { before: Vec::new(), after: Vec::new(), ..again }, passage);
    let all = passage.again(&page, &iri("company/huawei"), usize::MAX).expect("it stands there");
    assert_eq!((all.before.concat(), all.after.concat()), ("一。二。".into(), "三。四。".into()));
    assert_eq!(passage.again(&page, &iri("country/india"), 1), None);
}

#[test]
fn any_part_of_a_text_can_be_quoted() {
    let page = page("1.md", &["一二。三四五。"]);
    let source = Source::new(&page, &page.units[0], (0, 0));
    let quoted = |start: usize, end: usize| {
        let passage = source.quoted(start * 3..end * 3)?;
        assert_eq!(passage.spot, None);
        Some((passage.text.clone(), marked(&passage).concat()))
    };
    assert_eq!(quoted(4, 5), Some(("三四五。".into(), "四".into())));
    assert_eq!(quoted(1, 5), Some(("一二。".into(), "二。".into())));
    assert_eq!(quoted(7, 8), None);
}

#[test]
fn a_passage_is_printed_with_its_place_and_its_names_marked() {
    let page = page("1.md", &["华为去了印度，在那里住了下来。"]);
    let source = Source::new(&page, &page.units[0], (0, 0));
    let printed = |marks, width| {
        let printer = Printer { indent: 1, screen: Screen { width, marks }, days: Days::Shown };
        let (mut text, passage) = (String::new(), source.passage(&[0], |_| true, 0));
        printer.write(&mut text, &passage).expect("it is written");
        text
    };
    let wide = printed(Marks::Brackets, 80);
    let plain: String = anstream::adapter::strip_str(&wide).to_string();
    assert_eq!(plain, " 1.md:7:1  出海 · answer 1 by 甲\n   ‹华为›去了‹印度›，在那里住了下来。\n");
    let narrow = anstream::adapter::strip_str(&printed(Marks::Brackets, 20)).to_string();
    assert!(narrow.ends_with("   ‹华为›去了‹印\n   度›，在那里住了下\n   来。\n"), "{narrow}");
    assert!(printed(Marks::Colour, 80).contains("\u{1b}[1m\u{1b}[31m华为\u{1b}[0m"));
}

/// Passages of few words, each with its rank.
fn ranked() -> Vec<(Rank, Passage)> {
    let answers = ["华为好。华为很好。华为在印度。", "华为好。华为在印度。华为很好很好。"];
    let page = page("1.md", &answers);
    let mut ranked = Vec::new();
    for (place, unit) in page.units.iter().enumerate() {
        let source = Source::new(&page, unit, (0, place));
        let all = source.mentioning();
        ranked.extend(all.map(|at| (source.rank(&[at], &[]), source.passage(&[at], |_| true, 0))));
    }
    ranked
}

proptest! {
    #[test]
    fn the_order_of_offers_is_of_no_account(
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
        most in 0_usize..6,
    ) {
        static RANKED: OnceLock<Vec<(Rank, Passage)>> = OnceLock::new();
        let ranked = RANKED.get_or_init(ranked);
        let best = |order: &[usize]| {
            let mut best = Best::new(most);
            for &place in order {
                let (rank, passage) = &ranked[place];
                best.offer(*rank, || passage.clone());
            }
            best.into_passages()
        };
        let sorted = best(&[0, 1, 2, 3, 4, 5]);
        prop_assert_eq!(best(&order), sorted.clone());
        prop_assert_eq!(sorted.len(), most.min(4));
    }
}
