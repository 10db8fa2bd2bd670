//! The co-mention graph: entities are nodes, and an edge says that two of them are mentioned in the
//! same answer, how often, and how much more often than by chance.
//!
//! Made from outlines of digests alone; knows nothing of RDF, the store or drawings.

use std::cmp::Reverse;

use petgraph::graph::{EdgeIndex, EdgeReference, NodeIndex, UnGraph};
use petgraph::visit::EdgeRef as _;

use crate::digest::{Copies, Digest, Outline};

mod association;
mod backbone;
mod betweenness;
mod community;
mod core;
mod count;
mod links;
mod path;
mod rank;
mod rows;
mod select;
#[cfg(test)]
mod tests;

pub use association::{npmi, strength};
pub use count::Counts;
use links::Links;
pub use path::Path;
pub use select::{Alone, Pairs, Selected, Selection};

/// Betweenness and core numbers look at pairs that meet in so many answers: one long list of names
/// ties all of them to each other, but makes none a bridge.
pub const REPEATED: u32 = 2;

/// After how many of its strongest members a community is named.
pub const NAMESAKES: usize = 3;

/// An entity that is mentioned, and how much.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Node {
    /// The entity's IRI.
    pub iri: String,
    /// Its name as it stands in the text, where the catalog does not know it.
    pub unlinked: Option<String>,
    /// In how many distinct answers or articles.
    pub answers: u32,
    /// How often in all.
    pub mentions: u32,
    /// By how many authors; every anonymous answer counts as one.
    pub authors: u32,
    /// Its share of attention in the graph: PageRank over answers; all ranks add up to 1.
    pub rank: f64,
    /// Its share, from 0 to 1, in the shortest ways between all others, where a pair is as far
    /// apart as it is weak: 1 / strength.
    pub betweenness: f64,
    /// The number of its community, which is its place in [`CoMentions::communities`].
    pub community: u32,
    /// Its core number: it belongs to a group in which everybody meets so many others again and
    /// again.
    pub core: u32,
}

/// Two entities in the same answers.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Edge {
    /// In how many distinct answers or articles both are mentioned; those that name more than 300
    /// entities are lists, and tie nobody.
    pub answers: u32,
    /// In how many sentences.
    pub sentences: u32,
    /// By how many authors; every anonymous answer counts as one.
    pub authors: u32,
    /// Normalised pointwise mutual information over answers, from -1 to 1.
    pub npmi: f64,
    /// How strong the tie is, from 0 to 1: see [`strength`].
    pub strength: f64,
}

/// The graph of all entities mentioned in some documents. Nodes are in the order of their IRIs.
#[derive(Debug, Clone, Default)]
pub struct CoMentions {
    graph: UnGraph<Node, Edge>,
    communities: Vec<Vec<NodeIndex>>,
    units: usize,
}

impl CoMentions {
    /// Counts co-mentions over all units of the digests, copies once. The order of the digests is of no account.
    #[must_use]
    pub fn new<'a>(digests: impl IntoIterator<Item = &'a Digest>) -> Self {
        let outlines: Vec<Outline> = digests.into_iter().map(Digest::outline).collect();
        let (mut counts, copies) = (Counts::default(), Copies::of(&outlines));
        for outline in &outlines {
            counts.add(outline, &copies);
        }
        counts.finish()
    }

    /// Ranks the nodes of a graph that was counted over so many units, and finds its communities.
    fn ranked(mut graph: UnGraph<Node, Edge>, units: usize) -> Self {
        let ranks = rank::page_rank(&graph, |edge| f64::from(edge.answers));
        let groups = community::communities(Links::new(&graph, |edge| edge.strength));
        let repeated = graph.filter_map(
            |_, _| Some(()),
            |_, edge| (edge.answers >= REPEATED).then_some(edge.strength),
        );
        let cores = core::core_numbers(&repeated);
        let bridges = betweenness::betweenness(&Links::new(&repeated, |strength| 1.0 / strength));
        for (place, node) in graph.node_weights_mut().enumerate() {
            (node.rank, node.core, node.betweenness) = (ranks[place], cores[place], bridges[place]);
        }
        let communities = by_rank(&graph, &groups);
        for (number, members) in (0..).zip(&communities) {
            for &member in members {
                graph[member].community = number;
            }
        }
        Self { graph, communities, units }
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

    /// The communities, those with most rank first; in each the strongest members first. An entity
    /// that meets nobody is a community of its own.
    #[must_use]
    pub fn communities(&self) -> &[Vec<NodeIndex>] {
        &self.communities
    }

    /// The node of an entity, if it is mentioned.
    #[must_use]
    pub fn find(&self, iri: &str) -> Option<NodeIndex> {
        let nodes = self.graph.raw_nodes();
        nodes.binary_search_by(|node| node.weight.iri.as_str().cmp(iri)).ok().map(NodeIndex::new)
    }

    /// The two entities of an edge, in the order of their IRIs.
    #[must_use]
    pub fn ends(&self, edge: EdgeIndex) -> (NodeIndex, NodeIndex) {
        let edge = &self.graph.raw_edges()[edge.index()];
        (edge.source(), edge.target())
    }

    /// The companions of an entity, the strongest first, then by IRI.
    #[must_use]
    pub fn companions(&self, node: NodeIndex) -> Vec<(&Node, &Edge)> {
        let mut found: Vec<(&Node, &Edge)> = self
            .graph
            .edges(node)
            .map(|edge| (&self.graph[other_end(&edge, node)], edge.weight()))
            .collect();
        found.sort_by(|(a, left), (b, right)| {
            right.strength.total_cmp(&left.strength).then_with(|| a.iri.cmp(&b.iri))
        });
        found
    }
}

/// The members of each group, the strongest first; the groups with most rank first.
fn by_rank(graph: &UnGraph<Node, Edge>, groups: &[usize]) -> Vec<Vec<NodeIndex>> {
    let mut communities: Vec<Vec<NodeIndex>> = Vec::new();
    for (node, &group) in graph.node_indices().zip(groups) {
        if communities.len() <= group {
            communities.resize(group + 1, Vec::new());
        }
        communities[group].push(node);
    }
    let rank = |node: &NodeIndex| graph[*node].rank;
    for members in &mut communities {
        members.sort_by(|a, b| rank(b).total_cmp(&rank(a)).then(a.cmp(b)));
    }
    // Equal sums of floats must not depend on the order in which they were added up.
    let weight = |members: &Vec<NodeIndex>| (members.iter().map(rank).sum::<f64>() * 1e9).round();
    communities.sort_by(|a, b| {
        weight(b).total_cmp(&weight(a)).then(Reverse(a.len()).cmp(&Reverse(b.len()))).then(a.cmp(b))
    });
    communities
}

/// The end of an edge that `node` is not.
fn other_end<E>(edge: &EdgeReference<'_, E>, node: NodeIndex) -> NodeIndex {
    if edge.source() == node { edge.target() } else { edge.source() }
}

/// A figure to six places: enough, and the same everywhere.
#[must_use]
pub fn rounded(figure: f64) -> f64 {
    (figure * 1e6).round() / 1e6
}

/// A count as a figure to calculate with.
fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
