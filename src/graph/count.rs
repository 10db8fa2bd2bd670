//! Counting co-mentions, document by document: numbers stand for names while it goes on, so that a
//! pair costs a few words whatever its entities are called.
//!
//! The counts of two sets of documents can be merged; in which order is of no account.

use std::collections::{BTreeSet, HashMap};

use petgraph::graph::{NodeIndex, UnGraph};

use super::{CoMentions, Edge, Node, npmi, strength};
use crate::digest::{Digest, UnitDigest};
use crate::mention::sentence::sentences;

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
    pairs: HashMap<(u32, u32), PairCount>,
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
    named: BTreeSet<u32>,
    anonymous: u32,
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
            self.entities[entity].unlinked = Some(unlinked.name.clone());
        }
        for unit in &digest.units {
            if digest.is_since(unit, self.since.as_deref()) {
                self.add_unit(digest, unit, &entities);
            }
        }
    }

    /// Counts one unit; `entities` are the numbers of the document's entities.
    fn add_unit(&mut self, digest: &Digest, unit: &UnitDigest, entities: &[u32]) {
        self.units += 1;
        let author = unit.author.as_ref().or(digest.author.as_ref());
        let author = author.map(|author| self.authors.number(author));
        let number = |entity: u32| entities[entity as usize];
        for mention in &unit.mentions {
            self.entities[number(mention.entity) as usize].mentions += 1;
        }
        let named: BTreeSet<u32> =
            unit.mentions.iter().map(|mention| number(mention.entity)).collect();
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

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: Self) {
        self.units += other.units;
        let authors = self.authors.numbers_of(&other.authors);
        let mut entities = vec![0; other.entities.len()];
        for (iri, number) in other.names.0 {
            entities[number as usize] = self.entity(&iri);
        }
        for (entity, count) in entities.iter().zip(other.entities) {
            self.entities[*entity as usize].merge(count, &authors);
        }
        for ((one, other), count) in other.pairs {
            let pair = in_order(entities[one as usize], entities[other as usize]);
            self.pairs.entry(pair).or_default().merge(&count, &authors);
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
        let mut graph = UnGraph::new_undirected();
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
    fn merge(&mut self, other: Self, authors: &[u32]) {
        self.answers += other.answers;
        self.mentions += other.mentions;
        self.authors.merge(&other.authors, authors);
        self.unlinked = self.unlinked.take().or(other.unlinked);
    }

    fn node(self, iri: String) -> Node {
        let Self { answers, mentions, authors, unlinked } = self;
        Node { iri, unlinked, answers, mentions, authors: authors.count(), ..Node::default() }
    }
}

impl PairCount {
    fn merge(&mut self, other: &Self, authors: &[u32]) {
        self.answers += other.answers;
        self.sentences += other.sentences;
        self.authors.merge(&other.authors, authors);
    }

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
            Some(author) => drop(self.named.insert(author)),
            None => self.anonymous += 1,
        }
    }

    /// Adds authors whose numbers are other ones here.
    fn merge(&mut self, other: &Self, numbers: &[u32]) {
        self.anonymous += other.anonymous;
        self.named.extend(other.named.iter().map(|&author| numbers[author as usize]));
    }

    fn count(&self) -> u32 {
        u32::try_from(self.named.len()).unwrap_or(u32::MAX).saturating_add(self.anonymous)
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

    /// The numbers here of the names there, in the order of their numbers there.
    fn numbers_of(&mut self, other: &Self) -> Vec<u32> {
        let mut numbers = vec![0; other.0.len()];
        for (name, &number) in &other.0 {
            numbers[number as usize] = self.number(name);
        }
        numbers
    }
}

fn in_order(one: u32, other: u32) -> (u32, u32) {
    (one.min(other), one.max(other))
}

/// All pairs of a set, each in order.
fn pairs(named: &BTreeSet<u32>) -> impl Iterator<Item = (u32, u32)> {
    let after = |one: u32| named.range(one + 1..).map(move |&other| (one, other));
    named.iter().flat_map(move |&one| after(one))
}

/// The entities of each sentence that has at least two.
fn named_by_sentence(unit: &UnitDigest, entities: &[u32]) -> Vec<BTreeSet<u32>> {
    let mut mentions = unit.mentions.iter().peekable();
    let in_sentence = sentences(&unit.text).into_iter().map(|sentence| {
        let mut named = BTreeSet::new();
        while let Some(mention) = mentions.next_if(|mention| mention.bytes.0 < sentence.end) {
            named.insert(entities[mention.entity as usize]);
        }
        named
    });
    in_sentence.filter(|named| named.len() > 1).collect()
}
