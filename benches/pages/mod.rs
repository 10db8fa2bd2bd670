//! Pages made up from the sentences of the seed documents: as many as are wanted, with the seeds'
//! statistics, the same for the same seed number.
//!
//! Every paragraph is one of the first seed document, in which half of the entities are exchanged
//! for others of their kind; the few first of the catalog come up often, the others rarely, as in
//! real pages. Answers have as many paragraphs as the seed's.

#![allow(dead_code, reason = "each bench uses its part")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use haitu::catalog::{Catalog, Kind};
use haitu::document;
use haitu::mention::{Finder, Referent};

/// The document whose paragraphs are used.
const SEED: &str = include_str!("../../data/zhihu-seed.md");
/// How many answers a page has, at most and at least.
const ANSWERS: std::ops::Range<usize> = 20..120;

/// Makes pages.
pub(crate) struct Pages {
    paragraphs: Vec<Paragraph>,
    /// How many paragraphs the answers of the seed have.
    lengths: Vec<usize>,
    /// The usual names of unambiguous entities, by kind.
    names: Vec<(Kind, Vec<String>)>,
    chance: Chance,
    number: usize,
}

/// Text with places for names of some kind.
struct Paragraph {
    pieces: Vec<(String, Option<(Kind, String)>)>,
}

impl Pages {
    /// The same pages for the same number.
    pub(crate) fn new(catalog: &Catalog, seed: u64) -> Self {
        let finder = Finder::new(catalog);
        let read = document::read("seed.md", SEED.as_bytes());
        let document = read.document.expect("the seed can be read");
        let texts = document.units.iter().map(|unit| unit.text.as_str());
        let lengths = texts.clone().map(|text| text.lines().count().clamp(1, 60)).collect();
        let paragraphs = texts
            .flat_map(str::lines)
            .filter(|line| !line.trim().is_empty())
            .map(|line| Paragraph::new(line, catalog, &finder))
            .collect();
        let names = Kind::ALL.map(|kind| {
            let of_kind = catalog.iter().filter(|(_, entity)| entity.kind == kind);
            let certain = of_kind.filter(|(_, entity)| {
                entity.names.iter().any(|name| name.text == entity.label && !name.ambiguous)
            });
            (kind, certain.map(|(_, entity)| entity.label.clone()).collect())
        });
        Self { paragraphs, lengths, names: names.into(), chance: Chance(seed), number: 0 }
    }

    /// Writes pages of so many bytes or a little more into a folder; how many, and their bytes.
    pub(crate) fn write(&mut self, folder: &Path, least: usize) -> (usize, usize) {
        fs::create_dir_all(folder).expect("a folder");
        let (mut count, mut bytes) = (0, 0);
        while bytes < least {
            let (name, page) = self.next_page();
            fs::write(folder.join(name), &page).expect("a page is written");
            bytes += page.len();
            count += 1;
        }
        (count, bytes)
    }

    /// The next page, and a name for it.
    pub(crate) fn next_page(&mut self) -> (String, String) {
        self.number += 1;
        let mut page = format!(
            "---\ndate: 2022-{:02}-{:02}T08:00:00+00:00\ntitle: \"第 {} 个问题：怎么看出海？\"\ntags: [出海,企业]\n---\n\n",
            1 + self.chance.below(12),
            1 + self.chance.below(28),
            self.number,
        );
        for _ in 0..ANSWERS.start + self.chance.below(ANSWERS.len()) {
            let author = self.chance.below(5000);
            write!(page, "### 知乎用户 第{author}号 发表\n\n").expect("a string takes all");
            for _ in 0..self.lengths[self.chance.below(self.lengths.len())] {
                self.push_paragraph(&mut page);
            }
        }
        (format!("page-{:06}.md", self.number), page)
    }

    fn push_paragraph(&mut self, page: &mut String) {
        let paragraph = self.chance.below(self.paragraphs.len());
        for piece in 0..self.paragraphs[paragraph].pieces.len() {
            let (text, place) = &self.paragraphs[paragraph].pieces[piece];
            page.push_str(text);
            let Some((kind, name)) = place else { continue };
            let names = self.names.iter().find(|(known, _)| known == kind).map(|(_, names)| names);
            match names {
                Some(names) if self.chance.below(2) == 0 => {
                    page.push_str(&names[self.chance.low(names.len())]);
                }
                _ => page.push_str(name),
            }
        }
        page.push_str("\n\n");
    }
}

impl Paragraph {
    fn new(line: &str, catalog: &Catalog, finder: &Finder<'_>) -> Self {
        let document = document::read("line.md", line.as_bytes()).document;
        let mut pieces = Vec::new();
        let mut rest = line;
        let mentions = document.iter().flat_map(|document| finder.mentions(document)).flatten();
        for mention in mentions {
            let Referent::Known(id) = mention.entity else { continue };
            let text = document.as_ref().map_or("", |document| document.units[0].text.as_str());
            let name = &text[mention.bytes.clone()];
            if let Some(at) = rest.find(name) {
                let place = (catalog.entity(id).kind, name.to_owned());
                pieces.push((rest[..at].to_owned(), Some(place)));
                rest = &rest[at + name.len()..];
            }
        }
        pieces.push((rest.to_owned(), None));
        Self { pieces }
    }
}

/// Numbers that look random and are the same every time (`SplitMix64`).
struct Chance(u64);

impl Chance {
    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 11).unwrap_or(0) % end.max(1)
    }

    /// A number below `end`, the low ones far more often than the high ones.
    fn low(&mut self, end: usize) -> usize {
        let bound = 1 + self.below(end);
        let bound = 1 + self.below(bound);
        self.below(bound)
    }
}
