//! `haitu graph`: what was chosen of the co-mention graph as a scene, and the scene written out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use petgraph::graph::{EdgeIndex, NodeIndex};

use crate::card::evidence::mentioning;
use crate::card::{Card, Evidence};
use crate::catalog::Kind;
use crate::digest::Digest;
use crate::graph::{CoMentions, Selected};
use crate::picture::{Edge, Node, Scene, Sentence};

mod engine;

pub use engine::{DrawError, Engine, draw};

/// How many sentences a node or an edge of a picture has.
const SENTENCES: usize = 3;

/// What stands above a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// The title.
    pub title: String,
    /// What it was drawn from.
    pub subtitle: Option<String>,
}

/// What a scene is made of.
pub struct Material<'a> {
    /// The whole graph.
    pub co_mentions: &'a CoMentions,
    /// The card of every entity that is mentioned, by IRI.
    pub cards: &'a BTreeMap<String, Card>,
    /// Where the sentences of pairs are taken from.
    pub digests: &'a [Digest],
}

/// The chosen part of the graph, with names, counts and sentences. Entities without a tie are left
/// out, unless there is no tie at all.
#[must_use]
pub fn scene(material: &Material<'_>, selected: &Selected, heading: Heading) -> Scene {
    let graph = material.co_mentions.graph();
    let selected = &backbone(material.co_mentions, selected);
    let ends = selected.edges.iter().filter_map(|&edge| graph.edge_endpoints(edge));
    let tied: BTreeSet<NodeIndex> = ends.flat_map(|(one, other)| [one, other]).collect();
    let is_shown = |node: &NodeIndex| selected.edges.is_empty() || tied.contains(node);
    let shown: Vec<NodeIndex> = selected.nodes.iter().copied().filter(is_shown).collect();
    let place: BTreeMap<NodeIndex, usize> =
        shown.iter().enumerate().map(|(place, &node)| (node, place)).collect();
    let edge = |&edge: &EdgeIndex| {
        let (one, other) = graph.edge_endpoints(edge)?;
        Some(material.edge(edge, (one, other), (place[&one], place[&other])))
    };
    let edges: Vec<Edge> = selected.edges.iter().filter_map(edge).collect();
    let communities = communities(shown.len(), &edges);
    let nodes =
        shown.iter().zip(communities).map(|(&node, community)| material.node(node, community));
    let Heading { title, subtitle } = heading;
    Scene { title, subtitle, nodes: nodes.collect(), edges }
}

impl Material<'_> {
    fn node(&self, node: NodeIndex, community: u32) -> Node {
        let counted = &self.co_mentions.graph()[node];
        let iri = counted.iri.clone();
        // An entity that the index does not know is called by its IRI.
        let unknown = || Card { iri: iri.clone(), label: iri.clone(), ..Card::default() };
        let card = self.cards.get(&iri).cloned().unwrap_or_else(unknown);
        Node {
            kind: Kind::parse(&card.kind).unwrap_or(Kind::Concept),
            label: card.label,
            label_en: card.label_en,
            alt_labels: card.alt_labels,
            answers: counted.answers,
            mentions: counted.mentions,
            authors: counted.authors,
            rank: counted.rank,
            betweenness: 0.0,
            community,
            core: 0,
            evidence: card.evidence.iter().take(SENTENCES).map(sentence).collect(),
            iri,
        }
    }

    fn edge(&self, edge: EdgeIndex, ends: (NodeIndex, NodeIndex), places: (usize, usize)) -> Edge {
        let graph = self.co_mentions.graph();
        let counted = &graph[edge];
        Edge {
            source: places.0,
            target: places.1,
            answers: counted.answers,
            sentences: counted.sentences,
            authors: 0,
            npmi: counted.npmi,
            evidence: evidence_of_both(self.digests, &graph[ends.0].iri, &graph[ends.1].iri),
        }
    }
}

/// The strongest three edges of every node.
fn backbone(co_mentions: &CoMentions, selected: &Selected) -> Selected {
    let graph = co_mentions.graph();
    let mut order = selected.edges.clone();
    order.sort_by(|&a, &b| graph[b].strength().total_cmp(&graph[a].strength()).then(a.cmp(&b)));
    let mut degrees: HashMap<NodeIndex, usize> = HashMap::new();
    order.retain(|&edge| {
        let Some((one, other)) = graph.edge_endpoints(edge) else { return false };
        let [one, other] = [one, other].map(|end| {
            let degree = degrees.entry(end).or_default();
            *degree += 1;
            *degree
        });
        one.min(other) <= 3
    });
    order.sort_unstable();
    Selected { nodes: selected.nodes.clone(), edges: order }
}

/// Communities by label propagation in node order.
fn communities(count: usize, edges: &[Edge]) -> Vec<u32> {
    let mut labels: Vec<usize> = (0..count).collect();
    for _ in 0..20 {
        for node in 0..count {
            let mut votes: BTreeMap<usize, f64> = BTreeMap::new();
            for edge in edges {
                let weight = edge.npmi.max(0.01);
                if edge.source == node {
                    *votes.entry(labels[edge.target]).or_default() += weight;
                } else if edge.target == node {
                    *votes.entry(labels[edge.source]).or_default() += weight;
                }
            }
            let best = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            if let Some((label, _)) = best {
                labels[node] = label;
            }
        }
    }
    let mut known: Vec<usize> = labels.clone();
    known.sort_unstable();
    known.dedup();
    let number = |label: &usize| known.partition_point(|other| other < label);
    labels.iter().map(|label| u32::try_from(number(label)).unwrap_or(0)).collect()
}

/// The first sentences that mention two entities, with both marked.
fn evidence_of_both(digests: &[Digest], one: &str, other: &str) -> Vec<Sentence> {
    let named = |digest: &&Digest| {
        [one, other].iter().all(|iri| digest.entities.iter().any(|known| known == iri))
    };
    let mut found = Vec::new();
    for digest in digests.iter().filter(named) {
        for unit in &digest.units {
            for candidate in mentioning(digest, unit) {
                let entities = candidate.entities();
                if entities.contains(one) && entities.contains(other) {
                    let mut evidence = candidate.evidence(one);
                    evidence.marks.extend(candidate.evidence(other).marks);
                    evidence.marks.sort_unstable();
                    evidence.marks.dedup();
                    found.push(sentence(&evidence));
                }
                if found.len() == SENTENCES {
                    return found;
                }
            }
        }
    }
    found
}

fn sentence(evidence: &Evidence) -> Sentence {
    let Evidence { path, line, column, .. } = evidence;
    Sentence {
        text: evidence.sentence.clone(),
        marks: evidence.marks.iter().map(|&(start, end)| start..end).collect(),
        title: evidence.title.clone().unwrap_or_default(),
        author: evidence.author.clone(),
        place: format!("{path}:{line}:{column}"),
    }
}
