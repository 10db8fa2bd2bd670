//! What is told of every node and edge in the formats that are tables of attributes: `GraphML` and
//! GEXF.

use std::fmt::Display;

use super::{Edge, Node};
use crate::graph::rounded;

/// One attribute.
pub(super) struct Column<T> {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    pub(super) value: fn(&T) -> Box<dyn Display + '_>,
}

/// What values an attribute has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Count,
    Figure,
}

impl<T> Column<T> {
    const fn new(name: &'static str, holds: Holds, value: fn(&T) -> Box<dyn Display + '_>) -> Self {
        Self { name, holds, value }
    }
}

/// The attributes of a node, but for its IRI and usual name.
pub(super) const OF_NODE: [Column<Node>; 9] = [
    Column::new("labelEn", Holds::Text, |node| Box::new(&node.label_en)),
    Column::new("type", Holds::Text, |node| Box::new(node.kind)),
    Column::new("answers", Holds::Count, |node| Box::new(node.answers)),
    Column::new("mentions", Holds::Count, |node| Box::new(node.mentions)),
    Column::new("authors", Holds::Count, |node| Box::new(node.authors)),
    Column::new("rank", Holds::Figure, |node| Box::new(rounded(node.rank))),
    Column::new("betweenness", Holds::Figure, |node| Box::new(rounded(node.betweenness))),
    Column::new("community", Holds::Count, |node| Box::new(node.community)),
    Column::new("core", Holds::Count, |node| Box::new(node.core)),
];

/// The usual name of a node.
pub(super) const LABEL: Column<Node> =
    Column::new("label", Holds::Text, |node| Box::new(&node.label));

/// The attributes of an edge, but for its ends.
pub(super) const OF_EDGE: [Column<Edge>; 5] = [
    Column::new("answers", Holds::Count, |edge| Box::new(edge.answers)),
    Column::new("sentences", Holds::Count, |edge| Box::new(edge.sentences)),
    Column::new("authors", Holds::Count, |edge| Box::new(edge.authors)),
    Column::new("npmi", Holds::Figure, |edge| Box::new(rounded(edge.npmi))),
    Column::new("evidence", Holds::Text, |edge| {
        Box::new(edge.evidence.first().map_or("", |sentence| sentence.text.as_str()))
    }),
];
