//! The sentences behind an edge: where both entities stand in one sentence, or at least in one
//! answer.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use petgraph::graph::EdgeIndex;
use serde::Serialize;

use super::CoMentions;
use crate::digest::{Copies, Digest, MentionDigest, Period, UnitDigest};
use crate::text::sentence::comfort;

/// What stands between two sentences of one answer that are shown as one.
const GAP: &str = " … ";

/// A text that mentions what it is evidence for, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Passage {
    /// The sentence as a reader sees it, or two sentences of one answer with ` … ` between.
    pub text: String,
    /// Where the names stand in it, in bytes, in reading order.
    pub marks: Vec<(usize, usize)>,
    /// The title it stands under.
    pub title: Option<String>,
    /// Who wrote it; nothing for anonymous answers.
    pub author: Option<String>,
    /// The source file.
    pub path: String,
    /// Line of the first mention in the file, from 1.
    pub line: u32,
    /// Column of it in code points, from 1.
    pub column: u32,
}

impl Passage {
    /// Where it stands, as editors take it: `path:line:column`.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}:{}:{}", self.path, self.line, self.column)
    }
}

/// How good a passage is; greater is better. In one sentence rather than two, of a comfortable
/// length, and not one of those that name everybody.
type Quality = (bool, u32, Reverse<usize>);
/// Document and unit: the first of equals is better.
type Order = Reverse<(String, u32)>;

/// Gathers the best passages for some edges, from one digest after the other in any order.
#[derive(Debug)]
pub struct Gathering<'a> {
    entities: HashMap<&'a str, u32>,
    pairs: HashMap<(u32, u32), usize>,
    found: Vec<Vec<(Quality, Order, Passage)>>,
    most: usize,
    period: Period<'a>,
}

impl<'a> Gathering<'a> {
    /// For these edges, at most so many passages each, of the answers of these days.
    #[must_use]
    pub fn new(
        co_mentions: &'a CoMentions,
        edges: &[EdgeIndex],
        most: usize,
        period: Period<'a>,
    ) -> Self {
        let (mut entities, mut pairs) = (HashMap::new(), HashMap::new());
        for (place, &edge) in edges.iter().enumerate() {
            let (one, other) = co_mentions.ends(edge);
            let [one, other] = [one, other].map(|node| {
                let next = u32::try_from(entities.len()).unwrap_or(u32::MAX);
                *entities.entry(co_mentions.graph()[node].iri.as_str()).or_insert(next)
            });
            pairs.insert((one.min(other), one.max(other)), place);
        }
        Self { entities, pairs, found: vec![Vec::new(); edges.len()], most, period }
    }

    /// Looks through a document, but for the copies of what counts elsewhere; one passage of a unit at
    /// most is taken for a pair.
    pub fn add(&mut self, digest: &Digest, copies: &Copies) {
        let numbers: Vec<Option<u32>> =
            digest.entities.iter().map(|iri| self.entities.get(iri.as_str()).copied()).collect();
        if numbers.iter().flatten().count() < 2 {
            return;
        }
        let units = digest.units.iter().enumerate().filter(|(place, unit)| {
            self.period.holds(digest.day(unit)) && copies.counts(&digest.iri, *place)
        });
        for (_, unit) in units.collect::<Vec<_>>() {
            let unit = Answer::new(digest, unit, &numbers);
            let named = unit.named();
            for (place, &one) in named.iter().enumerate() {
                for &other in &named[place + 1..] {
                    if let Some(&pair) = self.pairs.get(&(one, other)) {
                        self.weigh(pair, &unit, one, other);
                    }
                }
            }
        }
    }

    /// Takes the unit's best passage, if it is among the best: the same words, quoted elsewhere, are
    /// taken once.
    fn weigh(&mut self, pair: usize, unit: &Answer<'_>, one: u32, other: u32) {
        let Some((quality, first, second)) = unit.best(one, other) else { return };
        let order = Reverse((unit.digest.iri.clone(), unit.unit.position));
        let found = &mut self.found[pair];
        let place = found.partition_point(|(q, o, _)| (q, o) > (&quality, &order));
        if place == self.most {
            return;
        }
        let passage = unit.passage(first, second, &[one, other]);
        match found.iter().position(|(.., known)| known.text == passage.text) {
            Some(known) if known < place => return,
            Some(known) => drop(found.remove(known)),
            None => {}
        }
        found.insert(place, (quality, order, passage));
        found.truncate(self.most);
    }

    /// The passages of each edge in the order the edges were given, the best first.
    #[must_use]
    pub fn finish(self) -> Vec<Vec<Passage>> {
        let passages = |found: Vec<(_, _, Passage)>| found.into_iter().map(|(_, _, text)| text);
        self.found.into_iter().map(|found| passages(found).collect()).collect()
    }
}

/// A unit with its sentences that mention anything, and the numbers of its entities.
struct Answer<'a> {
    digest: &'a Digest,
    unit: &'a UnitDigest,
    numbers: &'a [Option<u32>],
    sentences: Vec<(Range<usize>, &'a [MentionDigest])>,
}

impl<'a> Answer<'a> {
    fn new(digest: &'a Digest, unit: &'a UnitDigest, numbers: &'a [Option<u32>]) -> Self {
        Self { digest, unit, numbers, sentences: unit.sentences().collect() }
    }

    fn number(&self, mention: &MentionDigest) -> Option<u32> {
        self.numbers[mention.entity as usize]
    }

    /// The numbers of the entities that are looked for, sorted.
    fn named(&self) -> Vec<u32> {
        let mut named: Vec<u32> =
            self.unit.mentions.iter().filter_map(|mention| self.number(mention)).collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    fn names(&self, sentence: usize, entity: u32) -> bool {
        self.sentences[sentence].1.iter().any(|mention| self.number(mention) == Some(entity))
    }

    /// The best sentence that names both, or else the two that do so closest to each other.
    fn best(&self, one: u32, other: u32) -> Option<(Quality, usize, usize)> {
        let sentences = 0..self.sentences.len();
        let both = sentences.filter(|&at| self.names(at, one) && self.names(at, other));
        // The greatest is the last of equals: reading backwards, the first.
        let together = both.rev().max_by_key(|&at| self.quality(at, at)).map(|at| (at, at));
        let (first, second) = together.or_else(|| self.closest(one, other))?;
        Some((self.quality(first, second), first, second))
    }

    /// The sentences closest to each other of which one names the one, and the other the other.
    fn closest(&self, one: u32, other: u32) -> Option<(usize, usize)> {
        let (mut last_one, mut last_other, mut closest) = (None, None, None);
        for at in 0..self.sentences.len() {
            last_one = if self.names(at, one) { Some(at) } else { last_one };
            last_other = if self.names(at, other) { Some(at) } else { last_other };
            if let (Some(a), Some(b)) = (last_one, last_other)
                && closest.is_none_or(|(first, second)| a.abs_diff(b) < second - first)
            {
                closest = Some((a.min(b), a.max(b)));
            }
        }
        closest
    }

    fn quality(&self, first: usize, second: usize) -> Quality {
        let (start, end) = (self.sentences[first].0.clone(), self.sentences[second].0.clone());
        let length = |range: Range<usize>| self.unit.text[range].chars().count();
        let is_one = first == second;
        let whole = if is_one { length(start) } else { length(start) + length(end) };
        let named = self.sentences[first].1.len() + self.sentences[second].1.len();
        (is_one, comfort(whole), Reverse(named))
    }

    /// One sentence, or two, with the names of some entities marked.
    fn passage(&self, first: usize, second: usize, entities: &[u32]) -> Passage {
        let (mut text, mut marks, mut place) = (String::new(), Vec::new(), None);
        let both = [first, second];
        for &sentence in if first == second { &both[..1] } else { &both[..] } {
            let (range, mentions) = &self.sentences[sentence];
            if !text.is_empty() {
                text += GAP;
            }
            let is_meant = |mention: &&MentionDigest| {
                self.number(mention).is_some_and(|number| entities.contains(&number))
            };
            for mention in mentions.iter().filter(is_meant) {
                let at =
                    |byte: usize| text.len() + byte.clamp(range.start, range.end) - range.start;
                marks.push((at(mention.bytes.0), at(mention.bytes.1)));
                place = place.or(Some(mention.place));
            }
            text += &self.unit.text[range.clone()];
        }
        marks.dedup();
        let (line, column) = place.unwrap_or((1, 1));
        Passage {
            text,
            marks,
            title: self.digest.title_of(self.unit).map(str::to_owned),
            author: self.digest.author_of(self.unit).map(str::to_owned),
            path: self.digest.path.clone(),
            line,
            column,
        }
    }
}
