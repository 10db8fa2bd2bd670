//! Node-link JSON: what `networkx.node_link_graph` and D3 read, with the evidence.

use std::io::{self, Write};

use serde::Serialize;

use super::{Edge, Node, Scene};
use crate::graph::rounded;
use crate::passage::Passage;

#[derive(Serialize)]
struct NodeLink<'a> {
    directed: bool,
    multigraph: bool,
    graph: Heading<'a>,
    nodes: Vec<JsonNode<'a>>,
    edges: Vec<JsonEdge<'a>>,
}

#[derive(Serialize)]
struct Heading<'a> {
    title: &'a str,
    subtitle: Option<&'a str>,
}

/// A node as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonNode<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    label: &'a str,
    label_en: &'a str,
    alt_labels: &'a [String],
    answers: u32,
    mentions: u32,
    authors: u32,
    rank: f64,
    betweenness: f64,
    community: u32,
    core: u32,
    evidence: Vec<JsonPassage<'a>>,
}

/// An edge as JSON, its ends by IRI.
#[derive(Serialize)]
struct JsonEdge<'a> {
    source: &'a str,
    target: &'a str,
    answers: u32,
    sentences: u32,
    authors: u32,
    npmi: f64,
    evidence: Vec<JsonPassage<'a>>,
}

/// A passage as JSON; marks count code points, half-open.
#[derive(Serialize)]
pub(super) struct JsonPassage<'a> {
    text: &'a str,
    marks: Vec<(usize, usize)>,
    title: &'a str,
    author: Option<&'a str>,
    place: String,
}

impl<'a> JsonNode<'a> {
    pub(super) fn new(node: &'a Node) -> Self {
        Self {
            id: &node.iri,
            kind: node.kind.as_str(),
            label: &node.label,
            label_en: &node.label_en,
            alt_labels: &node.alt_labels,
            answers: node.answers,
            mentions: node.mentions,
            authors: node.authors,
            rank: rounded(node.rank),
            betweenness: rounded(node.betweenness),
            community: node.community,
            core: node.core,
            evidence: passages(&node.evidence),
        }
    }
}

impl<'a> JsonEdge<'a> {
    fn new(scene: &'a Scene, edge: &'a Edge) -> Self {
        Self {
            source: &scene.nodes[edge.source].iri,
            target: &scene.nodes[edge.target].iri,
            answers: edge.answers,
            sentences: edge.sentences,
            authors: edge.authors,
            npmi: rounded(edge.npmi),
            evidence: passages(&edge.evidence),
        }
    }
}

/// Passages as JSON.
pub(super) fn passages(evidence: &[Passage]) -> Vec<JsonPassage<'_>> {
    evidence
        .iter()
        .map(|passage| JsonPassage {
            text: &passage.text,
            marks: marks(passage),
            title: passage.title.as_deref().unwrap_or(&passage.path),
            author: passage.author.as_deref(),
            place: passage.place(),
        })
        .collect()
}

/// Where the names stand, in code points.
fn marks(passage: &Passage) -> Vec<(usize, usize)> {
    let points = |byte| passage.text.get(..byte).map_or(0, |before| before.chars().count());
    passage.marks.iter().map(|&(start, end)| (points(start), points(end))).collect()
}

/// Writes a scene.
pub(super) fn write(scene: &Scene, out: &mut impl Write) -> io::Result<()> {
    let json = NodeLink {
        directed: false,
        multigraph: false,
        graph: Heading { title: &scene.title, subtitle: scene.subtitle.as_deref() },
        nodes: scene.nodes.iter().map(JsonNode::new).collect(),
        edges: scene.edges.iter().map(|edge| JsonEdge::new(scene, edge)).collect(),
    };
    serde_json::to_writer(&mut *out, &json)?;
    out.write_all(b"\n")
}
