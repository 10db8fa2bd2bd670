//! Which answers and articles of all documents are copies of others, and which of the copies counts:
//! the earliest, one with an author before one without, and then the first by its IRI. The order in
//! which files were named is of no account.
//!
//! Copies have the same text, white space aside. Of a short text that many write, only those are
//! copies that the same author has under the same title.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Digest, UnitDigest};
use crate::document::copy::{is_telling, marks};
use crate::hash;

/// How many hexadecimal digits tell texts apart.
const DIGITS: usize = 24;

/// What tells the copies of a unit, and which of them counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// What follows the document's IRI in the unit's: `/answer/17`.
    pub unit: String,
    /// A hash that copies share.
    pub text: String,
    /// The day it was written, as far as its source tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// Its author's name, or its page's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
}

/// Where else the text of a unit stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// The source file.
    pub path: String,
    /// The IRI of the copy.
    pub unit: String,
}

/// The copies among the units of some documents.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copies {
    /// By the IRI of a document: what is known of its units that have copies, by their places.
    documents: BTreeMap<String, BTreeMap<usize, Standing>>,
}

/// What a unit is to its copies.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Standing {
    /// Another counts.
    Copy,
    /// The unit of this IRI counts, for these too.
    Counts(String, Vec<Copy>),
}

/// A unit with its document's IRI and path, and its place in it.
struct Found<'a> {
    iri: &'a str,
    path: &'a str,
    place: usize,
    mark: &'a Mark,
}

impl Digest {
    /// What tells the copies of each unit.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark> {
        let mut seen = HashMap::new();
        self.units.iter().map(|unit| self.mark(unit, &mut seen)).collect()
    }

    /// The mark of a unit; `seen` counts the short texts before it, for the same one written twice in
    /// a file is no copy of itself.
    fn mark(&self, unit: &UnitDigest, seen: &mut HashMap<String, usize>) -> Mark {
        let author = self.author_of(unit);
        let mut hash = Sha256::new();
        hash.update(marks(&unit.text).collect::<String>());
        if !is_telling(&unit.text) {
            let title = self.title_of(unit).unwrap_or(&self.sha256);
            hash.update(format!("\n{}\n{title}", author.unwrap_or_default()));
            let before = seen.entry(hash::hexadecimal(&hash.clone().finalize())).or_default();
            hash.update(format!("\n{before}"));
            *before += 1;
        }
        let mut text = hash::hexadecimal(&hash.finalize());
        text.truncate(DIGITS);
        Mark {
            unit: unit.iri.strip_prefix(&self.iri).unwrap_or(&unit.iri).to_owned(),
            text,
            day: self.day(unit).map(str::to_owned),
            author: author.map(str::to_owned),
        }
    }
}

impl Copies {
    /// Finds the copies among documents, each with its IRI, its path and the marks of its units.
    #[must_use]
    pub fn among<'a>(documents: impl IntoIterator<Item = (&'a str, &'a str, &'a [Mark])>) -> Self {
        let mut same: HashMap<&str, Vec<Found<'_>>> = HashMap::new();
        for (iri, path, marks) in documents {
            for (place, mark) in marks.iter().enumerate() {
                same.entry(&mark.text).or_default().push(Found { iri, path, place, mark });
            }
        }
        let mut copies = Self::default();
        same.into_values().filter(|same| same.len() > 1).for_each(|same| copies.add(same));
        copies
    }

    fn add(&mut self, mut same: Vec<Found<'_>>) {
        same.sort_by_cached_key(Found::order);
        let (first, others) = same.split_at(1);
        let mut standing = |found: &Found<'_>, standing| {
            let document = self.documents.entry(found.iri.to_owned()).or_default();
            document.insert(found.place, standing);
        };
        for found in others {
            standing(found, Standing::Copy);
        }
        let copies: Vec<Copy> = others.iter().map(Found::copy).collect();
        for found in first {
            standing(found, Standing::Counts(found.unit(), copies.clone()));
        }
    }

    /// Whether the unit at a place of a document counts: it is no copy of another.
    #[must_use]
    pub fn counts(&self, document: &str, place: usize) -> bool {
        !matches!(self.standing(document, place), Some(Standing::Copy))
    }

    /// Where else the text of a unit that counts stands.
    #[must_use]
    pub fn others(&self, document: &str, place: usize) -> &[Copy] {
        match self.standing(document, place) {
            Some(Standing::Counts(_, copies)) => copies,
            _ => &[],
        }
    }

    fn standing(&self, document: &str, place: usize) -> Option<&Standing> {
        self.documents.get(document)?.get(&place)
    }

    /// Whether a document has units that are copies, or have some.
    #[must_use]
    pub fn concern(&self, document: &str) -> bool {
        self.documents.contains_key(document)
    }

    /// The IRIs of all copies, each with the one of the unit that counts.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let standings = self.documents.values().flat_map(BTreeMap::values);
        standings.flat_map(|standing| {
            let (counts, copies) = match standing {
                Standing::Copy => ("", &[][..]),
                Standing::Counts(unit, copies) => (unit.as_str(), &copies[..]),
            };
            copies.iter().map(move |copy| (copy.unit.as_str(), counts))
        })
    }

    /// How many units are copies.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs().count()
    }

    /// Whether no unit is a copy.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}

impl Found<'_> {
    /// Of copies, the first of these counts.
    fn order(&self) -> (bool, Option<String>, bool, String, usize) {
        let Mark { day, author, .. } = self.mark;
        (day.is_none(), day.clone(), author.is_none(), self.unit(), self.place)
    }

    fn unit(&self) -> String {
        format!("{}{}", self.iri, self.mark.unit)
    }

    fn copy(&self) -> Copy {
        Copy { path: self.path.to_owned(), unit: self.unit() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Copies, Mark};

    fn mark(unit: &str, text: &str, day: &str, author: &str) -> Mark {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Mark { unit: unit.to_owned(), text: text.to_owned(), day: some(day), author: some(author) }
    }

    /// The pairs of some documents, whichever way round they are named.
    fn pairs(documents: &[(&str, Vec<Mark>)]) -> Vec<(String, String)> {
        let forth = Copies::among(documents.iter().map(|(iri, marks)| (*iri, *iri, &**marks)));
        let back = Copies::among(documents.iter().rev().map(|(iri, marks)| (*iri, *iri, &**marks)));
        assert_eq!(forth, back);
        let owned = |(copy, counts): (&str, &str)| (copy.to_owned(), counts.to_owned());
        forth.pairs().map(owned).collect()
    }

    #[test]
    fn the_earliest_counts_then_the_named_then_the_first() {
        let check = |one: (&str, &str), other: (&str, &str), counts: &str| {
            let documents = [
                ("a", vec![mark("/answer/1", "x", one.0, one.1)]),
                ("b", vec![mark("/answer/7", "x", other.0, other.1)]),
            ];
            let copy = if counts == "a/answer/1" { "b/answer/7" } else { "a/answer/1" };
            assert_eq!(
                pairs(&documents),
                [(copy.to_owned(), counts.to_owned())],
                "{one:?} {other:?}"
            );
        };
        check(("2022-01-02", "甲"), ("2022-01-01", ""), "b/answer/7");
        check(("2022-01-01", ""), ("2022-01-01", "甲"), "b/answer/7");
        check(("2022-01-01", "乙"), ("2022-01-01", "甲"), "a/answer/1");
        check(("", "甲"), ("2022-01-01", ""), "b/answer/7");
        check(("", ""), ("", "甲"), "b/answer/7");
        check(("", ""), ("", ""), "a/answer/1");
    }

    #[test]
    fn each_knows_what_it_is_to_the_others() {
        let one = vec![
            mark("/line/1", "x", "", ""),
            mark("/line/2", "y", "", ""),
            mark("/line/3", "x", "", ""),
        ];
        let other = vec![mark("/article", "x", "", "")];
        let copies = Copies::among([("b", "b.jsonl", &*one), ("c", "c.md", &*other)]);
        let counted: Vec<bool> = (0..3).map(|place| copies.counts("b", place)).collect();
        assert_eq!((counted, copies.counts("c", 0)), (vec![true, true, false], false));
        let others: Vec<&str> = copies.others("b", 0).iter().map(|copy| &*copy.unit).collect();
        assert_eq!(others, ["b/line/3", "c/article"]);
        assert_eq!((copies.others("b", 1), copies.others("c", 0)), (&[][..], &[][..]));
        assert_eq!(copies.len(), 2);
    }

    mod texts {
        use super::super::Copies;
        use crate::catalog::Catalog;
        use crate::digest::{Digest, Outline};
        use crate::document;
        use crate::mention::Finder;

        fn copies(files: &[(&str, &str)]) -> usize {
            let catalog = Catalog::default();
            let finder = Finder::new(&catalog);
            let outlines: Vec<Outline> = files
                .iter()
                .map(|(path, text)| {
                    let document = document::read(path, text.as_bytes()).document.expect("text");
                    Digest::new("http://b/", text.as_bytes(), &document, &catalog, &finder)
                        .outline()
                })
                .collect();
            Copies::of(&outlines).len()
        }

        const LONG: &str = "这个问题我从二零一二年就开始关注了，先说结论：华为能成。";

        fn page(title: &str, answers: &[(&str, &str)]) -> String {
            let answer =
                |(name, text): &(&str, &str)| format!("### 知乎用户 {name} 发表\n\n{text}\n\n");
            let answers: String = answers.iter().map(answer).collect();
            format!("---\ntitle: {title}\n---\n\n{answers}")
        }

        #[test]
        fn what_is_long_is_a_copy_wherever_it_stands() {
            let again = LONG.replace('，', "，\n ");
            assert_eq!(copies(&[("a.md", LONG), ("b.md", &again)]), 1);
            let pages = [page("一", &[("甲", LONG)]), page("二", &[("乙", LONG), ("丙", "别的")])];
            assert_eq!(copies(&[("a.md", &pages[0]), ("b.md", &pages[1]), ("c.txt", LONG)]), 2);
            let lines = format!("{{\"text\":\"{LONG}\"}}\n{{\"text\":\"{LONG}\"}}\n");
            assert_eq!(copies(&[("a.jsonl", &lines)]), 1);
            assert_eq!(copies(&[("a.md", LONG), ("b.md", &LONG.replace("能", "不"))]), 0);
            assert_eq!(copies(&[("a.md", LONG), ("b.md", &format!("{LONG}完"))]), 0);
        }

        #[test]
        fn what_is_short_is_a_copy_under_its_title_by_its_author_alone() {
            let one = page("一", &[("甲", "同意"), ("乙", "同意"), ("", "谢邀")]);
            // The same file under two names.
            assert_eq!(copies(&[("a.md", &one), ("b.md", &one)]), 3);
            // The same page, some answers later.
            let later = page("一", &[("丙", "同意"), ("甲", "同意"), ("", "谢邀")]);
            assert_eq!(copies(&[("a.md", &one), ("b.md", &later)]), 2);
            assert_eq!(copies(&[("a.md", &one), ("b.md", &page("二", &[("甲", "同意")]))]), 0);
            assert_eq!(copies(&[("a.txt", "同意"), ("b.txt", "同意。")]), 0);
            assert_eq!(copies(&[("a.txt", "同意"), ("b.txt", "同意")]), 1);
            let lines = "{\"text\":\"同意\"}\n{\"text\":\"同意\"}\n";
            assert_eq!(copies(&[("a.jsonl", lines)]), 0);
            assert_eq!(copies(&[("a.jsonl", lines), ("b.jsonl", lines)]), 2);
            let others = "{\"text\":\"同意\"}\n{\"text\":\"反对\"}\n";
            assert_eq!(copies(&[("a.jsonl", lines), ("b.jsonl", others)]), 0);
        }
    }
}
