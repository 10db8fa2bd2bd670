//! `GraphML`, as Cytoscape, yEd and networkx read it.

use std::fmt::Display;
use std::io::{self, Write};

use super::json::rounded;
use super::xml::Xml;
use super::{Edge, Node, Scene};

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";

/// What is told of every node: its name, and its type in `GraphML`.
const NODE_KEYS: [(&str, &str); 10] = [
    ("label", "string"),
    ("labelEn", "string"),
    ("type", "string"),
    ("answers", "int"),
    ("mentions", "int"),
    ("authors", "int"),
    ("rank", "double"),
    ("betweenness", "double"),
    ("community", "int"),
    ("core", "int"),
];
/// The same of every edge.
const EDGE_KEYS: [(&str, &str); 5] = [
    ("answers", "int"),
    ("sentences", "int"),
    ("authors", "int"),
    ("npmi", "double"),
    ("evidence", "string"),
];

/// Writes a scene.
pub(super) fn write(scene: &Scene, out: &mut impl Write) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    xml.open("graphml", &[("xmlns", &NAMESPACE)])?;
    keys(&mut xml, "node", &NODE_KEYS)?;
    keys(&mut xml, "edge", &EDGE_KEYS)?;
    xml.line()?;
    xml.open("graph", &[("id", &"haitu"), ("edgedefault", &"undirected")])?;
    for node in &scene.nodes {
        xml.line()?;
        xml.open("node", &[("id", &node.iri)])?;
        data(&mut xml, "node", &NODE_KEYS, &node_values(node))?;
        xml.close("node")?;
    }
    for edge in &scene.edges {
        xml.line()?;
        let (source, target) = (&scene.nodes[edge.source].iri, &scene.nodes[edge.target].iri);
        xml.open("edge", &[("source", source), ("target", target)])?;
        data(&mut xml, "edge", &EDGE_KEYS, &edge_values(edge))?;
        xml.close("edge")?;
    }
    xml.line()?;
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.line()
}

fn keys<W: Write>(xml: &mut Xml<W>, of: &str, keys: &[(&str, &str)]) -> io::Result<()> {
    for (name, kind) in keys {
        xml.line()?;
        let id = format!("{of}-{name}");
        xml.empty("key", &[("id", &id), ("for", &of), ("attr.name", name), ("attr.type", kind)])?;
    }
    Ok(())
}

fn data<W: Write>(
    xml: &mut Xml<W>,
    of: &str,
    keys: &[(&str, &str)],
    values: &[Box<dyn Display + '_>],
) -> io::Result<()> {
    for ((name, _), value) in keys.iter().zip(values) {
        xml.text("data", &[("key", &format!("{of}-{name}"))], &value.to_string())?;
    }
    Ok(())
}

fn node_values(node: &Node) -> [Box<dyn Display + '_>; 10] {
    [
        Box::new(&node.label),
        Box::new(&node.label_en),
        Box::new(node.kind),
        Box::new(node.answers),
        Box::new(node.mentions),
        Box::new(node.authors),
        Box::new(rounded(node.rank)),
        Box::new(rounded(node.betweenness)),
        Box::new(node.community),
        Box::new(node.core),
    ]
}

fn edge_values(edge: &Edge) -> [Box<dyn Display + '_>; 5] {
    [
        Box::new(edge.answers),
        Box::new(edge.sentences),
        Box::new(edge.authors),
        Box::new(rounded(edge.npmi)),
        Box::new(edge.evidence.first().map_or("", |sentence| sentence.text.as_str())),
    ]
}
