//! The co-mention graph: entities are nodes, and an edge says that two of them are mentioned in the
//! same answer, how often, and how much more often than by chance.
//!
//! Made from digests alone; knows nothing of RDF, the store or drawings.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef as _;

use crate::digest::{Digest, UnitDigest};
use crate::mention::sentence::sentences;

mod association;
mod rank;
mod select;

pub use association::npmi;
pub use select::{Selected, Selection};

/// A text that names more entities than this is a list of names: that two stand in it says nothing,
/// and they would be millions of pairs.
const MOST_NAMED: usize = 300;

/// An entity that is mentioned, and how much.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The entity's IRI.
    pub iri: String,
    /// In how many distinct answers or articles.
    pub answers: u32,
    /// How often in all.
    pub mentions: u32,
    /// By how many authors; every anonymous answer counts as one.
    pub authors: u32,
    /// Its share of attention in the graph: PageRank; all ranks add up to 1.
    pub rank: f64,
}

/// Two entities in the same answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// In how many distinct answers or articles both are mentioned.
    pub answers: u32,
    /// In how many sentences.
    pub sentences: u32,
    /// Normalised pointwise mutual information over answers, from -1 to 1.
    pub npmi: f64,
}

/// The graph of all entities mentioned in some documents. Nodes are in the order of their IRIs.
#[derive(Debug, Clone, Default)]
pub struct CoMentions {
    graph: UnGraph<Node, Edge>,
    units: usize,
}

impl CoMentions {
    /// Counts co-mentions over all units of the digests. The order of the digests is of no account.
    #[must_use]
    pub fn new<'a>(digests: impl IntoIterator<Item = &'a Digest>) -> Self {
        let mut counts = Counts::default();
        digests.into_iter().for_each(|digest| counts.add(digest));
        counts.finish()
    }

    /// The petgraph graph, for its algorithms.
    #[must_use]
    pub fn graph(&self) -> &UnGraph<Node, Edge> {
        &self.graph
    }

    /// How many answers and articles were counted, those without mentions included.
    #[must_use]
    pub fn units(&self) -> usize {
        self.units
    }

    /// The node of an entity, if it is mentioned.
    #[must_use]
    pub fn find(&self, iri: &str) -> Option<NodeIndex> {
        let nodes = self.graph.raw_nodes();
        nodes.binary_search_by(|node| node.weight.iri.as_str().cmp(iri)).ok().map(NodeIndex::new)
    }

    /// The companions of an entity, the strongest first: by association weighted with the number of
    /// answers, then by IRI.
    #[must_use]
    pub fn companions(&self, node: NodeIndex) -> Vec<(&Node, &Edge)> {
        let mut found: Vec<(&Node, &Edge)> = self
            .graph
            .edges(node)
            .map(|edge| {
                let other = if edge.source() == node { edge.target() } else { edge.source() };
                (&self.graph[other], edge.weight())
            })
            .collect();
        found.sort_by(|(a, left), (b, right)| {
            right.strength().total_cmp(&left.strength()).then_with(|| a.iri.cmp(&b.iri))
        });
        found
    }
}

impl Edge {
    /// How much an edge is worth showing: association, weighted with how often it was seen.
    #[must_use]
    pub fn strength(&self) -> f64 {
        self.npmi * f64::from(self.answers).ln_1p()
    }
}

#[derive(Debug, Default)]
struct EntityCount {
    answers: u32,
    mentions: u32,
    authors: BTreeSet<String>,
    anonymous: u32,
}

/// What is counted before the graph is made; ordered, so that the result is. Documents are added one
/// by one, so that no more than one has to be in memory.
#[derive(Debug, Default)]
pub struct Counts {
    units: usize,
    entities: BTreeMap<String, EntityCount>,
    pairs: BTreeMap<(String, String), (u32, u32)>,
}

impl Counts {
    /// Counts the mentions of a document. The order of documents is of no account.
    pub fn add(&mut self, digest: &Digest) {
        for unit in &digest.units {
            self.add_unit(digest, unit);
        }
    }

    fn add_unit(&mut self, digest: &Digest, unit: &UnitDigest) {
        self.units += 1;
        for mention in &unit.mentions {
            self.entity(digest.entity(mention)).mentions += 1;
        }
        let named: BTreeSet<&str> =
            unit.mentions.iter().map(|mention| digest.entity(mention)).collect();
        for iri in &named {
            let count = self.entity(iri);
            count.answers += 1;
            match unit.author.as_ref().or(digest.author.as_ref()) {
                Some(author) => drop(count.authors.insert(author.clone())),
                None => count.anonymous += 1,
            }
        }
        if named.len() > MOST_NAMED {
            return;
        }
        for pair in pairs(&named) {
            self.pairs.entry(pair).or_default().0 += 1;
        }
        for named in named_by_sentence(digest, unit) {
            for pair in pairs(&named) {
                self.pairs.entry(pair).or_default().1 += 1;
            }
        }
    }

    fn entity(&mut self, iri: &str) -> &mut EntityCount {
        if !self.entities.contains_key(iri) {
            self.entities.insert(iri.to_owned(), EntityCount::default());
        }
        self.entities.get_mut(iri).expect("it was just inserted")
    }

    /// The graph of all that was counted.
    #[must_use]
    pub fn finish(self) -> CoMentions {
        let mut graph = UnGraph::new_undirected();
        let mut nodes = HashMap::new();
        for (iri, count) in self.entities {
            let authors = u32::try_from(count.authors.len()).unwrap_or(u32::MAX) + count.anonymous;
            let (answers, mentions) = (count.answers, count.mentions);
            let node = Node { iri: iri.clone(), answers, mentions, authors, rank: 0.0 };
            nodes.insert(iri, graph.add_node(node));
        }
        for ((one, other), (answers, sentences)) in self.pairs {
            let (one, other) = (nodes[&one], nodes[&other]);
            let npmi = npmi(self.units, graph[one].answers, graph[other].answers, answers);
            graph.add_edge(one, other, Edge { answers, sentences, npmi });
        }
        for (node, rank) in rank::page_rank(&graph).into_iter().enumerate() {
            graph[NodeIndex::new(node)].rank = rank;
        }
        CoMentions { graph, units: self.units }
    }
}

/// All pairs of a sorted set, each in order.
fn pairs(named: &BTreeSet<&str>) -> Vec<(String, String)> {
    let named: Vec<&str> = named.iter().copied().collect();
    let mut pairs = Vec::new();
    for (i, one) in named.iter().enumerate() {
        pairs.extend(named[i + 1..].iter().map(|other| ((*one).to_owned(), (*other).to_owned())));
    }
    pairs
}

/// The entities of each sentence that has at least two.
fn named_by_sentence<'a>(digest: &'a Digest, unit: &UnitDigest) -> Vec<BTreeSet<&'a str>> {
    let mut mentions = unit.mentions.iter().peekable();
    let in_sentence = sentences(&unit.text).into_iter().map(|sentence| {
        let mut named = BTreeSet::new();
        while let Some(mention) = mentions.next_if(|mention| mention.bytes.0 < sentence.end) {
            named.insert(digest.entity(mention));
        }
        named
    });
    in_sentence.filter(|named| named.len() > 1).collect()
}
