//! Counting co-mentions, document by document: numbers stand for names while it goes on, so that a
//! pair costs a few words whatever its entities are called.

use std::collections::{BTreeSet, HashMap};

use petgraph::graph::{NodeIndex, UnGraph};
use rustc_hash::FxHashMap;

use super::{CoMentions, Edge, Node, npmi, strength};
use crate::digest::{Digest, MentionDigest, Period, UnitDigest};

/// A text that names more entities than this is a list of names: that two stand in it says nothing,
/// and they would be millions of pairs.
const MOST_NAMED: usize = 300;

/// What is counted before the graph is made.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    since: Option<String>,
    units: usize,
    names: Numbers,
    authors: Numbers,
    entities: Vec<EntityCount>,
    pairs: FxHashMap<(u32, u32), PairCount>,
}

#[derive(Debug, Clone, Default)]
struct EntityCount {
    answers: u32,
    mentions: u32,
    authors: Authors,
    unlinked: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct PairCount {
    answers: u32,
    sentences: u32,
    authors: Authors,
}

/// Who wrote something; every anonymous answer counts as one more.
#[derive(Debug, Clone, Default)]
struct Authors {
    named: Named,
    anonymous: u32,
}

/// The authors whose names are known. There are millions of pairs, and nearly all are one author's:
/// those take no memory of their own.
#[derive(Debug, Clone, Default)]
enum Named {
    #[default]
    Nobody,
    One(u32),
    #[expect(clippy::box_collection, reason = "the pairs of one author stay small")]
    Several(Box<BTreeSet<u32>>),
}

/// Names, each with the number under which it was first seen.
#[derive(Debug, Clone, Default)]
struct Numbers(HashMap<String, u32>);

impl Counts {
    /// Counts only answers and articles that are dated, and not before this day or instant:
    /// `2020`, `2020-06-01`.
    #[must_use]
    pub fn since(date: &str) -> Self {
        Self { since: Some(date.to_owned()), ..Self::default() }
    }

    /// Counts a document.
    pub fn add(&mut self, digest: &Digest) {
        let entities: Vec<u32> = digest.entities.iter().map(|iri| self.entity(iri)).collect();
        for unlinked in &digest.unlinked {
            let entity = self.entity(&unlinked.iri) as usize;
            let known = &mut self.entities[entity].unlinked;
            // Two ways of writing one name: the order of documents is of no account.
            if known.as_ref().is_none_or(|known| unlinked.name < *known) {
                *known = Some(unlinked.name.clone());
            }
        }
        for unit in &digest.units {
            if Period::since(self.since.as_deref()).holds(digest.day(unit)) {
                self.add_unit(digest, unit, &entities);
            }
        }
    }

    /// Counts one unit; `entities` are the numbers of the document's entities.
    fn add_unit(&mut self, digest: &Digest, unit: &UnitDigest, entities: &[u32]) {
        self.units += 1;
        let author = digest.author_of(unit).map(|author| self.authors.number(author));
        let number = |entity: u32| entities[entity as usize];
        for mention in &unit.mentions {
            self.entities[number(mention.entity) as usize].mentions += 1;
        }
        let named = distinct(unit.mentions.iter().map(|mention| number(mention.entity)));
        for &entity in &named {
            let count = &mut self.entities[entity as usize];
            count.answers += 1;
            count.authors.add(author);
        }
        if named.len() > MOST_NAMED {
            return;
        }
        for pair in pairs(&named) {
            let count = self.pairs.entry(pair).or_default();
            count.answers += 1;
            count.authors.add(author);
        }
        for named in named_by_sentence(unit, entities) {
            for pair in pairs(&named) {
                self.pairs.entry(pair).or_default().sentences += 1;
            }
        }
    }

    /// The number of an entity.
    fn entity(&mut self, iri: &str) -> u32 {
        let number = self.names.number(iri);
        if self.entities.len() <= number as usize {
            self.entities.push(EntityCount::default());
        }
        number
    }

    /// The graph of all that was counted, its nodes in the order of their IRIs.
    #[must_use]
    pub fn finish(mut self) -> CoMentions {
        let mut graph = UnGraph::with_capacity(self.entities.len(), self.pairs.len());
        let mut names: Vec<(String, u32)> = self.names.0.into_iter().collect();
        names.sort_unstable();
        let mut nodes = vec![NodeIndex::end(); self.entities.len()];
        for (iri, number) in names {
            let count = std::mem::take(&mut self.entities[number as usize]);
            if count.answers > 0 {
                nodes[number as usize] = graph.add_node(count.node(iri));
            }
        }
        let nodes_of = |(one, other): (u32, u32)| {
            let (one, other) = (nodes[one as usize], nodes[other as usize]);
            (one.min(other), one.max(other))
        };
        let mut pairs: Vec<_> =
            self.pairs.into_iter().map(|(pair, count)| (nodes_of(pair), count)).collect();
        pairs.sort_unstable_by_key(|(ends, _)| *ends);
        for ((one, other), count) in pairs {
            let edge = count.edge(self.units, &graph[one], &graph[other]);
            graph.add_edge(one, other, edge);
        }
        CoMentions::ranked(graph, self.units)
    }
}

impl EntityCount {
    fn node(self, iri: String) -> Node {
        let Self { answers, mentions, authors, unlinked } = self;
        Node { iri, unlinked, answers, mentions, authors: authors.count(), ..Node::default() }
    }
}

impl PairCount {
    fn edge(&self, units: usize, one: &Node, other: &Node) -> Edge {
        Edge {
            answers: self.answers,
            sentences: self.sentences,
            authors: self.authors.count(),
            npmi: npmi(units, one.answers, other.answers, self.answers),
            strength: strength(units, one.answers, other.answers, self.answers),
        }
    }
}

impl Authors {
    fn add(&mut self, author: Option<u32>) {
        match author {
            Some(author) => self.named.insert(author),
            None => self.anonymous += 1,
        }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.named.len()).unwrap_or(u32::MAX).saturating_add(self.anonymous)
    }
}

impl Named {
    fn insert(&mut self, author: u32) {
        match self {
            Self::Nobody => *self = Self::One(author),
            Self::One(known) if *known == author => {}
            Self::One(known) => *self = Self::Several(Box::new(BTreeSet::from([*known, author]))),
            Self::Several(known) => drop(known.insert(author)),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Nobody => 0,
            Self::One(_) => 1,
            Self::Several(known) => known.len(),
        }
    }
}

impl Numbers {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.0.get(name) {
            return number;
        }
        let number = u32::try_from(self.0.len()).expect("fewer names than fit into memory");
        self.0.insert(name.to_owned(), number);
        number
    }
}

/// Each of the numbers once, ascending.
fn distinct(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// All pairs of ascending numbers, each in order.
fn pairs(numbers: &[u32]) -> impl Iterator<Item = (u32, u32)> {
    let after =
        move |place: usize| numbers[place + 1..].iter().map(move |&other| (numbers[place], other));
    (0..numbers.len()).flat_map(after)
}

/// The entities of each sentence that has at least two.
fn named_by_sentence(unit: &UnitDigest, entities: &[u32]) -> Vec<Vec<u32>> {
    let number = |mention: &MentionDigest| entities[mention.entity as usize];
    let in_sentence = unit.sentences().map(|(_, mentions)| distinct(mentions.iter().map(number)));
    in_sentence.filter(|named| named.len() > 1).collect()
}
